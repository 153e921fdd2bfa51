/* SPDX-License-Identifier: EUPL-1.2 */
/* Rows that sum others up; see totals.h. */
#include "exchange/totals.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/mem.h"

#define COLUMNS 8
#define ROWS_MOST 20000     /* each row looks at all above it once: in longer files nothing is judged */
#define RUN_LEAST 3
#define AGREE_LEAST 2

struct totals {
	int column[COLUMNS], n_columns;    /* among the values */
	int64_t *number;                   /* n_columns a row, -1: empty */
	long *line;
	int rows, room;
};

struct totals *totals_new(const struct kind *kind, const struct field *const *field, int n_fields)
{
	struct totals *totals;

	if (!str_same(kind->name, "neighbourhood"))
		return NULL;
	totals = mem_alloc(sizeof(*totals));
	for (int i = 0; i < n_fields; i++)
		if (field[i]->kind == FIELD_NUMBER && field[i]->decimals == 0 && totals->n_columns < COLUMNS)
			totals->column[totals->n_columns++] = i;
	if (totals->n_columns >= AGREE_LEAST)
		return totals;
	totals_free(totals);
	return NULL;
}

void totals_free(struct totals *totals)
{
	if (!totals)
		return;
	free(totals->number);
	free(totals->line);
	free(totals);
}

static const int64_t *row_at(const struct totals *totals, int row)
{
	return &totals->number[(size_t)row * (size_t)totals->n_columns];
}

static void keep(struct totals *totals, char *const *value, long line)
{
	size_t n = (size_t)totals->n_columns;

	if (totals->rows == totals->room) {
		totals->room = totals->room ? 2 * totals->room : 256;
		totals->number = mem_resize(totals->number, (size_t)totals->room * n, sizeof(*totals->number));
		totals->line = mem_resize(totals->line, (size_t)totals->room, sizeof(*totals->line));
	}
	for (size_t i = 0; i < n; i++) {
		const char *text = value[totals->column[i]];

		totals->number[(size_t)totals->rows * n + i] = text ? strtoll(text, NULL, 10) : -1;
	}
	totals->line[totals->rows++] = line;
}

static int64_t added(int64_t number)
{
	return number < 0 ? 0 : number;
}

/* How many numbers of the row are the sums of this run. */
static int agreeing(const struct totals *totals, const int64_t *row, int from, int to)
{
	int n = 0;

	for (int c = 0; c < totals->n_columns; c++) {
		int64_t sum = 0;

		for (int r = from; r <= to && row[c] > 0; r++)
			sum += added(row_at(totals, r)[c]);
		n += row[c] > 0 && sum == row[c];
	}
	return n;
}

/* A window slides over the rows above; wherever its sum is the number, the others are asked as well. */
static bool sums_up(const struct totals *totals, const int64_t *row, int column, int *from, int *to)
{
	int64_t sum = 0;

	for (int a = 0, b = 0; b < totals->rows - 1; b++) {
		sum += added(row_at(totals, b)[column]);
		while (sum > row[column])
			sum -= added(row_at(totals, a++)[column]);
		if (sum == row[column] && b - a + 1 >= RUN_LEAST && agreeing(totals, row, a, b) >= AGREE_LEAST) {
			*from = a;
			*to = b;
			return true;
		}
	}
	return false;
}

bool totals_row(struct totals *totals, char *const *value, long line, long *from, long *to)
{
	const int64_t *row;
	int first, last;

	if (!totals || totals->rows >= ROWS_MOST)
		return false;
	keep(totals, value, line);
	row = row_at(totals, totals->rows - 1);
	for (int c = 0; c < totals->n_columns; c++)
		if (row[c] > 0 && sums_up(totals, row, c, &first, &last)) {
			*from = totals->line[first];
			*to = totals->line[last];
			return true;
		}
	return false;
}
