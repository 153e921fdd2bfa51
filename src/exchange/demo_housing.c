/* SPDX-License-Identifier: EUPL-1.2 */
/* The demonstration's homes: where people stayed before they had one, what they looked for, what they declined, who came
 * to see them afterwards, and who helped with the rent. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "exchange/demotell.h"
#include "store/query.h"

QUERY(home_there, "demo.home", QUERY_BATCH,
	"SELECT 1 FROM stay WHERE person = :id AND gone = 0 AND until IS NULL AND place = 'own_home'");
QUERY(visit_there, "demo.visit", QUERY_BATCH,
	"SELECT id FROM visit WHERE person = :id AND gone = 0 AND state = 'planned' ORDER BY due LIMIT 1");
QUERY(need_there, "demo.need", QUERY_BATCH,
	"SELECT id FROM need WHERE person = :id AND gone = 0 AND state = 'open' LIMIT 1");

#define SETTLED 160     /* who came longer ago and has no home of the city's lives with others or rents */

static long home_day(const struct life *life)
{
	const struct life_step *step = life_stage(life, "housing");

	return step ? step->done : 0;
}

/* Whether the plan leads to a home at all: some live with others from the first day. */
static bool looks_for_home(const struct life *life)
{
	const struct life_step *step = life_stage(life, "housing");

	return step && !str_same(step->state, "not_needed") && !str_same(step->state, "given_up");
}

/* One row of one column by :id; the id none: there is none. */
static struct id look(struct telling *telling, const struct life *life, const struct query *query, bool *found)
{
	struct stmt *stmt;
	struct id id = { { 0 } };

	*found = false;
	if (store_query(telling->store, query, &stmt, NULL) != ST_OK)
		return id;
	stmt_id(stmt, "id", tell_known(telling, life)->person);
	if (stmt_step(stmt, NULL) == ST_OK) {
		*found = true;
		if (query != &home_there)
			id = stmt_get_id(stmt, 0);
	}
	stmt_reset(stmt);
	return id;
}

/* ---- places of stay ---- */

static long day_of_stay(const struct life *life, const struct world *world, struct dice *dice)
{
	(void)world;
	(void)dice;
	return life_stage(life, "housing") ? life->arrived : 0;
}

static void tell_stay(struct telling *telling, const struct life *life, struct dice *dice)
{
	static const char *const later[] = { "family", "rental", "family" };
	long home = home_day(life), waited = (home ? home : telling->world.today) - life->arrived;
	bool reception = looks_for_home(life) && (waited < SETTLED || (home && waited < 2 * SETTLED));
	struct change_item *item = tell_of(telling, life, "stay");

	if (reception)
		tell_put(item, "place", dice_chance(dice, 0.08) ? "shelter" : "reception");
	else
		tell_put(item, "place", later[dice_below(dice, (int)ARRAY_LEN(later))]);
	tell_put_day(item, "since", life->arrived);
	if (reception)
		tell_put(item, "address", N_("Reception centre, North Quay 2"));
	tell_put_id(item, "neighbourhood", telling->quarter[reception ? 0 : dice_below(dice, 8)]);
	if (!telling->by_day && home)
		tell_put_day(item, "until", home);
}

/* Whoever has a home by the plan, and none of the city's, found one; members of a household go along. */
static long day_of_rental(const struct life *life, const struct world *world, struct dice *dice)
{
	(void)dice;
	return world->people <= DEMO_TOLD_BY_DAY && home_day(life) ? home_day(life) : 0;
}

static void tell_rental(struct telling *telling, const struct life *life, struct dice *dice)
{
	struct change_item *item;
	struct id need;
	bool there, looks;

	look(telling, life, &home_there, &there);
	if (there)
		return;
	need = look(telling, life, &need_there, &looks);
	if (looks && life->index % 3)   /* some rent for a while, and look for a home all the same */
		tell_put(change_update(telling->change, register_kind("need"), need, 0), "state", "met");
	item = tell_of(telling, life, "stay");
	tell_put(item, "place", life->index == life->head ? "rental" : "own_home");
	tell_put_day(item, "since", home_day(life));
	tell_put_id(item, "neighbourhood", telling->quarter[dice_below(dice, 8)]);
}

/* ---- what is looked for ---- */

static long day_of_need(const struct life *life, const struct world *world, struct dice *dice)
{
	long home = home_day(life), day = life->arrived + 6 + dice_below(dice, 10);

	if (life->index != life->head || !looks_for_home(life) || (home && day >= home))
		return 0;
	return home || world->today - life->arrived < SETTLED ? day : 0;
}

static void tell_wish(struct telling *telling, struct id need, int quarter)
{
	struct change_item *item = tell_new(telling, "preference", NULL);

	tell_put_id(item, "need", need);
	tell_put_id(item, "neighbourhood", telling->quarter[quarter]);
}

/* Of every sixth household nobody has asked yet. */
static void tell_asked(struct change_item *item, const struct life *life, const char *field, bool is)
{
	if (is || life->index % 6)
		tell_put(item, field, is ? "yes" : "no");
}

static void tell_need(struct telling *telling, const struct life *life, struct dice *dice)
{
	int people = life->household, first = dice_below(dice, 8), wishes = dice_below(dice, 4);
	struct id need = { { 0 } };
	struct change_item *item = tell_new(telling, "need", &need);

	tell_put_id(item, "person", tell_known(telling, life)->person);
	if (people == 1)
		tell_put(item, "people", "1");      /* a household's own number comes along by itself */
	tell_put_number(item, "bedrooms", (people + 1) / 2);
	tell_put_number(item, "max_rent", 420 + 130 * people + 10 * dice_below(dice, 20));
	tell_asked(item, life, "step_free", dice_chance(dice, 0.06));
	tell_asked(item, life, "pets", dice_chance(dice, 0.08));
	tell_put(item, "wishes_asked", life->index % 4 ? "yes" : NULL);
	if (dice_chance(dice, 0.4)) {
		tell_put_id(item, "near", telling->quarter[(first + 3) % 8]);
		tell_put(item, "near_for", dice_chance(dice, 0.5) ? "school" : "work");
		tell_put_number(item, "within", dice_between(dice, 2, 5));
	}
	/* A large town is told on one day; everybody asked in their first weeks. */
	tell_put_day(item, "asked", telling->by_day ? telling->day : life->arrived + 6);
	if (!telling->by_day && home_day(life))
		tell_put(item, "state", "met");
	for (int i = 0; i < wishes; i++)
		tell_wish(telling, need, (first + i) % 8);
}

/* ---- an offer that came to nothing ---- */

static long day_of_declined(const struct life *life, const struct world *world, struct dice *dice)
{
	long home = home_day(life), day = home - 20 - dice_below(dice, 12);

	(void)world;
	return home && life->index == life->head && day > life->arrived + 20 && dice_chance(dice, 0.3) ? day : 0;
}

static void tell_declined(struct telling *telling, const struct life *life, struct dice *dice)
{
	static const struct { const char *why, *words; } reasons[] = {
		{ "far", N_("An hour by bus to the school, with two changes.") }, { "small", NULL }, { "stairs", N_("The lift is out of order.") },
		{ "rent", NULL }, { "neighbourhood", NULL }, { "owner", NULL }, { "not_said", NULL },
	};
	long day = day_of_declined(life, &telling->world, dice);
	int why = dice_below(dice, (int)ARRAY_LEN(reasons));
	struct id home = tell_home(telling, dice, "withdrawn");
	struct change_item *item = tell_of(telling, life, "placement");

	tell_put_id(item, "dwelling", home);
	tell_put(item, "state", "declined");
	tell_put_day(item, "offered", day - 5);
	tell_put_day(item, "answer_by", day + 2);
	tell_put_day(item, "answered", day);
	tell_put(item, "why", reasons[why].why);
	tell_put(item, "reason", reasons[why].words);
}

/* ---- after the move ---- */

static long visited(const struct life *life, const struct world *world, long after)
{
	return world->people <= DEMO_TOLD_BY_DAY && life->index == life->head && home_day(life) ? home_day(life) + after : 0;
}

static long day_of_first_visit(const struct life *life, const struct world *world, struct dice *dice)
{
	(void)dice;
	return visited(life, world, 13);
}

static long day_of_second_visit(const struct life *life, const struct world *world, struct dice *dice)
{
	(void)dice;
	return visited(life, world, 91);
}

static void tell_visit(struct telling *telling, const struct life *life, struct dice *dice)
{
	static const char *const findings[] = { "well", "well", "well", "well", "furniture", "papers", "repairs, papers",
		"neighbours" };
	static const char *const next[] = { NULL, NULL, NULL, NULL, N_("Ask the furniture store"), N_("Letters come along next time"),
		N_("Ring the owner about the heating"), N_("Talk with both at the neighbourhood house") };
	bool there;
	struct id visit = look(telling, life, &visit_there, &there);
	int what = dice_below(dice, (int)ARRAY_LEN(findings));
	struct change_item *item;

	if (!there)
		return;
	item = change_update(telling->change, register_kind("visit"), visit, 0);
	tell_put(item, "state", "kept");
	tell_put_day(item, "day", telling->day);
	tell_put(item, "findings", findings[what]);
	tell_put(item, "next", next[what]);
}

static long day_of_subsidy(const struct life *life, const struct world *world, struct dice *dice)
{
	long home = home_day(life);

	(void)world;
	return home && life->index == life->head && dice_chance(dice, 0.45) ? home + 10 + dice_below(dice, 30) : 0;
}

static void tell_subsidy(struct telling *telling, const struct life *life, struct dice *dice)
{
	long home = home_day(life), today = telling->world.today, until = home + 730;
	bool fresh = home + 45 > today, rent = dice_chance(dice, 0.7);
	struct change_item *item = tell_of(telling, life, "subsidy");

	tell_put(item, "what", rent ? "rent" : dice_chance(dice, 0.5) ? "deposit" : "furniture");
	tell_put_day(item, "asked", home + 5 < telling->day ? home + 5 : home);
	tell_put(item, "state", fresh ? "asked" : until < today + 40 ? "ended" : "granted");
	if (fresh)
		return;
	tell_put_day(item, "decided", day_of_subsidy(life, &telling->world, dice) ? telling->day : home + 40);
	tell_put_number(item, "amount", rent ? 120 + 10 * dice_below(dice, 18) : 800 + 50 * dice_below(dice, 12));
	if (rent) {
		tell_put_day(item, "starts", home);
		tell_put_day(item, "until", until);
	}
}

const struct demo_chapter demo_housing[] = {
	{ day_of_stay, tell_stay, false },
	{ day_of_rental, tell_rental, false },
	{ day_of_need, tell_need, false },
	{ day_of_declined, tell_declined, false },
	{ day_of_first_visit, tell_visit, false },
	{ day_of_second_visit, tell_visit, false },
	{ day_of_subsidy, tell_subsidy, false },
	{ NULL, NULL, false },
};

/* ---- the town's homes ---- */

/* With dice of its own: what is drawn besides stays as it was. */
void tell_home_more(struct telling *telling, struct change_item *item, int rooms, const char *state, struct dice dice)
{
	static const char *const kinds[] = { "company", "company", "private", "city", "organisation" };
	static const char *const classes[] = { "a", "b", "c", "d", "e" };
	long next = telling->world.today + dice_between(&dice, 3, 350), checked = next - 365;

	tell_put(item, "owner_kind", kinds[dice_below(&dice, (int)ARRAY_LEN(kinds))]);
	tell_put_number(item, "bedrooms", rooms > 1 ? rooms - 1 : 1);
	tell_put_number(item, "people", rooms + dice_below(&dice, 2));
	tell_put_number(item, "size", 14 + 17 * rooms + dice_below(&dice, 9));
	tell_put_number(item, "service_costs", 25 + 5 * dice_below(&dice, 9));
	tell_put_number(item, "deposit", 400 + 150 * rooms);
	tell_put(item, "pets", dice_chance(&dice, 0.4) ? "yes" : "no");
	tell_put(item, "energy", classes[dice_below(&dice, (int)ARRAY_LEN(classes))]);
	if (str_same(state, "free") && dice_chance(&dice, 0.4))
		tell_put_day(item, "available", telling->world.today + dice_between(&dice, 5, 45));
	tell_put_day(item, "next_check", next);
	if (checked <= telling->day) {
		tell_put_day(item, "checked", checked);
		tell_put(item, "check_result", dice_chance(&dice, 0.85) ? "passed" : "defects");
	}
}
