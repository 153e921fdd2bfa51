/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Bringing a file up to date: numbered migrations, each in a transaction of its
 * own, after a verified copy of the file as it was.  user_version is the number of
 * the last one.
 */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/id.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/rng.h"
#include "base/str.h"
#include "store/inside.h"

/* Letters and digits that nobody mistakes for one another. */
static const char desk_letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";
static const char desk_digits[] = "23456789";

int migrate_latest(void)
{
	int latest = 0;

	for (const struct migration *m = migrations; m->sql; m++)
		latest = m->number;
	return latest;
}

static int put(sqlite3 *db, const char *key, const char *value)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db, "INSERT INTO setting(key, value) VALUES(:key, :value)", -1, &stmt, NULL);

	if (rc == SQLITE_OK) {
		sqlite3_bind_text(stmt, 1, key, -1, SQLITE_STATIC);
		sqlite3_bind_text(stmt, 2, value, -1, SQLITE_STATIC);
		sqlite3_step(stmt);
	}
	return rc == SQLITE_OK ? sqlite3_finalize(stmt) : rc;
}

static int first_settings(sqlite3 *db)
{
	uint8_t key[16];
	char hex[33], desk[3];
	int rc;

	rng_bytes(key, sizeof(key));
	for (size_t i = 0; i < sizeof(key); i++)
		snprintf(hex + 2 * i, 3, "%02x", key[i]);
	desk[0] = desk_letters[rng_below(sizeof(desk_letters) - 1)];
	desk[1] = desk_digits[rng_below(sizeof(desk_digits) - 1)];
	desk[2] = '\0';
	rc = put(db, "format", "1");
	if (rc == SQLITE_OK)
		rc = put(db, SETTING_DESK, desk);
	if (rc == SQLITE_OK)
		rc = put(db, SETTING_DESK_KEY, hex);
	if (rc == SQLITE_OK)
		rc = put(db, SETTING_MUNICIPALITY, "");
	if (rc == SQLITE_OK)
		rc = put(db, SETTING_SORT_LANGUAGE, msg_language());
	return rc;
}

/* The number is the program's own: pragmas cannot be bound. */
static int set_version(sqlite3 *db, int number)
{
	char sql[48];

	snprintf(sql, sizeof(sql), "PRAGMA user_version=%d", number);
	return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

enum status migrate_new(sqlite3 *db, int to, struct err *err)
{
	int rc = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);

	for (const struct migration *m = migrations; rc == SQLITE_OK && m->sql && m->number <= to; m++)
		rc = sqlite3_exec(db, m->sql, NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = first_settings(db);
	if (rc == SQLITE_OK)
		rc = set_version(db, to);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
	return rc == SQLITE_OK ? ST_OK : vault_fail(db, rc, err);
}

static int user_version(sqlite3 *db, int *out)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &stmt, NULL);

	if (rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
		*out = sqlite3_column_int(stmt, 0);
	return rc == SQLITE_OK ? sqlite3_finalize(stmt) : rc;
}

/* FILE.before-NNN, and where that name is taken FILE.before-NNN-2 and on: no earlier copy is ever replaced. */
static char *copy_name(const char *path, int number)
{
	char *name = mem_fmt("%s.before-%03d", path, number);

	for (int n = 2; !access(name, F_OK); n++) {
		free(name);
		name = mem_fmt("%s.before-%03d-%d", path, number, n);
	}
	return name;
}

/* The copy that stands beside the file as it was. */
struct kept_copy { char *path; int64_t made_ms; struct vault_copied copied; };

/* Among the copies that were made, once there is a table of them: whoever is erased later stands in this one too. It is
 * no backup that would silence the reminder: it lies beside the file, and nobody asked for it. */
static void note_copy(sqlite3 *db, const struct kept_copy *kept)
{
	sqlite3_stmt *stmt = NULL;
	struct id id = id_new();

	if (sqlite3_prepare_v2(db, "INSERT INTO backup(id, made, path, bytes, apart, heads, user)"
		" VALUES(:id, :made, :path, :bytes, 0, '', '')", -1, &stmt, NULL) == SQLITE_OK) {
		sqlite3_bind_blob(stmt, 1, id.b, sizeof(id.b), SQLITE_STATIC);
		sqlite3_bind_int64(stmt, 2, kept->made_ms);
		sqlite3_bind_text(stmt, 3, kept->path, -1, SQLITE_STATIC);
		sqlite3_bind_int64(stmt, 4, kept->copied.bytes);
		sqlite3_step(stmt);
	}
	sqlite3_finalize(stmt);
}

static enum status keep_copy(struct store *store, struct kept_copy *kept, int number, struct err *err)
{
	char *name = copy_name(vault_path(store->vault), number);
	enum status st = vault_copy(store->vault, name, NULL, NULL, &kept->copied, err);

	kept->made_ms = clock_now_ms();
	kept->path = st == ST_OK ? mem_str(name) : NULL;
	if (st == ST_OK)
		store->notice = mem_fmt(_("The file was brought up to date for this version of the program. A verified copy "
					  "of it as it was before stands at %s."), name);
	free(name);
	return st;
}

static bool references_hold(sqlite3 *db)
{
	sqlite3_stmt *stmt = NULL;
	bool hold = sqlite3_prepare_v2(db, "PRAGMA foreign_key_check", -1, &stmt, NULL) == SQLITE_OK &&
		sqlite3_step(stmt) == SQLITE_DONE;

	sqlite3_finalize(stmt);
	return hold;
}

/* Within a transaction that holds the write lock: nobody writes between the copy and the change. */
static enum status apply(struct store *store, const struct migration *m, struct kept_copy *kept, struct err *err)
{
	enum status st = ST_OK;
	int rc;

	if (!store->notice && !store->spare)
		st = keep_copy(store, kept, m->number, err);
	if (st != ST_OK)
		return st;
	rc = sqlite3_exec(store->db, m->sql, NULL, NULL, NULL);
	if (rc == SQLITE_OK && !references_hold(store->db))
		rc = SQLITE_CONSTRAINT_FOREIGNKEY;
	if (rc == SQLITE_OK)
		rc = set_version(store->db, m->number);
	return rc == SQLITE_OK ? ST_OK : vault_fail(store->db, rc, err);
}

static enum status next(struct store *store, const struct migration *m, struct kept_copy *kept, struct err *err)
{
	int rc = sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL), version = 0;
	enum status st = ST_OK;

	/* Another program may have been quicker. */
	if (rc == SQLITE_OK)
		rc = user_version(store->db, &version);
	if (rc == SQLITE_OK && version < m->number)
		st = apply(store, m, kept, err);
	if (rc == SQLITE_OK && st == ST_OK)
		rc = sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		st = vault_fail(store->db, rc, err);
	if (!sqlite3_get_autocommit(store->db))
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	return st;
}

enum status migrate_memory(struct store *store, struct err *err)
{
	int rc = user_version(store->db, &store->schema), latest = migrate_latest();

	if (rc == SQLITE_OK && store->schema > latest)
		return err_set(err, ST_NEWER, _("This file was written by a newer version of Foothold. Nothing was changed; "
			"install the newer version and open it again."));
	for (const struct migration *m = migrations; rc == SQLITE_OK && m->sql; m++) {
		if (m->number <= store->schema)
			continue;
		rc = sqlite3_exec(store->db, m->sql, NULL, NULL, NULL);
		if (rc == SQLITE_OK)
			rc = set_version(store->db, m->number);
	}
	store->schema = latest;
	return rc == SQLITE_OK ? ST_OK : vault_fail(store->db, rc, err);
}

enum status migrate_older(struct store *store, struct err *err)
{
	unsigned was = store_enter(store, DOOR_SCHEMA);
	struct kept_copy kept = { .path = NULL };
	enum status st = ST_OK;
	int rc = user_version(store->db, &store->schema), latest = migrate_latest();

	if (rc != SQLITE_OK)
		st = vault_fail(store->db, rc, err);
	else if (store->schema > latest)
		st = err_set(err, ST_NEWER, _("This file was written by a newer version of Foothold. Nothing was changed; "
					      "install the newer version and open it again."));
	else if (store->schema < latest && vault_read_only(store->vault))
		st = err_set(err, ST_IO, _("This file is from an older version of Foothold and has to be brought up to date, "
					   "but it can only be read. Nothing was changed; open it where it can be written."));
	/* Rebuilding a table that others refer to needs the check of references at the end, not in between. */
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
	for (const struct migration *m = migrations; st == ST_OK && m->sql; m++) {
		if (m->number <= store->schema)
			continue;
		st = next(store, m, &kept, err);
		if (st == ST_OK)
			store->schema = m->number;
	}
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	if (st == ST_OK && kept.path)
		note_copy(store->db, &kept);
	free(kept.path);
	store_leave(store, was);
	return st;
}
