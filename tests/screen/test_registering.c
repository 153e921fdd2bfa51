/* SPDX-License-Identifier: EUPL-1.2 */
/* Registering a person at the desk: from an empty form to a file that other commands find. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "town.h"

static void expect_in(const char *text, const char *part)
{
	if (!strstr(text, part))
		fprintf(stderr, "not there: %s\nin:\n%s\n", part, text);
	assert_non_null(strstr(text, part));
}

/* The whole way, and back by other commands: person, languages, household, plan. */
static void register_and_read_back(const char *lang, int rows, int cols)
{
	struct harness *h;
	char *out, *at, number[32] = "";

	town_new();
	h = town_open(&(struct look_at){ lang, rows, cols });
	assert_non_null(h);
	assert_true(desk_register(h) > 0);
	harness_expect(h, "Mariam Haidari");
	harness_expect(h, "HA-");
	harness_end(h);
	out = TOWN_RUN("find", "hajdari");
	expect_in(out, "Mariam Haidari");
	at = strstr(out, "HA-");
	if (at)
		snprintf(number, sizeof(number), "%.*s", (int)strcspn(at, " \n"), at);
	free(out);
	out = TOWN_RUN("show", number);
	expect_in(out, "Dari");
	expect_in(out, "Pashto");
	expect_in(out, "A1");
	expect_in(out, "First interview");
	expect_in(out, "1991");
	free(out);
	out = TOWN_RUN("list", "household");
	expect_in(out, "Haidari");
	expect_in(out, "4");
	free(out);
}

static void test_english(void **state)
{
	(void)state;
	register_and_read_back("en", 24, 80);
}

static void test_german_wide(void **state)
{
	(void)state;
	town_new();
	/* Languages are typed in the language of the screen. */
	struct harness *h = town_open(&(struct look_at){ "de", 43, 132 });
	int keys = 0;
	char *out;

	assert_non_null(h);
	harness_type(h, "n");
	harness_expect(h, "Familienname");
	assert_true(desk_keys(h, &keys, "Yılmaz", ">") && desk_keys(h, &keys, "Şükrü", ">>>>"));
	assert_true(desk_keys(h, &keys, "Türkisch, Deutsch A2", "2"));
	harness_expect(h, "Türkisch, Deutsch A2");
	harness_expect(h, "HA-");
	harness_end(h);
	out = TOWN_RUN("find", "sukru yilmaz");
	expect_in(out, "Şükrü Yılmaz");
	free(out);
}

static void test_french(void **state)
{
	struct harness *h;
	int keys = 0;
	char *out;

	(void)state;
	town_new();
	h = town_open(&(struct look_at){ "fr", 24, 80 });
	assert_non_null(h);
	harness_type(h, "n");
	harness_expect(h, "Nom de famille");
	assert_true(desk_keys(h, &keys, "Kravchuk", ">") && desk_keys(h, &keys, "Olena", ">>>"));
	assert_true(desk_keys(h, &keys, "", ">") && desk_keys(h, &keys, "ukrainien, français B1", "2"));
	harness_expect(h, "Olena Kravchuk");
	harness_expect(h, "B1");
	harness_end(h);
	out = TOWN_RUN("find", "kravchuk");
	expect_in(out, "Olena Kravchuk");
	free(out);
}

/* Two minutes at the desk: a slow typist makes 60 keys a minute. */
static void test_within_two_minutes(void **state)
{
	struct harness *h;
	int keys;

	(void)state;
	town_new();
	h = town_open(&(struct look_at){ "en", 24, 80 });
	assert_non_null(h);
	keys = desk_register(h);
	harness_expect(h, "First interview");
	assert_in_range(keys, 20, 120);
	harness_end(h);
}

static void test_a_double_is_warned_of(void **state)
{
	struct harness *h;
	char *out, *again;

	(void)state;
	town_new();
	h = town_open(&(struct look_at){ "en", 24, 80 });
	assert_non_null(h);
	assert_true(desk_register(h) > 0);
	harness_key(h, HK_ESC);
	harness_type(h, "nHaydari");
	harness_key(h, HK_TAB);
	harness_type(h, "Maryam");
	harness_expect(h, "Maybe already known");
	harness_expect(h, "Mariam Haidari");
	harness_key(h, HK_F6);
	harness_key(h, HK_ENTER);
	/* The file that stood there, not a new one; the draft waits behind it. */
	harness_expect(h, "First interview");
	harness_expect(h, "Dari, Pashto, English A1");
	harness_key(h, HK_ESC);
	harness_expect(h, "Haydari");
	harness_end(h);
	out = TOWN_RUN("list", "person", "--json");
	again = strstr(out, "Haydari");
	assert_null(again);
	free(out);
}

static void test_draft_after_a_kill(void **state)
{
	struct harness *h;
	int status;
	char *out;

	(void)state;
	town_new();
	h = town_open(&(struct look_at){ "en", 24, 80 });
	assert_non_null(h);
	harness_type(h, "nDemir");
	harness_key(h, HK_TAB);
	harness_type(h, "Yusuf");
	harness_key(h, HK_TAB);
	harness_expect(h, "draft kept");
	harness_signal(h, SIGKILL);
	assert_true(harness_wait_exit(h, &status));
	harness_end(h);
	h = town_open(&(struct look_at){ "en", 24, 80 });
	assert_non_null(h);
	harness_type(h, "n");
	harness_expect(h, "Your draft of 4 May 2026, 09:00");
	harness_expect(h, "Demir");
	harness_expect(h, "Yusuf");
	harness_key(h, HK_F2);
	harness_expect(h, "Saved: Yusuf Demir");
	harness_key(h, HK_ESC);
	harness_type(h, "n");
	harness_expect_not(h, "Demir_");      /* the draft is gone with the saving */
	harness_end(h);
	out = TOWN_RUN("find", "demir");
	expect_in(out, "Yusuf Demir");
	free(out);
}

/* Without leaving a field, an idle second keeps what was typed. */
static void test_draft_while_idle(void **state)
{
	struct harness *h;

	(void)state;
	town_new();
	h = town_open(&(struct look_at){ "en", 24, 80 });
	assert_non_null(h);
	harness_type(h, "nTesfay");
	assert_true(harness_wait_text(h, "draft kept"));
	harness_signal(h, SIGKILL);
	harness_end(h);
	h = town_open(&(struct look_at){ "en", 24, 80 });
	assert_non_null(h);
	harness_type(h, "n");
	harness_expect(h, "Tesfay");
	/* F8 throws it away. */
	harness_key(h, HK_F8);
	harness_expect_not(h, "Tesfay");
	harness_key(h, HK_ESC);
	harness_type(h, "n");
	harness_expect_not(h, "Tesfay");
	harness_end(h);
}

static void test_lost_terminal(void **state)
{
	struct harness *h;
	int status;

	(void)state;
	town_new();
	h = town_open(&(struct look_at){ "en", 24, 80 });
	assert_non_null(h);
	harness_type(h, "nRahel");
	harness_hang_up(h);
	assert_true(harness_wait_exit(h, &status));
	harness_end(h);
	h = town_open(&(struct look_at){ "en", 24, 80 });
	assert_non_null(h);
	harness_type(h, "n");
	harness_expect(h, "Rahel");
	harness_end(h);
}

static void test_resizing(void **state)
{
	static const int sizes[][2] = { { 43, 132 }, { 24, 80 }, { 5, 20 }, { 1, 1 }, { 30, 100 }, { 24, 80 } };
	struct harness *h;

	(void)state;
	town_new();
	h = town_open(&(struct look_at){ "en", 24, 80 });
	assert_non_null(h);
	harness_type(h, "nKravchuk");
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		assert_true(harness_resize(h, sizes[i][0], sizes[i][1]));
	harness_expect(h, "Kravchuk");
	harness_type(h, "a");
	harness_key(h, HK_F2);
	harness_expect(h, "Saved: Kravchuka");
	harness_end(h);
}

static void test_any_script(void **state)
{
	static const char *const names[] = { "山田太郎", "Nguye\xcc\x82\xcc\x83n", "Олена", "ሰላም", "שרה" };
	struct harness *h;
	int row, col;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char *out;

		town_new();
		h = town_open(&(struct look_at){ "en", 24, 80 });
		assert_non_null(h);
		harness_type(h, "n");
		harness_type(h, names[i]);
		harness_cursor(h, &row, &col);
		assert_int_equal(row, 2);
		assert_true(col >= 18);
		harness_key(h, HK_F2);
		harness_expect(h, "HA-");
		harness_end(h);
		out = TOWN_RUN("find", names[i]);
		expect_in(out, "HA-");
		free(out);
	}
}

static void test_right_to_left_cursor(void **state)
{
	struct harness *h;
	int row, col, was;

	(void)state;
	town_new();
	h = town_open(&(struct look_at){ "en", 24, 80 });
	assert_non_null(h);
	harness_type(h, "n");
	harness_cursor(h, &row, &was);
	harness_type(h, "שרה");
	/* In the order shown: the last letter stands leftmost, the cursor's cell before it. */
	harness_expect(h, "הרש");
	harness_cursor(h, &row, &col);
	assert_int_equal(col, was);
	harness_key(h, HK_RIGHT);
	harness_cursor(h, &row, &col);
	assert_int_equal(col, was + 1);
	harness_key(h, HK_BACKSPACE);
	harness_expect(h, "הש");
	harness_end(h);
}

static void test_hostile_paste(void **state)
{
	struct harness *h;
	char *out;

	(void)state;
	town_new();
	h = town_open(&(struct look_at){ "en", 24, 80 });
	assert_non_null(h);
	harness_type(h, "n");
	harness_key(h, "\033[200~Ber\033[31;1mg\033]0;owned\007\r\nvan\033[201~");
	harness_expect(h, "Control characters were left out");
	harness_key(h, HK_F2);
	harness_expect(h, "HA-");
	harness_end(h);
	out = TOWN_RUN("list", "person", "--json");
	assert_null(strchr(out, 27));
	assert_null(strstr(out, "\\u001b"));
	expect_in(out, "van");
	free(out);
}

static void test_what_is_wrong_is_marked_not_trapped(void **state)
{
	struct harness *h;

	(void)state;
	town_new();
	h = town_open(&(struct look_at){ "en", 24, 80 });
	assert_non_null(h);
	harness_type(h, "nDemir");
	for (int i = 0; i < 4; i++)
		harness_key(h, HK_TAB);
	harness_type(h, "31.2.1990");
	harness_key(h, HK_TAB);          /* leaves all the same */
	harness_type(h, "Klingonese");
	harness_key(h, HK_TAB);
	harness_type(h, "Dari");
	harness_key(h, HK_F2);
	harness_expect(h, "Not saved yet: please look at “Born”.");
	harness_type(h, "");
	harness_key(h, "\025");         /* Ctrl-U */
	harness_type(h, "1990");
	harness_key(h, HK_F2);
	harness_expect(h, "Not saved yet: please look at “Languages”.");
	harness_key(h, "\025");
	harness_key(h, HK_F2);
	harness_expect(h, "Saved: Demir");
	harness_end(h);
}

static void test_dates_come_back_unmistakable(void **state)
{
	struct harness *h;

	(void)state;
	town_new();
	h = town_open(&(struct look_at){ "en", 24, 80 });
	assert_non_null(h);
	harness_type(h, "nDemir");
	for (int i = 0; i < 4; i++)
		harness_key(h, HK_TAB);
	harness_type(h, "1990-05-04");
	harness_key(h, HK_TAB);
	harness_expect(h, "4 May 1990");
	harness_key(h, HK_BACKTAB);
	harness_key(h, "\025");
	harness_type(h, "May 1990");
	harness_key(h, HK_TAB);
	harness_expect(h, "May 1990");
	harness_expect_not(h, "4 May 1990");
	harness_end(h);
}

static void test_choosing_from_a_list(void **state)
{
	struct harness *h;

	(void)state;
	town_new();
	h = town_open(&(struct look_at){ "en", 24, 80 });
	assert_non_null(h);
	harness_type(h, "nDemir");
	for (int i = 0; i < 6; i++)
		harness_key(h, HK_TAB);
	harness_type(h, "Dari");
	harness_key(h, HK_TAB);
	harness_key(h, HK_BACKTAB);
	harness_key(h, HK_F4);
	harness_type(h, "turki");
	harness_expect(h, "Turkish");
	harness_key(h, HK_ESC);                  /* keeps what was there */
	harness_expect(h, "Dari");
	harness_key(h, HK_F4);
	harness_type(h, "turkis");
	harness_key(h, HK_ENTER);
	harness_expect(h, "Turkish");
	harness_expect_not(h, "Dari_");
	/* The line of languages takes one after the other from the list. */
	harness_key(h, HK_BACKTAB);
	harness_type(h, "Pashto,");
	harness_key(h, HK_F4);
	harness_type(h, "kurdish");
	harness_key(h, HK_ENTER);
	harness_expect(h, "Pashto, Kurdish_");
	harness_end(h);
}

/* Another language in the middle of a form: the words change, what was typed stays. */
static void test_another_language_meanwhile(void **state)
{
	struct harness *h;
	int col;

	(void)state;
	town_new();
	h = town_open(&(struct look_at){ "en", 24, 80 });
	harness_type(h, "nKravchuk");
	harness_key(h, HK_TAB);
	harness_expect(h, "4 May 2026");
	harness_key(h, HK_F9);
	for (int i = 0; i < 40 && harness_find(h, "▸ Deutsch", &col) < 0; i++)
		harness_key(h, HK_DOWN);
	harness_key(h, HK_ENTER);
	harness_expect(h, "Familienname");
	harness_expect(h, "Kravchuk");
	harness_expect(h, "4. Mai 2026");
	harness_type(h, "Olena");
	harness_key(h, HK_F2);
	harness_expect(h, "Olena Kravchuk");
	harness_end(h);
}

/* A catalogue of a few words, so that the screens mirror before the language itself is there. */
static const char *mirrored_catalogue(void)
{
	static const char po[] = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\nLanguage: ar\\n\"\n"
		"msgid \"Family name\"\nmsgstr \"اسم العائلة\"\n";
	static char env[4200];
	char path[4200], command[13000];
	FILE *f;

	snprintf(path, sizeof(path), "%s/ar.po", harness_dir());
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(po, f);
	fclose(f);
	snprintf(command, sizeof(command), "mkdir -p %s/ar/LC_MESSAGES && msgfmt -o %s/ar/LC_MESSAGES/foothold.mo %s",
		harness_dir(), harness_dir(), path);
	assert_int_equal(system(command), 0);
	snprintf(env, sizeof(env), "FOOTHOLD_LOCALEDIR=%s", harness_dir());
	return env;
}

/* In Arabic labels stand at the right, fields grow leftward, the cursor goes before the last letter typed. */
static void test_mirrored(void **state)
{
	const char *const env[] = { mirrored_catalogue(), NULL };
	struct harness *h;
	int row, col, was;

	(void)state;
	town_new();
	h = town_open_with(&(struct look_at){ "ar", 24, 80 }, NULL, NULL, env);
	harness_type(h, "n");
	harness_cursor(h, &row, &was);
	assert_int_equal(row, 2);
	assert_true(was > 40 && was < 70);
	harness_type(h, "שרה");
	harness_expect(h, "הרש");
	harness_cursor(h, &row, &col);
	assert_int_equal(col, was - 3);
	harness_key(h, HK_RIGHT);
	harness_cursor(h, &row, &col);
	assert_int_equal(col, was - 2);
	harness_key(h, HK_BACKSPACE);
	harness_expect(h, "הש");
	harness_key(h, HK_F2);
	harness_expect(h, "HA-");
	TOWN_EXPECT("שה", "find", "שה");
	harness_end(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_english), cmocka_unit_test(test_german_wide), cmocka_unit_test(test_french),
		cmocka_unit_test(test_within_two_minutes), cmocka_unit_test(test_a_double_is_warned_of),
		cmocka_unit_test(test_draft_after_a_kill), cmocka_unit_test(test_draft_while_idle),
		cmocka_unit_test(test_lost_terminal), cmocka_unit_test(test_resizing),
		cmocka_unit_test(test_any_script), cmocka_unit_test(test_right_to_left_cursor),
		cmocka_unit_test(test_hostile_paste), cmocka_unit_test(test_what_is_wrong_is_marked_not_trapped),
		cmocka_unit_test(test_dates_come_back_unmistakable), cmocka_unit_test(test_choosing_from_a_list),
		cmocka_unit_test(test_another_language_meanwhile),
		cmocka_unit_test(test_mirrored),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
