/* SPDX-License-Identifier: EUPL-1.2 */
/* What a route needs, what is missing next, and how a dossier begins. */
#include "tests/unit/cases/town.h"

#include "cases/dossier.h"
#include "cases/skillprofile.h"
#include "register/profile.h"

static const struct actor lead = { .user = "lead", .roles = ROLE_TEAM_LEAD | ROLE_CASEWORK };
static const struct actor worker = { .user = "worker", .roles = ROLE_CASEWORK };

static struct id begin(struct store *store, struct id person, const char *route, struct id education, const char *title)
{
	struct change *change = change_begin(store, &everybody);
	struct id id;

	WELL(dossier_begin(change, person, route, education, title, &id, &err_));
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	return id;
}

static struct id somebody(struct store *store)
{
	return make(store, "person", PAIRS("given_name=Ana", "arrived=2026-01-03"));
}

static enum dossier_step next_of(struct store *store, struct id id, const char *state, const char *route)
{
	struct dossier_counts counts;

	WELL(dossier_count(store, id, &counts, &err_));
	return dossier_next(state, route, &counts, NULL);
}

static void every_route_has_its_list(void **state)
{
	const struct field *route = kind_field(the("credential"), "route");
	int n = 0;

	(void)state;
	for (const struct choice *c = route->choices; c->key; c++, n++) {
		const struct dossier_list *list = dossier_builtin(c->key);

		if (!list || list->n_papers == 0 || list->n_fees == 0)
			fail_msg("%s", c->key);
		/* What the list says stands in the register. */
		for (int i = 0; i < list->n_papers; i++)
			assert_non_null(field_choice(kind_field(the("requirement"), "form"), list->paper[i].form));
	}
	assert_int_equal(n, 5);
	assert_null(dossier_builtin("guild"));
	assert_null(dossier_builtin(NULL));
}

static void it_begins_from_what_was_learned(void **state)
{
	struct id one = somebody(*state), none = NOBODY;
	struct id school = make(*state, "education", PAIRS(OF("person", one), "title=Nursing school", "occupation=2221",
		"learned_in=AF", "until=2011-06"));
	struct id id = begin(*state, one, "regulated", school, NULL), other;
	struct change *change;
	struct err err;

	HAS(*state, "credential", id, "title", "Nursing school");
	HAS(*state, "credential", id, "occupation", "2221");
	HAS(*state, "credential", id, "earned_in", "AF");
	HAS(*state, "credential", id, "earned", "2011-06");
	assert_int_equal(count_rows(*state, "requirement"), dossier_builtin("regulated")->n_papers);
	assert_int_equal(count_rows(*state, "fee"), dossier_builtin("regulated")->n_fees);
	other = begin(*state, one, "comparability", none, "Cook");
	HAS(*state, "credential", other, "title", "Cook");
	HAS(*state, "credential", other, "route", "comparability");
	change = change_begin(*state, &everybody);
	err_clear(&err);
	assert_int_equal(dossier_begin(change, one, "guild", none, "Cook", &other, &err), ST_INVALID);
	assert_string_equal(err.field, "route");
	change_free(change);
}

/* Each way to the end, with what is missing on it. */
static void what_is_missing_next(void **state)
{
	struct id one = somebody(*state), id = make(*state, "credential", PAIRS(OF("person", one), "title=Nurse")), paper, fee;

	assert_int_equal(next_of(*state, id, "collecting", NULL), DOSSIER_CHOOSE_ROUTE);
	assert_int_equal(next_of(*state, id, "collecting", "regulated"), DOSSIER_LIST_PAPERS);
	paper = make(*state, "requirement", PAIRS(OF("credential", id), "what=Diploma", "translation=needed"));
	fee = make(*state, "fee", PAIRS(OF("credential", id), "what=Application"));
	assert_int_equal(next_of(*state, id, "collecting", "regulated"), DOSSIER_GET_PAPERS);
	amend(*state, "requirement", paper, PAIRS("state=asked"));
	assert_int_equal(next_of(*state, id, "collecting", "regulated"), DOSSIER_TRANSLATE);
	amend(*state, "requirement", paper, PAIRS("state=in_hand", "translation=ordered"));
	assert_int_equal(next_of(*state, id, "collecting", "regulated"), DOSSIER_SETTLE_MONEY);
	amend(*state, "fee", fee, PAIRS("payer=fund", "state=asked"));
	assert_int_equal(next_of(*state, id, "collecting", "regulated"), DOSSIER_AWAIT_PAPERS);
	amend(*state, "fee", fee, PAIRS("state=granted"));
	amend(*state, "requirement", paper, PAIRS("translation=done"));
	assert_int_equal(next_of(*state, id, "collecting", "regulated"), DOSSIER_HAND_IN);
	assert_int_equal(next_of(*state, id, "submitted", "regulated"), DOSSIER_SEND_MORE);
	amend(*state, "requirement", paper, PAIRS("state=sent"));
	assert_int_equal(next_of(*state, id, "submitted", "regulated"), DOSSIER_AWAIT_RECEIPT);
	assert_int_equal(next_of(*state, id, "complete", "regulated"), DOSSIER_AWAIT_DECISION);
	assert_int_equal(next_of(*state, id, "partly", "regulated"), DOSSIER_CHOOSE_MEASURE);
	assert_int_equal(next_of(*state, id, "refused", "regulated"), DOSSIER_OTHER_WAY);
	assert_int_equal(next_of(*state, id, "appealed", "regulated"), DOSSIER_AWAIT_APPEAL);
	assert_int_equal(next_of(*state, id, "stated", "comparability"), DOSSIER_USE);
	assert_int_equal(next_of(*state, id, "withdrawn", "regulated"), DOSSIER_NONE);
}

static void measures_come_before_the_whole(void **state)
{
	struct id one = somebody(*state);
	struct id id = make(*state, "credential", PAIRS(OF("person", one), "title=Nurse", "state=partly")), measure, bridge;
	struct dossier_counts counts;
	struct str words = STR_INIT;

	bridge = make(*state, "training", PAIRS(OF("credential", id), "what=Bridge"));
	assert_int_equal(next_of(*state, id, "partly", NULL), DOSSIER_TRAIN);
	amend(*state, "training", bridge, PAIRS("state=under_way"));
	amend(*state, "training", bridge, PAIRS("state=finished"));
	assert_int_equal(next_of(*state, id, "partly", NULL), DOSSIER_CHOOSE_MEASURE);
	measure = make(*state, "measure", PAIRS(OF("credential", id), "what=aptitude"));
	assert_int_equal(next_of(*state, id, "partly", NULL), DOSSIER_PASS_MEASURE);
	WELL(dossier_count(*state, id, &counts, &err_));
	dossier_next_words(&words, DOSSIER_PASS_MEASURE, &counts);
	assert_string_equal(str_get(&words), "1 measure is still to be passed.");
	str_free(&words);
	amend(*state, "measure", measure, PAIRS("state=dropped"));
	assert_int_equal(next_of(*state, id, "partly", NULL), DOSSIER_CHOOSE_MEASURE);
	make(*state, "measure", PAIRS(OF("credential", id), "what=adaptation", "state=passed"));
	assert_int_equal(next_of(*state, id, "partly", NULL), DOSSIER_ASK_AGAIN);
}

static void an_appeal_has_its_last_day(void **state)
{
	struct id one = somebody(*state), id;
	struct dossier_clock clock[DOSSIER_CLOCKS];
	struct dossier_counts counts = { 0 };
	int n;

	WELL(setting_set(*state, SETTING_PROFILE, "nl", &err_));
	id = make(*state, "credential", PAIRS(OF("person", one), "title=Nurse", "route=regulated", "state=refused",
		"submitted=2026-01-20", "decided=2026-04-15"));
	WELL(dossier_clocks(*state, id, clock, &n, &err_));
	assert_int_equal(n, 1);
	assert_string_equal(dossier_appeal_until(clock, n), "2026-05-27");
	assert_int_equal(dossier_next("refused", "regulated", &counts, dossier_appeal_until(clock, n)), DOSSIER_APPEAL);
	clock_hold((int64_t)date_days((struct date){ 2026, 5, 28 }) * 86400000);
	assert_null(dossier_appeal_until(clock, n));
}

static void a_town_has_a_list_of_its_own(void **state)
{
	static const char own[] = "[dossier]\nroute = regulated\nnote = Ask the chamber.\n[paper 1]\nwhat = Letter\n"
		"translation = yes\n[fee 1]\nwhat = Stamp\npayer = city\namount = 12.50\n";
	static const struct { const char *text, *says; } wrong[] = {
		{ "", "[dossier]" }, { "[dossier]\nroute = guild\n", "[dossier]" },
		{ "[dossier]\nroute = academic\n[paper 1]\nform = copy\n", "Line 3" },
		{ "[dossier]\nroute = academic\n[paper 1]\nwhat = A\nform = gold\n", "Line 5" },
		{ "[dossier]\nroute = academic\n[paper 1]\nwhat = A\ncolour = red\n", "Line 5" },
		{ "[dossier]\nroute = academic\n[fee 1]\nwhat = A\namount = much\n", "Line 3" },
		{ "[dossier]\nroute = academic\n[fee 1]\nwhat = A\npayer = king\n", "Line 5" },
		{ "[dossier]\nroute = academic\n[gift]\nwhat = A\n", "Line 3" },
		{ "[dossier]\nroute = academic\n[paper 1]\nwhat = Certificate of baptism\n", "which is never recorded" },
	};
	struct id one = somebody(*state), id;
	struct dossier_list list;
	struct ini_doc doc;
	struct err err;

	err_clear(&err);
	assert_int_equal(dossier_list_set(*state, &worker, NULL, own, &err), ST_DENIED);
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
		err_clear(&err);
		if (dossier_list_set(*state, &lead, NULL, wrong[i].text, &err) != ST_INVALID || !strstr(err.text, wrong[i].says))
			fail_msg("%s: %s", wrong[i].text, err.text);
	}
	WELL(dossier_list_set(*state, &lead, NULL, own, &err_));
	WELL(dossier_list_now(*state, "regulated", &list, &doc, &err_));
	assert_int_equal(list.n_papers, 1);
	assert_true(list.paper[0].translation);
	ini_clear(&doc);
	id = begin(*state, one, "regulated", NOBODY, "Nurse");
	(void)id;
	assert_int_equal(count_rows(*state, "requirement"), 1);
	assert_int_equal(count_rows(*state, "fee"), 1);
	WELL(dossier_list_set(*state, &lead, "regulated", NULL, &err_));
	WELL(dossier_list_now(*state, "regulated", &list, &doc, &err_));
	assert_int_equal(list.n_papers, dossier_builtin("regulated")->n_papers);
	ini_clear(&doc);
	WELL(dossier_list_now(*state, "academic", &list, &doc, &err_));
	ini_clear(&doc);
}

/* What it prints, it takes back. */
static void lists_are_printed_as_they_are_read(void **state)
{
	static const char *const routes[] = { "regulated", "academic", "comparability", "validation", "no_papers" };

	for (size_t i = 0; i < ARRAY_LEN(routes); i++) {
		const struct dossier_list *list = dossier_builtin(routes[i]);
		struct str text = STR_INIT, again = STR_INIT;
		struct dossier_list own;
		struct ini_doc doc;

		dossier_list_text(&text, list);
		WELL(dossier_list_set(*state, &lead, NULL, str_get(&text), &err_));
		WELL(dossier_list_now(*state, routes[i], &own, &doc, &err_));
		dossier_list_text(&again, &own);
		assert_string_equal(str_get(&text), str_get(&again));
		ini_clear(&doc);
		str_free(&text);
		str_free(&again);
	}
}

static void a_profile_shows_what_can_be_shown(void **state)
{
	struct id one = somebody(*state), two = somebody(*state);
	struct skill_profile profile;

	make(*state, "education", PAIRS(OF("person", one), "title=Old school", "until=1999"));
	make(*state, "education", PAIRS(OF("person", one), "title=New school", "until=2011"));
	make(*state, "education", PAIRS(OF("person", two), "title=Another's"));
	make(*state, "credential", PAIRS(OF("person", one), "title=Still collecting"));
	make(*state, "credential", PAIRS(OF("person", one), "title=Nurse", "state=recognised"));
	make(*state, "training", PAIRS(OF("person", one), "what=Planned"));
	make(*state, "training", PAIRS(OF("person", one), "what=Going on", "state=under_way"));
	WELL(skill_profile_gather(*state, &everybody, one, &profile, &err_));
	assert_int_equal(profile.count[SKILL_LEARNED], 2);
	assert_string_equal(record_get(profile.record[SKILL_LEARNED][0], "title"), "New school");
	assert_int_equal(profile.count[SKILL_RECOGNISED], 1);
	assert_string_equal(record_get(profile.record[SKILL_RECOGNISED][0], "title"), "Nurse");
	assert_int_equal(profile.count[SKILL_TRAINING], 1);
	skill_profile_clear(&profile);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(every_route_has_its_list),
		TOWN_TEST(it_begins_from_what_was_learned),
		TOWN_TEST(what_is_missing_next),
		TOWN_TEST(measures_come_before_the_whole),
		TOWN_TEST(an_appeal_has_its_last_day),
		TOWN_TEST(a_town_has_a_list_of_its_own),
		TOWN_TEST(lists_are_printed_as_they_are_read),
		TOWN_TEST(a_profile_shows_what_can_be_shown),
	};

	return DOORS_RUN(tests);
}
