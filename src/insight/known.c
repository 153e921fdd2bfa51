/* SPDX-License-Identifier: EUPL-1.2 */
/* A release and those before it as one system; see known.h. */
#include "insight/known_own.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"

struct count *count_of(struct known *k, const struct count *like, bool *fresh)
{
	struct str key = STR_INIT;
	struct count *c;
	int64_t *at;

	key_write(&key, like);
	at = map_at(k->by_key, str_get(&key), key.len);
	str_free(&key);
	*fresh = !*at;
	if (*at)
		return &k->count[*at - 1];
	k->count = mem_resize(k->count, (size_t)k->n + 1, sizeof(*k->count));
	*at = k->n + 1;
	c = &k->count[k->n++];
	*c = (struct count){ .indicator = mem_str(like->indicator), .narrowed = mem_str(like->narrowed), .from = like->from,
		.to = like->to, .adds = like->adds, .cell = -1 };
	return c;
}

bool holds_still(const struct count *c)
{
	return c->fixed && c->told == TOLD_OPEN;
}

int count_cell(struct known *k, int i)
{
	struct count *c = &k->count[i];
	struct disclose_rule rule;
	struct str key = STR_INIT;

	if (c->cell < 0) {
		rule = *disclose_rule_of(k->disclose, k->count[c->kin].cell);
		key_write(&key, c);
		c->cell = disclose_cell(k->disclose, str_get(&key), c->was, &rule);
		str_free(&key);
	}
	return c->cell;
}

/* Two cells that count the same, as a month and the period that is this month: one is the other's only part. */
static void take_own(struct known *k, int cell)
{
	struct count like, *c;
	bool fresh;

	key_read(disclose_key(k->disclose, cell), &like);
	c = count_of(k, &like, &fresh);
	if (c->cell < 0)
		c->cell = cell;
	else
		disclose_sum(k->disclose, c->cell, &cell, 1);
	c->own = true;
	c->kin = (int)(c - k->count);
	k->of_cell[cell] = (int)(c - k->count);
	free(like.indicator);
	free(like.narrowed);
}

static void take_all_own(struct known *k)
{
	k->cells = disclose_cells(k->disclose);
	k->sums = disclose_sums(k->disclose);
	k->of_cell = mem_array((size_t)k->cells + 1, sizeof(*k->of_cell));
	k->before = mem_array((size_t)k->cells + 1, sizeof(*k->before));
	for (int i = 0; i < k->cells; i++) {
		k->before[i] = disclose_value(k->disclose, i);
		take_own(k, i);
	}
}

static enum status settle_once(struct known *k, bool *again, struct err *err)
{
	struct disclose_fixed *fixed = mem_array((size_t)k->n + 1, sizeof(*fixed));
	bool *moved = mem_array((size_t)k->n + 1, sizeof(*moved));
	int n = 0;
	enum status st;

	for (int i = 0; i < k->n; i++)
		if (k->count[i].fixed && k->count[i].cell >= 0)
			fixed[n++] = (struct disclose_fixed){ k->count[i].cell, k->count[i].was };
	st = disclose_settle(k->disclose, fixed, n, moved, err);
	for (int i = 0, f = 0; st == ST_OK && i < k->n; i++)
		if (k->count[i].fixed && k->count[i].cell >= 0 && moved[f++]) {
			k->count[i].fixed = false;
			k->count[i].lost = true;
		}
	*again = false;
	for (int i = 0; st == ST_OK && i < k->n; i++) {
		struct count *c = &k->count[i];
		int64_t off = c->cell >= 0 ? disclose_value(k->disclose, c->cell) - c->was : 0;

		if (c->fixed || c->lost || c->told != TOLD_OPEN || c->cell < 0 || !off)
			continue;
		if ((off < 0 ? -off : off) < disclose_rule_of(k->disclose, c->cell)->threshold)
			*again = c->fixed = true;
	}
	free(fixed);
	free(moved);
	return st;
}

/* Whoever differs from what was told by too little once others stay as they were stays as well. */
static enum status settle(struct known *k, struct err *err)
{
	bool again = true;
	enum status st = ST_OK;

	while (st == ST_OK && again)
		st = settle_once(k, &again, err);
	return st;
}

/* ---- what of the past is at stake ---- */

static int root(int *up, int i)
{
	while (up[i] != i)
		i = up[i] = up[up[i]];
	return i;
}

/* Cells that can still be withheld or are withheld, tied by sums. Gives the root of each cell, -1 for one that is known to
 * all. */
static int *tied_cells(const struct known *k)
{
	int n = disclose_cells(k->disclose), total, m, *up = mem_array((size_t)n + 1, sizeof(*up));
	bool *still = mem_array((size_t)n + 1, sizeof(*still));
	const int *part;

	for (int i = 0; i < n; i++) {
		up[i] = i;
		still[i] = true;
	}
	for (int i = 0; i < k->n; i++)
		if (k->count[i].cell >= 0)
			still[k->count[i].cell] = holds_still(&k->count[i]);
	for (int i = 0; i < k->cells; i++)
		still[i] = holds_still(&k->count[k->of_cell[i]]);
	for (int s = 0; s < disclose_sums(k->disclose); s++) {
		int first = -1;

		m = disclose_sum_at(k->disclose, s, &total, &part);
		for (int i = -1; i < m; i++) {
			int cell = i < 0 ? total : part[i];

			if (still[cell])
				continue;
			if (first >= 0)
				up[root(up, cell)] = root(up, first);
			first = cell;
		}
	}
	for (int i = 0; i < n; i++)
		root(up, i);
	for (int i = 0; i < n; i++)
		up[i] = still[i] ? -1 : root(up, i);
	free(still);
	return up;
}

/* What is tied to nothing that this release could say stands as it was judged then. */
static void mark(struct known *k)
{
	int *up = tied_cells(k), n = disclose_cells(k->disclose);
	bool *own = mem_array((size_t)n + 1, sizeof(*own));

	for (int i = 0; i < k->cells; i++)
		if (up[i] >= 0)
			own[up[i]] = true;
	for (int i = 0; i < k->n; i++) {
		struct count *c = &k->count[i];

		if (c->cell < 0)
			continue;
		if (holds_still(c) || up[c->cell] < 0 || !own[up[c->cell]]) {
			disclose_before(k->disclose, c->cell);
			continue;
		}
		if (!c->own)
			disclose_unprinted(k->disclose, c->cell);
		if ((c->lost || (c->fixed && c->told == TOLD_PRIMARY)) && disclose_rule_of(k->disclose, c->cell)->threshold > 1)
			disclose_secret(k->disclose, c->cell);
	}
	for (int i = 0; i < k->cells; i++)
		if (holds_still(&k->count[k->of_cell[i]]))
			disclose_before(k->disclose, i);
	free(up);
	free(own);
}

static enum status newest(struct store *store, int64_t *out, struct err *err)
{
	struct ledger_release *list;
	int n;
	enum status st = ledger_list(store, 1, &list, &n, err);

	*out = st == ST_OK && n ? list[0].seq : 0;
	ledger_list_free(list, n);
	return st;
}

enum status known_join(struct store *store, struct disclose *disclose, struct known **out, struct err *err)
{
	struct known *k = mem_alloc(sizeof(*k));
	enum status st = disclose_fill(disclose, err);

	k->disclose = disclose;
	k->by_key = map_new();
	*out = NULL;
	if (st == ST_OK)
		st = newest(store, &k->newest, err);
	if (st == ST_OK) {
		take_all_own(k);
		st = known_past_read(store, k, err);
	}
	if (st == ST_OK) {
		stretches_add(k);
		flows_add(k);
		past_add(k);
		st = settle(k, err);
	}
	if (st == ST_OK) {
		mark(k);
		for (int i = 0; i < k->cells; i++)
			k->kept += known_moved(k, i);
		*out = k;
	} else {
		known_free(k);
	}
	return st;
}

void known_free(struct known *k)
{
	if (!k)
		return;
	for (int i = 0; i < k->n; i++) {
		free(k->count[i].indicator);
		free(k->count[i].narrowed);
	}
	for (int i = 0; i < k->n_past; i++)
		free(k->past[i].part);
	free(k->past);
	free(k->count);
	free(k->of_cell);
	free(k->before);
	map_free(k->by_key);
	free(k);
}

int known_kept(const struct known *k)
{
	return k->kept;
}

bool known_moved(const struct known *k, int cell)
{
	return cell < k->cells && disclose_value(k->disclose, cell) != k->before[cell];
}

void known_tally(const struct known *k, const struct disclosed *disclosed, struct disclosed_tally *tally)
{
	disclosed_tally(disclosed, tally);
	tally->cells = tally->open = tally->primary = tally->secondary = 0;
	for (int i = 0; i < k->cells; i++) {
		enum disclosed_sign sign = disclosed_sign(disclosed, i);

		tally->cells += sign != DISCLOSED_UNPRINTED;
		tally->open += sign == DISCLOSED_OPEN;
		tally->primary += sign == DISCLOSED_PRIMARY;
		tally->secondary += sign == DISCLOSED_SECONDARY;
	}
}

/* ---- into the ledger ---- */

/* One for each count, though two cells of the release may tell it: published when one of them is. */
static int ledger_counts(const struct known *k, const struct disclosed *disclosed, struct ledger_cell *cell, int *place)
{
	int n = 0;

	for (int i = 0; i < k->n; i++)
		place[i] = -1;
	for (int i = 0; i < k->cells; i++) {
		const struct count *c = &k->count[k->of_cell[i]];
		enum disclosed_sign sign = disclosed_sign(disclosed, i);
		struct ledger_cell *to;

		if (sign == DISCLOSED_UNPRINTED || (place[k->of_cell[i]] >= 0 && sign != DISCLOSED_OPEN))
			continue;
		if (place[k->of_cell[i]] < 0)
			place[k->of_cell[i]] = n++;
		to = &cell[place[k->of_cell[i]]];
		to->key = (struct ledger_key){ c->indicator, c->narrowed, c->from, c->to, c->adds };
		to->sign = sign == DISCLOSED_OPEN ? LEDGER_PUBLISHED : sign == DISCLOSED_PRIMARY ? LEDGER_PRIMARY : LEDGER_SECONDARY;
		to->value = disclose_value(k->disclose, i);
		disclosed_bounds(disclosed, i, &to->low, &to->high);
		if (to->high == DISCLOSED_NO_BOUND)
			to->high = LEDGER_NO_BOUND;
	}
	return n;
}

/* False: a cell of it was not printed, or it says that a count is itself. */
static bool sum_stands(const struct known *k, const int *place, int total, const int *part, int parts)
{
	if (total >= k->cells || place[k->of_cell[total]] < 0)
		return false;
	for (int i = 0; i < parts; i++) {
		if (part[i] >= k->cells || place[k->of_cell[part[i]]] < 0 || k->of_cell[part[i]] == k->of_cell[total])
			return false;
		for (int j = 0; j < i; j++)
			if (k->of_cell[part[j]] == k->of_cell[part[i]])
				return false;
	}
	return true;
}

static int ledger_members(const struct known *k, const int *place, struct ledger_member **out)
{
	int n = 0, total;
	const int *part;

	*out = NULL;
	for (int s = 0; s < k->sums; s++) {
		int parts = disclose_sum_at(k->disclose, s, &total, &part);

		if (!sum_stands(k, place, total, part, parts))
			continue;
		*out = mem_resize(*out, (size_t)(n + parts + 1), sizeof(**out));
		(*out)[n++] = (struct ledger_member){ s, place[k->of_cell[total]], 1 };
		for (int i = 0; i < parts; i++)
			(*out)[n++] = (struct ledger_member){ s, place[k->of_cell[part[i]]], -1 };
	}
	return n;
}

static enum status write_release(struct store *store, const struct act_by *by, const struct known *k,
	const struct disclosed *disclosed, struct ledger_release *release, struct err *err)
{
	struct ledger_cell *cell = mem_array((size_t)k->cells + 1, sizeof(*cell));
	int *place = mem_array((size_t)k->n + 1, sizeof(*place)), cells, members;
	struct ledger_member *member;
	enum status st;

	cells = ledger_counts(k, disclosed, cell, place);
	members = ledger_members(k, place, &member);
	st = ledger_note(store, by, release, cell, cells, member, members, err);
	free(cell);
	free(place);
	free(member);
	return st;
}

enum status known_release(struct store *store, const struct act_by *by, const struct known *k, const struct disclose *disclose,
	const struct disclosed *disclosed, struct ledger_release *release, struct err *err)
{
	int64_t now;
	enum status st;

	if (disclose != k->disclose)
		BUG("another release than the one that was tied");
	st = store_begin(store, err);
	if (st != ST_OK)
		return st;
	st = newest(store, &now, err);
	if (st == ST_OK && now != k->newest)
		st = err_set(err, ST_CONFLICT, _("Another summary was released in the meantime. Nothing was released; please make this one "
			"anew, so that both together give nothing away."));
	if (st == ST_OK)
		st = write_release(store, by, k, disclosed, release, err);
	if (st == ST_OK)
		return store_commit(store, err);
	store_rollback(store);
	return st;
}
