/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The shim against plain SQLite: the same answers to random work, nothing
 * readable on the medium, every flipped bit noticed, and a wrong key that harms
 * nothing.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/str.h"
#include "vault/cipher.h"
#include "vault/header.h"
#include "vault/shim.h"

static char dir[64];
static char vault_path[96], wal_path[100];

static int unlock_with(void *ctx, struct shim_door door, uint8_t data_key[CIPHER_KEY])
{
	static struct header h;
	memset(data_key, *(int *)ctx, CIPHER_KEY);
	if (shim_header_read(door, h.bytes, HEADER_COPY, 0) != SQLITE_OK || !header_whole(&h, data_key))
		return SQLITE_NOTADB;
	return SQLITE_OK;
}

static sqlite3 *open_with(int key)
{
	sqlite3 *db = NULL;
	shim_expect(vault_path, unlock_with, &key);
	int rc = sqlite3_open_v2(vault_path, &db, SQLITE_OPEN_READWRITE, SHIM_NAME);
	shim_expect_no_more();
	if (rc == SQLITE_OK)
		return db;
	sqlite3_close(db);
	return NULL;
}

static void run(sqlite3 *db, const char *sql)
{
	char *why = NULL;
	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", sql, why);
}

static char *answer(sqlite3 *db, const char *sql)
{
	struct str out = STR_INIT;
	sqlite3_stmt *st;
	int rc = sqlite3_prepare_v2(db, sql, -1, &st, NULL);
	if (rc != SQLITE_OK) {
		str_addf(&out, "error %d", sqlite3_extended_errcode(db));
		return str_take(&out);
	}
	while ((rc = sqlite3_step(st)) == SQLITE_ROW)
		for (int i = 0; i < sqlite3_column_count(st); i++)
			str_addf(&out, "%s|", (const char *)sqlite3_column_text(st, i));
	if (rc != SQLITE_DONE)
		str_addf(&out, "error %d", sqlite3_extended_errcode(db));
	sqlite3_finalize(st);
	return str_take(&out);
}

static void make_vault(int key)
{
	static struct header h;
	uint8_t data_key[CIPHER_KEY];
	memset(data_key, key, sizeof data_key);
	header_new(&h, (struct header_cost){ 1, 8192 });
	header_seal(&h, data_key);
	unlink(vault_path);
	unlink(wal_path);
	FILE *f = fopen(vault_path, "wb");
	assert_non_null(f);
	for (int copy = 0; copy < 2; copy++)
		assert_int_equal(fwrite(h.bytes, 1, HEADER_COPY, f), HEADER_COPY);
	fclose(f);
	sqlite3 *db = open_with(key);
	assert_non_null(db);
	run(db, "PRAGMA journal_mode=OFF");
	run(db, "PRAGMA journal_mode=WAL");
	run(db, "CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT, c BLOB)");
	sqlite3_close(db);
}

static bool on_medium(const char *path, const char *text)
{
	FILE *f = fopen(path, "rb");
	if (!f)
		return false;
	struct str all = STR_INIT;
	char part[65536];
	for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;)
		str_addn(&all, part, n);
	fclose(f);
	bool found = all.len && memmem(all.s, all.len, text, strlen(text));
	str_free(&all);
	return found;
}

static int setup(void **state)
{
	(void)state;
	snprintf(dir, sizeof dir, "vault-XXXXXX");
	if (!mkdtemp(dir) || shim_start() != SQLITE_OK)
		return -1;
	char *full = realpath(dir, NULL);
	snprintf(vault_path, sizeof vault_path, "%.80s/t.db", full);
	snprintf(wal_path, sizeof wal_path, "%s-wal", vault_path);
	free(full);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	char shm[104];
	snprintf(shm, sizeof shm, "%s-shm", vault_path);
	unlink(shm);
	unlink(wal_path);
	unlink(vault_path);
	return rmdir(dir);
}

/* One random statement, the same for both. */
static void random_sql(char *out, size_t size)
{
	int n = rand() % 400;
	switch (rand() % 8) {
	case 0: case 1: case 2:
		snprintf(out, size, "INSERT OR REPLACE INTO t VALUES(%d, 'name%d', zeroblob(%d))", n, rand() % 97,
			rand() % 9000);
		break;
	case 3:
		snprintf(out, size, "DELETE FROM t WHERE a BETWEEN %d AND %d", n, n + rand() % 20);
		break;
	case 4:
		snprintf(out, size, "UPDATE t SET b = b || 'x' WHERE a %% 17 = %d", rand() % 17);
		break;
	case 5:
		snprintf(out, size, rand() % 60 ? "SELECT 1" : "VACUUM");
		break;
	case 6:
		snprintf(out, size, "SAVEPOINT s; DELETE FROM t WHERE a > %d; ROLLBACK TO s; RELEASE s", n);
		break;
	default:
		snprintf(out, size, rand() % 20 ? "SELECT 1" : "PRAGMA wal_checkpoint(TRUNCATE)");
	}
}

static void same_answers_as_plain(void **state)
{
	(void)state;
	static const char look[] = "SELECT count(*), total(a), total(length(c)), group_concat(b) FROM "
		"(SELECT * FROM t ORDER BY b, length(c) DESC, a)";
	make_vault(7);
	sqlite3 *sealed = open_with(7), *plain;
	assert_int_equal(sqlite3_open_v2(":memory:", &plain, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "unix"), 0);
	run(plain, "CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT, c BLOB)");
	run(sealed, "PRAGMA cache_size=20; PRAGMA temp_store=FILE; PRAGMA synchronous=OFF");
	srand(5);
	for (int i = 0; i < 4000; i++) {
		char sql[200];
		random_sql(sql, sizeof sql);
		run(sealed, sql);
		run(plain, sql);
		if (i % 100 == 0) {
			char *a = answer(sealed, look), *b = answer(plain, look);
			assert_string_equal(a, b);
			free(a);
			free(b);
		}
		if (i % 500 == 499) {
			sqlite3_close(sealed);
			sealed = open_with(7);
			assert_non_null(sealed);
			run(sealed, "PRAGMA cache_size=20; PRAGMA synchronous=OFF");
		}
	}
	char *ok = answer(sealed, "PRAGMA integrity_check");
	assert_string_equal(ok, "ok|");
	free(ok);
	sqlite3_close(sealed);
	sqlite3_close(plain);
}

static void nothing_readable(void **state)
{
	(void)state;
	make_vault(7);
	sqlite3 *db = open_with(7);
	run(db, "INSERT INTO t(b) VALUES('Plainlyreadable')");
	assert_false(on_medium(wal_path, "Plainlyreadable"));
	run(db, "PRAGMA wal_checkpoint");
	assert_false(on_medium(vault_path, "Plainlyreadable"));
	assert_false(on_medium(vault_path, "SQLite format 3"));
	assert_false(on_medium(vault_path, "CREATE TABLE"));
	sqlite3_close(db);
}

static void flip(const char *path, long at)
{
	FILE *f = fopen(path, "r+b");
	assert_non_null(f);
	fseek(f, at, SEEK_SET);
	int c = fgetc(f);
	fseek(f, at, SEEK_SET);
	fputc(c ^ 0x10, f);
	fclose(f);
}

static void every_flipped_bit_is_noticed(void **state)
{
	(void)state;
	make_vault(7);
	sqlite3 *db = open_with(7);
	run(db, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) "
		"INSERT INTO t SELECT i, 'n' || i, zeroblob(100) FROM n");
	char *before = answer(db, "SELECT count(*), total(a), total(length(b || c)) FROM t");
	sqlite3_close(db);
	srand(9);
	for (int i = 0; i < 200; i++) {
		long at = SHIM_HEADER + rand() % (9 * SHIM_PAGE);
		flip(vault_path, at);
		db = open_with(7);
		char *now = answer(db, "SELECT count(*), total(a), total(length(b || c)) FROM t");
		assert_non_null(strstr(now, "error 8202"));
		free(now);
		sqlite3_close(db);
		flip(vault_path, at);
	}
	db = open_with(7);
	char *after = answer(db, "SELECT count(*), total(a), total(length(b || c)) FROM t");
	assert_string_equal(before, after);
	free(before);
	free(after);
	sqlite3_close(db);
}

/* A process that dies leaves its last transactions in the WAL. */
static void leave_wal(void)
{
	pid_t child = fork();
	if (child == 0) {
		sqlite3 *db = open_with(7);
		sqlite3_exec(db, "PRAGMA wal_autocheckpoint=0; INSERT INTO t(b) VALUES('last')", NULL, NULL, NULL);
		_exit(0);
	}
	waitpid(child, NULL, 0);
}

/* Longer than what its sealing adds to it would make up a frame. */
static void a_long_log_is_recovered(void **state)
{
	(void)state;
	enum { ROWS = 400, HEAD = 32, STEP = 24 + SHIM_PAGE };
	sqlite3_int64 size = 0;
	sqlite3_file *log = NULL;
	make_vault(7);
	pid_t child = fork();
	if (child == 0) {
		sqlite3 *own = open_with(7);
		sqlite3_exec(own, "PRAGMA wal_autocheckpoint=0", NULL, NULL, NULL);
		for (int i = 0; i < ROWS; i++)
			sqlite3_exec(own, "INSERT INTO t(b) VALUES('one more')", NULL, NULL, NULL);
		_exit(0);
	}
	waitpid(child, NULL, 0);
	sqlite3 *db = open_with(7);
	char *rows = answer(db, "PRAGMA wal_autocheckpoint=0; ");
	free(rows);
	rows = answer(db, "SELECT count(*) FROM t");
	assert_string_equal(rows, "400|");
	free(rows);
	/* Its size is that of SQLite's frames, not of the sealed ones; so is what is cut off. */
	assert_int_equal(sqlite3_file_control(db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log), SQLITE_OK);
	assert_int_equal(log->pMethods->xFileSize(log, &size), SQLITE_OK);
	assert_int_equal((size - HEAD) % STEP, 0);
	assert_true((size - HEAD) / STEP >= ROWS);
	run(db, "PRAGMA wal_checkpoint(FULL)");
	assert_int_equal(log->pMethods->xTruncate(log, HEAD + 300 * STEP), SQLITE_OK);
	assert_int_equal(log->pMethods->xFileSize(log, &size), SQLITE_OK);
	assert_int_equal(size, HEAD + 300 * STEP);
	sqlite3_close(db);
}

/* Were the header not checked before SQLite sees the file, recovery would find an empty log and delete it. */
static void a_wrong_key_harms_nothing(void **state)
{
	(void)state;
	make_vault(7);
	leave_wal();
	assert_int_equal(access(wal_path, F_OK), 0);
	assert_null(open_with(8));
	assert_int_equal(access(wal_path, F_OK), 0);
	sqlite3 *db = open_with(7);
	char *last = answer(db, "SELECT b FROM t");
	assert_string_equal(last, "last|");
	free(last);
	sqlite3_close(db);
}

static void pragmas_that_would_break_the_sealing(void **state)
{
	(void)state;
	make_vault(7);
	sqlite3 *db = open_with(7);
	assert_int_not_equal(sqlite3_exec(db, "PRAGMA page_size=8192", NULL, NULL, NULL), SQLITE_OK);
	assert_int_not_equal(sqlite3_exec(db, "PRAGMA auto_vacuum=1", NULL, NULL, NULL), SQLITE_OK);
	assert_int_not_equal(sqlite3_exec(db, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL), SQLITE_OK);
	char *mode = answer(db, "PRAGMA journal_mode");
	assert_string_equal(mode, "wal|");
	free(mode);
	sqlite3_close(db);
}

static sqlite3_file *file_of(sqlite3 *db)
{
	sqlite3_file *file = NULL;
	assert_int_equal(sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file), SQLITE_OK);
	return file;
}

/* However the file grows, every page of it opens. */
static void growth_leaves_no_holes(void **state)
{
	(void)state;
	static const uint8_t zeros[SHIM_PAGE];
	uint8_t page[SHIM_PAGE];
	make_vault(7);
	sqlite3 *db = open_with(7);
	run(db, "INSERT INTO t(b) VALUES('first'); PRAGMA wal_checkpoint(TRUNCATE)");
	sqlite3_file *f = file_of(db);
	assert_int_equal(f->pMethods->xWrite(f, zeros, SHIM_PAGE, 40 * SHIM_PAGE), SQLITE_OK);
	assert_int_equal(f->pMethods->xTruncate(f, 60 * SHIM_PAGE), SQLITE_OK);
	for (int n = 30; n < 60; n++) {
		assert_int_equal(f->pMethods->xRead(f, page, SHIM_PAGE, n * SHIM_PAGE), SQLITE_OK);
		assert_memory_equal(page, zeros, SHIM_PAGE);
	}
	/* Room made ahead would be holes, and a mapped file is read unopened. */
	int chunk = 1 << 20;
	sqlite3_int64 hint = 200 * SHIM_PAGE, before, after;
	assert_int_equal(f->pMethods->xFileSize(f, &before), SQLITE_OK);
	assert_int_equal(sqlite3_file_control(db, "main", SQLITE_FCNTL_CHUNK_SIZE, &chunk), SQLITE_OK);
	assert_int_equal(sqlite3_file_control(db, "main", SQLITE_FCNTL_SIZE_HINT, &hint), SQLITE_OK);
	assert_int_equal(sqlite3_file_control(db, "main", SQLITE_FCNTL_MMAP_SIZE, &hint), SQLITE_OK);
	assert_int_equal(hint, 0);
	assert_int_equal(f->pMethods->xFileSize(f, &after), SQLITE_OK);
	assert_int_equal(before, after);
	assert_int_equal(f->pMethods->xTruncate(f, 50 * SHIM_PAGE), SQLITE_OK);
	assert_int_equal(f->pMethods->xFileSize(f, &after), SQLITE_OK);
	assert_int_equal(after, 50 * SHIM_PAGE);
	/* Nor is a page taken whose end would be lost, or a part of one. */
	page[SHIM_PAGE - 1] = 1;
	assert_int_equal(f->pMethods->xWrite(f, page, SHIM_PAGE, 30 * SHIM_PAGE), SQLITE_IOERR_WRITE);
	assert_int_equal(f->pMethods->xWrite(f, zeros, SHIM_PAGE / 2, 30 * SHIM_PAGE), SQLITE_IOERR_WRITE);
	sqlite3_close(db);
}

/* Neither is made by opening it, nor is a journal taken for one of ours. */
static void what_is_not_there_is_not_made(void **state)
{
	(void)state;
	char *absent = sqlite3_mprintf("%s-absent", vault_path), *journal = sqlite3_mprintf("%s-journal", vault_path);
	sqlite3 *db = NULL;
	FILE *f;
	assert_int_equal(shim_start(), SQLITE_OK);
	assert_int_not_equal(sqlite3_open_v2(absent, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, SHIM_NAME), SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(access(absent, F_OK), -1);
	make_vault(7);
	f = fopen(journal, "wb");
	fwrite("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7\0\0\0\1", 1, 12, f);
	fclose(f);
	db = open_with(7);
	assert_int_equal(sqlite3_exec(db, "SELECT * FROM t", NULL, NULL, NULL), SQLITE_CANTOPEN);
	sqlite3_close(db);
	assert_int_equal(unlink(journal), 0);
	sqlite3_free(absent);
	sqlite3_free(journal);
}

/* While a checkpoint writes page 1, its change counter cannot be read: whoever asks must believe it changed. */
static void an_unreadable_counter_is_another_each_time(void **state)
{
	(void)state;
	uint8_t first[16], second[16];
	make_vault(7);
	sqlite3 *db = open_with(7);
	sqlite3_file *f = file_of(db);
	assert_int_equal(f->pMethods->xRead(f, first, 16, 24), SQLITE_OK);
	assert_int_equal(f->pMethods->xRead(f, second, 16, 24), SQLITE_OK);
	assert_memory_equal(first, second, 16);
	sqlite3_close(db);
	flip(vault_path, SHIM_HEADER + 1000);
	db = open_with(7);
	f = file_of(db);
	assert_int_equal(f->pMethods->xRead(f, first, 16, 24), SQLITE_OK);
	assert_int_equal(f->pMethods->xRead(f, second, 16, 24), SQLITE_OK);
	assert_memory_not_equal(first, second, 16);
	sqlite3_close(db);
}

/* A plain file's pages leave no room for nonce and tag: copied in, they would be cut, and nothing of it opened again. */
static void plain_pages_are_refused(void **state)
{
	(void)state;
	static const char *const contents[] = { "", "CREATE TABLE u(x); INSERT INTO u VALUES(zeroblob(90000))" };
	make_vault(7);
	for (int i = 0; i < 2; i++) {
		sqlite3 *plain, *db = open_with(7);
		run(db, "INSERT INTO t(b) VALUES('kept')");
		assert_int_equal(sqlite3_open_v2(":memory:", &plain, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "unix"), 0);
		run(plain, "PRAGMA application_id=1");
		run(plain, contents[i]);
		sqlite3_backup *backup = sqlite3_backup_init(db, "main", plain, "main");
		assert_non_null(backup);
		int rc = sqlite3_backup_step(backup, -1);
		assert_int_not_equal(sqlite3_backup_finish(backup), SQLITE_OK);
		assert_int_not_equal(rc, SQLITE_DONE);
		sqlite3_close(plain);
		sqlite3_close(db);
		db = open_with(7);
		assert_non_null(db);
		char *kept = answer(db, "SELECT count(*) FROM t WHERE b = 'kept'; ");
		assert_string_equal(kept, i ? "2|" : "1|");
		free(kept);
		sqlite3_close(db);
	}
}

static void draw_nonces(uint8_t nonce[][CIPHER_NONCE], int n)
{
	static const uint8_t key[CIPHER_KEY] = { 1 };
	uint8_t sealed[8], extra[CIPHER_EXTRA];

	for (int i = 0; i < n; i++) {
		cipher_seal(sealed, extra, (const uint8_t *)"the same", sizeof(sealed), key, CIPHER_PAGE, 1);
		memcpy(nonce[i], extra, CIPHER_NONCE);
	}
}

/* Nonces are fetched ahead: a forked program must not go on with those of its parent. */
static void a_nonce_never_comes_twice(void **state)
{
	enum { N = 100 };
	uint8_t nonce[2 * N][CIPHER_NONCE];
	int ends[2], left;
	pid_t child;

	(void)state;
	draw_nonces(nonce, 1);
	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		draw_nonces(nonce, N);
		_exit(write(ends[1], nonce, sizeof(nonce) / 2) != (ssize_t)(sizeof(nonce) / 2));
	}
	draw_nonces(nonce, N);
	assert_int_equal(read(ends[0], (uint8_t *)nonce + sizeof(nonce) / 2, sizeof(nonce) / 2), sizeof(nonce) / 2);
	assert_int_equal(waitpid(child, &left, 0), child);
	assert_int_equal(left, 0);
	close(ends[0]);
	close(ends[1]);
	for (int i = 0; i < 2 * N; i++)
		for (int k = 0; k < i; k++)
			assert_memory_not_equal(nonce[i], nonce[k], CIPHER_NONCE);
}

static void slots(void **state)
{
	(void)state;
	static struct header h;
	static const bool none[HEADER_SLOTS];
	struct slot_content content = { { 1, 2, 3 }, { 9 } }, got;
	uint8_t key[CIPHER_KEY], other[CIPHER_KEY];
	header_new(&h, (struct header_cost){ 1, 8192 });
	assert_true(header_slot_key(&h, "a. berg", "correct horse", 13, key));
	assert_true(header_slot_key(&h, "a. berg", "correct house", 13, other));
	assert_int_equal(header_free_slot(none), 0);
	header_put(&h, 0, key, &content);
	header_seal(&h, content.data_key);
	assert_int_equal(header_try(&h, other, &got), -1);
	assert_int_equal(header_try(&h, key, &got), 0);
	assert_memory_equal(&got, &content, sizeof got);
	assert_true(header_whole(&h, got.data_key) && header_intact(&h));
	h.bytes[100] ^= 1;
	assert_false(header_whole(&h, got.data_key) || header_intact(&h));
	header_clear(&h, 0);
	assert_int_equal(header_try(&h, key, &got), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_answers_as_plain),
		cmocka_unit_test(nothing_readable),
		cmocka_unit_test(every_flipped_bit_is_noticed),
		cmocka_unit_test(a_long_log_is_recovered),
		cmocka_unit_test(a_wrong_key_harms_nothing),
		cmocka_unit_test(pragmas_that_would_break_the_sealing),
		cmocka_unit_test(growth_leaves_no_holes),
		cmocka_unit_test(what_is_not_there_is_not_made),
		cmocka_unit_test(an_unreadable_counter_is_another_each_time),
		cmocka_unit_test(plain_pages_are_refused),
		cmocka_unit_test(a_nonce_never_comes_twice),
		cmocka_unit_test(slots),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
