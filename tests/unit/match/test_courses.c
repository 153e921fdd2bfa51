/* SPDX-License-Identifier: EUPL-1.2 */
/* People who wait and groups: what each criterion finds, what is a question and to whom, who and what is left out. */
#include "tests/unit/match/pairs.h"

#include "match/courses.h"
#include "match/propose.h"
#include "register/restrict.h"

#define TELLS(...) tells_of(*state, MATCH_COURSES, __VA_ARGS__)

static struct id somebody(struct store *store)
{
	return make(store, "person", PAIRS("given_name=Ana", "arrived=2026-01-05"));
}

static struct id waits(struct store *store, struct id person)
{
	return make(store, "enrolment", PAIRS(OF("person", person), "asked=2026-04-24", "language=en", "level=a1"));
}

static struct id group(struct store *store, const char *more)
{
	return make(store, "course", PAIRS("name=Group", "language=en", "level=a1", "starts=2026-05-18", "ends=2026-08-18",
		"seats=2", more));
}

static void levels(void **state)
{
	struct id asked = waits(*state, somebody(*state)), same = group(*state, "remark=x"), blank = make(*state, "course",
		PAIRS("name=Open", "language=en", "starts=2026-05-18"));

	TELLS(asked, same, "level", -1, "1000 English, A1, as waited for");
	TELLS(asked, blank, "level", -1, "-2 To ask the provider: which language and level is the group? The person waits for "
		"English, A1");
	/* From the person's side groups of another level are not read at all. */
	amend(*state, "enrolment", asked, PAIRS("level=b1"));
	counts_of(*state, MATCH_COURSES, &(struct match_pick){ .application = asked }, 1, 1);
	counts_of(*state, MATCH_COURSES, &(struct match_pick){ .place = same }, 0, 1);
	counts_of(*state, MATCH_COURSES, NULL, 1, 2);
}

static void days_and_hours(void **state)
{
	struct id one = somebody(*state), asked = waits(*state, one), unsaid = group(*state, "remark=x");
	struct id evening = group(*state, "timetable=Mon Wed 18-20:30");

	TELLS(asked, unsaid, "times", -1, "1000 No hours were named that do not suit");
	TELLS(asked, evening, "times", -1, "1000 Suits: Mon, Wed 18:00–20:30");
	amend(*state, "enrolment", asked, PAIRS("unavailable=Wed 19-20"));
	TELLS(asked, evening, "times", -1, "-1 Hours that do not suit: Wed 18:00–20:30");
	TELLS(asked, unsaid, "times", -1, "-2 To ask the provider: on which days and at which hours does the group meet?");
	amend(*state, "enrolment", asked, PAIRS("unavailable=", "daypart=morning", "hours=4"));
	TELLS(asked, evening, "times", -1, "-1 Not at a part of the day that suits: Morning");
	TELLS(asked, evening, "daypart", 0, "-1 At another part of the day than suits best: Morning");
	TELLS(asked, evening, "hours", -1, "-1 5 hours a week; there is time for 4");
	TELLS(asked, unsaid, "hours", -1, "-2 To ask the provider: how many hours a week is the group? There is time for 4");
	amend(*state, "enrolment", asked, PAIRS("daypart=evening", "hours="));
	TELLS(asked, evening, "daypart", 0, "1000 At the part of the day that suits best: Evening");
	TELLS(asked, evening, "hours", -1, "1000 Nobody said how many hours would be too many");
	TELLS(asked, evening, "week", -1, "1000 Nothing else stands at these hours");
	make(*state, "employment", PAIRS(OF("person", one), "what=Baker", "state=working", "began=2026-02-01",
		"timetable=Mon 17-19"));
	TELLS(asked, evening, "week", -1, "-1 Works at these hours");
	TELLS(asked, unsaid, "week", -1, "-2 To ask the provider: when does the group meet? Work, school or a course must stay "
		"possible");
}

static void what_is_needed(void **state)
{
	struct id asked = waits(*state, somebody(*state)), blank = group(*state, "remark=x");
	struct id with = group(*state, "childcare=yes"), without = group(*state, "childcare=no");
	struct id women = group(*state, "women_only=yes"), net = group(*state, "online=yes");

	TELLS(asked, without, "childcare", -1, "1000 Needs no childcare");
	TELLS(asked, with, "kept", 0, "-1 Needs no childcare; others could use this seat");
	TELLS(asked, women, "women_only", -1, "-1 A women-only group, which was not asked for");
	TELLS(asked, blank, "women_only", -1, "1000 An open group");
	TELLS(asked, net, "online", -1, "-2 Meets online. To ask: does that suit?");
	TELLS(asked, blank, "online", -1, "1000 Meets at a place");
	amend(*state, "enrolment", asked, PAIRS("childcare=yes", "women_only=yes", "online=no"));
	TELLS(asked, blank, "childcare", -1, "-2 Needs childcare. To ask the provider: is there any?");
	TELLS(asked, without, "childcare", -1, "-1 Needs childcare, and there is none");
	TELLS(asked, with, "childcare", -1, "1000 Needs childcare, and there is some");
	TELLS(asked, with, "kept", 0, "1000 Needs the childcare that there is");
	TELLS(asked, women, "women_only", -1, "1000 A women-only group, as asked for");
	TELLS(asked, blank, "women_only", -1, "-2 Asked for a women-only group. To ask the provider: is this one?");
	TELLS(asked, net, "online", -1, "-1 Meets online, which does not suit");
}

static void ways_to_go(void **state)
{
	struct id here = make(*state, "neighbourhood", PAIRS("name=Here", "latitude=51.92", "longitude=4.48"));
	struct id there = make(*state, "neighbourhood", PAIRS("name=There", "latitude=51.94", "longitude=4.48"));
	struct id one = somebody(*state), asked = waits(*state, one), blank = group(*state, "remark=x");
	struct id by = group(*state, OF("neighbourhood", there)), net = group(*state, "online=yes");

	TELLS(asked, by, "distance", -1, "1000 Nobody said how far would be too far");
	TELLS(asked, by, "way", 1000, "-2 To ask: in which neighbourhood does the person live?");
	amend(*state, "person", one, PAIRS(OF("neighbourhood", here)));
	TELLS(asked, by, "way", 1000, "454 2.2 km away");
	TELLS(asked, blank, "way", 1000, "-2 To ask the provider: in which neighbourhood does the group meet?");
	TELLS(asked, net, "way", 1000, "1000 Online: there is no way to go");
	amend(*state, "enrolment", asked, PAIRS("farthest=2"));
	TELLS(asked, by, "distance", -1, "-1 2.2 km away; at most 2.0 km was said");
	TELLS(asked, blank, "distance", -1, "-2 At most 2.0 km. To ask: where does the person live, and where does the group meet?");
	amend(*state, "enrolment", asked, PAIRS("farthest=3"));
	TELLS(asked, by, "distance", -1, "1000 2.2 km away; at most 3.0 km was said");
	/* A place without a distance is meant as it was said. */
	amend(*state, "enrolment", asked, PAIRS("farthest=", OF("neighbourhood", here)));
	TELLS(asked, by, "distance", -1, "-1 Not at the place that was asked for");
	TELLS(asked, net, "distance", -1, "1000 Online: there is no way to go");
	amend(*state, "enrolment", asked, PAIRS(OF("neighbourhood", there)));
	TELLS(asked, by, "distance", -1, "1000 At the place that was asked for");
}

static void days_count(void **state)
{
	struct id asked = waits(*state, somebody(*state)), soon = group(*state, "remark=x"), open = make(*state, "course",
		PAIRS("name=Open", "language=en", "level=a1"));

	TELLS(asked, soon, "waited", 100, "100 Has waited 10 days");
	TELLS(asked, soon, "soon", 7, "500 Begins on 18 May 2026");
	TELLS(asked, soon, "soon", 14, "1000 Begins on 18 May 2026");
	TELLS(asked, open, "soon", 7, "-2 To ask the provider: when does the group begin?");
	TELLS(asked, soon, "begins", -1, "1000 Can begin at any time");
	TELLS(asked, soon, "needed_by", 30, "0 No day was named by which the level is needed");
	amend(*state, "enrolment", asked, PAIRS("available=2026-05-25", "needed_by=2026-07-03"));
	TELLS(asked, soon, "begins", -1, "-1 The group begins on 18 May 2026; the person can from 25 May 2026");
	TELLS(asked, open, "begins", -1, "-2 Can begin from 25 May 2026. To ask the provider: when does the group begin?");
	/* Sixty days ahead; thirty and fewer count in full. */
	TELLS(asked, soon, "needed_by", 30, "500 Needs the level by 3 July 2026");
}

static void what_was_offered_is_not_offered_again(void **state)
{
	struct id asked = waits(*state, somebody(*state)), once = group(*state, "remark=x"), other = group(*state, "remark=x");

	amend(*state, "enrolment", asked, PAIRS("state=offered", OF("course", once)));
	amend(*state, "enrolment", asked, PAIRS("state=waiting", "why_not=hours"));
	TELLS(asked, once, "before", -1, "-1 Was offered this group and did not take it");
	TELLS(asked, other, "before", -1, "1000 Was not offered this group before");
}

static void who_and_what_is_left_out(void **state)
{
	struct id people[4], asked[4], one = group(*state, "remark=x"), full, over, begun;
	struct match_facts facts;

	for (int i = 0; i < 4; i++) {
		people[i] = somebody(*state);
		asked[i] = waits(*state, people[i]);
	}
	full = make(*state, "course", PAIRS("name=Full", "language=en", "level=a1", "seats=0"));
	over = make(*state, "course", PAIRS("name=Over", "language=en", "level=a1", "state=over"));
	begun = make(*state, "course", PAIRS("name=Begun", "language=en", "level=a1", "starts=2026-04-01", "state=running"));
	counts_of(*state, MATCH_COURSES, NULL, 4, 1);
	counts_of(*state, MATCH_COURSES, &(struct match_pick){ .application = asked[0] }, 1, 1);
	amend(*state, "enrolment", asked[3], PAIRS("state=attending", OF("course", one)));
	amend(*state, "person", people[0], PAIRS("left=2026-05-01"));
	WELL(restrict_put(*state, &everybody, people[1], "objection", &err_));
	amend(*state, "person", people[2], PAIRS("paused_until=2026-05-20", "paused_why=away"));
	counts_of(*state, MATCH_COURSES, NULL, 0, 1);
	for (int i = 0; i < 3; i++)
		refused_of(*state, MATCH_COURSES, &(struct match_pick){ .application = asked[i] }, ST_INVALID, "Nothing is proposed");
	refused_of(*state, MATCH_COURSES, &(struct match_pick){ .application = asked[3] }, ST_INVALID, "does not wait");
	refused_of(*state, MATCH_COURSES, &(struct match_pick){ .place = full }, ST_INVALID, "no free seat");
	refused_of(*state, MATCH_COURSES, &(struct match_pick){ .place = over }, ST_INVALID, "takes nobody");
	refused_of(*state, MATCH_COURSES, &(struct match_pick){ .place = begun }, ST_INVALID, "four weeks ago");
	refused_of(*state, MATCH_COURSES, &(struct match_pick){ .place = id_new() }, ST_NOTFOUND, "");
	WELL(match_read(*state, &everybody, MATCH_COURSES, NULL, &facts, &err_));
	assert_int_equal(facts.place[0].capacity, 1);
	match_facts_clear(&facts);
	denied_to(*state, MATCH_COURSES, "auditor");
}

/* From one group only those are read whom it may suit by the criteria; what is not known stays. */
static void a_group_narrows(void **state)
{
	struct match_rule rule = rule_of(MATCH_COURSES, "childcare", true, 0);
	struct id one = group(*state, "childcare=no");
	static const char *const needs[] = { "childcare=yes", "childcare=no", "childcare=" };

	for (size_t i = 0; i < ARRAY_LEN(needs); i++)
		amend(*state, "enrolment", waits(*state, somebody(*state)), PAIRS(needs[i]));
	counts_of(*state, MATCH_COURSES, &(struct match_pick){ .place = one }, 3, 1);
	counts_of(*state, MATCH_COURSES, &(struct match_pick){ .place = one, .rule = &rule }, 2, 1);
}

/* Those with points first, then those that take nobody, with the reason. */
static void groups_for_one_person(void **state)
{
	struct id one = somebody(*state), full = make(*state, "course", PAIRS("name=Full", "language=en", "level=a1", "seats=0",
		"starts=2026-05-10")), late = group(*state, "timetable=Sat 9-12"), fits = group(*state, "timetable=Mon 9-12");
	struct match_groups groups;

	WELL(match_groups_of(*state, &everybody, one, 20, &groups, &err_));
	assert_true(id_none(groups.wish.enrolment) && !groups.rank);
	match_groups_clear(&groups);
	amend(*state, "enrolment", waits(*state, one), PAIRS("unavailable=Sat 8-10"));
	WELL(match_groups_of(*state, &everybody, one, 20, &groups, &err_));
	assert_int_equal(groups.count, 3);
	assert_int_equal(groups.fitting, 1);
	assert_true(id_same(groups.row[0].fit.group.course, fits) && match_group_fits(&groups, 0));
	assert_true(id_same(groups.row[1].fit.group.course, late) && groups.row[1].rank >= 0 && !match_group_fits(&groups, 1));
	assert_true(id_same(groups.row[2].fit.group.course, full) && groups.row[2].rank < 0);
	assert_true(groups.row[2].fit.against & 1u << FIT_FULL);
	match_groups_clear(&groups);
	/* Nothing is weighed for a file that rests: the reasons say it. */
	amend(*state, "person", one, PAIRS("paused_until=2026-05-20", "paused_why=away"));
	WELL(match_groups_of(*state, &everybody, one, 20, &groups, &err_));
	assert_null(groups.rank);
	assert_int_equal(groups.fitting, 0);
	assert_true(groups.row[0].fit.against & 1u << FIT_RESTS);
	match_groups_clear(&groups);
}

/* The offer, its proposal with the dossier and the day to answer are one change, and one undo. */
static void a_seat_is_offered_with_its_dossier(void **state)
{
	struct id asked = waits(*state, somebody(*state)), one = group(*state, "remark=x"), set;

	WELL(propose_seat(*state, &everybody, asked, one, (struct date){ 2026, 5, 20 }, NULL, &set, &err_));
	HAS(*state, "enrolment", asked, "state", "offered");
	HAS(*state, "enrolment", asked, "answer_by", "2026-05-20");
	assert_int_equal(count_rows(*state, "course_proposal WHERE gone = 0 AND state = 'confirmed'"), 1);
	WELL(change_undo(*state, &everybody, set, NULL, &err_));
	HAS(*state, "enrolment", asked, "state", "waiting");
	assert_int_equal(count_rows(*state, "course_proposal WHERE gone = 0"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(levels),
		TOWN_TEST(days_and_hours),
		TOWN_TEST(what_is_needed),
		TOWN_TEST(ways_to_go),
		TOWN_TEST(days_count),
		TOWN_TEST(what_was_offered_is_not_offered_again),
		TOWN_TEST(who_and_what_is_left_out),
		TOWN_TEST(a_group_narrows),
		TOWN_TEST(groups_for_one_person),
		TOWN_TEST(a_seat_is_offered_with_its_dossier),
	};

	return DOORS_RUN(tests);
}
