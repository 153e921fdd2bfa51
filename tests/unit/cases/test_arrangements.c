/* SPDX-License-Identifier: EUPL-1.2 */
/* First arrangements, barriers and summonses: what comes by itself, and what never does. */
#include "tests/unit/cases/town.h"

#include "cases/arrangement.h"
#include "cases/summons.h"

static const struct arrangement_row *row_of(const struct arrangement_row *row, int n, const char *what)
{
	for (int i = 0; i < n; i++)
		if (str_same(row[i].what, what))
			return &row[i];
	return NULL;
}

static void tick(struct store *store, struct id person, const char *what, const char *to)
{
	struct arrangement_row row[ARRANGEMENTS_MOST];
	struct change *change = change_begin(store, &everybody);
	const struct arrangement_row *at;
	int n;

	WELL(arrangements_load(store, &everybody, person, row, &n, &err_));
	at = row_of(row, n, what);
	assert_non_null(at);
	WELL(arrangement_tick(change, person, what, at->record, to, &err_));
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	arrangements_clear(row, n);
}

static void an_arrival_gets_its_first_arrangements(void **state)
{
	struct id person = arrive(*state, "Rahel", "2026-04-28");
	struct arrangement_row row[ARRANGEMENTS_MOST];
	int n;

	assert_int_equal(count_rows(*state, "arrangement"), 8);
	WELL(arrangements_load(*state, &everybody, person, row, &n, &err_));
	assert_int_equal(n, 8);
	assert_string_equal(row[0].what, "registration");
	assert_string_equal(record_get(row[0].record, "target"), "2026-05-03");
	assert_string_equal(record_get(row[0].record, "state"), "open");
	assert_string_equal(record_get(row_of(row, n, "eid")->record, "target"), "2026-06-27");
	arrangements_clear(row, n);
}

static void whoever_came_long_ago_gets_none(void **state)
{
	arrive(*state, "Rahel", "2024-04-28");
	assert_int_equal(count_rows(*state, "arrangement"), 0);
	assert_int_equal(count_rows(*state, "plan"), 1);
}

static void the_town_says_which(void **state)
{
	struct actor clerk = { .user = "lind", .desk = "HA", .roles = ROLE_DESK };
	struct str text = STR_INIT;
	struct err err;

	assert_int_equal(arrangements_set(*state, &clerk, "bank 10", &err), ST_DENIED);
	assert_int_equal(arrangements_set(*state, &everybody, "bank 10, church 3", &err), ST_INVALID);
	assert_int_equal(arrangements_set(*state, &everybody, "bank 10, bank 3", &err), ST_INVALID);
	assert_int_equal(arrangements_set(*state, &everybody, "bank", &err), ST_INVALID);
	WELL(arrangements_set(*state, &everybody, "bank 10, eid 20", &err_));
	arrive(*state, "Rahel", "2026-04-28");
	assert_int_equal(count_rows(*state, "arrangement"), 2);
	WELL(arrangements_set(*state, &everybody, NULL, &err_));
	WELL(arrangements_text(*state, &text, &err_));
	assert_non_null(strstr(str_get(&text), "registration 5, handover 7"));
	str_free(&text);
}

static void a_tick_keeps_the_days(void **state)
{
	struct id person = arrive(*state, "Rahel", "2026-04-28");
	struct arrangement_row row[ARRANGEMENTS_MOST];
	const struct arrangement_row *bank;
	int n;

	tick(*state, person, "bank", "asked");
	tick(*state, person, "bank", "done");
	tick(*state, person, "eid", "not_needed");
	WELL(arrangements_load(*state, &everybody, person, row, &n, &err_));
	bank = row_of(row, n, "bank");
	assert_string_equal(record_get(bank->record, "asked"), "2026-05-04");
	assert_string_equal(record_get(bank->record, "done"), "2026-05-04");
	refused(*state, "arrangement", bank->record->id, PAIRS("done=2026-05-01", "asked=2026-05-02"), "done");
	refused(*state, "arrangement", NOBODY, PAIRS(OF("person", person), "what=bank"), "what");
	tick(*state, person, "bank", "open");
	HAS(*state, "arrangement", bank->record->id, "done", NULL);
	HAS(*state, "arrangement", bank->record->id, "asked", NULL);
	arrangements_clear(row, n);
}

static void what_was_never_made_is_made_when_ticked(void **state)
{
	struct id person = arrive(*state, "Rahel", "2024-04-28");

	tick(*state, person, "registration", "done");
	assert_int_equal(count_rows(*state, "arrangement"), 1);
}

/* ---- barriers ---- */

static void a_step_shows_what_holds_it_up(void **state)
{
	struct id person = arrive(*state, "Rahel", "2026-04-28"), step = step_at(*state, person, "language");
	struct id child = make(*state, "barrier", PAIRS(OF("step", step), "what=childcare", "since=2026-05-01"));
	struct id list;

	HAS(*state, "barrier", child, "stage", "language");
	HAS(*state, "step", step, "barrier", "childcare");
	list = make(*state, "barrier", PAIRS(OF("person", person), OF("step", step), "stage=language", "what=waiting_list"));
	HAS(*state, "step", step, "barrier", "waiting_list");
	amend(*state, "barrier", list, PAIRS("until=2026-05-04"));
	HAS(*state, "step", step, "barrier", "childcare");
	amend(*state, "barrier", child, PAIRS("what=opening_hours"));
	HAS(*state, "step", step, "barrier", "opening_hours");
	refused(*state, "barrier", child, PAIRS("until=2026-04-01"), "until");
	amend(*state, "barrier", child, PAIRS("until=2026-05-04"));
	HAS(*state, "step", step, "barrier", "none");
}

static void a_barrier_stays_with_its_person(void **state)
{
	struct id person = arrive(*state, "Rahel", "2026-04-28"), other = arrive(*state, "Ana", "2026-04-28");

	refused(*state, "barrier", NOBODY, PAIRS(OF("person", person), OF("step", step_at(*state, other, "work")), "what=cost",
		"stage=work"), "step");
}

/* ---- summonses ---- */

static struct id summon(struct store *store, struct id person, const char *day)
{
	char *on = mem_fmt("day=%s", day);
	struct id id = make(store, "summons", PAIRS(OF("person", person), "what=First interview", "sent=2026-04-01", on));

	free(on);
	return id;
}

static char *offer_for(struct store *store, struct id id)
{
	struct record *record = see(store, "summons", id);
	char *offer = summons_offer(store, record);

	record_free(record);
	return offer;
}

static void a_no_show_needs_a_reason_and_the_second_offers_a_warning(void **state)
{
	struct id person = arrive(*state, "Rahel", "2026-03-01");
	struct id first = summon(*state, person, "2026-04-10"), second = summon(*state, person, "2026-04-20");
	char *offer;

	refused(*state, "summons", first, PAIRS("state=no_show"), "reason");
	refused(*state, "summons", summon(*state, person, "2026-06-01"), PAIRS("state=no_show", "reason=unknown"), "state");
	amend(*state, "summons", first, PAIRS("state=no_show", "reason=unknown"));
	offer = offer_for(*state, first);
	assert_null(offer);
	amend(*state, "summons", second, PAIRS("state=no_show", "reason=none_given"));
	HAS(*state, "summons", second, "warning", "none");
	offer = offer_for(*state, second);
	assert_non_null(strstr(offer, "2 times"));
	free(offer);
	amend(*state, "summons", second, PAIRS("warning=spoken"));
	HAS(*state, "summons", second, "warned", "2026-05-04");
	offer = offer_for(*state, second);
	assert_null(offer);
}

static void warnings_are_counted_in_their_order(void **state)
{
	struct id person = arrive(*state, "Rahel", "2026-03-01");
	struct id early = summon(*state, person, "2026-04-10"), late = summon(*state, person, "2026-04-20");

	amend(*state, "summons", late, PAIRS("state=no_show", "reason=unknown", "warning=written", "warned=2026-04-25"));
	HAS(*state, "summons", late, "warning_number", "1");
	amend(*state, "summons", early, PAIRS("state=no_show", "reason=unknown", "warning=spoken", "warned=2026-04-12"));
	HAS(*state, "summons", early, "warning_number", "1");
	HAS(*state, "summons", late, "warning_number", "2");
	amend(*state, "summons", early, PAIRS("state=excused", "warning=none"));
	HAS(*state, "summons", early, "warning_number", NULL);
	HAS(*state, "summons", early, "warned", NULL);
	HAS(*state, "summons", late, "warning_number", "1");
}

static void nobody_is_warned_who_did_not_know(void **state)
{
	struct id person = arrive(*state, "Rahel", "2026-03-01"), id = summon(*state, person, "2026-04-10");

	refused(*state, "summons", id, PAIRS("warning=written"), "warning");
	refused(*state, "summons", id, PAIRS("state=no_show", "reason=not_received", "warning=written"), "warning");
	refused(*state, "summons", id, PAIRS("sent=2026-04-11"), "sent");
	amend(*state, "summons", id, PAIRS("state=no_show", "reason=not_received"));
	amend(*state, "summons", id, PAIRS("state=excused"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(an_arrival_gets_its_first_arrangements),
		TOWN_TEST(whoever_came_long_ago_gets_none),
		TOWN_TEST(the_town_says_which),
		TOWN_TEST(a_tick_keeps_the_days),
		TOWN_TEST(what_was_never_made_is_made_when_ticked),
		TOWN_TEST(a_step_shows_what_holds_it_up),
		TOWN_TEST(a_barrier_stays_with_its_person),
		TOWN_TEST(a_no_show_needs_a_reason_and_the_second_offers_a_warning),
		TOWN_TEST(warnings_are_counted_in_their_order),
		TOWN_TEST(nobody_is_warned_who_did_not_know),
	};

	return DOORS_RUN(tests);
}
