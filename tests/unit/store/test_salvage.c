/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A file is damaged page by page, and what salvage brings into a new one is counted:
 * only rows of damaged pages are lost, also where the way to the others is gone;
 * the damaged file stays as it was; noise never leads to anything but a whole file
 * or a sentence.
 */
#include "config.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../raw.h"
#include "base/str.h"
#include "scratch.h"
#include "store/salvage.h"
#include "vault/btree.h"

#define PEOPLE 800
#define PAGES_AT 65536

static char hurt[160], saved[160], backup[160];

static int64_t ask(const char *path, const char *sql)
{
	sqlite3 *db = raw_open(path);
	sqlite3_stmt *stmt;
	int64_t n = -1;

	assert_non_null(db);
	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	if (sqlite3_step(stmt) == SQLITE_ROW)
		n = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return n;
}

static void do_raw(const char *path, const char *sql)
{
	sqlite3 *db = raw_open(path);

	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	sqlite3_close(db);
}

/* People with a step each, households, notes of all lengths, own values of a table WITHOUT ROWID, a journal that names
 * them. Hashes are left out: nobody looks at them here. */
static const char town[] =
	"CREATE TEMP TABLE n AS WITH RECURSIVE c(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM c WHERE i < 800)"
	" SELECT i, randomblob(16) AS person, randomblob(16) AS step, randomblob(16) AS note FROM c;"
	"BEGIN;"
	"INSERT INTO person(id, rev, case_number, family_name, given_name) SELECT person, 1, 'HA-' || i, 'Family ' || i,"
	" 'Given ' || i FROM n;"
	"INSERT INTO step(id, rev, person, what) SELECT step, 1, person, 'Course ' || i FROM n;"
	"INSERT INTO note(id, rev, person, text) SELECT note, 1, person, hex(randomblob(i % 50 * (i % 7) * 30)) FROM n;"
	"INSERT INTO journal(chain, change, clock, origin, user, kind, id, op, leads, hash)"
	" SELECT 'HA', person, i, 'HA', 'berg', 'person', person, 1, 1, zeroblob(32) FROM n"
	" UNION ALL SELECT 'HA', step, i, 'HA', 'berg', 'step', step, 1, 1, zeroblob(32) FROM n"
	" UNION ALL SELECT 'HA', note, i, 'HA', 'berg', 'note', note, 1, 1, zeroblob(32) FROM n;"
	"INSERT INTO journal_value(seq, field, nonce, before) SELECT i, 'family_name', randomblob(16), 'Before ' || i FROM n;"
	"COMMIT; PRAGMA wal_checkpoint(TRUNCATE);";

static void copy_file(const char *from, const char *to)
{
	char *command = mem_fmt("cp %s %s", from, to);

	assert_int_equal(system(command), 0);
	free(command);
}

static int make_town(void **state)
{
	scratch_make(state);
	scratch_setup(state);
	store_close(*state);
	do_raw(scratch_path, town);
	snprintf(hurt, sizeof(hurt), "%s/hurt", scratch_folder);
	snprintf(saved, sizeof(saved), "%s/saved", scratch_folder);
	snprintf(backup, sizeof(backup), "%s/backup", scratch_folder);
	copy_file(scratch_path, backup);
	return 0;
}

/* A fresh copy to hurt; what was saved before goes. */
static int fresh(void **state)
{
	char *command = mem_fmt("rm -f %s* %s*", hurt, saved);

	(void)state;
	assert_int_equal(system(command), 0);
	free(command);
	copy_file(scratch_path, hurt);
	return 0;
}

static void flip(off_t at)
{
	int fd = open(hurt, O_RDWR);
	uint8_t byte;

	assert_int_equal(pread(fd, &byte, 1, at), 1);
	byte ^= 0x40;
	assert_int_equal(pwrite(fd, &byte, 1, at), 1);
	close(fd);
}

static void hurt_page(int64_t page)
{
	flip(PAGES_AT + (page - 1) * 4096 + 1234);
}

static enum status try_salvage(const char *keys, struct salvaged *out, struct err *err)
{
	struct vault_options options = { .path = hurt };

	err_clear(err);
	unlink(saved);
	return store_salvage(&options, keys, saved, NULL, NULL, out, err);
}

static void salvage(struct salvaged *out)
{
	struct err err;

	if (try_salvage(NULL, out, &err) != ST_OK)
		fail_msg("%s", err.text);
	assert_int_equal(ask(saved, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
	assert_int_equal(ask(saved, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

static int64_t root_of(const char *table)
{
	char *sql = mem_fmt("SELECT rootpage FROM sqlite_schema WHERE name = '%s'", table);
	int64_t root = ask(scratch_path, sql);

	free(sql);
	return root;
}

static bool same(const char *sql)
{
	return ask(scratch_path, sql) == ask(saved, sql);
}

#define CHECKSUM(table, columns) "SELECT total(length(" columns ")) + count(*) * 1000 + sum(unicode(substr(" columns ", 9, 1)))" \
	" FROM " table

static void all_is_there(void)
{
	assert_true(same(CHECKSUM("person", "case_number || family_name || given_name")));
	assert_true(same(CHECKSUM("note", "text || 'abcdefghij'")));
	assert_true(same(CHECKSUM("step", "what || 'abcdefghij'")));
	assert_true(same(CHECKSUM("journal_value", "before || seq")));
	assert_true(same("SELECT count(*) FROM journal"));
	assert_true(same("SELECT sum(rid * length(id)) FROM person"));
	assert_true(same("SELECT next FROM case_counter"));
	assert_true(same("SELECT count(*) FROM setting WHERE key <> 'search_version'"));
}

static void of_a_whole_file_nothing_is_lost(void **state)
{
	struct salvaged out;

	(void)state;
	salvage(&out);
	all_is_there();
	assert_int_equal(out.found.bad + out.n_lost + out.unclear + out.journal_gaps + out.empty, 0);
	assert_false(out.found.header_torn || out.found.log_cut || out.settings_lost);
	salvaged_clear(&out);
}

static void the_way_to_rows_may_be_gone(void **state)
{
	static const char *const tables[] = { "person", "step", "note", "journal", "journal_value",
		"sqlite_autoindex_person_1" };
	struct salvaged out;

	for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
		fresh(state);
		hurt_page(root_of(tables[i]));
		salvage(&out);
		assert_int_equal(out.found.bad, 1);
		assert_int_equal(out.n_lost, 0);
		if (str_same(tables[i], "journal_value"))
			assert_true(ask(saved, "SELECT count(*) FROM journal_value") > PEOPLE - 100);   /* inner pages hold rows */
		else
			all_is_there();
		salvaged_clear(&out);
	}
	/* All of them at once. */
	fresh(state);
	for (size_t i = 0; i < ARRAY_LEN(tables) - 2; i++)
		hurt_page(root_of(tables[i]));
	salvage(&out);
	all_is_there();
	salvaged_clear(&out);
}

static void the_first_page_may_be_gone(void **state)
{
	struct salvaged out;

	(void)state;
	hurt_page(1);
	salvage(&out);
	assert_int_equal(out.n_lost, 0);
	assert_true(same(CHECKSUM("person", "case_number || family_name || given_name")));
	assert_true(same(CHECKSUM("note", "text || 'abcdefghij'")));
	assert_true(same("SELECT count(*) FROM journal"));
	salvaged_clear(&out);
}

/* Every page once: a record is there or told lost, never both, never neither. */
static void what_a_page_held_is_told(void **state)
{
	int64_t pages = ask(scratch_path, "SELECT page_count FROM pragma_page_count");
	int with_loss = 0;

	for (int64_t page = 2; page <= pages; page += pages / 16) {
		struct salvaged out;
		int64_t there;

		fresh(state);
		hurt_page(page);
		salvage(&out);
		there = ask(saved, "SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM step) + (SELECT count(*) FROM note)");
		if (out.journal_gaps == 0)
			assert_int_equal(there - out.empty + out.n_lost, 3 * PEOPLE);
		with_loss += out.n_lost > 0;
		assert_true(out.n_lost < 200);
		salvaged_clear(&out);
	}
	assert_true(with_loss > 3);
}

/* The last page of people: their steps and notes hang on a row that says nothing more. */
static void a_lost_person_leaves_an_empty_file(void **state)
{
	struct salvaged out;

	(void)state;
	hurt_page(ask(scratch_path, "SELECT max(pageno) FROM dbstat WHERE name = 'person' AND pagetype = 'leaf'"));
	salvage(&out);
	assert_true(out.n_lost > 0);
	assert_string_equal(out.lost[0].kind, "person");
	assert_int_equal(out.empty, out.n_lost);
	assert_int_equal(ask(saved, "SELECT count(*) FROM person WHERE case_number IS NULL"), out.n_lost);
	assert_int_equal(ask(saved, "SELECT count(*) FROM step JOIN person ON person.id = step.person"), PEOPLE);
	salvaged_clear(&out);
}

static void what_the_log_holds_counts(void **state)
{
	sqlite3 *db;
	struct salvaged out;
	char *log = mem_fmt("%s-wal", hurt), *aside = mem_fmt("%s/aside", scratch_folder),
		*aside_log = mem_fmt("%s/aside-wal", scratch_folder);
	struct stat info;

	(void)state;
	db = raw_open(hurt);
	assert_int_equal(sqlite3_exec(db, "PRAGMA wal_autocheckpoint = 0; UPDATE person SET given_name = 'Later';"
		"UPDATE step SET what = 'Later'", NULL, NULL, NULL), SQLITE_OK);
	copy_file(hurt, aside);
	copy_file(log, aside_log);
	sqlite3_close(db);
	assert_int_equal(rename(aside, hurt), 0);
	assert_int_equal(rename(aside_log, log), 0);
	salvage(&out);
	assert_int_equal(ask(saved, "SELECT count(*) FROM person WHERE given_name = 'Later'"), PEOPLE);
	assert_int_equal(ask(saved, "SELECT count(*) FROM step WHERE what = 'Later'"), PEOPLE);
	assert_false(out.found.log_cut);
	salvaged_clear(&out);
	/* Cut within the second change: the first one stands whole. */
	assert_int_equal(stat(log, &info), 0);
	assert_int_equal(truncate(log, info.st_size - 10000), 0);
	salvage(&out);
	assert_int_equal(ask(saved, "SELECT count(*) FROM person WHERE given_name = 'Later'"), PEOPLE);
	assert_int_equal(ask(saved, "SELECT count(*) FROM step WHERE what = 'Later'"), 0);
	salvaged_clear(&out);
	/* A damaged frame in the middle: what follows it still counts, its page has the state of before. */
	copy_file(log, aside_log);
	assert_int_equal(rename(aside_log, log), 0);
	{
		int fd = open(log, O_RDWR);

		assert_int_equal(pwrite(fd, "damage", 6, 72 + 10 * (64 + 4096) + 64 + 500), 6);
		close(fd);
	}
	salvage(&out);
	assert_true(out.found.log_cut);
	assert_true(out.found.older > 0);
	assert_true(ask(saved, "SELECT count(*) FROM person WHERE given_name = 'Later'") > PEOPLE - 100);
	assert_int_equal(ask(saved, "SELECT count(*) FROM person"), PEOPLE);
	salvaged_clear(&out);
	free(log);
	free(aside);
	free(aside_log);
}

static void torn_slots_are_told_and_can_come_from_a_backup(void **state)
{
	struct salvaged out;
	struct err err;

	(void)state;
	flip(300);
	salvage(&out);
	assert_true(out.found.header_torn);
	all_is_there();
	salvaged_clear(&out);
	flip(32768 + 300);
	assert_int_not_equal(try_salvage(NULL, &out, &err), ST_OK);
	assert_int_equal(access(saved, F_OK), -1);
	assert_int_equal(try_salvage(backup, &out, &err), ST_OK);
	all_is_there();
	salvaged_clear(&out);
}

static void the_damaged_file_stays_as_it_was(void **state)
{
	char *compare = mem_fmt("cmp -s %s %s/before && test ! -e %s-wal && test ! -e %s-shm", hurt, scratch_folder, hurt, hurt);
	char *before = mem_fmt("%s/before", scratch_folder);
	struct salvaged out;
	struct err err;

	(void)state;
	hurt_page(7);
	copy_file(hurt, before);
	assert_int_equal(chmod(hurt, 0400), 0);
	salvage(&out);
	assert_int_equal(system(compare), 0);
	salvaged_clear(&out);
	/* Nor is a file that is there already. */
	assert_int_equal(store_salvage(&(struct vault_options){ .path = hurt }, NULL, before, NULL, NULL, &out, &err), ST_IO);
	assert_int_equal(system(compare), 0);
	free(compare);
	free(before);
}

static void count_finding(void *ctx, const char *what)
{
	assert_true(*what);
	++*(int *)ctx;
}

struct parts { int seen[CHECKING_REST + 1]; int64_t last; };

static bool tell_part(void *ctx, enum store_checking part, int64_t done, int64_t total)
{
	struct parts *parts = ctx;

	assert_true(done <= total);
	if (part == CHECKING_PAGES)
		assert_true(done >= parts->last);
	parts->last = done;
	parts->seen[part]++;
	return true;
}

static bool stop_checking(void *ctx, enum store_checking part, int64_t done, int64_t total)
{
	(void)ctx;
	(void)done;
	(void)total;
	return part == CHECKING_PAGES;
}

static int findings_in(const char *path, store_checking_fn *watch, void *ctx, enum status expected)
{
	struct vault_options options = { .path = path };
	struct store *store;
	int n = 0;

	assert_int_equal(store_open(&options, &store, NULL), ST_OK);
	store_check_watch(store, watch, ctx);
	assert_int_equal(store_check(store, count_finding, &n, NULL), expected);
	store_close(store);
	return n;
}

/* A disk that fails shows first where nobody has looked for long: in what is free. */
static void check_reads_free_pages_too(void **state)
{
	struct parts parts = { { 0 }, 0 };
	int64_t pages, before, page;

	(void)state;
	do_raw(hurt, "DELETE FROM note; DELETE FROM journal_value; PRAGMA wal_checkpoint(TRUNCATE)");
	before = findings_in(hurt, tell_part, &parts, ST_OK);
	assert_true(parts.seen[CHECKING_PAGES] > 0);
	pages = ask(hurt, "SELECT page_count FROM pragma_page_count");
	for (page = pages; page > pages - 100; page--) {
		hurt_page(page);
		if (ask(hurt, "SELECT integrity_check = 'ok' FROM pragma_integrity_check") == 1)
			break;
		hurt_page(page);           /* as it was */
	}
	assert_int_equal(ask(hurt, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
	assert_int_equal(findings_in(hurt, NULL, NULL, ST_OK), before + 1);
}

static void a_check_can_be_stopped(void **state)
{
	(void)state;
	do_raw(hurt, "INSERT INTO note(id, rev, text) SELECT randomblob(16), 1, a.text FROM note a, note b LIMIT 60000");
	findings_in(hurt, stop_checking, NULL, ST_CANCELLED);
}

static void a_file_that_others_have_open_is_left_alone(void **state)
{
	int ready[2], done[2], status;
	struct salvaged out;
	struct err err;
	char word = 0;
	pid_t pid;

	(void)state;
	assert_int_equal(pipe(ready) + pipe(done), 0);
	pid = fork();
	if (pid == 0) {
		sqlite3 *db = raw_open(hurt);

		sqlite3_exec(db, "SELECT count(*) FROM person", NULL, NULL, NULL);
		if (write(ready[1], &word, 1) != 1 || read(done[0], &word, 1) != 1)
			_exit(1);
		sqlite3_close(db);
		_exit(0);
	}
	assert_int_equal(read(ready[0], &word, 1), 1);
	assert_int_equal(try_salvage(NULL, &out, &err), ST_BUSY);
	assert_int_equal(access(saved, F_OK), -1);
	assert_int_equal(write(done[1], &word, 1), 1);
	assert_true(waitpid(pid, &status, 0) == pid && status == 0);
	salvage(&out);
	salvaged_clear(&out);
	close(ready[0]);
	close(ready[1]);
	close(done[0]);
	close(done[1]);
}

static bool stop(void *ctx, int64_t done, int64_t total)
{
	(void)ctx;
	(void)done;
	(void)total;
	return false;
}

static void whoever_stops_leaves_nothing(void **state)
{
	struct vault_options options = { .path = hurt };
	struct salvaged out;

	(void)state;
	assert_int_equal(store_salvage(&options, NULL, saved, stop, NULL, &out, NULL), ST_CANCELLED);
	assert_int_equal(access(saved, F_OK), -1);
}

/* Every page of the file with some bytes changed behind its seal, as only a fault of the program could: whatever is read
 * out of it lies within it. Meant for the sanitizers. */
static void pages_of_nonsense_are_read_safely(void **state)
{
	struct vault_options options = { .path = hurt };
	struct btree_row row = { .n = 0 };
	uint8_t *page = mem_alloc(SALVAGE_PAGE);
	uint32_t seed = 7;
	struct salvage *s;
	int64_t rows = 0;

	(void)state;
	assert_int_equal(salvage_open(&options, NULL, &s, NULL), ST_OK);
	for (int64_t n = 1; n <= salvage_found(s)->pages; n++)
		for (int round = 0; round < 8; round++) {
			salvage_page(s, n, page);
			for (int i = 0; i < 1 << round; i++) {
				seed = seed * 1664525u + 1013904223u;
				page[(seed >> 8) % (round % 2 ? 120 : SALVAGE_TEXT)] = (uint8_t)(seed >> 24);
			}
			for (int i = 0; i <= btree_cells(page, n); i++) {
				assert_true(btree_child(page, n, i) >= 0);
				if (i == btree_cells(page, n) || !btree_row(s, page, n, i, &row, NULL, NULL))
					continue;
				for (int k = 0; k < row.n; k++)
					if (row.value[k].kind == BTREE_TEXT || row.value[k].kind == BTREE_BLOB)
						assert_true(row.value[k].bytes + row.value[k].len <= row.payload + row.room);
				rows++;
			}
		}
	assert_true(rows > 1000);
	btree_row_free(&row);
	salvage_close(s);
	free(page);
}

/* Noise of every kind, the same at each run. */
static void noise_ends_in_a_file_or_a_sentence(void **state)
{
	uint32_t seed = 20260504;
	struct salvaged out;
	struct err err;
	int made = 0;

	for (int round = 0; round < 15; round++) {
		struct stat info;
		enum status st;

		fresh(state);
		assert_int_equal(stat(hurt, &info), 0);
		for (int i = 0; i < 1 << (round % 8); i++) {
			seed = seed * 1664525u + 1013904223u;
			flip((off_t)(seed % (uint32_t)info.st_size));
		}
		if (round % 5 == 4)
			assert_int_equal(truncate(hurt, info.st_size - (off_t)(seed % (uint32_t)info.st_size)), 0);
		st = try_salvage(NULL, &out, &err);
		if (st == ST_OK) {
			assert_int_equal(ask(saved, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
			assert_int_equal(ask(saved, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
			salvaged_clear(&out);
			made++;
		} else {
			assert_true(*err.text);
			assert_int_equal(access(saved, F_OK), -1);
		}
	}
	assert_true(made > 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(of_a_whole_file_nothing_is_lost, fresh),
		cmocka_unit_test_setup(the_way_to_rows_may_be_gone, fresh),
		cmocka_unit_test_setup(the_first_page_may_be_gone, fresh),
		cmocka_unit_test_setup(what_a_page_held_is_told, fresh),
		cmocka_unit_test_setup(a_lost_person_leaves_an_empty_file, fresh),
		cmocka_unit_test_setup(what_the_log_holds_counts, fresh),
		cmocka_unit_test_setup(torn_slots_are_told_and_can_come_from_a_backup, fresh),
		cmocka_unit_test_setup(the_damaged_file_stays_as_it_was, fresh),
		cmocka_unit_test_setup(check_reads_free_pages_too, fresh),
		cmocka_unit_test_setup(a_check_can_be_stopped, fresh),
		cmocka_unit_test_setup(a_file_that_others_have_open_is_left_alone, fresh),
		cmocka_unit_test_setup(whoever_stops_leaves_nothing, fresh),
		cmocka_unit_test_setup(pages_of_nonsense_are_read_safely, fresh),
		cmocka_unit_test_setup(noise_ends_in_a_file_or_a_sentence, fresh),
	};

	return cmocka_run_group_tests(tests, make_town, scratch_remove);
}
