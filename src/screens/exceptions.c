/* SPDX-License-Identifier: EUPL-1.2 */
/* What is asked by law though the gate refuses it: proposed, approved by a second person, reviewed, withdrawn. */
#include <config.h>

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/controller.h"
#include "cases/exception.h"
#include "screens/listing.h"
#include "screens/places.h"
#include "screens/record_words.h"

#define MOST 500

struct exceptions {
	struct listing of;
	struct { struct id id; bool proposed, approved; } *row;      /* id none: a country profile's */
	int count;
};

enum { ACT_OPEN = ACT_OWN, ACT_NEW, ACT_APPROVE, ACT_WITHDRAW, ACT_RECORD, ACT_WHO };

static void note(struct exceptions *e, struct id id, const char *state)
{
	e->row = mem_resize(e->row, (size_t)e->count + 1, sizeof(*e->row));
	e->row[e->count].id = id;
	e->row[e->count].proposed = str_same(state, "proposed");
	e->row[e->count++].approved = str_same(state, "approved");
}

static char *review_words(struct date review, bool due)
{
	struct str out = STR_INIT;

	date_show(&out, review);
	if (due)
		str_addf(&out, " · %s", _("review is due"));
	return str_take(&out);
}

static void push_profile(struct exceptions *e, const struct exception *one, int n)
{
	struct vrow row = { .tag = e->count, .sign = one->due ? SIGN_LATE : SIGN_UNDER_WAY };

	row.id.b[0] = (uint8_t)(n + 1);
	row.cell[0] = mem_str(one->words);
	row.cell[1] = mem_str(one->ground);
	row.cell[2] = mem_str(_("by the country profile"));
	row.cell[3] = review_words(one->review, one->due);
	note(e, (struct id){ { 0 } }, NULL);
	vlist_push(e->of.list, &row);
}

static void push_record(struct exceptions *e, const struct record *record)
{
	const char *state = record_get(record, "state");
	struct date review = { 0 };
	bool due;
	struct vrow row = { .id = record->id, .tag = e->count };

	date_parse(record_get(record, "review") ? record_get(record, "review") : "", &review);
	due = str_same(state, "approved") && review.day && date_between(clock_today(), review) <= 0;
	row.sign = due ? SIGN_LATE : str_same(state, "approved") ? SIGN_UNDER_WAY : str_same(state, "proposed") ? SIGN_OPEN :
		SIGN_NOT_NEEDED;
	row.cell[0] = mem_str(record_get(record, "words"));
	row.cell[1] = record_shown(record, "ground");
	row.cell[2] = record_shown(record, "state");
	row.cell[3] = review_words(review, due);
	note(e, record->id, state);
	vlist_push(e->of.list, &row);
}

static enum status load(struct listing *of, struct err *err)
{
	struct exceptions *e = (struct exceptions *)of;
	struct app *app = of->screen.app;
	const struct kind *kind = register_kind("exception");
	struct list_query query = { .kind = kind, .sort = kind_field(kind, "review") };
	struct list_page page;
	struct exception *held;
	int count;
	enum status st = read_list(app->store, app->actor, &query, NULL, false, MOST, &page, err);

	if (st != ST_OK)
		return st;
	st = exceptions_list(app->store, clock_today(), &held, &count, err);
	e->count = 0;
	str_clear(&of->head);
	str_add(&of->head, _("Only where a law demands it: one colleague proposes, another approves."));
	vlist_begin(of->list);
	for (int i = 0; st == ST_OK && i < page.count; i++)
		push_record(e, page.record[i]);
	for (int i = 0; st == ST_OK && i < count; i++)
		if (id_none(held[i].id))
			push_profile(e, &held[i], i);
	vlist_end(of->list);
	exceptions_free(held, count);
	list_page_free(&page);
	return st;
}

static void columns(struct listing *of)
{
	const struct kind *kind = register_kind("exception");
	const struct vcol col[] = {
		{ .label = field_label(kind_field(kind, "words")), .min = 13 },
		{ .label = field_label(kind_field(kind, "ground")), .min = 18, .max = 30, .priority = 2 },
		{ .label = field_label(kind_field(kind, "state")), .min = 22, .max = 24 },
		{ .label = field_label(kind_field(kind, "review")), .min = 16, .max = 40, .priority = 1 },
	};

	vlist_columns(of->list, col, ARRAY_LEN(col));
	vlist_empty(of->list, _("None: nothing is asked that the gate refuses. Where a law demands it, n proposes an exception."));
}

static void title(const struct screen *screen, struct str *out)
{
	(void)screen;
	str_add(out, _(register_kind("exception")->plural));
}

static void draw(struct screen *screen)
{
	struct exceptions *e = (struct exceptions *)screen;

	listing_head(&e->of, NULL);
	vlist_draw(e->of.list, true);
}

/* ---- keys ---- */

static bool may(const struct screen *screen)
{
	return kind_changed_by(screen->app->actor, register_kind("exception"));
}

static int at(const struct screen *screen)
{
	int now = listing_now(screen);

	return now >= 0 && now < ((const struct exceptions *)screen)->count ? now : -1;
}

static bool is_ours(const struct screen *screen)
{
	return at(screen) >= 0 && !id_none(((const struct exceptions *)screen)->row[at(screen)].id);
}

static bool can_approve(const struct screen *screen)
{
	return may(screen) && is_ours(screen) && ((const struct exceptions *)screen)->row[at(screen)].proposed;
}

static bool can_withdraw(const struct screen *screen)
{
	const struct exceptions *e = (const struct exceptions *)screen;

	return may(screen) && is_ours(screen) && (e->row[at(screen)].proposed || e->row[at(screen)].approved);
}

static struct next decide(struct screen *screen, const char *state)
{
	struct app *app = screen->app;
	struct id set, id = ((struct exceptions *)screen)->row[at(screen)].id;
	struct str what = STR_INIT;
	struct err err = { .text = "" };

	if (exception_decide(app->store, app->actor, id, state, &set, &err) != ST_OK) {
		app_fail(app, &err);
		return next_stay();
	}
	app_title(app, &what, "exception", id);
	app_saved(app, set, str_get(&what));
	str_free(&what);
	return next_stay();
}

/* The one record, or a new one. */
static struct next who(struct app *app)
{
	struct id none = { { 0 } };
	struct record *record;
	struct err err = { .text = "" };
	struct screen *screen;

	if (controller_read(app->store, app->actor, &record, &err) != ST_OK) {
		app_fail(app, &err);
		return next_stay();
	}
	screen = edit_screen(app, register_kind("controller"), record ? record->id : none, none);
	record_free(record);
	return next_open(screen);
}

static struct next act(struct screen *screen, int id)
{
	struct id none = { { 0 } };
	const struct kind *kind = register_kind("exception");

	switch (id) {
	case ACT_OPEN:
		return next_open(edit_screen(screen->app, kind, ((struct exceptions *)screen)->row[at(screen)].id, none));
	case ACT_NEW:
		return next_open(edit_screen(screen->app, kind, none, none));
	case ACT_APPROVE:
		return decide(screen, "approved");
	case ACT_WITHDRAW:
		return decide(screen, "withdrawn");
	case ACT_RECORD:
		return next_open(processing_screen(screen->app));
	case ACT_WHO:
		return who(screen->app);
	default:
		return next_unused();
	}
}

bool exceptions_any(const struct app *app)
{
	return kind_seen(app->actor, register_kind("exception")) && !app->haven;
}

static const struct action exceptions_actions[] = {
	{ ACT_OPEN, { K_ENTER }, N_("open"), N_("Opens the exception: its law, who proposed and who approved it; another day of review is "
		"set there."), is_ours, false },
	{ ACT_NEW, { 'n', 'a', K_INSERT }, N_("propose"), N_("Proposes an exception; the gate goes on refusing until somebody else approves "
		"it."), may, false },
	{ ACT_APPROVE, { 'y' }, N_("approve"), N_("Approves what a colleague proposed; nobody approves their own."), can_approve, false },
	{ ACT_WITHDRAW, { 'w' }, N_("withdraw"), N_("Withdraws it: the gate refuses it again at once."), can_withdraw, false },
	{ ACT_RECORD, { K_F5 }, N_("record of processing"), N_("The record of processing (GDPR Art. 30) with every exception, as a paper."),
		NULL, false },
	{ ACT_WHO, { 'c' }, N_("who answers"), N_("Writes down who answers for the data, and the data protection officer."), may, false },
	ACTION_END
};

static void clear_it(struct listing *of)
{
	free(((struct exceptions *)of)->row);
}

static const struct listing_ops listed = { .columns = columns, .load = load, .clear = clear_it, .head_rows = 1 };

static const struct screen_ops exceptions_ops = {
	.name = "exceptions", .actions = exceptions_actions, .open = listing_open, .title = title, .layout = listing_layout,
	.draw = draw, .key = listing_key, .act = act, .tell = listing_tell, .close = listing_close,
};
SCREEN(exceptions_ops);

struct screen *exceptions_screen(struct app *app)
{
	struct exceptions *e = mem_alloc(sizeof(*e));

	e->of.ops = &listed;
	return screen_init(&e->of.screen, &exceptions_ops, app);
}
