/* SPDX-License-Identifier: EUPL-1.2 */
/* A group from its screen: lessons from the week, a whole lesson marked in a few keys, taken back, as last time, what became
 * of everybody; in two languages and two sizes. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "town.h"

#define HK_CTRL_Y "\031"
#define PEOPLE 14

static char course[40];

/* 4 May 2026 is a Monday; the group met on 27 and 30 April. */
static void a_town(void)
{
	char person[80], group[80], name[60];

	town_new();
	TOWN_ADD("provider", "name=Harbour School");
	snprintf(course, sizeof(course), "%s", TOWN_ADD("course", "name=Xolha group", "provider=Harbour School", "language=nl",
		"level=a1", "seats=15", "starts=2026-04-27", "ends=2026-05-29", "timetable=1,4 09:00-11:00"));
	snprintf(group, sizeof(group), "course=%s", course);
	for (int i = 0; i < PEOPLE; i++) {
		snprintf(name, sizeof(name), "given_name=Person %c", 'A' + i);
		snprintf(person, sizeof(person), "person=%s", TOWN_ADD("person", name, "arrived=2026-04-20"));
		TOWN_ADD("enrolment", person, group, "state=enrolled", "asked=2026-04-21");
	}
}

static void open_group(struct harness *h)
{
	assert_true(harness_key(h, HK_F10));
	assert_true(harness_type(h, town_tr("Courses")));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "Xolha group");
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, town_tr("IN THE GROUP"));
	harness_expect(h, "Harbour School");
}

static void lessons_are_made(struct harness *h)
{
	assert_true(harness_key(h, "x"));
	harness_expect(h, town_tr("This group has no lessons yet. l makes them from its days and hours."));
	assert_true(harness_key(h, "l"));
	TOWN_EXPECT("2026-05-28", "list", "lesson", "--json");
	assert_true(harness_key(h, "l"));
	harness_expect(h, town_tr("All its lessons stand there already."));
}

/* Fourteen people: open the lesson, one stayed away, the rest came, back. */
static void a_lesson_is_marked(struct harness *h)
{
	assert_true(harness_key(h, "x"));
	harness_expect(h, "Person N");
	assert_true(harness_key(h, HK_DOWN));
	assert_true(harness_key(h, "o"));
	assert_true(harness_key(h, "X"));
	assert_true(harness_key(h, HK_ESC));
	harness_expect(h, town_tr("IN THE GROUP"));
	TOWN_EXPECT("\"came\": 13", "course", course, "--json");
	TOWN_EXPECT("\"missed\": 1", "course", course, "--json");
	TOWN_EXPECT("\"state\": \"running\"", "show", course, "--json");
	TOWN_EXPECT("\"began\": \"2026-05-04\"", "list", "enrolment", "--json");
	/* All of it is one change. */
	assert_true(harness_key(h, HK_CTRL_Z));
	TOWN_EXPECT("[]", "list", "presence", "--json");
	TOWN_EXPECT("\"state\": \"open\"", "show", course, "--json");
	assert_true(harness_key(h, HK_CTRL_Y));
	TOWN_EXPECT("\"came\": 13", "course", course, "--json");
}

/* On Thursday the marks of the last time are taken over, and one is another. */
static void as_last_time(struct harness *h)
{
	open_group(h);
	assert_true(harness_key(h, "x"));
	harness_expect(h, "Person N");
	assert_true(harness_key(h, "b"));
	assert_true(harness_key(h, "e"));
	assert_true(harness_key(h, HK_F2));
	TOWN_EXPECT("\"came\": 12", "course", course, "--json");
	TOWN_EXPECT("\"excused\": 1", "course", course, "--json");
	TOWN_EXPECT("\"missed_in_a_row\": 2", "course", course, "--json");
	assert_true(harness_key(h, HK_ESC));
	harness_expect(h, town_tr("IN THE GROUP"));
}

/* At its end: one did not pass, one never came and left, the rest passed. */
static void results_are_marked(struct harness *h)
{
	assert_true(harness_key(h, "r"));
	harness_expect(h, "Person N");
	assert_true(harness_key(h, "o"));
	assert_true(harness_key(h, "e"));
	assert_true(harness_key(h, "X"));
	assert_true(harness_key(h, HK_ESC));
	harness_expect(h, town_tr("LESSONS"));
	TOWN_EXPECT("\"state\": \"failed\"", "course", course, "--json");
	TOWN_EXPECT("\"state\": \"left\"", "course", course, "--json");
	TOWN_EXPECT("\"seats_taken\": 0", "course", course, "--json");
	/* Whoever passed has reached the level of the group. */
	TOWN_EXPECT("\"result\": \"a1\"", "list", "enrolment", "--json", "--filter", "state=passed");
	TOWN_EXPECT("\"result\": null", "list", "enrolment", "--json", "--filter", "state=failed");
	TOWN_EXPECT("\"overall\": \"a1\"", "list", "level", "--json");
}

static void a_group_is_marked(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		a_town();
		h = town_open(&town_looks[i]);
		open_group(h);
		lessons_are_made(h);
		a_lesson_is_marked(h);
		town_leave(h);
		town_clock("2026-05-07T09:00");
		h = town_open(&town_looks[i]);
		as_last_time(h);
		results_are_marked(h);
		town_leave(h);
		free(TOWN_RUN("check"));
		town_clock("2026-05-04T09:00");
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = { cmocka_unit_test(a_group_is_marked) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
