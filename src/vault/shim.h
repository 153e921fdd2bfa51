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

/* The door to an open database's header, through its own handle. */
struct shim_door shim_door_of(sqlite3 *db);

#endif
