/* SPDX-License-Identifier: EUPL-1.2 */
/* Points and order over facts made up here: conditions, weights, what is not known, ties. */
#include "tests/unit/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "match/match.h"

#define PEOPLE 5
#define HOMES 3

/* What each has of one measure: rooms of a place, people of a candidate; -1: not known. */
struct own { int people[PEOPLE], room[HOMES], years[PEOPLE]; };

static const struct own *own_of(const struct match_facts *facts)
{
	return facts->own;
}

static int room_share(const struct match_facts *facts, const struct match_criterion *by, int c, int p)
{
	const struct own *own = own_of(facts);

	(void)by;
	if (own->people[c] < 0 || own->room[p] < 0)
		return MEASURE_UNKNOWN;
	return own->people[c] <= own->room[p] ? MATCH_SHARE : MEASURE_MISSED;
}

static int years_share(const struct match_facts *facts, const struct match_criterion *by, int c, int p)
{
	int years = own_of(facts)->years[c];

	(void)p;
	if (years < 0)
		return MEASURE_UNKNOWN;
	return years >= by->full ? MATCH_SHARE : (int)(years * MATCH_SHARE / by->full);
}

static void room_tell(const struct match_facts *facts, const struct match_criterion *by, int c, int p, struct measured *out)
{
	*out = (struct measured){ .share = room_share(facts, by, c, p) };
}

static void years_tell(const struct match_facts *facts, const struct match_criterion *by, int c, int p,
	struct measured *out)
{
	*out = (struct measured){ .share = years_share(facts, by, c, p) };
}

static const struct measure room = { .key = "room", .may = MEASURE_CONDITION, .share = room_share, .tell = room_tell };
static const struct measure years = { .key = "years", .may = MEASURE_WISH, .share = years_share, .tell = years_tell };

static struct match_rule rule = {
	.what = MATCH_HOMES, .count = 3,
	.criterion = {
		{ .key = "room", .condition = true, .measure = &room },
		{ .key = "years", .measure = &years, .weight = 40, .unknown = 500, .full = 8 },
		{ .key = "space", .measure = &room, .weight = 2, .unknown = 250 },
	},
};

static struct match_facts facts_of(struct own *own)
{
	struct match_facts facts = { .candidate = mem_array(PEOPLE, sizeof(struct match_candidate)),
		.n_candidates = PEOPLE, .place = mem_array(HOMES, sizeof(struct match_place)), .n_places = HOMES, .own = own };

	for (int i = 0; i < PEOPLE; i++)
		facts.candidate[i] = (struct match_candidate){ .waited = 10, .lot = 100 + i };
	for (int i = 0; i < HOMES; i++)
		facts.place[i].id.b[0] = (uint8_t)(HOMES - i);
	return facts;
}

static void done(struct match_facts *facts)
{
	free(facts->candidate);
	free(facts->place);
}

static void test_points(void **state)
{
	struct own own = { { 4, 6, -1, 2, 2 }, { 5, -1, 9 }, { 8, 2, 3, -1, 20 } };
	struct match_facts facts = facts_of(&own);
	struct match_score score;
	struct match_line line[MATCH_CRITERIA_MOST];
	int64_t sum = 0;

	(void)state;
	match_score(&facts, &rule, 0, 0, &score);
	assert_true(score.admissible);
	assert_int_equal(score.points, 40000 + 2000);
	assert_int_equal(score.questions, 0);
	/* A condition that is missed. */
	match_score(&facts, &rule, 1, 0, &score);
	assert_false(score.admissible);
	assert_false(match_admissible(&facts, &rule, 1, 0));
	/* What is not known stands against nobody, and counts what the rule says. */
	match_score(&facts, &rule, 1, 1, &score);
	assert_true(score.admissible);
	assert_true(match_admissible(&facts, &rule, 1, 1));
	assert_int_equal(score.questions, 2);
	assert_int_equal(score.points, 10000 + 500);
	match_score(&facts, &rule, 3, 2, &score);
	assert_int_equal(score.points, 20000 + 2000);
	assert_int_equal(match_points_most(&rule), 42000);
	assert_int_equal(match_tell(&facts, &rule, 3, 2, line), 3);
	for (int i = 0; i < 3; i++)
		sum += line[i].points;
	assert_int_equal(sum, 22000);
	assert_int_equal(line[1].is.share, MEASURE_UNKNOWN);
	done(&facts);
}

static void test_order(void **state)
{
	struct own own = { { 4, 6, 1, 1, 1 }, { 5, -1, 9 }, { 8, 8, 2, 2, 2 } };
	struct match_facts facts = facts_of(&own);
	struct match_rank *rank;
	int n;

	(void)state;
	facts.n_places = 1;
	facts.candidate[3].waited = 11;
	facts.candidate[4].lot = 7;
	rank = match_rank(&facts, &rule, 0, &n);
	assert_int_equal(n, PEOPLE);
	assert_int_equal(rank[0].candidate, 0);
	assert_int_equal(rank[1].candidate, 3);          /* waited longer */
	assert_int_equal(rank[2].candidate, 4);          /* the lower lot */
	assert_int_equal(rank[3].candidate, 2);
	assert_int_equal(rank[4].candidate, 1);          /* many points, but a condition is missed */
	free(rank);
	rank = match_rank(&facts, &rule, 2, &n);
	assert_int_equal(n, 2);
	free(rank);
	facts.n_places = 0;
	rank = match_rank(&facts, &rule, 0, &n);
	assert_int_equal(n, 0);
	free(rank);
	done(&facts);
}

static void test_words(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	assert_true(msg_set_language("en"));
	match_points_words(&out, 57450);
	assert_string_equal(str_get(&out), "57.5");
	str_clear(&out);
	assert_true(msg_set_language("de"));
	match_points_words(&out, 1057049);
	assert_string_equal(str_get(&out), "1.057,0");
	str_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_points),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_words),
	};

	msg_init("test");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
