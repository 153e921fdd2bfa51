/* SPDX-License-Identifier: EUPL-1.2 */
/* Places and people brought together by the published criteria: a ranked list with its arithmetic and the single offer; a whole
 * round, computed, tried with another weight, saved, locked, published and decided one by one; in two languages and two sizes. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "town.h"

static void household(const char *name, const char *asked, const char *people, const char *prefers)
{
	char person[80], when[80], need[80], size[40], where[80];

	snprintf(person, sizeof(person), "given_name=%s", name);
	snprintf(person, sizeof(person), "person=%s", TOWN_ADD("person", person, "arrived=2025-01-05"));
	snprintf(when, sizeof(when), "asked=%s", asked);
	snprintf(size, sizeof(size), "people=%s", people);
	snprintf(need, sizeof(need), "need=%s", TOWN_ADD("need", person, size, "bedrooms=1", "max_rent=900", when));
	snprintf(where, sizeof(where), "neighbourhood=%s", prefers);
	TOWN_ADD("preference", need, where);
}

/* Two homes, three households: who waits longest has no claim to the home that somebody else asked for. */
static void a_town(void)
{
	town_new();
	TOWN_ADD("neighbourhood", "name=Harbour", "latitude=51.92", "longitude=4.48");
	TOWN_ADD("neighbourhood", "name=Hill", "latitude=51.93", "longitude=4.48");
	TOWN_ADD("dwelling", "address=Quay 1", "neighbourhood=Harbour", "rooms=3", "bedrooms=2", "people=4", "rent=800",
		"step_free=yes");
	TOWN_ADD("dwelling", "address=Hill Road 4", "neighbourhood=Hill", "rooms=3", "bedrooms=2", "people=4", "rent=700",
		"step_free=yes");
	household("Xolhana", "2025-02-01", "3", "Harbour");
	household("Yusuf", "2025-09-01", "3", "Harbour");
	household("Zelal", "2026-04-01", "3", "Hill");
}

static void answer(struct harness *h, const char *text)
{
	if (text)
		assert_true(harness_type(h, text));
	assert_true(harness_key(h, HK_ENTER));
}

static void go_to(struct harness *h, const char *entry)
{
	assert_true(harness_key(h, HK_F10));
	answer(h, town_tr(entry));
}

/* The row that the cursor is on. */
static const char *row_now(struct harness *h)
{
	int line = harness_find(h, "▸", NULL);

	for (int i = 0; line < 0 && i < 24; i++)              /* of plain ASCII it is the first sign of its line */
		if (harness_line(h, i)[0] == '>')
			line = i;
	return harness_line(h, line);
}

static void on_row(struct harness *h, const char *words)
{
	assert_true(harness_key(h, HK_HOME));
	for (int i = 0; i < 10 && !strstr(row_now(h), words); i++)
		assert_true(harness_key(h, HK_DOWN));
	assert_non_null(strstr(row_now(h), words));
}

/* From a home: who fits it, best first, with the arithmetic of the row. */
static void people_are_ranked_and_one_is_offered(struct harness *h)
{
	go_to(h, "Dwellings");
	on_row(h, "Quay 1");
	assert_true(harness_key(h, "w"));
	harness_expect(h, "Xolhana");
	harness_expect(h, "Yusuf");
	assert_true(harness_find(h, "Xolhana", NULL) < harness_find(h, "Yusuf", NULL));
	harness_expect(h, " × 100");
	on_row(h, "Yusuf");
	assert_true(harness_key(h, "r"));                     /* all of the arithmetic, met conditions as well */
	harness_expect(h, town_tr("How it was computed"));
	harness_expect(h, "Yusuf");
	harness_expect(h, " × 100");
	harness_expect_not(h, "…");
	assert_true(harness_key(h, HK_ESC));
	answer(h, NULL);
	assert_true(harness_key(h, HK_ESC));
	TOWN_EXPECT("[]", "list", "home_proposal", "--json");
	on_row(h, "Xolhana");
	answer(h, NULL);
	answer(h, "2026-05-09");
	TOWN_EXPECT("\"state\": \"confirmed\"", "list", "home_proposal", "--json");
	TOWN_EXPECT("\"answer_by\": \"2026-05-09\"", "list", "placement", "--json");
	TOWN_EXPECT("\"state\": \"offered\"", "list", "placement", "--json");
	assert_true(harness_key(h, HK_CTRL_Z));
	TOWN_EXPECT("[]", "list", "home_proposal", "--json");
	TOWN_EXPECT("[]", "list", "placement", "--json");
	assert_true(harness_key(h, HK_ESC));
	assert_true(harness_key(h, HK_ESC));
}

/* Nothing is saved before F2; another weight shows what would move, and moves nothing. */
static void a_round_is_computed_and_tried(struct harness *h)
{
	go_to(h, "Rounds of allocation");
	assert_true(harness_key(h, "n"));
	answer(h, town_tr("Homes for households"));
	harness_expect(h, "Xolhana");
	harness_expect(h, "Zelal");
	harness_expect_not(h, "Yusuf");
	TOWN_EXPECT("[]", "list", "round", "--json");
	assert_true(harness_key(h, "t"));                     /* who gets nothing, though a home would suit */
	harness_expect(h, "Yusuf");
	harness_expect_not(h, "Zelal");
	assert_true(harness_key(h, "w"));
	answer(h, NULL);
	answer(h, "0");
	assert_true(harness_key(h, HK_ESC));                  /* no weight: the line stayed open */
	assert_true(harness_key(h, "w"));
	answer(h, NULL);
	answer(h, "1");
	harness_expect(h, town_tr("Before"));
	assert_true(harness_key(h, "u"));
	harness_expect(h, "Xolhana");
	TOWN_EXPECT("[]", "list", "round", "--json");
}

static void it_is_saved_locked_and_published(struct harness *h)
{
	assert_true(harness_key(h, HK_F2));
	assert_true(harness_key(h, HK_CTRL_Z));
	TOWN_EXPECT("[]", "list", "home_proposal", "--json");
	harness_expect_not(h, "Xolhana");
	assert_true(harness_key(h, "c"));
	assert_true(harness_key(h, HK_F2));
	TOWN_EXPECT("\"state\": \"computed\"", "list", "round", "--json");
	TOWN_EXPECT("\"state\": \"proposed\"", "list", "home_proposal", "--json");
	on_row(h, "Xolhana");
	assert_true(harness_key(h, "l"));
	harness_expect(h, town_tr("locked"));
	assert_true(harness_key(h, "p"));
	answer(h, NULL);
	TOWN_EXPECT("\"state\": \"published\"", "list", "round", "--json");
	TOWN_EXPECT("[]", "list", "placement", "--json");     /* nothing is given by the program alone */
}

static void each_is_decided_by_a_person(struct harness *h)
{
	on_row(h, "Xolhana");
	assert_true(harness_key(h, "x"));
	TOWN_EXPECT("\"state\": \"offered\"", "list", "placement", "--json");
	assert_true(harness_key(h, HK_CTRL_Z));
	TOWN_EXPECT("[]", "list", "placement", "--json");
	on_row(h, "Xolhana");
	assert_true(harness_key(h, "x"));
	on_row(h, "Zelal");
	assert_true(harness_key(h, "d"));
	answer(h, NULL);                                      /* the first reason: not wanted */
	answer(h, "too far from the school");
	TOWN_EXPECT("\"why\": \"person\"", "list", "home_proposal", "--json");
}

/* To somebody else than was proposed, for a reason that stays; who was passed over keeps theirs as decided otherwise. */
static void one_goes_elsewhere(struct harness *h)
{
	on_row(h, "Xolhana");
	assert_true(harness_key(h, "o"));
	answer(h, "Yusuf");
	answer(h, NULL);
	TOWN_EXPECT("[]", "list", "placement", "--json");     /* no reason: the line stays open */
	answer(h, "works at the quay by night");
	TOWN_EXPECT("\"state\": \"overridden\"", "list", "home_proposal", "--json");
	TOWN_EXPECT("works at the quay by night", "list", "home_proposal", "--json");
	TOWN_EXPECT("\"state\": \"offered\"", "list", "placement", "--json");
	harness_expect(h, "Yusuf");
	assert_true(harness_key(h, HK_CTRL_Z));
	TOWN_EXPECT("[]", "list", "placement", "--json");
}

/* The proposal itself: the arithmetic, and what was decided. */
static void the_reasons_are_read(struct harness *h)
{
	on_row(h, "Zelal");
	answer(h, NULL);
	harness_expect(h, town_tr("WHAT WAS DECIDED"));
	harness_expect(h, "too far from the school");
	harness_expect(h, town_tr("HOW IT WAS COMPUTED"));
	assert_true(harness_key(h, HK_END));
	assert_true(harness_key(h, HK_F5));
	harness_expect(h, town_tr("Paper for the person"));
	harness_expect(h, "Zelal");
	assert_true(harness_key(h, HK_ESC));
	assert_true(harness_key(h, HK_ESC));
	assert_true(harness_key(h, HK_F5));
	harness_expect(h, town_tr("The round and its proof"));
	assert_true(harness_key(h, HK_ESC));
	assert_true(harness_key(h, "e"));
	TOWN_EXPECT("\"state\": \"closed\"", "list", "round", "--json");
}

static void a_whole_round(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		a_town();
		h = town_open(&town_looks[i]);
		people_are_ranked_and_one_is_offered(h);
		a_round_is_computed_and_tried(h);
		it_is_saved_locked_and_published(h);
		one_goes_elsewhere(h);
		each_is_decided_by_a_person(h);
		the_reasons_are_read(h);
		town_leave(h);
	}
}

/* The second round knows the first: what moved stands beside each other; places are chosen. */
static void second_round(struct harness *h)
{
	char *round;

	go_to(h, "Rounds of allocation");
	assert_true(harness_key(h, "n"));
	answer(h, town_tr("Homes for households"));
	assert_true(harness_key(h, "b"));
	harness_expect(h, town_tr("There is no round before this one to compare it with."));
	assert_true(harness_key(h, "a"));
	on_row(h, "Quay 1");
	assert_true(harness_key(h, "x"));
	assert_true(harness_key(h, HK_F2));
	harness_expect(h, "Xolhana");
	harness_expect_not(h, "Zelal");
	assert_true(harness_key(h, HK_F2));
	assert_true(harness_key(h, "p"));
	answer(h, NULL);
	on_row(h, "Xolhana");
	assert_true(harness_key(h, "d"));
	answer(h, NULL);
	answer(h, NULL);
	assert_true(harness_key(h, "e"));
	assert_true(harness_key(h, HK_ESC));
	assert_true(harness_key(h, "n"));
	answer(h, town_tr("Homes for households"));
	assert_true(harness_key(h, "b"));
	harness_expect(h, "Zelal");
	harness_expect(h, town_tr("Before"));
	assert_true(harness_key(h, HK_ESC));
	round = TOWN_RUN("list", "round", "--json");
	assert_null(strstr(round, "computed"));               /* the second one was looked at only */
	free(round);
	town_leave(h);
}

/* What is shown stays as it was computed; that a colleague saved something is said on it, until it is computed again. */
static void a_colleague_saves_meanwhile(void **state)
{
	struct harness *h;

	(void)state;
	a_town();
	h = town_open(&town_looks[0]);
	go_to(h, "Rounds of allocation");
	assert_true(harness_key(h, "n"));
	answer(h, town_tr("Homes for households"));
	harness_expect(h, "Xolhana");
	assert_int_equal(harness_column(h, harness_find(h, "from more than 812.5 points.", NULL), "…"), 78);   /* there is more of it */
	harness_expect_not(h, "was saved since");
	household("Wanjiru", "2024-01-01", "3", "Harbour");
	assert_true(harness_wait_text(h, "Something was saved since"));
	harness_expect(h, "Xolhana");
	harness_expect_not(h, "Wanjiru");
	assert_true(harness_key(h, "c"));
	harness_expect(h, "Wanjiru");
	harness_expect_not(h, "was saved since");
	town_leave(h);
}

/* Esc is there before the computing begins: nothing is shown anew, and what was computed before stays. */
static void a_run_is_stopped(void **state)
{
	struct harness *h;

	(void)state;
	a_town();
	h = town_open(&town_looks[0]);
	go_to(h, "Rounds of allocation");
	assert_true(harness_key(h, "n"));
	assert_true(harness_type(h, town_tr("Homes for households")));
	harness_send_keys(h, "\r\033", 2);
	assert_true(harness_wait_text(h, "The round was stopped. Nothing was saved."));
	harness_expect(h, "No round was computed yet.");
	assert_true(harness_key(h, "n"));
	answer(h, town_tr("Homes for households"));
	harness_expect(h, "Xolhana");
	harness_send_keys(h, "c\033", 2);
	assert_true(harness_wait_text(h, "The round was stopped. Nothing was saved."));
	harness_expect(h, "Xolhana");
	assert_true(harness_key(h, HK_HOME));                 /* what was said goes: what is waited for is said anew */
	harness_expect_not(h, "The round was stopped.");
	harness_send_keys(h, HK_F2 "\033", 2);
	assert_true(harness_wait_text(h, "The round was stopped. Nothing was saved."));
	TOWN_EXPECT("[]", "list", "round", "--json");
	TOWN_EXPECT("[]", "list", "home_proposal", "--json");
	harness_expect(h, "Xolhana");
	assert_true(harness_key(h, HK_F2));
	TOWN_EXPECT("\"state\": \"computed\"", "list", "round", "--json");
	town_leave(h);
}

/* Whoever finds work for people is told why a round of homes does not open. */
static void a_round_of_others_says_why(void **state)
{
	struct harness *h;

	(void)state;
	a_town();
	free(TOWN_RUN("match", "homes", "--round"));
	h = town_open_with(&town_looks[0], NULL, "--role=employment", NULL);
	go_to(h, "Rounds of allocation");
	harness_expect(h, "Computed");
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "Proposals of this kind are not for your role to see.");
	harness_expect_not(h, "Xolhana");
	assert_true(harness_key(h, HK_F5));
	harness_expect(h, "Your role does not include proposals of this kind.");
	town_leave(h);
}

/* Today says that proposals wait, from the day they are published, until the last one is decided; points are told in a
 * person's file as on the board. */
static void today_says_what_waits(void **state)
{
	struct harness *h;

	(void)state;
	a_town();
	h = town_open(&town_looks[0]);
	go_to(h, "Rounds of allocation");
	assert_true(harness_key(h, "n"));
	answer(h, town_tr("Homes for households"));
	assert_true(harness_key(h, HK_F2));
	go_to(h, "Today");
	harness_expect_not(h, "wait to be decided");
	assert_true(harness_key(h, "r"));
	answer(h, NULL);
	assert_true(harness_key(h, "p"));
	answer(h, NULL);
	go_to(h, "Today");
	harness_expect(h, "2 published proposals wait to be decided: r opens the rounds.");
	assert_true(harness_key(h, "r"));
	answer(h, NULL);
	on_row(h, "Xolhana");
	assert_true(harness_key(h, "v"));
	harness_expect(h, "Quay 1");
	harness_expect_not(h, ".000");
	assert_true(harness_key(h, HK_ESC));
	assert_true(harness_key(h, "x"));
	go_to(h, "Today");
	harness_expect(h, "1 published proposal waits to be decided: r opens the rounds.");
	assert_true(harness_key(h, "r"));
	answer(h, NULL);
	assert_true(harness_key(h, "e"));
	go_to(h, "Today");
	harness_expect_not(h, "to be decided");
	town_leave(h);
}

/* With line drawing and without. */
static void a_second_round_is_compared(void **state)
{
	(void)state;
	a_town();
	second_round(town_open(&town_looks[1]));
	a_town();
	second_round(town_open_with(&town_looks[0], NULL, "--plain", NULL));
}

/* Signs of plain ASCII are marked as well: the whole of it, decided one by one. */
static void a_whole_round_in_plain(void **state)
{
	struct harness *h;

	(void)state;
	a_town();
	h = town_open_with(&town_looks[0], NULL, "--plain", NULL);
	a_round_is_computed_and_tried(h);
	it_is_saved_locked_and_published(h);
	one_goes_elsewhere(h);
	each_is_decided_by_a_person(h);
	the_reasons_are_read(h);
	harness_expect_not(h, "─");
	town_leave(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(a_whole_round), cmocka_unit_test(a_whole_round_in_plain),
		cmocka_unit_test(a_second_round_is_compared), cmocka_unit_test(a_colleague_saves_meanwhile),
		cmocka_unit_test(a_run_is_stopped), cmocka_unit_test(a_round_of_others_says_why), cmocka_unit_test(today_says_what_waits) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
