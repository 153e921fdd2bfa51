/* SPDX-License-Identifier: EUPL-1.2 */
/* Caps: none holds without decision and opinion, two never hold at once, and what was decided on stays. */
#include "tests/unit/cases/town.h"

#include "cases/cap.h"

#define DECIDED "council=City council", "decision=2026/117", "decided=2026-04-20"
#define JUDGED "opinion_by=Legal department", "opinion_on=2026-04-02", "opinion=allowed"

static void holds_on(struct store *store, const char *day, int count, int64_t most)
{
	struct cap *cap;
	int n;

	WELL(caps_on(store, day, &cap, &n, &err_));
	assert_int_equal(n, count);
	if (count)
		assert_int_equal(cap[0].most, most);
	free(cap);
}

static void none_holds_by_itself(void **state)
{
	struct id hill = make(*state, "neighbourhood", PAIRS("name=Hill"));

	holds_on(*state, "2026-05-04", 0, 0);
	make(*state, "cap", PAIRS(OF("neighbourhood", hill), "most=3"));
	holds_on(*state, "2026-05-04", 0, 0);
}

static void decision_and_opinion_are_needed(void **state)
{
	struct id hill = make(*state, "neighbourhood", PAIRS("name=Hill"));
	struct id cap = make(*state, "cap", PAIRS(OF("neighbourhood", hill), "most=3"));

	refused(*state, "cap", cap, PAIRS("state=in_force"), "council");
	refused(*state, "cap", cap, PAIRS("state=in_force", "council=City council"), "decision");
	refused(*state, "cap", cap, PAIRS("state=in_force", DECIDED), "opinion_by");
	refused(*state, "cap", cap, PAIRS("state=in_force", DECIDED, "opinion_by=Legal department"), "opinion_on");
	refused(*state, "cap", cap, PAIRS("state=in_force", DECIDED, JUDGED, "opinion="), "opinion");
	refused(*state, "cap", cap, PAIRS("state=in_force", DECIDED, JUDGED, "opinion=not_allowed"), "opinion");
	refused(*state, "cap", cap, PAIRS("state=in_force", DECIDED, JUDGED, "opinion=conditions"), "conditions");
	refused(*state, "cap", cap, PAIRS("state=in_force", DECIDED, JUDGED, "since=2026-04-19"), "since");
	refused(*state, "cap", NOBODY, PAIRS(OF("neighbourhood", hill), "most=3", "state=in_force"), "council");
	holds_on(*state, "2026-05-04", 0, 0);
	amend(*state, "cap", cap, PAIRS("state=in_force", DECIDED, JUDGED));
	HAS(*state, "cap", cap, "since", "2026-05-04");
	holds_on(*state, "2026-05-03", 0, 0);
	holds_on(*state, "2026-05-04", 1, 3);
	refused(*state, "cap", cap, PAIRS("opinion_by="), "opinion_by");
}

static void what_was_decided_stays(void **state)
{
	struct id hill = make(*state, "neighbourhood", PAIRS("name=Hill")), set;
	struct id cap = make(*state, "cap", PAIRS(OF("neighbourhood", hill), "most=3", DECIDED, JUDGED, "since=2026-05-01"));

	set = amend(*state, "cap", cap, PAIRS("most=4"));
	WELL(change_undo(*state, &everybody, set, NULL, &err_));
	amend(*state, "cap", cap, PAIRS("state=in_force"));
	refused(*state, "cap", cap, PAIRS("most=4"), "most");
	refused(*state, "cap", cap, PAIRS("decision=2026/118"), "decision");
	refused(*state, "cap", cap, PAIRS("state=proposed"), "state");
	amend(*state, "cap", cap, PAIRS("remark=Gazette 5/2026"));
	amend(*state, "cap", cap, PAIRS("state=ended"));
	HAS(*state, "cap", cap, "until", "2026-05-04");
	holds_on(*state, "2026-05-04", 0, 0);
}

static void one_at_a_time_holds(void **state)
{
	struct id hill = make(*state, "neighbourhood", PAIRS("name=Hill"));
	struct id mill = make(*state, "neighbourhood", PAIRS("name=Mill"));

	make(*state, "cap", PAIRS(OF("neighbourhood", hill), "most=3", DECIDED, JUDGED, "since=2026-05-01",
		"until=2026-12-31", "state=in_force"));
	refused(*state, "cap", NOBODY, PAIRS(OF("neighbourhood", hill), "most=5", DECIDED, JUDGED, "since=2026-12-31",
		"state=in_force"), "neighbourhood");
	refused(*state, "cap", NOBODY, PAIRS(OF("neighbourhood", hill), "most=5", DECIDED, JUDGED, "since=2026-06-01",
		"until=2026-05-31", "state=in_force"), "until");
	make(*state, "cap", PAIRS(OF("neighbourhood", hill), "most=5", DECIDED, JUDGED, "since=2027-01-01", "state=in_force"));
	make(*state, "cap", PAIRS(OF("neighbourhood", mill), "most=7", DECIDED, JUDGED, "since=2026-05-01", "state=in_force"));
	holds_on(*state, "2026-06-01", 2, 3);
	holds_on(*state, "2027-01-01", 2, 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(none_holds_by_itself),
		TOWN_TEST(decision_and_opinion_are_needed),
		TOWN_TEST(what_was_decided_stays),
		TOWN_TEST(one_at_a_time_holds),
	};

	return DOORS_RUN(tests);
}
