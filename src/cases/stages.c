/* SPDX-License-Identifier: EUPL-1.2 */
/* The six stages of a person's pathway side by side, read from the steps. */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/plan.h"
#include "register/grant.h"

QUERY(steps_of_person, "stages.steps", QUERY_INTERACTIVE,
	"SELECT s.stage, s.state, s.what, s.target FROM step s LEFT JOIN plan q ON q.id = s.plan"
	" WHERE s.person = :person AND s.gone = 0 AND (q.id IS NULL OR (q.gone = 0 AND q.state IS NOT 'stopped'))"
	" ORDER BY s.target IS NULL, s.target, s.position, s.rid");

static const struct { const char *stage, *label; } stages[STAGES] = {
	/* TRANSLATORS: the six stages of a newcomer's pathway, as heads side by side; one short word each */
	{ "arrival", N_("Arrival") },
	{ "language", N_("Language") },
	{ "skills", N_("Skills") },
	{ "work", N_("Work") },
	{ "housing", N_("Housing") },
	{ "school", N_("School") },
};

int stage_place(const char *stage)
{
	int place = 0;

	while (place < STAGES && !str_same(stages[place].stage, stage))
		place++;
	return place;
}

const char *stage_label(int place)
{
	return stages[place].label;
}

/* What a stage's steps amount to. */
struct tally { int open, under_way, waiting, late, done, left_out; };

static bool is_late(struct date target, struct date today)
{
	struct date end = target;

	if (!target.year)
		return false;
	if (!target.month)
		end = (struct date){ target.year, 12, 31 };
	else if (!target.day)
		end = date_add_days(date_add_months((struct date){ target.year, target.month, 1 }, 1), -1);
	return date_days(end) < date_days(today);
}

static void count_step(struct tally *t, const char *state, struct date target)
{
	bool to_do = str_same(state, "open") || str_same(state, "under_way");

	t->open += str_same(state, "open");
	t->under_way += str_same(state, "under_way");
	t->waiting += str_same(state, "waiting");
	t->done += str_same(state, "done");
	t->left_out += str_same(state, "not_needed") || str_same(state, "given_up");
	t->late += to_do && is_late(target, clock_today());
}

static enum stage_state state_of(const struct tally *t)
{
	if (t->late)
		return STAGE_LATE;
	if (t->under_way || (t->open && t->done))
		return STAGE_UNDER_WAY;
	if (t->waiting)
		return STAGE_WAITING;
	if (t->open)
		return STAGE_OPEN;
	return t->done || t->left_out ? STAGE_DONE : STAGE_NONE;
}

static void take_step(struct stage_view *view, struct tally *t, struct stmt *stmt)
{
	const char *state = stmt_get_text(stmt, 1), *target = stmt_get_text(stmt, 3);
	bool closed = str_same(state, "done") || str_same(state, "not_needed") || str_same(state, "given_up");
	struct date day = { 0, 0, 0 };
	struct str what = STR_INIT;

	if (target)
		date_parse(target, &day);
	count_step(t, state, day);
	if (closed || view->next)
		return;
	field_show(&what, kind_field(register_kind("step"), "what"), stmt_get_text(stmt, 2));
	view->next = str_take(&what);
	view->target = day;
}

enum status plan_stages(struct store *store, const struct actor *actor, struct id person, struct stage_view out[STAGES],
	struct err *err)
{
	struct tally tally[STAGES] = { 0 };
	struct stmt *stmt;
	int place;
	enum status st;

	for (int i = 0; i < STAGES; i++)
		out[i] = (struct stage_view){ .stage = stages[i].stage, .label = stages[i].label };
	if (!kind_seen(actor, register_kind("step")))
		return ST_OK;
	st = grant_check(store, actor, person, err);
	if (st == ST_OK)
		st = store_query(store, &steps_of_person, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "person", person);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		if ((place = stage_place(stmt_get_text(stmt, 0))) < STAGES)
			take_step(&out[place], &tally[place], stmt);
	for (int i = 0; i < STAGES; i++)
		out[i].state = state_of(&tally[i]);
	if (st == ST_DONE)
		return ST_OK;
	stage_views_clear(out);
	return st;
}

void stage_views_clear(struct stage_view views[STAGES])
{
	for (int i = 0; i < STAGES; i++) {
		free(views[i].next);
		views[i].next = NULL;
	}
}
