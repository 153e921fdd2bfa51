/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What runs both ways on one screen, cell by cell as a person sees it: an Arabic name on a German screen, a Latin address,
 * a phone number, brackets and digits on an Arabic one; typing in the middle of them.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "town.h"

/* "أحمد حداد", joined and shaped, as it is seen from the left. */
#define NAME_SEEN "\ufea9\ufe8d\ufeaa\ufea3 \ufeaa\ufee4\ufea3\ufe83"

static char number[40];

static void a_town(void)
{
	town_new();
	snprintf(number, sizeof(number), "%s", TOWN_ADD("person", "family_name=Haddad", "given_name=Ahmad",
		"own_script=أحمد حداد", "phone=+31612345641", "address=Brewer's Yard 113 (2)", "email=a.haddad@example.org"));
}

static struct harness *the_form(const char *lang)
{
	const struct look_at look = { lang, 24, 80 };
	struct harness *h = town_open(&look);

	assert_true(harness_type(h, "/haddad"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, number);
	assert_true(harness_type(h, "e"));
	return h;
}

/* Text that ends, as seen, at this column; the cell behind it is free for the caret. */
static void assert_ends(struct harness *h, const char *text, int last)
{
	int col, row = harness_find(h, text, &col), cols = 0;
	char cell[HARNESS_CELL];
	size_t len = strlen(text), at = 0;

	if (row < 0)
		harness_expect(h, text);
	while (at < len) {
		harness_cell_text(h, row, col + cols++, cell);
		at += strlen(cell);
	}
	assert_int_equal(col + cols - 1, last);
}

/* Where fields begin on an Arabic form: the cursor in the first that is empty stands there. */
static int fields_begin(struct harness *h)
{
	int row, col, most = 0;

	for (int i = 0; i < 10; i++) {
		harness_cursor(h, &row, &col);
		most = col > most ? col : most;
		assert_true(harness_key(h, HK_TAB));
	}
	for (int i = 0; i < 10; i++)
		assert_true(harness_key(h, HK_BACKTAB));
	return most;
}

static void arabic_on_a_german_screen(void **state)
{
	struct harness *h;
	int row, col;

	(void)state;
	a_town();
	h = the_form("de");
	/* The field begins where all begin, at the left; within it the caret's cell stands where the name ends. */
	row = harness_find(h, NAME_SEEN, &col);
	if (row < 0)
		harness_expect(h, NAME_SEEN);
	assert_int_equal(harness_column(h, row, "_" NAME_SEEN "_"), col - 1);
	assert_int_equal(col - 1, harness_column(h, harness_find(h, "Ahmad_", NULL), "Ahmad_"));
	harness_expect(h, "Brewer's Yard 113 (2)");
	harness_expect(h, "+31612345641");
	assert_true(harness_key(h, HK_ESC));
	/* In the head of the file its part stands between those of the line's own direction. */
	harness_expect(h, " " NAME_SEEN);
	town_leave(h);
}

static void latin_on_an_arabic_form(void **state)
{
	struct harness *h;
	int begin;

	(void)state;
	a_town();
	h = the_form("ar");
	begin = fields_begin(h);
	assert_ends(h, NAME_SEEN, begin);
	assert_ends(h, "Haddad_", begin);
	assert_ends(h, "Brewer's Yard 113 (2)", begin - 1);
	assert_ends(h, "+31612345641", begin);       /* of no direction: as the screen's, its end is at the left */
	assert_ends(h, "a.haddad@example.org", begin - 1);
	town_leave(h);
}

/* Keys until the cursor stands in the row of this text. */
static void go_to(struct harness *h, const char *text)
{
	int now, col;

	for (int i = 0; i < 40; i++) {
		harness_cursor(h, &now, &col);
		if (now == harness_find(h, text, NULL))
			return;
		assert_true(harness_key(h, HK_TAB));
	}
	harness_expect(h, "the row");
}

static void typing_in_the_middle(void **state)
{
	struct harness *h;
	int row, col, at;

	(void)state;
	a_town();
	h = the_form("ar");
	go_to(h, "+31612345641");
	assert_true(harness_key(h, HK_HOME));
	harness_cursor(h, &row, &at);
	assert_int_equal(at, harness_column(h, row, "+31612345641"));    /* a number runs to the right */
	for (int i = 0; i < 3; i++)
		assert_true(harness_key(h, HK_LEFT));                /* on in reading, on this screen */
	harness_cursor(h, &row, &col);
	assert_int_equal(col, at + 3);
	assert_true(harness_type(h, "9"));
	harness_expect(h, "+319612345641");
	assert_true(harness_key(h, HK_BACKSPACE));
	go_to(h, NAME_SEEN);
	assert_true(harness_key(h, HK_HOME));
	harness_cursor(h, &row, &at);
	assert_true(harness_key(h, HK_LEFT));
	harness_cursor(h, &row, &col);
	assert_int_equal(col, at - 1);
	assert_true(harness_key(h, HK_DELETE));              /* the second letter of the name */
	assert_true(harness_key(h, HK_F2));
	TOWN_EXPECT("أمد حداد", "show", number);
	TOWN_EXPECT("+31612345641", "show", number);
	town_leave(h);
}

/* Whoever reads Arabic typed a Latin name with brackets: it is found, and stands as it was typed. */
static void found_both_ways(void **state)
{
	static const struct look_at looks[] = { { "ar", 24, 80 }, { "de", 24, 132 } };

	(void)state;
	a_town();
	for (size_t i = 0; i < ARRAY_LEN(looks); i++) {
		struct harness *h = town_open(&looks[i]);
		int name, own, num, row;

		assert_true(harness_type(h, "/أحمد"));
		row = harness_find(h, number, &num);
		assert_true(row > 0);
		name = harness_column(h, row, "Ahmad Haddad");
		own = harness_column(h, row, NAME_SEEN);
		assert_true(name > 0 && own > 0);
		if (i == 0)
			assert_true(num > name && name > own);
		else
			assert_true(num < name && name < own);
		town_leave(h);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arabic_on_a_german_screen), cmocka_unit_test(latin_on_an_arabic_form),
		cmocka_unit_test(typing_in_the_middle), cmocka_unit_test(found_both_ways),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
