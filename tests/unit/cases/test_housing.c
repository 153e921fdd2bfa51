/* SPDX-License-Identifier: EUPL-1.2 */
/* Homes: what may follow on what, where people stay and for how long, and what comes with an offer and a move. */
#include "tests/unit/cases/town.h"

#include "cases/stay.h"

static struct id somebody(struct store *store, const char *name)
{
	char pair[64];

	snprintf(pair, sizeof pair, "given_name=%s", name);
	return make(store, "person", PAIRS(pair, "arrived=2026-01-05"));
}

static int64_t number(struct store *store, const char *sql, struct id id)
{
	struct stmt *stmt;
	int64_t n;

	WELL(store_sql(store, sql, &stmt, &err_));
	stmt_id(stmt, "id", id);
	WELL(stmt_step(stmt, &err_));
	n = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return n;
}

/* The only record of this kind that the person has in the given state or place. */
static struct id only(struct store *store, const char *sql, struct id person)
{
	struct stmt *stmt;
	struct id id;

	WELL(store_sql(store, sql, &stmt, &err_));
	stmt_id(stmt, "id", person);
	WELL(stmt_step(stmt, &err_));
	id = stmt_get_id(stmt, 0);
	assert_int_equal(stmt_step(stmt, NULL), ST_DONE);
	return id;
}

#define STAY_NOW "SELECT id FROM stay WHERE person = :id AND gone = 0 AND until IS NULL"

/* ---- each change of state, allowed or not ---- */

typedef struct id make_in(struct store *store, const char *state);

static struct id an_offer(struct store *store, const char *state)
{
	char pair[64];
	struct id home = make(store, "dwelling", PAIRS("address=Mill Lane 1"));
	struct id person = somebody(store, "Ana");

	snprintf(pair, sizeof pair, "state=%s", state);
	return make(store, "placement", PAIRS(OF("person", person), OF("dwelling", home), "offered=2026-04-20", pair));
}

static struct id a_need(struct store *store, const char *state)
{
	char pair[64];

	snprintf(pair, sizeof pair, "state=%s", state);
	return make(store, "need", PAIRS(OF("person", somebody(store, "Ana")), pair));
}

static struct id a_visit(struct store *store, const char *state)
{
	char pair[64];

	snprintf(pair, sizeof pair, "state=%s", state);
	return make(store, "visit", PAIRS(OF("person", somebody(store, "Ana")), "due=2026-05-10", pair));
}

static struct id a_subsidy(struct store *store, const char *state)
{
	char pair[64];

	snprintf(pair, sizeof pair, "state=%s", state);
	return make(store, "subsidy", PAIRS(OF("person", somebody(store, "Ana")), "amount=120", pair));
}

static struct id a_home(struct store *store, const char *state)
{
	char pair[64];

	snprintf(pair, sizeof pair, "state=%s", state);
	return make(store, "dwelling", PAIRS("address=Mill Lane 1", pair));
}

/* Said here once more, apart from the register. */
static const struct { const char *kind; make_in *make; const char *ways; } lives[] = {
	{ "placement", an_offer, " offered>accepted offered>declined offered>withdrawn offered>run_out offered>moved_in"
		" accepted>moved_in accepted>declined accepted>withdrawn run_out>accepted run_out>declined moved_in>ended " },
	{ "need", a_need, " open>met open>withdrawn met>open withdrawn>open " },
	{ "visit", a_visit, " planned>kept planned>missed planned>cancelled missed>planned missed>kept missed>cancelled " },
	{ "subsidy", a_subsidy, " planned>asked planned>withdrawn asked>granted asked>refused asked>withdrawn refused>asked"
		" refused>granted granted>ended " },
	{ "dwelling", a_home, " free>reserved free>offered free>taken free>withdrawn reserved>free reserved>offered"
		" reserved>taken reserved>withdrawn offered>free offered>reserved offered>taken offered>withdrawn taken>free"
		" taken>reserved taken>offered taken>withdrawn withdrawn>free " },
};

static void try_way(struct store *store, size_t i, const char *from, const char *to)
{
	struct id id = lives[i].make(store, from);
	char way[64], pair[64];

	snprintf(way, sizeof way, " %s>%s ", from, to);
	snprintf(pair, sizeof pair, "state=%s", to);
	if (strstr(lives[i].ways, way))
		amend(store, lives[i].kind, id, PAIRS(pair));
	else
		refused(store, lives[i].kind, id, PAIRS(pair), "state");
}

static void each_change_of_state_is_tried(void **state)
{
	int tried = 0;

	for (size_t i = 0; i < ARRAY_LEN(lives); i++) {
		const struct choice *choices = kind_field(the(lives[i].kind), "state")->choices;

		for (const struct choice *from = choices; from->key; from++)
			for (const struct choice *to = choices; to->key; to++, tried++)
				if (from != to)
					try_way(*state, i, from->key, to->key);
	}
	assert_int_equal(tried, 49 + 9 + 16 + 36 + 25);
}

/* ---- offers ---- */

static void an_answer_has_its_day_and_its_reason(void **state)
{
	struct id id = an_offer(*state, "offered");

	refused(*state, "placement", id, PAIRS("why=small"), "why");
	refused(*state, "placement", id, PAIRS("state=declined", "answered=2026-04-01"), "answered");
	refused(*state, "placement", id, PAIRS("state=accepted", "why=stairs"), "why");
	refused(*state, "placement", id, PAIRS("ended=2026-05-01"), "ended");
	amend(*state, "placement", id, PAIRS("state=declined"));
	HAS(*state, "placement", id, "answered", "2026-05-04");
	HAS(*state, "placement", id, "why", "not_said");
	amend(*state, "placement", id, PAIRS("why=stairs", "reason=The lift is out of order"));
	HAS(*state, "placement", id, "why", "stairs");
	refused(*state, "placement", id, PAIRS("moved_in=2026-05-04"), "moved_in");
	id = an_offer(*state, "accepted");
	refused(*state, "placement", id, PAIRS("state=moved_in", "moved_in=2026-06-01"), "moved_in");
	amend(*state, "placement", id, PAIRS("moved_in=2026-06-01"));
}

static void an_offer_that_ran_out_frees_the_home(void **state)
{
	struct id home = make(*state, "dwelling", PAIRS("address=Hill Road 4")), one = somebody(*state, "A");
	struct id id = make(*state, "placement", PAIRS(OF("person", one), OF("dwelling", home))), other;

	amend(*state, "placement", id, PAIRS("state=run_out"));
	HAS(*state, "dwelling", home, "state", "free");
	amend(*state, "placement", id, PAIRS("state=accepted"));
	HAS(*state, "dwelling", home, "state", "taken");
	amend(*state, "placement", id, PAIRS("state=withdrawn", "why=owner"));
	HAS(*state, "dwelling", home, "state", "free");
	id = make(*state, "placement", PAIRS(OF("person", one), OF("dwelling", home), "state=run_out"));
	other = make(*state, "placement", PAIRS(OF("person", somebody(*state, "B")), OF("dwelling", home)));
	refused(*state, "placement", id, PAIRS("state=accepted"), "dwelling");
	amend(*state, "placement", other, PAIRS("state=declined"));
	amend(*state, "placement", id, PAIRS("state=accepted"));
}

static void no_home_is_offered_that_is_not_safe(void **state)
{
	struct id home = make(*state, "dwelling", PAIRS("address=Hill Road 4", "checked=2026-04-01", "check_result=failed"));
	struct id one = somebody(*state, "A"), id;

	refused(*state, "placement", NOBODY, PAIRS(OF("person", one), OF("dwelling", home)), "dwelling");
	refused(*state, "dwelling", home, PAIRS("next_check=2026-03-01"), "next_check");
	refused(*state, "dwelling", home, PAIRS("checked="), "checked");
	refused(*state, "dwelling", home, PAIRS("available=2026-06-01", "until=2026-05-01"), "until");
	amend(*state, "dwelling", home, PAIRS("checked=2026-05-01", "check_result=passed", "next_check=2027-05-01"));
	id = make(*state, "placement", PAIRS(OF("person", one), OF("dwelling", home)));
	HAS(*state, "placement", id, "check_due", NULL);
	amend(*state, "placement", id, PAIRS("state=moved_in"));
	HAS(*state, "placement", id, "check_due", "2027-05-01");
	amend(*state, "dwelling", home, PAIRS("next_check=2026-08-01"));
	HAS(*state, "placement", id, "check_due", "2026-08-01");
	/* Who lives there is not put out by a check that failed. */
	amend(*state, "dwelling", home, PAIRS("check_result=failed"));
	amend(*state, "placement", id, PAIRS("reason=Likes the garden"));
	amend(*state, "placement", id, PAIRS("state=ended"));
	HAS(*state, "placement", id, "check_due", NULL);
}

/* ---- the move, and what comes with it ---- */

static void a_move_brings_stay_visits_and_meets_the_need(void **state)
{
	struct store *store = *state;
	struct id quarter = make(store, "neighbourhood", PAIRS("name=Harbour"));
	struct id home = make(store, "dwelling", PAIRS("address=Hill Road 4", OF("neighbourhood", quarter)));
	struct id one = somebody(store, "A"), reception, need, id, set, stay;
	char text[37];

	reception = make(store, "stay", PAIRS(OF("person", one), "place=reception", "since=2026-01-05", "address=Quay 2"));
	need = make(store, "need", PAIRS(OF("person", one), "people=2"));
	id = make(store, "placement", PAIRS(OF("person", one), OF("dwelling", home), "offered=2026-04-20"));
	set = amend(store, "placement", id, PAIRS("state=moved_in", "moved_in=2026-05-02"));
	HAS(store, "stay", reception, "until", "2026-05-02");
	stay = only(store, STAY_NOW, one);
	HAS(store, "stay", stay, "place", "own_home");
	HAS(store, "stay", stay, "since", "2026-05-02");
	HAS(store, "person", one, "address", "Hill Road 4");
	id_text(quarter, text);
	HAS(store, "person", one, "neighbourhood", text);
	HAS(store, "need", need, "state", "met");
	assert_int_equal(number(store, "SELECT count(*) FROM visit WHERE person = :id AND gone = 0 AND state = 'planned'"
		" AND due IN ('2026-05-16', '2026-08-02')", one), 2);
	refused(store, "visit", NOBODY, PAIRS(OF("person", one), OF("placement", id), "what=two_weeks", "due=2026-05-16"), "what");
	WELL(change_undo(store, &everybody, set, NULL, &err_));
	HAS(store, "stay", reception, "until", NULL);
	HAS(store, "person", one, "address", "Quay 2");
	HAS(store, "need", need, "state", "open");
	assert_int_equal(number(store, "SELECT count(*) FROM visit WHERE person = :id AND gone = 0", one), 0);
	amend(store, "placement", id, PAIRS("state=moved_in", "moved_in=2026-05-02"));
	amend(store, "placement", id, PAIRS("state=ended", "ended=2026-05-04", "ended_why=notice"));
	assert_int_equal(number(store, "SELECT count(*) FROM visit WHERE person = :id AND gone = 0 AND state = 'cancelled'",
		one), 2);
	assert_int_equal(number(store, "SELECT count(*) FROM stay WHERE person = :id AND gone = 0 AND until IS NULL", one), 0);
	HAS(store, "dwelling", home, "state", "free");
}

static void who_moves_on_leaves_the_home_before(void **state)
{
	struct id first = make(*state, "dwelling", PAIRS("address=Hill Road 4"));
	struct id second = make(*state, "dwelling", PAIRS("address=Mill Lane 1")), one = somebody(*state, "A");
	struct id lived = make(*state, "placement", PAIRS(OF("person", one), OF("dwelling", first), "offered=2026-02-01",
		"state=moved_in", "moved_in=2026-02-20"));
	struct id id = make(*state, "placement", PAIRS(OF("person", one), OF("dwelling", second), "offered=2026-04-20"));

	amend(*state, "placement", id, PAIRS("state=moved_in", "moved_in=2026-05-01"));
	HAS(*state, "placement", lived, "state", "ended");
	HAS(*state, "placement", lived, "ended", "2026-05-01");
	HAS(*state, "placement", lived, "ended_why", "another");
	HAS(*state, "dwelling", first, "state", "free");
	HAS(*state, "dwelling", second, "state", "taken");
	HAS(*state, "stay", only(*state, STAY_NOW, one), "since", "2026-05-01");
}

/* Written down as a stay before the placement was: one stay, which says now where it is. */
static void a_move_that_is_known_is_no_second_stay(void **state)
{
	struct store *store = *state;
	struct id quarter = make(store, "neighbourhood", PAIRS("name=Harbour"));
	struct id home = make(store, "dwelling", PAIRS("address=Hill Road 4", OF("neighbourhood", quarter)));
	struct id one = somebody(store, "A"), stay = make(store, "stay", PAIRS(OF("person", one), "place=own_home", "since=2026-05-02"));
	struct id placement;
	char text[37];

	placement = make(store, "placement", PAIRS(OF("person", one), OF("dwelling", home), "state=moved_in", "offered=2026-04-20",
		"moved_in=2026-05-02"));
	assert_int_equal(number(store, "SELECT count(*) FROM stay WHERE person = :id AND gone = 0", one), 1);
	id_text(placement, text);
	HAS(store, "stay", stay, "placement", text);
	HAS(store, "stay", stay, "until", NULL);
	HAS(store, "stay", stay, "address", "Hill Road 4");
	HAS(store, "person", one, "address", "Hill Road 4");
	amend(store, "placement", placement, PAIRS("state=ended", "ended=2026-05-04"));
	HAS(store, "stay", stay, "until", "2026-05-04");
}

static void a_move_told_long_after_plans_no_visits(void **state)
{
	struct id home = make(*state, "dwelling", PAIRS("address=Hill Road 4")), one = somebody(*state, "A");

	make(*state, "placement", PAIRS(OF("person", one), OF("dwelling", home), "offered=2023-02-01", "state=moved_in",
		"moved_in=2023-02-20"));
	assert_int_equal(number(*state, "SELECT count(*) FROM visit WHERE person = :id", one), 0);
}

static void the_plan_goes_on_with_the_home(void **state)
{
	struct id one = arrive(*state, "Ana", "2026-04-01"), home = make(*state, "dwelling", PAIRS("address=Hill Road 4"));
	struct id step = step_at(*state, one, "housing");
	struct id id = make(*state, "placement", PAIRS(OF("person", one), OF("dwelling", home), "offered=2026-04-20")), set;

	HAS(*state, "step", step, "state", "under_way");
	set = amend(*state, "placement", id, PAIRS("state=moved_in", "moved_in=2026-05-02"));
	HAS(*state, "step", step, "state", "done");
	HAS(*state, "step", step, "done", "2026-05-02");
	WELL(change_undo(*state, &everybody, set, NULL, &err_));
	HAS(*state, "step", step, "state", "under_way");
}

/* ---- places of stay ---- */

static void one_stays_at_one_place(void **state)
{
	struct store *store = *state;
	struct id one = somebody(store, "A"), first, second;

	amend(store, "person", one, PAIRS("address=Quay 2"));
	first = make(store, "stay", PAIRS(OF("person", one), "place=reception", "since=2026-01-05"));
	HAS(store, "stay", first, "address", "Quay 2");
	refused(store, "stay", first, PAIRS("until=2026-01-01"), "until");
	refused(store, "stay", NOBODY, PAIRS(OF("person", one), "place=family", "since=2025-12-01", "until=2026-02-01"), "since");
	refused(store, "stay", NOBODY, PAIRS(OF("person", one), "place=family", "since=2025-12-01"), "since");
	make(store, "stay", PAIRS(OF("person", one), "place=family", "since=2025-12-01", "until=2026-01-05"));
	second = make(store, "stay", PAIRS(OF("person", one), "place=shelter", "since=2026-03-01", "address=Mill Lane 9"));
	HAS(store, "stay", first, "until", "2026-03-01");
	HAS(store, "person", one, "address", "Mill Lane 9");
	amend(store, "person", one, PAIRS("address=Mill Lane 11"));
	HAS(store, "stay", second, "address", "Mill Lane 11");
	amend(store, "stay", second, PAIRS("address=Mill Lane 13"));
	HAS(store, "person", one, "address", "Mill Lane 13");
	refused(store, "stay", first, PAIRS("until="), "since");
	amend(store, "person", one, PAIRS("left=2026-05-04"));
	HAS(store, "stay", second, "until", "2026-05-04");
}

static void days_count_on_from_one_centre_to_the_next(void **state)
{
	struct id one = somebody(*state, "A"), id;

	make(*state, "stay", PAIRS(OF("person", one), "place=reception", "since=2026-01-05"));
	id = make(*state, "stay", PAIRS(OF("person", one), "place=shelter", "since=2026-03-01"));
	HAS(*state, "stay", id, "counted", "2026-01-05");
	id = make(*state, "stay", PAIRS(OF("person", one), "place=reception", "since=2026-03-10"));
	HAS(*state, "stay", id, "counted", "2026-01-05");
	id = make(*state, "stay", PAIRS(OF("person", one), "place=family", "since=2026-04-01"));
	HAS(*state, "stay", id, "counted", "2026-04-01");
	id = make(*state, "stay", PAIRS(OF("person", one), "place=reception", "since=2026-04-20"));
	HAS(*state, "stay", id, "counted", "2026-04-20");
}

static void who_waits_longest_stands_first(void **state)
{
	static const struct actor teacher = { .user = "berg", .desk = "HA", .roles = ROLE_LANGUAGE };
	struct id one = somebody(*state, "A"), two = somebody(*state, "B"), three = somebody(*state, "C");
	struct stay_row *row;
	struct term target;
	bool more, wanted;
	int n;

	make(*state, "stay", PAIRS(OF("person", two), "place=reception", "since=2026-02-02"));
	make(*state, "stay", PAIRS(OF("person", one), "place=reception", "since=2026-02-03"));
	make(*state, "stay", PAIRS(OF("person", three), "place=rental", "since=2026-01-05"));
	WELL(stay_target(*state, &target, &wanted, &err_));
	assert_true(wanted && target.n == 90 && target.unit == TERM_DAYS);
	WELL(stay_waiting(*state, &everybody, 10, &row, &n, &more, &err_));
	assert_int_equal(n, 2);
	assert_string_equal(row[0].name, "B");
	assert_int_equal(row[0].days, 91);
	assert_true(stay_is_over(&row[0], target, TOWN_DAY));
	assert_false(stay_is_over(&row[1], target, TOWN_DAY));
	assert_false(more);
	stay_rows_free(row, n);
	WELL(stay_waiting(*state, &everybody, 1, &row, &n, &more, &err_));
	assert_true(n == 1 && more);
	stay_rows_free(row, n);
	assert_int_equal(stay_waiting(*state, &teacher, 10, &row, &n, &more, NULL), ST_DENIED);
}

/* Where somebody stays whose address is secret stands in the opened record alone. */
static void a_secret_place_stays_secret(void **state)
{
	struct store *store = *state;
	struct id quarter = make(store, "neighbourhood", PAIRS("name=Harbour")), one = somebody(store, "A"), id, need;
	struct list_query query = { .kind = the("stay") };
	struct list_page page;
	char text[37];

	amend(store, "person", one, PAIRS("address_secret=yes"));
	id = make(store, "stay", PAIRS(OF("person", one), "place=family", "address=Quay 2", OF("neighbourhood", quarter)));
	need = make(store, "need", PAIRS(OF("person", one), OF("near", quarter)));
	make(store, "preference", PAIRS(OF("need", need), OF("neighbourhood", quarter)));
	HAS(store, "stay", id, "address", "Quay 2");
	WELL(read_list(store, &everybody, &query, NULL, false, 10, &page, &err_));
	assert_int_equal(page.count, 1);
	assert_null(record_get(page.record[0], "address"));
	assert_null(record_get(page.record[0], "neighbourhood"));
	list_page_free(&page);
	id_text(quarter, text);
	query.n_filters = 1;
	query.filter[0] = (struct filter){ kind_field(the("stay"), "neighbourhood"), FILTER_IS, text };
	WELL(read_list(store, &everybody, &query, NULL, false, 10, &page, &err_));
	assert_int_equal(page.count, 0);
	list_page_free(&page);
	query = (struct list_query){ .kind = the("preference") };
	WELL(read_list(store, &everybody, &query, NULL, false, 10, &page, &err_));
	assert_null(record_get(page.record[0], "neighbourhood"));
	list_page_free(&page);
}

/* ---- needs, visits, subsidies ---- */

static void a_household_looks_once(void **state)
{
	struct store *store = *state;
	struct id family = make(store, "household", PAIRS("name=Haidari", "people=4", "step_free=yes")), need, other;
	struct id one = make(store, "person", PAIRS("given_name=A", "arrived=2026-05-01", OF("household", family)));
	struct id two = make(store, "person", PAIRS("given_name=B", "arrived=2026-05-01", OF("household", family)));
	struct id old = make(store, "neighbourhood", PAIRS("name=Old")), new = make(store, "neighbourhood", PAIRS("name=New"));
	struct id wish;

	need = make(store, "need", PAIRS(OF("person", one)));
	HAS(store, "need", need, "people", "4");
	HAS(store, "need", need, "step_free", "yes");
	refused(store, "need", NOBODY, PAIRS(OF("person", two)), "state");
	refused(store, "need", need, PAIRS("within=3"), "near");
	amend(store, "need", need, PAIRS("state=withdrawn"));
	other = make(store, "need", PAIRS(OF("person", two)));
	refused(store, "need", need, PAIRS("state=open"), "state");
	wish = make(store, "preference", PAIRS(OF("need", other), OF("neighbourhood", old)));
	HAS(store, "preference", wish, "rank", "1");
	refused(store, "preference", NOBODY, PAIRS(OF("need", other), OF("neighbourhood", old)), "neighbourhood");
	refused(store, "preference", NOBODY, PAIRS(OF("need", other), OF("neighbourhood", new), "rank=1"), "neighbourhood");
	wish = make(store, "preference", PAIRS(OF("need", other), OF("neighbourhood", new)));
	HAS(store, "preference", wish, "rank", "2");
	assert_int_equal(number(store, "SELECT count(*) FROM preference WHERE person = :id AND gone = 0", two), 2);
}

static void visits_and_subsidies_keep_their_days(void **state)
{
	struct id id = a_visit(*state, "planned");

	refused(*state, "visit", id, PAIRS("findings=well"), "findings");
	refused(*state, "visit", id, PAIRS("day=2026-05-03"), "day");
	amend(*state, "visit", id, PAIRS("state=kept", "findings=repairs, papers"));
	HAS(*state, "visit", id, "day", "2026-05-04");
	id = a_subsidy(*state, "asked");
	HAS(*state, "subsidy", id, "asked", "2026-05-04");
	refused(*state, "subsidy", id, PAIRS("state=granted", "amount="), "amount");
	refused(*state, "subsidy", id, PAIRS("decided=2026-05-04"), "decided");
	refused(*state, "subsidy", id, PAIRS("state=granted", "decided=2026-05-01"), "decided");
	refused(*state, "subsidy", id, PAIRS("starts=2026-06-01", "until=2026-05-01"), "until");
	amend(*state, "subsidy", id, PAIRS("state=granted", "starts=2026-05-01", "until=2027-04-30"));
	HAS(*state, "subsidy", id, "decided", "2026-05-04");
}

static void what_waits(struct store *store, const char *want)
{
	struct str out = STR_INIT;
	struct stmt *stmt;

	WELL(store_sql(store, "SELECT watch, day FROM due ORDER BY day, watch", &stmt, &err_));
	while (stmt_step(stmt, NULL) == ST_OK)
		str_addf(&out, "%s%s %s", out.len ? "|" : "", stmt_get_text(stmt, 0), stmt_get_text(stmt, 1));
	assert_string_equal(str_get(&out), want);
	str_free(&out);
}

static void the_city_looks_out_for_homes(void **state)
{
	struct id home = make(*state, "dwelling", PAIRS("address=Hill Road 4", "next_check=2026-12-01"));
	struct id one = somebody(*state, "A"), id;

	make(*state, "stay", PAIRS(OF("person", one), "place=reception", "since=2026-03-01"));
	what_waits(*state, "stay.target 2026-05-30");
	id = make(*state, "placement", PAIRS(OF("person", one), OF("dwelling", home), "answer_by=2026-05-08"));
	what_waits(*state, "placement.answer 2026-05-08|stay.target 2026-05-30");
	amend(*state, "placement", id, PAIRS("state=accepted"));
	what_waits(*state, "placement.move 2026-05-18|stay.target 2026-05-30");
	amend(*state, "placement", id, PAIRS("state=moved_in"));
	what_waits(*state, "visit.due 2026-05-18|visit.due 2026-08-04|placement.check 2026-12-01");
	make(*state, "subsidy", PAIRS(OF("person", one)));
	make(*state, "subsidy", PAIRS(OF("person", one), "state=granted", "amount=90", "until=2026-10-31"));
	what_waits(*state, "visit.due 2026-05-18|subsidy.answer 2026-06-15|visit.due 2026-08-04|subsidy.ends 2026-09-01|"
		"placement.check 2026-12-01");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(each_change_of_state_is_tried),
		TOWN_TEST(an_answer_has_its_day_and_its_reason),
		TOWN_TEST(an_offer_that_ran_out_frees_the_home),
		TOWN_TEST(no_home_is_offered_that_is_not_safe),
		TOWN_TEST(a_move_brings_stay_visits_and_meets_the_need),
		TOWN_TEST(who_moves_on_leaves_the_home_before),
		TOWN_TEST(a_move_that_is_known_is_no_second_stay),
		TOWN_TEST(a_move_told_long_after_plans_no_visits),
		TOWN_TEST(the_plan_goes_on_with_the_home),
		TOWN_TEST(one_stays_at_one_place),
		TOWN_TEST(days_count_on_from_one_centre_to_the_next),
		TOWN_TEST(who_waits_longest_stands_first),
		TOWN_TEST(a_secret_place_stays_secret),
		TOWN_TEST(a_household_looks_once),
		TOWN_TEST(visits_and_subsidies_keep_their_days),
		TOWN_TEST(the_city_looks_out_for_homes),
	};

	return DOORS_RUN(tests);
}
