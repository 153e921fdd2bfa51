/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The ground gives way while slots are given and taken away and while the data
 * key is changed, at every call (quick: at some): whoever holds a slot still
 * comes in and finds everything, who was told to have lost it does not, and a
 * change of the key that was interrupted is finished later.
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
#include <sys/wait.h>
#include <unistd.h>

#include "../unit/vault/people.h"
#include "faults.h"

#ifdef NEWKEY_LONG
enum { STEP = 1, ROWS = 150 };
#else
enum { STEP = 9, ROWS = 60 };
#endif

static struct vault_key_holder holders[2];
static bool lasting;            /* the disk takes nothing any more: an error may leave the change half way */

static int64_t number(struct vault *vault, const char *sql)
{
	sqlite3_stmt *stmt = NULL;
	int64_t n = -1;

	if (sqlite3_prepare_v2(vault_db(vault), sql, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
		n = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return n;
}

static void copy_file(const char *from, const char *to)
{
	char *command = mem_fmt("rm -f %s-wal %s-shm && cp %s %s", people_path, people_path, from, to);

	assert_int_equal(system(command), 0);
	free(command);
}

/* Of three people, of whom Tariq is to go; part of the rows stands in pages of a size that VACUUM moves about. */
static int prepare(void **state)
{
	struct vault *vault;
	char *sql = mem_fmt("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
		" INSERT INTO t SELECT printf('%%0900d', i) FROM n; DELETE FROM t WHERE rowid %% 3 = 0", ROWS);
	char *original;

	if (people_folder(state))
		return -1;
	original = mem_fmt("%s.original", people_path);
	vault = people_three();
	assert_int_equal(sqlite3_exec(vault_db(vault), sql, NULL, NULL, NULL), SQLITE_OK);
	vault_public_key(vault, holders[0].public_key);
	vault_close(vault);
	vault = people_open("Noor", "tawny owl");
	vault_public_key(vault, holders[1].public_key);
	holders[1].slot = vault_slot(vault);
	vault_close(vault);
	copy_file(people_path, original);
	free(original);
	free(sql);
	return 0;
}

static void begin_again(void)
{
	char *original = mem_fmt("%s.original", people_path);

	copy_file(original, people_path);
	free(original);
}

static void whole(struct vault *vault)
{
	int64_t bad = -1;

	assert_int_equal(number(vault, "SELECT count(DISTINCT x) FROM t WHERE length(x) = 900"), ROWS - ROWS / 3);
	assert_int_equal(number(vault, "SELECT count(*) FROM t WHERE x = 'in the log'"), 1);
	assert_int_equal(number(vault, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"), 1);
	assert_int_equal(vault_verify_pages(vault, NULL, NULL, &bad, NULL), ST_OK);
	assert_int_equal(bad, 0);
}

typedef enum status work_fn(struct vault *vault, struct err *err);
enum { UNKNOWN = -1 };          /* the program died before it could say */

/* What it said, or UNKNOWN; *calls when it was not killed. */
static int work_with(const struct fault_plan *plan, work_fn *work, long *calls)
{
	struct { int st; long calls; } said = { UNKNOWN, 0 };
	int ends[2], status;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		struct vault *vault = NULL;
		struct err err;

		err_clear(&err);
		if (people_enter("Åse", "welcome", &vault, &err) != ST_OK) {
			fprintf(stderr, "%s\n", err.text);
			_exit(9);
		}
		/* Acknowledged, and in the log alone. */
		if (sqlite3_exec(vault_db(vault), "INSERT INTO t VALUES('in the log')", NULL, NULL, NULL) != SQLITE_OK)
			_exit(10);
		faults_arm(plan);
		said.st = (int)work(vault, &err);
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

static enum status change_key(struct vault *vault, struct err *err)
{
	return vault_rotate(vault, holders, 2, NULL, NULL, err);
}

static void check_change(int said)
{
	struct vault *vault = people_open("Åse", "welcome");
	bool pending = vault_rotation_pending(vault);
	int tariq;

	whole(vault);
	vault_close(vault);
	tariq = people_try("Tariq", "barn owl");
	people_calm();
	if (said == ST_OK)
		assert_true(tariq < 0 && !pending);
	vault = people_open("Noor", "tawny owl");
	whole(vault);
	if (tariq < 0) {
		assert_int_equal(sqlite3_exec(vault_db(vault), "INSERT INTO t VALUES('meanwhile')", NULL, NULL, NULL), SQLITE_OK);
		assert_int_equal(vault_rotate_finish(vault, NULL, NULL, NULL), ST_OK);
		assert_false(vault_rotation_pending(vault));
		whole(vault);
		assert_int_equal(number(vault, "SELECT count(*) FROM t WHERE x = 'meanwhile'"), 1);
	} else {
		assert_false(pending);
	}
	vault_close(vault);
}

static enum status take_away(struct vault *vault, struct err *err)
{
	return vault_slot_take_away(vault, 1, err);
}

static void check_taken(int said)
{
	struct vault *vault = people_open("Åse", "welcome");
	int tariq = people_try("Tariq", "barn owl");

	people_calm();
	whole(vault);
	vault_close(vault);
	assert_int_equal(people_try("Noor", "tawny owl"), 2);
	if (said == ST_OK || (said != UNKNOWN && !lasting))
		assert_int_equal(tariq, said == ST_OK ? -1 : 1);
}

static enum status give(struct vault *vault, struct err *err)
{
	static const bool taken[VAULT_SLOTS] = { true, true, true };
	struct secret *words = people_secret("eagle owl");
	uint8_t key[VAULT_KEY];
	int slot;
	enum status st = vault_slot_give(vault, "Samira", words, taken, &slot, key, err);

	secret_free(words);
	return st;
}

static void check_given(int said)
{
	struct vault *vault = people_open("Åse", "welcome");
	int samira = people_try("Samira", "eagle owl");

	people_calm();
	whole(vault);
	vault_close(vault);
	assert_int_equal(people_try("Tariq", "barn owl"), 1);
	if (said == ST_OK || (said != UNKNOWN && !lasting))
		assert_int_equal(samira, said == ST_OK ? 3 : -1);
}

static const struct { const char *name; work_fn *work; void (*check)(int said); int step; } works[] = {
	{ "change of the key", change_key, check_change, STEP },
	{ "slot taken away", take_away, check_taken, 1 },
	{ "slot given", give, check_given, 1 },
};

static void everywhere(struct fault_plan plan)
{
	lasting = plan.kind == FAULT_ERROR || plan.kind == FAULT_SHORT;
	for (size_t w = 0; w < ARRAY_LEN(works); w++) {
		long calls = 0;
		int points = 0, said;

		plan.at = 1;
		do {
			begin_again();
			said = work_with(&plan, works[w].work, &calls);
			works[w].check(said);
			points++;
			plan.at += works[w].step;
			plan.seed++;
		} while (said != ST_OK || calls >= plan.at);
		print_message("%s: %d points\n", works[w].name, points);
		assert_true(points >= 4);
	}
}

static void killed(void **state)
{
	(void)state;
	everywhere((struct fault_plan){ .kind = FAULT_KILL });
}

static void torn(void **state)
{
	(void)state;
	everywhere((struct fault_plan){ .kind = FAULT_TEAR });
}

static void power_lost(void **state)
{
	(void)state;
	everywhere((struct fault_plan){ .kind = FAULT_POWER });
}

static void power_lost_and_torn(void **state)
{
	(void)state;
	everywhere((struct fault_plan){ .kind = FAULT_POWER_TORN, .seed = 3 });
}

static void no_room(void **state)
{
	(void)state;
	everywhere((struct fault_plan){ .kind = FAULT_ERROR, .error = ENOSPC });
}

static void one_bad_call(void **state)
{
	(void)state;
	everywhere((struct fault_plan){ .kind = FAULT_ONCE, .error = EIO });
}

static void half_a_write(void **state)
{
	(void)state;
	everywhere((struct fault_plan){ .kind = FAULT_SHORT, .error = EIO });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(killed),
		cmocka_unit_test(torn),
		cmocka_unit_test(power_lost),
		cmocka_unit_test(power_lost_and_torn),
		cmocka_unit_test(no_room),
		cmocka_unit_test(one_bad_call),
		cmocka_unit_test(half_a_write),
	};

	return cmocka_run_group_tests(tests, prepare, people_remove);
}
