/* SPDX-License-Identifier: EUPL-1.2 */
/* The audit of matching from the menu and beside the criteria, as a paper; caps beside the criteria of homes; the round's own
 * word on where people live; in two languages and two sizes. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "town.h"

static void a_town(void)
{
	static const char *const names[] = { "given_name=Ana", "given_name=Олена", "given_name=Hassan" };

	town_new();
	TOWN_ADD("neighbourhood", "name=Hill", "residents=1000");
	TOWN_ADD("dwelling", "address=Hill Road 4", "neighbourhood=Hill", "people=4", "rent=700");
	TOWN_ADD("dwelling", "address=Hill Road 6", "neighbourhood=Hill", "people=4", "rent=700");
	for (int i = 0; i < 3; i++) {
		char person[80];

		snprintf(person, sizeof(person), "person=%s", TOWN_ADD("person", names[i], i % 2 ? "gender=man" : "gender=woman",
			"arrived=2025-01-05"));
		TOWN_ADD("need", person, "people=3", "max_rent=900", "asked=2025-02-01");
	}
	TOWN_ADD("cap", "neighbourhood=Hill", "most=1", "council=Council", "decision=17", "decided=2025-01-02",
		"opinion_by=Lawyers", "opinion_on=2025-01-01", "opinion=allowed", "since=2025-01-02", "state=in_force");
}

static void go_to(struct harness *h, const char *entry)
{
	assert_true(harness_key(h, HK_F10));
	assert_true(harness_type(h, town_tr(entry)));
	assert_true(harness_key(h, HK_ENTER));
}

/* Sentences are broken at blanks: their beginning. */
static void expect_begun(struct harness *h, const char *sentence)
{
	char begun[200];

	snprintf(begun, sizeof(begun), "%.24s", town_tr(sentence));
	harness_expect(h, begun);
}

static void all_kinds_are_audited(struct harness *h)
{
	go_to(h, "Audit of matching");
	harness_expect(h, town_tr("Vacancies for people who look for work"));
	expect_begun(h, "Nobody waits, or nothing is to be had: there was nothing to try.");
	assert_true(harness_key(h, HK_END));
	harness_expect(h, town_tr("religion or belief"));
	assert_true(harness_key(h, HK_ESC));
}

static void one_kind_beside_its_criteria(struct harness *h)
{
	go_to(h, "Criteria of matching");
	harness_expect(h, town_tr("How homes are given"));
	assert_true(harness_key(h, "a"));
	harness_expect(h, town_tr("Homes for households"));
	expect_begun(h, "Nobody’s points depend on any of what was tried. Nothing was changed in the file.");
	expect_begun(h, "Dealt anew among those who wait, these change nobody’s points");
	harness_expect_not(h, "Hassan");                      /* nobody is named in it */
	assert_true(harness_key(h, HK_ESC));
	assert_true(harness_key(h, "c"));
	harness_expect(h, town_tr("Caps of neighbourhoods"));
	harness_expect(h, "Hill");
	harness_expect(h, "Council");
	assert_true(harness_key(h, HK_ESC));
	assert_true(harness_key(h, HK_ESC));
}

/* Three wait, two homes on the hill, nobody named it: one. */
static void a_round_keeps_to_the_cap(struct harness *h)
{
	go_to(h, "Rounds of allocation");
	assert_true(harness_key(h, "n"));
	assert_true(harness_type(h, town_tr("Homes for households")));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "Hill Road");
	assert_true(harness_key(h, HK_F2));
	TOWN_EXPECT("\"placed\": 1,", "list", "round", "--json");
	assert_true(harness_key(h, HK_F5));
	harness_expect(h, "Hill");
	assert_true(harness_key(h, HK_END));
	expect_begun(h, "These are reported; nothing goes by them.");
}

static void whoever_asks_can_see(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		a_town();
		h = town_open(&town_looks[i]);
		all_kinds_are_audited(h);
		one_kind_beside_its_criteria(h);
		a_round_keeps_to_the_cap(h);
		town_leave(h);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(whoever_asks_can_see) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
