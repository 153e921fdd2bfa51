/* SPDX-License-Identifier: EUPL-1.2 */
/* The content of a plain database, copied into the one that is open and compared; no virtual tables. */
#ifndef VAULT_PLAIN_COPY_H
#define VAULT_PLAIN_COPY_H

#include "base/err.h"

struct sqlite3;

/* `db` is empty; `path` is absolute, and nobody writes to it meanwhile. */
enum status plain_copy(struct sqlite3 *db, const char *path, struct err *err);
/* ST_CORRUPT when SQLite finds fault with it. */
enum status plain_is_whole(struct sqlite3 *db, struct err *err);

#endif
