/* SPDX-License-Identifier: EUPL-1.2 */
/* Lists on the real program: a record from empty to saved, sorting, filters, and many rows page by page. */
#include "tests/unit/test.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "town.h"

static const struct look_at small = { "en", 24, 80 };

/* Opens the list by the menu, where its first letter leads to it. */
static void go_to_list(struct harness *h, const char *plural)
{
	char row[80], letter[] = { (char)tolower((unsigned char)*plural), '\0' };

	assert_true(isascii((unsigned char)*plural));
	snprintf(row, sizeof(row), "▸ %s ", plural);
	assert_true(harness_key(h, HK_F10));
	for (int i = 0; i < 30 && !harness_shows(h, row); i++)
		assert_true(harness_key(h, letter));
	harness_expect(h, row);
	assert_true(harness_key(h, HK_ENTER));
}

/* The row under the cursor. */
static const char *row_now(struct harness *h)
{
	int row = harness_find(h, "▸", NULL);

	assert_true(row >= 0);
	return harness_line(h, row);
}

/* The words that are offered belong to nobody else once the list stands. */
static void the_language_changes_over_what_is_offered(void **state)
{
	static const struct { const char *key, *title, *entry, *anew, *entry_anew; } asked[] = {
		{ "c", "A column comes or goes", "Residents (shown)", "Eine Spalte kommt oder geht", "Einwohner" },
		{ "f", "Show only", "begins with", "Nur zeigen", "beginnt mit" },
		{ "s", "Sort by", "Name or title", "Sortieren nach", "Name oder Bezeichnung" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++) {
		struct harness *h;

		town_new();
		h = town_open(&town_looks[0]);
		go_to_list(h, town_tr("Neighbourhoods"));
		assert_true(harness_key(h, asked[i].key));
		harness_expect(h, asked[i].title);
		harness_expect(h, asked[i].entry);
		assert_true(harness_key(h, HK_F9));
		harness_expect(h, "Français");
		assert_true(harness_key(h, "g"));
		for (int k = 0; k < 30 && !harness_shows(h, "▸ Deutsch"); k++)
			assert_true(harness_key(h, "j"));
		assert_true(harness_key(h, HK_ENTER));
		harness_expect(h, "Stadtteile");
		assert_string_equal(harness_place(h), "pick");
		harness_expect(h, asked[i].anew);
		harness_expect(h, asked[i].entry_anew);
		harness_expect_not(h, asked[i].title);
		harness_expect_not(h, asked[i].entry);
		assert_true(harness_key(h, HK_ESC));
		harness_expect(h, "Stadtteile");
		town_leave(h);
	}
}

static void a_record_is_added_and_read_back(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		town_new();
		h = town_open(&town_looks[i]);
		go_to_list(h, town_tr("Neighbourhoods"));
		assert_true(harness_key(h, "a"));
		assert_true(harness_type(h, "Kirkeby"));
		assert_true(harness_key(h, HK_F2));
		harness_expect(h, "Kirkeby");
		harness_expect(h, town_tr("Neighbourhoods"));
		TOWN_EXPECT("Kirkeby", "list", "neighbourhood");
		town_leave(h);
	}
}

static void people_of_three_years(void)
{
	town_new();
	TOWN_ADD("person", "family_name=Adan", "given_name=Hodan", "arrived=2025-03-01", "caseworker=Berg");
	TOWN_ADD("person", "family_name=Bekele", "given_name=Abebe", "arrived=2026-01-15", "caseworker=Dahl");
	TOWN_ADD("person", "family_name=Chaudhry", "given_name=Bilal", "arrived=2024-11-30", "caseworker=Berg");
}

static void sorted_by_any_field_either_way(void **state)
{
	struct harness *h;

	(void)state;
	people_of_three_years();
	h = town_open(&small);
	go_to_list(h, "People");
	harness_expect(h, "3 records");
	assert_true(harness_key(h, "s"));
	assert_true(harness_type(h, "arriv"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "Sorted by: Arrived here");
	assert_true(harness_key(h, "g"));
	assert_non_null(strstr(row_now(h), "Bilal"));
	assert_true(harness_key(h, "r"));
	harness_expect(h, "last first");
	assert_true(harness_key(h, "g"));
	assert_non_null(strstr(row_now(h), "Abebe"));
	town_leave(h);
}

static void filtered_by_date_and_colleague(void **state)
{
	struct harness *h;

	(void)state;
	people_of_three_years();
	h = town_open(&small);
	go_to_list(h, "People");
	assert_true(harness_key(h, "f"));
	assert_true(harness_type(h, "arrived here: from"));
	assert_true(harness_key(h, HK_ENTER));
	assert_true(harness_type(h, "1 2 2025x"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "Arrived here: from");
	assert_true(harness_key(h, "\025"));
	assert_true(harness_type(h, "2025-02-01"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "2 records");
	harness_expect_not(h, "Chaudhry");
	assert_true(harness_key(h, "f"));
	assert_true(harness_type(h, "caseworker: is"));
	assert_true(harness_key(h, HK_ENTER));
	assert_true(harness_type(h, "Berg"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "1 record");
	harness_expect(h, "Adan");
	harness_expect_not(h, "Bekele");
	assert_true(harness_key(h, "f"));
	assert_true(harness_type(h, "name or title"));
	assert_true(harness_key(h, HK_ENTER));
	assert_true(harness_type(h, "Zz"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "Nothing fits the filter");
	assert_true(harness_key(h, "u"));
	harness_expect(h, "3 records");
	town_leave(h);
}

/* A CSV of numbered neighbourhoods, imported as a municipality would. */
static void many_neighbourhoods(int count)
{
	char name[4300];
	FILE *file;

	town_new();
	snprintf(name, sizeof(name), "%s/many.csv", harness_dir());
	file = fopen(name, "w");
	assert_non_null(file);
	fputs("name\n", file);
	for (int i = 0; i < count; i++)
		fprintf(file, "Quarter %04d\n", i);
	assert_int_equal(fclose(file), 0);
	free(TOWN_RUN("import", "neighbourhood", name));
}

static void many_rows_page_by_key(void **state)
{
	struct harness *h;
	char name[40];

	(void)state;
	many_neighbourhoods(1500);
	h = town_open(&small);
	go_to_list(h, "Neighbourhoods");
	harness_expect(h, "more than 1000");
	assert_non_null(strstr(row_now(h), "Quarter 0000"));
	assert_true(harness_key(h, "G"));
	assert_non_null(strstr(row_now(h), "Quarter 1499"));
	assert_true(harness_key(h, HK_PGUP));
	assert_true(harness_key(h, "k"));
	assert_non_null(strstr(row_now(h), "Quarter 148"));
	assert_true(harness_key(h, "g"));
	for (int i = 1; i <= 700; i++)
		assert_true(harness_key(h, i % 2 ? "j" : HK_DOWN));
	assert_non_null(strstr(row_now(h), "Quarter 0700"));
	for (int i = 699; i >= 100; i--)
		assert_true(harness_key(h, "k"));
	assert_non_null(strstr(row_now(h), "Quarter 0100"));
	/* A row before it comes and another goes: the cursor stays. */
	TOWN_ADD("neighbourhood", "name=Quarter 0050 b");
	assert_true(harness_wait_text(h, "saved elsewhere under your name"));
	assert_non_null(strstr(row_now(h), "Quarter 0100"));
	for (int i = 0; i < 49; i++)
		assert_true(harness_key(h, "k"));
	snprintf(name, sizeof(name), "Quarter %04d", 51);
	assert_non_null(strstr(row_now(h), name));
	assert_true(harness_key(h, "k"));
	assert_non_null(strstr(row_now(h), "Quarter 0050 b"));
	town_leave(h);
}

/* More room shows more columns; dates are whole or not there. */
static void room_decides_the_columns(void **state)
{
	struct harness *h;

	(void)state;
	people_of_three_years();
	h = town_open(&small);
	go_to_list(h, "People");
	harness_expect_not(h, "Phone");
	assert_true(harness_resize(h, 24, 200));
	harness_expect(h, "Caseworker");
	harness_expect(h, "15 January 2026");
	town_leave(h);
}

/* Notes stands behind neighbourhoods, which a letter alone would go to first. */
static void the_menu_takes_a_word(void **state)
{
	struct harness *h;

	(void)state;
	town_new();
	h = town_open(&(struct look_at){ "en", 24, 80 });
	assert_true(harness_key(h, HK_F10));
	assert_true(harness_type(h, "notes"));
	harness_expect(h, "▸ Notes ");
	assert_true(harness_key(h, HK_ESC));
	town_leave(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_menu_takes_a_word),
		cmocka_unit_test(the_language_changes_over_what_is_offered),
		cmocka_unit_test(a_record_is_added_and_read_back),
		cmocka_unit_test(sorted_by_any_field_either_way),
		cmocka_unit_test(filtered_by_date_and_colleague),
		cmocka_unit_test(many_rows_page_by_key),
		cmocka_unit_test(room_decides_the_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
