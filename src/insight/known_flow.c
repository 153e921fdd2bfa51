/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who was here, came, left and is here, over several releases: whoever knows how many were in care at the end of one period
 * and of the next, and how many came in between, knows how many left.  A report says so of itself (people.c); here its
 * counts meet those of earlier ones.
 */
#include "insight/known_own.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { PARTS_MOST = 64 };

#define STOCK "in_care"
#define ALL "people"
#define BEFORE "people.entry=before"

/* Age and household are those of the day of each count: of other days they are of other people. */
static bool lasts(const char *narrowed)
{
	return !strstr(narrowed, "age=") && !strstr(narrowed, "household=") && !strstr(narrowed, "was=");
}

static int64_t value_of(const struct known *k, const struct count *c)
{
	return c->fixed || c->cell < 0 ? c->was : disclose_value(k->disclose, c->cell);
}

/* "gender=man|people.entry=before" of "gender=man". */
static bool is_before(const struct count *c, const char *narrowed)
{
	size_t n = strlen(c->narrowed), tail = strlen(BEFORE), lead = strlen(narrowed);

	if (n < tail || strcmp(c->narrowed + n - tail, BEFORE) != 0)
		return false;
	return n - tail == (lead ? lead + 1 : 0) && !strncmp(c->narrowed, narrowed, lead);
}

/* Who was here before this release's period, and who was in care on the day before it as told then: the same people, unless
 * so many were entered since that it is told anew, or they may have moved. */
static void meet_before(struct known *k, int stock, const int *before, int n)
{
	for (int i = 0; i < n; i++) {
		struct count *c = &k->count[before[i]], *then = &k->count[stock];
		int64_t off = value_of(k, c) - value_of(k, then);
		int cell = c->cell;

		if (c->from != then->to + 1 || !is_before(c, then->narrowed))
			continue;
		if ((off < 0 ? -off : off) >= (narrowed_drifts(then->narrowed) ? 1 : disclose_rule_of(k->disclose, cell)->threshold))
			continue;
		disclose_sum(k->disclose, count_cell(k, stock), &cell, 1);
	}
}

/* Counts over these days, one after the other, told or computed: into `part`; 0: there are none. */
static int over_days(const struct known *k, const char *indicator, const char *narrowed, int32_t from, int32_t to, int *part)
{
	int n = 0;

	while (from <= to && n < PARTS_MOST) {
		int next = -1;

		for (int i = 0; i < k->n; i++) {
			const struct count *c = &k->count[i];

			if (c->from == from && c->to <= to && c->to >= from && c->adds && str_same(c->indicator, indicator) &&
			    str_same(c->narrowed, narrowed) && (next < 0 || c->to < k->count[next].to))
				next = i;
		}
		if (next < 0)
			return 0;
		part[n++] = next;
		from = k->count[next].to + 1;
	}
	return from > to ? n : 0;
}

/* Everybody of the days between: in care at one end of them, and those of `part`. */
static void meet_sum(struct known *k, int all, int stock, const int *part, int n)
{
	int cell[PARTS_MOST + 1];

	cell[0] = count_cell(k, stock);
	for (int i = 0; i < n; i++)
		cell[i + 1] = count_cell(k, part[i]);
	disclose_sum(k->disclose, all, cell, n + 1);
}

/* In care then and come since is in care now and left since. */
static void meet_flows(struct known *k, int then, int now, const char *arrivals)
{
	const struct count *a = &k->count[then], *b = &k->count[now];
	int came[PARTS_MOST], left[PARTS_MOST], cell;
	int n_came = over_days(k, arrivals, a->narrowed, a->to + 1, b->to, came);
	int n_left = n_came ? over_days(k, "departures", a->narrowed, a->to + 1, b->to, left) : 0;
	int64_t all = value_of(k, a), end = value_of(k, b);
	struct str key = STR_INIT;

	if (!n_left)
		return;
	for (int i = 0; i < n_came; i++)
		all += value_of(k, &k->count[came[i]]);
	for (int i = 0; i < n_left; i++)
		end += value_of(k, &k->count[left[i]]);
	if (all != end)
		return;
	key_write(&key, &(struct count){ .indicator = ALL, .narrowed = a->narrowed, .from = a->to + 1, .to = b->to, .adds = true });
	cell = disclose_cell(k->disclose, str_get(&key), all, &(struct disclose_rule){ .threshold = 0 });
	disclose_unprinted(k->disclose, cell);
	meet_sum(k, cell, then, came, n_came);
	meet_sum(k, cell, now, left, n_left);
	str_free(&key);
}

void flows_add(struct known *k)
{
	int *stock = mem_array((size_t)k->n + 1, sizeof(*stock)), *before = mem_array((size_t)k->n + 1, sizeof(*before));
	static const char *const arrivals[] = { "arrivals", "arrivals_by_month" };
	int stocks = 0, befores = 0;

	for (int i = 0; i < k->n; i++) {
		const struct count *c = &k->count[i];

		if (str_same(c->indicator, STOCK) && !c->adds && lasts(c->narrowed))
			stock[stocks++] = i;
		else if (str_same(c->indicator, ALL) && c->own && strstr(c->narrowed, BEFORE))
			before[befores++] = i;
	}
	for (int i = 0; i < stocks; i++) {
		if (!k->count[stock[i]].own)
			meet_before(k, stock[i], before, befores);
		for (int j = 0; j < stocks; j++)
			if (k->count[stock[j]].to > k->count[stock[i]].to &&
			    str_same(k->count[stock[i]].narrowed, k->count[stock[j]].narrowed))
				for (size_t by = 0; by < ARRAY_LEN(arrivals); by++)
					meet_flows(k, stock[i], stock[j], arrivals[by]);
	}
	free(stock);
	free(before);
}
