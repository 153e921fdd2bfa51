/* SPDX-License-Identifier: EUPL-1.2 */
/* Whose law the file stands under, and that only that law's numbers, duties and copies of decisions are taken. */
#include "tests/unit/cases/town.h"

#include "cases/retention.h"
#include "register/find.h"
#include "register/gate.h"
#include "register/profile.h"

static void stands_under(struct store *store, const char *key)
{
	const struct profile *p;

	WELL(profile_now(store, &p, &err_));
	assert_string_equal(p->key, key);
}

static void under(struct store *store, const char *key)
{
	WELL(profile_set(store, &everybody, key, &err_));
	stands_under(store, key);
}

static struct id somebody(struct store *store)
{
	return make(store, "person", PAIRS("given_name=Mariam", "arrived=2026-05-01"));
}

static void a_new_file_stands_under_no_law(void **state)
{
	struct id one = somebody(*state);

	stands_under(*state, "neutral");
	refused(*state, "number", NOBODY, PAIRS(OF("person", one), "issuer=nl_bsn", "number=123456782"), "issuer");
	refused(*state, "duty", NOBODY, PAIRS(OF("person", one), "code=nl_inburgering"), "code");
	refused(*state, "mirror", NOBODY, PAIRS(OF("person", one), "part=nl_b1", "as_of=2026-05-01"), "part");
}

static void each_law_takes_its_own_alone(void **state)
{
	struct id one = somebody(*state);

	under(*state, "de");
	refused(*state, "number", NOBODY, PAIRS(OF("person", one), "issuer=nl_bsn", "number=123456782"), "issuer");
	refused(*state, "duty", NOBODY, PAIRS(OF("person", one), "code=fr_cir"), "code");
	refused(*state, "mirror", NOBODY, PAIRS(OF("person", one), "part=de_course", "body=nl_duo", "as_of=2026-05-01"), "body");
	make(*state, "number", PAIRS(OF("person", one), "issuer=de_steuer", "number=12345678995"));
	make(*state, "duty", PAIRS(OF("person", one), "code=de_entitled", "from=2026-04-01"));
	make(*state, "mirror", PAIRS(OF("person", one), "part=de_course", "hours_granted=600", "hours_used=120",
		"as_of=2026-05-01"));
}

static void a_check_digit_is_reckoned_and_never_typed(void **state)
{
	struct id one = somebody(*state), number;

	under(*state, "nl");
	number = make(*state, "number", PAIRS(OF("person", one), "issuer=nl_bsn", "number=123.456.782"));
	HAS(*state, "number", number, "number", "123456782");
	HAS(*state, "number", number, "checked", "fits");
	HAS(*state, "number", number, "basis", "Wet algemene bepalingen burgerservicenummer, art. 10");
	amend(*state, "number", number, PAIRS("number=123456783"));
	HAS(*state, "number", number, "checked", "slip");
	amend(*state, "number", number, PAIRS("issuer=nl_vnumber", "number=0123456789"));
	HAS(*state, "number", number, "checked", NULL);
	refused(*state, "number", number, PAIRS("number=12345"), "number");
	refused(*state, "number", number, PAIRS("number=- . -"), "number");
}

static void a_duty_says_which_law_and_ends_after_it_began(void **state)
{
	struct id one = somebody(*state), duty;

	under(*state, "nl");
	duty = make(*state, "duty", PAIRS(OF("person", one), "code=nl_inburgering", "from=2026-04-01"));
	HAS(*state, "duty", duty, "source", "WI2021, art. 3");
	refused(*state, "duty", duty, PAIRS("until=2026-03-01"), "until");
}

static void what_others_decided_names_them(void **state)
{
	struct id one = somebody(*state), mirror;

	under(*state, "fr");
	mirror = make(*state, "mirror", PAIRS(OF("person", one), "part=fr_civic", "as_of=2026-05-01"));
	HAS(*state, "mirror", mirror, "body", "fr_ofii");
}

static int found(struct store *store, const struct actor *actor, const char *typed, unsigned *reasons)
{
	struct find_hit *hit;
	int n;

	WELL(find_people(store, actor, typed, 10, &hit, &n, &err_));
	*reasons = n ? hit[0].reasons : 0;
	free(hit);
	return n;
}

static void a_number_is_found_whole_and_by_casework_alone(void **state)
{
	struct actor desk = everybody;
	struct id one = somebody(*state), number;
	unsigned why;

	desk.roles = ROLE_DESK;
	under(*state, "nl");
	number = make(*state, "number", PAIRS(OF("person", one), "issuer=nl_bsn", "number=123456782"));
	assert_int_equal(found(*state, &everybody, "123 456 782", &why), 1);
	assert_true(why & FIND_OTHER_NUMBER);
	assert_int_equal(found(*state, &everybody, "12345678", &why), 0);
	assert_int_equal(found(*state, &everybody, "23456782", &why), 0);
	assert_int_equal(found(*state, &desk, "123456782", &why), 0);
	amend(*state, "number", number, PAIRS("number=111222333"));
	assert_int_equal(found(*state, &everybody, "123456782", &why), 0);
	assert_int_equal(found(*state, &everybody, "111222333", &why), 1);
}

static void only_leads_and_the_administrator_choose(void **state)
{
	struct actor actor = everybody;
	struct err err;

	err_clear(&err);
	actor.roles = ROLE_CASEWORK;
	assert_int_equal(profile_set(*state, &actor, "nl", &err), ST_DENIED);
	stands_under(*state, "neutral");
	actor.roles = ROLE_TEAM_LEAD;
	WELL(profile_set(*state, &actor, "nl", &err_));
	actor.roles = ROLE_ADMIN;
	WELL(profile_set(*state, &actor, "fr", &err_));
	assert_int_equal(profile_set(*state, &actor, "xx", &err), ST_INVALID);
	stands_under(*state, "fr");
}

static void a_law_is_not_left_while_its_records_stand(void **state)
{
	struct id one = somebody(*state), duty;
	struct change *change;
	struct err err;

	err_clear(&err);
	under(*state, "nl");
	duty = make(*state, "duty", PAIRS(OF("person", one), "code=nl_inburgering"));
	assert_int_equal(profile_set(*state, &everybody, "de", &err), ST_CONFLICT);
	assert_non_null(strstr(err.text, "Nothing was changed"));
	stands_under(*state, "nl");
	change = change_begin(*state, &everybody);
	change_delete(change, the("duty"), duty, 0);
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	under(*state, "de");
}

/* A note may name the plan of the law that the file stands under, and is asked about those of others. */
static void notes_are_judged_by_the_files_law(void **state)
{
	struct str said = STR_INIT;

	under(*state, "neutral");
	assert_true(gate_gentle(&said, "Inburgering discussed"));
	under(*state, "nl");
	assert_false(gate_gentle(&said, "Inburgering discussed"));
	assert_true(gate_gentle(&said, "BAMF wrote"));
	assert_true(gate_gentle(&said, "asked about religion"));
	under(*state, "neutral");
	str_free(&said);
}

/* Numbers and duties go with the person's name; that a part of the pathway was gone stays. */
static void nothing_of_a_law_outlives_the_name(void **state)
{
	struct id one = somebody(*state);

	under(*state, "nl");
	make(*state, "number", PAIRS(OF("person", one), "issuer=nl_bsn", "number=123456782"));
	make(*state, "duty", PAIRS(OF("person", one), "code=nl_inburgering"));
	make(*state, "mirror", PAIRS(OF("person", one), "part=nl_b1", "reference=H-1", "as_of=2026-05-01"));
	WELL(anonymise_person(*state, &everybody, one, &err_));
	assert_int_equal(count_rows(*state, "number"), 0);
	assert_int_equal(count_rows(*state, "duty"), 0);
	assert_int_equal(count_rows(*state, "mirror"), 1);
	assert_int_equal(count_rows(*state, "mirror WHERE reference IS NOT NULL"), 0);
}

static void choosing_is_noted(void **state)
{
	struct act *act;
	int n;

	under(*state, "nl");
	WELL(acts_list(*state, "profile", NOBODY, 10, &act, &n, &err_));
	assert_int_equal(n, 1);
	assert_string_equal(act[0].user, "berg");
	assert_string_equal(act[0].detail, "{\"profile\":\"nl\"}");
	acts_free(act, n);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(a_new_file_stands_under_no_law),
		TOWN_TEST(each_law_takes_its_own_alone),
		TOWN_TEST(a_check_digit_is_reckoned_and_never_typed),
		TOWN_TEST(a_duty_says_which_law_and_ends_after_it_began),
		TOWN_TEST(what_others_decided_names_them),
		TOWN_TEST(a_number_is_found_whole_and_by_casework_alone),
		TOWN_TEST(only_leads_and_the_administrator_choose),
		TOWN_TEST(a_law_is_not_left_while_its_records_stand),
		TOWN_TEST(notes_are_judged_by_the_files_law),
		TOWN_TEST(nothing_of_a_law_outlives_the_name),
		TOWN_TEST(choosing_is_noted),
	};

	return DOORS_RUN(tests);
}
