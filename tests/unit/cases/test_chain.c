/* SPDX-License-Identifier: EUPL-1.2 */
/* Steps that follow one another: targets move along, as far as there is somebody to move; never in a circle. */
#include "tests/unit/cases/town.h"

#include "cases/chain.h"

static struct id step(struct store *store, struct id person, const char *what, const char *target, struct id after,
	const char *gap)
{
	char w[40], t[40], g[40];

	snprintf(w, sizeof w, "what=%s", what);
	snprintf(t, sizeof t, "target=%s", target ? target : "");
	snprintf(g, sizeof g, "gap=%s", gap ? gap : "");
	if (id_none(after))
		return make(store, "step", PAIRS(OF("person", person), "stage=language", w, t));
	return make(store, "step", PAIRS(OF("person", person), "stage=language", w, t, OF("after", after), g));
}

/* Saves and says how many targets moved along. */
static int moves(struct store *store, struct id id, const char *const *pair)
{
	struct change *change = change_begin(store, &everybody);
	int n;

	struct id set;

	set_pairs(change_update(change, the("step"), id, 0), pair);
	WELL(change_commit(change, &set, NULL, &err_));
	n = chain_moved(store, set);
	change_free(change);
	town_is_right(store);
	return n;
}

static void later_targets_move_along(void **state)
{
	struct id one = make(*state, "person", PAIRS("given_name=Ana", "arrived=2026-05-03"));
	struct id test = step(*state, one, "Test", "2026-05-11", NOBODY, NULL);
	struct id course = step(*state, one, "Course", NULL, test, "3 weeks");
	struct id exam = step(*state, one, "Exam", NULL, course, "3 months");
	struct id card = step(*state, one, "Card", "2026-09-10", exam, NULL);

	HAS(*state, "step", course, "target", "2026-06-01");
	HAS(*state, "step", exam, "target", "2026-09-01");
	assert_int_equal(moves(*state, test, PAIRS("target=2026-05-18")), 3);
	HAS(*state, "step", course, "target", "2026-06-08");
	HAS(*state, "step", exam, "target", "2026-09-08");
	HAS(*state, "step", card, "target", "2026-09-17");
	/* Done earlier than planned. */
	assert_int_equal(moves(*state, test, PAIRS("done=2026-05-04")), 3);
	HAS(*state, "step", course, "target", "2026-05-25");
	HAS(*state, "step", exam, "target", "2026-08-25");
	HAS(*state, "step", card, "target", "2026-09-03");
	/* Once a step is done those before it move it no more. */
	assert_int_equal(moves(*state, course, PAIRS("state=not_needed")), 0);
	assert_int_equal(moves(*state, test, PAIRS("done=2026-05-02")), 0);
	HAS(*state, "step", exam, "target", "2026-08-25");
}

static void what_is_said_in_the_same_breath_holds(void **state)
{
	struct id one = make(*state, "person", PAIRS("given_name=Ana", "arrived=2026-05-03"));
	struct id test = step(*state, one, "Test", "2026-05-11", NOBODY, NULL);
	struct id course = step(*state, one, "Course", "2026-07-01", test, "3 weeks");
	struct change *change = change_begin(*state, &everybody);

	HAS(*state, "step", course, "target", "2026-07-01");
	WELL(change_set(change_update(change, the("step"), test, 0), "target", "2026-05-18", &err_));
	WELL(change_set(change_update(change, the("step"), course, 0), "target", "2026-07-15", &err_));
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	HAS(*state, "step", course, "target", "2026-07-15");
	/* Without its own word it follows again. */
	assert_int_equal(moves(*state, test, PAIRS("target=2026-05-19")), 1);
	HAS(*state, "step", course, "target", "2026-06-09");
	moves(*state, course, PAIRS("gap=1 week"));
	HAS(*state, "step", course, "target", "2026-05-26");
}

static void taking_it_back_moves_all_back(void **state)
{
	struct id one = make(*state, "person", PAIRS("given_name=Ana", "arrived=2026-05-03")), set;
	struct id test = step(*state, one, "Test", "2026-05-11", NOBODY, NULL);
	struct id course = step(*state, one, "Course", NULL, test, "10 working days");

	HAS(*state, "step", course, "target", "2026-05-25");
	set = amend(*state, "step", test, PAIRS("target=2026-05-18"));
	HAS(*state, "step", course, "target", "2026-06-01");
	WELL(change_undo(*state, &everybody, set, NULL, &err_));
	HAS(*state, "step", test, "target", "2026-05-11");
	HAS(*state, "step", course, "target", "2026-05-25");
}

static void nobody_waits_for_themselves(void **state)
{
	struct id one = make(*state, "person", PAIRS("given_name=Ana", "arrived=2026-05-03"));
	struct id two = make(*state, "person", PAIRS("given_name=Bo", "arrived=2026-05-03"));
	struct id a = step(*state, one, "A", "2026-05-11", NOBODY, NULL), b = step(*state, one, "B", NULL, a, "1 week");
	struct id c = step(*state, one, "C", NULL, b, "1 week"), other = step(*state, two, "D", NULL, NOBODY, NULL);

	refused(*state, "step", a, PAIRS(OF("after", c), "gap=1 week"), "after");
	refused(*state, "step", a, PAIRS(OF("after", a), "gap=1 week"), "after");
	refused(*state, "step", a, PAIRS(OF("after", other), "gap=1 week"), "after");
}

/* Random chains, moved at random places: every open step stands its gap behind the one before. */
static void long_chains_stay_chains(void **state)
{
	struct id one = make(*state, "person", PAIRS("given_name=Ana", "arrived=2026-05-03")), link[40];
	int gap[40];

	rng_seed(417);
	for (int i = 0; i < 40; i++) {
		char text[24];
		int before = i == 0 ? -1 : (int)rng_below((uint32_t)i);

		gap[i] = 1 + (int)rng_below(30);
		snprintf(text, sizeof text, "%d days", gap[i]);
		link[i] = step(*state, one, "Link", i == 0 ? "2026-05-11" : NULL, before < 0 ? NOBODY : link[before], text);
	}
	for (int round = 0; round < 30; round++) {
		char target[24];
		struct stmt *stmt;

		snprintf(target, sizeof target, "target=2026-%02u-%02u", 1 + rng_below(12), 1 + rng_below(28));
		amend(*state, "step", link[0], PAIRS(target));
		WELL(store_sql(*state, "SELECT count(*) FROM step b JOIN step a ON a.id = b.after WHERE"
			" b.target <> date(a.target, '+' || b.gap)", &stmt, &err_));
		WELL(stmt_step(stmt, &err_));
		assert_int_equal(stmt_get_int(stmt, 0), 0);
		stmt_reset(stmt);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(later_targets_move_along),
		TOWN_TEST(what_is_said_in_the_same_breath_holds),
		TOWN_TEST(taking_it_back_moves_all_back),
		TOWN_TEST(nobody_waits_for_themselves),
		TOWN_TEST(long_chains_stay_chains),
	};

	return DOORS_RUN(tests);
}
