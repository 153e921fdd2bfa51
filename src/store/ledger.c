/* SPDX-License-Identifier: EUPL-1.2 */
/* Writing a release: its cells and sums in an order of their own, so that the same release is known again. */
#include "store/ledger.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/ledger_inside.h"

QUERY(last_release, "ledger.last", QUERY_INTERACTIVE, "SELECT max(seq) FROM released");
QUERY(same_release, "ledger.same", QUERY_INTERACTIVE,
	"SELECT seq FROM released WHERE digest = :digest AND again IS NULL LIMIT 1");
QUERY(put_release, "ledger.release", QUERY_INTERACTIVE,
	"INSERT INTO released(seq, at, user, desk, name, how, from_day, to_day, rule, cells, withheld, digest, again)"
	" VALUES(:seq, :at, :user, :desk, :name, :how, :from, :to, :rule, :cells, :withheld, :digest, :again)");
QUERY(find_key, "ledger.key", QUERY_INTERACTIVE,
	"SELECT id FROM released_key WHERE indicator = :indicator AND narrowed = :narrowed AND from_day = :from"
	" AND to_day = :to AND adds = :adds");
QUERY(put_key, "ledger.key_put", QUERY_INTERACTIVE,
	"INSERT INTO released_key(indicator, narrowed, from_day, to_day, adds) VALUES(:indicator, :narrowed, :from, :to, :adds)");
QUERY(put_cell, "ledger.cell", QUERY_INTERACTIVE,
	"INSERT INTO released_cell(released, key, sign, value, low, high) VALUES(:released, :key, :sign, :value, :low, :high)");
QUERY(put_member, "ledger.member", QUERY_INTERACTIVE,
	"INSERT INTO released_sum(released, sum, key, weight) VALUES(:released, :sum, :key, :weight)");

/* A release on its way into the tables. */
struct noting {
	struct store *store;
	struct ledger_release *release;
	const struct ledger_cell *given;
	int cells, members;
	struct ledger_cell *cell;          /* in the order of keys */
	struct ledger_member *member;      /* cells by place in `cell`; sums numbered in order of what they hold */
	int64_t *key;
};

int ledger_key_order(const struct ledger_key *a, const struct ledger_key *b)
{
	int order = strcmp(a->indicator, b->indicator);

	if (!order)
		order = strcmp(a->narrowed, b->narrowed);
	if (!order)
		order = (a->from > b->from) - (a->from < b->from);
	if (!order)
		order = (a->to > b->to) - (a->to < b->to);
	return order ? order : a->adds - b->adds;
}

static int by_key(const void *a, const void *b)
{
	const struct ledger_cell *const *x = a, *const *y = b;

	return ledger_key_order(&(*x)->key, &(*y)->key);
}

static int by_sum(const void *a, const void *b)
{
	const struct ledger_member *x = a, *y = b;

	return x->sum != y->sum ? (x->sum > y->sum) - (x->sum < y->sum) : (x->cell > y->cell) - (x->cell < y->cell);
}

/* A sum as it is sorted among others: by its members. */
struct sum_at { const struct ledger_member *first; int count; };

static int by_members(const void *a, const void *b)
{
	const struct sum_at *x = a, *y = b;

	for (int i = 0; i < x->count && i < y->count; i++) {
		const struct ledger_member *m = x->first + i, *n = y->first + i;

		if (m->cell != n->cell)
			return (m->cell > n->cell) - (m->cell < n->cell);
		if (m->weight != n->weight)
			return (m->weight > n->weight) - (m->weight < n->weight);
	}
	return (x->count > y->count) - (x->count < y->count);
}

/* What two tables both show stands once. */
static void order_sums(struct noting *n)
{
	struct sum_at *sum = mem_array((size_t)n->members + 1, sizeof(*sum));
	struct ledger_member *out = mem_array((size_t)n->members + 1, sizeof(*out));
	int sums = 0, at = 0, number = 0;

	qsort(n->member, (size_t)n->members, sizeof(*n->member), by_sum);
	for (int i = 0; i < n->members; i++) {
		if (i == 0 || n->member[i].sum != n->member[i - 1].sum)
			sum[sums++] = (struct sum_at){ n->member + i, 0 };
		sum[sums - 1].count++;
	}
	qsort(sum, (size_t)sums, sizeof(*sum), by_members);
	for (int s = 0; s < sums; s++) {
		if (s && !by_members(&sum[s - 1], &sum[s]))
			continue;
		for (int i = 0; i < sum[s].count; i++)
			out[at++] = (struct ledger_member){ number, sum[s].first[i].cell, sum[s].first[i].weight };
		number++;
	}
	free(n->member);
	free(sum);
	n->member = out;
	n->members = at;
}

static void order_all(struct noting *n, const struct ledger_member *member)
{
	const struct ledger_cell **at = mem_array((size_t)n->cells + 1, sizeof(*at));
	int *place = mem_array((size_t)n->cells + 1, sizeof(*place));

	for (int i = 0; i < n->cells; i++)
		at[i] = n->given + i;
	qsort(at, (size_t)n->cells, sizeof(const struct ledger_cell *), by_key);
	n->cell = mem_array((size_t)n->cells + 1, sizeof(*n->cell));
	n->key = mem_array((size_t)n->cells + 1, sizeof(*n->key));
	for (int i = 0; i < n->cells; i++) {
		if (i && !by_key(&at[i - 1], &at[i]))
			BUG("a release tells one cell twice");
		n->cell[i] = *at[i];
		place[at[i] - n->given] = i;
	}
	n->member = mem_array((size_t)n->members + 1, sizeof(*n->member));
	for (int i = 0; i < n->members; i++)
		n->member[i] = (struct ledger_member){ member[i].sum, place[member[i].cell], member[i].weight };
	order_sums(n);
	free(at);
	free(place);
}

static void add_number(crypto_generichash_state *state, int64_t n)
{
	uint8_t le[8];

	for (int i = 0; i < 8; i++)
		le[i] = (uint8_t)((uint64_t)n >> (8 * i));
	crypto_generichash_update(state, le, sizeof(le));
}

static void add_text(crypto_generichash_state *state, const char *s)
{
	add_number(state, (int64_t)strlen(s));
	crypto_generichash_update(state, (const uint8_t *)s, strlen(s));
}

static void add_cell(crypto_generichash_state *state, const struct ledger_cell *c)
{
	bool told = c->sign == LEDGER_PUBLISHED;

	add_text(state, c->key.indicator);
	add_text(state, c->key.narrowed);
	add_number(state, c->key.from);
	add_number(state, c->key.to);
	add_number(state, c->key.adds);
	add_number(state, c->sign);
	add_number(state, c->value);
	add_number(state, told ? c->value : c->low);
	add_number(state, told ? c->value : c->high);
}

enum status ledger_digest(struct store *store, const struct ledger_release *release, const struct ledger_cell *cell, int cells,
	const struct ledger_member *member, int members, uint8_t out[32], struct err *err)
{
	crypto_generichash_state state;
	char *secret = NULL;
	enum status st = setting_get(store, SETTING_DESK_KEY, &secret, err);

	if (st != ST_OK)
		return st;
	crypto_generichash_init(&state, NULL, 0, 32);
	add_text(&state, secret ? secret : "");
	add_text(&state, release->name);
	add_number(&state, release->from);
	add_number(&state, release->to);
	add_text(&state, release->rule ? release->rule : "");
	add_number(&state, cells);
	for (int i = 0; i < cells; i++)
		add_cell(&state, cell + i);
	for (int i = 0; i < members; i++) {
		add_number(&state, member[i].sum);
		add_number(&state, member[i].cell);
		add_number(&state, member[i].weight);
	}
	crypto_generichash_final(&state, out, 32);
	free(secret);
	return ST_OK;
}

static void bind_key(struct stmt *stmt, const struct ledger_key *key)
{
	stmt_text(stmt, "indicator", key->indicator);
	stmt_text(stmt, "narrowed", key->narrowed);
	stmt_int(stmt, "from", key->from);
	stmt_int(stmt, "to", key->to);
	stmt_int(stmt, "adds", key->adds);
}

static enum status number_of_key(struct store *store, const struct ledger_key *key, int64_t *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &find_key, &stmt, err);

	if (st != ST_OK)
		return st;
	bind_key(stmt, key);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		*out = stmt_get_int(stmt, 0);
		stmt_reset(stmt);
	}
	if (st != ST_DONE)
		return st;
	st = store_query(store, &put_key, &stmt, err);
	if (st != ST_OK)
		return st;
	bind_key(stmt, key);
	st = stmt_run(stmt, err);
	*out = store_last_rowid(store);
	return st;
}

static enum status write_cell(struct noting *n, int i, struct err *err)
{
	const struct ledger_cell *c = &n->cell[i];
	struct stmt *stmt;
	enum status st = number_of_key(n->store, &c->key, &n->key[i], err);

	if (st == ST_OK)
		st = store_query(n->store, &put_cell, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_int(stmt, "released", n->release->seq);
	stmt_int(stmt, "key", n->key[i]);
	stmt_int(stmt, "sign", c->sign);
	stmt_int(stmt, "value", c->value);
	if (c->sign != LEDGER_PUBLISHED) {
		stmt_int(stmt, "low", c->low);
		if (c->high != LEDGER_NO_BOUND)
			stmt_int(stmt, "high", c->high);
	}
	return stmt_run(stmt, err);
}

static enum status write_member(struct noting *n, const struct ledger_member *m, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(n->store, &put_member, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_int(stmt, "released", n->release->seq);
	stmt_int(stmt, "sum", m->sum);
	stmt_int(stmt, "key", n->key[m->cell]);
	stmt_int(stmt, "weight", m->weight);
	return stmt_run(stmt, err);
}

static enum status write_all(struct noting *n, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < n->cells; i++)
		st = write_cell(n, i, err);
	for (int i = 0; st == ST_OK && i < n->members; i++)
		st = write_member(n, n->member + i, err);
	return st;
}

static enum status one_number(struct store *store, const struct query *query, const uint8_t *digest, int64_t *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, query, &stmt, err);

	*out = 0;
	if (st != ST_OK)
		return st;
	if (digest)
		stmt_blob(stmt, "digest", digest, 32);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*out = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static enum status write_release(struct noting *n, const struct act_by *by, struct err *err)
{
	struct ledger_release *r = n->release;
	struct stmt *stmt;
	enum status st = store_query(n->store, &put_release, &stmt, err);

	if (st != ST_OK)
		return st;
	str_copy(r->user, sizeof(r->user), by->user);
	str_copy(r->desk, sizeof(r->desk), by->desk);
	r->at_ms = clock_now_ms();
	stmt_int(stmt, "seq", r->seq);
	stmt_int(stmt, "at", r->at_ms);
	stmt_text(stmt, "user", r->user);
	stmt_text(stmt, "desk", r->desk);
	stmt_text(stmt, "name", r->name);
	stmt_text(stmt, "how", r->how);
	stmt_int(stmt, "from", r->from);
	stmt_int(stmt, "to", r->to);
	stmt_text(stmt, "rule", r->rule ? r->rule : "");
	stmt_int(stmt, "cells", r->cells);
	stmt_int(stmt, "withheld", r->withheld);
	stmt_blob(stmt, "digest", r->digest, sizeof(r->digest));
	if (r->again)
		stmt_int(stmt, "again", r->again);
	return stmt_run(stmt, err);
}

static enum status note_act(struct noting *n, const struct act_by *by, struct err *err)
{
	const struct ledger_release *r = n->release;
	char hex[65], *detail;
	enum status st;

	sodium_bin2hex(hex, sizeof(hex), r->digest, sizeof(r->digest));
	detail = mem_fmt("{\"release\":%lld,\"name\":\"%s\",\"how\":\"%s\",\"digest\":\"%s\"}", (long long)r->seq, r->name, r->how,
		hex);
	st = act_note(n->store, by, "release", (struct id){ { 0 } }, detail, err);
	free(detail);
	return st;
}

static enum status note_all(struct noting *n, const struct act_by *by, struct err *err)
{
	struct ledger_release *r = n->release;
	enum status st = one_number(n->store, &last_release, NULL, &r->seq, err);

	r->seq++;
	r->cells = n->cells;
	r->withheld = 0;
	for (int i = 0; i < n->cells; i++)
		r->withheld += n->cell[i].sign != LEDGER_PUBLISHED;
	if (st == ST_OK)
		st = ledger_digest(n->store, r, n->cell, n->cells, n->member, n->members, r->digest, err);
	if (st == ST_OK)
		st = one_number(n->store, &same_release, r->digest, &r->again, err);
	if (st == ST_OK)
		st = write_release(n, by, err);
	if (st == ST_OK && !r->again)
		st = write_all(n, err);
	return st == ST_OK ? note_act(n, by, err) : st;
}

enum status ledger_note(struct store *store, const struct act_by *by, struct ledger_release *release,
	const struct ledger_cell *cell, int cells, const struct ledger_member *member, int members, struct err *err)
{
	struct noting n = { .store = store, .release = release, .given = cell, .cells = cells, .members = members };
	unsigned was;
	enum status st = store_begin(store, err);

	if (st != ST_OK)
		return st;
	order_all(&n, member);
	was = store_enter(store, DOOR_LEDGER);
	st = note_all(&n, by, err);
	store_leave(store, was);
	free(n.cell);
	free(n.member);
	free(n.key);
	if (st == ST_OK)
		return store_commit(store, err);
	store_rollback(store);
	return st;
}
