/* SPDX-License-Identifier: EUPL-1.2 */
/* Waiting times and counts of records in towns of a few people; every figure is worked out by hand beside it. */
#include "town_counts.h"

#include <math.h>

#define NEAR(a, b) assert_true(fabs((a) - (b)) < 1e-9)

static struct id step(struct store *store, struct id person, const char *milestone, const char *state, const char *done)
{
	char of_milestone[64], of_state[64], of_done[64];

	snprintf(of_milestone, sizeof(of_milestone), "milestone=%s", milestone);
	snprintf(of_state, sizeof(of_state), "state=%s", state);
	snprintf(of_done, sizeof(of_done), "done=%s", done ? done : "");
	return make(store, "step", PAIRS(OF("person", person), "stage=arrival", "what=A step", of_milestone, of_state, of_done));
}

static struct id arrives(struct store *store, const char *day)
{
	char arrived[32];

	snprintf(arrived, sizeof(arrived), "arrived=%s", day);
	return person_of(store, PAIRS("given_name=Newcomer", "gender=woman", "born=1990-01-01", arrived));
}

/*
 * Days: done after 2 and after 10, left after 4, waiting since 6 and since 11, found not to need it after 9.
 *
 *	day 2   event of 6     F = 1/6           S = 5/6
 *	day 4   rival of 5                       S = 5/6 * 4/5 = 2/3
 *	day 6   one seen no longer
 *	day 9   rival of 3                       S = 2/3 * 2/3 = 4/9
 *	day 10  event of 2     F = 1/6 + 2/9     S = 2/9
 *	day 11  one seen no longer
 */
static void test_first_interview(void **state)
{
	struct store *store = *state;
	struct facts *facts;
	struct id left, exempt;
	const struct facts_figure *figure;

	clock_hold((int64_t)date_days((struct date){ 2025, 6, 5 }) * 86400000);
	exempt = step(store, arrives(store, "2025-06-01"), "first_interview", "open", NULL);
	clock_hold((int64_t)date_days((struct date){ 2025, 6, 10 }) * 86400000);
	amend(store, "step", exempt, PAIRS("state=not_needed"));
	clock_hold((int64_t)date_days(TOWN_DAY) * 86400000 + 36000000);
	step(store, arrives(store, "2025-01-01"), "first_interview", "done", "2025-01-03");
	step(store, arrives(store, "2025-02-01"), "first_interview", "done", "2025-02-11");
	left = arrives(store, "2025-03-01");
	step(store, left, "first_interview", "open", NULL);
	amend(store, "person", left, PAIRS("left=2025-03-05"));
	step(store, arrives(store, "2025-12-25"), "first_interview", "open", NULL);
	step(store, arrives(store, "2025-12-20"), "first_interview", "not_needed", NULL);       /* said in May 2026 */
	/* Another field changed later is not the day on which it was set aside. */
	amend(store, "step", exempt, PAIRS("outcome=Knows the town already"));
	/* Their three days end in 2026; their day is not known; they have no such step. */
	step(store, arrives(store, "2025-12-30"), "first_interview", "done", "2025-12-31");
	step(store, arrives(store, "2025-05"), "first_interview", "done", "2025-05-10");
	arrives(store, "2025-07-07");

	facts = one(store, "first_interview", year_2025, BY(DIMENSION_GENDER));
	assert_int_equal(count_at(facts, 0, CODES(NULL, NULL)), 6);
	assert_int_equal(count_at(facts, 0, CODES("within_3", NULL)), 1);
	assert_int_equal(count_at(facts, 0, CODES("within_14", NULL)), 2);
	assert_int_equal(count_at(facts, 0, CODES("d8_14", "woman")), 1);
	assert_int_equal(count_at(facts, 0, CODES("needed", NULL)), 5);
	assert_int_equal(count_at(facts, 0, CODES("left", NULL)), 1);
	assert_int_equal(count_at(facts, 0, CODES("waiting", NULL)), 2);
	assert_int_equal(count_at(facts, 0, CODES("not_needed", "woman")), 1);
	NEAR(figure_at(facts, 0, FIGURE_SHARE, 0, CODES(NULL, NULL))->value, 1.0 / 5);
	NEAR(figure_at(facts, 0, FIGURE_WITHIN, 3, CODES(NULL, NULL))->value, 1.0 / 6);
	NEAR(figure_at(facts, 0, FIGURE_WITHIN, 7, CODES(NULL, "woman"))->value, 1.0 / 6);
	/* Nobody was followed for 14 days. */
	assert_null(figure_at(facts, 0, FIGURE_WITHIN, 14, CODES(NULL, NULL)));
	figure = figure_at(facts, 0, FIGURE_LOWER, 0, CODES(NULL, NULL));
	assert_true(figure->reached);
	NEAR(figure->value, 10);
	assert_false(figure_at(facts, 0, FIGURE_MEDIAN, 0, CODES(NULL, NULL))->reached);
	assert_null(figure_at(facts, 0, FIGURE_SHARE, 0, CODES(NULL, "man")));
	facts_free(facts);
	/* Two days before it was said, though the step was there. */
	facts = one(store, "first_interview", (struct period){ { 2025, 6, 1 }, { 2025, 6, 8 } }, 0);
	assert_int_equal(count_at(facts, 0, CODES("waiting")), 1);
	assert_int_equal(count_at(facts, 0, CODES("not_needed")), 0);
	facts_free(facts);
}

/* Decided after 60 and after 190 days, one undecided for 121: half of them (Kaplan-Meier) after 190. */
static void test_recognition(void **state)
{
	struct store *store = *state;
	struct id person = arrives(store, "2024-06-01");
	struct facts *facts;
	struct ask ask[] = { asking("recognition_time", year_2025, 0), asking("recognition_outcomes", year_2025, 0),
		asking("credential_submitted", year_2025, 0), asking("credential_decided", year_2025, 0) };

	make(store, "credential", PAIRS(OF("person", person), "title=Nurse", "state=recognised", "submitted=2025-01-01",
		"decided=2025-03-02"));
	make(store, "credential", PAIRS(OF("person", person), "title=Midwife", "state=partly", "submitted=2025-02-01",
		"decided=2025-08-10"));
	make(store, "credential", PAIRS(OF("person", person), "title=Doctor", "state=submitted", "submitted=2025-09-01"));
	make(store, "credential", PAIRS(OF("person", person), "title=Cook", "state=withdrawn", "submitted=2025-02-02"));
	facts = counted(store, ask, ARRAY_LEN(ask));
	assert_int_equal(count_at(facts, 0, CODES(NULL)), 3);
	assert_int_equal(count_at(facts, 0, CODES("within_120")), 1);
	NEAR(figure_at(facts, 0, FIGURE_WITHIN, 120, CODES(NULL))->value, 1.0 / 3);
	NEAR(figure_at(facts, 0, FIGURE_WITHIN, 180, CODES(NULL))->value, 1.0 / 3);
	NEAR(figure_at(facts, 0, FIGURE_MEDIAN, 0, CODES(NULL))->value, 190);
	assert_int_equal(count_at(facts, 1, CODES("recognised")), 1);
	assert_int_equal(count_at(facts, 1, CODES("partly")), 1);
	assert_int_equal(count_at(facts, 1, CODES(NULL)), 2);
	/* From arrival: 180 days had passed before 2025, 365 ended in it. */
	assert_int_equal(count_at(facts, 2, CODES(NULL)), 0);
	assert_int_equal(count_at(facts, 3, CODES(NULL)), 1);
	assert_int_equal(count_at(facts, 3, CODES("within_365")), 1);
	NEAR(figure_at(facts, 3, FIGURE_MEDIAN, 0, CODES(NULL))->value, 274);
	facts_free(facts);
}

static void test_work(void **state)
{
	struct store *store = *state;
	struct id a = arrives(store, "2024-06-01"), b = arrives(store, "2024-07-01"), c = arrives(store, "2024-08-01");
	struct id old = person_of(store, PAIRS("given_name=Old", "born=1950", "arrived=2024-06-01"));
	struct facts *facts;
	struct ask ask[] = { asking("jobs_begun", year_2025, 0), asking("retention_3", year_2025, 0), asking("first_job", year_2025, 0),
		asking("retention_12", year_2025, BY(DIMENSION_GENDER)) };

	make(store, "employment", PAIRS(OF("person", a), "what=Baker", "contract=permanent", "state=ended", "began=2025-01-10",
		"ended=2025-03-01", "reason=term"));
	make(store, "employment", PAIRS(OF("person", b), "what=Cook", "contract=fixed", "state=working", "began=2024-12-15"));
	make(store, "employment", PAIRS(OF("person", c), "what=Help", "contract=internship", "state=working", "began=2025-02-01"));
	make(store, "employment", PAIRS(OF("person", c), "what=Clerk", "contract=fixed", "state=fell_through", "began=2025-03-01"));
	make(store, "employment", PAIRS(OF("person", old), "what=Guide", "state=working", "began=2025-02-01"));
	facts = counted(store, ask, ARRAY_LEN(ask));
	assert_int_equal(count_at(facts, 0, CODES("permanent")), 1);
	assert_int_equal(count_at(facts, 0, CODES("internship")), 1);
	assert_int_equal(count_at(facts, 0, CODES("unknown")), 1);
	assert_int_equal(count_at(facts, 0, CODES(NULL)), 3);
	/* Three months later: 10 April (had ended), 15 March (had not), 1 May (had not). */
	assert_int_equal(count_at(facts, 1, CODES("kept")), 2);
	assert_int_equal(count_at(facts, 1, CODES("ended")), 1);
	NEAR(figure_at(facts, 1, FIGURE_SHARE, 0, CODES(NULL))->value, 2.0 / 3);
	/* Of 18 to 64: after 223 and 167 days, one still waits at the end. */
	assert_int_equal(count_at(facts, 2, CODES(NULL)), 3);
	assert_int_equal(count_at(facts, 2, CODES("within_180")), 1);
	assert_int_equal(count_at(facts, 2, CODES("within_365")), 2);
	assert_int_equal(count_at(facts, 2, CODES("waiting")), 1);
	NEAR(figure_at(facts, 2, FIGURE_SHARE, 0, CODES(NULL))->value, 2.0 / 3);
	NEAR(figure_at(facts, 2, FIGURE_MEDIAN, 0, CODES(NULL))->value, 223);
	/* Twelve months: of the cook alone, in December. */
	assert_int_equal(count_at(facts, 3, CODES("kept", "woman")), 1);
	assert_int_equal(count_at(facts, 3, CODES(NULL, NULL)), 1);
	facts_free(facts);
}

static void test_courses(void **state)
{
	struct store *store = *state;
	struct id a = arrives(store, "2025-01-01"), b = arrives(store, "2025-01-02"), c = arrives(store, "2025-01-03");
	struct id course = make(store, "course", PAIRS("name=Group A1", "language=nl", "level=A1", "starts=2025-01-10", "seats=10", "state=running"));
	struct id lesson[3];
	struct facts *facts;
	struct ask ask[] = { asking("course_hours_offered", year_2025, 0), asking("course_hours_taken", year_2025, 0),
		asking("course_results", year_2025, 0), asking("waiting_list", year_2025, 0), asking("course_begun", year_2025, 0) };

	make(store, "enrolment", PAIRS(OF("person", a), OF("course", course), "level=A1", "state=passed", "asked=2025-01-01",
		"began=2025-01-10", "ended=2025-06-30"));
	make(store, "enrolment", PAIRS(OF("person", b), OF("course", course), "level=A1", "state=left", "asked=2025-01-02",
		"began=2025-01-20", "ended=2025-05-30", "why_left=work"));
	make(store, "enrolment", PAIRS(OF("person", c), "language=nl", "level=A2", "state=waiting", "asked=2025-02-01"));
	make(store, "enrolment", PAIRS(OF("person", c), "language=en", "level=B1", "state=waiting", "asked=2025-03-01"));
	make(store, "enrolment", PAIRS(OF("person", b), "language=nl", "level=B1", "state=waiting", "asked=2026-01-01"));
	for (int i = 0; i < 3; i++) {
		char day[32];

		snprintf(day, sizeof(day), "day=2025-02-0%d", i + 1);
		lesson[i] = make(store, "lesson", PAIRS(OF("course", course), day, "at=09:00", "minutes=90",
			i < 2 ? "state=held" : "state=cancelled"));
	}
	make(store, "presence", PAIRS(OF("person", a), OF("lesson", lesson[0]), "state=came"));
	make(store, "presence", PAIRS(OF("person", a), OF("lesson", lesson[1]), "state=came", "minutes=60"));
	make(store, "presence", PAIRS(OF("person", b), OF("lesson", lesson[0]), "state=missed"));
	facts = counted(store, ask, ARRAY_LEN(ask));
	assert_int_equal(count_at(facts, 0, CODES("a1")), 3);
	assert_int_equal(count_at(facts, 1, CODES("a1")), 1);
	NEAR(figure_at(facts, 1, FIGURE_AMOUNT, 0, CODES("a1"))->value, 2.5);
	NEAR(figure_at(facts, 1, FIGURE_MEAN, 0, CODES(NULL))->value, 2.5);
	assert_int_equal(count_at(facts, 2, CODES("passed", "a1")), 1);
	assert_int_equal(count_at(facts, 2, CODES("left", NULL)), 1);
	NEAR(figure_at(facts, 2, FIGURE_SHARE, 0, CODES(NULL, NULL))->value, 1);
	/* Two lists, the lower level; who asked later is not there yet. */
	assert_int_equal(count_at(facts, 3, CODES("a2")), 1);
	assert_int_equal(count_at(facts, 3, CODES(NULL)), 1);
	/* After 9 and 18 days; the third has no such step and has not begun. */
	assert_int_equal(count_at(facts, 4, CODES("within_14")), 1);
	assert_int_equal(count_at(facts, 4, CODES(NULL)), 2);
	facts_free(facts);
}

static void test_homes_and_schools(void **state)
{
	struct store *store = *state;
	struct id a = arrives(store, "2025-01-01"), b = arrives(store, "2025-01-02");
	struct id child = person_of(store, PAIRS("given_name=Kid", "born=2017-01-01", "arrived=2025-01-01"));
	struct facts *facts;
	struct ask ask[] = { asking("reception_days", year_2025, 0), asking("own_home", year_2025, 0), asking("school_places", year_2025, 0) };

	/* From one centre to another, then a home of their own after 100 days; the other is still there. */
	make(store, "stay", PAIRS(OF("person", a), "place=reception", "since=2025-01-01", "until=2025-02-01"));
	make(store, "stay", PAIRS(OF("person", a), "place=reception", "since=2025-02-01", "until=2025-04-11"));
	make(store, "stay", PAIRS(OF("person", a), "place=rental", "since=2025-04-11"));
	make(store, "stay", PAIRS(OF("person", b), "place=reception", "since=2025-01-02"));
	make(store, "school_place", PAIRS(OF("person", child), "what=primary", "state=asked", "asked=2025-02-01"));
	facts = counted(store, ask, ARRAY_LEN(ask));
	assert_int_equal(count_at(facts, 0, CODES(NULL)), 2);
	assert_int_equal(count_at(facts, 0, CODES("within_120")), 1);
	assert_int_equal(count_at(facts, 0, CODES("waiting")), 1);
	NEAR(figure_at(facts, 0, FIGURE_MEDIAN, 0, CODES(NULL))->value, 100);
	assert_int_equal(count_at(facts, 1, CODES("within_180")), 1);
	assert_int_equal(count_at(facts, 1, CODES("within_90")), 0);
	assert_int_equal(count_at(facts, 2, CODES("asked")), 1);
	assert_int_equal(count_at(facts, 2, CODES(NULL)), 1);
	facts_free(facts);
}

/* On 4 May 2026, asked for the whole of 2026: nobody has waited longer than until today, and whose time ends in what is
 * left of the year is not asked for yet. */
static void test_not_over(void **state)
{
	static const struct period year = { { 2026, 1, 1 }, { 2026, 12, 31 } };
	struct store *store = *state;
	struct facts *facts;

	step(store, arrives(store, "2026-04-24"), "first_interview", "open", NULL);
	step(store, arrives(store, "2026-05-03"), "first_interview", "done", "2026-05-04");
	step(store, arrives(store, "2026-03-01"), "first_interview", "done", "2026-03-11");
	facts = one(store, "first_interview", year, 0);
	assert_int_equal(count_at(facts, 0, CODES(NULL)), 2);
	assert_int_equal(count_at(facts, 0, CODES("waiting")), 1);
	/* One reached it on the tenth day, on which the other was seen last. */
	NEAR(figure_at(facts, 0, FIGURE_MEDIAN, 0, CODES(NULL))->value, 10);
	assert_null(figure_at(facts, 0, FIGURE_WITHIN, 14, CODES(NULL)));
	facts_free(facts);
}

static void test_services(void **state)
{
	struct store *store = *state;
	struct id a = arrives(store, "2025-01-01");
	struct facts *facts;
	struct ask ask[] = { asking("barriers", year_2025, 0), asking("complaints", year_2025, 0), asking("stages", year_2025, 0) };

	make(store, "barrier", PAIRS(OF("person", a), "stage=work", "what=childcare", "since=2024-05-01", "until=2025-01-01"));
	make(store, "barrier", PAIRS(OF("person", a), "stage=work", "what=cost", "since=2025-12-31"));
	make(store, "barrier", PAIRS(OF("person", a), "stage=work", "what=papers", "since=2024-05-01", "until=2024-12-31"));
	make(store, "barrier", PAIRS(OF("person", a), "stage=work", "what=digital", "since=2026-01-01"));
	make(store, "complaint", PAIRS(OF("person", a), "about=service", "told=2025-06-06"));
	make(store, "complaint", PAIRS(OF("person", a), "about=service", "told=2026-01-06"));
	make(store, "step", PAIRS(OF("person", a), "stage=arrival", "what=One", "state=done", "done=2025-02-01"));
	make(store, "step", PAIRS(OF("person", a), "stage=language", "what=Two", "state=done", "done=2026-02-01"));
	make(store, "step", PAIRS(OF("person", a), "stage=skills", "what=Three", "state=done", "done=2025-02-01"));
	make(store, "step", PAIRS(OF("person", a), "stage=skills", "what=Four", "state=open"));
	make(store, "step", PAIRS(OF("person", a), "stage=work", "what=Five", "state=not_needed"));
	facts = counted(store, ask, ARRAY_LEN(ask));
	assert_int_equal(count_at(facts, 0, CODES("childcare")), 1);
	assert_int_equal(count_at(facts, 0, CODES("cost")), 1);
	assert_int_equal(count_at(facts, 0, CODES(NULL)), 2);
	assert_int_equal(count_at(facts, 1, CODES("service")), 1);
	for (int stage = 0; stage < 6; stage++) {
		static const char *const stands[] = { "done", "planned", "under_way", "none", "none", "none" };
		const struct facts_table *table = &facts->table[facts->answer[2].view[stage].table];

		assert_int_equal(facts_count(table, place_of(table, CODES(stands[stage]))), 1);
		assert_int_equal(facts_count(table, place_of(table, CODES(NULL))), 1);
	}
	facts_free(facts);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(test_first_interview), TOWN_TEST(test_recognition), TOWN_TEST(test_work), TOWN_TEST(test_courses),
		TOWN_TEST(test_homes_and_schools), TOWN_TEST(test_services), TOWN_TEST(test_not_over),
	};

	return DOORS_RUN(tests);
}
