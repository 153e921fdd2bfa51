/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the curves of waiting. */
#include "figures/survival.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define NORMAL_95 1.959963984540054
#define ALMOST 1e-12      /* what sums of shares lose on the way */

struct day { int64_t end[3]; };
struct point { double left, share, variance; int64_t at_risk; };
struct survival {
	int most;
	int64_t people;
	struct day *day;          /* most + 1 */
	struct point *point;      /* the same; NULL: to be computed */
};

struct survival *survival_new(int most_days)
{
	struct survival *survival = mem_alloc(sizeof(*survival));

	survival->most = most_days > 0 ? most_days : 0;
	survival->day = mem_array((size_t)survival->most + 1, sizeof(*survival->day));
	return survival;
}

void survival_free(struct survival *survival)
{
	if (!survival)
		return;
	free(survival->day);
	free(survival->point);
	free(survival);
}

void survival_add(struct survival *survival, int days, enum spell_end end, int64_t people)
{
	if (days > survival->most) {
		days = survival->most;
		end = SPELL_STILL;
	}
	survival->day[days < 0 ? 0 : days].end[end] += people;
	survival->people += people;
	free(survival->point);
	survival->point = NULL;
}

int64_t survival_people(const struct survival *survival)
{
	return survival->people;
}

int64_t survival_ended(const struct survival *survival, enum spell_end end, int days)
{
	int64_t sum = 0;

	for (int i = 0; i <= days && i <= survival->most; i++)
		sum += survival->day[i].end[end];
	return sum;
}

/*
 * Var F(t) = sum over days s of (F(t)-F(s))^2 d/(n(n-d)) + S(s-)^2 d1(n-d1)/n^3 - 2 (F(t)-F(s)) S(s-) d1/n^2,
 * d of both, d1 of the event (Marubini and Valsecchi 1995, formula 10.12); as three sums in F(t), so that a curve
 * takes one pass.  Where nobody is left (n = d) the first term has the weight 0 by F(t) = F(s).
 */
struct spread { double one, f, ff, s_sum, fs_sum, free_sum; };

static void spread_add(struct spread *sum, double before, double share, double n, double d, double d1)
{
	double w = n > d ? d / (n * (n - d)) : 0, cross = before * d1 / (n * n);

	sum->one += w;
	sum->f += w * share;
	sum->ff += w * share * share;
	sum->s_sum += cross;
	sum->fs_sum += cross * share;
	sum->free_sum += before * before * d1 * (n - d1) / (n * n * n);
}

static double spread_at(const struct spread *sum, double share)
{
	double first = share * share * sum->one - 2 * share * sum->f + sum->ff;
	double cross = share * sum->s_sum - sum->fs_sum;

	return fmax(0, first + sum->free_sum - 2 * cross);
}

static void compute(struct survival *survival)
{
	double left = 1, share = 0;
	int64_t at_risk = survival->people;
	struct spread sum = { 0 };

	if (survival->point)
		return;
	survival->point = mem_array((size_t)survival->most + 1, sizeof(*survival->point));
	for (int i = 0; i <= survival->most; i++) {
		const int64_t *end = survival->day[i].end;
		double n = (double)at_risk, d1 = (double)end[SPELL_EVENT], d = d1 + (double)end[SPELL_RIVAL];

		if (d > 0) {
			share = fmin(1, share + left * d1 / n);
			spread_add(&sum, left, share, n, d, d1);
			left *= 1 - d / n;
		}
		survival->point[i] = (struct point){ left, share, spread_at(&sum, share), at_risk };
		at_risk -= end[SPELL_EVENT] + end[SPELL_RIVAL] + end[SPELL_STILL];
	}
}

/* The last day on which anybody was followed; once nobody is left the share stands. */
static bool followed(const struct survival *survival, int day)
{
	const struct point *at = &survival->point[day];

	if (at->at_risk > 0)
		return true;
	for (int i = day; i >= 0; i--)
		if (survival->point[i].at_risk > 0)
			return survival->point[i].left < ALMOST;
	return false;
}

static void bounds(struct survival_share *out)
{
	double share = out->share, width;

	out->low = out->high = share;
	if (share <= ALMOST || share >= 1 - ALMOST || out->error <= 0)
		return;
	width = NORMAL_95 * out->error / ((1 - share) * fabs(log(1 - share)));
	out->low = 1 - pow(1 - share, exp(-width));
	out->high = 1 - pow(1 - share, exp(width));
}

bool survival_at(struct survival *survival, int day, struct survival_share *out)
{
	compute(survival);
	memset(out, 0, sizeof(*out));
	if (day < 0 || survival->people == 0)
		return false;
	if (day > survival->most)
		day = survival->most;
	if (!followed(survival, day))
		return false;
	out->share = survival->point[day].share;
	out->error = sqrt(survival->point[day].variance);
	out->at_risk = survival->point[day].at_risk;
	bounds(out);
	return true;
}

bool survival_quantile(struct survival *survival, double share, int *day)
{
	compute(survival);
	for (int i = 0; i <= survival->most; i++)
		if (survival->point[i].share >= share - ALMOST && survival->people > 0) {
			*day = i;
			return true;
		}
	return false;
}

bool survival_quantile_of_ended(const struct survival *survival, enum spell_end end, double share, int *day)
{
	int64_t all = survival_ended(survival, end, survival->most), so_far = 0;

	for (int i = 0; all > 0 && i <= survival->most; i++) {
		so_far += survival->day[i].end[end];
		if ((double)so_far >= share * (double)all - ALMOST) {
			*day = i;
			return true;
		}
	}
	return false;
}
