/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Random releases one after another, with late entries in between, and somebody who has kept them all: a linear program
 * of its own over the smallest groups of people (month by gender by neighbourhood), which knows of all that was ever
 * published, and nothing of how it was chosen.  It must find no small count of any stretch of months, and must leave every
 * count that was withheld as small as open as the rule says.
 */
#include "config.h"

#include <glpk.h>
#include <math.h>

#include "releases.h"

#define MONTHS 6
#define GENDERS 2
#define AREAS 3
#define ATOMS (MONTHS * GENDERS * AREAS)
#define RELEASES 5
#define RUNS 25

static uint32_t seed;

static int draw(int below)
{
	seed = seed * 1664525u + 1013904223u;
	return (int)((seed >> 8) % (unsigned)below);
}

static const char *const gender_name[] = { "woman", "man" }, *const area_name[] = { "hill", "mill", "quay" };

/* What the attacker holds: -1 for all, in gender and area. */
struct told { int from, to, gender, area; bool open, primary; int64_t value; };
struct folder { struct told *told; int n; };

static int64_t people(const int *count, int from, int to, int gender, int area)
{
	int64_t sum = 0;

	for (int m = from; m <= to; m++)
		for (int g = 0; g < GENDERS; g++)
			for (int a = 0; a < AREAS; a++)
				if ((gender < 0 || gender == g) && (area < 0 || area == a))
					sum += count[(m * GENDERS + g) * AREAS + a];
	return sum;
}

static void keep(struct folder *f, const struct made *m, int table, const char *code, struct told told)
{
	int cell = disclosed_at(m->out, table, &code);

	told.open = disclosed_value(m->out, cell, &told.value);
	told.primary = disclosed_sign(m->out, cell) == DISCLOSED_PRIMARY;
	f->told = mem_resize(f->told, (size_t)f->n + 1, sizeof(*f->told));
	f->told[f->n++] = told;
}

/* A release of some months, as a whole and by gender, by neighbourhood or by month. */
static void one_release(struct store *store, const int *count_of, struct folder *f)
{
	struct made m = begin();
	int from = draw(MONTHS), to = from + draw(MONTHS - from), by = draw(4), table, parts = 0;
	char first[11], last[11], code[MONTHS][16];
	struct str counts = STR_INIT;
	static const int last_day[] = { 31, 28, 31, 30, 31, 30 };

	snprintf(first, sizeof(first), "2026-%02d-01", from + 1);
	snprintf(last, sizeof(last), "2026-%02d-%02d", to + 1, last_day[to]);
	parts = by == 0 ? 0 : by == 1 ? GENDERS : by == 2 ? AREAS : to - from + 1;
	for (int i = 0; i < parts; i++) {
		int lo = by == 3 ? from + i : from, hi = by == 3 ? from + i : to;

		snprintf(code[i], sizeof(code[i]), "%s", by == 1 ? gender_name[i] : by == 2 ? area_name[i] : "");
		if (by == 3)
			snprintf(code[i], sizeof(code[i]), "2026-%02d", lo + 1);
		str_addf(&counts, "%s%s=%lld", i ? " " : "", code[i],
			(long long)people(count_of, lo, hi, by == 1 ? i : -1, by == 2 ? i : -1));
	}
	if (!parts)
		str_addf(&counts, "%lld", (long long)people(count_of, from, to, -1, -1));
	table = count(&m, "arrivals", first, last, by == 0 ? NULL : by == 1 ? "gender" : by == 2 ? "neighbourhood" : "month",
		str_get(&counts));
	release(store, &m);
	keep(f, &m, table, NULL, (struct told){ from, to, -1, -1, false, false, 0 });
	for (int i = 0; i < parts; i++)
		keep(f, &m, table, code[i], (struct told){ by == 3 ? from + i : from, by == 3 ? from + i : to, by == 1 ? i : -1,
			by == 2 ? i : -1, false, false, 0 });
	str_free(&counts);
	end(&m);
}

static int columns(const struct told *t, int *col, double *by)
{
	int n = 0;

	for (int i = 0; i < ATOMS; i++) {
		int m = i / AREAS / GENDERS, g = i / AREAS % GENDERS, a = i % AREAS;

		if (m < t->from || m > t->to || (t->gender >= 0 && g != t->gender) || (t->area >= 0 && a != t->area))
			continue;
		col[++n] = i + 1;
		by[n] = 1;
	}
	return n;
}

static glp_prob *attack_of(const struct folder *f)
{
	glp_prob *lp = glp_create_prob();
	int col[ATOMS + 1];
	double by[ATOMS + 1];

	glp_add_cols(lp, ATOMS);
	for (int i = 1; i <= ATOMS; i++)
		glp_set_col_bnds(lp, i, GLP_LO, 0, 0);
	for (int i = 0; i < f->n; i++) {
		int row, n;

		if (!f->told[i].open)
			continue;
		row = glp_add_rows(lp, 1);
		n = columns(&f->told[i], col, by);
		glp_set_mat_row(lp, row, n, col, by);
		glp_set_row_bnds(lp, row, GLP_FX, (double)f->told[i].value, (double)f->told[i].value);
	}
	return lp;
}

/* False: what was told agrees with nothing. */
static bool reach(glp_prob *lp, const struct told *t, bool up, double *out)
{
	glp_smcp how;
	int col[ATOMS + 1], n;
	double by[ATOMS + 1];

	glp_init_smcp(&how);
	how.msg_lev = GLP_MSG_OFF;
	for (int i = 1; i <= ATOMS; i++)
		glp_set_obj_coef(lp, i, 0);
	n = columns(t, col, by);
	for (int i = 1; i <= n; i++)
		glp_set_obj_coef(lp, col[i], 1);
	glp_set_obj_dir(lp, up ? GLP_MAX : GLP_MIN);
	glp_std_basis(lp);
	if (glp_simplex(lp, &how))
		return false;
	*out = glp_get_status(lp) == GLP_UNBND ? HUGE_VAL : glp_get_obj_val(lp);
	return glp_get_status(lp) == GLP_OPT || glp_get_status(lp) == GLP_UNBND;
}

static bool told_open(const struct folder *f, const struct told *t)
{
	for (int i = 0; i < f->n; i++)
		if (f->told[i].open && f->told[i].from == t->from && f->told[i].to == t->to && f->told[i].gender == t->gender
		    && f->told[i].area == t->area)
			return true;
	return false;
}

struct found { int tried, agreed, computed, closer, withheld; };

static void attack(const struct folder *f, struct found *found)
{
	glp_prob *lp = attack_of(f);
	double low, high;
	struct told all = { 0, MONTHS - 1, -1, -1, false, false, 0 };

	found->tried++;
	if (!reach(lp, &all, true, &high)) {
		glp_delete_prob(lp);
		return;
	}
	found->agreed++;
	for (int from = 0; from < MONTHS; from++)
		for (int to = from; to < MONTHS; to++)
			for (int g = -1; g < GENDERS; g++) {
				struct told t = { from, to, g, -1, false, false, 0 };

				if (told_open(f, &t) || !reach(lp, &t, true, &high) || !reach(lp, &t, false, &low))
					continue;
				found->computed += high - low < 0.5 && high > 0.5 && high < 4.5;
			}
	for (int i = 0; i < f->n; i++) {
		if (!f->told[i].primary || told_open(f, &f->told[i]))
			continue;
		found->withheld++;
		if (reach(lp, &f->told[i], true, &high) && reach(lp, &f->told[i], false, &low))
			found->closer += low > 0.5 || high < 4.5;
	}
	glp_delete_prob(lp);
}

static void nothing_small_comes_out_of_all_together(void **state)
{
	struct found found = { 0, 0, 0, 0, 0 };

	for (int run = 0; run < RUNS; run++) {
		struct folder f = { NULL, 0 };
		int count_of[ATOMS];

		seed = (uint32_t)run * 7919u + 1;
		for (int i = 0; i < ATOMS; i++)
			count_of[i] = draw(2) ? draw(5) : 0;
		scratch_setup(state);
		for (int r = 0; r < RELEASES; r++) {
			one_release(*state, count_of, &f);
			if (draw(2))
				count_of[draw(ATOMS)]++;
		}
		scratch_teardown(state);
		attack(&f, &found);
		free(f.told);
	}
	print_message("%d of %d folders agree with themselves; %d counts withheld as small, %d bounded closer, %d small ones computed\n",
		found.agreed, found.tried, found.withheld, found.closer, found.computed);
	assert_int_equal(found.computed, 0);
	assert_int_equal(found.closer, 0);
	assert_true(found.agreed > RUNS * 9 / 10);
	assert_true(found.withheld > RUNS / 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(nothing_small_comes_out_of_all_together) };

	return SCRATCH_RUN(tests);
}
