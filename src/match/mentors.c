/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Newcomers and mentors: what the published criteria may measure, and how.
 *
 * Both sides say the same of themselves: languages, interests, days and hours, how often
 * and in which way, how far.  Nothing is asked of a mentor's or a newcomer's person: who
 * wants to be accompanied by a woman says so, and mentors say whether they are there for
 * that; what is recorded as gender takes no part.
 */
#include "match/mentors_own.h"

#include <stdio.h>
#include <string.h>

#include "base/msg.h"
#include "register/register.h"

struct pair { const struct mentors_facts *all; const struct mentors_side *asker, *mentor; };

static inline struct pair pair_of(const struct match_facts *facts, int candidate, int place)
{
	const struct mentors_facts *all = mentors_of(facts);

	return (struct pair){ all, &all->asker[candidate], &all->mentor[place] };
}

static bool speaks_any(const struct mentors_side *side)
{
	for (int i = 0; i < MENTORS_TONGUES; i++)
		if (side->speaks[i])
			return true;
	return false;
}

static bool common_tongue(const struct pair *it)
{
	for (int i = 0; i < MENTORS_TONGUES; i++)
		if (it->asker->speaks[i] & it->mentor->speaks[i])
			return true;
	return false;
}

static bool speaks(const struct mentors_side *side, int tongue)
{
	return side->speaks[tongue / 64] >> (tongue % 64) & 1;
}

/* The common language that the newcomer speaks best; NULL: there is none. */
static const struct mentors_levels *best_common(const struct pair *it)
{
	const struct mentors_levels *best = NULL;

	for (int i = 0; i < it->asker->n_levels; i++) {
		const struct mentors_levels *one = &it->all->level[it->asker->first_level + i];

		if (speaks(it->mentor, one->tongue) && (!best || one->level > best->level))
			best = one;
	}
	return best;
}

static const char *who_is_to_ask(bool asker_said, bool mentor_said)
{
	return asker_said ? "mentor" : mentor_said ? "newcomer" : "both";
}

static void not_known(struct measured *out, bool asker_said, bool mentor_said)
{
	snprintf(out->wants, sizeof(out->wants), "%s", who_is_to_ask(asker_said, mentor_said));
}

static int bits_of(uint32_t bits)
{
	return __builtin_popcount(bits);
}

/* ---- a language in common ---- */

static int language(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	if (common_tongue(&it))
		return MATCH_SHARE;
	return speaks_any(it.asker) && speaks_any(it.mentor) ? MEASURE_MISSED : MEASURE_UNKNOWN;
}

static void tell_tongue(struct pair it, struct measured *out)
{
	static const struct field *levels;
	const struct mentors_levels *best = best_common(&it);

	levels = levels ? levels : kind_field(register_kind("speaks"), "level");
	if (!best) {
		if (out->share == MEASURE_UNKNOWN)
			not_known(out, speaks_any(it.asker), speaks_any(it.mentor));
		return;
	}
	snprintf(out->has, sizeof(out->has), "%s", it.all->tongue[best->tongue]);
	if (best->level >= 0)
		snprintf(out->wants, sizeof(out->wants), "%s", levels->choices[best->level].key);
}

static void language_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	*out = (struct measured){ .share = language(facts, by, candidate, place) };
	tell_tongue(pair_of(facts, candidate, place), out);
}

/* How well the newcomer speaks it: with B2 two people can talk about everything of the day. */
static int talk(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	static const int shares[] = { 0, 100, 250, 500, 750, 1000, 1000, 1000 };
	const struct pair it = pair_of(facts, candidate, place);
	const struct mentors_levels *best = best_common(&it);

	(void)by;
	if (!best)
		return speaks_any(it.asker) && speaks_any(it.mentor) ? MEASURE_MISSED : MEASURE_UNKNOWN;
	return best->level < 0 ? MEASURE_UNKNOWN : shares[best->level < 7 ? best->level : 7];
}

static void talk_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	*out = (struct measured){ .share = talk(facts, by, candidate, place) };
	tell_tongue(pair_of(facts, candidate, place), out);
}

/* ---- time ---- */

/* As a condition, an hour a week in common; as a wish, the part of `full` minutes. */
enum { TOGETHER_LEAST = 60 };

static int times(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);
	int minutes;

	if (!it.asker->when.n || !it.mentor->when.n)
		return MEASURE_UNKNOWN;
	minutes = pairs_minutes(&it.asker->when, &it.mentor->when);
	if (by->condition)
		return pairs_met(minutes >= (by->full > 0 ? by->full : TOGETHER_LEAST));
	return minutes ? pairs_part(minutes, by->full) : MEASURE_MISSED;
}

static void times_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = times(facts, by, candidate, place) };
	if (out->share == MEASURE_UNKNOWN)
		not_known(out, it.asker->when.n > 0, it.mentor->when.n > 0);
	else
		pairs_put(out->has, pairs_minutes(&it.asker->when, &it.mentor->when));
}

/* One who does not mind meets as often as the other would like. */
static int often(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);
	int apart;

	(void)by;
	if (it.asker->often < 0 || it.mentor->often < 0)
		return MEASURE_UNKNOWN;
	if (it.asker->often == OFTEN_OPEN || it.mentor->often == OFTEN_OPEN)
		return MATCH_SHARE;
	apart = it.asker->often - it.mentor->often;
	return apart == 0 ? MATCH_SHARE : apart == 1 || apart == -1 ? MATCH_SHARE / 2 : MEASURE_MISSED;
}

static void often_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);
	const struct choice *choice = kind_field(register_kind("mentor"), "often")->choices;

	*out = (struct measured){ .share = often(facts, by, candidate, place) };
	if (out->share == MEASURE_UNKNOWN) {
		not_known(out, it.asker->often >= 0, it.mentor->often >= 0);
		return;
	}
	snprintf(out->has, sizeof(out->has), "%s", choice[it.mentor->often].key);
	snprintf(out->wants, sizeof(out->wants), "%s", choice[it.asker->often].key);
}

/* ---- place ---- */

static int64_t metres_of(const struct pair *it)
{
	return ways_metres(&it->all->ways, it->asker->home, it->mentor->home);
}

/* The shorter of what both would go; -1: neither said. */
static int farthest(const struct pair *it)
{
	int a = it->asker->farthest, b = it->mentor->farthest;

	return a < 0 ? b : b < 0 || a < b ? a : b;
}

static bool can_meet_from_afar(const struct pair *it)
{
	return it->asker->ways & it->mentor->ways & ~it->all->in_person;
}

static int distance(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);
	int most = farthest(&it);
	int64_t metres = metres_of(&it);

	(void)by;
	if (most < 0 || (metres >= 0 && metres <= most * 1000) || can_meet_from_afar(&it))
		return MATCH_SHARE;
	return metres < 0 ? MEASURE_UNKNOWN : MEASURE_MISSED;
}

static void distance_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = distance(facts, by, candidate, place) };
	pairs_put(out->has, metres_of(&it));
	pairs_put(out->wants, farthest(&it));
}

static int near(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);
	int64_t metres = metres_of(&it);

	return metres < 0 ? MEASURE_UNKNOWN : pairs_part_over(metres, by->full);
}

static void near_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = near(facts, by, candidate, place) };
	pairs_put(out->has, metres_of(&it));
	if (out->share == MEASURE_UNKNOWN)
		not_known(out, it.asker->home >= 0, it.mentor->home >= 0);
}

static int way(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	if (!it.asker->ways || !it.mentor->ways)
		return MEASURE_UNKNOWN;
	return pairs_met((it.asker->ways & it.mentor->ways) != 0);
}

static void way_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = way(facts, by, candidate, place) };
	if (out->share == MEASURE_UNKNOWN)
		not_known(out, it.asker->ways != 0, it.mentor->ways != 0);
	else
		pairs_keys(it.asker->ways & it.mentor->ways, kind_field(register_kind("mentor"), "way"), out->has);
}

/* ---- what both would like ---- */

/* How much of what is asked for the mentor likes to do. */
static int wishes(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);
	int common = bits_of(it.asker->likes & it.mentor->likes);

	(void)by;
	if (!it.asker->likes || !it.mentor->likes)
		return MEASURE_UNKNOWN;
	return common ? common * MATCH_SHARE / bits_of(it.asker->likes) : MEASURE_MISSED;
}

/* How much of what the mentor likes to do is asked for. */
static int offers(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);
	int common = bits_of(it.asker->likes & it.mentor->likes);

	(void)by;
	if (!it.asker->likes || !it.mentor->likes)
		return MEASURE_UNKNOWN;
	return common ? common * MATCH_SHARE / bits_of(it.mentor->likes) : MEASURE_MISSED;
}

/* How many things both would like, as a part of `full` of them. */
static int interests(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);
	int common = bits_of(it.asker->likes & it.mentor->likes);

	if (!it.asker->likes || !it.mentor->likes)
		return MEASURE_UNKNOWN;
	return common ? pairs_part(common, by->full) : MEASURE_MISSED;
}

static void tell_likes(struct pair it, struct measured *out, uint32_t of)
{
	if (out->share == MEASURE_UNKNOWN) {
		not_known(out, it.asker->likes != 0, it.mentor->likes != 0);
		return;
	}
	pairs_keys(it.asker->likes & it.mentor->likes, kind_field(register_kind("mentor"), "interests"), out->has);
	pairs_put(out->wants, bits_of(of));
}

static void wishes_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = wishes(facts, by, candidate, place) };
	tell_likes(it, out, it.asker->likes);
}

static void offers_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = offers(facts, by, candidate, place) };
	tell_likes(it, out, it.mentor->likes);
}

static void interests_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = interests(facts, by, candidate, place) };
	tell_likes(it, out, it.asker->likes & it.mentor->likes);
}

/* A mentor who did not say whether they are there for this is asked. */
static int woman(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	if (it.asker->woman != 1 || it.mentor->woman == 1)
		return MATCH_SHARE;
	return it.mentor->woman < 0 ? MEASURE_UNKNOWN : MEASURE_MISSED;
}

static void woman_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = woman(facts, by, candidate, place) };
	if (it.asker->woman == 1)
		snprintf(out->wants, sizeof(out->wants), "yes");
}

/* Two who parted are not brought together again by the program. */
static int before(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	for (int i = 0; i < it.asker->n_past; i++)
		if (id_same(it.all->past[it.asker->first_past + i], facts->place[place].id))
			return MEASURE_MISSED;
	return MATCH_SHARE;
}

static void before_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	*out = (struct measured){ .share = before(facts, by, candidate, place) };
}

#define BOTH (MEASURE_CONDITION | MEASURE_WISH)
const struct measure mentors_measures[] = {
	{ "language", N_("A language that both speak"), "speaks.language mentor.languages", BOTH, NULL, language, language_tell,
		mentors_words_language, NULL },
	{ "talk", N_("How well both can talk with each other"), "speaks.language speaks.level mentor.languages", MEASURE_WISH, NULL,
		talk, talk_tell, mentors_words_talk, NULL },
	{ "times", N_("Time at the same hours"), "mentoring.timetable mentor.timetable", BOTH, "minutes", times, times_tell,
		mentors_words_times, mentors_remedy_times },
	{ "often", N_("Would like to meet as often"), "mentoring.often mentor.often", BOTH, NULL, often, often_tell,
		mentors_words_often, NULL },
	{ "way", N_("Can meet in the same way"), "mentoring.way mentor.way", BOTH, NULL, way, way_tell, mentors_words_way, NULL },
	{ "distance", N_("Within the distance that both set"), "mentoring.farthest mentor.farthest person.neighbourhood "
		"mentor.neighbourhood", MEASURE_CONDITION, NULL, distance, distance_tell, mentors_words_distance,
		mentors_remedy_distance },
	{ "near", N_("Near each other"), "person.neighbourhood mentor.neighbourhood", MEASURE_WISH, "metres", near, near_tell,
		mentors_words_near, NULL },
	{ "wishes", N_("What the newcomer asked for"), "mentoring.interests mentor.interests", BOTH, NULL, wishes, wishes_tell,
		mentors_words_wishes, mentors_remedy_wishes },
	{ "offers", N_("What the mentor likes to do"), "mentor.interests mentoring.interests", MEASURE_WISH, NULL, offers,
		offers_tell, mentors_words_offers, NULL },
	{ "interests", N_("Interests in common"), "mentoring.interests mentor.interests", MEASURE_WISH, "count", interests,
		interests_tell, mentors_words_interests, mentors_remedy_wishes },
	{ "woman", N_("Company that was asked for"), "mentoring.woman mentor.woman", MEASURE_CONDITION, NULL, woman, woman_tell,
		mentors_words_woman, NULL },
	{ "before", N_("Not together before"), "mentoring.mentor", MEASURE_CONDITION, NULL, before, before_tell,
		mentors_words_before, NULL },
	{ "waited", N_("Days waited"), "mentoring.asked", MEASURE_WISH, "days", pairs_waited, pairs_waited_tell, mentors_words_waited, NULL },
	{ .key = NULL },
};

const struct match_ops match_mentors_ops = {
	.what = MATCH_MENTORS, .word = "mentors", .title = N_("Mentors for newcomers"), .application = "mentoring",
	.place = "mentor", .proposal = "mentor_proposal", .measure = mentors_measures, .read = mentors_read, .clear = mentors_clear,
};
