/* SPDX-License-Identifier: EUPL-1.2 */
/* Groups, lessons and who came, levels and what they call for, hours of entitlements, exams; and how they move the plan. */
#include "tests/unit/cases/town.h"

#include "base/clock.h"
#include "base/mem.h"
#include "cases/feeds.h"
#include "cases/lesson.h"
#include "cases/level.h"

static struct id group(struct store *store)
{
	/* 4 May 2026 is a Monday; the fourteenth is a holiday of the town. */
	make(store, "holiday", PAIRS("day=2026-05-14", "name=Ascension"));
	return make(store, "course", PAIRS("name=A1 morning", "language=en", "level=a1", "seats=3", "starts=2026-04-27",
		"ends=2026-05-22", "timetable=1,4 09:00-10:30"));
}

static struct id in_group(struct store *store, struct id course, const char *name, const char *state)
{
	struct id person = arrive(store, name, "2026-04-20");
	char pair[40];

	snprintf(pair, sizeof(pair), "state=%s", state);
	make(store, "enrolment", PAIRS(OF("person", person), OF("course", course), "asked=2026-04-21", pair));
	return person;
}

static int64_t count(struct store *store, const char *sql, struct id id)
{
	struct stmt *stmt;
	int64_t n;

	WELL(store_sql(store, sql, &stmt, &err_));
	stmt_id(stmt, "id", id);
	WELL(stmt_step(stmt, &err_));
	n = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return n;
}

static struct id one(struct store *store, const char *sql, struct id id)
{
	struct stmt *stmt;
	struct id found = NOBODY;

	WELL(store_sql(store, sql, &stmt, &err_));
	stmt_id(stmt, "id", id);
	if (stmt_step(stmt, NULL) == ST_OK)
		found = stmt_get_id(stmt, 0);
	stmt_reset(stmt);
	return found;
}

static struct lessons_made make_lessons(struct store *store, struct id course)
{
	struct change *change = change_begin(store, &everybody);
	struct lessons_made made;

	WELL(lessons_make(change, course, &made, &err_));
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	return made;
}

static struct id lesson_on(struct store *store, struct id course, const char *day)
{
	return make(store, "lesson", PAIRS(OF("course", course), day, "at=09:00", "minutes=90"));
}

/* ---- lessons ---- */

static void lessons_follow_the_week_but_no_holiday(void **state)
{
	struct id course = group(*state);
	struct lessons_made made = make_lessons(*state, course);

	/* Four Mondays and four Thursdays from 27 April to 22 May, one of them Ascension Day. */
	assert_int_equal(made.made, 7);
	assert_int_equal(made.holidays, 1);
	assert_int_equal(count(*state, "SELECT count(*) FROM lesson WHERE course = :id AND gone = 0 AND minutes = 90", course), 7);
	assert_int_equal(count(*state, "SELECT count(*) FROM lesson WHERE course = :id AND day = '2026-05-14'", course), 0);
	made = make_lessons(*state, course);
	assert_int_equal(made.made, 0);
	assert_int_equal(made.there, 7);
}

static void lessons_need_days_and_hours(void **state)
{
	struct id course = make(*state, "course", PAIRS("name=B1", "starts=2026-05-04"));
	struct change *change = change_begin(*state, &everybody);
	struct lessons_made made;
	struct err err = { 0 };

	assert_int_equal(lessons_make(change, course, &made, &err), ST_INVALID);
	assert_string_equal(err.field, "ends");
	amend(*state, "course", course, PAIRS("ends=2026-05-22"));
	assert_int_equal(lessons_make(change, course, &made, &err), ST_INVALID);
	assert_string_equal(err.field, "timetable");
	change_free(change);
}

static void a_lesson_is_refused_where_it_cannot_be(void **state)
{
	struct id course = group(*state), lesson = lesson_on(*state, course, "day=2026-05-04");

	refused(*state, "lesson", NOBODY, PAIRS(OF("course", course), "day=2026-05-04", "at=09:00"), "at");
	refused(*state, "lesson", NOBODY, PAIRS(OF("course", course), "day=2026-04-20", "at=09:00"), "day");
	refused(*state, "lesson", NOBODY, PAIRS(OF("course", course), "day=2026-05", "at=09:00"), "day");
	refused(*state, "lesson", NOBODY, PAIRS(OF("course", course), "day=2026-05-11", "at=09:00", "state=held"), "state");
	amend(*state, "lesson", lesson, PAIRS("state=cancelled"));
	refused(*state, "lesson", lesson, PAIRS("state=held"), "state");
}

/* ---- presence ---- */

static void whoever_comes_first_begins_the_course(void **state)
{
	struct id course = group(*state), person = in_group(*state, course, "Mariam", "enrolled");
	struct id lesson = lesson_on(*state, course, "day=2026-04-30"), step = step_at(*state, person, "language");
	struct id presence, set;
	struct change *change;

	HAS(*state, "step", step, "state", "open");
	presence = make(*state, "presence", PAIRS(OF("person", person), OF("lesson", lesson), "state=came"));
	HAS(*state, "lesson", lesson, "state", "held");
	HAS(*state, "course", course, "state", "running");
	HAS(*state, "step", step, "state", "done");
	HAS(*state, "step", step, "done", "2026-04-30");
	assert_int_equal(count(*state, "SELECT count(*) FROM enrolment WHERE person = :id AND state = 'attending'"
		" AND began = '2026-04-30'", person), 1);
	/* An earlier lesson that is marked later: then the course began earlier. */
	make(*state, "presence", PAIRS(OF("person", person), OF("lesson", lesson_on(*state, course, "day=2026-04-27")), "state=came"));
	assert_int_equal(count(*state, "SELECT count(*) FROM enrolment WHERE person = :id AND began = '2026-04-27'", person), 1);
	WELL(change_undo(*state, &everybody, one(*state, "SELECT change FROM journal WHERE id = :id ORDER BY seq DESC LIMIT 1",
		one(*state, "SELECT id FROM enrolment WHERE person = :id", person)), NULL, &err_));
	/* All of it is one change: taken back, nobody has begun. */
	set = one(*state, "SELECT change FROM journal WHERE id = :id ORDER BY seq DESC LIMIT 1", presence);
	WELL(change_undo(*state, &everybody, set, NULL, &err_));
	HAS(*state, "step", step, "state", "open");
	HAS(*state, "course", course, "state", "open");
	HAS(*state, "lesson", lesson, "state", "planned");
	change = change_begin(*state, &everybody);
	WELL(lesson_mark(change, lesson, person, "missed", &err_));
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	HAS(*state, "step", step, "state", "open");
}

static void presence_is_refused_where_it_cannot_be(void **state)
{
	struct id course = group(*state), person = in_group(*state, course, "Mariam", "attending");
	struct id stranger = arrive(*state, "Tesfay", "2026-04-20"), waiting = in_group(*state, course, "Olena", "waiting");
	struct id lesson = lesson_on(*state, course, "day=2026-05-04"), later = lesson_on(*state, course, "day=2026-05-11");
	struct id off = lesson_on(*state, course, "day=2026-05-01");

	amend(*state, "enrolment", one(*state, "SELECT id FROM enrolment WHERE person = :id", person), PAIRS("began=2026-04-27"));
	make(*state, "presence", PAIRS(OF("person", person), OF("lesson", lesson), "state=came"));
	refused(*state, "presence", NOBODY, PAIRS(OF("person", person), OF("lesson", lesson), "state=missed"), "lesson");
	refused(*state, "presence", NOBODY, PAIRS(OF("person", stranger), OF("lesson", lesson), "state=came"), "person");
	refused(*state, "presence", NOBODY, PAIRS(OF("person", waiting), OF("lesson", lesson), "state=came"), "person");
	refused(*state, "presence", NOBODY, PAIRS(OF("person", person), OF("lesson", later), "state=came"), "state");
	refused(*state, "presence", NOBODY, PAIRS(OF("person", person), OF("lesson", later), "state=missed"), "state");
	make(*state, "presence", PAIRS(OF("person", person), OF("lesson", later), "state=excused"));
	amend(*state, "lesson", off, PAIRS("state=cancelled"));
	refused(*state, "presence", NOBODY, PAIRS(OF("person", person), OF("lesson", off), "state=came"), "state");
	refused(*state, "presence", NOBODY, PAIRS(OF("person", person), OF("lesson", off), "state=excused", "minutes=20"),
		"minutes");
	refused(*state, "lesson", lesson, PAIRS("state=planned", "day=2026-05-18"), "state");
}

static void who_is_in_the_group_is_asked_of_the_day(void **state)
{
	struct id course = group(*state), here = in_group(*state, course, "A", "enrolled"), left = in_group(*state, course, "B",
		"attending"), *person, before;
	struct id first = lesson_on(*state, course, "day=2026-04-27"), second = lesson_on(*state, course, "day=2026-04-30"), now;
	int n;

	amend(*state, "enrolment", one(*state, "SELECT id FROM enrolment WHERE person = :id", left), PAIRS("began=2026-04-27"));
	amend(*state, "enrolment", one(*state, "SELECT id FROM enrolment WHERE person = :id", left), PAIRS("state=left",
		"ended=2026-04-28"));
	WELL(lesson_people(*state, first, &person, &n, &err_));
	assert_int_equal(n, 2);
	free(person);
	WELL(lesson_people(*state, second, &person, &n, &err_));
	assert_int_equal(n, 1);
	assert_true(id_same(person[0], here));
	free(person);
	assert_int_equal(lesson_before(*state, second, &before, NULL), ST_DONE);
	make(*state, "presence", PAIRS(OF("person", left), OF("lesson", first), "state=came"));
	WELL(lesson_before(*state, second, &before, &err_));
	assert_true(id_same(before, first));
	WELL(lesson_to_mark(*state, course, &now, &err_));
	assert_true(id_same(now, second));
}

/* ---- groups that end ---- */

static void a_group_ends_once_everybody_is_accounted_for(void **state)
{
	struct id course = group(*state), person = in_group(*state, course, "Mariam", "attending");
	struct id enrolment = one(*state, "SELECT id FROM enrolment WHERE person = :id", person);

	refused(*state, "course", course, PAIRS("state=over"), "state");
	amend(*state, "course", course, PAIRS("state=running"));
	refused(*state, "course", course, PAIRS("state=over"), "state");
	refused(*state, "course", course, PAIRS("state=cancelled"), "state");
	amend(*state, "enrolment", enrolment, PAIRS("state=passed", "result=a1"));
	amend(*state, "course", course, PAIRS("state=over"));
	refused(*state, "course", course, PAIRS("state=planned"), "state");
	refused(*state, "enrolment", NOBODY, PAIRS(OF("person", arrive(*state, "Olena", "2026-04-20")), OF("course", course),
		"state=enrolled"), "state");
	refused(*state, "enrolment", enrolment, PAIRS("state=attending", "result="), "state");
}

static void a_group_called_off_sends_people_back_to_wait(void **state)
{
	struct id course = group(*state), person = in_group(*state, course, "Mariam", "enrolled");

	amend(*state, "course", course, PAIRS("state=cancelled"));
	assert_int_equal(count(*state, "SELECT count(*) FROM enrolment WHERE person = :id AND state = 'waiting' AND course IS NULL"
		" AND level = 'a1' AND asked = '2026-04-21'", person), 1);
	refused(*state, "enrolment", one(*state, "SELECT id FROM enrolment WHERE person = :id", person),
		PAIRS("state=enrolled", OF("course", course)), "state");
}

/* ---- levels ---- */

static void the_weakest_skill_leads(void **state)
{
	static const struct { struct level_profile profile; const char *overall, *level, *group; } rows[] = {
		{ { { "a2", "b1", "a2", "a1", "b1" }, READS_YES, READS_YES }, "a1", "a2", "general" },
		{ { { "b1", NULL, "b1", NULL, NULL }, READS_UNKNOWN, READS_UNKNOWN }, "b1", "b2", "general" },
		{ { { "a1", NULL, "a1", NULL, NULL }, READS_YES, READS_NO }, "a1", "a1", "second_script" },
		{ { { NULL, NULL, NULL, NULL, NULL }, READS_YES, READS_NO }, NULL, "pre_a1", "second_script" },
		{ { { "a1", NULL, "a1", NULL, NULL }, READS_NO, READS_NO }, "a1", "literacy", "literacy" },
		{ { { "a1", "literacy", "a1", "a1", "literacy" }, READS_NO, READS_UNKNOWN }, "literacy", "literacy", "literacy" },
		{ { { "pre_a1", "pre_a1", "pre_a1", "pre_a1", "pre_a1" }, READS_YES, READS_YES }, "pre_a1", "a1", "general" },
		{ { { "c2", "c2", "c2", "c2", "c2" }, READS_YES, READS_YES }, "c2", NULL, "general" },
		{ { { NULL, NULL, NULL, NULL, NULL }, READS_YES, READS_UNKNOWN }, NULL, NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct level_proposal p = level_propose(&rows[i].profile);

		if (!str_same(p.overall, rows[i].overall) || !str_same(p.level, rows[i].level) || !str_same(p.group, rows[i].group))
			fail_msg("row %zu: %s %s %s", i, p.overall, p.level, p.group);
	}
	for (int i = 0; i < 8; i++)
		assert_int_equal(level_rank(level_key(i)), i);
	assert_int_equal(level_rank("x"), -1);
	assert_null(level_key(8));
}

static void a_placement_test_proposes_a_level(void **state)
{
	struct id person = arrive(*state, "Mariam", "2026-04-20"), level;

	make(*state, "speaks", PAIRS(OF("person", person), "language=fa", "reads=yes"));
	refused(*state, "level", NOBODY, PAIRS(OF("person", person), "language=en", "day=2026-05-01"), "listening");
	level = make(*state, "level", PAIRS(OF("person", person), "language=en", "day=2026-05-01", "listening=a2",
		"interaction=a2", "reading=a1", "writing=a1", "latin_script=yes"));
	HAS(*state, "level", level, "overall", "a1");
	HAS(*state, "level", level, "proposed", "a2");
	HAS(*state, "level", level, "proposed_group", "general");
	assert_int_equal(count(*state, "SELECT count(*) FROM speaks WHERE person = :id AND language = 'en' AND level = 'a1'", person),
		1);
	amend(*state, "level", level, PAIRS("latin_script=no"));
	HAS(*state, "level", level, "proposed_group", "second_script");
	/* An older one that is noted later changes nothing of how the person speaks now. */
	make(*state, "level", PAIRS(OF("person", person), "language=en", "day=2026-03-01", "listening=pre_a1"));
	assert_int_equal(count(*state, "SELECT count(*) FROM speaks WHERE person = :id AND language = 'en' AND level = 'a1'", person),
		1);
}

/* ---- exams ---- */

static void an_exam_passed_is_a_level_and_moves_the_plan(void **state)
{
	struct id person = arrive(*state, "Mariam", "2026-04-20"), step = step_at(*state, person, "language"), exam;

	amend(*state, "step", step, PAIRS("state=under_way"));
	exam = make(*state, "exam", PAIRS(OF("person", person), "what=Civic integration A2", "language=en", "day=2026-05-02"));
	refused(*state, "exam", NOBODY, PAIRS(OF("person", person), "what=Civic integration A2", "language=en", "day=2026-05-02"),
		"day");
	refused(*state, "exam", exam, PAIRS("reached=a2"), "reached");
	refused(*state, "exam", exam, PAIRS("writing=a2"), "writing");
	amend(*state, "exam", exam, PAIRS("state=passed", "reached=a2"));
	HAS(*state, "step", step, "state", "done");
	HAS(*state, "step", step, "outcome", "Exam passed");
	assert_int_equal(count(*state, "SELECT count(*) FROM level WHERE person = :id AND known = 'exam' AND overall = 'a2'"
		" AND proposed = 'b1' AND day = '2026-05-02'", person), 1);
	refused(*state, "exam", exam, PAIRS("state=failed"), "state");
	refused(*state, "exam", exam, PAIRS("state=cancelled"), "state");
}

/* Levels that were brought along, or typed before the result was: they stand there once. */
static void a_level_that_stands_there_is_not_noted_again(void **state)
{
	struct id person = arrive(*state, "Mariam", "2026-04-20");

	make(*state, "level", PAIRS(OF("person", person), "language=en", "day=2026-05-02", "known=exam", "listening=a2", "reading=a2",
		"interaction=a2", "production=a2", "writing=a2"));
	make(*state, "exam", PAIRS(OF("person", person), "what=Civic integration A2", "language=en", "day=2026-05-02", "state=passed",
		"reached=a2"));
	assert_int_equal(count(*state, "SELECT count(*) FROM level WHERE person = :id", person), 1);
	/* Another result is another level. */
	make(*state, "exam", PAIRS(OF("person", person), "what=City exam", "language=en", "day=2026-05-02", "state=passed",
		"reached=a2", "writing=b1"));
	assert_int_equal(count(*state, "SELECT count(*) FROM level WHERE person = :id", person), 2);
}

static void an_exam_ahead_has_no_result(void **state)
{
	struct id person = arrive(*state, "Mariam", "2026-04-20");
	struct id exam = make(*state, "exam", PAIRS(OF("person", person), "what=B1", "language=en", "day=2026-06-02"));

	refused(*state, "exam", exam, PAIRS("state=passed", "reached=b1"), "state");
	refused(*state, "exam", exam, PAIRS("state=absent"), "state");
	amend(*state, "exam", exam, PAIRS("state=cancelled"));
	refused(*state, "exam", exam, PAIRS("state=passed"), "state");
}

/* ---- hours ---- */

static void hours_are_counted_from_who_came(void **state)
{
	struct id course = group(*state), person = in_group(*state, course, "Mariam", "enrolled");
	struct id first = lesson_on(*state, course, "day=2026-04-27"), second = lesson_on(*state, course, "day=2026-04-30"), presence;
	struct id hours = make(*state, "entitlement", PAIRS(OF("person", person), "hours=600", "unit=45", "since=2026-01-01",
		"until=2027-01-01"));
	struct id later = make(*state, "entitlement", PAIRS(OF("person", person), "hours=100", "since=2026-01-01"));

	HAS(*state, "entitlement", hours, "used", "0.0");
	presence = make(*state, "presence", PAIRS(OF("person", person), OF("lesson", first), "state=came"));
	/* 90 minutes are two lessons of 45; the entitlement that ends first is used first. */
	HAS(*state, "entitlement", hours, "used", "2.0");
	HAS(*state, "entitlement", later, "used", "0.0");
	make(*state, "presence", PAIRS(OF("person", person), OF("lesson", second), "state=came", "minutes=30"));
	HAS(*state, "entitlement", hours, "used", "2.7");
	amend(*state, "lesson", first, PAIRS("minutes=45"));
	HAS(*state, "entitlement", hours, "used", "1.7");
	amend(*state, "entitlement", hours, PAIRS("until=2026-04-28"));
	HAS(*state, "entitlement", hours, "used", "1.0");
	HAS(*state, "entitlement", later, "used", "0.5");
	amend(*state, "presence", presence, PAIRS("state=excused"));
	HAS(*state, "entitlement", hours, "used", "0.0");
	refused(*state, "entitlement", hours, PAIRS("until=2025-12-31"), "until");
}

/* What one colleague marks can be taken back though another marked the next lesson since. */
static void marks_are_taken_back_one_by_one(void **state)
{
	struct id course = group(*state), person = in_group(*state, course, "Mariam", "attending");
	struct id first = lesson_on(*state, course, "day=2026-05-01"), second = lesson_on(*state, course, "day=2026-05-04"), presence;
	struct id hours = make(*state, "entitlement", PAIRS(OF("person", person), "hours=600", "since=2026-01-01"));

	amend(*state, "enrolment", one(*state, "SELECT id FROM enrolment WHERE person = :id", person), PAIRS("began=2026-04-27"));
	presence = make(*state, "presence", PAIRS(OF("person", person), OF("lesson", first), "state=came"));
	make(*state, "presence", PAIRS(OF("person", person), OF("lesson", second), "state=came"));
	HAS(*state, "entitlement", hours, "used", "3.0");
	amend(*state, "presence", presence, PAIRS("state=missed"));
	HAS(*state, "entitlement", hours, "used", "1.5");
	WELL(change_undo(*state, &everybody, one(*state, "SELECT change FROM journal WHERE id = :id ORDER BY seq DESC LIMIT 1",
		presence), NULL, &err_));
	HAS(*state, "entitlement", hours, "used", "3.0");
}

/* ---- the plan ---- */

static void the_first_step_of_the_stage_goes_on(void **state)
{
	struct id person = arrive(*state, "Mariam", "2026-04-20"), step = step_at(*state, person, "work");
	struct feed begun = { "work", NULL, FEED_BEGUN, NULL, NULL }, finished = { "work", NULL, FEED_FINISHED, NULL, "Hired" },
		early = { "work", NULL, FEED_DONE, "2026-01-01", NULL }, done = { "work", "work_talk", FEED_DONE, NULL, "Hired" };
	const struct feed *feeds[] = { &early, &finished, &begun, &finished };
	static const char *const after[] = { "open", "open", "under_way", "done" };

	for (size_t i = 0; i < ARRAY_LEN(feeds); i++) {
		struct change *change = change_begin(*state, &everybody);

		set_pairs(change_update(change, the("person"), person, 0), PAIRS("phone=+31505550100"));
		WELL(feed_step(change, person, feeds[i], &err_));
		WELL(change_commit(change, NULL, NULL, &err_));
		change_free(change);
		HAS(*state, "step", step, "state", after[i]);
	}
	HAS(*state, "step", step, "outcome", "Hired");
	/* The milestone is reached: what comes next at that stage is under way. */
	step = make(*state, "step", PAIRS(OF("person", person), OF("plan", one(*state, "SELECT id FROM plan WHERE person = :id", person)),
		"stage=work", "what=Talk with an employer"));
	{
		struct change *change = change_begin(*state, &everybody);

		set_pairs(change_update(change, the("person"), person, 0), PAIRS("phone=+31505550101"));
		WELL(feed_step(change, person, &done, &err_));
		WELL(change_commit(change, NULL, NULL, &err_));
		change_free(change);
	}
	HAS(*state, "step", step, "state", "under_way");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TOWN_TEST(lessons_follow_the_week_but_no_holiday),
		TOWN_TEST(lessons_need_days_and_hours),
		TOWN_TEST(a_lesson_is_refused_where_it_cannot_be),
		TOWN_TEST(whoever_comes_first_begins_the_course),
		TOWN_TEST(presence_is_refused_where_it_cannot_be),
		TOWN_TEST(who_is_in_the_group_is_asked_of_the_day),
		TOWN_TEST(a_group_ends_once_everybody_is_accounted_for),
		TOWN_TEST(a_group_called_off_sends_people_back_to_wait),
		TOWN_TEST(the_weakest_skill_leads),
		TOWN_TEST(a_placement_test_proposes_a_level),
		TOWN_TEST(an_exam_passed_is_a_level_and_moves_the_plan),
		TOWN_TEST(a_level_that_stands_there_is_not_noted_again),
		TOWN_TEST(an_exam_ahead_has_no_result),
		TOWN_TEST(hours_are_counted_from_who_came),
		TOWN_TEST(marks_are_taken_back_one_by_one),
		TOWN_TEST(the_first_step_of_the_stage_goes_on),
	};

	return DOORS_RUN(tests);
}
