/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What goes wrong when SQLite's files are sealed below it, one test for each: the
 * numbers are those under which the pitfalls were found.  Each test fails when
 * the line of the shim that guards against its pitfall is taken out.
 */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <errno.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "people.h"
#include "vault/keys.h"

static int64_t number(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt = NULL;
	int64_t n = -1;

	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
		n = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return n;
}

/* The database alone, as SQLite sees it through the shim: no fence, no settings. */
static sqlite3 *bare(int flags, int *rc)
{
	struct keys keys = { 0 };
	struct secret *words = people_secret("welcome");
	struct keys_attempt attempt = { NULL, words, true, &keys, NULL };
	sqlite3 *db = NULL;

	shim_start();
	shim_expect(people_path, keys_unlock, &attempt);
	*rc = sqlite3_open_v2(people_path, &db, flags, SHIM_NAME);
	shim_expect_no_more();
	keys_clear(&keys);
	secret_free(words);
	return db;
}

static sqlite3 *bare_open(void)
{
	int rc;
	sqlite3 *db = bare(SQLITE_OPEN_READWRITE, &rc);

	assert_int_equal(rc, SQLITE_OK);
	return db;
}

/* Runs each statement in a transaction of its own, in a program that dies without closing. */
static void run_and_die(const char *const *sql, int n)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		struct vault *vault = people_open(NULL, "welcome");

		for (int i = 0; i < n; i++)
			if (sqlite3_exec(vault_db(vault), sql[i], NULL, NULL, NULL) != SQLITE_OK)
				_exit(1);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(WEXITSTATUS(status), 0);
}

static char *beside(const char *suffix)
{
	return mem_fmt("%s%s", people_path, suffix);
}

static void garble(const char *path, long at, int len)
{
	int fd = open(path, O_RDWR);
	uint8_t bytes[64];

	assert_true(fd >= 0 && pread(fd, bytes, (size_t)len, at) == len);
	for (int i = 0; i < len; i++)
		bytes[i] ^= 0x55;
	assert_int_equal(pwrite(fd, bytes, (size_t)len, at), len);
	close(fd);
}

static void p1_a_wrong_passphrase_leaves_the_log(void **state)
{
	static const char *const sql[] = { "INSERT INTO t VALUES('in the log alone')" };
	struct vault *vault;
	char *wal = beside("-wal");
	struct stat before, after;

	(void)state;
	people_make("welcome", NULL);
	run_and_die(sql, 1);
	assert_int_equal(stat(wal, &before), 0);
	assert_int_equal(people_try(NULL, "welcom"), -1);
	assert_int_equal(stat(wal, &after), 0);
	assert_int_equal(before.st_size, after.st_size);
	vault = people_open(NULL, "welcome");
	assert_int_equal(number(vault_db(vault), "SELECT count(*) FROM t"), 1);
	vault_close(vault);
	free(wal);
}

static int come_and_go(void)
{
	int rc;
	sqlite3 *db = bare(SQLITE_OPEN_READWRITE, &rc);
	int64_t n = rc == SQLITE_OK ? number(db, "SELECT count(*) FROM t") : -1;

	return sqlite3_close(db) == SQLITE_OK && n == 1 ? 0 : 1;
}

/* Whoever finds no lock of ours takes the log for nobody's, and deletes it when the file is closed. */
static void the_log_outlives_a_visitor(void)
{
	char *wal = beside("-wal");

	assert_int_equal(people_visit(), 0);
	assert_int_equal(access(wal, F_OK), 0);
	free(wal);
}

/* POSIX drops all locks that a process has on a file when it closes any handle of it. */
static void p2_the_header_is_reached_without_losing_locks(void **state)
{
	static const bool taken[VAULT_SLOTS] = { true };
	struct secret *code = people_secret("0A1B2-CDEFG-HJKMN-PQRST-VWXYZ-34567");
	struct vault *vault;
	struct vault_look look;
	int slot;

	(void)state;
	people_make("welcome", NULL);
	vault = people_open(NULL, "welcome");
	assert_int_equal(sqlite3_exec(vault_db(vault), "INSERT INTO t VALUES('in the log')", NULL, NULL, NULL), SQLITE_OK);
	the_log_outlives_a_visitor();
	assert_int_equal(vault_slot_second(vault, "", code, taken, &slot, NULL), ST_OK);
	the_log_outlives_a_visitor();
	assert_int_equal(vault_look(people_path, &look, NULL), ST_OK);
	the_log_outlives_a_visitor();
	assert_false(vault_is_copy(vault, people_path));
	the_log_outlives_a_visitor();
	assert_int_equal(people_try(NULL, "welcom"), -1);
	the_log_outlives_a_visitor();
	vault_close(vault);
	secret_free(code);
}

/* A journal beside the file is of another program's making: pages in it would have another form. */
static void p3_p4_a_rollback_journal_is_refused(void **state)
{
	char *journal = beside("-journal");
	struct stat info;
	struct err err;
	struct vault *vault;
	FILE *f;

	(void)state;
	people_make("welcome", NULL);
	f = fopen(journal, "w");
	for (int i = 0; i < 2000; i++)
		fputs("not ours", f);
	fclose(f);
	err_clear(&err);
	assert_int_equal(people_enter(NULL, "welcome", &vault, &err), ST_IO);
	assert_non_null(strstr(err.text, "-journal"));
	assert_int_equal(stat(journal, &info), 0);
	assert_int_equal(info.st_size, 16000);
	unlink(journal);
	assert_int_equal(people_try(NULL, "welcome"), 0);
	free(journal);
}

/* SQLite looks at the first 100 bytes before recovery: half of a checkpoint may stand there. */
static void p5_a_first_page_that_was_torn_is_found_in_the_log(void **state)
{
	static const char *const sql[] = { "CREATE TABLE more(x)", "INSERT INTO more VALUES(7)" };
	struct vault *vault;

	(void)state;
	people_make("welcome", NULL);
	run_and_die(sql, 2);
	garble(people_path, SHIM_HEADER + 10, 64);
	vault = people_open(NULL, "welcome");
	assert_int_equal(number(vault_db(vault), "SELECT x FROM more"), 7);
	vault_close(vault);
}

static void p5_the_page_size_stays(void **state)
{
	static const char *const sql[] = { "PRAGMA page_size=8192", "PRAGMA auto_vacuum=1", "PRAGMA journal_mode=DELETE" };
	sqlite3 *db;

	(void)state;
	people_make("welcome", NULL);
	db = bare_open();
	for (size_t i = 0; i < ARRAY_LEN(sql); i++) {
		assert_int_equal(sqlite3_exec(db, sql[i], NULL, NULL, NULL), SQLITE_ERROR);
		assert_int_equal(sqlite3_exec(db, "VACUUM", NULL, NULL, NULL), SQLITE_OK);
	}
	assert_int_equal(sqlite3_exec(db, "INSERT INTO t VALUES('still')", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(number(db, "PRAGMA page_size"), 4096);
	assert_int_equal(number(db, "PRAGMA auto_vacuum"), 0);
	sqlite3_close(db);
	assert_int_equal(people_try(NULL, "welcome"), 0);
}

/* What is no page of ours is never written over one: a plain database's copy would destroy all. */
static void p7_a_plain_database_cannot_be_copied_over_it(void **state)
{
	sqlite3 *db, *plain;
	sqlite3_backup *backup;

	(void)state;
	people_make("welcome", NULL);
	db = bare_open();
	assert_int_equal(sqlite3_exec(db, "INSERT INTO t VALUES('kept')", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_open_v2(":memory:", &plain, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "unix"), SQLITE_OK);
	assert_int_equal(sqlite3_exec(plain, "CREATE TABLE other(x); INSERT INTO other VALUES(randomblob(4000))", NULL, NULL,
		NULL), SQLITE_OK);
	backup = sqlite3_backup_init(db, "main", plain, "main");
	if (backup) {
		assert_int_not_equal(sqlite3_backup_step(backup, -1), SQLITE_DONE);
		assert_int_not_equal(sqlite3_backup_finish(backup), SQLITE_OK);
	}
	sqlite3_close(plain);
	sqlite3_close(db);
	db = bare_open();
	assert_int_equal(number(db, "SELECT count(*) FROM t WHERE x = 'kept'"), 1);
	sqlite3_close(db);
}

static sqlite3_file *file_of(sqlite3 *db, int op)
{
	sqlite3_file *file = NULL;

	assert_int_equal(sqlite3_file_control(db, "main", op, &file), SQLITE_OK);
	assert_non_null(file);
	return file;
}

static void p7_what_stands_in_the_reserve_is_refused(void **state)
{
	uint8_t page[SHIM_PAGE] = { 0 };
	sqlite3_file *file;
	sqlite3 *db;

	(void)state;
	people_make("welcome", NULL);
	db = bare_open();
	file = file_of(db, SQLITE_FCNTL_FILE_POINTER);
	page[4090] = 1;
	assert_int_equal(file->pMethods->xWrite(file, page, SHIM_PAGE, SHIM_PAGE), SQLITE_IOERR_WRITE);
	page[4090] = 0;
	assert_int_equal(file->pMethods->xWrite(file, page, 512, SHIM_PAGE), SQLITE_IOERR_WRITE);
	memcpy(page, "SQLite format 3", 16);           /* and byte 20 says that it leaves no reserve of 40 */
	assert_int_equal(file->pMethods->xWrite(file, page, SHIM_PAGE, 0), SQLITE_IOERR_WRITE);
	assert_int_equal(number(db, "SELECT count(*) FROM t"), 0);
	sqlite3_close(db);
}

/* Every page on the medium opens or is damaged: there are no holes. */
static void p8_growth_is_filled_with_sealed_pages(void **state)
{
	uint8_t page[SHIM_PAGE] = { 0 };
	sqlite3_int64 size, hint = 1 << 20;
	sqlite3_file *file;
	sqlite3 *db;

	(void)state;
	people_make("welcome", NULL);
	db = bare_open();
	file = file_of(db, SQLITE_FCNTL_FILE_POINTER);
	assert_int_equal(file->pMethods->xFileSize(file, &size), SQLITE_OK);
	assert_int_equal(file->pMethods->xFileControl(file, SQLITE_FCNTL_SIZE_HINT, &hint), SQLITE_OK);
	assert_int_equal(file->pMethods->xTruncate(file, size + 3 * SHIM_PAGE), SQLITE_OK);
	assert_int_equal(file->pMethods->xWrite(file, page, SHIM_PAGE, size + 6 * SHIM_PAGE), SQLITE_OK);
	assert_int_equal(file->pMethods->xFileSize(file, &hint), SQLITE_OK);
	assert_int_equal(hint, size + 7 * SHIM_PAGE);
	for (sqlite3_int64 n = 1; n <= hint / SHIM_PAGE; n++)
		assert_int_equal(shim_page_test(db, n, false), SQLITE_OK);
	sqlite3_close(db);
}

/* A crash tears the last frame: recovery ends there. A page that SQLite knows to be whole and is not is damage. */
static void p9_a_torn_end_of_the_log_is_an_end(void **state)
{
	static const char *const sql[] = { "INSERT INTO t VALUES('first')", "INSERT INTO t VALUES('second')",
		"INSERT INTO t VALUES('third')" };
	char *wal = beside("-wal"), *index = beside("-shm");
	struct stat info;
	struct vault *vault;

	(void)state;
	people_make("welcome", NULL);
	run_and_die(sql, 3);
	assert_int_equal(stat(wal, &info), 0);
	garble(wal, (long)info.st_size - 100, 64);
	unlink(index);
	vault = people_open(NULL, "welcome");
	assert_int_equal(number(vault_db(vault), "SELECT count(*) FROM t"), 2);
	assert_int_equal(sqlite3_exec(vault_db(vault), "INSERT INTO t VALUES('fourth')", NULL, NULL, NULL), SQLITE_OK);
	vault_close(vault);
	free(wal);
	free(index);
}

static void p9_a_damaged_page_of_the_log_is_damage(void **state)
{
	char *wal = beside("-wal");
	struct vault *vault, *other;
	struct stat info;

	(void)state;
	people_make("welcome", NULL);
	vault = people_open(NULL, "welcome");
	assert_int_equal(sqlite3_exec(vault_db(vault), "INSERT INTO t VALUES('first')", NULL, NULL, NULL), SQLITE_OK);
	other = people_open(NULL, "welcome");
	assert_int_equal(stat(wal, &info), 0);
	assert_int_equal(sqlite3_exec(vault_db(vault), "INSERT INTO t VALUES('second')", NULL, NULL, NULL), SQLITE_OK);
	garble(wal, (long)info.st_size + 1000, 64);
	assert_int_equal(number(vault_db(other), "SELECT count(*) FROM t"), -1);
	assert_int_equal(sqlite3_extended_errcode(vault_db(other)), SQLITE_IOERR_DATA);
	vault_close(other);
	vault_close(vault);
	free(wal);
}

/* With any other promise SQLite splits what it writes to the log, or maps the file past the sealing. */
static void p10_only_one_promise_is_made(void **state)
{
	sqlite3_file *file, *log;
	sqlite3 *db;

	(void)state;
	people_make("welcome", NULL);
	db = bare_open();
	assert_int_equal(number(db, "SELECT count(*) FROM t"), 0);
	file = file_of(db, SQLITE_FCNTL_FILE_POINTER);
	log = file_of(db, SQLITE_FCNTL_JOURNAL_POINTER);
	assert_int_equal(file->pMethods->xDeviceCharacteristics(file), SQLITE_IOCAP_POWERSAFE_OVERWRITE);
	assert_int_equal(log->pMethods->xDeviceCharacteristics(log), SQLITE_IOCAP_POWERSAFE_OVERWRITE);
	assert_true(file->pMethods->iVersion < 3);
	assert_int_equal(number(db, "PRAGMA mmap_size=1000000"), 0);
	sqlite3_close(db);
}

/* Temporary files go through the shim as well: nothing readable stands in them. */
static void p11_the_shim_is_the_default(void **state)
{
	(void)state;
	assert_int_equal(shim_start(), SQLITE_OK);
	assert_string_equal(sqlite3_vfs_find(NULL)->zName, SHIM_NAME);
}

static void p12_opening_never_makes_a_file(void **state)
{
	sqlite3 *db;
	int rc;

	(void)state;
	people_make("welcome", NULL);
	assert_int_equal(unlink(people_path), 0);
	db = bare(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &rc);
	sqlite3_close(db);
	assert_int_not_equal(rc, SQLITE_OK);
	assert_int_equal(access(people_path, F_OK), -1);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(p1_a_wrong_passphrase_leaves_the_log),
		cmocka_unit_test(p2_the_header_is_reached_without_losing_locks),
		cmocka_unit_test(p3_p4_a_rollback_journal_is_refused),
		cmocka_unit_test(p5_a_first_page_that_was_torn_is_found_in_the_log),
		cmocka_unit_test(p5_the_page_size_stays),
		cmocka_unit_test(p7_a_plain_database_cannot_be_copied_over_it),
		cmocka_unit_test(p7_what_stands_in_the_reserve_is_refused),
		cmocka_unit_test(p8_growth_is_filled_with_sealed_pages),
		cmocka_unit_test(p9_a_torn_end_of_the_log_is_an_end),
		cmocka_unit_test(p9_a_damaged_page_of_the_log_is_damage),
		cmocka_unit_test(p10_only_one_promise_is_made),
		cmocka_unit_test(p11_the_shim_is_the_default),
		cmocka_unit_test(p12_opening_never_makes_a_file),
	};

	if (people_visiting(argc, argv))
		return come_and_go();
	return cmocka_run_group_tests(tests, people_folder, people_remove);
}
