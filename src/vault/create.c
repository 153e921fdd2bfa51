/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A new file is whole or not there: made exclusively under a temporary name,
 * readable by its owner alone, filled without a journal beside it, synced, and
 * only then given its name, which never replaces another file.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "vault/inside.h"

#define STRING_OF(x) #x
#define DECIMAL_PRAGMA(name, value) "PRAGMA " name "=" STRING_OF(value) ";"

static int sync_path(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC), failed, kept;

	if (fd < 0)
		return -1;
	failed = fsync(fd);
	kept = errno;
	close(fd);
	errno = kept;
	/* Some file systems know no sync of a folder. */
	return failed && errno == EINVAL && (flags & O_DIRECTORY) ? 0 : failed;
}

int create_sync_folder(const char *name)
{
	char *copy = mem_str(name);
	int failed = sync_path(dirname(copy), O_RDONLY | O_DIRECTORY);

	free(copy);
	return failed;
}

/* FAT and exFAT know no links, and some of their drivers no renaming with conditions: looked at and renamed, one after
 * the other. */
static int name_without_links(const char *temporary, const char *name)
{
	if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS)
		return -1;
	if (!access(name, F_OK)) {
		errno = EEXIST;
		return -1;
	}
	return rename(temporary, name);
}

int create_take_name(const char *temporary, const char *name)
{
	int failed = sync_path(temporary, O_RDONLY);

	if (!failed)
		failed = renameat2(AT_FDCWD, temporary, AT_FDCWD, name, RENAME_NOREPLACE);
	if (failed && (errno == EINVAL || errno == ENOSYS)) {
		failed = link(temporary, name);
		if (!failed)
			unlink(temporary);
		else
			failed = name_without_links(temporary, name);
	}
	return failed ? failed : create_sync_folder(name);
}

/* Both copies of the header, before SQLite's byte 0. */
static enum status write_header(int fd, const char *path, const struct header *h, struct err *err)
{
	for (int copy = 0; copy < 2; copy++)
		if (pwrite(fd, h->bytes, HEADER_COPY, (off_t)copy * HEADER_COPY) != HEADER_COPY)
			return io_error(err, errno ? errno : ENOSPC, path);
	return ST_OK;
}

static enum status fill(const char *temporary, const struct vault_options *options, const struct keys *keys,
	struct err *err)
{
	sqlite3 *db = NULL;
	int rc = connect_again(keys, temporary, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI, &db);
	enum status st = ST_OK;

	if (rc == SQLITE_OK)
		rc = sqlite3_exec(db,
			"PRAGMA journal_mode=OFF; PRAGMA synchronous=FULL; PRAGMA temp_store=FILE;"
			DECIMAL_PRAGMA("application_id", VAULT_APPLICATION_ID), NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		st = vault_fail(db, rc, err);
	else if (options->fill)
		st = options->fill(db, options->fill_ctx, err);
	/* Now: a vault that is open elsewhere has no rollback journal to make the change with. */
	if (st == ST_OK && (rc = sqlite3_exec(db, "PRAGMA journal_mode=WAL", NULL, NULL, NULL)) != SQLITE_OK)
		st = vault_fail(db, rc, err);
	rc = sqlite3_close(db);
	if (st == ST_OK && rc != SQLITE_OK)
		st = vault_fail(NULL, rc, err);
	return st;
}

enum status create_with(const char *path, const struct header *h, const struct vault_options *options,
	const struct keys *keys, struct err *err)
{
	char *temporary = mem_fmt("%s.new-XXXXXX", path);
	int fd = mkostemp(temporary, O_CLOEXEC);      /* exclusive, mode 0600 */
	enum status st;

	if (fd < 0) {
		st = io_error(err, errno, path);
		free(temporary);
		return st;
	}
	st = write_header(fd, path, h, err);
	close(fd);
	if (st == ST_OK)
		st = fill(temporary, options, keys, err);
	if (st == ST_OK && create_take_name(temporary, path))
		st = errno == EEXIST ? err_set(err, ST_IO,
				_("%s exists already. Nothing was changed; choose another name for the new file."), path)
			: io_error(err, errno, path);
	if (st != ST_OK)
		unlink(temporary);
	free(temporary);
	return st;
}

enum status create_file(const char *path, const struct vault_options *options, const struct secret *passphrase,
	struct err *err)
{
	struct header *h = mem_alloc(sizeof *h);
	struct keys keys = { 0 };
	enum status st = keys_new(h, vault_new_cost(), options->names ? options->user : "", passphrase, &keys, err);

	if (st == ST_OK && options->demo) {
		header_set_demo(h, true);
		header_seal(h, secret_bytes(keys.data_key));
	}
	if (st == ST_OK)
		st = create_with(path, h, options, &keys, err);
	keys_clear(&keys);
	free(h);
	return st;
}
