/* SPDX-License-Identifier: EUPL-1.2 */
/* The system of cells and sums in connected parts, each in the order of keys. */
#include "figures/disclose_own.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void move_free(struct move *move)
{
	free(move->col);
	free(move->by);
	memset(move, 0, sizeof *move);
}

struct move move_copy(const struct move *move)
{
	struct move copy = *move;

	copy.col = mem_array((size_t)move->n, sizeof *copy.col);
	copy.by = mem_array((size_t)move->n, sizeof *copy.by);
	memcpy(copy.col, move->col, (size_t)move->n * sizeof *copy.col);
	memcpy(copy.by, move->by, (size_t)move->n * sizeof *copy.by);
	return copy;
}

/* ---- connected parts ---- */

static bool cell_fixed(const struct cell *cell)
{
	return cell->flags & (CELL_IMPOSSIBLE | CELL_BEFORE);
}

static int root_of(int *up, int i)
{
	while (up[i] != i)
		i = up[i] = up[up[i]];
	return i;
}

/* by cell: one of its part, the same for all of a part */
static int *parts_of(const struct disclose *d)
{
	int *up = mem_array((size_t)d->n_cells, sizeof *up);

	for (int i = 0; i < d->n_cells; i++)
		up[i] = i;
	for (int s = 0; s < d->n_sums; s++) {
		int last = cell_fixed(&d->cells[d->sums[s].total]) ? -1 : d->sums[s].total;

		for (int i = 0; i < d->sums[s].n; i++) {
			int part = d->sums[s].parts[i];

			if (cell_fixed(&d->cells[part]))
				continue;
			if (last >= 0)
				up[root_of(up, part)] = root_of(up, last);
			last = part;
		}
	}
	for (int i = 0; i < d->n_cells; i++)
		up[i] = root_of(up, i);
	return up;
}

static const struct disclose *sorted;

static int compare_keys(const void *a, const void *b)
{
	return strcmp(sorted->cells[*(const int *)a].key, sorted->cells[*(const int *)b].key);
}

/* ---- one part ---- */

static void net_cells(struct net *net, const struct disclose *d, const int *cells, int n)
{
	size_t room = (size_t)n;
	int64_t most = 1;

	memset(net, 0, sizeof *net);
	net->n = n;
	net->cell = mem_array(room, sizeof *net->cell);
	net->value = mem_array(room, sizeof *net->value);
	net->low = mem_array(room, sizeof *net->low);
	net->high = mem_array(room, sizeof *net->high);
	net->weight = mem_array(room, sizeof *net->weight);
	net->state = mem_array(room, sizeof *net->state);
	net->up = mem_array(room, sizeof *net->up);
	net->down = mem_array(room, sizeof *net->down);
	for (int c = 0; c < n; c++) {
		const struct cell *cell = &d->cells[cells[c]];
		bool primary = cell_need(cell, &net->low[c], &net->high[c]);

		net->cell[c] = cells[c];
		net->value[c] = cell->value;
		net->weight[c] = cell_weight(cell);
		net->state[c] = cell->flags & CELL_UNPRINTED ? NET_UNPRINTED : primary ? NET_PRIMARY : NET_OPEN;
		if (net->high[c] - net->low[c] > most)
			most = net->high[c] - net->low[c];
	}
	net->cap = most > DISCLOSE_VALUE_MOST / 1024 ? DISCLOSE_VALUE_MOST : most * 1024;
}

struct rows {
	int n, *sum;            /* sums of this part */
};

static void row_add(struct net *net, const int *col_of, int cell, int sign, int *at)
{
	if (col_of[cell] < 0)
		return;
	net->row_col[*at] = col_of[cell];
	net->row_sign[(*at)++] = (signed char)sign;
}

static int compare_cols(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* The same sums, in whatever order they and their parts were told, make the same rows in the same order. */
static const struct net *comparing;

static int compare_rows(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;
	int nx = comparing->row_start[x + 1] - comparing->row_start[x];
	int ny = comparing->row_start[y + 1] - comparing->row_start[y];

	for (int i = 0; i < nx && i < ny; i++) {
		int cx = comparing->row_col[comparing->row_start[x] + i], cy = comparing->row_col[comparing->row_start[y] + i];

		if (cx != cy)
			return cx < cy ? -1 : 1;
	}
	return nx - ny;
}

static void rows_in_order(struct net *net)
{
	int *order = mem_array((size_t)net->m, sizeof *order), at = 0;
	int *start = mem_array((size_t)net->m + 1, sizeof *start);
	int *col = mem_array((size_t)net->row_start[net->m], sizeof *col);
	signed char *sign = mem_array((size_t)net->row_start[net->m], sizeof *sign);

	for (int r = 0; r < net->m; r++)
		order[r] = r;
	comparing = net;
	qsort(order, (size_t)net->m, sizeof *order, compare_rows);
	for (int r = 0; r < net->m; r++) {
		start[r] = at;
		for (int i = net->row_start[order[r]]; i < net->row_start[order[r] + 1]; i++) {
			col[at] = net->row_col[i];
			sign[at++] = net->row_sign[i];
		}
	}
	start[net->m] = at;
	free(net->row_start);
	free(net->row_col);
	free(net->row_sign);
	free(order);
	net->row_start = start;
	net->row_col = col;
	net->row_sign = sign;
}

static void net_rows(struct net *net, const struct disclose *d, const int *col_of, const struct rows *rows)
{
	int room = 0, at = 0;

	for (int r = 0; r < rows->n; r++)
		room += d->sums[rows->sum[r]].n + 1;
	net->m = rows->n;
	net->row_start = mem_array((size_t)net->m + 1, sizeof *net->row_start);
	net->row_col = mem_array((size_t)room, sizeof *net->row_col);
	net->row_sign = mem_array((size_t)room, sizeof *net->row_sign);
	for (int r = 0; r < rows->n; r++) {
		const struct sum *sum = &d->sums[rows->sum[r]];

		net->row_start[r] = at;
		for (int i = 0; i < sum->n; i++)
			row_add(net, col_of, sum->parts[i], 1, &at);
		qsort(net->row_col + net->row_start[r], (size_t)(at - net->row_start[r]), sizeof *net->row_col, compare_cols);
		row_add(net, col_of, sum->total, -1, &at);
	}
	net->row_start[net->m] = at;
	rows_in_order(net);
}

static void net_columns(struct net *net)
{
	int *at = mem_array((size_t)net->n, sizeof *at);

	net->col_start = mem_array((size_t)net->n + 1, sizeof *net->col_start);
	net->col_row = mem_array((size_t)net->row_start[net->m], sizeof *net->col_row);
	net->col_sign = mem_array((size_t)net->row_start[net->m], sizeof *net->col_sign);
	for (int i = 0; i < net->row_start[net->m]; i++)
		net->col_start[net->row_col[i] + 1]++;
	for (int c = 0; c < net->n; c++) {
		net->col_start[c + 1] += net->col_start[c];
		at[c] = net->col_start[c];
	}
	for (int r = 0; r < net->m; r++)
		for (int i = net->row_start[r]; i < net->row_start[r + 1]; i++) {
			net->col_row[at[net->row_col[i]]] = r;
			net->col_sign[at[net->row_col[i]]++] = net->row_sign[i];
		}
	free(at);
}

/* ---- all parts ---- */

struct sorting {
	const int *part;
	int *order;             /* cells by key */
	int *begin, *cells;     /* by part: its cells, in order */
	int *col_of;            /* by cell, -1: it stands in no net */
	int *net_of;            /* by root */
};

static struct rows *rows_of(const struct disclose *d, const struct sorting *s, int n_nets)
{
	struct rows *rows = mem_array((size_t)n_nets, sizeof *rows);

	for (int pass = 0; pass < 2; pass++) {
		for (int n = 0; n < n_nets && pass; n++) {
			rows[n].sum = mem_array((size_t)rows[n].n, sizeof *rows[n].sum);
			rows[n].n = 0;
		}
		for (int i = 0; i < d->n_sums; i++) {
			const struct sum *sum = &d->sums[i];
			int cell = s->col_of[sum->total] >= 0 ? sum->total : -1;

			for (int j = 0; j < sum->n && cell < 0; j++)
				cell = s->col_of[sum->parts[j]] >= 0 ? sum->parts[j] : -1;
			if (cell < 0)
				continue;
			struct rows *of = &rows[s->net_of[s->part[cell]]];

			if (pass)
				of->sum[of->n] = i;
			of->n++;
		}
	}
	return rows;
}

static int number_nets(const struct disclose *d, struct sorting *s, int *size)
{
	int n = 0;

	for (int i = 0; i < d->n_cells; i++)
		s->net_of[i] = -1;
	for (int i = 0; i < d->n_cells; i++) {
		int cell = s->order[i];

		s->col_of[cell] = -1;
		if (cell_fixed(&d->cells[cell]))
			continue;
		if (s->net_of[s->part[cell]] < 0)
			s->net_of[s->part[cell]] = n++;
		s->col_of[cell] = size[s->net_of[s->part[cell]]]++;
	}
	return n;
}

void nets_make(const struct disclose *d, struct nets *out)
{
	size_t room = (size_t)d->n_cells;
	int *part = parts_of(d), *size = mem_array(room, sizeof *size);
	struct sorting s = { .part = part, .order = mem_array(room, sizeof(int)), .begin = mem_array(room + 1, sizeof(int)),
		.cells = mem_array(room, sizeof(int)), .col_of = mem_array(room, sizeof(int)),
		.net_of = mem_array(room, sizeof(int)) };
	struct rows *rows;

	for (int i = 0; i < d->n_cells; i++)
		s.order[i] = i;
	sorted = d;
	qsort(s.order, room, sizeof *s.order, compare_keys);
	out->n = number_nets(d, &s, size);
	out->nets = mem_array((size_t)out->n, sizeof *out->nets);
	rows = rows_of(d, &s, out->n);
	for (int n = 0; n < out->n; n++)
		s.begin[n + 1] = s.begin[n] + size[n];
	for (int i = 0; i < d->n_cells; i++)
		if (s.col_of[i] >= 0)
			s.cells[s.begin[s.net_of[part[i]]] + s.col_of[i]] = i;
	for (int n = 0; n < out->n; n++) {
		net_cells(&out->nets[n], d, s.cells + s.begin[n], size[n]);
		net_rows(&out->nets[n], d, s.col_of, &rows[n]);
		net_columns(&out->nets[n]);
		free(rows[n].sum);
	}
	free(rows);
	free(size);
	free(part);
	free(s.order);
	free(s.begin);
	free(s.cells);
	free(s.col_of);
	free(s.net_of);
}

void nets_free(struct nets *nets)
{
	for (int i = 0; i < nets->n; i++) {
		struct net *net = &nets->nets[i];

		net_unsee(net);
		free(net->moves);
		free(net->up);
		free(net->down);
		free(net->cell);
		free(net->value);
		free(net->low);
		free(net->high);
		free(net->weight);
		free(net->state);
		free(net->row_start);
		free(net->row_col);
		free(net->row_sign);
		free(net->col_start);
		free(net->col_row);
		free(net->col_sign);
	}
	free(nets->nets);
	memset(nets, 0, sizeof *nets);
}

/* ---- what is withheld ---- */

bool net_withheld(const struct net *net, int col)
{
	return net->state[col] != NET_OPEN;
}

int net_around(const struct net *net, int col, int *out)
{
	unsigned char *seen = mem_alloc((size_t)net->n + (size_t)net->m), *row_seen = seen + net->n;
	int n = 0;

	out[n++] = col;
	seen[col] = 1;
	for (int i = 0; i < n; i++)
		for (int k = net->col_start[out[i]]; k < net->col_start[out[i] + 1]; k++) {
			int r = net->col_row[k];

			if (row_seen[r])
				continue;
			row_seen[r] = 1;
			for (int j = net->row_start[r]; j < net->row_start[r + 1]; j++) {
				int c = net->row_col[j];

				if (!seen[c] && net_withheld(net, c)) {
					seen[c] = 1;
					out[n++] = c;
				}
			}
		}
	qsort(out, (size_t)n, sizeof *out, compare_cols);
	free(seen);
	return n;
}

/* ---- moves ---- */

int64_t net_times(const struct net *net, const struct move *move, int sign)
{
	int64_t times = net->cap;

	for (int i = 0; i < move->n; i++)
		if (sign * move->by[i] < 0 && net->value[move->col[i]] / (-sign * move->by[i]) < times)
			times = net->value[move->col[i]] / (-sign * move->by[i]);
	return times;
}

void net_see(struct net *net, struct move *move)
{
	for (int sign = 1; sign >= -1; sign -= 2) {
		int64_t times = net_times(net, move, sign);

		for (int i = 0; i < move->n; i++) {
			int c = move->col[i];
			int64_t by = sign * move->by[i] * times;

			net->up[c] = by > net->up[c] ? by : net->up[c];
			net->down[c] = by < net->down[c] ? by : net->down[c];
		}
	}
	net->moves = mem_resize(net->moves, (size_t)net->n_moves + 1, sizeof *net->moves);
	net->moves[net->n_moves++] = *move;
	memset(move, 0, sizeof *move);
}

void net_unsee(struct net *net)
{
	for (int i = 0; i < net->n_moves; i++)
		move_free(&net->moves[i]);
	net->n_moves = 0;
	memset(net->up, 0, (size_t)net->n * sizeof *net->up);
	memset(net->down, 0, (size_t)net->n * sizeof *net->down);
}

int64_t net_weight(const struct net *net)
{
	int64_t weight = 0;

	for (int c = 0; c < net->n; c++)
		weight += net->state[c] == NET_SECONDARY ? net->weight[c] : 0;
	return weight;
}
