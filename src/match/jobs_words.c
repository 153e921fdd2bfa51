/* SPDX-License-Identifier: EUPL-1.2 */
/* What a criterion of jobs says of one person and one vacancy, from the frozen values alone; of what is not known the
 * question to ask. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "match/jobs_own.h"
#include "register/occupation.h"
#include "register/register.h"

static unsigned long number(const char *value)
{
	return strtoul(value, NULL, 10);
}

/* A canonical value as that field of a vacancy shows it. */
static void show(struct str *out, const char *field, const char *value)
{
	field_show(out, kind_field(register_kind("vacancy"), field), value);
}

/* A condition that is not known leaves nobody out: there is nothing to remedy, only to ask. */
static bool may_be_remedied(const struct match_criterion *by, const struct measured *is)
{
	return *is->wants && is->share < 0 && !(by->condition && is->share == MEASURE_UNKNOWN);
}

/* ---- occupations ---- */

/* "Welders and flame cutters (7212)"; a code that the classification does not have stands as it is. */
static void trade_words(struct str *out, const char *code)
{
	const struct occupation *occupation = occupation_by_code(code);

	if (occupation)
		str_addf(out, "%s (%s)", occupation_title(occupation), code);
	else
		str_add(out, code);
}

static int digits_alike(const char *a, const char *b)
{
	int n = 0;

	while (n < 4 && a[n] && a[n] == b[n])
		n++;
	return n;
}

static bool asks_trades(struct str *out, const struct measured *is, const char *whom)
{
	if (is->share == MEASURE_UNKNOWN)
		str_add(out, *is->wants ? whom : _("Ask the employer which occupation the work is."));
	return is->share == MEASURE_UNKNOWN;
}

JOBS_WORDS(jobs_words_occupation)
{
	struct str has = STR_INIT, wants = STR_INIT;
	int digits = digits_alike(is->has, is->wants);

	(void)by;
	if (asks_trades(out, is, _("Ask which occupations the person looks for, has learned or has worked in.")))
		return;
	trade_words(&has, is->has);
	trade_words(&wants, is->wants);
	if (digits == 4)
		/* TRANSLATORS: %s: title and code of an occupation */
		str_addf(out, _("the person’s own occupation: %s"), str_get(&wants));
	else if (digits == 3)
		/* TRANSLATORS: title and code of the vacancy's occupation, then of the person's */
		str_addf(out, _("close, of one minor group of ISCO-08: %s; the person’s: %s"), str_get(&wants), str_get(&has));
	else if (digits == 2)
		/* TRANSLATORS: title and code of the vacancy's occupation, then of the person's */
		str_addf(out, _("related, of one sub-major group of ISCO-08: %s; the person’s: %s"), str_get(&wants), str_get(&has));
	else if (digits == 1)
		/* TRANSLATORS: title and code of the vacancy's occupation, then of the person's */
		str_addf(out, _("far, of one major group of ISCO-08 only: %s; the person’s: %s"), str_get(&wants), str_get(&has));
	else
		/* TRANSLATORS: title and code of the vacancy's occupation */
		str_addf(out, _("another occupation: %s"), str_get(&wants));
	str_free(&has);
	str_free(&wants);
}

JOBS_WORDS(jobs_words_group)
{
	jobs_words_occupation(out, by, is);
}

JOBS_WORDS(jobs_words_wish)
{
	struct str has = STR_INIT, wants = STR_INIT;
	int digits = digits_alike(is->has, is->wants);

	(void)by;
	if (asks_trades(out, is, _("Ask which occupation the person looks for.")))
		return;
	trade_words(&has, is->has);
	trade_words(&wants, is->wants);
	if (digits == 4)
		/* TRANSLATORS: %s: title and code of an occupation */
		str_addf(out, _("what the person looks for: %s"), str_get(&wants));
	else if (digits > 0)
		/* TRANSLATORS: how many digits of the code agree; title and code of the vacancy's occupation, of the one looked for */
		str_addf(out, ngettext("%d digit of four agrees: %s; looked for: %s", "%d digits of four agree: %s; looked for: %s",
			(unsigned long)digits), digits, str_get(&wants), str_get(&has));
	else
		/* TRANSLATORS: %s: title and code of an occupation */
		str_addf(out, _("not what the person looks for: %s"), str_get(&wants));
	str_free(&has);
	str_free(&wants);
}

/* ---- skills ---- */

JOBS_WORDS(jobs_words_skills)
{
	const char *of = strchr(is->has, '/');
	unsigned long there = number(is->has), all = of ? number(of + 1) : 0;

	(void)by;
	if (!of && *is->has)
		str_add(out, _("the vacancy names no skills; one of its occupation is written down"));
	else if (!of)
		str_add(out, _("Ask the employer which skills the work needs, and what of its occupation the person can do."));
	else if (!*is->wants)
		str_addf(out, ngettext("the %lu skill that is asked for is written down", "all %lu skills that are asked for are written down",
			all), all);
	else if (there == 0)
		/* TRANSLATORS: %s: skills in the employer's words, parted by semicolons */
		str_addf(out, _("Ask whether the person can do this: %s"), is->wants);
	else
		/* TRANSLATORS: how many skills are there, of how many; then skills in the employer's words, parted by semicolons */
		str_addf(out, _("%lu of %lu skills that are asked for are written down, at least in part. Ask about: %s"), there, all,
			is->wants);
}

JOBS_WORDS(jobs_remedy_skills)
{
	(void)by;
	if (strchr(is->has, '/') && *is->wants)
		/* TRANSLATORS: %s: skills in the employer's words, parted by semicolons */
		str_addf(out, _("If the person can do this, writing it down would count in full: %s"), is->wants);
}

/* ---- language ---- */

/* "B1 in German" of "b1 de"; "B1" of "b1". */
static void level_words(struct str *out, const char *wants)
{
	char *key = mem_strn(wants, strcspn(wants, " "));
	const char *language = strchr(wants, ' ');
	struct str level = STR_INIT, name = STR_INIT;

	show(&level, "level", key);
	if (language) {
		text_language_name(&name, language + 1);
		/* TRANSLATORS: a level such as B1 and the name of a language */
		str_addf(out, _("%s in %s"), str_get(&level), str_get(&name));
	} else {
		str_add(out, str_get(&level));
	}
	str_free(&level);
	str_free(&name);
	free(key);
}

JOBS_WORDS(jobs_words_level)
{
	struct str has = STR_INIT, wants = STR_INIT;

	(void)by;
	if (!*is->wants) {
		str_add(out, _("no language level is asked for"));
		return;
	}
	level_words(&wants, is->wants);
	if (*is->has)
		show(&has, "level", is->has);
	if (is->share == MEASURE_UNKNOWN)
		/* TRANSLATORS: %s: "B1 in German" */
		str_addf(out, _("Ask for the person’s level: %s is needed."), str_get(&wants));
	else if (is->share == MEASURE_MISSED)
		/* TRANSLATORS: "B1 in German", then the person's level "A2" */
		str_addf(out, _("%s is needed, the person has %s"), str_get(&wants), str_get(&has));
	else
		/* TRANSLATORS: "B1 in German", then the person's level "B2" */
		str_addf(out, _("%s is needed, and the person has %s"), str_get(&wants), str_get(&has));
	str_free(&has);
	str_free(&wants);
}

JOBS_WORDS(jobs_remedy_level)
{
	struct str wants = STR_INIT;

	if (!may_be_remedied(by, is))
		return;
	level_words(&wants, is->wants);
	/* TRANSLATORS: %s: "B1 in German" */
	str_addf(out, _("%s would meet it."), str_get(&wants));
	str_free(&wants);
}

/* ---- licences ---- */

JOBS_WORDS(jobs_words_licence)
{
	struct str wants = STR_INIT;

	(void)by;
	if (!*is->wants) {
		str_add(out, _("no licence is asked for"));
		return;
	}
	show(&wants, "licences", is->wants);
	if (is->share == MEASURE_UNKNOWN)
		/* TRANSLATORS: %s: licences, "Car (B), Forklift" */
		str_addf(out, _("Ask whether the person holds: %s"), str_get(&wants));
	else if (is->share == MEASURE_MISSED)
		/* TRANSLATORS: %s: licences, "Car (B), Forklift" */
		str_addf(out, _("needs %s, which the person does not hold in full"), str_get(&wants));
	else
		/* TRANSLATORS: %s: licences, "Car (B), Forklift" */
		str_addf(out, _("needs %s, which the person holds"), str_get(&wants));
	str_free(&wants);
}

JOBS_WORDS(jobs_remedy_licence)
{
	struct str wants = STR_INIT;

	if (!may_be_remedied(by, is))
		return;
	show(&wants, "licences", is->wants);
	/* TRANSLATORS: %s: licences, "Car (B), Forklift" */
	str_addf(out, _("These licences would meet it: %s"), str_get(&wants));
	str_free(&wants);
}

/* ---- hours ---- */

/* "16 to 40" of "160 400"; "up to 40", "from 16" where one of the two is not said (-1). */
static void hours_words(struct str *out, const char *value)
{
	char *end;
	long from = strtol(value, &end, 10), to = strtol(end, NULL, 10);
	struct str least = STR_INIT, most = STR_INIT;

	text_number(&least, from % 10 ? from : from / 10, from % 10 ? 1 : 0);
	text_number(&most, to % 10 ? to : to / 10, to % 10 ? 1 : 0);
	if (from >= 0 && to >= 0 && from != to)
		/* TRANSLATORS: hours a week, from and to */
		str_addf(out, _("%s to %s hours a week"), str_get(&least), str_get(&most));
	else if (to >= 0 && from < 0)
		str_addf(out, _("up to %s hours a week"), str_get(&most));
	else if (to < 0)
		str_addf(out, _("from %s hours a week on"), str_get(&least));
	else
		str_addf(out, _("%s hours a week"), str_get(&least));
	str_free(&least);
	str_free(&most);
}

JOBS_WORDS(jobs_words_hours)
{
	struct str has = STR_INIT, wants = STR_INIT;

	(void)by;
	if (*is->has)
		hours_words(&has, is->has);
	if (*is->wants)
		hours_words(&wants, is->wants);
	if (!*is->wants)
		str_add(out, _("Ask the employer how many hours a week the work is."));
	else if (!*is->has)
		/* TRANSLATORS: %s: "16 to 40 hours a week" */
		str_addf(out, _("Ask how many hours the person can work: it is %s."), str_get(&wants));
	else if (is->share == MEASURE_MISSED)
		/* TRANSLATORS: "36 to 40 hours a week", then "up to 24 hours a week" */
		str_addf(out, _("%s, the person looks for %s"), str_get(&wants), str_get(&has));
	else
		/* TRANSLATORS: "16 to 40 hours a week", then "20 to 32 hours a week" */
		str_addf(out, _("%s, and the person looks for %s"), str_get(&wants), str_get(&has));
	str_free(&has);
	str_free(&wants);
}

JOBS_WORDS(jobs_remedy_hours)
{
	struct str wants = STR_INIT;

	if (!may_be_remedied(by, is))
		return;
	hours_words(&wants, is->wants);
	/* TRANSLATORS: %s: "16 to 40 hours a week" */
	str_addf(out, _("If the person can work %s, it would meet it."), str_get(&wants));
	str_free(&wants);
}

/* ---- times and days ---- */

JOBS_WORDS(jobs_words_times)
{
	struct timetable at;
	struct str words = STR_INIT;

	(void)by;
	if (is->share == MEASURE_UNKNOWN) {
		str_add(out, _("Ask the employer for the days and hours: the person is away at some."));
	} else if (is->share == MEASURE_MISSED && timetable_read(is->wants, &at)) {
		timetable_words(&words, &at);
		/* TRANSLATORS: %s: "Mon 09:00–12:00" */
		str_addf(out, _("its hours on %s meet a course or what the person cannot do"), str_get(&words));
	} else {
		str_add(out, *is->has ? _("its hours meet nothing else") : _("the person is free at all hours"));
	}
	str_free(&words);
}

JOBS_WORDS(jobs_words_start)
{
	struct str has = STR_INIT, wants = STR_INIT;

	(void)by;
	if (*is->has)
		show(&has, "starts", is->has);
	if (*is->wants)
		show(&wants, "starts", is->wants);
	if (is->share == MEASURE_UNKNOWN && !*is->has)
		str_add(out, _("Ask from which day on the person may and can work."));
	else if (is->share == MEASURE_UNKNOWN)
		/* TRANSLATORS: %s: a date */
		str_addf(out, _("Ask the employer when the work begins: the person can from %s on."), str_get(&has));
	else if (is->share == MEASURE_MISSED)
		/* TRANSLATORS: two dates */
		str_addf(out, _("begins by %s, and the person can from %s on only"), str_get(&wants), str_get(&has));
	else if (*is->wants)
		/* TRANSLATORS: %s: a date */
		str_addf(out, _("begins by %s, and the person can by then"), str_get(&wants));
	else
		str_add(out, _("the person can begin at once"));
	str_free(&has);
	str_free(&wants);
}

JOBS_WORDS(jobs_remedy_start)
{
	struct str wants = STR_INIT;

	if (!may_be_remedied(by, is))
		return;
	show(&wants, "starts", is->wants);
	/* TRANSLATORS: %s: a date */
	str_addf(out, _("Being able to begin by %s would meet it, or an employer who waits."), str_get(&wants));
	str_free(&wants);
}

/* ---- the way ---- */

static void km_words(struct str *out, const char *metres)
{
	struct str km = STR_INIT;

	text_number(&km, (strtoll(metres, NULL, 10) + 50) / 100, 1);
	/* TRANSLATORS: a distance in kilometres */
	str_addf(out, _("%s km"), str_get(&km));
	str_free(&km);
}

static bool asks_way(struct str *out, const struct measured *is)
{
	if (str_same(is->has, "*"))
		str_add(out, _("The address is secret, so that the way is not counted. Ask whether the person can get there."));
	else if (!*is->wants)
		str_add(out, _("Ask where the person lives and where the work is: the neighbourhood of one is not known."));
	return str_same(is->has, "*") || !*is->wants;
}

JOBS_WORDS(jobs_words_distance)
{
	struct str way = STR_INIT, most = STR_INIT;

	(void)by;
	if (str_same(is->wants, "0")) {
		str_add(out, _("in the very neighbourhood, or worked from home"));
		return;
	}
	if (asks_way(out, is))
		return;
	km_words(&way, is->wants);
	if (*is->has)
		km_words(&most, is->has);
	if (!*is->has)
		/* TRANSLATORS: %s: "7.8 km" */
		str_addf(out, _("Ask how far the person can go: it is %s."), str_get(&way));
	else if (is->share == MEASURE_MISSED)
		/* TRANSLATORS: "7.8 km", "5 km" */
		str_addf(out, _("%s away, and the person looks within %s"), str_get(&way), str_get(&most));
	else
		/* TRANSLATORS: "3.1 km", "5 km" */
		str_addf(out, _("%s away, within the %s that the person set"), str_get(&way), str_get(&most));
	str_free(&way);
	str_free(&most);
}

JOBS_WORDS(jobs_remedy_distance)
{
	struct str way = STR_INIT;

	if (!may_be_remedied(by, is))
		return;
	km_words(&way, is->wants);
	/* TRANSLATORS: %s: "7.8 km" */
	str_addf(out, _("Looking within %s would meet it."), str_get(&way));
	str_free(&way);
}

JOBS_WORDS(jobs_words_way)
{
	struct str way = STR_INIT;

	(void)by;
	if (str_same(is->wants, "home") || str_same(is->wants, "0")) {
		str_add(out, str_same(is->wants, "0") ? _("in the very neighbourhood") : _("worked from home"));
		return;
	}
	if (asks_way(out, is))
		return;
	km_words(&way, is->wants);
	/* TRANSLATORS: %s: "7.8 km" */
	str_addf(out, _("%s away as the crow flies"), str_get(&way));
	str_free(&way);
}

/* ---- pay ---- */

/* "1200.00 month" */
static void pay_words(struct str *out, const char *value)
{
	char *amount = mem_strn(value, strcspn(value, " "));
	const char *per = strchr(value, ' ');
	struct str money = STR_INIT, unit = STR_INIT;

	show(&money, "pay_from", amount);
	if (per && per[1])
		show(&unit, "pay_per", per + 1);
	if (unit.len)
		/* TRANSLATORS: an amount of money and the word for hour, day, week, month or year */
		str_addf(out, _("%s (%s)"), str_get(&money), str_get(&unit));
	else
		str_add(out, str_get(&money));
	str_free(&money);
	str_free(&unit);
	free(amount);
}

JOBS_WORDS(jobs_words_pay)
{
	struct str has = STR_INIT, wants = STR_INIT;

	(void)by;
	if (*is->has)
		pay_words(&has, is->has);
	if (*is->wants)
		pay_words(&wants, is->wants);
	if (!*is->wants)
		str_add(out, _("Ask the employer what the work pays."));
	else if (!*is->has)
		/* TRANSLATORS: %s: an amount of money and per what */
		str_addf(out, _("Ask which pay the person needs: it is %s."), str_get(&wants));
	else if (is->share == MEASURE_UNKNOWN)
		/* TRANSLATORS: two amounts of money, each with per what */
		str_addf(out, _("Ask what it comes to: it pays %s, and the person looks for %s."), str_get(&wants), str_get(&has));
	else if (is->share == MEASURE_MISSED)
		/* TRANSLATORS: two amounts of money, each with per what */
		str_addf(out, _("pays up to %s, the person looks for %s"), str_get(&wants), str_get(&has));
	else
		/* TRANSLATORS: two amounts of money, each with per what */
		str_addf(out, _("pays up to %s, and the person looks for %s"), str_get(&wants), str_get(&has));
	str_free(&has);
	str_free(&wants);
}

/* ---- the rest ---- */

JOBS_WORDS(jobs_words_wished)
{
	unsigned long has = number(is->has), wants = number(is->wants);

	(void)by;
	if (wants == 0)
		str_add(out, _("the employer wishes for nothing besides"));
	else if (is->share == MEASURE_UNKNOWN)
		str_add(out, _("Ask for the level, licences and occupations that the employer would like."));
	else
		/* TRANSLATORS: how many of the employer's wishes are there, of how many */
		str_addf(out, ngettext("%lu of %lu wish of the employer is there", "%lu of %lu wishes of the employer are there", wants), has,
			wants);
}

JOBS_WORDS(jobs_words_applied)
{
	(void)by;
	str_add(out, is->share == MEASURE_MISSED ? _("the person has applied for it already") : _("not applied for yet"));
}

JOBS_WORDS(jobs_words_waited)
{
	(void)by;
	str_addf(out, ngettext("looking for work for %lu day", "looking for work for %lu days", number(is->has)), number(is->has));
}

JOBS_WORDS(jobs_words_scarcity)
{
	(void)by;
	if (is->share == MEASURE_UNKNOWN)
		str_add(out, _("Ask the employer which occupation the work is."));
	else if (number(is->wants) >= JOBS_KIND_MOST)
		/* TRANSLATORS: %lu: a large number */
		str_addf(out, ngettext("%lu person or more looks for work of this kind", "%lu people or more look for work of this kind",
			number(is->wants)), number(is->wants));
	else
		str_addf(out, ngettext("%lu person looks for work of this kind", "%lu people look for work of this kind",
			number(is->wants)), number(is->wants));
}
