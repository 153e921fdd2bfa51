/* SPDX-License-Identifier: EUPL-1.2 */
/* Whose law the file stands under: chosen, read with its sources and marks; a number in a file, offered by that law alone. */
#include "tests/unit/test.h"

#include <stdlib.h>
#include <string.h>

#include "town.h"

static void choose_in_menu(struct harness *h, const char *words)
{
	int col;

	assert_true(harness_key(h, HK_F10));
	for (int i = 0; i < 150; i++) {
		int row = harness_find(h, words, &col);

		if (row >= 0 && strstr(harness_line(h, row), "▸"))
			break;
		assert_true(harness_key(h, HK_DOWN));
	}
	assert_true(harness_key(h, HK_ENTER));
}

/* The fourth of the list: no country's, Germany, France, the Netherlands. */
static void choose_the_netherlands(struct harness *h)
{
	assert_true(harness_key(h, "u"));
	harness_expect(h, town_tr("Netherlands"));
	for (int i = 0; i < 3; i++)
		assert_true(harness_key(h, HK_DOWN));
	assert_true(harness_key(h, HK_ENTER));
}

static void a_law_is_chosen_and_read(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		town_new();
		h = town_open(&town_looks[i]);
		choose_in_menu(h, town_tr("Country profile"));
		harness_expect(h, town_tr("No country’s law is in force here. u chooses one."));
		choose_the_netherlands(h);
		harness_expect(h, town_tr("Integration plan to be set"));
		harness_expect(h, town_tr("not verified"));
		harness_expect(h, "Besluit inburgering 2021");
		assert_true(harness_key(h, HK_ENTER));
		harness_expect_not(h, town_tr("LEGAL CLOCKS"));
		assert_true(harness_key(h, HK_ESC));
		harness_expect(h, town_tr("LEGAL CLOCKS"));
		assert_true(harness_key(h, HK_DOWN));
		harness_expect(h, "WI2021, art. 11");
		town_leave(h);
		TOWN_EXPECT("\"key\": \"nl_term\"", "profile", "--json");
	}
}

static void a_number_is_offered_by_the_files_law_alone(void **state)
{
	static const struct look_at english = { "en", 24, 80 };
	struct harness *h;
	char *number;

	(void)state;
	town_new();
	free(TOWN_RUN("profile", "use", "nl", "--run"));
	TOWN_ADD("person", "given_name=Mariam", "family_name=Haidari", NULL);
	h = town_open(&english);
	assert_true(harness_key(h, HK_ENTER));
	for (int i = 0; i < 12 && !harness_shows(h, "[Papers]"); i++)
		assert_true(harness_key(h, HK_TAB));
	assert_true(harness_type(h, "anumber"));
	assert_true(harness_key(h, HK_ENTER));
	assert_true(harness_key(h, HK_F4));
	harness_expect(h, "Citizen service number (BSN)");
	harness_expect_not(h, "Tax identification number");
	assert_true(harness_key(h, HK_ENTER));
	assert_true(harness_key(h, HK_TAB));
	assert_true(harness_type(h, "123 456 783"));
	assert_true(harness_key(h, HK_F2));
	harness_expect(h, "Check digit does not fit");
	assert_true(harness_type(h, "/123456783"));
	harness_expect(h, "number of another body");
	town_leave(h);
	number = TOWN_RUN("list", "number");
	assert_non_null(strstr(number, "does not fit"));
	assert_null(strstr(number, "123456783"));
	free(number);
}

static void without_a_law_nothing_of_a_law_is_offered(void **state)
{
	static const struct look_at english = { "en", 24, 80 };
	struct harness *h;

	(void)state;
	town_new();
	TOWN_ADD("person", "given_name=Mariam", NULL);
	h = town_open(&english);
	assert_true(harness_key(h, HK_ENTER));
	for (int i = 0; i < 12 && !harness_shows(h, "[Papers]"); i++)
		assert_true(harness_key(h, HK_TAB));
	assert_true(harness_type(h, "a"));
	harness_expect(h, "Consent");
	harness_expect_not(h, "Number of another body");
	harness_expect_not(h, "Duty by law");
	assert_true(harness_key(h, HK_ESC));
	town_leave(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_law_is_chosen_and_read),
		cmocka_unit_test(a_number_is_offered_by_the_files_law_alone),
		cmocka_unit_test(without_a_law_nothing_of_a_law_is_offered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
