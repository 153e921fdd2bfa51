/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A desk that works without pause, killed at random moments, five hundred times
 * over the same file; and one killed while a second desk goes on working.
 */
#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "desk.h"

enum { KILLS = 500, FULL_CHECK_EVERY = 20 };

static void pause_us(unsigned us)
{
	struct timespec t = { 0, (long)us * 1000 };

	nanosleep(&t, NULL);
}

/* Works without pause, or thinks for a moment between two people. */
static pid_t start(int *from, unsigned think_us)
{
	int ends[2];
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		struct store *store;
		struct err err;

		close(ends[0]);
		store = desk_open();
		while (desk_day(store, ends[1], &err) == ST_OK)
			pause_us(think_us);
		fprintf(stderr, "%s\n", err.text);
		_exit(1);
	}
	close(ends[1]);
	*from = ends[0];
	return pid;
}

/* Lets it say `words`, goes on for a moment, kills, and reads to the end what was said. Counting words and not time
 * alone, a busy machine is killed in mid-work as well as an idle one. */
static void stop(pid_t pid, int from, int words, unsigned more_us, struct pledges *pledges)
{
	int status;

	pledges->draft = (struct id){ { 0 } };
	pledges_take(pledges, from, words);
	pause_us(more_us);
	kill(pid, SIGKILL);
	pledges_read(pledges, from);
	close(from);
	assert_true(waitpid(pid, &status, 0) == pid);
	assert_true(WIFSIGNALED(status));
}

static void killed_at_random_moments(void **state)
{
	struct pledges pledges = { 0 };
	unsigned random = (unsigned)time(NULL);
	int drafts = 0;

	(void)state;
	print_message("seed %u\n", random);
	for (int i = 0; i < KILLS; i++) {
		int from;
		pid_t pid = start(&from, 0);

		random = random * 1664525u + 1013904223u;
		stop(pid, from, 1 + (int)(random >> 8) % 8, (random >> 12) % 6000, &pledges);
		drafts += !id_none(pledges.draft);
		if (i % FULL_CHECK_EVERY == 0 || !id_none(pledges.draft))
			pledges_hold(&pledges);
	}
	pledges_hold(&pledges);
	print_message("%d people saved, %d kills left a draft\n", pledges.n_saved, drafts);
	assert_true(pledges.n_saved > KILLS);
	pledges_free(&pledges);
}

static void one_killed_while_another_works(void **state)
{
	struct pledges killed = { 0 }, steady = { 0 };
	unsigned random = (unsigned)time(NULL);
	int from_steady;
	pid_t worker;

	(void)state;
	worker = start(&from_steady, 3000);
	for (int i = 0; i < KILLS / 4; i++) {
		int from;
		pid_t pid = start(&from, 0);

		random = random * 1664525u + 1013904223u;
		stop(pid, from, 1 + (int)(random >> 8) % 8, (random >> 12) % 6000, &killed);
	}
	stop(worker, from_steady, 0, 0, &steady);
	assert_true(killed.n_saved > 10);
	assert_true(steady.n_saved > 10);
	killed.draft = (struct id){ { 0 } };
	pledges_hold(&killed);
	pledges_hold(&steady);
	pledges_free(&killed);
	pledges_free(&steady);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(killed_at_random_moments, desk_new_file),
		cmocka_unit_test_setup(one_killed_while_another_works, desk_new_file),
	};

	return cmocka_run_group_tests(tests, desk_make, desk_remove);
}
