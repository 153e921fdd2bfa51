/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The term and its extensions are a chain, each counted from where the one before
 * ended; the times when the clock stands are intervals that push back the end of
 * whichever part they fall into.  Hence it does not matter when an extension was
 * decided, or in which order things came to be known.
 */
#include "cases/clockwork.h"

#include <stdlib.h>
#include <string.h>

/* One part of the chain. */
struct part {
	const struct term *term;
	const struct calendar *calendar;
	struct date falls, due;
};

/* Sorted moves, and how far the intervals among them were read. */
struct reading {
	const struct clock_move_told *move;
	int n, at;
	struct date first;          /* nothing stands before it */
	bool held;                  /* an interval was read that no part has met yet */
	struct date since, until;   /* until: the day it runs again; year 0: nobody knows */
};

static int by_day(const void *a, const void *b)
{
	const struct clock_move_told *x = a, *y = b;
	long days = date_days(x->day) - date_days(y->day);

	return days < 0 ? -1 : days > 0 ? 1 : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

static bool is_before(struct date a, struct date b)
{
	return date_days(a) < date_days(b);
}

static struct date later_of(struct date a, struct date b)
{
	return is_before(a, b) ? b : a;
}

/* The end of the interval that begins with move `at`: a resumption, the day foreseen, whichever comes first. */
static struct date end_of(struct reading *r, struct date foreseen)
{
	for (; r->at < r->n; r->at++) {
		const struct clock_move_told *move = &r->move[r->at];

		if (foreseen.year && !is_before(move->day, foreseen))
			return foreseen;
		if (move->what == CLOCK_RESUMED)
			return r->move[r->at++].day;
	}
	return foreseen;
}

/* The next time when the clock stands; false when there is none. */
static bool next_stand(struct reading *r)
{
	while (!r->held && r->at < r->n) {
		const struct clock_move_told *move = &r->move[r->at++];

		if (move->what != CLOCK_SUSPENDED)
			continue;
		r->since = later_of(move->day, r->first);
		r->until = end_of(r, move->until);
		r->held = r->until.year == 0 || is_before(r->since, r->until);
	}
	return r->held;
}

static int working_days(const struct calendar *calendar, struct date first, struct date last)
{
	int n = 0;

	for (long day = date_days(first); day <= date_days(last); day++)
		n += calendar_works(calendar, date_from_days(day));
	return n;
}

/* How much is left on the morning of a day: one at least, as on a free day that the end was moved over. */
static int left_on(const struct part *part, struct date day)
{
	int left;

	if (part->term->unit == TERM_WORKING_DAYS)
		left = working_days(part->calendar, day, part->falls);
	else
		left = (int)date_between(day, part->falls) + 1;
	return left < 1 ? 1 : left;
}

static void push_back(struct part *part, struct date since, struct date until)
{
	struct term left = { left_on(part, since), part->term->unit };
	struct date before = date_add_days(until, -1);

	if (left.unit == TERM_WORKING_DAYS)
		part->falls = term_falls(before, &left, part->calendar);
	else
		part->falls = date_add_days(before, left.n);
	part->due = term_moves(part->term, part->calendar) ? calendar_next(part->calendar, part->falls) : part->falls;
}

/* False when the clock stands within this part and nobody knows until when. */
static bool run_part(struct part *part, struct reading *r)
{
	while (next_stand(r) && !is_before(part->due, r->since)) {
		if (r->until.year == 0)
			return false;
		push_back(part, r->since, r->until);
		r->held = false;
	}
	return true;
}

static const struct clock_move_told *next_extension(const struct clock_move_told *move, int n, int *at)
{
	while (*at < n)
		if (move[(*at)++].what == CLOCK_EXTENDED)
			return &move[*at - 1];
	return NULL;
}

static void run_chain(struct part part, const struct clock_move_told *move, int n, struct date first,
	struct clock_course *out)
{
	struct reading r = { .move = move, .n = n, .first = first };
	const struct clock_move_told *extension;
	int at = 0;
	bool runs = run_part(&part, &r);

	while (runs && (extension = next_extension(move, n, &at))) {
		struct date from = part.due;

		part.term = &extension->length;
		part.falls = term_falls(from, part.term, part.calendar);
		part.due = term_after(from, part.term, part.calendar);
		runs = run_part(&part, &r);
	}
	out->state = runs ? CLOCK_RUNS : CLOCK_STANDS;
	out->falls = part.falls;
	out->due = runs ? part.due : (struct date){ 0, 0, 0 };
	out->left = runs ? 0 : left_on(&part, r.since);
}

static bool is_exempted(const struct clock_move_told *move, int n)
{
	for (int i = 0; i < n; i++)
		if (move[i].what == CLOCK_EXEMPTED)
			return true;
	return false;
}

static void run(struct date from, const struct term *term, const struct clock_move_told *move, int n,
	const struct calendar *calendar, struct clock_course *out)
{
	struct part part = { term, calendar, term_falls(from, term, calendar), term_after(from, term, calendar) };
	struct date first = date_add_days(from, 1);
	int begin = 0;

	out->first = part.due;
	/* A last day that was set leaves nothing of what was before. */
	for (int i = 0; i < n; i++) {
		if (move[i].what != CLOCK_MOVED)
			continue;
		part.falls = part.due = move[i].until;
		first = move[i].day;
		begin = i + 1;
	}
	run_chain(part, move + begin, n - begin, first, out);
	if (!is_exempted(move, n))
		return;
	out->state = CLOCK_FREE;
	out->due = (struct date){ 0, 0, 0 };
	out->left = 0;
}

void clockwork_run(struct date from, const struct term *term, struct clock_move_told *move, int n,
	const struct calendar *calendar, struct clock_course *out, struct date *after)
{
	if (n)
		qsort(move, (size_t)n, sizeof *move, by_day);
	for (int i = 0; after && i < n; i++) {
		run(from, term, move, i + 1, calendar, out);
		after[i] = out->due;
	}
	run(from, term, move, n, calendar, out);
}
