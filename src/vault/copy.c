/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A copy of the file as it stands, made page by page while others may go on
 * reading and writing, verified before it takes its name.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "vault/inside.h"

#define PAGES_A_STEP 4096

/* Through a connection of its own: one that has a transaction open cannot be copied from. */
static int copy_pages(const struct vault *vault, sqlite3 *to)
{
	sqlite3 *source = NULL;
	sqlite3_backup *backup;
	int rc = connect_again(&vault->keys, vault->path, SQLITE_OPEN_READONLY, &source);

	if (rc == SQLITE_OK) {
		sqlite3_busy_timeout(source, 10000);
		backup = sqlite3_backup_init(to, "main", source, "main");
		if (backup) {
			while ((rc = sqlite3_backup_step(backup, PAGES_A_STEP)) == SQLITE_OK)
				continue;
			rc = sqlite3_backup_finish(backup);
		} else {
			rc = sqlite3_errcode(to);
		}
	}
	sqlite3_close(source);
	return rc;
}

static enum status verify(sqlite3 *db, struct err *err)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db, "PRAGMA integrity_check(1)", -1, &stmt, NULL);
	bool whole = rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW &&
		str_same((const char *)sqlite3_column_text(stmt, 0), "ok");

	sqlite3_finalize(stmt);
	if (rc != SQLITE_OK)
		return vault_fail(db, rc, err);
	return whole ? ST_OK : vault_fail(db, SQLITE_CORRUPT, err);
}

/* The key slots come along: whoever opens the file opens its copy. */
static int copy_header(const struct vault *vault, int fd)
{
	struct header *h = mem_alloc(sizeof *h);
	int rc = SQLITE_OK;

	for (int copy = 0; rc == SQLITE_OK && copy < 2; copy++) {
		rc = shim_header_read(shim_door_of(vault->db), h->bytes, HEADER_COPY, (sqlite3_int64)copy * HEADER_COPY);
		if (rc == SQLITE_OK && pwrite(fd, h->bytes, HEADER_COPY, (off_t)copy * HEADER_COPY) != HEADER_COPY)
			rc = SQLITE_FULL;
	}
	free(h);
	return rc;
}

static enum status copy_into(const struct vault *vault, const char *temporary, int fd, struct err *err)
{
	sqlite3 *db = NULL;
	int rc = copy_header(vault, fd);
	enum status st;

	if (rc == SQLITE_OK)
		rc = connect_again(&vault->keys, temporary, SQLITE_OPEN_READWRITE, &db);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(db, "PRAGMA journal_mode=OFF; PRAGMA synchronous=FULL", NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = copy_pages(vault, db);
	st = rc == SQLITE_OK ? verify(db, err) : vault_fail(db, rc, err);
	sqlite3_close(db);
	return st;
}

static enum status copy_to(const struct vault *vault, const char *to, struct err *err)
{
	char *temporary = mem_fmt("%s.new-XXXXXX", to);
	int fd = mkostemp(temporary, O_CLOEXEC);      /* exclusive, mode 0600 */
	enum status st;

	if (fd < 0) {
		st = io_error(err, errno, to);
		free(temporary);
		return st;
	}
	st = copy_into(vault, temporary, fd, err);
	close(fd);
	if (st == ST_OK && create_take_name(temporary, to))
		st = io_error(err, errno, to);
	if (st != ST_OK)
		unlink(temporary);
	free(temporary);
	return st;
}

enum status vault_copy(struct vault *vault, const char *to, struct err *err)
{
	char *path = NULL;
	enum status st = place_resolve(to, true, &path, err);

	if (st == ST_OK)
		st = copy_to(vault, path, err);
	free(path);
	return st;
}
