/* SPDX-License-Identifier: EUPL-1.2 */
/* Summonses: how often somebody did not come, so that a warning can be offered; it is never given by itself. */
#ifndef CASES_SUMMONS_H
#define CASES_SUMMONS_H

#include "register/change.h"

#define SUMMONS_OFFERS_WARNING 2

/* Summonses of the person that stand at "did not come". */
enum status summons_missed(struct store *store, struct id person, int64_t *out, struct err *err);
/* One whole sentence that offers a warning where this summons was missed, is not the first, and brought none yet; NULL
 * else. Yours. */
char *summons_offer(struct store *store, const struct record *summons);

#endif
