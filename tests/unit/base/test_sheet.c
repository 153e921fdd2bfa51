/* SPDX-License-Identifier: EUPL-1.2 */
/* Sheets as text: nothing is wider than the printer, no number is broken, two languages follow each other. */
#include "tests/unit/test.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/sheet.h"
#include "base/utf.h"

static char name[301];

static int many(const char *text, const char *part)
{
	int n = 0;

	for (const char *at = text; (at = strstr(at, part)) != NULL; at++)
		n++;
	return n;
}

static void check_widths(const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");
		char *line = mem_strn(text, len);

		if (utf_width(line) > SHEET_WIDTH)
			fail_msg("too wide: %s", line);
		free(line);
		text += len + (text[len] == '\n');
	}
}

/* Names of 300 letters wherever a text can stand. */
static void narrow_enough(void **state)
{
	const struct sheet_column columns[] = { { name, false, 0 }, { "Number", true, 0 }, { name, false, 0 } };
	const char *const row[] = { name, "1,234,567", "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字" };
	struct sheet *sheet = sheet_new(name);
	struct chart *chart;
	struct str out = STR_INIT;

	(void)state;
	sheet_mark(sheet, name);
	sheet_foot(sheet, name);
	sheet_heading(sheet, 1, name);
	sheet_text(sheet, name);
	sheet_item(sheet, name);
	sheet_pair(sheet, name, name);
	sheet_sign(sheet, SIGN_ASK, name);
	sheet_line(sheet, name);
	sheet_table(sheet, name, columns, 3);
	sheet_row(sheet, 3, row);
	sheet_row(sheet, SHEET_TOTAL, row);
	chart = sheet_chart(sheet, CHART_TARGET, name, name, 2, 1);
	chart_label(chart, 0, name);
	chart->series[0].value[0] = 123456789012.5;
	chart->target[0] = 987654321098.5;
	sheet_as_text(sheet, NULL, SHEET_WIDTH, &out);
	check_widths(str_get(&out));
	assert_int_equal(many(str_get(&out), "1,234,567"), 2);
	assert_int_equal(many(str_get(&out), "·"), 1);
	str_free(&out);
	sheet_free(sheet);
}

/* Thirty columns of numbers go below each other in parts, each with its first column. */
static void wide_table(void **state)
{
	struct sheet_column columns[31] = { { "Row", false, 0 } };
	const char *row[31] = { "First" };
	char head[30][16], cell[30][12];
	struct sheet *sheet = sheet_new("T");
	struct str out = STR_INIT;

	(void)state;
	for (int i = 0; i < 30; i++) {
		snprintf(head[i], sizeof head[i], "Head%02d", i);
		snprintf(cell[i], sizeof cell[i], "%d", 100000 + i);
		columns[i + 1] = (struct sheet_column){ head[i], true, 0 };
		row[i + 1] = cell[i];
	}
	sheet_table(sheet, "Wide", columns, 31);
	sheet_row(sheet, 0, row);
	sheet_as_text(sheet, NULL, SHEET_WIDTH, &out);
	check_widths(str_get(&out));
	for (int i = 0; i < 30; i++) {
		assert_int_equal(many(str_get(&out), head[i]), 1);
		assert_int_equal(many(str_get(&out), cell[i]), 1);
	}
	assert_int_equal(many(str_get(&out), "Row"), many(str_get(&out), "First"));
	assert_true(many(str_get(&out), "First") > 2);
	str_free(&out);
	sheet_free(sheet);
}

/* What rows are of stands across the table, and makes no column wider; of a table in parts its sentence is said once. */
static void rows_of_a_group(void **state)
{
	static const char sentence[] = "To serve a newcomer from the moment of arrival, and on the way to a home of their own.";
	struct sheet *sheet = sheet_new("T");
	struct str text = STR_INIT;
	const char *at;

	(void)state;
	sheet_table(sheet, "", (const struct sheet_column[]){ { "What", false, 0 }, { "Who", false, 0 }, { "How long", false, 0 } },
		3);
	sheet_row(sheet, SHEET_GROUP, (const char *[]){ "People", sentence, NULL });
	sheet_row(sheet, 0, (const char *[]){ "Name", "casework", "a year" });
	sheet_as_text(sheet, NULL, SHEET_WIDTH, &text);
	check_widths(str_get(&text));
	assert_non_null(strstr(str_get(&text), "\nWhat  Who       How long\n"));
	assert_non_null(strstr(str_get(&text), "\n\nPeople\nTo serve a newcomer"));
	assert_non_null(strstr(str_get(&text), "\nName  casework  a year\n"));
	str_clear(&text);
	sheet_as_text(sheet, NULL, 16, &text);
	at = strstr(str_get(&text), "newcomer");
	assert_non_null(at);
	assert_null(strstr(at + 1, "newcomer"));
	str_free(&text);
	sheet_free(sheet);
}

static void two_languages(void **state)
{
	struct sheet *a = sheet_new("موعد"), *b = sheet_new("Termin");
	struct str out = STR_INIT;

	(void)state;
	sheet_text(a, "09:30");
	sheet_text(b, "halb zehn");
	sheet_as_text(a, b, SHEET_WIDTH, &out);
	assert_true(strstr(str_get(&out), "09:30") < strstr(str_get(&out), "Termin"));
	assert_true(strstr(str_get(&out), "Termin") < strstr(str_get(&out), "halb zehn"));
	str_free(&out);
	sheet_free(a);
	sheet_free(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(narrow_enough), cmocka_unit_test(wide_table), cmocka_unit_test(rows_of_a_group),
		cmocka_unit_test(two_languages),
	};

	setlocale(LC_ALL, "C.UTF-8");
	memset(name, 'W', 300);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
