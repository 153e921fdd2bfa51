/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Logging in on the screens: a wrong passphrase, the pause that follows, locking by
 * key and by absence with a form half filled, another colleague at the same
 * terminal, a passphrase that was given out, and a user who is removed meanwhile.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "town.h"

#define OURS "correct horse battery staple"
#define LINDS "four words of Lind alone"
#define HK_F12 "\033[24~"

static const struct look_at small = { "en", 24, 80 };
static const struct look_at both[] = { { "en", 24, 80 }, { "de", 24, 80 } };
static const char *const typed_in[] = { "FOOTHOLD_PASSPHRASE_FILE=", NULL };
static const char *const in_time[] = { "FOOTHOLD_PASSPHRASE_FILE=", "FOOTHOLD_CLOCK=", NULL };
static const char *const impatient[] = { "FOOTHOLD_PASSPHRASE_FILE=", "FOOTHOLD_TEST_MINUTE=120", NULL };

static void a_town(void)
{
	town_new();
	TOWN_ADD("person", "family_name=Haidari", "given_name=Mariam", "arrived=2026-03-01");
}

static struct harness *at_the_log_in(const struct look_at *look, const char *const *env)
{
	struct harness *h = town_open_with(look, NULL, NULL, env);

	harness_expect(h, town_tr("Passphrase"));
	harness_expect_not(h, "Mariam");
	return h;
}

static void answer(struct harness *h, const char *words)
{
	assert_true(harness_type(h, words));
	assert_true(harness_key(h, HK_ENTER));
}

/* Whole words of an English sentence stand broken over lines: their first ones are enough. */
static void expect_beginning(struct harness *h, const char *english, size_t words)
{
	char *text = strdup(town_tr(english)), *at = text;

	for (size_t i = 0; i < words && (at = strchr(at, ' ')); i++)
		at++;
	if (at)
		at[-1] = '\0';
	harness_expect(h, text);
	free(text);
}

static void a_wrong_passphrase_is_told_and_nothing_typed_is_shown(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(both) / sizeof(both[0]); i++) {
		struct harness *h;

		a_town();
		h = at_the_log_in(&both[i], typed_in);
		assert_true(harness_type(h, "correct horse"));
		harness_expect_not(h, "horse");
		assert_true(harness_key(h, HK_ENTER));
		expect_beginning(h, "This passphrase does not open the file. Nothing was changed; see whether the Caps "
			"Lock key is on, and try again.", 5);
		harness_expect_not(h, town_tr("Today"));
		answer(h, OURS);
		harness_expect(h, town_tr("Today"));
		harness_expect(h, "Mariam");
		town_leave(h);
	}
}

static void after_four_wrong_ones_there_is_a_pause(void **state)
{
	struct harness *h;

	(void)state;
	a_town();
	h = at_the_log_in(&small, in_time);
	for (int i = 0; i < 4; i++)
		answer(h, "not this one");
	harness_expect(h, "there is a pause: 2 seconds");
	/* The right one is not listened to either, is kept, and opens the file when the pause is over. */
	answer(h, OURS);
	harness_expect_not(h, "Mariam");
	assert_true(harness_wait_text(h, "Try again now"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "Mariam");
	town_leave(h);
}

/* What was entered in the pause is not to be seen: it does not stand before what is typed after it. */
static void what_is_typed_after_the_pause_stands_alone(void **state)
{
	struct harness *h;

	(void)state;
	a_town();
	h = at_the_log_in(&small, in_time);
	for (int i = 0; i < 5; i++)
		answer(h, "not this one");
	harness_expect(h, "there is a pause");
	assert_true(harness_wait_text(h, "Try again now"));
	answer(h, OURS);
	harness_expect(h, "Mariam");
	town_leave(h);
}

static void locked_by_key_the_form_waits(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(both) / sizeof(both[0]); i++) {
		struct harness *h;

		a_town();
		h = at_the_log_in(&both[i], typed_in);
		answer(h, OURS);
		assert_true(harness_type(h, "n"));
		assert_true(harness_type(h, "Kravchuk"));
		assert_true(harness_key(h, HK_TAB));
		assert_true(harness_type(h, "Ole"));
		assert_true(harness_key(h, HK_F12));
		harness_expect(h, town_tr("Locked"));
		harness_expect_not(h, "Kravchuk");
		harness_expect_not(h, "A. Berg");
		/* the file is closed: its very key can be changed, which needs it alone */
		free(TOWN_RUN("key", "rotate"));
		answer(h, OURS);
		harness_expect(h, "Kravchuk");
		/* the cursor stands where it stood */
		assert_true(harness_type(h, "na"));
		assert_true(harness_key(h, HK_F2));
		TOWN_EXPECT("Kravchuk     Olena", "list", "person");
		town_leave(h);
	}
}

static void left_alone_it_locks_and_keeps_a_draft(void **state)
{
	struct harness *h;
	int status;

	(void)state;
	a_town();
	free(TOWN_RUN("users", "lock", "5"));
	h = at_the_log_in(&small, impatient);
	answer(h, OURS);
	assert_true(harness_type(h, "n"));
	assert_true(harness_type(h, "Kravchuk"));
	assert_true(harness_wait_text(h, "Nobody pressed a key"));
	harness_expect_not(h, "Kravchuk");
	/* the program is killed while it is locked: what was typed stands in the file */
	harness_signal(h, 9);
	assert_true(harness_wait_exit(h, &status));
	harness_end(h);
	h = at_the_log_in(&small, typed_in);
	answer(h, OURS);
	assert_true(harness_type(h, "n"));
	harness_expect(h, "Kravchuk");
	town_leave(h);
}

/* A. Berg divides the file; Lind has chosen a passphrase, Olsen has one that was given out. */
static void three_colleagues(void)
{
	char path[4200];
	FILE *f;

	a_town();
	snprintf(path, sizeof(path), "%s/words", harness_dir());
	f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fchmod(fileno(f), 0600), 0);
	fputs(LINDS "\n", f);
	fclose(f);
	free(TOWN_RUN("users", "add", "Lind", "--role", "casework", "--new-passphrase-file", path));
	free(TOWN_RUN("users", "add", "Olsen", "--role", "desk", "--new-passphrase-file", path));
}

static void name(struct harness *h, const char *who)
{
	for (int i = 0; i < 12; i++)
		harness_key(h, HK_BACKSPACE);
	answer(h, who);
}

static void who_was_given_a_passphrase_chooses_one(void **state)
{
	struct harness *h;

	(void)state;
	three_colleagues();
	h = at_the_log_in(&small, typed_in);
	harness_expect(h, "A. Berg");
	assert_true(harness_key(h, HK_UP));
	name(h, "lind");
	answer(h, LINDS);
	harness_expect(h, "was given to you");
	/* there is no way round it */
	assert_true(harness_key(h, HK_ESC));
	assert_true(harness_key(h, HK_F10));
	harness_expect_not(h, "Mariam");
	answer(h, "too short");
	harness_expect(h, "12 characters");
	answer(h, "words for Lind, and more");
	answer(h, "words for Lind, but others");
	harness_expect(h, "are not the same");
	answer(h, "words for Lind, and more");
	answer(h, "words for Lind, and more");
	harness_expect(h, "Mariam");
	harness_expect(h, "Lind");
	/* another colleague at the same terminal starts afresh, in the middle of what the first one typed */
	assert_true(harness_type(h, "n"));
	assert_true(harness_type(h, "Secret"));
	assert_true(harness_key(h, HK_F12));
	assert_true(harness_key(h, HK_UP));
	name(h, "A. Berg");
	answer(h, OURS);
	harness_expect(h, "A. Berg");
	harness_expect(h, "Today");
	assert_true(harness_type(h, "n"));
	harness_expect_not(h, "Secret");
	town_leave(h);
}

static void who_is_removed_is_out_at_once(void **state)
{
	struct harness *h;

	(void)state;
	three_colleagues();
	h = at_the_log_in(&small, typed_in);
	assert_true(harness_key(h, HK_UP));
	name(h, "Olsen");
	answer(h, LINDS);
	answer(h, "words for Olsen, and more");
	answer(h, "words for Olsen, and more");
	harness_expect(h, "Mariam");
	free(TOWN_RUN("users", "remove", "Olsen"));
	assert_true(harness_wait_text(h, "What you may do here was changed"));
	harness_expect_not(h, "Mariam");
	answer(h, "words for Olsen, and more");
	harness_expect(h, "do not open the file");
	town_leave(h);
}

/* Everybody may know the passphrase of an invented town, until somebody changes it. */
static void a_demonstration_says_its_passphrase(void **state)
{
	static const char *const env[] = { "FOOTHOLD_PASSPHRASE_FILE=", NULL };
	char path[4200];
	const char *const make[] = { harness_program(), "demo", "--people", "3", path, NULL };
	const char *const open[] = { harness_program(), "--db", path, "--lang", "en", NULL };
	struct harness_options options = { .env = env };
	struct harness *h;

	(void)state;
	snprintf(path, sizeof(path), "%s/demo.db", harness_dir());
	assert_int_equal(harness_run(make, env, NULL), 0);
	h = harness_start(&options, open);
	assert_non_null(h);
	harness_expect(h, "welcome to halden");
	answer(h, "welcome to halden");
	harness_expect(h, "Today");
	assert_true(harness_key(h, HK_F12));
	harness_expect(h, "welcome to halden");
	town_leave(h);
	town_new();
	h = at_the_log_in(&small, typed_in);
	harness_expect_not(h, "welcome to halden");
	town_leave(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_wrong_passphrase_is_told_and_nothing_typed_is_shown),
		cmocka_unit_test(after_four_wrong_ones_there_is_a_pause),
		cmocka_unit_test(what_is_typed_after_the_pause_stands_alone),
		cmocka_unit_test(locked_by_key_the_form_waits),
		cmocka_unit_test(left_alone_it_locks_and_keeps_a_draft),
		cmocka_unit_test(who_was_given_a_passphrase_chooses_one),
		cmocka_unit_test(who_is_removed_is_out_at_once),
		cmocka_unit_test(a_demonstration_says_its_passphrase),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
