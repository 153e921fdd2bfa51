/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What roles see on the screens, and one file opened for a reason: an emergency and
 * the team lead who takes note, a complaint opened from the caseload, a supervisor's
 * numbers, an auditor's trail.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "town.h"

static const struct look_at small = { "en", 24, 80 };
static const struct look_at both[] = { { "en", 24, 80 }, { "fr", 24, 80 }, { "de", 43, 132 } };
#define LOOKS (sizeof(both) / sizeof(both[0]))

static char number[64];

static void a_town(void)
{
	char of[80];

	town_new();
	snprintf(number, sizeof(number), "%s", TOWN_ADD("person", "family_name=Haidari", "given_name=Mariam",
		"arrived=2026-03-01", "caseworker=Vermeer"));
	snprintf(of, sizeof(of), "person=%s", number);
	TOWN_ADD("note", of, "text=Rather near the school");
}

static struct harness *as(const struct look_at *look, const char *role)
{
	return town_open_with(look, NULL, role, NULL);
}

static void answer(struct harness *h, const char *words)
{
	assert_true(harness_type(h, words));
	assert_true(harness_key(h, HK_ENTER));
}

/* The first words of a sentence that may be broken over lines. */
static void expect_beginning(struct harness *h, const char *english, size_t words)
{
	char *text = strdup(town_tr(english)), *at = text;

	for (size_t i = 0; i < words && (at = strchr(at, ' ')); i++)
		at++;
	if (at)
		at[-1] = '\0';
	harness_expect(h, text);
	free(text);
}

static void an_emergency_opens_one_file(void **state)
{
	(void)state;
	for (size_t i = 0; i < LOOKS; i++) {
		struct harness *h;

		a_town();
		h = as(&both[i], "--role=housing");
		harness_key(h, "/");
		answer(h, "haidari");
		harness_expect(h, number);
		harness_expect_not(h, town_tr("Notes"));
		harness_type(h, "E");
		harness_expect(h, town_tr("What is the emergency?"));
		answer(h, "fire");
		expect_beginning(h, "Please give the reason in a few words (%d to %d letters). Whoever audits the file will read "
			"it.", 4);
		answer(h, " in the house, she is inside");
		harness_expect(h, "A. Berg");
		harness_expect(h, "11:00");
		harness_expect(h, "fire in");
		harness_expect(h, town_tr("Notes"));
		/* To read alone: nothing is added, taken away or marked. */
		harness_type(h, "n");
		expect_beginning(h, "This key does nothing here. F1 shows those that do.", 3);
		harness_type(h, "9");
		harness_expect(h, "Rather near the school");
		harness_type(h, "z");
		expect_beginning(h, "The file is closed again.", 3);
		harness_expect_not(h, town_tr("Notes"));
		harness_expect_not(h, "fire in");
		town_leave(h);
		h = as(&both[i], "--role=team_lead");
		harness_expect(h, town_tr("EMERGENCY ACCESS TO TAKE NOTE OF"));
		harness_expect(h, number);
		harness_expect(h, "fire in");
		harness_expect_not(h, "Haidari");
		harness_type(h, "t");
		expect_beginning(h, "Noted; to be countersigned outside.", 2);
		harness_expect_not(h, number);
		town_leave(h);
	}
}

static void a_lead_sees_numbers_and_opens_for_a_reason(void **state)
{
	(void)state;
	for (size_t i = 0; i < LOOKS; i++) {
		struct harness *h;

		a_town();
		h = as(&both[i], "--role=team_lead");
		expect_beginning(h, "Your role sees no files. F10 shows what you can do here.", 4);
		harness_type(h, "c");
		harness_expect(h, town_tr("Caseload"));
		harness_expect(h, number);
		harness_expect(h, "Vermeer");
		harness_expect_not(h, "Haidari");
		harness_key(h, HK_ENTER);
		harness_expect(h, town_tr("What is the file opened for?"));
		harness_expect(h, town_tr("quality check"));
		harness_key(h, HK_ENTER);
		harness_expect(h, town_tr("Which complaint?"));
		answer(h, "letter of 2 May about waiting");
		harness_expect(h, "Mariam Haidari");
		harness_expect(h, "letter of");
		harness_expect(h, town_tr("all fields"));    /* and none that changes it */
		harness_type(h, "e");
		for (int down = 0; down < 30; down++)
			harness_key(h, HK_DOWN);
		harness_expect_not(h, "↓");                  /* read to its end, */
		harness_key(h, HK_ENTER);
		harness_expect_not(h, "F2");                 /* and nothing is said of saving */
		harness_key(h, HK_ESC);
		/* The one file and nothing beside it. */
		harness_type(h, "/");
		expect_beginning(h, "This key does nothing here. F1 shows those that do.", 3);
		harness_key(h, HK_ESC);
		harness_expect(h, "Vermeer");
		harness_expect_not(h, "Haidari");
		town_leave(h);
		TOWN_EXPECT("letter of 2 May about waiting", "show", number);
		h = town_open(&both[i]);
		harness_key(h, "/");
		answer(h, "haidari");
		harness_expect(h, "letter of");
		town_leave(h);
	}
}

/* What is on the screen goes when the time is over, here because it was given back in another window. */
static void a_file_closes_when_its_time_is_over(void **state)
{
	struct harness *h;

	(void)state;
	a_town();
	h = as(&small, "--role=team_lead");
	harness_type(h, "c");
	harness_key(h, HK_ENTER);
	harness_key(h, HK_ENTER);
	answer(h, "letter of 2 May about waiting");
	harness_expect(h, "Mariam Haidari");
	free(TOWN_RUN("lead", "end", number, "--role", "team_lead"));
	assert_true(harness_wait_text(h, "The time for which this file was opened is over"));
	harness_expect_not(h, "Haidari");
	harness_key(h, HK_ESC);
	harness_expect(h, "Vermeer");
	town_leave(h);
}

static void files_of_an_absent_colleague_are_handed_over(void **state)
{
	struct harness *h;

	(void)state;
	a_town();
	TOWN_ADD("person", "given_name=Tesfay", "caseworker=Okafor");
	h = as(&small, "--role=team_lead");
	harness_type(h, "cf");
	harness_expect(h, "Okafor");
	answer(h, "Verm");
	harness_expect(h, "Files of Vermeer");
	harness_expect_not(h, "Okafor");
	harness_type(h, "M");
	harness_expect(h, "All these files go to:");
	answer(h, "Lindqvist");
	harness_expect(h, "1 file was handed over");
	harness_type(h, "v");
	harness_expect(h, "Lindqvist");
	harness_expect(h, "Okafor");
	harness_expect_not(h, "Vermeer");
	town_leave(h);
	TOWN_EXPECT("Lindqvist", "show", number);
}

static void a_supervisor_sees_counts_and_no_case(void **state)
{
	(void)state;
	for (size_t i = 0; i < LOOKS; i++) {
		struct harness *h;
		char text[100];

		a_town();
		h = as(&both[i], "--role=supervisor");
		harness_expect(h, town_tr("WAITING FOR A FIRST INTERVIEW"));
		snprintf(text, sizeof(text), town_tr("fewer than %d"), 5);
		harness_expect(h, text);
		harness_expect_not(h, number);
		harness_expect_not(h, "Haidari");
		harness_key(h, HK_F10);
		harness_expect(h, town_tr("GO TO"));
		/* In which order people wait is published; nothing of anybody stands in a list. */
		harness_expect_not(h, town_tr("People"));
		harness_expect_not(h, town_tr("Enrolments"));
		harness_expect_not(h, town_tr("Caseload"));
		harness_key(h, HK_ESC);
		harness_key(h, HK_ENTER);
		harness_expect_not(h, "Haidari");
		town_leave(h);
	}
}

static void an_auditor_reads_the_trail_and_not_the_file(void **state)
{
	(void)state;
	for (size_t i = 0; i < LOOKS; i++) {
		struct harness *h;

		a_town();
		free(TOWN_RUN("show", number));
		h = as(&both[i], "--role=auditor");
		harness_type(h, "a");
		harness_expect(h, town_tr("Case number of the file:"));
		answer(h, "HA-0000-0000-0");
		harness_expect(h, town_tr("Case number of the file:"));
		for (int k = 0; k < 14; k++)
			harness_key(h, "\177");
		answer(h, number);
		harness_expect(h, town_tr("Why is the trail opened?"));
		answer(h, "yearly audit");
		harness_expect(h, town_tr("Who looked"));
		harness_expect(h, number);
		harness_expect(h, "A. Berg");
		harness_type(h, "G");
		harness_expect(h, town_tr("trail opened"));
		harness_expect_not(h, "Haidari");
		harness_expect_not(h, "near the school");
		town_leave(h);
	}
}

static void a_complaint_about_a_colleague_is_the_auditors(void **state)
{
	struct harness *h;

	(void)state;
	a_town();
	h = as(&small, "--role=auditor");
	harness_type(h, "i");
	answer(h, number);
	harness_expect(h, "About which colleague?");
	answer(h, "Vermeer");
	harness_expect(h, "Which complaint?");
	answer(h, "Vermeer did not answer for weeks");
	harness_expect(h, "Mariam Haidari");
	town_leave(h);
	h = as(&small, "--role=casework");
	harness_type(h, "/");
	answer(h, "haidari");
	harness_expect(h, number);
	harness_expect_not(h, "for weeks");
	harness_type(h, "w");
	answer(h, "she asked");
	harness_expect(h, "Who looked");
	harness_expect_not(h, "for weeks");
	harness_expect_not(h, "complaint");
	town_leave(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_emergency_opens_one_file),
		cmocka_unit_test(a_lead_sees_numbers_and_opens_for_a_reason),
		cmocka_unit_test(a_file_closes_when_its_time_is_over),
		cmocka_unit_test(files_of_an_absent_colleague_are_handed_over),
		cmocka_unit_test(a_supervisor_sees_counts_and_no_case),
		cmocka_unit_test(a_complaint_about_a_colleague_is_the_auditors),
		cmocka_unit_test(an_auditor_reads_the_trail_and_not_the_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
