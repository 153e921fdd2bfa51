/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A file of before there were vaults, sealed once.  Its tables go into a new
 * sealed file row by row, are compared row by row, and only then the sealed file
 * takes the name; the plain one gets a second name that says what to do with it.
 * Whoever opens the name finds one or the other whole at any moment.
 */
#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/secret.h"
#include "base/str.h"
#include "vault/inside.h"
#include "vault/plain_copy.h"

#define KEPT_SUFFIX ".plain-delete-securely"
#define SEALED_SUFFIX ".being-sealed"

struct names {
	char *path;                /* the file's own */
	char *sealed;              /* the sealed one, until it takes that name */
	char *kept;                /* the plain one, from then on */
	struct plain_work work;
};

static enum status in_use(struct err *err)
{
	return err_set(err, ST_BUSY, _("Somebody else has the file open. Nothing was changed; let everybody close it, then try "
		"again."));
}

/* The journal mode changes only for who has the file alone; a log beside it is taken in and goes. */
static enum status be_alone(sqlite3 *db, struct err *err)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db, "PRAGMA journal_mode=DELETE", -1, &stmt, NULL);
	bool alone = rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW &&
		str_same((const char *)sqlite3_column_text(stmt, 0), "delete");

	if (rc == SQLITE_OK)
		rc = sqlite3_finalize(stmt);
	if (rc == SQLITE_BUSY || (rc == SQLITE_OK && !alone))
		return in_use(err);
	return rc == SQLITE_OK ? ST_OK : vault_fail(db, rc, err);
}

static enum status count_pages(sqlite3 *db, int64_t *pages, struct err *err)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db, "PRAGMA page_count", -1, &stmt, NULL);

	if (rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
		*pages = sqlite3_column_int64(stmt, 0);
	if (rc == SQLITE_OK)
		rc = sqlite3_finalize(stmt);
	return rc == SQLITE_OK ? ST_OK : vault_fail(db, rc, err);
}

/* Holds the plain file against every writer until the end. */
static enum status hold(struct names *names, sqlite3 **db, struct err *err)
{
	int rc = sqlite3_open_v2(names->path, db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, "unix");
	enum status st = rc == SQLITE_OK ? be_alone(*db, err) : vault_fail(*db, rc, err);

	if (st == ST_OK)
		st = count_pages(*db, &names->work.pages, err);
	if (st == ST_OK)
		st = plain_is_whole(*db, &names->work, err);
	if (st != ST_OK)
		return st;
	rc = sqlite3_exec(*db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	return rc == SQLITE_OK ? ST_OK : vault_fail(*db, rc, err);
}

static enum status fill(struct sqlite3 *db, void *ctx, struct err *err)
{
	struct names *names = ctx;

	return plain_copy(db, names->path, &names->work, err);
}

bool vault_plain_left(const char *path)
{
	char *kept = mem_fmt("%s" KEPT_SUFFIX, path);
	bool left = access(kept, F_OK) == 0;

	free(kept);
	return left;
}

/* A second name for the plain file, then the sealed one over the first. Where a medium knows no second names there is a
 * moment without either. */
static enum status change_places(const struct names *names, struct err *err)
{
	bool linked = link(names->path, names->kept) == 0;

	if (!linked && (errno == EEXIST || rename(names->path, names->kept)))
		return io_error(err, errno, names->kept);
	if (!rename(names->sealed, names->path)) {
		chmod(names->kept, S_IRUSR | S_IWUSR);  /* best effort: it may have been for others to read */
		return create_sync_folder(names->path) ? io_error(err, errno, names->path) : ST_OK;
	}
	io_error(err, errno, names->path);
	if (linked)
		unlink(names->kept);
	else
		rename(names->kept, names->path);
	return err ? err->status : ST_IO;
}

/* What a try that was interrupted left: sealed, of no use, and as large as the file. Nobody else seals it now. */
static void drop_leftovers(const struct names *names)
{
	char *for_folder = mem_str(names->sealed), *for_name = mem_str(names->sealed);
	const char *folder = dirname(for_folder), *name = basename(for_name);
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		if (!strncmp(entry->d_name, name, strlen(name)))
			unlinkat(dirfd(dir), entry->d_name, 0);
	if (dir)
		closedir(dir);
	free(for_folder);
	free(for_name);
}

static enum status seal(struct names *names, const struct secret *passphrase, struct err *err)
{
	struct vault_options options = { .fill = fill, .fill_ctx = names };
	sqlite3 *held = NULL;
	enum status st = hold(names, &held, err);

	if (st == ST_OK) {
		drop_leftovers(names);
		st = create_file(names->sealed, &options, passphrase, err);
	}
	if (st == ST_OK) {
		st = change_places(names, err);
		if (st != ST_OK)
			unlink(names->sealed);
	}
	sqlite3_close(held);
	return st;
}

static enum status check(const struct names *names, struct err *err)
{
	struct vault_look look;
	struct stat info;
	enum status st = place_check(names->path, err);

	if (st == ST_OK)
		st = vault_look(names->path, &look, err);
	if (st == ST_OK && !look.plain)
		st = err_set(err, ST_INVALID, _("This file is sealed already. Nothing was changed."));
	if (st == ST_OK && !lstat(names->kept, &info))
		st = err_set(err, ST_IO, _("%s stands in the way: it is a plain file of an earlier time. Nothing was changed; delete "
			"it securely, then try again."), names->kept);
	return st;
}

enum status vault_seal_plain(const char *path, const struct secret *passphrase, vault_progress_fn *progress, void *ctx,
	char **kept, struct err *err)
{
	struct names names = { .work = { .progress = progress, .ctx = ctx } };
	enum status st = place_resolve(path, false, &names.path, err);
	int rc = shim_start();

	*kept = NULL;
	if (st == ST_OK && rc != SQLITE_OK)
		st = vault_fail(NULL, rc, err);
	if (st == ST_OK) {
		names.sealed = mem_fmt("%s" SEALED_SUFFIX, names.path);
		names.kept = mem_fmt("%s" KEPT_SUFFIX, names.path);
		st = check(&names, err);
	}
	if (st == ST_OK)
		st = seal(&names, passphrase, err);
	if (st == ST_OK) {
		*kept = names.kept;
		names.kept = NULL;
	}
	free(names.path);
	free(names.sealed);
	free(names.kept);
	return st;
}
