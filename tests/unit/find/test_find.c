/* SPDX-License-Identifier: EUPL-1.2 */
/* What find finds, what it must not, and that the index follows every change. */
#include "people.h"

#include "store/search.h"

static int count_found(struct store *store, const struct actor *actor, const char *typed, unsigned *reasons)
{
	struct find_hit *hits;
	struct err err;
	int count;

	if (find_people(store, actor, typed, 10, &hits, &count, &err) != ST_OK)
		fail_msg("%s", err.text);
	if (reasons)
		*reasons = count ? hits[0].reasons : 0;
	free(hits);
	return count;
}

static bool finds(struct store *store, const char *typed, struct id id)
{
	int shown;

	return place_of(store, typed, id, &shown) > 0;
}

static void no_finding(void *ctx, const char *what)
{
	(void)ctx;
	fail_msg("%s", what);
}

static void sound_index(struct store *store)
{
	struct err err;

	assert_int_equal(search_check(store, no_finding, NULL, &err), ST_OK);
}

static void any_spelling(void **state)
{
	struct change *change = change_begin(*state, &tester);
	struct id mariam = PERSON(change, { "given_name", "Mariam" }, { "family_name", "Haidari" },
		{ "own_script", "مریم حیدری" });
	struct id olena = PERSON(change, { "own_script", "Олена Кравчук" });
	struct id rahel = PERSON(change, { "given_name", "Rahel" });
	struct id abdul = PERSON(change, { "given_name", "Abdul Rahman" }, { "family_name", "al-Haddad" });
	static const char *const typed[] = {
		"mariam haidari",
		"Haidari Mariam",
		"hajdari marjam",
		"maryam heydari",
		"MARI",
		"m",
		"h",
		"مریم",
		"حیدری مریم",
		"miriam haidary",
		"haidari",
		"mriam haidari",
		"haida",
	};

	person_commit(change);
	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++)
		if (!finds(*state, typed[i], mariam))
			fail_msg("not found: %s", typed[i]);
	assert_true(finds(*state, "olena kravchuk", olena));
	assert_true(finds(*state, "Кравчук", olena));
	assert_true(finds(*state, "rahel", rahel));
	assert_true(finds(*state, "rachel", rahel));
	assert_true(finds(*state, "abdulrahman alhaddad", abdul));
	assert_true(finds(*state, "haddad abdul", abdul));
	assert_false(finds(*state, "peter nowak", mariam));
	assert_int_equal(count_found(*state, &tester, "", NULL), 0);
	assert_int_equal(count_found(*state, &tester, "  -  ", NULL), 0);
	sound_index(*state);
}

static void says_why(void **state)
{
	struct change *change = change_begin(*state, &tester);
	struct str words = STR_INIT;
	unsigned reasons;

	PERSON(change, {"given_name", "Mariam"}, {"family_name", "Haidari"}, {"own_script", "مریم حیدری"});
	person_commit(change);
	count_found(*state, &tester, "mariam haidari", &reasons);
	assert_int_equal(reasons, FIND_EXACT);
	count_found(*state, &tester, "mari", &reasons);
	assert_int_equal(reasons, FIND_PREFIX);
	count_found(*state, &tester, "marian haidari", &reasons);
	assert_true(reasons & FIND_ONE_LETTER);
	assert_false(reasons & FIND_EXACT);
	find_reason_words(&words, FIND_SOUND | FIND_OTHER_SCRIPT);
	assert_string_equal(str_get(&words), "sounds alike, other script");
	str_free(&words);
}

static void numbers(void **state)
{
	struct change *change = change_begin(*state, &tester);
	struct id id = PERSON(change, { "given_name", "Yusuf" }, { "phone", "+31 6 1234 5678" },
		{ "email", "Yusuf.Demir@Example.org" });

	person_commit(change);
	assert_true(finds(*state, "+31612345678", id));
	assert_true(finds(*state, "06 1234 5678", id));
	assert_true(finds(*state, "5678", id));
	assert_true(finds(*state, "yusuf.demir@", id));
	assert_false(finds(*state, "06 1234 5679", id));
	assert_false(finds(*state, "someone@else", id));
}

/* A role that does not see names or phones must not find by them. */
static void only_what_is_seen(void **state)
{
	struct actor auditor = tester;
	struct change *change = change_begin(*state, &tester);

	PERSON(change, { "given_name", "Mariam" }, { "phone", "+31612345678" });
	person_commit(change);
	auditor.roles = ROLE_AUDITOR;
	assert_int_equal(count_found(*state, &auditor, "mariam", NULL), 0);
	assert_int_equal(count_found(*state, &auditor, "+31612345678", NULL), 0);
	auditor.roles = ROLE_DESK;
	assert_int_equal(count_found(*state, &auditor, "mariam", NULL), 1);
}

static void follows_changes(void **state)
{
	struct store *store = *state;
	struct change *change = change_begin(store, &tester);
	struct id id = PERSON(change, { "given_name", "Zzyrtixa" }, { "family_name", "Haidari" }), set;
	struct err err;

	person_commit(change);
	change = change_begin(store, &tester);
	change_set(change_update(change, register_kind("person"), id, 1), "given_name", "Mariam", &err);
	set = person_commit(change);
	assert_true(finds(store, "mariam", id));
	assert_false(finds(store, "zzyrtixa", id));
	sound_index(store);
	assert_int_equal(change_undo(store, &tester, set, NULL, &err), ST_OK);
	assert_true(finds(store, "zzyrtixa", id));
	assert_false(finds(store, "mariam", id));
	change = change_begin(store, &tester);
	change_delete(change, register_kind("person"), id, 0);
	person_commit(change);
	assert_false(finds(store, "haidari", id));
	sound_index(store);
}

/* The only person with a rare name gone, nothing in the index tells of the name. */
QUERY(all_words, "test.all_words", QUERY_BATCH,
      "SELECT (SELECT count(*) FROM search_word) + (SELECT count(*) FROM"
      " search_near) + (SELECT count(*) FROM search_sound) + (SELECT count(*) FROM search_post) + (SELECT "
      "count(*) FROM"
      " search_number) + (SELECT count(*) FROM search_person)");

static void leaves_no_trace(void **state)
{
	struct change *change = change_begin(*state, &tester);
	struct id id = PERSON(change, {"given_name", "Zzyrtixa"}, {"phone", "+31612345678"},
			      {"email", "z@example.org"});
	struct stmt *stmt;
	struct err err;

	person_commit(change);
	change = change_begin(*state, &tester);
	change_delete(change, register_kind("person"), id, 0);
	person_commit(change);
	assert_int_equal(store_query(*state, &all_words, &stmt, &err), ST_OK);
	assert_int_equal(stmt_step(stmt, &err), ST_OK);
	assert_int_equal(stmt_get_int(stmt, 0), 0);
	stmt_reset(stmt);
}

static void large_blocks(void **state)
{
	struct id first = { { 0 } };
	struct id last = first;
	char name[32];

	for (int b = 0; b < 5; b++) {
		struct change *change = change_begin(*state, &tester);

		for (int i = 0; i < 1000; i++) {
			snprintf(name, sizeof(name), "Q%c%c%c", 'a' + i % 23, 'a' + i / 23 % 23, 'a' + b);
			last = PERSON(change, {"given_name", "Mohamed"},
				      {"family_name", i % 2 ? "Ali" : name});
			if (id_none(first))
				first = last;
		}
		person_commit(change);
	}
	assert_int_equal(count_found(*state, &tester, "mohamed ali", NULL), 10);
	assert_true(finds(*state, "mohamed qaaa", first));
	assert_true(finds(*state, "qaaa", first));
	sound_index(*state);
}

static void known_people(void **state)
{
	struct change *change = change_begin(*state, &tester);
	struct id id = PERSON(change, {"given_name", "Mariam"}, {"family_name", "Haidari"}, {"born", "1991"},
			      {"own_script", "مریم حیدری"}, {"phone", "+31612345678"});
	struct find_hit *hits;
	struct err err;
	int count;
	const struct known_query likely[] = {
		{ .given_name = "Maryam", .family_name = "Haydari" },
		{ .given_name = "Haidari", .family_name = "Mariam" },
		{ .own_script = "مریم حیدری" },
		{ .given_name = "Mariam", .family_name = "Haidari", .born = "1991-01-01" },
		{ .given_name = "Mariam", .phone = "+31612345678" },
		{ .given_name = "Mariam", .phone = "06 1234 5678" },
	};
	const struct known_query unlikely[] = {
		{ .given_name = "Peter", .family_name = "Nowak" },
		{ .given_name = "Mariam", .family_name = "Haidari", .born = "1950-06-07" },
		{ .family_name = "Nowak", .given_name = "Mariam" },
		{ .given_name = NULL },
	};

	person_commit(change);
	for (size_t i = 0; i < sizeof(likely) / sizeof(likely[0]); i++) {
		assert_int_equal(find_known(*state, &tester, &likely[i], 5, &hits, &count, &err), ST_OK);
		if (count != 1 || !id_same(hits[0].person, id) || !hits[0].reasons)
			fail_msg("not known: %zu", i);
		if (i == 1)
			assert_true(hits[0].reasons & FIND_OTHER_ORDER);
		free(hits);
	}
	for (size_t i = 0; i < sizeof(unlikely) / sizeof(unlikely[0]); i++) {
		assert_int_equal(find_known(*state, &tester, &unlikely[i], 5, &hits, &count, &err), ST_OK);
		if (count)
			fail_msg("known though unlikely: %zu (%.2f)", i, hits[0].score);
		free(hits);
	}
}

/* Whatever stands in the field, find answers. */
static void bears_anything_typed(void **state)
{
	static const char *const typed[] = {
		"%", "_", "'; DROP TABLE person; --", "\"", "\xff\xfe", "\x1b[2J", "🙂🙂", "a b c d e f g h i j k l m n o p q r s",
		"0000000000000000000000000000000000", "@", "@@", "+", "-", "ʿʾ", "ا", "毛", "HA-", "1 2 3 4 5 6 7 8 9",
	};
	struct change *change = change_begin(*state, &tester);
	char *lengthy = calloc(20001, 1);

	PERSON(change, { "given_name", "Mariam" });
	person_commit(change);
	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++)
		assert_true(count_found(*state, &tester, typed[i], NULL) <= 1);
	memset(lengthy, 'm', 20000);
	assert_true(count_found(*state, &tester, lengthy, NULL) <= 1);
	for (size_t i = 0; i < 20000; i += 7)
		lengthy[i] = ' ';
	assert_true(count_found(*state, &tester, lengthy, NULL) <= 1);
	free(lengthy);
}

static void rebuilds(void **state)
{
	struct store *store = *state;
	bool stale = true;
	struct change *change = change_begin(store, &tester);
	struct id id = PERSON(change, { "given_name", "Mariam" });
	struct err err;

	person_commit(change);
	assert_int_equal(search_is_stale(store, &stale, &err), ST_OK);
	assert_false(stale);
	assert_int_equal(setting_set(store, "search_version", "0", &err), ST_OK);
	assert_int_equal(find_ready(store, NULL, NULL, &err), ST_OK);
	assert_true(finds(store, "mariam", id));
	sound_index(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(any_spelling),      SCRATCH_TEST(says_why),        SCRATCH_TEST(numbers),
		SCRATCH_TEST(only_what_is_seen), SCRATCH_TEST(follows_changes), SCRATCH_TEST(leaves_no_trace),
		SCRATCH_TEST(large_blocks),      SCRATCH_TEST(known_people),    SCRATCH_TEST(rebuilds),
		SCRATCH_TEST(bears_anything_typed),
	};

	return SCRATCH_RUN(tests);
}
