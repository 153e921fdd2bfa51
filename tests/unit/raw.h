/* SPDX-License-Identifier: EUPL-1.2 */
/* What a hand with another program could do: the database in a vault, without store, guard or fence. */
#ifndef TESTS_RAW_H
#define TESTS_RAW_H

#include <stdlib.h>
#include <string.h>

#include "base/secret.h"
#include "vault/keys.h"

static inline sqlite3 *raw_open_as(const char *path, const char *user, const struct secret *passphrase)
{
	struct keys keys = { 0 };
	struct keys_attempt attempt = { user, passphrase, true, &keys, NULL };
	char *full = realpath(path, NULL);
	sqlite3 *db = NULL;
	int rc = full ? shim_start() : SQLITE_CANTOPEN;

	shim_expect(full, keys_unlock, &attempt);
	if (rc == SQLITE_OK)
		rc = sqlite3_open_v2(full, &db, SQLITE_OPEN_READWRITE, SHIM_NAME);
	shim_expect_no_more();
	keys_clear(&keys);
	free(full);
	if (rc == SQLITE_OK)
		return db;
	sqlite3_close(db);
	return NULL;
}

static inline sqlite3 *raw_open(const char *path)
{
	struct secret *passphrase = NULL;
	sqlite3 *db = secret_read(getenv("FOOTHOLD_PASSPHRASE_FILE"), &passphrase, NULL) == ST_OK ?
		raw_open_as(path, NULL, passphrase) : NULL;

	secret_free(passphrase);
	return db;
}

/* In how many of the opened pages of a file that nobody has open these bytes stand; -1: it does not open. */
static inline int raw_finds(const char *path, const char *word)
{
	sqlite3 *db = raw_open(path);
	sqlite3_file *file = NULL;
	sqlite3_int64 size = 0;
	int found = 0;

	if (!db)
		return -1;
	if (sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
		file->pMethods->xFileSize(file, &size) != SQLITE_OK)
		found = -1;
	for (sqlite3_int64 at = 0; found >= 0 && at < size; at += SHIM_PAGE) {
		char page[SHIM_PAGE];

		if (file->pMethods->xRead(file, page, SHIM_PAGE, at) != SQLITE_OK)
			found = -1;
		else
			found += memmem(page, sizeof(page), word, strlen(word)) != NULL;
	}
	sqlite3_close(db);
	return found;
}

#endif
