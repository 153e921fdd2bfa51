/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Random tables by the thousand, held against ways that share nothing with disclosure control: tables of two dimensions
 * by flows of least cost (a table with its margins is a circulation), small ones of any shape by trying all tables in
 * whole numbers, tiny ones by trying all choices of what is withheld.
 */
#include "../test.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "figures/disclose.h"
#include "figures/flow.h"

#define MANY 1000000

static uint64_t seed;

static int below(int n)
{
	uint64_t z = seed += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (int)((z ^ (z >> 31)) % (uint64_t)n);
}

static int count(int kind)
{
	int r = below(10);

	return kind == 0 ? below(8) : r < 2 ? 0 : r < 4 ? 1 + below(4) : 5 + below(kind == 1 ? 10 : 80);
}

static struct disclosed *run(struct disclose *d, int exact)
{
	struct disclose_how how = { .all_bounds = true, .exact = exact };
	struct disclosed *out;
	struct err err;

	if (disclose_run(d, &how, &out, &err))
		fail_msg("%s", err.text);
	return out;
}

static int dimension(struct disclose *d, const char *name, int n)
{
	int at = disclose_dimension(d, name, "all");
	char code[32];

	for (int i = 0; i < n; i++) {
		snprintf(code, sizeof code, "%s%d", name, i);
		assert_int_equal(disclose_code(d, at, code, NULL, NULL), ST_OK);
	}
	return at;
}

static const char *code_name(char *to, const char *name, int i)
{
	snprintf(to, 32, "%s%d", name, i);
	return to;
}

/* ---- two dimensions: a cell is an arc ---- */

enum { ROWS = 7, COLUMNS = 7 };         /* with totals, at the last index */
struct grid {
	int rows, columns;              /* without totals */
	int64_t value[ROWS][COLUMNS];
	int cell[ROWS][COLUMNS];
};

static void grid_random(struct grid *grid, int most)
{
	int kind = below(3);

	memset(grid, 0, sizeof *grid);
	grid->rows = 1 + below(most);
	grid->columns = 1 + below(most);
	for (int r = 0; r < grid->rows; r++)
		for (int c = 0; c < grid->columns; c++) {
			int64_t v = grid->value[r][c] = count(kind);

			grid->value[grid->rows][c] += v;
			grid->value[r][grid->columns] += v;
			grid->value[grid->rows][grid->columns] += v;
		}
}

static struct disclose *grid_told(struct grid *grid, bool secret_zero)
{
	struct disclose_rule rule = { .threshold = 5, .zero_secret = secret_zero };
	struct disclose *d = disclose_new();
	int r = dimension(d, "r", grid->rows), c = dimension(d, "c", grid->columns);
	int table = disclose_table(d, "p", &rule, (int[]){ r, c }, 2);

	for (int i = 0; i <= grid->rows; i++)
		for (int j = 0; j <= grid->columns; j++) {
			char a[32], b[32];
			const char *codes[2] = { i < grid->rows ? code_name(a, "r", i) : NULL,
				j < grid->columns ? code_name(b, "c", j) : NULL };

			grid->cell[i][j] = disclose_at(d, table, codes);
			if (i < grid->rows && j < grid->columns)
				assert_int_equal(disclose_count(d, table, codes, grid->value[i][j], NULL), ST_OK);
		}
	return d;
}

/* Row i is node i, column j node rows + 1 + j; inner cells go from row to column, margins the other way, the grand total
 * from row to column. */
static void arc_of(const struct grid *grid, int i, int j, struct flow_arc *arc)
{
	bool back = (i == grid->rows) != (j == grid->columns);
	int row = i, column = grid->rows + 1 + j;

	arc->from = back ? column : row;
	arc->to = back ? row : column;
	arc->cost = 0;
}

/* The least (sign 1) or greatest (-1) value of a cell when all open ones are as they are. */
static int64_t by_flow(const struct grid *grid, const bool withheld[ROWS][COLUMNS], int at_row, int at_column, int sign)
{
	struct flow_arc arcs[ROWS * COLUMNS];
	int64_t supply[ROWS + COLUMNS] = { 0 }, value;
	struct flow_problem problem = { grid->rows + grid->columns + 2, 0, supply, arcs };
	struct flow *flow;
	int which = 0;

	for (int i = 0; i <= grid->rows; i++)
		for (int j = 0; j <= grid->columns; j++) {
			struct flow_arc *arc = &arcs[problem.n_arcs];

			arc_of(grid, i, j, arc);
			arc->low = withheld[i][j] ? 0 : grid->value[i][j];
			arc->most = withheld[i][j] ? MANY : grid->value[i][j];
			if (i == at_row && j == at_column) {
				which = problem.n_arcs;
				arc->cost = sign;
			}
			problem.n_arcs++;
		}
	assert_int_equal(flow_new(&problem, &flow, NULL), ST_OK);
	assert_int_equal(flow_solve(flow, NULL, NULL), ST_OK);
	value = flow_on(flow, which);
	flow_free(flow);
	return value;
}

static bool primary(int64_t value, bool secret_zero)
{
	return value ? value < 5 : secret_zero;
}

static void grid_held(const struct grid *grid, const struct disclosed *out, bool secret_zero)
{
	bool withheld[ROWS][COLUMNS];

	for (int i = 0; i <= grid->rows; i++)
		for (int j = 0; j <= grid->columns; j++) {
			int64_t value;
			bool open = disclosed_value(out, grid->cell[i][j], &value);

			assert_true(!open || value == grid->value[i][j]);
			assert_true(open || value == 0);
			assert_true((disclosed_sign(out, grid->cell[i][j]) == DISCLOSED_PRIMARY) ==
				primary(grid->value[i][j], secret_zero));
			withheld[i][j] = !open;
		}
	for (int i = 0; i <= grid->rows; i++)
		for (int j = 0; j <= grid->columns; j++) {
			int64_t low, high, least, most;

			disclosed_bounds(out, grid->cell[i][j], &low, &high);
			least = by_flow(grid, withheld, i, j, 1);
			most = by_flow(grid, withheld, i, j, -1);
			assert_int_equal(low, least);
			if (high == DISCLOSED_NO_BOUND)
				assert_true(most > MANY / 2);
			else
				assert_int_equal(high, most);
			if (primary(grid->value[i][j], secret_zero)) {
				assert_int_equal(least, 0);
				assert_true(most >= 5);
			}
		}
}

static void two_dimensions(void **state)
{
	(void)state;
	for (int turn = 0; turn < 1500; turn++) {
		bool secret_zero = turn % 4 == 3;
		struct grid grid;
		struct disclose *d;
		struct disclosed *out;

		seed = (uint64_t)turn * 77 + 1;
		grid_random(&grid, 6);
		d = grid_told(&grid, secret_zero);
		out = run(d, turn % 2 ? -1 : 0);
		grid_held(&grid, out, secret_zero);
		disclosed_free(out);
		disclose_free(d);
	}
}

/* ---- the optimum of tiny tables, by trying all choices ---- */

static int weight_of(int64_t value)
{
	int weight = 16;

	for (int64_t v = value + 1; v > 1; v /= 2)
		weight += 4;
	return weight;
}

static bool safe(const struct grid *grid, const bool withheld[ROWS][COLUMNS])
{
	for (int i = 0; i <= grid->rows; i++)
		for (int j = 0; j <= grid->columns; j++)
			if (primary(grid->value[i][j], false) && (by_flow(grid, withheld, i, j, 1) > 0 ||
			    by_flow(grid, withheld, i, j, -1) < 5))
				return false;
	return true;
}

static int64_t least_weight(const struct grid *grid)
{
	int rows[ROWS * COLUMNS], columns[ROWS * COLUMNS], n = 0;
	bool withheld[ROWS][COLUMNS] = { { false } };
	int64_t least = INT64_MAX;

	for (int i = 0; i <= grid->rows; i++)
		for (int j = 0; j <= grid->columns; j++) {
			withheld[i][j] = primary(grid->value[i][j], false);
			if (withheld[i][j])
				continue;
			rows[n] = i;
			columns[n++] = j;
		}
	for (unsigned choice = 0; choice < 1u << n; choice++) {
		int64_t weight = 0;

		for (int k = 0; k < n; k++) {
			withheld[rows[k]][columns[k]] = choice >> k & 1;
			weight += choice >> k & 1 ? weight_of(grid->value[rows[k]][columns[k]]) : 0;
		}
		if (weight < least && safe(grid, withheld))
			least = weight;
	}
	return least;
}

static void optimum(void **state)
{
	int exact = 0;

	(void)state;
	for (int turn = 0; turn < 60; turn++) {
		struct grid grid;
		struct disclose *d;
		struct disclosed *out;
		struct disclosed_tally tally;
		int64_t least;

		seed = (uint64_t)turn * 991 + 5;
		grid_random(&grid, 2);
		d = grid_told(&grid, false);
		least = least_weight(&grid);
		out = run(d, 0);
		disclosed_tally(out, &tally);
		exact += tally.exact;
		assert_true(tally.least <= least);
		if (tally.exact)
			assert_int_equal(tally.weight, least);
		disclosed_free(out);
		out = run(d, -1);
		disclosed_tally(out, &tally);
		assert_true(tally.weight >= least);
		disclosed_free(out);
		disclose_free(d);
	}
	assert_int_equal(exact, 60);
}

/* ---- any shape: cells as sets of innermost counts, all tables in whole numbers ---- */

enum { LEAVES = 12, CELLS = 200, HIGHEST = 14, TRIES = 20000 };
struct world {
	int leaves, cells;
	int64_t leaf[LEAVES];
	unsigned set[CELLS];            /* of leaves */
	int cell[CELLS];                /* number in the result */
	/* what the trying finds */
	int tries;
	bool open[CELLS];
	int64_t value[CELLS], low[CELLS], high[CELLS];
};

static int64_t value_of(unsigned set, const int64_t *leaf, int n)
{
	int64_t value = 0;

	for (int i = 0; i < n; i++)
		value += set >> i & 1 ? leaf[i] : 0;
	return value;
}

static void try_all(struct world *world, int64_t *leaf, int n)
{
	int64_t most = HIGHEST;

	if (++world->tries > TRIES)
		return;
	for (int c = 0; c < world->cells && n; c++) {
		int64_t value;

		if (!world->open[c])
			continue;
		value = value_of(world->set[c], leaf, n);
		if (value > world->value[c] || (!(world->set[c] >> n) && value != world->value[c]))
			return;
		if (world->set[c] >> n & 1 && world->value[c] - value < most)
			most = world->value[c] - value;
	}
	for (int c = 0; c < world->cells && !n; c++)
		if (world->open[c] && world->set[c] & 1 && world->value[c] < most)
			most = world->value[c];
	if (n == world->leaves) {
		for (int c = 0; c < world->cells; c++) {
			int64_t value = value_of(world->set[c], leaf, n);

			world->low[c] = value < world->low[c] ? value : world->low[c];
			world->high[c] = value > world->high[c] ? value : world->high[c];
		}
		return;
	}
	for (leaf[n] = 0; leaf[n] <= most && world->tries <= TRIES; leaf[n]++)
		try_all(world, leaf, n + 1);
}

/* Whether what came out is safe against somebody who tries all whole tables, and what is said of him is true.  False when
 * there were too many to try. */
static bool world_held(struct world *world, const struct disclosed *out)
{
	int64_t leaf[LEAVES];

	for (int c = 0; c < world->cells; c++) {
		int64_t value = value_of(world->set[c], world->leaf, world->leaves);

		world->open[c] = disclosed_value(out, world->cell[c], &world->value[c]);
		assert_true(!world->open[c] || world->value[c] == value);
		world->low[c] = INT64_MAX;
		world->high[c] = -1;
	}
	try_all(world, leaf, 0);
	for (int c = 0; c < world->cells; c++) {
		int64_t value = value_of(world->set[c], world->leaf, world->leaves), low, high;

		disclosed_bounds(out, world->cell[c], &low, &high);
		assert_true(low <= world->low[c] && high >= world->high[c]);
		if (!primary(value, false) || world->tries > TRIES)
			continue;
		assert_int_equal(world->low[c], 0);
		assert_true(world->high[c] >= 5);
	}
	return world->tries <= TRIES;
}

/* All cells of a table of up to three dimensions; the set of code `size` is everything, that of a group its members. */
static void world_table(struct world *world, struct disclose *d, int table, int n, const int *sizes, const char *const *names,
	bool quarter)
{
	int codes[3] = { 0 }, all = 1;

	for (int i = 0; i < n; i++)
		all *= sizes[i] + 1 + (quarter && i == 0);
	for (int x = 0; x < all; x++) {
		char name[3][32];
		const char *told[3] = { NULL };
		unsigned set = 0;
		int rest = x;

		for (int i = 0; i < n; i++) {
			int size = sizes[i] + 1 + (quarter && i == 0);

			codes[i] = rest % size;
			rest /= size;
			told[i] = codes[i] < sizes[i] ? code_name(name[i], names[i], codes[i]) : codes[i] == sizes[i] ? NULL : "Q";
		}
		for (int leaf = 0; leaf < world->leaves; leaf++) {
			bool in = true;
			int part = leaf;

			for (int i = 0; i < n; i++) {
				int code = part % sizes[i];

				part /= sizes[i];
				in = in && (codes[i] == code || codes[i] == sizes[i] || (codes[i] > sizes[i] && code < 2));
			}
			set |= in ? 1u << leaf : 0;
		}
		world->set[world->cells] = set;
		world->cell[world->cells++] = disclose_at(d, table, told);
		if (!(set & (set - 1)))
			disclose_count(d, table, told, value_of(set, world->leaf, world->leaves), NULL);
	}
}

/* Three dimensions, the first with a group of its first two codes where there are three. */
static void three_dimensions(void **state)
{
	int tried = 0;

	static const int shapes[][3] = { { 2, 2, 2 }, { 3, 2, 2 }, { 3, 2, 1 }, { 3, 3, 1 }, { 4, 3, 1 }, { 2, 3, 2 } };
	static const char *const names[] = { "a", "b", "c" };

	(void)state;
	for (int turn = 0; turn < 600; turn++) {
		const int *sizes = shapes[turn % 6];
		bool quarter = sizes[0] > 2 && turn % 12 < 6;
		struct world world = { .leaves = sizes[0] * sizes[1] * sizes[2] };
		struct disclose *d = disclose_new();
		struct disclosed *out;
		int dimensions[3], table;

		seed = (uint64_t)turn * 31 + 7;
		for (int i = 0; i < world.leaves; i++)
			world.leaf[i] = below(10) < 4 ? below(3) : below(9);
		for (int i = 0; i < 3; i++)
			dimensions[i] = dimension(d, names[i], sizes[i]);
		for (int i = 0; i < 2 && quarter; i++) {
			char name[32];

			assert_int_equal(disclose_code(d, dimensions[0], code_name(name, "a", i), "Q", NULL), ST_OK);
		}
		table = disclose_table(d, "p", &disclose_rule_default, dimensions, 3);
		world_table(&world, d, table, 3, sizes, names, quarter);
		out = run(d, turn % 2 ? -1 : 0);
		tried += world_held(&world, out);
		disclosed_free(out);
		disclose_free(d);
	}
	print_message("%d tried out\n", tried);
	assert_true(tried > 200);
}

/* Tables a by b, b by c and a by c of the same people, without the table of all three; now and then a cell told before. */
static void linked_tables(void **state)
{
	int tried = 0;

	static const char *const names[] = { "a", "b", "c" };

	(void)state;
	for (int turn = 0; turn < 400; turn++) {
		struct world world = { .leaves = 8 };
		struct disclose *d = disclose_new();
		struct disclosed *out;
		int dimensions[3], sizes[3] = { 2, 2, 2 }, whole;

		seed = (uint64_t)turn * 131 + 3;
		for (int i = 0; i < world.leaves; i++)
			world.leaf[i] = below(10) < 5 ? below(3) : below(9);
		for (int i = 0; i < 3; i++)
			dimensions[i] = dimension(d, names[i], 2);
		whole = disclose_table(d, "p", &disclose_rule_default, dimensions, 3);
		world_table(&world, d, whole, 3, sizes, names, false);
		for (int c = 0; c < world.cells; c++)
			if (!(world.set[c] & (world.set[c] - 1)))
				disclose_unprinted(d, world.cell[c]);
		if (turn % 3 == 0 && value_of(world.set[26], world.leaf, 8) > 4)
			disclose_before(d, world.cell[26]);
		out = run(d, turn % 2 ? -1 : 0);
		tried += world_held(&world, out);
		disclosed_free(out);
		disclose_free(d);
	}
	print_message("%d tried out\n", tried);
	assert_true(tried > 100);
}

/* The same cells told in another order, with the dimensions the other way round: the same signs. */
static void any_order(void **state)
{
	(void)state;
	for (int turn = 0; turn < 200; turn++) {
		struct grid grid;
		struct disclose *one, *other = disclose_new();
		struct disclosed *a, *b;
		int c, r, table;

		seed = (uint64_t)turn * 17 + 11;
		grid_random(&grid, 6);
		one = grid_told(&grid, false);
		c = disclose_dimension(other, "c", "all");
		for (int i = grid.columns - 1; i >= 0; i--) {
			char name[32];

			disclose_code(other, c, code_name(name, "c", i), NULL, NULL);
		}
		r = dimension(other, "r", grid.rows);
		table = disclose_table(other, "p", &disclose_rule_default, (int[]){ c, r }, 2);
		for (int i = grid.rows * grid.columns - 1; i >= 0; i--) {
			char row[32], column[32];
			const char *codes[2] = { code_name(column, "c", i % grid.columns), code_name(row, "r", i / grid.columns) };

			disclose_count(other, table, codes, grid.value[i / grid.columns][i % grid.columns], NULL);
		}
		a = run(one, turn % 2 ? -1 : 0);
		b = run(other, turn % 2 ? -1 : 0);
		for (int i = 0; i < disclosed_cells(a); i++)
			assert_int_equal(disclosed_sign(a, i), disclosed_sign(b, disclosed_find(b, disclosed_key(a, i))));
		disclosed_free(a);
		disclosed_free(b);
		disclose_free(one);
		disclose_free(other);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_dimensions),
		cmocka_unit_test(optimum),
		cmocka_unit_test(three_dimensions),
		cmocka_unit_test(linked_tables),
		cmocka_unit_test(any_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
