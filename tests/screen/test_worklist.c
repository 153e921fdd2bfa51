/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A morning at the desk, in two languages and sizes: what the law sets stands first and apart, the week, one key to act,
 * a file that rests, one that is handed over, filters under a name, and the next thing in a file.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "town.h"

/* Yusuf is late by the city's own target; a legal clock of Mariam's ends in two days. */
static void a_town(void)
{
	town_new();
	TOWN_ADD("person", "family_name=Demir", "given_name=Yusuf", "arrived=2026-05-04");
	TOWN_ADD("person", "family_name=Haidari", "given_name=Mariam", "arrived=2026-05-04");
	TOWN_ADD("step", "person=Yusuf Demir", "stage=language", "what=Course at the mill", "target=2026-04-25");
	TOWN_ADD("step", "person=Yusuf Demir", "stage=work", "what=Talk with the baker", "target=2026-05-05");
	TOWN_ADD("clock", "person=Mariam Haidari", "what=Plan signed by both", "set_by=law", "source=Integration Act, art. 4", "event=registered", "began=2026-04-22",
		"length=14 days");
}

/* The row on which the text stands, asserting that it does. */
static int row_of(struct harness *h, const char *text)
{
	int row = harness_find(h, text, NULL);

	if (row < 0)
		harness_expect(h, text);
	return row;
}

static void the_law_stands_first(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		a_town();
		h = town_open(&town_looks[i]);
		harness_expect(h, town_tr("LEGAL CLOCKS"));
		assert_true(row_of(h, town_tr("LEGAL CLOCKS")) < row_of(h, town_tr("LATE BY OUR OWN TARGETS")));
		assert_true(row_of(h, "Mariam Haidari") < row_of(h, "Yusuf Demir"));
		/* Enter: the file at this clock; and the file says itself what comes next. */
		assert_true(harness_key(h, HK_ENTER));
		harness_expect(h, "Plan signed by both");
		harness_expect(h, town_tr("by law"));
		town_leave(h);
	}
}

static void the_week_tells_each_day(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		a_town();
		h = town_open(&town_looks[i]);
		assert_true(harness_key(h, HK_TAB));
		harness_expect(h, "Plan signed by both");
		harness_expect(h, town_tr("by law"));
		harness_expect(h, town_tr("our own target"));
		assert_non_null(strstr(harness_line(h, 3), "Talk with the baker"));
		/* The step of Tuesday is done from here. */
		assert_true(harness_key(h, "x"));
		assert_null(strstr(harness_line(h, 3), "Talk with the baker"));
		TOWN_EXPECT("\"state\": \"done\"", "list", "step", "--filter", "state=done", "--json");
		assert_true(harness_key(h, HK_RIGHT));
		harness_expect(h, "11");
		assert_true(harness_key(h, HK_TAB));
		harness_expect(h, town_tr("LATE BY OUR OWN TARGETS"));
		town_leave(h);
	}
}

static void a_file_rests_until_a_day(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		a_town();
		h = town_open(&town_looks[i]);
		assert_true(harness_key(h, HK_DOWN));
		assert_true(harness_key(h, "p"));
		harness_expect(h, town_tr("Paused until:"));
		assert_true(harness_type(h, "2026-05-20"));
		assert_true(harness_key(h, HK_ENTER));
		assert_true(harness_key(h, HK_ENTER));
		harness_expect_not(h, town_tr("LATE BY OUR OWN TARGETS"));
		harness_expect(h, town_tr("PAUSED"));
		TOWN_EXPECT("Yusuf Demir", "pause");
		assert_true(harness_key(h, HK_CTRL_Z));
		harness_expect(h, town_tr("LATE BY OUR OWN TARGETS"));
		TOWN_EXPECT("No file is paused.", "pause");
		town_leave(h);
	}
}

static void a_file_goes_to_a_colleague(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		a_town();
		h = town_open(&town_looks[i]);
		assert_true(harness_key(h, HK_DOWN));
		assert_true(harness_key(h, "h"));
		assert_true(harness_type(h, "B. Dahl"));
		assert_true(harness_key(h, HK_ENTER));
		assert_true(harness_type(h, "Ring first"));
		assert_true(harness_key(h, HK_ENTER));
		harness_expect(h, "B. Dahl");
		TOWN_EXPECT("Ring first", "today", "--user", "B. Dahl");
		TOWN_EXPECT("B. Dahl", "list", "person", "--filter", "caseworker=B. Dahl");
		assert_true(harness_key(h, "o"));
		harness_expect_not(h, "Yusuf Demir");
		town_leave(h);
	}
}

static void filters_are_kept_under_a_name(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		a_town();
		TOWN_ADD("step", "person=Mariam Haidari", "stage=housing", "what=Visit", "target=2026-04-26");
		h = town_open(&town_looks[i]);
		harness_expect(h, "Visit");
		assert_true(harness_key(h, "f"));
		assert_true(harness_type(h, "housing"));
		assert_true(harness_key(h, HK_ENTER));
		harness_expect(h, "Visit");
		harness_expect_not(h, "Yusuf Demir");
		assert_true(harness_key(h, "v"));
		assert_true(harness_key(h, HK_ENTER));
		assert_true(harness_type(h, "Homes"));
		assert_true(harness_key(h, HK_ENTER));
		TOWN_EXPECT("Homes", "views");
		assert_true(harness_key(h, "f"));
		assert_true(harness_key(h, HK_ENTER));
		harness_expect(h, "Yusuf Demir");
		assert_true(harness_key(h, "v"));
		assert_true(harness_type(h, "Homes"));
		assert_true(harness_key(h, HK_ENTER));
		harness_expect_not(h, "Yusuf Demir");
		town_leave(h);
	}
}

static void the_next_thing_is_one_key_away(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		a_town();
		h = town_open(&town_looks[i]);
		assert_true(harness_key(h, HK_DOWN));
		assert_true(harness_key(h, HK_ENTER));
		assert_non_null(strstr(harness_line(h, 0), "Yusuf Demir"));
		/* The line above the stages names the late course, and X does it; then the talk comes next. */
		assert_true(harness_key(h, "X"));
		TOWN_EXPECT("Course at the mill", "list", "step", "--filter", "state=done");
		harness_expect(h, "Talk with the baker");
		assert_true(harness_key(h, " "));
		harness_expect(h, "Talk with the baker");
		assert_null(strstr(harness_line(h, 0), "Yusuf Demir"));
		town_leave(h);
	}
}

/* What is waited for there is the interpreter, not the appointment: one key says that one is booked. The row names the
 * appointment, and what is cut of it stands whole above the keys. */
static void a_watch_is_answered_by_one_key(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		town_new();
		TOWN_ADD("person", "family_name=Demir", "given_name=Yusuf", "arrived=2026-05-04");
		TOWN_ADD("appointment", "person=Yusuf Demir", "what=Talk about the workshop in the old mill", "day=2026-05-07",
			"at=10:00", "interpreter=asked");
		h = town_open(&town_looks[i]);
		harness_expect(h, town_tr("WAITING FOR AN ANSWER"));
		harness_expect(h, "Talk about the workshop in the old mill");
		harness_expect(h, town_tr("No interpreter is booked yet"));
		assert_true(harness_key(h, "x"));
		harness_expect_not(h, town_tr("WAITING FOR AN ANSWER"));
		TOWN_EXPECT("\"interpreter\": \"booked\"", "list", "appointment", "--json");
		TOWN_EXPECT("\"state\": \"planned\"", "list", "appointment", "--json");
		town_leave(h);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_law_stands_first),
		cmocka_unit_test(the_week_tells_each_day),
		cmocka_unit_test(a_file_rests_until_a_day),
		cmocka_unit_test(a_file_goes_to_a_colleague),
		cmocka_unit_test(filters_are_kept_under_a_name),
		cmocka_unit_test(the_next_thing_is_one_key_away),
		cmocka_unit_test(a_watch_is_answered_by_one_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
