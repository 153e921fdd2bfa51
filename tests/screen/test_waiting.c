/* SPDX-License-Identifier: EUPL-1.2 */
/* Who waits for a course: a list with everybody's place explained, a seat for the next in line whom the group fits, the
 * answer, a group proposed from a person's file; in two languages and two sizes. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "town.h"

static char mariam[40];

static void waits(const char *number, const char *asked, const char *wish)
{
	char person[80], when[40];

	snprintf(person, sizeof(person), "person=%s", number);
	snprintf(when, sizeof(when), "asked=%s", asked);
	TOWN_ADD("enrolment", person, "language=de", "level=a1", when, wish);
}

static void a_town(void)
{
	town_new();
	snprintf(mariam, sizeof(mariam), "%s", TOWN_ADD("person", "given_name=Mariam", "arrived=2026-01-20"));
	waits(mariam, "2026-02-02", "childcare=yes");
	waits(TOWN_ADD("person", "given_name=Tesfay", "arrived=2026-02-01"), "2026-03-02", "hours=20");
	waits(TOWN_ADD("person", "given_name=Olena", "arrived=2026-02-10"), "2026-04-02", "online=yes");
	TOWN_ADD("course", "name=Harbour group", "language=de", "level=a1", "seats=2", "starts=2026-05-18",
		"timetable=1,3 09:00-12:00");
}

static struct harness *at_the_lists(const struct look_at *look)
{
	struct harness *h = town_open(look);

	assert_true(harness_key(h, HK_F10));
	harness_expect(h, town_tr("Menu"));
	assert_true(harness_type(h, town_tr("Waiting for a course")));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, town_tr("WAITING LISTS"));
	return h;
}

static void everybody_is_explained(struct harness *h)
{
	char words[120];

	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "Mariam");
	harness_expect(h, "Olena");
	harness_expect(h, town_tr("Nobody comes before; the next seat that fits is offered here."));
	assert_true(harness_key(h, HK_DOWN));
	assert_true(harness_key(h, HK_DOWN));
	snprintf(words, sizeof(words), town_tr("Place %lld of %lld"), 3LL, 3LL);
	harness_expect(h, words);
	harness_expect(h, town_tr("Who has waited longer"));
}

/* The first in line is passed over, with the reason; the second one is offered the seat. */
static void the_next_is_offered_a_seat(struct harness *h)
{
	assert_true(harness_key(h, "o"));
	harness_expect(h, town_tr("Which group?"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect_not(h, "Tesfay   ");
	assert_true(harness_key(h, HK_HOME));
	harness_expect(h, town_tr("Fits"));
	assert_true(harness_key(h, HK_ESC));
	harness_expect(h, town_tr("OFFERS THAT AWAIT AN ANSWER"));
	harness_expect(h, "Tesfay");
}

static void the_answer_is_one_key(struct harness *h)
{
	assert_true(harness_key(h, HK_HOME));
	assert_true(harness_key(h, "n"));
	harness_expect(h, town_tr("Why is the seat not taken?"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect_not(h, town_tr("OFFERS THAT AWAIT AN ANSWER"));
	assert_true(harness_key(h, HK_CTRL_Z));
	harness_expect(h, town_tr("OFFERS THAT AWAIT AN ANSWER"));
	assert_true(harness_key(h, HK_HOME));
	assert_true(harness_key(h, "y"));
	harness_expect_not(h, town_tr("OFFERS THAT AWAIT AN ANSWER"));
	assert_true(harness_key(h, HK_ESC));
}

static void a_group_is_proposed(struct harness *h)
{
	assert_true(harness_type(h, "/olena"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "Olena");
	assert_true(harness_key(h, "o"));
	harness_expect(h, town_tr("Propose"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, town_tr("Was not offered this group before"));
	assert_true(harness_key(h, HK_ENTER));
	/* Mariam comes before, and that is said. */
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, town_tr("Has a seat in it already"));
}

/* What became of it is noted from its row in the file as well, with the reason. */
static void the_seat_is_answered_in_the_file(struct harness *h)
{
	assert_true(harness_key(h, HK_ESC));
	harness_expect(h, "Olena");
	assert_true(harness_key(h, "3"));
	assert_true(harness_key(h, HK_HOME));
	for (int i = 0; i < 12 && !harness_shows(h, town_tr("What became of the seat?")); i++) {
		assert_true(harness_key(h, "y"));
		if (!harness_shows(h, town_tr("What became of the seat?")))
			assert_true(harness_key(h, HK_DOWN));
	}
	assert_true(harness_type(h, "waiting"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, town_tr("Why?"));
	assert_true(harness_type(h, "hours"));
	assert_true(harness_key(h, HK_ENTER));
	TOWN_EXPECT("\"why_not\": \"hours\"", "list", "enrolment", "--json");
	assert_true(harness_key(h, HK_CTRL_Z));
}

static void from_the_list_to_the_seat(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		a_town();
		h = at_the_lists(&town_looks[i]);
		everybody_is_explained(h);
		the_next_is_offered_a_seat(h);
		the_answer_is_one_key(h);
		a_group_is_proposed(h);
		the_seat_is_answered_in_the_file(h);
		town_leave(h);
		TOWN_EXPECT("\"state\": \"enrolled\"", "list", "enrolment", "--json");
		TOWN_EXPECT("\"state\": \"offered\"", "list", "enrolment", "--json");
		TOWN_EXPECT("\"offer_place\": 2", "list", "enrolment", "--json");
		TOWN_EXPECT(mariam, "waiting", "a1");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(from_the_list_to_the_seat),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
