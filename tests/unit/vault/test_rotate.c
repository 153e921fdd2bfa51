/* SPDX-License-Identifier: EUPL-1.2 */
/* A new data key: who holds it, what the one before still opens, and what an end in the middle leaves. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "people.h"
#include "vault/keys.h"

#define ROWS 3000

static int64_t number(struct vault *vault, const char *sql)
{
	sqlite3_stmt *stmt = NULL;
	int64_t n = -1;

	if (sqlite3_prepare_v2(vault_db(vault), sql, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
		n = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return n;
}

static void run(struct vault *vault, const char *sql)
{
	if (sqlite3_exec(vault_db(vault), sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(vault_db(vault)));
}

static struct vault *three_with_rows(void)
{
	struct vault *vault = people_three();

	run(vault, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
		" INSERT INTO t SELECT printf('%0500d', i) FROM n");
	return vault;
}

static void whole(struct vault *vault)
{
	int64_t bad = -1;

	assert_int_equal(number(vault, "SELECT count(DISTINCT x) FROM t WHERE length(x) = 500"), ROWS);
	assert_int_equal(number(vault, "SELECT sum(CAST(x AS INTEGER)) FROM t WHERE length(x) = 500"), ROWS * (ROWS + 1) / 2);
	assert_int_equal(vault_verify_pages(vault, NULL, NULL, &bad, NULL), ST_OK);
	assert_int_equal(bad, 0);
}

/* Åse and Noor; Tariq not. */
static void two_of_three(struct vault_key_holder out[2])
{
	struct vault *noor = people_open("Noor", "tawny owl");

	memset(out, 0, 2 * sizeof(*out));
	vault_public_key(noor, out[1].public_key);
	out[1].slot = vault_slot(noor);
	vault_close(noor);
	noor = people_open("Åse", "welcome");
	vault_public_key(noor, out[0].public_key);
	vault_close(noor);
}

/* The data key by which Åse's slot opens the file now. */
static struct secret *key_of_today(void)
{
	struct keys keys = { 0 };
	struct secret *words = people_secret("welcome"), *key;
	struct keys_attempt attempt = { "Åse", words, true, &keys, NULL };
	sqlite3 *db = NULL;

	shim_expect(people_path, keys_unlock, &attempt);
	assert_int_equal(sqlite3_open_v2(people_path, &db, SQLITE_OPEN_READWRITE, SHIM_NAME), SQLITE_OK);
	shim_expect_no_more();
	sqlite3_close(db);
	key = keys.data_key;
	keys.data_key = NULL;
	keys_clear(&keys);
	secret_free(words);
	return key;
}

static int with_key(void *ctx, struct shim_door door, uint8_t data_key[CIPHER_KEY])
{
	(void)door;
	memcpy(data_key, secret_bytes(ctx), CIPHER_KEY);
	return SQLITE_OK;
}

static int64_t opened_by(struct secret *key)
{
	sqlite3 *db = NULL;
	struct stat info;
	int64_t n = 0;

	shim_expect(people_path, with_key, key);
	assert_int_equal(sqlite3_open_v2(people_path, &db, SQLITE_OPEN_READONLY, SHIM_NAME), SQLITE_OK);
	shim_expect_no_more();
	assert_int_equal(stat(people_path, &info), 0);
	for (int64_t page = 1; page <= (info.st_size - SHIM_HEADER) / SHIM_PAGE; page++)
		n += shim_page_test(db, page, false) == SQLITE_OK;
	sqlite3_close(db);
	return n;
}

static void every_page_is_sealed_anew(void **state)
{
	struct vault *vault = three_with_rows();
	struct vault_key_holder holders[2];
	struct secret *before, *after;
	int64_t pages;

	(void)state;
	vault_close(vault);
	two_of_three(holders);
	before = key_of_today();
	vault = people_open("Åse", "welcome");
	pages = number(vault, "PRAGMA page_count");
	assert_true(pages > 300);
	assert_int_equal(opened_by(before), pages);
	run(vault, "INSERT INTO t VALUES('in the log')");
	assert_int_equal(vault_rotate(vault, holders, 2, NULL, NULL, NULL), ST_OK);
	assert_false(vault_rotation_pending(vault));
	whole(vault);
	run(vault, "INSERT INTO t VALUES('after')");
	vault_close(vault);
	after = key_of_today();
	assert_int_equal(opened_by(before), 0);
	assert_true(opened_by(after) > 300);
	assert_int_equal(people_try("Tariq", "barn owl"), -1);
	assert_int_equal(people_try("Noor", "tawny owl"), 2);
	vault = people_open("Noor", "tawny owl");
	whole(vault);
	assert_int_equal(number(vault, "SELECT count(*) FROM t WHERE x IN ('in the log', 'after')"), 2);
	vault_close(vault);
	secret_free(before);
	secret_free(after);
}

static void header_bytes(int copy, long at, uint8_t out[64])
{
	FILE *f = fopen(people_path, "r");

	assert_non_null(f);
	assert_int_equal(fseek(f, copy * 32768L + at, SEEK_SET), 0);
	assert_int_equal(fread(out, 1, 64, f), 64);
	fclose(f);
}

/* It stands in the header only as long as pages may need it; a slot that is no holder's is overwritten. */
static void the_key_of_before_leaves_the_header(void **state)
{
	struct vault *vault = three_with_rows();
	struct vault_key_holder holders[2];
	uint8_t bytes[64], none[64] = { 0 }, slot[64];

	(void)state;
	vault_close(vault);
	two_of_three(holders);
	vault = people_open("Åse", "welcome");
	header_bytes(0, 64 + 144, slot);
	assert_int_equal(vault_rotate(vault, holders, 2, NULL, NULL, NULL), ST_OK);
	vault_close(vault);
	for (int copy = 0; copy < 2; copy++) {
		header_bytes(copy, 32320, bytes);
		assert_memory_equal(bytes, none, sizeof(bytes));
		header_bytes(copy, 64 + 144, bytes);
		assert_memory_not_equal(bytes, slot, sizeof(bytes));
	}
}

static void nobody_else_may_have_it_open(void **state)
{
	struct vault *vault = three_with_rows(), *other;
	struct vault_key_holder holders[2];
	struct secret *before, *after;
	struct err err;

	(void)state;
	vault_close(vault);
	two_of_three(holders);
	before = key_of_today();
	other = people_open("Noor", "tawny owl");
	vault = people_open("Åse", "welcome");
	err_clear(&err);
	assert_int_equal(vault_rotate(vault, holders, 2, NULL, NULL, &err), ST_BUSY);
	assert_non_null(strstr(err.text, "Somebody else"));
	assert_false(vault_rotation_pending(vault));
	run(other, "INSERT INTO t VALUES('still here')");
	vault_close(other);
	vault_close(vault);
	after = key_of_today();
	assert_memory_equal(secret_bytes(before), secret_bytes(after), CIPHER_KEY);
	assert_int_equal(people_try("Tariq", "barn owl"), 1);
	secret_free(before);
	secret_free(after);
}

/* Opens without waiting: what SQLite answers. */
static int knock(void)
{
	struct keys keys = { 0 };
	struct secret *words = people_secret("tawny owl");
	struct keys_attempt attempt = { "Noor", words, true, &keys, NULL };
	sqlite3 *db = NULL;
	int rc;

	shim_start();
	shim_expect(people_path, keys_unlock, &attempt);
	rc = sqlite3_open_v2(people_path, &db, SQLITE_OPEN_READWRITE, SHIM_NAME);
	shim_expect_no_more();
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(db, "SELECT * FROM t", NULL, NULL, NULL) & 0xff;
	sqlite3_close(db);
	keys_clear(&keys);
	secret_free(words);
	return rc;
}

static bool knock_once(void *ctx, int64_t done, int64_t total)
{
	int *answer = ctx;

	if (*answer < 0 && done > total / 3)
		*answer = people_visit();
	return true;
}

static void nobody_comes_in_meanwhile(void **state)
{
	struct vault *vault = three_with_rows();
	struct vault_key_holder holders[2];
	int answer = -1;

	(void)state;
	vault_close(vault);
	two_of_three(holders);
	vault = people_open("Åse", "welcome");
	assert_int_equal(vault_rotate(vault, holders, 2, knock_once, &answer, NULL), ST_OK);
	assert_int_equal(answer, SQLITE_BUSY);
	whole(vault);
	vault_close(vault);
}

struct stop { int64_t at, seen, last; };

static bool stop_at(void *ctx, int64_t done, int64_t total)
{
	struct stop *stop = ctx;

	assert_true(done >= stop->last && done <= total);
	stop->last = done;
	return ++stop->seen < stop->at;
}

/* Stopped in each round; what is written until somebody goes on stands among pages of either key. */
static void stopped_anywhere_it_goes_on(void **state)
{
	static const int64_t at[] = { 1, 3, 6, 10, 13, 16, 19 };
	struct vault_key_holder holders[2];
	struct vault *vault;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(at); i++) {
		struct stop stop = { at[i], 0, 0 };
		struct secret *before;

		vault_close(three_with_rows());
		two_of_three(holders);
		before = key_of_today();
		vault = people_open("Åse", "welcome");
		assert_int_equal(vault_rotate(vault, holders, 2, stop_at, &stop, NULL), ST_CANCELLED);
		assert_true(vault_rotation_pending(vault));
		whole(vault);
		run(vault, "INSERT INTO t VALUES('meanwhile')");
		vault_close(vault);
		assert_int_equal(people_try("Tariq", "barn owl"), -1);
		people_calm();
		vault = people_open("Noor", "tawny owl");
		assert_true(vault_rotation_pending(vault));
		whole(vault);
		assert_int_equal(vault_rotate_finish(vault, NULL, NULL, NULL), ST_OK);
		assert_false(vault_rotation_pending(vault));
		whole(vault);
		assert_int_equal(number(vault, "SELECT count(*) FROM t WHERE x = 'meanwhile'"), 1);
		vault_close(vault);
		assert_int_equal(opened_by(before), 0);
		secret_free(before);
	}
}

/* Before the pages are read back, a byte of one goes bad: in a program of its own, which drops none of our locks. */
static bool spoil(void *ctx, int64_t done, int64_t total)
{
	bool *spoilt = ctx;
	char *command = mem_fmt("printf X | dd of=%s bs=1 seek=%d conv=notrunc status=none", people_path,
		SHIM_HEADER + 50 * SHIM_PAGE + 1000);

	if (!*spoilt && done * 4 >= total * 3) {
		assert_int_equal(system(command), 0);
		*spoilt = true;
	}
	free(command);
	return true;
}

static void the_key_of_before_goes_only_when_all_was_read(void **state)
{
	struct vault_key_holder holders[2];
	struct vault *vault;
	bool spoilt = false;

	(void)state;
	vault_close(three_with_rows());
	two_of_three(holders);
	vault = people_open("Åse", "welcome");
	assert_int_equal(vault_rotate(vault, holders, 2, spoil, &spoilt, NULL), ST_CORRUPT);
	assert_true(spoilt && vault_rotation_pending(vault));
	vault_close(vault);
	vault = people_open("Åse", "welcome");
	assert_true(vault_rotation_pending(vault));
	vault_close(vault);
}

/* A backup made meanwhile is one for the holders, and is finished like the file itself. */
static void a_copy_made_half_way_is_whole(void **state)
{
	struct stop stop = { 13, 0, 0 };
	struct vault_key_holder holders[2];
	struct vault *vault;
	char *copy = mem_fmt("%s.copy", people_path), *move = mem_fmt("mv %s %s", copy, people_path);

	(void)state;
	vault_close(three_with_rows());
	two_of_three(holders);
	vault = people_open("Åse", "welcome");
	assert_int_equal(vault_rotate(vault, holders, 2, stop_at, &stop, NULL), ST_CANCELLED);
	assert_int_equal(vault_copy(vault, copy, NULL, NULL, NULL, NULL), ST_OK);
	vault_close(vault);
	assert_int_equal(system(move), 0);
	assert_int_equal(people_try("Tariq", "barn owl"), -1);
	people_calm();
	vault = people_open("Noor", "tawny owl");
	whole(vault);
	assert_int_equal(vault_rotate_finish(vault, NULL, NULL, NULL), ST_OK);
	whole(vault);
	vault_close(vault);
	free(copy);
	free(move);
}

static void a_holder_without_a_key_is_told(void **state)
{
	struct vault_key_holder holders[2];
	struct vault *vault = three_with_rows();

	(void)state;
	vault_close(vault);
	two_of_three(holders);
	memset(holders[1].public_key, 0, VAULT_KEY);
	vault = people_open("Åse", "welcome");
	assert_int_equal(vault_rotate(vault, holders, 2, NULL, NULL, NULL), ST_INVALID);
	assert_false(vault_rotation_pending(vault));
	vault_close(vault);
	assert_int_equal(people_try("Tariq", "barn owl"), 1);
}

/* Between the slot and the first page: signals that the slot was opened, and waits until it may go on. */
struct slow { struct keys_attempt attempt; int tell, wait; };

static int unlock_slowly(void *ctx, struct shim_door door, uint8_t data_key[CIPHER_KEY])
{
	struct slow *slow = ctx;
	int rc = keys_unlock(&slow->attempt, door, data_key);
	char c = 'x';

	if (write(slow->tell, &c, 1) != 1 || read(slow->wait, &c, 1) != 1)
		return SQLITE_ERROR;
	return rc;
}

static int come_in_slowly(int tell, int wait)
{
	struct keys keys = { 0 };
	struct secret *words = people_secret("tawny owl");
	struct slow slow = { { "Noor", words, true, &keys, NULL }, tell, wait };
	sqlite3 *db = NULL;
	int rc;

	shim_expect(people_path, unlock_slowly, &slow);
	rc = sqlite3_open_v2(people_path, &db, SQLITE_OPEN_READWRITE, SHIM_NAME);
	shim_expect_no_more();
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(db, "SELECT count(*) FROM t", NULL, NULL, NULL);
	sqlite3_close(db);
	keys_clear(&keys);
	secret_free(words);
	return rc & 0xff;
}

/* A change of the key, a row that stands in the log alone, and a sudden end. */
static void change_and_die(void)
{
	struct vault_key_holder holders[2];
	struct vault *vault;

	two_of_three(holders);
	vault = people_open("Åse", "welcome");
	if (vault_rotate(vault, holders, 2, NULL, NULL, NULL) == ST_OK) {
		run(vault, "INSERT INTO t VALUES('acknowledged')");
		kill(getpid(), SIGKILL);
	}
	_exit(1);
}

/* With a key of before the log would look empty, and closing would delete it with all that was acknowledged. */
static void a_key_changed_after_the_slot_opened_harms_nothing(void **state)
{
	int told[2], go[2], status;
	struct vault *vault;
	pid_t slow, changer;
	char c;

	(void)state;
	vault_close(three_with_rows());
	assert_int_equal(pipe(told) | pipe(go), 0);
	slow = fork();
	if (slow == 0)
		_exit(come_in_slowly(told[1], go[0]));
	assert_int_equal(read(told[0], &c, 1), 1);
	changer = fork();
	if (changer == 0)
		change_and_die();
	assert_int_equal(waitpid(changer, &status, 0), changer);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(write(go[1], &c, 1), 1);
	assert_int_equal(waitpid(slow, &status, 0), slow);
	assert_int_equal(WEXITSTATUS(status), SQLITE_PROTOCOL);
	vault = people_open("Noor", "tawny owl");
	whole(vault);
	assert_int_equal(number(vault, "SELECT count(*) FROM t WHERE x = 'acknowledged'"), 1);
	vault_close(vault);
	for (int i = 0; i < 2; i++) {
		close(told[i]);
		close(go[i]);
	}
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_page_is_sealed_anew),
		cmocka_unit_test(the_key_of_before_leaves_the_header),
		cmocka_unit_test(nobody_else_may_have_it_open),
		cmocka_unit_test(nobody_comes_in_meanwhile),
		cmocka_unit_test(stopped_anywhere_it_goes_on),
		cmocka_unit_test(the_key_of_before_goes_only_when_all_was_read),
		cmocka_unit_test(a_copy_made_half_way_is_whole),
		cmocka_unit_test(a_holder_without_a_key_is_told),
		cmocka_unit_test(a_key_changed_after_the_slot_opened_harms_nothing),
	};

	if (people_visiting(argc, argv))
		return knock();
	return cmocka_run_group_tests(tests, people_folder, people_remove);
}
