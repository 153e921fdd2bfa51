/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The database in memory.  Small pages, for a table of its hundred takes one at
 * least.  Shared tables are views over the town's file, attached to read only:
 * SQLite looks among the temporary names first.
 */
#include "config.h"

#include "vault/memory.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/secret.h"
#include "base/str.h"
#include "vault/inside.h"

#define BUSY_MS 10000

/* Files of this kind have no references to tables elsewhere: the doors judge what is referred to. */
static const char settings[] = "PRAGMA page_size=512; PRAGMA foreign_keys=OFF; PRAGMA secure_delete=ON;"
	" PRAGMA trusted_schema=OFF; PRAGMA temp_store=FILE; PRAGMA cache_size=-8192; SELECT 1 FROM json_each('[]')";

static int open_memory(sqlite3 **out)
{
	int rc = shim_start();

	if (rc == SQLITE_OK)
		rc = sqlite3_open_v2(":memory:", out, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI |
			SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE, SHIM_NAME);
	/* The town's file may be held for a moment by whoever opens or closes it. */
	if (rc == SQLITE_OK)
		rc = sqlite3_busy_timeout(*out, BUSY_MS);
	return rc == SQLITE_OK ? sqlite3_exec(*out, settings, NULL, NULL, NULL) : rc;
}

enum status vault_memory(struct vault *town, struct vault **out, struct err *err)
{
	struct vault *vault = mem_alloc(sizeof(*vault));
	int rc = open_memory(&vault->db);

	vault->path = mem_str(town->path);
	vault->read_only = town->read_only;
	if (rc != SQLITE_OK) {
		enum status st = vault_fail(vault->db, rc, err);

		vault_close(vault);
		return st;
	}
	*out = vault;
	return ST_OK;
}

enum status vault_image(struct vault *memory, void **image, size_t *len, struct err *err)
{
	sqlite3_int64 size = 0;

	*image = sqlite3_serialize(memory->db, "main", &size, 0);
	*len = (size_t)size;
	return *image ? ST_OK : vault_fail(memory->db, SQLITE_NOMEM, err);
}

void vault_image_free(void *image, size_t len)
{
	if (image)
		sodium_memzero(image, len);
	sqlite3_free(image);
}

/* As a copy of pages, which SQLite knows to do under statements that stand prepared. */
static int copy_pages(sqlite3 *to, sqlite3 *from)
{
	sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");

	if (!backup)
		return sqlite3_extended_errcode(to);
	sqlite3_backup_step(backup, -1);
	return sqlite3_backup_finish(backup);
}

enum status vault_memory_load(struct vault *memory, const void *image, size_t len, struct err *err)
{
	sqlite3 *db = NULL;
	int rc = open_memory(&db);

	/* Not written to: SQLite only takes it for one that may be because it says not. */
	if (rc == SQLITE_OK)
		rc = sqlite3_deserialize(db, "main", (unsigned char *)(uintptr_t)image, (sqlite3_int64)len,
			(sqlite3_int64)len, SQLITE_DESERIALIZE_READONLY);
	if (rc == SQLITE_OK)
		rc = copy_pages(memory->db, db);
	sqlite3_close(db);
	return rc == SQLITE_OK ? ST_OK : vault_fail(memory->db, rc, err);
}

static int known_key(void *ctx, struct shim_door door, uint8_t data_key[CIPHER_KEY])
{
	const struct keys *keys = ctx;

	(void)door;
	memcpy(data_key, secret_bytes(keys->data_key), CIPHER_KEY);
	return SQLITE_OK;
}

static int attach(struct vault *memory, struct vault *town)
{
	char *uri = place_uri(town->path, "mode=ro");
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(memory->db, "ATTACH ?1 AS town", -1, &stmt, NULL);

	if (rc == SQLITE_OK) {
		sqlite3_bind_text(stmt, 1, uri, -1, SQLITE_STATIC);
		shim_expect(town->path, known_key, &town->keys);
		sqlite3_step(stmt);
		shim_expect_no_more();
		rc = sqlite3_finalize(stmt);
	}
	free(uri);
	return rc;
}

enum status vault_memory_share(struct vault *memory, struct vault *town, const char *const *tables, struct err *err)
{
	int rc = attach(memory, town);

	for (int i = 0; rc == SQLITE_OK && tables[i]; i++) {
		char *sql = mem_fmt("CREATE TEMP VIEW \"%s\" AS SELECT * FROM town.\"%s\"", tables[i], tables[i]);

		rc = sqlite3_exec(memory->db, sql, NULL, NULL, NULL);
		free(sql);
	}
	if (rc != SQLITE_OK)
		return vault_fail(memory->db, rc, err);
	fence_raise(memory);
	return ST_OK;
}
