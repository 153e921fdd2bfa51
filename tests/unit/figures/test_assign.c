/* SPDX-License-Identifier: EUPL-1.2 */
/* Allocations against all that there are: thousands of small rounds, every way to give the seats tried. */
#include "../test.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "figures/assign.h"

enum { PEOPLE = 6, PLACES = 5, GROUPS = 2, PAIRS = PEOPLE * PLACES };

static uint64_t seed;

static uint64_t next(void)
{
	uint64_t z = seed += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static int below(int n)
{
	return (int)(next() % (uint64_t)n);
}

struct round {
	struct assign_problem problem;
	struct assign_person people[PEOPLE];
	struct assign_place places[PLACES];
	struct assign_pair pairs[PAIRS];
	int caps[GROUPS];
	int64_t points[PEOPLE][PLACES];         /* -1: not admissible */
};

static void point_at(struct round *r)
{
	r->problem.people = r->people;
	r->problem.places = r->places;
	r->problem.caps = r->caps;
	r->problem.pairs = r->pairs;
}

/* Few different numbers, so that ties are the rule. */
static void make_round(struct round *r, uint64_t of)
{
	int range, share;

	seed = of;
	memset(r, 0, sizeof(*r));
	r->problem.n_people = below(PEOPLE + 1);
	r->problem.n_places = below(PLACES + 1);
	r->problem.n_groups = below(GROUPS + 1);
	point_at(r);
	range = 1 + below(4) * below(4) * below(200);
	share = 1 + below(6);
	for (int i = 0; i < r->problem.n_people; i++)
		r->people[i] = (struct assign_person){ below(2) ? below(3) : below(4000), (int64_t)(next() >> 24) };
	for (int j = 0; j < r->problem.n_places; j++)
		r->places[j] = (struct assign_place){ next(), below(4) ? 1 : below(4), below(r->problem.n_groups + 1) - 1 };
	for (int g = 0; g < r->problem.n_groups; g++)
		r->caps[g] = below(4);
	for (int i = 0; i < r->problem.n_people; i++)
		for (int j = 0; j < r->problem.n_places; j++) {
			r->points[i][j] = below(6) < share ? below(range) : -1;
			if (r->points[i][j] >= 0)
				r->pairs[r->problem.n_pairs++] = (struct assign_pair){ i, j, r->points[i][j] };
		}
}

/* Larger is better in every phase. */
static struct assign_value value_of(const struct round *r, const int *place)
{
	struct assign_value v = { { 0 } };

	for (int i = 0; i < r->problem.n_people; i++) {
		if (place[i] < 0)
			continue;
		v.at[ASSIGN_PLACED]++;
		v.at[ASSIGN_POINTS] += r->points[i][place[i]];
		v.at[ASSIGN_WAITED] += r->people[i].waited;
		v.at[ASSIGN_LOTS] -= r->people[i].lot;
		v.at[ASSIGN_WHICH] -= assign_which(r->people[i].lot, r->places[place[i]].key);
	}
	return v;
}

/* All ways; of those that have, or have not, `person` at `at` (-1: of all), the best. */
struct search {
	const struct round *r;
	int place[PEOPLE], seats[PLACES], caps[GROUPS];
	int person, at;
	bool has;
	struct assign_value best;
	int best_place[PEOPLE];
	int found;              /* ways as good as the best */
};

static void try_all(struct search *s, int i)
{
	const struct round *r = s->r;

	if (i == r->problem.n_people) {
		struct assign_value v = value_of(r, s->place);
		int sign = s->found ? assign_compare(&v, &s->best) : 1;

		if (s->at >= 0 && (s->place[s->person] == s->at) != s->has)
			return;
		if (sign > 0) {
			s->best = v;
			memcpy(s->best_place, s->place, sizeof(s->place));
			s->found = 0;
		}
		s->found += sign >= 0;
		return;
	}
	s->place[i] = -1;
	try_all(s, i + 1);
	for (int j = 0; j < r->problem.n_places; j++) {
		int g = r->places[j].group;

		if (r->points[i][j] < 0 || !s->seats[j] || (g >= 0 && !s->caps[g]))
			continue;
		s->seats[j]--;
		if (g >= 0)
			s->caps[g]--;
		s->place[i] = j;
		try_all(s, i + 1);
		s->seats[j]++;
		if (g >= 0)
			s->caps[g]++;
	}
}

static struct search best_of(const struct round *r, int person, int at, bool has)
{
	struct search s = { .r = r, .person = person, .at = at, .has = has };

	for (int j = 0; j < r->problem.n_places; j++)
		s.seats[j] = r->places[j].seats;
	memcpy(s.caps, r->caps, sizeof(s.caps));
	try_all(&s, 0);
	return s;
}

/* With somebody from outside on a seat; found 0: there is none. */
static struct search best_without_seat(const struct round *r, int place)
{
	struct round less = *r;
	int g = r->places[place].group;

	if (!r->places[place].seats || (g >= 0 && !r->caps[g]))
		return (struct search){ .found = 0 };
	less.places[place].seats--;
	if (g >= 0)
		less.caps[g]--;
	return best_of(&less, 0, -1, false);
}

static void prices_are_right(const struct round *r, const struct assign *a, const struct assign_value *best)
{
	static const struct assign_value none = { { 2, 0, 0, 0, 0 } };

	for (int j = 0; j < r->problem.n_places; j++) {
		struct search s = best_without_seat(r, j);
		struct assign_value loss = *best;

		for (int k = 0; k < ASSIGN_PHASES; k++)
			loss.at[k] -= s.best.at[k];
		assert_int_equal(assign_compare(s.found ? &loss : &none, &a->price[j]), 0);
	}
}

/* The least points by which all ways that give the person this place are better than all that do not. */
static int64_t needed(struct round *r, int person, int place)
{
	int64_t points = r->points[person][place], least;
	struct search with, without;

	r->points[person][place] = 0;
	with = best_of(r, person, place, true);
	without = best_of(r, person, place, false);
	r->points[person][place] = points;
	if (!with.found || with.best.at[ASSIGN_PLACED] < without.best.at[ASSIGN_PLACED])
		return ASSIGN_NEVER;
	assert_int_equal(with.best.at[ASSIGN_PLACED], without.best.at[ASSIGN_PLACED]);
	least = without.best.at[ASSIGN_POINTS] - with.best.at[ASSIGN_POINTS];
	with.best.at[ASSIGN_POINTS] = without.best.at[ASSIGN_POINTS] = 0;
	least += assign_compare(&with.best, &without.best) <= 0;
	return least > 0 ? least : 0;
}

static int64_t needed_at_all(struct round *r, int person, int place)
{
	struct search without = best_of(r, person, place, false), with = best_of(r, person, place, true);

	if (with.found && with.best.at[ASSIGN_PLACED] > without.best.at[ASSIGN_PLACED])
		return 0;
	return needed(r, person, place);
}

static void needs_are_right(struct round *r, const struct assign *a)
{
	for (int i = 0; i < r->problem.n_people; i++) {
		const int *places;
		const int64_t *points;
		int64_t least[PLACES];
		int n = assign_pairs(a, i, &places, &points);

		assign_needed(a, i, least);
		for (int k = 0; k < n; k++) {
			assert_int_equal(points[k], r->points[i][places[k]]);
			assert_int_equal(least[k], needed_at_all(r, i, places[k]));
			assert_true((points[k] >= least[k]) == (a->place[i] == places[k]));
		}
	}
}

/* Who got nothing reads the price as the header says. */
static void thresholds_are_right(const struct round *r, const struct assign *a)
{
	for (int i = 0; i < r->problem.n_people; i++) {
		const int *places;
		int64_t least[PLACES];
		int n = assign_pairs(a, i, &places, NULL);

		assign_needed(a, i, least);
		for (int k = 0; k < n && a->place[i] < 0; k++) {
			const struct assign_value *price = &a->price[places[k]];
			int64_t after = price->at[ASSIGN_POINTS];

			assert_int_equal(price->at[ASSIGN_PLACED], least[k] == ASSIGN_NEVER ? 2 : 1);
			if (least[k] == ASSIGN_NEVER)
				continue;
			assert_in_range(least[k], after, after + 1);
			if (r->people[i].waited != price->at[ASSIGN_WAITED])
				assert_int_equal(least[k] == after, r->people[i].waited > price->at[ASSIGN_WAITED]);
			else if (r->people[i].lot != -price->at[ASSIGN_LOTS])
				assert_int_equal(least[k] == after, r->people[i].lot < -price->at[ASSIGN_LOTS]);
		}
	}
}

static void all_ways(void **state)
{
	static struct round r;

	(void)state;
	for (uint64_t i = 0; i < 6000; i++) {
		struct search s;
		struct assign *a;
		struct err err = { 0 };

		make_round(&r, i);
		assert_int_equal(assign_solve(&r.problem, &a, &err), ST_OK);
		s = best_of(&r, 0, -1, false);
		assert_int_equal(s.found, 1);
		assert_true(a->unique);
		for (int p = 0; p < r.problem.n_people; p++)
			assert_int_equal(a->place[p], s.best_place[p]);
		assert_int_equal(a->total[ASSIGN_PLACED], s.best.at[ASSIGN_PLACED]);
		assert_int_equal(a->total[ASSIGN_POINTS], s.best.at[ASSIGN_POINTS]);
		assert_int_equal(a->total[ASSIGN_WAITED], s.best.at[ASSIGN_WAITED]);
		assert_int_equal(a->total[ASSIGN_LOTS], -s.best.at[ASSIGN_LOTS]);
		assert_int_equal(a->total[ASSIGN_WHICH], -s.best.at[ASSIGN_WHICH]);
		assert_int_equal(assign_certify(&r.problem, a, &err), ST_OK);
		prices_are_right(&r, a, &s.best);
		thresholds_are_right(&r, a);
		if (i < 2000)
			needs_are_right(&r, a);
		assign_free(a);
	}
}

static void shuffle(int *to, int n)
{
	for (int i = 0; i < n; i++)
		to[i] = i;
	for (int i = n - 1; i > 0; i--) {
		int k = below(i + 1), other = to[k];

		to[k] = to[i];
		to[i] = other;
	}
}

/* The same round, rows and numbers otherwise. */
static void permute(const struct round *r, struct round *other, int *person_to, int *place_to)
{
	int pair_to[PAIRS], group_to[GROUPS];

	*other = *r;
	point_at(other);
	shuffle(person_to, r->problem.n_people);
	shuffle(place_to, r->problem.n_places);
	shuffle(pair_to, (int)r->problem.n_pairs);
	shuffle(group_to, r->problem.n_groups);
	for (int i = 0; i < r->problem.n_people; i++)
		other->people[person_to[i]] = r->people[i];
	for (int g = 0; g < r->problem.n_groups; g++)
		other->caps[group_to[g]] = r->caps[g];
	for (int j = 0; j < r->problem.n_places; j++) {
		other->places[place_to[j]] = r->places[j];
		if (r->places[j].group >= 0)
			other->places[place_to[j]].group = group_to[r->places[j].group];
	}
	for (size_t p = 0; p < r->problem.n_pairs; p++)
		other->pairs[pair_to[p]] = (struct assign_pair){ person_to[r->pairs[p].person],
			place_to[r->pairs[p].place], r->pairs[p].points };
}

static void any_order_of_rows(void **state)
{
	static struct round r, other;

	(void)state;
	for (uint64_t i = 0; i < 5000; i++) {
		int person_to[PEOPLE], place_to[PLACES];
		struct assign *a, *b;

		make_round(&r, i + 1000000);
		permute(&r, &other, person_to, place_to);
		assert_int_equal(assign_solve(&r.problem, &a, NULL), ST_OK);
		assert_int_equal(assign_solve(&other.problem, &b, NULL), ST_OK);
		for (int p = 0; p < r.problem.n_people; p++) {
			assert_int_equal(a->place[p] < 0 ? -1 : place_to[a->place[p]], b->place[person_to[p]]);
			assert_int_equal(assign_compare(&a->worth[p], &b->worth[person_to[p]]), 0);
		}
		for (int j = 0; j < r.problem.n_places; j++)
			assert_int_equal(assign_compare(&a->price[j], &b->price[place_to[j]]), 0);
		assign_free(a);
		assign_free(b);
	}
}

static enum status hand_over(void *with, struct assign_asked *asked, struct err *err)
{
	const struct round *r = with;

	(void)err;
	for (size_t p = 0; p < r->problem.n_pairs; p++) {
		const struct assign_pair *pair = &r->pairs[r->problem.n_pairs - 1 - p];

		if (pair->points >= assign_bar(asked, pair->person, pair->place)) {
			assign_offer(asked, pair->person, pair->place, pair->points);
			assign_offer(asked, pair->person, pair->place, pair->points);
		}
	}
	return ST_OK;
}

/* Some pairs given, the others asked for: the same to the last digit. */
static void pairs_left_out(void **state)
{
	static struct round r;

	(void)state;
	for (uint64_t i = 0; i < 5000; i++) {
		struct assign_problem few;
		struct assign_pair pairs[PAIRS];
		struct assign *a, *b;
		struct err err;

		make_round(&r, i + 2000000);
		few = r.problem;
		few.pairs = pairs;
		few.n_pairs = 0;
		for (size_t p = 0; p < r.problem.n_pairs; p++)
			if (!below(3))
				pairs[few.n_pairs++] = r.pairs[p];
		few.ask = hand_over;
		few.ask_with = &r;
		few.most_points = 10000;
		assert_int_equal(assign_solve(&r.problem, &a, &err), ST_OK);
		assert_int_equal(assign_solve(&few, &b, &err), ST_OK);
		assert_memory_equal(a->place, b->place, (size_t)r.problem.n_people * sizeof(*a->place));
		assert_memory_equal(a->total, b->total, sizeof(a->total));
		for (int j = 0; j < r.problem.n_places; j++)
			assert_int_equal(assign_compare(&a->price[j], &b->price[j]), 0);
		assert_int_equal(assign_certify(&r.problem, b, &err), ST_OK);
		assert_int_equal(assign_certify(&few, b, &err), ST_OK);
		assert_true(b->n_pairs <= a->n_pairs);
		assign_free(a);
		assign_free(b);
	}
}

/* Whatever is changed in a result or its prices is seen. */
static void false_proofs(void **state)
{
	static struct round r;
	int tried = 0;

	(void)state;
	for (uint64_t i = 0; i < 4000; i++) {
		struct assign *a;
		struct err err = { 0 };
		int p, held;

		make_round(&r, i + 3000000);
		assert_int_equal(assign_solve(&r.problem, &a, NULL), ST_OK);
		p = r.problem.n_people ? below(r.problem.n_people) : 0;
		if (!a->total[ASSIGN_PLACED] || a->place[p] < 0) {
			assign_free(a);
			continue;
		}
		tried++;
		held = a->place[p];
		a->place[p] = -1;
		assert_int_equal(assign_certify(&r.problem, a, &err), ST_CORRUPT);
		assert_true(err.text[0]);
		a->place[p] = (held + 1) % r.problem.n_places;
		assert_int_equal(assign_certify(&r.problem, a, &err), r.problem.n_places > 1 ? ST_CORRUPT : ST_OK);
		a->place[p] = held;
		a->worth[p].at[below(ASSIGN_PHASES)] += below(2) ? 1 : -1;
		assert_int_equal(assign_certify(&r.problem, a, &err), ST_CORRUPT);
		assign_free(a);
	}
	assert_true(tried > 1000);
}

/* Two lots that add up alike whichever way two places are given to them: nothing tells the two ways apart, and the
 * result says so. The lots were looked for; of 2^40 sums some are bound to meet. */
static void a_tie_left(void **state)
{
	static const int64_t lots[2] = { 1297833, 4171240 };
	struct assign_person people[] = { { 5, lots[0] }, { 5, lots[1] } };
	struct assign_place places[] = { { 1, 1, -1 }, { 2, 1, -1 } };
	struct assign_pair pairs[] = { { 0, 0, 7 }, { 0, 1, 7 }, { 1, 0, 7 }, { 1, 1, 7 } };
	struct assign_problem problem = { .n_people = 2, .n_places = 2, .people = people, .places = places, .pairs = pairs,
		.n_pairs = 4 };
	struct assign *a;

	(void)state;
	assert_int_equal(assign_which(lots[0], 1) + assign_which(lots[1], 2),
		assign_which(lots[0], 2) + assign_which(lots[1], 1));
	assert_int_equal(assign_solve(&problem, &a, NULL), ST_OK);
	assert_false(a->unique);
	assert_int_equal(assign_certify(&problem, a, NULL), ST_OK);
	assign_free(a);
	people[1].lot++;
	assert_int_equal(assign_solve(&problem, &a, NULL), ST_OK);
	assert_true(a->unique);
	assign_free(a);
}

static void refused(const struct assign_problem *problem, const char *words)
{
	struct assign *a = (struct assign *)problem;
	struct err err = { 0 };

	assert_int_equal(assign_solve(problem, &a, &err), ST_INVALID);
	assert_null(a);
	if (!strstr(err.text, words))
		fail_msg("%s", err.text);
}

static void bad_input(void **state)
{
	struct assign_person people[] = { { 5, 10 }, { 5, 11 } };
	struct assign_place places[] = { { 1, 1, -1 }, { 2, 1, -1 } };
	struct assign_pair pairs[] = { { 0, 0, 7 }, { 0, 1, 7 }, { 1, 0, 7 }, { 1, 1, 7 } };
	struct assign_problem problem = { .n_people = 2, .n_places = 2, .people = people, .places = places, .pairs = pairs,
		.n_pairs = 4 };

	(void)state;
	people[1].lot = 10;
	refused(&problem, "same lot");
	people[1].lot = ASSIGN_LOT_MAX + 1;
	refused(&problem, "application 2");
	people[1].lot = 11;
	people[0].waited = -1;
	refused(&problem, "application 1");
	people[0].waited = 0;
	places[1].key = 1;
	refused(&problem, "same key");
	places[1] = (struct assign_place){ 2, 1, 0 };
	refused(&problem, "place 2");
	places[1] = (struct assign_place){ 2, -1, -1 };
	refused(&problem, "place 2");
	places[1] = (struct assign_place){ 2, 1, -1 };
	pairs[3].place = 0;
	refused(&problem, "twice");
	pairs[3].place = 2;
	refused(&problem, "pair 4");
	pairs[3].place = 1;
	pairs[3].points = -1;
	refused(&problem, "pair 4");
	pairs[3].points = INT64_MAX;
	refused(&problem, "smaller weights");
	problem.most_points = 7;
	pairs[3].points = 8;
	refused(&problem, "pair 4");
}

static bool stop(void *with, enum assign_phase phase, int64_t steps)
{
	int *left = with;

	assert_in_range(phase, ASSIGN_PLACED, ASSIGN_WHICH);
	assert_true(steps >= 0);
	return (*left)-- > 0;
}

static void stopped(void **state)
{
	static struct round r;
	struct assign *a;
	struct err err;

	(void)state;
	make_round(&r, 42);
	for (int calls = 0; calls < 4; calls++) {
		int left = calls;

		r.problem.progress = stop;
		r.problem.progress_with = &left;
		assert_int_equal(assign_solve(&r.problem, &a, &err), ST_CANCELLED);
		assert_null(a);
		assert_true(err.text[0]);
	}
}

static void nobody_and_nothing(void **state)
{
	struct assign_problem problem = { .n_people = 0 };
	struct assign_person person = { 1, 1 };
	struct assign *a;

	(void)state;
	assert_int_equal(assign_solve(&problem, &a, NULL), ST_OK);
	assert_int_equal(a->total[ASSIGN_PLACED], 0);
	assert_int_equal(assign_certify(&problem, a, NULL), ST_OK);
	assign_free(a);
	problem.people = &person;
	problem.n_people = 1;
	assert_int_equal(assign_solve(&problem, &a, NULL), ST_OK);
	assert_int_equal(a->place[0], -1);
	assert_true(a->unique);
	assert_int_equal(assign_certify(&problem, a, NULL), ST_OK);
	assign_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_ways),
		cmocka_unit_test(any_order_of_rows),
		cmocka_unit_test(pairs_left_out),
		cmocka_unit_test(false_proofs),
		cmocka_unit_test(a_tie_left),
		cmocka_unit_test(bad_input),
		cmocka_unit_test(stopped),
		cmocka_unit_test(nobody_and_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
