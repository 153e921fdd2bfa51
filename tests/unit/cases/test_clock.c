/* SPDX-License-Identifier: EUPL-1.2 */
/* Clocks in a file: what starts, moves, meets and ends them; what a caseworker may say; in whatever order it is told. */
#include "tests/unit/cases/town.h"

#include "cases/calendar.h"
#include "cases/clock.h"
#include "register/profile.h"

static void under(struct store *store, const char *profile)
{
	WELL(setting_set(store, SETTING_PROFILE, profile, &err_));
}

/* Clocks of a person as "rule began due state met|...", in the order of rules. */
static char *clocks_of(struct store *store, struct id person)
{
	struct str out = STR_INIT;
	struct stmt *stmt;
	enum status st;

	WELL(store_sql(store, "SELECT coalesce(rule, what), began, coalesce(due, '-'), state, coalesce(met, '-') FROM clock"
		" WHERE person = :person AND gone = 0 ORDER BY 1, 2", &stmt, &err_));
	stmt_id(stmt, "person", person);
	while ((st = stmt_step(stmt, NULL)) == ST_OK)
		str_addf(&out, "%s%s %s %s %s %s", out.len ? "|" : "", stmt_get_text(stmt, 0), stmt_get_text(stmt, 1),
			stmt_get_text(stmt, 2), stmt_get_text(stmt, 3), stmt_get_text(stmt, 4));
	assert_int_equal(st, ST_DONE);
	str_get(&out);
	return str_take(&out);
}

static void clocks_are(struct store *store, struct id person, const char *want)
{
	char *got = clocks_of(store, person);

	assert_string_equal(got, want);
	free(got);
	town_is_right(store);
}

static void take_back(struct store *store, const char *kind, struct id id)
{
	struct change *change = change_begin(store, &everybody);

	change_delete(change, the(kind), id, 0);
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
}

static struct id bound(struct store *store, const char *duty)
{
	struct id one = make(store, "person", PAIRS("given_name=Ana", "arrived=2026-01-03"));
	char code[40];

	snprintf(code, sizeof code, "code=%s", duty);
	make(store, "duty", PAIRS(OF("person", one), code, "from=2026-01-03"));
	return one;
}

static struct id clock_named(struct store *store, struct id person, const char *rule)
{
	struct stmt *stmt;
	struct id id;

	WELL(store_sql(store, "SELECT id FROM clock WHERE person = :person AND gone = 0 AND coalesce(rule, what) = :rule", &stmt,
		&err_));
	stmt_id(stmt, "person", person);
	stmt_text(stmt, "rule", rule);
	WELL(stmt_step(stmt, &err_));
	id = stmt_get_id(stmt, 0);
	stmt_reset(stmt);
	return id;
}

static void an_event_starts_what_the_law_says(void **state)
{
	struct id one, event;

	under(*state, "nl");
	one = bound(*state, "nl_inburgering");
	event = make(*state, "event", PAIRS(OF("person", one), "what=registered", "day=2026-03-02"));
	/* Ten weeks to Monday 11 May. */
	clocks_are(*state, one, "nl_plan 2026-03-02 2026-05-11 running -");
	HAS(*state, "clock", clock_named(*state, one, "nl_plan"), "set_by", "law");
	HAS(*state, "clock", clock_named(*state, one, "nl_plan"), "event", "registered");
	HAS(*state, "clock", clock_named(*state, one, "nl_plan"), "what", "Integration plan to be set");
	/* The event was written down wrongly: the clock moves along. */
	amend(*state, "event", event, PAIRS("day=2026-03-04"));
	clocks_are(*state, one, "nl_plan 2026-03-04 2026-05-13 running -");
	/* Saturday: to Monday, which is King's Day, so to Tuesday. */
	amend(*state, "event", event, PAIRS("day=2026-02-14"));
	clocks_are(*state, one, "nl_plan 2026-02-14 2026-04-28 running -");
	take_back(*state, "event", event);
	clocks_are(*state, one, "nl_plan 2026-02-14 2026-04-28 ended -");
}

static void nobody_starts_a_clock_without_the_duty_or_the_law(void **state)
{
	struct id one = make(*state, "person", PAIRS("given_name=Ana", "arrived=2026-01-03")), two;

	make(*state, "event", PAIRS(OF("person", one), "what=registered", "day=2026-03-02"));
	clocks_are(*state, one, "");
	under(*state, "nl");
	two = make(*state, "person", PAIRS("given_name=Bo", "arrived=2026-01-03"));
	make(*state, "event", PAIRS(OF("person", two), "what=registered", "day=2026-03-02"));
	clocks_are(*state, two, "");
	/* The duty comes to be known afterwards. */
	make(*state, "duty", PAIRS(OF("person", two), "code=nl_inburgering", "from=2026-03-02"));
	clocks_are(*state, two, "nl_plan 2026-03-02 2026-05-11 running -");
}

static void what_is_done_meets_it_and_starts_the_next(void **state)
{
	struct id one, plan, set;

	under(*state, "nl");
	one = bound(*state, "nl_inburgering");
	make(*state, "event", PAIRS(OF("person", one), "what=registered", "day=2026-03-02"));
	plan = make(*state, "plan", PAIRS(OF("person", one), "started=2026-03-02"));
	set = amend(*state, "plan", plan, PAIRS("agreed=2026-04-20"));
	clocks_are(*state, one, "nl_plan 2026-03-02 2026-05-11 met 2026-04-20|nl_term 2026-04-20 2029-04-20 running -");
	amend(*state, "plan", plan, PAIRS("agreed=2026-04-21"));
	clocks_are(*state, one, "nl_plan 2026-03-02 2026-05-11 met 2026-04-21|nl_term 2026-04-21 2029-04-21 running -");
	amend(*state, "plan", plan, PAIRS("agreed="));
	clocks_are(*state, one, "nl_plan 2026-03-02 2026-05-11 running -|nl_term 2026-04-21 2029-04-21 ended -");
	amend(*state, "plan", plan, PAIRS("agreed=2026-04-22"));
	clocks_are(*state, one, "nl_plan 2026-03-02 2026-05-11 met 2026-04-22|nl_term 2026-04-22 2029-04-22 running -");
	(void)set;
}

static void taking_the_event_back_takes_all_of_it_back(void **state)
{
	struct id one, event = { { 0 } }, set;
	struct change *change;

	under(*state, "nl");
	one = bound(*state, "nl_inburgering");
	change = change_begin(*state, &everybody);
	set_pairs(change_create(change, the("event"), &event),
		PAIRS(OF("person", one), "what=registered", "day=2026-03-02"));
	WELL(change_commit(change, &set, NULL, &err_));
	change_free(change);
	clocks_are(*state, one, "nl_plan 2026-03-02 2026-05-11 running -");
	WELL(change_undo(*state, &everybody, set, NULL, &err_));
	clocks_are(*state, one, "");
}

/* WI2021, art. 11: three years from the first plan; another plan does not begin them again. */
static void another_plan_does_not_begin_the_years_again(void **state)
{
	struct id one, first, second;

	under(*state, "nl");
	one = bound(*state, "nl_inburgering");
	second = make(*state, "event", PAIRS(OF("person", one), "what=plan_set", "day=2026-04-20"));
	clocks_are(*state, one, "nl_term 2026-04-20 2029-04-20 running -");
	/* Written down late, but earlier; the town shows it by the same clock. */
	first = make(*state, "event", PAIRS(OF("person", one), "what=plan_set", "day=2026-03-09"));
	clocks_are(*state, one, "nl_term 2026-03-09 2029-03-09 running -");
	make(*state, "event", PAIRS(OF("person", one), "what=plan_set", "day=2026-05-04"));
	clocks_are(*state, one, "nl_term 2026-03-09 2029-03-09 running -");
	take_back(*state, "event", first);
	clocks_are(*state, one, "nl_term 2026-04-20 2029-04-20 running -");
	take_back(*state, "event", second);
	clocks_are(*state, one, "nl_term 2026-05-04 2029-05-04 running -");
}

static void one_clock_begins_when_another_is_met(void **state)
{
	struct id one, cir;

	under(*state, "fr");
	one = bound(*state, "fr_cir");
	make(*state, "event", PAIRS(OF("person", one), "what=signed", "day=2026-02-02"));
	clocks_are(*state, one, "fr_cir 2026-02-02 2027-02-02 running -");
	cir = clock_named(*state, one, "fr_cir");
	amend(*state, "clock", cir, PAIRS("met=2026-05-01"));
	clocks_are(*state, one, "fr_cir 2026-02-02 2027-02-02 met 2026-05-01|fr_closing 2026-05-01 2026-06-01 running -");
	amend(*state, "clock", cir, PAIRS("met="));
	clocks_are(*state, one, "fr_cir 2026-02-02 2027-02-02 running -|fr_closing 2026-05-01 2026-06-01 ended -");
}

static void a_decision_is_taken_as_known_some_days_later(void **state)
{
	struct id one;

	under(*state, "de");
	one = make(*state, "person", PAIRS("given_name=Ana", "arrived=2026-01-03"));
	make(*state, "event", PAIRS(OF("person", one), "what=decision_sent", "day=2026-03-26"));
	/* Sent on 26 March, known on the 30th; a month to 30 April, a Thursday. */
	clocks_are(*state, one, "de_objection 2026-03-30 2026-04-30 running -");
}

static void a_settled_decision_leaves_nothing_to_object_to(void **state)
{
	struct id one, decision;

	under(*state, "nl");
	one = make(*state, "person", PAIRS("given_name=Ana", "arrived=2026-01-03"));
	decision = make(*state, "decision", PAIRS(OF("person", one), "what=other", "mandate=Ordinance 1", "signatory=berg",
		"state=sent", "decided=2026-03-02", "sent=2026-03-02", "how=post", "objection_term=6 weeks"));
	clocks_are(*state, one, "nl_objection 2026-03-02 2026-04-13 running -");
	amend(*state, "decision", decision, PAIRS("state=final"));
	clocks_are(*state, one, "nl_objection 2026-03-02 2026-04-13 ended -");
}

static void what_happens_to_it_has_a_reason_and_moves_the_day(void **state)
{
	struct id one, clock, stop, set;

	under(*state, "nl");
	one = bound(*state, "nl_inburgering");
	make(*state, "event", PAIRS(OF("person", one), "what=registered", "day=2026-03-02"));
	clock = clock_named(*state, one, "nl_plan");
	refused(*state, "clock_move", NOBODY, PAIRS(OF("clock", clock), "what=suspended", "day=2026-04-01"), "reason");
	stop = make(*state, "clock_move", PAIRS(OF("clock", clock), "what=suspended", "day=2026-04-01", "reason=In hospital"));
	clocks_are(*state, one, "nl_plan 2026-03-02 - suspended -");
	refused(*state, "clock_move", NOBODY, PAIRS(OF("clock", clock), "what=suspended", "day=2026-04-02", "reason=Again"),
		"what");
	set = make(*state, "clock_move", PAIRS(OF("clock", clock), "what=resumed", "day=2026-04-15", "reason=Home again"));
	/* Fourteen days more: 25 May is Whit Monday. */
	clocks_are(*state, one, "nl_plan 2026-03-02 2026-05-26 running -");
	amend(*state, "clock_move", set, PAIRS("day=2026-04-16"));
	clocks_are(*state, one, "nl_plan 2026-03-02 2026-05-26 running -");
	amend(*state, "clock_move", set, PAIRS("day=2026-04-17"));
	clocks_are(*state, one, "nl_plan 2026-03-02 2026-05-27 running -");
	make(*state, "clock_move", PAIRS(OF("clock", clock), "what=extended", "day=2026-04-20", "length=6 weeks",
		"reason=Papers from abroad"));
	clocks_are(*state, one, "nl_plan 2026-03-02 2026-07-08 running -");
	take_back(*state, "clock_move", stop);
	take_back(*state, "clock_move", set);
	clocks_are(*state, one, "nl_plan 2026-03-02 2026-06-22 running -");
	make(*state, "clock_move", PAIRS(OF("clock", clock), "what=moved", "day=2026-05-01", "until=2026-06-20",
		"reason=Agreed with the ministry"));
	clocks_are(*state, one, "nl_plan 2026-03-02 2026-06-20 running -");
	make(*state, "clock_move", PAIRS(OF("clock", clock), "what=exempted", "day=2026-05-02", "reason=Medical ground"));
	clocks_are(*state, one, "nl_plan 2026-03-02 - exempted -");
	refused(*state, "clock_move", NOBODY, PAIRS(OF("clock", clock), "what=extended", "day=2026-05-03", "length=1 week",
		"reason=More"), "clock");
}

static void nobody_suspends_by_the_state_alone(void **state)
{
	struct id one = make(*state, "person", PAIRS("given_name=Ana", "arrived=2026-01-03"));
	struct id clock = make(*state, "clock", PAIRS(OF("person", one), "what=Letter", "began=2026-05-01", "length=2 weeks"));

	clocks_are(*state, one, "Letter 2026-05-01 2026-05-15 running -");
	refused(*state, "clock", clock, PAIRS("state=suspended"), "state");
	refused(*state, "clock", clock, PAIRS("state=exempted"), "state");
	make(*state, "clock_move", PAIRS(OF("clock", clock), "what=suspended", "day=2026-05-03", "reason=Waiting"));
	refused(*state, "clock", clock, PAIRS("state=running"), "state");
	amend(*state, "clock", clock, PAIRS("state=met"));
	clocks_are(*state, one, "Letter 2026-05-01 - met 2026-05-04");
	refused(*state, "clock_move", NOBODY, PAIRS(OF("clock", clock), "what=resumed", "day=2026-05-04", "reason=x"), "clock");
}

static void what_does_not_fit_is_refused(void **state)
{
	struct id one = make(*state, "person", PAIRS("given_name=Ana", "arrived=2026-01-03"));
	struct id two = make(*state, "person", PAIRS("given_name=Bo", "arrived=2026-01-03"));
	struct id clock = make(*state, "clock", PAIRS(OF("person", one), "what=Letter", "began=2026-05-01", "length=2 weeks"));
	struct id other = make(*state, "clock", PAIRS(OF("person", one), "what=Call", "began=2026-05-01", "length=2 weeks",
		OF("after", clock)));

	refused(*state, "clock", NOBODY, PAIRS(OF("person", one), "what=x", "began=2026-05", "length=2 weeks"), "began");
	refused(*state, "clock", NOBODY, PAIRS(OF("person", one), "what=x", "set_by=law", "began=2026-05-01", "length=1 week"),
		"source");
	refused(*state, "clock", NOBODY, PAIRS(OF("person", one), "what=x", "began=2026-05-01", "length=1 week", "rule=nl_plan"),
		"rule");
	refused(*state, "clock", NOBODY, PAIRS(OF("person", two), "what=x", "length=1 week", OF("after", clock)), "after");
	refused(*state, "clock", clock, PAIRS(OF("after", other)), "after");
	refused(*state, "clock", clock, PAIRS("met=2026-04-01"), "met");
	refused(*state, "clock_move", NOBODY, PAIRS(OF("clock", clock), "what=extended", "reason=x"), "length");
	refused(*state, "clock_move", NOBODY, PAIRS(OF("clock", clock), "what=moved", "reason=x"), "until");
	refused(*state, "clock_move", NOBODY, PAIRS(OF("clock", clock), "what=resumed", "reason=x"), "what");
	refused(*state, "clock_move", NOBODY, PAIRS(OF("clock", clock), "what=suspended", "day=2026-05-03", "until=2026-05-02",
		"reason=x"), "until");
	refused(*state, "event", NOBODY, PAIRS(OF("person", one), "what=registered", "day=2026-05"), "day");
	/* One that waits for another has no last day before that one is met. */
	HAS(*state, "clock", other, "due", NULL);
	amend(*state, "clock", clock, PAIRS("met=2026-05-03"));
	HAS(*state, "clock", other, "due", "2026-05-17");
}

static void a_new_holiday_counts_at_once(void **state)
{
	struct id one, day;

	under(*state, "de");
	one = make(*state, "person", PAIRS("given_name=Ana", "arrived=2026-01-03"));
	make(*state, "clock", PAIRS(OF("person", one), "what=Call", "began=2026-05-01", "length=10 working days"));
	make(*state, "clock", PAIRS(OF("person", one), "what=Letter", "set_by=law", "source=Act 1", "began=2026-05-06",
		"length=6 weeks"));
	/* 1 May is itself a holiday and not counted; Ascension Day is one of the days between. */
	clocks_are(*state, one, "Call 2026-05-01 2026-05-18 running -|Letter 2026-05-06 2026-06-17 running -");
	day = make(*state, "holiday", PAIRS("day=2026-05-15", "name=Bridge day"));
	clocks_are(*state, one, "Call 2026-05-01 2026-05-19 running -|Letter 2026-05-06 2026-06-17 running -");
	make(*state, "holiday", PAIRS("day=2026-06-17", "name=Town day"));
	clocks_are(*state, one, "Call 2026-05-01 2026-05-19 running -|Letter 2026-05-06 2026-06-18 running -");
	take_back(*state, "holiday", day);
	clocks_are(*state, one, "Call 2026-05-01 2026-05-18 running -|Letter 2026-05-06 2026-06-18 running -");
}

/* A child is 18 on the birthday; whoever came as an adult was so elsewhere. */
static void who_comes_of_age_does_so_here(void **state)
{
	struct id child = make(*state, "person", PAIRS("given_name=Ana", "born=2008-07-01", "arrived=2026-01-03"));
	struct id clock;

	under(*state, "nl");
	clock = make(*state, "clock", PAIRS(OF("person", child), "what=Guardian reports", "event=turned_18", "began=2026-07-01",
		"length=1 month"));
	HAS(*state, "clock", clock, "due", "2026-08-01");
}

/* The same events told in random orders, some wrongly first and put right later, leave the same clocks. */
static void whatever_the_order_the_clocks_are_the_same(void **state)
{
	static const char *const days[] = { "2026-02-02", "2026-02-16", "2026-03-02", "2026-03-20", "2026-04-01" };
	static const char *const kinds[] = { "registered", "plan_set", "decision_sent", "registered", "plan_set" };

	under(*state, "nl");
	rng_seed(417);
	for (int round = 0; round < 40; round++) {
		char *want = NULL;

		for (int telling = 0; telling < 4; telling++) {
			struct id one = bound(*state, "nl_inburgering");
			int order[] = { 0, 1, 2, 3, 4 };
			char *got;

			for (int i = 4; i > 0; i--) {
				int j = (int)rng_below((uint32_t)i + 1), keep = order[i];

				order[i] = order[j];
				order[j] = keep;
			}
			for (int i = 0; i < 5; i++) {
				int which = order[i];
				char what[40], day[20], wrong[20];
				struct id event;

				snprintf(what, sizeof what, "what=%s", kinds[which]);
				snprintf(day, sizeof day, "day=%s", days[(which + round) % 5]);
				snprintf(wrong, sizeof wrong, "day=%s", days[rng_below(5)]);
				event = make(*state, "event", PAIRS(OF("person", one), what, rng_below(2) ? day : wrong));
				amend(*state, "event", event, PAIRS(day));
			}
			got = clocks_of(*state, one);
			if (want)
				assert_string_equal(got, want);
			else
				want = mem_str(got);
			free(got);
		}
		free(want);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(an_event_starts_what_the_law_says),
		TOWN_TEST(nobody_starts_a_clock_without_the_duty_or_the_law),
		TOWN_TEST(what_is_done_meets_it_and_starts_the_next),
		TOWN_TEST(taking_the_event_back_takes_all_of_it_back),
		TOWN_TEST(another_plan_does_not_begin_the_years_again),
		TOWN_TEST(one_clock_begins_when_another_is_met),
		TOWN_TEST(a_decision_is_taken_as_known_some_days_later),
		TOWN_TEST(a_settled_decision_leaves_nothing_to_object_to),
		TOWN_TEST(what_happens_to_it_has_a_reason_and_moves_the_day),
		TOWN_TEST(nobody_suspends_by_the_state_alone),
		TOWN_TEST(what_does_not_fit_is_refused),
		TOWN_TEST(a_new_holiday_counts_at_once),
		TOWN_TEST(who_comes_of_age_does_so_here),
		TOWN_TEST(whatever_the_order_the_clocks_are_the_same),
	};

	return DOORS_RUN(tests);
}
