/* SPDX-License-Identifier: EUPL-1.2 */
/* People: case numbers, names, dates that can be, households, languages, a change of caseworker. */
#include "tests/unit/cases/town.h"

static void a_person_gets_a_case_number(void **state)
{
	struct id one = make(*state, "person", PAIRS("family_name=Haidari", "arrived=2026-05-04"));
	struct id two = make(*state, "person", PAIRS("used_name=Tesfay", "arrived=2026-05-04"));
	struct record *a = see(*state, "person", one), *b = see(*state, "person", two);
	char plain[CASE_NUMBER_MAX];
	char *desk = NULL;

	WELL(setting_get(*state, SETTING_DESK, &desk, &err_));
	assert_true(casenum_parse(record_get(a, "case_number"), plain));
	assert_string_equal(plain, record_get(a, "case_number"));
	assert_memory_equal(plain, desk, 2);
	assert_string_not_equal(record_get(a, "case_number"), record_get(b, "case_number"));
	assert_string_equal(record_get(a, "caseworker"), "berg");
	free(desk);
	record_free(a);
	record_free(b);
}

static void one_name_is_enough_and_none_is_not(void **state)
{
	make(*state, "person", PAIRS("own_script=مریم", "arrived=2026-05-04"));
	refused(*state, "person", NOBODY, PAIRS("arrived=2026-05-04"), "family_name");
	struct id id = make(*state, "person", PAIRS("given_name=Rahel", "arrived=2026-05-04"));
	refused(*state, "person", id, PAIRS("given_name="), "family_name");
}

/* In a list somebody is called by what they are called; their own script stands in where nothing else does. */
static void a_title_is_what_people_say(void **state)
{
	static const struct { const char *used, *given, *family, *script, *title; } rows[] = {
		{ "used_name=Mariam", "given_name=Maryam", "family_name=Haidari", "own_script=مریم", "Mariam Haidari" },
		{ "used_name=", "given_name=Rahel", "family_name=", "own_script=ራሔል", "Rahel" },
		{ "used_name=", "given_name=", "family_name=Tesfay", "own_script=", "Tesfay" },
		{ "used_name=", "given_name=", "family_name=", "own_script=مریم", "مریم" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct id id = make(*state, "person", PAIRS(rows[i].used, rows[i].given, rows[i].family, rows[i].script,
			"arrived=2026-05-04"));
		struct str title = STR_INIT;

		WELL(read_title(*state, &everybody, the("person"), id, &title, &err_));
		assert_string_equal(str_get(&title), rows[i].title);
		str_free(&title);
	}
}

static void dates_follow_each_other(void **state)
{
	refused(*state, "person", NOBODY, PAIRS("given_name=A", "born=2001", "arrived=2000"), "arrived");
	make(*state, "person", PAIRS("given_name=A", "born=2001", "arrived=2001"));
	make(*state, "person", PAIRS("given_name=A", "born=2001-05-03", "arrived=2001-05"));
	refused(*state, "person", NOBODY, PAIRS("given_name=A", "born=2001-05-03", "arrived=2001-04"), "arrived");
	refused(*state, "person", NOBODY, PAIRS("given_name=A", "arrived=2026-05-01", "left=2026-04-30"), "left");
}

static void members_are(struct store *store, struct id home, int64_t expected)
{
	struct list_query query = { .kind = the("person"), .n_filters = 1 };
	char text[37];
	int64_t n;

	id_text(home, text);
	query.filter[0] = (struct filter){ kind_field(query.kind, "household"), FILTER_IS, text };
	WELL(read_count(store, &everybody, &query, 10, &n, &err_));
	assert_int_equal(n, expected);
}

static void a_household_holds_its_people(void **state)
{
	struct id home = make(*state, "household", PAIRS("name=Haidari", "people=2"));
	struct id one = make(*state, "person", PAIRS("given_name=A", "arrived=2026-05-04", OF("household", home)));

	make(*state, "person", PAIRS("given_name=B", "arrived=2026-05-04", OF("household", home)));
	members_are(*state, home, 2);
	HAS(*state, "household", home, "people", "2");
	refused(*state, "household", home, PAIRS("people=1"), "people");
	amend(*state, "person", one, PAIRS("household="));
	HAS(*state, "household", home, "people", "1");
	/* Who left sees the others no more, nor they them: a household is who belongs to it now. */
	members_are(*state, home, 1);
}

static void a_language_stands_once(void **state)
{
	struct id id = make(*state, "person", PAIRS("given_name=A", "arrived=2026-05-04"));

	make(*state, "speaks", PAIRS(OF("person", id), "language=prs"));
	make(*state, "speaks", PAIRS(OF("person", id), "language=en", "level=a1"));
	refused(*state, "speaks", NOBODY, PAIRS(OF("person", id), "language=en", "level=a2"), "language");
}

static void open_steps_follow_to_a_new_caseworker(void **state)
{
	struct id id = arrive(*state, "Rahel", "2026-05-04");
	struct id done = step_at(*state, id, "arrival"), colleague = step_at(*state, id, "work"), set;

	amend(*state, "step", done, PAIRS("state=done"));
	amend(*state, "step", colleague, PAIRS("caseworker=lind"));
	set = amend(*state, "person", id, PAIRS("caseworker=okafor"));
	HAS(*state, "step", done, "caseworker", "berg");
	HAS(*state, "step", colleague, "caseworker", "lind");
	HAS(*state, "step", step_at(*state, id, "housing"), "caseworker", "okafor");
	WELL(change_undo(*state, &everybody, set, NULL, &err_));
	HAS(*state, "step", step_at(*state, id, "housing"), "caseworker", "berg");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(a_person_gets_a_case_number),
		TOWN_TEST(one_name_is_enough_and_none_is_not),
		TOWN_TEST(a_title_is_what_people_say),
		TOWN_TEST(dates_follow_each_other),
		TOWN_TEST(a_household_holds_its_people),
		TOWN_TEST(a_language_stands_once),
		TOWN_TEST(open_steps_follow_to_a_new_caseworker),
	};

	return DOORS_RUN(tests);
}
