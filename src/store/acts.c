/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Appending acts and looks, reading acts, and what may leave the trail: whom an
 * entry is about (erasure), and the oldest looks (their time is over).  Both chains
 * have the same columns; only their tables differ.
 */
#include "config.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/rng.h"
#include "base/str.h"
#include "store/acts_inside.h"

#define APPEND(table) \
	"INSERT INTO " table "(seq, at, user, desk, roles, what, about, detail, nonce, commitment, hash)" \
	" VALUES(:seq, :at, :user, :desk, :roles, :what, :about, :detail, :nonce, :commitment, :hash)"
#define LAST(table) "SELECT seq, hash FROM " table " WHERE seq = (SELECT max(seq) FROM " table ")"
#define FORGET(table) \
	"UPDATE " table " SET about = NULL, detail = NULL, nonce = NULL WHERE about = :about"

QUERY(append_act, "act.append", QUERY_INTERACTIVE, APPEND("act"));
QUERY(append_look, "look.append", QUERY_INTERACTIVE, APPEND("look"));
QUERY(last_entry, "act.journal", QUERY_INTERACTIVE, LAST("journal"));
QUERY(last_act, "act.last", QUERY_INTERACTIVE, LAST("act"));
QUERY(last_look, "look.last", QUERY_INTERACTIVE, LAST("look"));
QUERY(forget_acts, "act.forget", QUERY_INTERACTIVE, FORGET("act"));
QUERY(forget_looks, "look.forget", QUERY_INTERACTIVE, FORGET("look"));
QUERY(list_all, "act.list", QUERY_INTERACTIVE, "SELECT " ACT_COLUMNS " FROM act WHERE seq > 0 ORDER BY seq DESC LIMIT :limit");
QUERY(list_what, "act.list_what", QUERY_INTERACTIVE,
	"SELECT " ACT_COLUMNS " FROM act WHERE what = :what ORDER BY seq DESC LIMIT :limit");
QUERY(list_about, "act.list_about", QUERY_INTERACTIVE,
	"SELECT " ACT_COLUMNS " FROM act WHERE about = :about ORDER BY seq DESC LIMIT :limit");
QUERY(list_both, "act.list_both", QUERY_INTERACTIVE,
	"SELECT " ACT_COLUMNS " FROM act WHERE about = :about AND +what = :what ORDER BY seq DESC LIMIT :limit");
QUERY(old_looks, "look.old", QUERY_BATCH,
	"SELECT seq - 1, (SELECT hash FROM look AS last WHERE last.seq = first.seq - 1) FROM look AS first"
	" WHERE at >= :before ORDER BY seq LIMIT 1");
QUERY(drop_looks, "look.drop", QUERY_BATCH, "DELETE FROM look WHERE seq <= :seq");

QUERY(last_trim, "look.trim", QUERY_INTERACTIVE,
	"SELECT detail FROM act WHERE what = '" TRIM_ACT "' ORDER BY seq DESC LIMIT 1");

static const struct query *const append_query[CHAINS] = { NULL, &append_act, &append_look };
static const struct query *const last_query[CHAINS] = { &last_entry, &last_act, &last_look };

enum status looks_beginning(struct store *store, struct chain_head *out, struct err *err)
{
	struct stmt *stmt;
	const char *detail;
	long long to = 0;
	char hex[65];
	size_t len = 0;
	enum status st = store_query(store, &last_trim, &stmt, err);

	*out = (struct chain_head){ .chain = CHAIN_LOOKS };
	if (st != ST_OK)
		return st;
	st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st == ST_DONE ? ST_OK : st;
	detail = stmt_get_text(stmt, 0);
	if (detail && sscanf(detail, TRIM_DETAIL_READ, &to, hex) == 2
	    && !sodium_hex2bin(out->hash, sizeof(out->hash), hex, 64, NULL, &len, NULL) && len == sizeof(out->hash))
		out->seq = to;
	stmt_reset(stmt);
	return ST_OK;
}

enum status chain_last(struct store *store, enum chain chain, struct chain_head *head, struct err *err)
{
	struct stmt *stmt;
	const void *hash;
	size_t len;
	enum status st = store_query(store, last_query[chain], &stmt, err);

	*head = (struct chain_head){ .chain = chain };
	if (st != ST_OK)
		return st;
	st = stmt_step(stmt, err);
	if (st == ST_DONE)
		return chain == CHAIN_LOOKS ? looks_beginning(store, head, err) : ST_OK;
	if (st != ST_OK)
		return st;
	head->seq = stmt_get_int(stmt, 0);
	hash = stmt_get_blob(stmt, 1, &len);
	if (hash && len == sizeof(head->hash))
		memcpy(head->hash, hash, len);
	stmt_reset(stmt);
	return ST_OK;
}

static void fill(const struct act_by *by, const char *what, struct id about, const char *detail, struct act *act)
{
	str_copy(act->user, sizeof(act->user), by->user);
	str_copy(act->desk, sizeof(act->desk), by->desk);
	str_copy(act->what, sizeof(act->what), what);
	act->roles = by->roles;
	act->about = about;
	act->detail = mem_str(detail);
}

static enum status write_act(struct store *store, enum chain chain, const struct act *act, const uint8_t last[32],
	struct err *err)
{
	uint8_t nonce[16], commitment[32], hash[32];
	struct stmt *stmt;
	enum status st = store_query(store, append_query[chain], &stmt, err);

	if (st != ST_OK)
		return st;
	rng_bytes(nonce, sizeof(nonce));
	act_commitment(nonce, act, commitment);
	act_hash(last, act, commitment, hash);
	stmt_int(stmt, "seq", act->seq);
	stmt_int(stmt, "at", act->at_ms);
	stmt_text(stmt, "user", act->user);
	stmt_text(stmt, "desk", act->desk);
	stmt_int(stmt, "roles", act->roles);
	stmt_text(stmt, "what", act->what);
	stmt_id(stmt, "about", act->about);
	stmt_text(stmt, "detail", act->detail);
	stmt_blob(stmt, "nonce", nonce, sizeof(nonce));
	stmt_blob(stmt, "commitment", commitment, sizeof(commitment));
	stmt_blob(stmt, "hash", hash, sizeof(hash));
	return stmt_run(stmt, err);
}

/* In a transaction of its own where there is none: nobody else may append between the last entry and this. */
static enum status append(struct store *store, enum chain chain, struct act *act, struct err *err)
{
	struct chain_head last;
	unsigned was;
	enum status st = store_begin(store, err);

	if (st != ST_OK)
		return st;
	st = chain_last(store, chain, &last, err);
	if (st == ST_OK) {
		act->seq = last.seq + 1;
		was = store_enter(store, DOOR_TRAIL);
		st = write_act(store, chain, act, last.hash, err);
		store_leave(store, was);
	}
	if (st == ST_OK)
		return store_commit(store, err);
	store_rollback(store);
	return st;
}

enum status act_note(struct store *store, const struct act_by *by, const char *what, struct id about, const char *detail,
	struct err *err)
{
	struct act act = { .at_ms = clock_now_ms() };
	enum status st;

	if (strlen(what) >= sizeof(act.what))
		BUG("the name of an act is too long");
	fill(by, what, about, detail, &act);
	st = append(store, CHAIN_ACTS, &act, err);
	free(act.detail);
	return st;
}

enum status look_append(struct store *store, const struct act_by *by, const char *what, struct id person, int64_t now_ms,
	struct err *err)
{
	struct act act = { .at_ms = now_ms };
	bool alone = !store->depth;
	enum status st;

	fill(by, what, person, NULL, &act);
	if (alone)
		store_wait_for_disk(store, false);
	st = append(store, CHAIN_LOOKS, &act, err);
	if (alone)
		store_wait_for_disk(store, true);
	return st;
}

void act_columns(struct stmt *stmt, struct act *act)
{
	memset(act, 0, sizeof(*act));
	act->seq = stmt_get_int(stmt, 0);
	act->at_ms = stmt_get_int(stmt, 1);
	str_copy(act->user, sizeof(act->user), stmt_get_text(stmt, 2));
	str_copy(act->desk, sizeof(act->desk), stmt_get_text(stmt, 3));
	act->roles = (uint32_t)stmt_get_int(stmt, 4);
	str_copy(act->what, sizeof(act->what), stmt_get_text(stmt, 5));
	act->about = stmt_get_id(stmt, 6);
	act->detail = mem_str(stmt_get_text(stmt, 7));
	act->erased = stmt_is_null(stmt, 8);
}

void acts_free(struct act *act, int count)
{
	for (int i = 0; i < count; i++)
		free(act[i].detail);
	free(act);
}

enum status acts_list(struct store *store, const char *what, struct id about, int limit, struct act **out, int *count,
	struct err *err)
{
	bool one = !id_none(about);
	struct stmt *stmt;
	enum status st = store_query(store, one ? what ? &list_both : &list_about : what ? &list_what : &list_all, &stmt,
		err);

	*out = NULL;
	*count = 0;
	if (st != ST_OK)
		return st;
	if (what)
		stmt_text(stmt, "what", what);
	if (one)
		stmt_id(stmt, "about", about);
	stmt_int(stmt, "limit", limit);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		*out = mem_resize(*out, (size_t)*count + 1, sizeof(**out));
		act_columns(stmt, &(*out)[(*count)++]);
	}
	if (st == ST_DONE)
		return ST_OK;
	acts_free(*out, *count);
	*out = NULL;
	*count = 0;
	return st;
}

static enum status forget(struct store *store, const struct query *query, struct id about, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, query, &stmt, err);
	unsigned was;

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "about", about);
	was = store_enter(store, DOOR_ERASE);
	st = stmt_run(stmt, err);
	store_leave(store, was);
	return st;
}

enum status acts_forget(struct store *store, struct id about, struct err *err)
{
	enum status st = forget(store, &forget_acts, about, err);

	return st == ST_OK ? forget(store, &forget_looks, about, err) : st;
}

/* The last look that goes: the one before the oldest that stays. The chain goes on from its hash, which the act keeps. */
static enum status last_old(struct store *store, int64_t before_ms, struct chain_head *head, struct err *err)
{
	struct stmt *stmt;
	const void *hash;
	size_t len;
	enum status st = store_query(store, &old_looks, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_int(stmt, "before", before_ms);
	st = stmt_step(stmt, err);
	if (st == ST_DONE)       /* all of them are old */
		return chain_last(store, CHAIN_LOOKS, head, err);
	if (st != ST_OK)
		return st;
	head->seq = stmt_get_int(stmt, 0);
	hash = stmt_get_blob(stmt, 1, &len);
	memset(head->hash, 0, sizeof(head->hash));
	/* Looks of before the chain have none: what follows begins it. */
	if (hash && len == sizeof(head->hash))
		memcpy(head->hash, hash, len);
	stmt_reset(stmt);
	return ST_OK;
}

static enum status drop(struct store *store, int64_t seq, int64_t *gone, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &drop_looks, &stmt, err);
	unsigned was;

	if (st != ST_OK)
		return st;
	stmt_int(stmt, "seq", seq);
	was = store_enter(store, DOOR_ERASE);
	st = stmt_run(stmt, err);
	store_leave(store, was);
	*gone = store_changes(store);
	return st;
}

static enum status trim(struct store *store, const struct act_by *by, int64_t before_ms, int64_t *gone, struct err *err)
{
	struct chain_head head = { .chain = CHAIN_LOOKS };
	char hex[65], *detail;
	enum status st = last_old(store, before_ms, &head, err);

	if (st != ST_OK || head.seq <= 0)
		return st;
	st = drop(store, head.seq, gone, err);
	if (st != ST_OK || !*gone)
		return st;
	sodium_bin2hex(hex, sizeof(hex), head.hash, sizeof(head.hash));
	detail = mem_fmt(TRIM_DETAIL_WRITE, (long long)head.seq, hex);
	st = act_note(store, by, TRIM_ACT, (struct id){ { 0 } }, detail, err);
	free(detail);
	return st;
}

enum status looks_trim(struct store *store, const struct act_by *by, int64_t before_ms, int64_t *gone, struct err *err)
{
	enum status st = store_begin(store, err);

	*gone = 0;
	if (st != ST_OK)
		return st;
	st = trim(store, by, before_ms, gone, err);
	if (st == ST_OK)
		return store_commit(store, err);
	store_rollback(store);
	*gone = 0;
	return st;
}
