/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The tabs of a person's file, made from the register: every kind whose records
 * belong to a person stands on one of them, by name or by its stage.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/homes.h"
#include "cases/proposal.h"
#include "cases/waiting.h"
#include "register/profile.h"
#include "screens/bidi.h"
#include "screens/dossier_own.h"
#include "screens/person_own.h"
#include "screens/record_words.h"

#define ROWS_OF_A_KIND 200     /* of one person: more stand in the list of the kind */
#define KINDS_OF_A_TAB 24

static const struct { const char *label, *stage, *kinds; } tabs[TABS] = {
	[TAB_PLAN] = { N_("Plan"), NULL, " step clock clock_move appointment plan review commitment agreement barrier arrangement " },
	[TAB_HOUSEHOLD] = { N_("Household"), NULL, " guardianship membership household " },
	[TAB_LANGUAGE] = { N_("Language"), "language", " speaks level enrolment exam entitlement presence " },
	[TAB_SKILLS] = { N_("Skills"), "skills",
		" credential requirement fee measure training education experience skill skilltest " },
	[TAB_WORK] = { N_("Work"), "work", " jobwish application employment retention enterprise " },
	[TAB_HOUSING] = { N_("Housing"), "housing", " placement need preference stay subsidy visit " },
	[TAB_SCHOOL] = { N_("School"), "school", " school_place tutoring " },
	[TAB_CONTACT] = { N_("Contact"), NULL, " contact " },
	[TAB_NOTES] = { N_("Notes"), NULL, " note handover " },
	[TAB_PAPERS] = { N_("Papers"), NULL, " document card number decision summons duty mirror consent request handout " },
	[TAB_OTHER] = { N_("Services"), NULL, " referral mentoring attendance complaint feedback event " },
	[TAB_PAST] = { N_("Past"), NULL, " " },
};

const char *tab_label(enum tab tab)
{
	return _(tabs[tab].label);
}

static int place_in(enum tab tab, const struct kind *kind)
{
	char *word = mem_fmt(" %s ", kind->name);
	const char *at = strstr(tabs[tab].kinds, word);

	free(word);
	return at ? (int)(at - tabs[tab].kinds) : -1;
}

/* What a tab names stands before what comes to it by its stage. */
static int order_in(enum tab tab, const struct kind *kind)
{
	int place = place_in(tab, kind);

	return place >= 0 ? place : INT_MAX;
}

/* By name, else by stage, else among the others. */
enum tab tab_of(const struct kind *kind)
{
	for (int t = 0; t < TABS; t++) {
		if (place_in((enum tab)t, kind) >= 0)
			return (enum tab)t;
	}
	for (int t = 0; t < TABS; t++) {
		if (tabs[t].stage && str_same(tabs[t].stage, kind->stage))
			return (enum tab)t;
	}
	return TAB_OTHER;
}

int tab_kinds(const struct person *p, enum tab tab, bool to_add, const struct kind **out, int most)
{
	const struct actor *actor = p->screen.app->actor;
	int count, n = 0;
	const struct kind *const *all = register_kinds(&count);
	const struct profile *profile = NULL;
	struct err err = { 0 };

	if (to_add && profile_now(p->screen.app->store, &profile, &err) != ST_OK)
		return 0;
	for (int i = 0; i < count && n < most; i++) {
		const struct kind *kind = all[i];
		int at = n;

		/* What hangs on a dossier is seen and added there. */
		if (str_same(kind->parent, "credential"))
			continue;
		if (!kind->person || tab_of(kind) != tab || !kind_seen(actor, kind)
			|| (to_add && (!kind_changed_by(actor, kind) || !profile_knows(profile, kind) || proposal_kind(kind->name)
			/* Issued, with a number of its own. */
			|| str_same(kind->name, "card"))))
			continue;
		/* In the order in which the tab names them. */
		while (at > 0 && order_in(tab, out[at - 1]) > order_in(tab, kind)) {
			out[at] = out[at - 1];
			at--;
		}
		out[at] = kind;
		n++;
	}
	return n;
}

bool tab_shown(const struct person *p, enum tab tab)
{
	const struct kind *kinds[KINDS_OF_A_TAB];

	if (tab == TAB_PAST)
		return true;
	if (tab == TAB_HOUSEHOLD)
		return kind_seen(p->screen.app->actor, register_kind("household"));
	return tab_kinds(p, tab, false, kinds, KINDS_OF_A_TAB) > 0;
}

void tab_row_add(struct person *p, struct vrow *row, const struct person_row *what)
{
	p->row = mem_resize(p->row, (size_t)p->count + 1, sizeof(*p->row));
	p->row[p->count] = what ? *what : (struct person_row){ .kind = NULL };
	row->tag = p->count++;
	vlist_push(p->list, row);
}

const struct person_row *person_row_now(const struct person *p)
{
	const struct vrow *row = vlist_now(p->list);

	return row && row->tag >= 0 && row->tag < p->count ? &p->row[row->tag] : NULL;
}

/* The sign of a state that a choice tells, by its key. */
static enum sign sign_of(const char *state)
{
	static const struct { const char *keys; enum sign sign; } known[] = {
		{ " done kept finished passed hired recognised moved_in filled taken met "
			"came held upheld changed final appointed stated paid in_hand there started over used_up placed "
			"confirmed published ", SIGN_DONE },
		{ " under_way attending enrolled sent interview submitted complete active accepted offered partly "
			"signed objected asked matched appealed granted working agreed plan training licence finance "
			"running registered valid computed ",
			SIGN_UNDER_WAY },
		{ " open planned collecting free draft needed invited missing due idea expected proposed ", SIGN_OPEN },
		{ " waiting ", SIGN_PAUSED },
		{ " not_needed given_up cancelled withdrawn refused stopped declined ended left failed moved excused dropped "
			"run_out fell_through overridden closed ",
			SIGN_NOT_NEEDED },
		{ " missed no_show not_kept slip absent not_reached ", SIGN_LATE },
	};
	char *word = mem_fmt(" %s ", state ? state : "?");
	enum sign sign = SIGN_NONE;

	for (size_t i = 0; i < ARRAY_LEN(known); i++) {
		if (strstr(known[i].keys, word))
			sign = known[i].sign;
	}
	free(word);
	return sign;
}

static bool still_to_do(enum sign sign)
{
	return sign == SIGN_OPEN || sign == SIGN_UNDER_WAY;
}

void person_days_left(struct str *out, struct date target)
{
	long days = date_between(clock_today(), target);

	if (days == 0)
		str_add(out, _("today"));
	else if (days == 1)
		str_add(out, _("tomorrow"));
	else if (days > 1)
		str_addf(out, ngettext("in %ld day", "in %ld days", (unsigned long)days), days);
	else
		str_addf(out, ngettext("late %ld day", "late %ld days", (unsigned long)-days), -days);
}

/* A step: stage, what, target, who, how long there is. */
static void step_row(struct person *p, const struct record *r)
{
	const char *state = record_get(r, "state");
	struct vrow row = { .id = r->id, .sign = sign_of(state) };
	struct str left = STR_INIT;
	struct date target;

	if (still_to_do(row.sign) && record_get(r, "target") && date_parse(record_get(r, "target"), &target)) {
		person_days_left(&left, target);
		if (target.day && date_between(target, clock_today()) > 0)
			row.sign = SIGN_LATE;
	} else {
		str_add(&left, "");
	}
	row.cell[0] = record_shown(r, "stage");
	row.cell[1] = mem_str(record_get(r, "what") ? _(record_get(r, "what")) : NULL);
	row.cell[2] = record_shown(r, record_get(r, "done") ? "done" : "target");
	row.cell[3] = record_shown(r, "caseworker");
	if (!row.cell[3])
		row.cell[3] = record_shown(r, "who");
	row.cell[4] = still_to_do(sign_of(state)) ? str_take(&left) : record_shown(r, "state");
	str_free(&left);
	tab_row_add(p, &row, &(struct person_row){ r->kind, r->id, { { 0 } }, r->rev });
}

/* An enrolment is called after its course: such a title needs another record. */
static void title_of(struct person *p, struct str *title, const struct record *r)
{
	record_title(title, r);
	if (!title->len)
		app_title(p->screen.app, title, r->kind->name, r->id);
}

/* Of who waits for a course, where in line. */
static void add_place(struct str *more, const struct person *p, const struct record *r)
{
	struct waiting_place at;
	struct err err = { .text = "" };
	struct str place = STR_INIT;

	if (!str_same(r->kind->name, "enrolment") || !str_same(record_get(r, "state"), "waiting") ||
	    waiting_place(p->screen.app->store, r->id, NULL, &at, &err) != ST_OK)
		return;
	waiting_short_words(&place, &at);
	bidi_part(more, term_separator(), str_get(&place));
	str_free(&place);
}

/* Which of two levels is which, and what the test says for the next group, before the day that may be cut. */
static void level_words(struct str *more, const struct record *r)
{
	static const char *const details[] = { "day", "known" };
	char *overall = record_shown(r, "overall"), *proposed = record_shown(r, "proposed");

	if (overall)
		/* TRANSLATORS: %s is a CEFR level, "A1": what somebody's skills in a language come to */
		str_addf(more, _("%s in all"), overall);
	if (overall && proposed)
		str_add(more, term_separator());
	if (proposed)
		/* TRANSLATORS: %s is the CEFR level of the group that fits next */
		str_addf(more, _("group of %s proposed"), proposed);
	for (size_t i = 0; i < ARRAY_LEN(details); i++) {
		char *words = record_shown(r, details[i]);

		bidi_part(more, term_separator(), words);
		free(words);
	}
	free(overall);
	free(proposed);
}

/* A number with a slip of the pen in it is shown as one: a letter that names it would go astray. */
static void plain_row(struct person *p, const struct record *r)
{
	const char *state = record_get(r, str_same(r->kind->name, "number") ? "checked" : "state");
	struct vrow row = { .id = r->id, .sign = sign_of(state) };
	struct str title = STR_INIT, more = STR_INIT;

	title_of(p, &title, r);
	for (char *at = str_get(&title)[0] ? title.s : NULL; at && *at; at++) {
		if (*at == '\n')
			*at = ' ';
	}
	row.cell[0] = str_take(&title);
	if (str_same(r->kind->name, "need"))
		home_need_words(&more, r, term_separator());
	else if (str_same(r->kind->name, "credential"))
		dossier_row_words(p->screen.app, &more, r);
	else if (str_same(r->kind->name, "level"))
		level_words(&more, r);
	else
		record_details(p->screen.app, &more, r, r->kind->person);
	add_place(&more, p, r);
	row.cell[1] = str_take(&more);
	tab_row_add(p, &row, &(struct person_row){ r->kind, r->id, { { 0 } }, r->rev });
}

/* Beside the steps: an appointment, a plan; time, what, day, who, state. */
static void dated_row(struct person *p, const struct record *r)
{
	struct vrow row = { .id = r->id, .sign = sign_of(record_get(r, "state")) };
	struct str title = STR_INIT;

	title_of(p, &title, r);
	row.cell[0] = record_shown(r, "at");
	row.cell[1] = str_take(&title);
	for (int i = 0; i < r->kind->n_fields && !row.cell[2]; i++) {
		if (r->kind->fields[i].kind == FIELD_DATE && !record_in_title(r->kind, &r->kind->fields[i]))
			row.cell[2] = record_shown(r, r->kind->fields[i].name);
	}
	row.cell[3] = record_shown(r, "caseworker");
	row.cell[4] = record_shown(r, "state");
	tab_row_add(p, &row, &(struct person_row){ r->kind, r->id, { { 0 } }, r->rev });
}

/* A clock: whose demand it is, what, its last day, how long there is. */
static void clock_row(struct person *p, const struct record *r)
{
	bool runs = str_same(record_get(r, "state"), "running");
	struct vrow row = { .id = r->id, .sign = runs ? SIGN_OPEN : SIGN_NOT_NEEDED };
	struct str left = STR_INIT;
	struct date due;

	if (str_same(record_get(r, "state"), "met"))
		row.sign = SIGN_DONE;
	else if (str_same(record_get(r, "state"), "suspended"))
		row.sign = SIGN_PAUSED;
	if (runs && record_get(r, "due") && date_parse(record_get(r, "due"), &due)) {
		person_days_left(&left, due);
		if (date_between(due, clock_today()) > 0)
			row.sign = SIGN_LATE;
	}
	row.cell[0] = record_shown(r, "set_by");
	row.cell[1] = mem_str(record_get(r, "what") ? _(record_get(r, "what")) : NULL);
	row.cell[2] = record_shown(r, record_get(r, "met") ? "met" : "due");
	row.cell[3] = record_shown(r, "caseworker");
	row.cell[4] = left.len ? str_take(&left) : record_shown(r, "state");
	str_free(&left);
	tab_row_add(p, &row, &(struct person_row){ r->kind, r->id, { { 0 } }, r->rev });
}

/* What stands in the way: of which stage, what, since when; of what is removed, the day on which it was. */
static void barrier_row(struct person *p, const struct record *r)
{
	const struct field *removed = kind_field(r->kind, "until");
	bool gone = record_get(r, removed->name) != NULL;
	struct vrow row = { .id = r->id, .sign = gone ? SIGN_DONE : SIGN_PAUSED };

	row.cell[0] = record_shown(r, "stage");
	row.cell[1] = record_shown(r, "what");
	row.cell[2] = record_shown(r, gone ? removed->name : "since");
	row.cell[4] = gone ? mem_str(field_label(removed)) : NULL;
	tab_row_add(p, &row, &(struct person_row){ r->kind, r->id, { { 0 } }, r->rev });
}

static void head_row(struct person *p, const char *words)
{
	struct vrow row = { .head = true };

	row.cell[0] = mem_str(words);
	tab_row_add(p, &row, NULL);
}

/* Steps by target and clocks by their last day, soonest first; all else by its date, latest first; without a date by title. */
static void order(struct list_query *query)
{
	for (int i = 0; i < query->kind->n_fields && !query->sort; i++) {
		const struct field *field = &query->kind->fields[i];

		if (field->kind == FIELD_DATE && field->sort)
			query->sort = field;
	}
	if (str_same(query->kind->name, "clock"))
		query->sort = kind_field(query->kind, "due");
	query->descending = query->sort && !str_same(query->kind->name, "step") && !str_same(query->kind->name, "clock") &&
		!str_same(query->kind->name, "arrangement");
}

/* What is over: a step that is done, a clock that was met. */
static bool is_over(const struct record *r)
{
	static const char *const over[] = { "done", "not_needed", "given_up", "met", "exempted", "ended", "missed" };

	for (size_t i = 0; i < ARRAY_LEN(over); i++)
		if (str_same(record_get(r, "state"), over[i]))
			return true;
	return false;
}

static void any_row(struct person *p, const struct record *r)
{
	if (str_same(r->kind->name, "step"))
		step_row(p, r);
	else if (str_same(r->kind->name, "clock"))
		clock_row(p, r);
	else if (str_same(r->kind->name, "barrier"))
		barrier_row(p, r);
	else if (p->tab == TAB_PLAN)
		dated_row(p, r);
	else
		plain_row(p, r);
}

/* Of what is open, of what is over, or of both; how many there were. */
static int add_rows(struct person *p, const struct list_page *page, bool open, bool over, const char *head)
{
	int n = 0;

	for (int i = 0; i < page->count; i++) {
		if (is_over(page->record[i]) ? !over : !open)
			continue;
		if (n++ == 0 && head)
			head_row(p, head);
		any_row(p, page->record[i]);
	}
	return n;
}

static enum status read_page(const struct person *p, const struct kind *kind, struct list_page *page, struct err *err)
{
	struct list_query query = { .kind = kind, .n_filters = 1 };
	char person[37];

	id_text(p->id, person);
	query.filter[0] = (struct filter){ kind_field(kind, kind->person), FILTER_IS, person };
	order(&query);
	return read_list(p->screen.app->store, p->screen.app->actor, &query, NULL, false, ROWS_OF_A_KIND, page, err);
}

/* What a law or the city waits for stands above the plan, the soonest first. */
static enum status read_clocks(struct person *p, bool running, struct err *err)
{
	const struct kind *kind = register_kind("clock");
	struct list_page page;
	enum status st;

	if (!kind_seen(p->screen.app->actor, kind))
		return ST_OK;
	st = read_page(p, kind, &page, err);
	if (st != ST_OK)
		return st;
	add_rows(p, &page, running, !running, running ? _(kind->plural) : _("Clocks that are over"));
	list_page_free(&page);
	return ST_OK;
}

static enum status read_kind(struct person *p, const struct kind *kind, bool headed, struct err *err)
{
	const char *head = headed ? _(kind->plural) : NULL;
	struct list_page page;
	enum status st;

	if (str_same(kind->name, "clock"))
		return read_clocks(p, false, err);
	st = read_page(p, kind, &page, err);
	if (st != ST_OK)
		return st;
	/* What is still to be done stands before the years that are behind. */
	if (!str_same(kind->name, "step"))
		add_rows(p, &page, true, true, head);
	else if (add_rows(p, &page, true, false, head) > 0)
		add_rows(p, &page, false, true, NULL);
	else
		add_rows(p, &page, false, true, head);
	list_page_free(&page);
	return ST_OK;
}

static enum status read_rows(struct person *p, struct err *err)
{
	const struct kind *kinds[KINDS_OF_A_TAB];
	int n = tab_kinds(p, p->tab, false, kinds, KINDS_OF_A_TAB);
	enum status st = ST_OK;

	if (p->tab == TAB_PAST)
		return past_read(p, err);
	if (p->tab == TAB_HOUSEHOLD)
		st = household_rows(p, err);
	if (p->tab == TAB_PLAN)
		st = read_clocks(p, true, err);
	for (int i = 0; i < n && st == ST_OK; i++)
		st = read_kind(p, kinds[i], n > 1, err);
	return st;
}

void tab_columns(struct person *p)
{
	static const struct vcol plan[] = {
		{ .min = 11, .max = 14, .priority = 2 }, { .min = 24, .max = 0, .priority = 0 },
		{ .min = 12, .max = 20, .priority = 1, .whole = true },
		{ .min = 8, .max = 16, .priority = 4, .look = LOOK_DIM, .whole = true },
		{ .min = 8, .max = 20, .priority = 3, .whole = true },
	};
	static const struct vcol plain[] = {
		{ .min = 16, .max = 60, .priority = 0 },
		{ .min = 20, .max = 0, .priority = 1, .look = LOOK_DIM },
	};
	static const struct vcol past[] = {
		{ .min = 23, .max = 28, .priority = 1 }, { .min = 8, .max = 16, .priority = 2 },
		{ .min = 30, .max = 0, .priority = 0 },
	};

	if (p->tab == TAB_PLAN)
		vlist_columns(p->list, plan, ARRAY_LEN(plan));
	else if (p->tab == TAB_PAST)
		vlist_columns(p->list, past, ARRAY_LEN(past));
	else
		vlist_columns(p->list, plain, ARRAY_LEN(plain));
}

/* What would fill a tab, and which key does that. */
static const char *const empty[TABS] = {
	[TAB_HOUSEHOLD] = N_("This person belongs to no household yet. a makes one; e opens the form, where a known one is "
		"chosen."),
	[TAB_LANGUAGE] = N_("No language is written down yet, and no course. a adds a language that the person speaks, or a place "
		"in a course."),
	[TAB_SKILLS] = N_("No diploma or certificate is written down yet. a adds one, and follows its recognition."),
	[TAB_WORK] = N_("The person has applied for no work yet. a adds an application."),
	[TAB_HOUSING] = N_("No home was offered yet. a adds the offer of one."),
	[TAB_SCHOOL] = N_("No place at a school was asked for yet. a adds one, or somebody who helps with learning."),
	[TAB_CONTACT] = N_("Nobody else is named yet through whom the person can be reached. a adds somebody."),
	[TAB_NOTES] = N_("Nobody has written a note yet. n writes one, N the same one on several people."),
	[TAB_PAPERS] = N_("No paper was shown yet, and nothing was decided. a adds a paper, d begins a decision."),
	[TAB_OTHER] = N_("Nobody else helps yet. a adds a referral to a service, a mentor, a session or a complaint."),
};

static const char *empty_words(const struct person *p)
{
	const struct kind *kinds[KINDS_OF_A_TAB];

	if (!kind_changed_by(p->screen.app->actor, p->kind) && tab_kinds(p, p->tab, true, kinds, KINDS_OF_A_TAB) == 0)
		return _("Nothing here yet.");
	return empty[p->tab] ? _(empty[p->tab]) : _("Nothing here yet. a adds the first entry.");
}

enum status tab_read(struct person *p, struct err *err)
{
	enum status st;

	free(p->row);
	p->row = NULL;
	p->count = 0;
	vlist_empty(p->list, empty_words(p));
	vlist_begin(p->list);
	st = read_rows(p, err);
	vlist_end(p->list);
	return st;
}
