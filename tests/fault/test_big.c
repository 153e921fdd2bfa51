/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A file of more than 1 GiB, past the page that SQLite leaves out for its locks:
 * what stands on either side of it is found again, a copy of it is whole, and
 * work goes on in it.  Skipped where there is no room for it twice over.
 */
#include "config.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "../unit/raw.h"
#include "base/mem.h"
#include "desk.h"

enum { ROWS = 1100, ROW = 1024 * 1024 - 200 };
#define GIB (INT64_C(1) << 30)

static bool there_is_room(void)
{
	struct statvfs fs;

	return !statvfs(desk_folder, &fs) && (int64_t)fs.f_bavail * (int64_t)fs.f_frsize > 4 * GIB;
}

static void run(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
}

static int64_t number(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt;
	int64_t n;

	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	n = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return n;
}

/* Directly into the file, as a new one is made; the log alone would take as much room again. */
static void grow(void)
{
	sqlite3 *db = raw_open(desk_path);
	char *sql = mem_fmt("WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < %d)"
		" INSERT INTO big SELECT n, 'row ' || n, zeroblob(%d), 'end ' || n FROM s", ROWS, ROW);

	assert_non_null(db);
	run(db, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; CREATE TABLE big(n INTEGER PRIMARY KEY, name, body, behind)");
	run(db, sql);
	run(db, "PRAGMA journal_mode=WAL");
	sqlite3_close(db);
	free(sql);
}

static void stands(void)
{
	sqlite3 *db = raw_open(desk_path);

	assert_non_null(db);
	/* What stands behind a body is reached through all of its pages. */
	assert_int_equal(number(db, "SELECT count(*) FROM big WHERE name = 'row ' || n AND behind = 'end ' || n"), ROWS);
	sqlite3_close(db);
}

static void more_than_a_gibibyte(void **state)
{
	char *copy = mem_fmt("%s.copy", desk_path);
	struct id person;
	struct store *store;
	struct stat info;
	struct err err;

	(void)state;
	if (!there_is_room()) {
		print_message("there is no room for a file of more than 1 GiB\n");
		skip();
	}
	grow();
	assert_int_equal(stat(desk_path, &info), 0);
	assert_true(info.st_size > GIB + GIB / 16);
	stands();
	store = desk_open();
	assert_int_equal(desk_save(store, "Haidari", &person, &err), ST_OK);
	if (store_backup(store, copy, &err) != ST_OK)
		fail_msg("%s", err.text);
	store_close(store);
	/* The copy takes the file's place: it is the one that is looked over. */
	assert_int_equal(rename(copy, desk_path), 0);
	stands();
	pledges_hold(&(struct pledges){ .saved = &person, .n_saved = 1 });
	free(copy);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test_setup(more_than_a_gibibyte, desk_new_file) };

	return cmocka_run_group_tests(tests, desk_make, desk_remove);
}
