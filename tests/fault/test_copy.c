/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The ground gives way at every single call of a backup, of its rotation, and of
 * saving what is left of a damaged file: a sentence, no half file, every older copy
 * still there, the file itself untouched, and the next attempt goes through.
 */
#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "desk.h"
#include "faults.h"
#include "store/backup.h"
#include "store/salvage.h"

static const struct act_by berg = { "berg", "HA", 1 };
static char *folder;

static int files_in_folder(bool half)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	int n = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir)))
		n += entry->d_name[0] != '.' && (strstr(entry->d_name, ".new-") != NULL) == half;
	closedir(dir);
	return n;
}

static int empty_folder(void **state)
{
	char *command;

	if (!folder)
		folder = mem_fmt("%s/copies", desk_folder);
	command = mem_fmt("rm -rf %s && mkdir %s", folder, folder);
	assert_int_equal(system(command), 0);
	free(command);
	return desk_new_file(state);
}

static enum status back_up(struct store *store, struct backup_done *done, struct err *err)
{
	static const struct backup_keep two_days = { 2, 0, 0, false };
	struct backup_order order = { .to = folder, .keep = &two_days };

	err_clear(err);
	return backup_make(store, &berg, &order, done, err);
}

/* A medium that refuses everything does not let a half file be taken away either; where it does, none is left. */
static void clear_half(const struct fault_plan *plan)
{
	char *command = mem_fmt("rm -f %s/*.new-*", folder);

	if (plan->kind == FAULT_ONCE)
		assert_int_equal(files_in_folder(true), 0);
	assert_int_equal(system(command), 0);
	free(command);
}

/* A copy opens, and holds what the file held. */
static void copies_open(int64_t people)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while ((entry = readdir(dir))) {
		char *path = mem_fmt("%s/%s", folder, entry->d_name);
		struct vault_options options = { .path = path, .read_only = true, .still = true };
		struct store *store = NULL;
		struct err err = { 0 };

		if (entry->d_name[0] != '.') {
			if (store_open(&options, &store, &err) != ST_OK)
				fail_msg("%s: %s", entry->d_name, err.text);
			assert_true(desk_people(store) <= people);
		}
		store_close(store);
		free(path);
	}
	closedir(dir);
}

static void in_words(enum status st, const struct err *err, int error)
{
	assert_true(*err->text);
	if (error == ENOSPC && st != ST_FULL)
		fail_msg("%d: %s", (int)st, err->text);
	if (error == EIO && st != ST_IO && st != ST_CORRUPT)
		fail_msg("%d: %s", (int)st, err->text);
}

/* Two older copies stand; each attempt is of the third day, when the first one may go. */
static void fail_everywhere(struct fault_plan plan)
{
	struct store *store = desk_open();
	struct backup_done done;
	struct err err;
	long calls = 0;
	int refused = 0;

	desk_save(store, "Haidari", &(struct id){ { 0 } }, NULL);
	for (int day = 0; day < 2; day++) {
		clock_hold((int64_t)(20000 + day) * 86400000);
		assert_int_equal(back_up(store, &done, &err), ST_OK);
		backup_done_clear(&done);
	}
	clock_hold((int64_t)20002 * 86400000);
	for (plan.at = 1; plan.at == 1 || calls >= plan.at; plan.at += plan.at < 60 ? 1 : 1 + calls / 60) {
		enum status st;

		faults_arm(&plan);
		st = back_up(store, &done, &err);
		calls = faults_disarm();
		if (st == ST_OK) {
			/* The copy stands; noting it, or taking an old one away, may have failed: told, and no loss. */
			assert_int_equal(access(done.path, F_OK), 0);
			if (done.warning.status != ST_OK)
				assert_true(*done.warning.text);
			unlink(done.path);
			backup_done_clear(&done);
		} else {
			in_words(st, &err, plan.error);
			refused++;
			assert_true(files_in_folder(false) >= 2);
		}
		clear_half(&plan);
		copies_open(1000);
		assert_int_equal(desk_save(store, "Haidari", &(struct id){ { 0 } }, NULL), ST_OK);
		if (files_in_folder(false) < 2) {
			clock_hold((int64_t)20000 * 86400000);
			assert_int_equal(back_up(store, &done, &err), ST_OK);
			backup_done_clear(&done);
			clock_hold((int64_t)20002 * 86400000);
		}
		assert_true(plan.at < 2000);
	}
	assert_true(refused > 10);
	assert_int_equal(back_up(store, &done, &err), ST_OK);
	backup_done_clear(&done);
	clock_hold(0);
	store_close(store);
	pledges_hold(&(struct pledges){ 0 });
}

static void no_room_at_any_call(void **state)
{
	(void)state;
	fail_everywhere((struct fault_plan){ .kind = FAULT_ERROR, .error = ENOSPC });
}

static void room_for_half_a_write(void **state)
{
	(void)state;
	fail_everywhere((struct fault_plan){ .kind = FAULT_SHORT, .error = ENOSPC });
}

static void the_medium_fails_at_any_call(void **state)
{
	(void)state;
	fail_everywhere((struct fault_plan){ .kind = FAULT_ERROR, .error = EIO });
}

static void the_medium_is_pulled_out(void **state)
{
	(void)state;
	fail_everywhere((struct fault_plan){ .kind = FAULT_ERROR, .error = EIO, .reads = true });
}

static void a_moment_of_no_room(void **state)
{
	(void)state;
	fail_everywhere((struct fault_plan){ .kind = FAULT_ONCE, .error = ENOSPC });
}

static void a_moment_of_errors(void **state)
{
	(void)state;
	fail_everywhere((struct fault_plan){ .kind = FAULT_ONCE, .error = EIO, .reads = true });
}

static void salvage_fails_whole(void **state)
{
	char *saved = mem_fmt("%s/saved", folder);
	struct vault_options options = { .path = desk_path };
	struct fault_plan plan = { .kind = FAULT_ERROR, .error = ENOSPC };
	struct store *store = desk_open();
	long calls = 0;
	int refused = 0;

	(void)state;
	for (int i = 0; i < 20; i++)
		desk_save(store, "Haidari", &(struct id){ { 0 } }, NULL);
	store_close(store);
	for (plan.at = 1; plan.at == 1 || calls >= plan.at; plan.at += 1 + calls / 60) {
		struct salvaged out;
		struct err err = { 0 };
		enum status st;

		faults_arm(&plan);
		st = store_salvage(&options, NULL, saved, NULL, NULL, &out, &err);
		calls = faults_disarm();
		if (st != ST_OK) {
			refused++;
			in_words(st, &err, ENOSPC);
			assert_int_equal(files_in_folder(false), 0);
			clear_half(&plan);
		} else {
			salvaged_clear(&out);
			unlink(saved);
		}
	}
	assert_true(refused > 10);
	pledges_hold(&(struct pledges){ 0 });
	free(saved);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(no_room_at_any_call, empty_folder),
		cmocka_unit_test_setup(room_for_half_a_write, empty_folder),
		cmocka_unit_test_setup(the_medium_fails_at_any_call, empty_folder),
		cmocka_unit_test_setup(the_medium_is_pulled_out, empty_folder),
		cmocka_unit_test_setup(a_moment_of_no_room, empty_folder),
		cmocka_unit_test_setup(a_moment_of_errors, empty_folder),
		cmocka_unit_test_setup(salvage_fails_whole, empty_folder),
	};
	int failed = cmocka_run_group_tests(tests, desk_make, desk_remove);

	free(folder);
	return failed;
}
