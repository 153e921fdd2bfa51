/* SPDX-License-Identifier: EUPL-1.2 */
/* A plan over time: which template a person calls for, another one in its place, versions, reviews, who signed. */
#include "tests/unit/cases/town.h"

#include <stdlib.h>

#include "cases/plan_versions.h"
#include "cases/plan_view.h"

static void on_day(int year, int month, int day)
{
	clock_hold((int64_t)date_days((struct date){ year, month, day }) * 86400000 + 36000000);
}

static struct id plan_of(struct store *store, struct id person)
{
	struct record *step = see(store, "step", step_nth(store, person, 0));
	struct id plan;

	assert_true(id_parse(record_get(step, "plan"), &plan));
	record_free(step);
	return plan;
}

static struct id add_person(struct store *store, const char *const *pair, const char *template)
{
	struct change *change = change_begin(store, &everybody);
	struct id id = { { 0 } };
	struct change_item *item = change_create(change, the("person"), &id);

	set_pairs(item, pair);
	WELL(plan_add_for(change, item, template, &err_));
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	return id;
}

static struct plan_view look(struct store *store, struct id person, int version)
{
	struct plan_view view;

	WELL(plan_view_read(store, &everybody, person, NOBODY, version, &view, &err_));
	assert_non_null(view.plan);
	return view;
}

static const struct record *step_called(const struct plan_view *view, const char *what)
{
	for (int i = 0; i < view->step.count; i++)
		if (str_same(record_get(view->step.record[i], "what"), what))
			return view->step.record[i];
	return NULL;
}

static void unmake(struct store *store, const char *kind, struct id id)
{
	struct change *change = change_begin(store, &everybody);

	change_delete(change, the(kind), id, 0);
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
}

static int versions_of(struct store *store, struct id person)
{
	struct plan_view view = look(store, person, 0);
	int n = view.versions;

	plan_view_clear(&view);
	return n;
}

#define TEMPLATE_IS(person, words) HAS(*state, "plan", plan_of(*state, person), "template", words)

static void the_template_that_fits_is_taken(void **state)
{
	TEMPLATE_IS(add_person(*state, PAIRS("given_name=A", "born=1990", "arrived=2026-05-04"), NULL), "General plan");
	TEMPLATE_IS(add_person(*state, PAIRS("given_name=B", "arrived=2026-05-04"), NULL), "General plan");
	TEMPLATE_IS(add_person(*state, PAIRS("given_name=C", "born=2008-05-05", "arrived=2026-05-04"), NULL),
		"Plan for a child or young person");
	/* 18 on the day of arrival. */
	TEMPLATE_IS(add_person(*state, PAIRS("given_name=D", "born=2008-05-04", "arrived=2026-05-04"), NULL), "General plan");
	/* Known to the year alone: perhaps not 18 yet. */
	TEMPLATE_IS(add_person(*state, PAIRS("given_name=E", "born=2008", "arrived=2026-05-04"), NULL),
		"Plan for a child or young person");
	TEMPLATE_IS(add_person(*state, PAIRS("given_name=F", "expected=2026-06-01"), NULL), "Plan before arrival");
	TEMPLATE_IS(add_person(*state, PAIRS("given_name=G", "born=1990", "arrived=2026-05-04"), "near_retirement"),
		"Plan for people near retirement");
}

static void days_before_the_arrival_count_backwards(void **state)
{
	struct id id = add_person(*state, PAIRS("given_name=F", "expected=2026-07-01"), NULL);
	struct plan_view view = look(*state, id, 0);

	assert_string_equal(record_get(step_called(&view, "First home found"), "target"), "2026-05-20");
	assert_string_equal(record_get(step_called(&view, "Welcomed on the day of arrival"), "target"), "2026-07-01");
	assert_string_equal(record_get(step_called(&view, "First interview"), "target"), "2026-07-04");
	plan_view_clear(&view);
}

static void a_step_comes_after_another(void **state)
{
	struct id id = add_person(*state, PAIRS("given_name=C", "born=2015", "arrived=2026-05-04"), NULL);
	struct plan_view view = look(*state, id, 0);
	const struct record *asked = step_called(&view, "Place at a school asked for"), *first = step_called(&view,
		"First day at school");
	char text[37];

	id_text(asked->id, text);
	assert_string_equal(record_get(asked, "target"), "2026-05-09");
	assert_string_equal(record_get(first, "target"), "2026-05-30");
	assert_string_equal(record_get(first, "after"), text);
	assert_string_equal(record_get(first, "gap"), "3 weeks");
	plan_view_clear(&view);
}

static void what_came_after_stands_for_itself(void **state)
{
	struct id id = add_person(*state, PAIRS("given_name=C", "born=2015", "arrived=2026-05-04"), NULL);
	struct plan_view view = look(*state, id, 0);
	struct id first = step_called(&view, "First day at school")->id, help = step_called(&view, "Homework help begun")->id;
	struct id set;

	/* The whole chain moves along. */
	set = amend(*state, "step", step_called(&view, "Place at a school asked for")->id, PAIRS("target=2026-05-19"));
	HAS(*state, "step", first, "target", "2026-06-09");
	HAS(*state, "step", help, "target", "2026-07-07");
	WELL(change_undo(*state, &everybody, set, NULL, &err_));
	HAS(*state, "step", help, "target", "2026-06-27");
	unmake(*state, "step", first);
	HAS(*state, "step", help, "after", NULL);
	HAS(*state, "step", help, "gap", NULL);
	HAS(*state, "step", help, "target", "2026-06-27");
	plan_view_clear(&view);
}

/* What every template promises of itself, whoever wrote it. */
static void templates_are_whole(void **state)
{
	int n;
	const struct plan_template *all = plan_templates(&n);

	(void)state;
	assert_true(n >= 6);
	assert_string_equal(all[0].name, "general");
	for (int t = 0; t < n; t++) {
		int interviews = 0;

		assert_ptr_equal(plan_template_named(all[t].name), &all[t]);
		assert_ptr_equal(plan_template_named(all[t].label), &all[t]);
		for (int i = 0; i < all[t].n_steps; i++) {
			const struct plan_step *s = &all[t].step[i];

			interviews += str_same(s->milestone, "first_interview");
			assert_true(stage_place(s->stage) < STAGES);
			assert_true(all[t].before_arrival || s->days >= 0);
			assert_true(s->after <= i);
			assert_int_equal(s->after != 0, s->gap != NULL);
			if (s->after)
				assert_true(s->days >= all[t].step[s->after - 1].days);
		}
		assert_int_equal(interviews, 1);
		assert_true(all[t].n_promises > 0);
	}
	assert_null(plan_template_named("no-such-plan"));
}

static void change_to(struct store *store, struct id person, const char *template, int stays, int added, int out)
{
	struct plan_preview preview;
	struct change *change = change_begin(store, &everybody);

	WELL(plan_preview(store, &everybody, plan_of(store, person), template, &preview, &err_));
	assert_int_equal(preview.n[PLAN_STAYS], stays);
	assert_int_equal(preview.n[PLAN_ADDED], added);
	assert_int_equal(preview.n[PLAN_TAKEN_OUT], out);
	WELL(plan_change_template(change, plan_of(store, person), &preview, &err_));
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	plan_preview_clear(&preview);
}

static void another_template_keeps_what_was_begun(void **state)
{
	struct id id = add_person(*state, PAIRS("given_name=C", "born=2015", "arrived=2026-05-04"), NULL);
	struct plan_view view;

	amend(*state, "step", step_nth(*state, id, 0), PAIRS("state=done"));
	view = look(*state, id, 0);
	amend(*state, "step", step_called(&view, "Homework help begun")->id, PAIRS("state=under_way"));
	make(*state, "step", PAIRS(OF("plan", view.plan->id), "stage=school", "what=Swimming lessons"));
	plan_view_clear(&view);
	/* Interview, course, home, signing are in both; homework was begun, swimming written by hand. */
	change_to(*state, id, "general", 6, 2, 6);
	view = look(*state, id, 0);
	assert_string_equal(record_get(view.plan, "template"), "General plan");
	assert_non_null(step_called(&view, "Homework help begun"));
	assert_non_null(step_called(&view, "Swimming lessons"));
	assert_null(step_called(&view, "First day at school"));
	assert_null(record_get(step_called(&view, "Homework help begun"), "after"));
	assert_string_equal(record_get(step_called(&view, "First talk about work"), "target"), "2026-07-03");
	assert_int_equal(view.versions, 2);
	plan_view_clear(&view);
	/* What stood before is still to be read. */
	view = look(*state, id, 1);
	assert_string_equal(record_get(view.plan, "template"), "Plan for a child or young person");
	assert_non_null(step_called(&view, "First day at school"));
	assert_null(step_called(&view, "First talk about work"));
	plan_view_clear(&view);
}

static void a_plan_that_ended_takes_no_template(void **state)
{
	struct id id = arrive(*state, "Rahel", "2026-05-04");
	struct plan_preview preview;
	struct err err;

	amend(*state, "plan", plan_of(*state, id), PAIRS("state=stopped"));
	assert_int_equal(plan_preview(*state, &everybody, plan_of(*state, id), "minor", &preview, &err), ST_INVALID);
	amend(*state, "plan", plan_of(*state, id), PAIRS("state=active"));
	assert_int_equal(plan_preview(*state, &everybody, plan_of(*state, id), "no-such-plan", &preview, &err), ST_INVALID);
	assert_non_null(strstr(err.text, "regulated_profession"));
}

static void a_version_is_a_days_work(void **state)
{
	struct id id = arrive(*state, "Rahel", "2026-05-04");
	struct id course = step_at(*state, id, "language"), added;
	struct plan_difference *d;
	struct plan_view one, now;
	int n;

	assert_int_equal(versions_of(*state, id), 1);
	amend(*state, "step", course, PAIRS("target=2026-05-20"));
	assert_int_equal(versions_of(*state, id), 1);          /* the same day, the same colleague */
	on_day(2026, 5, 6);
	amend(*state, "step", course, PAIRS("state=under_way", "barrier=childcare"));
	assert_int_equal(versions_of(*state, id), 1);          /* progress changes nothing that was agreed */
	amend(*state, "step", course, PAIRS("target=2026-06-01"));
	assert_int_equal(versions_of(*state, id), 2);
	on_day(2026, 5, 8);
	added = make(*state, "step", PAIRS(OF("plan", plan_of(*state, id)), "stage=work", "what=Talk with a baker"));
	unmake(*state, "step", step_at(*state, id, "housing"));
	assert_int_equal(versions_of(*state, id), 3);

	one = look(*state, id, 1);
	now = look(*state, id, 0);
	assert_string_equal(record_get(step_called(&one, "Language course begun"), "target"), "2026-05-20");
	/* As it stood to the end of that version, with what was done by then. */
	assert_string_equal(record_get(step_called(&one, "Language course begun"), "state"), "under_way");
	assert_non_null(step_called(&one, "Own home"));
	assert_null(step_called(&one, "Talk with a baker"));
	n = plan_view_compare(&one, &now, &d);
	assert_int_equal(n, 3);
	assert_string_equal(record_get(d[0].before, "target"), "2026-05-20");
	assert_string_equal(record_get(d[0].after, "target"), "2026-06-01");
	assert_null(d[1].before);
	assert_true(id_same(d[1].after->id, added));
	assert_null(d[2].after);
	assert_string_equal(record_get(d[2].before, "what"), "Own home");
	free(d);
	plan_view_clear(&one);
	plan_view_clear(&now);
	{
		struct plan_view view;
		struct err err;

		assert_int_equal(plan_view_read(*state, &everybody, id, NOBODY, 4, &view, &err), ST_NOTFOUND);
	}
}

static void what_was_signed_stays_as_signed(void **state)
{
	struct id id = add_person(*state, PAIRS("given_name=Mariam", "arrived=2026-05-04", "interpreter=prs"), NULL);
	struct id plan = plan_of(*state, id), agreement;

	agreement = make(*state, "agreement", PAIRS(OF("plan", plan)));
	HAS(*state, "agreement", agreement, "language", "prs");
	HAS(*state, "agreement", agreement, "version", "1");
	HAS(*state, "agreement", agreement, "day", "2026-05-04");
	HAS(*state, "plan", plan, "agreed", NULL);
	amend(*state, "agreement", agreement, PAIRS("signed_person=2026-05-04"));
	HAS(*state, "plan", plan, "agreed", NULL);
	on_day(2026, 5, 5);
	amend(*state, "agreement", agreement, PAIRS("signed_city=2026-05-05"));
	HAS(*state, "plan", plan, "agreed", "2026-05-05");
	HAS(*state, "agreement", agreement, "signatory", "berg");
	/* The step that waited for it. */
	HAS(*state, "step", step_nth(*state, id, 3), "milestone", "plan_agreed");
	HAS(*state, "step", step_nth(*state, id, 3), "done", "2026-05-05");
	/* A change on the same day is another version all the same. */
	on_day(2026, 5, 4);
	amend(*state, "step", step_at(*state, id, "work"), PAIRS("target=2026-08-01"));
	assert_int_equal(versions_of(*state, id), 2);
	agreement = make(*state, "agreement", PAIRS(OF("plan", plan), "language=en"));
	HAS(*state, "agreement", agreement, "version", "2");
}

static void signing_has_its_order(void **state)
{
	struct id plan = plan_of(*state, arrive(*state, "Rahel", "2026-05-04"));
	struct id other = arrive(*state, "Ana", "2026-05-04");

	refused(*state, "agreement", NOBODY, PAIRS(OF("plan", plan), "language=en", "signed_person=2026-05-01"), "signed_person");
	refused(*state, "agreement", NOBODY, PAIRS(OF("plan", plan), "language=en", "interpreter_name=K. Amin"), "interpreter");
	refused(*state, "agreement", NOBODY, PAIRS(OF("plan", plan), OF("person", other), "language=en"), "plan");
	refused(*state, "commitment", NOBODY, PAIRS(OF("plan", plan), OF("person", other), "who=city", "what=Pays"), "plan");
	refused(*state, "review", NOBODY, PAIRS(OF("plan", plan), OF("person", other), "due=2026-06-01"), "plan");
}

static struct id review_now(struct store *store, struct id person)
{
	struct plan_view view = look(store, person, 0);
	const struct record *next = plan_view_review(&view);
	struct id id = next ? next->id : NOBODY;

	plan_view_clear(&view);
	return id;
}

static void a_review_calls_for_the_next(void **state)
{
	struct id id = arrive(*state, "Rahel", "2026-05-04");
	struct id first = review_now(*state, id), second;

	HAS(*state, "review", first, "due", "2026-08-02");
	HAS(*state, "review", first, "caseworker", "berg");
	on_day(2026, 7, 30);
	amend(*state, "review", first, PAIRS("state=held", "outcome=Course suits, home is far"));
	HAS(*state, "review", first, "held", "2026-07-30");
	HAS(*state, "review", first, "next", "2026-10-28");
	second = review_now(*state, id);
	HAS(*state, "review", second, "due", "2026-10-28");
	/* Looking at it once more makes no third. */
	amend(*state, "review", first, PAIRS("outcome=Course suits"));
	assert_int_equal(count_rows(*state, "review"), 2);
	refused(*state, "review", first, PAIRS("next=2026-07-01"), "next");
	/* Agreed otherwise. */
	on_day(2026, 10, 20);
	amend(*state, "review", second, PAIRS("state=held", "next=2026-12-01"));
	HAS(*state, "review", review_now(*state, id), "due", "2026-12-01");
	/* A plan that ends calls for none. */
	amend(*state, "plan", plan_of(*state, id), PAIRS("state=stopped"));
	assert_true(id_none(review_now(*state, id)));
}

static void the_city_sets_how_often(void **state)
{
	struct id id;

	WELL(setting_set(*state, SETTING_PLAN_REVIEW, "30", &err_));
	id = arrive(*state, "Rahel", "2026-05-04");
	HAS(*state, "review", review_now(*state, id), "due", "2026-06-03");
	WELL(setting_set(*state, SETTING_PLAN_REVIEW, "0", &err_));
	assert_true(id_none(review_now(*state, arrive(*state, "Ana", "2026-05-04"))));
}

static void added_steps_come_last(void **state)
{
	struct id id = arrive(*state, "Rahel", "2026-05-04"), plan = plan_of(*state, id), added;
	struct plan_view view;

	added = make(*state, "step", PAIRS(OF("plan", plan), "stage=arrival", "what=Bicycle", "target=2026-05-05"));
	HAS(*state, "step", added, "position", "70");
	view = look(*state, id, 0);
	assert_string_equal(record_get(view.step.record[0], "what"), "First interview");
	assert_string_equal(record_get(view.step.record[2], "what"), "Bicycle");
	plan_view_clear(&view);
	amend(*state, "step", added, PAIRS("position=5"));
	view = look(*state, id, 0);
	assert_string_equal(record_get(view.step.record[0], "what"), "Bicycle");
	plan_view_clear(&view);
}

static void roles_see_what_they_need(void **state)
{
	struct actor teacher = { .user = "lehrer", .desk = "HA", .roles = ROLE_LANGUAGE };
	struct id id = arrive(*state, "Rahel", "2026-05-04");
	struct plan_view view;

	make(*state, "commitment", PAIRS(OF("plan", plan_of(*state, id)), "who=city", "what=Pays the way"));
	WELL(plan_view_read(*state, &teacher, id, NOBODY, 0, &view, &err_));
	assert_int_equal(view.step.count, 6);
	assert_int_equal(view.commitment.count, 0);
	assert_int_equal(view.review.count, 0);
	assert_int_equal(view.versions, 1);
	plan_view_clear(&view);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(the_template_that_fits_is_taken),
		TOWN_TEST(days_before_the_arrival_count_backwards),
		TOWN_TEST(a_step_comes_after_another),
		TOWN_TEST(what_came_after_stands_for_itself),
		TOWN_TEST(templates_are_whole),
		TOWN_TEST(another_template_keeps_what_was_begun),
		TOWN_TEST(a_plan_that_ended_takes_no_template),
		TOWN_TEST(a_version_is_a_days_work),
		TOWN_TEST(what_was_signed_stays_as_signed),
		TOWN_TEST(signing_has_its_order),
		TOWN_TEST(a_review_calls_for_the_next),
		TOWN_TEST(the_city_sets_how_often),
		TOWN_TEST(added_steps_come_last),
		TOWN_TEST(roles_see_what_they_need),
	};

	return DOORS_RUN(tests);
}
