/* SPDX-License-Identifier: EUPL-1.2 */
/* Waiting lists: the published order, places that hold whoever joins behind, offers and what becomes of them. */
#include "tests/unit/cases/town.h"

#include "cases/queue.h"
#include "cases/waiting.h"

/* "field=value" for as long as the pairs stand. */
static const char *join(char room[80], const char *field, const char *value)
{
	snprintf(room, 80, "%s=%s", field, value);
	return room;
}

#define SAYS(field, value) join((char[80]){ 0 }, field, value)

static struct id waits(struct store *store, const char *name, const char *asked)
{
	struct id person = make(store, "person", PAIRS(SAYS("given_name", name)));

	return make(store, "enrolment", PAIRS(OF("person", person), "language=de", "level=a1", SAYS("asked", asked)));
}

static int64_t place_of(struct store *store, struct id enrolment)
{
	struct waiting_place at;

	WELL(waiting_place(store, enrolment, NULL, &at, &err_));
	return at.place;
}

static bool queue_is_right(struct store *store)
{
	int64_t faults = -1;

	WELL(queue_check(store, &faults, &err_));
	return faults == 0;
}

static void who_asked_earlier_comes_first(void **state)
{
	struct id late = waits(*state, "Late", "2026-03-09"), early = waits(*state, "Early", "2026-01-05");
	struct id same = waits(*state, "Same", "2026-03-09");
	struct waiting_place at;
	struct str words = STR_INIT;

	assert_int_equal(place_of(*state, early), 1);
	assert_int_equal(place_of(*state, late), 2);
	WELL(waiting_place(*state, same, NULL, &at, &err_));
	assert_int_equal(at.place, 3);
	assert_int_equal(at.length, 3);
	assert_int_equal(at.ahead[0], 1);      /* by the day of asking */
	assert_int_equal(at.ahead[1], 1);      /* by the record */
	waiting_place_words(&words, &at);
	assert_string_equal(str_get(&words), "Place 3 of 3\n1 comes before by this: Who has waited longer\n"
		"1 comes before by this: Who was written down first on the same day");
	str_free(&words);
	assert_true(queue_is_right(*state));
}

/* Whatever happens behind somebody, their place stays; and keys made anew are the same ones. */
static void nobody_behind_moves_anybody_ahead(void **state)
{
	struct id mine[24];
	int64_t before[24];
	uint64_t seed = 11;

	for (int i = 0; i < 24; i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		mine[i] = waits(*state, "Somebody", (const char *[]){ "2026-01-05", "2026-02-02", "2026-02-03" }[seed >> 33 & 1]);
	}
	for (int i = 0; i < 24; i++)
		before[i] = place_of(*state, mine[i]);
	for (int n = 0; n < 30; n++) {
		struct id behind = waits(*state, "Behind", "2026-02-03");

		seed = seed * 6364136223846793005u + 1442695040888963407u;
		if (seed >> 40 & 1)
			amend(*state, "enrolment", behind, PAIRS("state=withdrawn"));
		for (int i = 0; i < 24; i++)
			assert_int_equal(place_of(*state, mine[i]), before[i]);
	}
	WELL(store_begin(*state, &err_));
	store_enter(*state, DOOR_CHANGE);
	WELL(queue_rebuild(*state, &err_));
	store_leave(*state, 0);
	WELL(store_commit(*state, &err_));
	for (int i = 0; i < 24; i++)
		assert_int_equal(place_of(*state, mine[i]), before[i]);
	assert_true(queue_is_right(*state));
}

/* Every place from 1 on is somebody's, and a page goes on where the one before ended, in both directions. */
static void a_list_is_read_in_pages(void **state)
{
	struct waiting_list list = { "de", "a1", false, { { 0 } } };
	struct waiting_row row[8], back[8];
	int n, m;

	for (int i = 0; i < 20; i++)
		waits(*state, "Somebody", i % 3 ? "2026-02-02" : "2026-01-05");
	WELL(waiting_read(*state, &everybody, &list, NULL, false, 8, row, &n, &err_));
	assert_int_equal(n, 8);
	WELL(waiting_read(*state, &everybody, &list, &row[7], false, 8, row, &n, &err_));
	assert_int_equal(row[0].place, 9);
	WELL(waiting_read(*state, &everybody, &list, &row[0], true, 8, back, &m, &err_));
	assert_int_equal(m, 8);
	assert_int_equal(back[0].place, 8);
	assert_int_equal(back[7].place, 1);
	assert_int_equal(place_of(*state, back[0].enrolment), 8);
	WELL(waiting_read(*state, &everybody, &list, NULL, true, 8, back, &m, &err_));
	assert_int_equal(back[0].place, 20);
}

static void a_place_has_its_own_list(void **state)
{
	struct id north = make(*state, "neighbourhood", PAIRS("name=North")), south = make(*state, "neighbourhood",
		PAIRS("name=South"));
	struct id anywhere = waits(*state, "Anywhere", "2026-02-02"), here = waits(*state, "Here", "2026-03-02");
	struct id there = waits(*state, "There", "2026-01-02");
	struct waiting_list list = { "de", "a1", true, north };
	struct waiting_place at;
	struct err err;

	amend(*state, "enrolment", here, PAIRS(OF("neighbourhood", north)));
	amend(*state, "enrolment", there, PAIRS(OF("neighbourhood", south)));
	WELL(waiting_place(*state, here, NULL, &at, &err_));
	assert_int_equal(at.place, 2);
	assert_int_equal(at.length, 2);
	WELL(waiting_place(*state, anywhere, &list, &at, &err_));
	assert_int_equal(at.place, 1);
	assert_int_equal(place_of(*state, anywhere), 2);      /* of all in town */
	err_clear(&err);
	assert_int_equal(waiting_place(*state, there, &list, &at, &err), ST_DONE);
}

/* The youngest rule that has begun holds; one of a day to come does not, and taking it back brings the old order. */
static void the_town_orders_the_criteria(void **state)
{
	struct id late = waits(*state, "Late", "2026-03-09"), early = waits(*state, "Early", "2026-01-05"), rule, set;

	amend(*state, "enrolment", late, PAIRS("childcare=yes"));
	assert_int_equal(place_of(*state, early), 1);
	make(*state, "queue_rule", PAIRS("since=2026-06-01", "first=declined"));
	assert_int_equal(place_of(*state, early), 1);
	rule = make(*state, "queue_rule", PAIRS("since=2026-05-01", "first=childcare", "second=waited"));
	assert_int_equal(place_of(*state, late), 1);
	assert_int_equal(place_of(*state, early), 2);
	set = amend(*state, "queue_rule", rule, PAIRS("first=waited", "second=childcare"));
	assert_int_equal(place_of(*state, early), 1);
	assert_true(queue_is_right(*state));
	WELL(change_undo(*state, &everybody, set, NULL, &err_));
	assert_int_equal(place_of(*state, late), 1);
	refused(*state, "queue_rule", rule, PAIRS("second=childcare"), "second");
	refused(*state, "queue_rule", rule, PAIRS("second=", "third=waited"), "third");
	clock_hold((int64_t)date_days((struct date){ 2026, 6, 1 }) * 86400000);
	WELL(queue_ready(*state, &err_));
	assert_int_equal(place_of(*state, early), 1);
	assert_true(queue_is_right(*state));
}

static void a_term_of_the_law_comes_first(void **state)
{
	struct id late = waits(*state, "Late", "2026-03-09"), early = waits(*state, "Early", "2026-01-05"), clock;
	struct record *record = see(*state, "enrolment", late);
	char *of = mem_fmt("person=%s", record_get(record, "person"));

	make(*state, "queue_rule", PAIRS("since=2026-05-01", "first=deadline"));
	assert_int_equal(place_of(*state, early), 1);
	clock = make(*state, "clock", PAIRS(of, "what=Duty to be fulfilled", "set_by=law", "source=An act", "event=notified", "length=3 years",
		"began=2026-02-01"));
	assert_int_equal(place_of(*state, late), 1);
	amend(*state, "clock", clock, PAIRS("state=met"));
	assert_int_equal(place_of(*state, early), 1);
	make(*state, "clock", PAIRS(of, "what=Objection", "set_by=law", "source=An act", "event=decision_sent", "length=6 weeks",
		"began=2026-05-01"));
	assert_int_equal(place_of(*state, early), 1);
	assert_true(queue_is_right(*state));
	record_free(record);
	free(of);
}

/* Who left town waits no longer; who comes back does. */
static void who_left_town_waits_no_longer(void **state)
{
	struct id early = waits(*state, "Early", "2026-01-05"), late = waits(*state, "Late", "2026-03-09"), person, set;
	struct record *record = see(*state, "enrolment", early);

	assert_true(id_parse(record_get(record, "person"), &person));
	set = amend(*state, "person", person, PAIRS("left=2026-05-04"));
	assert_int_equal(place_of(*state, late), 1);
	WELL(change_undo(*state, &everybody, set, NULL, &err_));
	assert_int_equal(place_of(*state, late), 2);
	assert_true(queue_is_right(*state));
	record_free(record);
}

static struct id a_course(struct store *store, const char *seats)
{
	return make(store, "course", PAIRS("name=A1 morning", "language=de", "level=a1", "starts=2026-05-11", seats));
}

/* A seat is held from the offer until the day to answer is over. */
static void an_offer_holds_a_seat(void **state)
{
	struct id course = a_course(*state, "seats=1"), one = waits(*state, "One", "2026-01-05");
	struct id two = waits(*state, "Two", "2026-02-02");

	refused(*state, "enrolment", one, PAIRS("state=offered"), "course");
	amend(*state, "enrolment", one, PAIRS("state=offered", OF("course", course)));
	HAS(*state, "enrolment", one, "offered", "2026-05-04");
	HAS(*state, "enrolment", one, "answer_by", "2026-05-11");
	HAS(*state, "enrolment", one, "offers", "1");
	HAS(*state, "enrolment", one, "offer_place", "1");
	HAS(*state, "enrolment", one, "offer_length", "2");
	assert_int_equal(place_of(*state, two), 1);
	refused(*state, "enrolment", two, PAIRS("state=offered", OF("course", course)), "state");
	clock_hold((int64_t)date_days((struct date){ 2026, 5, 12 }) * 86400000);
	amend(*state, "enrolment", two, PAIRS("state=offered", OF("course", course)));
	refused(*state, "enrolment", one, PAIRS("state=enrolled"), "state");
	amend(*state, "enrolment", two, PAIRS("state=waiting", "why_not=hours"));
	amend(*state, "enrolment", one, PAIRS("state=enrolled"));
	HAS(*state, "enrolment", one, "answer_by", NULL);
	assert_true(queue_is_right(*state));
}

/* From the group's own screen: a record of its own, and nobody stands in line twice. */
static void who_is_enrolled_waits_no_longer(void **state)
{
	struct id person = make(*state, "person", PAIRS("given_name=Xolhana")), group = a_course(*state, "seats=3"), one, two, now;

	one = make(*state, "enrolment", PAIRS(OF("person", person), "language=de", "level=a1", "asked=2026-01-05"));
	two = make(*state, "enrolment", PAIRS(OF("person", person), "language=de", "level=b1", "asked=2026-01-05"));
	now = make(*state, "enrolment", PAIRS(OF("person", person), OF("course", group), "state=enrolled", "asked=2026-05-04"));
	HAS(*state, "enrolment", one, "state", "withdrawn");
	HAS(*state, "enrolment", two, "state", "waiting");
	HAS(*state, "enrolment", now, "asked", "2026-01-05");
	assert_true(queue_is_right(*state));
}

static void who_declines_waits_where_they_were(void **state)
{
	struct id course = a_course(*state, "seats=5"), one = waits(*state, "One", "2026-01-05"), set;
	struct id two = waits(*state, "Two", "2026-02-02");

	amend(*state, "enrolment", one, PAIRS("state=offered", OF("course", course)));
	refused(*state, "enrolment", one, PAIRS("state=waiting"), "why_not");
	refused(*state, "enrolment", one, PAIRS("answer_by=2026-05-01"), "answer_by");
	refused(*state, "enrolment", one, PAIRS("answer_by="), "answer_by");
	amend(*state, "enrolment", one, PAIRS("state=waiting", "why_not=far"));
	HAS(*state, "enrolment", one, "course", NULL);
	HAS(*state, "enrolment", one, "declined", "1");
	HAS(*state, "enrolment", one, "asked", "2026-01-05");
	assert_int_equal(place_of(*state, one), 1);
	assert_int_equal(place_of(*state, two), 2);
	amend(*state, "enrolment", one, PAIRS("state=offered", OF("course", course)));
	amend(*state, "enrolment", one, PAIRS("state=waiting", "why_not=no_answer"));
	HAS(*state, "enrolment", one, "declined", "1");
	HAS(*state, "enrolment", one, "offers", "2");
	amend(*state, "enrolment", one, PAIRS("state=withdrawn"));
	assert_int_equal(place_of(*state, two), 1);
	amend(*state, "enrolment", one, PAIRS("state=waiting"));
	HAS(*state, "enrolment", one, "asked", "2026-05-04");
	assert_int_equal(place_of(*state, one), 2);
	set = amend(*state, "enrolment", two, PAIRS("state=offered", OF("course", course)));
	WELL(change_undo(*state, &everybody, set, NULL, &err_));
	HAS(*state, "enrolment", two, "offers", NULL);
	assert_int_equal(place_of(*state, two), 1);
	assert_true(queue_is_right(*state));
}

/* Which way an enrolment goes, and each way that it cannot. */
static void forbidden_ways_are_refused(void **state)
{
	static const char *const states[] = { "waiting", "offered", "enrolled", "attending", "passed", "failed", "left",
		"withdrawn" };
	static const char allowed[8][9] = { "=yyy---y", "y=yy---y", "y-=yyyyy", "---=yyy-", "---y=y--", "---yy=--", "y-yy--=-",
		"y------=" };

	for (int from = 0; from < 8; from++)
		for (int to = 0; to < 8; to++) {
			struct id person = make(*state, "person", PAIRS("given_name=Somebody")), course = a_course(*state, "seats=5");
			struct id id = make(*state, "enrolment", PAIRS(OF("person", person), OF("course", course),
				SAYS("state", states[from])));
			const char *const *pairs = PAIRS(SAYS("state", states[to]), "why_not=other");

			if (from == to)
				continue;
			if (allowed[from][to] == 'y')
				amend(*state, "enrolment", id, pairs);
			else
				refused(*state, "enrolment", id, pairs, "state");
		}
	assert_true(queue_is_right(*state));
}

static void what_is_said_fits_the_state(void **state)
{
	struct id person = make(*state, "person", PAIRS("given_name=Somebody")), course = a_course(*state, "seats=5"), id;

	refused(*state, "enrolment", NOBODY, PAIRS(OF("person", person), "language=de"), "level");
	refused(*state, "enrolment", NOBODY, PAIRS(OF("person", person), "level=a1"), "language");
	refused(*state, "enrolment", NOBODY, PAIRS(OF("person", person), "level=a1", "language=de", "state=enrolled"), "course");
	refused(*state, "enrolment", NOBODY, PAIRS(OF("person", person), "level=a1", "language=de", "answer_by=2026-05-09"),
		"answer_by");
	id = make(*state, "enrolment", PAIRS(OF("person", person), "level=a1", "language=de"));
	refused(*state, "enrolment", NOBODY, PAIRS(OF("person", person), "level=a1", "language=de"), "level");
	refused(*state, "enrolment", id, PAIRS("why_left=work"), "why_left");
	refused(*state, "enrolment", id, PAIRS("ended=2026-05-01"), "ended");
	amend(*state, "enrolment", id, PAIRS(OF("course", course), "state=attending"));
	amend(*state, "enrolment", id, PAIRS("state=left", "why_left=work"));
	HAS(*state, "enrolment", id, "why_left", "work");
	HAS(*state, "enrolment", id, "level", "a1");
}

/* Many who come and go, at several places: every place in line is what counting one by one says. */
static void places_are_counted_right(void **state)
{
	struct id quarter[3], mine[400];
	struct waiting_list list = { "de", "a1", false, { { 0 } } };
	struct waiting_row row[500];
	uint64_t seed = 5;
	int n;

	for (int i = 0; i < 3; i++)
		quarter[i] = make(*state, "neighbourhood", PAIRS("name=Quarter"));
	for (int i = 0; i < 400; i++) {
		char asked[32];

		seed = seed * 6364136223846793005u + 1442695040888963407u;
		snprintf(asked, sizeof(asked), "2026-%02d-%02d", (int)(seed >> 33) % 4 + 1, (int)(seed >> 40) % 28 + 1);
		mine[i] = waits(*state, "Somebody", asked);
		if (seed >> 50 & 3)
			amend(*state, "enrolment", mine[i], PAIRS(OF("neighbourhood", quarter[(seed >> 50 & 3) - 1])));
	}
	for (int i = 0; i < 400; i += 3)
		amend(*state, "enrolment", mine[i], PAIRS("state=withdrawn"));
	for (int k = 0; k < 4; k++) {
		list.of_place = k > 0;
		list.place = k > 1 ? quarter[k - 2] : (struct id){ { 0 } };
		WELL(waiting_read(*state, &everybody, &list, NULL, false, 500, row, &n, &err_));
		assert_true(n > 20);
		for (int i = 0; i < n; i++) {
			struct waiting_place at;

			WELL(waiting_place(*state, row[i].enrolment, &list, &at, &err_));
			assert_int_equal(at.place, i + 1);
			assert_int_equal(at.length, n);
		}
	}
	assert_true(queue_is_right(*state));
}

static void criteria_read_what_exists(void **state)
{
	int count;
	const struct criterion *all = criterion_all(&count);

	(void)state;
	assert_true(count >= 4);
	for (int i = 0; i < count; i++) {
		const char *dot = strchr(all[i].value, '.'), *field = dot ? dot + 1 : all[i].value;
		char kind[32] = "enrolment";

		if (dot)
			snprintf(kind, sizeof(kind), "%.*s", (int)(dot - all[i].value), all[i].value);
		assert_non_null(kind_field(the(kind), field));
		assert_non_null(field_choice(kind_field(the("queue_rule"), "first"), all[i].key));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(who_asked_earlier_comes_first),
		TOWN_TEST(who_is_enrolled_waits_no_longer),
		TOWN_TEST(nobody_behind_moves_anybody_ahead),
		TOWN_TEST(a_list_is_read_in_pages),
		TOWN_TEST(a_place_has_its_own_list),
		TOWN_TEST(the_town_orders_the_criteria),
		TOWN_TEST(a_term_of_the_law_comes_first),
		TOWN_TEST(who_left_town_waits_no_longer),
		TOWN_TEST(an_offer_holds_a_seat),
		TOWN_TEST(who_declines_waits_where_they_were),
		TOWN_TEST(forbidden_ways_are_refused),
		TOWN_TEST(what_is_said_fits_the_state),
		TOWN_TEST(places_are_counted_right),
		TOWN_TEST(criteria_read_what_exists),
	};

	return DOORS_RUN(tests);
}
