/* SPDX-License-Identifier: EUPL-1.2 */
/* What the criteria of courses say in words: from frozen values alone; what is not known is a question to ask. */
#include "match/courses_own.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/msg.h"
#include "base/text.h"
#include "register/register.h"

/* ---- language and level ---- */

/* "German, A1" of "de a1"; either may be missing. */
static void level_words(struct str *out, const char *frozen)
{
	size_t len = strcspn(frozen, " ");
	struct str code = STR_INIT;
	char *language = NULL, *level = NULL;

	str_addn(&code, frozen, len);
	if (len && !str_same(str_get(&code), "-"))
		language = pairs_shown("course", "language", str_get(&code));
	if (frozen[len])
		level = pairs_shown("course", "level", frozen + len + 1);
	if (language && level)
		/* TRANSLATORS: a language and a level (CEFR) in it: "German, A1" */
		str_addf(out, pgettext("level", "%s, %s"), language, level);
	else
		str_add(out, language ? language : level ? level : _("not said"));
	free(language);
	free(level);
	str_free(&code);
}

/* Language and level both said. */
static bool is_whole(const char *frozen)
{
	return *frozen && *frozen != '-' && strchr(frozen, ' ');
}

void courses_words_level(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	struct str has = STR_INIT, wants = STR_INIT;

	(void)by;
	level_words(&has, is->has);
	level_words(&wants, is->wants);
	if (is->share == MEASURE_MISSED)
		str_addf(out, _("Waits for %s; the group is %s"), str_get(&wants), str_get(&has));
	else if (is->share != MEASURE_UNKNOWN)
		str_addf(out, _("%s, as waited for"), str_get(&has));
	else if (!is_whole(is->wants))
		str_addf(out, _("To ask: for which language and level does the person wait? The group is %s"), str_get(&has));
	else
		str_addf(out, _("To ask the provider: which language and level is the group? The person waits for %s"),
			str_get(&wants));
	str_free(&has);
	str_free(&wants);
}

/* ---- days and hours ---- */

void courses_words_times(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	char *hours = *is->has ? pairs_shown("course", "timetable", is->has) : NULL;
	char *parts = *is->wants ? pairs_shown("enrolment", "daypart", is->wants) : NULL;

	(void)by;
	if (is->share == MEASURE_UNKNOWN)
		str_add(out, _("To ask the provider: on which days and at which hours does the group meet?"));
	else if (is->share == MEASURE_MISSED && parts)
		str_addf(out, _("Not at a part of the day that suits: %s"), parts);
	else if (is->share == MEASURE_MISSED && hours)
		str_addf(out, _("Hours that do not suit: %s"), hours);
	else if (is->share == MEASURE_MISSED)
		str_add(out, _("Hours that do not suit"));
	else if (hours)
		str_addf(out, _("Suits: %s"), hours);
	else
		str_add(out, _("No hours were named that do not suit"));
	free(hours);
	free(parts);
}

void courses_remedy_times(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	(void)by;
	if (is->share == MEASURE_MISSED)
		str_add(out, _("Coming at these hours all the same, or a group at others"));
}

void courses_words_week(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	(void)by;
	if (is->share == MEASURE_UNKNOWN)
		str_add(out, _("To ask the provider: when does the group meet? Work, school or a course must stay possible"));
	else if (!*is->has)
		str_add(out, _("Nothing else stands at these hours"));
	else
		str_add(out, str_same(is->has, "work") ? _("Works at these hours") : str_same(is->has, "school") ?
			_("Is at school at these hours") : _("Is in another course at these hours"));
}

/* "12.5", or "12" where no minutes remain. */
static void hours_number(struct str *out, int64_t minutes)
{
	if (minutes % 60)
		text_number(out, minutes * 10 / 60, 1);
	else
		text_number(out, minutes / 60, 0);
}

void courses_words_hours(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	struct str has = STR_INIT, wants = STR_INIT;

	(void)by;
	if (*is->has)
		hours_number(&has, pairs_value(is->has));
	if (*is->wants)
		text_number(&wants, pairs_value(is->wants), 0);
	if (is->share == MEASURE_UNKNOWN)
		str_addf(out, _("To ask the provider: how many hours a week is the group? There is time for %s"), str_get(&wants));
	else if (!*is->wants)
		str_add(out, _("Nobody said how many hours would be too many"));
	else
		/* TRANSLATORS: both are numbers of hours */
		str_addf(out, _("%s hours a week; there is time for %s"), str_get(&has), str_get(&wants));
	str_free(&has);
	str_free(&wants);
}

void courses_remedy_hours(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	(void)by;
	if (is->share == MEASURE_MISSED)
		str_add(out, _("More hours a week"));
}

void courses_words_daypart(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	char *parts;

	(void)by;
	if (!*is->wants || is->share == MEASURE_UNKNOWN) {
		str_add(out, *is->wants ? _("To ask the provider: at which hours does the group meet?") :
			_("To ask: which parts of the day suit best?"));
		return;
	}
	parts = pairs_shown("enrolment", "daypart", is->wants);
	if (is->share == MATCH_SHARE)
		/* TRANSLATORS: %s is "Morning, Evening" */
		str_addf(out, _("At the part of the day that suits best: %s"), parts);
	else if (is->share == MEASURE_MISSED)
		str_addf(out, _("At another part of the day than suits best: %s"), parts);
	else
		str_addf(out, _("In part at the part of the day that suits best: %s"), parts);
	free(parts);
}

/* ---- what is needed ---- */

void courses_words_childcare(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	(void)by;
	if (!str_same(is->wants, "yes"))
		str_add(out, _("Needs no childcare"));
	else if (is->share == MEASURE_UNKNOWN)
		str_add(out, _("Needs childcare. To ask the provider: is there any?"));
	else
		str_add(out, is->share == MEASURE_MISSED ? _("Needs childcare, and there is none") :
			_("Needs childcare, and there is some"));
}

void courses_words_kept(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	bool needs = str_same(is->wants, "yes"), has = str_same(is->has, "yes");

	(void)by;
	if (is->share == MEASURE_UNKNOWN)
		str_add(out, _("To ask the provider: is there childcare?"));
	else if (needs)
		str_add(out, has ? _("Needs the childcare that there is") : _("Needs childcare, and there is none"));
	else
		str_add(out, has ? _("Needs no childcare; others could use this seat") : _("Needs no childcare"));
}

void courses_words_women_only(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	bool asked = str_same(is->wants, "yes"), group = str_same(is->has, "yes");

	(void)by;
	if (is->share == MEASURE_UNKNOWN)
		str_add(out, _("Asked for a women-only group. To ask the provider: is this one?"));
	else if (asked)
		str_add(out, group ? _("A women-only group, as asked for") : _("Asked for a women-only group, and this is none"));
	else
		str_add(out, group ? _("A women-only group, which was not asked for") : _("An open group"));
}

void courses_words_online(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	(void)by;
	if (!str_same(is->has, "yes"))
		str_add(out, _("Meets at a place"));
	else if (is->share == MEASURE_UNKNOWN)
		str_add(out, _("Meets online. To ask: does that suit?"));
	else
		str_add(out, is->share == MEASURE_MISSED ? _("Meets online, which does not suit") : _("Meets online, which suits"));
}

void courses_remedy_online(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	(void)by;
	if (is->share == MEASURE_MISSED)
		str_add(out, _("Taking part online"));
}

/* ---- the way ---- */

void courses_words_distance(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	struct str way = STR_INIT, most = STR_INIT;
	bool place = str_same(is->wants, "place");

	(void)by;
	if (*is->has && !str_same(is->has, "online"))
		pairs_way_words(&way, pairs_value(is->has));
	if (*is->wants && !place)
		pairs_way_words(&most, pairs_value(is->wants) * 1000);
	if (str_same(is->has, "online"))
		str_add(out, _("Online: there is no way to go"));
	else if (is->share == MEASURE_UNKNOWN && place)
		str_add(out, _("To ask the provider: where does the group meet?"));
	else if (is->share == MEASURE_UNKNOWN)
		str_addf(out, _("At most %s. To ask: where does the person live, and where does the group meet?"), str_get(&most));
	else if (place)
		str_add(out, is->share == MEASURE_MISSED ? _("Not at the place that was asked for") : _("At the place that was asked for"));
	else if (!most.len)
		str_add(out, _("Nobody said how far would be too far"));
	else
		/* TRANSLATORS: both are distances such as 3.4 km */
		str_addf(out, _("%s away; at most %s was said"), str_get(&way), str_get(&most));
	str_free(&way);
	str_free(&most);
}

void courses_remedy_distance(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	struct str way = STR_INIT;

	(void)by;
	if (is->share == MEASURE_MISSED && *is->has)
		pairs_way_words(&way, pairs_value(is->has));
	if (way.len)
		str_addf(out, _("A way of %s"), str_get(&way));
	str_free(&way);
}

void courses_words_way(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	struct str way = STR_INIT;

	(void)by;
	if (str_same(is->has, "online")) {
		str_add(out, _("Online: there is no way to go"));
	} else if (is->share == MEASURE_UNKNOWN) {
		str_add(out, str_same(is->wants, "person") ? _("To ask: in which neighbourhood does the person live?") :
			_("To ask the provider: in which neighbourhood does the group meet?"));
	} else {
		pairs_way_words(&way, pairs_value(is->has));
		/* TRANSLATORS: a distance such as 3.4 km */
		str_addf(out, _("%s away"), str_get(&way));
	}
	str_free(&way);
}

/* ---- days ---- */

static void day_words(struct str *out, const char *frozen)
{
	struct date day;

	if (date_parse(frozen, &day))
		date_show(out, day);
}

void courses_words_begins(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	struct str starts = STR_INIT, from = STR_INIT;

	(void)by;
	day_words(&starts, is->has);
	day_words(&from, is->wants);
	if (is->share == MEASURE_UNKNOWN)
		str_addf(out, _("Can begin from %s. To ask the provider: when does the group begin?"), str_get(&from));
	else if (!from.len)
		str_add(out, _("Can begin at any time"));
	else
		str_addf(out, _("The group begins on %s; the person can from %s"), str_get(&starts), str_get(&from));
	str_free(&starts);
	str_free(&from);
}

void courses_remedy_begins(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	struct str starts = STR_INIT;

	(void)by;
	day_words(&starts, is->has);
	if (is->share == MEASURE_MISSED && starts.len)
		str_addf(out, _("Being able to begin on %s"), str_get(&starts));
	str_free(&starts);
}

void courses_words_soon(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	struct str starts = STR_INIT;

	(void)by;
	day_words(&starts, is->has);
	if (is->share == MEASURE_UNKNOWN)
		str_add(out, _("To ask the provider: when does the group begin?"));
	else
		str_addf(out, _("Begins on %s"), str_get(&starts));
	str_free(&starts);
}

void courses_words_needed_by(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	struct str day = STR_INIT;

	(void)by;
	day_words(&day, is->wants);
	if (day.len)
		str_addf(out, _("Needs the level by %s"), str_get(&day));
	else
		str_add(out, _("No day was named by which the level is needed"));
	str_free(&day);
}

void courses_words_before(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	(void)by;
	str_add(out, str_same(is->has, "offered") ? _("Was offered this group and did not take it") : str_same(is->has, "seat") ?
		_("Has a seat in this group") : _("Was not offered this group before"));
}

void courses_words_waited(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	struct str days = STR_INIT;

	(void)by;
	if (is->share == MEASURE_UNKNOWN) {
		str_add(out, _("To ask: since when does the person wait?"));
		return;
	}
	text_number(&days, pairs_value(is->has), 0);
	str_addf(out, ngettext("Has waited %s day", "Has waited %s days", (unsigned long)pairs_value(is->has)), str_get(&days));
	str_free(&days);
}

void courses_remedy_waited(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	int64_t more = by->full - pairs_value(is->has);
	struct str days = STR_INIT;

	if (is->share == MEASURE_UNKNOWN || more <= 0)
		return;
	text_number(&days, more, 0);
	/* TRANSLATORS: it would change the points */
	str_addf(out, ngettext("Waiting %s day more, which comes by itself", "Waiting %s days more, which comes by itself",
		(unsigned long)more), str_get(&days));
	str_free(&days);
}
