/* SPDX-License-Identifier: EUPL-1.2 */
/* The report in short: each sentence stands only where the figures under it may be said, and as they say it. */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "insight/report_own.h"

/* Sentences of one count, and of the count in the other period. */
static char *arrived(unsigned long n, const char *number)
{
	return mem_fmt(ngettext("%s person arrived.", "%s people arrived.", n), number);
}

static char *left(unsigned long n, const char *number)
{
	return mem_fmt(ngettext("%s person left the municipality.", "%s people left the municipality.", n), number);
}

static char *in_care(unsigned long n, const char *number)
{
	return mem_fmt(ngettext("%s person was in care at the end of the period.", "%s people were in care at the end of the "
		"period.", n), number);
}

static char *waiting(unsigned long n, const char *number)
{
	return mem_fmt(ngettext("%s person waits for a language course.", "%s people wait for a language course.", n), number);
}

static char *recognised(unsigned long n, const char *number)
{
	return mem_fmt(ngettext("%s dossier of recognition was decided.", "%s dossiers of recognition were decided.", n), number);
}

static char *jobs(unsigned long n, const char *number)
{
	return mem_fmt(ngettext("%s job was begun.", "%s jobs were begun.", n), number);
}

static char *homes(unsigned long n, const char *number)
{
	return mem_fmt(ngettext("The housing service found %s home.", "The housing service found %s homes.", n), number);
}

static char *than_before(int64_t now, int64_t before)
{
	int64_t by = now > before ? now - before : before - now;
	char *number = report_number(by), *text;

	if (now == before)
		text = mem_str(_("In the other period there were as many."));
	else if (now > before)
		text = mem_fmt(ngettext("That is %s more than in the other period.", "That is %s more than in the other period.",
			(unsigned long)by), number);
	else
		text = mem_fmt(ngettext("That is %s fewer than in the other period.", "That is %s fewer than in the other period.",
			(unsigned long)by), number);
	free(number);
	return text;
}

/* Two whole sentences, one after the other. */
static void say(struct sheet *sheet, char *first, char *second)
{
	char *text = second ? mem_fmt("%s %s", first, second) : mem_str(first);

	sheet_item(sheet, text);
	free(text);
	free(first);
	free(second);
}

static int count_sentence(const struct report *report, struct sheet *sheet, const char *key,
	char *(*words)(unsigned long n, const char *number))
{
	const struct report_item *item = report_item_of(report, key);
	double now = report_value(report, item->now), before = report_value(report, item->before);
	char *number;

	/* That nothing happened is said where somebody would look for it. */
	if (isnan(now) || (now == 0 && item->indicator->group != GROUP_PEOPLE))
		return 0;
	number = report_number((int64_t)now);
	say(sheet, words((unsigned long)now, number), isnan(before) ? NULL : than_before((int64_t)now, (int64_t)before));
	free(number);
	return 1;
}

/* "%1$d" days, "%2$s" a share: whole sentences, since languages build them differently. */
static const char *in_time(const char *key, unsigned long days)
{
	if (str_same(key, "first_interview"))
		return ngettext("Within %1$d day, as the city wants, %2$s had their first interview.",
			"Within %1$d days, as the city wants, %2$s had their first interview.", days);
	if (str_same(key, "course_begun"))
		return ngettext("Within %1$d day, as the city wants, %2$s began a language course.",
			"Within %1$d days, as the city wants, %2$s began a language course.", days);
	if (str_same(key, "skills_interview"))
		return ngettext("Within %1$d day, as the city wants, %2$s had their skills interview.",
			"Within %1$d days, as the city wants, %2$s had their skills interview.", days);
	if (str_same(key, "own_home"))
		return ngettext("Within %1$d day, as the city wants, %2$s found a home of their own.",
			"Within %1$d days, as the city wants, %2$s found a home of their own.", days);
	return ngettext("Within %1$d day %2$s found their first job.", "Within %1$d days %2$s found their first job.", days);
}

static int time_sentence(const struct report *report, struct sheet *sheet, const char *key)
{
	const struct report_item *item = report_item_of(report, key);
	int days = indicator_target(item->indicator);
	bool withheld;
	const struct facts_figure *within = report_figure(report, item->now, FIGURE_WITHIN, days, NULL, &withheld);
	const struct facts_figure *median = report_figure(report, item->now, FIGURE_MEDIAN, 0, NULL, &withheld);
	char *share, *half = NULL;

	if (!within)
		return 0;
	share = report_percent(within->value);
	if (median && median->reached)
		half = mem_fmt(ngettext("Half of them had come so far after %ld day.", "Half of them had come so far after %ld days.",
			(unsigned long)lround(median->value)), lround(median->value));
	say(sheet, mem_fmt(in_time(key, (unsigned long)days), days, share), half);
	free(share);
	return 1;
}

static int share_sentence(const struct report *report, struct sheet *sheet, const char *key, const char *words)
{
	const struct report_item *item = report_item_of(report, key);
	bool withheld;
	const struct facts_figure *figure = report_figure(report, item->now, FIGURE_SHARE, 0, NULL, &withheld);
	char *share;

	if (!figure)
		return 0;
	share = report_percent(figure->value);
	say(sheet, mem_fmt(words, share), NULL);
	free(share);
	return 1;
}

static int hours_sentence(const struct report *report, struct sheet *sheet)
{
	double hours = report_value(report, report_item_of(report, "course_hours_taken")->now);
	char *number;

	if (isnan(hours) || hours < 1)
		return 0;
	number = report_number(llround(hours));
	say(sheet, mem_fmt(ngettext("%s hour of language lessons was taken.", "%s hours of language lessons were taken, all people "
		"together.", (unsigned long)llround(hours)), number), NULL);
	free(number);
	return 1;
}

void report_summary(const struct report *report, struct sheet *sheet)
{
	int said = 0;

	said += count_sentence(report, sheet, "arrivals", arrived);
	said += count_sentence(report, sheet, "departures", left);
	said += count_sentence(report, sheet, "in_care", in_care);
	said += time_sentence(report, sheet, "first_interview");
	said += time_sentence(report, sheet, "course_begun");
	said += hours_sentence(report, sheet);
	said += share_sentence(report, sheet, "course_results", _("Of the courses that people ended, %s were passed."));
	said += count_sentence(report, sheet, "waiting_list", waiting);
	said += time_sentence(report, sheet, "skills_interview");
	said += count_sentence(report, sheet, "recognition_outcomes", recognised);
	said += count_sentence(report, sheet, "jobs_begun", jobs);
	said += time_sentence(report, sheet, "first_job");
	said += share_sentence(report, sheet, "retention_6", _("Of the jobs begun half a year before, %s still lasted."));
	said += count_sentence(report, sheet, "homes_found", homes);
	said += time_sentence(report, sheet, "own_home");
	if (said == 0)
		sheet_text(sheet, _("So few people are meant that nothing can be said of them here without somebody being recognised. A "
			"longer period would say more."));
}
