/* SPDX-License-Identifier: EUPL-1.2 */
/* Find on the real program: as one types, in other scripts and spellings, on to the file or to a new person. */
#include "tests/unit/test.h"

#include <string.h>

#include "town.h"

static void people(void)
{
	town_new();
	TOWN_ADD("person", "family_name=Haidari", "given_name=Mariam", "own_script=مریم حیدری", "born=1991",
		"phone=+31612345678");
	TOWN_ADD("person", "family_name=Kravchuk", "given_name=Olena", "born=1984-07-02");
	TOWN_ADD("person", "given_name=Tesfay");
}

static void a_wrong_spelling_finds_and_opens(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		people();
		h = town_open(&town_looks[i]);
		assert_true(harness_key(h, "/"));
		assert_true(harness_type(h, "hajdari marjam"));
		harness_expect(h, "Mariam Haidari");
		harness_expect(h, "1991");
		harness_expect_not(h, "Kravchuk");
		assert_true(harness_key(h, HK_ENTER));
		assert_non_null(strstr(harness_line(h, 0), "Mariam Haidari"));
		assert_true(harness_key(h, HK_ESC));
		harness_expect(h, "hajdari marjam");
		town_leave(h);
	}
}

/* Why somebody is found stands there whole, also where the own script has then no room. */
static void the_reason_is_read_whole(void **state)
{
	const struct look_at look = { "en", 24, 80 };
	struct harness *h;

	(void)state;
	town_new();
	TOWN_ADD("person", "family_name=Abdulrahmanzadeh", "given_name=Mohammadreza", "own_script=محمدرضا عبدالرحمن زاده",
		"born=1991");
	h = town_open(&look);
	assert_true(harness_key(h, "/"));
	assert_true(harness_type(h, "mohamadresa abdulrahmansadeh"));
	harness_expect(h, "one letter apart, sounds alike");
	town_leave(h);
}

static void every_key_narrows(void **state)
{
	const struct look_at look = { "en", 24, 80 };
	struct harness *h;

	(void)state;
	people();
	h = town_open(&look);
	assert_true(harness_key(h, HK_F3));
	harness_expect(h, "Type a name");
	assert_true(harness_key(h, "T"));
	harness_expect(h, "Tesfay");
	assert_true(harness_type(h, "zzzz"));
	harness_expect(h, "Nobody is found");
	harness_expect(h, "Ctrl-N register");
	for (int i = 0; i < 5; i++)
		assert_true(harness_key(h, HK_BACKSPACE));
	harness_expect(h, "Type a name");
	assert_true(harness_type(h, "12345678"));
	harness_expect(h, "Mariam Haidari");
	town_leave(h);
}

static void own_script_is_found_and_shown(void **state)
{
	const struct look_at look = { "en", 24, 80 };
	struct harness *h;

	(void)state;
	people();
	h = town_open(&look);
	assert_true(harness_key(h, "/"));
	assert_true(harness_type(h, "مریم"));
	harness_expect(h, "Mariam Haidari");
	town_leave(h);
}

/* Nobody is found: the name typed goes on to the form, from there into the file. */
static void what_was_typed_registers(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		people();
		h = town_open(&town_looks[i]);
		assert_true(harness_key(h, "/"));
		assert_true(harness_type(h, "Rahel"));
		assert_true(harness_key(h, "\016"));
		harness_expect(h, "Rahel");
		assert_true(harness_key(h, HK_F2));
		TOWN_EXPECT("Rahel", "find", "Rahel");
		town_leave(h);
	}
}

static void letters_act_in_the_list(void **state)
{
	const struct look_at look = { "en", 24, 80 };
	struct harness *h;

	(void)state;
	people();
	h = town_open(&look);
	assert_true(harness_key(h, "/"));
	assert_true(harness_type(h, "ma"));
	assert_true(harness_key(h, HK_TAB));
	assert_true(harness_key(h, "n"));
	assert_non_null(strstr(harness_line(h, 0), "Register"));
	town_leave(h);
}

/* Esc loses nothing: the last search stands there again, and typing begins a new one. */
static void the_last_search_stands_there_again(void **state)
{
	const struct look_at look = { "en", 24, 80 };
	struct harness *h;

	(void)state;
	people();
	h = town_open(&look);
	assert_true(harness_key(h, "/"));
	assert_true(harness_type(h, "olena"));
	assert_true(harness_key(h, HK_ESC));
	assert_true(harness_key(h, "/"));
	harness_expect(h, "olena");
	harness_expect(h, "Kravchuk");
	assert_true(harness_type(h, "Tes"));
	harness_expect_not(h, "olena");
	harness_expect(h, "Tesfay");
	town_leave(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_wrong_spelling_finds_and_opens),
		cmocka_unit_test(the_reason_is_read_whole),
		cmocka_unit_test(every_key_narrows),
		cmocka_unit_test(own_script_is_found_and_shown),
		cmocka_unit_test(what_was_typed_registers),
		cmocka_unit_test(letters_act_in_the_list),
		cmocka_unit_test(the_last_search_stands_there_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
