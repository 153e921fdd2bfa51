/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The second half of the family's year, from June to the next March: a session, a service,
 * a review; a son of age and a couple that parts, both in German; another caseworker; and
 * what the exported records say of all of it.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "year.h"
#include "year_family.h"

/* ---- June: a session for many, a service, one note on four, a review ---- */

static void a_session_is_held(struct harness *h)
{
	year_press(h, "ww");
	year_press(h, "s");
	year_type(h, "How health care works", 1);
	year_press(h, "H");
	year_key(h, HK_F2, 1);
	harness_expect(h, "Saved: How health care works");
	year_key(h, HK_ENTER, 1);
	year_press(h, "a");
	year_pick(h, "Mariam Haidari");
	year_press(h, "a");
	year_pick(h, "Farid Haidari");
	year_go_to(h, "Mariam Haidari");
	year_press(h, "x");
	year_go_to(h, "Farid Haidari");
	year_press(h, "e");
	year_key(h, HK_F2, 1);
	year_lists("attendance", "\"state\": \"came\"", 1);
	year_lists("attendance", "\"state\": \"excused\"", 1);
}

static void a_service_is_asked(struct harness *h)
{
	year_file(h, lina);
	year_part(h, "Services");
	year_add(h, "Referral");
	year_type(h, "Tea", 0);
	year_key(h, HK_ENTER, 1);
	year_key(h, HK_TAB, 1);
	year_type(h, "A mentor for reading", 0);
	year_key(h, HK_F2, 1);
	harness_expect(h, "THE SERVICE WILL SEE THIS, AND NOTHING ELSE");
	harness_expect(h, "Lina Haidari");
	harness_expect(h, "A mentor for reading");
	harness_expect_not(h, "2015");
	year_lists("referral", "\"state\": \"sent\"", 0);
	year_press(h, "s");
	harness_expect(h, "THE SERVICE SAW THIS, AND NOTHING ELSE");
	year_press(h, "a");
	harness_expect(h, "Accepted");
}

static void one_note_on_all_four(struct harness *h)
{
	year_file(h, mariam);
	year_press(h, "N");
	year_key(h, HK_F6, 1);
	harness_expect(h, "WRITTEN ON 4 PEOPLE");
	year_type(h, "Home viewed at Birch Lane 12.", 0);
	year_key(h, HK_F2, 1);
	year_lists("note", "Home viewed at Birch Lane 12.", 4);
	year_part(h, "Notes");
	harness_expect(h, "Home viewed at Birch Lane 12.");
}

void summer(void **state)
{
	struct harness *h = year_day("2026-06-01T09:00", "en");

	(void)state;
	TOWN_ADD("service", "name=Tea and letters", "what=everyday", "languages=prs, ar");
	a_session_is_held(h);
	a_service_is_asked(h);
	one_note_on_all_four(h);
	year_file(h, mariam);
	year_press(h, "p");
	year_go_to(h, "Review of the plan");
	year_press(h, "x");
	year_lists("review", "\"held\": \"2026-06-01\"", 1);
	harness_expect(h, "Next review: 30 August 2026");
	/* The summer colleague speaks German. */
	year_today(h);
	year_speak(h, "de", "Deutsch");
	harness_expect(h, "Heute");
	year_file(h, mariam);
	harness_expect(h, "Arbeit");
	town_leave(h);
}

/* ---- autumn, in German: of age, and apart ---- */

void omid_is_eighteen(void **state)
{
	struct harness *h = year_day("2026-09-14T09:00", "de");

	(void)state;
	year_file(h, omid);
	harness_expect(h, "17 Jahre");
	town_leave(h);
	h = year_day("2026-09-15T09:00", "de");
	year_file(h, omid);
	harness_expect(h, "18 Jahre");
	/* His plan was a child's; what was begun stays. */
	year_press(h, "p");
	year_says(h, "Plan for a child or young person");
	year_says(h, "Of age since %s: t puts another template in its place.");
	year_press(h, "t");
	year_pick(h, town_tr("General plan"));
	year_says(h, "What was begun or written by hand stays. F2 changes the plan.");
	year_key(h, HK_F2, 1);
	year_says(h, "General plan");
	year_says(h, "Next review: %s");
	town_leave(h);
}

void the_couple_parts(void **state)
{
	struct harness *h = year_day("2026-10-05T09:00", "de");

	(void)state;
	year_file(h, farid);
	year_part(h, "Household");
	harness_expect(h, "Mariam Haidari");
	year_press(h, "v");
	harness_expect(h, "[x]  Farid Haidari");
	year_press(h, "d");
	year_answer(h, "2026-10-01");
	year_press(h, "s");
	harness_expect_not(h, "Mariam Haidari");
	year_file(h, mariam);
	harness_expect(h, "3 im Haushalt");
	year_part(h, "Household");
	harness_expect(h, town_tr("Lived here before"));
	/* Those who stay have no head any more until somebody says who it is. */
	harness_expect(h, town_tr("People · nobody is named as their head (v, then r)"));
	year_press(h, "v");
	harness_expect(h, "[x]  Mariam Haidari");
	year_press(h, "r");
	year_pick(h, year_label("membership.role", "Head"));
	year_lists("membership", "\"role\": \"head\"", 9);
	town_leave(h);
}

/* ---- a year later ---- */

void handed_over(void **state)
{
	struct harness *h = year_day("2027-03-01T09:00", "de");

	(void)state;
	year_file(h, mariam);
	year_press(h, "H");
	year_answer(h, "B. Dahl");
	year_answer(h, "Exam in May");
	harness_expect(h, "B. Dahl");
	town_leave(h);
	/* She sees it in the morning, and takes note. */
	h = town_open_with(&(struct look_at){ "de", 24, 80 }, NULL, "--user=B. Dahl", NULL);
	harness_expect(h, "B. Dahl · 1. März 2027");
	harness_expect(h, town_tr("HANDED OVER TO YOU"));
	year_row_says(h, "Exam in May");
	year_press(h, "x");
	harness_expect_not(h, town_tr("HANDED OVER TO YOU"));
	town_leave(h);
}

/* All records of one person of a kind, as they are exported. */
static void exported(const char *kind, const char *person, const char *const says[])
{
	char of[80], *out;

	snprintf(of, sizeof(of), "person=%s", person);
	out = TOWN_RUN("export", kind, "--format", "json", "--filter", of);
	for (; *says; says++) {
		if (!strstr(out, *says))
			fail_msg("no %s in the exported %s:\n%s", *says, kind, out);
	}
	free(out);
}
#define EXPORTED(kind, person, ...) exported((kind), (person), (const char *const[]){ __VA_ARGS__, NULL })

void what_stands_in_the_records(void **state)
{
	(void)state;
	TOWN_EXPECT("\"caseworker\": \"B. Dahl\"", "show", mariam, "--json");
	EXPORTED("clock", mariam, "\"rule\":\"nl_plan\"", "\"due\":\"2026-05-26\"", "\"state\":\"met\"", "\"met\":\"2026-04-02\"",
		"\"rule\":\"nl_term\"", "\"due\":\"2029-04-02\"");
	EXPORTED("clock_move", mariam, "\"what\":\"suspended\"", "Papers from abroad are waited for", "\"what\":\"resumed\"");
	EXPORTED("agreement", mariam, "\"language\":\"prs\"", "\"signed_person\":\"2026-04-02\"");
	EXPORTED("decision", mariam, "\"objection_until\":\"2026-05-15\"", "\"objected\":\"2026-04-20\"",
		"Course in the evening", "\"state\":\"final\"");
	EXPORTED("appointment", mariam, "\"state\":\"kept\"", "\"interpreter_name\":\"B. Azimi\"");
	EXPORTED("appointment", farid, "\"state\":\"missed\"", "\"reason\":\"childcare\"");
	EXPORTED("summons", farid, "\"state\":\"came\"", "\"day\":\"2026-03-10\"");
	EXPORTED("membership", farid, "\"until\":\"2026-10-01\"", "\"since\":\"2026-10-01\"");
	EXPORTED("referral", lina, "\"state\":\"accepted\"");
	EXPORTED("arrangement", mariam, "\"state\":\"done\"", "\"state\":\"asked\"", "\"state\":\"open\"");
	EXPORTED("note", omid, "Home viewed at Birch Lane 12.");
	free(TOWN_RUN("check"));
}
