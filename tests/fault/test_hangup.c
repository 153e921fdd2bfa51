/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The terminal vanishes in mid-save, from before the first byte is written to
 * after the last: the person stands in the file or the draft is offered again,
 * never neither, and the file is whole.
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
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "harness.h"
#include "town.h"

enum { TRIALS = 24, STEP_US = 150 };

static void pause_us(long us)
{
	struct timespec t = { 0, us * 1000 };

	nanosleep(&t, NULL);
}

/* Types a person, saves, and loses the terminal `after_us` later; how the program ended. */
static int save_and_vanish(const char *name, long after_us, int signum)
{
	struct harness *h = town_open(&(struct look_at){ "en", 24, 80 });
	int status;

	assert_non_null(h);
	harness_type(h, "n");
	harness_type(h, name);
	harness_key(h, HK_TAB);
	harness_type(h, "Yusuf");
	harness_key(h, HK_TAB);
	harness_expect(h, "draft kept");
	harness_send(h, HK_F2);
	pause_us(after_us);
	if (signum)
		harness_signal(h, signum);
	else
		harness_hang_up(h);
	assert_true(harness_wait_exit(h, &status));
	harness_end(h);
	return status;
}

static bool is_saved(const char *name)
{
	char *out = TOWN_RUN("list", "person", "--json");
	bool saved = strstr(out, name) != NULL;

	free(out);
	return saved;
}

static bool draft_is_offered(const char *name)
{
	struct harness *h = town_open(&(struct look_at){ "en", 24, 80 });
	bool offered;

	assert_non_null(h);
	harness_type(h, "n");
	offered = harness_shows(h, "Your draft") && harness_shows(h, name);
	harness_end(h);
	return offered;
}

/* Signal 0: the terminal is closed, as a lost connection does. */
static void vanish_everywhere(int signum)
{
	int saved = 0, drafts = 0;

	for (int i = 0; i < TRIALS; i++) {
		char name[32];

		snprintf(name, sizeof(name), "Demir%c", 'a' + i);
		town_new();
		save_and_vanish(name, (long)i * STEP_US, signum);
		if (is_saved(name)) {
			saved++;
		} else {
			assert_true(draft_is_offered(name));
			drafts++;
		}
		free(TOWN_RUN("check"));
	}
	print_message("%d saved, %d drafts\n", saved, drafts);
	assert_int_equal(saved + drafts, TRIALS);
}

static void the_terminal_is_closed(void **state)
{
	(void)state;
	vanish_everywhere(0);
}

static void the_program_is_told_to_end(void **state)
{
	(void)state;
	vanish_everywhere(SIGTERM);
}

static void the_program_is_killed(void **state)
{
	(void)state;
	vanish_everywhere(SIGKILL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_terminal_is_closed),
		cmocka_unit_test(the_program_is_told_to_end),
		cmocka_unit_test(the_program_is_killed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
