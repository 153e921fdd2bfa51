/* SPDX-License-Identifier: EUPL-1.2 */
/* What a criterion of homes says of one household and one home, from the frozen values alone; of what is not known the
 * question to ask. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/msg.h"
#include "base/text.h"
#include "match/homes_own.h"
#include "register/register.h"

static unsigned long number(const char *value)
{
	return strtoul(value, NULL, 10);
}

/* A canonical value as a field of that kind shows it: money, days. */
static void show(struct str *out, const char *kind, const char *field, const char *value)
{
	field_show(out, kind_field(register_kind(kind), field), value);
}

static bool is_hidden(struct str *out, const struct measured *is)
{
	if (!str_same(is->has, "*"))
		return false;
	str_add(out, _("Secret address: the opened file alone says more."));
	return true;
}

int64_t homes_cents(const char *canonical)
{
	const char *point = strchr(canonical, '.');

	if (!*canonical)
		return -1;
	return 100 * strtoll(canonical, NULL, 10) + (point ? strtoll(point + 1, NULL, 10) : 0);
}

/* ---- size ---- */

static bool asks_size(struct str *out, const struct measured *is)
{
	if (!*is->wants)
		str_add(out, _("Ask how many people will live in the home."));
	else if (!*is->has)
		str_add(out, _("Ask the owner for how many people the home is."));
	return !*is->wants || !*is->has;
}

HOMES_WORDS(homes_words_size)
{
	(void)by;
	if (asks_size(out, is))
		return;
	if (is->share == MEASURE_MISSED)
		/* TRANSLATORS: how many people need a home; for how many it is */
		str_addf(out, ngettext("%lu person, and room for %lu only", "%lu people, and room for %lu only", number(is->wants)),
			number(is->wants), number(is->has));
	else
		/* TRANSLATORS: how many people need a home; for how many it is */
		str_addf(out, ngettext("%lu person, room for %lu", "%lu people, room for %lu", number(is->wants)),
			number(is->wants), number(is->has));
}

HOMES_WORDS(homes_words_close)
{
	(void)by;
	if (!asks_size(out, is))
		/* TRANSLATORS: how many people would live in a home; for how many it is */
		str_addf(out, ngettext("%lu would live where there is room for %lu", "%lu would live where there is room for %lu",
			number(is->wants)), number(is->wants), number(is->has));
}

HOMES_WORDS(homes_words_bedrooms)
{
	(void)by;
	if (number(is->wants) == 0)
		str_add(out, _("no certain number of bedrooms is needed"));
	else if (is->share == MEASURE_UNKNOWN)
		str_add(out, _("Ask the owner how many bedrooms the home has."));
	else if (is->share == MEASURE_MISSED)
		str_addf(out, ngettext("%lu bedroom needed, %lu only", "%lu bedrooms needed, %lu only", number(is->wants)),
			number(is->wants), number(is->has));
	else
		str_addf(out, ngettext("%lu bedroom needed, %lu there", "%lu bedrooms needed, %lu there", number(is->wants)),
			number(is->wants), number(is->has));
}

/* ---- yes or no ---- */

HOMES_WORDS(homes_words_step_free)
{
	(void)by;
	if (is->share == MEASURE_UNKNOWN && !*is->wants)
		str_add(out, _("Ask whether the household needs a home without steps."));
	else if (is->share == MEASURE_UNKNOWN)
		str_add(out, _("Ask the owner whether the home is step-free."));
	else if (is->share == MEASURE_MISSED)
		str_add(out, _("step-free is needed, and there are steps"));
	else if (str_same(is->has, "yes"))
		str_add(out, _("the home is step-free"));
	else
		str_add(out, _("step-free is not needed"));
}

HOMES_WORDS(homes_remedy_step_free)
{
	(void)by;
	if (is->share == MEASURE_MISSED)
		str_add(out, _("A lift or a ramp that makes the home step-free would meet it."));
}

HOMES_WORDS(homes_words_pets)
{
	(void)by;
	if (is->share == MEASURE_UNKNOWN && !*is->wants)
		str_add(out, _("Ask whether the household brings a pet."));
	else if (is->share == MEASURE_UNKNOWN)
		str_add(out, _("Ask the owner whether pets are welcome."));
	else if (is->share == MEASURE_MISSED)
		str_add(out, _("the household brings a pet, and pets are not welcome"));
	else if (str_same(is->has, "yes"))
		str_add(out, _("pets are welcome"));
	else
		str_add(out, _("the household brings no pet"));
}

/* ---- rent ---- */

/* Both in words: what it costs, what the household can pay. */
static void rents(struct str *out, const char *format, const struct measured *is)
{
	struct str has = STR_INIT, wants = STR_INIT;

	show(&has, "dwelling", "rent", is->has);
	show(&wants, "need", "max_rent", is->wants);
	str_addf(out, format, str_get(&has), str_get(&wants));
	str_free(&has);
	str_free(&wants);
}

HOMES_WORDS(homes_words_rent)
{
	(void)by;
	if (!*is->wants)
		str_add(out, _("Ask what rent the household can pay."));
	else if (!*is->has)
		str_add(out, _("Ask the owner what the rent is."));
	else if (is->share == MEASURE_UNKNOWN)
		/* TRANSLATORS: two amounts of money: the rent, and the highest that the household can pay */
		rents(out, _("Ask what the service costs are: the rent is %s, of at most %s."), is);
	else if (is->share == MEASURE_MISSED)
		/* TRANSLATORS: two amounts of money: the rent with service costs, and the highest that the household can pay */
		rents(out, _("%s a month, and the household can pay %s"), is);
	else
		/* TRANSLATORS: two amounts of money: the rent with service costs, and the highest that the household can pay */
		rents(out, _("%s a month, of at most %s"), is);
}

HOMES_WORDS(homes_remedy_rent)
{
	struct str has = STR_INIT;

	(void)by;
	if (is->share == MEASURE_MISSED) {
		show(&has, "dwelling", "rent", is->has);
		/* TRANSLATORS: %s is an amount of money */
		str_addf(out, _("It would be met if the household could pay %s a month, with help towards the rent for example."),
			str_get(&has));
	}
	str_free(&has);
}

/* ---- distances ---- */

static void kilometres(struct str *out, const char *value)
{
	const char *point = strchr(value, '.');

	text_number(out, 10 * (long long)number(value) + (point ? (long long)number(point + 1) : 0), 1);
}

/* "5 school", "near school": behind the blank. */
static const char *what_for(const char *wants)
{
	const char *blank = strchr(wants, ' ');

	return blank ? blank + 1 : "";
}

static const char *away(const char *what)
{
	/* TRANSLATORS: all of these: %s is a number of kilometres */
	return str_same(what, "school") ? _("%s km from the school") : str_same(what, "work") ? _("%s km from work") :
		str_same(what, "course") ? _("%s km from the course") : str_same(what, "family") ? _("%s km from the family") :
		_("%s km from where it should be near");
}

/* Between the middles of neighbourhoods. */
static void how_far(struct str *out, const struct measured *is)
{
	struct str km = STR_INIT;

	kilometres(&km, is->has);
	str_addf(out, away(what_for(is->wants)), str_get(&km));
	str_free(&km);
}

static void asks_where(struct str *out)
{
	str_add(out, _("Find out where the home and its neighbourhood lie."));
}

HOMES_WORDS(homes_words_within)
{
	struct str far = STR_INIT;

	(void)by;
	if (is_hidden(out, is))
		return;
	if (!*is->wants) {
		str_add(out, _("no distance is too far for the household"));
	} else if (is->share == MEASURE_UNKNOWN) {
		asks_where(out);
	} else if (str_same(is->has, "0.0")) {
		str_add(out, _("in the very neighbourhood where it should be"));
	} else {
		how_far(&far, is);
		/* TRANSLATORS: "2.1 km from the school", a number of kilometres */
		str_addf(out, is->share == MEASURE_MISSED ? _("%s, more than the %lu km that the household named") :
			_("%s, of at most %lu km"), str_get(&far), number(is->wants));
	}
	str_free(&far);
}

HOMES_WORDS(homes_words_near)
{
	(void)by;
	if (is_hidden(out, is))
		return;
	if (!*is->wants && is->share == MEASURE_MISSED)
		str_add(out, _("there is nothing that it should be near to"));
	else if (!*is->wants)
		str_add(out, _("Ask what the home should be near to."));
	else if (is->share == MEASURE_UNKNOWN)
		asks_where(out);
	else if (str_same(is->has, "0.0"))
		str_add(out, _("in the very neighbourhood where it should be"));
	else
		how_far(out, is);
}

static const char *tie(const char *what)
{
	return str_same(what, "school") ? _("the school is in this neighbourhood") :
		str_same(what, "work") ? _("the work is in this neighbourhood") :
		str_same(what, "course") ? _("the course is in this neighbourhood") :
		str_same(what, "family") ? _("family lives in this neighbourhood") :
		_("it is the neighbourhood to be near to");
}

HOMES_WORDS(homes_words_ties)
{
	(void)by;
	if (is_hidden(out, is))
		return;
	if (!*is->has)
		str_add(out, _("Find out in which neighbourhood the home lies."));
	else if (is->share == MEASURE_UNKNOWN)
		str_add(out, _("Ask what ties the household to a neighbourhood."));
	else if (str_same(is->has, "lives"))
		str_add(out, _("the household lives in this neighbourhood now"));
	else if (is->share == MEASURE_MISSED && !*is->wants)
		str_add(out, _("nothing ties the household to this neighbourhood"));
	else if (is->share == MEASURE_MISSED)
		str_add(out, _("school, work and family are elsewhere"));
	else
		str_add(out, tie(what_for(is->has)));
}

/* ---- the household's own list ---- */

HOMES_WORDS(homes_words_choice)
{
	(void)by;
	if (is_hidden(out, is))
		return;
	if (!*is->wants && is->share == MEASURE_MISSED)
		str_add(out, _("the household prefers no neighbourhood"));
	else if (!*is->wants)
		str_add(out, _("Ask where the household would like to live."));
	else if (!*is->has)
		str_add(out, _("Find out in which neighbourhood the home lies."));
	else if (is->share == MEASURE_MISSED)
		str_add(out, _("the neighbourhood is not in the household's list"));
	else
		/* TRANSLATORS: place in the household's own list of neighbourhoods, 1 is the first; how many are in it */
		str_addf(out, _("choice %lu of %lu in the household's list"), number(is->has), number(is->wants));
}

HOMES_WORDS(homes_remedy_choice)
{
	(void)by;
	if (is->share == MEASURE_MISSED)
		str_add(out, _("It would count if the household put this neighbourhood into its list."));
	else if (is->share < MATCH_SHARE && is->share > 0)
		str_add(out, _("It would count more if this neighbourhood stood higher in the household's list."));
}

/* ---- time ---- */

static const char *waited_where(const char *wants, unsigned long days)
{
	/* TRANSLATORS: all of these: a number of days, and the day since when */
	if (strncmp(wants, "reception ", 10) == 0)
		return ngettext("%lu day in the reception centre, since %s", "%lu days in the reception centre, since %s", days);
	if (strncmp(wants, "shelter ", 8) == 0)
		return ngettext("%lu day in the emergency shelter, since %s", "%lu days in the emergency shelter, since %s", days);
	return ngettext("%lu day since the household asked, on %s", "%lu days since the household asked, on %s", days);
}

HOMES_WORDS(homes_words_waited)
{
	struct str day = STR_INIT;

	(void)by;
	if (!*is->has) {
		str_add(out, _("Ask since when the household looks for a home."));
		return;
	}
	show(&day, "need", "asked", what_for(is->wants));
	str_addf(out, waited_where(is->wants, number(is->has)), number(is->has), str_get(&day));
	str_free(&day);
}

HOMES_WORDS(homes_remedy_waited)
{
	if (is->share >= 0 && is->share < MATCH_SHARE)
		str_addf(out, ngettext("It grows with each day of waiting, and counts in full after %ld day.",
			"It grows with each day of waiting, and counts in full after %ld days.", (unsigned long)by->full), (long)by->full);
}

HOMES_WORDS(homes_words_deadline)
{
	struct str day = STR_INIT;

	(void)by;
	if (!*is->has && is->share == MEASURE_MISSED) {
		str_add(out, _("no day by which it must leave where it stays"));
		return;
	}
	if (!*is->has) {
		str_add(out, _("Ask by when the household must leave where it stays."));
		return;
	}
	show(&day, "need", "leave_by", is->has);
	str_addf(out, ngettext("must leave where it stays by %s, in %lu day", "must leave where it stays by %s, in %lu days",
		number(is->wants)), str_get(&day), number(is->wants));
	str_free(&day);
}

HOMES_WORDS(homes_remedy_deadline)
{
	if (is->share >= 0 && is->share < MATCH_SHARE)
		str_addf(out, ngettext("It grows as the day comes nearer, and counts in full from %ld day before on.",
			"It grows as the day comes nearer, and counts in full from %ld days before on.", (unsigned long)by->full),
			(long)by->full);
}

static void days(struct str *out, const char *format, const struct measured *is)
{
	struct str has = STR_INIT, wants = STR_INIT;

	show(&has, "dwelling", "available", is->has);
	show(&wants, "need", "needed_from", is->wants);
	str_addf(out, format, str_get(&has), str_get(&wants));
	str_free(&has);
	str_free(&wants);
}

HOMES_WORDS(homes_words_free_by)
{
	struct date has, wants;
	long late = date_parse(is->has, &has) && date_parse(is->wants, &wants) ? date_between(wants, has) : 0;
	struct str day = STR_INIT;

	(void)by;
	if (late <= 0) {
		str_add(out, _("free in time"));
		return;
	}
	show(&day, "dwelling", "available", is->has);
	/* TRANSLATORS: a day; how many days later than needed */
	str_addf(out, ngettext("free from %s, %ld day after it is needed", "free from %s, %ld days after it is needed",
		(unsigned long)late), str_get(&day), late);
	str_free(&day);
}

HOMES_WORDS(homes_words_lasts)
{
	(void)by;
	if (is->share == MEASURE_MISSED)
		/* TRANSLATORS: two days */
		days(out, _("to be had until %s only, and needed from %s"), is);
	else if (*is->has)
		/* TRANSLATORS: two days */
		days(out, _("to be had until %s, needed from %s"), is);
	else
		str_add(out, _("to be had without an end"));
}
