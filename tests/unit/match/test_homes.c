/* SPDX-License-Identifier: EUPL-1.2 */
/* Households and homes: what is read of them, what each criterion finds, what is a question, and for whom nothing is weighed. */
#include "tests/unit/cases/town.h"

#include "match/homes.h"
#include "register/restrict.h"

static struct id somebody(struct store *store)
{
	return make(store, "person", PAIRS("given_name=Ana", "arrived=2026-01-05"));
}

/* One criterion that is the measure itself. */
static struct match_rule rule_of(const char *measure, bool condition, int64_t full)
{
	struct match_rule rule = { .what = MATCH_HOMES, .count = 1 };

	rule.criterion[0] = (struct match_criterion){ .condition = condition, .weight = 100, .unknown = 500, .full = full,
		.measure = match_measure(MATCH_HOMES, measure) };
	assert_non_null(rule.criterion[0].measure);
	return rule;
}

static int at_home(const struct match_facts *facts, struct id home)
{
	for (int i = 0; i < facts->n_places; i++)
		if (id_same(facts->place[i].id, home))
			return i;
	return -1;
}

/* "1000 4 people, room for 5": share and words of one pair. */
static void tells(struct store *store, struct id need, struct id home, const char *measure, int64_t full, const char *want)
{
	const struct match_pick pick = { .application = need };
	struct match_rule rule = rule_of(measure, false, full);
	struct match_line line[MATCH_CRITERIA_MOST];
	struct str out = STR_INIT;
	struct match_facts facts;
	int place;

	WELL(match_read(store, &everybody, MATCH_HOMES, &pick, &facts, &err_));
	assert_int_equal(facts.n_candidates, 1);
	place = at_home(&facts, home);
	assert_true(place >= 0);
	match_tell(&facts, &rule, 0, place, line);
	str_addf(&out, "%d ", line[0].is.share);
	line[0].by->measure->words(&out, line[0].by, &line[0].is);
	assert_string_equal(str_get(&out), want);
	assert_int_equal(line[0].is.share, line[0].by->measure->share(&facts, line[0].by, 0, place));
	str_free(&out);
	match_facts_clear(&facts);
}

static void size_and_rooms(void **state)
{
	struct store *store = *state;
	struct id one = somebody(store), need = make(store, "need", PAIRS(OF("person", one), "people=4", "bedrooms=2"));
	struct id fits = make(store, "dwelling", PAIRS("address=Fits", "people=5", "bedrooms=2"));
	struct id small = make(store, "dwelling", PAIRS("address=Small", "people=3", "bedrooms=1"));
	struct id blank = make(store, "dwelling", PAIRS("address=Blank"));

	tells(store, need, fits, "size", 0, "1000 4 people, room for 5");
	tells(store, need, small, "size", 0, "-1 4 people, and room for 3 only");
	tells(store, need, blank, "size", 0, "-2 Ask the owner for how many people the home is.");
	tells(store, need, fits, "close_fit", 0, "800 4 would live where there is room for 5");
	tells(store, need, small, "close_fit", 0, "-1 4 would live where there is room for 3");
	tells(store, need, fits, "bedrooms", 0, "1000 2 bedrooms needed, 2 there");
	tells(store, need, small, "bedrooms", 0, "-1 2 bedrooms needed, 1 only");
	tells(store, need, blank, "bedrooms", 0, "-2 Ask the owner how many bedrooms the home has.");
	amend(store, "need", need, PAIRS("people=", "bedrooms="));
	tells(store, need, fits, "size", 0, "-2 Ask how many people will live in the home.");
	tells(store, need, blank, "bedrooms", 0, "1000 no certain number of bedrooms is needed");
}

/* What nobody was asked is a question only where the answer matters. */
static void steps_and_pets(void **state)
{
	struct store *store = *state;
	struct id one = somebody(store), need = make(store, "need", PAIRS(OF("person", one), "people=1"));
	struct id good = make(store, "dwelling", PAIRS("address=Good", "step_free=yes", "pets=yes"));
	struct id bad = make(store, "dwelling", PAIRS("address=Bad", "step_free=no", "pets=no"));
	struct id blank = make(store, "dwelling", PAIRS("address=Blank"));

	tells(store, need, good, "step_free", 0, "1000 the home is step-free");
	tells(store, need, bad, "step_free", 0, "-2 Ask whether the household needs a home without steps.");
	tells(store, need, bad, "pets", 0, "-2 Ask whether the household brings a pet.");
	amend(store, "need", need, PAIRS("step_free=no", "pets=no"));
	tells(store, need, bad, "step_free", 0, "1000 step-free is not needed");
	tells(store, need, blank, "pets", 0, "1000 the household brings no pet");
	amend(store, "need", need, PAIRS("step_free=yes", "pets=yes"));
	tells(store, need, bad, "step_free", 0, "-1 step-free is needed, and there are steps");
	tells(store, need, blank, "step_free", 0, "-2 Ask the owner whether the home is step-free.");
	tells(store, need, blank, "pets", 0, "-2 Ask the owner whether pets are welcome.");
	tells(store, need, bad, "pets", 0, "-1 the household brings a pet, and pets are not welcome");
}

static void rent_is_all_in(void **state)
{
	struct store *store = *state;
	struct id one = somebody(store), need = make(store, "need", PAIRS(OF("person", one), "max_rent=900"));
	struct id fits = make(store, "dwelling", PAIRS("address=Fits", "rent=850", "service_costs=50"));
	struct id dear = make(store, "dwelling", PAIRS("address=Dear", "rent=850", "service_costs=50.01"));
	struct id open = make(store, "dwelling", PAIRS("address=Open", "rent=850"));
	struct id bare = make(store, "dwelling", PAIRS("address=Bare", "rent=900.01"));
	struct id blank = make(store, "dwelling", PAIRS("address=Blank", "service_costs=10"));

	tells(store, need, fits, "rent", 0, "1000 900.00 a month, of at most 900.00");
	tells(store, need, dear, "rent", 0, "-1 900.01 a month, and the household can pay 900.00");
	tells(store, need, open, "rent", 0, "-2 Ask what the service costs are: the rent is 850.00, of at most 900.00.");
	tells(store, need, bare, "rent", 0, "-1 900.01 a month, and the household can pay 900.00");
	tells(store, need, blank, "rent", 0, "-2 Ask the owner what the rent is.");
	amend(store, "need", need, PAIRS("max_rent="));
	tells(store, need, fits, "rent", 0, "-2 Ask what rent the household can pay.");
}

static void distances_can_be_checked_by_hand(void **state)
{
	struct store *store = *state;
	struct id school = make(store, "neighbourhood", PAIRS("name=School", "latitude=51.92", "longitude=4.48"));
	struct id close = make(store, "neighbourhood", PAIRS("name=Close", "latitude=51.94", "longitude=4.48"));
	struct id blank = make(store, "neighbourhood", PAIRS("name=Blank"));
	struct id one = somebody(store), need = make(store, "need", PAIRS(OF("person", one), OF("near", school), "near_for=school",
		"within=2"));
	struct id there = make(store, "dwelling", PAIRS("address=There", OF("neighbourhood", school)));
	struct id by = make(store, "dwelling", PAIRS("address=By", OF("neighbourhood", close)));
	struct id lost = make(store, "dwelling", PAIRS("address=Lost", OF("neighbourhood", blank)));

	/* 0.02 degrees on a circle of 6371 km are 2.22 km; 1000 of 2200 metres are 454 thousandths. */
	tells(store, need, by, "near", 1000, "454 2.2 km from the school");
	tells(store, need, by, "near", 2200, "1000 2.2 km from the school");
	tells(store, need, there, "near", 1000, "1000 in the very neighbourhood where it should be");
	tells(store, need, by, "within", 0, "-1 2.2 km from the school, more than the 2 km that the household named");
	tells(store, need, there, "within", 0, "1000 in the very neighbourhood where it should be");
	tells(store, need, lost, "within", 0, "-2 Find out where the home and its neighbourhood lie.");
	tells(store, need, there, "ties", 0, "1000 the school is in this neighbourhood");
	tells(store, need, by, "ties", 0, "-1 school, work and family are elsewhere");
	make(store, "stay", PAIRS(OF("person", one), "place=family", "since=2026-02-01", OF("neighbourhood", close)));
	tells(store, need, by, "ties", 0, "1000 the household lives in this neighbourhood now");
	amend(store, "need", need, PAIRS("near=", "near_for=", "within="));
	tells(store, need, by, "near", 1000, "-2 Ask what the home should be near to.");
	tells(store, need, lost, "within", 0, "1000 no distance is too far for the household");
	tells(store, need, there, "ties", 0, "-2 Ask what ties the household to a neighbourhood.");
}

static void the_list_counts_in_its_order(void **state)
{
	struct store *store = *state;
	struct id first = make(store, "neighbourhood", PAIRS("name=First")), second = make(store, "neighbourhood", PAIRS("name=Second"));
	struct id other = make(store, "neighbourhood", PAIRS("name=Other"));
	struct id one = somebody(store), need = make(store, "need", PAIRS(OF("person", one), "people=1"));
	struct id a = make(store, "dwelling", PAIRS("address=A", OF("neighbourhood", first)));
	struct id b = make(store, "dwelling", PAIRS("address=B", OF("neighbourhood", second)));
	struct id c = make(store, "dwelling", PAIRS("address=C", OF("neighbourhood", other)));
	struct id d = make(store, "dwelling", PAIRS("address=D"));

	tells(store, need, a, "preference", 1, "-2 Ask where the household would like to live.");
	make(store, "preference", PAIRS(OF("need", need), OF("neighbourhood", first)));
	make(store, "preference", PAIRS(OF("need", need), OF("neighbourhood", second)));
	tells(store, need, a, "preference", 1, "1000 choice 1 of 2 in the household's list");
	tells(store, need, b, "preference", 1, "500 choice 2 of 2 in the household's list");
	tells(store, need, b, "preference", 2, "1000 choice 2 of 2 in the household's list");
	tells(store, need, c, "preference", 1, "-1 the neighbourhood is not in the household's list");
	tells(store, need, d, "preference", 1, "-2 Find out in which neighbourhood the home lies.");
}

static void days_are_counted(void **state)
{
	struct store *store = *state;
	struct id one = somebody(store), need = make(store, "need", PAIRS(OF("person", one), "people=1", "asked=2026-04-24",
		"leave_by=2026-06-03", "needed_from=2026-06-01"));
	struct id now = make(store, "dwelling", PAIRS("address=Now")), late = make(store, "dwelling", PAIRS("address=Late",
		"available=2026-06-11", "until=2026-12-31"));
	struct id brief = make(store, "dwelling", PAIRS("address=Brief", "until=2026-05-20"));

	tells(store, need, now, "waited", 100, "100 10 days since the household asked, on 24 April 2026");
	tells(store, need, now, "deadline", 15, "500 must leave where it stays by 3 June 2026, in 30 days");
	tells(store, need, now, "free_by", 5, "1000 free in time");
	tells(store, need, late, "free_by", 5, "500 free from 11 June 2026, 10 days after it is needed");
	tells(store, need, late, "lasts", 0, "1000 to be had until 31 December 2026, needed from 1 June 2026");
	tells(store, need, brief, "lasts", 0, "-1 to be had until 20 May 2026 only, and needed from 1 June 2026");
	tells(store, need, now, "lasts", 0, "1000 to be had without an end");
	make(store, "stay", PAIRS(OF("person", one), "place=reception", "since=2026-01-24"));
	tells(store, need, now, "waited", 100, "1000 100 days in the reception centre, since 24 January 2026");
	tells(store, need, now, "waited", 365, "273 100 days in the reception centre, since 24 January 2026");
	amend(store, "need", need, PAIRS("leave_by="));
	tells(store, need, now, "deadline", 15, "-2 Ask by when the household must leave where it stays.");
}

/* Who was asked and named nothing wishes for nothing: no question is left. */
static void who_was_asked_is_not_asked_again(void **state)
{
	struct store *store = *state;
	struct id quarter = make(store, "neighbourhood", PAIRS("name=Harbour", "latitude=51.92", "longitude=4.48"));
	struct id one = somebody(store), need = make(store, "need", PAIRS(OF("person", one), "people=1", "wishes_asked=yes"));
	struct id home = make(store, "dwelling", PAIRS("address=Home", OF("neighbourhood", quarter)));

	tells(store, need, home, "near", 1000, "-1 there is nothing that it should be near to");
	tells(store, need, home, "ties", 0, "-1 nothing ties the household to this neighbourhood");
	tells(store, need, home, "preference", 1, "-1 the household prefers no neighbourhood");
	tells(store, need, home, "deadline", 15, "-1 no day by which it must leave where it stays");
	tells(store, need, home, "within", 0, "1000 no distance is too far for the household");
	tells(store, need, home, "size", 0, "-2 Ask the owner for how many people the home is.");
	amend(store, "need", need, PAIRS("wishes_asked=no"));
	tells(store, need, home, "preference", 1, "-2 Ask where the household would like to live.");
}

/* ---- who is weighed ---- */

static void counts(struct store *store, const struct match_pick *pick, int candidates, int places)
{
	struct match_facts facts;

	WELL(match_read(store, &everybody, MATCH_HOMES, pick, &facts, &err_));
	assert_int_equal(facts.n_candidates, candidates);
	assert_int_equal(facts.n_places, places);
	match_facts_clear(&facts);
}

static void is_refused(struct store *store, const struct match_pick *pick, enum status want, const char *says)
{
	struct match_facts facts;
	struct err err;

	err_clear(&err);
	assert_int_equal(match_read(store, &everybody, MATCH_HOMES, pick, &facts, &err), want);
	assert_non_null(strstr(err.text, says));
	assert_null(facts.own);
}

static void who_is_left_out(void **state)
{
	struct store *store = *state;
	struct id people[5], need[5], home = make(store, "dwelling", PAIRS("address=Home", "people=4")), family;

	for (int i = 0; i < 5; i++) {
		people[i] = somebody(store);
		need[i] = make(store, "need", PAIRS(OF("person", people[i]), "people=2"));
	}
	make(store, "dwelling", PAIRS("address=Taken", "people=4", "state=taken"));
	make(store, "dwelling", PAIRS("address=Unsafe", "people=4", "checked=2026-05-01", "check_result=failed"));
	make(store, "dwelling", PAIRS("address=Over", "people=4", "until=2026-05-03"));
	counts(store, NULL, 5, 1);
	amend(store, "person", people[0], PAIRS("left=2026-05-01"));
	WELL(restrict_put(store, &everybody, people[1], "objection", &err_));
	amend(store, "person", people[2], PAIRS("paused_until=2026-08-01", "paused_why=away"));
	amend(store, "need", need[3], PAIRS("state=withdrawn"));
	counts(store, NULL, 1, 1);
	counts(store, &(struct match_pick){ .place = home }, 1, 1);
	is_refused(store, &(struct match_pick){ .application = need[0] }, ST_INVALID, "moved away");
	is_refused(store, &(struct match_pick){ .application = need[1] }, ST_INVALID, "restricted");
	is_refused(store, &(struct match_pick){ .application = need[2] }, ST_INVALID, "paused");
	is_refused(store, &(struct match_pick){ .application = need[3] }, ST_INVALID, "met or withdrawn");
	is_refused(store, &(struct match_pick){ .application = id_new() }, ST_NOTFOUND, "no such");
	is_refused(store, &(struct match_pick){ .place = id_new() }, ST_NOTFOUND, "no such");
	/* An offer to somebody in the household stands. */
	family = make(store, "household", PAIRS("name=Haidari"));
	amend(store, "person", people[4], PAIRS(OF("household", family)));
	make(store, "placement", PAIRS(OF("person", make(store, "person", PAIRS("given_name=B", OF("household", family)))),
		OF("dwelling", make(store, "dwelling", PAIRS("address=Other", "people=4")))));
	counts(store, NULL, 0, 1);
	counts(store, &(struct match_pick){ .application = need[4] }, 1, 1);
}

/* From one home only those are read whom it may suit; what is not known stays. */
static void a_home_narrows(void **state)
{
	struct store *store = *state;
	struct match_rule rule = rule_of("size", true, 0);
	struct id home = make(store, "dwelling", PAIRS("address=Home", "people=3"));
	static const char *const people[] = { "people=2", "people=3", "people=4", "people=" };

	for (size_t i = 0; i < ARRAY_LEN(people); i++)
		make(store, "need", PAIRS(OF("person", somebody(store)), people[i]));
	counts(store, &(struct match_pick){ .place = home }, 4, 1);
	counts(store, &(struct match_pick){ .place = home, .rule = &rule }, 3, 1);
}

static void others_roles_see_nothing(void **state)
{
	struct store *store = *state;
	struct actor actor = everybody;
	struct match_facts facts;
	struct err err;

	err_clear(&err);
	actor.roles = role_by_name("language");
	assert_int_equal(match_read(store, &actor, MATCH_HOMES, NULL, &facts, &err), ST_DENIED);
	actor.roles = role_by_name("employment");
	assert_int_equal(match_read(store, &actor, MATCH_HOMES, NULL, &facts, &err), ST_DENIED);
	actor.roles = role_by_name("housing");
	WELL(match_read(store, &actor, MATCH_HOMES, NULL, &facts, &err_));
	match_facts_clear(&facts);
}

/* Where somebody whose address is secret wants to live counts, and shows in the opened file alone. */
static void a_secret_address_is_kept(void **state)
{
	struct store *store = *state;
	struct id there = make(store, "neighbourhood", PAIRS("name=There", "latitude=51.92", "longitude=4.48"));
	struct id one = somebody(store), need = make(store, "need", PAIRS(OF("person", one), OF("near", there), "near_for=family"));
	struct id home = make(store, "dwelling", PAIRS("address=Home", OF("neighbourhood", there)));
	struct match_rule rule = rule_of("near", false, 1000);
	struct match_line line[MATCH_CRITERIA_MOST];
	struct match_facts facts;

	amend(store, "person", one, PAIRS("address_secret=yes"));
	tells(store, need, home, "near", 1000, "1000 in the very neighbourhood where it should be");
	WELL(match_read(store, &everybody, MATCH_HOMES, &(struct match_pick){ .place = home }, &facts, &err_));
	match_tell(&facts, &rule, 0, 0, line);
	assert_int_equal(line[0].is.share, 1000);
	assert_string_equal(line[0].is.has, "*");
	assert_string_equal(line[0].is.wants, "*");
	match_facts_clear(&facts);
}

/* ---- one household's list ---- */

/* Addresses, best first; behind those that nothing stands against a bar. */
static void order_is(struct store *store, struct id person, int most, const char *want)
{
	struct str out = STR_INIT;
	struct match_homes homes;

	WELL(match_homes_of(store, &everybody, person, most, &homes, &err_));
	for (int i = 0; i < homes.count; i++) {
		str_add(&out, i && i == homes.fitting ? "|" : "");
		WELL(read_title(store, &everybody, the("dwelling"), homes.facts.place[homes.rank[i].place].id, &out, &err_));
	}
	assert_string_equal(str_get(&out), want);
	str_free(&out);
	match_homes_clear(&homes);
}

static void the_published_criteria_put_homes_in_order(void **state)
{
	struct store *store = *state;
	struct id hill = make(store, "neighbourhood", PAIRS("name=Hill")), one = somebody(store);
	struct id need = make(store, "need", PAIRS(OF("person", one), "people=4", "bedrooms=2", "step_free=yes", "max_rent=900",
		"pets=no"));

	make(store, "dwelling", PAIRS("address=Fits", "people=5", "bedrooms=3", "step_free=yes", "rent=800", "service_costs=50"));
	make(store, "dwelling", PAIRS("address=Close", "people=4", "bedrooms=2", "step_free=yes", "rent=850", "service_costs=50"));
	make(store, "dwelling", PAIRS("address=Small", "people=2", "bedrooms=2", "step_free=yes", "rent=400", "service_costs=0"));
	make(store, "dwelling", PAIRS("address=Hill", "people=8", "bedrooms=2", "step_free=yes", "rent=400", "service_costs=0",
		OF("neighbourhood", hill)));
	order_is(store, one, 0, "Close Fits Hill| Small");
	order_is(store, one, 2, "Close Fits");
	/* What lacks one thing stands before what lacks two, whatever the points. */
	make(store, "dwelling", PAIRS("address=Both", "people=3", "bedrooms=1", "step_free=yes", "rent=400", "service_costs=0"));
	order_is(store, one, 0, "Close Fits Hill| Small Both");
	make(store, "preference", PAIRS(OF("need", need), OF("neighbourhood", hill)));
	order_is(store, one, 0, "Hill Close Fits| Small Both");
}

/* Without a need of its own: what the household's record says, and nothing stands for the file but questions. */
static void a_household_is_enough(void **state)
{
	struct store *store = *state;
	struct id family = make(store, "household", PAIRS("name=Haidari"));
	struct id one = make(store, "person", PAIRS("given_name=A", "arrived=2026-05-01", OF("household", family)));

	amend(store, "household", family, PAIRS("people=3"));
	make(store, "dwelling", PAIRS("address=Small", "people=2"));
	make(store, "dwelling", PAIRS("address=Large", "people=6"));
	make(store, "dwelling", PAIRS("address=Fits", "people=3"));
	order_is(store, one, 0, "Fits Large| Small");
	make(store, "need", PAIRS(OF("person", make(store, "person", PAIRS("given_name=B", OF("household", family)))), "people=2"));
	order_is(store, one, 0, "Small Fits Large");
	amend(store, "person", one, PAIRS("left=2026-05-01"));
	{
		struct match_homes homes;
		struct err err;

		err_clear(&err);
		assert_int_equal(match_homes_of(store, &everybody, one, 0, &homes, &err), ST_INVALID);
		assert_int_equal(homes.count, 0);
	}
}

/* Whichever way rows were written down: the same order, of all or of the first few. */
static void the_order_is_always_the_same(void **state)
{
	struct store *store = *state;
	struct id one = somebody(store);
	struct match_homes all, few;

	make(store, "need", PAIRS(OF("person", one), "people=2"));
	for (int i = 0; i < 300; i++) {
		char address[32], people[32];

		snprintf(address, sizeof address, "address=Row %d", i);
		snprintf(people, sizeof people, "people=%d", 1 + i * 7 % 5);
		make(store, "dwelling", PAIRS(address, people));
	}
	WELL(match_homes_of(store, &everybody, one, 0, &all, &err_));
	WELL(match_homes_of(store, &everybody, one, 10, &few, &err_));
	assert_int_equal(all.count, 300);
	assert_int_equal(all.fitting, 240);
	assert_int_equal(few.count, 10);
	for (int i = 1; i < all.count; i++)
		assert_true(all.rank[i - 1].score.admissible > all.rank[i].score.admissible ||
			all.rank[i - 1].score.points >= all.rank[i].score.points);
	for (int i = 0; i < few.count; i++)
		assert_true(id_same(few.facts.place[few.rank[i].place].id, all.facts.place[all.rank[i].place].id));
	match_homes_clear(&all);
	match_homes_clear(&few);
}

/* ---- a round, a household's list and a home's list find the same ---- */

enum { PEOPLE = 40, HOMES = 30, PLACES = 5 };
static uint32_t seed = 20260504;

static int any(int n)
{
	seed = seed * 1664525u + 1013904223u;
	return (int)((seed >> 8) % (uint32_t)n);
}

/* "field=value", or the field empty: nobody knows. */
static const char *perhaps(const char *field, int value, char out[48])
{
	if (any(5))
		snprintf(out, 48, "%s=%d", field, value);
	else
		snprintf(out, 48, "%s=", field);
	return out;
}
#define PERHAPS(field, value) perhaps(field, value, (char[48]){ 0 })
#define PERHAPS_SO(field) (any(3) ? field "=yes" : any(2) ? field "=no" : field "=")

static void put_household(struct store *store, const struct id *quarter)
{
	static const char *const places[] = { "place=reception", "place=shelter", "place=family", "place=rental" };
	struct id one = somebody(store), need = make(store, "need", PAIRS(OF("person", one), PERHAPS("people", 1 + any(6)),
		PERHAPS("bedrooms", any(4)), PERHAPS("max_rent", 400 + 100 * any(6)), PERHAPS_SO("step_free"), PERHAPS_SO("pets"),
		PERHAPS_SO("wishes_asked"), "asked=2026-03-01"));
	int first = any(PLACES);

	if (any(2))
		amend(store, "need", need, PAIRS(OF("near", quarter[any(PLACES)]), PERHAPS("within", 1 + any(6))));
	for (int i = any(4); i > 0; i--)
		make(store, "preference", PAIRS(OF("need", need), OF("neighbourhood", quarter[(first + i) % PLACES])));
	if (any(4))
		make(store, "stay", PAIRS(OF("person", one), places[any(4)], "since=2026-02-01", OF("neighbourhood",
			quarter[any(PLACES)])));
}

static void put_town(struct store *store)
{
	struct id quarter[PLACES];

	for (int i = 0; i < PLACES; i++) {
		char name[32], latitude[32];

		snprintf(name, sizeof name, "name=Quarter %d", i);
		snprintf(latitude, sizeof latitude, "latitude=51.%d", 90 + i);
		quarter[i] = make(store, "neighbourhood", PAIRS(name, i ? latitude : "latitude=", i ? "longitude=4.48" : "longitude="));
	}
	for (int i = 0; i < HOMES; i++)
		make(store, "dwelling", PAIRS("address=Somewhere", PERHAPS("people", 1 + any(6)), PERHAPS("bedrooms", any(4)),
			PERHAPS("rent", 300 + 100 * any(6)), PERHAPS("service_costs", 10 * any(9)), PERHAPS_SO("step_free"),
			PERHAPS_SO("pets"), any(6) ? OF("neighbourhood", quarter[any(PLACES)]) : "neighbourhood="));
	for (int i = 0; i < PEOPLE; i++)
		put_household(store, quarter);
}

static int candidate_of(const struct match_facts *facts, struct id application)
{
	for (int i = 0; i < facts->n_candidates; i++)
		if (id_same(facts->candidate[i].application, application))
			return i;
	return -1;
}

static void same_lines(const struct match_facts *a, int ca, int pa, const struct match_facts *b, int cb, int pb,
	const struct match_rule *rule)
{
	struct match_line one[MATCH_CRITERIA_MOST], two[MATCH_CRITERIA_MOST];

	match_tell(a, rule, ca, pa, one);
	match_tell(b, rule, cb, pb, two);
	for (int i = 0; i < rule->count; i++) {
		assert_int_equal(one[i].is.share, two[i].is.share);
		assert_string_equal(one[i].is.has, two[i].is.has);
		assert_string_equal(one[i].is.wants, two[i].is.wants);
		assert_int_equal(one[i].points, two[i].points);
	}
	assert_int_equal(a->candidate[ca].waited, b->candidate[cb].waited);
	assert_int_equal(a->candidate[ca].lot, b->candidate[cb].lot);
}

static void all_ways_of_reading_find_the_same(void **state)
{
	struct store *store = *state;
	struct match_rule rule;
	struct match_facts all, part;
	int suited = 0;

	put_town(store);
	match_rule_default(MATCH_HOMES, &rule);
	WELL(match_read(store, &everybody, MATCH_HOMES, &(struct match_pick){ .rule = &rule }, &all, &err_));
	assert_int_equal(all.n_candidates, PEOPLE);
	assert_int_equal(all.n_places, HOMES);
	for (int c = 0; c < PEOPLE; c++) {
		WELL(match_read(store, &everybody, MATCH_HOMES, &(struct match_pick){ .application = all.candidate[c].application,
			.rule = &rule }, &part, &err_));
		for (int p = 0; p < HOMES; p++)
			same_lines(&all, c, p, &part, 0, at_home(&part, all.place[p].id), &rule);
		match_facts_clear(&part);
	}
	for (int p = 0; p < HOMES; p++) {
		WELL(match_read(store, &everybody, MATCH_HOMES, &(struct match_pick){ .place = all.place[p].id, .rule = &rule }, &part,
			&err_));
		for (int c = 0; c < PEOPLE; c++) {
			int at = candidate_of(&part, all.candidate[c].application);

			assert_int_equal(at >= 0, match_admissible(&all, &rule, c, p));
			if (at >= 0)
				same_lines(&all, c, p, &part, at, 0, &rule);
			suited += at >= 0;
		}
		match_facts_clear(&part);
	}
	assert_in_range(suited, PEOPLE, PEOPLE * HOMES / 2);
	match_facts_clear(&all);
	match_rule_clear(&rule);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(size_and_rooms),
		TOWN_TEST(steps_and_pets),
		TOWN_TEST(rent_is_all_in),
		TOWN_TEST(distances_can_be_checked_by_hand),
		TOWN_TEST(the_list_counts_in_its_order),
		TOWN_TEST(days_are_counted),
		TOWN_TEST(who_was_asked_is_not_asked_again),
		TOWN_TEST(who_is_left_out),
		TOWN_TEST(a_home_narrows),
		TOWN_TEST(others_roles_see_nothing),
		TOWN_TEST(a_secret_address_is_kept),
		TOWN_TEST(the_published_criteria_put_homes_in_order),
		TOWN_TEST(a_household_is_enough),
		TOWN_TEST(the_order_is_always_the_same),
		TOWN_TEST(all_ways_of_reading_find_the_same),
	};

	return DOORS_RUN(tests);
}
