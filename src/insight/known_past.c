/* SPDX-License-Identifier: EUPL-1.2 */
/* Counts and sums of earlier releases, as part of the system of a new one. */
#include "insight/known_own.h"

#include <stdlib.h>

#include "base/mem.h"

/* A member of an earlier sum, as it is gathered. */
struct gathered {
	struct known *known;
	const struct disclose_rule *rule;
	struct map *key;               /* number of a key in the file: index of its count + 1 */
	struct map *value;             /* release and key: value and sign as packed() */
	int64_t release;
	int32_t sum;
	int total;                     /* cell; -1: none so far */
	int *part;
	int parts;
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
	*map_at(g->key, &key, sizeof(key)) = (int64_t)(count - g->known->count) + 1;
	*map_at(g->value, at, sizeof(at)) = packed(count->was, count->told);
	return ST_OK;
}

/* What was told anew since stands beside it as it was: a count of its own. */
static int cell_as_it_was(struct gathered *g, int index, int64_t value, enum told told)
{
	struct count like = g->known->count[index], *made;
	struct str key = STR_INIT;
	bool fresh;

	like.narrowed = mem_fmt("%s%swas=v%lld", like.narrowed, *like.narrowed ? "|" : "", (long long)value);
	made = count_of(g->known, &like, &fresh);
	if (fresh) {
		key_write(&key, made);
		made->cell = disclose_cell(g->known->disclose, str_get(&key), value, g->rule);
		made->was = value;
		made->told = told;
		made->fixed = true;
	}
	free(like.narrowed);
	str_free(&key);
	return made->cell;
}

static void end_sum(struct gathered *g)
{
	if (g->total >= 0 && g->parts && !g->broken)
		disclose_sum(g->known->disclose, g->total, g->part, g->parts);
	g->total = -1;
	g->parts = 0;
	g->broken = false;
}

static enum status take_member(void *ctx, int64_t seq, int32_t sum, int64_t key, int32_t weight, struct err *err)
{
	struct gathered *g = ctx;
	int64_t at[2] = { seq, key }, *value = map_find(g->value, at, sizeof(at)), *index = map_find(g->key, &key, sizeof(key));
	const struct count *count;
	int cell;

	(void)err;
	if (seq != g->release || sum != g->sum)
		end_sum(g);
	g->release = seq;
	g->sum = sum;
	if (!value || !index) {
		g->broken = true;
		return ST_OK;
	}
	count = &g->known->count[*index - 1];
	cell = count->fixed && count->was == *value / 4 ? count->cell :
		cell_as_it_was(g, (int)*index - 1, *value / 4, (enum told)(*value % 4));
	if (weight > 0 && g->total < 0) {
		g->total = cell;
	} else if (weight < 0) {
		g->part = mem_resize(g->part, (size_t)g->parts + 1, sizeof(*g->part));
		g->part[g->parts++] = cell;
	} else {
		g->broken = true;
	}
	return ST_OK;
}

/* What was told stays while the file differs from it by less than the threshold; what this release does not print stays
 * in any case. */
static void place_count(struct known *k, struct count *c, const struct disclose_rule *rule)
{
	int64_t off;

	if (c->told == TOLD_NOT)
		return;
	if (c->own) {
		off = disclose_value(k->disclose, c->cell) - c->was;
		c->fixed = (off < 0 ? -off : off) < (rule->threshold > 1 ? rule->threshold : 1);
		return;
	}
	if (c->cell < 0) {
		struct str key = STR_INIT;

		key_write(&key, c);
		c->cell = disclose_cell(k->disclose, str_get(&key), c->was, rule);
		str_free(&key);
	}
	c->fixed = true;
}

static const struct disclose_rule *rule_of(const struct known *k, const char *indicator)
{
	for (int i = 0; i < k->n; i++)
		if (k->count[i].own && str_same(k->count[i].indicator, indicator))
			return disclose_rule_of(k->disclose, k->count[i].cell);
	return &disclose_rule_default;
}

static bool first_of(const struct known *k, int i)
{
	for (int j = 0; j < i; j++)
		if (str_same(k->count[j].indicator, k->count[i].indicator))
			return false;
	return true;
}

static enum status add_indicator(struct store *store, struct known *k, const char *indicator, struct err *err)
{
	const struct disclose_rule rule = *rule_of(k, indicator);
	struct gathered g = { .known = k, .rule = &rule, .key = map_new(), .value = map_new(), .total = -1 };
	enum status st = ledger_cells(store, indicator, take_cell, &g, err);

	for (int i = 0; st == ST_OK && i < k->n; i++)
		if (str_same(k->count[i].indicator, indicator))
			place_count(k, &k->count[i], &rule);
	if (st == ST_OK)
		st = ledger_sums(store, indicator, take_member, &g, err);
	if (st == ST_OK)
		end_sum(&g);
	map_free(g.key);
	map_free(g.value);
	free(g.part);
	return st;
}

enum status past_add(struct store *store, struct known *k, struct err *err)
{
	int n = k->n;
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < n; i++)
		if (first_of(k, i)) {
			char *indicator = mem_str(k->count[i].indicator);

			st = add_indicator(store, k, indicator, err);
			free(indicator);
		}
	return st;
}
