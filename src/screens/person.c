/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A person's file: the head with what matters at the desk, the five stages side by
 * side, and tabs with the records of each.  Letters act: a add, Enter open, x done,
 * m move, b book, n note, e edit the person, h history.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/sealed.h"
#include "register/look.h"
#include "screens/beside.h"
#include "screens/bidi.h"
#include "screens/helpers.h"
#include "screens/past.h"
#include "screens/person_own.h"
#include "screens/pick.h"
#include "screens/reason.h"


enum { ACT_OPEN = ACT_OWN, ACT_ADD, ACT_LIVING, ACT_ANSWER, ACT_DONE, ACT_MOVE, ACT_BOOK, ACT_NOTE, ACT_EDIT, ACT_HISTORY,
	ACT_LOOKS, ACT_TAB, ACT_TAB_BACK, ACT_TAKE_BACK, ACT_REMOVE, ACT_EMERGENCY, ACT_GIVE_BACK, ACT_SEAL, ACT_RIGHTS, ACT_PLAN,
	ACT_NOTES, ACT_ATTACH, ACT_SAVE_COPY, ACT_DROP_COPY, ACT_NEXT, ACT_DO_NEXT, ACT_PAUSE, ACT_HAND_OVER, ACT_DECIDE, ACT_ARRANGE, ACT_PROPOSE, ACT_SKILLS_PAPER, ACT_CARD, ACT_LETTER };

static bool is_lent(const struct screen *screen)
{
	return !id_none(((const struct person *)screen)->lent.grant);
}

static enum status person_open(struct screen *screen, struct err *err)
{
	static const struct vcol one = { .min = 1, .max = 0, .priority = 0 };
	struct person *p = (struct person *)screen;
	enum status st;

	p->kind = register_kind("person");
	p->list = vlist_new(&one, 1);
	st = person_head_read(p, err);
	if (st != ST_OK)
		return st;
	if (p->at_kind && p->at_kind != p->kind && tab_shown(p, tab_of(p->at_kind)))
		p->tab = tab_of(p->at_kind);
	while (!tab_shown(p, p->tab))
		p->tab++;
	tab_columns(p);
	st = tab_read(p, err);
	if (st == ST_OK && p->at_kind)
		vlist_go(p->list, p->at);
	return st;
}

static void person_title(const struct screen *screen, struct str *out)
{
	const struct person *p = (const struct person *)screen;

	if (!p->record)
		return;
	if (record_get(p->record, "case_number"))
		str_addf(out, "%s ", record_get(p->record, "case_number"));
	record_title(out, p->record);
}

static void person_layout(struct screen *screen, struct area body)
{
	struct person *p = (struct person *)screen;
	int above = person_head_rows(p) + 1;

	body.row += above;
	body.rows -= above;
	vlist_layout(p->list, beside_layout(body, &p->beside));
}

static int tabs_width(const struct person *p, int gap)
{
	int width = 1;

	for (int t = 0; t < TABS; t++)
		width += tab_shown(p, (enum tab)t) ? bidi_width(tab_label((enum tab)t)) + gap : 0;
	return width;
}

#define MORE_COLS 2      /* "+3" */

static void draw_more(int row, int col, int cols, int count)
{
	char more[16];

	snprintf(more, sizeof(more), "+%d", count);
	term_put(row, col, cols - col, LOOK_DIM, more);
}

static int tabs_from(const struct person *p, int first)
{
	int n = 0;

	for (int t = first; t < TABS; t++)
		n += tab_shown(p, (enum tab)t);
	return n;
}

/* Brackets stand around the tab that is shown; where all labels have no room, those before it go, and a number tells how
 * many stand behind. */
static void draw_tabs(struct person *p)
{
	int row = p->screen.body.row + person_head_rows(p), col = 1, cols = p->screen.body.cols, first = 0;
	int gap = tabs_width(p, 2) <= cols ? 2 : 1;

	for (int over = tabs_width(p, gap) - cols; over > 0 && first < (int)p->tab; first++)
		over -= tab_shown(p, (enum tab)first) ? bidi_width(tab_label((enum tab)first)) + gap : 0;
	for (int t = first; t < TABS && col < cols; t++) {
		bool now = t == (int)p->tab;
		int used, behind;

		if (!tab_shown(p, (enum tab)t))
			continue;
		behind = tabs_from(p, t + 1);
		if (col + bidi_width(tab_label((enum tab)t)) + (behind ? gap + MORE_COLS : 0) > cols && !now) {
			draw_more(row, col, cols, behind + 1);
			break;
		}
		term_put(row, col - 1, 1, LOOK_BOLD, now ? "[" : "");
		used = term_put(row, col, cols - col, now ? LOOK_BOLD : LOOK_NORMAL, tab_label((enum tab)t));
		term_put(row, col + used, 1, LOOK_BOLD, now ? "]" : "");
		col += used + gap;
	}
}

static void person_draw(struct screen *screen)
{
	struct person *p = (struct person *)screen;
	const struct person_row *row;

	if (!p->record) {
		term_wrap((struct area){ screen->body.row + 1, 4, 3, screen->body.cols - 8 }, LOOK_NORMAL, is_lent(screen) ?
			_("The time for which this file was opened is over. Esc goes back.") :
			_("This file was taken back and is not among the people any more. Esc goes back."));
		return;
	}
	person_head_draw(p);
	draw_tabs(p);
	vlist_draw(p->list, true);
	row = person_row_now(p);
	if (row && row->kind)
		beside_draw(screen->app, p->beside, row->kind, row->id, row->kind->person);
}

static struct next show_tab(struct person *p, enum tab tab)
{
	struct err err = { .text = "" };

	p->tab = tab;
	tab_columns(p);
	if (tab_read(p, &err) != ST_OK)
		app_fail(p->screen.app, &err);
	vlist_key(p->list, K_HOME, false, &err);
	return next_stay();
}

static struct next step_tab(struct person *p, int by)
{
	int t = (int)p->tab;

	do
		t = (t + by + TABS) % TABS;
	while (!tab_shown(p, (enum tab)t));
	return show_tab(p, (enum tab)t);
}

/* 1 to 9 in the order in which the tabs stand; 0 is the past, which is always the last. */
static struct next tab_by_number(struct person *p, int number)
{
	for (int t = 0; t < TABS; t++) {
		if (tab_shown(p, (enum tab)t) && --number == 0)
			return show_tab(p, (enum tab)t);
	}
	return next_unused();
}

static void read_again(struct person *p)
{
	struct err err = { .text = "" };
	enum status st = person_head_read(p, &err);

	if (st == ST_NOTFOUND || (st == ST_DENIED && is_lent(&p->screen))) {
		/* Taken back, here or elsewhere: the screen says so instead of showing what is no more. */
		person_head_clear(p);
		return;
	}
	if (st == ST_OK)
		st = tab_read(p, &err);
	if (st != ST_OK)
		app_fail(p->screen.app, &err);
	person_layout(&p->screen, p->screen.body);
}

static struct next person_key(struct screen *screen, int key)
{
	struct person *p = (struct person *)screen;
	struct err err = { .text = "" };

	if (!p->record)
		return next_unused();
	if (key == K_LEFT || key == K_RIGHT)
		return step_tab(p, key_reading(key) == K_RIGHT ? 1 : -1);
	if (key == '0')
		return show_tab(p, TAB_PAST);
	if (key >= '1' && key <= '9')
		return tab_by_number(p, key - '0');
	return vlist_key(p->list, key, true, &err) ? next_stay() : next_unused();
}

static struct next open_row(struct person *p)
{
	const struct person_row *row = person_row_now(p);

	if (!row || !row->kind)
		return next_stay();
	if (p->tab == TAB_PAST)
		return next_open(history_screen(p->screen.app, row->kind, row->id));
	if (row->kind == p->kind && id_same(row->id, p->id))
		return next_open(edit_screen(p->screen.app, p->kind, p->id, (struct id){ { 0 } }));
	return next_open(record_screen(p->screen.app, row->kind, row->id));
}

/* A kind chosen from the list: its form opens when the list is closed. */
static void kind_picked(void *ctx, const char *name)
{
	((struct person *)ctx)->adding = register_kind(name);
}

static struct next add_of(struct person *p, const char *kind)
{
	return next_open(edit_screen(p->screen.app, register_kind(kind), (struct id){ { 0 } }, p->id));
}

/* A household of its own, in one change set with the person's belonging to it; its form opens for the rest. */
static struct next new_household(struct person *p)
{
	struct change *change = change_begin(p->screen.app->store, p->screen.app->actor);
	struct change_item *household, *person;
	struct str title = STR_INIT;
	struct err err = { .text = "" };
	struct id id = { .b = { 0 } }, set;
	struct id nobody = { { 0 } };
	const char *name;
	char text[37];
	enum status st;

	household = change_create(change, register_kind("household"), &id);
	person = change_update(change, p->kind, p->id, p->record->rev);
	record_title(&title, p->record);
	id_text(id, text);
	name = record_get(p->record, "family_name");
	st = change_set(household, "name", name ? name : str_get(&title), &err);
	if (st == ST_OK)
		st = change_set(person, "household", text, &err);
	if (st == ST_OK)
		st = change_commit(change, &set, NULL, &err);
	change_free(change);
	if (st == ST_OK)
		app_saved(p->screen.app, set, str_get(&title));
	else
		app_fail(p->screen.app, &err);
	str_free(&title);
	if (st != ST_OK)
		return next_stay();
	return next_open(edit_screen(p->screen.app, register_kind("household"), id, nobody));
}

/* One more person of the household; where there is none yet, the household. */
static struct next add_to_household(struct person *p)
{
	const char *text = record_get(p->record, "household");
	struct id household;

	if (text && id_parse(text, &household))
		return next_open(register_into_screen(p->screen.app, household));
	return new_household(p);
}

static struct next add(struct person *p)
{
	const struct kind *kinds[KINDS_TO_ADD];
	int n = tab_kinds(p, p->tab, true, kinds, KINDS_TO_ADD);
	struct pick_request ask = { .title = N_("Add"), .picked = kind_picked, .ctx = p };

	if (p->adding) {
		const struct kind *kind = p->adding;

		p->adding = NULL;
		return add_of(p, kind->name);
	}
	if (p->tab == TAB_HOUSEHOLD)
		return add_to_household(p);
	if (n == 0) {
		app_say(p->screen.app, "%s",
			_("Nothing can be added here. Tab goes to the next part of the file."));
		return next_stay();
	}
	if (n == 1)
		return add_of(p, kinds[0]->name);
	/* What stands on other parts of the file can be typed here as well: nobody has to know where it stands. */
	for (int t = 0; t < TABS; t++) {
		if ((enum tab)t != p->tab)
			n += tab_kinds(p, (enum tab)t, true, kinds + n, KINDS_TO_ADD - n);
	}
	for (int i = 0; i < n; i++)
		p->offer[i] = (struct choice){ kinds[i]->name, kinds[i]->label };
	p->offer[n] = (struct choice){ NULL, NULL };
	ask.choices = p->offer;
	ask.act = ACT_ADD;
	return next_open(pick_screen(p->screen.app, &ask));
}

/* Sets fields of one record in a change set of its own. */
static enum status put(struct person *p, const struct person_row *row, const char *const field[],
	const char *const value[], int count, struct err *err)
{
	struct change *change = change_begin(p->screen.app->store, p->screen.app->actor);
	struct change_item *item = change_update(change, row->kind, row->id, row->rev);
	struct str title = STR_INIT;
	struct id set;
	enum status st = ST_OK;

	if (p->screen.app->insist)
		change_insist(change);
	for (int i = 0; i < count && st == ST_OK; i++)
		st = change_set(item, field[i], value[i], err);
	if (st == ST_OK)
		st = change_commit(change, &set, NULL, err);
	if (st == ST_OK) {
		app_title(p->screen.app, &title, row->kind->name, row->id);
		app_saved(p->screen.app, set, str_get(&title));
		str_free(&title);
	}
	change_free(change);
	return st;
}

/* What has a target, and is done; an appointment has a day, and is kept. */
static bool has_target(const struct kind *kind)
{
	return str_same(kind->name, "step") || str_same(kind->name, "arrangement");
}

static struct next done(struct person *p)
{
	struct person_row row = *person_row_now(p);
	struct err err = { .text = "" };
	bool step = has_target(row.kind);
	char today[11];
	const char *const field[] = { "state", "done" };
	const char *const value[] = { step ? "done" : "kept", today };

	date_text(clock_today(), today);
	if (put(p, &row, field, value, step ? 2 : 1, &err) != ST_OK)
		app_fail(p->screen.app, &err);
	return next_stay();
}

static const char *date_field(const struct kind *kind)
{
	return has_target(kind) ? "target" : str_same(kind->name, "visit") ? "due" : "day";
}

static enum status moved(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct person *p = ctx;
	const char *const field[] = { date_field(p->moving.kind) };

	(void)app;
	return put(p, &p->moving, field, &typed, 1, err);
}

static struct next move(struct person *p)
{
	struct str day = STR_INIT;
	struct record *record;
	struct screen *ask;

	p->moving = *person_row_now(p);
	if (read_brief(p->screen.app->store, p->screen.app->actor, p->moving.kind, p->moving.id, &record,
		NULL) == ST_OK) {
		const char *canonical = record_get(record, date_field(p->moving.kind));

		if (canonical)
			field_show(&day, kind_field(p->moving.kind, date_field(p->moving.kind)), canonical);
		record_free(record);
	}
	ask = ask_screen(p->screen.app, N_("New date:"), str_get(&day), moved, p);
	str_free(&day);
	return next_open(ask);
}

static struct next removed(struct person *p)
{
	const struct person_row *row = person_row_now(p);
	struct change *change = change_begin(p->screen.app->store, p->screen.app->actor);
	struct err err = { .text = "" };
	struct id set;

	change_delete(change, row->kind, row->id, row->rev);
	if (change_commit(change, &set, NULL, &err) != ST_OK) {
		app_fail(p->screen.app, &err);
	} else {
		app_tell(p->screen.app, NEWS_CHANGED);
		app_say(p->screen.app, "%s", _("The entry was removed. Ctrl-Z takes it back."));
	}
	change_free(change);
	return next_stay();
}

static struct next history(struct person *p)
{
	const struct person_row *row = person_row_now(p);

	if (row && row->kind && p->tab != TAB_PAST)
		return next_open(history_screen(p->screen.app, row->kind, row->id));
	return next_open(history_screen(p->screen.app, p->kind, p->id));
}

static enum status looks_asked(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct person *p = ctx;
	enum status st = look_ask(app->store, app->actor, p->id, LOOK_REQUEST, typed, err);

	if (st == ST_OK)
		app_open_later(app, looks_screen(app, p->id));
	return st;
}

/* Who looked is told when the person asks, and the asking is noted. */
static struct next ask_why(struct person *p)
{
	return next_open(ask_screen(p->screen.app, N_("Who asks, and why?"), "", looks_asked, p));
}

static struct next give_back(struct person *p)
{
	struct err err = { .text = "" };

	if (grant_end(p->screen.app->store, &p->lent, &err) != ST_OK) {
		app_fail(p->screen.app, &err);
		return next_stay();
	}
	app_tell(p->screen.app, NEWS_CHANGED);        /* the file below says no more that it stands open */
	app_say(p->screen.app, "%s", _("The file is closed again."));
	return next_back();
}

/* For people in danger; whoever sealed it goes on in the sealed file, if they are one of its helpers. */
static struct next sealed(void *ctx, struct app *app, const struct id *helper, int count)
{
	struct person *p = ctx;
	struct err err = { .text = "" };
	struct haven *haven;
	bool mine = false;

	if (haven_new(app->store, app->actor, helper, count, &haven, &err) != ST_OK) {
		app_fail(app, &err);
		return next_stay();
	}
	if (haven_seal(haven, &p->id, 1, &err) != ST_OK) {
		haven_close(haven);
		app_fail(app, &err);
		return next_stay();
	}
	for (int i = 0; i < count; i++)
		mine = mine || id_same(helper[i], app->actor->id);
	if (haven_remains(haven, &err) != ST_OK)
		app_fail(app, &err);
	else
		app_say(app, "%s", _("The file is sealed. Backups, exports and papers made before still hold it in plain."));
	if (mine)
		app_enter(app, haven);
	else
		haven_close(haven);
	return next_home();
}

static struct next person_act(struct screen *screen, int id)
{
	struct person *p = (struct person *)screen;

	if (!p->record)
		return next_stay();
	switch (id) {
	case ACT_OPEN: return open_row(p);
	case ACT_ADD: return add(p);
	case ACT_LIVING: return next_open(living_screen(p->screen.app, p->id));
	case ACT_ANSWER: return answers_ask(p);
	case ACT_DONE: return answers_can_go_on(screen) ? answers_go_on(p) : done(p);
	case ACT_MOVE: return move(p);
	case ACT_BOOK: return add_of(p, "appointment");
	case ACT_DECIDE: return next_open(decide_screen(screen->app, p->id));
	case ACT_LETTER: return papers_letter(p);
	case ACT_SKILLS_PAPER: return next_open(skills_paper_screen(screen->app, p->id));
	case ACT_CARD: return next_open(card_screen(screen->app, p->id));
	case ACT_PROPOSE: return next_open(propose_screen(screen->app, p->id));
	case ACT_ARRANGE: return next_open(arrangements_screen(screen->app, p->id));
	case ACT_NOTE: return add_of(p, "note");
	case ACT_NOTES: return next_open(notes_screen(screen->app, p->id));
	case ACT_ATTACH: return papers_attach(p);
	case ACT_SAVE_COPY: return papers_save(p);
	case ACT_DROP_COPY: return papers_drop(p);
	case ACT_EDIT: return next_open(edit_screen(screen->app, p->kind, p->id, (struct id){ { 0 } }));
	case ACT_HISTORY: return history(p);
	case ACT_PLAN: return next_open(plan_screen(screen->app, p->id, 0));
	case ACT_NEXT: return next_open(record_screen(screen->app, p->next.kind, p->next.record));
	case ACT_DO_NEXT: return worklist_do(&p->work, &p->next);
	case ACT_PAUSE: return next_open(pause_screen(screen->app, p->id));
	case ACT_HAND_OVER: return next_open(handover_screen(screen->app, p->id));
	case ACT_RIGHTS: return next_open(rights_screen(screen->app, p->id));
	case ACT_SEAL: return next_open(helpers_screen(screen->app, _("Seal this file: who can open it?"), NULL, 0, sealed, p));
	case ACT_LOOKS: return ask_why(p);
	case ACT_EMERGENCY: return next_open(emergency_screen(screen->app, p->id));
	case ACT_GIVE_BACK: return give_back(p);
	case ACT_TAB: return step_tab(p, 1);
	case ACT_TAB_BACK: return step_tab(p, -1);
	case ACT_REMOVE: return removed(p);
	case ACT_TAKE_BACK:
		past_undo(screen->app, person_row_now(p)->set);
		return next_stay();
	default: return next_unused();
	}
}

static void person_tell(struct screen *screen, enum news news)
{
	struct person *p = (struct person *)screen;

	if (news == NEWS_IDLE && p->record && is_lent(screen)
	    && grant_check(screen->app->store, &p->lent, p->id, NULL) != ST_OK)
		read_again(p);
	if (news == NEWS_LANGUAGE)
		tab_columns(p);
	if (p->list && (news == NEWS_CHANGED || news == NEWS_LANGUAGE))
		read_again(p);
}

static void person_close(struct screen *screen)
{
	struct person *p = (struct person *)screen;

	person_head_clear(p);
	if (p->list)
		vlist_free(p->list);
	free(p->row);
	free(p);
}

static const struct person_row *row_of(const struct screen *screen)
{
	const struct person_row *row = person_row_now((const struct person *)screen);

	return row && row->kind ? row : NULL;
}

static bool has_row(const struct screen *screen)
{
	return row_of(screen) != NULL;
}

static bool on_dated(const struct screen *screen)
{
	const struct person_row *row = row_of(screen);

	return row && ((const struct person *)screen)->tab != TAB_PAST
		&& (has_target(row->kind) || str_same(row->kind->name, "appointment") || str_same(row->kind->name, "visit"))
		&& kind_changed_by(screen->app->actor, row->kind);
}

static bool can_be_done(const struct screen *screen)
{
	return on_dated(screen) || answers_can_go_on(screen);
}

static bool on_past(const struct screen *screen)
{
	return ((const struct person *)screen)->tab == TAB_PAST && row_of(screen);
}

static bool can_remove(const struct screen *screen)
{
	const struct person *p = (const struct person *)screen;
	const struct person_row *row = row_of(screen);

	return row && p->tab != TAB_PAST && row->kind->person
		&& kind_changed_by(screen->app->actor, row->kind);
}

static bool can_move_house(const struct screen *screen)
{
	const struct person *p = (const struct person *)screen;

	return p->tab == TAB_HOUSEHOLD && p->record && record_get(p->record, "household") && !is_lent(screen)
		&& kind_changed_by(screen->app->actor, register_kind("membership"));
}

static bool can_edit(const struct screen *screen)
{
	return !is_lent(screen) && kind_changed_by(screen->app->actor, ((const struct person *)screen)->kind);
}

static bool can_only_read(const struct screen *screen)
{
	return !can_edit(screen);
}

static bool sees_plan(const struct screen *screen)
{
	return kind_seen(screen->app->actor, register_kind("plan"));
}

static bool can_book(const struct screen *screen)
{
	return kind_changed_by(screen->app->actor, register_kind("appointment"));
}

static bool can_seal(const struct screen *screen)
{
	const struct person *p = (const struct person *)screen;

	return p->record && !screen->app->haven && !is_lent(screen) && kind_changed_by(screen->app->actor, p->kind);
}

static bool can_serve_rights(const struct screen *screen)
{
	const struct person *p = (const struct person *)screen;

	return p->record && !screen->app->haven && !is_lent(screen) && (screen->app->actor->roles & ROLE_CASEWORK);
}

static bool can_note(const struct screen *screen)
{
	return kind_changed_by(screen->app->actor, register_kind("note"));
}

static bool can_decide(const struct screen *screen)
{
	return kind_changed_by(screen->app->actor, register_kind("decision"));
}

static bool on_skills(const struct screen *screen)
{
	return ((const struct person *)screen)->record && ((const struct person *)screen)->tab == TAB_SKILLS && !is_lent(screen);
}

static bool can_propose(const struct screen *screen)
{
	return ((const struct person *)screen)->record && !is_lent(screen) && propose_any(screen->app);
}

static bool sees_arrangements(const struct screen *screen)
{
	return kind_seen(screen->app->actor, register_kind("arrangement"));
}

static bool can_add(const struct screen *screen)
{
	const struct person *p = (const struct person *)screen;
	const struct kind *kinds[KINDS_TO_ADD];

	if (p->tab == TAB_HOUSEHOLD)
		return kind_changed_by(screen->app->actor, register_kind("household"))
			&& kind_changed_by(screen->app->actor, p->kind);
	return tab_kinds(p, p->tab, true, kinds, KINDS_TO_ADD) > 0;
}

/* For those who serve newcomers and do not see the whole file anyway. */
static bool can_break_glass(const struct screen *screen)
{
	const struct actor *actor = screen->app->actor;

	return !screen->app->haven && (actor->roles & ROLE_SERVICES) && !(actor->roles & ROLE_CASEWORK) && id_none(actor->grant);
}

static bool may_ask_who_looked(const struct screen *screen)
{
	return !is_lent(screen);
}

static bool has_next(const struct screen *screen)
{
	return !id_none(((const struct person *)screen)->next.person);
}

static bool can_do_next(const struct screen *screen)
{
	return has_next(screen) && !is_lent(screen) && worklist_can_do(screen->app, &((const struct person *)screen)->next);
}

static const struct action person_actions[] = {
	{ ACT_OPEN, { K_ENTER }, N_("open"), N_("Opens the entry under the cursor."), has_row, false },
	{ ACT_EDIT, { 'e' }, N_("all fields"), N_("Shows all fields of the person, to read."), can_only_read, false },
	{ ACT_TAKE_BACK, { 'u' }, N_("take back"),
		N_("Takes this change back, with all that was saved together with it."),
		on_past, false },
	{ ACT_NEXT, { ' ' }, N_("next thing"), N_("Opens what comes next in this file, as the line above the stages says."), has_next,
		false },
	{ ACT_DO_NEXT, { 'X' }, N_("next thing done"), N_("What comes next is done today, kept, met or answered."), can_do_next, true },
	{ ACT_ADD, { 'a' }, N_("add"), N_("Adds an entry to this part of the file."), can_add, false },
	{ ACT_PROPOSE, { 'o' }, N_("propose"), N_("Proposes a group, a dossier, work, a home or a place at a school to this "
		"person."), can_propose, false },
	{ ACT_LIVING, { 'v' }, N_("move, roles"), N_("Who of the household moves out, or in with others, and since when; as what they live "
		"there."), can_move_house, false },
	{ ACT_ANSWER, { 'y' }, N_("answer"), N_("What became of the offer of a home, the seat in a course or the application, and "
		"why or since when."), answers_can, false },
	{ ACT_DONE, { 'x' }, N_("done"), N_("Marks the step as done today, the appointment as kept, the visit as made; "
		"an application goes on: sent, interview, hired."), can_be_done, false },
	{ ACT_MOVE, { 'm' }, N_("move date"), N_("Gives the step or the appointment another date."),
		on_dated, false },
	{ ACT_PLAN, { 'p' }, N_("plan"), N_("The whole plan: steps, legal clocks, promises, reviews, signatures and earlier "
		"versions."), sees_plan, false },
	{ ACT_BOOK, { 'b' }, N_("book"), N_("Books an appointment."), can_book, false },
	{ ACT_NOTE, { 'n' }, N_("note"), N_("Adds a note."), can_note, false },
	{ ACT_NOTES, { 'N' }, N_("note on several"), N_("Writes one note on several people, such as a household."), can_note,
		true },
	{ ACT_ATTACH, { 'c' }, N_("keep a copy"), N_("Takes a copy of this paper into the encrypted file, where its purpose allows "
		"one."), papers_can_attach, false },
	{ ACT_SAVE_COPY, { 'O' }, N_("take copy out"), N_("Writes the copy of this paper to a file; the trail notes it."),
		papers_copied, false },
	{ ACT_DROP_COPY, { 'K' }, N_("erase copy"), N_("Erases the copy for good; that the original was seen stays recorded."),
		papers_copied, true },
	{ ACT_SKILLS_PAPER, { K_F5 }, N_("paper"), N_("Writes the skills profile as a paper, in the language of the person."),
		on_skills, false },
	{ ACT_LETTER, { 'l' }, N_("letter"), N_("A paper for the person in their language: appointment, plan, offer, what is held. On an "
		"appointment or an offer, about it."), papers_can_write, false },
	{ ACT_ARRANGE, { 'f' }, N_("first weeks"), N_("All first arrangements on one screen, one key each."), sees_arrangements,
		false },
	{ ACT_DECIDE, { 'd' }, N_("decide"), N_("Begins a formal decision; the plan can be issued as one."), can_decide, false },
	{ ACT_EDIT, { 'e' }, N_("edit"), N_("Opens the form of the person."), can_edit, false },
	{ ACT_TAB, { K_TAB, K_RIGHT }, N_("next part"),
		N_("Shows the next part of the file; 1 to 9 go to one at once, 0 to the past."),
		NULL, false },
	{ ACT_TAB_BACK, { K_BACKTAB, K_LEFT }, N_("part before"), N_("Shows the part before."), NULL, true },
	{ ACT_HISTORY, { 'h' }, N_("history"),
		N_("Every change of the entry under the cursor, who made it and when."),
		NULL, false },
	{ ACT_LOOKS, { 'w' }, N_("who looked"), N_("Who opened this file, and when; for the person who asks. The asking is noted."),
		may_ask_who_looked, false },
	{ ACT_REMOVE, { K_DELETE, 'D' }, N_("remove"),
		N_("Removes the entry; the history keeps it, Ctrl-Z takes it back."),
		can_remove, true },
	{ ACT_EMERGENCY, { 'E' }, N_("emergency"),
		N_("Opens the whole file in an emergency, for two hours, with a reason. Every team lead is told."),
		can_break_glass, true },
	{ ACT_GIVE_BACK, { 'z' }, N_("close again"),
		N_("Closes the file, which was opened to you for a reason, before its time."), is_lent, false },
	{ ACT_CARD, { 'W' }, N_("welcome card"), N_("Issues a welcome card; one that the person had before is withdrawn."),
		papers_can_issue_card, true },
	{ ACT_PAUSE, { 'P' }, N_("pause"), N_("Let this file rest until a day; its legal clocks stay in sight."), can_edit, true },
	{ ACT_HAND_OVER, { 'H' }, N_("hand over"), N_("Hand this file over to a colleague, with what to know first."), can_edit,
		true },
	{ ACT_RIGHTS, { 'r' }, N_("rights"), N_("What the person may ask for: a copy, to have the file left as it is, to have it "
		"erased."), can_serve_rights, true },
	{ ACT_SEAL, { 'S' }, N_("seal"), N_("Seals the file of a person in danger: only named helpers can open it."), can_seal,
		true },
	ACTION_END
};

static const struct screen_ops person_ops = {
	.name = "person", .actions = person_actions, .open = person_open, .title = person_title,
	.layout = person_layout, .draw = person_draw, .key = person_key, .act = person_act, .tell = person_tell,
	.close = person_close,
};
SCREEN(person_ops);

struct screen *lent_person_screen(struct app *app, const struct actor *lent, struct id person)
{
	struct screen *screen = person_screen(app, person);
	struct person *p = (struct person *)screen;

	p->lent = *lent;
	screen->as = &p->lent;
	return screen;
}

struct screen *person_screen(struct app *app, struct id person)
{
	struct person *p = mem_alloc(sizeof(*p));

	p->id = person;
	p->work.app = app;
	return screen_init(&p->screen, &person_ops, app);
}

struct screen *person_screen_at(struct app *app, struct id person, const struct kind *kind, struct id record)
{
	struct screen *screen = person_screen(app, person);
	struct person *p = (struct person *)screen;

	p->at_kind = kind;
	p->at = record;
	return screen;
}
