/* SPDX-License-Identifier: EUPL-1.2 */
/* What round*.c and propose.c share in writing proposals. */
#ifndef MATCH_ROUND_OWN_H
#define MATCH_ROUND_OWN_H

#include "match/round.h"
#include "register/change.h"

/* Of a proposal p that nobody decided yet: it is as it was when the round is computed again. Somebody locked it, or the file
 * is restricted, where nothing changes. */
#define ROUND_STAYS "(coalesce(p.locked, 0) OR (SELECT x.restricted FROM person x WHERE x.id = p.person) IS NOT NULL)"

void round_put_points(struct change_item *item, const char *field, int64_t thousandths);
void round_put_id(struct change_item *item, const char *field, struct id id);
/* Person, application, place, day, points and dossier of a new proposal. */
void round_put_proposal(struct change_item *item, const struct match_facts *facts, int candidate, int place,
	const char *dossier, int64_t points);
/* Where the application has no lot yet. */
void round_put_lot(struct change *change, const struct match_facts *facts, int candidate, int64_t lot);

#endif
