/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A file of before files were sealed: with everything in it it becomes a vault,
 * and whatever goes wrong on the way, at every call, its name leads to all of it,
 * plain or sealed.
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
#include <unistd.h>

#include "../unit/vault/people.h"
#include "base/str.h"
#include "faults.h"
#include "store/inside.h"

static char *plain_path, *kept_path;

static void run(sqlite3 *db, const char *sql)
{
	char *why = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", sql, why);
}

/* Values of every kind that a column may hold; rows whose number is their own, that have another key, that have none. */
static void make_plain(const char *path)
{
	sqlite3 *db;

	unlink(path);
	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "unix"), SQLITE_OK);
	run(db, "PRAGMA journal_mode=WAL; PRAGMA application_id=0x46484C44");
	assert_int_equal(migrate_new(db, 4, NULL), ST_OK);
	run(db, "CREATE TABLE odd(a, b REAL, \"c d\" BLOB)");
	run(db, "INSERT INTO odd(rowid, a, b, \"c d\") VALUES(7, 'Haidari', 1.5, x'00ff00'), (9, '', -0.0, zeroblob(9000)),"
		" (2, NULL, 1e300, ''), (30, 9223372036854775807, 2, 'Ђорђевић')");
	run(db, "CREATE TABLE keyed(v, k TEXT, n INTEGER, PRIMARY KEY(n, k)) WITHOUT ROWID");
	run(db, "WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 300)"
		" INSERT INTO keyed SELECT randomblob(40), 'k' || n % 7, n FROM i");
	run(db, "CREATE INDEX odd_by_a ON odd(a) WHERE a IS NOT NULL; CREATE VIEW both AS SELECT a, v FROM odd, keyed;"
		"CREATE TRIGGER when_odd AFTER INSERT ON odd BEGIN DELETE FROM keyed WHERE n < 0; END");
	sqlite3_close(db);
}

/* All of it, as text. */
static char *contents(sqlite3 *db)
{
	static const char *const sql[] = {
		"SELECT rowid || quote(a) || typeof(a) || quote(b) || quote(\"c d\") || typeof(\"c d\") FROM odd ORDER BY rowid",
		"SELECT quote(v) || k || n FROM keyed ORDER BY n, k",
		"SELECT key || quote(value) FROM setting WHERE key NOT LIKE 'trail%' ORDER BY key",
		"SELECT type || name || sql FROM sqlite_schema WHERE name GLOB '*odd*' OR name IN ('keyed', 'both') ORDER BY name",
	};
	struct str out = STR_INIT;

	for (size_t i = 0; i < ARRAY_LEN(sql); i++) {
		sqlite3_stmt *stmt = NULL;

		assert_int_equal(sqlite3_prepare_v2(db, sql[i], -1, &stmt, NULL), SQLITE_OK);
		while (sqlite3_step(stmt) == SQLITE_ROW)
			str_addf(&out, "%s\n", (const char *)sqlite3_column_text(stmt, 0));
		assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
	}
	return str_take(&out);
}

static char *plain_contents(const char *path)
{
	sqlite3 *db;
	char *all;

	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, "unix"), SQLITE_OK);
	all = contents(db);
	sqlite3_close(db);
	return all;
}

static char *sealed_contents(void)
{
	struct vault *vault = people_open(NULL, "welcome");
	char *all = contents(vault_db(vault));
	int64_t bad = -1;

	assert_int_equal(vault_verify_pages(vault, NULL, NULL, &bad, NULL), ST_OK);
	assert_int_equal(bad, 0);
	vault_close(vault);
	return all;
}

static enum status seal(struct err *err)
{
	struct secret *words = people_secret("welcome");
	char *kept = NULL;
	enum status st = vault_seal_plain(people_path, words, NULL, NULL, &kept, err);

	if (st == ST_OK && !str_same(kept, kept_path))
		st = ST_INVALID;
	secret_free(words);
	free(kept);
	return st;
}

static void begin_again(void)
{
	char *command = mem_fmt("rm -f %s* && cp %s %s", people_path, plain_path, people_path);

	assert_int_equal(system(command), 0);
	free(command);
}

static int prepare(void **state)
{
	if (people_folder(state))
		return -1;
	plain_path = mem_fmt("%s/before", people_root);
	kept_path = mem_fmt("%s.plain-delete-securely", people_path);
	make_plain(plain_path);
	return 0;
}

static int put_away(void **state)
{
	free(plain_path);
	free(kept_path);
	return people_remove(state);
}

static void all_of_it_is_sealed(void **state)
{
	char *before = plain_contents(plain_path), *after, *kept;
	struct vault_options options = { .path = people_path, .ask = people_tell, .ask_ctx = "welcome" };
	struct vault_look look;
	struct store *store;
	struct stat info;
	struct err err;

	(void)state;
	begin_again();
	assert_false(vault_plain_left(people_path));
	assert_int_equal(chmod(people_path, 0644), 0);
	err_clear(&err);
	if (seal(&err) != ST_OK)
		fail_msg("%s", err.text);
	after = sealed_contents();
	assert_string_equal(before, after);
	assert_int_equal(stat(people_path, &info), 0);
	assert_int_equal(info.st_mode & 07777, 0600);
	kept = plain_contents(kept_path);
	assert_true(vault_plain_left(people_path));
	assert_int_equal(stat(kept_path, &info), 0);
	assert_int_equal(info.st_mode & 07777, 0600);
	assert_string_equal(before, kept);
	assert_int_equal(vault_look(people_path, &look, NULL), ST_OK);
	assert_false(look.plain || look.names);
	/* Of an older version it is as well: it is brought up to date as any other. */
	if (store_open(&options, &store, &err) != ST_OK)
		fail_msg("%s", err.text);
	assert_int_equal(store_schema(store), migrate_latest());
	store_close(store);
	assert_int_equal(seal(&err), ST_INVALID);
	free(before);
	free(after);
	free(kept);
}

static void a_log_beside_it_comes_along(void **state)
{
	pid_t child;
	int status;
	char *all;

	(void)state;
	begin_again();
	child = fork();
	if (child == 0) {
		sqlite3 *db;

		if (sqlite3_open_v2(people_path, &db, SQLITE_OPEN_READWRITE, "unix") == SQLITE_OK)
			sqlite3_exec(db, "INSERT INTO odd(a) VALUES('in the log')", NULL, NULL, NULL);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(seal(NULL), ST_OK);
	all = sealed_contents();
	assert_non_null(strstr(all, "in the log"));
	free(all);
}

static void it_is_sealed_only_alone_and_whole(void **state)
{
	sqlite3 *db;
	struct err err;
	char *all;

	(void)state;
	begin_again();
	assert_int_equal(sqlite3_open_v2(people_path, &db, SQLITE_OPEN_READWRITE, "unix"), SQLITE_OK);
	run(db, "BEGIN; SELECT * FROM odd");
	err_clear(&err);
	assert_int_equal(seal(&err), ST_BUSY);
	assert_non_null(strstr(err.text, "open"));
	sqlite3_close(db);
	all = plain_contents(people_path);
	free(all);
	/* A page in the middle is lost. */
	for (long at = 5 * 4096; at < 6 * 4096; at++)
		people_put(at, 0x5a);
	assert_int_equal(seal(&err), ST_CORRUPT);
	assert_int_equal(access(kept_path, F_OK), -1);
	/* A plain file of an earlier time is not written over. */
	begin_again();
	assert_int_equal(link(people_path, kept_path), 0);
	assert_int_equal(seal(&err), ST_IO);
	assert_non_null(strstr(err.text, "stands in the way"));
	all = plain_contents(people_path);
	free(all);
}

enum { UNKNOWN = -1 };

static int seal_with(const struct fault_plan *plan, long *calls)
{
	struct { int st; long calls; } said = { UNKNOWN, 0 };
	int ends[2], status;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		struct err err;

		err_clear(&err);
		faults_arm(plan);
		said.st = (int)seal(&err);
		said.calls = faults_disarm();
		if (said.st != ST_OK && !*err.text)
			_exit(8);
		if (write(ends[1], &said, sizeof(said)) != (ssize_t)sizeof(said))
			_exit(7);
		_exit(0);
	}
	close(ends[1]);
	if (read(ends[0], &said, sizeof(said)) < 0)
		fail();
	close(ends[0]);
	assert_true(waitpid(pid, &status, 0) == pid);
	if (WIFEXITED(status))
		assert_int_equal(WEXITSTATUS(status), 0);
	*calls = said.calls;
	return said.st;
}

static int leftovers(void)
{
	char *command = mem_fmt("exit $(ls %s | grep -c being-sealed)", people_root);
	int rc = system(command);

	free(command);
	return WEXITSTATUS(rc);
}

/* Whatever the name leads to is all of it; what is still plain is sealed by the next try. */
static void check(const char *before, int said)
{
	struct vault_look look;
	char *now;

	assert_int_equal(vault_look(people_path, &look, NULL), ST_OK);
	if (said == ST_OK)
		assert_false(look.plain);
	now = look.plain ? plain_contents(people_path) : sealed_contents();
	assert_string_equal(before, now);
	free(now);
	if (!look.plain)
		return;
	unlink(kept_path);                     /* the second name of the same file, if it came so far */
	assert_int_equal(seal(NULL), ST_OK);
	now = sealed_contents();
	assert_string_equal(before, now);
	free(now);
	assert_int_equal(leftovers(), 0);
}

static void everywhere(struct fault_plan plan)
{
	char *before = plain_contents(plain_path);
	long calls = 0;
	int points = 0, said;

	plan.at = 1;
	do {
		begin_again();
		said = seal_with(&plan, &calls);
		check(before, said);
		points++;
		plan.at += 17;
		plan.seed++;
	} while (said != ST_OK || calls >= plan.at);
	print_message("%d points\n", points);
	assert_true(points >= 5);
	free(before);
}

static void killed(void **state)
{
	(void)state;
	everywhere((struct fault_plan){ .kind = FAULT_KILL });
}

static void power_lost(void **state)
{
	(void)state;
	everywhere((struct fault_plan){ .kind = FAULT_POWER });
}

static void no_room(void **state)
{
	(void)state;
	everywhere((struct fault_plan){ .kind = FAULT_ERROR, .error = ENOSPC });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_of_it_is_sealed),
		cmocka_unit_test(a_log_beside_it_comes_along),
		cmocka_unit_test(it_is_sealed_only_alone_and_whole),
		cmocka_unit_test(killed),
		cmocka_unit_test(power_lost),
		cmocka_unit_test(no_room),
	};

	return cmocka_run_group_tests(tests, prepare, put_away);
}
