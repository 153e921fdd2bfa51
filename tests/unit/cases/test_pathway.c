/* SPDX-License-Identifier: EUPL-1.2 */
/* Courses, credentials, work, homes, appointments: states, their dates, and what is never given twice. */
#include "tests/unit/cases/town.h"

static struct id somebody(struct store *store, const char *name)
{
	char pair[64];

	snprintf(pair, sizeof pair, "given_name=%s", name);
	return make(store, "person", PAIRS(pair, "arrived=2026-05-01"));
}

static void a_course_is_never_overfilled(void **state)
{
	struct id course = make(*state, "course", PAIRS("name=A1", "seats=1"));
	struct id one = somebody(*state, "A"), two = somebody(*state, "B");
	struct id first = make(*state, "enrolment", PAIRS(OF("person", one), OF("course", course), "state=enrolled"));
	struct id second = make(*state, "enrolment", PAIRS(OF("person", two), OF("course", course)));

	HAS(*state, "enrolment", second, "state", "waiting");
	refused(*state, "enrolment", second, PAIRS("state=enrolled"), "state");
	refused(*state, "course", course, PAIRS("seats=0"), "seats");
	amend(*state, "enrolment", first, PAIRS("state=left"));
	amend(*state, "enrolment", second, PAIRS("state=attending"));
	HAS(*state, "enrolment", second, "began", "2026-05-04");
}

static void two_of_one_change_set_share_the_seats(void **state)
{
	struct id course = make(*state, "course", PAIRS("name=A1", "seats=1"));
	struct id one = somebody(*state, "A"), two = somebody(*state, "B");
	struct change *change = change_begin(*state, &everybody);
	struct err err;

	set_pairs(change_create(change, the("enrolment"), NULL), PAIRS(OF("person", one), OF("course", course),
		"state=enrolled"));
	set_pairs(change_create(change, the("enrolment"), NULL), PAIRS(OF("person", two), OF("course", course),
		"state=enrolled"));
	assert_int_equal(change_commit(change, NULL, NULL, &err), ST_INVALID);
	change_free(change);
	assert_int_equal(count_rows(*state, "enrolment"), 0);
}

static void an_enrolment_keeps_its_dates(void **state)
{
	struct id course = make(*state, "course", PAIRS("name=A1"));
	struct id one = somebody(*state, "A");
	struct id id = make(*state, "enrolment", PAIRS(OF("person", one), OF("course", course), "state=attending"));

	refused(*state, "enrolment", NOBODY, PAIRS(OF("person", one), OF("course", course)), "course");
	refused(*state, "enrolment", id, PAIRS("result=a1"), "result");
	refused(*state, "enrolment", id, PAIRS("state=passed", "ended=2026-05-01", "began=2026-05-02"), "ended");
	amend(*state, "enrolment", id, PAIRS("state=passed", "result=A2"));
	HAS(*state, "enrolment", id, "ended", "2026-05-04");
	HAS(*state, "enrolment", id, "result", "a2");
	refused(*state, "course", course, PAIRS("starts=2026-05-04", "ends=2026-05-01"), "ends");
}

static void a_dossier_is_decided_after_it_was_sent(void **state)
{
	struct id one = somebody(*state, "A");
	struct id id = make(*state, "credential", PAIRS(OF("person", one), "title=Nurse", "state=submitted"));

	HAS(*state, "credential", id, "submitted", "2026-05-04");
	refused(*state, "credential", id, PAIRS("decided=2026-05-04"), "decided");
	refused(*state, "credential", id, PAIRS("state=recognised", "decided=2026-05-01"), "decided");
	amend(*state, "credential", id, PAIRS("state=recognised"));
	HAS(*state, "credential", id, "decided", "2026-05-04");
	refused(*state, "credential", id, PAIRS("state=submitted"), "state");
	HAS(*state, "credential", id, "decided", "2026-05-04");
}

static void the_last_place_fills_the_vacancy(void **state)
{
	struct id vacancy = make(*state, "vacancy", PAIRS("title=Baker", "seats=1"));
	struct id one = somebody(*state, "A"), two = somebody(*state, "B");
	struct id id = make(*state, "application", PAIRS(OF("person", one), OF("vacancy", vacancy), "state=sent")), set;

	HAS(*state, "application", id, "sent", "2026-05-04");
	refused(*state, "application", id, PAIRS("began=2026-06-01"), "began");
	refused(*state, "application", NOBODY, PAIRS(OF("person", one), OF("vacancy", vacancy)), "vacancy");
	set = amend(*state, "application", id, PAIRS("state=hired", "began=2026-06-01"));
	HAS(*state, "vacancy", vacancy, "state", "filled");
	refused(*state, "application", NOBODY, PAIRS(OF("person", two), OF("vacancy", vacancy)), "vacancy");
	WELL(change_undo(*state, &everybody, set, NULL, &err_));
	HAS(*state, "vacancy", vacancy, "state", "open");
	make(*state, "application", PAIRS(OF("person", two), OF("vacancy", vacancy)));
}

static void a_home_goes_to_one_household(void **state)
{
	struct id home = make(*state, "dwelling", PAIRS("address=Hill Road 4"));
	struct id family = make(*state, "household", PAIRS("name=Haidari", "people=2"));
	struct id one = make(*state, "person", PAIRS("given_name=A", "arrived=2026-05-01", OF("household", family)));
	struct id two = make(*state, "person", PAIRS("given_name=B", "arrived=2026-05-01", OF("household", family)));
	struct id other = somebody(*state, "C");
	struct id id = make(*state, "placement", PAIRS(OF("person", one), OF("dwelling", home)));

	HAS(*state, "dwelling", home, "state", "offered");
	refused(*state, "placement", NOBODY, PAIRS(OF("person", other), OF("dwelling", home)), "dwelling");
	make(*state, "placement", PAIRS(OF("person", two), OF("dwelling", home)));
	amend(*state, "placement", id, PAIRS("state=accepted"));
	HAS(*state, "dwelling", home, "state", "taken");
	refused(*state, "dwelling", home, PAIRS("state=free"), "state");
	amend(*state, "placement", id, PAIRS("state=moved_in"));
	HAS(*state, "placement", id, "moved_in", "2026-05-04");
	HAS(*state, "person", one, "address", "Hill Road 4");
}

static void a_declined_home_is_free_again(void **state)
{
	struct id home = make(*state, "dwelling", PAIRS("address=Hill Road 4"));
	struct id one = somebody(*state, "A"), two = somebody(*state, "B"), set;
	struct id id = make(*state, "placement", PAIRS(OF("person", one), OF("dwelling", home)));

	refused(*state, "placement", id, PAIRS("moved_in=2026-05-04"), "moved_in");
	refused(*state, "placement", id, PAIRS("answer_by=2026-05-01"), "answer_by");
	set = amend(*state, "placement", id, PAIRS("state=declined"));
	HAS(*state, "dwelling", home, "state", "free");
	WELL(change_undo(*state, &everybody, set, NULL, &err_));
	HAS(*state, "dwelling", home, "state", "offered");
	amend(*state, "placement", id, PAIRS("state=declined"));
	amend(*state, "dwelling", home, PAIRS("state=withdrawn"));
	refused(*state, "placement", NOBODY, PAIRS(OF("person", two), OF("dwelling", home)), "dwelling");
}

/* Removes records of a kind, all in one change set. */
static struct id removed(struct store *store, const char *kind, const struct id *id, int count)
{
	struct change *change = change_begin(store, &everybody);
	struct id set = { { 0 } };

	for (int i = 0; i < count; i++)
		change_delete(change, the(kind), id[i], 0);
	WELL(change_commit(change, &set, NULL, &err_));
	change_free(change);
	return set;
}

static void a_removed_placement_frees_the_home(void **state)
{
	struct id home = make(*state, "dwelling", PAIRS("address=Hill Road 4"));
	struct id family = make(*state, "household", PAIRS("name=Haidari", "people=2"));
	struct id one = make(*state, "person", PAIRS("given_name=A", "arrived=2026-05-01", OF("household", family)));
	struct id two = make(*state, "person", PAIRS("given_name=B", "arrived=2026-05-01", OF("household", family)));
	struct id id[] = { make(*state, "placement", PAIRS(OF("person", one), OF("dwelling", home))),
		make(*state, "placement", PAIRS(OF("person", two), OF("dwelling", home))) };
	struct id set = removed(*state, "placement", id, 1);

	HAS(*state, "dwelling", home, "state", "offered");
	WELL(change_undo(*state, &everybody, set, NULL, &err_));
	set = removed(*state, "placement", id, 2);
	HAS(*state, "dwelling", home, "state", "free");
	WELL(change_undo(*state, &everybody, set, NULL, &err_));
	HAS(*state, "dwelling", home, "state", "offered");
}

static void a_placement_elsewhere_frees_the_home(void **state)
{
	struct id home = make(*state, "dwelling", PAIRS("address=Hill Road 4"));
	struct id other = make(*state, "dwelling", PAIRS("address=Mill Lane 1"));
	struct id one = somebody(*state, "A");
	struct id id = make(*state, "placement", PAIRS(OF("person", one), OF("dwelling", home)));

	amend(*state, "placement", id, PAIRS(OF("dwelling", other)));
	HAS(*state, "dwelling", home, "state", "free");
	HAS(*state, "dwelling", other, "state", "offered");
}

static void two_hired_at_once_fill_the_vacancy(void **state)
{
	struct id vacancy = make(*state, "vacancy", PAIRS("title=Baker", "seats=2"));
	struct id id[] = {
		make(*state, "application", PAIRS(OF("person", somebody(*state, "A")), OF("vacancy", vacancy))),
		make(*state, "application", PAIRS(OF("person", somebody(*state, "B")), OF("vacancy", vacancy))) };
	struct change *change = change_begin(*state, &everybody);

	for (int i = 0; i < 2; i++)
		set_pairs(change_update(change, the("application"), id[i], 0), PAIRS("state=hired"));
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	HAS(*state, "vacancy", vacancy, "state", "filled");
}

static void an_interpreter_is_asked_for_where_one_is_needed(void **state)
{
	struct id one = make(*state, "person", PAIRS("given_name=A", "arrived=2026-05-01", "interpreter=prs"));
	struct id two = somebody(*state, "B");
	struct id id = make(*state, "appointment", PAIRS(OF("person", one), "what=Talk", "day=2026-05-05", "at=9:30"));

	HAS(*state, "appointment", id, "interpreter", "asked");
	HAS(*state, "appointment", id, "caseworker", "berg");
	HAS(*state, "appointment", id, "minutes", "30");
	HAS(*state, "appointment", make(*state, "appointment", PAIRS(OF("person", two), "what=Talk", "day=2026-05-05",
		"at=10")), "interpreter", "none");
	refused(*state, "appointment", id, PAIRS("state=kept"), "state");
	amend(*state, "appointment", id, PAIRS("state=kept", "day=2026-05-04"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(a_course_is_never_overfilled),
		TOWN_TEST(two_of_one_change_set_share_the_seats),
		TOWN_TEST(an_enrolment_keeps_its_dates),
		TOWN_TEST(a_dossier_is_decided_after_it_was_sent),
		TOWN_TEST(the_last_place_fills_the_vacancy),
		TOWN_TEST(a_home_goes_to_one_household),
		TOWN_TEST(a_declined_home_is_free_again),
		TOWN_TEST(a_removed_placement_frees_the_home),
		TOWN_TEST(a_placement_elsewhere_frees_the_home),
		TOWN_TEST(two_hired_at_once_fill_the_vacancy),
		TOWN_TEST(an_interpreter_is_asked_for_where_one_is_needed),
	};

	return DOORS_RUN(tests);
}
