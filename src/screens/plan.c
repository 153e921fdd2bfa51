/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A person's whole plan on one screen: legal clocks, steps along the pathway with the
 * city's own targets, promises, reviews, signatures; and its earlier versions, to read.
 */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "screens/beside.h"
#include "screens/past.h"
#include "screens/plan_own.h"

enum { ACT_OPEN = ACT_OWN, ACT_ADD, ACT_DONE, ACT_UNDER_WAY, ACT_WAITING, ACT_NOT_NEEDED, ACT_GIVE_UP, ACT_BARRIER, ACT_MOVE,
	ACT_EARLIER, ACT_LATER, ACT_PROMISE, ACT_REVIEW, ACT_SIGN, ACT_TEMPLATE, ACT_VERSIONS, ACT_HISTORY, ACT_REMOVE,
	ACT_REOPEN, ACT_DECIDE };

#define HEAD_ROWS 4            /* three lines and a rule */

static enum status plan_open(struct screen *screen, struct err *err)
{
	return plan_rows_read((struct plan_screen *)screen, err);
}

static void plan_title(const struct screen *screen, struct str *out)
{
	const struct plan_screen *p = (const struct plan_screen *)screen;

	/* TRANSLATORS: %s is a person's name */
	str_addf(out, _("Plan of %s"), p->name.len ? p->name.s : "?");
}

static void plan_layout(struct screen *screen, struct area body)
{
	struct plan_screen *p = (struct plan_screen *)screen;
	struct err err = { .text = "" };

	if (!plan_rows_fit(p) && plan_rows_read(p, &err) != ST_OK)
		app_fail(screen->app, &err);

	if (p->view.plan) {
		body.row += HEAD_ROWS;
		body.rows -= HEAD_ROWS;
	}
	vlist_layout(p->list, p->version ? body : beside_layout(body, &p->beside));
}

static void plan_draw(struct screen *screen)
{
	struct plan_screen *p = (struct plan_screen *)screen;
	struct area body = screen->body;
	const struct plan_row *row = plan_row_now(p);

	if (p->view.plan) {
		for (int i = 0; i < HEAD_ROWS - 1; i++)
			term_text(body.row + i, 1, body.cols - 2, i == 0 ? LOOK_BOLD : p->version ? LOOK_NOTE : LOOK_NORMAL,
				str_get(&p->head[i]));
		term_rule(body.row + HEAD_ROWS - 1, 0, body.cols);
	}
	vlist_draw(p->list, true);
	if (row && !p->version)
		beside_draw(screen->app, p->beside, row->kind, row->id, row->kind->person);
}

/* ---- which keys there are ---- */

static bool has_row(const struct screen *screen)
{
	return plan_row_now((const struct plan_screen *)screen) != NULL;
}

static bool is_now(const struct screen *screen)
{
	return ((const struct plan_screen *)screen)->version == 0;
}

/* What stood once is read here alone. */
static bool can_open(const struct screen *screen)
{
	return has_row(screen) && is_now(screen);
}

/* The row is of this kind, stands now, and the actor may change it. */
static bool changes(const struct screen *screen, const char *kind)
{
	return is_now(screen) && plan_row_is((const struct plan_screen *)screen, kind)
		&& kind_changed_by(screen->app->actor, register_kind(kind));
}

static bool on_step(const struct screen *screen)
{
	return changes(screen, "step");
}

static bool on_closed_step(const struct screen *screen)
{
	const struct record *r = plan_row_record((const struct plan_screen *)screen);
	const char *state = r ? record_get(r, "state") : NULL;

	return on_step(screen) && (str_same(state, "done") || str_same(state, "not_needed") || str_same(state, "given_up"));
}

static bool on_open_step(const struct screen *screen)
{
	return on_step(screen) && !on_closed_step(screen);
}

/* What has come to its end already is not done again. */
static bool on_what_is_done(const struct screen *screen)
{
	const struct record *r = plan_row_record((const struct plan_screen *)screen);
	const char *state = r ? record_get(r, "state") : NULL;

	return on_open_step(screen) || (changes(screen, "commitment") && (str_same(state, "open") || str_same(state, "not_kept")))
		|| (changes(screen, "review") && str_same(state, "planned"));
}

static bool on_what_moves(const struct screen *screen)
{
	return on_step(screen) || changes(screen, "commitment") || changes(screen, "review");
}

static bool on_record(const struct screen *screen)
{
	return on_what_moves(screen) || changes(screen, "agreement");
}

static bool has_plan(const struct screen *screen, const char *kind)
{
	return is_now(screen) && ((const struct plan_screen *)screen)->view.plan
		&& kind_changed_by(screen->app->actor, register_kind(kind));
}

static bool can_add(const struct screen *screen)
{
	return has_plan(screen, "step");
}

static bool can_promise(const struct screen *screen)
{
	return has_plan(screen, "commitment");
}

static bool can_review(const struct screen *screen)
{
	return has_plan(screen, "review");
}

static bool can_sign(const struct screen *screen)
{
	return has_plan(screen, "agreement");
}

static bool can_decide(const struct screen *screen)
{
	const struct plan_screen *p = (const struct plan_screen *)screen;

	return has_plan(screen, "decision") && str_same(record_get(p->view.plan, "state"), "active");
}

static bool can_choose(const struct screen *screen)
{
	return is_now(screen) && kind_changed_by(screen->app->actor, register_kind("plan"));
}

static bool has_versions(const struct screen *screen)
{
	return ((const struct plan_screen *)screen)->view.versions > 0;
}

/* ---- keys ---- */

static struct next plan_key(struct screen *screen, int key)
{
	struct plan_screen *p = (struct plan_screen *)screen;
	struct err err = { .text = "" };
	bool mine = !(key == 'g' && on_open_step(screen)) && vlist_key(p->list, key, true, &err);

	if (err.status != ST_OK)
		app_fail(screen->app, &err);
	return mine ? next_stay() : next_unused();
}

static struct next open_row(struct plan_screen *p)
{
	const struct plan_row *row = plan_row_now(p);

	return next_open(record_screen(p->screen.app, row->kind, row->id));
}

static struct next plan_act(struct screen *screen, int id)
{
	struct plan_screen *p = (struct plan_screen *)screen;
	const struct plan_row *row = plan_row_now(p);

	switch (id) {
	case ACT_OPEN: return open_row(p);
	case ACT_ADD: return plan_act_add(p);
	case ACT_DONE: return plan_act_done(p);
	case ACT_UNDER_WAY: return plan_act_state(p, "under_way");
	case ACT_WAITING: return plan_act_state(p, "waiting");
	case ACT_NOT_NEEDED: return plan_act_state(p, "not_needed");
	case ACT_REOPEN: return plan_act_state(p, "open");
	case ACT_GIVE_UP: return plan_act_give_up(p);
	case ACT_BARRIER: return plan_act_barrier(p);
	case ACT_MOVE: return plan_act_move(p);
	case ACT_EARLIER: return plan_act_order(p, -1);
	case ACT_LATER: return plan_act_order(p, 1);
	case ACT_PROMISE: return plan_act_promise(p);
	case ACT_REVIEW: return plan_act_review(p);
	case ACT_SIGN: return plan_act_sign(p);
	case ACT_DECIDE: return plan_act_decide(p);
	case ACT_TEMPLATE: return plan_act_template(p);
	case ACT_VERSIONS: return plan_act_versions(p);
	case ACT_REMOVE: return plan_act_remove(p);
	case ACT_HISTORY: return next_open(history_screen(screen->app, row->kind, row->id));
	default: return next_unused();
	}
}

static void plan_tell(struct screen *screen, enum news news)
{
	struct plan_screen *p = (struct plan_screen *)screen;
	struct err err = { .text = "" };

	if (news != NEWS_CHANGED && news != NEWS_LANGUAGE)
		return;
	if (plan_rows_read(p, &err) != ST_OK)
		app_fail(screen->app, &err);
	plan_layout(screen, screen->body);
}

static void plan_close(struct screen *screen)
{
	struct plan_screen *p = (struct plan_screen *)screen;

	plan_rows_clear(p);
	for (int i = 0; i < p->n_words; i++)
		free(p->words[i]);
	vlist_free(p->list);
	free(p);
}

static const struct action plan_actions[] = {
	{ ACT_OPEN, { K_ENTER }, N_("open"), N_("Opens what is under the cursor."), can_open, false },
	{ ACT_ADD, { 'a' }, N_("add"), N_("Adds a step in your own words."), can_add, false },
	{ ACT_DONE, { 'x' }, N_("done"), N_("Marks the step as done today, the promise as kept, the review as held."),
		on_what_is_done, false },
	{ ACT_MOVE, { 'm' }, N_("move date"), N_("Gives another date; steps that come after this one move along."),
		on_what_moves, false },
	{ ACT_UNDER_WAY, { 'u' }, N_("under way"), N_("Marks the step as under way."), on_open_step, false },
	{ ACT_WAITING, { 'w' }, N_("waiting"), N_("Marks the step as waiting for others."), on_open_step, false },
	{ ACT_NOT_NEEDED, { 'n' }, N_("not needed"), N_("Marks the step as not needed."), on_open_step, false },
	{ ACT_GIVE_UP, { 'g' }, N_("give up"), N_("Gives the step up; asks why, for the next colleague."), on_open_step,
		false },
	{ ACT_REOPEN, { 'o' }, N_("open again"), N_("The step is open again."), on_closed_step, false },
	{ ACT_BARRIER, { 'b' }, N_("barrier"), N_("Says what stands in the way of the step, or that it is gone."),
		on_step, false },
	{ ACT_SIGN, { 's' }, N_("sign"), N_("Writes down in which language the plan was explained and who signed it."), can_sign,
		false },
	{ ACT_REVIEW, { 'r' }, N_("review"), N_("Opens the next review, or plans one."), can_review, false },
	{ ACT_PROMISE, { 'c' }, N_("promise"), N_("Adds what the person or the city promises."), can_promise, false },
	{ ACT_VERSIONS, { 'v' }, N_("versions"), N_("Earlier versions of the plan, and what changed since."), has_versions,
		false },
	{ ACT_DECIDE, { 'd' }, N_("decide"), N_("Issues the plan as a formal decision: begins its draft."), can_decide, false },
	{ ACT_TEMPLATE, { 't' }, N_("template"), N_("Puts another template in place of this one, after showing what would "
		"change; without a plan, makes one."), can_choose, false },
	{ ACT_EARLIER, { 'K', '-' }, N_("up"), N_("The step comes before the one above it, within its stage."), on_step, true },
	{ ACT_LATER, { 'J', '+' }, N_("down"), N_("The step comes after the one below it, within its stage."), on_step, true },
	{ ACT_HISTORY, { 'h' }, N_("history"), N_("Every change of what is under the cursor, who made it and when."), has_row,
		true },
	{ ACT_REMOVE, { K_DELETE, 'D' }, N_("remove"), N_("Takes the entry out of the plan; earlier versions keep it, Ctrl-Z "
		"takes it back."), on_record, true },
	ACTION_END
};

static const struct screen_ops plan_ops = {
	.name = "plan", .actions = plan_actions, .open = plan_open, .title = plan_title, .layout = plan_layout,
	.draw = plan_draw, .key = plan_key, .act = plan_act, .tell = plan_tell, .close = plan_close,
};
SCREEN(plan_ops);

struct screen *plan_screen(struct app *app, struct id person, int version)
{
	static const struct vcol one = { .min = 1, .max = 0, .priority = 0 };
	struct plan_screen *p = mem_alloc(sizeof(*p));

	p->person = person;
	p->version = version;
	p->list = vlist_new(&one, 1);
	return screen_init(&p->screen, &plan_ops, app);
}
