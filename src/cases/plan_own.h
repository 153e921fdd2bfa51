/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files of the plan share: rules, templates, versions, what is shown of it. */
#ifndef CASES_PLAN_OWN_H
#define CASES_PLAN_OWN_H

#include "cases/plan.h"

/* Between the places of two steps that follow each other, so that one fits in between. */
#define PLAN_SPACE 10

/* ST_INVALID with words when there is none. */
enum status plan_template_find(const char *name, const struct plan_template **out, struct err *err);
/* A step of a template as a new record; its id. */
struct id plan_put_step(struct change *change, const char *person, const char *plan, const struct plan_step *from,
	struct date target_day, int position);
/* Says after which step it comes; `step` is new in this change set. */
void plan_put_after(struct change *change, struct id step, const struct plan_step *from, struct id earlier);
/* The legal clock of the file's profile that a template's step of these words serves. Yours; NULL: none. */
char *plan_clock_of(struct store *store, const char *what);
/* A planned review as a new record. */
void review_plan(struct change *change, const char *person, const char *plan, struct date due);

/* A record whose past tells of the plan: itself, and what hangs or hung under it. */
struct plan_part { char kind[32]; struct id id; };
/* free() them. */
enum status plan_parts(struct store *store, struct id plan, struct plan_part **out, int *count, struct err *err);

#endif
