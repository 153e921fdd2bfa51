/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * People who look for work and vacancies: what the published criteria may measure, and how.
 *
 * A vacancy says what the work needs, never who is wanted.  What nobody wrote down is neither yes nor no: it stands as a
 * question, to the person or to the employer.  How near two occupations lie is read from ISCO-08's own groups, with shares
 * that stand here and in the public notice; scales are of two shapes that can be checked by hand: more counts as its part
 * of `full` (waiting), less counts in full up to `full` and beyond as full divided by it (distance, how many others look for
 * such work).  Shares are rounded down to thousandths.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/date.h"
#include "base/msg.h"
#include "cases/level.h"
#include "match/jobs_own.h"
#include "register/register.h"

struct pair { const struct jobs_facts *all; const struct jobs_seeker *seeker; const struct jobs_vacancy *vacancy; };

static inline struct pair pair_of(const struct match_facts *facts, int candidate, int place)
{
	const struct jobs_facts *all = jobs_of(facts);

	return (struct pair){ all, &all->seeker[candidate], &all->vacancy[place] };
}

static inline int met(bool yes)
{
	return yes ? MATCH_SHARE : MEASURE_MISSED;
}

static int64_t full_of(const struct match_criterion *by)
{
	return by->full > 0 ? by->full : 1;
}

static int part_of(int64_t value, int64_t full)
{
	return value >= full ? MATCH_SHARE : (int)(value * MATCH_SHARE / full);
}

static int part_over(int64_t value, int64_t full)
{
	return value <= full ? MATCH_SHARE : (int)(full * MATCH_SHARE / value);
}

/* ---- occupations ---- */

/* Of one unit group, minor group, sub-major group, major group. */
static const int near_share[5] = { MEASURE_MISSED, 150, 400, 700, MATCH_SHARE };

/* Digits in common with the nearest of the first n; its place in *at. */
static int nearest(const struct pair *it, int n, int *at)
{
	int best = -1;

	for (int i = 0; i < n; i++) {
		int digits = jobs_digits(it->seeker->trade[i], it->vacancy->trade);

		if (digits > best) {
			best = digits;
			*at = i;
		}
	}
	return best;
}

/* Digits in common with any of them, or MEASURE_UNKNOWN. */
static inline int digits_of(const struct pair *it, int n)
{
	int best = 0;

	if (n == 0 || it->vacancy->trade == JOBS_NO_TRADE)
		return MEASURE_UNKNOWN;
	for (int i = 0; i < n && best < 4; i++) {
		int digits = jobs_digits(it->seeker->trade[i], it->vacancy->trade);

		best = digits > best ? digits : best;
	}
	return best;
}

/* Asked of every pair of a round: the first that is near enough is enough. */
static int group(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);
	const int needed = (int)full_of(by);

	if (it.seeker->n_trades == 0 || it.vacancy->trade == JOBS_NO_TRADE)
		return MEASURE_UNKNOWN;
	for (int i = 0; i < it.seeker->n_trades; i++)
		if (jobs_digits(it.seeker->trade[i], it.vacancy->trade) >= needed)
			return MATCH_SHARE;
	return MEASURE_MISSED;
}

static int occupation(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);
	int digits = digits_of(&it, it.seeker->n_trades);

	(void)by;
	return digits == MEASURE_UNKNOWN ? MEASURE_UNKNOWN : near_share[digits];
}

static int wish(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);
	int digits = digits_of(&it, it.seeker->n_wished);

	(void)by;
	return digits == MEASURE_UNKNOWN ? MEASURE_UNKNOWN : near_share[digits];
}

static void put_trades(const struct pair *it, int n, struct measured *out)
{
	int at = 0;

	if (nearest(it, n, &at) >= 0)
		jobs_trade_text(it->seeker->trade[at], out->has);
	jobs_trade_text(it->vacancy->trade, out->wants);
}

static void tell_group(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = group(facts, by, candidate, place) };
	put_trades(&it, it.seeker->n_trades, out);
}

static void tell_occupation(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = occupation(facts, by, candidate, place) };
	put_trades(&it, it.seeker->n_trades, out);
}

static void tell_wish(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = wish(facts, by, candidate, place) };
	put_trades(&it, it.seeker->n_wished, out);
}

/* ---- skills ---- */

static int skills(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	return jobs_skills_share(it.all, by, it.seeker, it.vacancy);
}

static void tell_skills(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = skills(facts, by, candidate, place) };
	jobs_skills_tell(it.all, it.seeker, it.vacancy, out);
}

/* ---- language ---- */

/* The level known in the vacancy's language; where it names none, in the only language of which one is known. */
static int rank_of(const struct pair *it)
{
	if (it->vacancy->language < 0)
		return it->seeker->n_levels == 1 ? it->seeker->level[0].rank : JOBS_UNKNOWN;
	for (int i = 0; i < it->seeker->n_levels; i++)
		if (it->seeker->level[i].language == it->vacancy->language)
			return it->seeker->level[i].rank;
	return JOBS_UNKNOWN;
}

static int level(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);
	int rank;

	(void)by;
	if (it.vacancy->level < 0)
		return MATCH_SHARE;
	rank = rank_of(&it);
	return rank < 0 ? MEASURE_UNKNOWN : met(rank >= it.vacancy->level);
}

static void tell_level(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);
	const char *in = it.vacancy->language >= 0 ? it.all->language[it.vacancy->language] : NULL;
	int rank = rank_of(&it);

	*out = (struct measured){ .share = level(facts, by, candidate, place) };
	if (rank >= 0)
		str_copy(out->has, sizeof(out->has), level_key(rank));
	if (it.vacancy->level >= 0)
		snprintf(out->wants, sizeof(out->wants), "%s%s%s", level_key(it.vacancy->level), in ? " " : "", in ? in : "");
}

/* ---- licences ---- */

static int licence(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	if (!it.vacancy->licences)
		return MATCH_SHARE;
	return !it.seeker->asked_licences ? MEASURE_UNKNOWN : met(!(it.vacancy->licences & ~it.seeker->licences));
}

static void licences_text(uint32_t licences, char out[MEASURED_VALUE])
{
	const struct choice *choice = kind_field(register_kind("vacancy"), "licences")->choices;
	struct str text = STR_INIT;

	for (int i = 0; choice[i].key; i++)
		if (licences & 1u << i)
			str_addf(&text, "%s%s", text.len ? ", " : "", choice[i].key);
	str_copy(out, MEASURED_VALUE, str_get(&text));
	str_free(&text);
}

static void tell_licence(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = licence(facts, by, candidate, place) };
	/* Of the licences held only those that are asked for. */
	if (it.seeker->asked_licences)
		licences_text(it.seeker->licences & it.vacancy->licences, out->has);
	licences_text(it.vacancy->licences, out->wants);
}

/* ---- hours ---- */

/* Up to how many hours a week, in tenths, where only the least is said. */
static int most_hours(const struct jobs_vacancy *vacancy)
{
	return vacancy->hours_to >= 0 ? vacancy->hours_to : vacancy->hours_from > 400 ? vacancy->hours_from : 400;
}

static int hours(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);
	const struct jobs_seeker *seeker = it.seeker;

	(void)by;
	if ((seeker->hours_from < 0 && seeker->hours_to < 0) || (it.vacancy->hours_from < 0 && it.vacancy->hours_to < 0))
		return MEASURE_UNKNOWN;
	return met((seeker->hours_to < 0 || it.vacancy->hours_from <= seeker->hours_to) &&
		most_hours(it.vacancy) >= seeker->hours_from);
}

static void hours_text(int from, int to, char out[MEASURED_VALUE])
{
	if (from >= 0 || to >= 0)
		snprintf(out, MEASURED_VALUE, "%d %d", from, to);
}

static void tell_hours(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = hours(facts, by, candidate, place) };
	hours_text(it.seeker->hours_from, it.seeker->hours_to, out->has);
	if (it.vacancy->hours_from >= 0 || it.vacancy->hours_to >= 0)
		hours_text(it.vacancy->hours_from < 0 ? 0 : it.vacancy->hours_from, most_hours(it.vacancy), out->wants);
}

/* ---- times ---- */

static const struct hours *clash_of(const struct pair *it)
{
	if (it->vacancy->times < 0 || it->seeker->busy < 0)
		return NULL;
	return timetable_clash(&it->all->times[it->vacancy->times], &it->all->times[it->seeker->busy]);
}

/* Who attends nothing and is never away can work at any hour. */
static int times(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	if (it.seeker->busy < 0)
		return MATCH_SHARE;
	return it.vacancy->times < 0 ? MEASURE_UNKNOWN : met(!clash_of(&it));
}

static void tell_times(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);
	const struct hours *clash = clash_of(&it);

	*out = (struct measured){ .share = times(facts, by, candidate, place) };
	str_copy(out->has, sizeof(out->has), it.seeker->busy < 0 ? "" : "busy");
	if (clash) {
		struct timetable one = { .n = 1, .at = { *clash } };
		struct str text = STR_INIT;

		timetable_canonical(&text, &one);
		str_copy(out->wants, sizeof(out->wants), str_get(&text));
		str_free(&text);
	}
}

/* ---- the first day ---- */

static int start(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	if (it.seeker->from >= 0 && it.seeker->from <= it.all->day)
		return MATCH_SHARE;
	if (it.seeker->from < 0 || it.vacancy->starts < 0)
		return MEASURE_UNKNOWN;
	return met(it.seeker->from <= it.vacancy->starts);
}

static void day_text(int32_t day, char out[MEASURED_VALUE])
{
	if (day >= 0)
		date_text(date_from_days(day), out);
}

static void tell_start(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = start(facts, by, candidate, place) };
	day_text(it.seeker->from, out->has);
	day_text(it.vacancy->starts, out->wants);
}

/* ---- the way ---- */

int32_t jobs_way(const struct jobs_facts *all, const struct jobs_seeker *seeker, const struct jobs_vacancy *vacancy)
{
	if (vacancy->at_home)
		return 0;
	if (seeker->quarter < 0 || vacancy->quarter < 0)
		return JOBS_UNKNOWN;
	return all->far[seeker->quarter * all->n_quarters + vacancy->quarter];
}

static int distance(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);
	int32_t way = jobs_way(it.all, it.seeker, it.vacancy);

	(void)by;
	if (way == 0)
		return MATCH_SHARE;
	return way < 0 || it.seeker->how_far < 0 ? MEASURE_UNKNOWN : met(way <= it.seeker->how_far);
}

static int way(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);
	int32_t metres = jobs_way(it.all, it.seeker, it.vacancy);

	return metres < 0 ? MEASURE_UNKNOWN : part_over(metres, full_of(by));
}

static void put_metres(int32_t metres, char out[MEASURED_VALUE])
{
	if (metres >= 0)
		snprintf(out, MEASURED_VALUE, "%" PRId32, metres);
}

static void tell_distance(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = distance(facts, by, candidate, place) };
	if (it.seeker->secret)
		str_copy(out->has, sizeof(out->has), "*");
	else
		put_metres(it.seeker->how_far, out->has);
	put_metres(jobs_way(it.all, it.seeker, it.vacancy), out->wants);
}

static void tell_way(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = way(facts, by, candidate, place) };
	if (it.seeker->secret)
		str_copy(out->has, sizeof(out->has), "*");
	if (it.vacancy->at_home)
		str_copy(out->wants, sizeof(out->wants), "home");
	else
		put_metres(jobs_way(it.all, it.seeker, it.vacancy), out->wants);
}

/* ---- pay ---- */

/* Pay that is counted by the hour here and by the month there is asked about. */
static int pay(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	if (it.seeker->pay < 0 || it.vacancy->pay < 0 || it.seeker->pay_per != it.vacancy->pay_per)
		return MEASURE_UNKNOWN;
	return met(it.vacancy->pay >= it.seeker->pay);
}

static void pay_text(int64_t cents, int per, char out[MEASURED_VALUE])
{
	const struct choice *choice = kind_field(register_kind("vacancy"), "pay_per")->choices;

	if (cents >= 0)
		snprintf(out, MEASURED_VALUE, "%" PRId64 ".%02d %s", cents / 100, (int)(cents % 100),
			per >= 0 ? choice[per].key : "");
}

static void tell_pay(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = pay(facts, by, candidate, place) };
	pay_text(it.seeker->pay, it.seeker->pay_per, out->has);
	pay_text(it.vacancy->pay, it.vacancy->pay_per, out->wants);
}

/* ---- what the employer would like besides ---- */

struct wishes { int n, met, unknown; };

static void wish_is(struct wishes *of, int share)
{
	of->n++;
	of->met += share >= 0;
	of->unknown += share == MEASURE_UNKNOWN;
}

static struct wishes wishes_of(const struct pair *it)
{
	const struct jobs_vacancy *vacancy = it->vacancy;
	struct wishes of = { 0, 0, 0 };
	int rank, digits = 0;

	if (vacancy->wished_level >= 0) {
		rank = rank_of(it);
		wish_is(&of, rank < 0 ? MEASURE_UNKNOWN : met(rank >= vacancy->wished_level));
	}
	if (vacancy->wished_licences)
		wish_is(&of, !it->seeker->asked_licences ? MEASURE_UNKNOWN :
			met(!(vacancy->wished_licences & ~it->seeker->licences)));
	if (vacancy->wished_trade != JOBS_NO_TRADE) {
		for (int i = 0; i < it->seeker->n_trades; i++) {
			int one = jobs_digits(it->seeker->trade[i], vacancy->wished_trade);

			digits = one > digits ? one : digits;
		}
		wish_is(&of, !it->seeker->n_trades ? MEASURE_UNKNOWN : met(digits >= JOBS_KIND_DIGITS));
	}
	return of;
}

static int wished(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);
	const struct wishes of = wishes_of(&it);

	(void)by;
	if (of.n == 0)
		return MATCH_SHARE;
	if (of.unknown)
		return MEASURE_UNKNOWN;
	return of.met ? part_of(of.met, of.n) : MEASURE_MISSED;
}

static void tell_wished(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);
	const struct wishes of = wishes_of(&it);

	*out = (struct measured){ .share = wished(facts, by, candidate, place) };
	snprintf(out->has, sizeof(out->has), "%d", of.met);
	snprintf(out->wants, sizeof(out->wants), "%d", of.n);
}

/* ---- applied, waited, scarce ---- */

static int applied(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	for (int i = 0; i < it.seeker->n_applied; i++)
		if (it.all->applied[it.seeker->applied + i] == place)
			return MEASURE_MISSED;
	return MATCH_SHARE;
}

static void tell_applied(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	*out = (struct measured){ .share = applied(facts, by, candidate, place) };
}

static int waited(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	(void)place;
	return part_of(facts->candidate[candidate].waited, full_of(by));
}

static void tell_waited(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	*out = (struct measured){ .share = waited(facts, by, candidate, place) };
	snprintf(out->has, sizeof(out->has), "%d", facts->candidate[candidate].waited);
}

/* Counted over everybody who looks for work, not over the facts at hand, so that a list for one person says what a round
 * says. */
static int scarcity(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	return it.vacancy->looking < 0 ? MEASURE_UNKNOWN : part_over(it.vacancy->looking, full_of(by));
}

static void tell_scarcity(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = scarcity(facts, by, candidate, place) };
	if (it.vacancy->looking >= 0)
		snprintf(out->wants, sizeof(out->wants), "%" PRId32, it.vacancy->looking);
}

/* ---- the catalogue ---- */

#define BOTH (MEASURE_CONDITION | MEASURE_WISH)
#define TRADES "jobwish.occupation credential.occupation education.occupation skill.occupation experience.occupation" \
	" employment.occupation vacancy.occupation"
#define WAYS "person.neighbourhood vacancy.neighbourhood employer.neighbourhood vacancy.from_home"
#define SAYS(name) .share = name, .tell = tell_##name, .words = jobs_words_##name

static const struct measure jobs_measures[] = {
	/* How many digits of the code must agree. */
	{ .key = "group", .label = N_("Occupation of one group of ISCO-08"), .fields = TRADES, .may = MEASURE_CONDITION,
	  .unit = "count", SAYS(group) },
	{ .key = "occupation", .label = N_("How near the occupation lies, by ISCO-08"), .fields = TRADES, .may = MEASURE_WISH,
	  SAYS(occupation) },
	{ .key = "wish", .label = N_("How near it lies to what the person looks for"),
	  .fields = "jobwish.occupation vacancy.occupation", .may = MEASURE_WISH, SAYS(wish) },
	{ .key = "skills", .label = N_("Skills that are asked for"),
	  .fields = "skill.what skill.occupation vacancy.skills vacancy.occupation", .may = BOTH, SAYS(skills),
	  .remedy = jobs_remedy_skills },
	{ .key = "level", .label = N_("Language level that is needed"),
	  .fields = "level.overall level.listening level.reading level.interaction level.production level.writing"
		" vacancy.level vacancy.language", .may = BOTH, SAYS(level), .remedy = jobs_remedy_level },
	{ .key = "licence", .label = N_("Licences that are needed"), .fields = "jobwish.licences vacancy.licences", .may = BOTH,
	  SAYS(licence), .remedy = jobs_remedy_licence },
	{ .key = "hours", .label = N_("Hours a week"),
	  .fields = "jobwish.hours_from jobwish.hours_to vacancy.hours_from vacancy.hours_to", .may = BOTH, SAYS(hours),
	  .remedy = jobs_remedy_hours },
	{ .key = "times", .label = N_("Days and hours that suit"), .fields = "jobwish.busy course.timetable vacancy.timetable",
	  .may = BOTH, SAYS(times) },
	/* From which day somebody may work is a term of the law: it weighs for nobody. */
	{ .key = "start", .label = N_("Can begin in time"), .fields = "jobwish.from person.work_from vacancy.starts",
	  .may = MEASURE_CONDITION, SAYS(start), .remedy = jobs_remedy_start },
	{ .key = "distance", .label = N_("Within the distance that the person set"), .fields = "jobwish.how_far " WAYS,
	  .may = BOTH, SAYS(distance), .remedy = jobs_remedy_distance },
	{ .key = "way", .label = N_("Short way to work"), .fields = WAYS, .may = MEASURE_WISH, .unit = "metres", SAYS(way) },
	{ .key = "pay", .label = N_("Pay that is looked for"),
	  .fields = "jobwish.pay_from jobwish.pay_per vacancy.pay_from vacancy.pay_to vacancy.pay_per", .may = BOTH, SAYS(pay) },
	{ .key = "wished", .label = N_("What the employer would like besides"),
	  .fields = "vacancy.wished_level vacancy.wished_licences vacancy.wished_occupation", .may = MEASURE_WISH, SAYS(wished) },
	{ .key = "applied", .label = N_("Not applied for already"), .fields = "application.vacancy application.state",
	  .may = MEASURE_CONDITION, SAYS(applied) },
	{ .key = "waited", .label = N_("Days that work has been looked for"), .fields = "jobwish.since",
	  .may = MEASURE_WISH, .unit = "days", SAYS(waited) },
	{ .key = "scarcity", .label = N_("How few look for work of this kind"),
	  .fields = "jobwish.occupation vacancy.occupation", .may = MEASURE_WISH, .unit = "count", SAYS(scarcity) },
	{ .key = NULL }
};

const struct match_ops match_jobs_ops = {
	.what = MATCH_JOBS, .word = "jobs", .title = N_("Vacancies for people who look for work"), .application = "jobwish",
	.place = "vacancy", .proposal = "job_proposal", .measure = jobs_measures, .read = jobs_read, .clear = jobs_facts_clear,
};
