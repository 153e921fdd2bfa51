/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Households and homes: what the published criteria may measure, and how.
 *
 * A household's need says what it needs, never why.  What nobody wrote down is neither
 * yes nor no: it stands as a question, but for what cannot turn out otherwise (a home
 * without steps suits a household that was not asked about steps).  Scales are of two
 * shapes that can be checked by hand: more counts as its part of `full` (waiting), less
 * counts in full up to `full` and beyond as full divided by it (distance, choice, days
 * late); shares are rounded down to thousandths.
 */
#include "match/homes_own.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/date.h"
#include "base/msg.h"

struct pair { const struct homes_facts *all; const struct homes_need *need; const struct homes_home *home; };

static inline struct pair pair_of(const struct match_facts *facts, int candidate, int place)
{
	const struct homes_facts *all = homes_of(facts);

	return (struct pair){ all, &all->need[candidate], &all->home[place] };
}

static inline int met(bool yes)
{
	return yes ? MATCH_SHARE : MEASURE_MISSED;
}

static int part_of(int64_t value, int64_t full)
{
	return value >= full ? MATCH_SHARE : (int)(value * MATCH_SHARE / full);
}

static int part_over(int64_t value, int64_t full)
{
	return value <= full ? MATCH_SHARE : (int)(full * MATCH_SHARE / value);
}

static int64_t full_of(const struct match_criterion *by)
{
	return by->full > 0 ? by->full : 1;
}

/* ---- shares ---- */

static int size(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	return it.need->people < 0 || it.home->people < 0 ? MEASURE_UNKNOWN : met(it.home->people >= it.need->people);
}

/* How much of the room would be lived in. */
static int close_fit(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	if (it.need->people < 0 || it.home->people <= 0)
		return MEASURE_UNKNOWN;
	return it.home->people < it.need->people ? MEASURE_MISSED : part_of(it.need->people, it.home->people);
}

/* Who needs no certain number of them is asked nothing more: the size says enough. */
static int bedrooms(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	if (it.need->bedrooms <= 0)
		return MATCH_SHARE;
	return it.home->bedrooms < 0 ? MEASURE_UNKNOWN : met(it.home->bedrooms >= it.need->bedrooms);
}

/* 1, 0, -1: who does not need it, and a home that has it, suit everybody. */
static inline int asked_for(int wants, int has)
{
	if (wants == 0 || has == 1)
		return MATCH_SHARE;
	return wants < 0 || has < 0 ? MEASURE_UNKNOWN : MEASURE_MISSED;
}

static int step_free(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	return asked_for(it.need->step_free, it.home->step_free);
}

static int pets(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	return asked_for(it.need->pets, it.home->pets);
}

/* Too much without the service costs is too much with them. */
static int rent(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	if (it.need->rent < 0 || it.home->rent < 0)
		return MEASURE_UNKNOWN;
	if (it.home->rent + (it.home->costs > 0 ? it.home->costs : 0) > it.need->rent)
		return MEASURE_MISSED;
	return it.home->costs < 0 ? MEASURE_UNKNOWN : MATCH_SHARE;
}

/* Hundreds of metres from where it should be near; -1: not known. */
static inline int32_t far_of(const struct pair *it)
{
	return it->need->near < 0 || it->home->quarter < 0 ? HOMES_UNKNOWN :
		it->all->far[(size_t)it->need->near * (size_t)it->all->quarters + (size_t)it->home->quarter];
}

/* A wish that is not written down: there is none, where the household was asked. */
static inline int unsaid(const struct pair *it)
{
	return it->need->told ? MEASURE_MISSED : MEASURE_UNKNOWN;
}

static int within(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);
	int32_t far;

	(void)by;
	if (it.need->within < 0 || it.need->near < 0)
		return MATCH_SHARE;
	far = far_of(&it);
	return far < 0 ? MEASURE_UNKNOWN : met(far <= 10 * it.need->within);
}

static int near(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);
	int32_t far = far_of(&it);

	if (it.need->near < 0)
		return unsaid(&it);
	return far < 0 ? MEASURE_UNKNOWN : part_over(100 * (int64_t)far, full_of(by));
}

static int choice_of(const struct pair *it)
{
	for (int i = 0; i < it->need->n_wishes; i++)
		if (it->all->wish[it->need->wish + i] == it->home->quarter)
			return i + 1;
	return 0;
}

static int choice(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);
	int rank;

	if (!it.need->n_wishes)
		return unsaid(&it);
	if (it.home->quarter < 0)
		return MEASURE_UNKNOWN;
	rank = choice_of(&it);
	return rank ? part_over(rank, full_of(by)) : MEASURE_MISSED;
}

static int64_t days_waited(const struct pair *it)
{
	return it->all->day > it->need->since ? it->all->day - it->need->since : 0;
}

static int waited(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	return it.need->waits == SINCE_UNKNOWN ? MEASURE_UNKNOWN : part_of(days_waited(&it), full_of(by));
}

static int64_t days_late(const struct pair *it)
{
	return it->home->available > it->need->from ? it->home->available - it->need->from : 0;
}

/* Who named no day needs it from now on.  A condition is met up to `full` days late. */
static int free_by(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);
	int64_t late = days_late(&it);

	return by->condition ? met(late <= by->full) : part_over(late, full_of(by));
}

static int lasts(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	return met(it.home->until < 0 || it.home->until >= (it.home->available > it.need->from ? it.home->available :
		it.need->from));
}

/* Days until the household must leave where it stays: the fewer, the sooner it needs a home. */
static int deadline(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	return it.need->leave < 0 ? unsaid(&it) :
		part_over(it.need->leave > it.all->day ? it.need->leave - it.all->day : 0, full_of(by));
}

static bool lives_there(const struct pair *it)
{
	return it->need->lives >= 0 && it->need->lives == it->home->quarter;
}

static bool is_wanted_there(const struct pair *it)
{
	return it->need->near >= 0 && far_of(it) == 0;
}

/* School, work, course or family in the very neighbourhood, or the household lives there on its own now. */
static int ties(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	if (it.home->quarter < 0)
		return MEASURE_UNKNOWN;
	if (lives_there(&it) || is_wanted_there(&it))
		return MATCH_SHARE;
	return it.need->near < 0 ? unsaid(&it) : MEASURE_MISSED;
}

int match_homes_choice(const struct match_facts *facts, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	return it.home->quarter < 0 ? 0 : choice_of(&it);
}

/* ---- the same with the values, as they are frozen ---- */

static void put_number(char out[MEASURED_VALUE], int64_t n)
{
	if (n >= 0)
		snprintf(out, MEASURED_VALUE, "%" PRId64, n);
}

static void put_cents(char out[MEASURED_VALUE], int64_t cents)
{
	if (cents >= 0)
		snprintf(out, MEASURED_VALUE, "%" PRId64 ".%02d", cents / 100, (int)(cents % 100));
}

static void put_day(char out[MEASURED_VALUE], int64_t day)
{
	char text[11];

	date_text(date_from_days((long)day), text);
	str_copy(out, MEASURED_VALUE, text);
}

static void put_so(char out[MEASURED_VALUE], int so)
{
	if (so >= 0)
		str_copy(out, MEASURED_VALUE, so ? "yes" : "no");
}

#define HOMES_TELL(measure) static void tell_##measure(const struct match_facts *facts, const struct match_criterion *by, \
	int candidate, int place, struct measured *out)

/* The measured values begin empty. */
static struct pair begin(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	*out = (struct measured){ .share = by->measure->share(facts, by, candidate, place) };
	return pair_of(facts, candidate, place);
}

HOMES_TELL(size)
{
	const struct pair it = begin(facts, by, candidate, place, out);

	put_number(out->has, it.home->people);
	put_number(out->wants, it.need->people);
}

HOMES_TELL(bedrooms)
{
	const struct pair it = begin(facts, by, candidate, place, out);

	put_number(out->has, it.home->bedrooms);
	put_number(out->wants, it.need->bedrooms);
}

HOMES_TELL(step_free)
{
	const struct pair it = begin(facts, by, candidate, place, out);

	put_so(out->has, it.home->step_free);
	put_so(out->wants, it.need->step_free);
}

HOMES_TELL(pets)
{
	const struct pair it = begin(facts, by, candidate, place, out);

	put_so(out->has, it.home->pets);
	put_so(out->wants, it.need->pets);
}

/* Rent and service costs together; the rent alone where those are not known. */
HOMES_TELL(rent)
{
	const struct pair it = begin(facts, by, candidate, place, out);

	if (it.home->rent >= 0)
		put_cents(out->has, it.home->rent + (it.home->costs > 0 ? it.home->costs : 0));
	put_cents(out->wants, it.need->rent);
}

/* Where somebody hidden wants to live is told in the opened file alone; the share counts all the same. */
static bool is_hidden(const struct pair *it, struct measured *out)
{
	if (!it->need->secret || it->all->opened)
		return false;
	str_copy(out->has, MEASURED_VALUE, "*");
	str_copy(out->wants, MEASURED_VALUE, "*");
	return true;
}

static const char *const near_for[] = { "", "school", "work", "course", "family" };

static void put_far(const struct pair *it, struct measured *out)
{
	int32_t far = far_of(it);

	if (far >= 0)
		snprintf(out->has, MEASURED_VALUE, "%d.%d", far / 10, far % 10);
}

/* wants: "5 school", kilometres and what for. */
HOMES_TELL(within)
{
	const struct pair it = begin(facts, by, candidate, place, out);

	if (is_hidden(&it, out))
		return;
	put_far(&it, out);
	if (it.need->within >= 0 && it.need->near >= 0)
		snprintf(out->wants, MEASURED_VALUE, "%d %s", it.need->within, near_for[it.need->near_for]);
}

/* wants: "near school". */
HOMES_TELL(near)
{
	const struct pair it = begin(facts, by, candidate, place, out);

	if (is_hidden(&it, out))
		return;
	put_far(&it, out);
	if (it.need->near >= 0)
		snprintf(out->wants, MEASURED_VALUE, "near %s", near_for[it.need->near_for]);
}

/* has: the choice, wants: how many the household named. */
HOMES_TELL(choice)
{
	const struct pair it = begin(facts, by, candidate, place, out);

	if (is_hidden(&it, out))
		return;
	if (it.home->quarter >= 0)
		put_number(out->has, choice_of(&it));
	if (it.need->n_wishes)
		put_number(out->wants, it.need->n_wishes);
}

/* has: days, wants: "reception 2026-03-04", since when they count and why. */
HOMES_TELL(waited)
{
	static const char *const since[] = { "", "reception", "shelter", "asked" };
	const struct pair it = begin(facts, by, candidate, place, out);
	char day[MEASURED_VALUE];

	if (it.need->waits == SINCE_UNKNOWN)
		return;
	put_number(out->has, days_waited(&it));
	put_day(day, it.need->since);
	snprintf(out->wants, MEASURED_VALUE, "%s %.10s", since[it.need->waits], day);
}

HOMES_TELL(free_by)
{
	const struct pair it = begin(facts, by, candidate, place, out);

	put_day(out->has, it.home->available);
	put_day(out->wants, it.need->from);
}

/* has: the day on which it must leave, wants: days until then. */
HOMES_TELL(deadline)
{
	const struct pair it = begin(facts, by, candidate, place, out);

	if (it.need->leave < 0)
		return;
	put_day(out->has, it.need->leave);
	put_number(out->wants, it.need->leave > it.all->day ? it.need->leave - it.all->day : 0);
}

/* has: "lives" or "near school", wants: what it should be near to, where that is written down. */
HOMES_TELL(ties)
{
	const struct pair it = begin(facts, by, candidate, place, out);

	if (is_hidden(&it, out))
		return;
	if (it.need->near >= 0)
		snprintf(out->wants, MEASURED_VALUE, "near %s", near_for[it.need->near_for]);
	if (it.home->quarter < 0)
		return;
	str_copy(out->has, MEASURED_VALUE, lives_there(&it) ? "lives" : is_wanted_there(&it) ? out->wants : "none");
}

HOMES_TELL(lasts)
{
	const struct pair it = begin(facts, by, candidate, place, out);

	if (it.home->until >= 0)
		put_day(out->has, it.home->until);
	put_day(out->wants, it.need->from);
}

/* ---- the catalogue ---- */

#define BOTH (MEASURE_CONDITION | MEASURE_WISH)
const struct measure homes_measures[] = {
	{ "size", N_("Room for everybody"), "need.people dwelling.people", MEASURE_CONDITION, NULL, size, tell_size,
		homes_words_size, NULL },
	{ "close_fit", N_("Little room would stand empty"), "need.people dwelling.people", MEASURE_WISH, NULL, close_fit,
		tell_size, homes_words_close, NULL },
	{ "bedrooms", N_("Bedrooms enough"), "need.bedrooms dwelling.bedrooms", BOTH, NULL, bedrooms, tell_bedrooms,
		homes_words_bedrooms, NULL },
	{ "step_free", N_("Step-free where it is needed"), "need.step_free dwelling.step_free", MEASURE_CONDITION, NULL, step_free,
		tell_step_free, homes_words_step_free, homes_remedy_step_free },
	{ "rent", N_("The household can pay the rent"), "need.max_rent dwelling.rent dwelling.service_costs", BOTH, NULL, rent,
		tell_rent, homes_words_rent, homes_remedy_rent },
	{ "pets", N_("Pets are welcome where there are any"), "need.pets dwelling.pets", BOTH, NULL, pets, tell_pets,
		homes_words_pets, NULL },
	{ "within", N_("No further away than the household said"),
		"need.near need.near_for need.within dwelling.neighbourhood neighbourhood.latitude neighbourhood.longitude",
		BOTH, NULL, within, tell_within, homes_words_within, NULL },
	{ "near", N_("School, work, course or family are near"),
		"need.near need.near_for dwelling.neighbourhood neighbourhood.latitude neighbourhood.longitude", MEASURE_WISH,
		"metres", near, tell_near, homes_words_near, NULL },
	{ "preference", N_("The neighbourhood that the household wants"),
		"preference.rank preference.neighbourhood dwelling.neighbourhood", MEASURE_WISH, "count", choice, tell_choice,
		homes_words_choice, homes_remedy_choice },
	{ "waited", N_("Days in a temporary place, else since asking"), "stay.place stay.counted need.asked", MEASURE_WISH, "days",
		waited, tell_waited, homes_words_waited, homes_remedy_waited },
	{ "deadline", N_("The household must leave its present place soon"), "need.leave_by", MEASURE_WISH, "days", deadline,
		tell_deadline, homes_words_deadline, homes_remedy_deadline },
	{ "ties", N_("Ties to the neighbourhood"),
		"need.near need.near_for stay.place stay.neighbourhood dwelling.neighbourhood", MEASURE_WISH, NULL, ties, tell_ties,
		homes_words_ties, NULL },
	{ "free_by", N_("Free when it is needed"), "need.needed_from dwelling.available", BOTH, "days", free_by, tell_free_by,
		homes_words_free_by, NULL },
	{ "lasts", N_("Still to be had when it is needed"), "need.needed_from dwelling.available dwelling.until",
		MEASURE_CONDITION, NULL, lasts, tell_lasts, homes_words_lasts, NULL },
	{ .key = NULL },
};

const struct match_ops match_homes_ops = {
	.what = MATCH_HOMES, .word = "homes", .title = N_("Homes for households"), .application = "need", .place = "dwelling",
	.proposal = "home_proposal", .measure = homes_measures, .read = homes_read, .clear = homes_clear_facts,
};
