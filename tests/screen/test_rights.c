/* SPDX-License-Identifier: EUPL-1.2 */
/* A person's rights from their file: a copy, a restriction and its end, a refusal, an erasure with its receipt; in two
 * languages. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "town.h"

/* Down to the row that begins so, and Enter. */
static void choose(struct harness *h, const char *words)
{
	int col;

	assert_true(harness_key(h, HK_HOME));
	for (int i = 0; i < 30; i++) {
		int row = harness_find(h, words, &col);

		if (row >= 0 && strstr(harness_line(h, row), "▸"))
			break;
		assert_true(harness_key(h, HK_DOWN));
	}
	assert_true(harness_key(h, HK_ENTER));
}

/* The n-th row under a head, whose words a test cannot translate. */
static void choose_under(struct harness *h, const char *head, int n)
{
	int col, at = harness_find(h, head, &col);

	assert_true(at > 0);
	assert_true(harness_key(h, HK_HOME));
	while (!strstr(harness_line(h, at + n), "▸"))
		assert_true(harness_key(h, HK_DOWN));
	assert_true(harness_key(h, HK_ENTER));
}

static const char *beginning(const char *text)
{
	static char words[60];

	snprintf(words, sizeof(words), "%.*s", (int)strcspn(text, "%(:"), text);
	return words;
}

static void answer(struct harness *h, const char *text)
{
	assert_true(harness_type(h, text));
	assert_true(harness_key(h, HK_ENTER));
}

static void copy_restriction_erasure(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		char number[40], folder[300], file[340], *all;
		struct harness *h;

		town_new();
		snprintf(number, sizeof(number), "%s", TOWN_ADD("person", "given_name=Xolhana", "arrived=2026-04-01", NULL));
		h = town_open(&town_looks[i]);
		assert_true(harness_key(h, HK_ENTER));
		harness_expect(h, number);
		assert_true(harness_key(h, "r"));
		harness_expect(h, town_tr("A COPY OF ONE'S OWN"));

		choose(h, town_tr("Copy for the person, into a folder"));
		snprintf(folder, sizeof(folder), "%s/copy-%d", harness_dir(), i);
		answer(h, folder);
		harness_expect_not(h, folder);
		snprintf(file, sizeof(file), "%s/copy.json", folder);
		assert_int_equal(access(file, R_OK), 0);

		choose_under(h, town_tr("LEAVE THE FILE AS IT IS"), 1);
		harness_expect(h, town_tr("Lift the restriction: the person was told before"));
		choose(h, town_tr("Lift the restriction: the person was told before"));
		harness_expect_not(h, town_tr("Lift the restriction: the person was told before"));
		choose_under(h, town_tr("LEAVE THE FILE AS IT IS"), 4);
		harness_expect(h, town_tr("Lift the restriction: the person was told before"));
		assert_true(harness_key(h, HK_ENTER));       /* the cursor is here, not on an erasure */
		harness_expect_not(h, town_tr("Lift the restriction: the person was told before"));
		choose_under(h, town_tr("LEAVE THE FILE AS IT IS"), 1);
		harness_expect(h, town_tr("Lift the restriction: the person was told before"));
		choose(h, town_tr("registered by mistake"));
		harness_expect_not(h, beginning(town_tr("Case number, to erase:")));
		choose(h, town_tr("Lift the restriction: the person was told before"));
		harness_expect_not(h, town_tr("Lift the restriction: the person was told before"));

		choose(h, town_tr("registered by mistake"));
		harness_expect(h, beginning(town_tr("Case number, to erase:")));
		answer(h, "HA");
		harness_expect(h, beginning(town_tr("Case number, to erase:")));
		assert_true(harness_key(h, HK_BACKSPACE));
		assert_true(harness_key(h, HK_BACKSPACE));
		answer(h, number);
		harness_expect(h, town_tr("ERASED FOR GOOD"));
		harness_expect(h, town_tr("COPIES THAT THIS PROGRAM CANNOT REACH"));
		harness_expect_not(h, "Xolhana");
		assert_true(harness_key(h, HK_ESC));
		harness_expect_not(h, number);
		town_leave(h);
		all = TOWN_RUN("list", "person");
		assert_null(strstr(all, "Xolhana"));
		free(all);
		TOWN_EXPECT("\"subject-export\"", "erase", "--receipts", "--json");
		free(TOWN_RUN("check"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(copy_restriction_erasure) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
