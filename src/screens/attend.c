/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Attendance of many on one screen, in as many columns as fit.  What is marked is
 * saved together, by F2 or on leaving, as one change set that Ctrl-Z takes back.
 */
#include <config.h>

#include "screens/attend.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "cases/course_view.h"
#include "cases/lesson.h"
#include "register/change.h"
#include "screens/bidi.h"
#include "screens/pick.h"
#include "screens/places.h"

#define MEMBERS_MOST 500
#define COLUMN_LEAST 36
#define HEAD_ROWS 2

struct member {
	struct id id, person;        /* id none: nothing is noted of them yet */
	int64_t rev;
	char *title, *number;
	char *state;                 /* as it stands */
	const char *marked;          /* as it will be saved; NULL: as it stands */
};

struct attend {
	struct screen screen;
	const struct attend_of *of;
	struct id group;
	struct record *record;       /* of the group */
	char *title;
	struct member *member;
	int count, now, top;         /* top: first row shown */
	struct id adding;            /* the person whose adding a rule warned of */
	bool refused;                /* saving on leaving was refused: Esc once more leaves */
};

enum { ACT_SAVE = ACT_OWN, ACT_CAME, ACT_MISSED, ACT_EXCUSED, ACT_OPEN_AGAIN, ACT_REST, ACT_AS_BEFORE, ACT_ADD, ACT_REMOVE,
	ACT_FILE, ACT_EDIT, ACT_PRINT, ACT_LEAVE };

static const struct kind *member_kind(const struct attend *a)
{
	return register_kind(a->of->member);
}

static void forget(struct attend *a)
{
	for (int i = 0; i < a->count; i++) {
		free(a->member[i].title);
		free(a->member[i].number);
		free(a->member[i].state);
	}
	free(a->member);
	a->member = NULL;
	a->count = 0;
}

static int by_name(const void *x, const void *y)
{
	const struct member *a = x, *b = y;
	int order = text_compare(a->title, b->title);

	return order ? order : memcmp(a->person.b, b->person.b, sizeof(a->person.b));
}

static void name_member(struct attend *a, struct member *member)
{
	struct app *app = a->screen.app;
	struct record *person = NULL;
	struct str title = STR_INIT;

	if (read_brief(app->store, app->actor, register_kind("person"), member->person, &person, NULL) == ST_OK) {
		record_title(&title, person);
		member->number = mem_str(record_get(person, "case_number"));
		record_free(person);
	}
	member->title = str_take(&title);
}

static void take(struct attend *a, const struct record *record, struct member *member)
{
	const char *who = record_get(record, member_kind(a)->person);

	*member = (struct member){ .id = record->id, .rev = record->rev, .state = mem_str(record_get(record, a->of->state)) };
	if (who && id_parse(who, &member->person))
		name_member(a, member);
	else
		member->title = mem_str("");
}

/* Who is expected without a record of it: one is made once they are marked. */
static enum status add_expected(struct attend *a, struct err *err)
{
	struct id *person = NULL;
	int n = 0;
	enum status st = a->of->people ? a->of->people(a->screen.app->store, a->group, &person, &n, err) : ST_OK;

	if (st == ST_OK && n) {
		a->member = mem_resize(a->member, (size_t)(a->count + n), sizeof(*a->member));
		for (int i = 0; i < n; i++) {
			struct member *member = &a->member[a->count++];

			*member = (struct member){ .person = person[i], .state = mem_str(a->of->mark[ATTEND_OPEN]) };
			name_member(a, member);
		}
	}
	free(person);
	return st;
}

static enum status read_members(struct attend *a, struct err *err)
{
	const struct kind *kind = member_kind(a);
	struct app *app = a->screen.app;
	struct list_query query = { .kind = kind, .n_filters = 1 };
	struct list_page page;
	char id[37];
	enum status st;

	id_text(a->group, id);
	query.filter[0] = (struct filter){ kind_field(kind, a->of->group), FILTER_IS, id };
	st = read_list(app->store, app->actor, &query, NULL, false, MEMBERS_MOST, &page, err);
	if (st != ST_OK)
		return st;
	forget(a);
	a->member = mem_array((size_t)page.count + 1, sizeof(*a->member));
	a->count = 0;
	for (int i = 0; i < page.count; i++) {
		const char *state = record_get(page.record[i], a->of->state);

		if (!a->of->belongs || a->of->belongs(state))
			take(a, page.record[i], &a->member[a->count++]);
	}
	list_page_free(&page);
	st = add_expected(a, err);
	if (a->count)
		qsort(a->member, (size_t)a->count, sizeof(*a->member), by_name);
	if (a->now >= a->count)
		a->now = a->count ? a->count - 1 : 0;
	return st;
}

static enum status load(struct attend *a, struct err *err)
{
	struct app *app = a->screen.app;
	struct record *record;
	struct str title = STR_INIT;
	enum status st = read_record(app->store, app->actor, register_kind(a->of->group), a->group, &record, err);

	if (st != ST_OK)
		return st;
	record_free(a->record);
	a->record = record;
	app_title(app, &title, a->of->group, a->group);
	free(a->title);
	a->title = str_take(&title);
	return read_members(a, err);
}

static enum status open_attend(struct screen *screen, struct err *err)
{
	return load((struct attend *)screen, err);
}

/* Reads again what stands; marks that were not saved stay on those who are still there. */
static void refresh(struct attend *a)
{
	struct member *was = a->member;
	int count = a->count;
	struct id now = count ? was[a->now].person : (struct id){ { 0 } };
	struct err err = { 0 };

	a->member = NULL;
	a->count = 0;
	if (load(a, &err) != ST_OK)
		app_fail(a->screen.app, &err);
	for (int i = 0; i < a->count; i++) {
		for (int j = 0; j < count; j++)
			if (id_same(a->member[i].person, was[j].person) && was[j].marked && !str_same(was[j].marked, a->member[i].state))
				a->member[i].marked = was[j].marked;
		if (id_same(a->member[i].person, now))
			a->now = i;
	}
	for (int j = 0; j < count; j++) {
		free(was[j].title);
		free(was[j].number);
		free(was[j].state);
	}
	free(was);
}

static void title(const struct screen *screen, struct str *out)
{
	const struct attend *a = (const struct attend *)screen;

	if (a->title)
		str_add(out, a->title);
}

static const char *state_of(const struct member *member)
{
	return member->marked ? member->marked : member->state;
}

static int count_of(const struct attend *a, enum attend_mark mark)
{
	int n = 0;

	for (int i = 0; i < a->count; i++)
		n += str_same(state_of(&a->member[i]), a->of->mark[mark]);
	return n;
}

static void said_words(const struct attend *a, struct str *out)
{
	for (int i = 0; a->of->said[i]; i++) {
		const char *value = record_get(a->record, a->of->said[i]);
		const struct field *field = kind_field(a->record->kind, a->of->said[i]);
		struct str shown = STR_INIT;

		if (value && field->kind == FIELD_DATE) {
			struct date day;

			if (date_parse(value, &day))
				date_show_day(&shown, day);
		} else if (value) {
			field_show(&shown, field, value);
		}
		bidi_part(out, term_separator(), str_get(&shown));
		str_free(&shown);
	}
}

static void counts_words(const struct attend *a, struct str *out)
{
	const char *seats = kind_field(a->record->kind, "seats") ? record_get(a->record, "seats") : NULL;
	int came = count_of(a, ATTEND_CAME), missed = count_of(a, ATTEND_MISSED), excused = count_of(a, ATTEND_EXCUSED);

	if (seats)
		/* TRANSLATORS: people on the list, and seats that there are */
		str_addf(out, _("%d on the list, %s seats"), a->count, seats);
	else
		str_addf(out, _("%d on the list"), a->count);
	str_add(out, term_separator());
	if (a->of->results)
		/* TRANSLATORS: how many people passed a course, did not pass, left it */
		str_addf(out, _("%d passed, %d did not, %d left"), came, missed, excused);
	else
		/* TRANSLATORS: how many people came, did not come, were excused */
		str_addf(out, _("%d came, %d did not, %d excused"), came, missed, excused);
}

static int columns_of(const struct attend *a, const struct area *list)
{
	int fit = list->cols / COLUMN_LEAST, need = (a->count + list->rows - 1) / (list->rows > 0 ? list->rows : 1);

	fit = fit < 1 ? 1 : fit;
	return need < 1 ? 1 : need > fit ? fit : need;
}

static struct area list_area(const struct attend *a)
{
	struct area body = a->screen.body;

	return (struct area){ body.row + HEAD_ROWS + 1, body.col, body.rows - HEAD_ROWS - 1, body.cols };
}

static enum sign sign_of(const struct attend *a, const struct member *member)
{
	const char *state = state_of(member);

	if (str_same(state, a->of->mark[ATTEND_CAME]))
		return SIGN_DONE;
	if (str_same(state, a->of->mark[ATTEND_MISSED]))
		return SIGN_LATE;
	return str_same(state, a->of->mark[ATTEND_EXCUSED]) ? SIGN_NOT_NEEDED : SIGN_OPEN;
}

static void draw_member(const struct attend *a, int index, struct area cell)
{
	const struct member *member = &a->member[index];
	const struct field *field = kind_field(member_kind(a), a->of->state);
	bool now = index == a->now;
	enum look look = now ? LOOK_CHOSEN : LOOK_NORMAL;
	int state_cols = cell.cols / 3 > 14 ? 14 : cell.cols / 3, name_cols = cell.cols - state_cols - 4;
	struct str state = STR_INIT;

	field_show(&state, field, state_of(member));
	if (now)
		term_fill(cell, LOOK_CHOSEN);
	term_sign(cell.row, cell.col, now ? SIGN_CURSOR : SIGN_NONE, look);
	if (now)
		term_cursor(cell.row, cell.col);
	term_sign(cell.row, cell.col + 1, sign_of(a, member), look);
	term_text(cell.row, cell.col + 3, name_cols, look, member->title);
	term_text(cell.row, cell.col + 4 + name_cols, state_cols - 1, member->marked ? now ? LOOK_CHOSEN : LOOK_BOLD
		: now ? LOOK_CHOSEN : LOOK_DIM, str_get(&state));
	str_free(&state);
}

static void draw_list(struct attend *a)
{
	struct area list = list_area(a);
	int columns = columns_of(a, &list), rows = list.rows, lines = (a->count + columns - 1) / columns, cols;

	/* Down the first column, then the next; more than fits is scrolled by whole lines. */
	rows = lines > rows ? rows : lines;
	cols = list.cols / columns;
	if (lines == 0)
		return;
	if (a->now % lines < a->top)
		a->top = a->now % lines;
	if (a->now % lines >= a->top + rows)
		a->top = a->now % lines - rows + 1;
	for (int c = 0; c < columns; c++) {
		for (int r = 0; r < rows; r++) {
			int index = c * lines + a->top + r;
			struct area cell = { list.row + r, list.col + c * cols, 1, cols - 1 };

			if (index < a->count && a->top + r < lines)
				draw_member(a, index, cell);
		}
	}
}

static void draw(struct screen *screen)
{
	struct attend *a = (struct attend *)screen;
	struct area body = screen->body;
	struct str words = STR_INIT;

	said_words(a, &words);
	term_text(body.row, body.col + 1, body.cols - 2, LOOK_NORMAL, str_get(&words));
	str_clear(&words);
	counts_words(a, &words);
	term_text(body.row + 1, body.col + 1, body.cols - 2, LOOK_NOTE, str_get(&words));
	if (a->count)
		draw_list(a);
	else
		term_wrap((struct area){ body.row + 3, body.col + 1, 3, body.cols - 2 }, LOOK_DIM,
			_("Nobody is on the list yet. a adds a person."));
	str_free(&words);
}

static void layout(struct screen *screen, struct area body)
{
	(void)body;
	((struct attend *)screen)->top = 0;
}

static void mark(struct attend *a, int index, enum attend_mark mark)
{
	struct member *member = &a->member[index];

	member->marked = str_same(member->state, a->of->mark[mark]) ? NULL : a->of->mark[mark];
	a->refused = false;
}

static struct next mark_now(struct attend *a, enum attend_mark which)
{
	mark(a, a->now, which);
	if (a->now + 1 < a->count)
		a->now++;
	return next_stay();
}

/* Whoever was not marked otherwise came. */
static struct next mark_rest(struct attend *a)
{
	for (int i = 0; i < a->count; i++)
		if (str_same(state_of(&a->member[i]), a->of->mark[ATTEND_OPEN]))
			mark(a, i, ATTEND_CAME);
	return next_stay();
}

static void take_over(struct attend *a, const struct record *was)
{
	const char *who = record_get(was, member_kind(a)->person), *state = record_get(was, a->of->state);
	struct id person;

	if (!who || !id_parse(who, &person))
		return;
	for (int i = 0; i < a->count; i++)
		if (id_same(a->member[i].person, person) && str_same(state_of(&a->member[i]), a->of->mark[ATTEND_OPEN]))
			for (int m = 0; m < ATTEND_OPEN; m++)
				if (str_same(state, a->of->mark[m]))
					mark(a, i, (enum attend_mark)m);
}

/* Who is not marked yet is marked as the last time; whoever was not there then stays as they are. */
static struct next mark_as_before(struct attend *a)
{
	struct app *app = a->screen.app;
	const struct kind *kind = member_kind(a);
	struct list_query query = { .kind = kind, .n_filters = 1 };
	struct list_page page = { 0 };
	struct id before;
	struct err err = { 0 };
	char id[37];
	enum status st = a->of->before(app->store, a->group, &before, &err);

	if (st == ST_DONE) {
		app_say(app, "%s", _("There is no lesson before this one that was held."));
		return next_stay();
	}
	id_text(before, id);
	query.filter[0] = (struct filter){ kind_field(kind, a->of->group), FILTER_IS, id };
	if (st == ST_OK)
		st = read_list(app->store, app->actor, &query, NULL, false, MEMBERS_MOST, &page, &err);
	if (st != ST_OK) {
		app_fail(app, &err);
		return next_stay();
	}
	for (int i = 0; i < page.count; i++)
		take_over(a, page.record[i]);
	list_page_free(&page);
	return next_stay();
}

static int marked(const struct attend *a)
{
	int n = 0;

	for (int i = 0; i < a->count; i++)
		n += a->member[i].marked != NULL;
	return n;
}

/* Somebody came to what was planned: then it was held.  A sealed file holds copies of the town's sessions alone. */
static enum status put_held(struct attend *a, struct change *change, struct err *err)
{
	if (a->screen.app->haven || !a->of->held || !count_of(a, ATTEND_CAME) || !kind_changed_by(a->screen.app->actor,
		a->record->kind) || !str_same(record_get(a->record, "state"), a->of->planned))
		return ST_OK;
	return change_set(change_update(change, a->record->kind, a->group, a->record->rev), "state", a->of->held, err);
}

static struct change_item *item_of(const struct attend *a, struct change *change, const struct member *member)
{
	const struct kind *kind = member_kind(a);
	struct change_item *item;
	char text[37];

	if (!id_none(member->id))
		return change_update(change, kind, member->id, member->rev);
	item = change_create(change, kind, NULL);
	id_text(member->person, text);
	change_put(item, kind_field(kind, kind->person), text);
	id_text(a->group, text);
	change_put(item, kind_field(kind, a->of->group), text);
	return item;
}

static enum status save(struct attend *a, struct err *err)
{
	struct app *app = a->screen.app;
	struct change *change;
	struct id set;
	char *what;
	enum status st = ST_OK;

	if (!marked(a)) {
		app_say(app, "%s", _("Nothing was changed."));
		return ST_OK;
	}
	change = change_begin(app->store, app->actor);
	for (int i = 0; i < a->count && st == ST_OK; i++)
		if (a->member[i].marked)
			st = change_set(item_of(a, change, &a->member[i]), a->of->state, a->member[i].marked, err);
	if (st == ST_OK)
		st = put_held(a, change, err);
	if (st == ST_OK)
		st = change_commit(change, &set, NULL, err);
	change_free(change);
	if (st != ST_OK)
		return st;
	/* All is read anew with it. */
	what = mem_str(a->title);
	app_saved(app, set, what);
	free(what);
	return ST_OK;
}

static struct next save_now(struct attend *a)
{
	struct err err = { 0 };

	if (save(a, &err) != ST_OK)
		app_fail(a->screen.app, &err);
	return next_stay();
}

/* Going back loses nothing. */
static struct next leave(struct attend *a)
{
	struct err err = { 0 };

	if (!marked(a) || a->refused || save(a, &err) == ST_OK)
		return next_back();
	a->refused = true;
	app_fail(a->screen.app, &err);
	return next_stay();
}

static enum status add_one(struct attend *a, struct id person, bool insist, struct err *err)
{
	struct app *app = a->screen.app;
	const struct kind *kind = member_kind(a);
	struct change *change = change_begin(app->store, app->actor);
	struct change_item *item = change_create(change, kind, NULL);
	struct str who = STR_INIT;
	struct id set;
	char text[37];
	enum status st;

	id_text(person, text);
	change_put(item, kind_field(kind, kind->person), text);
	id_text(a->group, text);
	change_put(item, kind_field(kind, a->of->group), text);
	if (insist)
		change_insist(change);
	st = change_commit(change, &set, NULL, err);
	change_free(change);
	if (st != ST_OK)
		return st;
	app_title(app, &who, "person", person);
	app_saved(app, set, str_get(&who));
	str_free(&who);
	return ST_OK;
}

static void person_picked(void *ctx, const char *id)
{
	struct attend *a = ctx;
	struct id person;
	struct err err = { 0 };
	enum status st;

	if (!id_parse(id, &person))
		return;
	st = add_one(a, person, id_same(person, a->adding), &err);
	a->adding = st == ST_WARNED ? person : (struct id){ { 0 } };
	if (st != ST_OK)
		app_fail(a->screen.app, &err);
}

static struct next add(struct attend *a)
{
	struct pick_request request = { .title = N_("Who comes?"), .refers = "person", .picked = person_picked, .ctx = a };

	return next_open(pick_screen(a->screen.app, &request));
}

static struct next take_off(struct attend *a)
{
	struct app *app = a->screen.app;
	const struct member *member = &a->member[a->now];
	struct change *change = change_begin(app->store, app->actor);
	struct err err = { 0 };
	struct id set;

	change_delete(change, member_kind(a), member->id, member->rev);
	if (change_commit(change, &set, NULL, &err) == ST_OK)
		app_saved(app, set, _("taken off the list"));
	else
		app_fail(app, &err);
	change_free(change);
	return next_stay();
}

static char *list_text(const struct attend *a)
{
	struct str out = STR_INIT, words = STR_INIT;

	str_addf(&out, "%s\n", a->title);
	said_words(a, &words);
	str_addf(&out, "%s\n\n", str_get(&words));
	for (int i = 0; i < a->count; i++) {
		const struct member *member = &a->member[i];
		int used = bidi_width(member->title);

		str_addf(&out, "[ ] %-15s %s", member->number ? member->number : "", member->title);
		for (; used < 36; used++)
			str_addc(&out, ' ');
		str_add(&out, " ____________________\n");
	}
	str_free(&words);
	return str_take(&out);
}

static struct next print(struct attend *a)
{
	char *name = mem_fmt("%s-list.txt", a->of->group);
	struct screen *asked = printout_screen(a->screen.app, name, list_text(a), member_kind(a), a->count);

	free(name);
	return next_open(asked);
}

static struct next act(struct screen *screen, int id)
{
	struct attend *a = (struct attend *)screen;
	struct id none = { { 0 } };

	switch (id) {
	case ACT_SAVE: return save_now(a);
	case ACT_CAME: return mark_now(a, ATTEND_CAME);
	case ACT_MISSED: return mark_now(a, ATTEND_MISSED);
	case ACT_EXCUSED: return mark_now(a, ATTEND_EXCUSED);
	case ACT_OPEN_AGAIN: return mark_now(a, ATTEND_OPEN);
	case ACT_REST: return mark_rest(a);
	case ACT_AS_BEFORE: return mark_as_before(a);
	case ACT_ADD: return add(a);
	case ACT_REMOVE: return take_off(a);
	case ACT_FILE: return next_open(person_screen(screen->app, a->member[a->now].person));
	case ACT_EDIT: return next_open(edit_screen(screen->app, a->record->kind, a->group, none));
	case ACT_PRINT: return print(a);
	case ACT_LEAVE: return leave(a);
	default: return next_unused();
	}
}

static void go(struct attend *a, int to)
{
	a->now = to < 0 ? 0 : to >= a->count ? a->count - 1 : to;
	a->now = a->now < 0 ? 0 : a->now;
}

static struct next key(struct screen *screen, int k)
{
	struct attend *a = (struct attend *)screen;
	struct area list = list_area(a);
	int columns = columns_of(a, &list), lines = (a->count + columns - 1) / columns;

	switch (key_reading(k)) {
	case K_UP: case 'k': go(a, a->now - 1); return next_stay();
	case K_DOWN: case 'j': go(a, a->now + 1); return next_stay();
	case K_LEFT: go(a, a->now - lines < 0 ? a->now : a->now - lines); return next_stay();
	case K_RIGHT: go(a, a->now + lines >= a->count ? a->now : a->now + lines); return next_stay();
	case K_HOME: case 'g': go(a, 0); return next_stay();
	case K_END: case 'G': go(a, a->count - 1); return next_stay();
	case K_PGUP: go(a, a->now - list.rows); return next_stay();
	case K_PGDN: go(a, a->now + list.rows); return next_stay();
	default: return next_unused();
	}
}

static void tell(struct screen *screen, enum news news)
{
	struct attend *a = (struct attend *)screen;
	struct err err = { 0 };

	if (news == NEWS_CHANGED || news == NEWS_LANGUAGE)
		refresh(a);
	if (news == NEWS_KEEP && marked(a))
		(void)save(a, &err);
}

static void close_attend(struct screen *screen)
{
	struct attend *a = (struct attend *)screen;

	forget(a);
	record_free(a->record);
	free(a->title);
	free(a);
}

static bool may(const struct screen *screen)
{
	return kind_changed_by(screen->app->actor, member_kind((const struct attend *)screen));
}

static bool on_member(const struct screen *screen)
{
	return ((const struct attend *)screen)->count > 0 && may(screen);
}

/* Somebody of whom a record stands: only that can be taken off. */
static bool on_record(const struct screen *screen)
{
	const struct attend *a = (const struct attend *)screen;

	return on_member(screen) && !id_none(a->member[a->now].id);
}

static bool has_before(const struct screen *screen)
{
	return on_member(screen) && ((const struct attend *)screen)->of->before;
}

static bool sees_member(const struct screen *screen)
{
	return ((const struct attend *)screen)->count > 0;
}

static const struct action actions[] = {
	{ ACT_CAME, { 'x', ' ' }, N_("came"), N_("This person came; the cursor goes on to the next."), on_member, false },
	{ ACT_MISSED, { 'o' }, N_("did not come"), N_("This person did not come."), on_member, false },
	{ ACT_EXCUSED, { 'e' }, N_("excused"), N_("This person told beforehand that they could not come."), on_member, false },
	{ ACT_REST, { 'X' }, N_("the rest came"), N_("Everybody who is not marked yet came."), on_member, false },
	{ ACT_AS_BEFORE, { 'b' }, N_("as last time"), N_("Everybody who is not marked yet is marked as in the lesson before."), has_before,
		false },
	{ ACT_SAVE, { K_F2, K_CTRL('s') }, N_("save"), N_("Save all marks at once; leaving does so too."), on_member, false },
	{ ACT_ADD, { 'a', K_INSERT }, N_("add"), N_("Put a person on the list, found by name."), may, false },
	{ ACT_OPEN_AGAIN, { 'u' }, N_("not marked"), N_("Take the mark of this person away."), on_member, true },
	{ ACT_REMOVE, { 'd', K_DELETE }, N_("take off"), N_("Take this person off the list."), on_record, false },
	{ ACT_FILE, { K_ENTER }, N_("open"), N_("Open the person's file."), sees_member, false },
	{ ACT_EDIT, { 'f' }, N_("form"), N_("The form of what people come to: day, place, seats, state."), 0, false },
	{ ACT_PRINT, { 'p' }, N_("print list"), N_("Write the list, with room to sign, to a file that can be printed."), 0, false },
	{ ACT_LEAVE, { K_ESC }, N_("back"), N_("Save what is marked and go back."), 0, true },
	ACTION_END
};

static const struct action result_actions[] = {
	{ ACT_CAME, { 'x', ' ' }, N_("passed"), N_("This person passed and has reached the level of the group; the cursor goes on to the next."), on_member, false },
	{ ACT_MISSED, { 'o' }, N_("did not pass"), N_("This person did not pass."), on_member, false },
	{ ACT_EXCUSED, { 'e' }, N_("left"), N_("This person left before the end."), on_member, false },
	{ ACT_REST, { 'X' }, N_("the rest passed"), N_("Everybody who is not marked yet passed."), on_member, false },
	{ ACT_SAVE, { K_F2, K_CTRL('s') }, N_("save"), N_("Save all marks at once; leaving does so too."), on_member, false },
	{ ACT_OPEN_AGAIN, { 'u' }, N_("not marked"), N_("Take the mark of this person away."), on_member, true },
	{ ACT_FILE, { K_ENTER }, N_("open"), N_("Open the person's file."), sees_member, false },
	{ ACT_LEAVE, { K_ESC }, N_("back"), N_("Save what is marked and go back."), 0, true },
	ACTION_END
};

#define ATTEND_OPS .open = open_attend, .title = title, .layout = layout, .draw = draw, .key = key, .act = act, .tell = tell, \
	.close = close_attend
static const struct screen_ops attend_ops = { .name = "attend", .actions = actions, ATTEND_OPS };
SCREEN(attend_ops);
static const struct screen_ops results_ops = { .name = "results", .actions = result_actions, ATTEND_OPS };
SCREEN(results_ops);

struct screen *attend_screen(struct app *app, const struct attend_of *of, struct id group)
{
	struct attend *a = mem_alloc(sizeof(*a));

	a->of = of;
	a->group = group;
	return screen_init(&a->screen, of->results ? &results_ops : &attend_ops, app);
}

struct screen *session_screen(struct app *app, struct id session)
{
	static const char *const said[] = { "day", "at", "room", "place", "language", "lead", "state", NULL };
	static const struct attend_of of = { .group = "session", .member = "attendance", .state = "state",
		.mark = { "came", "missed", "excused", "invited" }, .planned = "planned", .held = "held", .said = said };

	return attend_screen(app, &of, session);
}

struct screen *lesson_screen(struct app *app, struct id lesson)
{
	static const char *const said[] = { "day", "at", "topic", "state", NULL };
	static const struct attend_of of = { .group = "lesson", .member = "presence", .state = "state",
		.mark = { "came", "missed", "excused", "expected" }, .said = said, .people = lesson_people, .before = lesson_before };

	return attend_screen(app, &of, lesson);
}

static bool may_have_result(const char *state)
{
	return course_state_in(state) || str_same(state, "passed") || str_same(state, "failed") || str_same(state, "left");
}

struct screen *results_screen(struct app *app, struct id course)
{
	static const char *const said[] = { "level", "starts", "ends", "state", NULL };
	static const struct attend_of of = { .group = "course", .member = "enrolment", .state = "state",
		.mark = { "passed", "failed", "left", "attending" }, .said = said, .belongs = may_have_result, .results = true };

	return attend_screen(app, &of, course);
}
