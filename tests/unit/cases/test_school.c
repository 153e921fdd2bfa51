/* SPDX-License-Identifier: EUPL-1.2 */
/* Places at schools: never more children than places, one of a kind a child, since when a child has none; tutors. */
#include "tests/unit/cases/town.h"

#include "base/mem.h"
#include "cases/schools.h"
#include "register/profile.h"
#include "register/restrict.h"

static struct id child(struct store *store, const char *name, const char *born)
{
	char given[64], birth[64];

	snprintf(given, sizeof given, "given_name=%s", name);
	snprintf(birth, sizeof birth, "born=%s", born);
	return make(store, "person", PAIRS(given, "arrived=2026-05-01", birth));
}

static struct id school(struct store *store, const char *name, const char *places)
{
	char called[64], room[64];

	snprintf(called, sizeof called, "name=%s", name);
	snprintf(room, sizeof room, "places=%s", places);
	return make(store, "school", PAIRS(called, "what=primary, secondary", room));
}

#define PLACE(child, school, state) PAIRS(OF("person", child), OF("school", school), "what=primary", state)

static void a_child_needs_a_place_until_it_has_one(void **state)
{
	struct id one = child(*state, "A", "2016-03-02"), place, other;
	struct id here = school(*state, "Here", "5"), there = school(*state, "There", "5");

	HAS(*state, "person", one, "school_from", "2026-05-01");
	place = make(*state, "school_place", PLACE(one, here, "state=asked"));
	HAS(*state, "person", one, "school_from", "2026-05-01");
	other = make(*state, "school_place", PLACE(one, there, "state=offered"));
	amend(*state, "school_place", place, PAIRS("state=placed"));
	HAS(*state, "person", one, "school_from", NULL);
	HAS(*state, "school_place", place, "begins", "2026-05-04");
	/* The place that was offered elsewhere is free again. */
	HAS(*state, "school_place", other, "state", "withdrawn");
	amend(*state, "school_place", place, PAIRS("state=ended", "why=moved"));
	HAS(*state, "school_place", place, "ended", "2026-05-04");
	HAS(*state, "person", one, "school_from", "2026-05-04");
	amend(*state, "school_place", place, PAIRS("why=finished"));
	HAS(*state, "person", one, "school_from", NULL);
	amend(*state, "person", one, PAIRS("left=2026-05-04"));
	HAS(*state, "person", one, "school_from", NULL);
}

static void ages_are_in_doubt_for_school(void **state)
{
	/* Too young yet: from the sixth birthday; by the year alone from its first day. */
	HAS(*state, "person", child(*state, "A", "2022-08-09"), "school_from", "2028-08-09");
	HAS(*state, "person", child(*state, "B", "2021"), "school_from", "2027-01-01");
	/* Born in 2010, sixteen this year or not: perhaps of school age. */
	HAS(*state, "person", child(*state, "C", "2010"), "school_from", "2026-05-01");
	HAS(*state, "person", child(*state, "D", "2009"), "school_from", NULL);
	HAS(*state, "person", child(*state, "E", "2010-05-04"), "school_from", NULL);
	HAS(*state, "person", child(*state, "F", "2010-05-05"), "school_from", "2026-05-01");
	HAS(*state, "person", child(*state, "G", ""), "school_from", NULL);
	HAS(*state, "person", make(*state, "person", PAIRS("given_name=H", "expected=2026-06-01", "arrived=", "born=2016")),
		"school_from", NULL);
}

/* A country's law says from which age on. */
static void ages_are_the_profiles(void **state)
{
	WELL(profile_set(*state, &everybody, "fr", &err_));
	HAS(*state, "person", child(*state, "A", "2022-08-09"), "school_from", "2026-05-01");
	HAS(*state, "person", child(*state, "B", "2010-05-04"), "school_from", NULL);
	WELL(profile_set(*state, &everybody, "nl", &err_));
	HAS(*state, "person", child(*state, "C", "2022-08-09"), "school_from", "2027-08-09");
	HAS(*state, "person", child(*state, "D", "2008-05-05"), "school_from", "2026-05-01");
}

static void a_removed_place_is_none(void **state)
{
	struct id one = child(*state, "A", "2016-03-02"), here = school(*state, "Here", "1");
	struct id place = make(*state, "school_place", PLACE(one, here, "state=placed"));
	struct change *change = change_begin(*state, &everybody);
	struct id set, undone;

	HAS(*state, "person", one, "school_from", NULL);
	change_delete(change, the("school_place"), place, 0);
	WELL(change_commit(change, &set, NULL, &err_));
	change_free(change);
	HAS(*state, "person", one, "school_from", "2026-05-01");
	WELL(change_undo(*state, &everybody, set, &undone, &err_));
	HAS(*state, "person", one, "school_from", NULL);
}

static void never_more_children_than_places(void **state)
{
	struct id here = school(*state, "Here", "2"), open = make(*state, "school", PAIRS("name=Open", "what=primary"));
	struct id one = child(*state, "A", "2016-03-02"), two = child(*state, "B", "2016-03-03"),
		three = child(*state, "C", "2016-03-04");
	struct id place, last;

	place = make(*state, "school_place", PLACE(one, here, "state=offered"));
	make(*state, "school_place", PLACE(two, here, "state=placed"));
	refused(*state, "school_place", NOBODY, PLACE(three, here, "state=offered"), "state");
	refused(*state, "school_place", NOBODY, PLACE(three, here, "state=placed"), "state");
	last = make(*state, "school_place", PLACE(three, here, "state=waiting"));
	refused(*state, "school_place", last, PAIRS("state=placed"), "state");
	refused(*state, "school", here, PAIRS("places=1"), "places");
	/* An offer that is declined frees the place. */
	amend(*state, "school_place", place, PAIRS("state=declined", "why=far"));
	amend(*state, "school_place", last, PAIRS("state=placed"));
	amend(*state, "school", here, PAIRS("places=2"));
	for (int i = 0; i < 3; i++)
		make(*state, "school_place", PLACE(child(*state, "D", "2016"), open, "state=placed"));
}

static void what_contradicts_itself_is_refused(void **state)
{
	struct id one = child(*state, "A", "2016-03-02"), here = school(*state, "Here", "5"), there = school(*state, "There", "5");
	struct id place = make(*state, "school_place", PLACE(one, here, "state=asked"));

	refused(*state, "school_place", NOBODY, PAIRS(OF("person", one), "what=primary", "state=offered"), "school");
	refused(*state, "school_place", NOBODY, PLACE(one, here, "state=waiting"), "school");
	refused(*state, "school_place", NOBODY, PAIRS(OF("person", one), OF("school", here), "what=welcome"), "school");
	refused(*state, "school_place", place, PAIRS("why=far"), "why");
	refused(*state, "school_place", place, PAIRS("ended=2026-05-04"), "ended");
	refused(*state, "school_place", place, PAIRS("state=offered", "offered=2026-05-04", "answer_by=2026-05-03"), "answer_by");
	amend(*state, "school_place", place, PAIRS("state=placed", "begins=2026-05-04"));
	refused(*state, "school_place", place, PAIRS("state=ended", "ended=2026-05-03"), "ended");
	refused(*state, "school_place", NOBODY, PLACE(one, there, "state=placed"), "state");
}

/* Each way that a state may not go. */
static void states_go_their_way(void **state)
{
	static const struct { const char *from, *never; } ways[] = {
		{ "asked", "ended" }, { "waiting", "ended" }, { "offered", "asked" }, { "offered", "ended" }, { "offered", "not_needed" },
		{ "placed", "asked" }, { "placed", "waiting" }, { "placed", "offered" }, { "placed", "declined" },
		{ "placed", "withdrawn" }, { "placed", "not_needed" }, { "ended", "asked" }, { "ended", "waiting" },
		{ "ended", "offered" }, { "ended", "placed" }, { "ended", "declined" }, { "ended", "withdrawn" },
		{ "ended", "not_needed" }, { "declined", "offered" }, { "declined", "placed" }, { "declined", "ended" },
		{ "declined", "withdrawn" }, { "declined", "not_needed" }, { "withdrawn", "offered" }, { "withdrawn", "placed" },
		{ "withdrawn", "ended" }, { "withdrawn", "declined" }, { "withdrawn", "not_needed" }, { "not_needed", "waiting" },
		{ "not_needed", "offered" }, { "not_needed", "placed" }, { "not_needed", "ended" }, { "not_needed", "declined" },
		{ "not_needed", "withdrawn" },
	};
	static const struct { const char *from, *never; } tutors[] = {
		{ "asked", "ended" }, { "matched", "ended" }, { "active", "asked" }, { "active", "matched" }, { "active", "withdrawn" },
		{ "ended", "asked" }, { "ended", "matched" }, { "ended", "active" }, { "ended", "withdrawn" }, { "withdrawn", "matched" },
		{ "withdrawn", "active" }, { "withdrawn", "ended" },
	};
	struct id here = school(*state, "Here", "100");

	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		char from[32], never[32];
		struct id place;

		snprintf(from, sizeof from, "state=%s", ways[i].from);
		snprintf(never, sizeof never, "state=%s", ways[i].never);
		place = make(*state, "school_place", PLACE(child(*state, "A", "2016"), here, from));
		refused(*state, "school_place", place, PAIRS(never), "state");
	}
	for (size_t i = 0; i < ARRAY_LEN(tutors); i++) {
		char from[32], never[32];
		struct id tutoring;

		snprintf(from, sizeof from, "state=%s", tutors[i].from);
		snprintf(never, sizeof never, "state=%s", tutors[i].never);
		tutoring = make(*state, "tutoring", PAIRS(OF("person", child(*state, "A", "2016")), "subject=maths", "tutor=Ines", from));
		refused(*state, "tutoring", tutoring, PAIRS(never), "state");
	}
}

static void a_tutor_is_somebody(void **state)
{
	struct id one = child(*state, "A", "2016-03-02");
	struct id tutoring = make(*state, "tutoring", PAIRS(OF("person", one), "subject=maths"));

	HAS(*state, "tutoring", tutoring, "state", "asked");
	refused(*state, "tutoring", tutoring, PAIRS("state=active"), "mentor");
	refused(*state, "tutoring", tutoring, PAIRS("state=matched"), "mentor");
	refused(*state, "tutoring", tutoring, PAIRS("ended=2026-05-04"), "ended");
	amend(*state, "tutoring", tutoring, PAIRS("state=active", "tutor=Ines", "timetable=Tue 15-16"));
	HAS(*state, "tutoring", tutoring, "began", "2026-05-04");
	HAS(*state, "tutoring", tutoring, "timetable", "2 15:00-16:00");
	refused(*state, "tutoring", tutoring, PAIRS("state=ended", "ended=2026-05-03"), "ended");
	amend(*state, "tutoring", tutoring, PAIRS("state=ended"));
	HAS(*state, "tutoring", tutoring, "ended", "2026-05-04");
}

static void a_tutor_comes_after_school(void **state)
{
	struct id one = child(*state, "A", "2016-03-02");
	struct id here = make(*state, "school", PAIRS("name=Here", "what=primary", "hours=Mon-Fri 8-13"));
	struct id place = make(*state, "school_place", PLACE(one, here, "state=asked"));
	struct id tutoring = make(*state, "tutoring", PAIRS(OF("person", one), "subject=maths", "timetable=Tue 12-13"));
	struct change *change = change_begin(*state, &everybody);
	struct err err = { .text = "" };

	amend(*state, "school_place", place, PAIRS("state=placed"));
	HAS(*state, "school_place", place, "hours", "1,2,3,4,5 08:00-13:00");
	set_pairs(change_update(change, the("tutoring"), tutoring, 0), PAIRS("timetable=Tue 12:30-14"));
	assert_int_equal(change_commit(change, NULL, NULL, &err), ST_WARNED);
	assert_string_equal(err.field, "timetable");
	change_insist(change);
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	amend(*state, "tutoring", tutoring, PAIRS("timetable=Tue 13-14"));
}

static void the_plan_goes_along(void **state)
{
	struct change *change = change_begin(*state, &everybody);
	struct id one = NOBODY, here = school(*state, "Here", "3"), place;
	struct change_item *item = change_create(change, the("person"), &one);

	WELL(change_set(item, "given_name", "A", &err_));
	WELL(change_set(item, "arrived", "2026-05-01", &err_));
	WELL(change_set(item, "born", "2016", &err_));
	WELL(plan_add(change, one, "minor", (struct date){ 2026, 5, 1 }, &err_));
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	place = make(*state, "school_place", PLACE(one, here, "state=asked"));
	HAS(*state, "step", step_nth(*state, one, 1), "state", "done");
	HAS(*state, "step", step_nth(*state, one, 2), "state", "open");
	amend(*state, "school_place", place, PAIRS("state=placed", "begins=2026-05-11"));
	HAS(*state, "step", step_nth(*state, one, 2), "state", "under_way");
	town_is_right(*state);
}

static const struct school_row *row_of(const struct schools *schools, struct id id)
{
	for (int i = 0; i < schools->count; i++)
		if (id_same(schools->row[i].id, id))
			return &schools->row[i];
	return NULL;
}

static void schools_stand_in_order(void **state)
{
	struct id near = make(*state, "neighbourhood", PAIRS("name=Near", "latitude=52.10000", "longitude=4.30000"));
	struct id far = make(*state, "neighbourhood", PAIRS("name=Far", "latitude=52.20000", "longitude=4.30000"));
	struct id full = make(*state, "school", PAIRS("name=Full", "what=primary", "places=0", OF("neighbourhood", near)));
	struct id distant = make(*state, "school", PAIRS("name=Distant", "what=primary", "places=3", OF("neighbourhood", far)));
	struct id close = make(*state, "school", PAIRS("name=Close", "what=primary, preschool", "places=3",
		OF("neighbourhood", near)));
	struct id unknown = make(*state, "school", PAIRS("name=Unknown", "what=primary"));
	struct id one = child(*state, "A", "2016-03-02");
	struct schools schools;

	make(*state, "school", PAIRS("name=Elder", "what=secondary", "places=3"));
	make(*state, "stay", PAIRS(OF("person", one), "place=reception", OF("neighbourhood", near)));
	make(*state, "school_place", PLACE(one, close, "state=asked"));
	WELL(schools_for(*state, &everybody, one, NULL, &schools, &err_));
	assert_string_equal(schools.what, "primary");
	assert_int_equal(schools.count, 4);
	assert_true(id_same(schools.row[0].id, close) && id_same(schools.row[1].id, distant));
	assert_true(id_same(schools.row[2].id, unknown) && id_same(schools.row[3].id, full));
	assert_string_equal(schools.row[0].state, "asked");
	assert_int_equal((int)row_of(&schools, close)->waiting, 1);
	assert_int_equal((int)(schools.row[1].km + 0.5), 11);
	schools_clear(&schools);
	WELL(schools_for(*state, &everybody, one, "secondary", &schools, &err_));
	assert_int_equal(schools.count, 1);
	schools_clear(&schools);
	WELL(restrict_put(*state, &everybody, one, "contested", &err_));
	assert_int_equal(schools_for(*state, &everybody, one, NULL, &schools, NULL), ST_INVALID);
}

static void nobody_is_forgotten(void **state)
{
	struct id one = child(*state, "A", "2016-03-02"), here = school(*state, "Here", "3");
	struct pupil *pupil;
	int count;
	bool more;

	child(*state, "Later", "2022-08-09");
	WELL(school_without(*state, &everybody, 10, &pupil, &count, &more, &err_));
	assert_int_equal(count, 1);
	assert_false(more || pupil[0].asked);
	assert_int_equal((int)pupil[0].days, 3);
	pupils_free(pupil, count);
	make(*state, "school_place", PLACE(one, here, "state=placed"));
	WELL(school_without(*state, &everybody, 10, &pupil, &count, &more, &err_));
	assert_int_equal(count, 0);
	pupils_free(pupil, count);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(a_child_needs_a_place_until_it_has_one),
		TOWN_TEST(ages_are_in_doubt_for_school),
		TOWN_TEST(ages_are_the_profiles),
		TOWN_TEST(a_removed_place_is_none),
		TOWN_TEST(never_more_children_than_places),
		TOWN_TEST(what_contradicts_itself_is_refused),
		TOWN_TEST(states_go_their_way),
		TOWN_TEST(a_tutor_is_somebody),
		TOWN_TEST(a_tutor_comes_after_school),
		TOWN_TEST(the_plan_goes_along),
		TOWN_TEST(schools_stand_in_order),
		TOWN_TEST(nobody_is_forgotten),
	};

	return DOORS_RUN(tests);
}
