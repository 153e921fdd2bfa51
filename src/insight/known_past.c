/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Counts and sums of earlier releases, as part of the system of a new one.  Only those come into it on which something
 * of this release hangs: what everybody knows ties nothing together, so from a count that can still be withheld the way
 * goes on through sums to others that were withheld, and ends where all is known.
 */
#include "insight/known_own.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Earlier cells and sums of one indicator, as they are read. */
struct gathered {
	struct known *known;
	int kin;
	struct map *key;               /* number of a key in the file: index of its count + 1 */
	struct map *value;             /* release and key: value and sign as packed() */
	int64_t release;
	int32_t sum;
	struct past_sum now;           /* total -1: none so far */
	bool broken;                   /* no sum of one total and its parts */
};

/* Never 0. */
static int64_t packed(int64_t value, enum told told)
{
	return value * 4 + told;
}

static enum status take_cell(void *ctx, int64_t seq, int64_t key, const struct ledger_cell *cell, struct err *err)
{
	struct gathered *g = ctx;
	struct count like = { .indicator = (char *)cell->key.indicator, .narrowed = (char *)cell->key.narrowed,
		.from = cell->key.from, .to = cell->key.to, .adds = cell->key.adds }, *count;
	int64_t at[2] = { seq, key };
	enum told told;
	bool fresh;

	(void)err;
	count = count_of(g->known, &like, &fresh);
	told = cell->sign == LEDGER_PUBLISHED ? TOLD_OPEN : cell->sign == LEDGER_PRIMARY ? TOLD_PRIMARY : TOLD_SECONDARY;
	/* Once told it is known; once small it is small, whatever is withheld it is for now. */
	if (count->told == TOLD_NOT || count->was != cell->value || told < count->told)
		count->told = told;
	count->was = cell->value;
	count->kin = g->kin;
	*map_at(g->key, &key, sizeof(key)) = (int64_t)(count - g->known->count) + 1;
	*map_at(g->value, at, sizeof(at)) = packed(count->was, count->told);
	return ST_OK;
}

/* What was told anew since stands beside it as it was: a count of its own. */
static int as_it_was(struct gathered *g, int index, int64_t value, enum told told)
{
	struct count like = g->known->count[index], *made;
	bool fresh;

	like.narrowed = mem_fmt("%s%swas=v%lld", like.narrowed, *like.narrowed ? "|" : "", (long long)value);
	made = count_of(g->known, &like, &fresh);
	made->was = value;
	made->told = told;
	made->fixed = true;
	made->kin = g->kin;
	free(like.narrowed);
	return (int)(made - g->known->count);
}

static void end_sum(struct gathered *g)
{
	struct known *k = g->known;

	if (g->now.total >= 0 && g->now.parts && !g->broken) {
		if ((k->n_past & (k->n_past + 1)) == 0)
			k->past = mem_resize(k->past, ((size_t)k->n_past + 1) * 2, sizeof(*k->past));
		k->past[k->n_past++] = g->now;
	} else {
		free(g->now.part);
	}
	g->now = (struct past_sum){ .total = -1 };
	g->broken = false;
}

static enum status take_member(void *ctx, int64_t seq, int32_t sum, int64_t key, int32_t weight, struct err *err)
{
	struct gathered *g = ctx;
	int64_t at[2] = { seq, key }, *value = map_find(g->value, at, sizeof(at)), *index = map_find(g->key, &key, sizeof(key));
	const struct count *count;
	int which;

	(void)err;
	if (seq != g->release || sum != g->sum)
		end_sum(g);
	g->release = seq;
	g->sum = sum;
	if (!value || !index) {
		g->broken = true;
		return ST_OK;
	}
	which = (int)*index - 1;
	count = &g->known->count[which];
	if (!count->fixed || count->was != *value / 4)
		which = as_it_was(g, which, *value / 4, (enum told)(*value % 4));
	if (weight > 0 && g->now.total < 0) {
		g->now.total = which;
	} else if (weight < 0) {
		g->now.part = mem_resize(g->now.part, (size_t)g->now.parts + 1, sizeof(*g->now.part));
		g->now.part[g->now.parts++] = which;
	} else {
		g->broken = true;
	}
	return ST_OK;
}

/* What was told stays while the file differs from it by less than the threshold; what this release does not print stays
 * in any case. */
static bool stays(const struct known *k, const struct count *c)
{
	int threshold;
	int64_t off;

	if (c->told == TOLD_NOT)
		return false;
	if (!c->own)
		return true;
	threshold = disclose_rule_of(k->disclose, c->cell)->threshold;
	off = disclose_value(k->disclose, c->cell) - c->was;
	return (off < 0 ? -off : off) < (threshold > 1 ? threshold : 1);
}

static enum status read_indicator(struct store *store, struct known *k, int kin, struct err *err)
{
	struct gathered g = { .known = k, .kin = kin, .key = map_new(), .value = map_new(), .now = { .total = -1 } };
	char *indicator = mem_str(k->count[kin].indicator);
	enum status st = ledger_cells(store, indicator, take_cell, &g, err);

	for (int i = 0; st == ST_OK && i < k->n; i++)
		if (k->count[i].told != TOLD_NOT && str_same(k->count[i].indicator, indicator))
			k->count[i].fixed = stays(k, &k->count[i]);
	if (st == ST_OK)
		st = ledger_sums(store, indicator, take_member, &g, err);
	end_sum(&g);
	map_free(g.key);
	map_free(g.value);
	free(indicator);
	return st;
}

enum status known_past_read(struct store *store, struct known *k, struct err *err)
{
	struct map *seen = map_new();
	int n = k->n;
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < n; i++) {
		int64_t *at = map_at(seen, k->count[i].indicator, strlen(k->count[i].indicator));

		if (*at)
			continue;
		*at = 1;
		st = read_indicator(store, k, i, err);
	}
	map_free(seen);
	return st;
}

/* ---- what hangs on what ---- */

/* Sums by the counts that stand in them. */
struct ties { int *first, *sum; };

static struct ties ties_of(const struct known *k)
{
	struct ties t = { mem_array((size_t)k->n + 2, sizeof(int)), NULL };
	int all = 0;

	for (int s = 0; s < k->n_past; s++) {
		t.first[k->past[s].total + 2]++;
		for (int i = 0; i < k->past[s].parts; i++)
			t.first[k->past[s].part[i] + 2]++;
		all += k->past[s].parts + 1;
	}
	for (int i = 2; i < k->n + 2; i++)
		t.first[i] += t.first[i - 1];
	t.sum = mem_array((size_t)all + 1, sizeof(int));
	for (int s = 0; s < k->n_past; s++) {
		t.sum[t.first[k->past[s].total + 1]++] = s;
		for (int i = 0; i < k->past[s].parts; i++)
			t.sum[t.first[k->past[s].part[i] + 1]++] = s;
	}
	return t;
}

/* Puts a sum into the system with all that stands in it; what may still be withheld goes on the list. */
static void take_sum(struct known *k, struct past_sum *sum, int *list, int *n, bool *listed)
{
	int *cell = mem_array((size_t)sum->parts, sizeof(*cell));

	sum->taken = true;
	for (int i = -1; i < sum->parts; i++) {
		int at = i < 0 ? sum->total : sum->part[i];

		if (i >= 0)
			cell[i] = count_cell(k, at);
		if (!holds_still(&k->count[at]) && !listed[at]) {
			listed[at] = true;
			list[(*n)++] = at;
		}
	}
	disclose_sum(k->disclose, count_cell(k, sum->total), cell, sum->parts);
	free(cell);
}

void past_add(struct known *k)
{
	struct ties ties = ties_of(k);
	int *list = mem_array((size_t)k->n + 1, sizeof(*list)), n = 0;
	bool *listed = mem_array((size_t)k->n + 1, sizeof(*listed));

	for (int i = 0; i < k->n; i++)
		if (k->count[i].cell >= 0 && !holds_still(&k->count[i])) {
			listed[i] = true;
			list[n++] = i;
		}
	for (int at = 0; at < n; at++)
		for (int t = ties.first[list[at]]; t < ties.first[list[at] + 1]; t++)
			if (!k->past[ties.sum[t]].taken)
				take_sum(k, &k->past[ties.sum[t]], list, &n, listed);
	free(ties.first);
	free(ties.sum);
	free(list);
	free(listed);
}
