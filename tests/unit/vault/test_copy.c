/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Copies are read back from their medium: one that drops, mixes up or gives back
 * older pages is found, one without room is told before anything is written, and
 * whoever stops halfway leaves nothing.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "../test.h"
#include "base/mem.h"
#include "base/str.h"
#include "vault/shim.h"
#include "vault/vault.h"

static char folder[] = "/tmp/foothold-copy-XXXXXX";
static enum { HONEST, DROPS, MIXES_UP, OLDER, CUTS, BAD_HEADER } medium;
static const char *older;              /* a copy of before, for a medium that gives back what it had */
static long pretend_type;
static int64_t pretend_room = -1;

int __real_posix_fadvise(int fd, off_t at, off_t len, int advice);
int __wrap_posix_fadvise(int fd, off_t at, off_t len, int advice);
int __real_fstatfs(int fd, struct statfs *out);
int __wrap_fstatfs(int fd, struct statfs *out);
int __real_fstatvfs(int fd, struct statvfs *out);
int __wrap_fstatvfs(int fd, struct statvfs *out);

static off_t page_at(int number)
{
	return SHIM_HEADER + (off_t)(number - 1) * SHIM_PAGE;
}

static void repeat_page(int fd, int one, int other)
{
	uint8_t a[SHIM_PAGE];


	assert_int_equal(pread(fd, a, SHIM_PAGE, page_at(one)), SHIM_PAGE);
	assert_int_equal(pwrite(fd, a, SHIM_PAGE, page_at(other)), SHIM_PAGE);
}

static void put_older(int fd, int number)
{
	uint8_t page[SHIM_PAGE];
	int from = open(older, O_RDONLY);

	assert_int_equal(pread(from, page, SHIM_PAGE, page_at(number)), SHIM_PAGE);
	assert_int_equal(pwrite(fd, page, SHIM_PAGE, page_at(number)), SHIM_PAGE);
	close(from);
}

/* What is remembered is dropped here: what the medium gives back from now on is up to the test. */
int __wrap_posix_fadvise(int fd, off_t at, off_t len, int advice)
{
	static const uint8_t zeros[SHIM_PAGE];
	int flags = fcntl(fd, F_GETFL);

	if (advice != POSIX_FADV_DONTNEED || (flags & O_ACCMODE) != O_RDWR)
		return __real_posix_fadvise(fd, at, len, advice);
	switch (medium) {
	case DROPS:
		assert_int_equal(pwrite(fd, zeros, SHIM_PAGE, page_at(3)), SHIM_PAGE);
		break;
	case MIXES_UP:
		repeat_page(fd, 2, 3);
		break;
	case OLDER:
		put_older(fd, 2);
		break;
	case CUTS:
		assert_int_equal(ftruncate(fd, page_at(3)), 0);
		break;
	case BAD_HEADER:
		assert_int_equal(pwrite(fd, zeros, 100, 40000), 100);
		break;
	case HONEST:
		break;
	}
	return __real_posix_fadvise(fd, at, len, advice);
}

int __wrap_fstatfs(int fd, struct statfs *out)
{
	int rc = __real_fstatfs(fd, out);

	if (pretend_type)
		out->f_type = pretend_type;
	return rc;
}

int __wrap_fstatvfs(int fd, struct statvfs *out)
{
	int rc = __real_fstatvfs(fd, out);

	if (pretend_room >= 0)
		out->f_bavail = (fsblkcnt_t)pretend_room / (fsblkcnt_t)out->f_frsize;
	return rc;
}

int __real_renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags);
int __wrap_renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags);
int __wrap_renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags)
{
	if (pretend_type && flags) {
		errno = EINVAL;
		return -1;
	}
	return __real_renameat2(from_dir, from, to_dir, to, flags);
}

int __real_link(const char *from, const char *to);
int __wrap_link(const char *from, const char *to);
int __wrap_link(const char *from, const char *to)
{
	if (pretend_type) {
		errno = EPERM;
		return -1;
	}
	return __real_link(from, to);
}

static enum status fill(struct sqlite3 *db, void *ctx, struct err *err)
{
	(void)ctx;
	(void)err;
	return sqlite3_exec(db, "CREATE TABLE t(x); INSERT INTO t VALUES(zeroblob(200000)), ('first')", NULL, NULL, NULL)
		== SQLITE_OK ? ST_OK : ST_IO;
}

static char *in_folder(const char *name)
{
	return mem_fmt("%s/%s", folder, name);
}

static struct vault *open_file(void)
{
	char *path = in_folder("file");
	struct vault_options options = { .path = path, .create = access(path, F_OK) != 0, .fill = fill };
	struct vault *vault;
	struct err err = { 0 };

	if (vault_open(&options, &vault, &err) != ST_OK)
		fail_msg("%s", err.text);
	free(path);
	return vault;
}

/* What is left in the folder beside the file itself and `expected`. */
static int left_over(const char *expected)
{
	char *command = mem_fmt("test $(ls %s | grep -v '^file' | grep -vxF '%s' | wc -l) = 0", folder, expected);
	int rc = system(command);

	free(command);
	return rc;
}

static void only_what_the_medium_gives_back_counts(void **state)
{
	struct vault *vault = open_file();
	char *good = in_folder("good"), *bad = in_folder("bad");
	struct vault_copied copied;
	struct stat info;
	struct err err = { 0 };

	(void)state;
	medium = HONEST;
	assert_int_equal(vault_copy(vault, good, NULL, NULL, &copied, &err), ST_OK);
	assert_int_equal(stat(good, &info), 0);
	assert_int_equal(info.st_size, copied.bytes);
	assert_false(copied.apart);
	assert_true(vault_is_copy(vault, good));
	assert_int_equal(sqlite3_exec(vault_db(vault), "UPDATE t SET x = 'second'", NULL, NULL, NULL), SQLITE_OK);
	older = good;
	for (medium = DROPS; medium <= BAD_HEADER; medium++) {
		assert_int_equal(vault_copy(vault, bad, NULL, NULL, NULL, &err), ST_IO);
		assert_non_null(strstr(err.text, "medium"));
		assert_int_equal(left_over("good"), 0);
	}
	medium = HONEST;
	assert_int_equal(vault_copy(vault, bad, NULL, NULL, NULL, &err), ST_OK);
	unlink(good);
	unlink(bad);
	vault_close(vault);
	free(good);
	free(bad);
}

static void room_is_looked_at_first(void **state)
{
	struct vault *vault = open_file();
	char *path = in_folder("copy");
	struct err err = { 0 };

	(void)state;
	pretend_room = 100000;
	assert_int_equal(vault_copy(vault, path, NULL, NULL, NULL, &err), ST_FULL);
	assert_non_null(strstr(err.text, "Nothing was written"));
	pretend_room = -1;
	pretend_type = 0x4d44;                 /* FAT holds a small file, though it knows no links */
	assert_int_equal(vault_copy(vault, path, NULL, NULL, NULL, &err), ST_OK);
	assert_int_equal(left_over("copy"), 0);
	assert_int_equal(vault_copy(vault, path, NULL, NULL, NULL, &err), ST_IO);      /* and replaces none */
	pretend_type = 0;
	unlink(path);
	assert_int_equal(left_over("none"), 0);
	vault_close(vault);
	free(path);
}

struct told { int64_t last, stop_at; int calls; };

static bool tell(void *ctx, int64_t done, int64_t total)
{
	struct told *told = ctx;

	assert_true(done >= told->last && done <= total);
	told->last = done;
	told->calls++;
	return done < told->stop_at;
}

static void whoever_stops_leaves_nothing(void **state)
{
	struct vault *vault = open_file();
	char *path = in_folder("copy");
	struct told told = { .stop_at = INT64_MAX };
	int64_t end;
	struct err err = { 0 };

	(void)state;
	assert_int_equal(vault_copy(vault, path, tell, &told, NULL, &err), ST_OK);
	unlink(path);
	end = told.last;
	assert_true(told.calls >= 3);
	for (int64_t at = 1; at <= end; at += end / 5) {
		told = (struct told){ .stop_at = at };
		assert_int_equal(vault_copy(vault, path, tell, &told, NULL, &err), ST_CANCELLED);
		assert_int_equal(left_over("none"), 0);
	}
	vault_close(vault);
	free(path);
}

struct writer { struct vault *vault; int left; };

static bool write_meanwhile(void *ctx, int64_t done, int64_t total)
{
	struct writer *w = ctx;

	(void)done;
	(void)total;
	if (w->left-- > 0)
		assert_int_equal(sqlite3_exec(vault_db(w->vault), "INSERT INTO t VALUES(zeroblob(20000))", NULL, NULL, NULL),
			SQLITE_OK);
	return true;
}

static int count(struct vault *vault)
{
	sqlite3_stmt *stmt;
	int n;

	assert_int_equal(sqlite3_prepare_v2(vault_db(vault), "SELECT count(*) FROM t", -1, &stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	n = sqlite3_column_int(stmt, 0);
	sqlite3_finalize(stmt);
	return n;
}

/* Without one transaction for all of the reading, every save begins the copy anew and it may never end. */
static void others_saves_do_not_hold_it_up(void **state)
{
	struct vault *vault = open_file(), *copy;
	char *path = in_folder("copy");
	struct vault_options options = { .path = path };
	struct writer writer = { vault, 1000 };
	struct err err = { 0 };
	int before;

	(void)state;
	assert_int_equal(sqlite3_exec(vault_db(vault), "INSERT INTO t VALUES(zeroblob(9000000))", NULL, NULL, NULL), SQLITE_OK);
	before = count(vault);
	assert_int_equal(vault_copy(vault, path, write_meanwhile, &writer, NULL, &err), ST_OK);
	assert_true(writer.left > 900);
	assert_int_equal(vault_open(&options, &copy, &err), ST_OK);
	assert_int_equal(count(copy), before);
	assert_true(count(vault) > before);
	vault_close(copy);
	vault_close(vault);
	free(path);
}

static void other_files_are_no_copies(void **state)
{
	struct vault *vault = open_file(), *other;
	char *path = in_folder("other"), *letter = in_folder("letter"), *link = in_folder("link"), *file = in_folder("file");
	struct vault_options options = { .path = path, .create = true, .fill = fill };
	FILE *f = fopen(letter, "w");

	(void)state;
	fputs("Dear colleague", f);
	fclose(f);
	assert_int_equal(vault_open(&options, &other, NULL), ST_OK);
	assert_false(vault_is_copy(vault, file));        /* it is the file itself */
	assert_false(vault_is_copy(vault, path));
	assert_false(vault_is_copy(vault, letter));
	assert_false(vault_is_copy(vault, folder));
	assert_int_equal(symlink(file, link), 0);
	assert_false(vault_is_copy(vault, link));
	vault_close(other);
	vault_close(vault);
	free(path);
	free(letter);
	free(link);
	free(file);
}

static int make(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int clean(void **state)
{
	char *command = mem_fmt("rm -rf %s", folder);
	int rc = system(command);

	(void)state;
	free(command);
	return rc;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_the_medium_gives_back_counts),
		cmocka_unit_test(room_is_looked_at_first),
		cmocka_unit_test(whoever_stops_leaves_nothing),
		cmocka_unit_test(others_saves_do_not_hold_it_up),
		cmocka_unit_test(other_files_are_no_copies),
	};

	return cmocka_run_group_tests(tests, make, clean);
}
