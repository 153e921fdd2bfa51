/* SPDX-License-Identifier: EUPL-1.2 */
/* One vacancy beside what a person looks for: each part judged and said in words. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "cases/jobs_own.h"
#include "cases/rules.h"

static void put(struct job *job, enum job_what what, enum job_is is, struct str *words)
{
	str_get(words);
	job->part[job->n_parts++] = (struct job_part){ what, is, str_take(words) };
	job->lacks += is == JOB_LACKS;
	job->unknown += is == JOB_UNKNOWN;
}

/* A value of the vacancy as it is shown; the caller's. */
static char *shown(const struct record *vacancy, const char *field)
{
	struct str out = STR_INIT;

	field_show(&out, kind_field(vacancy->kind, field), record_get(vacancy, field));
	str_get(&out);
	return str_take(&out);
}

/* How far two occupations lie apart in ISCO-08, whose digits go from the large group to the small. */
static int apart(const char *a, const char *b)
{
	if (strcmp(a, b) == 0)
		return 0;
	return strncmp(a, b, 3) == 0 ? 1 : strncmp(a, b, 2) == 0 ? 2 : 3;
}

static void judge_trade(struct job *job, const struct job_search *search, const struct record *vacancy)
{
	const char *trade = record_get(vacancy, "occupation");
	struct str words = STR_INIT;

	job->apart = 3;
	for (int i = 0; trade && i < search->n_trades; i++)
		if (apart(trade, search->trade[i]) < job->apart)
			job->apart = apart(trade, search->trade[i]);
	if (!trade || !search->n_trades) {
		str_add(&words, !trade ? _("its occupation is not known") : _("no occupation of the person is known"));
		put(job, JOB_IS_TRADE, JOB_UNKNOWN, &words);
		return;
	}
	str_add(&words, job->apart == 0 ? _("the person's occupation") : job->apart == 1 ? _("close to the person's occupation") :
		job->apart == 2 ? _("related to the person's occupation") : _("another occupation"));
	put(job, JOB_IS_TRADE, job->apart == 0 ? JOB_FITS : job->apart < 3 ? JOB_TELLS : JOB_LACKS, &words);
}

static void judge_level(struct job *job, const struct job_search *search, const struct record *vacancy)
{
	const char *language = record_get(vacancy, "language");
	int needed = job_level(record_get(vacancy, "level")), wished = job_level(record_get(vacancy, "wished_level"));
	bool other = language && search->level >= 0 && !str_same(language, search->level_language);
	struct str words = STR_INIT;
	char *level;

	if (needed < 0)
		return;
	level = shown(vacancy, "level");
	if (search->level < 0 || other)
		str_addf(&words, _("needs %s, the person's level is not known"), level);
	else
		/* TRANSLATORS: %s is a language level such as B1 */
		str_addf(&words, search->level < needed ? _("needs %s, more than the person has") : _("needs %s, which the person has"),
			level);
	put(job, JOB_IS_LEVEL, search->level < 0 || other ? JOB_UNKNOWN : search->level < needed ? JOB_LACKS : JOB_FITS, &words);
	job->wished += wished >= 0 && !other && search->level >= wished;
	free(level);
}

/* True when all of the keys are among those held. */
static bool holds_all(const char *held, const char *needed)
{
	char *copy = mem_str(needed), *rest = copy, *one;
	bool all = true;

	while ((one = strtok_r(rest, ", ", &rest)) != NULL)
		all = all && field_holds(held, one);
	free(copy);
	return all;
}

static void judge_licences(struct job *job, const struct job_search *search, const struct record *vacancy)
{
	const char *needed = record_get(vacancy, "licences"), *wished = record_get(vacancy, "wished_licences");
	struct str words = STR_INIT;
	char *names;

	if (wished && search->licences && holds_all(search->licences, wished))
		job->wished++;
	if (!needed)
		return;
	names = shown(vacancy, "licences");
	/* TRANSLATORS: %s: licences, "Car (B), Forklift" */
	str_addf(&words, !search->licences ? _("needs %s, nobody asked whether the person has it") :
		holds_all(search->licences, needed) ? _("needs %s, which the person has") : _("needs %s, which the person lacks"),
		names);
	put(job, JOB_IS_LICENCE, !search->licences ? JOB_UNKNOWN : holds_all(search->licences, needed) ? JOB_FITS : JOB_LACKS, &words);
	free(names);
}

static double number_of(const struct record *vacancy, const char *field)
{
	const char *value = record_get(vacancy, field);

	return value ? strtod(value, NULL) : -1;
}

static void judge_hours(struct job *job, const struct job_search *search, const struct record *vacancy)
{
	double from = number_of(vacancy, "hours_from"), to = number_of(vacancy, "hours_to");
	struct str words = STR_INIT;
	bool fits;

	if (search->hours_from < 0 && search->hours_to < 0)
		return;
	if (from < 0 && to < 0) {
		str_add(&words, _("its hours a week are not known"));
		put(job, JOB_IS_HOURS, JOB_UNKNOWN, &words);
		return;
	}
	from = from < 0 ? 0 : from;
	to = to < 0 ? (from > 40 ? from : 40) : to;
	fits = (search->hours_to < 0 || from <= search->hours_to) && to >= search->hours_from;
	/* TRANSLATORS: hours a week, from and to */
	str_addf(&words, fits ? _("%g to %g hours a week") : _("%g to %g hours a week, which is not what is looked for"), from, to);
	put(job, JOB_IS_HOURS, fits ? JOB_FITS : JOB_LACKS, &words);
}

static void judge_times(struct job *job, const struct job_search *search, const struct record *vacancy)
{
	const char *said = record_get(vacancy, "timetable");
	struct timetable hours;
	struct str words = STR_INIT;
	bool meets;

	if (!said || !search->busy.n || !timetable_read(said, &hours))
		return;
	meets = timetable_clash(&hours, &search->busy) != NULL;
	str_add(&words, meets ? _("its hours meet a course or what the person cannot do") : _("its hours meet nothing else"));
	put(job, JOB_IS_TIMES, meets ? JOB_LACKS : JOB_FITS, &words);
}

static void judge_start(struct job *job, const struct job_search *search, const struct record *vacancy)
{
	const char *starts = record_get(vacancy, "starts");
	struct str words = STR_INIT;
	bool late = starts && search->from[0] && rule_before(starts, search->from);
	char *day;

	if (!starts)
		return;
	day = shown(vacancy, "starts");
	str_addf(&words, late ? _("begins by %s, before the person can") : _("begins by %s"), day);
	put(job, JOB_IS_START, late ? JOB_LACKS : JOB_FITS, &words);
	free(day);
}

static void judge_way(struct job *job, const struct job_search *search, const struct record *vacancy)
{
	struct str words = STR_INIT, km = STR_INIT;

	if (str_same(record_get(vacancy, "from_home"), "all")) {
		str_add(&words, _("worked from home"));
		put(job, JOB_IS_WAY, JOB_FITS, &words);
	} else if (job->km >= JOB_FAR && search->how_far >= 0) {
		str_add(&words, _("how far it is is not known"));
		put(job, JOB_IS_WAY, JOB_UNKNOWN, &words);
	} else if (job->km < JOB_FAR) {
		text_number(&km, (long long)(job->km * 10 + 0.5), 1);
		if (search->how_far >= 0 && job->km > search->how_far)
			str_addf(&words, _("%s km away, at most %d are looked for"), str_get(&km), search->how_far);
		else if (job->km <= 0)
			str_add(&words, _("in the very neighbourhood"));
		else
			str_addf(&words, _("%s km away"), str_get(&km));
		put(job, JOB_IS_WAY, search->how_far < 0 ? JOB_TELLS : job->km > search->how_far ? JOB_LACKS : JOB_FITS, &words);
	}
	str_free(&km);
}

static void judge_pay(struct job *job, const struct job_search *search, const struct record *vacancy)
{
	double most = number_of(vacancy, "pay_to") > 0 ? number_of(vacancy, "pay_to") : number_of(vacancy, "pay_from");
	struct str words = STR_INIT;

	if (search->pay < 0 || most < 0)
		return;
	if (!str_same(search->pay_per, record_get(vacancy, "pay_per") ? record_get(vacancy, "pay_per") : "")) {
		str_add(&words, _("its pay is counted otherwise"));
		put(job, JOB_IS_PAY, JOB_UNKNOWN, &words);
		return;
	}
	str_add(&words, most < search->pay ? _("pays less than is looked for") : _("pays what is looked for"));
	put(job, JOB_IS_PAY, most < search->pay ? JOB_LACKS : JOB_FITS, &words);
}

void job_judge(struct job *job, const struct job_search *search, const struct record *vacancy)
{
	struct str words = STR_INIT;

	judge_trade(job, search, vacancy);
	judge_level(job, search, vacancy);
	judge_licences(job, search, vacancy);
	judge_hours(job, search, vacancy);
	judge_times(job, search, vacancy);
	judge_start(job, search, vacancy);
	judge_way(job, search, vacancy);
	judge_pay(job, search, vacancy);
	if (job->wished) {
		str_addf(&words, ngettext("%d thing that is wished for is there", "%d things that are wished for are there",
			(unsigned long)job->wished), job->wished);
		put(job, JOB_IS_WISHED, JOB_TELLS, &words);
	}
}
