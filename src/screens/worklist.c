/* SPDX-License-Identifier: EUPL-1.2 */
/* What one key does to a row is a table: which fields are set, and which day can be moved. */
#include <config.h>

#include "screens/worklist.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/change.h"
#include "screens/bidi.h"
#include "screens/places.h"

#define FIRST_COLS 14        /* a case number; a time and a room */
#define SOON 3               /* days within which a legal clock is shown as one that presses */
#define ANY (-1)

static const struct deed {
	int section;                 /* ANY: wherever the kind stands */
	const char *kind;            /* or the key of a watch, whose question is another than the record's */
	const char *done[2][2];      /* field, value; NULL ends */
	const char *out;             /* state that leaves it out; or NULL */
	const char *day;             /* what `move date` changes; or NULL */
} deeds[] = {
	{ TODAY_EXPECTED, "person", { { "arrived", "today" } }, NULL, "expected" },
	{ TODAY_PAUSED, "person", { { "paused_until", "" } }, NULL, "paused_until" },
	{ ANY, "appointment.interpreter", { { "interpreter", "booked" } }, NULL, NULL },
	{ ANY, "school_place.waits", { { "heard", "today" } }, NULL, NULL },
	{ ANY, "document.ends", { { "renewed", "today" } }, NULL, NULL },
	{ ANY, "application.still", { { "asked", "today" } }, NULL, NULL },
	{ ANY, "requirement.asked", { { "state", "in_hand" } }, "not_needed", "asked" },
	{ ANY, "requirement.translation", { { "translation", "done" } }, NULL, "ordered" },
	{ ANY, "fee.asked", { { "state", "granted" } }, "refused", "asked" },
	{ ANY, "credential.dossier", { { "state", "complete" } }, NULL, NULL },
	{ ANY, "measure.ends", { { "state", "passed" } }, "failed", "until" },
	{ ANY, "training.begins", { { "state", "under_way" } }, "dropped", "from" },
	{ ANY, "training.ends", { { "state", "finished" } }, "left", "until" },
	{ ANY, "skilltest.day", { { "state", "taken" } }, "cancelled", "day" },
	{ ANY, "employment.begins", { { "state", "working" } }, "fell_through", "began" },
	{ ANY, "retention", { { "state", "there" }, { "asked", "today" } }, "dropped", "due" },
	{ ANY, "handover", { { "noted", "today" } }, NULL, NULL },
	{ ANY, "step", { { "state", "done" }, { "done", "today" } }, "not_needed", "target" },
	{ ANY, "appointment", { { "state", "kept" } }, "cancelled", "day" },
	{ ANY, "clock", { { "state", "met" }, { "met", "today" } }, NULL, NULL },
	{ ANY, "review", { { "state", "held" }, { "held", "today" } }, "not_needed", "due" },
	{ ANY, "arrangement", { { "state", "done" }, { "done", "today" } }, "not_needed", "target" },
	{ ANY, "visit", { { "state", "kept" } }, "cancelled", "due" },
	{ ANY, "summons", { { "state", "came" } }, "withdrawn", "day" },
};

static const struct deed *deed_of(const struct app *app, const struct today_row *row)
{
	if (!row || !row->kind || id_none(row->record) || !kind_changed_by(app->actor, row->kind))
		return NULL;
	for (size_t i = 0; i < ARRAY_LEN(deeds); i++)
		if ((str_same(deeds[i].kind, row->kind->name) || str_same(deeds[i].kind, row->watch ? row->watch : "")) && (deeds[i].section == ANY || deeds[i].section == (int)row->section))
			return &deeds[i];
	return NULL;
}

bool worklist_can_do(const struct app *app, const struct today_row *row)
{
	return deed_of(app, row) != NULL;
}

bool worklist_can_leave_out(const struct app *app, const struct today_row *row)
{
	const struct deed *deed = deed_of(app, row);

	return deed && deed->out;
}

bool worklist_can_move(const struct app *app, const struct today_row *row)
{
	const struct deed *deed = deed_of(app, row);

	return deed && deed->day;
}

/* Changes some fields of a record and saves; a field NULL ends the pairs. */
static enum status change_record(struct app *app, const struct kind *kind, struct id id, const char *const pairs[][2], int n,
	struct err *err)
{
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
		for (int i = 0; i < n && pairs[i][0] && st == ST_OK; i++)
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

static struct next put(struct worklist *work, const struct today_row *row, const char *const pairs[][2], int n)
{
	struct err err = { 0 };

	if (change_record(work->app, row->kind, row->record, pairs, n, &err) != ST_OK)
		app_fail(work->app, &err);
	return next_stay();
}

struct next worklist_do(struct worklist *work, const struct today_row *row)
{
	return put(work, row, deed_of(work->app, row)->done, 2);
}

struct next worklist_leave_out(struct worklist *work, const struct today_row *row)
{
	const char *const pairs[][2] = { { "state", deed_of(work->app, row)->out } };

	return put(work, row, pairs, 1);
}

static enum status move_to(void *ctx, struct app *app, const char *typed, struct err *err)
{
	const struct worklist *work = ctx;
	const char *const pairs[][2] = { { work->moving_field, typed } };

	return change_record(app, work->moving_kind, work->moving, pairs, 1, err);
}

struct next worklist_move(struct worklist *work, const struct today_row *row)
{
	struct str date = STR_INIT;
	struct screen *asked;

	work->moving = row->record;
	work->moving_kind = row->kind;
	work->moving_field = deed_of(work->app, row)->day;
	if (date_valid(row->date))
		date_show(&date, row->date);
	asked = ask_screen(work->app, N_("New date:"), str_get(&date), move_to, work);
	str_free(&date);
	return next_open(asked);
}

struct next worklist_open(struct worklist *work, const struct today_row *row)
{
	if (str_same(row->kind->parent, "credential"))
		return next_open(dossier_screen_of(work->app, row->kind, row->record));
	return next_open(person_screen_at(work->app, row->person, row->kind, row->record));
}

/* "late 9 days", "today", "in 2 days" */
static void days_words(struct str *out, long late)
{
	if (late == 0)
		str_add(out, _("today"));
	else if (late == -1)
		str_add(out, _("tomorrow"));
	else if (late < 0)
		str_addf(out, ngettext("in %ld day", "in %ld days", (unsigned long)-late), -late);
	else
		str_addf(out, ngettext("late %ld day", "late %ld days", (unsigned long)late), late);
}

/* Since when somebody waits, or until when a file rests. */
static void when_words(struct str *out, const struct today_row *row, struct date day)
{
	long days = date_valid(row->date) ? date_between(today_late_from(row), day) : 0;
	struct str date = STR_INIT;

	if (!date_valid(row->date))
		return;
	if (row->section == TODAY_FIRST_INTERVIEW)
		str_addf(out, _("day %ld"), days);
	else if (row->section == TODAY_NO_NEXT_STEP && days <= 0)
		str_add(out, _("registered today"));
	else if (row->section == TODAY_NO_NEXT_STEP)
		str_addf(out, ngettext("here %ld day", "here %ld days", (unsigned long)days), days);
	else if (row->section == TODAY_PAUSED && days >= 0)
		str_add(out, _("back from its pause"));
	else if (row->section == TODAY_PAUSED) {
		date_show(&date, row->date);
		str_addf(out, pgettext("day", "until %s"), str_get(&date));
	} else
		days_words(out, days);
	str_free(&date);
}

/* Who set the day: a law and the city never look alike. */
static const char *origin_words(enum today_origin origin)
{
	switch (origin) {
	case ORIGIN_LAW:
		return _("by law");
	case ORIGIN_CITY:
		return _("our own target");
	case ORIGIN_WATCH:
		return _("answer awaited");
	default:
		return NULL;
	}
}

void worklist_next_words(struct str *out, const struct today_row *row, struct date day, int cols)
{
	struct str when = STR_INIT;

	bidi_part(out, term_separator(), row->about);
	bidi_part(out, term_separator(), row->what);
	/* What the city wants rests with the file; the law does not. */
	if (!date_valid(row->paused) || row->origin == ORIGIN_LAW)
		days_words(&when, date_valid(row->date) ? date_between(today_late_from(row), day) : 0);
	if (row->time[0])
		str_addf(&when, " %s", row->time);
	bidi_part(out, term_separator(), str_get(&when));
	str_clear(&when);
	str_add(&when, str_get(out));
	bidi_part(&when, term_separator(), origin_words(row->origin));
	if (row->origin == ORIGIN_LAW || bidi_width(str_get(&when)) <= cols) {
		str_clear(out);
		str_add(out, str_get(&when));
	}
	str_free(&when);
}

static enum sign sign_of(const struct today_row *row, struct date day)
{
	long ahead = date_valid(row->date) ? date_between(day, today_late_from(row)) : 0;

	if (date_valid(row->paused) || (row->section == TODAY_PAUSED && ahead > 0))
		return SIGN_PAUSED;
	switch (row->section) {
	case TODAY_LEGAL:
		return ahead <= SOON ? SIGN_LATE : SIGN_OPEN;
	case TODAY_LATE:
	case TODAY_WAITING:
		return ahead < 0 ? SIGN_LATE : SIGN_OPEN;
	case TODAY_EMERGENCY:
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
	bool beside = strlen(from->time) + 1 + (size_t)bidi_width(place) <= FIRST_COLS;
	struct str more = STR_INIT;

	bidi_part(&more, term_separator(), from->interpreter_short);
	if (!beside)
		bidi_part(&more, term_separator(), place);
	row->cell[0] = beside && *place ? mem_fmt("%s %s", from->time, place) : mem_str(from->time);
	row->cell[3] = str_take(&more);
}

void worklist_row(struct vrow *row, const struct today_row *from, struct date day, bool week)
{
	struct str what = STR_INIT, more = STR_INIT;

	row->id = id_none(from->record) ? from->person : from->record;
	row->sign = sign_of(from, day);
	row->cell[1] = mem_str(from->title);
	bidi_part(&what, term_separator(), from->about);
	bidi_part(&what, term_separator(), from->what);
	row->cell[2] = str_take(&what);
	if (from->time[0]) {
		meeting_cells(row, from);
		return;
	}
	row->cell[0] = mem_str(from->case_number);
	if (from->section == TODAY_HANDED_OVER && from->place)
		/* TRANSLATORS: %s is the colleague who handed the file over */
		str_addf(&more, _("from %s"), from->place);
	else if (week && origin_words(from->origin))
		str_add(&more, origin_words(from->origin));
	else
		when_words(&more, from, day);
	row->cell[3] = str_take(&more);
}

void worklist_columns(struct vlist *list)
{
	const struct vcol columns[] = {
		{ NULL, FIRST_COLS, FIRST_COLS, 0, false, LOOK_DIM, false, false },
		{ NULL, 14, 22, 2, false, LOOK_NORMAL, false, false },
		{ NULL, 26, 56, 1, false, LOOK_NORMAL, false, false },
		{ NULL, 14, 20, 3, false, LOOK_NORMAL, false, false },
	};

	vlist_columns(list, columns, ARRAY_LEN(columns));
}

/* ---- what Today and the Week ask of the row under the cursor ---- */

static const struct today_row *now(const struct screen *screen)
{
	return ((const struct worklist_screen *)screen)->now(screen);
}

bool worklist_on_row(const struct screen *screen)
{
	return now(screen) != NULL;
}

bool worklist_on_clock(const struct screen *screen)
{
	const struct today_row *row = now(screen);

	return row && row->kind && str_same(row->kind->name, "clock");
}

bool worklist_row_can_do(const struct screen *screen)
{
	return worklist_can_do(screen->app, now(screen));
}

bool worklist_row_can_go(const struct screen *screen)
{
	return worklist_can_leave_out(screen->app, now(screen));
}

bool worklist_row_can_move(const struct screen *screen)
{
	return worklist_can_move(screen->app, now(screen));
}

struct next worklist_key(struct screen *screen, int key)
{
	struct err err = { .text = "" };

	return vlist_key(((struct worklist_screen *)screen)->list, key, true, &err) ? next_stay() : next_unused();
}

void worklist_close(struct screen *screen)
{
	struct worklist_screen *view = (struct worklist_screen *)screen;

	preview_free(view->preview);
	vlist_free(view->list);
	free(view);
}
