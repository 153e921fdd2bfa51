/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Waiting lists as people read them: who waits for a language and level at a place,
 * in the published order, and why somebody stands where they stand.  Who named no
 * place waits for every one of them and stands in the list of each.
 */
#ifndef CASES_WAITING_H
#define CASES_WAITING_H

#include "cases/queue.h"
#include "register/read.h"

struct waiting_list {
	char language[16];           /* ""; not said */
	char level[16];
	bool of_place;               /* only that place, with those who named none; else everybody */
	struct id place;             /* neighbourhood; none: only those who named no place */
};

#define WAITING_KEY 128
struct waiting_row {
	struct id enrolment, person;
	int64_t rev;                 /* of the enrolment */
	int64_t place;               /* in this list, from 1 */
	char key[WAITING_KEY];
};
/* Up to `limit` rows behind `from` (NULL: from the first on), or, backward, before it, nearest first (NULL: from the
 * last one back). ST_DENIED for roles that do not see enrolments. */
enum status waiting_read(struct store *store, const struct actor *actor, const struct waiting_list *list,
	const struct waiting_row *from, bool backward, int limit, struct waiting_row *out, int *count, struct err *err);
enum status waiting_length(struct store *store, const struct waiting_list *list, int64_t *out, struct err *err);

/* Every language and level that somebody waits for, by these two. Yours. */
struct waiting_head { struct waiting_list list; int64_t length; };
enum status waiting_lists(struct store *store, const struct actor *actor, struct waiting_head **out, int *count,
	struct err *err);

/* Who is asked when a course has seats: its language, level and, where it has one, its place. */
enum status waiting_of_course(struct store *store, struct id course, struct waiting_list *out, struct err *err);

/* One enrolment that waits. */
struct waiting_place {
	struct waiting_list list;    /* its own: of its place, or everybody's */
	int64_t place, length;
	struct queue_order order;    /* that holds */
	int64_t ahead[QUEUE_PARTS];  /* who comes before by this part of the order, equal in those before it */
	char key[WAITING_KEY];
};
/* In the list of the enrolment itself, or in `in` where it is given. ST_DONE: it does not wait there. */
enum status waiting_place(struct store *store, struct id enrolment, const struct waiting_list *in,
	struct waiting_place *out, struct err *err);
/* "German · A1 · Nordhavn", parted by the separator */
void waiting_list_words(struct str *out, struct store *store, const struct actor *actor, const struct waiting_list *list,
	const char *separator);
/* "Place 3 of 14", then a line a reason: "2 come before by this: Who has waited longer". */
void waiting_place_words(struct str *out, const struct waiting_place *place);
/* "Place 3 of 14" alone. */
void waiting_short_words(struct str *out, const struct waiting_place *place);

#endif
