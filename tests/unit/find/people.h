/* SPDX-License-Identifier: EUPL-1.2 */
/* People put into a scratch file through the change door, and found again. */
#ifndef TESTS_UNIT_FIND_PEOPLE_H
#define TESTS_UNIT_FIND_PEOPLE_H

#include <string.h>

#include "../store/scratch.h"

#include "base/str.h"
#include "register/change.h"
#include "register/find.h"

static const struct actor tester = { .user = "tester", .desk = "HA", .roles = ROLE_ALL };

struct pair { const char *field, *value; };

static inline struct id person_add(struct change *change, const struct pair *pairs, size_t n)
{
	struct id id = { { 0 } };
	struct change_item *item = change_create(change, register_kind("person"), &id);
	struct err err;

	for (size_t i = 0; i < n; i++)
		if (change_set(item, pairs[i].field, pairs[i].value, &err) != ST_OK)
			fail_msg("%s: %s", pairs[i].field, err.text);
	change_set(item, "arrived", "2026-05-04", &err);
	return id;
}
#define PERSON(change, ...) \
	person_add(change, (const struct pair[]){ __VA_ARGS__ }, \
		sizeof((const struct pair[]){ __VA_ARGS__ }) / sizeof(struct pair))

static inline struct id person_commit(struct change *change)
{
	struct err err;
	struct id set;

	if (change_commit(change, &set, NULL, &err) != ST_OK)
		fail_msg("%s", err.text);
	change_free(change);
	return set;
}

/* Place of the person among the first ten, from 1; 0 when not there. *shown: how many were. */
static inline int place_of(struct store *store, const char *typed, struct id id, int *shown)
{
	struct find_hit *hits;
	struct err err;
	int count, place = 0;

	if (find_people(store, &tester, typed, 10, &hits, &count, &err) != ST_OK)
		fail_msg("%s", err.text);
	for (int i = 0; i < count && !place; i++)
		if (id_same(hits[i].person, id))
			place = i + 1;
	free(hits);
	*shown = count;
	return place;
}

struct quality { const char *what; int asked, in_ten, first, exact; double shown, reciprocal; };

static inline void quality_ask(struct quality *q, struct store *store, const char *typed, struct id id,
			       bool exact)
{
	int shown, place = place_of(store, typed, id, &shown);

	q->asked++;
	q->in_ten += place > 0;
	q->first += place == 1;
	q->exact += exact;
	q->shown += shown;
	q->reciprocal += place ? 1.0 / place : 0;
	if (!place && getenv("FIND_MISSES"))
		printf("  missed: %s (%d shown)\n", typed, shown);
}

static inline double quality_recall(const struct quality *q)
{
	return (double)q->in_ten / (double)(q->asked ? q->asked : 1);
}

static inline void quality_report(const struct quality *q)
{
	double n = q->asked ? q->asked : 1;

	printf("%-28s %6d asked  recall@10 %.3f  precision@1 %.3f  mrr %.3f  shown %.1f  precision@shown %.3f"
	       "  exact match %.3f\n",
	       q->what, q->asked, q->in_ten / n, q->first / n, q->reciprocal / n, q->shown / n,
	       q->shown > 0 ? q->in_ten / q->shown : 0, q->exact / n);
}

#endif
