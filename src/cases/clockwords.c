/* SPDX-License-Identifier: EUPL-1.2 */
/* How a clock was counted, so that whoever it is about can follow and check it. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/calendar.h"
#include "cases/clock.h"
#include "register/profile.h"

struct telling {
	struct store *store;
	const struct actor *actor;
	const struct record *clock;
	clock_tell *tell;
	void *ctx;
	struct town_calendar calendar;
};

static void say(const struct telling *t, enum clock_line line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
static void say(const struct telling *t, enum clock_line line, const char *format, ...)
{
	char *text = NULL;
	va_list args;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		BUG("out of memory");
	va_end(args);
	t->tell(t->ctx, line, text);
	free(text);
}

/* "4 May 2026"; yours. */
static char *day_words(struct date day)
{
	struct str out = STR_INIT;

	date_show(&out, day);
	str_get(&out);
	return str_take(&out);
}

static char *field_words(const struct record *record, const char *name)
{
	const struct field *field = kind_field(record->kind, name);
	struct str out = STR_INIT;

	field_show(&out, field, record_get(record, name));
	str_get(&out);
	return str_take(&out);
}

static bool is(const struct record *record, const char *field, const char *key)
{
	return str_same(record_get(record, field), key);
}

static void say_source(const struct telling *t)
{
	const char *source = record_get(t->clock, "source");

	if (is(t->clock, "set_by", "law"))
		say(t, CLOCK_LINE, _("Set by the law: %s"), source ? source : "–");
	else if (is(t->clock, "set_by", "city"))
		say(t, CLOCK_LINE, "%s", _("Set by the city itself: no law demands this day."));
	else if (source)
		say(t, CLOCK_LINE, _("Set by somebody else: %s"), source);
	else
		say(t, CLOCK_LINE, "%s", _("Set by somebody else."));
	if (is(t->clock, "set_by", "law") && !is(t->clock, "verified", "yes"))
		say(t, CLOCK_LINE_WARNING, "%s", _("Not verified: nobody has compared this term with the wording of the law yet."));
}

static const struct calendar *calendar_of(const struct telling *t)
{
	return is(t->clock, "set_by", "law") ? &t->calendar.law : &t->calendar.city;
}

/* Where a law counts from some days after the event (a letter on its way), both days are said. */
static void say_from(const struct telling *t, struct date began)
{
	const struct profile_clock *rule = profile_any_clock(record_get(t->clock, "rule"), NULL);
	int delay = rule ? rule->delay : 0;
	char *day = day_words(began), *event = field_words(t->clock, "event"), *on = day_words(date_add_days(began, -delay));

	if (delay)
		/* TRANSLATORS: an event and its day, and the day from which the law counts: "Decision sent, 2 March 2026" */
		say(t, CLOCK_LINE, _("Counted from: %s, %s; by law from %s, and that day itself does not count."), event, on,
			day);
	else
		/* TRANSLATORS: an event and its day: "Arrived, 4 May 2026" */
		say(t, CLOCK_LINE, _("Counted from: %s, %s. That day itself does not count."), event, day);
	free(day);
	free(event);
	free(on);
}

/* The event, the length, and where the law moves the end. */
static void say_count(const struct telling *t, struct date began, const struct term *term)
{
	struct date falls = term_falls(began, term, calendar_of(t)), due = term_after(began, term, calendar_of(t));
	char *length = field_words(t->clock, "length"), *on = day_words(falls), *to = day_words(due);

	say_from(t, began);
	/* TRANSLATORS: a length such as "10 weeks", then a day */
	say(t, CLOCK_LINE, _("Length: %s, which ends on %s."), length, on);
	if (date_days(due) != date_days(falls))
		/* TRANSLATORS: the day on which the length alone would end, and the last day */
		say(t, CLOCK_LINE, _("%s is no working day, or too few of them lie within the term: the law moves the last day to "
			"%s."), on, to);
	free(length);
	free(on);
	free(to);
}

static void say_what(const struct telling *t, const struct clock_move_told *move, const char *reason)
{
	char *day = day_words(move->day), *until = move->until.year ? day_words(move->until) : NULL;
	struct str by = STR_INIT;

	switch (move->what) {
	case CLOCK_SUSPENDED:
		if (until)
			/* TRANSLATORS: two days and a reason */
			say(t, CLOCK_LINE, _("%s: suspended until it runs again on %s. Reason: %s"), day, until, reason);
		else
			say(t, CLOCK_LINE, _("%s: suspended. Reason: %s"), day, reason);
		break;
	case CLOCK_RESUMED:
		say(t, CLOCK_LINE, _("%s: runs again. Reason: %s"), day, reason);
		break;
	case CLOCK_EXTENDED:
		term_words(&by, move->length);
		/* TRANSLATORS: a day, a length such as "6 weeks", a reason */
		say(t, CLOCK_LINE, _("%s: extended by %s. Reason: %s"), day, str_get(&by), reason);
		break;
	case CLOCK_EXEMPTED:
		/* TRANSLATORS: a day, a reason; so in the lines around */
		say(t, CLOCK_LINE, _("%s: exempted. Reason: %s"), day, reason);
		break;
	case CLOCK_MOVED:
		say(t, CLOCK_LINE, _("%s: the last day is set to %s. Reason: %s"), day, until ? until : "", reason);
		break;
	}
	str_free(&by);
	free(day);
	free(until);
}

static enum status say_move(const struct telling *t, const struct clock_move_told *move, struct date after, struct err *err)
{
	struct record *record;
	char *due;
	enum status st = read_brief(t->store, t->actor, register_kind("clock_move"), move->id, &record, err);

	if (st != ST_OK)
		return st;
	say_what(t, move, record_get(record, "reason") ? record_get(record, "reason") : "–");
	if (record_get(record, "basis"))
		/* TRANSLATORS: the article of a law */
		say(t, CLOCK_LINE, _("Legal ground: %s"), record_get(record, "basis"));
	if (after.year) {
		due = day_words(after);
		say(t, CLOCK_LINE, _("Last day after that: %s."), due);
		free(due);
	}
	record_free(record);
	return ST_OK;
}

/* "in 5 days", "late by 3 days". */
static char *distance(struct date due)
{
	long days = date_between(clock_today(), due);

	if (days == 0)
		return mem_str(_("today"));
	if (days > 0)
		return mem_fmt(ngettext("in %ld day", "in %ld days", (unsigned long)days), days);
	return mem_fmt(ngettext("late by %ld day", "late by %ld days", (unsigned long)-days), -days);
}

static void say_due(const struct telling *t, const struct clock_course *course)
{
	struct date due, met;
	const char *text = record_get(t->clock, "due"), *done = record_get(t->clock, "met");
	char *day = text && date_parse(text, &due) ? day_words(due) : NULL, *away = day ? distance(due) : NULL;
	char *on = done && date_parse(done, &met) ? day_words(met) : NULL;

	if (on && day && date_days(met) > date_days(due))
		/* TRANSLATORS: both are days */
		say(t, CLOCK_LINE_DUE, _("Met on %s; the last day was %s."), on, day);
	else if (on)
		say(t, CLOCK_LINE_DUE, _("Met on %s, in time."), on);
	else if (is(t->clock, "state", "suspended"))
		say(t, CLOCK_LINE_DUE, ngettext("Suspended: %d day is left when it runs again.",
			"Suspended: %d days are left when it runs again.", (unsigned long)course->left), course->left);
	else if (is(t->clock, "state", "exempted"))
		say(t, CLOCK_LINE_DUE, "%s", _("Exempted: nothing is due any more."));
	else if (is(t->clock, "state", "ended"))
		say(t, CLOCK_LINE_DUE, "%s", _("Ended: what it was counted from is no longer so, or somebody ended it."));
	else if (is(t->clock, "state", "missed") && day)
		say(t, CLOCK_LINE_DUE, _("Missed: the last day was %s."), day);
	else if (day)
		/* TRANSLATORS: a day, and how far away it is: "Last day: 4 May 2026, in 5 days." */
		say(t, CLOCK_LINE_DUE, _("Last day: %s, %s."), day, away);
	else
		say(t, CLOCK_LINE_DUE, "%s", _("There is no last day yet."));
	free(day);
	free(away);
	free(on);
}

static void tell_rule(void *ctx, const char *sentence)
{
	const struct telling *t = ctx;

	t->tell(t->ctx, CLOCK_LINE_RULE, sentence);
}

static void say_rule(struct telling *t)
{
	const struct profile *of = NULL;
	const struct profile_clock *rule = profile_any_clock(record_get(t->clock, "rule"), &of);

	if (!rule)
		return;
	/* TRANSLATORS: above lines such as "Length: 10 weeks" */
	say(t, CLOCK_LINE, "%s", _("The country profile says of it:"));
	profile_clock_words(of, rule, tell_rule, t);
}

static enum status say_moves(const struct telling *t, struct date began, const struct term *term,
	struct clock_course *course, struct err *err)
{
	struct clock_move_told *move = NULL;
	struct date *after;
	int n = 0;
	enum status st = clock_moves(t->store, t->clock->id, &move, &n, err);

	after = mem_array((size_t)n + 1, sizeof *after);
	if (st == ST_OK)
		clockwork_run(began, term, move, n, calendar_of(t), course, after);
	for (int i = 0; st == ST_OK && i < n; i++)
		st = say_move(t, &move[i], after[i], err);
	free(after);
	free(move);
	return st;
}

/* One that begins when another is met. */
static bool waits(const struct telling *t)
{
	struct str title = STR_INIT;
	struct id after;
	bool waiting = record_get(t->clock, "after") && !record_get(t->clock, "due") && is(t->clock, "state", "running") &&
		id_parse(record_get(t->clock, "after"), &after);

	if (waiting && read_title(t->store, t->actor, t->clock->kind, after, &title, NULL) == ST_OK)
		say(t, CLOCK_LINE, _("It begins when another clock is met: %s"), str_get(&title));
	str_free(&title);
	return waiting;
}

enum status clock_explain(struct store *store, const struct actor *actor, const struct record *clock, clock_tell *tell,
	void *ctx, struct err *err)
{
	struct telling t = { .store = store, .actor = actor, .clock = clock, .tell = tell, .ctx = ctx };
	const char *began = record_get(clock, "began"), *length = record_get(clock, "length");
	struct clock_course course = { .state = CLOCK_RUNS };
	struct date day;
	struct term term;
	enum status st = calendar_load(store, NULL, &t.calendar, err);

	if (st != ST_OK)
		return st;
	say_source(&t);
	if (!waits(&t) && began && date_parse(began, &day) && day.day && length && term_parse(length, &term)) {
		say_count(&t, day, &term);
		st = say_moves(&t, day, &term, &course, err);
	}
	if (st == ST_OK) {
		say_due(&t, &course);
		say_rule(&t);
	}
	calendar_clear(&t.calendar);
	return st;
}
