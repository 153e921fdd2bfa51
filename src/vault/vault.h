/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The one place that opens a Foothold file.  Above this line nobody knows how it
 * stands on disk.  Settings made here: WAL, synchronous=FULL, foreign keys,
 * secure_delete, no mmap, busy time-out, temp_store=FILE, the authorizer.
 */
#ifndef VAULT_VAULT_H
#define VAULT_VAULT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct secret;
struct sqlite3;
struct vault;

/* Writes the first content of a new file; the file takes its name only when this gave ST_OK. */
typedef enum status vault_fill_fn(struct sqlite3 *db, void *ctx, struct err *err);

/* Asks a person for the passphrase of this user; `fresh`: a new one, typed twice. */
typedef enum status vault_ask_fn(void *ctx, const char *user, bool fresh, struct secret **out, struct err *err);

struct vault_options {
	const char *path;
	const char *user;             /* whose key slot; NULL: of nobody by name */
	const char *passphrase_file;  /* path or "fd:N"; NULL: as FOOTHOLD_PASSPHRASE_FILE says */
	vault_ask_fn *ask;            /* without a passphrase file; NULL: nobody can be asked */
	void *ask_ctx;
	bool create;                  /* must not exist yet; else must exist */
	bool read_only;
	int cache_kib;                /* 0: 8192 */
	vault_fill_fn *fill;          /* with create; set by store/ */
	void *fill_ctx;
};

/* ST_NOTFOUND, ST_IO, ST_CORRUPT (not one of ours), ST_BUSY; the file is untouched then. */
enum status vault_open(const struct vault_options *options, struct vault **out, struct err *err);
void vault_close(struct vault *vault);              /* NULL is fine */
struct sqlite3 *vault_db(struct vault *vault);      /* borrowed; for store/ only */
const char *vault_path(const struct vault *vault);  /* absolute, symbolic links resolved */
/* Also when the file, its folder or its medium cannot be written. */
bool vault_read_only(const struct vault *vault);
int vault_slot(const struct vault *vault);          /* number of the key slot that opened it */

/* Asked for every write (table: its name; any change of the schema: "sqlite_schema") while a statement is
 * prepared; false refuses the statement. Temporary tables are free. Until a guard stands all is allowed. */
enum vault_write { VAULT_INSERT, VAULT_UPDATE, VAULT_DELETE, VAULT_SCHEMA };
typedef bool vault_guard_fn(void *ctx, enum vault_write what, const char *table);
void vault_guard(struct vault *vault, vault_guard_fn *guard, void *ctx);

/* Whether a commit waits until the medium has it (it does from the start). Without waiting a commit still outlives the
 * program, and a power cut takes back the last ones whole; the next one that waits makes all before it durable. Does
 * nothing within a transaction. */
void vault_wait_for_disk(struct vault *vault, bool wait);

/* How far a long work is, in pages; false: the person asked to stop. */
typedef bool vault_progress_fn(void *ctx, int64_t done, int64_t total);

struct vault_copied {
	int64_t bytes;
	bool apart;             /* on another disk than the file itself */
};
/* Copies the file as it stands at one moment to a new file (mode 0600) while others go on, key slots included; checks
 * its structure, then drops what the system remembers of it and reads every page back from the medium. Only then it
 * takes its name; `to` must not exist. `progress` and `copied` may be NULL. ST_FULL before anything is written, where
 * the room can be seen to be too small; ST_CANCELLED. On failure nothing is left at `to`. */
enum status vault_copy(struct vault *vault, const char *to, vault_progress_fn *progress, void *ctx,
	struct vault_copied *copied, struct err *err);
/* The file at `path` is this vault or a copy of it, by the file id in its header. */
bool vault_is_copy(const struct vault *vault, const char *path);
/* Gives a whole file made under another name its own, never replacing one that is there. */
enum status vault_take_name(const char *from, const char *to, struct err *err);

/* Gives the passphrase's slot, or the recovery code's, new contents; the data key stays. The caller holds the write
 * lock. ST_IO: the slots stand as they were. */
enum status vault_new_passphrase(struct vault *vault, const struct secret *fresh, struct err *err);
enum status vault_new_recovery(struct vault *vault, const struct secret *code, struct err *err);

/* A sentence for what SQLite answered; the status that goes with it. rc may be a basic or an extended code. */
enum status vault_fail(struct sqlite3 *db, int rc, struct err *err);

#endif
