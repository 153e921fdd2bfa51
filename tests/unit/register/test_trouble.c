/* SPDX-License-Identifier: EUPL-1.2 */
/* Several programs on one file, a full disk, a file that can only be read: nothing saved is lost, nothing half saved. */
#include "doors.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void new_file(const char *name)
{
	store_close(doors_open(name, true));
}

static void ends_well(pid_t child)
{
	int said;

	assert_int_equal(waitpid(child, &said, 0), child);
	assert_true(WIFEXITED(said) && WEXITSTATUS(said) == 0);
}

/* In a program of its own: changes one field of a record as it stands. */
static void other_program(const char *file, struct id person, const char *pair)
{
	pid_t child = fork();

	if (child == 0) {
		struct store *store = doors_open(file, false);
		amend(store, "person", person, PAIRS(pair));
		store_close(store);
		_exit(0);
	}
	ends_well(child);
}

static void two_programs_meet(void **state)
{
	struct store *store;
	struct id person;
	struct conflict conflict;
	struct err err;

	(void)state;
	new_file("meet");
	store = doors_open("meet", false);
	person = make(store, "person", PAIRS("family_name=Demir", "say=a"));
	struct record *seen = see(store, "person", person);
	int64_t version = store_data_version(store);
	struct change *change = change_begin(store, &everybody);
	struct change_item *item = change_update(change, the("person"), person, seen->rev);

	other_program("meet", person, "phone=+31612345678");
	assert_true(store_data_version(store) != version);
	WELL(change_set(item, "used_name", "Yusuf", &err_));
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);

	other_program("meet", person, "say=theirs");
	change = change_begin(store, &everybody);
	item = change_update(change, the("person"), person, seen->rev);
	WELL(change_set(item, "say", "ours", &err_));
	assert_int_equal(change_commit(change, NULL, &conflict, &err), ST_CONFLICT);
	assert_string_equal(record_get(conflict.theirs, "say"), "theirs");
	assert_string_equal(record_get(conflict.theirs, "phone"), "+31612345678");
	change_leave(item, "say");
	WELL(change_set(item, "interpreter", "fa", &err_));
	WELL(change_commit(change, NULL, NULL, &err_));
	HAS(store, "person", person, "say", "theirs");
	HAS(store, "person", person, "used_name", "Yusuf");
	HAS(store, "person", person, "interpreter", "fa");
	conflict_clear(&conflict);
	change_free(change);
	record_free(seen);
	store_close(store);
}

#define SAVERS 3
#define SAVES 25

/* Saves again and again; what another program holds for a while is waited for. */
static void save_many(int who, struct id person)
{
	static const char *const field[SAVERS] = { "say", "used_name", "address" };
	struct store *store = doors_open("many", false);

	for (int i = 1; i <= SAVES; i++) {
		char pair[60];
		snprintf(pair, sizeof pair, "%s=number %d", field[who], i);
		amend(store, "person", person, PAIRS(pair));
		make(store, "household", PAIRS("name=Demir"));
	}
	store_close(store);
}

static void many_programs_save(void **state)
{
	struct store *store;
	struct id person;
	pid_t child[SAVERS];
	int64_t entries;

	(void)state;
	new_file("many");
	store = doors_open("many", false);
	person = make(store, "person", PAIRS("family_name=Demir"));
	for (int i = 0; i < SAVERS; i++) {
		child[i] = fork();
		if (child[i] == 0) {
			save_many(i, person);
			_exit(0);
		}
	}
	for (int i = 0; i < SAVERS; i++)
		ends_well(child[i]);
	HAS(store, "person", person, "say", "number 25");
	HAS(store, "person", person, "used_name", "number 25");
	HAS(store, "person", person, "address", "number 25");
	assert_int_equal(count_rows(store, "household"), SAVERS * SAVES);
	WELL(journal_verify(store, &entries, &err_));
	assert_int_equal(entries, 1 + 2 * SAVERS * SAVES);
	store_close(store);
}

/* Holds the file for writing until told to let go. */
static pid_t hold(const char *file, int wait_on, int tell)
{
	pid_t child = fork();

	if (child == 0) {
		struct store *store = doors_open(file, false);
		char c = 'x';
		if (store_begin(store, NULL) != ST_OK || write(tell, &c, 1) != 1 || read(wait_on, &c, 1) != 1)
			_exit(1);
		store_rollback(store);
		store_close(store);
		_exit(0);
	}
	return child;
}

static void a_busy_file_says_so(void **state)
{
	struct store *store;
	struct change *change;
	struct err err;
	int go[2], held[2];
	char c = 'x';
	pid_t child;

	(void)state;
	new_file("busy");
	assert_int_equal(pipe(go), 0);
	assert_int_equal(pipe(held), 0);
	child = hold("busy", go[0], held[1]);
	assert_int_equal(read(held[0], &c, 1), 1);
	store = doors_open("busy", false);
	change = change_begin(store, &everybody);
	set_pairs(change_create(change, the("household"), NULL), PAIRS("name=Demir"));
	assert_int_equal(change_commit(change, NULL, NULL, &err), ST_BUSY);
	assert_true(strlen(err.text) > 20);
	assert_int_equal(write(go[1], &c, 1), 1);
	ends_well(child);
	WELL(change_commit(change, NULL, NULL, &err_));
	assert_int_equal(count_rows(store, "household"), 1);
	change_free(change);
	store_close(store);
}

static void limit_files(rlim_t most)
{
	struct rlimit limit;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = most < limit.rlim_max ? most : limit.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* No file of this process may grow: what the disk says when it is full. The same change set goes through later. */
static void a_full_disk_loses_nothing(void **state)
{
	struct store *store;
	struct change *change;
	struct err err;
	char *before;

	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	new_file("full");
	store = doors_open("full", false);
	make(store, "person", PAIRS("family_name=Demir"));
	before = whole_file(store, WITH_RID);
	change = change_begin(store, &everybody);
	for (int i = 0; i < 3000; i++)
		set_pairs(change_create(change, the("household"), NULL), PAIRS("name=Demir", "remark=kept"));
	limit_files(256 * 1024);
	assert_int_equal(change_commit(change, NULL, NULL, &err), ST_FULL);
	limit_files(RLIM_INFINITY);
	char *after = whole_file(store, WITH_RID);
	assert_string_equal(before, after);
	WELL(change_commit(change, NULL, NULL, &err_));
	assert_int_equal(count_rows(store, "household"), 3000);
	WELL(journal_verify(store, &(int64_t){ 0 }, &err_));
	change_free(change);
	free(before);
	free(after);
	store_close(store);
}

static void a_file_to_read_only_is_read(void **state)
{
	char path[160];
	struct vault_options options = { .path = path, .read_only = true };
	struct store *store;
	struct change *change;
	struct id person;
	struct err err;

	(void)state;
	new_file("only");
	store = doors_open("only", false);
	person = make(store, "person", PAIRS("family_name=Demir"));
	store_close(store);
	snprintf(path, sizeof path, "%s/only", doors_folder);
	WELL(store_open(&options, &store, &err_));
	HAS(store, "person", person, "family_name", "Demir");
	assert_int_equal(count_rows(store, "look"), 0);
	change = change_begin(store, &everybody);
	WELL(change_set(change_update(change, the("person"), person, 0), "say", "x", &err_));
	assert_int_equal(change_commit(change, NULL, NULL, &err), ST_IO);
	assert_true(strlen(err.text) > 20);
	change_free(change);
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_programs_meet),
		cmocka_unit_test(many_programs_save),
		cmocka_unit_test(a_busy_file_says_so),
		cmocka_unit_test(a_full_disk_loses_nothing),
		cmocka_unit_test(a_file_to_read_only_is_read),
	};

	return DOORS_RUN(tests);
}
