/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Appending to the journal.  The chain's end and the clock are read once a
 * transaction and then kept: appends stand on the path of bulk import.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/rng.h"
#include "base/str.h"
#include "store/inside.h"

#define SETTING_CLOCK "journal.clock"   /* the highest clock seen that no last entry carries */

QUERY(last_entry, "journal.last", QUERY_INTERACTIVE,
	"SELECT seq, clock, hash, change FROM journal WHERE seq = (SELECT max(seq) FROM journal)");
QUERY(append_entry, "journal.append", QUERY_INTERACTIVE,
	"INSERT INTO journal(seq, chain, change, undoes, clock, origin, user, kind, id, op, leads, fields, hash)"
	" VALUES(:seq, :chain, :change, :undoes, :clock, :origin, :user, :kind, :id, :op, :leads, :fields, :hash)");
QUERY(append_value, "journal.append_value", QUERY_INTERACTIVE,
	"INSERT INTO journal_value(seq, field, nonce, before) VALUES(:seq, :field, :nonce, :before)");

static enum status load_last(struct store *store, struct err *err)
{
	struct journal_end *end = &store->end;
	struct stmt *stmt;
	const void *hash;
	size_t len;
	enum status st = store_query(store, &last_entry, &stmt, err);

	if (st != ST_OK)
		return st;
	end->seq = end->clock = 0;
	end->change = (struct id){ { 0 } };
	memset(end->hash, 0, sizeof(end->hash));
	st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st == ST_DONE ? ST_OK : st;
	end->seq = stmt_get_int(stmt, 0);
	end->clock = stmt_get_int(stmt, 1);
	hash = stmt_get_blob(stmt, 2, &len);
	if (hash && len == sizeof(end->hash))
		memcpy(end->hash, hash, len);
	end->change = stmt_get_id(stmt, 3);
	stmt_reset(stmt);
	return ST_OK;
}

static enum status know_end(struct store *store, struct err *err)
{
	struct journal_end *end = &store->end;
	char *desk = NULL, *clock = NULL;
	enum status st;

	if (end->known && store->depth)
		return ST_OK;
	st = load_last(store, err);
	if (st == ST_OK)
		st = setting_get(store, SETTING_DESK, &desk, err);
	if (st == ST_OK)
		st = setting_get(store, SETTING_CLOCK, &clock, err);
	if (st == ST_OK) {
		str_copy(end->desk, sizeof(end->desk), desk ? desk : "");
		if (clock && strtoll(clock, NULL, 10) > end->clock)
			end->clock = strtoll(clock, NULL, 10);
		end->nonces_left = 0;
		end->known = true;
	}
	free(desk);
	free(clock);
	return st;
}

static enum status keep_clock(struct store *store, struct err *err)
{
	struct journal_end end = store->end;
	char text[24];
	enum status st;

	snprintf(text, sizeof(text), "%lld", (long long)end.clock);
	st = setting_set(store, SETTING_CLOCK, text, err);
	store->end = end;            /* the setting is known already: no need to read the end anew */
	return st;
}

/* Milliseconds and a counter: a clock set back makes the counter go on, into the next millisecond if need be. */
static int64_t tick(struct journal_end *end)
{
	int64_t now = clock_now_ms() * 65536;

	end->clock = now > end->clock ? now : end->clock + 1;
	return end->clock;
}

enum status journal_tick(struct store *store, int64_t *clock, struct err *err)
{
	enum status st = know_end(store, err);

	if (st == ST_OK)
		*clock = tick(&store->end);
	return st;
}

enum status journal_witness(struct store *store, int64_t clock, struct err *err)
{
	enum status st = know_end(store, err);

	if (st != ST_OK || clock <= store->end.clock)
		return st;
	store->end.clock = clock;
	return keep_clock(store, err);
}

static const uint8_t *next_nonce(struct journal_end *end)
{
	if (!end->nonces_left) {
		rng_bytes(end->nonces, sizeof(end->nonces));
		end->nonces_left = NONCE_STOCK;
	}
	return end->nonces[--end->nonces_left];
}

/* What an entry's fields become: the entry's blob, and a nonce each. */
struct sealed {
	struct str blob;
	struct str nonces;
};

static void seal(struct journal_end *end, const struct journal_entry *entry, struct sealed *out)
{
	uint8_t commitment[JOURNAL_HASH];

	for (size_t i = 0; i < entry->n_fields; i++) {
		const struct journal_field *field = &entry->fields[i];
		const uint8_t *nonce = next_nonce(end);
		size_t len = strlen(field->field);

		if (!len || len > 255)
			BUG("a field's name does not fit into the journal");
		journal_commitment(nonce, entry->seq, field->field, field->before, commitment);
		str_addc(&out->blob, (char)len);
		str_addn(&out->blob, field->field, len);
		str_addn(&out->blob, (const char *)commitment, sizeof(commitment));
		str_addn(&out->nonces, (const char *)nonce, JOURNAL_NONCE);
	}
}

static enum status write_values(struct store *store, const struct journal_entry *entry, const struct str *nonces,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < entry->n_fields; i++) {
		st = store_query(store, &append_value, &stmt, err);
		if (st != ST_OK)
			break;
		stmt_int(stmt, "seq", entry->seq);
		stmt_text(stmt, "field", entry->fields[i].field);
		stmt_blob(stmt, "nonce", nonces->s + i * JOURNAL_NONCE, JOURNAL_NONCE);
		stmt_text(stmt, "before", entry->fields[i].before);
		st = stmt_run(stmt, err);
	}
	return st;
}

static enum status write_entry(struct store *store, const struct journal_entry *entry, const struct str *blob,
	struct err *err)
{
	struct journal_end *end = &store->end;
	bool leads = !entry->merged && str_same(entry->origin, end->desk) && !id_same(entry->change, end->change);
	uint8_t hash[JOURNAL_HASH];
	struct stmt *stmt;
	enum status st = store_query(store, &append_entry, &stmt, err);

	if (st != ST_OK)
		return st;
	journal_hash(end->hash, entry->seq, end->desk, entry, blob->s, blob->len, hash);
	stmt_int(stmt, "seq", entry->seq);
	stmt_text(stmt, "chain", end->desk);
	stmt_id(stmt, "change", entry->change);
	stmt_id(stmt, "undoes", entry->undoes);
	stmt_int(stmt, "clock", entry->clock);
	stmt_text(stmt, "origin", entry->origin);
	stmt_text(stmt, "user", entry->user);
	stmt_text(stmt, "kind", entry->kind);
	stmt_id(stmt, "id", entry->id);
	stmt_int(stmt, "op", entry->op);
	stmt_int(stmt, "leads", leads);
	if (blob->len)
		stmt_blob(stmt, "fields", blob->s, blob->len);
	stmt_blob(stmt, "hash", hash, sizeof(hash));
	st = stmt_run(stmt, err);
	if (st == ST_OK) {
		end->seq = entry->seq;
		end->change = entry->change;
		memcpy(end->hash, hash, sizeof(hash));
	}
	return st;
}

static enum status append(struct store *store, const struct journal_entry *entry, struct err *err)
{
	struct sealed sealed = { STR_INIT, STR_INIT };
	enum status st;

	seal(&store->end, entry, &sealed);
	st = write_entry(store, entry, &sealed.blob, err);
	if (st == ST_OK)
		st = write_values(store, entry, &sealed.nonces, err);
	str_free(&sealed.blob);
	str_wipe(&sealed.nonces);
	return st;
}

enum status journal_append(struct store *store, struct journal_entry *entry, struct err *err)
{
	struct journal_end *end = &store->end;
	enum status st;
	unsigned was;

	if (!store->depth)
		BUG("an entry is appended outside a transaction");
	st = know_end(store, err);
	if (st != ST_OK)
		return st;
	entry->seq = end->seq + 1;
	if (!entry->clock)
		entry->clock = tick(end);
	if (!*entry->origin)
		str_copy(entry->origin, sizeof(entry->origin), end->desk);
	if (entry->clock > end->clock)
		end->clock = entry->clock;
	was = store_enter(store, DOOR_JOURNAL);
	st = append(store, entry, err);
	store_leave(store, was);
	/* The last entry tells the clock at the next opening, unless an earlier one stood higher. */
	if (st == ST_OK && entry->clock < end->clock)
		st = keep_clock(store, err);
	return st;
}
