/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A person's first arrangements, all on one screen: one key a row, saved at once,
 * and the cursor goes on to the next that is open.
 */
#include <config.h>

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/arrangement.h"
#include "screens/past.h"
#include "screens/person_own.h"
#include "screens/record_words.h"
#include "screens/vlist.h"

#define HEAD_ROWS 2

struct arrangements {
	struct screen screen;
	struct id person;
	struct str name;
	struct vlist *list;
	struct arrangement_row row[ARRANGEMENTS_MOST];
	int count;
};

enum { ACT_DONE = ACT_OWN, ACT_ASKED, ACT_NOT_NEEDED, ACT_REOPEN, ACT_FORM, ACT_HISTORY };

static const char *state_of(const struct arrangement_row *row)
{
	const char *state = row->record ? record_get(row->record, "state") : NULL;

	return state ? state : "open";
}

static bool is_open(const struct arrangement_row *row)
{
	return str_same(state_of(row), "open");
}

static bool is_over(const struct arrangement_row *row)
{
	return str_same(state_of(row), "done") || str_same(state_of(row), "not_needed");
}

static enum sign sign_of(const struct arrangement_row *row, struct date target)
{
	if (str_same(state_of(row), "done"))
		return SIGN_DONE;
	if (str_same(state_of(row), "not_needed"))
		return SIGN_NOT_NEEDED;
	if (target.day && date_between(target, clock_today()) > 0)
		return SIGN_LATE;
	return str_same(state_of(row), "asked") ? SIGN_UNDER_WAY : SIGN_OPEN;
}

static void push(struct arrangements *a, int i)
{
	const struct kind *kind = register_kind("arrangement");
	const struct arrangement_row *at = &a->row[i];
	const char *target = at->record ? record_get(at->record, "target") : NULL;
	struct date day = { 0, 0, 0 };
	struct vrow row = { .tag = i, .id = { { (uint8_t)(i + 1) } } };
	struct str what = STR_INIT, state = STR_INIT, left = STR_INIT;

	if (target)
		(void)date_parse(target, &day);
	row.sign = sign_of(at, day);
	field_show(&what, kind_field(kind, "what"), at->what);
	field_show(&state, kind_field(kind, "state"), state_of(at));
	row.cell[0] = str_take(&what);
	row.cell[1] = str_take(&state);
	if (is_over(at)) {
		row.cell[2] = at->record ? record_shown(at->record, "done") : NULL;
	} else {
		row.cell[2] = at->record ? record_shown(at->record, "target") : NULL;
		if (day.year)
			person_days_left(&left, day);
		row.cell[3] = str_take(&left);
	}
	str_free(&left);
	vlist_push(a->list, &row);
}

static enum status load(struct arrangements *a, struct err *err)
{
	struct app *app = a->screen.app;
	enum status st;

	arrangements_clear(a->row, a->count);
	a->count = 0;
	st = arrangements_load(app->store, app->actor, a->person, a->row, &a->count, err);
	vlist_begin(a->list);
	for (int i = 0; st == ST_OK && i < a->count; i++)
		push(a, i);
	vlist_end(a->list);
	return st;
}

static void columns(struct arrangements *a)
{
	const struct vcol col[] = {
		{ .label = _("What"), .min = 20, .max = 40 }, { .label = _("State"), .min = 12, .max = 20 },
		{ .label = _("Until"), .min = 12, .max = 20, .priority = 1, .whole = true },
		{ .min = 12, .max = 24, .priority = 2, .whole = true },
	};

	vlist_columns(a->list, col, ARRAY_LEN(col));
}

static void read_name(struct arrangements *a)
{
	str_clear(&a->name);
	app_title(a->screen.app, &a->name, "person", a->person);
}

static enum status open_it(struct screen *screen, struct err *err)
{
	static const struct vcol one = { .min = 1 };
	struct arrangements *a = (struct arrangements *)screen;

	a->list = vlist_new(&one, 1);
	columns(a);
	read_name(a);
	return load(a, err);
}

static void title(const struct screen *screen, struct str *out)
{
	/* TRANSLATORS: %s is the name of a person */
	str_addf(out, _("%s: first arrangements"), str_get(&((struct arrangements *)screen)->name));
}

static void layout(struct screen *screen, struct area body)
{
	body.row += HEAD_ROWS;
	body.rows -= HEAD_ROWS;
	vlist_layout(((struct arrangements *)screen)->list, body);
}

static void draw(struct screen *screen)
{
	struct arrangements *a = (struct arrangements *)screen;
	int over = 0;
	char *words;

	for (int i = 0; i < a->count; i++)
		over += is_over(&a->row[i]) ? 1 : 0;
	words = mem_fmt(_("%d of %d settled. The targets are the city's own."), over, a->count);
	term_text(screen->body.row, screen->body.col + 1, screen->body.cols - 2, LOOK_DIM, words);
	free(words);
	vlist_draw(a->list, true);
}

static const struct arrangement_row *now(const struct screen *screen)
{
	const struct arrangements *a = (const struct arrangements *)screen;
	const struct vrow *row = vlist_now(a->list);

	return row && row->tag >= 0 && row->tag < a->count ? &a->row[row->tag] : NULL;
}

/* The next one that is open, in a circle; where none is, the cursor stays. */
static void go_on(struct arrangements *a, int from)
{
	for (int i = 1; i <= a->count; i++) {
		int at = (from + i) % a->count;

		if (is_open(&a->row[at])) {
			vlist_go(a->list, (struct id){ { (uint8_t)(at + 1) } });
			return;
		}
	}
}

static struct next tick(struct arrangements *a, const char *state)
{
	const struct arrangement_row *row = now(&a->screen);
	struct app *app = a->screen.app;
	struct change *change = change_begin(app->store, app->actor);
	struct err err = { .text = "" };
	struct str words = STR_INIT;
	struct id set;
	int at = (int)(row - a->row);
	enum status st = arrangement_tick(change, a->person, row->what, row->record, state, &err);

	if (st == ST_OK)
		st = change_commit(change, &set, NULL, &err);
	change_free(change);
	field_show(&words, kind_field(register_kind("arrangement"), "what"), row->what);
	if (st == ST_OK) {
		app_saved(app, set, str_get(&words));
		go_on(a, at);
	} else {
		app_fail(app, &err);
	}
	str_free(&words);
	return next_stay();
}

static struct next act(struct screen *screen, int id)
{
	struct arrangements *a = (struct arrangements *)screen;
	const struct arrangement_row *row = now(screen);

	if (!row)
		return next_unused();
	switch (id) {
	case ACT_DONE: return tick(a, "done");
	case ACT_ASKED: return tick(a, "asked");
	case ACT_NOT_NEEDED: return tick(a, "not_needed");
	case ACT_REOPEN: return tick(a, "open");
	case ACT_FORM:
		return next_open(edit_screen(screen->app, row->record->kind, row->record->id, (struct id){ { 0 } }));
	case ACT_HISTORY: return next_open(history_screen(screen->app, row->record->kind, row->record->id));
	default: return next_unused();
	}
}

static struct next key(struct screen *screen, int k)
{
	struct err err = { .text = "" };

	return vlist_key(((struct arrangements *)screen)->list, k, true, &err) ? next_stay() : next_unused();
}

static void tell(struct screen *screen, enum news news)
{
	struct arrangements *a = (struct arrangements *)screen;
	struct err err = { .text = "" };

	if (!a->list || (news != NEWS_CHANGED && news != NEWS_LANGUAGE))
		return;
	if (news == NEWS_LANGUAGE) {
		columns(a);
		read_name(a);
	}
	if (load(a, &err) != ST_OK)
		app_fail(screen->app, &err);
}

static void close_it(struct screen *screen)
{
	struct arrangements *a = (struct arrangements *)screen;

	arrangements_clear(a->row, a->count);
	if (a->list)
		vlist_free(a->list);
	str_free(&a->name);
	free(a);
}

static bool can_put(const struct screen *screen, const char *state)
{
	const struct arrangement_row *row = now(screen);

	return row && !str_same(state_of(row), state) && kind_changed_by(screen->app->actor, register_kind("arrangement"));
}

static bool can_finish(const struct screen *screen)
{
	return can_put(screen, "done");
}

static bool can_ask(const struct screen *screen)
{
	const struct arrangement_row *row = now(screen);

	return row && !is_over(row) && can_put(screen, "asked");
}

static bool can_drop(const struct screen *screen)
{
	const struct arrangement_row *row = now(screen);

	return row && !is_over(row) && can_put(screen, "not_needed");
}

static bool can_reopen(const struct screen *screen)
{
	return can_put(screen, "open");
}

static bool is_made(const struct screen *screen)
{
	return now(screen) && now(screen)->record;
}

static const struct action arrangements_actions[] = {
	{ ACT_DONE, { 'x' }, N_("done"), N_("Settled; the cursor goes on to the next that is open."), can_finish, false },
	{ ACT_ASKED, { 'w' }, N_("asked for"), N_("Asked for; others have to answer."), can_ask, false },
	{ ACT_NOT_NEEDED, { 'n' }, N_("not needed"), N_("This person does not need it. No reason is kept."), can_drop, false },
	{ ACT_REOPEN, { 'o' }, N_("open again"), N_("It turned out not to be settled."), can_reopen, false },
	{ ACT_FORM, { K_ENTER }, N_("form"), N_("Opens the form, with target and dates."), is_made, false },
	{ ACT_HISTORY, { 'h' }, N_("history"), N_("Every change of the arrangement under the cursor, who made it and when."),
		is_made, true },
	ACTION_END
};

static const struct screen_ops arrangements_ops = {
	.name = "arrangements", .actions = arrangements_actions, .open = open_it, .title = title, .layout = layout, .draw = draw,
	.key = key, .act = act, .tell = tell, .close = close_it,
};
SCREEN(arrangements_ops);

struct screen *arrangements_screen(struct app *app, struct id person)
{
	struct arrangements *a = mem_alloc(sizeof(*a));

	a->person = person;
	return screen_init(&a->screen, &arrangements_ops, app);
}
