/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Plans: a new arrival's steps come from a template in schema/plans/ and carry the
 * city's own targets (not legal clocks).
 */
#ifndef CASES_PLAN_H
#define CASES_PLAN_H

#include "base/date.h"
#include "register/change.h"

struct plan_step {
	const char *stage;
	const char *what;       /* N_(); stands in the file as the English words, field_show() translates */
	const char *who;        /* key of step.who */
	const char *milestone;  /* key of step.milestone, or NULL */
	int days;               /* after arrival */
};
struct plan_template { const char *name; const char *label; /* N_() */ const struct plan_step *step; int n_steps; };
const struct plan_template *plan_templates(int *count);
/* Adds a plan with its steps for a person, who may be created in the same change set: then the first arrangements come
 * along. `from`: arrival; where only its month or year is known the days count from today. template_name NULL:
 * "general". ST_INVALID when there is no such template. */
enum status plan_add(struct change *change, struct id person, const char *template_name, struct date from,
	struct err *err);

/* A person's stages at a glance, in the pathway's order. */
enum stage_state { STAGE_NONE, STAGE_OPEN, STAGE_UNDER_WAY, STAGE_WAITING, STAGE_LATE, STAGE_DONE };
struct stage_view { const char *stage; const char *label; /* N_() */ enum stage_state state; char *next; struct date target; };
#define STAGES 5
enum status plan_stages(struct store *store, const struct actor *actor, struct id person, struct stage_view out[STAGES],
	struct err *err);
void stage_views_clear(struct stage_view views[STAGES]);

#endif
