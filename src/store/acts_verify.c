/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Walking the chains of acts and looks, their heads, and heads that somebody noted
 * once.  Looks of before the chain stand in front of it without a hash; the chain of
 * looks may begin later than at 1 only where an act tells that the older ones went.
 */
#include "config.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "store/acts_inside.h"

QUERY(walk_acts, "act.verify", QUERY_BATCH, "SELECT " ACT_COLUMNS " FROM act ORDER BY seq");
QUERY(walk_looks, "look.verify", QUERY_BATCH, "SELECT " ACT_COLUMNS " FROM look ORDER BY seq");
QUERY(hash_journal, "chain.journal_at", QUERY_INTERACTIVE, "SELECT seq, hash FROM journal WHERE seq = :seq");
QUERY(hash_acts, "chain.acts_at", QUERY_INTERACTIVE, "SELECT seq, hash FROM act WHERE seq = :seq");
QUERY(hash_looks, "chain.looks_at", QUERY_INTERACTIVE, "SELECT seq, hash FROM look WHERE seq = :seq");

static const struct {
	const char *name;
	const struct query *at;
} chains[CHAINS] = {
	{ "journal", &hash_journal },
	{ "acts", &hash_acts },
	{ "looks", &hash_looks },
};

const char *chain_name(enum chain chain)
{
	return chains[chain].name;
}

static void add_number(crypto_generichash_state *state, uint64_t n)
{
	uint8_t le[8];

	for (int i = 0; i < 8; i++)
		le[i] = (uint8_t)(n >> (8 * i));
	crypto_generichash_update(state, le, sizeof(le));
}

static void add_text(crypto_generichash_state *state, const char *s)
{
	size_t len = strlen(s);

	add_number(state, len);
	crypto_generichash_update(state, (const uint8_t *)s, len);
}

void act_commitment(const uint8_t nonce[16], const struct act *act, uint8_t out[32])
{
	crypto_generichash_state state;

	crypto_generichash_init(&state, nonce, 16, 32);
	add_number(&state, (uint64_t)act->seq);
	crypto_generichash_update(&state, act->about.b, sizeof(act->about.b));
	add_number(&state, act->detail ? strlen(act->detail) + 1 : 0);   /* empty text is not "no detail" */
	if (act->detail)
		crypto_generichash_update(&state, (const uint8_t *)act->detail, strlen(act->detail));
	crypto_generichash_final(&state, out, 32);
}

void act_hash(const uint8_t before[32], const struct act *act, const uint8_t commitment[32], uint8_t out[32])
{
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, 32);
	crypto_generichash_update(&state, before, 32);
	add_number(&state, (uint64_t)act->seq);
	add_number(&state, (uint64_t)act->at_ms);
	add_text(&state, act->user);
	add_text(&state, act->desk);
	add_number(&state, act->roles);
	add_text(&state, act->what);
	crypto_generichash_update(&state, commitment, 32);
	crypto_generichash_final(&state, out, 32);
}

enum status chain_heads(struct store *store, struct chain_head out[CHAINS], struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < CHAINS; i++)
		st = chain_last(store, (enum chain)i, &out[i], err);
	return st;
}

void chain_head_text(const struct chain_head *head, char out[CHAIN_HEAD_TEXT])
{
	char hex[17];

	sodium_bin2hex(hex, sizeof(hex), head->hash, 8);
	snprintf(out, CHAIN_HEAD_TEXT, "%s:%lld:%s", chain_name(head->chain), (long long)head->seq, hex);
}

/* What a person noted: a chain or any, a number, hex digits. */
struct noted { int chain; int64_t seq; const char *hex; size_t digits; };

static bool read_noted(const char *said, struct noted *out)
{
	char *end;

	out->chain = -1;
	for (int i = 0; i < CHAINS; i++) {
		size_t len = strlen(chains[i].name);

		if (!strncmp(said, chains[i].name, len) && said[len] == ':') {
			out->chain = i;
			said += len + 1;
			break;
		}
	}
	out->seq = strtoll(said, &end, 10);
	if (end == said || *end != ':' || out->seq < 0)
		return false;
	out->hex = end + 1;
	out->digits = strspn(out->hex, "0123456789abcdefABCDEF");
	return !out->hex[out->digits] && out->digits >= 8 && out->digits <= 64;
}

static enum status find_in(struct store *store, int chain, const struct noted *noted, enum chain_known *out,
	struct err *err)
{
	struct chain_head first = { .seq = 0 };
	struct stmt *stmt;
	const void *hash;
	size_t len;
	char hex[65] = "";
	enum status st = ST_OK;

	*out = CHAIN_SHORTER;
	if (chain == CHAIN_LOOKS)
		st = looks_beginning(store, &first, err);
	if (st == ST_OK)
		st = store_query(store, chains[chain].at, &stmt, err);
	if (st != ST_OK)
		return st;
	if (!noted->seq) {               /* an empty chain is the beginning of every chain */
		*out = strspn(noted->hex, "0") == noted->digits ? CHAIN_HOLDS : CHAIN_OTHER;
		return ST_OK;
	}
	stmt_int(stmt, "seq", noted->seq);
	st = stmt_step(stmt, err);
	if (st == ST_DONE) {
		*out = noted->seq == first.seq ? CHAIN_HOLDS : noted->seq < first.seq ? CHAIN_TRIMMED : CHAIN_SHORTER;
		if (noted->seq != first.seq)
			return ST_OK;
		sodium_bin2hex(hex, sizeof(hex), first.hash, sizeof(first.hash));
	} else if (st == ST_OK) {
		hash = stmt_get_blob(stmt, 1, &len);
		if (hash && len == 32)
			sodium_bin2hex(hex, sizeof(hex), hash, len);
		stmt_reset(stmt);
	} else {
		return st;
	}
	*out = strncasecmp(hex, noted->hex, noted->digits) ? CHAIN_OTHER : CHAIN_HOLDS;
	return ST_OK;
}

enum status chain_find(struct store *store, const char *said, enum chain_known *out, struct err *err)
{
	struct noted noted;
	enum chain_known known;
	enum status st = ST_OK;

	*out = CHAIN_SHORTER;
	if (!read_noted(said, &noted))
		return err_set(err, ST_USAGE, _("A head looks like journal:1234:9f3a2c0171d8e6b4, as it was printed. Please "
			"write it as it stands there."));
	for (int i = 0; st == ST_OK && i < CHAINS; i++) {
		if (noted.chain >= 0 && noted.chain != i)
			continue;
		st = find_in(store, i, &noted, &known, err);
		/* Where no chain was named, the one that holds it is meant. */
		if (st == ST_OK && (known == CHAIN_HOLDS || noted.chain == i || (*out == CHAIN_SHORTER && known != *out)))
			*out = known;
		if (st == ST_OK && known == CHAIN_HOLDS)
			break;
	}
	return st;
}

struct walk {
	enum chain chain;
	store_found_fn *found;
	void *ctx;
	uint8_t hash[32];
	int64_t seq, count, wrong;
	bool begun;                  /* past the looks of before the chain */
};

static void tell(struct walk *walk, const char *format, int64_t seq)
{
	walk->wrong++;
	store_tell(walk->found, walk->ctx, format, seq);
}

static bool acts(const struct walk *walk)
{
	return walk->chain == CHAIN_ACTS;
}

static void check_commitment(struct walk *walk, struct stmt *stmt, const struct act *act, const void *commitment)
{
	uint8_t made[32];
	size_t len;
	const void *nonce = stmt_get_blob(stmt, 8, &len);
	bool good = act->erased && id_none(act->about) && !act->detail;

	if (!act->erased && nonce && len == 16) {
		act_commitment(nonce, act, made);
		good = !memcmp(made, commitment, sizeof(made));
	}
	if (!good)
		tell(walk, acts(walk) ? _("Whom act %lld concerns, or its detail, is not what was recorded.")
			: _("Whom look %lld concerns is not what was recorded."), act->seq);
}

static void check_one(struct walk *walk, struct stmt *stmt)
{
	struct act act;
	uint8_t hash[32];
	size_t len, hash_len;
	const void *commitment = stmt_get_blob(stmt, 9, &len), *stored = stmt_get_blob(stmt, 10, &hash_len);

	act_columns(stmt, &act);
	walk->count++;
	if (act.seq != walk->seq + 1)
		tell(walk, acts(walk) ? _("Acts before act %lld are missing.") : _("Looks before look %lld are missing."),
			act.seq);
	walk->seq = act.seq;
	if (!walk->begun && !stored && !acts(walk)) {
		free(act.detail);
		return;
	}
	walk->begun = true;
	if (!commitment || len != 32 || !stored || hash_len != 32) {
		tell(walk, acts(walk) ? _("Act %lld is damaged.") : _("Look %lld is damaged."), act.seq);
	} else {
		act_hash(walk->hash, &act, commitment, hash);
		if (memcmp(stored, hash, sizeof(hash)))
			tell(walk, acts(walk) ? _("Act %lld was changed after it was written, or one before it.")
				: _("Look %lld was changed after it was written, or one before it."), act.seq);
		check_commitment(walk, stmt, &act, commitment);
		/* What follows is judged on what stands, so that one break is told once. */
		memcpy(walk->hash, stored, sizeof(walk->hash));
	}
	free(act.detail);
}

static enum status walk_chain(struct store *store, struct walk *walk, const struct query *query, struct err *err)
{
	struct stmt *stmt;
	struct chain_head first;
	enum status st = ST_OK;

	if (!acts(walk)) {
		st = looks_beginning(store, &first, err);
		walk->seq = first.seq;
		walk->begun = !sodium_is_zero(first.hash, sizeof(first.hash));
		memcpy(walk->hash, first.hash, sizeof(walk->hash));
	}
	if (st == ST_OK)
		st = store_query(store, query, &stmt, err);
	if (st != ST_OK)
		return st;
	while ((st = stmt_step(stmt, err)) == ST_OK)
		check_one(walk, stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status acts_check(struct store *store, store_found_fn *found, void *ctx, int64_t *n_acts, int64_t *n_looks,
	struct err *err)
{
	struct walk a = { .chain = CHAIN_ACTS, .found = found, .ctx = ctx };
	struct walk l = { .chain = CHAIN_LOOKS, .found = found, .ctx = ctx };
	enum status st = walk_chain(store, &a, &walk_acts, err);

	if (st == ST_OK)
		st = walk_chain(store, &l, &walk_looks, err);
	if (n_acts)
		*n_acts = a.count;
	if (n_looks)
		*n_looks = l.count;
	return st == ST_OK && a.wrong + l.wrong ? ST_CORRUPT : st;
}
