/* SPDX-License-Identifier: EUPL-1.2 */
/* The rules of clocks and of what moves them, and the counting anew once a change set is complete. */
#include "cases/clock.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/calendar.h"
#include "cases/household.h"
#include "cases/rules.h"
#include "register/profile.h"

QUERY(one_clock, "clock.one", QUERY_INTERACTIVE,
	"SELECT began, due, met, length, state, set_by, rule, after FROM clock WHERE id = :id AND gone = 0");
QUERY(moves_of, "clock.moves", QUERY_INTERACTIVE,
	"SELECT id, what, day, until, length FROM clock_move WHERE clock = :id AND gone = 0");
QUERY(behind, "clock.behind", QUERY_INTERACTIVE,
	"SELECT id FROM clock WHERE after = :id AND gone = 0 AND after IS NOT NULL");
/* A free day ahead of a last day moves it at the most by a fortnight; where working days are counted, wherever it lies. */
QUERY(around, "clock.around", QUERY_INTERACTIVE,
	"SELECT id FROM clock WHERE gone = 0 AND due >= :from AND due <= :to AND state = 'running'"
	" UNION SELECT id FROM clock WHERE gone = 0 AND due >= :from AND state = 'running' AND began <= :to"
	" AND length LIKE '%working%'");

static const char *const happenings[] = { [CLOCK_SUSPENDED] = "suspended", [CLOCK_RESUMED] = "resumed",
	[CLOCK_EXTENDED] = "extended", [CLOCK_EXEMPTED] = "exempted", [CLOCK_MOVED] = "moved" };

static bool is_happening(const char *word, enum clock_happening *out)
{
	for (size_t i = 0; i < ARRAY_LEN(happenings); i++)
		if (str_same(happenings[i], word)) {
			*out = (enum clock_happening)i;
			return true;
		}
	return false;
}

/* ---- reading, with what the change set is about to do ---- */

static void take(char *out, size_t size, const struct change_item *item, const char *field)
{
	const char *value = change_get(item, field);

	if (change_is_new(item) || change_touches(item, field))
		str_copy(out, size, value ? value : "");
}

static void take_pending(const struct change_item *item, struct clock_told *out)
{
	take(out->began, sizeof out->began, item, "began");
	take(out->due, sizeof out->due, item, "due");
	take(out->met, sizeof out->met, item, "met");
	take(out->length, sizeof out->length, item, "length");
	take(out->state, sizeof out->state, item, "state");
	take(out->set_by, sizeof out->set_by, item, "set_by");
	take(out->rule, sizeof out->rule, item, "rule");
	if (change_is_new(item) || change_touches(item, "after"))
		out->after = rule_reference(item, "after");
}

static void take_text(char *out, size_t size, struct stmt *stmt, int column)
{
	const char *text = stmt_get_text(stmt, column);

	str_copy(out, size, text ? text : "");
}

enum status clock_look(struct change *change, struct id id, struct clock_told *out, struct err *err)
{
	const struct change_item *item = change_find(change, id);
	struct stmt *stmt;
	enum status st;

	memset(out, 0, sizeof *out);
	out->id = id;
	if (item && change_is_deletion(item))
		return ST_NOTFOUND;
	st = store_query(change_store(change), &one_clock, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", id);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		take_text(out->began, sizeof out->began, stmt, 0);
		take_text(out->due, sizeof out->due, stmt, 1);
		take_text(out->met, sizeof out->met, stmt, 2);
		take_text(out->length, sizeof out->length, stmt, 3);
		take_text(out->state, sizeof out->state, stmt, 4);
		take_text(out->set_by, sizeof out->set_by, stmt, 5);
		take_text(out->rule, sizeof out->rule, stmt, 6);
		if (!stmt_is_null(stmt, 7))
			out->after = stmt_get_id(stmt, 7);
		stmt_reset(stmt);
	} else if (st != ST_DONE) {
		return st;
	}
	if (st == ST_DONE && !(item && change_is_new(item)))
		return ST_NOTFOUND;
	if (item)
		take_pending(item, out);
	return ST_OK;
}

struct moves { struct clock_move_told *move; int n; };

static void add_move(struct moves *moves, struct id id, const char *what, const char *day, const char *until,
	const char *length)
{
	struct clock_move_told told = { .id = id };

	if (!is_happening(what, &told.what) || !day || !date_parse(day, &told.day) || !told.day.day)
		return;
	if (until && !date_parse(until, &told.until))
		told.until = (struct date){ 0, 0, 0 };
	if ((told.what == CLOCK_MOVED && !told.until.day) ||
	    (told.what == CLOCK_EXTENDED && (!length || !term_parse(length, &told.length))))
		return;
	moves->move = mem_resize(moves->move, (size_t)moves->n + 1, sizeof *moves->move);
	moves->move[moves->n++] = told;
}

static enum status read_moves(struct store *store, struct id clock, const struct change *pending, struct moves *moves,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &moves_of, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", clock);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		if (!pending || !change_find(pending, stmt_get_id(stmt, 0)))
			add_move(moves, stmt_get_id(stmt, 0), stmt_get_text(stmt, 1), stmt_get_text(stmt, 2),
				stmt_get_text(stmt, 3), stmt_get_text(stmt, 4));
	return st == ST_DONE ? ST_OK : st;
}

enum status clock_moves(struct store *store, struct id clock, struct clock_move_told **out, int *count, struct err *err)
{
	struct moves moves = { NULL, 0 };
	enum status st = read_moves(store, clock, NULL, &moves, err);

	*out = moves.move;
	*count = moves.n;
	return st;
}

static bool is_kind(const struct change_item *item, const char *kind)
{
	return str_same(change_kind_of(item)->name, kind);
}

static enum status all_moves(struct change *change, struct id clock, struct moves *moves, struct err *err)
{
	const struct change_item *item;
	enum status st = read_moves(change_store(change), clock, change, moves, err);

	for (int at = 0; st == ST_OK && (item = change_next_with(change, clock, &at)) != NULL;)
		if (is_kind(item, "clock_move") && !change_is_deletion(item) && id_same(rule_reference(item, "clock"), clock))
			add_move(moves, change_id_of(item), change_get(item, "what"), change_get(item, "day"),
				change_get(item, "until"), change_get(item, "length"));
	return st;
}

/* ---- counting anew ---- */

static void put_where_other(struct change *change, const struct clock_told *clock, const char *field, const char *was,
	const char *is)
{
	if (!str_same(was, is))
		rule_put(rule_other(change, "clock", clock->id), field, *is ? is : NULL);
}

/* What is met, ended or missed stays so; else the moves say. */
static const char *state_after(const char *state, enum clock_running running)
{
	if (str_same(state, "met") || str_same(state, "ended") || str_same(state, "missed"))
		return state;
	return running == CLOCK_FREE ? "exempted" : running == CLOCK_STANDS ? "suspended" : "running";
}

/* Suspended and exempted follow from what happened, with its reason; nobody says so without one. */
static enum status put_state(struct change *change, const struct clock_told *clock, const char *state, struct err *err)
{
	const struct change_item *item = change_find(change, clock->id);

	if (!str_same(state, clock->state) && item && change_touches(item, "state") && !change_is_new(item)) {
		if (str_same(clock->state, "running"))
			return err_field(err, "state", _("This clock stands still, or the person is exempted, for a reason that stands in the "
				"file. Nothing was saved; record that it runs again (foothold clock resume), or remove the "
				"exemption."));
		return err_field(err, "state", _("A clock is suspended or exempted with a day and a reason. Nothing was saved; open the "
			"clock and say so there, or use “foothold clock suspend” or “foothold clock exempt”."));
	}
	put_where_other(change, clock, "state", clock->state, state);
	return ST_OK;
}

enum status clock_state(struct change *change, struct id id, const char **state, struct err *err)
{
	struct moves moves = { NULL, 0 };
	struct clock_course course;
	struct term term = { 1, TERM_DAYS };
	enum status st = all_moves(change, id, &moves, err);

	/* Whether it stands does not hang on the length: a long one ends behind everything. */
	term.n = 9999;
	clockwork_run((struct date){ 1990, 1, 1 }, &term, moves.move, st == ST_OK ? moves.n : 0, NULL, &course, NULL);
	free(moves.move);
	*state = state_after("running", course.state);
	return st;
}

/* A clock that begins after another one waits for it. */
static enum status begins(struct change *change, const struct clock_told *clock, char began[11], struct err *err)
{
	struct clock_told first;
	enum status st;

	str_copy(began, 11, clock->began);
	if (id_none(clock->after))
		return ST_OK;
	st = clock_look(change, clock->after, &first, err);
	if (st == ST_OK)
		str_copy(began, 11, str_same(first.state, "met") ? first.met : "");
	return st == ST_NOTFOUND ? ST_OK : st;
}

enum status clock_recount(struct change *change, const struct clock_told *clock, const struct town_calendar *calendar,
	struct err *err)
{
	struct moves moves = { NULL, 0 };
	struct clock_course course = { .state = CLOCK_RUNS };
	struct date from;
	struct term term;
	char due[11] = "", began[11];
	bool law = str_same(clock->set_by, "law");
	enum status st = begins(change, clock, began, err);

	if (st == ST_OK)
		st = all_moves(change, clock->id, &moves, err);
	if (st == ST_OK && date_parse(began, &from) && from.day && term_parse(clock->length, &term)) {
		clockwork_run(from, &term, moves.move, moves.n, law ? &calendar->law : &calendar->city, &course, NULL);
		if (course.due.year)
			date_text(course.due, due);
	}
	free(moves.move);
	if (st == ST_OK && course.due.year && !*due)
		st = err_field(err, "length", _("The last day would lie beyond the year 9999. Nothing was saved; please look at the "
			"days and at the length."));
	if (st != ST_OK)
		return st;
	if (*began)
		put_where_other(change, clock, "began", clock->began, began);
	put_where_other(change, clock, "due", clock->due, due);
	return put_state(change, clock, state_after(clock->state, course.state), err);
}

static enum status recount_id(struct change *change, struct id id, const struct town_calendar *calendar, struct err *err)
{
	struct clock_told clock;
	enum status st = clock_look(change, id, &clock, err);

	return st == ST_OK ? clock_recount(change, &clock, calendar, err) : st == ST_NOTFOUND ? ST_OK : st;
}

static enum status recount_listed(struct change *change, struct stmt *stmt, const struct town_calendar *calendar,
	struct err *err)
{
	struct id *id = NULL;
	size_t n = 0;
	enum status st;

	while ((st = stmt_step(stmt, err)) == ST_OK) {
		id = mem_resize(id, n + 1, sizeof *id);
		id[n++] = stmt_get_id(stmt, 0);
	}
	st = st == ST_DONE ? ST_OK : st;
	for (size_t i = 0; st == ST_OK && i < n; i++)
		st = recount_id(change, id[i], calendar, err);
	free(id);
	return st;
}

/* Those that begin once this one is met. */
static enum status recount_behind(struct change *change, struct id id, const struct town_calendar *calendar,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &behind, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", id);
	return recount_listed(change, stmt, calendar, err);
}

/* Clocks that end on or soon after a day that became free, or works again. */
static enum status recount_around(struct change *change, const char *day, const struct town_calendar *calendar,
	struct err *err)
{
	struct date first;
	char from[11], to[11];
	struct stmt *stmt;
	enum status st;

	if (!day || !date_parse(day, &first) || !first.day)
		return ST_OK;
	date_text(first, from);
	date_text(date_add_days(first, 14), to);
	st = store_query(change_store(change), &around, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_text(stmt, "from", from);
	stmt_text(stmt, "to", to);
	return recount_listed(change, stmt, calendar, err);
}

static enum status recount_item(struct change *change, const struct change_item *item,
	const struct town_calendar *calendar, struct err *err)
{
	struct id id = change_id_of(item), was = { { 0 } };
	enum status st = ST_OK;

	if (is_kind(item, "clock")) {
		st = recount_id(change, id, calendar, err);
		return st == ST_OK && !change_is_new(item) ? recount_behind(change, id, calendar, err) : st;
	}
	if (is_kind(item, "clock_move")) {
		st = recount_id(change, rule_reference(item, "clock"), calendar, err);
		if (st == ST_OK && change_before(item, "clock") && id_parse(change_before(item, "clock"), &was))
			st = recount_id(change, was, calendar, err);
		return st;
	}
	if (is_kind(item, "holiday")) {
		st = recount_around(change, change_get(item, "day"), calendar, err);
		return st == ST_OK ? recount_around(change, change_before(item, "day"), calendar, err) : st;
	}
	return ST_OK;
}

static bool is_counted(const struct change_item *item)
{
	return is_kind(item, "clock") || is_kind(item, "clock_move") || is_kind(item, "holiday");
}

static enum status recount(struct change *change, struct err *err)
{
	const struct change_item *item;
	struct town_calendar calendar;
	bool any = false;
	enum status st;

	for (int i = 0; !any && (item = change_nth(change, i)) != NULL; i++)
		any = is_counted(item);
	if (!any)
		return ST_OK;
	st = calendar_load(change_store(change), change, &calendar, err);
	for (int i = 0; st == ST_OK && (item = change_nth(change, i)) != NULL; i++)
		if (is_counted(item))
			st = recount_item(change, item, &calendar, err);
	calendar_clear(&calendar);
	return st;
}

/* ---- events ---- */

struct touched { struct id person; bool all; };

static int by_person(const void *a, const void *b)
{
	const struct touched *x = a, *y = b;
	int order = memcmp(x->person.b, y->person.b, sizeof x->person.b);

	return order ? order : (int)y->all - (int)x->all;
}

static void touch(struct touched **list, size_t *n, const char *person, bool all)
{
	struct id id;

	if (!person || !id_parse(person, &id))
		return;
	*list = mem_resize(*list, *n + 1, sizeof **list);
	(*list)[(*n)++] = (struct touched){ id, all };
}

static void touch_item(struct touched **list, size_t *n, const struct change_item *item)
{
	char self[37];

	if (is_kind(item, "person")) {
		id_text(change_id_of(item), self);
		touch(list, n, self, false);
		return;
	}
	touch(list, n, change_get(item, "person"), is_kind(item, "duty"));
	if (change_touches(item, "person"))
		touch(list, n, change_before(item, "person"), is_kind(item, "duty"));
}

static enum status follow_events(struct change *change, struct err *err)
{
	const struct change_item *item;
	struct touched *list = NULL;
	size_t n = 0;
	enum status st = ST_OK;

	for (int i = 0; (item = change_nth(change, i)) != NULL; i++)
		if (clock_is_event(item))
			touch_item(&list, &n, item);
	if (n)
		qsort(list, n, sizeof *list, by_person);
	for (size_t i = 0; st == ST_OK && i < n; i++)
		if (i == 0 || !id_same(list[i].person, list[i - 1].person))
			st = clock_events(change, list[i].person, list[i].all, err);
	free(list);
	return st;
}

static enum status settle(struct change *change, struct err *err)
{
	enum status st = follow_events(change, err);

	return st == ST_OK ? recount(change, err) : st;
}

void clock_init(void)
{
	change_settle_every(settle);
}

/* ---- rules ---- */

/* What the rule of the profile says, where nobody said otherwise. */
static void take_rule(struct change_item *item)
{
	const struct profile_clock *rule = profile_any_clock(change_get(item, "rule"), NULL);

	if (!rule)
		return;
	rule_default(item, "what", rule->label);
	rule_default(item, "length", rule->length);
	if (rule->starts && (!change_get(item, "event") || rule_is(item, "event", "other", NULL)))
		rule_put(item, "event", rule->starts);
	if (!change_get(item, "source")) {
		char *source = rule->source.url ? mem_fmt("%s, %s", rule->source.law, rule->source.url) :
			mem_str(rule->source.law);

		rule_put(item, "source", source);
		free(source);
	}
	rule_default(item, "verified", rule->source.verified ? "yes" : "no");
	rule_put(item, "set_by", "law");
}

static enum status clock_derive(struct change *change, struct change_item *item, struct err *err)
{
	char *caseworker = NULL;
	enum status st = ST_OK;

	if (change_is_deletion(item))
		return ST_OK;
	if (change_touches(item, "met") && change_get(item, "met") && !change_touches(item, "state"))
		rule_put(item, "state", "met");
	if (change_touches(item, "met") && !change_get(item, "met") && !change_touches(item, "state") &&
	    rule_is(item, "state", "met", NULL))
		rule_put(item, "state", "running");
	if (rule_is(item, "state", "met", NULL))
		rule_put_today(item, "met");
	else if (change_get(item, "met"))
		rule_put(item, "met", NULL);
	if (!change_is_new(item))
		return ST_OK;
	if (change_get(item, "rule"))
		take_rule(item);
	if (!change_get(item, "caseworker"))
		st = rule_look(change, "person", rule_reference(item, "person"), "caseworker", &caseworker, err);
	if (st == ST_OK)
		rule_default(item, "caseworker", caseworker ? caseworker : change_actor(change)->user);
	free(caseworker);
	return st;
}

#define CHAIN_MAX 2000

/* Every clock behind another one is looked at in turn; a clock that comes back to itself waits for ever. */
static enum status no_circle(struct change *change, struct change_item *item, struct err *err)
{
	struct id at = rule_reference(item, "after"), me = change_id_of(item);
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && !id_none(at) && i <= CHAIN_MAX; i++) {
		struct clock_told clock;

		if (id_same(at, me) || i == CHAIN_MAX)
			return err_field(err, "after", _("These clocks would wait for each other. Nothing was saved; let one of them "
				"begin by itself."));
		st = clock_look(change, at, &clock, err);
		at = clock.after;
	}
	return st == ST_NOTFOUND ? ST_OK : st;
}

/* A rule is one of the law under which the file stands. */
static enum status rule_holds(struct change *change, struct change_item *item, struct err *err)
{
	const struct profile *profile;
	enum status st = profile_now(change_store(change), &profile, err);

	if (st == ST_OK && change_get(item, "rule") && !profile_clock(profile, change_get(item, "rule")))
		return err_field(err, "rule", _("The country profile of this file has no such rule. Nothing was saved; leave the rule "
			"empty, or choose one of “foothold profile”."));
	return st;
}

static enum status clock_check(struct change *change, struct change_item *item, struct err *err)
{
	struct date began;
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	if (change_get(item, "began") && (!date_parse(change_get(item, "began"), &began) || !began.day))
		return err_field(err, "began", _("A term is counted from a day; a month or a year is not enough. Nothing was saved; "
			"give the day of the event."));
	if (rule_is(item, "set_by", "law", NULL) && !change_get(item, "source"))
		return err_field(err, "source", _("A clock of the law names its source, so that anybody can look it up. Nothing was "
			"saved; give the source, or say that the city set it."));
	if (rule_before(change_get(item, "met"), change_get(item, "began")))
		return err_field(err, "met", _("It would have been met before it began. Nothing was saved; please look at both "
			"dates."));
	st = change_is_new(item) || change_touches(item, "rule") ? rule_holds(change, item, err) : ST_OK;
	if (st == ST_OK)
		st = rule_same_person(change, item, "clock", "after", err);
	if (st == ST_OK)
		st = rule_same_person(change, item, "step", "step", err);
	if (st == ST_OK)
		st = rule_same_person(change, item, "decision", "decision", err);
	if (st == ST_OK)
		st = rule_same_person(change, item, "credential", "credential", err);
	return st == ST_OK && change_get(item, "after") ? no_circle(change, item, err) : st;
}

const struct kind_ops clock_rules = { clock_derive, clock_check, NULL };

static enum status move_derive(struct change *change, struct change_item *item, struct err *err)
{
	char *person = NULL;
	enum status st;

	if (change_is_deletion(item) || change_get(item, "person"))
		return ST_OK;
	st = rule_look(change, "clock", rule_reference(item, "clock"), "person", &person, err);
	if (st == ST_OK && !person && change_get(item, "clock"))
		st = err_field(err, "clock", _("There is no such clock, or it was taken back. Nothing was saved; please choose "
			"another one."));
	if (st == ST_OK)
		rule_default(item, "person", person);
	free(person);
	return st;
}

static enum status is_whole(const struct change_item *item, const char *field, struct err *err)
{
	struct date d;

	if (change_get(item, field) && (!date_parse(change_get(item, field), &d) || !d.day))
		return err_field(err, field, _("A term is counted by the day; a month or a year is not enough. Nothing was saved; "
			"give the day."));
	return ST_OK;
}

/* What each of them needs, and what has no meaning for it. */
static enum status move_is_complete(const struct change_item *item, struct err *err)
{
	bool extended = rule_is(item, "what", "extended", NULL), moved = rule_is(item, "what", "moved", NULL);

	if (extended && !change_get(item, "length"))
		return err_field(err, "length", _("By how much the clock is extended is missing. Nothing was saved; give a length "
			"such as 6 weeks."));
	if (!extended && change_get(item, "length"))
		return err_field(err, "length", _("Only an extension has a length. Nothing was saved; leave it empty."));
	if (moved && !change_get(item, "until"))
		return err_field(err, "until", _("The new last day is missing. Nothing was saved; give the day."));
	if (!moved && !rule_is(item, "what", "suspended", NULL) && change_get(item, "until"))
		return err_field(err, "until", _("Only a suspension and a last day that is set have an end. Nothing was saved; leave "
			"it empty."));
	if (rule_before(change_get(item, "until"), change_get(item, "day")))
		return err_field(err, "until", _("The end would lie before the beginning. Nothing was saved; please look at both "
			"dates."));
	return ST_OK;
}

/* As it stood before this change set; NULL for a new clock. */
static enum status state_in_file(struct change *change, struct id clock, char out[12], struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &one_clock, &stmt, err);

	out[0] = '\0';
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", clock);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		take_text(out, 12, stmt, 4);
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

/* Whether another move of the clock, recorded already or along with this one, is of this sort. */
static enum status has_move(struct change *change, const struct change_item *item, enum clock_happening what, bool pending,
	bool *has, struct err *err)
{
	struct moves moves = { NULL, 0 };
	enum status st = all_moves(change, rule_reference(item, "clock"), &moves, err);

	*has = false;
	for (int i = 0; i < moves.n; i++)
		if (moves.move[i].what == what && (!pending || change_find(change, moves.move[i].id)))
			*has = true;
	free(moves.move);
	return st;
}

static bool stood(const struct clock_move_told *at, struct id me, struct date day)
{
	return !id_same(at->id, me) && date_between(at->day, day) >= 0;
}

/* Whether the clock stands on the day from which it is to run again: suspended until then, and not resumed before. */
static enum status stands_before(struct change *change, const struct change_item *item, bool *stands, struct err *err)
{
	const struct clock_move_told *since = NULL;
	struct id me = change_id_of(item);
	struct moves moves = { NULL, 0 };
	struct date day;
	enum status st = all_moves(change, rule_reference(item, "clock"), &moves, err);

	*stands = false;
	if (st == ST_OK && date_parse(change_get(item, "day"), &day))
		for (int i = 0; i < moves.n; i++)
			if (moves.move[i].what == CLOCK_SUSPENDED && stood(&moves.move[i], me, day) &&
			    (!moves.move[i].until.day || date_between(day, moves.move[i].until) > 0) &&
			    (!since || date_between(since->day, moves.move[i].day) > 0))
				since = &moves.move[i];
	*stands = since != NULL;
	for (int i = 0; since && i < moves.n; i++)
		if (moves.move[i].what == CLOCK_RESUMED && stood(&moves.move[i], me, day) &&
		    date_between(since->day, moves.move[i].day) > 0)
			*stands = false;
	free(moves.move);
	return st;
}

/* What a clock that is over, stands or runs has no use for. */
static enum status move_has_effect(struct change *change, const struct change_item *item, struct err *err)
{
	char before[12];
	bool other = false;
	enum status st = state_in_file(change, rule_reference(item, "clock"), before, err);

	if (st != ST_OK)
		return st;
	if (str_same(before, "met") || str_same(before, "ended") || str_same(before, "missed"))
		return err_field(err, "clock", _("This clock does not run any more. Nothing was saved; set its state to running "
			"first, if that is meant."));
	if (str_same(before, "exempted"))
		return err_field(err, "clock", _("The person is exempted from this already. Nothing was saved; remove the exemption "
			"first, if it was wrong."));
	if (rule_is(item, "what", "suspended", NULL) && str_same(before, "suspended")) {
		st = has_move(change, item, CLOCK_RESUMED, true, &other, err);
		if (st == ST_OK && !other)
			return err_field(err, "what", _("This clock is suspended already. Nothing was saved; let it run again "
				"first."));
	}
	if (st == ST_OK && rule_is(item, "what", "resumed", NULL)) {
		st = has_move(change, item, CLOCK_SUSPENDED, false, &other, err);
		if (st == ST_OK && !other)
			return err_field(err, "what", _("This clock was never suspended. Nothing was saved; there is nothing to let run "
				"again."));
		if (st == ST_OK)
			st = stands_before(change, item, &other, err);
		if (st == ST_OK && !other)
			return err_field(err, "day", _("The clock runs on that day already. Nothing was saved; please look at the day on "
				"which it was suspended, or ran again."));
	}
	return st;
}

static enum status move_check(struct change *change, struct change_item *item, struct err *err)
{
	enum status st = ST_OK;

	if (change_is_deletion(item))
		return ST_OK;
	st = is_whole(item, "day", err);
	if (st == ST_OK)
		st = is_whole(item, "until", err);
	if (st == ST_OK)
		st = move_is_complete(item, err);
	if (st == ST_OK)
		st = rule_same_person(change, item, "clock", "clock", err);
	return st == ST_OK && change_is_new(item) ? move_has_effect(change, item, err) : st;
}

const struct kind_ops clock_move_rules = { move_derive, move_check, NULL };

/* An event that terms are counted from happened on a day. */
static enum status event_check(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	return change_is_deletion(item) ? ST_OK : is_whole(item, "day", err);
}

/* Whoever is of age has no guardian any more. */
static enum status event_derive(struct change *change, struct change_item *item, struct err *err)
{
	struct date day;

	if (!change_is_new(item) || !rule_is(item, "what", "turned_18", NULL) || !change_get(item, "day") ||
	    !date_parse(change_get(item, "day"), &day))
		return ST_OK;
	return guardian_of_age(change, rule_reference(item, "person"), day, err);
}

const struct kind_ops event_rules = { event_derive, event_check, NULL };

static enum status holiday_check(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	return change_is_deletion(item) ? ST_OK : is_whole(item, "day", err);
}

const struct kind_ops holiday_rules = { NULL, holiday_check, NULL };
