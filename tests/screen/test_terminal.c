/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the program does to a terminal and takes back: its own reordering is turned off, also when only the terminal
 * itself can say who it is, and comes back however the program ends; nothing that it answers is taken for typing;
 * sixteen colours at most.
 */
#include "tests/unit/test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/mem.h"
#include "base/str.h"
#include "town.h"

#define OFF "\033[8l"
#define ON "\033[8h"

static const struct look_at small = { "en", 24, 80 };
static const struct look_at arabic = { "ar", 24, 80 };

static void forget_terminal(void)
{
	static const char *const all[] = { "FOOTHOLD_BIDI", "VTE_VERSION", "KONSOLE_VERSION", "MLTERM", "TMUX", "STY" };

	for (size_t i = 0; i < ARRAY_LEN(all); i++)
		unsetenv(all[i]);
}

static struct harness *open_in(const struct look_at *look, const char *term, const char *env)
{
	const char *const with[] = { env, NULL };

	town_new();
	return town_open_with(look, term, NULL, env ? with : NULL);
}

static bool written(struct harness *h, const char *bytes)
{
	size_t len;
	const char *output = harness_last_output(h, &len);

	return memmem(output, len, bytes, strlen(bytes)) != NULL;
}

/* The last place where it was written, or NULL. */
static const char *last(struct harness *h, const char *bytes)
{
	size_t len;
	const char *output = harness_last_output(h, &len), *found = NULL, *at = output;

	while ((at = memmem(at, len - (size_t)(at - output), bytes, strlen(bytes))) != NULL)
		found = at++;
	return found;
}

/* What the terminal answers is no key that somebody pressed. */
static void answer(struct harness *h, const char *bytes)
{
	harness_send_keys(h, bytes, 0);
}

static void ended(struct harness *h)
{
	int status;

	assert_true(harness_wait_exit(h, &status));
}

static void quit(struct harness *h)
{
	harness_send(h, HK_CTRL_Q);
	ended(h);
}

static void it_asks_and_switches(void **state)
{
	struct harness *h = open_in(&small, NULL, NULL);

	(void)state;
	assert_true(written(h, "\033[>q\033[>c"));
	assert_false(written(h, OFF));
	answer(h, "\033[>65;7006;1c");
	assert_true(harness_key(h, "j"));
	assert_true(written(h, "\033[8$p" OFF));
	answer(h, "\033[8;1$y");
	assert_true(harness_key(h, "j"));
	quit(h);
	assert_true(written(h, ON));
	assert_true(last(h, ON) > last(h, OFF));
	harness_end(h);
}

/* In the middle of a name, in halves, late, from a terminal that is of no interest. */
static void no_answer_is_taken_for_typing(void **state)
{
	struct harness *h = open_in(&small, NULL, NULL);

	(void)state;
	assert_true(harness_key(h, "/"));
	assert_true(harness_type(h, "Ma"));
	answer(h, "\033P>|XTerm(379)\033\\\033[>41;379;0c");
	assert_true(harness_type(h, "ri"));
	answer(h, "\033[>65;70");
	answer(h, "06;1c");
	assert_true(harness_type(h, "am"));
	answer(h, "\033P>|Konsole 22.12.3\033\\");
	answer(h, "\033[8;3$y");
	assert_true(harness_type(h, "x"));
	harness_expect(h, "Find: Mariamx");
	harness_expect_not(h, "379");
	harness_expect_not(h, "7006");
	harness_expect_not(h, "Konsole");
	town_leave(h);
}

static void konsole_is_told_in_its_own_way(void **state)
{
	struct harness *h = open_in(&small, NULL, NULL);

	(void)state;
	answer(h, "\033P>|Konsole 22.12.3\033\\");
	assert_true(harness_key(h, "j"));
	assert_true(written(h, "\033]50;BidiRenderingEnabled=false\a"));
	quit(h);
	assert_true(written(h, "\033]50;BidiRenderingEnabled=true\a"));
	harness_end(h);
	/* To nobody else: elsewhere it would change the font. */
	h = open_in(&small, NULL, NULL);
	answer(h, "\033P>|XTerm(379)\033\\");
	assert_true(harness_key(h, "j"));
	quit(h);
	assert_false(written(h, "\033]50;"));
	harness_end(h);
}

static void it_stays_off_where_it_was_off(void **state)
{
	struct harness *h = open_in(&small, NULL, "VTE_VERSION=7006");

	(void)state;
	assert_true(written(h, "\033[8$p" OFF));
	answer(h, "\033[8;2$y");
	assert_true(harness_key(h, "j"));
	quit(h);
	assert_false(written(h, ON));
	harness_end(h);
}

static void given_back(struct harness *h)
{
	assert_true(last(h, ON) > last(h, OFF));
	assert_true(last(h, "\033[?2004l") > last(h, "\033[?2004h"));
	assert_true(last(h, "\033[?1049l") > last(h, "\033[?1049h"));
	harness_end(h);
}

static void it_comes_back_however_the_program_ends(void **state)
{
	static const int signals[] = { SIGTERM, SIGINT, SIGQUIT, SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
		struct harness *h = open_in(&small, NULL, "VTE_VERSION=7006");

		harness_signal(h, signals[i]);
		ended(h);
		given_back(h);
	}
}

static void it_comes_back_while_the_program_is_stopped(void **state)
{
	struct harness *h = open_in(&small, NULL, "VTE_VERSION=7006");
	const char *off = last(h, OFF);
	size_t before = (size_t)(off - harness_last_output(h, &(size_t){ 0 }));

	(void)state;
	/* Nobody would wake the leader of a session: the system lets it go on at once. Keys that wait would be answered
	 * before the signal, so the window changes its size. */
	harness_signal(h, SIGTSTP);
	for (int i = 0; i < 50 && !written(h, ON); i++)
		assert_true(harness_resize(h, 24, 81 + (i & 1)));
	assert_true(written(h, ON));
	assert_true(harness_key(h, "j"));
	assert_true((size_t)(last(h, OFF) - harness_last_output(h, &(size_t){ 0 })) > before);
	assert_true(last(h, OFF) > last(h, ON));
	quit(h);
	given_back(h);
}

/* On a screen that is read to the left; in English nobody would miss it. */
static void what_cannot_be_switched_is_said_once(void **state)
{
	struct harness *h = open_in(&arabic, "xterm", NULL);

	(void)state;
	answer(h, "\033[>0;136;0c");
	assert_true(harness_wait_text(h, "PuTTY"));
	harness_expect(h, "Disable bidirectional text display");
	assert_true(harness_key(h, "j"));
	assert_true(harness_key(h, "n"));
	harness_expect_not(h, "PuTTY");
	town_leave(h);
	h = open_in(&arabic, "linux", NULL);
	assert_true(harness_wait_text(h, "The Linux console may have no Arabic letters."));
	assert_true(harness_key(h, HK_F9));
	harness_expect(h, "English");
	town_leave(h);
}

static void an_override_only_where_it_is_asked_for(void **state)
{
	struct harness *h = open_in(&arabic, NULL, "FOOTHOLD_BIDI=lro");

	(void)state;
	assert_true(written(h, "\u202d"));
	assert_true(harness_key(h, "n"));
	town_leave(h);
	h = open_in(&arabic, NULL, "FOOTHOLD_BIDI=app");
	assert_false(written(h, "\u202d"));
	assert_false(written(h, "\033[>c"));
	town_leave(h);
}

/* A braille line reads the cells: letters as they are typed, the layout stays mirrored. */
static void off_leaves_letters_as_they_are_read(void **state)
{
	struct harness *h = open_in(&arabic, NULL, "FOOTHOLD_BIDI=off");

	(void)state;
	assert_true(harness_key(h, HK_F9));
	harness_expect(h, "العربية");
	harness_expect_not(h, "\ufe94");        /* no shaped letter */
	assert_true(harness_column(h, 0, "Foothold") > 60);
	town_leave(h);
}

/* No colour of 256 or more, no true colour; on terminals without colour none at all. */
static void sixteen_colours_are_enough(void **state)
{
	static const char *const terms[] = { "xterm", "xterm-256color", "linux", "screen", "screen-256color", "tmux-256color",
		"vt100", "vt220", "ansi" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(terms); i++) {
		struct harness *h = open_in(&small, terms[i], NULL);

		assert_true(harness_key(h, "n"));
		assert_true(harness_key(h, HK_F2));
		assert_true(harness_key(h, HK_ESC));
		assert_false(written(h, "38;5;"));
		assert_false(written(h, "48;5;"));
		assert_false(written(h, "38;2;"));
		if (str_starts(terms[i], "vt"))
			assert_false(written(h, "\033[36m"));
		town_leave(h);
	}
}

/* Nothing dim and no colour; what is chosen stands reversed. */
static void high_contrast(void **state)
{
	struct harness *h;
	int row, col;

	(void)state;
	town_new();
	h = town_open_with(&small, NULL, "--contrast", NULL);
	assert_true(harness_key(h, HK_F10));
	harness_cursor(h, &row, &col);
	assert_true(harness_cell(h, row, col).reverse);
	for (int c = 30; c <= 37; c++) {
		char colour[16];

		snprintf(colour, sizeof(colour), "\033[%dm", c);
		assert_false(written(h, colour));
	}
	assert_false(written(h, "\033[2m"));
	town_leave(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_asks_and_switches),
		cmocka_unit_test(no_answer_is_taken_for_typing),
		cmocka_unit_test(konsole_is_told_in_its_own_way),
		cmocka_unit_test(it_stays_off_where_it_was_off),
		cmocka_unit_test(it_comes_back_however_the_program_ends),
		cmocka_unit_test(it_comes_back_while_the_program_is_stopped),
		cmocka_unit_test(what_cannot_be_switched_is_said_once),
		cmocka_unit_test(an_override_only_where_it_is_asked_for),
		cmocka_unit_test(off_leaves_letters_as_they_are_read),
		cmocka_unit_test(sixteen_colours_are_enough),
		cmocka_unit_test(high_contrast),
	};

	forget_terminal();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
