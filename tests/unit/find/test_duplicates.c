/* SPDX-License-Identifier: EUPL-1.2 */
/* Doubles over the whole file: found once each, best first, and strangers left alone. */
#include "people.h"

#include "cases/cases.h"
#include "cases/duplicates.h"

struct seen { struct duplicate pair[64]; int count; int64_t told; };

static bool see(void *ctx, const struct duplicate *pair)
{
	struct seen *seen = ctx;

	seen->pair[seen->count++] = *pair;
	return seen->count < 64;
}

static struct seen hunt(struct store *store, const struct actor *actor, int limit, int64_t *found)
{
	struct seen seen = { .count = 0 };
	struct err err;

	if (duplicates_find(store, actor, 0, limit, see, NULL, &seen, found, &err) != ST_OK)
		fail_msg("%s", err.text);
	return seen;
}

static bool is_pair(const struct duplicate *pair, struct id a, struct id b)
{
	return (id_same(pair->one, a) && id_same(pair->other, b)) ||
	       (id_same(pair->one, b) && id_same(pair->other, a));
}

static void finds_doubles(void **state)
{
	struct change *change = change_begin(*state, &tester);
	struct id latin =
		PERSON(change, {"given_name", "Mariam"}, {"family_name", "Haidari"}, {"born", "1991-03-04"});
	struct id native = PERSON(change, { "own_script", "مریم حیدری" }, { "born", "1991" });
	struct id one = PERSON(change, {"given_name", "Olena"}, {"family_name", "Kravchuk"},
			       {"phone", "+31611111111"});
	struct id other = PERSON(change, {"given_name", "O."}, {"family_name", "Kravtchouk"},
				 {"phone", "+31611111111"});
	struct id call = PERSON(change, { "given_name", "Rahel" }, { "email", "rt@example.org" });
	struct id mail = PERSON(change, {"given_name", "Rahel"}, {"family_name", "Tesfay"},
				{"email", "rt@example.org"});
	struct seen seen;
	int64_t found;

	PERSON(change, { "given_name", "Mariam" }, { "family_name", "Haidari" }, { "born", "1950-01-02" });
	PERSON(change, { "given_name", "Peter" }, { "family_name", "Nowak" });
	PERSON(change, { "given_name", "Petra" }, { "family_name", "Horvat" });
	person_commit(change);
	seen = hunt(*state, &tester, 20, &found);
	assert_int_equal(seen.count, found);
	assert_int_equal(seen.count, 3);
	for (int i = 0; i < seen.count; i++) {
		assert_true(is_pair(&seen.pair[i], latin, native) || is_pair(&seen.pair[i], one, other) ||
			is_pair(&seen.pair[i], call, mail));
		assert_true(!i || seen.pair[i - 1].score >= seen.pair[i].score);
		assert_true(seen.pair[i].reasons != 0);
		if (is_pair(&seen.pair[i], one, other))
			assert_true(seen.pair[i].reasons & FIND_PHONE);
		if (is_pair(&seen.pair[i], latin, native))
			assert_true(seen.pair[i].reasons & FIND_OTHER_SCRIPT);
	}
	seen = hunt(*state, &tester, 1, &found);
	assert_int_equal(seen.count, 1);
	assert_int_equal(found, 3);
}

static bool stop(void *ctx, int64_t done, int64_t people)
{
	struct seen *seen = ctx;

	(void)done;
	seen->told = people;
	return false;
}

static void can_be_stopped(void **state)
{
	struct change *change = change_begin(*state, &tester);
	struct seen seen = { .count = 0 };
	struct err err;

	PERSON(change, { "given_name", "Mariam" }, { "family_name", "Haidari" });
	PERSON(change, { "given_name", "Mariam" }, { "family_name", "Haidari" });
	person_commit(change);
	assert_int_equal(duplicates_find(*state, &tester, 0, 10, see, stop, &seen, NULL, &err), ST_CANCELLED);
	assert_int_equal(seen.count, 0);
	assert_int_equal(seen.told, 2);
}

/* Who does not see the names learns of no pair; who does not see births gets none by birth. */
static void by_sight(void **state)
{
	struct actor actor = tester;
	struct change *change = change_begin(*state, &tester);
	int64_t found;

	PERSON(change, { "given_name", "Mariam" }, { "family_name", "Haidari" }, { "born", "1991-03-04" });
	PERSON(change, { "given_name", "Mariam" }, { "family_name", "Haidari" }, { "born", "1991-03-04" });
	person_commit(change);
	actor.roles = ROLE_AUDITOR;
	assert_int_equal(hunt(*state, &actor, 10, &found).count, 0);
	actor.roles = ROLE_LANGUAGE;
	assert_int_equal(hunt(*state, &actor, 10, &found).pair[0].reasons & FIND_SAME_BIRTH, 0);
	actor.roles = ROLE_DESK;
	assert_true(hunt(*state, &actor, 10, &found).pair[0].reasons & FIND_SAME_BIRTH);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(finds_doubles), SCRATCH_TEST(can_be_stopped), SCRATCH_TEST(by_sight),
	};

	cases_init();
	return SCRATCH_RUN(tests);
}
