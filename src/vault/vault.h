/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The one place that opens a Foothold file.  Above this line nobody knows how it
 * stands on disk.  Settings made here: WAL, synchronous=FULL, foreign keys,
 * secure_delete, no mmap, busy time-out, temp_store=FILE, the authorizer.
 */
#ifndef VAULT_VAULT_H
#define VAULT_VAULT_H

#include <stdbool.h>
#include <stddef.h>
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
	bool names;                   /* with create: names are asked from the start, and `user` is the first one's */
	bool demo;                    /* with create: everybody may know this passphrase, until it is changed */
	bool read_only;
	bool still;                   /* with read_only: a copy that nobody writes to; read without a log or lock beside it,
	                               * so that its medium may be full */
	bool spare;                   /* for store/: itself a copy just made, so that none is kept when it is brought up to date */
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
/* The file at `path` is a copy of this vault, by the file id in its header; the vault itself, by whatever name, is none. */
bool vault_is_copy(const struct vault *vault, const char *path);
/* Gives a whole file made under another name its own, never replacing one that is there. */
enum status vault_take_name(const char *from, const char *to, struct err *err);

/* What a file tells before it is opened, without a passphrase. ST_NOTFOUND, ST_IO, ST_CORRUPT (not one of ours),
 * ST_NEWER. */
struct vault_look {
	bool plain;                   /* a file of before there were vaults: not sealed at all; the rest is zero */
	uint32_t format;
	bool names;                   /* a user's name is asked together with the passphrase */
	bool demo;                    /* a demonstration, under the passphrase that everybody may know */
	unsigned wait;                /* seconds until the next try is listened to */
};
enum status vault_look(const char *path, struct vault_look *out, struct err *err);

/* Seals a file of before there were vaults: a new file with one user is made beside it, filled and compared row by row,
 * and takes its name. The plain one stands at *kept (yours to free) from then on, for its owner to delete securely. Nobody
 * else may have it open. On any error the plain file stands where it was. */
enum status vault_seal_plain(const char *path, const struct secret *passphrase, vault_progress_fn *progress, void *ctx,
	char **kept, struct err *err);
/* Whether the plain file of before still lies beside this one. */
bool vault_plain_left(const char *path);

/* Key slots. Each user has one with a personal key pair (X25519), and may have a second one, for a recovery code, with
 * the same pair. Which slots are in use stands in the users' table: `taken` has VAULT_SLOTS of them. Whoever changes
 * slots holds the write lock (a write transaction); the slots are not part of that transaction: they change at once,
 * in both copies of the header. On an error the slots stand as they were, unless the disk takes nothing any more: then
 * `err` says that it is not known. */
#define VAULT_SLOTS 224
#define VAULT_KEY 32              /* bytes of a public key */
#define VAULT_BOX_EXTRA 48        /* bytes that a box is longer than what is in it (crypto_box_SEALBYTES) */
int vault_slot(const struct vault *vault);          /* number of the key slot that opened the file */
/* Whether names were asked when the file was opened, and whether the one that was given is proved by the slot: a recovery
 * code opens whatever the name. */
bool vault_asked_names(const struct vault *vault);
bool vault_name_proved(const struct vault *vault);
/* A slot for another user. `name` as the user will type it (case and accents do not count). */
enum status vault_slot_give(struct vault *vault, const char *name, const struct secret *passphrase, const bool *taken,
	int *slot, uint8_t public_key[VAULT_KEY], struct err *err);
/* Another passphrase for the one who is logged in; the personal key stays. With a name, names are asked at log-in from
 * now on; with "" they are not (a file with one user). A file of format 1 becomes one of format 2: its recovery code no
 * longer opens it, and a new one is to be made. */
enum status vault_slot_renew(struct vault *vault, int slot, const char *name, const struct secret *passphrase,
	struct err *err);
/* Another slot for the one who is logged in, with another personal key: somebody else knew the passphrase of the slot of
 * before, which is the caller's to take away. What was sealed to the key of before opens for nobody any more. */
enum status vault_slot_anew(struct vault *vault, const char *name, const struct secret *passphrase, const bool *taken,
	int *slot, struct err *err);
/* A second slot for the one who is logged in. A recovery code as this program prints them opens whatever the name. */
enum status vault_slot_second(struct vault *vault, const char *name, const struct secret *code, const bool *taken,
	int *slot, struct err *err);
enum status vault_slot_take_away(struct vault *vault, int slot, struct err *err);
enum status vault_ask_names(struct vault *vault, bool asked, struct err *err);
/* For a file with one user: the first slot, and the second one for the recovery code. */
enum status vault_new_passphrase(struct vault *vault, const struct secret *fresh, struct err *err);
enum status vault_new_recovery(struct vault *vault, const struct secret *code, struct err *err);

/* The personal key pair of the one who is logged in. All zero in a file of format 1. */
void vault_public_key(const struct vault *vault, uint8_t out[VAULT_KEY]);
/* Opens a crypto_box_seal made to that key; out: len - VAULT_BOX_EXTRA bytes. ST_DENIED: it is for somebody else, or
 * was changed. */
enum status vault_unbox(const struct vault *vault, const void *box, size_t len, void *out, struct err *err);

/* A new data key, with boxes for these slots alone, and every page sealed anew: what somebody kept of the file's key, or
 * of a slot, opens nothing that is written from then on. Nobody else may have the file open, and no transaction be under
 * way. Takes room for one more copy of the file beside it, and one among the temporary files, for as long as it runs.
 * Interrupted at any point the file opens as ever, for the holders alone, and vault_rotation_pending() is true until
 * somebody finishes the work; a rotation that is pending is finished before a new one begins. ST_BUSY, ST_FULL,
 * ST_CANCELLED (by progress), ST_INVALID (a holder without a key).
 * `progress` is called from within writes of SQLite's: it must not use this vault's connection, or the file is lost. */
struct vault_key_holder {
	int slot;                     /* a user's passphrase slot or recovery slot, each in a row of its own */
	uint8_t public_key[VAULT_KEY];
};
enum status vault_rotate(struct vault *vault, const struct vault_key_holder *holders, int n,
	vault_progress_fn *progress, void *ctx, struct err *err);
bool vault_rotation_pending(const struct vault *vault);
enum status vault_rotate_finish(struct vault *vault, vault_progress_fn *progress, void *ctx, struct err *err);
/* Reads every page from the medium. *bad: how many no key opens. ST_CANCELLED. */
enum status vault_verify_pages(struct vault *vault, vault_progress_fn *progress, void *ctx, int64_t *bad,
	struct err *err);

/* After a deletion that must leave nothing behind, outside of transactions: empties the log and sees that the file's
 * free space holds nothing; reads the whole file. ST_BUSY: others have it open, and the log keeps old pages until it is
 * emptied; without patience that is said at once. */
enum status vault_scrub(struct vault *vault, bool patient, struct err *err);

/* A sentence for what SQLite answered; the status that goes with it. rc may be a basic or an extended code. */
enum status vault_fail(struct sqlite3 *db, int rc, struct err *err);

#endif
