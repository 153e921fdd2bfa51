/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Nothing of a person stands readable on the disk: every byte that a day's work
 * writes is searched on its way, temporary files included, and so is the folder
 * after programs were killed in mid-work.  Of an erased person nothing stands in
 * the opened pages either, wherever the erasure was interrupted.
 */
#include "config.h"

#include <errno.h>
#include <ftw.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../unit/raw.h"
#include "base/mem.h"
#include "base/str.h"
#include "cases/erase.h"
#include "desk.h"
#include "exchange/import.h"
#include "faults.h"
#include "register/change.h"
#include "register/find.h"
#include "store/inside.h"

#define NAME "Qalandarova"
#define NOTE "Zlockerspind"
#define PHONE "31655512345"

/* Parts that no folding changes. */
static const char *const words[] = { "alandarov", "lockerspin", PHONE, NULL };
static const struct actor actor = { .user = "berg", .desk = "HA", .roles = ROLE_ALL };
static struct err err;

static void well(enum status st)
{
	if (st != ST_OK)
		fail_msg("%d: %s", (int)st, err.text);
}

static struct id arrive(struct store *store)
{
	struct change *change = change_begin(store, &actor);
	struct id person = { { 0 } };
	struct change_item *item = change_create(change, register_kind("person"), &person);
	char id[37];

	id_text(person, id);
	well(change_set(item, "family_name", NAME, &err));
	well(change_set(item, "given_name", "Mariam", &err));
	well(change_set(item, "phone", "+" PHONE, &err));
	item = change_create(change, register_kind("note"), NULL);
	well(change_set(item, "person", id, &err));
	well(change_set(item, "text", NOTE, &err));
	well(change_commit(change, NULL, NULL, &err));
	change_free(change);
	return person;
}

/* From a folder of its own: the source is readable anyway. */
static void import(struct store *store, const char *source)
{
	struct import_options options = { .path = source, .kind = register_kind("person"), .keep_known = true };
	struct import_result result;
	FILE *f = fopen(source, "w");

	assert_non_null(f);
	fprintf(f, "family_name,given_name\n");
	/* Never the same twice: a file that was imported is not imported again. */
	for (int i = 0; i < 300; i++)
		fprintf(f, NAME "-%c%c,Yusuf %d\n", 'a' + i % 26, 'a' + i / 26, (int)getpid());
	fclose(f);
	well(import_run(store, &actor, &options, &result, &err));
	assert_int_equal(result.written, 300);
	import_result_clear(&result);
}

/* Sorting and rewriting that does not fit into memory. */
static void spill(void)
{
	sqlite3 *db = raw_open(desk_path);

	assert_non_null(db);
	assert_int_equal(sqlite3_exec(db, "PRAGMA cache_size=5; PRAGMA temp_store=FILE; CREATE TEMP TABLE t AS"
		" SELECT a.family_name || b.family_name AS n, zeroblob(600) FROM person a, person b;"
		"SELECT count(*) FROM (SELECT n, row_number() OVER (ORDER BY n DESC) FROM t);"
		"UPDATE t SET n = n || '.'; VACUUM", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void a_days_work(struct store *store, const char *source)
{
	struct list_query query = { .kind = register_kind("person") };
	struct list_page page;
	struct find_hit *hits;
	struct id draft = { { 0 } }, person = arrive(store);
	char *copy = mem_fmt("%s.copy", desk_path);
	int count;

	well(desk_draft(store, NAME, &draft, &err));
	import(store, source);
	well(find_people(store, &actor, "qalandar", 10, &hits, &count, &err));
	assert_true(count > 0);
	free(hits);
	well(read_list(store, &actor, &query, NULL, false, 200, &page, &err));
	list_page_free(&page);
	well(store_backup(store, copy, &err));
	well(store_check(store, NULL, NULL, &err));
	spill();
	well(desk_drop(store, draft, &err));
	well(erase_person(store, &actor, person, ERASE_DUTY, NULL, &err));
	well(store_scrub(store, &err));
	free(copy);
}

static int readable_in;

/* Each file below the folder, the log's index and what programs left behind too. */
static int search_file(const char *path, const struct stat *info, int type, struct FTW *place)
{
	size_t room = (size_t)info->st_size;
	char *all;
	FILE *f;

	(void)place;
	if (type != FTW_F || !room)
		return 0;
	all = mem_alloc(room);
	f = fopen(path, "rb");
	assert_non_null(f);
	room = fread(all, 1, room, f);
	fclose(f);
	for (const char *const *word = words; *word; word++)
		if (memmem(all, room, *word, strlen(*word))) {
			print_error("“%s” stands in %s\n", *word, path);
			readable_in++;
		}
	free(all);
	return 0;
}

static int readable(void)
{
	readable_in = 0;
	assert_int_equal(nftw(desk_folder, search_file, 16, FTW_PHYS), 0);
	return readable_in;
}

static char *source_folder(void)
{
	char *folder = mem_str("/tmp/foothold-source-XXXXXX");

	assert_non_null(mkdtemp(folder));
	return folder;
}

static void remove_folder(char *folder)
{
	char *command = mem_fmt("rm -rf %s", folder);

	assert_int_equal(system(command), 0);
	free(command);
	free(folder);
}

static void no_name_is_ever_written(void **state)
{
	char *folder = source_folder(), *source = mem_fmt("%s/people.csv", folder);
	struct store *store = desk_open();
	FILE *f;

	(void)state;
	faults_watch(words);
	a_days_work(store, source);
	store_close(store);
	assert_int_equal(faults_seen(), 0);
	assert_true(faults_watched() > 10000000);
	assert_int_equal(readable(), 0);
	/* That this would tell: */
	f = fopen(source, "w");
	assert_int_equal(write(fileno(f), NAME, sizeof(NAME)), sizeof(NAME));
	fclose(f);
	assert_int_equal(faults_seen(), 1);
	faults_watch(NULL);
	free(source);
	remove_folder(folder);
}

static void no_name_stands_on_the_disk_after_a_kill(void **state)
{
	char *folder = source_folder(), *tell = mem_fmt("%s/telling", desk_folder);
	FILE *f;

	(void)state;
	for (long at = 5; at < 1000; at = at * 3 / 2) {
		pid_t pid = fork();
		int status;

		if (pid == 0) {
			struct fault_plan plan = { .kind = FAULT_KILL, .at = at };
			char *copy = mem_fmt("%s.copy", desk_path), *source = mem_fmt("%s/people-%ld.csv", folder, at);

			unlink(copy);
			faults_arm(&plan);
			a_days_work(desk_open(), source);
			_exit(0);
		}
		assert_true(waitpid(pid, &status, 0) == pid);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(readable(), 0);
	}
	f = fopen(tell, "w");
	fputs(NAME, f);
	fclose(f);
	assert_int_equal(readable(), 1);
	unlink(tell);
	free(tell);
	remove_folder(folder);
}

/* In how many of the opened pages one of the words stands; the log has been taken in. */
static int in_opened_pages(void)
{
	int found = 0;

	for (const char *const *word = words; *word; word++) {
		int n = raw_finds(desk_path, *word);

		assert_true(n >= 0);
		found += n;
	}
	return found;
}

static void erase_and_scrub(struct id person)
{
	struct store *store = desk_open();

	if (erase_person(store, &actor, person, ERASE_DUTY, NULL, &err) == ST_OK)
		store_scrub(store, &err);
	store_close(store);
}

static void finding(void *ctx, const char *what)
{
	(void)ctx;
	fail_msg("%s", what);
}

/* Killed or without power at many points: the person stands whole, or nothing of the person does. */
static void an_interrupted_erasure_is_all_or_nothing(void **state)
{
	struct store *store;
	long step = 1;
	int erased = 0, stands = 0;
	bool ended = false;

	(void)state;
	for (struct fault_plan plan = { .kind = FAULT_KILL, .at = 1 }; !ended; plan.at += step++ / 4 + 1) {
		struct record *record = NULL;
		struct id person;
		pid_t pid;
		int status;

		store = desk_open();
		person = arrive(store);
		well(desk_save(store, "Haidari", &(struct id){ { 0 } }, &err));
		store_close(store);
		plan.kind = plan.kind == FAULT_KILL ? FAULT_POWER : FAULT_KILL;
		pid = fork();
		if (pid == 0) {
			faults_arm(&plan);
			erase_and_scrub(person);
			_exit(0);
		}
		assert_true(waitpid(pid, &status, 0) == pid);
		ended = WIFEXITED(status);
		store = desk_open();
		if (read_brief(store, &actor, register_kind("person"), person, &record, &err) == ST_OK) {
			stands++;
			assert_string_equal(record_get(record, "family_name"), NAME);
			record_free(record);
			well(erase_person(store, &actor, person, ERASE_DUTY, NULL, &err));
			well(store_scrub(store, &err));
			store_close(store);
		} else {
			erased++;
			store_close(store);
			if (in_opened_pages())
				fail_msg("erased, and still there after call %ld", plan.at);
		}
		assert_int_equal(in_opened_pages(), 0);
	}
	print_message("stood whole %d times, was erased %d times\n", stands, erased);
	assert_true(stands > 3);
	assert_true(erased > 3);
	store = desk_open();
	well(store_check(store, finding, NULL, &err));
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(no_name_is_ever_written, desk_new_file),
		cmocka_unit_test_setup(no_name_stands_on_the_disk_after_a_kill, desk_new_file),
		cmocka_unit_test_setup(an_interrupted_erasure_is_all_or_nothing, desk_new_file),
	};

	return cmocka_run_group_tests(tests, desk_make, desk_remove);
}
