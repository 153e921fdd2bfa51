/* SPDX-License-Identifier: EUPL-1.2 */
/* The tables made of schema/profiles/, and which of them a file stands under. */
#include "register/profile.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/gate.h"
#include "register/tables.h"
#include "store/sealed.h"

/* Records that only mean something under the profile that they were made under. */
QUERY(profile_numbers, "profile.numbers", QUERY_BATCH, "SELECT DISTINCT issuer FROM number WHERE gone = 0");
QUERY(profile_duties, "profile.duties", QUERY_BATCH, "SELECT DISTINCT code FROM duty WHERE gone = 0");
QUERY(profile_mirrors, "profile.mirrors", QUERY_BATCH, "SELECT DISTINCT body FROM mirror WHERE gone = 0");

const struct profile *profile_nth(int n)
{
	return n >= 0 && n < n_builtin_profiles ? &builtin_profiles[n] : NULL;
}

const struct profile *profile_named(const char *key)
{
	for (int i = 0; i < n_builtin_profiles; i++)
		if (str_same(builtin_profiles[i].key, key))
			return &builtin_profiles[i];
	return NULL;
}

enum status profile_now(struct store *store, const struct profile **out, struct err *err)
{
	struct store *town = store_town(store);
	char *key = NULL;
	enum status st = setting_get(town ? town : store, SETTING_PROFILE, &key, err);

	*out = profile_named(key);
	if (!*out)
		*out = &builtin_profiles[0];
	free(key);
	return st;
}

bool profile_may_set(const struct actor *actor)
{
	return (actor->roles & (ROLE_ADMIN | ROLE_TEAM_LEAD)) != 0;
}

/* A key begins with its profile's name. */
bool profile_owns(const struct profile *p, const char *key)
{
	size_t n = strlen(p->key);

	return strncmp(key, p->key, n) == 0 && key[n] == '_';
}

bool profile_knows(const struct profile *p, const struct kind *kind)
{
	for (int i = 0; i < kind->n_fields; i++) {
		bool any = !kind->fields[i].by_profile;

		for (const struct choice *c = kind->fields[i].choices; c && c->key && !any; c++)
			any = profile_owns(p, c->key);
		if (!any)
			return false;
	}
	return true;
}

static enum status none_left_behind(struct store *store, const struct query *query, const struct profile *p,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, query, &stmt, err);

	if (st != ST_OK)
		return st;
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		const char *key = stmt_get_text(stmt, 0);

		if (key && !profile_owns(p, key)) {
			stmt_reset(stmt);
			return err_set(err, ST_CONFLICT, _("The file holds numbers, duties or copies of decisions under another "
				"country’s law, which “%s” does not know. Nothing was changed; remove them first, since no law asks "
				"for them any more."), _(p->label));
		}
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status put(struct store *store, const struct actor *actor, const struct profile *p, struct err *err)
{
	struct act_by by = actor_by(actor);
	char *detail = mem_fmt("{\"profile\":\"%s\"}", p->key);
	enum status st = none_left_behind(store, &profile_numbers, p, err);

	if (st == ST_OK)
		st = none_left_behind(store, &profile_duties, p, err);
	if (st == ST_OK)
		st = none_left_behind(store, &profile_mirrors, p, err);
	if (st == ST_OK)
		st = setting_set(store, SETTING_PROFILE, p->key, err);
	if (st == ST_OK)
		st = act_note(store, &by, "profile", (struct id){ { 0 } }, detail, err);
	free(detail);
	return st;
}

enum status profile_set(struct store *store, const struct actor *actor, const char *key, struct err *err)
{
	const struct profile *p = profile_named(key);
	enum status st;

	if (!profile_may_set(actor))
		return err_set(err, ST_DENIED, _("Only the administrator or a team lead chooses whose law the file stands under. "
			"Nothing was changed."));
	if (!p)
		return err_set(err, ST_INVALID, _("There is no country profile “%s”. Nothing was changed; “foothold profile list” "
			"shows them."), key);
	st = store_begin(store, err);
	if (st != ST_OK)
		return st;
	st = put(store, actor, p, err);
	if (st == ST_OK)
		st = store_commit(store, err);
	else
		store_rollback(store);
	if (st == ST_OK)
		gate_under(key);
	return st;
}

/* Arrays of structs that begin with their key. */
#define KEYED(what, array, count) \
	const struct what *what(const struct profile *p, const char *key) \
	{ \
		for (int i = 0; i < p->count; i++) \
			if (str_same(p->array[i].key, key)) \
				return &p->array[i]; \
		return NULL; \
	}

KEYED(profile_clock, clock, n_clocks)
KEYED(profile_body, body, n_bodies)
KEYED(profile_part, part, n_parts)
KEYED(profile_number, number, n_numbers)
KEYED(profile_duty, duty, n_duties)

const struct profile_clock *profile_objection(const struct profile *p)
{
	for (int i = 0; i < p->n_clocks; i++)
		if (str_same(p->clock[i].starts, "decision_sent"))
			return &p->clock[i];
	return NULL;
}

const struct profile_clock *profile_any_clock(const char *key, const struct profile **of)
{
	for (int i = 0; i < n_builtin_profiles; i++) {
		const struct profile_clock *clock = profile_clock(&builtin_profiles[i], key);

		if (clock) {
			if (of)
				*of = &builtin_profiles[i];
			return clock;
		}
	}
	return NULL;
}

/* The day on which a holiday falls in a year; year 0 when it did not exist yet. */
static struct date holiday_in(const struct profile_holiday *holiday, int year)
{
	struct date day = { year, holiday->month, holiday->day };

	if (holiday->from_year > year)
		return (struct date){ 0 };
	if (holiday->month == 0)
		return date_add_days(date_easter(year), holiday->day);
	return date_weekday(day) == 7 ? date_add_days(day, holiday->on_sunday) : day;
}

bool profile_holiday(const struct profile *p, struct date day)
{
	if (!day.year || !day.month || !day.day)
		return false;
	for (int i = 0; i < p->n_holidays; i++) {
		struct date on = holiday_in(&p->holiday[i], day.year);

		if (on.year && date_days(on) == date_days(day))
			return true;
	}
	return false;
}

bool profile_moves_end(const struct profile *p, int n, const char *unit)
{
	const struct { const char *unit; int up_to; } row[] = {
		{ "days", p->up_to_days }, { "working days", p->up_to_days }, { "weeks", p->up_to_weeks },
		{ "months", p->up_to_months }, { "years", p->up_to_years },
	};

	for (size_t i = 0; p->ends_on_working_day && i < ARRAY_LEN(row); i++)
		if (str_same(row[i].unit, unit))
			return row[i].up_to < 0 || n <= row[i].up_to;
	return false;
}

static int by_day(const void *a, const void *b)
{
	long x = *(const long *)a, y = *(const long *)b;

	return x < y ? -1 : x > y;
}

void profile_calendar(const struct profile *p, int first_year, int last_year, const long *town, int n_town,
	struct calendar *out)
{
	size_t years = last_year < first_year ? 0 : (size_t)(last_year - first_year + 1);
	long *day = mem_array(years * (size_t)p->n_holidays + (size_t)n_town + 1, sizeof(*day));
	int n = 0;

	for (int year = first_year; year <= last_year; year++)
		for (int i = 0; i < p->n_holidays; i++) {
			struct date on = holiday_in(&p->holiday[i], year);

			if (on.year)
				day[n++] = date_days(on);
		}
	for (int i = 0; i < n_town; i++)
		day[n++] = town[i];
	if (n)
		qsort(day, (size_t)n, sizeof(*day), by_day);
	*out = (struct calendar){ { 0 }, p->two_working_days, day, n };
	if (!p->ends_on_working_day)
		return;
	out->up_to[TERM_DAYS] = out->up_to[TERM_WORKING_DAYS] = p->up_to_days;
	out->up_to[TERM_WEEKS] = p->up_to_weeks;
	out->up_to[TERM_MONTHS] = p->up_to_months;
	out->up_to[TERM_YEARS] = p->up_to_years;
}

void profile_calendar_free(struct calendar *calendar)
{
	free((long *)calendar->holiday);
	calendar->holiday = NULL;
	calendar->n_holidays = 0;
}

struct date profile_clock_ends(const struct profile_clock *clock, struct date day, const struct calendar *calendar)
{
	struct term term;

	if (!clock->length || !term_parse(clock->length, &term))
		return (struct date){ 0 };
	return term_after(date_add_days(day, clock->delay), &term, calendar);
}
