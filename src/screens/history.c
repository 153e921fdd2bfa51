/* SPDX-License-Identifier: EUPL-1.2 */
/* The history of one record, and the trail of looks at a person's file. */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "register/change.h"
#include "register/look.h"
#include "screens/past.h"
#include "screens/past_words.h"
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

static enum status read_looks(struct history *h, struct err *err)
{
	struct look_seen *look;
	int count;
	enum status st = look_list(h->screen.app->store, h->screen.app->actor, h->id, LOOKS, &look, &count, err);

	if (st != ST_OK)
		return st;
	vlist_begin(h->list);
	for (int i = 0; i < count; i++) {
		struct vrow row = { .tag = i };
		struct str when = STR_INIT;
		struct date day;
		int minute;

		clock_local(look[i].at_ms, &day, &minute);
		date_show(&when, day);
		str_addf(&when, " %02d:%02d", minute / 60, minute % 60);
		row.cell[0] = str_take(&when);
		row.cell[1] = mem_fmt("%s%s%s%s%s", look[i].user, term_separator(), look[i].desk, term_separator(),
			look_label(look[i].what));
		vlist_push(h->list, &row);
	}
	vlist_end(h->list);
	free(look);
	return ST_OK;
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

struct screen *history_screen(struct app *app, const struct kind *kind, struct id id)
{
	struct history *h = mem_alloc(sizeof(*h));

	h->kind = kind;
	h->id = id;
	app_title(app, &h->title, kind->name, id);
	return screen_init(&h->screen, &history_ops, app);
}

struct screen *looks_screen(struct app *app, struct id person)
{
	struct history *h = mem_alloc(sizeof(*h));

	h->id = person;
	app_title(app, &h->title, "person", person);
	return screen_init(&h->screen, &history_ops, app);
}
