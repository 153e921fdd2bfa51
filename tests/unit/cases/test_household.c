/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Households over time: memberships and the household in people's files are one truth
 * whichever of them is changed, people part on a day, minors without an adult wait
 * for a guardian, ages are told as far as they are known.
 */
#include "tests/unit/cases/town.h"

#include "cases/age.h"
#include "cases/erase.h"
#include "cases/household.h"

#define HERE "arrived=2026-03-02"

static char *text_of(struct store *store, const char *sql, struct id id)
{
	struct stmt *stmt;
	char *text;

	WELL(store_sql(store, sql, &stmt, &err_));
	stmt_id(stmt, "id", id);
	text = stmt_step(stmt, NULL) == ST_OK ? mem_str(stmt_get_text(stmt, 0)) : NULL;
	stmt_reset(stmt);
	return text;
}

static void is(struct store *store, const char *sql, struct id id, const char *expected)
{
	char *text = text_of(store, sql, id);

	assert_string_equal(text ? text : "", expected);
	free(text);
}

/* "role since until", each with "-" for none, in the order of beginning; and the file says what the open one says. */
static void history_is(struct store *store, struct id person, const char *expected)
{
	is(store, "SELECT group_concat(h.name || ' ' || coalesce(m.role, '-') || ' ' || coalesce(m.since, '-') || ' ' ||"
		" coalesce(m.until, '-'), '; ') FROM (SELECT * FROM membership WHERE person = :id AND gone = 0 ORDER BY rid) m"
		" JOIN household h ON h.id = m.household", person, expected);
	is(store, "SELECT (SELECT household FROM person WHERE id = :id) IS"
		" (SELECT household FROM membership WHERE person = :id AND gone = 0 AND until IS NULL)", person, "1");
}

static struct id member(struct store *store, struct id person, struct id home, const char *role)
{
	char text[64];

	snprintf(text, sizeof text, "role=%s", role);
	return make(store, "membership", PAIRS(OF("person", person), OF("household", home), text, "since=2026-03-02"));
}

static void the_file_brings_a_membership(void **state)
{
	struct id one = make(*state, "household", PAIRS("name=One")), two = make(*state, "household", PAIRS("name=Two"));
	struct id id = make(*state, "person", PAIRS("given_name=A", HERE, OF("household", one)));

	history_is(*state, id, "One - 2026-03-02 -");
	HAS(*state, "household", one, "people", "1");
	amend(*state, "person", id, PAIRS(OF("household", two)));
	history_is(*state, id, "One - 2026-03-02 2026-05-04; Two - 2026-05-04 -");
	amend(*state, "person", id, PAIRS("household="));
	history_is(*state, id, "One - 2026-03-02 2026-05-04; Two - 2026-05-04 2026-05-04");
}

static void a_membership_brings_the_file(void **state)
{
	struct id one = make(*state, "household", PAIRS("name=One")), two = make(*state, "household", PAIRS("name=Two"));
	struct id id = make(*state, "person", PAIRS("given_name=A", HERE));
	struct id first = member(*state, id, one, "partner"), second, set;

	history_is(*state, id, "One partner 2026-03-02 -");
	refused(*state, "membership", NOBODY, PAIRS(OF("person", id), OF("household", one)), "household");
	second = make(*state, "membership", PAIRS(OF("person", id), OF("household", two), "role=head", "since=2026-04-20"));
	history_is(*state, id, "One partner 2026-03-02 2026-04-20; Two head 2026-04-20 -");
	refused(*state, "membership", first, PAIRS("until=2026-03-01"), "until");
	set = amend(*state, "membership", second, PAIRS("until=2026-05-01"));
	history_is(*state, id, "One partner 2026-03-02 2026-04-20; Two head 2026-04-20 2026-05-01");
	WELL(change_undo(*state, &everybody, set, NULL, &err_));
	history_is(*state, id, "One partner 2026-03-02 2026-04-20; Two head 2026-04-20 -");
	/* Back where they were: reopened, and the other ends. */
	amend(*state, "membership", first, PAIRS("until="));
	is(*state, "SELECT h.name FROM person p JOIN household h ON h.id = p.household WHERE p.id = :id", id, "One");
	is(*state, "SELECT count(*) FROM membership WHERE person = :id AND gone = 0 AND until IS NULL", id, "1");
	/* The past of somewhere else changes nothing now. */
	make(*state, "membership", PAIRS(OF("person", id), OF("household", two), "since=2020", "until=2021"));
	is(*state, "SELECT h.name FROM person p JOIN household h ON h.id = p.household WHERE p.id = :id", id, "One");
}

static void taken_back_it_leaves_nobody_there(void **state)
{
	struct id one = make(*state, "household", PAIRS("name=One", "people=3"));
	struct id id = make(*state, "person", PAIRS("given_name=A", HERE)), first = member(*state, id, one, "head");
	struct change *change = change_begin(*state, &everybody);

	change_delete(change, the("membership"), first, 0);
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	history_is(*state, id, "");
	HAS(*state, "household", one, "people", "2");
}

/* Rows as files hold them that are older than memberships. */
static void older_files_are_followed_on(void **state)
{
	struct id one = make(*state, "household", PAIRS("name=One")), two = make(*state, "household", PAIRS("name=Two"));
	struct id id = make(*state, "person", PAIRS("given_name=A", HERE)), other;
	struct store *store = *state;
	unsigned doors = store_enter(store, DOOR_CHANGE);
	struct stmt *stmt;
	struct change *change;

	other = make(*state, "person", PAIRS("given_name=B", HERE));
	WELL(store_sql(store, "UPDATE person SET household = :id", &stmt, &err_));
	stmt_id(stmt, "id", one);
	WELL(stmt_run(stmt, &err_));
	store_leave(store, doors);
	amend(store, "person", id, PAIRS(OF("household", two)));
	history_is(store, id, "One - - 2026-05-04; Two - 2026-05-04 -");
	change = change_begin(store, &everybody);
	WELL(household_move(change, other, (struct id){ { 0 } }, NULL, (struct date){ 2026, 4, 30 }, &err_));
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	history_is(store, other, "One - - 2026-04-30");
}

static void a_couple_parts(void **state)
{
	struct id home = make(*state, "household", PAIRS("name=Haidari", "people=5"));
	struct id a = make(*state, "person", PAIRS("given_name=A", "family_name=Haidari", "born=1990-01-31", HERE));
	struct id b = make(*state, "person", PAIRS("given_name=B", "family_name=Safi", "born=1991", HERE));
	struct id child = make(*state, "person", PAIRS("given_name=C", "born=2015-06-01", HERE, OF("household", home)));
	struct id moving[2] = { b, child }, out, set;
	struct change *change;
	struct member *there;
	int n;

	member(*state, a, home, "head");
	member(*state, b, home, "partner");
	amend(*state, "membership", member(*state, make(*state, "person", PAIRS("given_name=D", HERE)), home, "guest"),
		PAIRS("until=2026-04-01"));
	change = change_begin(*state, &everybody);
	WELL(household_split(change, moving, 2, NULL, (struct date){ 2026, 4, 20 }, &out, &err_));
	WELL(change_commit(change, &set, NULL, &err_));
	change_free(change);
	history_is(*state, b, "Haidari partner 2026-03-02 2026-04-20; Safi head 2026-04-20 -");
	history_is(*state, child, "Haidari - 2026-03-02 2026-04-20; Safi - 2026-04-20 -");
	HAS(*state, "household", out, "people", "2");
	HAS(*state, "household", home, "people", "2");
	/* Each sees those who live there now; those who once did stand behind, by day. */
	WELL(household_members(*state, &everybody, home, true, &there, &n, &err_));
	assert_int_equal(n, 4);
	assert_string_equal(there[0].name, "A Haidari");
	assert_string_equal(there[1].until, "2026-04-20");
	assert_string_equal(there[3].until, "2026-04-01");
	members_free(there, n);
	/* Of whom it is kept secret where they are, nothing leads there. */
	amend(*state, "person", b, PAIRS("address_secret=yes"));
	WELL(household_members(*state, &everybody, home, true, &there, &n, &err_));
	assert_int_equal(n, 3);
	for (int i = 0; i < n; i++)
		assert_false(id_same(there[i].person, b));
	members_free(there, n);
	amend(*state, "person", b, PAIRS("address_secret="));
	WELL(change_undo(*state, &everybody, set, NULL, &err_));
	history_is(*state, b, "Haidari partner 2026-03-02 -");
	HAS(*state, "household", home, "people", "4");
}

static void waits_for(struct store *store, struct id minor, const char *states)
{
	is(store, "SELECT group_concat(state) FROM guardianship WHERE person = :id AND gone = 0", minor, states);
}

static void a_minor_alone_needs_a_guardian(void **state)
{
	struct id home = make(*state, "household", PAIRS("name=One"));
	struct id minor = make(*state, "person", PAIRS("given_name=A", "born=2010-02-28", HERE));
	struct id uncle = make(*state, "person", PAIRS("given_name=B", "born=1990", HERE));

	waits_for(*state, minor, "needed");
	waits_for(*state, uncle, "");
	amend(*state, "person", minor, PAIRS(OF("household", home)));
	waits_for(*state, minor, "needed");
	amend(*state, "person", uncle, PAIRS(OF("household", home)));
	waits_for(*state, minor, "not_needed");
	amend(*state, "person", uncle, PAIRS("household="));
	waits_for(*state, minor, "needed");
	/* One year of birth, two ages: in doubt a minor. */
	waits_for(*state, make(*state, "person", PAIRS("given_name=C", "born=2008", HERE)), "needed");
	waits_for(*state, make(*state, "person", PAIRS("given_name=D", "born=2007", HERE)), "");
}

static void a_family_that_arrives_needs_none(void **state)
{
	struct change *change = change_begin(*state, &everybody);
	struct id home = { { 0 } }, child = { { 0 } }, mother = { { 0 } };

	set_pairs(change_create(change, the("household"), &home), PAIRS("name=One", "people=2"));
	set_pairs(change_create(change, the("person"), &child), PAIRS("given_name=A", "born=2012", OF("household", home)));
	set_pairs(change_create(change, the("person"), &mother), PAIRS("given_name=B", OF("household", home)));
	set_pairs(change_create(change, the("membership"), NULL), PAIRS(OF("person", mother), OF("household", home),
		"role=head"));
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	waits_for(*state, child, "");
	history_is(*state, mother, "One head 2026-05-04 -");
	HAS(*state, "household", home, "people", "2");
}

static void a_guardian_is_appointed_and_ends(void **state)
{
	struct id minor = make(*state, "person", PAIRS("given_name=A", "born=2008-02-29", "arrived=2026-02-20")), guard;
	struct id aunt = make(*state, "person", PAIRS("given_name=B", "born=1980", HERE));
	char *number = text_of(*state, "SELECT case_number FROM person WHERE id = :id", aunt), text[64], own[64];
	struct stmt *stmt;

	/* 18 since 1 March: nobody is needed. */
	waits_for(*state, minor, "");
	amend(*state, "person", minor, PAIRS("born=2009-02-28"));
	waits_for(*state, minor, "needed");
	WELL(store_sql(*state, "SELECT id FROM guardianship", &stmt, &err_));
	WELL(stmt_step(stmt, &err_));
	guard = stmt_get_id(stmt, 0);
	stmt_reset(stmt);
	refused(*state, "guardianship", guard, PAIRS("appointed=2026-04-01"), "name");
	snprintf(text, sizeof text, "case_number=%s", number);
	free(number);
	number = text_of(*state, "SELECT case_number FROM person WHERE id = :id", minor);
	snprintf(own, sizeof own, "case_number=%s", number);
	refused(*state, "guardianship", guard, PAIRS("name=B", own, "state=appointed"), "case_number");
	refused(*state, "guardianship", guard, PAIRS("name=B", "case_number=HA-0000-0000-0"), "case_number");
	amend(*state, "guardianship", guard, PAIRS("name=B", text, "appointed=2026-04-01", "basis=court of Halden"));
	HAS(*state, "guardianship", guard, "state", "appointed");
	HAS(*state, "guardianship", guard, "until", "2027-02-28");
	amend(*state, "guardianship", guard, PAIRS("state=ended"));
	HAS(*state, "guardianship", guard, "until", "2026-05-04");
	free(number);
}

static void of_age_nobody_stands_in(void **state)
{
	struct id minor = make(*state, "person", PAIRS("given_name=A", "born=2008-05-05", HERE)), guard;
	struct id other = make(*state, "person", PAIRS("given_name=B", "born=2008-05-06", HERE));
	struct stmt *stmt;

	WELL(store_sql(*state, "SELECT id FROM guardianship WHERE person = :id", &stmt, &err_));
	stmt_id(stmt, "id", minor);
	WELL(stmt_step(stmt, &err_));
	guard = stmt_get_id(stmt, 0);
	stmt_reset(stmt);
	amend(*state, "guardianship", guard, PAIRS("name=C", "appointed=2026-04-01"));
	clock_hold((int64_t)date_days((struct date){ 2026, 5, 7 }) * 86400000 + 36000000);
	make(*state, "event", PAIRS(OF("person", minor), "what=turned_18", "day=2026-05-05"));
	waits_for(*state, minor, "ended");
	HAS(*state, "guardianship", guard, "until", "2026-05-05");
	make(*state, "event", PAIRS(OF("person", other), "what=turned_18", "day=2026-05-06"));
	waits_for(*state, other, "not_needed");
}

static void a_former_household_goes_with_its_last(void **state)
{
	struct id one = make(*state, "household", PAIRS("name=One")), two = make(*state, "household", PAIRS("name=Two"));
	struct id id = make(*state, "person", PAIRS("given_name=A", HERE, OF("household", one)));
	struct erase_receipt receipt;

	amend(*state, "person", id, PAIRS(OF("household", two)));
	amend(*state, "person", id, PAIRS("left=2026-05-03"));
	WELL(erase_person(*state, &everybody, id, ERASE_REQUEST, &receipt, &err_));
	erase_receipt_clear(&receipt);
	is(*state, "SELECT (SELECT count(*) FROM household) + (SELECT count(*) FROM membership) + (SELECT count(*) FROM person"
		" WHERE id = :id)", id, "0");
}

static void expected_before_arrived(void **state)
{
	struct id id = make(*state, "person", PAIRS("given_name=A", "expected=2026-06-01"));

	HAS(*state, "person", id, "arrived", NULL);
	refused(*state, "person", id, PAIRS("expected="), "arrived");
	amend(*state, "person", id, PAIRS("arrived=2026-05-04"));
	HAS(*state, "person", id, "expected", "2026-06-01");
	refused(*state, "person", NOBODY, PAIRS("given_name=B", "arrived="), "arrived");
}

static void age_is(const char *born, int least, int most)
{
	struct age age = age_on(born, TOWN_DAY);

	assert_true(age.known);
	assert_int_equal(age.least, least);
	assert_int_equal(age.most, most);
}

static void ages_are_told_as_far_as_known(void **state)
{
	struct str words = STR_INIT;
	struct date day;

	(void)state;
	age_is("2008-05-04", 18, 18);
	age_is("2008-05-05", 17, 17);
	age_is("2008", 17, 18);
	age_is("2008-05", 17, 18);
	age_is("2008-04", 18, 18);
	age_is("2026", 0, 0);
	assert_false(age_on("2027", TOWN_DAY).known);
	assert_false(age_on(NULL, TOWN_DAY).known);
	assert_true(age_minor("2008", TOWN_DAY));
	assert_false(age_adult("2008", TOWN_DAY));
	assert_true(age_adult("2008-05-04", TOWN_DAY));
	/* Born on 29 February: the day after 28 February in a common year. */
	assert_int_equal(age_on("2008-02-29", (struct date){ 2026, 2, 28 }).most, 17);
	assert_int_equal(age_on("2008-02-29", (struct date){ 2026, 3, 1 }).most, 18);
	assert_true(age_turns("2008-02-29", 18, &day));
	assert_int_equal(day.month * 100 + day.day, 301);
	assert_false(age_turns("2008-02", 18, &day));
	age_words(&words, "2008", TOWN_DAY);
	assert_string_equal(str_get(&words), "17 or 18 years old");
	str_free(&words);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(the_file_brings_a_membership),
		TOWN_TEST(a_membership_brings_the_file),
		TOWN_TEST(taken_back_it_leaves_nobody_there),
		TOWN_TEST(older_files_are_followed_on),
		TOWN_TEST(a_couple_parts),
		TOWN_TEST(a_minor_alone_needs_a_guardian),
		TOWN_TEST(a_family_that_arrives_needs_none),
		TOWN_TEST(a_guardian_is_appointed_and_ends),
		TOWN_TEST(of_age_nobody_stands_in),
		TOWN_TEST(a_former_household_goes_with_its_last),
		TOWN_TEST(expected_before_arrived),
		TOWN_TEST(ages_are_told_as_far_as_known),
	};

	return DOORS_RUN(tests);
}
