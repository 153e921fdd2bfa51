/* SPDX-License-Identifier: EUPL-1.2 */
/* By what homes are given: weights changed on a draft that outlives the screen, what differs, a version put in force and
 * taken back, the notice; in two languages and two sizes. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "town.h"

static void at_the_criteria(struct harness *h)
{
	assert_true(harness_key(h, HK_F10));
	harness_expect(h, town_tr("Menu"));
	assert_true(harness_type(h, town_tr("Criteria of matching")));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, town_tr("How homes are given"));
	harness_expect(h, town_tr("Room for everybody"));
}

/* The last row is a wish, whichever it is. */
static void a_wish_weighs_more(struct harness *h)
{
	char refused[400];

	assert_true(harness_key(h, HK_END));
	harness_expect(h, town_tr("WISHES, AND HOW MUCH EACH COUNTS"));
	assert_true(harness_key(h, "w"));
	assert_true(harness_type(h, "0"));
	assert_true(harness_key(h, HK_ENTER));
	snprintf(refused, sizeof(refused), "%.30s", town_tr("A weight is a whole number from 1 to %d; a wish that shall not count "
		"is left out of the criteria."));
	harness_expect(h, refused);
	assert_true(harness_type(h, "\177" "770"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "770 (");
	assert_true(harness_key(h, "+"));
	harness_expect(h, "780 (");
	assert_true(harness_key(h, "-"));
	assert_true(harness_key(h, "-"));
	assert_true(harness_key(h, "-"));
	harness_expect(h, "750 (");
}

static void the_draft_is_kept(struct harness *h)
{
	assert_true(harness_key(h, HK_ESC));
	TOWN_EXPECT("\"version\": 0", "match", "criteria", "homes", "--json");
	at_the_criteria(h);
	assert_true(harness_key(h, HK_END));
	harness_expect(h, "750 (");
	assert_true(harness_key(h, "d"));
	harness_expect(h, town_tr("What the draft changes"));
	harness_expect(h, "750");
	assert_true(harness_key(h, HK_ESC));
	assert_true(harness_key(h, HK_F8));
	harness_expect(h, town_tr("The draft was dropped; what is in force stands here."));
	harness_expect_not(h, "750");
}

static void put_in_force(struct harness *h)
{
	char early[80];

	assert_true(harness_key(h, HK_END));
	assert_true(harness_key(h, "+"));
	assert_true(harness_key(h, "p"));
	harness_expect(h, town_tr("In force since:"));
	assert_true(harness_type(h, "2001-01-01"));
	assert_true(harness_key(h, HK_ENTER));
	/* Nobody is judged by what was not published yet: the day is asked for once more. */
	snprintf(early, sizeof(early), "%.40s", town_tr("Criteria hold from today on at the earliest: nobody may be judged by what "
		"was not published yet. Nothing was saved; choose today or a later day."));
	harness_expect(h, early);
	for (int i = 0; i < 10; i++)
		assert_true(harness_key(h, HK_BACKSPACE));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, town_tr("Decided by (body, day, number of the decision):"));
	assert_true(harness_type(h, "Council"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect_not(h, town_tr("Decided by (body, day, number of the decision):"));
	harness_expect(h, "Council");
	TOWN_EXPECT("\"version\": 1", "match", "criteria", "homes", "--json");
	TOWN_EXPECT("\"decided_by\": \"Council\"", "match", "criteria", "homes", "--json");
	assert_true(harness_key(h, HK_CTRL_Z));
	TOWN_EXPECT("\"version\": 0", "match", "criteria", "homes", "--json");
	snprintf(early, sizeof(early), "%.40s", town_tr("These criteria come with the program; the town has put no others in "
		"force."));
	harness_expect(h, early);
}

static void papers(struct harness *h)
{
	assert_true(harness_key(h, "n"));
	harness_expect(h, town_tr("Conditions, which are never broken"));
	for (int i = 0; i < 12 && !harness_shows(h, town_tr("What never counts")); i++)
		assert_true(harness_key(h, HK_PGDN));
	harness_expect(h, town_tr("What never counts"));
	assert_true(harness_key(h, HK_ESC));
	assert_true(harness_key(h, "1"));
	harness_expect(h, town_tr("How work is proposed"));
	assert_true(harness_key(h, HK_TAB));
	assert_true(harness_key(h, HK_TAB));
	harness_expect(h, town_tr("How seats in language groups are given"));
	assert_true(harness_key(h, HK_ESC));
}

static void from_a_draft_to_a_version(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		town_new();
		h = town_open(&town_looks[i]);
		at_the_criteria(h);
		a_wish_weighs_more(h);
		the_draft_is_kept(h);
		put_in_force(h);
		papers(h);
		town_leave(h);
	}
}

/* A terminal that vanishes loses no weight. */
static void a_lost_terminal_keeps_the_draft(void **state)
{
	struct harness *h;

	(void)state;
	town_new();
	h = town_open(&town_looks[0]);
	at_the_criteria(h);
	assert_true(harness_key(h, HK_END));
	assert_true(harness_key(h, "+"));
	harness_hang_up(h);
	harness_end(h);
	h = town_open(&town_looks[0]);
	at_the_criteria(h);
	harness_expect(h, town_tr("drop draft"));
	town_leave(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(from_a_draft_to_a_version),
		cmocka_unit_test(a_lost_terminal_keeps_the_draft),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
