/* SPDX-License-Identifier: EUPL-1.2 */
/* The content of a plain database, copied into the one that is open and compared; no virtual tables. */
#ifndef VAULT_PLAIN_COPY_H
#define VAULT_PLAIN_COPY_H

#include "base/err.h"
#include "vault/vault.h"

struct sqlite3;

/* How far it is. Looking the plain file through, copying, comparing and looking through what was made count alike. */
struct plain_work {
	vault_progress_fn *progress;   /* NULL: nobody is told */
	void *ctx;
	int64_t pages;                 /* of the plain file */
	int64_t done, limit;           /* of PLAIN_ROUNDS * pages; up to `limit` in this round */
	int64_t rows;                  /* copied */
};
#define PLAIN_ROUNDS 4

/* `db` is empty; `path` is absolute, and nobody writes to it meanwhile. ST_CANCELLED. */
enum status plain_copy(struct sqlite3 *db, const char *path, struct plain_work *work, struct err *err);
/* ST_CORRUPT when SQLite finds fault with it. */
enum status plain_is_whole(struct sqlite3 *db, struct plain_work *work, struct err *err);

#endif
