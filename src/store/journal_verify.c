/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Walking the chain from its beginning: every hash made anew, every value that
 * stands compared with its commitment.  A value that is gone was erased, which the
 * chain outlives; a value without a commitment never belonged there.
 */
#include "config.h"

#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "store/inside.h"

QUERY(all_entries, "journal.verify", QUERY_BATCH, "SELECT " JOURNAL_COLUMNS " FROM journal ORDER BY seq");
QUERY(all_values, "journal.verify_values", QUERY_BATCH,
	"SELECT seq, field, nonce, before FROM journal_value ORDER BY seq, field");

struct walk {
	struct store *store;
	store_found_fn *found;
	void *ctx;
	struct stmt *entries, *values;
	enum status value;             /* ST_OK: `values` stands on a row */
	uint8_t hash[JOURNAL_HASH];
	int64_t seq, count, wrong;
};

static void tell(struct walk *walk, const char *format, int64_t seq)
{
	walk->wrong++;
	store_tell(walk->found, walk->ctx, format, seq);
}

/* A damaged file may hold NULL where none can stand. */
static const char *text(struct stmt *stmt, int column)
{
	const char *s = stmt_get_text(stmt, column);

	return s ? s : "";
}

static bool committed(const uint8_t *blob, size_t len, const char *field, const uint8_t commitment[JOURNAL_HASH])
{
	const uint8_t *at = blob, *end = blob ? blob + len : NULL, *stored;
	char name[256];

	while (blob && journal_next_field(&at, end, name, &stored))
		if (str_same(name, field))
			return !memcmp(stored, commitment, JOURNAL_HASH);
	return false;
}

/* Values up to and including those of `seq`; blob NULL: none may be there. */
static enum status check_values(struct walk *walk, int64_t seq, const uint8_t *blob, size_t len, struct err *err)
{
	uint8_t commitment[JOURNAL_HASH];

	while (walk->value == ST_OK && stmt_get_int(walk->values, 0) <= seq) {
		int64_t of = stmt_get_int(walk->values, 0);
		const char *field = text(walk->values, 1);
		size_t nonce_len;
		const void *nonce = stmt_get_blob(walk->values, 2, &nonce_len);
		bool good = of == seq && nonce && nonce_len == JOURNAL_NONCE;

		if (good) {
			journal_commitment(nonce, of, field, stmt_get_text(walk->values, 3), commitment);
			good = committed(blob, len, field, commitment);
		}
		if (!good)
			tell(walk, _("A former value that belongs to entry %lld of the journal is not the one that was "
				     "recorded."), of);
		walk->value = stmt_step(walk->values, err);
	}
	return walk->value == ST_DONE ? ST_OK : walk->value;
}

static enum status check_entry(struct walk *walk, struct err *err)
{
	struct journal_entry entry;
	uint8_t hash[JOURNAL_HASH];
	size_t len, hash_len;
	const void *blob = stmt_get_blob(walk->entries, 9, &len);
	const void *stored = stmt_get_blob(walk->entries, 11, &hash_len);

	journal_columns(walk->entries, &entry);
	if (entry.seq != walk->seq + 1)
		tell(walk, _("Entries before entry %lld of the journal are missing."), entry.seq);
	journal_hash(walk->hash, entry.seq, text(walk->entries, 10), &entry, blob, len, hash);
	if (!stored || hash_len != sizeof(hash) || memcmp(stored, hash, sizeof(hash)))
		tell(walk, _("Entry %lld of the journal was changed after it was written, or one before it."), entry.seq);
	/* What follows is judged on what stands, so that one break is told once. */
	memset(walk->hash, 0, sizeof(walk->hash));
	if (stored && hash_len == sizeof(walk->hash))
		memcpy(walk->hash, stored, sizeof(walk->hash));
	walk->seq = entry.seq;
	walk->count++;
	return check_values(walk, entry.seq, blob, len, err);
}

enum status journal_check(struct store *store, store_found_fn *found, void *ctx, int64_t *entries, struct err *err)
{
	struct walk walk = { .store = store, .found = found, .ctx = ctx };
	enum status st = store_query(store, &all_entries, &walk.entries, err);

	if (st == ST_OK)
		st = store_query(store, &all_values, &walk.values, err);
	if (st != ST_OK)
		return st;
	walk.value = stmt_step(walk.values, err);
	st = walk.value == ST_DONE ? ST_OK : walk.value;
	while (st == ST_OK && (st = stmt_step(walk.entries, err)) == ST_OK)
		st = check_entry(&walk, err);
	if (st == ST_DONE)
		st = check_values(&walk, INT64_MAX, NULL, 0, err);
	stmt_reset(walk.entries);
	stmt_reset(walk.values);
	if (entries)
		*entries = walk.count;
	if (st == ST_OK && walk.wrong)
		return ST_CORRUPT;
	return st;
}

/* Keeps the first finding. */
static void first(void *ctx, const char *what)
{
	struct err *err = ctx;

	if (err->status == ST_OK)
		err_set(err, ST_CORRUPT, "%s", what);
}

enum status journal_verify(struct store *store, int64_t *entries, struct err *err)
{
	struct err found, failed;
	enum status st;

	err_clear(&found);
	err_clear(&failed);
	st = journal_check(store, first, &found, entries, &failed);
	if (err && st != ST_OK)
		*err = found.status != ST_OK ? found : failed;
	return st;
}
