/* SPDX-License-Identifier: EUPL-1.2 */
/* Appointments and what they meet, interpreters, sessions and who came, mentors. */
#include "tests/unit/cases/town.h"

static struct id somebody(struct store *store, const char *name, const char *language)
{
	char pair[64], interpreter[64];

	snprintf(pair, sizeof pair, "given_name=%s", name);
	snprintf(interpreter, sizeof interpreter, "interpreter=%s", language);
	return make(store, "person", PAIRS(pair, "arrived=2026-05-01", interpreter));
}

/* Saves and expects a warning, after which nothing stands; insisted on, the same is saved. */
static struct id warned(struct store *store, const char *kind, const char *const *pair, const char *field)
{
	char *before = whole_file(store, WITH_RID | WITH_GONE), *after;
	struct id id = NOBODY;

	for (int insist = 0; insist < 2; insist++) {
		struct change *change = change_begin(store, &everybody);
		struct err err = { .text = "" };

		id = NOBODY;
		set_pairs(change_create(change, the(kind), &id), pair);
		if (insist)
			change_insist(change);
		assert_int_equal(change_commit(change, NULL, NULL, &err), insist ? ST_OK : ST_WARNED);
		if (!insist)
			assert_string_equal(err.field, field);
		change_free(change);
		after = whole_file(store, WITH_RID | WITH_GONE);
		assert_int_equal(strcmp(before, after) == 0, !insist);
		free(after);
	}
	free(before);
	return id;
}

static void a_colleague_a_room_and_a_person_are_in_one_place(void **state)
{
	struct id one = somebody(*state, "A", ""), two = somebody(*state, "B", "");

	make(*state, "appointment", PAIRS(OF("person", one), "what=Talk", "day=2026-05-05", "at=10:00", "minutes=45",
		"caseworker=Lea", "room=1"));
	warned(*state, "appointment", PAIRS(OF("person", two), "what=Talk", "day=2026-05-05", "at=10:44", "caseworker=Lea"),
		"at");
	warned(*state, "appointment", PAIRS(OF("person", two), "what=Talk", "day=2026-05-05", "at=09:31", "minutes=30",
		"caseworker=Noa", "room=1"), "room");
	warned(*state, "appointment", PAIRS(OF("person", one), "what=Talk", "day=2026-05-05", "at=10:30", "caseworker=Kim"),
		"at");
}

static void what_only_touches_does_not_meet(void **state)
{
	struct id one = somebody(*state, "A", ""), two = somebody(*state, "B", "");

	make(*state, "appointment", PAIRS(OF("person", one), "what=Talk", "day=2026-05-05", "at=10:00", "minutes=45",
		"caseworker=Lea", "room=1"));
	make(*state, "appointment", PAIRS(OF("person", two), "what=Talk", "day=2026-05-05", "at=10:45", "caseworker=Lea",
		"room=1"));
	make(*state, "appointment", PAIRS(OF("person", two), "what=Talk", "day=2026-05-05", "at=09:15", "minutes=45",
		"caseworker=Lea", "room=1"));
	make(*state, "appointment", PAIRS(OF("person", two), "what=Talk", "day=2026-05-06", "at=10:00", "caseworker=Lea",
		"room=1"));
	make(*state, "appointment", PAIRS(OF("person", two), "what=Talk", "day=2026-05-05", "at=10:00", "caseworker=Lea",
		"room=1", "state=cancelled"));
	/* What is over is recorded as it was. */
	make(*state, "appointment", PAIRS(OF("person", one), "what=Talk", "day=2026-05-01", "at=10:00", "caseworker=Lea"));
	make(*state, "appointment", PAIRS(OF("person", two), "what=Talk", "day=2026-05-01", "at=10:00", "caseworker=Lea"));
}

static void a_session_takes_room_colleague_and_guests(void **state)
{
	struct id one = somebody(*state, "A", ""), two = somebody(*state, "B", "");
	struct id session = make(*state, "session", PAIRS("what=Rights and duties", "topic=rights", "day=2026-05-05",
		"at=14:00", "minutes=90", "room=Hall", "lead=Lea"));

	warned(*state, "appointment", PAIRS(OF("person", one), "what=Talk", "day=2026-05-05", "at=15:00", "caseworker=Lea"),
		"at");
	warned(*state, "appointment", PAIRS(OF("person", two), "what=Talk", "day=2026-05-05", "at=15:29", "room=Hall",
		"caseworker=Noa", "minutes=5"), "room");
	make(*state, "attendance", PAIRS(OF("person", one), OF("session", session)));
	warned(*state, "appointment", PAIRS(OF("person", one), "what=Talk", "day=2026-05-05", "at=14:30",
		"caseworker=Kim"), "at");
}

static void several_people_of_one_meeting_do_not_meet_each_other(void **state)
{
	struct change *change = change_begin(*state, &everybody);
	static const char *const name[] = { "A", "B", "C" };

	for (int i = 0; i < 3; i++) {
		struct id person = somebody(*state, name[i], "");
		struct change_item *item = change_create(change, the("appointment"), NULL);

		set_pairs(item, PAIRS(OF("person", person), "what=House rules", "day=2026-05-05", "at=10:00", "room=1",
			"caseworker=Lea"));
		change_put(item, kind_field(the("appointment"), "meeting"), "018f0000-0000-7000-8000-000000000001");
	}
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
}

static void an_interpreter_is_asked_again_after_a_move(void **state)
{
	struct id one = somebody(*state, "A", "prs");
	struct id talk = make(*state, "appointment", PAIRS(OF("person", one), "what=Talk", "day=2026-05-05", "at=10:00"));

	HAS(*state, "appointment", talk, "language", "prs");
	HAS(*state, "appointment", talk, "interpreter", "asked");
	amend(*state, "appointment", talk, PAIRS("interpreter=booked", "interpreter_name=B. Azimi", "reminded=2026-05-04"));
	amend(*state, "appointment", talk, PAIRS("room=2"));
	HAS(*state, "appointment", talk, "interpreter", "booked");
	amend(*state, "appointment", talk, PAIRS("at=11:00"));
	HAS(*state, "appointment", talk, "interpreter", "asked");
	HAS(*state, "appointment", talk, "reminded", NULL);
	amend(*state, "appointment", talk, PAIRS("day=2026-05-07", "interpreter=booked"));
	HAS(*state, "appointment", talk, "interpreter", "booked");
}

static void who_did_not_come_has_a_reason(void **state)
{
	struct id one = somebody(*state, "A", "");
	struct id talk = make(*state, "appointment", PAIRS(OF("person", one), "what=Talk", "day=2026-05-04", "at=09:00"));

	refused(*state, "appointment", talk, PAIRS("reason=way"), "reason");
	amend(*state, "appointment", talk, PAIRS("state=missed"));
	HAS(*state, "appointment", talk, "reason", "unknown");
	amend(*state, "appointment", talk, PAIRS("reason=childcare"));
	amend(*state, "appointment", talk, PAIRS("state=kept"));
	HAS(*state, "appointment", talk, "reason", NULL);
	refused(*state, "appointment", NOBODY, PAIRS(OF("person", one), "what=Talk", "day=2026-05", "at=09:00"), "day");
	refused(*state, "appointment", NOBODY, PAIRS(OF("person", one), "what=Talk", "day=2026-05-05", "at=23:30",
		"minutes=45"), "minutes");
}

static void a_session_counts_its_seats_and_its_people(void **state)
{
	struct id one = somebody(*state, "A", ""), two = somebody(*state, "B", "");
	struct id session = make(*state, "session", PAIRS("what=Money", "topic=financial", "day=2026-05-05", "at=14:00",
		"seats=1"));
	struct id first = make(*state, "attendance", PAIRS(OF("person", one), OF("session", session)));

	HAS(*state, "session", session, "lead", everybody.user);
	refused(*state, "attendance", NOBODY, PAIRS(OF("person", one), OF("session", session)), "person");
	warned(*state, "attendance", PAIRS(OF("person", two), OF("session", session)), "session");
	refused(*state, "attendance", first, PAIRS("state=came"), "state");
	refused(*state, "session", session, PAIRS("state=held"), "state");
	amend(*state, "session", session, PAIRS("day=2026-05-04", "state=held"));
	amend(*state, "attendance", first, PAIRS("state=came"));
}

static void nobody_is_invited_to_what_was_cancelled(void **state)
{
	struct id one = somebody(*state, "A", "");
	struct id session = make(*state, "session", PAIRS("what=Money", "topic=financial", "day=2026-05-05", "at=14:00",
		"state=cancelled"));

	refused(*state, "attendance", NOBODY, PAIRS(OF("person", one), OF("session", session)), "session");
}

static void a_mentor_is_told_on_a_basis_alone(void **state)
{
	struct id one = somebody(*state, "A", "");
	struct id mentor = make(*state, "mentor", PAIRS("name=Petra Lund", "languages=en, de"));
	struct id idle = make(*state, "mentor", PAIRS("name=Jan Smit", "active=no"));
	struct id pair = make(*state, "mentoring", PAIRS(OF("person", one), "wants=Cycling"));

	refused(*state, "mentoring", pair, PAIRS("state=matched"), "mentor");
	amend(*state, "mentoring", pair, PAIRS("state=matched", OF("mentor", mentor)));
	refused(*state, "mentoring", pair, PAIRS("told=phone"), "basis");
	amend(*state, "mentoring", pair, PAIRS("told=phone", "basis=consent"));
	HAS(*state, "mentoring", pair, "told_on", "2026-05-04");
	amend(*state, "mentoring", pair, PAIRS("state=active"));
	HAS(*state, "mentoring", pair, "began", "2026-05-04");
	refused(*state, "mentoring", pair, PAIRS("ended=2026-05-04"), "ended");
	amend(*state, "mentoring", pair, PAIRS("state=ended"));
	HAS(*state, "mentoring", pair, "ended", "2026-05-04");
	warned(*state, "mentoring", PAIRS(OF("person", one), OF("mentor", idle), "state=matched"), "mentor");
}

static void a_mentor_has_room_for_so_many(void **state)
{
	struct id one = somebody(*state, "A", ""), two = somebody(*state, "B", "");
	struct id mentor = make(*state, "mentor", PAIRS("name=Petra Lund", "most=1", "interests=cycling, cooking",
		"timetable=6 09:00-12:00"));
	struct id first = make(*state, "mentoring", PAIRS(OF("person", one), OF("mentor", mentor), "state=matched"));
	struct id second = make(*state, "mentoring", PAIRS(OF("person", two), OF("mentor", mentor), "state=asked"));

	amend(*state, "mentoring", first, PAIRS("state=active"));
	refused(*state, "mentoring", second, PAIRS("state=matched"), "mentor");
	refused(*state, "mentoring", NOBODY, PAIRS(OF("person", two), OF("mentor", mentor), "state=active"), "mentor");
	/* Who has room for fewer than they accompany sends nobody away. */
	amend(*state, "mentor", mentor, PAIRS("most=2"));
	amend(*state, "mentoring", second, PAIRS("state=matched"));
	amend(*state, "mentor", mentor, PAIRS("most=1"));
	amend(*state, "mentoring", second, PAIRS("remark=Meets on Saturday"));
	amend(*state, "mentoring", first, PAIRS("state=ended"));
	amend(*state, "mentoring", second, PAIRS("state=active"));
}

/* The hours of a course, in which there is nobody's appointment. */
static void who_sits_in_a_course_is_expected_there(void **state)
{
	struct id one = somebody(*state, "A", ""), course = make(*state, "course", PAIRS("name=A1 morning", "language=nl", "level=a1",
		"starts=2026-05-05", "ends=2026-06-30", "timetable=2 09:00-11:00"));

	make(*state, "enrolment", PAIRS(OF("person", one), OF("course", course), "state=enrolled"));
	make(*state, "appointment", PAIRS(OF("person", one), "what=Talk", "day=2026-05-12", "at=11:00"));
	make(*state, "appointment", PAIRS(OF("person", one), "what=Talk", "day=2026-05-13", "at=10:00"));
	make(*state, "appointment", PAIRS(OF("person", one), "what=Talk", "day=2026-07-07", "at=10:00"));
	warned(*state, "appointment", PAIRS(OF("person", one), "what=Talk", "day=2026-05-12", "at=10:00"), "at");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(a_colleague_a_room_and_a_person_are_in_one_place),
		TOWN_TEST(what_only_touches_does_not_meet),
		TOWN_TEST(who_sits_in_a_course_is_expected_there),
		TOWN_TEST(a_session_takes_room_colleague_and_guests),
		TOWN_TEST(several_people_of_one_meeting_do_not_meet_each_other),
		TOWN_TEST(an_interpreter_is_asked_again_after_a_move),
		TOWN_TEST(who_did_not_come_has_a_reason),
		TOWN_TEST(a_session_counts_its_seats_and_its_people),
		TOWN_TEST(nobody_is_invited_to_what_was_cancelled),
		TOWN_TEST(a_mentor_is_told_on_a_basis_alone),
		TOWN_TEST(a_mentor_has_room_for_so_many),
	};

	return DOORS_RUN(tests);
}
