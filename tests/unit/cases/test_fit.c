/* SPDX-License-Identifier: EUPL-1.2 */
/* Whether a group fits somebody: each reason by itself, what else stands in their weeks, the way; and the next in line. */
#include "tests/unit/cases/town.h"

#include "cases/offer.h"
#include "register/restrict.h"

static struct id somebody(struct store *store)
{
	return make(store, "person", PAIRS("given_name=Somebody"));
}

static struct id wishes(struct store *store, struct id person, const char *wish)
{
	return make(store, "enrolment", PAIRS(OF("person", person), "language=de", "level=a1", wish));
}

static struct id a_group(struct store *store, const char *what)
{
	return make(store, "course", PAIRS("name=A group", "language=de", "level=a1", "seats=3", "starts=2026-05-18",
		"ends=2026-08-01", "timetable=1,3 09:00-12:00", what));
}

static struct fit judged(struct store *store, struct id enrolment, struct id course)
{
	struct fit_wish wish;
	struct fit_group group;
	struct fit fit;

	WELL(fit_wish_of(store, enrolment, &wish, &err_));
	WELL(fit_group_read(store, course, &group, &err_));
	WELL(fit_judge(store, &wish, &group, &fit, &err_));
	return fit;
}

/* One wish and one group, and the one reason that stands between them; FIT_REASONS: none does. */
static void each_reason_by_itself(void **state)
{
	static const struct { const char *wish, *group; int reason; } row[] = {
		{ "hours=30", "place=School", FIT_REASONS },
		{ "hours=30", "level=a2", FIT_LEVEL },
		{ "hours=30", "language=fr", FIT_LANGUAGE },
		{ "hours=30", "state=over", FIT_OVER },
		{ "hours=30", "state=cancelled", FIT_OVER },
		{ "hours=30", "starts=2026-04-01", FIT_BEGUN },
		{ "hours=30", "starts=2026-04-20", FIT_REASONS },
		{ "hours=30", "seats=0", FIT_FULL },
		{ "childcare=yes", "childcare=no", FIT_CHILDCARE },
		{ "childcare=yes", "childcare=yes", FIT_REASONS },
		{ "women_only=yes", "women_only=no", FIT_WOMEN },
		{ "women_only=yes", "women_only=yes", FIT_REASONS },
		{ "women_only=no", "women_only=yes", FIT_NOT_ASKED },
		{ "online=no", "online=yes", FIT_ONLINE },
		{ "online=yes", "online=yes", FIT_REASONS },
		{ "unavailable=3 11:00-13:00", "place=School", FIT_HOURS },
		{ "unavailable=2 11:00-13:00", "place=School", FIT_REASONS },
		{ "unavailable=3 12:00-13:00", "place=School", FIT_REASONS },
		{ "daypart=evening", "place=School", FIT_DAYPART },
		{ "daypart=morning, evening", "place=School", FIT_REASONS },
		{ "daypart=weekend", "timetable=6 10:00-12:00", FIT_REASONS },
		{ "daypart=weekend", "timetable=6 10:00-12:00; 5 18:00-20:00", FIT_DAYPART },
		{ "hours=5", "place=School", FIT_MUCH },
		{ "hours=6", "place=School", FIT_REASONS },
		{ "available=2026-05-19", "place=School", FIT_LATER },
		{ "available=2026-05-18", "place=School", FIT_REASONS },
	};

	for (size_t i = 0; i < ARRAY_LEN(row); i++) {
		struct id one = wishes(*state, somebody(*state), row[i].wish), course = a_group(*state, row[i].group);
		struct fit fit = judged(*state, one, course);

		if (fit.against != (row[i].reason == FIT_REASONS ? 0 : 1u << row[i].reason))
			fail_msg("%s, %s: %x", row[i].wish, row[i].group, fit.against);
	}
}

static void what_else_stands_in_the_week(void **state)
{
	struct id person = somebody(*state), one = wishes(*state, person, "hours=30"), course = a_group(*state, "place=School");
	struct id employer = make(*state, "employer", PAIRS("name=Harbour works")), other, work, meeting;

	work = make(*state, "employment", PAIRS(OF("person", person), OF("employer", employer), "what=Work", "state=working",
		"began=2026-04-01", "timetable=3 08:00-10:00"));
	assert_int_equal(judged(*state, one, course).against, 1u << FIT_WORK);
	amend(*state, "employment", work, PAIRS("timetable=3 13:00-18:00"));
	assert_int_equal(judged(*state, one, course).against, 0);
	amend(*state, "employment", work, PAIRS("timetable=1 08:00-10:00", "state=ended", "ended=2026-05-03"));
	assert_int_equal(judged(*state, one, course).against, 0);
	other = make(*state, "course", PAIRS("name=Sewing", "language=en", "level=a2", "timetable=1 11:00-13:00",
		"starts=2026-05-01", "ends=2026-07-01"));
	make(*state, "enrolment", PAIRS(OF("person", person), OF("course", other), "state=enrolled"));
	assert_int_equal(judged(*state, one, course).against, 1u << FIT_COURSE);
	amend(*state, "course", other, PAIRS("ends=2026-05-17"));
	assert_int_equal(judged(*state, one, course).against, 0);
	meeting = make(*state, "appointment", PAIRS(OF("person", person), "what=Talk", "day=2026-05-20", "at=11:30",
		"minutes=60"));
	assert_int_equal(judged(*state, one, course).appointments, 1);
	assert_int_equal(judged(*state, one, course).against, 0);
	amend(*state, "appointment", meeting, PAIRS("at=12:00"));
	assert_int_equal(judged(*state, one, course).appointments, 0);
}

/* Said to whoever gives the seat by hand, once; nobody is told who insists, or when an offer is merely taken. */
static void a_seat_at_hours_of_work_is_warned_of(void **state)
{
	struct id person = somebody(*state), one = wishes(*state, person, "hours=30"), course = a_group(*state, "place=School");
	struct id employer = make(*state, "employer", PAIRS("name=Harbour works"));
	struct change *change;
	struct err err;

	make(*state, "employment", PAIRS(OF("person", person), OF("employer", employer), "what=Work", "state=working",
		"began=2026-04-01", "timetable=3 08:00-10:00"));
	change = change_begin(*state, &everybody);
	set_pairs(change_update(change, the("enrolment"), one, 0), PAIRS(OF("course", course), "state=offered"));
	err_clear(&err);
	assert_int_equal(change_commit(change, NULL, NULL, &err), ST_WARNED);
	assert_string_equal(err.field, "course");
	HAS(*state, "enrolment", one, "state", "waiting");
	change_insist(change);
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	amend(*state, "enrolment", one, PAIRS("state=enrolled"));
	HAS(*state, "enrolment", one, "state", "enrolled");
}

static void at_school_at_these_hours(void **state)
{
	struct id person = somebody(*state), one = wishes(*state, person, "hours=30"), course = a_group(*state, "place=School");
	struct id school = make(*state, "school", PAIRS("name=Harbour school", "what=vocational"));

	make(*state, "school_place", PAIRS(OF("person", person), OF("school", school), "what=vocational", "state=placed",
		"begins=2026-04-01", "hours=1,2,3,4,5 08:00-13:00"));
	assert_int_equal(judged(*state, one, course).against, 1u << FIT_SCHOOL);
}

/* From the place that was asked for, else from home; an address that is kept secret is nothing to go by. */
static void the_way_there(void **state)
{
	struct id north = make(*state, "neighbourhood", PAIRS("name=North", "latitude=53.60", "longitude=10.00"));
	struct id south = make(*state, "neighbourhood", PAIRS("name=South", "latitude=53.50", "longitude=10.00"));
	struct id nowhere = make(*state, "neighbourhood", PAIRS("name=Nowhere"));
	struct id person = somebody(*state), one = wishes(*state, person, "farthest=5"), course;
	struct fit fit;

	course = a_group(*state, OF("neighbourhood", south));
	assert_int_equal(judged(*state, one, course).notes & 1u << FIT_WAY_UNKNOWN, 1u << FIT_WAY_UNKNOWN);
	amend(*state, "person", person, PAIRS(OF("neighbourhood", north)));
	fit = judged(*state, one, course);
	assert_int_equal(fit.against, 1u << FIT_FAR);
	assert_true(fit.km > 11 && fit.km < 11.3);
	amend(*state, "enrolment", one, PAIRS("farthest=12"));
	assert_int_equal(judged(*state, one, course).against, 0);
	amend(*state, "person", person, PAIRS("address_secret=yes"));
	assert_true(judged(*state, one, course).km < 0);
	amend(*state, "enrolment", one, PAIRS("farthest=", OF("neighbourhood", north)));
	assert_int_equal(judged(*state, one, course).against, 1u << FIT_FAR);
	amend(*state, "enrolment", one, PAIRS(OF("neighbourhood", south)));
	assert_int_equal(judged(*state, one, course).against, 0);
	amend(*state, "enrolment", one, PAIRS(OF("neighbourhood", nowhere), "farthest=3"));
	assert_int_equal(judged(*state, one, course).against, 1u << FIT_FAR);
	amend(*state, "course", course, PAIRS("online=yes"));
	amend(*state, "enrolment", one, PAIRS("online=yes"));
	assert_int_equal(judged(*state, one, course).against, 0);
}

/* Who waits for nothing yet is shown groups of the level that a test calls for, else of every level. */
static void the_level_of_the_last_test(void **state)
{
	struct id person = somebody(*state), course = a_group(*state, "place=School");
	struct fit_wish wish;
	struct fit fit[8];
	int n;

	a_group(*state, "level=b2");
	WELL(fit_wish_person(*state, person, &wish, &err_));
	WELL(fit_groups(*state, &everybody, &wish, 8, fit, &n, &err_));
	assert_int_equal(n, 2);
	make(*state, "level", PAIRS(OF("person", person), "language=de", "day=2026-05-02", "known=placement_test", "listening=pre_a1",
		"reading=pre_a1", "interaction=pre_a1", "production=pre_a1", "writing=pre_a1"));
	WELL(fit_wish_person(*state, person, &wish, &err_));
	assert_string_equal(wish.language, "de");
	assert_string_equal(wish.level, "a1");
	WELL(fit_groups(*state, &everybody, &wish, 8, fit, &n, &err_));
	assert_int_equal(n, 1);
	assert_true(id_same(fit[0].group.course, course));
}

/* Those that fit first, the one that begins sooner before the other. */
static void groups_are_ranked(void **state)
{
	struct id person = somebody(*state), late, soon, full;
	struct fit_wish wish;
	struct fit fit[8];
	int n;

	wishes(*state, person, "hours=30");
	full = a_group(*state, "seats=0");
	late = a_group(*state, "starts=2026-06-01");
	soon = a_group(*state, "place=School");
	a_group(*state, "state=over");
	WELL(fit_wish_person(*state, person, &wish, &err_));
	WELL(fit_groups(*state, &everybody, &wish, 8, fit, &n, &err_));
	assert_int_equal(n, 3);
	assert_true(id_same(fit[0].group.course, soon));
	assert_true(id_same(fit[1].group.course, late));
	assert_true(id_same(fit[2].group.course, full));
}

static void the_next_whom_it_fits(void **state)
{
	struct id first = somebody(*state), second = somebody(*state), third = somebody(*state), course, one, two, three, set;
	struct offer offer;
	struct err err;

	one = wishes(*state, first, "childcare=yes");
	two = wishes(*state, second, "hours=30");
	three = wishes(*state, third, "hours=30");
	course = a_group(*state, "seats=2");
	WELL(offer_next(*state, &everybody, course, true, NULL, &offer, &err_));
	assert_true(id_same(offer.enrolment, two));
	HAS(*state, "enrolment", two, "state", "waiting");
	offer_clear(&offer);
	WELL(offer_next(*state, &everybody, course, false, &set, &offer, &err_));
	assert_int_equal(offer.place, 2);
	assert_int_equal(offer.n_passed, 1);
	assert_true(id_same(offer.passed[0].enrolment, one));
	assert_int_equal(offer.passed[0].against, 1u << FIT_CHILDCARE);
	HAS(*state, "enrolment", two, "offer_place", "2");
	offer_clear(&offer);
	WELL(restrict_put(*state, &everybody, third, "contested", &err_));
	WELL(offer_next(*state, &everybody, course, false, &set, &offer, &err_));
	assert_true(id_none(offer.enrolment));
	assert_int_equal(offer.passed[1].against, 1u << FIT_RESTRICTED);
	offer_clear(&offer);
	WELL(restrict_lift(*state, &everybody, third, true, &err_));
	WELL(offer_next(*state, &everybody, course, false, &set, &offer, &err_));
	assert_true(id_same(offer.enrolment, three));
	offer_clear(&offer);
	err_clear(&err);
	assert_int_equal(offer_next(*state, &everybody, course, false, &set, &offer, &err), ST_INVALID);
	assert_non_null(strstr(err.text, "Nothing was offered"));
	offer_clear(&offer);
}

/* Back into line with the next offer, or all at once; never counted as declined, and not offered the same group again. */
static void offers_run_out(void **state)
{
	struct id course, one, two, set;
	struct offer offer;
	int64_t n;

	one = wishes(*state, somebody(*state), "hours=30");
	two = wishes(*state, somebody(*state), "hours=30");
	course = a_group(*state, "seats=1");
	WELL(offer_next(*state, &everybody, course, false, &set, &offer, &err_));
	assert_true(id_same(offer.enrolment, one));
	offer_clear(&offer);
	WELL(offer_lapse(*state, &everybody, "2026-05-11", &n, &set, &err_));
	assert_int_equal(n, 0);
	clock_hold((int64_t)date_days((struct date){ 2026, 5, 12 }) * 86400000);
	WELL(offer_next(*state, &everybody, course, false, &set, &offer, &err_));
	assert_true(id_same(offer.enrolment, two));
	assert_int_equal(offer.lapsed, 1);
	offer_clear(&offer);
	HAS(*state, "enrolment", one, "state", "waiting");
	HAS(*state, "enrolment", one, "why_not", "no_answer");
	HAS(*state, "enrolment", one, "declined", NULL);
	assert_int_equal(judged(*state, one, course).against, 1u << FIT_BEFORE | 1u << FIT_FULL);
	WELL(change_undo(*state, &everybody, set, NULL, &err_));
	HAS(*state, "enrolment", one, "state", "offered");
	HAS(*state, "enrolment", two, "state", "waiting");
	WELL(offer_lapse(*state, &everybody, "2026-05-12", &n, &set, &err_));
	assert_int_equal(n, 1);
	HAS(*state, "enrolment", one, "course", NULL);
}

/* One file that is restricted keeps its offer and its seat; neither the others' offers nor the group wait for it. */
static void a_restricted_file_holds_up_nobody(void **state)
{
	struct id people[3], wish[3], course = a_group(*state, "seats=2"), set;
	struct offer offer;
	int64_t n;

	for (int i = 0; i < 3; i++) {
		people[i] = somebody(*state);
		wish[i] = wishes(*state, people[i], "hours=30");
	}
	for (int i = 0; i < 2; i++) {
		WELL(offer_next(*state, &everybody, course, false, &set, &offer, &err_));
		assert_true(id_same(offer.enrolment, wish[i]));
		offer_clear(&offer);
	}
	WELL(restrict_put(*state, &everybody, people[0], "claim", &err_));
	clock_hold((int64_t)date_days((struct date){ 2026, 5, 12 }) * 86400000);
	WELL(offer_lapse(*state, &everybody, "2026-05-12", &n, &set, &err_));
	assert_int_equal(n, 1);
	HAS(*state, "enrolment", wish[0], "state", "offered");
	HAS(*state, "enrolment", wish[1], "state", "waiting");
	WELL(offer_next(*state, &everybody, course, false, &set, &offer, &err_));
	assert_true(id_same(offer.enrolment, wish[2]));
	assert_int_equal(offer.lapsed, 0);
	offer_clear(&offer);
}

static void every_reason_has_words(void **state)
{
	(void)state;
	for (int i = 0; i < FIT_REASONS; i++)
		for (int k = 0; k < i; k++)
			assert_string_not_equal(fit_reason_words((enum fit_reason)i), fit_reason_words((enum fit_reason)k));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(each_reason_by_itself),
		TOWN_TEST(what_else_stands_in_the_week),
		TOWN_TEST(a_seat_at_hours_of_work_is_warned_of),
		TOWN_TEST(at_school_at_these_hours),
		TOWN_TEST(the_way_there),
		TOWN_TEST(the_level_of_the_last_test),
		TOWN_TEST(groups_are_ranked),
		TOWN_TEST(the_next_whom_it_fits),
		TOWN_TEST(offers_run_out),
		TOWN_TEST(a_restricted_file_holds_up_nobody),
		TOWN_TEST(every_reason_has_words),
	};

	return DOORS_RUN(tests);
}
