/* SPDX-License-Identifier: EUPL-1.2 */
/* Older files are brought up to date after a copy; newer, foreign and broken ones stay as they are. */
#include "config.h"

#include <string.h>

#include <glob.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/str.h"
#include "../raw.h"
#include "scratch.h"
#include "store/backup.h"
#include "store/inside.h"

static enum status first_only(struct sqlite3 *db, void *ctx, struct err *err)
{
	(void)ctx;
	return migrate_new(db, 1, err);
}

/* A file as the first migration alone made it, with something in it. */
static void make_old(void)
{
	struct vault_options options = { .path = scratch_path, .create = true, .fill = first_only };
	struct vault *vault;

	assert_int_equal(vault_open(&options, &vault, NULL), ST_OK);
	assert_int_equal(sqlite3_exec(vault_db(vault), "INSERT INTO setting VALUES('kept', 'yes')", NULL, NULL, NULL),
		SQLITE_OK);
	vault_close(vault);
}

static int fresh_name(void **state)
{
	static int n;

	(void)state;
	snprintf(scratch_path, sizeof(scratch_path), "%s/old-%d", scratch_folder, ++n);
	return 0;
}

static enum status open_file(struct store **store, struct err *err)
{
	struct vault_options options = { .path = scratch_path };

	err_clear(err);
	return store_open(&options, store, err);
}

static char *contents(const char *path, size_t *len)
{
	FILE *f = fopen(path, "rb");
	char *all = mem_alloc(1 << 22);

	assert_non_null(f);
	*len = fread(all, 1, 1 << 22, f);
	fclose(f);
	return all;
}

/* The file is refused with these words, and not one byte of it or beside it changes. */
static void refused_untouched(enum status expected, const char *words)
{
	struct store *store = NULL;
	struct err err;
	size_t before_len, after_len;
	char *before = contents(scratch_path, &before_len), *after;
	char *pattern = mem_fmt("%s?*", scratch_path);
	glob_t beside;

	assert_int_equal(open_file(&store, &err), expected);
	assert_null(store);
	if (!strstr(err.text, words))
		fail_msg("%s", err.text);
	after = contents(scratch_path, &after_len);
	assert_int_equal(before_len, after_len);
	assert_memory_equal(before, after, after_len);
	assert_int_equal(glob(pattern, 0, NULL, &beside), GLOB_NOMATCH);
	free(before);
	free(after);
	free(pattern);
}

static void an_older_file_is_brought_up_to_date(void **state)
{
	struct store *store;
	struct err err;
	struct stat info;
	sqlite3 *copy;
	char *kept, *name = mem_fmt("%s.before-002", scratch_path);
	struct backup *copies;
	struct stmt *stmt;
	int64_t made;
	int count;

	(void)state;
	make_old();
	assert_int_equal(open_file(&store, &err), ST_OK);
	assert_int_equal(store_schema(store), migrate_latest());
	assert_non_null(strstr(store_notice(store), name));
	assert_int_equal(setting_get(store, "kept", &kept, NULL), ST_OK);
	assert_string_equal(kept, "yes");
	free(kept);
	/* It is listed, for whoever must know where copies are, and counts for no backup. */
	assert_int_equal(backups_list(store, 10, &copies, &count, &err), ST_OK);
	assert_int_equal(count, 1);
	assert_string_equal(copies[0].path, name);
	backups_free(copies, count);
	assert_int_equal(backup_last(store, &made, &err), ST_OK);
	assert_int_equal(made, 0);
	assert_int_equal(store_sql(store, "SELECT count(*) FROM person", &stmt, &err), ST_OK);
	assert_int_equal(store_sql(store, "PRAGMA foreign_keys", &stmt, &err), ST_OK);
	assert_int_equal(stmt_step(stmt, &err), ST_OK);
	assert_int_equal(stmt_get_int(stmt, 0), 1);
	stmt_reset(stmt);
	store_close(store);
	/* The copy is whole, as old as it was, and its owner's alone. */
	assert_int_equal(stat(name, &info), 0);
	assert_int_equal(info.st_mode & 07777, 0600);
	copy = raw_open(name);
	assert_non_null(copy);
	assert_int_equal(sqlite3_exec(copy, "SELECT * FROM setting", NULL, NULL, NULL), SQLITE_OK);
	assert_int_not_equal(sqlite3_exec(copy, "SELECT * FROM person", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(copy);
	/* A second opening has nothing to do and says nothing. */
	assert_int_equal(open_file(&store, &err), ST_OK);
	assert_null(store_notice(store));
	store_close(store);
	free(name);
}

static void an_earlier_copy_is_never_replaced(void **state)
{
	char *name = mem_fmt("%s.before-002", scratch_path);
	FILE *f;
	struct store *store;
	struct err err;
	size_t len;
	char *all;

	(void)state;
	make_old();
	f = fopen(name, "w");
	fputs("mine", f);
	fclose(f);
	assert_int_equal(open_file(&store, &err), ST_OK);
	assert_non_null(strstr(store_notice(store), ".before-002-2"));
	store_close(store);
	all = contents(name, &len);
	assert_int_equal(len, 4);
	free(all);
	free(name);
}

static void many_programs_bring_it_up_to_date_at_once(void **state)
{
	enum { PROGRAMS = 8 };
	struct store *store;
	struct err err;

	(void)state;
	make_old();
	for (int i = 0; i < PROGRAMS; i++) {
		if (fork() == 0) {
			enum status st = open_file(&store, &err);

			if (st != ST_OK)
				fprintf(stderr, "%s\n", err.text);
			else
				store_close(store);
			_exit((int)st);
		}
	}
	for (int i = 0; i < PROGRAMS; i++) {
		int status;

		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	assert_int_equal(open_file(&store, &err), ST_OK);
	store_close(store);
}

static void execute(const char *sql)
{
	sqlite3 *db = raw_open(scratch_path);

	assert_non_null(db);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void a_newer_file_is_refused(void **state)
{
	(void)state;
	make_old();
	execute("PRAGMA user_version=9999");
	refused_untouched(ST_NEWER, "newer version");
}

static void a_foreign_database_is_refused(void **state)
{
	sqlite3 *db;

	(void)state;
	assert_int_equal(sqlite3_open_v2(scratch_path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "unix"), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "PRAGMA journal_mode=WAL; CREATE TABLE theirs(x); INSERT INTO theirs VALUES(1)",
		NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	refused_untouched(ST_CORRUPT, "not a Foothold file");
}

static void write_file(const char *bytes, size_t len)
{
	FILE *f = fopen(scratch_path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, len, f), len);
	fclose(f);
}

static void something_else_is_refused(void **state)
{
	char page[8192];

	(void)state;
	memset(page, 'x', sizeof(page));
	write_file(page, 0);
	refused_untouched(ST_CORRUPT, "not a Foothold file");
	write_file(page, 50);
	refused_untouched(ST_CORRUPT, "not a Foothold file");
	write_file(page, sizeof(page));
	refused_untouched(ST_CORRUPT, "not a Foothold file");
}

static void a_truncated_file_is_refused(void **state)
{
	(void)state;
	store_close(scratch_open(true));
	assert_int_equal(truncate(scratch_path, 4096), 0);
	refused_untouched(ST_CORRUPT, "damaged");
}

static void a_missing_file_is_told(void **state)
{
	struct store *store;
	struct err err;

	(void)state;
	assert_int_equal(open_file(&store, &err), ST_NOTFOUND);
	assert_non_null(strstr(err.text, scratch_path));
	assert_int_equal(access(scratch_path, F_OK), -1);
}

static void the_schema_is_one_whichever_way_it_came(void **state)
{
	struct store *store;
	struct err err;
	struct stmt *stmt;
	struct str made = STR_INIT, migrated = STR_INIT;
	static const char list[] = "SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY type, name";

	make_old();
	assert_int_equal(open_file(&store, &err), ST_OK);
	assert_int_equal(store_sql(store, list, &stmt, &err), ST_OK);
	while (stmt_step(stmt, &err) == ST_OK)
		str_addf(&migrated, "%s\n", stmt_get_text(stmt, 0));
	store_close(store);
	fresh_name(state);
	store = scratch_open(true);
	assert_int_equal(store_sql(store, list, &stmt, &err), ST_OK);
	while (stmt_step(stmt, &err) == ST_OK)
		str_addf(&made, "%s\n", stmt_get_text(stmt, 0));
	store_close(store);
	assert_string_equal(str_get(&made), str_get(&migrated));
	str_free(&made);
	str_free(&migrated);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(an_older_file_is_brought_up_to_date, fresh_name),
		cmocka_unit_test_setup(an_earlier_copy_is_never_replaced, fresh_name),
		cmocka_unit_test_setup(many_programs_bring_it_up_to_date_at_once, fresh_name),
		cmocka_unit_test_setup(a_newer_file_is_refused, fresh_name),
		cmocka_unit_test_setup(a_foreign_database_is_refused, fresh_name),
		cmocka_unit_test_setup(something_else_is_refused, fresh_name),
		cmocka_unit_test_setup(a_truncated_file_is_refused, fresh_name),
		cmocka_unit_test_setup(a_missing_file_is_told, fresh_name),
		cmocka_unit_test_setup(the_schema_is_one_whichever_way_it_came, fresh_name),
	};

	return SCRATCH_RUN(tests);
}
