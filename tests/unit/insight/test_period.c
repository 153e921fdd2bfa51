/* SPDX-License-Identifier: EUPL-1.2 */
/* What people call a period, and the one before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/msg.h"
#include "insight/period.h"

static const struct date today = { 2026, 8, 14 };

static void reads(const char *from, const char *to, const char *expected, const char *before)
{
	struct period period, last;
	struct err err = { 0 };
	char text[24];

	assert_int_equal(period_read(from, to, today, &period, &err), ST_OK);
	period_text(&period, text);
	assert_string_equal(text, expected);
	last = period_before(&period);
	period_text(&last, text);
	assert_string_equal(text, before);
}

static void test_whole(void **state)
{
	(void)state;
	reads("2025", NULL, "2025-01-01..2025-12-31", "2024-01-01..2024-12-31");
	reads("2026-Q1", "", "2026-01-01..2026-03-31", "2025-10-01..2025-12-31");
	reads("2024-02", NULL, "2024-02-01..2024-02-29", "2024-01-01..2024-01-31");
	reads("2026-01", "2026-Q2", "2026-01-01..2026-06-30", "2025-07-01..2025-12-31");
	reads("2026-05-04..2026-05-10", NULL, "2026-05-04..2026-05-10", "2026-04-27..2026-05-03");
	reads("2026-05-04", "2026-06", "2026-05-04..2026-06-30", "2026-03-07..2026-05-03");
	reads("2026", NULL, "2026-01-01..2026-08-14", "2025-05-20..2025-12-31");
	reads("2026-Q3", NULL, "2026-07-01..2026-08-14", "2026-05-17..2026-06-30");
	reads("4 May 2026", NULL, "2026-05-04..2026-08-14", "2026-01-21..2026-05-03");
}

static void refuses(const char *from, const char *to)
{
	struct period period;
	struct err err = { 0 };

	assert_int_equal(period_read(from, to, today, &period, &err), ST_USAGE);
	err_clear(&err);
}

static void test_refused(void **state)
{
	(void)state;
	refuses("2026-06", "2026-05");
	refuses("2027", NULL);
	refuses("soon", NULL);
	refuses("2026-Q5", NULL);
	refuses("2026-13", NULL);
	refuses("2026-02-30..2026-03-01", NULL);
	refuses("", NULL);
}

static void test_shown(void **state)
{
	struct period period;
	struct err err = { 0 };
	struct str out = STR_INIT;

	(void)state;
	assert_int_equal(period_read("2026-Q2", NULL, today, &period, &err), ST_OK);
	period_show(&out, &period);
	assert_string_equal(str_get(&out), "quarter 2 of 2026");
	str_clear(&out);
	assert_int_equal(period_read("2026-05-04..2026-06-30", NULL, today, &period, &err), ST_OK);
	period_show(&out, &period);
	assert_string_equal(str_get(&out), "4 May 2026 to 30 June 2026");
	str_free(&out);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_whole), cmocka_unit_test(test_refused),
		cmocka_unit_test(test_shown) };

	(void)argc;
	msg_init(argv[0]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
