/* SPDX-License-Identifier: EUPL-1.2 */
/* A record kind made of a declaration and a migration alone, on the screens: its form, its list, its past. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "town.h"

static const struct look_at small = { "en", 24, 80 };

static void go_to_list(struct harness *h, const char *plural)
{
	char row[80];

	snprintf(row, sizeof(row), "▸ %s ", plural);
	assert_true(harness_key(h, HK_F10));
	for (int i = 0; i < 80 && !harness_shows(h, row); i++)
		assert_true(harness_key(h, "j"));
	harness_expect(h, row);
	assert_true(harness_key(h, HK_ENTER));
}

/* The person is picked from a list that opens as one types, the rest is typed. */
static void fill_in(struct harness *h, const char *const *values)
{
	assert_true(harness_type(h, "Olena"));
	harness_expect(h, "Olena Kravchuk");
	assert_true(harness_key(h, HK_ENTER));
	assert_true(harness_key(h, HK_TAB));
	for (; *values; values++) {
		if (**values)
			assert_true(harness_type(h, *values));
		assert_true(harness_key(h, HK_TAB));
	}
}

static void from_empty_to_saved_and_read_back(void **state)
{
	static const char *const values[] = { "Ingrid Dahl", "", "1 April 2026", "17:30", NULL };
	struct harness *h;

	(void)state;
	town_new();
	TOWN_ADD("person", "given_name=Olena", "family_name=Kravchuk");
	h = town_open(&small);
	go_to_list(h, "Companions");
	harness_expect(h, "Companions");
	assert_true(harness_key(h, "a"));
	harness_expect(h, "Level they practise");
	harness_expect(h, "To know whom the companion accompanies");
	fill_in(h, values);
	assert_true(harness_key(h, HK_F2));
	harness_expect(h, "Saved: Ingrid Dahl");
	go_to_list(h, "Companions");
	harness_expect(h, "Ingrid Dahl");
	harness_expect(h, "Olena Kravchuk");
	harness_expect(h, "1 April 2026");
	TOWN_EXPECT("17:30", "list", "companion", "--json");
	town_leave(h);
}

static void a_save_is_taken_back(void **state)
{
	static const char *const values[] = { "Ingrid Dahl", NULL };
	struct harness *h;

	(void)state;
	town_new();
	TOWN_ADD("person", "given_name=Olena", "family_name=Kravchuk");
	h = town_open(&small);
	go_to_list(h, "Companions");
	assert_true(harness_key(h, "a"));
	fill_in(h, values);
	assert_true(harness_key(h, HK_F2));
	harness_expect(h, "Saved: Ingrid Dahl");
	assert_true(harness_key(h, HK_CTRL_Z));
	TOWN_EXPECT("[]", "list", "companion", "--json");
	town_leave(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(from_empty_to_saved_and_read_back),
		cmocka_unit_test(a_save_is_taken_back),
	};

	setenv("FOOTHOLD_PROGRAM", "variant/foothold", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
