/* SPDX-License-Identifier: EUPL-1.2 */
/* All records of one person: what erase*.c, subject.c and retention.c gather first. */
#ifndef CASES_ERASE_SET_H
#define CASES_ERASE_SET_H

#include "cases/erase.h"

struct erase_item { const struct kind *kind; struct id id; bool gone; };
struct erase_set {
	struct id person;
	struct erase_item *item;     /* children first, the person last, then a household that nobody else belongs to */
	int count;
	bool household_stays;
};
/* Living and removed; ST_NOTFOUND with words when there is no such person. */
enum status erase_gather(struct store *store, struct id person, struct erase_set *out, struct err *err);
void erase_set_clear(struct erase_set *set);
/* Whether anybody but `me` (or none) belongs to a household, living or removed. */
enum status erase_household_lives(struct store *store, struct id household, struct id me, bool *lives, struct err *err);

/* Copies beyond reach, before anything is erased. */
enum status erase_find_copies(struct store *store, const struct erase_set *set, struct erase_receipt *receipt,
	struct err *err);
/* Adds the set's living records to past_count. */
enum status erase_count_on(struct store *store, const struct erase_set *set, struct err *err);
/* Keeps the receipt in the file, and notes the act. */
enum status erase_keep_receipt(struct store *store, const struct actor *actor, const struct erase_receipt *receipt,
	struct err *err);

#endif
