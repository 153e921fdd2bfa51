/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The shim: an SQLite VFS that seals everything on its way to the medium and
 * stands over the system's own.  It is the default VFS, so that temporary files
 * pass it as well.  WAL only: no rollback journal is ever opened.
 *
 * The main file:   the vault's header, SHIM_HEADER bytes, then page n at
 *                  SHIM_HEADER + (n - 1) * 4096: 4056 sealed bytes, nonce, tag.
 * The WAL:         header 32 -> 72, frame header 24 -> 64 bytes (nonce and tag
 *                  behind each), the frame's page sealed in place.
 * Temporary files: blocks of 4096 + 40 under a random key that dies with the handle.
 *
 * What it does not hide: sizes of files, and -shm, which maps frames to pages.
 * How to verify it: tests/unit/vault/ and tests/fault/ (vault_*).
 */
#ifndef VAULT_SHIM_H
#define VAULT_SHIM_H

#include <stdbool.h>

#include <sqlite3.h>
#include <stdbool.h>

#include "vault/cipher.h"

#define SHIM_NAME "foothold"
#define SHIM_PAGE 4096
#define SHIM_HEADER 65536          /* bytes of the vault's own header before SQLite's byte 0 */

/* Reads and writes the vault's header through a handle that is already open: POSIX drops all of a process's locks on
 * a file when any other handle of it closes. SQLITE_OK or SQLITE_IOERR_*. */
struct shim_door {
	sqlite3_file *real;
};
int shim_header_read(struct shim_door door, void *bytes, int len, sqlite3_int64 offset);
int shim_header_write(struct shim_door door, const void *bytes, int len, sqlite3_int64 offset);
int shim_header_sync(struct shim_door door);
/* Whether anything stands behind the header. */
bool shim_has_pages(struct shim_door door);

/* Opens the lock: called in xOpen with the header in reach. Fills data_key and returns SQLITE_OK, or returns
 * SQLITE_NOTADB (no slot opens, or no vault at all) and SQLite goes no further. */
typedef int shim_unlock(void *ctx, struct shim_door door, uint8_t data_key[CIPHER_KEY]);

/* Registers the VFS as the default one; harmless when called again. */
int shim_start(void);

/* Lets the next sqlite3_open_v2() of this absolute path unlock by `unlock`. Calls do not overlap in one thread. */
void shim_expect(const char *path, shim_unlock *unlock, void *ctx);
void shim_expect_no_more(void);

/* For the unlocking function to call, when there is more to say than one key: pages may also be sealed with `previous`
 * (NULL: they are not), and this data key is the one of that number. Before SQLite touches what stands behind the
 * header `recheck` is asked whether the number still holds: somebody may have changed the key after the slot was
 * opened, and a log read with a key of before looks empty. Not SQLITE_OK: SQLite goes no further. */
typedef int shim_recheck(struct shim_door door, uint32_t key_number);
void shim_also(const uint8_t *previous, shim_recheck *recheck, uint32_t key_number);

/* The door to an open database's header, through its own handle. */
struct shim_door shim_door_of(sqlite3 *db);

/* Changing the data key of an open database. Its log must be empty: only pages are read by either key. */
void shim_next_key(sqlite3 *db, const uint8_t *data_key);
void shim_previous_done(sqlite3 *db);
/* Whether no other connection has the database open; none can open it then, until shim_not_alone(). */
bool shim_alone(sqlite3 *db);
void shim_not_alone(sqlite3 *db);
/* Reads page `number` (from 1) from the medium, past all caches and the log: SQLITE_OK when the present key opens it (or
 * that of before, when `either`), SQLITE_IOERR_DATA, SQLITE_IOERR_SHORT_READ at the end. */
int shim_page_test(sqlite3 *db, sqlite3_int64 number, bool either);
/* Calls `watch` for every page that this thread writes to whatever file; false stops with SQLITE_INTERRUPT. */
typedef bool shim_watch_fn(void *ctx);
void shim_watch(shim_watch_fn *watch, void *ctx);

#endif
