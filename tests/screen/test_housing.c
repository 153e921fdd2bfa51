/* SPDX-License-Identifier: EUPL-1.2 */
/* A home is offered from a person's file, best first and with the reasons; who waits too long for one stands in a list of
 * its own; in two languages and two sizes. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "town.h"

static char number[40];

static void a_town(void)
{
	char person[80], need[80], near[80];

	town_new();
	TOWN_ADD("neighbourhood", "name=Harbour", "latitude=51.92", "longitude=4.48");
	TOWN_ADD("neighbourhood", "name=Hill", "latitude=51.93", "longitude=4.48");
	TOWN_ADD("dwelling", "address=Quay 1", "neighbourhood=Harbour", "rooms=4", "bedrooms=2", "people=4", "rent=800",
		"service_costs=50", "step_free=yes", "pets=yes");
	TOWN_ADD("dwelling", "address=Hill Road 4", "neighbourhood=Hill", "rooms=3", "bedrooms=2", "people=4", "rent=700",
		"service_costs=50", "step_free=no", "pets=yes");
	snprintf(number, sizeof(number), "%s", TOWN_ADD("person", "given_name=Xolhana", "arrived=2026-01-05"));
	snprintf(person, sizeof(person), "person=%s", number);
	TOWN_ADD("person", "given_name=Yusuf", "arrived=2026-03-01");
	TOWN_ADD("stay", "person=Yusuf", "place=shelter", "since=2026-03-01");
	TOWN_ADD("stay", person, "place=reception", "since=2026-01-05", "address=Reception centre");
	snprintf(near, sizeof(near), "near=Harbour");
	snprintf(need, sizeof(need), "need=%s", TOWN_ADD("need", person, "people=4", "bedrooms=2", "step_free=yes",
		"max_rent=900", near, "within=3"));
	TOWN_ADD("preference", need, "neighbourhood=Hill");
}

static void answer(struct harness *h, const char *text)
{
	if (text)
		assert_true(harness_type(h, text));
	assert_true(harness_key(h, HK_ENTER));
}

static void reasons_stand_beside_each_home(struct harness *h)
{
	assert_true(harness_type(h, "/xolhana"));
	answer(h, NULL);
	harness_expect(h, number);
	assert_true(harness_key(h, "o"));
	answer(h, town_tr("A home"));
	harness_expect(h, "Hill Road 4");
	harness_expect(h, town_tr("step-free"));
	harness_expect(h, "750");
	harness_expect(h, "150 × 100");
	assert_true(harness_find(h, "Quay 1", NULL) < harness_find(h, "Hill Road 4", NULL));
	assert_true(harness_key(h, HK_DOWN));
	harness_expect(h, town_tr("step-free is needed, and there are steps"));
}

/* What is needed is changed from the same screen: it is called by its people, and the best home is under the cursor. */
static void the_need_is_changed(struct harness *h)
{
	char title[80];

	assert_true(harness_key(h, "n"));
	for (int i = 0; i < 20 && !harness_shows(h, town_tr("To offer homes that the household can pay, service costs included")); i++)
		assert_true(harness_key(h, HK_TAB));
	assert_true(harness_type(h, "850"));
	assert_true(harness_key(h, HK_F2));
	snprintf(title, sizeof(title), "%.*s4", (int)strcspn(town_tr("Home for %s"), "%"), town_tr("Home for %s"));
	harness_expect(h, title);
	assert_non_null(strstr(harness_line(h, harness_find(h, "Quay 1", NULL)), "▸"));
	assert_true(harness_key(h, HK_CTRL_Z));
	/* A neighbourhood that is typed whole is taken by saving: no list stays open. */
	assert_true(harness_key(h, "n"));
	for (int i = 0; i < 20 && !harness_shows(h, town_tr("To look for homes that are not far from school or work")); i++)
		assert_true(harness_key(h, HK_TAB));
	assert_true(harness_type(h, "H"));
	assert_true(harness_key(h, HK_F2));                   /* Harbour or Hill: not meant alone */
	harness_expect(h, town_tr("Type:"));
	assert_true(harness_type(h, "ill"));
	assert_true(harness_key(h, HK_F2));
	harness_expect_not(h, town_tr("Type:"));
	harness_expect(h, title);
	assert_true(harness_key(h, HK_CTRL_Z));
	assert_true(harness_key(h, HK_END));
}

static void a_home_is_offered_and_taken_back(struct harness *h)
{
	assert_true(harness_key(h, HK_UP));
	answer(h, NULL);
	harness_expect(h, town_tr("Offer this home. An answer is awaited until:"));
	answer(h, "soon");
	TOWN_EXPECT("[]", "list", "placement", "--json");     /* no day: the line stays open */
	assert_true(harness_key(h, HK_ESC));
	answer(h, NULL);
	answer(h, NULL);
	TOWN_EXPECT("\"answer_by\": \"2026-05-11\"", "list", "placement", "--json");
	TOWN_EXPECT("\"state\": \"offered\"", "list", "dwelling", "--json");
	assert_true(harness_key(h, HK_CTRL_Z));
	TOWN_EXPECT("[]", "list", "placement", "--json");
	harness_expect(h, "Quay 1");
	assert_true(harness_key(h, HK_HOME));                 /* the cursor stayed with the other one */
	answer(h, NULL);
	answer(h, "2026-05-08");
	TOWN_EXPECT("\"answer_by\": \"2026-05-08\"", "list", "placement", "--json");
	assert_true(harness_key(h, HK_ESC));
	harness_expect(h, number);
}

/* The wish is written down from the same screen. */
static void a_wish_moves_a_home_up(struct harness *h)
{
	assert_true(harness_key(h, "o"));
	answer(h, town_tr("A home"));
	harness_expect_not(h, "Quay 1");                      /* promised already */
	assert_true(harness_key(h, "w"));
	harness_expect(h, town_tr("Preferred neighbourhood"));
	assert_true(harness_key(h, HK_ESC));
	assert_true(harness_key(h, HK_ESC));
	harness_expect(h, number);
}

static void who_waits_stands_in_a_list(struct harness *h)
{
	assert_true(harness_key(h, HK_F10));
	answer(h, town_tr("Waiting for a home"));
	harness_expect(h, number);
	harness_expect(h, "119");
	harness_expect(h, town_tr("an offer stands"));
	assert_true(harness_find(h, "Xolhana", NULL) < harness_find(h, "Yusuf", NULL));
	assert_true(harness_key(h, HK_DOWN));
	assert_true(harness_key(h, "o"));
	harness_expect(h, "Hill Road 4");
	assert_true(harness_key(h, HK_ESC));
	assert_true(harness_key(h, HK_UP));
	answer(h, NULL);
	harness_expect(h, number);
	harness_expect(h, town_tr("Places of stay"));
	harness_expect(h, "119");                             /* in the head: day 119 of 90 */
}

/* From the row of the offer: the answer, then the reason where it came to nothing; and the next one to the end. */
static void offers_are_answered(struct harness *h)
{
	assert_true(harness_key(h, HK_HOME));
	harness_expect(h, "Quay 1");
	assert_true(harness_key(h, "y"));
	answer(h, "declined");                                /* by its key: the same in every language */
	answer(h, "stairs");
	TOWN_EXPECT("\"why\": \"stairs\"", "list", "placement", "--json");
	TOWN_EXPECT("\"state\": \"declined\"", "list", "placement", "--json");
	assert_true(harness_key(h, HK_CTRL_Z));
	assert_true(harness_key(h, HK_HOME));
	assert_true(harness_key(h, "y"));
	harness_expect(h, town_tr("What became of the offer?"));
	answer(h, "moved_in");
	TOWN_EXPECT("\"moved_in\": \"2026-05-04\"", "list", "placement", "--json");
	TOWN_EXPECT("\"due\": \"2026-05-18\"", "list", "visit", "--json");
	TOWN_EXPECT("\"state\": \"taken\"", "list", "dwelling", "--json");
	TOWN_EXPECT("\"place\": \"own_home\"", "list", "stay", "--json");
}

/* A week later nobody has answered: one key for all of them. */
static void offers_without_an_answer_run_out(const struct look_at *look)
{
	struct harness *h;

	TOWN_ADD("placement", "person=Yusuf", "dwelling=Hill Road 4", "answer_by=2026-05-08");
	town_clock("2026-05-09T09:00");
	h = town_open(look);
	assert_true(harness_key(h, HK_F10));
	answer(h, town_tr("Waiting for a home"));
	harness_expect(h, town_tr("an offer stands"));
	assert_true(harness_key(h, "b"));
	TOWN_EXPECT("\"state\": \"run_out\"", "list", "placement", "--json");
	harness_expect_not(h, town_tr("an offer stands"));
	assert_true(harness_key(h, HK_CTRL_Z));
	harness_expect(h, town_tr("an offer stands"));
	town_leave(h);
	town_clock("2026-05-04T09:00");
}

static void a_home_from_the_file(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		a_town();
		h = town_open(&town_looks[i]);
		reasons_stand_beside_each_home(h);
		the_need_is_changed(h);
		a_home_is_offered_and_taken_back(h);
		a_wish_moves_a_home_up(h);
		who_waits_stands_in_a_list(h);
		offers_are_answered(h);
		town_leave(h);
		offers_without_an_answer_run_out(&town_looks[i]);
		free(TOWN_RUN("check"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(a_home_from_the_file) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
