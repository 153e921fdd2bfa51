/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The one place that opens a Foothold file.  Above this line nobody knows how it
 * stands on disk.  Settings made here: WAL, synchronous=FULL, foreign keys,
 * secure_delete, no mmap, busy time-out, temp_store=FILE, the authorizer.
 */
#ifndef VAULT_VAULT_H
#define VAULT_VAULT_H

#include <stdbool.h>

#include "base/err.h"

struct sqlite3;
struct vault;

struct vault_options {
	const char *path;
	const char *passphrase_file;  /* path or "fd:N"; NULL: none given */
	bool create;                  /* must not exist yet; else must exist */
	bool read_only;
	int cache_kib;                /* 0: 8192 */
};

/* ST_NOTFOUND, ST_IO, ST_CORRUPT (not one of ours), ST_BUSY; the file is untouched then. */
enum status vault_open(const struct vault_options *options, struct vault **out, struct err *err);
void vault_close(struct vault *vault);              /* NULL is fine */
struct sqlite3 *vault_db(struct vault *vault);      /* borrowed; for store/ only */
const char *vault_path(const struct vault *vault);

#endif
