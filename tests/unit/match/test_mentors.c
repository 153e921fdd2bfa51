/* SPDX-License-Identifier: EUPL-1.2 */
/* Newcomers and mentors: what each criterion finds, what is a question and to whom, who is left out, what takes no part. */
#include "tests/unit/match/pairs.h"

#include "register/restrict.h"

#define TELLS(...) tells_of(*state, MATCH_MENTORS, __VA_ARGS__)

static struct id newcomer(struct store *store, const char *name)
{
	char given[40];

	snprintf(given, sizeof given, "given_name=%s", name);
	return make(store, "person", PAIRS(given, "arrived=2026-01-05"));
}

static struct id asks(struct store *store, struct id person)
{
	return make(store, "mentoring", PAIRS(OF("person", person), "asked=2026-04-24"));
}

static void languages_in_common(void **state)
{
	struct id one = newcomer(*state, "Ana"), asked = asks(*state, one);
	struct id mentor = make(*state, "mentor", PAIRS("name=Dahl")), other = make(*state, "mentor", PAIRS("name=Ruiz",
		"languages=es"));

	TELLS(asked, mentor, "language", 0, "-2 To ask both: which languages do you speak?");
	TELLS(asked, other, "language", 0, "-2 To ask the newcomer: which languages do you speak?");
	amend(*state, "mentor", mentor, PAIRS("languages=ar, en"));
	make(*state, "speaks", PAIRS(OF("person", one), "language=en", "level=a2"));
	TELLS(asked, mentor, "language", 0, "1000 Both speak English; the newcomer’s level: A2");
	TELLS(asked, other, "language", 0, "-1 No language in common");
	TELLS(asked, mentor, "talk", 0, "500 Both speak English; the newcomer’s level: A2");
	/* The best of them counts; a level that nobody wrote down is asked for where there is no other. */
	make(*state, "speaks", PAIRS(OF("person", one), "language=ar", "level=c2"));
	TELLS(asked, mentor, "talk", 0, "1000 Both speak Arabic; the newcomer’s level: C2");
	make(*state, "speaks", PAIRS(OF("person", one), "language=es"));
	TELLS(asked, other, "language", 0, "1000 Both speak Spanish");
	TELLS(asked, other, "talk", 0, "-2 To ask the newcomer: how well do you speak this language: Spanish?");
}

static void hours_in_common(void **state)
{
	struct id asked = asks(*state, newcomer(*state, "Ana")), mentor = make(*state, "mentor", PAIRS("name=Dahl"));

	TELLS(asked, mentor, "times", 180, "-2 To ask both: when is there time?");
	amend(*state, "mentoring", asked, PAIRS("timetable=Sat 9-12, Tue 18-20"));
	TELLS(asked, mentor, "times", 180, "-2 To ask the mentor: when is there time?");
	amend(*state, "mentor", mentor, PAIRS("timetable=Sat 10-11:30, Wed 9-12"));
	TELLS(asked, mentor, "times", 180, "500 1.5 hours a week in common");
	TELLS(asked, mentor, "times", 90, "1000 1.5 hours a week in common");
	TELLS(asked, mentor, "times", -1, "1000 1.5 hours a week in common");
	/* Less than an hour is none, as a condition. */
	amend(*state, "mentor", mentor, PAIRS("timetable=Sat 11:30-13"));
	TELLS(asked, mentor, "times", 180, "166 0.5 hours a week in common");
	TELLS(asked, mentor, "times", -1, "-1 0.5 hours a week in common");
	amend(*state, "mentor", mentor, PAIRS("timetable=Sun 11-13"));
	TELLS(asked, mentor, "times", 180, "-1 No time at the same hours");
}

static void both_sides_wishes(void **state)
{
	struct id asked = asks(*state, newcomer(*state, "Ana")), mentor = make(*state, "mentor", PAIRS("name=Dahl",
		"interests=cycling, garden, sport"));

	TELLS(asked, mentor, "wishes", 0, "-2 To ask the newcomer: what would you like to do or learn?");
	amend(*state, "mentoring", asked, PAIRS("interests=sport, letters"));
	TELLS(asked, mentor, "wishes", 0, "500 Asked for by the newcomer and liked by the mentor: Sport (1 of 2)");
	TELLS(asked, mentor, "offers", 0, "333 Liked by the mentor and asked for by the newcomer: Sport (1 of 3)");
	TELLS(asked, mentor, "interests", 2, "500 Both would like: Sport");
	amend(*state, "mentoring", asked, PAIRS("interests=letters"));
	TELLS(asked, mentor, "wishes", 0, "-1 Nothing that both would like to do");
	TELLS(asked, mentor, "often", 0, "-2 To ask both: how often would you like to meet?");
	amend(*state, "mentoring", asked, PAIRS("often=weekly", "way=phone"));
	amend(*state, "mentor", mentor, PAIRS("often=fortnightly", "way=person, phone"));
	TELLS(asked, mentor, "often", 0, "500 How often: the newcomer: Every week; the mentor: Every two weeks");
	TELLS(asked, mentor, "way", 0, "1000 Both can meet: On the phone");
	amend(*state, "mentor", mentor, PAIRS("often=monthly", "way=video"));
	TELLS(asked, mentor, "often", 0, "-1 How often: the newcomer: Every week; the mentor: Once a month");
	TELLS(asked, mentor, "way", 0, "-1 No way to meet that suits both");
	amend(*state, "mentor", mentor, PAIRS("often=open"));
	TELLS(asked, mentor, "often", 0, "1000 How often: the newcomer: Every week; the mentor: As it comes");
	TELLS(asked, mentor, "waited", 100, "100 Has waited 10 days");
}

static void ways_to_go(void **state)
{
	struct id here = make(*state, "neighbourhood", PAIRS("name=Here", "latitude=51.92", "longitude=4.48"));
	struct id there = make(*state, "neighbourhood", PAIRS("name=There", "latitude=51.94", "longitude=4.48"));
	struct id one = newcomer(*state, "Ana"), asked = asks(*state, one), mentor = make(*state, "mentor", PAIRS("name=Dahl"));

	TELLS(asked, mentor, "distance", -1, "1000 Neither said how far would be too far");
	TELLS(asked, mentor, "near", 1000, "-2 Where the two neighbourhoods lie is not known");
	amend(*state, "mentor", mentor, PAIRS(OF("neighbourhood", there), "farthest=2"));
	TELLS(asked, mentor, "near", 1000, "-2 To ask the newcomer: in which neighbourhood do you live?");
	TELLS(asked, mentor, "distance", -1, "-2 At most 2.0 km was said. To ask: in which neighbourhood does each of them live?");
	amend(*state, "person", one, PAIRS(OF("neighbourhood", here)));
	/* 0.02 degrees on a circle of 6371 km are 2.22 km. */
	TELLS(asked, mentor, "near", 1000, "454 2.2 km apart");
	TELLS(asked, mentor, "distance", -1, "-1 2.2 km apart; at most 2.0 km was said");
	amend(*state, "mentor", mentor, PAIRS("way=phone", "farthest=2"));
	amend(*state, "mentoring", asked, PAIRS("way=phone"));
	TELLS(asked, mentor, "distance", -1, "1000 2.2 km apart; at most 2.0 km was said");
	/* Where somebody lives whose address is kept secret is nothing to go by. */
	amend(*state, "person", one, PAIRS("address_secret=yes"));
	TELLS(asked, mentor, "near", 1000, "-2 To ask the newcomer: in which neighbourhood do you live?");
}

/* It is the wish that counts and what the mentor offers; what is recorded as gender changes nothing. */
static void a_woman_is_asked_for(void **state)
{
	struct id one = newcomer(*state, "Ana"), asked = asks(*state, one), mentor = make(*state, "mentor", PAIRS("name=Dahl"));

	TELLS(asked, mentor, "woman", -1, "1000 No company of a certain kind was asked for");
	amend(*state, "mentoring", asked, PAIRS("woman=yes"));
	TELLS(asked, mentor, "woman", -1, "-2 To ask the mentor: are you available where a woman is asked for?");
	amend(*state, "mentor", mentor, PAIRS("woman=no"));
	TELLS(asked, mentor, "woman", -1, "-1 Wants to be accompanied by a woman; the mentor is not available for this");
	amend(*state, "mentor", mentor, PAIRS("woman=yes"));
	TELLS(asked, mentor, "woman", -1, "1000 Wants to be accompanied by a woman; the mentor is available for this");
	amend(*state, "person", one, PAIRS("gender=man"));
	TELLS(asked, mentor, "woman", -1, "1000 Wants to be accompanied by a woman; the mentor is available for this");
	amend(*state, "mentoring", asked, PAIRS("woman=no"));
	TELLS(asked, mentor, "woman", -1, "1000 No company of a certain kind was asked for");
}

static void who_parted_is_not_proposed_again(void **state)
{
	struct id one = newcomer(*state, "Ana"), mentor = make(*state, "mentor", PAIRS("name=Dahl"));
	struct id asked;

	make(*state, "mentoring", PAIRS(OF("person", one), OF("mentor", mentor), "state=ended", "ended=2026-03-01"));
	asked = asks(*state, one);
	TELLS(asked, mentor, "before", -1, "-1 Were brought together before");
	/* Whoever names a mentor may well get this one. */
	TELLS(make(*state, "mentoring", PAIRS(OF("person", newcomer(*state, "Cem")), OF("mentor", mentor))), mentor, "before", -1,
		"1000 Were not brought together before");
	TELLS(asks(*state, newcomer(*state, "Ben")), mentor, "before", -1, "1000 Were not brought together before");
}

static void who_is_left_out(void **state)
{
	struct id people[4], asked[4], mentor = make(*state, "mentor", PAIRS("name=Dahl", "most=2"));
	struct id tired = make(*state, "mentor", PAIRS("name=Ruiz", "active=no")), full = make(*state, "mentor", PAIRS("name=Holm"));
	struct match_facts facts;

	for (int i = 0; i < 4; i++) {
		people[i] = newcomer(*state, "Ana");
		asked[i] = asks(*state, people[i]);
	}
	amend(*state, "mentoring", asked[3], PAIRS("state=active", OF("mentor", full)));
	counts_of(*state, MATCH_MENTORS, NULL, 3, 1);
	amend(*state, "person", people[0], PAIRS("left=2026-05-01"));
	WELL(restrict_put(*state, &everybody, people[1], "objection", &err_));
	counts_of(*state, MATCH_MENTORS, NULL, 1, 1);
	amend(*state, "person", people[2], PAIRS("paused_until=2026-05-20", "paused_why=away"));
	counts_of(*state, MATCH_MENTORS, NULL, 0, 1);
	for (int i = 0; i < 3; i++)
		refused_of(*state, MATCH_MENTORS, &(struct match_pick){ .application = asked[i] }, ST_INVALID, "Nothing is proposed");
	refused_of(*state, MATCH_MENTORS, &(struct match_pick){ .application = asked[3] }, ST_INVALID, "does not wait");
	refused_of(*state, MATCH_MENTORS, &(struct match_pick){ .application = id_new() }, ST_NOTFOUND, "");
	refused_of(*state, MATCH_MENTORS, &(struct match_pick){ .place = id_new() }, ST_NOTFOUND, "no such mentor");
	refused_of(*state, MATCH_MENTORS, &(struct match_pick){ .place = tired }, ST_INVALID, "no time");
	refused_of(*state, MATCH_MENTORS, &(struct match_pick){ .place = full }, ST_INVALID, "room");
	WELL(match_read(*state, &everybody, MATCH_MENTORS, NULL, &facts, &err_));
	assert_true(id_same(facts.place[0].id, mentor));
	assert_int_equal(facts.place[0].capacity, 2);
	match_facts_clear(&facts);
	denied_to(*state, MATCH_MENTORS, "language");
	denied_to(*state, MATCH_MENTORS, "housing");
	denied_to(*state, MATCH_MENTORS, "desk");
}

/* The two sides choose from one list, in one order: they are compared bit by bit. */
static void both_choose_from_one_list(void **state)
{
	static const char *const fields[] = { "interests", "way", "often" };

	(void)state;
	for (size_t f = 0; f < ARRAY_LEN(fields); f++) {
		const struct choice *a = kind_field(the("mentor"), fields[f])->choices;
		const struct choice *b = kind_field(the("mentoring"), fields[f])->choices;
		int n = 0;

		for (; a[n].key && b[n].key; n++)
			assert_string_equal(a[n].key, b[n].key);
		assert_true(!a[n].key && !b[n].key && n <= 32);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(languages_in_common),
		TOWN_TEST(hours_in_common),
		TOWN_TEST(both_sides_wishes),
		TOWN_TEST(ways_to_go),
		TOWN_TEST(a_woman_is_asked_for),
		TOWN_TEST(who_parted_is_not_proposed_again),
		TOWN_TEST(who_is_left_out),
		TOWN_TEST(both_choose_from_one_list),
	};

	return DOORS_RUN(tests);
}
