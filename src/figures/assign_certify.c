/* SPDX-License-Identifier: EUPL-1.2 */
/* The proof of an allocation, from the problem, the result and its prices alone: nothing of the simplex or the search
 * for prices is used. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "figures/assign.h"

struct proof {
	const struct assign_problem *problem;
	const struct assign *assign;
	int64_t *points;                /* by person: of the pair they have, -1 while not found */
	int *taken, *given;
	struct err *err;
};

static const struct assign_value nothing;

/* a - b. */
static struct assign_value less(struct assign_value a, const struct assign_value *b)
{
	for (int k = 0; k < ASSIGN_PHASES; k++)
		a.at[k] -= b->at[k];
	return a;
}

static struct assign_value above(const struct proof *proof, int place)
{
	int group = proof->problem->places[place].group;

	return group < 0 ? nothing : proof->assign->group_price[group];
}

/* What cost adds to the way ahead of its end, less the way ahead of its start: above nothing where it is not worth
 * while. */
static int reduced(struct assign_value cost, const struct assign_value *end, const struct assign_value *start)
{
	for (int k = 0; k < ASSIGN_PHASES; k++)
		cost.at[k] += end->at[k];
	cost = less(cost, start);
	return assign_compare(&cost, &nothing);
}

static enum status pair_holds(struct proof *proof, int person, int place, int64_t points)
{
	const struct assign_problem *problem = proof->problem;
	struct assign_value cost = { { 0, -points, 0, 0,
		assign_which(problem->people[person].lot, problem->places[place].key) } };
	int sign = reduced(cost, &proof->assign->price[place], &proof->assign->worth[person]);
	bool used = proof->assign->place[person] == place;

	if (used)
		proof->points[person] = points;
	if (sign < 0 || (used && sign))
		return err_set(proof->err, ST_CORRUPT, _("The proof of the allocation does not hold: by the prices a pair of "
			"person and place should be decided otherwise. The result was not used."));
	return ST_OK;
}

static enum status pairs_hold(struct proof *proof)
{
	const struct assign_problem *problem = proof->problem;
	enum status st = ST_OK;

	for (size_t p = 0; p < problem->n_pairs && st == ST_OK; p++)
		st = pair_holds(proof, problem->pairs[p].person, problem->pairs[p].place, problem->pairs[p].points);
	if (!problem->ask)
		return st;
	for (int i = 0; i < problem->n_people && st == ST_OK; i++) {
		const int *places;
		const int64_t *points;
		int n = assign_pairs(proof->assign, i, &places, &points);

		for (int k = 0; k < n && st == ST_OK; k++)
			st = pair_holds(proof, i, places[k], points[k]);
	}
	return st;
}

static enum status person_holds(struct proof *proof, int i)
{
	const struct assign_person *person = &proof->problem->people[i];
	struct assign_value past = { { 1, 0, person->waited, -person->lot, 0 } };
	int place = proof->assign->place[i], sign = reduced(past, &nothing, &proof->assign->worth[i]);

	if (place < -1 || place >= proof->problem->n_places || (place >= 0 && proof->points[i] < 0))
		return err_set(proof->err, ST_CORRUPT, _("The proof of the allocation does not hold: a person has a place that "
			"is not admissible for them. The result was not used."));
	if (sign < 0 || (place < 0 && sign))
		return err_set(proof->err, ST_CORRUPT, _("The proof of the allocation does not hold: by the prices a person "
			"without a place should have one. The result was not used."));
	if (place >= 0) {
		proof->taken[place]++;
		if (proof->problem->places[place].group >= 0)
			proof->given[proof->problem->places[place].group]++;
	}
	return ST_OK;
}

/* Seats of a place or group: none too many, worth nothing more than above while one is free, nothing less while one is
 * taken. */
static enum status seats_hold(struct proof *proof, int on, int most, const struct assign_value *price,
	const struct assign_value *up)
{
	int sign = assign_compare(up, price);

	if (on > most)
		return err_set(proof->err, ST_CORRUPT, _("The proof of the allocation does not hold: more seats are given than "
			"there are. The result was not used."));
	if ((on < most && sign < 0) || (on && sign > 0))
		return err_set(proof->err, ST_CORRUPT, _("The proof of the allocation does not hold: the price of a place does "
			"not go with its free seats. The result was not used."));
	return ST_OK;
}

static enum status all_seats_hold(struct proof *proof)
{
	const struct assign_problem *problem = proof->problem;
	enum status st = ST_OK;

	for (int j = 0; j < problem->n_places && st == ST_OK; j++) {
		struct assign_value up = above(proof, j);

		st = seats_hold(proof, proof->taken[j], problem->places[j].seats, &proof->assign->price[j], &up);
		if (st == ST_OK && proof->taken[j] != proof->assign->taken[j])
			st = err_set(proof->err, ST_CORRUPT, _("The proof of the allocation does not hold: its sums are not those "
				"of its parts. The result was not used."));
	}
	for (int g = 0; g < problem->n_groups && st == ST_OK; g++)
		st = seats_hold(proof, proof->given[g], problem->caps[g], &proof->assign->group_price[g], &nothing);
	return st;
}

static enum status totals_hold(struct proof *proof)
{
	int64_t total[ASSIGN_PHASES] = { 0 };

	for (int i = 0; i < proof->problem->n_people; i++) {
		const struct assign_person *person = &proof->problem->people[i];
		int place = proof->assign->place[i];

		if (place < 0)
			continue;
		total[ASSIGN_PLACED]++;
		total[ASSIGN_POINTS] += proof->points[i];
		total[ASSIGN_WAITED] += person->waited;
		total[ASSIGN_LOTS] += person->lot;
		total[ASSIGN_WHICH] += assign_which(person->lot, proof->problem->places[place].key);
	}
	if (!memcmp(total, proof->assign->total, sizeof(total)))
		return ST_OK;
	return err_set(proof->err, ST_CORRUPT, _("The proof of the allocation does not hold: its sums are not those of its "
		"parts. The result was not used."));
}

enum status assign_certify(const struct assign_problem *problem, const struct assign *assign, struct err *err)
{
	struct proof proof = { .problem = problem, .assign = assign, .err = err,
		.points = mem_array((size_t)problem->n_people, sizeof(*proof.points)),
		.taken = mem_array((size_t)problem->n_places, sizeof(*proof.taken)),
		.given = mem_array((size_t)problem->n_groups, sizeof(*proof.given)) };
	enum status st;

	for (int i = 0; i < problem->n_people; i++)
		proof.points[i] = -1;
	st = pairs_hold(&proof);
	for (int i = 0; i < problem->n_people && st == ST_OK; i++)
		st = person_holds(&proof, i);
	if (st == ST_OK)
		st = all_seats_hold(&proof);
	if (st == ST_OK)
		st = totals_hold(&proof);
	free(proof.points);
	free(proof.taken);
	free(proof.given);
	return st;
}
