/* SPDX-License-Identifier: EUPL-1.2 */
/* What the criteria of mentors say in words: from frozen values alone; what is not known is a question to ask. */
#include "match/mentors_own.h"

#include <stdlib.h>

#include "base/msg.h"
#include "base/text.h"
#include "register/register.h"

/* To the newcomer, to the mentor, or to both. */
static void ask(struct str *out, const struct measured *is, const char *newcomer, const char *mentor, const char *both)
{
	str_add(out, str_same(is->wants, "newcomer") ? newcomer : str_same(is->wants, "mentor") ? mentor : both);
}

static void tongue_words(struct str *out, const struct measured *is)
{
	char *language = pairs_shown("speaks", "language", is->has);
	char *level = *is->wants ? pairs_shown("speaks", "level", is->wants) : NULL;

	if (level)
		/* TRANSLATORS: a language, and the level (CEFR) at which the newcomer speaks it */
		str_addf(out, _("Both speak %s; the newcomer’s level: %s"), language, level);
	else
		str_addf(out, _("Both speak %s"), language);
	free(language);
	free(level);
}

void mentors_words_language(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	(void)by;
	if (*is->has)
		tongue_words(out, is);
	else if (is->share == MEASURE_UNKNOWN)
		ask(out, is, _("To ask the newcomer: which languages do you speak?"), _("To ask the mentor: which languages do you "
			"speak?"), _("To ask both: which languages do you speak?"));
	else
		str_add(out, _("No language in common"));
}

void mentors_words_talk(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	if (*is->has && is->share == MEASURE_UNKNOWN) {
		char *language = pairs_shown("speaks", "language", is->has);

		str_addf(out, _("To ask the newcomer: how well do you speak this language: %s?"), language);
		free(language);
		return;
	}
	mentors_words_language(out, by, is);
}

static void minutes_words(struct str *out, int64_t minutes)
{
	struct str number = STR_INIT;

	text_number(&number, minutes * 10 / 60, 1);
	/* TRANSLATORS: %s is a number such as 2.5 */
	str_addf(out, ngettext("%s hour a week in common", "%s hours a week in common", minutes == 60 ? 1 : 2),
		str_get(&number));
	str_free(&number);
}

void mentors_words_times(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	(void)by;
	if (is->share == MEASURE_UNKNOWN)
		ask(out, is, _("To ask the newcomer: when is there time?"), _("To ask the mentor: when is there time?"),
			_("To ask both: when is there time?"));
	else if (pairs_value(is->has) > 0)
		minutes_words(out, pairs_value(is->has));
	else
		str_add(out, _("No time at the same hours"));
}

void mentors_remedy_times(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	(void)by;
	if (is->share < MATCH_SHARE)
		str_add(out, _("More hours at which both have time"));
}

void mentors_words_often(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	char *mentor, *newcomer;

	(void)by;
	if (is->share == MEASURE_UNKNOWN) {
		ask(out, is, _("To ask the newcomer: how often would you like to meet?"), _("To ask the mentor: how often would you like "
			"to meet?"), _("To ask both: how often would you like to meet?"));
		return;
	}
	mentor = pairs_shown("mentor", "often", is->has);
	newcomer = pairs_shown("mentoring", "often", is->wants);
	if (str_same(is->has, is->wants))
		/* TRANSLATORS: %s is "Every week" */
		str_addf(out, _("Both would like to meet: %s"), mentor);
	else
		str_addf(out, _("How often: the newcomer: %s; the mentor: %s"), newcomer, mentor);
	free(mentor);
	free(newcomer);
}

void mentors_words_way(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	char *ways;

	(void)by;
	if (is->share == MEASURE_UNKNOWN) {
		ask(out, is, _("To ask the newcomer: would you meet in person, on the phone, by video?"), _("To ask the mentor: would you "
			"meet in person, on the phone, by video?"), _("To ask both: would you meet in person, on the phone, by video?"));
		return;
	}
	ways = *is->has ? pairs_shown("mentor", "way", is->has) : NULL;
	if (ways)
		/* TRANSLATORS: %s is "In person, On the phone" */
		str_addf(out, _("Both can meet: %s"), ways);
	else
		str_add(out, _("No way to meet that suits both"));
	free(ways);
}

void mentors_words_distance(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	struct str way = STR_INIT, most = STR_INIT;

	(void)by;
	pairs_way_words(&way, pairs_value(is->has));
	if (*is->wants)
		pairs_way_words(&most, pairs_value(is->wants) * 1000);
	if (is->share == MEASURE_UNKNOWN)
		str_addf(out, _("At most %s was said. To ask: in which neighbourhood does each of them live?"), str_get(&most));
	else if (!most.len)
		str_add(out, _("Neither said how far would be too far"));
	else if (!way.len)
		str_add(out, _("Can meet without a way to go"));
	else if (pairs_value(is->has) == 0)
		str_add(out, _("In the same neighbourhood"));
	else
		/* TRANSLATORS: both are distances such as 3.4 km */
		str_addf(out, _("%s apart; at most %s was said"), str_get(&way), str_get(&most));
	str_free(&way);
	str_free(&most);
}

void mentors_remedy_distance(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	struct str way = STR_INIT;

	(void)by;
	pairs_way_words(&way, pairs_value(is->has));
	if (is->share == MEASURE_MISSED && way.len)
		str_addf(out, _("A way of %s that both would go, or meeting on the phone or by video"), str_get(&way));
	str_free(&way);
}

void mentors_words_near(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	struct str way = STR_INIT;

	(void)by;
	if (is->share == MEASURE_UNKNOWN && !*is->has) {
		ask(out, is, _("To ask the newcomer: in which neighbourhood do you live?"), _("To ask the mentor: in which neighbourhood "
			"do you live?"), _("Where the two neighbourhoods lie is not known"));
		return;
	}
	pairs_way_words(&way, pairs_value(is->has));
	if (pairs_value(is->has) == 0)
		str_add(out, _("In the same neighbourhood"));
	else
		/* TRANSLATORS: a distance such as 3.4 km */
		str_addf(out, _("%s apart"), str_get(&way));
	str_free(&way);
}

void mentors_words_woman(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	(void)by;
	if (!*is->wants)
		str_add(out, _("No company of a certain kind was asked for"));
	else if (is->share == MEASURE_UNKNOWN)
		str_add(out, _("To ask the mentor: are you available where a woman is asked for?"));
	else if (is->share == MEASURE_MISSED)
		str_add(out, _("Wants to be accompanied by a woman; the mentor is not available for this"));
	else
		str_add(out, _("Wants to be accompanied by a woman; the mentor is available for this"));
}

void mentors_words_before(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	(void)by;
	str_add(out, is->share == MEASURE_MISSED ? _("Were brought together before") : _("Were not brought together before"));
}

/* False when there is nothing more to say than a question, or that there is nothing; else the common ones, which are the
 * caller's. */
static bool likes(struct str *out, const struct measured *is, char **common)
{
	if (is->share == MEASURE_UNKNOWN)
		ask(out, is, _("To ask the newcomer: what would you like to do or learn?"), _("To ask the mentor: what would you like to "
			"help with or do?"), _("To ask both: what would you like to do together?"));
	else if (!*is->has)
		str_add(out, _("Nothing that both would like to do"));
	else
		*common = pairs_shown("mentor", "interests", is->has);
	return is->share != MEASURE_UNKNOWN && *is->has;
}

static int named(const char *keys)
{
	int n = *keys ? 1 : 0;

	for (; *keys; keys++)
		n += *keys == ',';
	return n;
}

void mentors_words_wishes(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	char *common = NULL;

	(void)by;
	if (likes(out, is, &common))
		/* TRANSLATORS: things to do, then how many these are: "Cycling, Sport (2 of 3)" */
		str_addf(out, _("Asked for by the newcomer and liked by the mentor: %s (%d of %d)"), common, named(is->has),
			(int)pairs_value(is->wants));
	free(common);
}

void mentors_words_offers(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	char *common = NULL;

	(void)by;
	if (likes(out, is, &common))
		/* TRANSLATORS: things to do, then how many these are: "Cycling, Sport (2 of 3)" */
		str_addf(out, _("Liked by the mentor and asked for by the newcomer: %s (%d of %d)"), common, named(is->has),
			(int)pairs_value(is->wants));
	free(common);
}

void mentors_words_interests(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	char *common = NULL;

	(void)by;
	if (likes(out, is, &common))
		str_addf(out, _("Both would like: %s"), common);
	free(common);
}

void mentors_remedy_wishes(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	(void)by;
	if (is->share < MATCH_SHARE && is->share != MEASURE_UNKNOWN)
		str_add(out, _("More wishes that both have in common"));
}

void mentors_words_waited(struct str *out, const struct match_criterion *by, const struct measured *is)
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
