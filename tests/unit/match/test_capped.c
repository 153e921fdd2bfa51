/* SPDX-License-Identifier: EUPL-1.2 */
/* Rounds under caps: caps hold, nobody loses or is refused a home in a neighbourhood that they named, and the same
 * problem in another order of rows has the same outcome; in thousands of random small rounds. And which caps are read. */
#include "tests/unit/cases/town.h"

#include "match/caps.h"

#define PEOPLE 9
#define PLACES 8
#define CAPS 2

static uint64_t seed;

static int draw(int below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((seed >> 33) % (uint64_t)below);
}

struct round {
	struct assign_person person[PEOPLE];
	struct assign_place place[PLACES];
	struct assign_pair pair[PEOPLE * PLACES];
	int of_place[PLACES], most[CAPS];
	uint32_t named[PEOPLE];
	struct assign_problem problem;
	struct match_caps caps;
};

/* The pointers lead into the round itself. */
static void tie(struct round *r)
{
	r->problem.people = r->person;
	r->problem.places = r->place;
	r->problem.pairs = r->pair;
	r->caps = (struct match_caps){ .count = CAPS, .words = 1, .most = r->most, .of_place = r->of_place, .named = r->named };
}

static void draw_round(struct round *r)
{
	*r = (struct round){ .problem = { .n_people = 1 + draw(PEOPLE), .n_places = 1 + draw(PLACES) } };
	for (int i = 0; i < r->problem.n_people; i++) {
		r->person[i] = (struct assign_person){ draw(3) * 30, draw(1000000) * 16 + i };
		r->named[i] = (uint32_t)draw(4) & (uint32_t)draw(4);
	}
	for (int p = 0; p < r->problem.n_places; p++) {
		r->place[p] = (struct assign_place){ (uint64_t)draw(1000000) * 16 + (uint64_t)p, 1, -1 };
		r->of_place[p] = draw(3) - 1;
	}
	for (int c = 0; c < CAPS; c++)
		r->most[c] = draw(4);
	for (int i = 0; i < r->problem.n_people; i++)
		for (int p = 0; p < r->problem.n_places; p++)
			if (draw(3))
				r->pair[r->problem.n_pairs++] = (struct assign_pair){ i, p, draw(4) * 1000 };
	tie(r);
}

/* The same people and places in the opposite order of rows. */
static void turn(const struct round *r, struct round *out)
{
	int people = r->problem.n_people, places = r->problem.n_places;

	*out = *r;
	for (int i = 0; i < people; i++) {
		out->person[i] = r->person[people - 1 - i];
		out->named[i] = r->named[people - 1 - i];
	}
	for (int p = 0; p < places; p++) {
		out->place[p] = r->place[places - 1 - p];
		out->of_place[p] = r->of_place[places - 1 - p];
	}
	for (size_t k = 0; k < r->problem.n_pairs; k++) {
		const struct assign_pair *pair = &r->pair[r->problem.n_pairs - 1 - k];

		out->pair[k] = (struct assign_pair){ people - 1 - pair->person, places - 1 - pair->place, pair->points };
	}
	tie(out);
}

static bool named(const struct round *r, int person, int place)
{
	return r->of_place[place] >= 0 && match_caps_named(&r->caps, person, r->of_place[place]);
}

/* Seats, pairs and caps are held; the totals are those of who got what. */
static void is_sound(const struct round *r, const struct match_capped *is)
{
	int taken[PLACES] = { 0 }, counted[CAPS] = { 0 };
	int64_t placed = 0, points = 0, waited = 0;

	for (int i = 0; i < r->problem.n_people; i++) {
		bool found = false;

		if (is->place[i] < 0)
			continue;
		assert_int_equal(++taken[is->place[i]], 1);
		for (size_t k = 0; k < r->problem.n_pairs; k++)
			if (r->pair[k].person == i && r->pair[k].place == is->place[i]) {
				points += r->pair[k].points;
				found = true;
			}
		assert_true(found);
		placed++;
		waited += r->person[i].waited;
		if (r->of_place[is->place[i]] >= 0 && !named(r, i, is->place[i]))
			counted[r->of_place[is->place[i]]]++;
	}
	for (int c = 0; c < CAPS; c++) {
		assert_true(counted[c] <= r->most[c]);
		assert_int_equal(is->counted[c], counted[c]);
	}
	assert_int_equal(is->total[ASSIGN_PLACED], placed);
	assert_int_equal(is->total[ASSIGN_POINTS], points);
	assert_int_equal(is->total[ASSIGN_WAITED], waited);
}

/* Whoever got a home in a neighbourhood that they named keeps it; whoever has nothing was refused no free home there. */
static void nobody_is_kept_from_what_they_named(const struct round *r, const struct match_capped *is)
{
	bool taken[PLACES] = { false };

	for (int i = 0; i < r->problem.n_people; i++) {
		int was = is->of[CAPS_FREE]->place[i];

		if (was >= 0 && named(r, i, was))
			assert_int_equal(is->place[i], was);
		if (is->place[i] >= 0)
			taken[is->place[i]] = true;
	}
	for (size_t k = 0; k < r->problem.n_pairs; k++) {
		const struct assign_pair *pair = &r->pair[k];
		int cap = r->of_place[pair->place];

		if (is->place[pair->person] >= 0 || taken[pair->place])
			continue;
		/* A free home that would suit stands empty for a cap's sake alone, and for those who count. */
		assert_true(cap >= 0 && !named(r, pair->person, pair->place));
		assert_int_equal(is->counted[cap], r->most[cap]);
	}
}

/* Never fewer people than if everybody counted against the caps. */
static void never_fewer(const struct round *r, const struct match_capped *is)
{
	struct assign_problem all = r->problem;
	struct assign_place places[PLACES];
	struct assign *strict;

	memcpy(places, r->place, sizeof(places));
	for (int p = 0; p < all.n_places; p++)
		places[p].group = r->of_place[p];
	all.places = places;
	all.n_groups = CAPS;
	all.caps = r->most;
	WELL(assign_solve(&all, &strict, &err_));
	assert_true(is->total[ASSIGN_PLACED] >= strict->total[ASSIGN_PLACED]);
	assert_true(is->total[ASSIGN_PLACED] <= is->of[CAPS_FREE]->total[ASSIGN_PLACED]);
	assign_free(strict);
}

static void caps_hold_and_take_nothing_away(void **state)
{
	struct round r, t;
	int stages[CAPS_STAGES + 1] = { 0 };

	(void)state;
	for (int run = 0; run < 3000; run++) {
		struct match_capped is, turned;

		draw_round(&r);
		WELL(match_caps_solve(&r.problem, &r.caps, &is, &err_));
		is_sound(&r, &is);
		nobody_is_kept_from_what_they_named(&r, &is);
		never_fewer(&r, &is);
		turn(&r, &t);
		WELL(match_caps_solve(&t.problem, &t.caps, &turned, &err_));
		for (int i = 0; i < r.problem.n_people; i++)
			assert_int_equal(is.place[i] < 0 ? -1 : r.problem.n_places - 1 - is.place[i],
				turned.place[r.problem.n_people - 1 - i]);
		stages[is.stages]++;
		match_capped_clear(&is);
		match_capped_clear(&turned);
	}
	/* All of them were tried. */
	assert_true(stages[1] > 100 && stages[2] > 100 && stages[3] > 20 && stages[4] > 5);
}

/* What is left out of the pairs at first, and asked for by its price. */
struct hidden { struct assign_pair pair[PEOPLE * PLACES]; int count; struct match_capped *capped; };

static enum status ask_for(void *with, struct assign_asked *asked, struct err *err)
{
	const struct hidden *hidden = with;

	(void)err;
	for (int i = 0; i < hidden->count; i++) {
		const struct assign_pair *pair = &hidden->pair[i];

		if (match_caps_open(hidden->capped, pair->person, pair->place) &&
			pair->points >= assign_bar(asked, pair->person, pair->place))
			assign_offer(asked, pair->person, pair->place, pair->points);
	}
	return ST_OK;
}

/* A list of the best pairs alone ends in the same round as all of them, in every stage. */
static void pairs_may_be_asked_for(void **state)
{
	struct round r, some;
	int later = 0;

	(void)state;
	for (int run = 0; run < 1500; run++) {
		struct match_capped all, is;
		struct hidden hidden = { .count = 0, .capped = &is };

		draw_round(&r);
		some = r;
		tie(&some);
		some.problem.n_pairs = 0;
		for (size_t k = 0; k < r.problem.n_pairs; k++)
			if (draw(2))
				some.pair[some.problem.n_pairs++] = r.pair[k];
			else
				hidden.pair[hidden.count++] = r.pair[k];
		some.problem.most_points = 3000;
		some.problem.ask = ask_for;
		some.problem.ask_with = &hidden;
		WELL(match_caps_solve(&r.problem, &r.caps, &all, &err_));
		WELL(match_caps_solve(&some.problem, &some.caps, &is, &err_));
		assert_int_equal(is.stages, all.stages);
		for (int i = 0; i < r.problem.n_people; i++)
			assert_int_equal(is.place[i], all.place[i]);
		assert_int_equal(is.total[ASSIGN_POINTS], all.total[ASSIGN_POINTS]);
		later += is.stages > 1;
		match_capped_clear(&all);
		match_capped_clear(&is);
	}
	assert_true(later > 100);
}

/* By hand. Two homes on the hill, cap 1; A and B did not name it, C did. All points equal: A has waited the longest.
 * Without caps A and B live there and C has the mill... with it one of them, and C on the hill. */
static void an_example(void **state)
{
	struct round r = { .problem = { .n_people = 3, .n_places = 2 }, .person = { { 90, 1 }, { 60, 2 }, { 30, 3 } },
		.place = { { 1, 1, -1 }, { 2, 1, -1 } }, .of_place = { 0, 0 }, .most = { 1, 0 }, .named = { 0, 0, 1 } };
	struct match_capped is;

	(void)state;
	for (int i = 0; i < 3; i++)
		for (int p = 0; p < 2; p++)
			r.pair[r.problem.n_pairs++] = (struct assign_pair){ i, p, 1000 };
	tie(&r);
	WELL(match_caps_solve(&r.problem, &r.caps, &is, &err_));
	assert_int_equal(is.stages, 3);
	assert_int_equal(is.free[0], 2);
	assert_true(is.place[0] >= 0);
	assert_int_equal(is.place[1], -1);
	assert_true(is.place[2] >= 0);
	assert_int_equal(is.counted[0], 1);
	assert_int_equal(is.wished[0], 1);
	assert_int_equal(is.stage[0], CAPS_HELD);
	assert_int_equal(is.stage[2], CAPS_LEFT);
	match_capped_clear(&is);
	/* A cap of nothing: only whoever named it. */
	r.most[0] = 0;
	WELL(match_caps_solve(&r.problem, &r.caps, &is, &err_));
	assert_int_equal(is.place[0], -1);
	assert_int_equal(is.place[1], -1);
	assert_true(is.place[2] >= 0);
	match_capped_clear(&is);
}

#define IN_FORCE "council=City council", "decision=2026/117", "decided=2026-04-20", "opinion_by=Legal department", \
	"opinion_on=2026-04-02", "opinion=allowed", "since=2026-05-01", "state=in_force"

static void caps_are_read_from_the_file(void **state)
{
	struct store *store = *state;
	struct id hill = make(store, "neighbourhood", PAIRS("name=Hill")), mill = make(store, "neighbourhood", PAIRS("name=Mill"));
	struct id one = make(store, "person", PAIRS("given_name=Ana", "arrived=2026-01-05"));
	struct id two = make(store, "person", PAIRS("given_name=Ben", "arrived=2026-01-05")), need, cap;
	struct match_facts facts;
	struct match_caps caps;

	need = make(store, "need", PAIRS(OF("person", one), "people=2"));
	make(store, "preference", PAIRS(OF("need", need), "rank=1", OF("neighbourhood", hill)));
	make(store, "need", PAIRS(OF("person", two), "people=2", OF("near", mill)));
	make(store, "dwelling", PAIRS("address=One", "people=2", OF("neighbourhood", hill)));
	make(store, "dwelling", PAIRS("address=Two", "people=2"));
	cap = make(store, "cap", PAIRS(OF("neighbourhood", hill), "most=3"));
	WELL(match_read(store, &everybody, MATCH_HOMES, NULL, &facts, &err_));
	WELL(match_caps_read(store, &facts, &caps, &err_));
	assert_int_equal(caps.count, 0);
	match_caps_clear(&caps);
	amend(store, "cap", cap, PAIRS(IN_FORCE));
	make(store, "cap", PAIRS(OF("neighbourhood", mill), "most=0", IN_FORCE));
	WELL(match_caps_read(store, &facts, &caps, &err_));
	assert_int_equal(caps.count, 2);
	for (int i = 0; i < 2; i++) {
		bool first = id_same(facts.candidate[i].person, one);

		for (int c = 0; c < 2; c++)
			assert_int_equal(match_caps_named(&caps, i, c), first == id_same(caps.neighbourhood[c], hill));
	}
	for (int p = 0; p < 2; p++)
		if (id_none(facts.place[p].neighbourhood))
			assert_int_equal(caps.of_place[p], -1);
		else
			assert_true(id_same(caps.neighbourhood[caps.of_place[p]], hill));
	match_caps_clear(&caps);
	match_facts_clear(&facts);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(caps_hold_and_take_nothing_away),
		cmocka_unit_test(pairs_may_be_asked_for),
		cmocka_unit_test(an_example),
		TOWN_TEST(caps_are_read_from_the_file),
	};

	return DOORS_RUN(tests);
}
