/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The disk is full, or answers with errors, at every single call of drafting and
 * saving: a clear sentence, nothing half, nothing lost, and the same program goes
 * on once the ground holds again.
 */
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "desk.h"
#include "faults.h"

struct attempt {
	enum status draft, save;
	long calls;
	struct id draft_id, person;
};

static void in_words(enum status st, const struct err *err, int error)
{
	if (st == ST_OK)
		return;
	if (error == ENOSPC) {
		if (st != ST_FULL || !strstr(err->text, "no room"))
			fail_msg("%d: %s", (int)st, err->text);
	} else if (st != ST_IO || !strstr(err->text, "disk")) {
		fail_msg("%d: %s", (int)st, err->text);
	}
}

static void try_with(struct store *store, const struct fault_plan *plan, struct attempt *attempt)
{
	struct err err;

	memset(attempt, 0, sizeof(*attempt));
	err_clear(&err);
	faults_arm(plan);
	attempt->draft = desk_draft(store, "Haidari", &attempt->draft_id, &err);
	attempt->calls = faults_disarm();
	in_words(attempt->draft, &err, plan->error);
	if (attempt->draft != ST_OK)
		return;
	err_clear(&err);
	attempt->save = desk_save(store, "Haidari", &attempt->person, &err);
	in_words(attempt->save, &err, plan->error);
}

static void try_saving(struct store *store, const struct fault_plan *plan, struct attempt *attempt)
{
	struct err err;

	memset(attempt, 0, sizeof(*attempt));
	err_clear(&err);
	faults_arm(plan);
	attempt->save = desk_save(store, "Haidari", &attempt->person, &err);
	attempt->calls = faults_disarm();
	in_words(attempt->save, &err, plan->error);
}

typedef void try_fn(struct store *store, const struct fault_plan *plan, struct attempt *attempt);

static void pledge(struct pledges *pledges, struct id person)
{
	pledges->saved = realloc(pledges->saved, (size_t)(pledges->n_saved + 1) * sizeof(*pledges->saved));
	assert_non_null(pledges->saved);
	pledges->saved[pledges->n_saved++] = person;
}

/* Every n from 1 until the work needs fewer calls; the same open store goes on throughout. */
static void fail_everywhere(struct fault_plan plan, try_fn *attempt_it)
{
	struct store *store = desk_open();
	struct pledges pledges = { 0 };
	struct attempt attempt;
	int refused = 0;

	for (plan.at = 1;; plan.at++) {
		struct id again = { { 0 } };

		attempt_it(store, &plan, &attempt);
		if (attempt.draft != ST_OK || attempt.save != ST_OK)
			refused++;
		else if (!id_none(attempt.person))
			pledge(&pledges, attempt.person);
		/* There is room again: the next one is saved as if nothing had been. */
		assert_int_equal(desk_save(store, "Haidari", &again, NULL), ST_OK);
		pledge(&pledges, again);
		if (attempt.draft == ST_OK && attempt.save == ST_OK && attempt.calls < plan.at)
			break;
		assert_true(plan.at < 500);
	}
	store_close(store);
	assert_true(refused >= 2);
	pledges_hold(&pledges);
	pledges_free(&pledges);
}

static void no_room_while_saving(void **state)
{
	(void)state;
	fail_everywhere((struct fault_plan){ .kind = FAULT_ERROR, .error = ENOSPC }, try_saving);
}

static void no_room_for_a_moment(void **state)
{
	(void)state;
	fail_everywhere((struct fault_plan){ .kind = FAULT_ONCE, .error = ENOSPC }, try_saving);
}

static void room_for_half_a_write(void **state)
{
	(void)state;
	fail_everywhere((struct fault_plan){ .kind = FAULT_SHORT, .error = ENOSPC }, try_saving);
}

static void no_room_while_drafting(void **state)
{
	(void)state;
	fail_everywhere((struct fault_plan){ .kind = FAULT_ERROR, .error = ENOSPC }, try_with);
}

static void the_disk_answers_with_errors(void **state)
{
	(void)state;
	fail_everywhere((struct fault_plan){ .kind = FAULT_ERROR, .error = EIO }, try_saving);
}

static void one_error_of_the_disk(void **state)
{
	(void)state;
	fail_everywhere((struct fault_plan){ .kind = FAULT_ONCE, .error = EIO }, try_saving);
}

static void half_a_write_and_an_error(void **state)
{
	(void)state;
	fail_everywhere((struct fault_plan){ .kind = FAULT_SHORT, .error = EIO }, try_saving);
}

/* What was saved stands, though the log could not be taken into the file when the last one left. */
static void the_disk_fails_at_the_end(void **state)
{
	static const int errors[] = { ENOSPC, EIO };
	struct pledges pledges = { 0 };
	long most = 0;

	(void)state;
	for (long at = 1; at < 40; at++) {
		struct fault_plan plan = { .kind = at % 2 ? FAULT_ERROR : FAULT_ONCE, .at = at, .error = errors[at / 2 % 2] };
		struct store *store = desk_open();
		struct id person = { { 0 } };
		long calls;

		assert_int_equal(desk_save(store, "Haidari", &person, NULL), ST_OK);
		pledge(&pledges, person);
		faults_arm(&plan);
		store_close(store);
		calls = faults_disarm();
		most = calls > most ? calls : most;
		pledges_hold(&pledges);
	}
	assert_true(most > 5);
	pledges_free(&pledges);
}

static void unreadable(enum fault kind)
{
	struct fault_plan plan = { .kind = kind, .error = EIO, .reads = true };
	struct pledges pledges = { 0 };
	struct store *store;
	struct err err;
	enum status st;
	long calls;

	store = desk_open();
	assert_int_equal(desk_save(store, "Haidari", &(struct id){ { 0 } }, NULL), ST_OK);
	store_close(store);
	for (plan.at = 1;; plan.at++) {
		struct id person = { { 0 } };

		faults_arm(&plan);
		st = desk_try_open(&store, &err);
		if (st == ST_OK)
			st = desk_save(store, "Haidari", &person, &err);
		calls = faults_disarm();
		in_words(st, &err, EIO);
		if (st == ST_OK)
			pledge(&pledges, person);
		store_close(store);
		store = NULL;
		if (st == ST_OK && calls < plan.at)
			break;
		assert_true(plan.at < 500);
	}
	assert_true(plan.at > 10);
	pledges_hold(&pledges);
	pledges_free(&pledges);
}

static void the_disk_cannot_be_read(void **state)
{
	(void)state;
	unreadable(FAULT_ERROR);
}

static void one_read_fails(void **state)
{
	(void)state;
	unreadable(FAULT_ONCE);
}

/* Not the tests' calls but the system's own limit: no file may grow beyond what it is now. */
static void the_system_grants_no_room(void **state)
{
	pid_t pid = fork();
	int status;

	(void)state;
	if (pid == 0) {
		struct store *store = desk_open();
		struct rlimit limit, was;
		struct id person = { { 0 } };
		struct err err;
		enum status st;

		signal(SIGXFSZ, SIG_IGN);
		getrlimit(RLIMIT_FSIZE, &was);
		limit = was;
		limit.rlim_cur = 4096;
		setrlimit(RLIMIT_FSIZE, &limit);
		st = desk_save(store, "Haidari", &person, &err);
		if (st != ST_FULL || !strstr(err.text, "no room"))
			_exit(1);
		setrlimit(RLIMIT_FSIZE, &was);
		st = desk_save(store, "Haidari", &(struct id){ { 0 } }, &err);
		if (st != ST_OK || desk_people(store) != 1)
			_exit(2);
		store_close(store);
		_exit(0);
	}
	assert_true(waitpid(pid, &status, 0) == pid);
	assert_int_equal(status, 0);
	pledges_hold(&(struct pledges){ 0 });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(no_room_while_saving, desk_new_file),
		cmocka_unit_test_setup(no_room_for_a_moment, desk_new_file),
		cmocka_unit_test_setup(room_for_half_a_write, desk_new_file),
		cmocka_unit_test_setup(no_room_while_drafting, desk_new_file),
		cmocka_unit_test_setup(the_disk_answers_with_errors, desk_new_file),
		cmocka_unit_test_setup(one_error_of_the_disk, desk_new_file),
		cmocka_unit_test_setup(half_a_write_and_an_error, desk_new_file),
		cmocka_unit_test_setup(the_disk_fails_at_the_end, desk_new_file),
		cmocka_unit_test_setup(the_disk_cannot_be_read, desk_new_file),
		cmocka_unit_test_setup(one_read_fails, desk_new_file),
		cmocka_unit_test_setup(the_system_grants_no_room, desk_new_file),
	};

	return cmocka_run_group_tests(tests, desk_make, desk_remove);
}
