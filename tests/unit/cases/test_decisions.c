/* SPDX-License-Identifier: EUPL-1.2 */
/* Formal decisions: the way they go, and until when one may object, counted as the profile's law says. */
#include "tests/unit/cases/town.h"

#include "cases/decide.h"
#include "cases/objection.h"

static struct id draft(struct store *store, struct id person, const char *what)
{
	struct change *change = change_begin(store, &everybody);
	struct id id = { { 0 } };

	WELL(decide_draft(change, person, what, &id, &err_));
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	return id;
}

static void a_plan_is_issued_as_a_decision(void **state)
{
	struct id person = arrive(*state, "Rahel", "2026-04-01"), id;

	WELL(profile_set(*state, &everybody, "nl", &err_));
	id = draft(*state, person, "integration_plan");
	HAS(*state, "decision", id, "state", "draft");
	HAS(*state, "decision", id, "objection_term", NULL);
	refused(*state, "decision", id, PAIRS("state=sent"), "state");
	refused(*state, "decision", id, PAIRS("state=signed", "plan="), "plan");
	amend(*state, "decision", id, PAIRS("state=signed"));
	HAS(*state, "decision", id, "decided", "2026-05-04");
	HAS(*state, "decision", id, "signatory", "berg");
	refused(*state, "decision", id, PAIRS("state=sent"), "how");
	amend(*state, "decision", id, PAIRS("state=sent", "how=post"));
	HAS(*state, "decision", id, "sent", "2026-05-04");
	HAS(*state, "decision", id, "objection_term", "6 weeks");
	HAS(*state, "decision", id, "objection_until", "2026-06-15");
}

/* Awb art. 6:7 with the Algemene termijnenwet, art. 1: 2 May + 6 weeks is Saturday 13 June; the term ends on Monday. */
static void a_term_that_ends_on_a_saturday_runs_on(void **state)
{
	struct id person = arrive(*state, "Rahel", "2026-04-01"), id;

	WELL(profile_set(*state, &everybody, "nl", &err_));
	id = draft(*state, person, "exemption");
	amend(*state, "decision", id, PAIRS("decided=2026-05-01"));
	HAS(*state, "decision", id, "state", "signed");
	amend(*state, "decision", id, PAIRS("sent=2026-05-02", "how=post"));
	HAS(*state, "decision", id, "state", "sent");
	HAS(*state, "decision", id, "objection_until", "2026-06-15");
	/* A city's own day off takes it further still. */
	make(*state, "holiday", PAIRS("day=2026-06-15", "name=Town fair"));
	amend(*state, "decision", id, PAIRS("sent=2026-05-01"));
	HAS(*state, "decision", id, "objection_until", "2026-06-12");
	amend(*state, "decision", id, PAIRS("sent=2026-05-02"));
	HAS(*state, "decision", id, "objection_until", "2026-06-16");
}

/* VwVfG § 41(2): a letter counts as arrived on the fourth day after it was posted; VwGO § 70: one month from then. */
static void a_letter_takes_its_days_and_a_hand_does_not(void **state)
{
	struct id person = arrive(*state, "Rahel", "2026-04-01"), id;
	struct objection objection;
	struct str words = STR_INIT;

	WELL(profile_set(*state, &everybody, "de", &err_));
	id = draft(*state, person, "course_entitlement");
	amend(*state, "decision", id, PAIRS("state=signed", "decided=2026-05-04"));
	amend(*state, "decision", id, PAIRS("state=sent", "how=post"));
	HAS(*state, "decision", id, "objection_until", "2026-06-08");
	amend(*state, "decision", id, PAIRS("how=handed"));
	HAS(*state, "decision", id, "objection_until", "2026-06-04");
	WELL(objection_count(*state, "1 month", "2026-05-04", "post", &objection, &err_));
	objection_words(&words, &objection);
	assert_non_null(strstr(str_get(&words), "8 June 2026"));
	assert_non_null(strstr(str_get(&words), "4 days"));
	assert_non_null(strstr(str_get(&words), "VwGO"));
	str_free(&words);
}

static void without_a_profile_the_letter_says_how_long(void **state)
{
	struct id person = arrive(*state, "Rahel", "2026-04-01"), id = draft(*state, person, "measure");

	amend(*state, "decision", id, PAIRS("state=signed"));
	refused(*state, "decision", id, PAIRS("state=sent", "how=portal"), "objection_term");
	refused(*state, "decision", id, PAIRS("no_objection=yes", "objection_term=2 weeks"), "no_objection");
	amend(*state, "decision", id, PAIRS("state=sent", "how=portal", "objection_term=1 month"));
	HAS(*state, "decision", id, "objection_until", "2026-06-04");
	id = draft(*state, person, "other");
	amend(*state, "decision", id, PAIRS("state=signed"));
	amend(*state, "decision", id, PAIRS("state=sent", "how=portal", "no_objection=yes"));
	HAS(*state, "decision", id, "objection_until", NULL);
	refused(*state, "decision", id, PAIRS("state=objected"), "state");
	amend(*state, "decision", id, PAIRS("state=final"));
}

static void nothing_is_final_while_one_may_object(void **state)
{
	struct id person = arrive(*state, "Rahel", "2026-04-01"), id = draft(*state, person, "measure");

	amend(*state, "decision", id, PAIRS("state=signed", "objection_term=2 weeks"));
	amend(*state, "decision", id, PAIRS("state=sent", "how=handed"));
	refused(*state, "decision", id, PAIRS("state=final"), "state");
	clock_hold((int64_t)date_days((struct date){ 2026, 5, 18 }) * 86400000 + 36000000);
	refused(*state, "decision", id, PAIRS("state=final"), "state");
	clock_hold((int64_t)date_days((struct date){ 2026, 5, 19 }) * 86400000 + 36000000);
	amend(*state, "decision", id, PAIRS("state=final"));
	refused(*state, "decision", id, PAIRS("state=sent"), "state");
	clock_hold((int64_t)date_days(TOWN_DAY) * 86400000 + 36000000);
}

static void an_objection_goes_its_way(void **state)
{
	struct id person = arrive(*state, "Rahel", "2026-04-01"), id = draft(*state, person, "measure");

	amend(*state, "decision", id, PAIRS("state=signed", "decided=2026-04-20", "objection_term=6 weeks"));
	amend(*state, "decision", id, PAIRS("sent=2026-04-21", "how=post"));
	refused(*state, "decision", id, PAIRS("sent=2026-04-01"), "sent");
	refused(*state, "decision", id, PAIRS("state=upheld"), "state");
	amend(*state, "decision", id, PAIRS("objected=2026-04-30"));
	HAS(*state, "decision", id, "state", "objected");
	refused(*state, "decision", id, PAIRS("state=changed"), "outcome");
	amend(*state, "decision", id, PAIRS("state=changed", "outcome=Begins a month later"));
	HAS(*state, "decision", id, "outcome_on", "2026-05-04");
	amend(*state, "decision", id, PAIRS("state=final"));
}

static struct id only_clock(struct store *store)
{
	struct stmt *stmt;
	struct id id;

	WELL(store_sql(store, "SELECT id FROM clock WHERE gone = 0 AND rule = 'nl_objection'", &stmt, &err_));
	WELL(stmt_step(stmt, &err_));
	id = stmt_get_id(stmt, 0);
	stmt_reset(stmt);
	return id;
}

/* The clock that the law starts with the sending is over when somebody objects; and back when that was a mistake. */
static void an_objection_meets_the_clock_of_the_law(void **state)
{
	struct id person = arrive(*state, "Rahel", "2026-04-01"), id, clock, set;

	WELL(profile_set(*state, &everybody, "nl", &err_));
	id = draft(*state, person, "measure");
	amend(*state, "decision", id, PAIRS("state=signed"));
	amend(*state, "decision", id, PAIRS("state=sent", "how=post"));
	clock = only_clock(*state);
	HAS(*state, "clock", clock, "state", "running");
	HAS(*state, "clock", clock, "due", "2026-06-15");
	set = amend(*state, "decision", id, PAIRS("state=objected"));
	HAS(*state, "clock", clock, "state", "met");
	HAS(*state, "clock", clock, "met", "2026-05-04");
	WELL(change_undo(*state, &everybody, set, NULL, &err_));
	HAS(*state, "clock", clock, "state", "running");
	amend(*state, "decision", id, PAIRS("state=withdrawn"));
	HAS(*state, "clock", clock, "state", "ended");
}

static void only_a_plan_that_is_there_is_issued(void **state)
{
	struct id person = make(*state, "person", PAIRS("given_name=Ana"));
	struct change *change = change_begin(*state, &everybody);
	struct id id = { { 0 } };
	struct err err;

	assert_int_equal(decide_draft(change, person, "integration_plan", &id, &err), ST_INVALID);
	change_free(change);
	refused(*state, "decision", NOBODY, PAIRS(OF("person", person), "what=other", "decided=2026-05-01", "sent=2026-04-01"),
		"sent");
	/* What was decided elsewhere years ago comes as it is. */
	make(*state, "decision", PAIRS(OF("person", person), "what=measure", "state=final", "decided=2023-05", "sent=2023-06"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(a_plan_is_issued_as_a_decision),
		TOWN_TEST(a_term_that_ends_on_a_saturday_runs_on),
		TOWN_TEST(a_letter_takes_its_days_and_a_hand_does_not),
		TOWN_TEST(without_a_profile_the_letter_says_how_long),
		TOWN_TEST(nothing_is_final_while_one_may_object),
		TOWN_TEST(an_objection_goes_its_way),
		TOWN_TEST(an_objection_meets_the_clock_of_the_law),
		TOWN_TEST(only_a_plan_that_is_there_is_issued),
	};

	return DOORS_RUN(tests);
}
