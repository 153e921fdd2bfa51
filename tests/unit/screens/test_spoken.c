/* SPDX-License-Identifier: EUPL-1.2 */
/* The languages of a person on one line: read, refused, shown. */
#include "tests/unit/test.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "screens/spoken.h"

static void expect(const char *typed, const char *canonical)
{
	struct err err = { .text = "" };
	char *got = NULL;

	assert_int_equal(spoken_check(NULL, typed, &got, &err), ST_OK);
	if (canonical)
		assert_string_equal(got, canonical);
	else
		assert_null(got);
	free(got);
}

static void refuse(const char *typed, const char *part)
{
	struct err err = { .text = "" };
	char *got = NULL;

	assert_int_equal(spoken_check(NULL, typed, &got, &err), ST_INVALID);
	assert_null(got);
	assert_non_null(strstr(err.text, part));
}

static void test_reading(void **state)
{
	(void)state;
	expect("English", "en");
	expect("  ukrainian ,English a1", "uk;en:a1");
	expect("uk; en B2", "uk;en:b2");
	expect("Turkish، English", "tr;en");
	expect("Norwegian Bokmål B1", "nb:b1");
	expect(" , ,", NULL);
}

static void test_refusing(void **state)
{
	(void)state;
	refuse("English, Klingonese", "2");
	refuse("English A9", "1");
	refuse("en,en,en,en,en,en,en,en,en,en,en,en,en", "12");
}

static void test_showing(void **state)
{
	struct str words = STR_INIT;
	struct spoken spoken[SPOKEN_MAX];

	(void)state;
	spoken_show(NULL, &words, "uk;en:a1");
	assert_string_equal(str_get(&words), "Ukrainian, English A1");
	assert_int_equal(spoken_read("uk;en:a1", spoken), 2);
	assert_string_equal(spoken[1].language, "en");
	assert_string_equal(spoken[1].level, "a1");
	assert_string_equal(spoken[0].level, "");
	str_free(&words);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reading), cmocka_unit_test(test_refusing), cmocka_unit_test(test_showing),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
