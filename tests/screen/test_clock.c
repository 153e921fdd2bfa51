/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A clock of the law and a target of the city's own, side by side and never alike: how the last day was counted, suspended
 * with a reason, run again, extended, and taken back; a step that moves those behind it.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "town.h"

static char person[64];

static void town_with_clocks(void)
{
	char whose[80];

	town_new();
	free(TOWN_RUN("profile", "use", "nl", "--run"));
	strcpy(person, TOWN_ADD("person", "given_name=Mariam", "family_name=Haidari", "arrived=2026-03-02", NULL));
	snprintf(whose, sizeof whose, "person=%s", person);
	TOWN_ADD("duty", whose, "code=nl_inburgering", "from=2026-03-02");
	TOWN_ADD("event", whose, "what=registered", "day=2026-03-02");
	TOWN_ADD("clock", whose, "what=Call the landlord", "began=2026-05-04", "length=3 working days");
}

/* From Today, where the clock of the law stands first, to how it was counted. */
static void open_clock(struct harness *h)
{
	harness_expect(h, town_tr("LEGAL CLOCKS"));
	assert_true(harness_key(h, "e"));
	harness_expect(h, town_tr("Integration plan to be set"));
	harness_expect(h, town_tr("LEGAL CLOCK"));
}

/* A sentence up to its colon: what follows may stand on the next line. */
static void expect_begins(struct harness *h, const char *sentence)
{
	char head[80];

	snprintf(head, sizeof head, "%.*s:", (int)strcspn(sentence, ":"), sentence);
	harness_expect(h, head);
}

/* As much of a label as its window has room for in every language. */
static void expect_head(struct harness *h, const char *label)
{
	char head[16];

	snprintf(head, sizeof head, "%s", label);
	harness_expect(h, head);
}

/* A window's answer: what stands there is replaced by typing. */
static void answer(struct harness *h, const char *text)
{
	assert_true(harness_type(h, text));
	assert_true(harness_key(h, HK_ENTER));
}

static void the_last_day_can_be_followed(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		town_with_clocks();
		h = town_open(&town_looks[i]);
		open_clock(h);
		harness_expect(h, "Besluit inburgering 2021");
		expect_begins(h, town_tr("Not verified: nobody has compared this term with the wording of the law yet."));
		expect_begins(h, town_tr("Last day: %s, %s."));
		harness_expect(h, "11");
		assert_true(harness_key(h, HK_ESC));
		town_leave(h);
	}
}

static void suspended_and_run_again_and_extended(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		town_with_clocks();
		h = town_open(&town_looks[i]);
		open_clock(h);
		assert_true(harness_key(h, "s"));
		harness_expect(h, town_tr("Suspended from which day?"));
		answer(h, "2026-04-20");
		assert_true(harness_key(h, HK_ENTER));       /* until: nobody knows */
		/* Without a reason nothing is saved, and the window stays. */
		assert_true(harness_key(h, HK_ENTER));
		expect_head(h, town_tr("Why is it suspended?"));
		answer(h, "Papers");
		expect_head(h, town_tr("Article of the law (or empty):"));
		TOWN_EXPECT("\"state\": \"running\"", "clock", person, "--json");
		assert_true(harness_key(h, HK_ESC));
		/* What was answered before going back is there again. */
		assert_true(harness_key(h, "s"));
		assert_true(harness_key(h, HK_ENTER));
		assert_true(harness_key(h, HK_ENTER));
		harness_expect(h, "Papers");
		answer(h, "Papers from abroad");
		answer(h, "Awb 4:15");
		harness_expect(h, "Papers from abroad");
		harness_expect(h, "Awb 4:15");
		TOWN_EXPECT("\"state\": \"suspended\"", "clock", person, "--json");
		assert_true(harness_key(h, "r"));
		assert_true(harness_key(h, HK_ENTER));       /* from today on */
		answer(h, "Papers came");
		assert_true(harness_key(h, HK_ENTER));
		harness_expect(h, "Papers came");
		TOWN_EXPECT("\"due\": \"2026-05-26\"", "clock", person, "--json");
		assert_true(harness_key(h, "x"));
		answer(h, "6 w");
		answer(h, "More time");
		assert_true(harness_key(h, HK_ENTER));
		TOWN_EXPECT("\"due\": \"2026-07-07\"", "clock", person, "--json");
		/* One key takes it back. */
		assert_true(harness_key(h, HK_CTRL_Z));
		TOWN_EXPECT("\"due\": \"2026-05-26\"", "clock", person, "--json");
		harness_expect_not(h, "More time");
		/* What is done is met, and gone from Today. */
		assert_true(harness_key(h, "d"));
		assert_true(harness_key(h, HK_ESC));
		harness_expect_not(h, town_tr("LEGAL CLOCKS"));
		town_leave(h);
		TOWN_EXPECT("\"met\": \"2026-05-04\"", "clock", person, "--json");
	}
}

/* From the first row on until the cursor stands on one that says this, or as much of it as a column has room for. */
static void go_down_to(struct harness *h, int rows, const char *text)
{
	char head[16];

	snprintf(head, sizeof head, "%s", text);
	assert_true(harness_key(h, HK_HOME));
	for (int n = 0; n < 40; n++) {
		for (int row = 0; row < rows; row++) {
			const char *line = harness_line(h, row);

			if (line && strstr(line, "▸") && strstr(line, head))
				return;
		}
		assert_true(harness_key(h, HK_DOWN));
	}
	fail_msg("the cursor does not come to it");
}

/* In the person's file both stand with their last days, and it says whose each is. */
static void the_city_and_the_law_are_told_apart(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		town_with_clocks();
		h = town_open(&town_looks[i]);
		assert_true(harness_key(h, HK_ENTER));
		go_down_to(h, town_looks[i].rows, town_tr("Integration plan to be set"));
		go_down_to(h, town_looks[i].rows, "Call the landlord");
		assert_true(harness_key(h, HK_ENTER));
		harness_expect(h, town_tr("THE CITY’S OWN TARGET"));
		harness_expect_not(h, town_tr("LEGAL CLOCK"));
		/* No article of the law is asked for. */
		assert_true(harness_key(h, "x"));
		answer(h, "1 week");
		answer(h, "Away");
		harness_expect_not(h, town_tr("Article of the law (or empty):"));
		town_leave(h);
		TOWN_EXPECT("2026-05-15", "clock", person, "--json");
	}
}

static void later_targets_are_told_to_move_along(void **state)
{
	static const struct look_at english = { "en", 24, 80 };
	char whose[80], after[80];
	struct harness *h;

	(void)state;
	town_new();
	strcpy(person, TOWN_ADD("person", "given_name=Mariam", "arrived=2026-05-02", NULL));
	snprintf(whose, sizeof whose, "person=%s", person);
	snprintf(after, sizeof after, "after=%s", TOWN_ADD("step", whose, "stage=language", "what=Placement test",
		"target=2026-05-02"));
	TOWN_ADD("step", whose, "stage=language", "what=Course", after, "gap=3 weeks");
	h = town_open(&english);
	harness_expect(h, "Placement test");
	assert_true(harness_key(h, "m"));
	answer(h, "2026-05-11");
	harness_expect(h, "1 later target moved along.");
	town_leave(h);
	TOWN_EXPECT("2026-06-01", "list", "step", "--json");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_day_can_be_followed),
		cmocka_unit_test(suspended_and_run_again_and_extended),
		cmocka_unit_test(the_city_and_the_law_are_told_apart),
		cmocka_unit_test(later_targets_are_told_to_move_along),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
