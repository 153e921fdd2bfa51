/* SPDX-License-Identifier: EUPL-1.2 */
/* Dates: the calendar against the C library's, canonical text, what people type in several languages, the clock. */
#include "tests/unit/test.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"

static const struct date today = { 2026, 5, 4 };

static void every_day_agrees_with_the_c_library(void **state)
{
	long days;
	time_t t;
	struct tm tm;
	struct date d;

	(void)state;
	for (days = -140000; days < 140000; days++) {
		t = (time_t)days * 86400;
		gmtime_r(&t, &tm);
		d = date_from_days(days);
		assert_int_equal(d.year, tm.tm_year + 1900);
		assert_int_equal(d.month, tm.tm_mon + 1);
		assert_int_equal(d.day, tm.tm_mday);
		assert_int_equal(date_days(d), days);
		assert_int_equal(date_weekday(d) % 7, tm.tm_wday);
		assert_true(date_valid(d));
	}
}

static void canonical_text_returns(void **state)
{
	static const char *const good[] = { "2026-05-04", "2026-05", "2026", "0001-01-01", "2024-02-29" };
	static const char *const bad[] = { "", "26", "2026-13", "2026-00", "2026-02-30", "2025-02-29", "2026-5-4",
		"2026-05-04 ", "2026/05/04", "0000", "2026-05-4x", "-026-05-04", "1900-02-29" };
	struct date d;
	char text[11];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_true(date_parse(good[i], &d));
		date_text(d, text);
		assert_string_equal(text, good[i]);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(date_parse(bad[i], &d));
	assert_false(date_valid((struct date){ 2026, 0, 4 }));
	date_text((struct date){ 0, 0, 0 }, text);
	assert_string_equal(text, "");
}

static void typed(const char *s, const char *want)
{
	struct date d;
	char text[11] = "none";

	if (date_typed(s, today, &d))
		date_text(d, text);
	if (strcmp(text, want) != 0)
		fail_msg("“%s” in %s gave %s, not %s", s, msg_language(), text, want);
}

static void people_type_dates(void **state)
{
	static const char *const cases[][2] = {
		{ "4.5.2026", "2026-05-04" }, { "04/05/26", "2026-05-04" }, { "4 May 2026", "2026-05-04" },
		{ "May 2026", "2026-05" }, { "2026", "2026" }, { "2026-05", "2026-05" }, { "5/2026", "2026-05" },
		{ "today", "2026-05-04" }, { "Tomorrow", "2026-05-05" }, { "yesterday", "2026-05-03" },
		{ "+14", "2026-05-18" }, { "-4", "2026-04-30" }, { " 4  may  2026 ", "2026-05-04" },
		{ "May 4, 2026", "2026-05-04" }, { "4th of march 1991", "1991-03-04" }, { "2026 May 4", "2026-05-04" },
		{ "20260504", "2026-05-04" }, { "20051990", "1990-05-20" }, { "1.1.35", "2035-01-01" },
		{ "1.1.36", "1936-01-01" }, { "\xd9\xa4/\xd9\xa5/\xd9\xa2\xd9\xa0\xd9\xa2\xd9\xa6", "2026-05-04" },
		{ "29.2.2024", "2024-02-29" },
		/* none of these is a day */
		{ "29.2.2025", "none" }, { "31.4.2026", "none" }, { "12/25/2020", "none" }, { "May", "none" },
		{ "4 May", "none" }, { "ma 2026", "none" }, { "0.5.2026", "none" }, { "1.0.2026", "none" },
		{ "", "none" }, { "x", "none" }, { "2026-05-04T10", "none" }, { "1.2.3.4", "none" }, { "+", "none" },
		{ "+99999999", "none" }, { "999999999999", "none" }, { "2026-13-01", "none" }, { "32.1.2026", "none" },
	};
	size_t i;

	(void)state;
	msg_set_language("en");
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		typed(cases[i][0], cases[i][1]);
}

static void formats_of_files(void **state)
{
	struct date d;
	char text[11];

	(void)state;
	assert_true(date_by_format("19151111", "%Y%m%d", &d));
	date_text(d, text);
	assert_string_equal(text, "1915-11-11");
	assert_true(date_by_format("4.5.2026", "%d.%m.%Y", &d));
	date_text(d, text);
	assert_string_equal(text, "2026-05-04");
	assert_true(date_by_format("1990-00-00", "%Y-%m-%d", &d));
	date_text(d, text);
	assert_string_equal(text, "1990");
	assert_true(date_by_format("05/1990", "%m/%Y", &d));
	date_text(d, text);
	assert_string_equal(text, "1990-05");
	assert_false(date_by_format("19151311", "%Y%m%d", &d));
	assert_false(date_by_format("1915111", "%Y-%m-%d", &d));
	assert_false(date_by_format("1915-11-11 ", "%Y-%m-%d", &d));
	assert_false(date_by_format("4.5.2026", "%d.%q.%Y", &d));
	assert_false(date_by_format("", "%Y", &d));
	assert_false(date_by_format("2026", "%", &d));
}

static void months_keep_to_their_ends(void **state)
{
	struct date d = date_add_months((struct date){ 2024, 1, 31 }, 1);

	(void)state;
	assert_int_equal(d.day, 29);
	d = date_add_months((struct date){ 2025, 1, 31 }, 1);
	assert_int_equal(d.day, 28);
	d = date_add_months((struct date){ 2025, 1, 31 }, -2);
	assert_int_equal(d.year, 2024);
	assert_int_equal(d.month, 11);
	assert_int_equal(d.day, 30);
	assert_int_equal(date_between((struct date){ 2024, 2, 28 }, (struct date){ 2024, 3, 1 }), 2);
	d = date_add_days((struct date){ 2026, 12, 31 }, 1);
	assert_int_equal(d.year, 2027);
}

static void dates_are_shown_in_words(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	msg_set_language("en");
	date_show(&s, today);
	assert_string_equal(str_get(&s), "4 May 2026");
	str_clear(&s);
	date_show(&s, (struct date){ 2026, 5, 0 });
	assert_string_equal(str_get(&s), "May 2026");
	str_clear(&s);
	date_show(&s, (struct date){ 2026, 0, 0 });
	assert_string_equal(str_get(&s), "2026");
	str_clear(&s);
	date_show_day(&s, today);
	assert_non_null(strstr(str_get(&s), "Monday"));
	str_clear(&s);
	date_show(&s, (struct date){ 1492, 10, 12 });
	assert_string_equal(str_get(&s), "12 October 1492");
	str_clear(&s);
	date_show(&s, (struct date){ 9999, 12, 31 });
	assert_string_equal(str_get(&s), "31 December 9999");
	str_clear(&s);
	date_show(&s, (struct date){ 0, 0, 0 });
	assert_string_equal(str_get(&s), "");
	str_free(&s);
}

static void german_and_french_months(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	assert_true(msg_set_language("de"));
	typed("4. Mai 2026", "2026-05-04");
	typed("M\xc3\xa4rz 2026", "2026-03");
	typed("marz 2026", "2026-03");
	typed("3 mar 2026", "2026-03-03");
	date_show(&s, today);
	assert_string_equal(str_get(&s), "4. Mai 2026");
	assert_true(msg_set_language("fr"));
	typed("1er f\xc3\xa9vrier 2026", "2026-02-01");
	typed("ao\xc3\xbbt 2026", "2026-08");
	typed("aout 2026", "2026-08");
	str_clear(&s);
	date_show(&s, (struct date){ 2026, 2, 1 });
	assert_non_null(strstr(str_get(&s), "f\xc3\xa9vrier 2026"));
	msg_set_language("en");
	typed("f\xc3\xa9vrier 2026", "none");
	str_free(&s);
}

/* Each language's order, its months as people write them, its own digits; shown with the month in words. */
static void every_language_types_dates(void **state)
{
	static const struct { const char *lang, *typed, *canonical; } rows[] = {
		{ "en", "4 May 2026", "2026-05-04" }, { "en", "4/5/26", "2026-05-04" }, { "en", "4 Sept 2026", "2026-09-04" },
		{ "de", "4.5.2026", "2026-05-04" }, { "de", "4. Mai 2026", "2026-05-04" }, { "de", "4 Marz 2026", "2026-03-04" },
		{ "fr", "4/5/2026", "2026-05-04" }, { "fr", "4 août 2026", "2026-08-04" }, { "fr", "4 aout 2026", "2026-08-04" },
		{ "es", "4/5/2026", "2026-05-04" }, { "es", "4 de mayo de 2026", "2026-05-04" }, { "es", "4 mayo 2026", "2026-05-04" },
		{ "nl", "4-5-2026", "2026-05-04" }, { "nl", "4 mei 2026", "2026-05-04" }, { "nl", "4 mrt 2026", "2026-03-04" },
		{ "tr", "4.05.2026", "2026-05-04" }, { "tr", "4 Mayıs 2026", "2026-05-04" }, { "tr", "4 mayis 2026", "2026-05-04" },
		{ "tr", "4 Ağustos 2026", "2026-08-04" }, { "tr", "4 agustos 2026", "2026-08-04" },
		{ "uk", "04.05.2026", "2026-05-04" }, { "uk", "4 травня 2026", "2026-05-04" }, { "uk", "травень 2026", "2026-05" },
		{ "ar", "4/5/2026", "2026-05-04" }, { "ar", "٤/٥/٢٠٢٦", "2026-05-04" }, { "ar", "4 مايو 2026", "2026-05-04" },
	};
	struct date now = { 2026, 5, 4 }, d;
	char text[11];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct str shown = STR_INIT;

		assert_true(msg_set_language(rows[i].lang));
		if (!date_typed(rows[i].typed, now, &d))
			fail_msg("%s: %s is no date", rows[i].lang, rows[i].typed);
		date_text(d, text);
		assert_string_equal(text, rows[i].canonical);
		date_show(&shown, d);
		if (!strstr(str_get(&shown), "2026") || strspn(str_get(&shown), "0123456789./- ") == shown.len)
			fail_msg("%s: %s says the month in figures", rows[i].lang, str_get(&shown));
		str_free(&shown);
	}
	msg_set_language("en");
}

static void weeks_begin_where_the_language_has_it(void **state)
{
	static const struct { const char *lang, *region; int first; } rows[] = {
		{ "en", NULL, 1 }, { "de", NULL, 1 }, { "fr", NULL, 1 }, { "tr", NULL, 1 }, { "uk", NULL, 1 }, { "ar", NULL, 6 },
		{ "ar", "ar_MA.UTF-8", 1 }, { "en", "en_US.UTF-8", 7 }, { "de", "en_US.UTF-8", 1 },
	};
	struct date day = { 2026, 5, 6 };      /* a Wednesday */

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (rows[i].region)
			setenv("LC_TIME", rows[i].region, 1);
		msg_set_language(rows[i].lang);
		assert_int_equal(date_first_weekday(), rows[i].first);
		assert_int_equal(date_weekday(date_week(day)), rows[i].first);
		assert_in_range(date_between(date_week(day), day), 0, 6);
		unsetenv("LC_TIME");
	}
	msg_set_language("en");
}

static void the_clock_can_be_held(void **state)
{
	struct date d;
	int minute;

	(void)state;
	assert_true(date_parse("2026-05-04", &d));
	clock_hold(1777852800000 + 9 * 3600000 + 30 * 60000);	/* 2026-05-04T09:30Z */
	clock_local(clock_now_ms(), &d, &minute);
	assert_int_equal(minute, 9 * 60 + 30);
	assert_int_equal(clock_today().month, 5);
	assert_int_equal(clock_today().day, 4);
	clock_hold(0);
	assert_true(clock_now_ms() > 1577836800000);
	assert_true(clock_ticks_ms() <= clock_ticks_ms());
}

static int begin(void **state)
{
	(void)state;
	setenv("TZ", "UTC", 1);
	unsetenv("FOOTHOLD_CLOCK");
	tzset();
	msg_init("test");
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_agrees_with_the_c_library),
		cmocka_unit_test(canonical_text_returns),
		cmocka_unit_test(people_type_dates),
		cmocka_unit_test(formats_of_files),
		cmocka_unit_test(months_keep_to_their_ends),
		cmocka_unit_test(dates_are_shown_in_words),
		cmocka_unit_test(german_and_french_months),
		cmocka_unit_test(every_language_types_dates),
		cmocka_unit_test(weeks_begin_where_the_language_has_it),
		cmocka_unit_test(the_clock_can_be_held),
	};

	return cmocka_run_group_tests(tests, begin, NULL);
}
