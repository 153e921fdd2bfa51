/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Stretches of days, of years of age, of quarters of arrival that known counts give by difference.  Counts along one line
 * (the same indicator, the same people but for the days) are edges between cut points: whoever knows January to March and
 * January to April knows the way from the 1st of April to the 30th.  Of points that edges tie together every stretch can be
 * computed, and those between neighbours are the smallest: they become cells of their own, and each count the sum of those
 * within.
 */
#include "insight/known_own.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct edge {
	char *line;                /* what all its counts have in common */
	int32_t from, to;          /* `to` excluded */
	int count;
	int dimension;             /* -1: days; else which part of `narrowed` */
	bool firm;                 /* differences are counts, whatever happened since */
};
struct edges { struct edge *edge; int n; };

/* A line's cut points. */
struct points {
	int32_t *at;
	int64_t *height;           /* count from the first point of its group up to here */
	int *group;                /* -1: not reached */
	int n;
};

static void edge_add(struct edges *e, const struct edge *edge)
{
	e->edge = mem_resize(e->edge, (size_t)e->n + 1, sizeof(*e->edge));
	e->edge[e->n++] = *edge;
}

static void edge_of_days(struct edges *e, const struct known *k, int i)
{
	const struct count *c = &k->count[i];

	if (c->adds)
		edge_add(e, &(struct edge){ mem_fmt("d\n%s\n%s", c->indicator, c->narrowed), c->from, c->to + 1, i, -1,
			!narrowed_drifts(c->narrowed) });
}

/* One for each part that is a range: the part's code stands in the line as a blank. */
static void edges_of_ranges(struct edges *e, const struct known *k, int i)
{
	const struct count *c = &k->count[i];
	int part = 0;

	for (const char *at = c->narrowed; *at; part++) {
		size_t n = strcspn(at, "|"), name = strcspn(at, "=");
		char *code = name < n ? mem_strn(at + name + 1, n - name - 1) : mem_str("");
		struct edge edge = { .count = i, .dimension = part };

		if (range_of(code, &edge.from, &edge.to)) {
			edge.line = mem_fmt("r\n%s\n%d %d %d\n%.*s=%s", c->indicator, c->from, c->to, c->adds,
				(int)(at - c->narrowed + (ptrdiff_t)name), c->narrowed, at + n);
			edge_add(e, &edge);
		}
		free(code);
		at += n + (at[n] == '|');
	}
}

static int by_line(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;
	int order = strcmp(x->line, y->line);

	if (!order)
		order = (x->from > y->from) - (x->from < y->from);
	return order ? order : (x->to > y->to) - (x->to < y->to);
}

static int by_number(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

	return (x > y) - (x < y);
}

static int point_at(const struct points *p, int32_t at)
{
	int32_t *found = bsearch(&at, p->at, (size_t)p->n, sizeof(*p->at), by_number);

	return (int)(found - p->at);
}

static int64_t value_of(const struct known *k, const struct edge *edge)
{
	const struct count *c = &k->count[edge->count];

	return c->fixed ? c->was : disclose_value(k->disclose, c->cell);
}

static struct points points_of(const struct edge *edge, int n)
{
	struct points p = { mem_array((size_t)n * 2, sizeof(*p.at)), mem_array((size_t)n * 2, sizeof(*p.height)),
		mem_array((size_t)n * 2, sizeof(*p.group)), 0 };

	for (int i = 0; i < n; i++) {
		p.at[2 * i] = edge[i].from;
		p.at[2 * i + 1] = edge[i].to;
	}
	qsort(p.at, (size_t)n * 2, sizeof(*p.at), by_number);
	for (int i = 0; i < 2 * n; i++)
		if (!i || p.at[i] != p.at[i - 1])
			p.at[p.n++] = p.at[i];
	for (int i = 0; i < p.n; i++)
		p.group[i] = -1;
	return p;
}

/* Heights along edges from a first point on, until nothing is reached any more. */
static void reach(const struct known *k, const struct edge *edge, int n, struct points *p, int group)
{
	bool more;

	do {
		more = false;
		for (int i = 0; i < n; i++) {
			int a = point_at(p, edge[i].from), b = point_at(p, edge[i].to);

			if ((p->group[a] == group) == (p->group[b] == group))
				continue;
			more = true;
			if (p->group[a] == group)
				p->height[b] = p->height[a] + value_of(k, &edge[i]);
			else
				p->height[a] = p->height[b] - value_of(k, &edge[i]);
			p->group[a] = p->group[b] = group;
		}
	} while (more);
}

/* The narrowing with another code in this part; of years without an end "a65_". */
static char *narrowed_to(const char *narrowed, int part, int32_t from, int32_t to)
{
	struct str out = STR_INIT;
	int i = 0;

	for (const char *at = narrowed; *at; i++) {
		size_t n = strcspn(at, "|"), name = strcspn(at, "=");

		if (i == part && to == INT32_MAX)
			str_addf(&out, "%.*s=a%d_", (int)name, at, (int)from);
		else if (i == part)
			str_addf(&out, "%.*s=a%d_%d", (int)name, at, (int)from, (int)to - 1);
		else
			str_addn(&out, at, n);
		if (at[n])
			str_addc(&out, '|');
		at += n + (at[n] == '|');
	}
	str_get(&out);
	return str_take(&out);
}

static bool is_edge(const struct edge *edge, int n, int32_t from, int32_t to, int *count)
{
	for (int i = 0; i < n; i++)
		if (edge[i].from == from && edge[i].to == to) {
			*count = edge[i].count;
			return true;
		}
	return false;
}

/* Between two neighbours: a count that is there, or one that can be computed. */
static int stretch_cell(struct known *k, const struct edge *edge, int n, int32_t from, int32_t to, int64_t value)
{
	struct count like = k->count[edge->count], *at;
	const struct disclose_rule rule = *disclose_rule_of(k->disclose, count_cell(k, like.kin));
	struct str key = STR_INIT;
	bool fresh;
	int there, cell;

	if (is_edge(edge, n, from, to, &there))
		return count_cell(k, there);
	if (edge->dimension < 0) {
		like.from = from;
		like.to = to - 1;
		like.narrowed = mem_str(like.narrowed);
	} else {
		like.narrowed = narrowed_to(like.narrowed, edge->dimension, from, to);
	}
	at = count_of(k, &like, &fresh);
	if (fresh) {
		at->kin = like.kin;
		key_write(&key, at);
		at->cell = disclose_cell(k->disclose, str_get(&key), value > 0 ? value : 0, &rule);
	}
	cell = count_cell(k, (int)(at - k->count));
	free(like.narrowed);
	str_free(&key);
	return cell;
}

/* Whether the heights agree with every edge and never fall: else differences are no counts. */
static bool are_counts(const struct known *k, const struct edge *edge, int n, const struct points *p, int group)
{
	int64_t last = INT64_MIN;

	for (int i = 0; i < p->n; i++) {
		if (p->group[i] != group)
			continue;
		if (p->height[i] < last)
			return false;
		last = p->height[i];
	}
	for (int i = 0; i < n; i++) {
		int a = point_at(p, edge[i].from), b = point_at(p, edge[i].to);

		if (p->group[a] == group && p->height[b] - p->height[a] != value_of(k, &edge[i]))
			return false;
	}
	return true;
}

static void group_sums(struct known *k, const struct edge *edge, int n, const struct points *p, int group)
{
	int *cell = mem_array((size_t)p->n, sizeof(*cell)), *part = mem_array((size_t)p->n, sizeof(*part)), last = -1;

	for (int i = 0; i < p->n; i++) {
		cell[i] = -1;
		if (p->group[i] != group)
			continue;
		if (last >= 0)
			cell[last] = stretch_cell(k, edge, n, p->at[last], p->at[i], p->height[i] - p->height[last]);
		last = i;
	}
	for (int i = 0; i < n; i++) {
		int a = point_at(p, edge[i].from), b = point_at(p, edge[i].to), parts = 0;

		if (p->group[a] != group)
			continue;
		for (int at = a; at < b; at++)
			if (cell[at] >= 0)
				part[parts++] = cell[at];
		if (parts > 1)
			disclose_sum(k->disclose, count_cell(k, edge[i].count), part, parts);
	}
	free(cell);
	free(part);
}

static void line_add(struct known *k, const struct edge *edge, int n)
{
	struct points p = points_of(edge, n);
	int groups = 0;
	bool own = false;

	for (int i = 0; i < n; i++)
		own |= k->count[edge[i].count].own;
	for (int i = 0; own && i < n; i++) {
		int a = point_at(&p, edge[i].from);

		if (p.group[a] >= 0)
			continue;
		p.group[a] = groups;
		reach(k, edge, n, &p, groups);
		if (edge->firm || are_counts(k, edge, n, &p, groups))
			group_sums(k, edge, n, &p, groups);
		groups++;
	}
	free(p.at);
	free(p.height);
	free(p.group);
}

void stretches_add(struct known *k)
{
	struct edges e = { NULL, 0 };
	int n = k->n;

	for (int i = 0; i < n; i++) {
		edge_of_days(&e, k, i);
		edges_of_ranges(&e, k, i);
	}
	if (e.n)
		qsort(e.edge, (size_t)e.n, sizeof(*e.edge), by_line);
	for (int i = 0, j; i < e.n; i = j) {
		for (j = i + 1; j < e.n && str_same(e.edge[i].line, e.edge[j].line); j++)
			;
		if (j > i + 1)
			line_add(k, e.edge + i, j - i);
	}
	for (int i = 0; i < e.n; i++)
		free(e.edge[i].line);
	free(e.edge);
}
