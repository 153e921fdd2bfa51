/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A sealed file from within: its people, who helps, and whom the town's file holds
 * who may be one of them.  The first screen there; leaving it leaves the file.
 */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/sealed.h"
#include "screens/helpers.h"
#include "screens/places.h"
#include "screens/sealed_words.h"
#include "screens/vlist.h"

struct haven_view {
	struct screen screen;
	struct vlist *list;
	struct id *owner;            /* by tag: of a double, the person whom it may be */
	int owners;
	int asked;                   /* the action that waits for its key to be pressed once more */
};

enum { ACT_OPEN = ACT_OWN, ACT_ADD, ACT_TAKE_OVER, ACT_HELPERS, ACT_UNSEAL };
enum { ROW_PERSON = -1 };

static void push_head(struct haven_view *view, const char *words)
{
	struct vrow row = { .head = true };

	row.cell[0] = mem_str(words);
	vlist_push(view->list, &row);
}

static void push_record(struct haven_view *view, struct store *store, struct id id, int tag, const char *more)
{
	struct app *app = view->screen.app;
	struct vrow row = { .id = id, .tag = tag };
	struct record *record;
	struct str title = STR_INIT;

	if (read_brief(store, app->actor, register_kind("person"), id, &record, NULL) != ST_OK)
		return;
	record_title(&title, record);
	row.cell[0] = mem_str(record_get(record, "case_number"));
	row.cell[1] = str_take(&title);
	row.cell[2] = mem_str(more);
	record_free(record);
	vlist_push(view->list, &row);
}

static void push_doubles(struct haven_view *view, struct id person, bool *headed)
{
	struct app *app = view->screen.app;
	struct find_hit *hits;
	int n;

	if (haven_doubles(app->haven, person, &hits, &n, NULL) != ST_OK)
		return;
	for (int i = 0; i < n; i++) {
		struct str why = STR_INIT;

		if (!*headed)
			push_head(view, _("MAYBE REGISTERED IN THE TOWN'S FILE AS WELL"));
		*headed = true;
		find_reason_words(&why, hits[i].reasons);
		view->owner = mem_resize(view->owner, (size_t)view->owners + 1, sizeof(*view->owner));
		view->owner[view->owners] = person;
		push_record(view, app->session.store, hits[i].person, view->owners++, str_get(&why));
		str_free(&why);
	}
	free(hits);
}

static enum status load(struct haven_view *view, struct err *err)
{
	struct app *app = view->screen.app;
	struct id *people;
	bool headed = false;
	int n;
	enum status st = haven_people(app->haven, &people, &n, err);

	if (st != ST_OK)
		return st;
	view->owners = 0;
	vlist_begin(view->list);
	if (n)
		push_head(view, _("PEOPLE IN THIS SEALED FILE"));
	for (int i = 0; i < n; i++)
		push_record(view, app->store, people[i], ROW_PERSON, NULL);
	for (int i = 0; i < n; i++)
		push_doubles(view, people[i], &headed);
	free(people);
	vlist_end(view->list);
	return ST_OK;
}

static void set_columns(struct haven_view *view)
{
	const struct vcol columns[] = {
		{ NULL, 14, 16, 0, false, LOOK_NORMAL, true, false },
		{ NULL, 16, 0, 0, false, LOOK_NORMAL, false, false },
		{ NULL, 10, 30, 1, false, LOOK_DIM, false, false },
	};

	vlist_columns(view->list, columns, ARRAY_LEN(columns));
	vlist_empty(view->list, _("Nobody is in this sealed file yet. a registers a person."));
}

static enum status open_view(struct screen *screen, struct err *err)
{
	set_columns((struct haven_view *)screen);
	return load((struct haven_view *)screen, err);
}

static void title(const struct screen *screen, struct str *out)
{
	(void)screen;
	str_add(out, _("Sealed file"));
}

#define HEAD_ROWS 3

static void layout(struct screen *screen, struct area body)
{
	body.row += HEAD_ROWS;
	body.rows -= HEAD_ROWS;
	vlist_layout(((struct haven_view *)screen)->list, body);
}

static void draw(struct screen *screen)
{
	struct haven_view *view = (struct haven_view *)screen;
	struct area body = screen->body;
	struct str helpers = STR_INIT, line = STR_INIT;

	sealed_helper_words(screen->app, haven_id(screen->app->haven), &helpers);
	/* TRANSLATORS: names, parted by commas */
	str_addf(&line, _("Open to %s, and to nobody else, in no role."), helpers.len ? str_get(&helpers)
		: screen->app->actor->user);
	term_wrap((struct area){ body.row, body.col + 1, 2, body.cols - 2 }, LOOK_DIM, str_get(&line));
	str_free(&helpers);
	str_free(&line);
	vlist_draw(view->list, true);
}

static struct next key(struct screen *screen, int k)
{
	return vlist_key(((struct haven_view *)screen)->list, k, true, NULL) ? next_stay() : next_unused();
}

static const struct vrow *row_now(const struct screen *screen, bool person)
{
	const struct vrow *row = vlist_now(((const struct haven_view *)screen)->list);

	return row && !row->head && (row->tag == ROW_PERSON) == person ? row : NULL;
}

/* What cannot be taken back is done at the second press. */
static bool sure(struct haven_view *view, int id, const char *words)
{
	if (view->asked == id) {
		view->asked = 0;
		return true;
	}
	view->asked = id;
	app_say(view->screen.app, "%s", words);
	return false;
}

static struct next take_over(struct haven_view *view)
{
	const struct vrow *row = row_now(&view->screen, false);
	struct app *app = view->screen.app;
	struct err err = { .text = "" };

	if (!row || !sure(view, ACT_TAKE_OVER, _("t once more: its records come into this file, and it is erased from the "
		"town's.")))
		return next_stay();
	if (haven_take_over(app->haven, view->owner[row->tag], row->id, &err) != ST_OK) {
		app_fail(app, &err);
		return next_stay();
	}
	app_wrote(app);
	if (haven_remains(app->haven, &err) != ST_OK)
		app_fail(app, &err);
	else
		app_say(app, "%s", _("The double's records are in this file now, and no longer in the town's."));
	return next_stay();
}

static struct next give(void *ctx, struct app *app, const struct id *helper, int count)
{
	struct err err = { .text = "" };

	(void)ctx;
	if (haven_give(app->haven, helper, count, &err) != ST_OK) {
		app_fail(app, &err);
		return next_stay();
	}
	app_say(app, "%s", count == 1 ? _("It has one helper only: if their passphrase and recovery code are lost, so is the file. "
		"Consider a second helper.") : _("The file has a new key, which these helpers have and nobody else."));
	return next_back();
}

static struct next choose_helpers(struct haven_view *view)
{
	struct app *app = view->screen.app;
	struct err err = { .text = "" };
	struct screen *screen;
	struct id *helper;
	int n;

	if (sealed_helpers(app->session.store, haven_id(app->haven), &helper, &n, &err) != ST_OK) {
		app_fail(app, &err);
		return next_stay();
	}
	screen = helpers_screen(app, _("Who can open it?"), helper, n, give, view);
	free(helper);
	return next_open(screen);
}

static struct next unseal(struct haven_view *view)
{
	struct app *app = view->screen.app;
	struct err err = { .text = "" };

	if (!sure(view, ACT_UNSEAL, _("U once more: everything goes back into the town's tables, open to all whose roles see "
		"it.")))
		return next_stay();
	if (haven_unseal(app->haven, &err) == ST_OK)
		return next_back();
	app_fail(app, &err);
	return next_stay();
}

static struct next act(struct screen *screen, int id)
{
	struct haven_view *view = (struct haven_view *)screen;

	if (id != view->asked)
		view->asked = 0;
	switch (id) {
	case ACT_OPEN: return next_open(person_screen(screen->app, row_now(screen, true)->id));
	case ACT_ADD: return next_open(register_screen(screen->app, NULL));
	case ACT_TAKE_OVER: return take_over(view);
	case ACT_HELPERS: return choose_helpers(view);
	case ACT_UNSEAL: return unseal(view);
	default: return next_unused();
	}
}

static void tell(struct screen *screen, enum news news)
{
	struct haven_view *view = (struct haven_view *)screen;
	struct err err = { .text = "" };

	if (news == NEWS_LANGUAGE)
		set_columns(view);
	if ((news == NEWS_CHANGED || news == NEWS_LANGUAGE) && load(view, &err) != ST_OK)
		app_fail(screen->app, &err);
}

static void close_view(struct screen *screen)
{
	struct haven_view *view = (struct haven_view *)screen;

	vlist_free(view->list);
	free(view->owner);
	free(view);
}

static bool on_person(const struct screen *screen)
{
	return row_now(screen, true) != NULL;
}

static bool on_double(const struct screen *screen)
{
	return row_now(screen, false) != NULL;
}

static bool may_work(const struct screen *screen)
{
	return kind_changed_by(screen->app->actor, register_kind("person"));
}

/* Once it stands in the town's file. */
static bool is_kept(const struct screen *screen)
{
	struct id *helper;
	int n;

	if (!may_work(screen) || sealed_helpers(screen->app->session.store, haven_id(screen->app->haven), &helper, &n,
		NULL) != ST_OK)
		return false;
	free(helper);
	return n > 0;
}

static const struct action actions[] = {
	{ ACT_OPEN, { K_ENTER }, N_("open"), N_("Opens the person's file."), on_person, false },
	{ ACT_ADD, { 'a' }, N_("register"), N_("Registers a person in this sealed file: a child, or whoever belongs to "
		"it."), may_work, false },
	{ ACT_TAKE_OVER, { 't' }, N_("take over"), N_("Brings the records of this double into the sealed file and erases it in "
		"the town's."), on_double, false },
	{ ACT_HELPERS, { 'h' }, N_("helpers"), N_("Chooses who can open the file from now on; it gets a new key."), is_kept,
		false },
	{ ACT_UNSEAL, { 'U' }, N_("unseal"), N_("Puts everything back into the town's tables."), is_kept, true },
	{ ACT_BACK, { K_ESC }, N_("leave the file"), N_("Leaves the sealed file."), NULL, false },
	ACTION_END
};

static const struct screen_ops haven_ops = {
	.name = "haven", .actions = actions, .open = open_view, .title = title, .layout = layout, .draw = draw, .key = key,
	.act = act, .tell = tell, .close = close_view,
};
SCREEN(haven_ops);

struct screen *haven_screen(struct app *app)
{
	struct haven_view *view = mem_alloc(sizeof(*view));

	view->list = vlist_new(&(const struct vcol){ .min = 1 }, 1);
	return screen_init(&view->screen, &haven_ops, app);
}
