/* SPDX-License-Identifier: EUPL-1.2 */
/* What the parts of the plan's screen share: plan.c (keys), plan_rows.c (what is shown), plan_acts.c (what is saved). */
#ifndef SCREENS_PLAN_OWN_H
#define SCREENS_PLAN_OWN_H

#include "cases/plan.h"
#include "cases/plan_versions.h"
#include "cases/plan_view.h"
#include "screens/places.h"
#include "screens/vlist.h"

#define PLAN_CHOICES 64

/* What stands on a row. */
struct plan_row { const struct kind *kind; struct id id; int64_t rev; };

struct plan_screen {
	struct screen screen;
	struct id person;
	int version;                      /* 0: as it stands */
	struct plan_view view;
	struct str name, head[3];         /* whose plan; the lines above the list */
	struct vlist *list;
	struct plan_row *row;             /* by vrow.tag */
	int count;
	struct area beside;
	bool wide;                        /* dates stand in words */
	struct plan_row about;            /* what is being asked about */
	struct choice offer[PLAN_CHOICES + 1];  /* what can be chosen */
	char *words[PLAN_CHOICES];        /* that were made for it */
	int n_words;
};

/* plan_rows.c */
enum status plan_rows_read(struct plan_screen *p, struct err *err);
/* False: the terminal is another size, for which rows are written otherwise. */
bool plan_rows_fit(const struct plan_screen *p);
void plan_rows_columns(struct plan_screen *p);
void plan_rows_clear(struct plan_screen *p);
const struct plan_row *plan_row_now(const struct plan_screen *p);
bool plan_row_is(const struct plan_screen *p, const char *kind);
/* The record on the row, of the view; NULL for what the view does not hold. */
const struct record *plan_row_record(const struct plan_screen *p);

/* plan_acts.c. What the keys share: a change set, its saving said, and staying, with the reason where it failed. */
struct change *plan_begin(struct plan_screen *p);
enum status plan_commit(struct plan_screen *p, struct change *change, const char *what, struct err *err);
struct next plan_stay(struct plan_screen *p, enum status st, const struct err *err);
/* A form that begins with the plan and what else is known; left without saving it leaves nothing. */
struct screen *plan_form(struct plan_screen *p, const char *kind, const struct preset *more, int n);

/* plan_acts.c and plan_choose.c: each saves in a change set of its own and says so. */
struct next plan_act_add(struct plan_screen *p);
struct next plan_act_state(struct plan_screen *p, const char *state);   /* of a step */
struct next plan_act_done(struct plan_screen *p);            /* a step, a promise, a review */
struct next plan_act_give_up(struct plan_screen *p);
struct next plan_act_barrier(struct plan_screen *p);
struct next plan_act_move(struct plan_screen *p);
struct next plan_act_order(struct plan_screen *p, int by);
struct next plan_act_remove(struct plan_screen *p);
struct next plan_act_promise(struct plan_screen *p);
struct next plan_act_review(struct plan_screen *p);
struct next plan_act_sign(struct plan_screen *p);
struct next plan_act_decide(struct plan_screen *p);
struct next plan_act_template(struct plan_screen *p);
struct next plan_act_versions(struct plan_screen *p);

/* plan_preview.c: what another template would do, before it is done. */
struct screen *plan_preview_screen(struct app *app, struct id plan, const char *template_name);

#endif
