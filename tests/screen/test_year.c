/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The first year of Mariam and Farid Haidari, Omid who is 17 and Lina who is ten: they come
 * with a bus of thirty in March 2026, and their file goes to a colleague a year later.
 * Each part is a day or some days; the file goes on from one to the next. In English, and
 * from September on in German. What is seen is asserted at each turn, what stands in the
 * records at the end.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "year.h"
#include "year_family.h"

char mariam[40], farid[40], omid[40], lina[40];

/* ---- 2 March: the bus ---- */

static void a_line(struct harness *h, const char *family, const char *given, const char *born, const char *role)
{
	/* Within a household its name stands there already. */
	if (family)
		year_type(h, family, 1);
	year_type(h, given, 1);
	year_type(h, born, 1);
	year_type(h, role, 0);
	year_key(h, HK_ENTER, 1);
}

/* The Haidaris, six more families of four, and two who came alone. */
static void type_the_lists(struct harness *h)
{
	static const char *const families[] = { "Safi", "Tesfay", "Demir", "Kravchuk", "Noori", "Warsame" };
	static const char *const given[] = { "Ahmad", "Nour", "Sami", "Laila" };
	static const char *const born[] = { "1979", "1981-11", "2012-06-01", "2016" };

	a_line(h, "Haidari", "Farid", "1984", "");
	a_line(h, NULL, "Mariam", "1986-05-12", "part");
	a_line(h, NULL, "Omid", "2008-09-15", "");
	a_line(h, NULL, "Lina", "2015-07-03", "");
	for (size_t f = 0; f < sizeof(families) / sizeof(families[0]); f++) {
		year_key(h, HK_ENTER, 1);
		for (int p = 0; p < 4; p++)
			a_line(h, p == 0 ? families[f] : NULL, given[p], born[p], p == 1 ? "part" : "");
	}
	year_key(h, HK_ENTER, 1);
	a_line(h, "", "Rahel", "1990", "");
	year_key(h, HK_ENTER, 1);
	a_line(h, "", "Olena", "1970", "");
}

static void number_of(struct harness *h, const char *name, char *number)
{
	int row = harness_find(h, name, NULL);
	const char *at;

	assert_true(row >= 0);
	at = strstr(harness_line(h, row), "HA-");
	assert_non_null(at);
	snprintf(number, sizeof(mariam), "%.14s", at);
}

static void a_bus_of_thirty(void **state)
{
	struct harness *h;

	(void)state;
	town_new();
	free(TOWN_RUN("profile", "use", "nl", "--run"));
	h = year_day("2026-03-02T09:00", "en");
	year_press(h, "B");
	harness_expect(h, "Group arriving · for all of them");
	year_type(h, "", 2);
	year_type(h, "Reception centre", 1);
	year_type(h, "Dari", 3);
	type_the_lists(h);
	harness_expect(h, "30 people · 9 households");
	harness_expect(h, "draft kept");
	year_key(h, HK_F2, 1);
	harness_expect(h, "Saved: 30 people. Ctrl-Z takes it back.");
	year_lists("person", "\"case_number\"", 30);
	/* Once back, and once again. */
	year_key(h, HK_CTRL_Z, 1);
	harness_expect(h, "They were taken back.");
	year_lists("person", "\"case_number\"", 0);
	year_key(h, HK_CTRL_Y, 1);
	harness_expect(h, "Your change is put back.");
	harness_expect(h, "15 September 2008");
	year_lists("person", "\"case_number\"", 30);
	number_of(h, "Farid Haidari", farid);
	number_of(h, "Mariam Haidari", mariam);
	number_of(h, "Omid Haidari", omid);
	number_of(h, "Lina Haidari", lina);
	year_today(h);
	harness_expect(h, "30");
	town_leave(h);
}

/* ---- the same day: the first weeks, and the law's clock ---- */

static void first_weeks_are_ticked(struct harness *h)
{
	year_press(h, "f");
	harness_expect(h, "0 of 8 settled.");
	year_row_says(h, "Municipal registration");
	year_press(h, "xxw");
	harness_expect(h, "2 of 8 settled.");
	year_go_to(h, "Child benefit");
	year_press(h, "w");
	year_row(h, "Child benefit", "Asked for");
	year_key(h, HK_ESC, 1);
}

static void the_law_counts_from_the_registration(struct harness *h)
{
	year_add(h, "Duty by law");
	year_press(h, "I");
	harness_expect(h, "Integration duty (WI2021)");
	year_key(h, HK_F2, 1);
	year_add(h, "Event");
	year_press(h, "R");
	harness_expect(h, "Registered with the municipality");
	year_key(h, HK_F2, 1);
	harness_expect(h, "Saved: Registered with the municipality. 1 clock began.");
	year_part(h, "Plan");
	harness_expect(h, "Integration plan to be");
	year_row(h, "11 May 2026", "The law");
}

static void the_first_day(void **state)
{
	struct harness *h = year_day("2026-03-02T11:00", "en");

	(void)state;
	year_file(h, mariam);
	harness_expect(h, "interpreter Dari · caseworker A. Berg");
	harness_expect(h, "household of 4 people");
	first_weeks_are_ticked(h);
	the_law_counts_from_the_registration(h);
	year_file(h, omid);
	harness_expect(h, "17 years old");
	town_leave(h);
}

/* ---- March: two appointments with an interpreter ---- */

static void book(struct harness *h, const char *what, const char *day, const char *time)
{
	year_press(h, "b");
	year_type(h, what, 1);
	year_type(h, day, 1);
	year_type(h, time, 0);
	year_key(h, HK_F2, 1);
}

static void an_interpreter_is_booked(struct harness *h, const char *who)
{
	year_row(h, who, "Dari: Asked for");
	year_press(h, "i");
	year_pick(h, "Booked");
	year_answer(h, "B. Azimi");
	year_row(h, who, "Dari: Booked");
}

static void appointments_are_booked(void **state)
{
	struct harness *h = year_day("2026-03-02T14:00", "en");

	(void)state;
	year_file(h, mariam);
	book(h, "Plan interview", "5 March 2026", "10:00");
	harness_expect(h, "Saved: Plan interview.");
	harness_expect(h, "No interpreter is booked yet");
	year_file(h, farid);
	book(h, "Work and papers", "5 March 2026", "10:15");
	harness_expect(h, "The colleague meets somebody else from 10:00 to 10:30.");
	harness_expect(h, "Not saved yet: F2 once more saves it all the same.");
	year_lists("appointment", "\"what\"", 1);
	/* Another hour instead. */
	year_key(h, HK_CTRL_U, 1);
	year_type(h, "11:00", 0);
	year_key(h, HK_F2, 1);
	harness_expect(h, "Saved: Work and papers.");
	year_today(h);
	year_press(h, "w");
	year_key(h, HK_RIGHT, 3);
	year_press(h, "w");
	harness_expect(h, "Agenda · Thursday, 5 March");
	an_interpreter_is_booked(h, "10:00–10:30");
	an_interpreter_is_booked(h, "11:00–11:30");
	town_leave(h);
}

static void one_is_kept_one_is_not(void **state)
{
	struct harness *h = year_day("2026-03-05T11:10", "en");

	(void)state;
	harness_expect(h, "APPOINTMENTS TODAY");
	harness_expect(h, "interp. booked");
	/* The day's list opens on whom one meets now. */
	year_press(h, "ww");
	year_row_says(h, "Farid Haidari");
	year_go_to(h, "Mariam Haidari");
	year_press(h, "x");
	year_go_to(h, "Farid Haidari");
	year_press(h, "o");
	year_pick(h, "No childcare");
	year_lists("appointment", "\"state\": \"kept\"", 1);
	year_lists("appointment", "\"reason\": \"childcare\"", 1);
	/* The first interview was held as well: the next thing of her file is done by one key. */
	year_file(h, mariam);
	harness_expect(h, "Next: First interview");
	year_press(h, "X");
	harness_expect_not(h, "Next: First interview");
	/* He is asked to come in due form, and comes. */
	year_file(h, farid);
	year_add(h, "Summons");
	year_type(h, "First interview", 1);
	year_key(h, HK_TAB, 3);
	year_type(h, "10 March 2026", 0);
	year_key(h, HK_F2, 1);
	harness_expect(h, "Saved: First interview 10 March 2026.");
	town_leave(h);
	h = year_day("2026-03-10T16:00", "en");
	harness_expect(h, "Farid Haidari");
	year_file(h, farid);
	year_part(h, "Papers");
	harness_expect(h, "Summonses");
	year_go_to(h, "First interview");
	year_key(h, HK_ENTER, 1);
	year_key(h, HK_TAB, 5);
	year_press(h, "C");
	year_key(h, HK_F2, 1);
	year_row_says(h, "Came");
	town_leave(h);
}

/* ---- the clock of the law: stands still, runs again ---- */

static void open_clock(struct harness *h, const char *row)
{
	year_file(h, mariam);
	year_go_to(h, row);
	year_key(h, HK_ENTER, 1);
	harness_expect(h, "LEGAL CLOCK");
}

static void the_clock_stands_still(void **state)
{
	struct harness *h = year_day("2026-03-16T09:00", "en");

	(void)state;
	open_clock(h, "Integration plan to be");
	harness_expect(h, "Last day: 11 May 2026, in 56 days.");
	harness_expect(h, "Not verified: nobody has compared this term with the wording of the law yet.");
	year_press(h, "s");
	harness_expect(h, "Suspended from which day?");
	year_key(h, HK_ENTER, 2);                           /* from today on, until nobody knows when */
	harness_expect(h, "Why is it suspended?");
	year_answer(h, "Papers from abroad are waited for");
	year_answer(h, "Awb art. 4:15");
	harness_expect(h, "Suspended: 57 days are left when it runs again.");
	town_leave(h);
	/* Two weeks later: the last day would be Whit Monday, and is the day after it. */
	h = year_day("2026-03-30T09:00", "en");
	open_clock(h, "Integration plan to be");
	year_press(h, "r");
	year_key(h, HK_ENTER, 1);
	year_answer(h, "The papers came");
	year_key(h, HK_ENTER, 1);
	harness_expect(h, "Last day: 26 May 2026, in 57 days.");
	harness_expect(h, "Reason: The papers came");
	town_leave(h);
}

/* ---- April and May: the plan, the decision, the objection ---- */

static void a_plan_from_a_template(struct harness *h)
{
	year_file(h, mariam);
	year_press(h, "p");
	harness_expect(h, "General plan · version 1");
	harness_expect(h, "Not signed by both sides yet");
	year_press(h, "t");
	year_pick(h, "Fast track");
	harness_expect(h, "Steps that are added: 9; that are taken out: 0;");
	year_key(h, HK_F2, 1);
	harness_expect(h, "Fast track into a regulated profession");
	year_go_to(h, "Language course begun");
	year_press(h, "u");
	harness_expect(h, "Saved: Language course begun.");
	year_row(h, "Language course begun", "Under way");
	year_lists("step", "\"state\": \"under_way\"", 1);
	year_press(h, "c");
	year_pick(h, "Comes to appointments");
	year_lists("commitment", "Comes to appointments", 1);
}

static void both_sides_sign(struct harness *h)
{
	year_press(h, "s");
	harness_expect(h, "In which language was the plan explained?");
	year_key(h, HK_ENTER, 1);
	harness_expect(h, "Dari");
	year_key(h, HK_TAB, 5);
	year_type(h, "2 April 2026", 1);
	year_type(h, "2 April 2026", 0);
	year_key(h, HK_F2, 1);
	harness_expect(h, "was signed by both sides: 2 April 2026, in Dari");
	year_row(h, "Integration plan to be", "Met");
	harness_expect(h, "§ 2029-04-02");
}

/* Six weeks from 2 April are Ascension Day: one may object until the day after it. */
static void issued_as_a_decision(struct harness *h)
{
	year_press(h, "d");
	harness_expect(h, "Draft");
	year_press(h, "se");
	year_pick(h, "Registered post");
	harness_expect(h, "One may object until 15 May 2026");
	harness_expect(h, "Algemene wet bestuursrecht, art. 6:7");
}

static void open_decision(struct harness *h)
{
	year_file(h, mariam);
	year_part(h, "Papers");
	year_go_to(h, "Integration plan");
	year_key(h, HK_ENTER, 1);
}

static void planned_decided_objected(void **state)
{
	struct harness *h = year_day("2026-04-02T10:00", "en");

	(void)state;
	a_plan_from_a_template(h);
	both_sides_sign(h);
	issued_as_a_decision(h);
	town_leave(h);
	h = year_day("2026-04-20T10:00", "en");
	open_decision(h);
	year_press(h, "f");
	harness_expect(h, "The person may object until 15 May 2026.");
	year_press(h, "o");
	harness_expect(h, "Objected to");
	town_leave(h);
	h = year_day("2026-05-12T10:00", "en");
	open_decision(h);
	year_press(h, "c");
	year_answer(h, "Course in the evening");
	harness_expect(h, "Changed after objection");
	harness_expect(h, "Course in the evening");
	year_press(h, "f");
	harness_expect(h, "Final");
	town_leave(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_bus_of_thirty),
		cmocka_unit_test(the_first_day),
		cmocka_unit_test(appointments_are_booked),
		cmocka_unit_test(one_is_kept_one_is_not),
		cmocka_unit_test(the_clock_stands_still),
		cmocka_unit_test(planned_decided_objected),
		cmocka_unit_test(summer),
		cmocka_unit_test(omid_is_eighteen),
		cmocka_unit_test(the_couple_parts),
		cmocka_unit_test(handed_over),
		cmocka_unit_test(what_stands_in_the_records),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
