/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What holds on every screen: sizes, terminals that vanish, terminals without
 * colour or lines, help, the menu, languages, and that no stored sign steers the
 * terminal.
 */
#include "tests/unit/test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "town.h"

static const struct look_at small = { "en", 24, 80 };

static void a_town(void)
{
	town_new();
	TOWN_ADD("person", "family_name=Haidari", "given_name=Mariam", "own_script=مریم حیدری", "arrived=2026-03-01");
	TOWN_ADD("step", "person=Mariam Haidari", "stage=language", "what=Language course", "target=2026-04-25");
}

/* Shrinks to nothing and grows again; what stood there stands there again. */
static void shake(struct harness *h)
{
	char *before = harness_screen(h), *after;

	assert_true(harness_resize(h, 5, 20));
	harness_expect(h, "Foothold needs");
	assert_true(harness_resize(h, 60, 200));
	assert_true(harness_resize(h, 1, 1));
	assert_true(harness_resize(h, 24, 80));
	after = harness_screen(h);
	assert_string_equal(after, before);
	free(before);
	free(after);
}

static void every_step_stands_every_size(void **state)
{
	static const char *const keys[] = { "j", "?", HK_ESC, HK_F10, "j", HK_ESC, HK_F9, HK_ESC, "/", "H", "a", HK_ENTER,
		HK_TAB, "a", HK_ESC, HK_ESC, HK_ESC, "n", "R", HK_TAB, "o", HK_F1, HK_ESC, "s" };
	struct harness *h;

	(void)state;
	a_town();
	h = town_open(&small);
	shake(h);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		assert_true(harness_key(h, keys[i]));
		shake(h);
	}
	/* What was typed into the form through all of this. */
	assert_true(harness_key(h, HK_F2));
	TOWN_EXPECT("os R", "find", "os");
	town_leave(h);
}

static void too_small_takes_no_keys(void **state)
{
	const struct look_at tiny = { "en", 5, 20 };
	struct harness *h;

	(void)state;
	a_town();
	h = town_open(&tiny);
	harness_expect(h, "Foothold needs 80");
	assert_true(harness_key(h, "x"));
	assert_true(harness_resize(h, 24, 80));
	harness_expect(h, "LATE");
	town_leave(h);
}

/* The terminal goes while a form is being filled: the draft is offered again. */
static void what_was_typed_survives(int signum)
{
	struct harness *h;
	int status = 0;

	a_town();
	h = town_open(&small);
	assert_true(harness_key(h, "n"));
	assert_true(harness_type(h, "Abdulrahman"));
	if (signum)
		harness_signal(h, signum);
	else
		harness_hang_up(h);
	assert_true(harness_wait_exit(h, &status));
	assert_true(WIFEXITED(status));
	harness_end(h);
	h = town_open(&small);
	assert_true(harness_key(h, "n"));
	harness_expect(h, "Abdulrahman");
	town_leave(h);
	TOWN_EXPECT("whole", "check");
}

static void a_vanished_terminal_keeps_the_draft(void **state)
{
	(void)state;
	what_was_typed_survives(0);
}

static void signals_keep_the_draft(void **state)
{
	(void)state;
	what_was_typed_survives(SIGHUP);
	what_was_typed_survives(SIGTERM);
	what_was_typed_survives(SIGINT);
}

/* The terminal goes while a save is on its way: it is saved or it is a draft, and never neither. */
static void a_save_is_whole_or_a_draft(void **state)
{
	(void)state;
	town_new();
	for (int round = 0; round < 8; round++) {
		struct harness *h = town_open(&small);
		char name[20], *found;
		int status = 0;

		snprintf(name, sizeof(name), "Roundname%c", 'a' + round);
		assert_true(harness_key(h, "n"));
		assert_true(harness_type(h, name));
		harness_send(h, HK_F2);
		if (round % 2)
			harness_signal(h, SIGHUP);
		else
			harness_hang_up(h);
		assert_true(harness_wait_exit(h, &status));
		assert_true(WIFEXITED(status));
		harness_end(h);
		found = TOWN_RUN("list", "person", "--json", "--limit", "0");
		if (!strstr(found, name)) {
			h = town_open(&small);
			assert_true(harness_key(h, "n"));
			harness_expect(h, name);
			assert_true(harness_key(h, HK_F2));
			town_leave(h);
		}
		free(found);
	}
	TOWN_EXPECT("whole", "check");
}

/* The alternate screen is left and the cursor comes back, whichever way the program ends. */
static void the_terminal_is_put_back(void **state)
{
	struct harness *h;
	const char *output;
	int status;

	(void)state;
	a_town();
	h = town_open(&small);
	harness_signal(h, SIGTERM);
	assert_true(harness_wait_exit(h, &status));
	output = harness_last_output(h, NULL);
	assert_non_null(strstr(output, "\033[?1049l"));
	assert_non_null(strstr(output, "\033[?2004l"));
	harness_end(h);
}

static bool any_colour(struct harness *h, int rows, int cols)
{
	for (int row = 0; row < rows; row++) {
		for (int col = 0; col < cols; col++) {
			if (harness_cell(h, row, col).coloured)
				return true;
		}
	}
	return false;
}

static void it_works_without_colour(void **state)
{
	static const char *const no_color[] = { "NO_COLOR=1", NULL };
	struct harness *h;

	(void)state;
	a_town();
	h = town_open(&small);
	assert_true(any_colour(h, 24, 80));
	town_leave(h);
	h = town_open_with(&small, NULL, NULL, no_color);
	assert_false(any_colour(h, 24, 80));
	harness_expect(h, "!");
	town_leave(h);
	h = town_open_with(&small, "vt100", NULL, NULL);
	assert_false(any_colour(h, 24, 80));
	harness_expect(h, "LATE BY OUR OWN TARGETS");
	assert_true(harness_key(h, HK_DOWN));
	assert_true(harness_key(h, HK_ENTER));
	assert_non_null(strstr(harness_line(h, 0), "Mariam Haidari"));
	town_leave(h);
}

/* In plain mode the frame itself draws nothing beyond ASCII. */
static void plain_is_plain(void **state)
{
	static const char *const plain[] = { "FOOTHOLD_PLAIN=1", NULL };

	(void)state;
	for (int way = 0; way < 2; way++) {
		struct harness *h;

		town_new();
		TOWN_ADD("person", "family_name=Haidari", "given_name=Mariam");
		TOWN_ADD("step", "person=Mariam Haidari", "stage=language", "what=Course", "target=2026-04-25");
		h = way ? town_open_with(&small, NULL, "--plain", NULL) : town_open_with(&small, NULL, NULL, plain);
		for (int screen = 0; screen < 4; screen++) {
			static const char *const keys[] = { HK_ENTER, HK_ESC, HK_F10, HK_ESC };
			char *text = harness_screen(h);

			for (const char *c = text; *c; c++) {
				if ((unsigned char)*c >= 0x80)
					fprintf(stderr, "beyond ASCII: %.3s in\n%s", c, text);
				assert_true((unsigned char)*c < 0x80);
			}
			free(text);
			assert_true(harness_key(h, keys[screen]));
		}
		town_leave(h);
	}
}

static void help_explains_and_esc_goes_back(void **state)
{
	static const char *const ways[] = { HK_F1, "?", "\033h", "\0331" };
	struct harness *h;

	(void)state;
	a_town();
	for (int i = 0; i < TOWN_LOOKS; i++) {
		h = town_open(&town_looks[i]);
		for (size_t way = 0; way < sizeof(ways) / sizeof(ways[0]); way++) {
			assert_true(harness_key(h, ways[way]));
			harness_expect(h, town_tr("KEYS OF THIS SCREEN"));
			harness_expect(h, town_tr("Open the person's file."));
			assert_true(harness_key(h, HK_ESC));
			harness_expect_not(h, town_tr("KEYS OF THIS SCREEN"));
		}
		town_leave(h);
	}
}

/* Moves the cursor down to the row that begins so. */
static void move_to(struct harness *h, const char *words)
{
	char row[80];

	snprintf(row, sizeof(row), "▸ %s ", words);
	for (int i = 0; i < 150 && !harness_shows(h, row); i++)
		assert_true(harness_key(h, "j"));
	harness_expect(h, row);
}

static void the_menu_opens_every_list(void **state)
{
	static const char *const lists[] = { "Applications", "Appointments", "Contacts", "Courses", "Credentials",
		"Dwellings", "Enrolments", "Households", "Neighbourhoods", "Notes", "People", "Placements", "Plans", "Steps",
		"Vacancies" };
	struct harness *h;

	(void)state;
	a_town();
	h = town_open(&small);
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		assert_true(harness_key(h, HK_F10));
		move_to(h, lists[i]);
		assert_true(harness_key(h, HK_ENTER));
		assert_non_null(strstr(harness_line(h, 0), lists[i]));
		assert_true(harness_key(h, HK_ESC));
		assert_non_null(strstr(harness_line(h, 0), "Today"));
	}
	town_leave(h);
}

/* Typed text, the place in the form and the screen stay; only the words change. */
static void the_language_changes_in_the_middle_of_a_form(void **state)
{
	struct harness *h;

	(void)state;
	a_town();
	h = town_open(&small);
	assert_true(harness_key(h, "n"));
	assert_true(harness_type(h, "Tesfay"));
	assert_true(harness_key(h, HK_F9));
	harness_expect(h, "Deutsch");
	harness_expect(h, "Français");
	assert_true(harness_key(h, "g"));
	for (int i = 0; i < 30 && !harness_shows(h, "▸ Deutsch"); i++)
		assert_true(harness_key(h, "j"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "Familienname");
	harness_expect(h, "Tesfay");
	harness_expect_not(h, "Family name");
	assert_true(harness_type(h, "a"));
	assert_true(harness_key(h, HK_F2));
	TOWN_EXPECT("Tesfaya", "find", "Tesfaya");
	town_leave(h);
}

/* Control characters can be pasted at; none is stored, none reaches the terminal. */
static void no_escape_gets_through(void **state)
{
	struct harness *h;
	const char *output;
	size_t len;

	(void)state;
	a_town();
	h = town_open(&small);
	assert_true(harness_key(h, "/"));
	assert_true(harness_key(h, "\033[200~Ha\033]0;title\ai\r\nx\033[31mred\033[201~"));
	output = harness_last_output(h, &len);
	assert_null(strstr(output, "\033]0;title"));
	assert_null(strstr(output, "\033[31mred"));
	assert_non_null(strstr(harness_line(h, 0), "Find"));
	town_leave(h);
}

static void a_stray_key_is_told(void **state)
{
	struct harness *h;

	(void)state;
	a_town();
	h = town_open(&small);
	assert_true(harness_key(h, "Q"));
	harness_expect(h, "F1 shows those that do");
	assert_true(harness_key(h, "\003"));
	harness_expect(h, "Ctrl-Q leaves Foothold");
	town_leave(h);
}

static void unknown_keys_do_nothing(void **state)
{
	static const char *const keys[] = { "\033[99~", "\033[1;9Q", "\033OZ", "\034", "\033[M !!", "\000\001" };
	struct harness *h;
	char *before, *after;

	(void)state;
	a_town();
	h = town_open(&small);
	before = harness_screen(h);
	for (size_t i = 0; i < 4; i++)
		assert_true(harness_key(h, keys[i]));
	after = harness_screen(h);
	assert_string_equal(after, before);
	free(before);
	free(after);
	town_leave(h);
}

/* Stopped and continued from outside: all is drawn again, and keys are answered. */
static void a_stop_from_outside_is_survived(void **state)
{
	struct harness *h;

	(void)state;
	a_town();
	h = town_open(&small);
	harness_signal(h, SIGTSTP);
	harness_signal(h, SIGCONT);
	assert_true(harness_key(h, "?"));
	harness_expect(h, "KEYS OF THIS SCREEN");
	town_leave(h);
}

/* Names of wide, marked and right-to-left letters leave the columns after them where they are. */
static void every_script_keeps_its_columns(void **state)
{
	static const char *const names[] = { "given_name=Anna", "given_name=Anna 小龙", "given_name=Anna José",
		"given_name=Anna مریم", "given_name=Anna ሰላም", "given_name=Anna குமார்" };
	struct harness *h;
	int first = -1, rows = 0;

	(void)state;
	town_new();
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		TOWN_ADD("person", "family_name=Test", names[i], "born=1987");
	h = town_open(&small);
	assert_true(harness_key(h, "/"));
	assert_true(harness_type(h, "Anna Test"));
	for (int row = 4; row < 4 + (int)(sizeof(names) / sizeof(names[0])); row++) {
		int col = harness_column(h, row, "1987");

		assert_true(col > 0);
		first = first < 0 ? col : first;
		assert_int_equal(col, first);
		rows++;
	}
	assert_int_equal(rows, 6);
	town_leave(h);
}

static void an_unknown_terminal_is_told(void **state)
{
	const char *const argv[] = { harness_program(), "--db", town_new(), "--lang", "en", NULL };
	const struct harness_options options = { .term = "no-such-terminal" };

	(void)state;
	assert_null(harness_start(&options, argv));
	assert_non_null(strstr(harness_last_output(NULL, NULL), "TERM=vt100"));
	assert_null(strchr(harness_last_output(NULL, NULL), '\033'));
}

static void undo_takes_back_one_after_the_other(void **state)
{
	struct harness *h;

	(void)state;
	town_new();
	h = town_open(&small);
	assert_true(harness_key(h, HK_CTRL_Z));
	harness_expect(h, "nothing of yours");
	TOWN_ADD("person", "given_name=Rahel");
	TOWN_ADD("person", "given_name=Selam");
	assert_true(harness_key(h, HK_CTRL_Z));
	harness_expect(h, "Rahel");
	harness_expect_not(h, "Selam");
	assert_true(harness_key(h, HK_CTRL_Z));
	harness_expect_not(h, "Rahel");
	/* And put back, first the one that was taken back last. */
	assert_true(harness_key(h, "\031"));
	harness_expect(h, "Rahel");
	harness_expect_not(h, "Selam");
	assert_true(harness_key(h, "\031"));
	harness_expect(h, "Selam");
	assert_true(harness_key(h, "\031"));
	harness_expect(h, "nothing to put back");
	assert_true(harness_key(h, HK_CTRL_Z));
	harness_expect_not(h, "Selam");
	harness_expect(h, "Rahel");
	town_leave(h);
}

/* Beside a short title too: half the line is for who and where. */
static void the_date_gives_way_before_it_is_cut(void **state)
{
	struct harness *h;

	(void)state;
	town_new();
	h = town_open_with(&small, NULL, "--user=A. Berg of the upper office", NULL);
	assert_non_null(strstr(harness_line(h, 0), "Halden · A. Berg of the upper office"));
	assert_null(strstr(harness_line(h, 0), "…"));
	town_leave(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_step_stands_every_size),
		cmocka_unit_test(too_small_takes_no_keys),
		cmocka_unit_test(a_vanished_terminal_keeps_the_draft),
		cmocka_unit_test(signals_keep_the_draft),
		cmocka_unit_test(a_save_is_whole_or_a_draft),
		cmocka_unit_test(the_terminal_is_put_back),
		cmocka_unit_test(it_works_without_colour),
		cmocka_unit_test(plain_is_plain),
		cmocka_unit_test(help_explains_and_esc_goes_back),
		cmocka_unit_test(the_menu_opens_every_list),
		cmocka_unit_test(the_language_changes_in_the_middle_of_a_form),
		cmocka_unit_test(no_escape_gets_through),
		cmocka_unit_test(a_stray_key_is_told),
		cmocka_unit_test(unknown_keys_do_nothing),
		cmocka_unit_test(a_stop_from_outside_is_survived),
		cmocka_unit_test(every_script_keeps_its_columns),
		cmocka_unit_test(an_unknown_terminal_is_told),
		cmocka_unit_test(undo_takes_back_one_after_the_other),
		cmocka_unit_test(the_date_gives_way_before_it_is_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
