/* SPDX-License-Identifier: EUPL-1.2 */
/* Dossiers of recognition: what each route allows, what hangs on a dossier, and the terms that it starts. */
#include "tests/unit/cases/town.h"

#include "register/profile.h"

static struct id somebody(struct store *store)
{
	return make(store, "person", PAIRS("given_name=Ana", "arrived=2026-01-03"));
}

static struct id dossier(struct store *store, struct id person, const char *route, const char *state)
{
	char route_pair[40], state_pair[40];

	snprintf(route_pair, sizeof route_pair, "route=%s", route);
	snprintf(state_pair, sizeof state_pair, "state=%s", state);
	return make(store, "credential", PAIRS(OF("person", person), "title=Nurse", route_pair, state_pair,
		"submitted=2026-03-01"));
}

/* Whether a record may go from one state to the other; when it does, it is put into the file. */
static bool goes(struct store *store, const char *kind, struct id id, const char *to)
{
	struct change *change = change_begin(store, &everybody);
	struct change_item *item = change_update(change, the(kind), id, 0);
	struct err err;
	enum status st;

	err_clear(&err);
	WELL(change_set(item, "state", to, &err_));
	st = change_commit(change, NULL, NULL, &err);
	change_free(change);
	if (st == ST_OK)
		return true;
	assert_int_equal(st, ST_INVALID);
	assert_non_null(strstr(err.text, "Nothing was saved"));
	assert_string_equal(err.field, "state");
	return false;
}

/* Each state of a dossier against each other: only what `ways` names goes, on this route. */
static void ways_are(struct store *store, const char *route, const char *ways)
{
	static const char *const states[] = { "collecting", "submitted", "complete", "recognised", "partly", "refused",
		"appealed", "stated", "withdrawn" };
	struct id one = somebody(store);

	for (size_t from = 0; from < ARRAY_LEN(states); from++) {
		for (size_t to = 0; to < ARRAY_LEN(states); to++) {
			struct change *change = change_begin(store, &everybody);
			struct id id = { { 0 } };
			struct change_item *item = change_create(change, the("credential"), &id);
			struct err err;
			char way[64];
			enum status st;

			set_pairs(item, PAIRS(OF("person", one), "title=Nurse"));
			WELL(change_set(item, "route", route, &err_));
			WELL(change_set(item, "state", states[from], &err_));
			st = change_commit(change, NULL, NULL, &err);
			change_free(change);
			snprintf(way, sizeof way, " %s>%s ", states[from], states[to]);
			/* A state that the route does not know is none to begin with either. */
			if (st != ST_OK)
				assert_null(strstr(ways, way));
			else if (from != to && goes(store, "credential", id, states[to]) != (strstr(ways, way) != NULL))
				fail_msg("%s: %s", route, way);
		}
	}
}

#define TO_THE_AUTHORITY " collecting>submitted  collecting>complete  collecting>withdrawn  submitted>collecting " \
	" submitted>complete  submitted>withdrawn  complete>submitted  complete>withdrawn  withdrawn>collecting "
#define DECIDED " submitted>recognised  submitted>partly  submitted>refused  complete>recognised  complete>partly " \
	" complete>refused  partly>recognised  partly>refused  partly>appealed  refused>appealed " \
	" appealed>recognised  appealed>partly  appealed>refused "
#define STATED " submitted>stated  complete>stated "

static void a_route_allows_what_is_its_own(void **state)
{
	ways_are(*state, "regulated", TO_THE_AUTHORITY DECIDED);
	ways_are(*state, "academic", TO_THE_AUTHORITY DECIDED);
	ways_are(*state, "validation", TO_THE_AUTHORITY DECIDED);
	ways_are(*state, "comparability", TO_THE_AUTHORITY STATED);
	ways_are(*state, "no_papers", TO_THE_AUTHORITY DECIDED STATED);
}

static void advice_is_neither_refused_nor_appealed(void **state)
{
	struct id one = somebody(*state), id = dossier(*state, one, "comparability", "complete");

	refused(*state, "credential", id, PAIRS("state=refused"), "state");
	refused(*state, "credential", id, PAIRS("state=recognised"), "state");
	refused(*state, "credential", id, PAIRS("state=stated", "appealed=2026-05-03"), "appealed");
	refused(*state, "credential", NOBODY, PAIRS(OF("person", one), "title=Cook", "route=comparability", "state=appealed"),
		"state");
	/* No law counts a term for it. */
	WELL(setting_set(*state, SETTING_PROFILE, "de", &err_));
	amend(*state, "credential", id, PAIRS("state=stated"));
	HAS(*state, "credential", id, "decided", "2026-05-04");
	assert_int_equal(count_rows(*state, "clock"), 0);
	refused(*state, "credential", id, PAIRS("route=regulated"), "route");
}

static void days_follow_the_way(void **state)
{
	struct id one = somebody(*state), id = dossier(*state, one, "regulated", "collecting");

	refused(*state, "credential", id, PAIRS("state=submitted", "acknowledged=2026-02-01"), "acknowledged");
	amend(*state, "credential", id, PAIRS("state=complete"));
	HAS(*state, "credential", id, "completed", "2026-05-04");
	HAS(*state, "credential", id, "acknowledged", "2026-05-04");
	amend(*state, "credential", id, PAIRS("state=refused"));
	HAS(*state, "credential", id, "decided", "2026-05-04");
	refused(*state, "credential", id, PAIRS("appealed=2026-05-03"), "appealed");
	refused(*state, "credential", id, PAIRS("appeal_decided=2026-05-04"), "appeal_decided");
	refused(*state, "credential", id, PAIRS("state=recognised"), "state");
	amend(*state, "credential", id, PAIRS("state=appealed"));
	HAS(*state, "credential", id, "appealed", "2026-05-04");
	HAS(*state, "credential", id, "appeal_decided", NULL);
	refused(*state, "credential", id, PAIRS("appeal_decided=2026-05-04"), "appeal_decided");
	amend(*state, "credential", id, PAIRS("state=partly"));
	HAS(*state, "credential", id, "appeal_decided", "2026-05-04");
	HAS(*state, "credential", id, "decided", "2026-05-04");
}

/* The first decision keeps its day; what became of it in the end has its own, and goes with it. */
static void full_recognition_has_its_own_day(void **state)
{
	struct id one = somebody(*state), id = dossier(*state, one, "regulated", "collecting"), at_once;

	amend(*state, "credential", id, PAIRS("state=complete", "submitted=2026-01-05"));
	amend(*state, "credential", id, PAIRS("state=partly", "decided=2026-03-02"));
	HAS(*state, "credential", id, "full", NULL);
	refused(*state, "credential", id, PAIRS("full=2026-04-01"), "full");
	refused(*state, "credential", id, PAIRS("state=recognised", "full=2026-03-01"), "full");
	amend(*state, "credential", id, PAIRS("state=recognised"));
	HAS(*state, "credential", id, "decided", "2026-03-02");
	HAS(*state, "credential", id, "full", "2026-05-04");
	at_once = dossier(*state, one, "regulated", "complete");
	amend(*state, "credential", at_once, PAIRS("state=recognised"));
	HAS(*state, "credential", at_once, "full", NULL);
	id = dossier(*state, one, "regulated", "refused");
	amend(*state, "credential", id, PAIRS("state=appealed"));
	amend(*state, "credential", id, PAIRS("state=recognised"));
	HAS(*state, "credential", id, "full", "2026-05-04");
}

static void a_dossier_and_its_diploma_are_one_persons(void **state)
{
	struct id one = somebody(*state), two = somebody(*state);
	struct id school = make(*state, "education", PAIRS(OF("person", two), "title=Nursing school", "from=2001", "until=2004"));
	struct id id = dossier(*state, one, "regulated", "collecting");

	refused(*state, "credential", id, PAIRS(OF("education", school)), "education");
	refused(*state, "education", school, PAIRS("until=2000"), "until");
	refused(*state, "requirement", NOBODY, PAIRS(OF("person", two), OF("credential", id), "what=Diploma"), "credential");
	refused(*state, "fee", NOBODY, PAIRS(OF("person", two), OF("credential", id), "what=Application"), "credential");
	refused(*state, "training", NOBODY, PAIRS(OF("person", two), OF("credential", id), "what=Bridge"), "credential");
}

static void papers_are_handed_in_translated(void **state)
{
	struct id one = somebody(*state), id = dossier(*state, one, "regulated", "collecting");
	struct id ready = make(*state, "requirement", PAIRS(OF("credential", id), "what=Passport", "state=in_hand"));
	struct id paper = make(*state, "requirement", PAIRS(OF("credential", id), "what=Diploma", "translation=needed"));
	char person[37];

	id_text(one, person);
	HAS(*state, "requirement", paper, "person", person);
	refused(*state, "requirement", paper, PAIRS("state=sent"), "state");
	amend(*state, "requirement", paper, PAIRS("state=asked"));
	HAS(*state, "requirement", paper, "asked", "2026-05-04");
	amend(*state, "requirement", paper, PAIRS("state=in_hand", "translation=ordered"));
	HAS(*state, "requirement", paper, "ordered", "2026-05-04");
	refused(*state, "requirement", paper, PAIRS("state=sent"), "state");
	/* What is there goes along; what is still being translated does not. */
	amend(*state, "credential", id, PAIRS("state=submitted"));
	HAS(*state, "requirement", ready, "state", "sent");
	HAS(*state, "requirement", paper, "state", "in_hand");
	amend(*state, "requirement", paper, PAIRS("translation=done", "state=sent"));
	refused(*state, "requirement", ready, PAIRS("state=not_needed"), "state");
}

static void money_has_a_giver(void **state)
{
	struct id one = somebody(*state), id = dossier(*state, one, "regulated", "collecting");
	struct id fee = make(*state, "fee", PAIRS(OF("credential", id), "what=Application"));

	refused(*state, "fee", fee, PAIRS("state=asked"), "payer");
	amend(*state, "fee", fee, PAIRS("state=asked", "payer=city"));
	HAS(*state, "fee", fee, "asked", "2026-05-04");
	refused(*state, "fee", fee, PAIRS("state=paid"), "state");
	refused(*state, "fee", fee, PAIRS("paid=2026-05-04"), "paid");
	amend(*state, "fee", fee, PAIRS("state=granted"));
	HAS(*state, "fee", fee, "granted", "2026-05-04");
	refused(*state, "fee", fee, PAIRS("state=paid"), "amount");
	amend(*state, "fee", fee, PAIRS("state=paid", "amount=120"));
	HAS(*state, "fee", fee, "paid", "2026-05-04");
	refused(*state, "fee", fee, PAIRS("payer=waived"), "state");
	fee = make(*state, "fee", PAIRS(OF("credential", id), "what=Statement", "payer=waived"));
	HAS(*state, "fee", fee, "state", "not_needed");
	refused(*state, "fee", fee, PAIRS("state=granted"), "state");
}

static void a_measure_closes_the_gap_of_a_partial_recognition(void **state)
{
	struct id one = somebody(*state), id = dossier(*state, one, "regulated", "complete"), measure;

	refused(*state, "measure", NOBODY, PAIRS(OF("credential", id), "what=adaptation"), "credential");
	amend(*state, "credential", id, PAIRS("state=partly"));
	measure = make(*state, "measure", PAIRS(OF("credential", id), "what=adaptation"));
	refused(*state, "credential", id, PAIRS("state=recognised"), "state");
	refused(*state, "measure", measure, PAIRS("from=2026-06-01", "until=2026-05-01"), "until");
	amend(*state, "measure", measure, PAIRS("state=under_way"));
	HAS(*state, "measure", measure, "from", "2026-05-04");
	refused(*state, "credential", id, PAIRS("state=recognised"), "state");
	amend(*state, "measure", measure, PAIRS("state=failed"));
	refused(*state, "credential", id, PAIRS("state=recognised"), "state");
	amend(*state, "measure", measure, PAIRS("state=planned"));
	amend(*state, "measure", measure, PAIRS("state=passed"));
	refused(*state, "measure", measure, PAIRS("state=failed"), "state");
	amend(*state, "credential", id, PAIRS("state=recognised"));
	refused(*state, "measure", NOBODY, PAIRS(OF("credential", id), "what=aptitude"), "credential");
}

static void a_measure_passed_along_with_the_decision(void **state)
{
	struct id one = somebody(*state), id = dossier(*state, one, "regulated", "partly");
	struct id measure = make(*state, "measure", PAIRS(OF("credential", id), "what=aptitude", "state=under_way"));
	struct change *change = change_begin(*state, &everybody);

	set_pairs(change_update(change, the("measure"), measure, 0), PAIRS("state=passed"));
	set_pairs(change_update(change, the("credential"), id, 0), PAIRS("state=recognised"));
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	HAS(*state, "credential", id, "state", "recognised");
}

static void what_a_test_shows_is_a_skill(void **state)
{
	struct id one = somebody(*state), test, skill;
	struct stmt *stmt;
	char text[37];

	refused(*state, "skilltest", NOBODY, PAIRS(OF("person", one), "what=Welding", "result=shown"), "result");
	refused(*state, "skilltest", NOBODY, PAIRS(OF("person", one), "what=Welding", "state=taken", "day=2026-05-05"), "day");
	test = make(*state, "skilltest", PAIRS(OF("person", one), "what=Welding", "occupation=7212", "by=Guild hall"));
	amend(*state, "skilltest", test, PAIRS("state=taken", "result=partly"));
	HAS(*state, "skilltest", test, "day", "2026-05-04");
	assert_int_equal(count_rows(*state, "skill"), 1);
	WELL(store_sql(*state, "SELECT id FROM skill", &stmt, &err_));
	WELL(stmt_step(stmt, &err_));
	skill = stmt_get_id(stmt, 0);
	stmt_reset(stmt);
	id_text(test, text);
	HAS(*state, "skill", skill, "skilltest", text);
	HAS(*state, "skill", skill, "shown", "test");
	HAS(*state, "skill", skill, "occupation", "7212");
	amend(*state, "skilltest", test, PAIRS("result=shown"));
	assert_int_equal(count_rows(*state, "skill"), 1);
	refused(*state, "skilltest", test, PAIRS("state=planned"), "state");
}

static void training_keeps_its_days(void **state)
{
	struct id one = somebody(*state), id = dossier(*state, one, "regulated", "collecting");
	struct id bridge = make(*state, "training", PAIRS(OF("credential", id), "what=Bridge for nurses"));

	refused(*state, "training", bridge, PAIRS("state=finished"), "state");
	amend(*state, "training", bridge, PAIRS("state=under_way"));
	HAS(*state, "training", bridge, "from", "2026-05-04");
	refused(*state, "training", bridge, PAIRS("state=finished", "until=2026-05-01"), "until");
	amend(*state, "training", bridge, PAIRS("state=finished"));
	HAS(*state, "training", bridge, "until", "2026-05-04");
	refused(*state, "training", bridge, PAIRS("state=left"), "state");
}

/* ---- the plan ---- */

static const char *state_of(struct store *store, struct id person, const char *milestone)
{
	static char state[16];
	struct stmt *stmt;

	WELL(store_sql(store, "SELECT state FROM step WHERE person = :person AND milestone = :milestone", &stmt, &err_));
	stmt_id(stmt, "person", person);
	stmt_text(stmt, "milestone", milestone);
	WELL(stmt_step(stmt, &err_));
	snprintf(state, sizeof state, "%s", stmt_get_text(stmt, 0));
	stmt_reset(stmt);
	return state;
}

static void the_plan_follows_the_dossier(void **state)
{
	struct change *change = change_begin(*state, &everybody);
	struct id one = { { 0 } }, id, set, undone;

	set_pairs(change_create(change, the("person"), &one), PAIRS("given_name=Ana", "arrived=2026-01-03"));
	WELL(plan_add(change, one, "regulated_profession", (struct date){ 2026, 1, 3 }, &err_));
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	id = make(*state, "credential", PAIRS(OF("person", one), "title=Nurse", "route=regulated"));
	assert_string_equal(state_of(*state, one, "dossier_sent"), "open");
	amend(*state, "credential", id, PAIRS("state=submitted"));
	assert_string_equal(state_of(*state, one, "dossier_papers"), "done");
	assert_string_equal(state_of(*state, one, "dossier_complete"), "open");
	change = change_begin(*state, &everybody);
	set_pairs(change_update(change, the("credential"), id, 0), PAIRS("state=complete"));
	WELL(change_commit(change, &set, NULL, &err_));
	change_free(change);
	assert_string_equal(state_of(*state, one, "dossier_complete"), "done");
	/* Taken back as one. */
	WELL(change_undo(*state, &everybody, set, &undone, &err_));
	assert_string_equal(state_of(*state, one, "dossier_complete"), "open");
	amend(*state, "credential", id, PAIRS("state=partly"));
	assert_string_equal(state_of(*state, one, "dossier_decided"), "done");
	assert_string_equal(state_of(*state, one, "measure_planned"), "open");
	make(*state, "measure", PAIRS(OF("credential", id), "what=aptitude"));
	assert_string_equal(state_of(*state, one, "measure_planned"), "done");
}

/* ---- terms ---- */

/* Clocks of a dossier as "rule began due state met|...", in the order of rules. */
static void clocks_are(struct store *store, struct id credential, const char *want)
{
	struct str out = STR_INIT;
	struct stmt *stmt;
	enum status st;

	WELL(store_sql(store, "SELECT rule, began, coalesce(due, '-'), state, coalesce(met, '-') FROM clock"
		" WHERE credential = :id AND gone = 0 ORDER BY 1, 2", &stmt, &err_));
	stmt_id(stmt, "id", credential);
	while ((st = stmt_step(stmt, NULL)) == ST_OK)
		str_addf(&out, "%s%s %s %s %s %s", out.len ? "|" : "", stmt_get_text(stmt, 0), stmt_get_text(stmt, 1),
			stmt_get_text(stmt, 2), stmt_get_text(stmt, 3), stmt_get_text(stmt, 4));
	assert_int_equal(st, ST_DONE);
	assert_string_equal(str_get(&out), want);
	str_free(&out);
	town_is_right(store);
}

static void an_authority_has_its_terms(void **state)
{
	struct id one = somebody(*state), id, other;

	WELL(setting_set(*state, SETTING_PROFILE, "de", &err_));
	id = make(*state, "credential", PAIRS(OF("person", one), "title=Nurse", "route=regulated"));
	other = make(*state, "credential", PAIRS(OF("person", one), "title=Cook", "route=regulated", "state=complete",
		"submitted=2026-04-20", "completed=2026-04-22"));
	clocks_are(*state, id, "");
	clocks_are(*state, other, "de_equivalence 2026-04-22 2026-07-22 running -|de_receipt 2026-04-20 2026-05-20 met 2026-04-22");
	amend(*state, "credential", id, PAIRS("state=submitted", "submitted=2026-04-10"));
	clocks_are(*state, id, "de_receipt 2026-04-10 2026-05-11 running -");
	amend(*state, "credential", id, PAIRS("state=complete", "completed=2026-04-30"));
	clocks_are(*state, id, "de_equivalence 2026-04-30 2026-07-30 running -|de_receipt 2026-04-10 2026-05-11 met 2026-04-30");
	amend(*state, "credential", id, PAIRS("state=partly", "decided=2026-05-02"));
	clocks_are(*state, id, "de_equivalence 2026-04-30 2026-07-30 met 2026-05-02"
		"|de_receipt 2026-04-10 2026-05-11 met 2026-04-30|de_recognition_appeal 2026-05-06 2026-06-08 running -");
	/* The other authority has decided nothing. */
	clocks_are(*state, other, "de_equivalence 2026-04-22 2026-07-22 running -|de_receipt 2026-04-20 2026-05-20 met 2026-04-22");
	amend(*state, "credential", id, PAIRS("state=appealed"));
	clocks_are(*state, id, "de_equivalence 2026-04-30 2026-07-30 met 2026-05-02"
		"|de_receipt 2026-04-10 2026-05-11 met 2026-04-30|de_recognition_appeal 2026-05-06 2026-06-08 ended -");
	amend(*state, "credential", other, PAIRS("state=withdrawn"));
	clocks_are(*state, other, "de_equivalence 2026-04-22 2026-07-22 ended -|de_receipt 2026-04-20 2026-05-20 met 2026-04-22");
}

static void who_makes_up_what_is_missing_does_not_appeal(void **state)
{
	struct id one = somebody(*state), id;

	WELL(setting_set(*state, SETTING_PROFILE, "nl", &err_));
	id = make(*state, "credential", PAIRS(OF("person", one), "title=Nurse", "route=regulated", "state=partly",
		"submitted=2026-01-20", "decided=2026-04-15"));
	clocks_are(*state, id, "nl_recognition_appeal 2026-04-15 2026-05-27 running -");
	make(*state, "measure", PAIRS(OF("credential", id), "what=adaptation"));
	clocks_are(*state, id, "nl_recognition_appeal 2026-04-15 2026-05-27 ended -");
	amend(*state, "credential", id, PAIRS("authority=CIBG"));
	clocks_are(*state, id, "nl_recognition_appeal 2026-04-15 2026-05-27 ended -");
}

static void a_term_waits_for_the_route(void **state)
{
	struct id one = somebody(*state), id;

	WELL(setting_set(*state, SETTING_PROFILE, "nl", &err_));
	id = make(*state, "credential", PAIRS(OF("person", one), "title=Nurse", "state=complete", "completed=2026-04-22",
		"submitted=2026-04-20"));
	clocks_are(*state, id, "");
	amend(*state, "credential", id, PAIRS("route=regulated"));
	clocks_are(*state, id, "");
	/* The term of the directive is for what was earned where it holds. */
	amend(*state, "credential", id, PAIRS("earned_in=GR"));
	clocks_are(*state, id, "nl_recognition 2026-04-22 2026-07-15 running -");
	amend(*state, "credential", id, PAIRS("earned_in=SY"));
	clocks_are(*state, id, "nl_recognition 2026-04-22 2026-07-15 ended -");
}

static void a_refusal_of_long_ago_can_be_appealed_no_more(void **state)
{
	struct id one = somebody(*state), id;

	WELL(setting_set(*state, SETTING_PROFILE, "fr", &err_));
	id = make(*state, "credential", PAIRS(OF("person", one), "title=Nurse", "route=regulated", "state=refused",
		"submitted=2024-04-20", "decided=2025-01-10"));
	clocks_are(*state, id, "");
	id = make(*state, "credential", PAIRS(OF("person", one), "title=Cook", "route=regulated", "state=refused",
		"submitted=2026-01-20", "decided=2026-04-15"));
	clocks_are(*state, id, "fr_recognition_appeal 2026-04-16 2026-06-16 running -");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(a_route_allows_what_is_its_own),
		TOWN_TEST(advice_is_neither_refused_nor_appealed),
		TOWN_TEST(days_follow_the_way),
		TOWN_TEST(full_recognition_has_its_own_day),
		TOWN_TEST(a_dossier_and_its_diploma_are_one_persons),
		TOWN_TEST(papers_are_handed_in_translated),
		TOWN_TEST(money_has_a_giver),
		TOWN_TEST(a_measure_closes_the_gap_of_a_partial_recognition),
		TOWN_TEST(a_measure_passed_along_with_the_decision),
		TOWN_TEST(what_a_test_shows_is_a_skill),
		TOWN_TEST(training_keeps_its_days),
		TOWN_TEST(the_plan_follows_the_dossier),
		TOWN_TEST(an_authority_has_its_terms),
		TOWN_TEST(who_makes_up_what_is_missing_does_not_appeal),
		TOWN_TEST(a_term_waits_for_the_route),
		TOWN_TEST(a_refusal_of_long_ago_can_be_appealed_no_more),
	};

	return DOORS_RUN(tests);
}
