/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A plan on the screen, key by key: steps begun, moved, put in order and given up;
 * promises, signing, a review; another template after its preview; what stood in an
 * earlier version.  In two languages and two sizes; at the end the records are read.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "town.h"

static const char *const stages[] = { "Arrival", "Language", "Skills", "Work", "Housing" };

/* The first bytes of a message, up to where something is put in. */
static const char *beginning(const char *text)
{
	static char words[80];

	snprintf(words, sizeof(words), "%.*s", (int)strcspn(text, "%(:,…"), text);
	return words;
}

#define SAYS(text) harness_expect(h, beginning(town_tr(text)))

/* The cursor on the row that holds the words; lines are cut where there is little room. */
static void go_to(struct harness *h, const char *words)
{
	char some[24];
	int col;

	snprintf(some, sizeof(some), "%.*s", 12, words);
	assert_true(harness_key(h, HK_HOME));
	for (int i = 0; i < 40; i++) {
		for (int row = harness_find(h, "▸", &col); row >= 0; row = -1)
			if (strstr(harness_line(h, row), some))
				return;
		assert_true(harness_key(h, HK_DOWN));
	}
	fail_msg("there is no row “%s”", words);
}

static void answer(struct harness *h, const char *text)
{
	assert_true(harness_key(h, "\025"));
	assert_true(harness_type(h, text));
	assert_true(harness_key(h, HK_ENTER));
}

static struct harness *open_plan(const struct look_at *look)
{
	struct harness *h;

	town_new();
	TOWN_ADD("person", "given_name=Mariam", "family_name=Haidari", "arrived=2026-05-04", "interpreter=prs");
	h = town_open(look);
	assert_true(harness_type(h, "/haidari"));
	assert_true(harness_key(h, HK_ENTER));
	assert_true(harness_type(h, "p"));
	SAYS("Plan of %s");
	SAYS("General plan");
	return h;
}

static void the_plan_is_whole(struct harness *h)
{
	for (size_t i = 0; i < sizeof(stages) / sizeof(stages[0]); i++)
		harness_expect(h, town_tr(stages[i]));
	SAYS("First interview");
	SAYS("Not signed by both sides yet; s writes down the signing.");
	SAYS("Next review: %s");
}

static void steps_are_worked_on(struct harness *h)
{
	go_to(h, town_tr("First interview"));
	assert_true(harness_type(h, "x"));
	TOWN_EXPECT("2026-05-04", "list", "step", "--filter", "milestone=first_interview", "--filter", "state=done", "--json");
	go_to(h, town_tr("Language course begun"));
	assert_true(harness_type(h, "u"));
	TOWN_EXPECT("course_begun", "list", "step", "--filter", "state=under_way", "--json");
	assert_true(harness_type(h, "w"));
	assert_true(harness_type(h, "b"));
	assert_true(harness_key(h, HK_DOWN));               /* from none to no childcare */
	assert_true(harness_key(h, HK_ENTER));
	TOWN_EXPECT("\"barrier\": \"childcare\"", "list", "step", "--filter", "state=waiting", "--json");
	assert_true(harness_type(h, "m"));
	answer(h, "2026-06-01");
	TOWN_EXPECT("\"target\": \"2026-06-01\"", "list", "step", "--filter", "state=waiting", "--json");
	go_to(h, town_tr("First talk about work"));
	assert_true(harness_type(h, "g"));
	answer(h, "Wants to study first");
	TOWN_EXPECT("Wants to study first", "list", "step", "--filter", "state=given_up", "--json");
	assert_true(harness_type(h, "o"));
	TOWN_EXPECT("work_talk", "list", "step", "--filter", "state=open", "--json");
	assert_true(harness_key(h, HK_CTRL_Z));
	TOWN_EXPECT("work_talk", "list", "step", "--filter", "state=given_up", "--json");
}

/* The row of the list, not of what stands beside it. */
static int row_of(struct harness *h, const char *words, int rows)
{
	for (int row = 0; row < rows; row++) {
		int col = harness_column(h, row, words);

		if (col >= 0 && col < 8)
			return row;
	}
	return -1;
}

/* A step of one's own comes last in its stage, and is put before the other. */
static void a_step_is_added_and_put_in_order(struct harness *h, int rows)
{
	int first, second;

	go_to(h, town_tr("Own home"));
	assert_true(harness_type(h, "a"));
	assert_true(harness_type(h, "Look at Birch Lane 12"));
	assert_true(harness_key(h, HK_F2));
	SAYS("Plan of %s");
	go_to(h, "Look at Birch");
	assert_true(harness_type(h, "K"));
	go_to(h, "Look at Birch");
	first = row_of(h, "Look at Birch", rows);
	second = row_of(h, beginning(town_tr("Own home")), rows);
	if (first < 0 || second != first + 1)
		fail_msg("they are not in their order on\n%s", harness_screen(h));
}

static void both_sides_promise_and_sign(struct harness *h)
{
	assert_true(harness_type(h, "c"));
	assert_true(harness_key(h, HK_DOWN));
	assert_true(harness_key(h, HK_ENTER));
	TOWN_EXPECT("Comes to appointments", "list", "commitment", "--filter", "who=person", "--json");
	assert_true(harness_type(h, "s"));
	assert_true(harness_key(h, HK_ENTER));              /* the language of the interpreter stands there */
	for (int i = 0; i < 5; i++)
		assert_true(harness_key(h, HK_TAB));
	assert_true(harness_type(h, "2026-05-04"));
	assert_true(harness_key(h, HK_TAB));
	assert_true(harness_type(h, "2026-05-04"));
	assert_true(harness_key(h, HK_F2));
	TOWN_EXPECT("\"language\": \"prs\"", "list", "agreement", "--json");
	TOWN_EXPECT("\"signed_city\": \"2026-05-04\"", "list", "agreement", "--json");
	SAYS("Version %s was signed by both sides: %s, in %s");
	TOWN_EXPECT("\"agreed\": \"2026-05-04\"", "list", "plan", "--json");
	TOWN_EXPECT("plan_agreed", "list", "step", "--filter", "state=done", "--json");
}

/* Issued as a decision, which stands with the plan from then on. */
static void it_is_issued(struct harness *h)
{
	assert_true(harness_type(h, "d"));
	TOWN_EXPECT("\"what\": \"integration_plan\"", "list", "decision", "--filter", "state=draft", "--json");
	assert_true(harness_key(h, HK_ESC));
	SAYS("Plan of %s");
	assert_true(harness_key(h, HK_END));
	SAYS("Issued as a decision");
}

static void another_template_is_put_in_its_place(struct harness *h)
{
	assert_true(harness_type(h, "t"));
	for (int i = 0; i < 5; i++)
		assert_true(harness_key(h, HK_DOWN));
	assert_true(harness_key(h, HK_ENTER));
	SAYS("is added");
	SAYS("What was begun or written by hand stays. F2 changes the plan.");
	assert_true(harness_key(h, HK_F2));
	SAYS("Fast track into a regulated profession");
	TOWN_EXPECT("Translations made and certified", "list", "step", "--limit", "0", "--json");
	TOWN_EXPECT("Look at Birch Lane 12", "list", "step", "--limit", "0", "--json");
}

static void what_was_signed_can_be_read(struct harness *h)
{
	assert_true(harness_type(h, "v"));
	assert_true(harness_key(h, HK_DOWN));
	assert_true(harness_key(h, HK_ENTER));
	SAYS("version %d of %d, as it stood");
	SAYS("General plan");
	assert_true(harness_key(h, HK_END));
	SAYS("Changed since");
	SAYS("added since");
	assert_true(harness_type(h, "x"));                  /* what stood once is read alone */
	assert_true(harness_key(h, HK_ESC));
	SAYS("Fast track into a regulated profession");
}

static void a_family_makes_its_plan(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h = open_plan(&town_looks[i]);

		the_plan_is_whole(h);
		steps_are_worked_on(h);
		a_step_is_added_and_put_in_order(h, town_looks[i].rows);
		both_sides_promise_and_sign(h);
		it_is_issued(h);
		another_template_is_put_in_its_place(h);
		what_was_signed_can_be_read(h);
		assert_true(harness_key(h, HK_ESC));
		town_leave(h);
	}
}

/* A review is opened by one key, held, and the next one stands there. */
static void a_review_is_held(void **state)
{
	struct harness *h = open_plan(&town_looks[0]);

	(void)state;
	go_to(h, town_tr("Review of the plan"));
	assert_true(harness_type(h, "x"));
	TOWN_EXPECT("\"held\": \"2026-05-04\"", "list", "review", "--filter", "state=held", "--json");
	TOWN_EXPECT("\"due\": \"2026-08-02\"", "list", "review", "--filter", "state=planned", "--json");
	assert_true(harness_type(h, "r"));
	SAYS("Who took part");
	town_leave(h);
}

/* Where there is none, a template is chosen and the plan made. */
static void a_plan_is_made(void **state)
{
	struct harness *h;

	(void)state;
	town_new();
	free(TOWN_RUN("add", "person", "given_name=Ana", "family_name=Rojas", "arrived=2026-05-04", "--no-plan"));
	h = town_open(&town_looks[0]);
	assert_true(harness_type(h, "/rojas"));
	assert_true(harness_key(h, HK_ENTER));
	assert_true(harness_type(h, "p"));
	SAYS("There is no plan yet. t makes one from a template.");
	assert_true(harness_type(h, "t"));
	assert_true(harness_key(h, HK_ENTER));
	SAYS("First interview");
	TOWN_EXPECT("General plan", "list", "plan", "--json");
	town_leave(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_family_makes_its_plan),
		cmocka_unit_test(a_review_is_held),
		cmocka_unit_test(a_plan_is_made),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
