/* SPDX-License-Identifier: EUPL-1.2 */
/* What was kept long enough: shown, not ended by a wrong number, ended by the right one; what is restricted stays, and
 * says so in its head.  In two languages. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "town.h"

/* The words before what differs. */
static const char *beginning(const char *text)
{
	static char words[60];

	snprintf(words, sizeof(words), "%.*s", (int)strcspn(text, "%"), text);
	return words;
}

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

/* Three files are due, one of them restricted; the telephone numbers of the other two as well. */
static void make_town(char restricted[40])
{
	town_new();
	TOWN_ADD("person", "given_name=Xolhana", "arrived=2020-01-02", "left=2023-01-02", "phone=+31611111111", NULL);
	TOWN_ADD("person", "given_name=Boris", "arrived=2020-01-02", "left=2023-01-03", "phone=+31622222222", NULL);
	snprintf(restricted, 40, "%s", TOWN_ADD("person", "given_name=Clara", "arrived=2020-01-02", "left=2023-01-04", NULL));
	TOWN_ADD("person", "given_name=Olena", "arrived=2026-04-01", NULL);
	free(TOWN_RUN("restrict", restricted, "--why", "claim"));
}

static void type_number(struct harness *h, const char *number)
{
	assert_true(harness_key(h, "x"));
	assert_true(harness_type(h, number));
	assert_true(harness_key(h, HK_ENTER));
}

static void shown_and_then_ended(void **state)
{
	char restricted[40];

	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;
		char *all;

		make_town(restricted);
		h = town_open(&town_looks[i]);
		choose_in_menu(h, town_tr("Kept long enough"));
		harness_expect(h, "Xolhana");
		harness_expect(h, "Boris");
		harness_expect(h, "Clara");
		harness_expect_not(h, "Olena");
		harness_expect(h, town_tr("destroy"));
		harness_expect(h, town_tr("stays for now"));

		type_number(h, "3");
		harness_expect(h, beginning(town_tr("Type %d to end all of this:")));
		assert_true(harness_key(h, HK_ESC));
		harness_expect(h, "Xolhana");
		TOWN_EXPECT("Xolhana", "list", "person");

		type_number(h, "4");
		harness_expect_not(h, "Xolhana");
		harness_expect_not(h, "Boris");
		harness_expect(h, "Clara");
		TOWN_EXPECT("\"files\"", "retention", "--json");

		assert_true(harness_key(h, HK_ENTER));
		harness_expect(h, restricted);
		harness_expect(h, beginning(town_tr("RESTRICTED since %s")));
		assert_true(harness_key(h, HK_ESC));
		town_leave(h);
		all = TOWN_RUN("list", "person");
		assert_null(strstr(all, "Xolhana"));
		assert_null(strstr(all, "Boris"));
		assert_non_null(strstr(all, "Clara"));
		assert_non_null(strstr(all, "Olena"));
		free(all);
		free(TOWN_RUN("check"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(shown_and_then_ended) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
