/* SPDX-License-Identifier: EUPL-1.2 */
/* Each index is one walk over the units in canonical order; see the header for formulas and sources. */
#include "figures/segregation.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"

struct segregation {
	int groups, width;           /* numbers a unit: its total, its groups, the others */
	int64_t units, room, empty;
	int64_t people;
	int64_t *cell;               /* units x width; empty units are not kept */
};

struct segregation *segregation_new(int groups)
{
	struct segregation *s = mem_alloc(sizeof(*s));

	if (groups < 1 || groups > SEGREGATION_GROUPS_MOST)
		BUG("groups of a table of segregation");
	s->groups = groups;
	s->width = groups + 2;
	return s;
}

void segregation_free(struct segregation *s)
{
	if (s)
		free(s->cell);
	free(s);
}

static enum status refuse(const struct segregation *s, int64_t total, const int64_t *count, struct err *err)
{
	int64_t left = total;

	if (total < 0)
		return err_set(err, ST_INVALID, _("A total is below zero. Nothing was computed; please correct it."));
	if (total > SEGREGATION_PEOPLE_MOST - s->people)
		return err_set(err, ST_INVALID, _("There are more people than can be counted exactly. Nothing was computed; please "
			"look at the totals."));
	for (int m = 0; m < s->groups; m++) {
		if (count[m] < 0)
			return err_set(err, ST_INVALID, _("A count is below zero. Nothing was computed; please correct it."));
		if (count[m] > left)
			return err_set(err, ST_INVALID, _("The groups hold more people than the total. Nothing was computed; please "
				"correct the counts, or name the column that holds everybody."));
		left -= count[m];
	}
	if (s->units + s->empty >= SEGREGATION_UNITS_MOST)
		return err_set(err, ST_INVALID, _("There are more than two million units. Nothing was computed; please part the "
			"table."));
	return ST_OK;
}

enum status segregation_add(struct segregation *s, int64_t total, const int64_t *count, struct err *err)
{
	enum status st = refuse(s, total, count, err);
	int64_t *row, others = total;

	if (st != ST_OK)
		return st;
	if (total == 0) {
		s->empty++;
		return ST_OK;
	}
	if (s->units == s->room) {
		s->room = s->room ? s->room * 2 : 256;
		s->cell = mem_resize(s->cell, (size_t)s->room * (size_t)s->width, sizeof(*s->cell));
	}
	row = s->cell + s->units++ * s->width;
	row[0] = total;
	for (int m = 0; m < s->groups; m++)
		others -= row[1 + m] = count[m];
	row[1 + s->groups] = others;
	s->people += total;
	return ST_OK;
}

/* Neumaier's sum: what a larger number swallows is kept apart. */
struct sum { double sum, lost; };

static void add(struct sum *s, double x)
{
	double t = s->sum + x;

	s->lost += fabs(s->sum) >= fabs(x) ? s->sum - t + x : x - t + s->sum;
	s->sum = t;
}

static double sum_of(const struct sum *s)
{
	return s->sum + s->lost;
}

/* The width of the rows that are compared stands in front of them all, so that no variable outside is needed. */
struct at { const int64_t *row; int width; double share; };

static int by_counts(const void *a, const void *b)
{
	const struct at *x = a, *y = b;

	for (int i = 0; i < x->width; i++)
		if (x->row[i] != y->row[i])
			return x->row[i] < y->row[i] ? -1 : 1;
	return 0;
}

static int by_share(const void *a, const void *b)
{
	const struct at *x = a, *y = b;

	if (x->share < y->share || x->share > y->share)
		return x->share < y->share ? -1 : 1;
	return by_counts(a, b);
}

static void put_in_order(struct segregation *s)
{
	struct at *at = mem_array((size_t)s->units, sizeof(*at));
	int64_t *cell = mem_array((size_t)s->units * (size_t)s->width, sizeof(*cell));

	for (int64_t j = 0; j < s->units; j++)
		at[j] = (struct at){ .row = s->cell + j * s->width, .width = s->width };
	qsort(at, (size_t)s->units, sizeof(*at), by_counts);
	for (int64_t j = 0; j < s->units; j++)
		memcpy(cell + j * s->width, at[j].row, (size_t)s->width * sizeof(*cell));
	free(at);
	free(s->cell);
	s->cell = cell;
	s->room = s->units;
}

static double entropy_term(double p)
{
	return p > 0 ? -p * log(p) : 0;
}

/* The sum over all pairs of units t_i t_j |p_i - p_j|: in order of p each unit stands above those before it and below
 * those behind it, so that it counts x_i (people before - people behind), twice. */
static double pairs_apart(const struct segregation *s, int m)
{
	struct at *at = mem_array((size_t)s->units, sizeof(*at));
	struct sum sum = { 0, 0 };
	int64_t before = 0;

	for (int64_t j = 0; j < s->units; j++) {
		const int64_t *row = s->cell + j * s->width;

		at[j] = (struct at){ row, s->width, (double)row[1 + m] / (double)row[0] };
	}
	qsort(at, (size_t)s->units, sizeof(*at), by_share);
	for (int64_t j = 0; j < s->units; j++) {
		int64_t behind = s->people - before - at[j].row[0];

		add(&sum, (double)at[j].row[1 + m] * (double)(before - behind));
		before += at[j].row[0];
	}
	free(at);
	return 2 * sum_of(&sum);
}

/* What the indices of one group are made of: sums over the units. */
struct parts { double apart, square, gini, kept; };

static void parts_of(const struct segregation *s, int m, double share, struct parts *out)
{
	struct sum apart = { 0, 0 }, square = { 0, 0 }, kept = { 0, 0 };

	for (int64_t j = 0; j < s->units; j++) {
		const int64_t *row = s->cell + j * s->width;
		double t = (double)row[0], p = (double)row[1 + m] / t;

		add(&apart, t * fabs(p - share));
		add(&square, t * (p - share) * (p - share));
		add(&kept, t * (entropy_term(p) + entropy_term(1 - p)));
	}
	*out = (struct parts){ sum_of(&apart), sum_of(&square), pairs_apart(s, m), sum_of(&kept) };
}

static void exposures(const struct segregation *s, int m, struct segregation_group *out)
{
	for (int other = 0; other <= s->groups; other++) {
		struct sum sum = { 0, 0 };

		for (int64_t j = 0; j < s->units; j++) {
			const int64_t *row = s->cell + j * s->width;

			add(&sum, (double)row[1 + m] * ((double)row[1 + other] / (double)row[0]));
		}
		out->exposure[other] = out->people ? sum_of(&sum) / (double)out->people : (double)NAN;
	}
	out->isolation = out->exposure[m];
}

static void group_indices(const struct segregation *s, int m, struct parts *parts, struct segregation_group *out)
{
	double T = (double)s->people, P = s->people ? (double)out->people / T : (double)NAN;
	double E = entropy_term(P) + entropy_term(1 - P);

	out->share = P;
	out->dissimilarity = out->gini = out->entropy = out->adjusted = (double)NAN;
	exposures(s, m, out);
	parts_of(s, m, P, parts);
	if (out->people == 0 || out->people == s->people)
		return;
	out->dissimilarity = parts->apart / (2 * T * P * (1 - P));
	out->gini = parts->gini / (2 * T * T * P * (1 - P));
	out->entropy = 1 - parts->kept / (T * E);
	out->adjusted = (out->isolation - P) / (1 - P);
}

/* H of all groups: what the mix of the units lacks of the mix of the whole. */
static double entropy_left(const struct segregation *s, double E)
{
	struct sum sum = { 0, 0 };

	for (int64_t j = 0; j < s->units; j++) {
		const int64_t *row = s->cell + j * s->width;
		double mixed = 0;

		for (int m = 0; m <= s->groups; m++)
			mixed += entropy_term((double)row[1 + m] / (double)row[0]);
		add(&sum, (double)row[0] * mixed);
	}
	return 1 - sum_of(&sum) / ((double)s->people * E);
}

static void all_indices(const struct segregation *s, const struct parts *parts, struct segregation_indices *out)
{
	double T = (double)s->people, I = 0, E = 0, apart = 0, gini = 0, exposure = 0;
	int present = 0;

	for (int m = 0; m <= s->groups; m++) {
		double P = out->group[m].share;

		if (out->group[m].people == 0)
			continue;
		present++;
		I += P * (1 - P);
		E += entropy_term(P);
		apart += parts[m].apart;
		gini += parts[m].gini;
		exposure += parts[m].square / (T * (1 - P));
	}
	out->diversity = out->dissimilarity = out->gini = out->entropy = out->exposure = (double)NAN;
	if (out->kinds > 1 && s->people)
		out->diversity = E / log(out->kinds);
	if (present < 2)
		return;
	out->dissimilarity = apart / (2 * T * I);
	out->gini = gini / (2 * T * T * I);
	out->entropy = entropy_left(s, E);
	out->exposure = exposure;
}

void segregation_compute(struct segregation *s, struct segregation_indices *out)
{
	struct parts parts[SEGREGATION_GROUPS_MOST + 1];

	*out = (struct segregation_indices){ .units = s->units, .empty = s->empty, .people = s->people, .groups = s->groups };
	put_in_order(s);
	for (int64_t j = 0; j < s->units; j++)
		for (int m = 0; m <= s->groups; m++)
			out->group[m].people += s->cell[j * s->width + 1 + m];
	out->others = out->group[s->groups].people;
	out->kinds = s->groups + (out->others > 0);
	for (int m = 0; m <= s->groups; m++)
		group_indices(s, m, &parts[m], &out->group[m]);
	all_indices(s, parts, out);
}
