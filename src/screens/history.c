/* SPDX-License-Identifier: EUPL-1.2 */
/* The history of one record, and the trail of looks at a person's file. */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "register/change.h"
#include "register/grant.h"
#include "register/look.h"
#include "screens/past.h"
#include "screens/past_words.h"
#include "screens/places.h"
#include "screens/vlist.h"

#define LOOKS 500

struct history {
	struct screen screen;
	const struct kind *kind;     /* NULL: looks at a person's file */
	struct id id;
	struct str title;
	struct vlist *list;
};

enum { ACT_TAKE_BACK = ACT_OWN };

void past_undo(struct app *app, struct id set)
{
	struct err err = { .text = "" };
	struct id undo;

	if (change_undo(app->store, app->actor, set, &undo, &err) != ST_OK) {
		app_fail(app, &err);
		return;
	}
	app_tell(app, NEWS_CHANGED);
	app_say(app, "%s", _("The change was taken back as a whole."));
}

static void push_field(struct history *h, const struct past *past, const struct past_change *change)
{
	struct vrow row = { .id = past->entry.change };
	struct str words = STR_INIT;

	past_change_words(h->screen.app, &words, change);
	row.cell[0] = mem_str(field_label(change->field));
	row.cell[1] = str_take(&words);
	vlist_push(h->list, &row);
}

/* One change: who did what and when as a head, a line for each field. A head is never chosen, so that a change
 * without fields has its words on a line. */
static void push_past(struct history *h, const struct past *past)
{
	struct vrow row = { .id = past->entry.change, .head = true };
	struct str head = STR_INIT, when = STR_INIT;

	str_addf(&head, "%s%s%s", past_op(past), term_separator(), past->entry.user);
	past_when(&when, &past->entry);
	row.cell[0] = str_take(&head);
	row.cell[1] = str_take(&when);
	vlist_push(h->list, &row);
	for (int i = 0; i < past->n_changes; i++)
		push_field(h, past, &past->change[i]);
	if (past->n_changes == 0) {
		struct vrow plain = { .id = past->entry.change, .look = LOOK_DIM };

		plain.cell[1] = mem_str(_("the whole record"));
		vlist_push(h->list, &plain);
	}
}

static enum status read_past(struct history *h, struct err *err)
{
	struct past *past;
	int count;
	enum status st = read_history(h->screen.app->store, h->screen.app->actor, h->kind, h->id, &past,
		&count, err);

	if (st != ST_OK)
		return st;
	vlist_begin(h->list);
	for (int i = 0; i < count; i++)
		push_past(h, &past[i]);
	vlist_end(h->list);
	past_free(past, count);
	return ST_OK;
}

static void push_moment(struct history *h, int tag, int64_t at_ms, char *words)
{
	struct vrow row = { .tag = tag, .id = { { 1, (uint8_t)(tag >> 8), (uint8_t)tag } } };
	struct str when = STR_INIT;
	struct date day;
	int minute;

	clock_local(at_ms, &day, &minute);
	date_show(&when, day);
	str_addf(&when, " %02d:%02d", minute / 60, minute % 60);
	row.cell[0] = str_take(&when);
	row.cell[1] = words;
	vlist_push(h->list, &row);
}

static void push_trail_head(struct history *h, const char *words)
{
	struct vrow row = { .head = true };

	row.cell[0] = mem_str(words);
	vlist_push(h->list, &row);
}

static void push_looks(struct history *h, const struct look_seen *look, int count)
{
	const char *dot = term_separator();

	push_trail_head(h, _("OPENED"));
	for (int i = 0; i < count; i++)
		push_moment(h, i, look[i].at_ms, mem_fmt("%s%s%s%s%s", look[i].user, dot, look[i].desk, dot,
			look_label(look[i].what)));
}

/* Who changed what: kinds and fields, no value. */
static void push_changes(struct history *h, const struct look_change *change, int count)
{
	const char *dot = term_separator();

	push_trail_head(h, _("CHANGED"));
	for (int i = 0; i < count && i < LOOKS; i++)
		push_moment(h, LOOKS + i, change[i].at_ms, mem_fmt("%s%s%s%s%s%s%s", change[i].user, dot, change[i].desk, dot,
			_(change[i].kind->label), dot, change[i].op == JOURNAL_UPDATE ? change[i].fields :
			look_op_label(change[i].op)));
}

static void push_acts(struct history *h, const struct act *act, int count)
{
	const char *dot = term_separator();

	push_trail_head(h, _("WHAT ELSE WAS DONE"));
	for (int i = 0; i < count; i++) {
		struct str more = STR_INIT;

		look_detail(&more, act[i].detail);
		push_moment(h, 2 * LOOKS + i, act[i].at_ms, mem_fmt("%s%s%s%s%s%s%s", act[i].user, dot, act[i].desk, dot,
			look_label(act[i].what), more.len ? dot : "", str_get(&more)));
		str_free(&more);
	}
}

static enum status read_looks(struct history *h, struct err *err)
{
	const struct app *app = h->screen.app;
	struct look_seen *look = NULL;
	struct look_change *change = NULL;
	struct act *act = NULL;
	int looks = 0, changes = 0, acts = 0;
	enum status st = look_list(app->store, app->actor, h->id, LOOKS, &look, &looks, err);

	if (st == ST_OK)
		st = look_changes(app->store, app->actor, h->id, &change, &changes, err);
	if (st == ST_OK)
		st = look_acts(app->store, app->actor, h->id, LOOKS, &act, &acts, err);
	vlist_begin(h->list);
	if (st == ST_OK) {
		push_looks(h, look, looks);
		push_changes(h, change, changes);
		push_acts(h, act, acts);
	}
	vlist_end(h->list);
	free(look);
	look_changes_free(change, changes);
	acts_free(act, acts);
	return st;
}

static enum status read_again(struct history *h, struct err *err)
{
	return h->kind ? read_past(h, err) : read_looks(h, err);
}

static enum status history_open(struct screen *screen, struct err *err)
{
	static const struct vcol columns[] = {
		{ .min = 16, .max = 28, .priority = 0 }, { .min = 30, .max = 0, .priority = 0 },
	};
	struct history *h = (struct history *)screen;

	h->list = vlist_new(columns, ARRAY_LEN(columns));
	vlist_empty(h->list, _("Nothing is noted here yet."));
	return read_again(h, err);
}

static void history_title(const struct screen *screen, struct str *out)
{
	const struct history *h = (const struct history *)screen;

	str_add(out, h->kind ? _("History") : _("Who looked"));
	str_add(out, term_separator());
	str_add(out, h->title.s);
}

static void history_layout(struct screen *screen, struct area body)
{
	vlist_layout(((struct history *)screen)->list, body);
}

static void history_draw(struct screen *screen)
{
	vlist_draw(((struct history *)screen)->list, true);
}

static struct next history_key(struct screen *screen, int key)
{
	struct err err = { .text = "" };

	return vlist_key(((struct history *)screen)->list, key, true, &err) ? next_stay() : next_unused();
}

static struct next history_act(struct screen *screen, int id)
{
	const struct vrow *row = vlist_now(((struct history *)screen)->list);

	if (id == ACT_TAKE_BACK && row)
		past_undo(screen->app, row->id);
	return next_stay();
}

static void history_tell(struct screen *screen, enum news news)
{
	struct err err = { .text = "" };

	if ((news == NEWS_CHANGED || news == NEWS_LANGUAGE) && read_again((struct history *)screen, &err) != ST_OK)
		app_fail(screen->app, &err);
}

static void history_close(struct screen *screen)
{
	struct history *h = (struct history *)screen;

	if (h->list)
		vlist_free(h->list);
	str_free(&h->title);
	free(h);
}

static bool can_take_back(const struct screen *screen)
{
	const struct history *h = (const struct history *)screen;

	return h->kind && vlist_now(h->list);
}

static const struct action history_actions[] = {
	{ ACT_TAKE_BACK, { 'u' }, N_("take back"),
		N_("Takes this change back, with all that was saved together with it."),
		can_take_back, false },
	ACTION_END
};

static const struct screen_ops history_ops = {
	.name = "history", .actions = history_actions, .open = history_open, .title = history_title,
	.layout = history_layout, .draw = history_draw, .key = history_key, .act = history_act,
	.tell = history_tell, .close = history_close,
};
SCREEN(history_ops);

struct screen *history_screen(struct app *app, const struct kind *kind, struct id id)
{
	struct history *h = mem_alloc(sizeof(*h));

	h->kind = kind;
	h->id = id;
	app_title(app, &h->title, kind->name, id);
	return screen_init(&h->screen, &history_ops, app);
}

/* By name where the actor sees it, else by number. */
struct screen *looks_screen(struct app *app, struct id person)
{
	struct history *h = mem_alloc(sizeof(*h));
	char number[CASE_NUMBER_MAX];

	h->id = person;
	if (kind_seen(app->actor, register_kind("person")))
		app_title(app, &h->title, "person", person);
	else if (grant_case_number(app->store, app->actor, person, number, NULL) == ST_OK)
		str_add(&h->title, number);
	return screen_init(&h->screen, &history_ops, app);
}

/* Of the trail that is being asked for; one at a time. */
static struct id audited;

static enum status reason_given(void *ctx, struct app *app, const char *typed, struct err *err)
{
	enum status st = look_ask(app->store, app->actor, audited, LOOK_AUDIT, typed, err);

	(void)ctx;
	if (st == ST_OK)
		app_open_later(app, looks_screen(app, audited));
	return st;
}

static enum status number_given(void *ctx, struct app *app, const char *typed, struct err *err)
{
	enum status st = grant_resolve(app->store, app->actor, typed, &audited, err);

	(void)ctx;
	if (st == ST_OK)
		app_open_later(app, ask_screen(app, N_("Why is the trail opened?"), "", reason_given, NULL));
	return st;
}

struct screen *audit_screen(struct app *app)
{
	return ask_screen(app, N_("Case number of the file:"), "", number_given, NULL);
}
