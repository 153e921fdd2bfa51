/* SPDX-License-Identifier: EUPL-1.2 */
/* What households look for, the offer of a home, and offers that nobody answered. */
#include "tests/unit/cases/town.h"

#include "cases/homes.h"
#include "register/restrict.h"

static struct id somebody(struct store *store)
{
	return make(store, "person", PAIRS("given_name=Ana", "arrived=2026-01-05"));
}

static void looks_for(struct store *store, struct id person, const char *want)
{
	struct str out = STR_INIT;
	struct home_search search;

	WELL(home_search_of(store, &everybody, person, &search, &err_));
	home_search_words(&out, &search, "|");
	assert_string_equal(str_get(&out), want);
	str_free(&out);
}

/* Without a need of its own: what the household's record says. */
static void a_household_is_enough(void **state)
{
	struct store *store = *state;
	struct id family = make(store, "household", PAIRS("name=Haidari"));
	struct id one = make(store, "person", PAIRS("given_name=A", "arrived=2026-05-01", OF("household", family)));
	struct id two = make(store, "person", PAIRS("given_name=B", "arrived=2026-05-01", OF("household", family)));
	struct id quarter = make(store, "neighbourhood", PAIRS("name=Harbour"));

	amend(store, "household", family, PAIRS("people=3", "rooms=4", "step_free=yes"));
	looks_for(store, one, "3 people|4 rooms|step-free");
	looks_for(store, somebody(store), "1 person");
	/* The need of one in the household is everybody's. */
	make(store, "need", PAIRS(OF("person", two), "people=2", "bedrooms=1", "step_free=no", "max_rent=900", "pets=yes",
		OF("near", quarter), "within=3", "leave_by=2026-06-03"));
	looks_for(store, one, "2 people|1 bedroom|rent at most 900.00|with a pet|at most 3 km away|"
		"must leave where it stays by 3 June 2026");
}

static void nothing_is_looked_for_for_some(void **state)
{
	static const struct actor desk = { .user = "berg", .desk = "HA", .roles = ROLE_DESK };
	struct store *store = *state;
	struct id one = somebody(store), two = somebody(store);
	struct home_search search;
	struct err err = { .text = "" };

	assert_int_equal(home_search_of(store, &desk, one, &search, &err), ST_DENIED);
	WELL(restrict_put(store, &everybody, one, "claim", &err_));
	assert_int_equal(home_search_of(store, &everybody, one, &search, &err), ST_INVALID);
	assert_non_null(strstr(err.text, "restricted"));
	amend(store, "person", two, PAIRS("left=2026-05-01"));
	assert_int_equal(home_search_of(store, &everybody, two, &search, &err), ST_INVALID);
}

static void an_offer_waits_a_week(void **state)
{
	struct store *store = *state;
	struct id one = somebody(store), home = make(store, "dwelling", PAIRS("address=Row 1")), placement = { { 0 } };
	struct change *change = change_begin(store, &everybody);

	WELL(home_offer(change, one, home, (struct date){ 0, 0, 0 }, &placement, &err_));
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	HAS(store, "placement", placement, "answer_by", "2026-05-11");
	HAS(store, "dwelling", home, "state", "offered");
}

/* One file that is restricted keeps its offer; those of the others run out all the same. */
static void a_restricted_file_holds_up_nobody(void **state)
{
	struct id one = somebody(*state), two = somebody(*state), offer[2], set;
	int64_t n;

	offer[0] = make(*state, "placement", PAIRS(OF("person", one), OF("dwelling", make(*state, "dwelling",
		PAIRS("address=Row 1"))), "answer_by=2026-05-05"));
	offer[1] = make(*state, "placement", PAIRS(OF("person", two), OF("dwelling", make(*state, "dwelling",
		PAIRS("address=Row 2"))), "answer_by=2026-05-05"));
	WELL(restrict_put(*state, &everybody, one, "claim", &err_));
	clock_hold((int64_t)date_days((struct date){ 2026, 5, 12 }) * 86400000);
	WELL(homes_unanswered(*state, &n, &err_));
	assert_int_equal(n, 1);
	WELL(homes_lapse(*state, &everybody, &n, &set, &err_));
	assert_int_equal(n, 1);
	HAS(*state, "placement", offer[0], "state", "offered");
	HAS(*state, "placement", offer[1], "state", "run_out");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(a_household_is_enough),
		TOWN_TEST(nothing_is_looked_for_for_some),
		TOWN_TEST(an_offer_waits_a_week),
		TOWN_TEST(a_restricted_file_holds_up_nobody),
	};

	return DOORS_RUN(tests);
}
