/* SPDX-License-Identifier: EUPL-1.2 */
/* Counting until when one may object: the file's profile, the city's holidays, the decision's own words. */
#include "cases/objection.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "store/query.h"

#define LOOKED_AHEAD 60      /* days past the end of the term: no holidays last longer */

QUERY(holidays_between, "objection.holidays", QUERY_INTERACTIVE,
	"SELECT day FROM holiday WHERE gone = 0 AND day >= :from AND day <= :to ORDER BY day");

/* "nl_objection" */
static const struct profile_clock *clock_of(const struct profile *profile)
{
	for (int i = 0; i < profile->n_clocks; i++) {
		const char *at = strstr(profile->clock[i].key, "_objection");

		if (at && !at[strlen("_objection")] && profile->clock[i].length)
			return &profile->clock[i];
	}
	return NULL;
}

enum status objection_usual(struct store *store, char out[TERM_TEXT_MAX], struct err *err)
{
	const struct profile *profile;
	const struct profile_clock *clock;
	enum status st = profile_now(store, &profile, err);

	*out = '\0';
	clock = st == ST_OK ? clock_of(profile) : NULL;
	if (clock)
		str_copy(out, TERM_TEXT_MAX, clock->length);
	return st;
}

struct days { long *day; int n; };

static void add_day(struct days *days, long day)
{
	days->day = mem_resize(days->day, (size_t)days->n + 1, sizeof *days->day);
	days->day[days->n++] = day;
}

static int ascending(const void *a, const void *b)
{
	const long *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The city's holidays and the profile's, from one day to another. */
static enum status gather_holidays(struct store *store, const struct profile *profile, struct date from, struct date to,
	struct days *days, struct err *err)
{
	struct stmt *stmt;
	char text[11];
	struct date day;
	enum status st = store_query(store, &holidays_between, &stmt, err);

	for (day = from; st == ST_OK && date_between(day, to) >= 0; day = date_add_days(day, 1))
		if (profile_holiday(profile, day))
			add_day(days, date_days(day));
	if (st != ST_OK)
		return st;
	date_text(from, text);
	stmt_text(stmt, "from", text);
	date_text(to, text);
	stmt_text(stmt, "to", text);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		if (date_parse(stmt_get_text(stmt, 0), &day) && day.day)
			add_day(days, date_days(day));
	stmt_reset(stmt);
	if (days->n)
		qsort(days->day, (size_t)days->n, sizeof *days->day, ascending);
	return st == ST_DONE ? ST_OK : st;
}

static int longest(const struct profile *profile, int declared)
{
	return !profile->ends_on_working_day ? 0 : declared < 0 ? TERM_ALL : declared;
}

/* How the profile's law ends its terms. */
static struct calendar calendar_of(const struct profile *profile, const struct days *days)
{
	struct calendar calendar = { .holiday = days->day, .n_holidays = days->n };

	calendar.up_to[TERM_DAYS] = longest(profile, profile->up_to_days);
	calendar.up_to[TERM_WORKING_DAYS] = longest(profile, profile->up_to_days);
	calendar.up_to[TERM_WEEKS] = longest(profile, profile->up_to_weeks);
	calendar.up_to[TERM_MONTHS] = longest(profile, profile->up_to_months);
	calendar.up_to[TERM_YEARS] = longest(profile, profile->up_to_years);
	calendar.two_working_days = str_same(profile->country, "NL");
	return calendar;
}

static enum status last_day(struct store *store, const struct profile *profile, struct objection *o, struct err *err)
{
	struct days days = { NULL, 0 };
	struct date falls = term_falls(o->from, &o->term, NULL);
	struct calendar calendar;
	enum status st = gather_holidays(store, profile, o->from, date_add_days(falls, LOOKED_AHEAD), &days, err);

	calendar = calendar_of(profile, &days);
	if (st == ST_OK)
		o->until = term_after(o->from, &o->term, &calendar);
	free(days.day);
	return st;
}

enum status objection_count(struct store *store, const char *term, const char *sent, const char *how,
	struct objection *out, struct err *err)
{
	const struct profile *profile;
	enum status st = profile_now(store, &profile, err);

	memset(out, 0, sizeof *out);
	if (st != ST_OK || !term || !term_parse(term, &out->term))
		return st;
	out->clock = clock_of(profile);
	if (out->clock && !str_same(how, "handed"))
		out->delay = out->clock->delay;
	if (out->clock && !str_same(out->clock->length, term))
		out->clock = NULL;
	if (!sent || !date_parse(sent, &out->from) || !out->from.day) {
		out->from = (struct date){ 0, 0, 0 };
		return ST_OK;
	}
	out->from = date_add_days(out->from, out->delay);
	return last_day(store, profile, out, err);
}

void objection_words(struct str *out, const struct objection *o)
{
	struct str term = STR_INIT, from = STR_INIT, until = STR_INIT;

	term_words(&term, o->term);
	date_show(&from, o->from);
	date_show(&until, o->until);
	if (o->none)
		str_add(out, _("Nobody can object to this decision."));
	else if (!o->term.n)
		str_add(out, _("How long one may object is not known yet."));
	else if (!o->until.year)
		/* TRANSLATORS: %s is a length of time, like "6 weeks" */
		str_addf(out, _("One may object for %s; the time begins when the decision is sent."), str_get(&term));
	else
		/* TRANSLATORS: a date, a length of time ("6 weeks"), a date */
		str_addf(out, _("One may object until %s: %s, counted from the day after %s."), str_get(&until), str_get(&term),
			str_get(&from));
	if (o->until.year && o->delay) {
		str_addc(out, ' ');
		str_addf(out, ngettext("A letter counts as arrived %d day after it was sent.",
			"A letter counts as arrived %d days after it was sent.", (unsigned long)o->delay), o->delay);
	}
	if (o->term.n)
		str_addc(out, ' ');
	if (o->clock)
		/* TRANSLATORS: a law, like "Algemene wet bestuursrecht, art. 6:7" */
		str_addf(out, o->clock->source.verified ? _("Source: %s.") : _("Source: %s (not verified)."),
			o->clock->source.law);
	else if (o->term.n)
		str_add(out, _("The length is the decision’s own."));
	str_free(&term);
	str_free(&from);
	str_free(&until);
}
