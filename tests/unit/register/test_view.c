/* SPDX-License-Identifier: EUPL-1.2 */
/* Lists under a name: whose they are, what they keep, what they refuse to keep, and that they lend nobody sight. */
#include "tests/unit/register/doors.h"

#include "register/view.h"

static struct actor colleague(const char *name, uint32_t roles)
{
	struct actor actor = { .desk = "HA", .roles = roles };

	str_copy(actor.user, sizeof actor.user, name);
	return actor;
}

static struct view_list by(const char *kind, const char *field, enum filter_op op, const char *value)
{
	struct view_list view = { .query = { .kind = register_kind(kind), .n_filters = 1 } };

	view.query.filter[0] = (struct filter){ kind_field(view.query.kind, field), op, value };
	return view;
}

static void a_list_comes_back_as_it_was_kept(void **state)
{
	const struct kind *person = register_kind("person");
	struct view_list view = by("person", "caseworker", FILTER_IS, "berg"), got;

	view.query.sort = kind_field(person, "arrived");
	view.query.descending = true;
	view.columns = 2;
	view.column[0] = kind_field(person, "phone");
	view.column[1] = kind_field(person, "case_number");
	WELL(view_keep(*state, &everybody, "Mine by arrival", false, &view, &err_));
	WELL(view_open(*state, &everybody, person, "Mine by arrival", &got, &err_));
	assert_ptr_equal(got.query.sort, view.query.sort);
	assert_true(got.query.descending);
	assert_int_equal(got.query.n_filters, 1);
	assert_string_equal(got.query.filter[0].value, "berg");
	assert_int_equal(got.columns, 2);
	assert_ptr_equal(got.column[0], view.column[0]);
	view_list_clear(&got);
}

static void names_stand_for_whose_they_are(void **state)
{
	struct actor lead = colleague("lead", ROLE_TEAM_LEAD | ROLE_CASEWORK), berg = colleague("berg", ROLE_CASEWORK);
	struct view_list view = by("step", "stage", FILTER_IS, "work"), got;
	struct view *names;
	struct err err;
	int count;

	err_clear(&err);
	assert_int_equal(view_keep(*state, &berg, "Work", true, &view, &err), ST_DENIED);
	WELL(view_keep(*state, &lead, "Work", true, &view, &err_));
	view.query.filter[0].value = "housing";
	WELL(view_keep(*state, &berg, "Work", false, &view, &err_));
	WELL(view_open(*state, &berg, register_kind("step"), "Work", &got, &err_));
	assert_string_equal(got.query.filter[0].value, "housing");
	view_list_clear(&got);
	WELL(view_names(*state, &berg, "step", &names, &count, &err_));
	assert_int_equal(count, 1);
	assert_false(names[0].all);
	views_free(names, count);
	WELL(view_drop(*state, &berg, "step", "Work", &err_));
	WELL(view_open(*state, &berg, register_kind("step"), "Work", &got, &err_));
	assert_string_equal(got.query.filter[0].value, "work");
	view_list_clear(&got);
	assert_int_equal(view_drop(*state, &berg, "step", "Work", &err), ST_NOTFOUND);
	WELL(view_drop(*state, &lead, "step", "Work", &err_));
	assert_int_equal(view_open(*state, &berg, register_kind("step"), "Work", &got, &err), ST_NOTFOUND);
}

/* Nobody who was erased lives on in a view. */
static void nobody_is_named(void **state)
{
	static const char someone[] = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1a";
	struct view_list bad[] = {
		by("person", "family_name", FILTER_IS, "Haidari"), by("person", "phone", FILTER_IS, "+31612345678"),
		by("step", "person", FILTER_IS, someone), by("person", "household", FILTER_IS, someone),
	};
	struct view_list title = { .query = { .kind = register_kind("person"), .n_filters = 1,
		.filter = { { NULL, FILTER_BEGINS, "Hai" } } } };
	struct view *names;
	struct err err;
	int count;

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		err_clear(&err);
		assert_int_equal(view_keep(*state, &everybody, "Somebody", false, &bad[i], &err), ST_INVALID);
		assert_null(strstr(err.text, "Haidari"));
	}
	assert_int_equal(view_keep(*state, &everybody, "Somebody", false, &title, &err), ST_INVALID);
	WELL(view_names(*state, &everybody, NULL, &names, &count, &err_));
	assert_int_equal(count, 0);
	views_free(names, count);
}

static void a_view_lends_no_sight(void **state)
{
	struct actor lead = colleague("lead", ROLE_ALL), housing = colleague("h", ROLE_HOUSING);
	struct view_list view = by("person", "gender", FILTER_IS, "woman"), got;
	struct err err;

	err_clear(&err);
	WELL(view_keep(*state, &lead, "Women", true, &view, &err_));
	assert_int_equal(view_open(*state, &housing, register_kind("person"), "Women", &got, &err), ST_DENIED);
	view = (struct view_list){ .query = { .kind = register_kind("person") }, .columns = 1,
		.column = { kind_field(register_kind("person"), "born") } };
	WELL(view_keep(*state, &lead, "Born", true, &view, &err_));
	WELL(view_open(*state, &housing, register_kind("person"), "Born", &got, &err_));
	assert_int_equal(got.columns, 0);
	view_list_clear(&got);
}

static void a_day_is_kept_as_well(void **state)
{
	char *who, *stage;
	struct err err;

	err_clear(&err);
	WELL(view_keep_today(*state, &everybody, "Work of Lind", false, "lind", "work", &err_));
	WELL(view_open_today(*state, &everybody, "Work of Lind", &who, &stage, &err_));
	assert_string_equal(who, "lind");
	assert_string_equal(stage, "work");
	free(who);
	free(stage);
	assert_int_equal(view_keep_today(*state, &everybody, "", false, NULL, NULL, &err), ST_INVALID);
	assert_int_equal(view_open_today(*state, &everybody, "None", &who, &stage, &err), ST_NOTFOUND);
}

#define VIEW_TEST(f) cmocka_unit_test_setup_teardown(f, doors_setup, doors_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		VIEW_TEST(a_list_comes_back_as_it_was_kept),
		VIEW_TEST(names_stand_for_whose_they_are),
		VIEW_TEST(nobody_is_named),
		VIEW_TEST(a_view_lends_no_sight),
		VIEW_TEST(a_day_is_kept_as_well),
	};

	return cmocka_run_group_tests(tests, doors_make, doors_remove);
}
