/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Lots: who and what is equal by the published criteria is told apart by chance, and by
 * the same chance ever after.  A lot is drawn once, when the application or the place (a
 * home, a vacancy, a course, a mentor) is recorded: the first 40 bits of BLAKE2b of the record's id under the file's seed, which is drawn
 * with the first lot, kept, and published with the criteria.  From then on the lot is a
 * value of the record: it travels with it, whatever number the record has elsewhere.
 */
#ifndef CASES_LOT_H
#define CASES_LOT_H

#include "register/change.h"

#define LOT_BITS 40
#define LOT_SEED 33                  /* 32 hex digits and the end */

/* In the rules of kinds that apply for something scarce, and of what is scarce: draws one where there is none. */
enum status lot_draw(struct change *change, struct change_item *item, struct err *err);
/* What is drawn for a record under a seed. */
int64_t lot_of(const char seed[LOT_SEED], struct id id);
/* The file's seed; "" while no lot was drawn. */
enum status lot_seed(struct store *store, char out[LOT_SEED], struct err *err);

#endif
