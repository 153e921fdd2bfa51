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
	int days;               /* after arrival, or after the day on which the person is expected; negative: before */
	int after;              /* number of the earlier step that it follows, from 1; 0: of none */
	const char *gap;        /* how long after it: "3 weeks"; or NULL */
	const char *clocks;     /* keys of legal clocks that it serves, one a profile: "nl_plan, fr_cir"; or NULL */
};
struct plan_promise { const char *who; /* key of commitment.who */ const char *what; /* N_() */ };
struct plan_template {
	const char *name;
	const char *label;      /* N_() */
	const char *purpose;    /* N_(): for whom it is meant */
	const struct plan_step *step;
	int n_steps;
	const struct plan_promise *promise;     /* that may be offered */
	int n_promises;
	bool before_arrival;    /* counted from the day on which the person is expected */
};
/* The first one is "general". */
const struct plan_template *plan_templates(int *count);
/* By its name or, as plan.template has it, its label in English; NULL: "general". NULL when there is none. */
const struct plan_template *plan_template_named(const char *name);
/* The template that a new record of a person calls for: "minor" for whoever is under 18, "expected" for whoever has not
 * arrived, else "general". A proposal: the caseworker chooses. */
const char *plan_suggested(const struct change_item *person);

/* Adds a plan with its steps and its first review for a person, who may be created in the same change set: then the first arrangements come
 * along. `from`: arrival; where only its month or year is known the days count from today. template_name NULL: "general". ST_INVALID
 * when there is no such template. */
enum status plan_add(struct change *change, struct id person, const char *template_name, struct date from,
	struct err *err);
/* The same for a person being created in this change set: template_name NULL takes the suggested one; days count from
 * arrival, or from the day on which they are expected. */
enum status plan_add_for(struct change *change, struct change_item *person, const char *template_name, struct err *err);

/* What another template would do to an open plan. Steps of both stay with their states and targets; those that are only in
 * the new one are added; untouched ones that are only in the old one are taken out; what was begun, or written by hand,
 * stays. */
enum plan_fate { PLAN_STAYS, PLAN_ADDED, PLAN_TAKEN_OUT };
struct plan_preview {
	struct plan_preview_row { enum plan_fate fate; struct id step; /* none: to be added */ const struct plan_step *from;
		char *what; /* as it stands in the file, or N_() */ int stage; /* stage_place() */ struct date target; } *row;
	int count, n[PLAN_TAKEN_OUT + 1];
	const struct plan_template *template;
};
enum status plan_preview(struct store *store, const struct actor *actor, struct id plan, const char *template_name,
	struct plan_preview *out, struct err *err);
void plan_preview_clear(struct plan_preview *preview);
/* Puts it into the change set. ST_INVALID when the plan is not open. */
enum status plan_change_template(struct change *change, struct id plan, const struct plan_preview *preview,
	struct err *err);

/* Whoever arrived longer ago than so many days begins a new plan today. */
#define PLAN_RECENT 30
/* How many days lie between reviews (setting plan.review, 1 to 730); 0: none are planned by themselves. */
#define SETTING_PLAN_REVIEW "plan.review"
#define PLAN_REVIEW_DAYS 90
enum status plan_review_days(struct store *store, int *days, struct err *err);
/* Sets it; NULL: the usual distance. ST_INVALID for what is no number of days up to 730. ST_DENIED for all but the
 * administrator and leads. */
enum status plan_review_set(struct store *store, const struct actor *actor, const char *days, struct err *err);

/* A person's stages at a glance, in the pathway's order. */
enum stage_state { STAGE_NONE, STAGE_OPEN, STAGE_UNDER_WAY, STAGE_WAITING, STAGE_LATE, STAGE_DONE };
struct stage_view { const char *stage; const char *label; /* N_() */ enum stage_state state; char *next; struct date target; };
#define STAGES 6
enum status plan_stages(struct store *store, const struct actor *actor, struct id person, struct stage_view out[STAGES],
	struct err *err);
void stage_views_clear(struct stage_view views[STAGES]);
/* 0 to STAGES - 1 by the key of a stage; STAGES when there is none. */
int stage_place(const char *stage);
const char *stage_label(int place);    /* N_() */

#endif
