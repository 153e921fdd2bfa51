/* SPDX-License-Identifier: EUPL-1.2 */
/* From a child's file a place at a school is asked for, given and taken back; people are listed by what joins the stages, and
 * the list is kept under a name; in two languages and two sizes. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "town.h"

static char number[40];

static void a_town(void)
{
	char person[80];

	town_new();
	TOWN_ADD("neighbourhood", "name=Harbour", "latitude=51.92", "longitude=4.48");
	TOWN_ADD("neighbourhood", "name=Hill", "latitude=51.99", "longitude=4.48");
	TOWN_ADD("school", "name=Hill School", "what=primary", "places=20", "neighbourhood=Hill");
	TOWN_ADD("school", "name=Quay School", "what=primary", "places=1", "neighbourhood=Harbour", "languages=Dari");
	TOWN_ADD("school", "name=Upper School", "what=secondary", "places=5", "neighbourhood=Hill");
	snprintf(number, sizeof(number), "%s", TOWN_ADD("person", "given_name=Xolhana", "born=2017-03-02",
		"arrived=2026-05-01"));
	snprintf(person, sizeof(person), "person=%s", number);
	TOWN_ADD("person", "given_name=Yusuf", "born=1990", "arrived=2026-05-01");
	TOWN_ADD("stay", person, "place=reception", "since=2026-05-01", "neighbourhood=Harbour");
	TOWN_ADD("speaks", person, "language=nl", "level=a1");
	TOWN_ADD("speaks", "person=Yusuf", "language=nl", "level=b1");
}

static void answer(struct harness *h, const char *text)
{
	if (text)
		assert_true(harness_type(h, text));
	assert_true(harness_key(h, HK_ENTER));
}

static void schools_stand_in_order(struct harness *h)
{
	assert_true(harness_type(h, "/xolhana"));
	answer(h, NULL);
	harness_expect(h, number);
	assert_true(harness_key(h, "o"));
	harness_expect(h, town_tr("A home"));
	assert_true(harness_type(h, town_tr("Work")));
	harness_expect_not(h, "▸ ");                  /* a child of nine is proposed none */
	for (size_t i = 0; i < strlen(town_tr("Work")); i++)
		assert_true(harness_key(h, HK_BACKSPACE));
	answer(h, town_tr("A place at a school"));
	harness_expect(h, "Hill School");
	assert_true(harness_shows(h, "0.0 km") || harness_shows(h, "0,0 km"));
	harness_expect_not(h, "Upper School");
	assert_true(harness_find(h, "Quay School", NULL) < harness_find(h, "Hill School", NULL));
}

static void a_place_is_asked_for_and_given(struct harness *h)
{
	assert_true(harness_key(h, HK_DOWN));
	answer(h, NULL);
	TOWN_EXPECT("\"state\": \"asked\"", "list", "school_place", "--json");
	assert_true(harness_key(h, HK_UP));
	assert_true(harness_key(h, "p"));
	TOWN_EXPECT("\"state\": \"withdrawn\"", "list", "school_place", "--json", "--filter", "state=withdrawn");
	TOWN_EXPECT("\"state\": \"placed\"", "list", "school_place", "--json", "--filter", "school=Quay School");
	TOWN_EXPECT("[]", "list", "person", "--json", "--filter", "school_from!=");
	/* Both go back with one key. */
	assert_true(harness_key(h, HK_CTRL_Z));
	TOWN_EXPECT("[]", "list", "school_place", "--json", "--filter", "state=withdrawn");
	assert_true(harness_key(h, HK_HOME));
	assert_true(harness_key(h, "o"));
	TOWN_EXPECT("\"state\": \"offered\"", "list", "school_place", "--json", "--filter", "school=Quay School");
	answer(h, NULL);
	harness_expect(h, "Quay School");
	assert_true(harness_key(h, HK_ESC));
	assert_true(harness_key(h, HK_ESC));
	harness_expect(h, number);
}

/* The tab of the person's file has it. */
static void the_file_shows_it(struct harness *h)
{
	char tab[80];

	snprintf(tab, sizeof(tab), "[%s]", town_tr("School"));
	assert_true(harness_key(h, "7"));
	harness_expect(h, tab);
	harness_expect(h, "Quay School");
	harness_expect(h, "Hill School");
}

static void people_by_what_joins_the_stages(struct harness *h)
{
	assert_true(harness_key(h, HK_F10));
	answer(h, town_tr("People"));
	harness_expect(h, "Yusuf");
	assert_true(harness_key(h, "f"));
	answer(h, town_tr("Language level of the person"));
	answer(h, "B1");
	harness_expect(h, "Yusuf");
	harness_expect_not(h, "Xolhana");
	assert_true(harness_key(h, "v"));
	answer(h, NULL);
	answer(h, "Level B1");
	TOWN_EXPECT("Yusuf", "list", "person", "--view", "Level B1");
	assert_true(harness_key(h, "u"));
	harness_expect(h, "Xolhana");
	assert_true(harness_key(h, "f"));
	answer(h, town_tr("Place of stay now"));
	answer(h, NULL);
	harness_expect(h, "Xolhana");
	harness_expect_not(h, "Yusuf");
}

static void from_a_childs_file(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		a_town();
		h = town_open(&town_looks[i]);
		schools_stand_in_order(h);
		a_place_is_asked_for_and_given(h);
		the_file_shows_it(h);
		people_by_what_joins_the_stages(h);
		town_leave(h);
		free(TOWN_RUN("check"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(from_a_childs_file) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
