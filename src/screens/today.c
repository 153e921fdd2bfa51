/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Today: who is overdue, who waits for a first interview, who comes today and
 * tomorrow, whose file has no next step.  Every section shows a part and says of
 * how many; the rows shown are shared out so that no section hides another.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/utf.h"
#include "cases/today.h"
#include "register/change.h"
#include "screens/bidi.h"
#include "screens/places.h"
#include "screens/preview.h"
#include "screens/reason.h"
#include "screens/vlist.h"
#include "store/backup.h"

#define SHORT_LIMIT 20       /* rows of a section as read at first */
#define LONG_LIMIT 500       /* of the section that was opened wide */
#define FIRST_COLS 14        /* a case number; a time and a room */
#define COUNTED_MOST 10000   /* as cases/today.h says */

struct today_view {
	struct screen screen;
	struct today today;
	struct date day;
	struct vlist *list;
	struct preview *preview;
	int wide;                /* section shown in full, or -1 */
	bool mine;               /* only what is the actor's own */
	struct id moving;        /* record whose new date is being asked for, and its kind */
	const char *moving_kind;
	long backup_due;             /* days since the last copy of the file; -1: there is none; 0: no reminder */
};

enum { ACT_OPEN = ACT_OWN, ACT_REGISTER, ACT_DONE, ACT_MOVE, ACT_NOT_NEEDED, ACT_WIDE, ACT_MINE, ACT_LEAVE, ACT_SEEN, ACT_CASELOAD, ACT_AUDIT, ACT_INQUIRY };

static const struct today_row *row_now(const struct screen *screen)
{
	const struct today_view *view = (const struct today_view *)screen;
	const struct vrow *row = vlist_now(view->list);

	return row && row->tag >= 0 ? &view->today.row[row->tag] : NULL;
}

static const char *section_title(enum today_section section)
{
	static const char *const titles[TODAY_SECTIONS] = {
		[TODAY_EMERGENCY] = N_("EMERGENCY ACCESS TO TAKE NOTE OF"),
		[TODAY_HANDED_OVER] = N_("HANDED OVER TO YOU"),
		[TODAY_LEGAL] = N_("LEGAL CLOCKS"),
		[TODAY_LATE] = N_("LATE BY OUR OWN TARGETS"),
		[TODAY_WAITING] = N_("WAITING FOR AN ANSWER"),
		[TODAY_EXPECTED] = N_("EXPECTED"),
		[TODAY_FIRST_INTERVIEW] = N_("WAITING FOR A FIRST INTERVIEW"),
		[TODAY_APPOINTMENTS] = N_("APPOINTMENTS TODAY"),
		[TODAY_TOMORROW] = N_("APPOINTMENTS TOMORROW"),
		[TODAY_NO_NEXT_STEP] = N_("FILES WITHOUT A NEXT STEP"),
		[TODAY_PAUSED] = N_("PAUSED"),
	};

	return _(titles[section]);
}

static const char *kind_of(const struct today_row *row)
{
	bool appointment = row->section == TODAY_APPOINTMENTS || row->section == TODAY_TOMORROW;

	return appointment ? "appointment" : "step";
}

/* How long it has been, or what the row's last column says. */
static char *when_words(const struct today_view *view, const struct today_row *row)
{
	long days = date_valid(row->date) ? date_between(row->date, view->day) : 0;

	if (!date_valid(row->date))
		return NULL;
	if (days <= 0 && row->section != TODAY_FIRST_INTERVIEW)
		return mem_str(row->section == TODAY_NO_NEXT_STEP ? _("registered today") : NULL);
	switch (row->section) {
	case TODAY_LATE:
		return mem_fmt(ngettext("late %ld day", "late %ld days", (unsigned long)days), days);
	case TODAY_FIRST_INTERVIEW:
		return mem_fmt(_("day %ld"), days);
	case TODAY_NO_NEXT_STEP:
		return mem_fmt(ngettext("here %ld day", "here %ld days", (unsigned long)days), days);
	default:
		return NULL;
	}
}

static enum sign section_sign(enum today_section section)
{
	switch (section) {
	case TODAY_EMERGENCY:
	case TODAY_LATE:
		return SIGN_LATE;
	case TODAY_APPOINTMENTS:
	case TODAY_TOMORROW:
		return SIGN_NONE;
	default:
		return SIGN_OPEN;
	}
}

/* A short place stands beside the time, so that the interpreter is read whole at 80 columns. */
static void meeting_cells(struct vrow *row, const struct today_row *from)
{
	const char *place = from->place ? from->place : "";
	bool beside = strlen(from->time) + 1 + (size_t)utf_width(place) <= FIRST_COLS;
	struct str more = STR_INIT;

	bidi_part(&more, term_separator(), from->interpreter);
	if (!beside)
		bidi_part(&more, term_separator(), place);
	row->cell[0] = beside && *place ? mem_fmt("%s %s", from->time, place) : mem_str(from->time);
	row->cell[3] = str_take(&more);
}

/* Whoever opened a file, not whose it is: a team lead sees numbers. */
static void emergency_cells(struct vrow *row, const struct today_row *from)
{
	struct str when = STR_INIT;

	time_words(&when, from->at_ms);
	row->cell[0] = mem_str(from->case_number);
	row->cell[1] = mem_str(from->place);
	row->cell[3] = str_take(&when);
}

static void push_row(struct today_view *view, int index)
{
	const struct today_row *from = &view->today.row[index];
	struct vrow row = { .id = id_none(from->record) ? from->person : from->record, .tag = index };

	row.sign = section_sign(from->section);
	row.cell[2] = mem_str(from->what);
	if (from->section != TODAY_EMERGENCY)
		row.cell[1] = mem_str(from->title);
	if (from->section == TODAY_EMERGENCY) {
		emergency_cells(&row, from);
	} else if (from->time[0]) {
		meeting_cells(&row, from);
	} else {
		row.cell[0] = mem_str(from->case_number);
		row.cell[3] = when_words(view, from);
	}
	vlist_push(view->list, &row);
}

static void push_head(struct today_view *view, enum today_section section, int shown)
{
	struct vrow row = { .head = true };
	long long total = view->today.total[section];

	row.cell[0] = mem_str(section_title(section));
	row.cell[1] = total >= COUNTED_MOST ? mem_fmt(_("%d of more than %lld"), shown, total) :
		mem_fmt(_("%d of %lld"), shown, total);
	vlist_push(view->list, &row);
}

static void count_read(const struct today_view *view, int read[TODAY_SECTIONS])
{
	memset(read, 0, TODAY_SECTIONS * sizeof(*read));
	for (int i = 0; i < view->today.count; i++)
		read[view->today.row[i].section]++;
}

/* The list has a row less when the reminder stands above it. */
static struct area list_area(const struct today_view *view)
{
	struct area area = view->screen.body;

	if (view->backup_due) {
		area.row++;
		area.rows--;
	}
	return area;
}

/* Rows of the body shared out: a row to each section in turn until none has more or no room is left. */
static void share(const struct today_view *view, const int read[TODAY_SECTIONS], int given[TODAY_SECTIONS])
{
	int room = list_area(view).rows, gave = 1;

	memset(given, 0, TODAY_SECTIONS * sizeof(*given));
	for (int s = 0; s < TODAY_SECTIONS; s++)
		room -= read[s] > 0 ? 1 : 0;
	while (gave > 0) {
		gave = 0;
		for (int s = 0; s < TODAY_SECTIONS; s++) {
			bool takes = given[s] < read[s] && (given[s] < 2 || room > 0);

			given[s] += takes ? 1 : 0;
			room -= takes ? 1 : 0;
			gave += takes ? 1 : 0;
		}
	}
	if (view->wide >= 0)
		given[view->wide] = read[view->wide];
}

/* A supervisor's Today: numbers alone. */
static void push_counts(struct today_view *view)
{
	for (int s = TODAY_LEGAL; s < TODAY_SECTIONS; s++) {
		struct vrow row = { .id = { { (uint8_t)(s + 1) } }, .tag = -1 };
		long long total = view->today.total[s];

		row.cell[0] = total < 0 ? mem_fmt(_("fewer than %d"), TODAY_FEW) : mem_fmt("%lld", total);
		row.cell[2] = mem_str(section_title((enum today_section)s));
		vlist_push(view->list, &row);
	}
}

static void fill(struct today_view *view)
{
	int read[TODAY_SECTIONS], given[TODAY_SECTIONS];

	count_read(view, read);
	share(view, read, given);
	vlist_begin(view->list);
	if (today_counts_only(view->screen.app->actor))
		push_counts(view);
	for (int s = 0; s < TODAY_SECTIONS; s++) {
		int shown = 0;

		if (given[s] > 0)
			push_head(view, (enum today_section)s, given[s]);
		for (int i = 0; i < view->today.count && shown < given[s]; i++) {
			if ((int)view->today.row[i].section == s) {
				push_row(view, i);
				shown++;
			}
		}
	}
	vlist_end(view->list);
}

static enum status load(struct today_view *view, struct err *err)
{
	const struct app *app = view->screen.app;
	struct today today = { 0 };
	enum status st = ST_OK;

	/* Copies are the town's matter: a sealed file is in them as it is. */
	view->backup_due = 0;
	if (!app->haven)
		st = backup_due(app->store, clock_now_ms(), &view->backup_due, err);
	if (st != ST_OK)
		return st;
	view->day = clock_today();
	st = (view->mine ? today_load_mine : today_load)(app->store, app->actor, view->day,
		view->wide >= 0 ? LONG_LIMIT : SHORT_LIMIT, &today, err);
	if (st != ST_OK)
		return st;
	today_clear(&view->today);
	view->today = today;
	return ST_OK;
}

static void set_columns(struct today_view *view)
{
	const struct vcol columns[] = {
		{ NULL, 5, FIRST_COLS, 0, false, LOOK_DIM, false, false },
		{ NULL, 18, 30, 2, false, LOOK_NORMAL, false, false },
		{ NULL, 15, 44, 3, false, LOOK_NORMAL, false, false },
		{ NULL, 14, 40, 1, false, LOOK_NORMAL, false, false },
	};

	vlist_columns(view->list, columns, ARRAY_LEN(columns));
	if (!kind_seen(view->screen.app->actor, register_kind("person")))
		vlist_empty(view->list, _("Your role sees no files. F10 shows what you can do here."));
	else
		vlist_empty(view->list, _("Nobody waits, nothing is late, and nobody is expected today or tomorrow. "
		"n registers a person, / finds one."));
}

static enum status open_today(struct screen *screen, struct err *err)
{
	struct today_view *view = (struct today_view *)screen;

	set_columns(view);
	return load(view, err);
}

static void lay_out(struct today_view *view)
{
	fill(view);
	vlist_layout(view->list, preview_layout(view->preview, list_area(view)));
}

static void refresh(struct today_view *view)
{
	struct err err = { 0 };

	if (load(view, &err) != ST_OK)
		app_fail(view->screen.app, &err);
	lay_out(view);
}

static void title(const struct screen *screen, struct str *out)
{
	const struct today_view *view = (const struct today_view *)screen;

	str_add(out, view->mine ? _("Today, only mine") : _("Today"));
}

static void layout(struct screen *screen, struct area body)
{
	(void)body;                  /* the screen's own by now */
	lay_out((struct today_view *)screen);
}

static void draw_reminder(const struct today_view *view)
{
	struct area body = view->screen.body;
	char *words = backup_reminder(view->backup_due);

	if (!words)
		return;
	term_sign(body.row, body.col, SIGN_LATE, LOOK_LATE);
	term_text(body.row, body.col + 2, body.cols - 2, LOOK_LATE, words);
	free(words);
}

static void draw(struct screen *screen)
{
	struct today_view *view = (struct today_view *)screen;
	const struct today_row *row = row_now(screen);

	draw_reminder(view);
	vlist_draw(view->list, true);
	preview_draw(view->preview, row ? row->person : (struct id){ { 0 } });
}

static void tell(struct screen *screen, enum news news)
{
	struct today_view *view = (struct today_view *)screen;

	if (news == NEWS_LANGUAGE)
		set_columns(view);
	if (news == NEWS_CHANGED || news == NEWS_LANGUAGE)
		preview_forget(view->preview);
	if (news == NEWS_CHANGED || news == NEWS_LANGUAGE)
		refresh(view);
	if (news == NEWS_IDLE && date_between(view->day, clock_today()) != 0)
		refresh(view);
}

/* Changes some fields of the row's record and saves: the step or appointment under the cursor. */
static enum status change_row(struct app *app, const char *kind_name, struct id id, const char *const pairs[][2],
	int n, struct err *err)
{
	const struct kind *kind = register_kind(kind_name);
	struct change *change = NULL;
	struct record *record = NULL;
	struct str what = STR_INIT;
	struct id set;
	enum status st = read_record(app->store, app->actor, kind, id, &record, err);

	if (st == ST_OK) {
		struct change_item *item;

		change = change_begin(app->store, app->actor);
		if (app->insist)
			change_insist(change);
		item = change_update(change, kind, id, record->rev);
		for (int i = 0; i < n && st == ST_OK; i++)
			st = change_set(item, pairs[i][0], pairs[i][1], err);
	}
	if (st == ST_OK)
		st = change_commit(change, &set, NULL, err);
	if (st == ST_OK) {
		record_title(&what, record);
		app_saved(app, set, str_get(&what));
	}
	str_free(&what);
	record_free(record);
	change_free(change);
	return st;
}

static struct next close_row(struct screen *screen, const char *step_state, const char *appointment_state)
{
	const struct today_row *row = row_now(screen);
	bool step = strcmp(kind_of(row), "step") == 0, done = strcmp(step_state, "done") == 0;
	const char *const pairs[][2] = { { "state", step ? step_state : appointment_state }, { "done", "today" } };
	struct err err = { 0 };

	if (change_row(screen->app, kind_of(row), row->record, pairs, step && done ? 2 : 1, &err) != ST_OK)
		app_fail(screen->app, &err);
	return next_stay();
}

static enum status move_to(void *ctx, struct app *app, const char *typed, struct err *err)
{
	const struct today_view *view = ctx;
	const char *field = strcmp(view->moving_kind, "step") == 0 ? "target" : "day";
	const char *const pairs[][2] = { { field, typed } };

	return change_row(app, view->moving_kind, view->moving, pairs, 1, err);
}

static struct next move(struct today_view *view)
{
	const struct today_row *row = row_now(&view->screen);
	struct str date = STR_INIT;
	struct screen *asked;

	view->moving = row->record;
	view->moving_kind = kind_of(row);
	if (date_valid(row->date))
		date_show(&date, row->date);
	asked = ask_screen(view->screen.app, _("New date:"), str_get(&date), move_to, view);
	str_free(&date);
	return next_open(asked);
}

static struct next widen(struct today_view *view)
{
	const struct today_row *row = row_now(&view->screen);

	view->wide = view->wide >= 0 || !row ? -1 : (int)row->section;
	refresh(view);
	return next_stay();
}

static struct next show_mine(struct today_view *view)
{
	view->mine = !view->mine;
	refresh(view);
	return next_stay();
}

static struct next take_note(struct screen *screen, const struct today_row *row)
{
	struct app *app = screen->app;
	struct err err = { 0 };

	if (grant_seen(app->store, app->actor, row->record, &err) != ST_OK) {
		app_fail(app, &err);
		return next_stay();
	}
	refresh((struct today_view *)screen);
	app_say(app, "%s", app->actor->solo ? _("Noted; to be countersigned outside.") : _("Noted."));
	return next_stay();
}

static struct next act(struct screen *screen, int id)
{
	const struct today_row *row = row_now(screen);

	switch (id) {
	case ACT_OPEN:
		if (!kind_seen(screen->app->actor, register_kind("person")))
			return next_open(reason_screen(screen->app, row->person));
		return next_open(person_screen(screen->app, row->person));
	case ACT_SEEN:
		return take_note(screen, row);
	case ACT_REGISTER:
		return next_open(register_screen(screen->app, NULL));
	case ACT_DONE:
		return close_row(screen, "done", "kept");
	case ACT_NOT_NEEDED:
		return close_row(screen, "not_needed", "cancelled");
	case ACT_MOVE:
		return move((struct today_view *)screen);
	case ACT_WIDE:
		return widen((struct today_view *)screen);
	case ACT_MINE:
		return show_mine((struct today_view *)screen);
	case ACT_CASELOAD:
		return next_open(caseload_screen(screen->app));
	case ACT_INQUIRY:
		return next_open(inquiry_screen(screen->app));
	case ACT_AUDIT:
		return next_open(audit_screen(screen->app));
	case ACT_LEAVE:
		return next_quit();
	}
	return next_unused();
}

static struct next key(struct screen *screen, int k)
{
	struct err err = { 0 };

	return vlist_key(((struct today_view *)screen)->list, k, true, &err) ? next_stay() : next_unused();
}

static void close_today(struct screen *screen)
{
	struct today_view *view = (struct today_view *)screen;

	today_clear(&view->today);
	preview_free(view->preview);
	vlist_free(view->list);
	free(view);
}

static bool on_row(const struct screen *screen)
{
	return row_now(screen) != NULL;
}

static bool on_record(const struct screen *screen)
{
	const struct today_row *row = row_now(screen);

	return row && row->section != TODAY_NO_NEXT_STEP && row->section != TODAY_EMERGENCY && !id_none(row->record) && kind_changed_by(screen->app->actor, register_kind(kind_of(row)));
}

static bool may_register(const struct screen *screen)
{
	return kind_changed_by(screen->app->actor, register_kind("person"));
}

static bool on_emergency(const struct screen *screen)
{
	const struct today_row *row = row_now(screen);

	return row && row->section == TODAY_EMERGENCY;
}

static bool sees_people(const struct screen *screen)
{
	return kind_seen(screen->app->actor, register_kind("person"));
}

static bool audits(const struct screen *screen)
{
	return (screen->app->actor->roles & ROLE_AUDITOR) && !sees_people(screen);
}

static bool leads(const struct screen *screen)
{
	return (screen->app->actor->roles & ROLE_TEAM_LEAD) != 0;
}

static const struct action actions[] = {
	{ ACT_SEEN, { 't' }, N_("take note"), N_("You have taken note of this emergency access; it goes from every team lead's "
		"list."), on_emergency, false },
	{ ACT_OPEN, { K_ENTER }, N_("open"), N_("Open the person's file."), on_row, false },
	{ ACT_REGISTER, { 'n', K_INSERT }, N_("register"), N_("Register a person who has arrived."), may_register, false },
	{ ACT_FIND, { '/', K_F3 }, N_("find"), N_("Find a person by name, case number, phone or e-mail."), sees_people,
		false },
	{ ACT_DONE, { 'x' }, N_("done"), N_("The step is done today; the appointment was kept."), on_record, false },
	{ ACT_LANGUAGE, { K_F9, K_ALT('l') }, N_("language"), N_("Choose another language; nothing is lost."), 0, false },
	{ ACT_MOVE, { 'm' }, N_("move date"), N_("Give the step or appointment another date."), on_record, false },
	{ ACT_NOT_NEEDED, { 'w' }, N_("not needed"), N_("The step is not needed now; the appointment is cancelled."),
		on_record, false },
	{ ACT_WIDE, { ' ', 'e' }, N_("whole section"), N_("Show all of this section, or a part of each again."), on_row,
		false },
	{ ACT_MINE, { 'o' }, N_("only mine"), N_("Show only files, steps and appointments of your own, or everybody's again."),
		sees_people, false },
	{ ACT_CASELOAD, { 'c' }, N_("caseload"), N_("Files by case number and clocks, for the team lead."), leads, false },
	{ ACT_AUDIT, { 'a' }, N_("trail of a file"), N_("Who opened and changed one file, for an audit; it needs a reason."),
		audits, false },
	{ ACT_INQUIRY, { 'i' }, N_("complaint"), N_("Open a file for a complaint about a colleague. Neither the colleague nor "
		"a team lead is told."), audits, false },
	{ ACT_LEAVE, { 'q' }, N_("leave"), N_("Leave Foothold."), 0, true },
	ACTION_END
};

static const struct screen_ops today_ops = {
	.name = "today", .actions = actions, .open = open_today, .title = title, .layout = layout, .draw = draw,
	.key = key, .act = act, .tell = tell, .close = close_today,
};
SCREEN(today_ops);

struct screen *today_screen(struct app *app)
{
	struct today_view *view = mem_alloc(sizeof(*view));

	view->wide = -1;
	view->preview = preview_new(app);
	view->list = vlist_new(NULL, 0);
	return screen_init(&view->screen, &today_ops, app);
}
