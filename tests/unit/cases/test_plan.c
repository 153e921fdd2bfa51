/* SPDX-License-Identifier: EUPL-1.2 */
/* Plans from a template, the states of steps, the stages of a person side by side. */
#include "tests/unit/cases/town.h"

static void an_arrival_gets_its_plan(void **state)
{
	struct id id = arrive(*state, "Rahel", "2026-04-28");
	struct id step = step_at(*state, id, "language");

	assert_int_equal(count_rows(*state, "plan"), 1);
	assert_int_equal(count_rows(*state, "step"), 6);
	HAS(*state, "step", step_at(*state, id, "arrival"), "target", "2026-05-01");
	HAS(*state, "step", step_at(*state, id, "arrival"), "milestone", "first_interview");
	HAS(*state, "step", step, "target", "2026-05-12");
	HAS(*state, "step", step, "state", "open");
	HAS(*state, "step", step, "who", "provider");
	HAS(*state, "step", step, "caseworker", "berg");
	HAS(*state, "step", step_at(*state, id, "housing"), "target", "2026-07-27");
}

static void days_count_from_today_when_the_arrival_is_vague(void **state)
{
	struct id id = arrive(*state, "Rahel", "2026-04");

	HAS(*state, "step", step_at(*state, id, "arrival"), "target", "2026-05-07");
}

static void an_unknown_template_is_refused(void **state)
{
	struct change *change = change_begin(*state, &everybody);
	struct err err;

	assert_int_equal(plan_add(change, id_new(), "no-such-plan", TOWN_DAY, &err), ST_INVALID);
	change_free(change);
}

static void the_desk_registers_with_a_plan(void **state)
{
	struct actor clerk = { .user = "lind", .desk = "HA", .roles = ROLE_DESK };
	struct change *change = change_begin(*state, &clerk);
	struct id id = { { 0 } };
	struct change_item *item = change_create(change, the("person"), &id);

	WELL(change_set(item, "given_name", "Ana", &err_));
	WELL(change_set(item, "arrived", "2026-05-04", &err_));
	WELL(plan_add(change, id, "general", TOWN_DAY, &err_));
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	assert_int_equal(count_rows(*state, "step"), 6);
}

static void one_plan_is_active_at_a_time(void **state)
{
	struct id id = arrive(*state, "Rahel", "2026-05-04");

	refused(*state, "plan", NOBODY, PAIRS(OF("person", id), "started=2026-05-04"), "state");
}

static void a_plan_ends_when_its_steps_have(void **state)
{
	struct id id = arrive(*state, "Rahel", "2026-05-04");
	struct record *step = see(*state, "step", step_at(*state, id, "arrival"));
	struct id plan;

	assert_true(id_parse(record_get(step, "plan"), &plan));
	record_free(step);
	refused(*state, "plan", plan, PAIRS("state=finished"), "state");
	for (int i = 0; !id_none(step_nth(*state, id, i)); i++)
		amend(*state, "step", step_nth(*state, id, i), PAIRS("state=not_needed"));
	assert_int_equal(count_rows(*state, "idle"), 1);
	amend(*state, "plan", plan, PAIRS("state=finished"));
	assert_int_equal(count_rows(*state, "idle"), 0);
}

static void done_and_its_date_go_together(void **state)
{
	struct id id = arrive(*state, "Rahel", "2026-05-04");
	struct id step = step_at(*state, id, "arrival");

	amend(*state, "step", step, PAIRS("state=done"));
	HAS(*state, "step", step, "done", "2026-05-04");
	amend(*state, "step", step, PAIRS("state=open"));
	HAS(*state, "step", step, "done", NULL);
	amend(*state, "step", step, PAIRS("done=2026-05-02"));
	HAS(*state, "step", step, "state", "done");
	HAS(*state, "step", step, "done", "2026-05-02");
	refused(*state, "step", step, PAIRS("state=waiting", "done=2026-05-03"), "done");
	amend(*state, "step", step, PAIRS("done="));
	HAS(*state, "step", step, "state", "open");
}

static void giving_up_needs_a_reason(void **state)
{
	struct id id = arrive(*state, "Rahel", "2026-05-04");
	struct id step = step_at(*state, id, "work");

	refused(*state, "step", step, PAIRS("state=given_up"), "outcome");
	refused(*state, "step", step, PAIRS("state=given_up", "barrier=none"), "outcome");
	amend(*state, "step", step, PAIRS("state=given_up", "barrier=childcare"));
}

static void a_step_keeps_to_its_persons_plan(void **state)
{
	struct id one = arrive(*state, "Rahel", "2026-05-04"), two = arrive(*state, "Ana", "2026-05-04");
	struct record *step = see(*state, "step", step_at(*state, one, "work"));
	struct id plan;

	assert_true(id_parse(record_get(step, "plan"), &plan));
	record_free(step);
	refused(*state, "step", NOBODY, PAIRS(OF("person", two), OF("plan", plan), "stage=work", "what=Talk"), "plan");
}

#define STAGE(n, s, words) do { \
		assert_int_equal(view[n].state, s); \
		assert_string_equal(view[n].next ? view[n].next : "", words); \
	} while (0)

static void stages_stand_side_by_side(void **state)
{
	struct id id = arrive(*state, "Rahel", "2026-04-28");
	struct stage_view view[STAGES];

	amend(*state, "step", step_at(*state, id, "skills"), PAIRS("state=under_way"));
	amend(*state, "step", step_at(*state, id, "work"), PAIRS("state=waiting"));
	amend(*state, "step", step_at(*state, id, "housing"), PAIRS("state=done"));
	WELL(plan_stages(*state, &everybody, id, view, &err_));
	STAGE(0, STAGE_LATE, "First interview");
	STAGE(1, STAGE_OPEN, "Language course begun");
	STAGE(2, STAGE_UNDER_WAY, "Skills interview");
	STAGE(3, STAGE_WAITING, "First talk about work");
	STAGE(4, STAGE_DONE, "");
	assert_int_equal(view[1].target.day, 12);
	stage_views_clear(view);
	WELL(plan_stages(*state, &everybody, make(*state, "person", PAIRS("given_name=Z", "arrived=2026")), view, &err_));
	STAGE(0, STAGE_NONE, "");
	stage_views_clear(view);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(an_arrival_gets_its_plan),
		TOWN_TEST(days_count_from_today_when_the_arrival_is_vague),
		TOWN_TEST(an_unknown_template_is_refused),
		TOWN_TEST(the_desk_registers_with_a_plan),
		TOWN_TEST(one_plan_is_active_at_a_time),
		TOWN_TEST(a_plan_ends_when_its_steps_have),
		TOWN_TEST(done_and_its_date_go_together),
		TOWN_TEST(giving_up_needs_a_reason),
		TOWN_TEST(a_step_keeps_to_its_persons_plan),
		TOWN_TEST(stages_stand_side_by_side),
	};

	return DOORS_RUN(tests);
}
