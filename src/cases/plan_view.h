/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A whole plan as it is looked at, now or as it stood in an earlier version: steps
 * along the pathway in their order, promises of both sides, reviews, signatures, and
 * the legal clocks beside.  What the actor may not see is absent.
 */
#ifndef CASES_PLAN_VIEW_H
#define CASES_PLAN_VIEW_H

#include "base/date.h"
#include "register/read.h"

struct plan_list { struct record **record; int count; };
struct plan_view {
	struct id person;
	struct record *plan;            /* NULL: the person has none */
	struct plan_list step;          /* by stage, then by place */
	struct plan_list commitment;    /* the person's first */
	struct plan_list review;        /* by the day they are due; of now, also in an earlier version */
	struct plan_list agreement;     /* newest first; of now, also in an earlier version */
	struct plan_list decision;      /* by which this plan was issued, newest first; of now */
	struct plan_list clock;         /* that run or ran for the person, by their last day; none in an earlier version */
	int version;                    /* that is shown */
	int versions;                   /* how many there are */
};
/* The plan that is followed, else the last one begun. `plan` none: of the person; ST_OK also where there is none.
 * version 0: as it stands now. ST_NOTFOUND when there is no such version. */
enum status plan_view_read(struct store *store, const struct actor *actor, struct id person, struct id plan,
	int version, struct plan_view *out, struct err *err);
void plan_view_clear(struct plan_view *view);
/* The clock that a step serves: by its own reference, else by the rule it names; NULL: none. */
const struct record *plan_view_clock(const struct plan_view *view, const struct record *step);
/* The review that is planned next, or NULL; the newest agreement that both sides signed, or NULL. */
const struct record *plan_view_review(const struct plan_view *view);
const struct record *plan_view_signed(const struct plan_view *view);

/* What is different in the later one, steps first. `before` and `after` are borrowed from the views: NULL for what
 * was added or taken out. */
struct plan_difference { const struct record *before, *after; };
/* Only what makes a version counts (plan_versions.h). free() the list. */
int plan_view_compare(const struct plan_view *earlier, const struct plan_view *later, struct plan_difference **out);

#endif
