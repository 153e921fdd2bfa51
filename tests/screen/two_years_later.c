/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The second half of the two years: a home after one that was declined, a job, the bridging
 * course and what it leads to, both in German; and what the exported records say of it all.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "two_years.h"

/* ---- November and December 2026: a home ---- */

void a_home_is_offered(void **state)
{
	struct harness *h;

	(void)state;
	town_clock("2026-11-16T08:00");
	TOWN_ADD("dwelling", "address=Quay 7", "neighbourhood=Hill", "rooms=2", "bedrooms=1", "people=2", "rent=650", "floor=4",
		"step_free=no");
	TOWN_ADD("dwelling", "address=Mill Lane 3", "neighbourhood=Harbour", "rooms=2", "bedrooms=1", "people=2", "rent=700",
		"floor=0");
	h = year_day("2026-11-16T09:00", "en");
	year_file(h, zahra);
	year_part(h, "Housing");
	year_add(h, "Place of stay");
	year_press(h, "R");
	year_key(h, HK_TAB, 1);
	year_type(h, "2 March 2026", 3);
	year_type(h, "Harbour", 0);
	year_key(h, HK_F2, 1);
	year_key(h, HK_ENTER, 1);                           /* the one that is offered */
	year_key(h, HK_F2, 1);
	year_row(h, "Reception centre", "2 March 2026");
	years_propose(h, "A home");
	year_press(h, "n");
	year_type(h, "1", 1);
	year_type(h, "1", 2);
	year_type(h, "750", 2);
	year_type(h, "Harbour", 0);
	year_key(h, HK_ENTER, 1);
	year_key(h, HK_TAB, 1);
	year_press(h, "C");
	year_key(h, HK_TAB, 1);
	year_type(h, "5", 0);
	year_key(h, HK_F2, 1);
	harness_expect(h, "Nothing stands against: 2.");
	year_row(h, "Quay 7", "Hill");
	year_key(h, HK_ENTER, 2);
	harness_expect(h, "Saved: ");
	year_lists("dwelling", "\"state\": \"offered\"", 1);
	town_leave(h);
	h = year_day("2026-11-20T09:00", "en");
	year_file(h, zahra);
	year_part(h, "Housing");
	year_go_to(h, "Quay 7");
	year_key(h, HK_ENTER, 1);
	year_key(h, HK_TAB, 1);
	year_press(h, "D");
	year_key(h, HK_TAB, 4);
	year_press(h, "T");                                 /* Too far from school or work */
	year_key(h, HK_F2, 1);
	year_row(h, "Quay 7", "Declined");
	years_propose(h, "A home");
	year_row(h, "Mill Lane 3", "Ask whether");
	year_key(h, HK_ENTER, 2);
	town_leave(h);
	h = year_day("2026-11-25T09:00", "en");
	year_file(h, zahra);
	year_part(h, "Housing");
	year_go_to(h, "Mill Lane 3");
	year_key(h, HK_ENTER, 1);
	year_key(h, HK_TAB, 1);
	year_press(h, "A");
	year_key(h, HK_F2, 1);
	year_row(h, "Mill Lane 3", "Accepted");
	town_leave(h);
	h = year_day("2026-12-15T09:00", "en");
	year_file(h, zahra);
	year_part(h, "Housing");
	year_go_to(h, "Mill Lane 3");
	year_key(h, HK_ENTER, 1);
	year_key(h, HK_TAB, 1);
	year_press(h, "M");
	year_key(h, HK_F2, 1);
	year_row(h, "Mill Lane 3", "Moved in");
	harness_expect(h, "Own home            Since 15 December 2026");
	town_leave(h);
}

/* ---- January 2027, in German: a job ---- */

static void choose(struct harness *h, const char *field, const char *label)
{
	year_key(h, HK_F4, 1);
	year_pick(h, year_label(field, label));
}

/* The application in the list of her work. */
static void goes_to(struct harness *h, const char *state, const char *began)
{
	year_go_to(h, "Care assistant");
	year_key(h, HK_ENTER, 1);
	year_key(h, HK_TAB, 1);
	choose(h, "application.state", state);
	if (began) {
		year_key(h, HK_TAB, 6);
		year_type(h, began, 0);
	}
	year_key(h, HK_F2, 1);
	year_row(h, "Care assistant", year_label("application.state", state));
}

void a_job_is_found(void **state)
{
	struct harness *h;

	(void)state;
	town_clock("2027-01-11T08:00");
	TOWN_ADD("employer", "name=Halden hospital", "sector=care", "neighbourhood=Harbour");
	TOWN_ADD("vacancy", "title=Care assistant", "employer=Halden hospital", "occupation=5321", "level=a1", "language=de",
		"neighbourhood=Harbour", "seats=1", "hours=part");
	h = year_day("2027-01-11T09:00", "de");
	year_file(h, zahra);
	years_propose(h, "Work");
	year_go_to(h, "Care assistant");
	year_key(h, HK_ENTER, 1);
	year_lists("application", "\"state\": \"planned\"", 1);
	year_file(h, zahra);
	year_part(h, "Work");
	goes_to(h, "Sent", NULL);
	town_leave(h);
	h = year_day("2027-01-25T09:00", "de");
	year_file(h, zahra);
	year_part(h, "Work");
	goes_to(h, "Interview", NULL);
	goes_to(h, "Hired", "2027-02-01");
	year_lists("employment", "\"began\": \"2027-02-01\"", 1);
	year_lists("retention", "\"months\"", 3);
	year_lists("vacancy", "\"state\": \"filled\"", 1);
	town_leave(h);
}

/* ---- 2027 and 2028: asked after 3, 6 and 12 months; recognised in full between them ---- */

static void asked_how_work_goes(const char *day, const char *months)
{
	struct harness *h = year_day(day, "de");

	year_file(h, zahra);
	year_part(h, "Work");
	year_go_to(h, year_label("retention.months", months));
	year_key(h, HK_ENTER, 1);
	year_key(h, HK_TAB, 2);
	choose(h, "retention.state", "Still there");
	year_key(h, HK_F2, 1);
	year_row(h, year_label("retention.months", months), year_label("retention.state", "Still there"));
	town_leave(h);
}

/* The row of the dossier, done. */
static void is_done(struct harness *h, const char *row, const char *state)
{
	year_go_to(h, row);
	year_press(h, "x");
	year_row(h, row, state);
}

static void recognised(void)
{
	struct harness *h = year_day("2027-06-14T09:00", "de");

	years_dossier(h);
	is_done(h, year_label("measure.what", "Adaptation period"), year_label("measure.state", "Passed"));
	year_go_to(h, "Bridging course");
	year_press(h, "w");
	is_done(h, "Bridging course", year_label("training.state", "Finished"));
	year_press(h, "s");
	year_pick(h, year_label("credential.state", "Recognised"));
	harness_expect(h, year_label("credential.state", "Recognised"));
	town_leave(h);
}

void the_checks_of_the_job(void **state)
{
	(void)state;
	asked_how_work_goes("2027-05-03T09:00", "3 months");
	recognised();
	asked_how_work_goes("2027-08-02T09:00", "6 months");
	asked_how_work_goes("2028-02-01T09:00", "12 months");
	year_lists("retention", "\"state\": \"there\"", 3);
}

/* ---- what the exported records say ---- */

/* All records of a kind that belong to her, as they are exported. */
static void exported(const char *kind, const char *const says[])
{
	char of[80], *out;

	snprintf(of, sizeof(of), "person=%s", zahra);
	out = TOWN_RUN("export", kind, "--format", "json", "--filter", of);
	for (; *says; says++) {
		if (!strstr(out, *says))
			fail_msg("no %s in the exported %s:\n%s", *says, kind, out);
	}
	free(out);
}
#define EXPORTED(kind, ...) exported((kind), (const char *const[]){ __VA_ARGS__, NULL })

void what_is_exported(void **state)
{
	(void)state;
	EXPORTED("enrolment", "\"course.title\":\"A1 summer\"", "\"state\":\"passed\"", "\"asked\":\"2026-03-02\"",
		"\"offered\":\"2026-04-27\"", "\"began\":\"2026-05-19\"", "\"ended\":\"2026-07-17\"", "\"result\":\"a1\"");
	EXPORTED("presence", "\"state\":\"came\"");
	EXPORTED("credential", "\"route\":\"regulated\"", "\"state\":\"recognised\"", "\"submitted\":\"2026-07-20\"",
		"\"completed\":\"2026-08-17\"", "\"decided\":\"2026-11-09\"", "\"full\":\"2027-06-14\"");
	EXPORTED("clock", "\"rule\":\"de_equivalence\"", "\"due\":\"2026-11-17\"", "\"met\":\"2026-11-09\"");
	EXPORTED("requirement", "\"translation\":\"done\"", "\"state\":\"sent\"");
	EXPORTED("fee", "\"payer\":\"city\"");
	EXPORTED("measure", "\"what\":\"adaptation\"", "\"state\":\"passed\"", "\"gap\":\"Care of children\"");
	EXPORTED("training", "\"hours\":300", "\"state\":\"finished\"");
	EXPORTED("application", "\"state\":\"hired\"");
	EXPORTED("employment", "\"began\":\"2027-02-01\"", "\"employer.title\":\"Halden hospital\"");
	EXPORTED("retention", "\"months\":\"three\"", "\"asked\":\"2027-05-03\"", "\"asked\":\"2027-08-02\"",
		"\"asked\":\"2028-02-01\"", "\"state\":\"there\"");
	EXPORTED("placement", "\"state\":\"declined\"", "\"why\":\"far\"", "\"state\":\"moved_in\"", "\"moved_in\":\"2026-12-15\"");
	EXPORTED("stay", "\"place\":\"reception\"", "\"until\":\"2026-12-15\"", "\"place\":\"own_home\"");
	EXPORTED("need", "\"state\":\"met\"");
	EXPORTED("level", "\"overall\":\"a1\"");
	TOWN_EXPECT("\"address\": \"Mill Lane 3\"", "show", zahra, "--json");
	free(TOWN_RUN("check"));
}
