/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Locks: of programs that died or were stopped, of threads that open and close
 * beside each other, and those that a process would lose by looking at its own
 * file through another handle.  The long test (LOCKS_LONG) waits for a stopped one.
 */
#include "config.h"

#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "desk.h"
#include "store/inside.h"

static int opens_and_closes(void)
{
	struct store *store;

	if (desk_try_open(&store, NULL) != ST_OK)
		return 1;
	store_close(store);
	return 0;
}

static int finds_it_locked(void)
{
	struct store *store;
	int rc;

	if (desk_try_open(&store, NULL) != ST_OK)
		return 1;
	sqlite3_busy_timeout(store->db, 0);
	rc = sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	store_close(store);
	return rc == SQLITE_BUSY ? 0 : 2;
}

/* Another program, begun before this one opens anything: a fork inherits what SQLite believes to be locked. */
static struct { int ask, answer; pid_t pid; } other;

static void begin_other(void)
{
	static int (*const acts[])(void) = { opens_and_closes, finds_it_locked };
	int to[2], from[2];

	assert_int_equal(pipe(to), 0);
	assert_int_equal(pipe(from), 0);
	other.pid = fork();
	if (other.pid == 0) {
		char word;

		close(to[1]);
		while (read(to[0], &word, 1) == 1) {
			word = (char)acts[(int)word]();
			if (write(from[1], &word, 1) != 1)
				break;
		}
		_exit(0);
	}
	close(to[0]);
	close(from[1]);
	other.ask = to[1];
	other.answer = from[0];
}

static int in_the_other(char act)
{
	assert_int_equal(write(other.ask, &act, 1), 1);
	assert_int_equal(read(other.answer, &act, 1), 1);
	return act;
}

static void end_other(void)
{
	close(other.ask);
	close(other.answer);
	assert_true(waitpid(other.pid, NULL, 0) == other.pid);
}

/* While this process has the file open, another one that closes it must not think itself the last and take the log
 * away; while it writes, nobody else may. */
static void holds_its_locks(struct store *store)
{
	char *log = mem_fmt("%s-wal", desk_path);

	assert_int_equal(desk_save(store, "Haidari", &(struct id){ { 0 } }, NULL), ST_OK);
	assert_int_equal(in_the_other(0), 0);
	assert_int_equal(access(log, F_OK), 0);
	assert_int_equal(store_begin(store, NULL), ST_OK);
	assert_int_equal(in_the_other(1), 0);
	store_rollback(store);
	free(log);
}

static void look_at(struct store *store)
{
	struct vault_look look;

	(void)store;
	assert_int_equal(vault_look(desk_path, &look, NULL), ST_OK);
}

static void compare(struct store *store)
{
	assert_false(vault_is_copy(store->vault, desk_path));
}

static void copy(struct store *store)
{
	char *to = mem_fmt("%s.copy", desk_path);

	assert_int_equal(store_backup(store, to, NULL), ST_OK);
	assert_true(vault_is_copy(store->vault, to));
	unlink(to);
	free(to);
}

static void open_again(struct store *store)
{
	struct store *second = desk_open();

	(void)store;
	store_close(second);
}

static void check(struct store *store)
{
	assert_int_equal(store_check(store, NULL, NULL, NULL), ST_OK);
}

/* Each of these touches the file that this process has open; the locks stay. */
static void a_second_look_drops_no_lock(void **state)
{
	static void (*const looks[])(struct store *) = { look_at, compare, copy, open_again, check };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(looks); i++) {
		struct store *store;

		assert_int_equal(desk_new_file(state), 0);
		begin_other();
		store = desk_open();
		holds_its_locks(store);
		looks[i](store);
		holds_its_locks(store);
		store_close(store);
		end_other();
	}
}

/* A program with a change half written; it says so, and waits for its end. */
static pid_t one_that_writes(void)
{
	int said[2];
	pid_t pid;
	char word;

	assert_int_equal(pipe(said), 0);
	pid = fork();
	if (pid == 0) {
		struct store *store = desk_open();

		if (store_begin(store, NULL) != ST_OK ||
			desk_save(store, "Halfway", &(struct id){ { 0 } }, NULL) != ST_OK || write(said[1], "w", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	close(said[1]);
	assert_int_equal(read(said[0], &word, 1), 1);
	close(said[0]);
	return pid;
}

static void a_dead_program_holds_no_lock(void **state)
{
	struct store *store;
	int64_t began;
	pid_t pid;

	(void)state;
	for (int i = 0; i < 5; i++) {
		pid = one_that_writes();
		store = desk_open();
		kill(pid, SIGKILL);
		assert_true(waitpid(pid, NULL, 0) == pid);
		began = clock_ticks_ms();
		assert_int_equal(desk_save(store, "Haidari", &(struct id){ { 0 } }, NULL), ST_OK);
		assert_true(clock_ticks_ms() - began < 3000);
		/* Nothing of what was not finished. */
		assert_int_equal(desk_people(store), i + 1);
		store_close(store);
	}
	pledges_hold(&(struct pledges){ 0 });
}

#ifdef LOCKS_LONG
static void a_stopped_program_is_told_and_waited_for(void **state)
{
	pid_t pid = one_that_writes();
	struct store *store = desk_open();
	struct err err;

	(void)state;
	kill(pid, SIGSTOP);
	err_clear(&err);
	assert_int_equal(desk_save(store, "Haidari", &(struct id){ { 0 } }, &err), ST_BUSY);
	assert_non_null(strstr(err.text, "Another program"));
	/* Reading goes on meanwhile. */
	assert_int_equal(desk_people(store), 0);
	kill(pid, SIGKILL);
	assert_true(waitpid(pid, NULL, 0) == pid);
	assert_int_equal(desk_save(store, "Haidari", &(struct id){ { 0 } }, NULL), ST_OK);
	store_close(store);
	pledges_hold(&(struct pledges){ 0 });
}
#endif

enum { THREADS = 8, TURNS = 12, ROWS = 10 };

/* With the vault alone: above it a program has one thread. */
static void *work(void *ctx)
{
	const char *path = ctx;
	struct vault_options options = { .path = path };
	intptr_t wrong = 0;

	for (int turn = 0; turn < TURNS; turn++) {
		struct vault *vault;

		if (vault_open(&options, &vault, NULL) != ST_OK)
			return (void *)1;
		for (int row = 0; row < ROWS; row++)
			wrong += sqlite3_exec(vault_db(vault), "INSERT INTO t VALUES(zeroblob(700));"
				"SELECT total(length(x)) FROM (SELECT * FROM t ORDER BY x)", NULL, NULL, NULL) != SQLITE_OK;
		vault_close(vault);
	}
	return (void *)wrong;
}

static enum status one_table(struct sqlite3 *db, void *ctx, struct err *err)
{
	(void)ctx;
	(void)err;
	return sqlite3_exec(db, "CREATE TABLE t(x)", NULL, NULL, NULL) == SQLITE_OK ? ST_OK : ST_IO;
}

static void threads_open_and_close_beside_each_other(void **state)
{
	pthread_t thread[THREADS];
	char *path[2];
	sqlite3_stmt *stmt;
	struct vault *vault;

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct vault_options options = { .create = true, .fill = one_table };

		options.path = path[i] = mem_fmt("%s/threads-%d", desk_folder, i);
		assert_int_equal(vault_open(&options, &vault, NULL), ST_OK);
		vault_close(vault);
	}
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&thread[i], NULL, work, path[i % 2]), 0);
	for (int i = 0; i < THREADS; i++) {
		void *wrong;

		assert_int_equal(pthread_join(thread[i], &wrong), 0);
		assert_null(wrong);
	}
	for (int i = 0; i < 2; i++) {
		struct vault_options options = { .path = path[i] };

		assert_int_equal(vault_open(&options, &vault, NULL), ST_OK);
		assert_int_equal(sqlite3_prepare_v2(vault_db(vault), "SELECT count(*), (SELECT * FROM"
			" pragma_integrity_check) FROM t WHERE length(x) = 700", -1, &stmt, NULL), SQLITE_OK);
		assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
		assert_int_equal(sqlite3_column_int(stmt, 0), THREADS / 2 * TURNS * ROWS);
		assert_string_equal((const char *)sqlite3_column_text(stmt, 1), "ok");
		sqlite3_finalize(stmt);
		vault_close(vault);
		free(path[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_second_look_drops_no_lock, desk_new_file),
		cmocka_unit_test_setup(a_dead_program_holds_no_lock, desk_new_file),
#ifdef LOCKS_LONG
		cmocka_unit_test_setup(a_stopped_program_is_told_and_waited_for, desk_new_file),
#endif
		cmocka_unit_test(threads_open_and_close_beside_each_other),
	};

	return cmocka_run_group_tests(tests, desk_make, desk_remove);
}
