/* SPDX-License-Identifier: EUPL-1.2 */
/* Homes that fit: what is judged, what is not known, the order and its reasons, and for whom nothing is weighed. */
#include "tests/unit/cases/town.h"

#include "cases/homes.h"
#include "register/restrict.h"

static struct id somebody(struct store *store)
{
	return make(store, "person", PAIRS("given_name=Ana", "arrived=2026-01-05"));
}

/* Addresses in the order given, with how much each lacks: "Hill 0|Mill 1". */
static void order_is(struct store *store, struct id person, const char *want)
{
	struct str out = STR_INIT;
	struct homes homes;

	WELL(homes_for(store, &everybody, person, 20, &homes, &err_));
	for (int i = 0; i < homes.count; i++)
		str_addf(&out, "%s%s %d", i ? "|" : "", homes.home[i].address, homes.home[i].misses);
	assert_string_equal(str_get(&out), want);
	str_free(&out);
	homes_clear(&homes);
}

static void words_are(struct store *store, struct id person, int n, const char *want)
{
	struct str out = STR_INIT;
	struct homes homes;

	WELL(homes_for(store, &everybody, person, 20, &homes, &err_));
	assert_true(n < homes.count);
	for (int i = 0; i < homes.home[n].n_parts; i++) {
		str_add(&out, i ? "|" : "");
		home_words(&out, &homes.home[n].part[i]);
	}
	assert_string_equal(str_get(&out), want);
	str_free(&out);
	homes_clear(&homes);
}

static void what_is_needed_is_judged(void **state)
{
	struct store *store = *state;
	struct id one = somebody(store), need;

	make(store, "dwelling", PAIRS("address=Fits", "people=5", "bedrooms=3", "rooms=4", "step_free=yes", "rent=800",
		"service_costs=50", "pets=yes"));
	make(store, "dwelling", PAIRS("address=Small", "people=2", "bedrooms=1", "step_free=yes", "rent=400", "pets=yes"));
	make(store, "dwelling", PAIRS("address=Dear", "people=4", "bedrooms=2", "step_free=yes", "rent=850",
		"service_costs=51", "pets=yes"));
	make(store, "dwelling", PAIRS("address=Unknown"));
	make(store, "dwelling", PAIRS("address=Taken", "people=9", "state=taken"));
	make(store, "dwelling", PAIRS("address=Unsafe", "people=9", "checked=2026-05-01", "check_result=failed"));
	make(store, "dwelling", PAIRS("address=Gone", "people=9", "until=2026-05-03"));
	need = make(store, "need", PAIRS(OF("person", one), "people=4", "bedrooms=2", "step_free=yes", "max_rent=900",
		"pets=yes"));
	order_is(store, one, "Fits 0|Unknown 0|Dear 1|Small 2");
	words_are(store, one, 0, "for 5 people, 4 needed|3 bedrooms, 2 needed|step-free|rent 850.00, at most 900.00|"
		"pets are welcome|free in time");
	words_are(store, one, 1, "it is not known for how many people|bedrooms are not known|it is not known whether it is "
		"step-free|the rent is not known|it is not known whether pets are welcome|free in time");
	words_are(store, one, 2, "for 4 people, 4 needed|2 bedrooms, 2 needed|step-free|rent 901.00 is above 900.00|"
		"pets are welcome|free in time");
	words_are(store, one, 3, "for 2 people only, 4 needed|1 bedroom only, 2 needed|step-free|rent 400.00, at most 900.00|"
		"pets are welcome|free in time");
	amend(store, "need", need, PAIRS("max_rent=901"));
	order_is(store, one, "Dear 0|Fits 0|Unknown 0|Small 2");
}

static void wishes_come_before_all_that_is_not_needed(void **state)
{
	struct store *store = *state;
	struct id one = somebody(store), harbour = make(store, "neighbourhood", PAIRS("name=Harbour"));
	struct id hill = make(store, "neighbourhood", PAIRS("name=Hill")), need;

	make(store, "dwelling", PAIRS("address=Elsewhere", "people=1", "rent=300"));
	make(store, "dwelling", PAIRS("address=Second", "people=3", "rent=500", OF("neighbourhood", hill)));
	make(store, "dwelling", PAIRS("address=First", "people=4", "rent=600", OF("neighbourhood", harbour),
		"available=2026-08-01"));
	need = make(store, "need", PAIRS(OF("person", one), "people=1"));
	order_is(store, one, "Elsewhere 0|Second 0|First 0");
	make(store, "preference", PAIRS(OF("need", need), OF("neighbourhood", harbour)));
	make(store, "preference", PAIRS(OF("need", need), OF("neighbourhood", hill)));
	order_is(store, one, "First 0|Second 0|Elsewhere 0");
	words_are(store, one, 0, "for 4 people, 1 needed|free from 1 August 2026|neighbourhood: choice 1");
	words_are(store, one, 2, "for 1 person, 1 needed|free in time|neighbourhood not among those wanted");
}

static void near_is_near(void **state)
{
	struct store *store = *state;
	struct id one = somebody(store);
	struct id school = make(store, "neighbourhood", PAIRS("name=School", "latitude=51.92", "longitude=4.48"));
	struct id close = make(store, "neighbourhood", PAIRS("name=Close", "latitude=51.93", "longitude=4.48"));
	struct id far = make(store, "neighbourhood", PAIRS("name=Far", "latitude=52.10", "longitude=4.48"));
	struct id blank = make(store, "neighbourhood", PAIRS("name=Blank"));

	make(store, "dwelling", PAIRS("address=Far", OF("neighbourhood", far)));
	make(store, "dwelling", PAIRS("address=Blank", OF("neighbourhood", blank)));
	make(store, "dwelling", PAIRS("address=Close", OF("neighbourhood", close)));
	make(store, "dwelling", PAIRS("address=There", OF("neighbourhood", school)));
	make(store, "need", PAIRS(OF("person", one), "people=", OF("near", school), "within=3"));
	order_is(store, one, "There 0|Close 0|Blank 0|Far 1");
	words_are(store, one, 1, "it is not known for how many people|1.1 km away, at most 3|free in time");
	words_are(store, one, 3, "it is not known for how many people|20.0 km away, at most 3 wanted|free in time");
}

/* Without a need of its own: what the household's record says. */
static void a_household_is_enough(void **state)
{
	struct store *store = *state;
	struct id family = make(store, "household", PAIRS("name=Haidari", "people=3", "rooms=4"));
	struct id one = make(store, "person", PAIRS("given_name=A", "arrived=2026-05-01", OF("household", family)));
	struct id two = make(store, "person", PAIRS("given_name=B", "arrived=2026-05-01", OF("household", family)));

	amend(store, "household", family, PAIRS("people=3"));
	make(store, "dwelling", PAIRS("address=Small", "people=2", "rooms=4"));
	make(store, "dwelling", PAIRS("address=Narrow", "people=3", "rooms=3"));
	make(store, "dwelling", PAIRS("address=Fits", "people=3", "rooms=4"));
	order_is(store, one, "Fits 0|Small 1|Narrow 1");
	/* The need of one in the household is everybody's. */
	make(store, "need", PAIRS(OF("person", two), "people=2"));
	order_is(store, one, "Small 0|Narrow 0|Fits 0");
}

/* The same whatever the order in which homes were written down, and no more than was asked for. */
static void the_order_is_always_the_same(void **state)
{
	struct store *store = *state;
	struct id one = somebody(store);
	struct homes homes, again;

	for (int i = 0; i < 450; i++) {
		char address[32], people[32];

		snprintf(address, sizeof address, "address=Row %d", i);
		snprintf(people, sizeof people, "people=%d", 1 + i * 7 % 5);
		make(store, "dwelling", PAIRS(address, people));
	}
	WELL(homes_for(store, &everybody, one, 500, &homes, &err_));
	assert_int_equal(homes.count, 450);
	assert_int_equal(homes.fitting, 450);
	for (int i = 1; i < homes.count; i++)
		assert_true(homes.home[i - 1].spare <= homes.home[i].spare);
	WELL(homes_for(store, &everybody, one, 10, &again, &err_));
	assert_int_equal(again.count, 10);
	assert_int_equal(again.free, 450);
	for (int i = 0; i < again.count; i++)
		assert_true(id_same(again.home[i].id, homes.home[i].id));
	homes_clear(&homes);
	homes_clear(&again);
}

static void nothing_is_weighed_for_some(void **state)
{
	static const struct actor desk = { .user = "berg", .desk = "HA", .roles = ROLE_DESK };
	struct store *store = *state;
	struct id one = somebody(store), two = somebody(store);
	struct homes homes;
	struct err err = { .text = "" };

	make(store, "dwelling", PAIRS("address=Row 1"));
	assert_int_equal(homes_for(store, &desk, one, 10, &homes, &err), ST_DENIED);
	WELL(restrict_put(store, &everybody, one, "claim", &err_));
	assert_int_equal(homes_for(store, &everybody, one, 10, &homes, &err), ST_INVALID);
	assert_non_null(strstr(err.text, "restricted"));
	assert_int_equal(homes.count, 0);
	amend(store, "person", two, PAIRS("left=2026-05-01"));
	assert_int_equal(homes_for(store, &everybody, two, 10, &homes, &err), ST_INVALID);
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
	order_is(store, one, "");
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
		TOWN_TEST(what_is_needed_is_judged),
		TOWN_TEST(wishes_come_before_all_that_is_not_needed),
		TOWN_TEST(near_is_near),
		TOWN_TEST(a_household_is_enough),
		TOWN_TEST(the_order_is_always_the_same),
		TOWN_TEST(nothing_is_weighed_for_some),
		TOWN_TEST(an_offer_waits_a_week),
		TOWN_TEST(a_restricted_file_holds_up_nobody),
	};

	return DOORS_RUN(tests);
}
