/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Two years of Zahra Ahmadi, a nurse: A1 after a waiting list, her diploma partly recognised
 * and a bridging course, a job with its checks, a home of her own after one that she declined.
 * Each part is a day or some days; the file goes on from one to the next. In English, and from
 * the second year on in German.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "two_years.h"

char zahra[40];

void years_menu(struct harness *h, const char *english)
{
	char here[80];

	snprintf(here, sizeof(here), "▸ %s", town_tr(english));
	year_today(h);
	year_key(h, HK_F10, 1);
	year_type(h, town_tr(english), 0);
	harness_expect(h, here);
	year_key(h, HK_ENTER, 1);
}

void years_propose(struct harness *h, const char *english)
{
	year_press(h, "o");
	year_pick(h, town_tr(english));
}

/* ---- the town ---- */

static void waits(const char *name, const char *since)
{
	char given[40], person[60], asked[40];

	snprintf(given, sizeof(given), "given_name=%s", name);
	snprintf(person, sizeof(person), "person=%s", TOWN_ADD("person", given, "arrived=2026-01-10"));
	snprintf(asked, sizeof(asked), "asked=%s", since);
	TOWN_ADD("enrolment", person, "language=de", "level=a1", asked);
}

static void a_town(void)
{
	town_new();
	town_clock("2026-03-02T08:00");
	free(TOWN_RUN("profile", "use", "de", "--run"));
	TOWN_ADD("neighbourhood", "name=Harbour", "latitude=51.92", "longitude=4.48");
	TOWN_ADD("neighbourhood", "name=Hill", "latitude=51.95", "longitude=4.53");
	TOWN_ADD("provider", "name=Evening school", "neighbourhood=Harbour");
	TOWN_ADD("course", "name=A1 spring", "provider=Evening school", "language=de", "level=a1", "what=general",
		"state=open", "starts=2026-04-06", "ends=2026-07-03", "timetable=Mon Wed 9-12", "seats=2",
		"neighbourhood=Harbour", "childcare=yes");
	waits("Amina", "2026-01-12");
	waits("Olena", "2026-01-13");
	waits("Tesfay", "2026-02-01");
}

/* ---- 2 March 2026: registered, and fourth in line ---- */

static void she_is_fourth_in_line(void **state)
{
	struct harness *h;

	(void)state;
	a_town();
	h = year_day("2026-03-02T09:00", "en");
	year_press(h, "n");
	year_type(h, "Ahmadi", 1);
	year_type(h, "Zahra", 3);
	year_type(h, "1990-04-12", 0);
	year_key(h, HK_F2, 1);
	harness_expect(h, "Saved: Zahra Ahmadi.");
	snprintf(zahra, sizeof(zahra), "%.14s", strstr(harness_line(h, 0), "HA-"));
	years_propose(h, "A group of a language course");
	harness_expect(h, "This person waits for no level yet");
	year_press(h, "w");
	year_key(h, HK_TAB, 1);
	year_type(h, "German", 1);
	year_type(h, "A1", 0);
	year_key(h, HK_F2, 1);
	harness_expect(h, "Place 4 of 4");
	year_row(h, "A1 spring", "Begins on 6 April");
	years_menu(h, "Waiting for a course");
	year_go_to(h, "German · A1");
	year_row_says(h, "4 people wait");
	year_key(h, HK_ENTER, 1);
	year_go_to(h, "Zahra Ahmadi");
	harness_expect(h, "3 come before by this: Who has waited longer");
	town_leave(h);
}

/* ---- March: two seats, offered to those ahead ---- */

static void offer_next(struct harness *h, const char *group, const char *who)
{
	char said[80];

	year_press(h, "o");
	if (group)
		year_pick(h, group);
	snprintf(said, sizeof(said), "Saved: offer to %s.", who);
	harness_expect(h, said);
}

static void answer(struct harness *h, const char *who, const char *key)
{
	years_menu(h, "Waiting for a course");
	year_go_to(h, who);
	year_press(h, key);
}

static void seats_go_to_those_ahead(void **state)
{
	struct harness *h = year_day("2026-03-20T09:00", "en");

	(void)state;
	years_menu(h, "Waiting for a course");
	year_go_to(h, "German · A1");
	year_key(h, HK_ENTER, 1);
	harness_expect(h, "4 people wait.");
	offer_next(h, "A1 spring", "Amina");
	offer_next(h, NULL, "Olena");
	harness_expect(h, "2 people wait.");
	town_leave(h);
	/* One takes it; one cannot at that time and is first again, until she wants it no more. */
	h = year_day("2026-03-23T09:00", "en");
	answer(h, "Olena", "y");
	answer(h, "Amina", "n");
	year_pick(h, "Hours do not suit");
	year_lists("enrolment", "\"why_not\": \"hours\"", 1);
	year_go_to(h, "German · A1");
	year_row_says(h, "3 people wait");
	year_key(h, HK_ENTER, 1);
	harness_expect(h, "Place 1 of 3");
	year_row_says(h, "Amina");
	year_press(h, "w");
	year_key(h, HK_TAB, 4);
	year_press(h, "N");                                 /* No longer wanted */
	year_key(h, HK_F2, 1);
	harness_expect(h, "2 people wait.");
	offer_next(h, "A1 spring", "Tesfay");
	year_press(h, "o");
	harness_expect(h, "no free seat");
	answer(h, "Tesfay", "y");
	/* Who was fourth is first. */
	year_file(h, zahra);
	years_propose(h, "A group of a language course");
	harness_expect(h, "Place 1 of 1");
	year_row(h, "A1 spring", "No free seat");
	town_leave(h);
}

/* ---- May to July: a group of her own, lessons, A1 ---- */

static void open_group(struct harness *h)
{
	years_menu(h, "Courses");
	year_go_to(h, "A1 summer");
	year_key(h, HK_ENTER, 1);
}

static void she_learns(void **state)
{
	struct harness *h;

	(void)state;
	town_clock("2026-04-27T08:00");
	TOWN_ADD("course", "name=A1 summer", "provider=Evening school", "language=de", "level=a1", "what=general",
		"state=open", "starts=2026-05-18", "ends=2026-07-17", "timetable=Tue Thu 9-12", "seats=12",
		"neighbourhood=Harbour");
	h = year_day("2026-04-27T09:00", "en");
	year_file(h, zahra);
	years_propose(h, "A group of a language course");
	year_row(h, "A1 summer", "Needs no childcare");
	year_key(h, HK_ENTER, 1);
	harness_expect(h, "An answer is awaited until:");
	year_key(h, HK_ENTER, 1);
	harness_expect(h, "A seat was offered and waits for an answer: A1 summer.");
	town_leave(h);
	h = year_day("2026-04-30T09:00", "en");
	answer(h, "Zahra Ahmadi", "y");
	open_group(h);
	harness_expect(h, "Zahra Ahmadi");
	year_press(h, "l");
	harness_expect(h, "18 lessons made.");
	town_leave(h);
	h = year_day("2026-05-19T13:00", "en");
	open_group(h);
	year_go_to(h, "Tuesday, 19 May");
	year_press(h, "x");
	year_go_to(h, "Zahra Ahmadi");
	year_press(h, "x");
	year_key(h, HK_F2, 1);
	year_lists("presence", "\"state\": \"came\"", 1);
	year_file(h, zahra);
	year_row(h, "Language course begun", "Done");
	town_leave(h);
}

static void she_passes(void **state)
{
	struct harness *h = year_day("2026-07-17T15:00", "en");

	(void)state;
	open_group(h);
	year_go_to(h, "Zahra Ahmadi");
	year_press(h, "e");
	year_key(h, HK_TAB, 4);
	year_press(h, "P");
	year_key(h, HK_TAB, 16);
	year_type(h, "A1", 0);
	year_key(h, HK_F2, 1);
	year_row(h, "Zahra Ahmadi", "Passed");
	year_lists("enrolment", "\"result\": \"a1\"", 1);
	town_leave(h);
}

/* ---- July to November: the nurse's diploma ---- */

static const struct { const char *what; bool translated; } papers[] = {
	{ "Application form", false }, { "Proof of identity", false }, { "Table of training", false }, { "Diploma", true },
	{ "List of subjects", true }, { "Proof of work", true }, { "Leave to work", true }, { "Statement that", false },
};

static void a_dossier_begins(void **state)
{
	struct harness *h = year_day("2026-07-20T09:00", "en");

	(void)state;
	year_file(h, zahra);
	years_propose(h, "A dossier for the recognition of a diploma");
	year_answer(h, "Nursing diploma");
	year_pick(h, "Regulated profession");
	harness_expect(h, "Get the 8 papers that are still missing.");
	for (size_t i = 0; i < sizeof(papers) / sizeof(papers[0]); i++) {
		year_go_to(h, papers[i].what);
		year_press(h, papers[i].translated ? "ttx" : "x");
	}
	year_go_to(h, "Fee of the authority");
	year_press(h, "y");
	year_pick(h, "The city");
	year_go_to(h, "Sworn translations");
	year_press(h, "y");
	year_pick(h, "The city");
	year_press(h, "s");
	year_pick(h, "Submitted");
	harness_expect(h, "Submitted");
	town_leave(h);
}

void years_dossier(struct harness *h)
{
	year_file(h, zahra);
	year_part(h, "Skills");
	year_go_to(h, "Nursing diploma");
	year_key(h, HK_ENTER, 1);
}

static void partly_recognised(void **state)
{
	struct harness *h = year_day("2026-08-17T09:00", "en");

	(void)state;
	years_dossier(h);
	year_press(h, "s");
	year_pick(h, "Dossier complete");
	harness_expect(h, "1 clock began.");
	year_row(h, "Authority decides on", "in 92 days");
	town_leave(h);
	h = year_day("2026-11-09T09:00", "en");
	years_dossier(h);
	year_press(h, "s");
	year_pick(h, "Partly recognised");
	year_row(h, "Authority decides on", "Met");
	year_press(h, "a");
	year_pick(h, "Compensation measure");
	year_press(h, "A");
	year_key(h, HK_TAB, 1);
	year_type(h, "Care of children", 1);
	year_type(h, "Halden hospital", 0);
	year_key(h, HK_F2, 1);
	year_row(h, "Adaptation period", "Planned");
	year_press(h, "a");
	year_pick(h, "Bridging training");
	year_type(h, "Bridging course for nurses", 3);
	year_type(h, "Evening school", 1);
	year_type(h, "300", 1);
	year_type(h, "11 January 2027", 1);
	year_type(h, "11 June 2027", 0);
	year_key(h, HK_F2, 1);
	year_row(h, "Bridging course for nurses", "Planned");
	town_leave(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(she_is_fourth_in_line),
		cmocka_unit_test(seats_go_to_those_ahead),
		cmocka_unit_test(she_learns),
		cmocka_unit_test(she_passes),
		cmocka_unit_test(a_dossier_begins),
		cmocka_unit_test(partly_recognised),
		cmocka_unit_test(a_home_is_offered),
		cmocka_unit_test(a_job_is_found),
		cmocka_unit_test(the_checks_of_the_job),
		cmocka_unit_test(what_is_exported),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
