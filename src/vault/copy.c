/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A copy of the file as it stands, made page by page while others may go on
 * reading and writing, and read back from its medium before it takes its name.
 * See copy_read.c for the reading back.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "vault/copy.h"

#define PAGES_A_STEP 512
#define CHECK_EVERY 200000       /* of SQLite's steps, between two looks at whether to stop */
#define SPARE (1 << 20)          /* room that a medium should have beyond the copy itself */
#define FAT_MAGIC 0x4d44
#define FAT_MOST 4294967295LL

struct source { sqlite3 *db; int64_t pages; };

bool copy_told(const struct copy *copy, int64_t done)
{
	return !copy->progress || copy->progress(copy->ctx, done, COPY_ROUNDS * copy->pages);
}

enum status copy_stopped(struct err *err)
{
	return err_set(err, ST_CANCELLED, _("Stopped as you asked. No copy was made, and earlier ones stand as they were."));
}

static int count_pages(sqlite3 *db, int64_t *pages)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db, "PRAGMA page_count", -1, &stmt, NULL);

	if (rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
		*pages = sqlite3_column_int64(stmt, 0);
	return rc == SQLITE_OK ? sqlite3_finalize(stmt) : rc;
}

/* A connection of its own, since one that has a transaction open cannot be copied from; and within a transaction that
 * only reads, so that what others save meanwhile does not make the copy begin anew. */
static enum status open_source(const struct vault *vault, struct source *source, struct err *err)
{
	int rc = connect_again(&vault->keys, vault->path, SQLITE_OPEN_READONLY | (vault->still ? OPEN_STILL : 0), &source->db);

	if (rc == SQLITE_OK)
		rc = sqlite3_busy_timeout(source->db, 10000);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(source->db, "BEGIN; SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = count_pages(source->db, &source->pages);
	return rc == SQLITE_OK ? ST_OK : vault_fail(source->db, rc, err);
}

/* What went wrong with the copy; what is wrong with the file itself says vault_fail(). */
static enum status failed(sqlite3 *to, int rc, const struct copy *copy, struct err *err)
{
	enum status st = vault_fail(to, rc, err);

	if (st == ST_FULL)
		return err_set(err, ST_FULL, _("There is no room left for the copy at “%s”. The file itself is as it was, and "
			"nothing half is left; make room or choose another medium."), copy->to);
	if (st == ST_CORRUPT)
		return err_set(err, ST_CORRUPT, _("The file is damaged and was not copied: a copy would be damaged as well. "
			"Nothing was changed and earlier copies stand. “foothold check” shows what is affected."));
	if (st == ST_IO)
		return copy_unreadable(copy, err);
	return st;
}

static enum status copy_pages(struct copy *copy, sqlite3 *source, sqlite3 *to, struct err *err)
{
	sqlite3_backup *backup = sqlite3_backup_init(to, "main", source, "main");
	bool go_on = true;
	int rc;

	if (!backup)
		return failed(to, sqlite3_errcode(to), copy, err);
	while (go_on && (rc = sqlite3_backup_step(backup, PAGES_A_STEP)) == SQLITE_OK)
		go_on = copy_told(copy, copy->pages - sqlite3_backup_remaining(backup));
	rc = sqlite3_backup_finish(backup);
	if (!go_on)
		return copy_stopped(err);
	return rc == SQLITE_OK ? ST_OK : failed(to, rc, copy, err);
}

static int still_wanted(void *ctx)
{
	const struct copy *copy = ctx;

	return !copy_told(copy, copy->pages);
}

/* Of the copy, while the system still has it at hand: what is damaged in a way that its seals do not show (a page of
 * another time, an index that lacks a row) must not take an older, good copy's place. */
static enum status check_structure(struct copy *copy, sqlite3 *db, struct err *err)
{
	sqlite3_stmt *stmt = NULL;
	bool whole = false;
	int rc = sqlite3_prepare_v2(db, "PRAGMA integrity_check(1)", -1, &stmt, NULL);

	sqlite3_progress_handler(db, CHECK_EVERY, still_wanted, copy);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW) {
		whole = str_same((const char *)sqlite3_column_text(stmt, 0), "ok");
		rc = SQLITE_OK;
	}
	sqlite3_finalize(stmt);
	sqlite3_progress_handler(db, 0, NULL, NULL);
	if (rc == SQLITE_INTERRUPT)
		return copy_stopped(err);
	return rc == SQLITE_OK && whole ? ST_OK : failed(db, rc == SQLITE_OK ? SQLITE_CORRUPT : rc, copy, err);
}

/* Both copies as they stand. Somebody may just be changing slots: read again until one of them is whole. */
static int read_slots(const struct vault *vault, struct header both[2])
{
	const uint8_t *data_key = secret_bytes(vault->keys.data_key);
	struct timespec pause = { 0, 50000000 };
	int rc = SQLITE_OK;

	for (int tries = 0; tries < 20; tries++) {
		bool whole = false;

		for (int n = 0; n < 2 && rc == SQLITE_OK; n++) {
			rc = shim_header_read(shim_door_of(vault->db), both[n].bytes, HEADER_COPY, (sqlite3_int64)n * HEADER_COPY);
			whole = whole || (header_is_old(&both[n]) ? header_old_whole(&both[n], data_key) :
				header_whole(&both[n], data_key));
		}
		if (whole || rc != SQLITE_OK)
			return rc;
		nanosleep(&pause, NULL);
	}
	return SQLITE_NOTADB;
}

/* The key slots come along: whoever opens the file opens its copy. */
static enum status copy_header(const struct vault *vault, const struct copy *copy, struct err *err)
{
	struct header *both = mem_array(2, sizeof *both);
	int rc = read_slots(vault, both);
	enum status st = rc == SQLITE_OK ? ST_OK : vault_fail(NULL, rc, err);

	for (int n = 0; st == ST_OK && n < 2; n++) {
		errno = ENOSPC;
		if (pwrite(copy->fd, both[n].bytes, HEADER_COPY, (off_t)n * HEADER_COPY) != HEADER_COPY)
			st = failed(NULL, errno == ENOSPC ? SQLITE_FULL : SQLITE_IOERR_WRITE, copy, err);
	}
	free(both);
	return st;
}

static enum status fill(const struct vault *vault, struct copy *copy, struct err *err)
{
	struct source source = { NULL, 0 };
	sqlite3 *db = NULL;
	enum status st = open_source(vault, &source, err);
	int rc;

	copy->pages = source.pages;
	if (st == ST_OK)
		st = copy_room(copy, err);
	if (st == ST_OK)
		st = copy_header(vault, copy, err);
	if (st == ST_OK) {
		rc = connect_again(&vault->keys, copy->temporary, SQLITE_OPEN_READWRITE, &db);
		if (rc == SQLITE_OK)
			rc = sqlite3_exec(db, "PRAGMA journal_mode=OFF; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536",
				NULL, NULL, NULL);
		st = rc == SQLITE_OK ? copy_pages(copy, source.db, db, err) : failed(db, rc, copy, err);
	}
	sqlite3_close(source.db);
	if (st == ST_OK)
		st = check_structure(copy, db, err);
	sqlite3_close(db);
	return st;
}

/* Sizes in whole megabytes, the need rounded up. */
enum status copy_room(const struct copy *copy, struct err *err)
{
	long long need = SHIM_HEADER + copy->pages * SHIM_PAGE, room;
	struct statvfs fs;
	struct statfs kind;

	if (!fstatfs(copy->fd, &kind) && kind.f_type == FAT_MAGIC && need > FAT_MOST)
		return err_set(err, ST_FULL, _("The copy would be larger than 4 GB, and the medium of “%s” is formatted as FAT, "
			"which holds no such file. Nothing was written; format the medium anew, as exFAT or ext4."), copy->to);
	if (fstatvfs(copy->fd, &fs))
		return ST_OK;            /* a medium that does not tell is tried */
	room = (long long)fs.f_bavail * (long long)fs.f_frsize;
	if (room >= need + SPARE)
		return ST_OK;
	return err_set(err, ST_FULL, _("The copy needs %lld MB, and where “%s” would stand there is room for %lld MB. Nothing "
		"was written; make room or choose another medium."), (need + SPARE + 999999) / 1000000, copy->to, room / 1000000);
}

static bool apart(const struct vault *vault, int fd)
{
	struct stat here, there;

	return !stat(vault->path, &here) && !fstat(fd, &there) && here.st_dev != there.st_dev;
}

static enum status take_name(const struct copy *copy, struct err *err)
{
	struct stat made, named;

	if (create_take_name(copy->temporary, copy->to))
		return io_error(err, errno, copy->to);
	/* A stick that was pulled out leaves an empty folder, or another disk's, under the same name. */
	if (!fstat(copy->fd, &made) && !stat(copy->to, &named) && made.st_ino == named.st_ino && made.st_dev == named.st_dev)
		return ST_OK;
	return copy_unreadable(copy, err);
}

static enum status copy_to(const struct vault *vault, struct copy *copy, struct vault_copied *copied, struct err *err)
{
	enum status st;

	copy->temporary = mem_fmt("%s.new-XXXXXX", copy->to);
	copy->fd = mkostemp(copy->temporary, O_CLOEXEC);      /* exclusive, mode 0600 */
	if (copy->fd < 0) {
		st = io_error(err, errno, copy->to);
		free(copy->temporary);
		return st;
	}
	st = fill(vault, copy, err);
	if (st == ST_OK)
		st = copy_read_back(vault, copy, err);
	if (st == ST_OK)
		st = take_name(copy, err);
	if (st != ST_OK)
		unlink(copy->temporary);
	*copied = (struct vault_copied){ SHIM_HEADER + copy->pages * SHIM_PAGE, apart(vault, copy->fd) };
	close(copy->fd);
	free(copy->temporary);
	return st;
}

enum status vault_copy(struct vault *vault, const char *to, vault_progress_fn *progress, void *ctx,
	struct vault_copied *copied, struct err *err)
{
	struct copy copy = { .progress = progress, .ctx = ctx, .fd = -1 };
	struct vault_copied unasked;
	char *path = NULL;
	enum status st = place_resolve(to, true, &path, err);

	copy.to = path;
	if (st == ST_OK)
		st = copy_to(vault, &copy, copied ? copied : &unasked, err);
	free(path);
	return st;
}

/* Opened by any other name it would lose this process's locks when that handle is closed. */
static bool is_the_vault(const struct vault *vault, const char *path)
{
	struct stat own, other;

	return !stat(vault->path, &own) && !stat(path, &other) && own.st_ino == other.st_ino && own.st_dev == other.st_dev;
}

/* Either header copy will do: one may be torn. */
static bool has_its_id(const struct vault *vault, const char *path)
{
	struct header *own = mem_alloc(sizeof *own), *other = mem_alloc(sizeof *other);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	bool same = false;
	uint32_t format;

	for (int a = 0; fd >= 0 && a < 2; a++) {
		off_t at = (off_t)a * HEADER_COPY;

		if (pread(fd, other->bytes, HEADER_COPY, at) != HEADER_COPY || !header_looks_right(other, &format))
			continue;
		for (int b = 0; b < 2; b++)
			same = same || (shim_header_read(shim_door_of(vault->db), own->bytes, HEADER_COPY,
				(sqlite3_int64)b * HEADER_COPY) == SQLITE_OK && header_looks_right(own, &format) &&
				!memcmp(header_file_id(own), header_file_id(other), 16));
	}
	if (fd >= 0)
		close(fd);
	free(own);
	free(other);
	return same;
}

bool vault_is_copy(const struct vault *vault, const char *path)
{
	return !is_the_vault(vault, path) && has_its_id(vault, path);
}

enum status vault_take_name(const char *from, const char *to, struct err *err)
{
	return create_take_name(from, to) ? io_error(err, errno, to) : ST_OK;
}
