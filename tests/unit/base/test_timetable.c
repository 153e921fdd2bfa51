/* SPDX-License-Identifier: EUPL-1.2 */
/* Weeks as they are typed, written and shown, in several languages; and which hours meet. */
#include "tests/unit/test.h"

#include "base/msg.h"
#include "base/timetable.h"

static void expect_typed(const char *language, const char *typed, const char *canonical)
{
	struct str out = STR_INIT;
	struct timetable t, again;

	assert_true(msg_set_language(language));
	assert_true(timetable_typed(typed, &t));
	timetable_canonical(&out, &t);
	assert_string_equal(str_get(&out), canonical);
	assert_true(timetable_read(canonical, &again));
	assert_int_equal(t.n, again.n);
	str_clear(&out);
	/* What is shown can be typed again. */
	timetable_words(&out, &t);
	assert_true(timetable_typed(str_get(&out), &again));
	str_clear(&out);
	timetable_canonical(&out, &again);
	assert_string_equal(str_get(&out), canonical);
	str_free(&out);
}

static void test_typed(void **state)
{
	(void)state;
	expect_typed("en", "Mon Wed 9-12", "1,3 09:00-12:00");
	expect_typed("en", "Wed, Mon 9:00 - 12:00; fri 13.00–16.30", "1,3 09:00-12:00; 5 13:00-16:30");
	expect_typed("en", "monday-friday 8:30-12 13-17", "1,2,3,4,5 08:30-12:00; 1,2,3,4,5 13:00-17:00");
	expect_typed("en", "1,3 09:00-12:00; 5 13:00-16:00", "1,3 09:00-12:00; 5 13:00-16:00");
	expect_typed("de", "Mo.-Do. 9-12, Sa 10-11", "1,2,3,4 09:00-12:00; 6 10:00-11:00");
	expect_typed("fr", "lun mer 9h-12h30", "1,3 09:00-12:30");
	expect_typed("fr", "Mon 9-10", "1 09:00-10:00");
	expect_typed("en", "sun 22-24", "7 22:00-24:00");
}

static void test_refused(void **state)
{
	static const char *const wrong[] = { "", "  ", "Mon", "9-12", "Mon 12-9", "Mon 9-9", "Mon 9-12 Mon 11-13", "Mon 25-26",
		"Mon 9:60-12", "Fri-Mon 9-12", "Mon 9-12 Tue", "someday 9-12", "0 09:00-12:00", "T 9-12",
		"Mon 9-12-14", "1,,3 09:00-12:00x", "Mon 9-", "- -", "Mon-9-12" };
	struct timetable t;

	(void)state;
	assert_true(msg_set_language("en"));
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(timetable_typed(wrong[i], &t));
}

static void test_shown(void **state)
{
	struct timetable t;
	struct str out = STR_INIT;

	(void)state;
	assert_true(msg_set_language("en"));
	assert_true(timetable_read("1,2,3,4,5 09:00-12:00; 1,2 13:00-14:00; 7 08:05-09:00", &t));
	timetable_words(&out, &t);
	assert_string_equal(str_get(&out), "Mon–Fri 09:00–12:00; Mon, Tue 13:00–14:00; Sun 08:05–09:00");
	assert_int_equal(timetable_minutes(&t), 5 * 180 + 2 * 60 + 55);
	str_free(&out);
}

static void test_meets(void **state)
{
	struct timetable a, b;
	const struct hours *h;

	(void)state;
	assert_true(timetable_read("1,3 09:00-12:00", &a));
	assert_true(timetable_read("1 12:00-13:00; 3 11:59-12:30", &b));
	h = timetable_clash(&a, &b);
	assert_non_null(h);
	assert_int_equal(h->weekday, 3);
	assert_non_null(timetable_at(&a, 1, 0, 541));
	assert_null(timetable_at(&a, 1, 0, 540));
	assert_null(timetable_at(&a, 2, 0, 1440));
	assert_true(timetable_read("1,3 12:00-13:00", &b));
	assert_null(timetable_clash(&a, &b));
	assert_true(timetable_read(NULL, &b));
	assert_int_equal(b.n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_typed),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_shown),
		cmocka_unit_test(test_meets),
	};

	msg_init("test");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
