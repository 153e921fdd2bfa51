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
#include "cases/exception.h"
#include "cases/proposal.h"
#include "insight/report.h"
#include "screens/bidi.h"
#include "screens/frame.h"
#include "screens/places.h"
#include "screens/preview.h"
#include "screens/reason.h"
#include "screens/worklist.h"
#include "store/backup.h"

#define SHORT_LIMIT 20       /* rows of a section as read at first */
#define LONG_LIMIT 500       /* of the section that was opened wide */

struct today_view {
	struct worklist_screen base;
	struct today today;
	struct date day;
	int wide;                /* section shown in full, or -1 */
	int shown[TODAY_SECTIONS];
	int64_t undecided;           /* proposals of published rounds */
	char *exceptions;            /* from the gate, to be reviewed; NULL: none */
	long backup_due;             /* days since the last copy of the file; -1: there is none; 0: no reminder */
};

enum { ACT_OPEN = ACT_OWN, ACT_REGISTER, ACT_DONE, ACT_MOVE, ACT_NOT_NEEDED, ACT_WIDE, ACT_MINE, ACT_LEAVE, ACT_SEEN, ACT_CASELOAD,
	ACT_AUDIT, ACT_INQUIRY, ACT_WEEK, ACT_AGENDA, ACT_FILTER, ACT_VIEWS, ACT_EXTEND, ACT_HAND_OVER, ACT_PAUSE, ACT_LETTER, ACT_HAND_ALL,
	ACT_NOTES, ACT_GROUP, ACT_ROUNDS, ACT_REPORTS };

static const struct today_row *row_now(const struct screen *screen)
{
	const struct today_view *view = (const struct today_view *)screen;
	const struct vrow *row = vlist_now(view->base.list);

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

/* Whoever opened a file, not whose it is: a team lead sees numbers. */
static void emergency_row(struct vrow *row, const struct today_row *from)
{
	struct str when = STR_INIT;

	time_words(&when, from->at_ms);
	row->id = from->record;
	row->sign = SIGN_LATE;
	row->cell[0] = mem_str(from->case_number);
	row->cell[1] = mem_str(from->place);
	row->cell[2] = mem_str(from->what);
	row->cell[3] = str_take(&when);
}

static void push_row(struct today_view *view, int index)
{
	const struct app *app = view->base.screen.app;
	struct today_row *from = &view->today.row[index];
	struct vrow row = { .tag = index };

	if (app->store)
		today_name(app->store, app->actor, from, NULL);
	if (from->section == TODAY_EMERGENCY)
		emergency_row(&row, from);
	else
		worklist_row(&row, from, view->day, false);
	vlist_push(view->base.list, &row);
}

static void push_head(struct today_view *view, enum today_section section, int shown)
{
	struct vrow row = { .head = true };
	long long total = view->today.total[section];

	row.cell[0] = mem_str(section_title(section));
	row.cell[1] = total > TODAY_COUNTED ? mem_fmt(_("%d of more than %lld"), shown, (long long)TODAY_COUNTED) :
		mem_fmt(_("%d of %lld"), shown, total);
	vlist_push(view->base.list, &row);
}

static void count_read(const struct today_view *view, int read[TODAY_SECTIONS])
{
	memset(read, 0, TODAY_SECTIONS * sizeof(*read));
	for (int i = 0; i < view->today.count; i++)
		read[view->today.row[i].section]++;
}

/* The list has a row less for each line that stands above it. */
static struct area list_area(const struct today_view *view)
{
	struct area area = view->base.screen.body;
	int above = (view->backup_due != 0) + (view->undecided > 0) + (view->exceptions != NULL);

	area.row += above;
	area.rows -= above;
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

		row.cell[0] = today_count_words(view->today.total[s]);
		row.cell[2] = mem_str(section_title((enum today_section)s));
		vlist_push(view->base.list, &row);
	}
}

static void fill(struct today_view *view)
{
	int read[TODAY_SECTIONS], given[TODAY_SECTIONS];

	count_read(view, read);
	share(view, read, given);
	vlist_begin(view->base.list);
	if (today_counts_only(view->base.screen.app->actor))
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
		view->shown[s] = shown;
	}
	vlist_end(view->base.list);
}

static enum status load(struct today_view *view, struct err *err)
{
	const struct app *app = view->base.screen.app;
	struct today today = { 0 };
	struct today_ask ask;
	enum status st = ST_OK;

	/* Copies are the town's matter: a sealed file is in them as it is. */
	view->backup_due = 0;
	if (!app->haven)
		st = backup_due(app->store, clock_now_ms(), &view->backup_due, err);
	free(view->exceptions);
	view->exceptions = app->haven ? NULL : exceptions_reminder(app->store, app->actor);
	view->undecided = 0;
	if (st == ST_OK && !app->haven)
		st = proposals_undecided(app->store, app->actor, &view->undecided, err);
	view->day = clock_today();
	worklist_ask(&view->base.work, view->day, view->wide >= 0 ? LONG_LIMIT : SHORT_LIMIT, &ask);
	ask.untitled = true;
	if (st == ST_OK)
		st = today_read(app->store, app->actor, &ask, &today, err);
	if (st != ST_OK)
		return st;
	today_clear(&view->today);
	view->today = today;
	return ST_OK;
}

static void set_columns(struct today_view *view)
{
	worklist_columns(view->base.list);
	if (!kind_seen(view->base.screen.app->actor, register_kind("person")))
		vlist_empty(view->base.list, _("Your role sees no files. F10 shows what you can do here."));
	else
		vlist_empty(view->base.list, _("Nobody waits, nothing is late, and nobody is expected today or tomorrow. "
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
	vlist_layout(view->base.list, preview_layout(view->base.preview, list_area(view)));
}

static void refresh(struct today_view *view)
{
	struct err err = { 0 };

	if (load(view, &err) != ST_OK)
		app_fail(view->base.screen.app, &err);
	lay_out(view);
}

static void title(const struct screen *screen, struct str *out)
{
	const struct today_view *view = (const struct today_view *)screen;

	str_add(out, worklist_is_mine(&view->base.work) ? _("Today, only mine") : _("Today"));
	worklist_words(&view->base.work, out);
}

static void layout(struct screen *screen, struct area body)
{
	(void)body;                  /* the screen's own by now */
	lay_out((struct today_view *)screen);
}

static void draw_reminder(const struct today_view *view)
{
	struct area body = view->base.screen.body;
	char *words = backup_reminder(view->backup_due);

	if (!words)
		return;
	term_sign(body.row, body.col, SIGN_LATE, LOOK_LATE);
	term_text(body.row, body.col + 2, body.cols - 2, LOOK_LATE, words);
	free(words);
}

/* What was published waits for people to decide. */
static void draw_undecided(const struct today_view *view)
{
	struct area body = view->base.screen.body;
	int row = body.row + (view->backup_due != 0);
	char *words;

	if (view->undecided == 0)
		return;
	/* TRANSLATORS: above the list of Today, at most 76 columns; r is a key */
	words = mem_fmt(ngettext("%lld published proposal waits to be decided: r opens the rounds.",
		"%lld published proposals wait to be decided: r opens the rounds.", (unsigned long)view->undecided),
		(long long)view->undecided);
	term_sign(row, body.col, SIGN_OPEN, LOOK_NORMAL);
	term_text(row, body.col + 2, body.cols - 2, LOOK_NORMAL, words);
	free(words);
}

static void draw_exceptions(const struct today_view *view)
{
	struct area body = view->base.screen.body;
	int row = body.row + (view->backup_due != 0) + (view->undecided > 0);

	if (!view->exceptions)
		return;
	term_sign(row, body.col, SIGN_LATE, LOOK_LATE);
	term_text(row, body.col + 2, body.cols - 2, LOOK_LATE, view->exceptions);
}

/* That a section has more than its part of the screen shows; what is cut in the row is said before that. */
static void hint_at_more(const struct today_view *view, const struct today_row *row)
{
	long long total = row ? view->today.total[row->section] : 0;
	char *words;

	if (!row || view->wide >= 0 || total <= view->shown[row->section])
		return;
	words = mem_fmt(ngettext("Space shows all %lld of this section.", "Space shows all %lld of this section.",
		(unsigned long)total), total);
	frame_hint(words);
	free(words);
}

static void draw(struct screen *screen)
{
	struct today_view *view = (struct today_view *)screen;
	const struct today_row *row = row_now(screen);

	draw_reminder(view);
	draw_undecided(view);
	draw_exceptions(view);
	hint_at_more(view, row);
	vlist_draw(view->base.list, true);
	preview_draw(view->base.preview, row ? row->person : (struct id){ { 0 } });
}

static void tell(struct screen *screen, enum news news)
{
	struct today_view *view = (struct today_view *)screen;

	if (news == NEWS_LANGUAGE)
		set_columns(view);
	if (news == NEWS_CHANGED || news == NEWS_LANGUAGE)
		preview_forget(view->base.preview);
	if (news == NEWS_CHANGED || news == NEWS_LANGUAGE)
		refresh(view);
	if (news == NEWS_IDLE && date_between(view->day, clock_today()) != 0)
		refresh(view);
}

static struct next widen(struct today_view *view)
{
	const struct today_row *row = row_now(&view->base.screen);

	view->wide = view->wide >= 0 || !row ? -1 : (int)row->section;
	refresh(view);
	return next_stay();
}

static void narrowed(void *ctx)
{
	struct today_view *view = ctx;

	view->wide = -1;
	refresh(view);
}

static struct next show_mine(struct today_view *view)
{
	worklist_mine(&view->base.work);
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
	struct worklist *work = &((struct today_view *)screen)->base.work;

	switch (id) {
	case ACT_OPEN:
		if (!kind_seen(screen->app->actor, register_kind("person")))
			return next_open(reason_screen(screen->app, row->person));
		return worklist_open(work, row);
	case ACT_SEEN:
		return take_note(screen, row);
	case ACT_REGISTER:
		return next_open(register_screen(screen->app, NULL));
	case ACT_GROUP:
		return next_open(group_screen(screen->app));
	case ACT_DONE:
		return worklist_do(work, row);
	case ACT_NOT_NEEDED:
		return worklist_leave_out(work, row);
	case ACT_MOVE:
		return worklist_move(work, row);
	case ACT_WIDE:
		return widen((struct today_view *)screen);
	case ACT_MINE:
		return show_mine((struct today_view *)screen);
	case ACT_AGENDA:
		return next_open(agenda_screen(screen->app));
	case ACT_WEEK:
		return next_open(week_screen(screen->app, work->who, work->stage));
	case ACT_FILTER:
		return next_open(worklist_filter(work));
	case ACT_VIEWS:
		return next_open(worklist_views(work));
	case ACT_EXTEND:
		return next_open(record_screen(screen->app, row->kind, row->record));
	case ACT_HAND_OVER:
		return next_open(handover_screen(screen->app, row->person));
	case ACT_HAND_ALL:
		return next_open(handover_screen(screen->app, (struct id){ { 0 } }));
	case ACT_PAUSE:
		return next_open(pause_screen(screen->app, row->person));
	case ACT_LETTER:
		return next_open(letters_screen(screen->app, row->person, row->kind ? row->kind->name : NULL, row->record));
	case ACT_ROUNDS:
		return next_open(rounds_screen(screen->app));
	case ACT_REPORTS:
		return next_open(reports_screen(screen->app));
	case ACT_NOTES:
		return next_open(notes_screen(screen->app, (struct id){ { 0 } }));
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

static void close_today(struct screen *screen)
{
	struct today_view *view = (struct today_view *)screen;

	free(view->exceptions);
	today_clear(&view->today);
	worklist_close(screen);
}

/* The file under the cursor can be changed by who is here. */
static bool on_file(const struct screen *screen)
{
	const struct today_row *row = row_now(screen);

	return row && row->section != TODAY_EMERGENCY && kind_changed_by(screen->app->actor, register_kind("person"));
}

static bool may_write_letter(const struct screen *screen)
{
	const struct today_row *row = row_now(screen);

	return row && row->section != TODAY_EMERGENCY && letters_any(screen->app);
}

static bool may_register(const struct screen *screen)
{
	return kind_changed_by(screen->app->actor, register_kind("person"));
}

static bool may_note(const struct screen *screen)
{
	return kind_changed_by(screen->app->actor, register_kind("note"));
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

static bool sees_reports(const struct screen *screen)
{
	return report_may(screen->app->actor);
}

static bool sees_rounds(const struct screen *screen)
{
	return rounds_any(screen->app);
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
	{ ACT_OPEN, { K_ENTER }, N_("open"), N_("Open the person's file."), worklist_on_row, false },
	{ ACT_REGISTER, { 'n', K_INSERT }, N_("register"), N_("Register a person who has arrived."), may_register, false },
	{ ACT_GROUP, { 'B' }, N_("group"), N_("Register people who arrive together, as household lists."), may_register, false },
	{ ACT_FIND, { '/', K_F3 }, N_("find"), N_("Find a person by name, case number, phone or e-mail."), sees_people,
		false },
	{ ACT_DONE, { 'x' }, N_("done"), N_("The step is done today; the appointment was kept; the clock was met; the person has "
		"arrived; the interpreter is booked; the paper is renewed; the person was asked; the hand-over is noted; the pause "
		"is over."), worklist_row_can_do, false },
	{ ACT_AGENDA, { 'w' }, N_("agenda"), N_("Appointments and sessions of the week, by colleague or room."), sees_people, false },
	{ ACT_WEEK, { K_TAB }, N_("week"), N_("What falls on each of the coming seven days."), sees_people, false },
	{ ACT_LANGUAGE, { K_F9, K_ALT('l') }, N_("language"), N_("Choose another language; nothing is lost."), 0, false },
	{ ACT_MOVE, { 'm' }, N_("move date"), N_("Give the step or appointment another date."), worklist_row_can_move, false },
	{ ACT_EXTEND, { 'e' }, N_("clock"), N_("How the clock was counted; there it is suspended, extended or exempted."),
		worklist_on_clock, false },
	{ ACT_NOT_NEEDED, { '-' }, N_("not needed"), N_("The step is not needed now; the appointment is cancelled."),
		worklist_row_can_go, false },
	{ ACT_WIDE, { ' ' }, N_("whole section"), N_("Show all of this section, or a part of each again."), worklist_on_row,
		false },
	{ ACT_MINE, { 'o' }, N_("only mine"), N_("Show only files, steps and appointments of your own, or everybody's again."),
		sees_people, false },
	{ ACT_FILTER, { 'f', K_F4 }, N_("filter"), N_("Show only one colleague's work, or one stage."), sees_people, false },
	{ ACT_VIEWS, { 'v' }, N_("views"), N_("Filters that are kept under a name; keep these."), sees_people, false },
	{ ACT_HAND_OVER, { 'h' }, N_("hand over"), N_("Hand this file over to a colleague, with what to know first."), on_file,
		false },
	{ ACT_HAND_ALL, { 'H' }, N_("hand over all"), N_("Hand all files of your own over to a colleague."), may_register, true },
	{ ACT_PAUSE, { 'p' }, N_("pause"), N_("Let this file rest until a day; its legal clocks stay in sight."), on_file, false },
	{ ACT_LETTER, { 'l' }, N_("letter"), N_("A paper for the person in their language: appointment, plan, offer, what is held."),
		may_write_letter, false },
	{ ACT_NOTES, { 'N' }, N_("note on several"), N_("Writes one note on several people, such as a household."), may_note, true },
	{ ACT_ROUNDS, { 'r' }, N_("rounds"), N_("Rounds of allocation: what was proposed, and what waits to be decided."), sees_rounds,
		false },
	{ ACT_REPORTS, { 's' }, N_("reports"), N_("Progress of a period in figures, to be saved and printed; the internal page."),
		sees_reports, false },
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
	.key = worklist_key, .act = act, .tell = tell, .close = close_today,
};
SCREEN(today_ops);

struct screen *today_screen(struct app *app)
{
	struct today_view *view = mem_alloc(sizeof(*view));

	view->wide = -1;
	view->base.work = (struct worklist){ .app = app, .changed = narrowed, .ctx = view };
	view->base.preview = preview_new(app);
	view->base.list = vlist_new(NULL, 0);
	view->base.now = row_now;
	return screen_init(&view->base.screen, &today_ops, app);
}
