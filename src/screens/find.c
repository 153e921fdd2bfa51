/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Find: people as one types, best first, with the reason in words.  The line
 * keeps the keys while the arrows move in the list; Tab goes into the list, where
 * letters act.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/card.h"
#include "register/find.h"
#include "screens/bidi.h"
#include "screens/places.h"
#include "screens/preview.h"
#include "screens/typein.h"
#include "screens/vlist.h"

#define HITS 40
#define LINE_MOST 250        /* letters; the code of a card has 188 digits, and may be typed in groups */
#define REASON_MOST 44
#define REASON_WISHED 30     /* two reasons in words; more may be cut */

/* Esc loses nothing: what was typed stands there again. */
static struct str last_typed;

struct find_view {
	struct screen screen;
	struct editor *line;
	struct vlist *list;
	struct preview *preview;
	int cols;                  /* of the list; the preview may stand beside it */
	int reason_cols;           /* as many as the longest reason so far: why comes before the own script */
	int count;
	struct str told;           /* what is said of a card that was scanned */
	bool in_list;             /* letters act there */
	bool former;              /* what was typed the last time stands there: typing begins anew */
};

enum { ACT_OPEN = ACT_OWN, ACT_REGISTER, ACT_TO_LIST, ACT_TO_LINE, ACT_ANEW };

static bool nothing_typed(const struct find_view *view)
{
	return editor_text(view->line)[strspn(editor_text(view->line), " ")] == '\0';
}

static char *value_shown(const struct record *record, const char *name)
{
	const struct field *field = kind_field(record->kind, name);
	const char *value = record_get(record, name);
	struct str shown = STR_INIT;

	if (!field || !value)
		return NULL;
	field_show(&shown, field, value);
	return str_take(&shown);
}

static void push_hit(struct find_view *view, const struct find_hit *hit)
{
	const struct app *app = view->screen.app;
	struct vrow row = { .id = hit->person };
	struct record *record = NULL;
	struct str words = STR_INIT;
	const char *born;

	if (read_brief(app->store, app->actor, register_kind("person"), hit->person, &record, NULL) != ST_OK)
		return;
	born = record_get(record, "born");     /* canonical: the year comes first */
	row.cell[0] = mem_str(record_get(record, "case_number"));
	record_title(&words, record);
	row.cell[1] = str_take(&words);
	row.cell[2] = mem_str(record_get(record, "own_script"));
	row.cell[3] = born ? mem_strn(born, 4) : NULL;
	words = (struct str)STR_INIT;
	find_reason_words(&words, hit->reasons);
	row.cell[4] = str_take(&words);
	row.cell[5] = value_shown(record, "arrived");
	row.cell[6] = mem_str(record_get(record, "caseworker"));
	vlist_push(view->list, &row);
	record_free(record);
}

static void say_empty(struct find_view *view)
{
	vlist_empty(view->list, nothing_typed(view) ?
		_("Type a name in any script or spelling, a case number, a phone number or an e-mail address. "
		"A part is enough. A welcome card can be scanned here.") :
		_("Nobody is found by this. Try another spelling or only a part of the name. "
		"Ctrl-N registers a new person with what you typed."));
}

static void set_columns(struct find_view *view)
{
	const struct vcol columns[] = {
		{ NULL, 14, 14, 0, false, LOOK_DIM, true, false },
		{ NULL, 18, 30, 1, false, LOOK_NORMAL, false, false },
		{ NULL, 10, 24, 3, false, LOOK_NORMAL, false, false },
		{ NULL, 4, 4, 0, false, LOOK_NORMAL, true, false },
		{ NULL, view->reason_cols, REASON_MOST, 2, false, LOOK_NOTE, false, false },
		{ NULL, 11, 17, 5, false, LOOK_DIM, true, true },
		{ NULL, 6, 20, 6, false, LOOK_DIM, false, true },
	};

	vlist_columns(view->list, columns, ARRAY_LEN(columns));
}

/* The column only grows, so that nothing jumps back and forth while one types. */
static void room_for_reasons(struct find_view *view, const struct find_hit *hits)
{
	struct str words = STR_INIT;
	int before = view->reason_cols;

	for (int i = 0; i < view->count; i++) {
		int cols;

		str_clear(&words);
		find_reason_words(&words, hits[i].reasons);
		cols = bidi_width(str_get(&words));
		cols = cols < REASON_WISHED ? cols : REASON_WISHED;
		view->reason_cols = cols > view->reason_cols ? cols : view->reason_cols;
	}
	if (view->reason_cols > before)
		set_columns(view);
	str_free(&words);
}

static void refuse_card(struct find_view *view)
{
	struct err err = { 0 };

	err_set(&err, ST_INVALID, "%s", str_get(&view->told));
	app_fail(view->screen.app, &err);
}

/* Whose card was scanned, for who may see the person; to all others no more than whether it is valid. */
static void show_card(struct find_view *view, const struct card_seen *seen)
{
	const struct app *app = view->screen.app;
	struct find_hit hit = { .person = seen->person };

	str_clear(&view->told);
	card_told(&view->told, seen);
	vlist_begin(view->list);
	if (!id_none(seen->person) && kind_seen(app->actor, register_kind("card")))
		push_hit(view, &hit);
	vlist_end(view->list);
	vlist_empty(view->list, str_get(&view->told));
	if (seen->answer == CARD_VALID)
		app_say(view->screen.app, "%s", str_get(&view->told));
	else if (seen->answer != CARD_UNREADABLE)
		refuse_card(view);
}

static void seek_card(struct find_view *view)
{
	struct card_seen seen;
	struct err err = { 0 };

	view->count = 0;
	if (card_check(view->screen.app->store, editor_text(view->line), &seen, &err) == ST_OK)
		show_card(view, &seen);
	else
		app_fail(view->screen.app, &err);
}

static void seek(struct find_view *view)
{
	const struct app *app = view->screen.app;
	struct find_hit *hits = NULL;
	struct err err = { 0 };

	if (card_begins(editor_text(view->line))) {
		seek_card(view);
		return;
	}
	view->count = 0;
	if (!nothing_typed(view) && find_people(app->store, app->actor, editor_text(view->line), HITS, &hits,
		&view->count, &err) != ST_OK)
		app_fail(view->screen.app, &err);
	room_for_reasons(view, hits);
	vlist_begin(view->list);
	for (int i = 0; i < view->count; i++)
		push_hit(view, &hits[i]);
	vlist_end(view->list);
	say_empty(view);
	free(hits);
}

static enum status open_find(struct screen *screen, struct err *err)
{
	struct find_view *view = (struct find_view *)screen;

	(void)err;
	set_columns(view);
	seek(view);
	return ST_OK;
}

static void title(const struct screen *screen, struct str *out)
{
	(void)screen;
	str_add(out, _("Find"));
}

static void layout(struct screen *screen, struct area body)
{
	struct find_view *view = (struct find_view *)screen;
	struct area list = preview_layout(view->preview, body);

	view->cols = list.cols;
	list.row += 2;
	list.rows -= 2;
	vlist_layout(view->list, list);
}

/* The cursor stands in what is typed, and goes along with the rows once another than the best is chosen. */
static void draw_typed(struct find_view *view)
{
	struct area body = view->screen.body;

	typein_draw(view->line, body.row, body.col + 1, view->cols - 30, _("Find:"), !view->in_list);
}

static void draw(struct screen *screen)
{
	struct find_view *view = (struct find_view *)screen;
	struct area body = screen->body;
	const struct vrow *row = vlist_now(view->list);
	int line = view->cols - 30;
	char *found = NULL;

	draw_typed(view);
	if (view->count > 0)
		found = mem_fmt(ngettext("%d found", "%d found, best first", (unsigned long)view->count), view->count);
	term_text_end(body.row, body.col + line + 2, 26, LOOK_DIM, found);
	free(found);
	vlist_draw(view->list, true);
	if (vlist_at_first(view->list))
		draw_typed(view);
	preview_draw(view->preview, row ? row->id : (struct id){ { 0 } });
}

static bool typing(const struct screen *screen)
{
	return !((const struct find_view *)screen)->in_list;
}

static struct next key(struct screen *screen, int k)
{
	struct find_view *view = (struct find_view *)screen;
	struct err err = { 0 };
	bool changed = false, moves_caret = k == K_HOME || k == K_END;

	if (view->in_list)
		return vlist_key(view->list, k, true, &err) ? next_stay() : next_unused();
	if (!moves_caret && vlist_key(view->list, k, false, &err))
		return next_stay();
	if (view->former && (key_is_text(k) || k == K_PASTE))
		editor_set(view->line, NULL);
	if (!typein_key(view->line, k, &changed))
		return next_unused();
	view->former = false;
	if (changed) {
		seek(view);
		vlist_key(view->list, K_HOME, false, &err);
	}
	return next_stay();
}

static struct next act(struct screen *screen, int id)
{
	struct find_view *view = (struct find_view *)screen;
	const struct vrow *row = vlist_now(view->list);

	switch (id) {
	case ACT_OPEN:
		return next_open(person_screen(screen->app, row->id));
	case ACT_REGISTER:
		return next_open(register_screen(screen->app, nothing_typed(view) ? NULL : editor_text(view->line)));
	case ACT_TO_LIST:
		view->in_list = vlist_now(view->list) != NULL;
		return next_stay();
	case ACT_ANEW:
		editor_set(view->line, NULL);
		seek(view);
		view->in_list = view->former = false;
		return next_stay();
	case ACT_TO_LINE:
		view->in_list = false;
		return next_stay();
	}
	return next_unused();
}

static void tell(struct screen *screen, enum news news)
{
	struct find_view *view = (struct find_view *)screen;

	if (news == NEWS_LANGUAGE)
		set_columns(view);
	if (news == NEWS_LANGUAGE || news == NEWS_CHANGED) {
		preview_forget(view->preview);
		seek(view);
	}
}

static void close_find(struct screen *screen)
{
	struct find_view *view = (struct find_view *)screen;

	str_clear(&last_typed);
	/* A card's code is its holder's alone. */
	if (!card_begins(editor_text(view->line)))
		str_add(&last_typed, editor_text(view->line));
	str_free(&view->told);
	editor_free(view->line);
	preview_free(view->preview);
	vlist_free(view->list);
	free(view);
}

static bool on_row(const struct screen *screen)
{
	return vlist_now(((const struct find_view *)screen)->list) != NULL;
}

static bool into_list(const struct screen *screen)
{
	return on_row(screen) && !((const struct find_view *)screen)->in_list;
}

static bool in_list(const struct screen *screen)
{
	return ((const struct find_view *)screen)->in_list;
}

static bool may_register(const struct screen *screen)
{
	return kind_changed_by(screen->app->actor, register_kind("person"));
}

static const struct action actions[] = {
	{ ACT_OPEN, { K_ENTER }, N_("open"), N_("Open the person's file."), on_row, false },
	{ ACT_REGISTER, { 'n', K_CTRL('n') }, N_("register"), N_("Register a new person with the name that you typed."),
		may_register, false },
	{ ACT_TO_LIST, { K_TAB }, N_("into the list"), N_("Into the list, where letters are keys."), into_list, true },
	{ ACT_TO_LINE, { '/', K_TAB }, N_("to the line"), N_("Back to the line to type in."), in_list, false },
	{ ACT_ANEW, { K_F3 }, N_("new search"), N_("Empty the line and find somebody else."), 0, true },
	{ ACT_BACK, { K_ESC }, N_("back"), N_("Go back to the screen before."), 0, false },
	ACTION_END
};

static const struct screen_ops find_ops = {
	.name = "find", .actions = actions, .open = open_find, .title = title, .layout = layout, .draw = draw,
	.key = key, .act = act, .typing = typing, .tell = tell, .close = close_find,
};
SCREEN(find_ops);

struct screen *find_screen(struct app *app, const char *typed)
{
	struct find_view *view = mem_alloc(sizeof(*view));

	view->line = editor_new(LINE_MOST, false);
	view->former = typed == NULL && last_typed.len > 0;
	editor_set(view->line, view->former ? str_get(&last_typed) : typed);
	view->reason_cols = 12;
	view->preview = preview_new(app);
	view->list = vlist_new(NULL, 0);
	return screen_init(&view->screen, &find_ops, app);
}
