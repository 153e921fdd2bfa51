/* SPDX-License-Identifier: EUPL-1.2 */
/* What the parts of the store share among themselves; nobody else includes it. */
#ifndef STORE_INSIDE_H
#define STORE_INSIDE_H

#include <sqlite3.h>

#include "store/journal.h"
#include "store/store.h"

/* Doors that only the store itself opens. */
enum { DOOR_SETTING = 1u << 16, DOOR_JOURNAL = 1u << 17, DOOR_SCHEMA = 1u << 18, DOOR_USERS = 1u << 19,
	DOOR_TRAIL = 1u << 20, DOOR_BACKUP = 1u << 21, DOOR_SEALED = 1u << 22, DOOR_COPY = 1u << 23,
	DOOR_LEDGER = 1u << 24 };

/* erase.c: free space is to be seen to once this transaction is over. */
enum status erase_note_due(struct store *store, struct err *err);

#define STMT_BUCKETS 512
#define JOURNAL_HASH 32
#define JOURNAL_NONCE 16
#define NONCE_STOCK 64

/* The journal's end as this transaction knows it; read anew after every BEGIN and every rollback. */
struct journal_end {
	bool known;
	int64_t seq;
	int64_t clock;
	uint8_t hash[JOURNAL_HASH];
	char desk[8];
	struct id change;            /* of the last entry appended here, to know a change set's first */
	uint8_t nonces[NONCE_STOCK][JOURNAL_NONCE];
	int nonces_left;
};

/* Of a store within another one (sealed.c): its transactions are the other's as well. */
struct store_outer {
	enum status (*begin)(void *ctx, struct err *err);
	enum status (*keep)(void *ctx, struct err *err);     /* before the commit; may refuse */
	void (*drop)(void *ctx);                              /* after a rollback */
	int64_t (*version)(void *ctx);
	void *ctx;
	struct store *store;
	const char *const *shared;
};

struct store {
	struct vault *vault;
	sqlite3 *db;
	char *notice;
	bool spare;                  /* itself a copy: none is kept before it is brought up to date */
	int schema;
	int64_t others;              /* SQLite's number of other connections' commits, as last looked at */
	int depth;                   /* of transactions */
	struct err broken;           /* why this transaction cannot be committed any more; status ST_OK: it can */
	bool rewritten;              /* its pages are being rewritten: whoever is told how far that is must not ask it */
	unsigned doors;              /* open now */
	unsigned needs;              /* doors of the statement being prepared */
	struct stmt *bucket[STMT_BUCKETS];
	sqlite3_stmt *take_back;     /* ROLLBACK, while a transaction is open */
	struct journal_end end;
	struct { store_checking_fn *fn; void *ctx; enum store_checking part; } checking;
	const struct store_outer *outer;    /* NULL: a file of its own */
};

#define SETTING_LOCK "lock.minutes"      /* users.h */

/* stmt.c */
void stmt_free_all(struct store *store);
/* Fills err from SQLite's answer, and notes when it has rolled the transaction back. */
enum status store_fail(struct store *store, int rc, struct err *err);
/* doors.c */
void doors_guard(struct store *store);

/* migrate.c and the table made from schema/migrations/ at build; ends with sql NULL. */
struct migration {
	int number;
	const char *name;
	const char *sql;
};
extern const struct migration migrations[];
int migrate_latest(void);
/* Brings a new file's empty database up to migration `to` and writes the first settings. */
enum status migrate_new(sqlite3 *db, int to, struct err *err);
enum status migrate_older(struct store *store, struct err *err);
/* A database in memory, without a copy before. */
enum status migrate_memory(struct store *store, struct err *err);

/* journal_entry.c: how entries are hashed and values committed to. */
void journal_hash(const uint8_t before[JOURNAL_HASH], int64_t seq, const char *chain, const struct journal_entry *entry,
	const void *fields, size_t fields_len, uint8_t out[JOURNAL_HASH]);
void journal_commitment(const uint8_t nonce[JOURNAL_NONCE], int64_t seq, const char *field, const char *before,
	uint8_t out[JOURNAL_HASH]);
/* Takes the next field off an entry's blob; false at its end, or where it is broken (then *at < end). */
bool journal_next_field(const uint8_t **at, const uint8_t *end, char name[256], const uint8_t **commitment);
/* journal_read.c: the columns of "SELECT " JOURNAL_COLUMNS, without the fields' values. */
#define JOURNAL_COLUMNS "seq, change, undoes, clock, origin, user, kind, id, op, fields, chain, hash"
void journal_columns(struct stmt *stmt, struct journal_entry *entry);

/* Both check and journal tell findings. */
/* One finding with the number of the entry; `format` is a translated constant. Without `found` nothing is told. */
void store_tell(store_found_fn *found, void *ctx, const char *format, int64_t seq);
enum status journal_check(struct store *store, store_found_fn *found, void *ctx, int64_t *entries, struct err *err);

#endif
