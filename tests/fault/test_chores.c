/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Killed, or without power, in the middle of what goes over the whole file:
 * rewriting it, taking the log in, copying it, bringing it up to date.  Points are
 * spread over all of a chore's calls, few here and many in the long test
 * (CHORES_LONG).  Everything saved stands, and the chore can be done again.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../unit/raw.h"
#include "base/mem.h"
#include "desk.h"
#include "faults.h"
#include "store/inside.h"

#ifdef CHORES_LONG
enum { POINTS = 130, PEOPLE = 120 };
#else
enum { POINTS = 8, PEOPLE = 20 };
#endif

typedef enum status chore_fn(void);

static char *aside;            /* the file's name for a copy */

static int by_raw_hand(const char *sql)
{
	sqlite3 *db = raw_open(desk_path);
	int rc = db ? sqlite3_exec(db, sql, NULL, NULL, NULL) : SQLITE_CANTOPEN;

	if (rc != SQLITE_OK)
		fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(db));
	sqlite3_close(db);
	return rc;
}

static enum status rewrite(void)
{
	return by_raw_hand("PRAGMA synchronous=FULL; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)") == SQLITE_OK ? ST_OK : ST_IO;
}

static enum status take_in_the_log(void)
{
	return by_raw_hand("PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0;"
		"UPDATE setting SET value = value || '.' WHERE key = 'municipality';"
		"UPDATE note SET text = text || ' and more'; PRAGMA wal_checkpoint(TRUNCATE);"
		"UPDATE note SET text = 'First words at the desk'; PRAGMA wal_checkpoint(PASSIVE)") == SQLITE_OK ? ST_OK : ST_IO;
}

static enum status copy(void)
{
	struct store *store;
	struct err err;
	enum status st = desk_try_open(&store, &err);

	if (st == ST_OK) {
		unlink(aside);
		st = store_backup(store, aside, &err);
		store_close(store);
	}
	return st;
}

static enum status open_older(void)
{
	struct store *store;
	struct err err;
	enum status st = desk_try_open(&store, &err);

	store_close(store);
	return st;
}

/* How many calls the chore makes when nothing goes wrong; with a plan: true when it died of it. */
static bool do_with(chore_fn *chore, const struct fault_plan *plan, long *calls)
{
	struct { enum status st; long calls; } said = { ST_IO, 0 };
	int ends[2], status;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		faults_arm(plan);
		said.st = chore();
		said.calls = faults_disarm();
		if (write(ends[1], &said, sizeof(said)) != (ssize_t)sizeof(said))
			_exit(9);
		_exit(0);
	}
	close(ends[1]);
	if (read(ends[0], &said, sizeof(said)) < 0)
		fail();
	close(ends[0]);
	assert_true(waitpid(pid, &status, 0) == pid);
	if (WIFSIGNALED(status)) {
		assert_int_equal(WTERMSIG(status), SIGKILL);
		return true;
	}
	assert_int_equal(status, 0);
	assert_int_equal(said.st, ST_OK);
	*calls = said.calls;
	return false;
}

/* `stands` looks the file over after each death; `again`, where given, puts the file back to what it was before. */
static void die_everywhere(chore_fn *chore, void (*stands)(void), void (*again)(void))
{
	static const enum fault deaths[] = { FAULT_KILL, FAULT_POWER, FAULT_TEAR, FAULT_POWER_TORN };
	struct fault_plan plan = { .kind = FAULT_NONE };
	long calls = 0;
	int died = 0;

	if (again)
		again();
	assert_false(do_with(chore, &plan, &calls));
	stands();
	for (int i = 0; i < POINTS; i++) {
		long now;

		plan.kind = deaths[i % (int)ARRAY_LEN(deaths)];
		plan.at = 1 + calls * i / POINTS;
		plan.seed = (unsigned)i;
		if (again)
			again();
		died += do_with(chore, &plan, &now);
		stands();
	}
	print_message("%ld calls, died at %d of %d\n", calls, died, POINTS);
	assert_true(died > POINTS / 2);
}

static struct pledges pledges;

static void fill(void)
{
	struct store *store = desk_open();

	for (int i = 0; i < PEOPLE; i++) {
		struct said said = { .what = 's' };
		int ends[2];

		assert_int_equal(desk_save(store, "Haidari", &said.id, NULL), ST_OK);
		assert_int_equal(pipe(ends), 0);
		assert_int_equal(write(ends[1], &said, sizeof(said)), sizeof(said));
		close(ends[1]);
		pledges_read(&pledges, ends[0]);
		close(ends[0]);
	}
	store_close(store);
}

static void everything_stands(void)
{
	pledges_hold(&pledges);
}

static void killed_while_it_is_rewritten(void **state)
{
	(void)state;
	fill();
	die_everywhere(rewrite, everything_stands, NULL);
	pledges_free(&pledges);
}

static void killed_while_the_log_is_taken_in(void **state)
{
	(void)state;
	fill();
	die_everywhere(take_in_the_log, everything_stands, NULL);
	pledges_free(&pledges);
}

/* The copy is whole or not there; the file never suffers. */
static void the_copy_stands_or_is_not_there(void)
{
	char *path = mem_str(desk_path);

	pledges_hold(&pledges);
	if (!access(aside, F_OK)) {
		snprintf(desk_path, sizeof(desk_path), "%s", aside);
		pledges_hold(&pledges);
		snprintf(desk_path, sizeof(desk_path), "%s", path);
	}
	free(path);
}

static void killed_while_it_is_copied(void **state)
{
	(void)state;
	fill();
	aside = mem_fmt("%s.aside", desk_path);
	die_everywhere(copy, the_copy_stands_or_is_not_there, NULL);
	free(aside);
	pledges_free(&pledges);
}

static enum status first_migration_alone(struct sqlite3 *db, void *ctx, struct err *err)
{
	(void)ctx;
	return migrate_new(db, 1, err);
}

/* A file as the first migration alone made it, with a setting in it. */
static void an_older_file(void)
{
	static int n;
	struct vault_options options = { .path = desk_path, .create = true, .fill = first_migration_alone };
	struct vault *vault;

	snprintf(desk_path, sizeof(desk_path), "%s/older-%d", desk_folder, ++n);
	assert_int_equal(vault_open(&options, &vault, NULL), ST_OK);
	assert_int_equal(sqlite3_exec(vault_db(vault), "INSERT INTO setting VALUES('kept', 'yes')", NULL, NULL, NULL),
		SQLITE_OK);
	vault_close(vault);
}

static void the_newer_file_stands(void)
{
	struct store *store = desk_open();
	char *kept;

	assert_int_equal(store_schema(store), migrate_latest());
	assert_int_equal(setting_get(store, "kept", &kept, NULL), ST_OK);
	assert_string_equal(kept, "yes");
	free(kept);
	store_close(store);
	pledges_hold(&pledges);
}

static void killed_while_it_is_brought_up_to_date(void **state)
{
	(void)state;
	die_everywhere(open_older, the_newer_file_stands, an_older_file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(killed_while_it_is_rewritten, desk_new_file),
		cmocka_unit_test_setup(killed_while_the_log_is_taken_in, desk_new_file),
		cmocka_unit_test_setup(killed_while_it_is_copied, desk_new_file),
		cmocka_unit_test(killed_while_it_is_brought_up_to_date),
	};

	return cmocka_run_group_tests(tests, desk_make, desk_remove);
}
