/* SPDX-License-Identifier: EUPL-1.2 */
/* Which caps hold and who named their neighbourhoods; and the stages of a round under them. */
#include "match/caps.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cases/cap.h"

/* Where the household would like to live, and what it would like to be near. */
QUERY(named_by, "caps.named_by", QUERY_INTERACTIVE,
	"SELECT neighbourhood FROM preference WHERE need = :id AND gone = 0 AND neighbourhood IS NOT NULL"
	" UNION ALL SELECT near FROM need WHERE id = :id AND near IS NOT NULL");

QUERY(locked_of, "caps.locked_of", QUERY_INTERACTIVE,
	"SELECT d.neighbourhood, p.need FROM home_proposal p JOIN dwelling d ON d.id = p.dwelling WHERE p.round = :id"
	" AND p.gone = 0 AND p.state = 'proposed' AND p.locked = 1");

static int cap_of(const struct match_caps *caps, struct id neighbourhood)
{
	int low = 0, high = caps->count;

	while (low < high) {
		int middle = low + (high - low) / 2;
		int order = memcmp(caps->neighbourhood[middle].b, neighbourhood.b, sizeof(neighbourhood.b));

		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return -1;
}

static enum status read_named(struct store *store, const struct match_facts *facts, struct match_caps *caps,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < facts->n_candidates; i++) {
		st = store_query(store, &named_by, &stmt, err);
		if (st != ST_OK)
			return st;
		stmt_id(stmt, "id", facts->candidate[i].application);
		while ((st = stmt_step(stmt, err)) == ST_OK) {
			int cap = cap_of(caps, stmt_get_id(stmt, 0));

			if (cap >= 0)
				caps->named[(size_t)i * caps->words + (unsigned)cap / 32] |= UINT32_C(1) << ((unsigned)cap % 32);
		}
		if (st == ST_DONE)
			st = ST_OK;
	}
	return st;
}

enum status match_caps_read(struct store *store, const struct match_facts *facts, struct match_caps *out,
	struct err *err)
{
	struct cap *cap;
	int n;
	enum status st;

	*out = (struct match_caps){ .count = 0 };
	if (facts->ops->what != MATCH_HOMES)
		return ST_OK;
	st = caps_on(store, facts->day, &cap, &n, err);
	if (st != ST_OK || n == 0) {
		free(cap);
		return st;
	}
	*out = (struct match_caps){ .count = n, .words = ((unsigned)n + 31) / 32, .cap = mem_array((size_t)n, sizeof(struct id)),
		.neighbourhood = mem_array((size_t)n, sizeof(struct id)), .most = mem_array((size_t)n, sizeof(int)),
		.of_place = mem_array((size_t)facts->n_places, sizeof(int)) };
	out->named = mem_array((size_t)facts->n_candidates * out->words, sizeof(*out->named));
	for (int i = 0; i < n; i++) {
		out->cap[i] = cap[i].id;
		out->neighbourhood[i] = cap[i].neighbourhood;
		out->most[i] = (int)cap[i].most;
	}
	free(cap);
	for (int p = 0; p < facts->n_places; p++)
		out->of_place[p] = cap_of(out, facts->place[p].neighbourhood);
	st = read_named(store, facts, out, err);
	if (st != ST_OK)
		match_caps_clear(out);
	return st;
}

static enum status keep_one(struct store *store, struct match_caps *caps, int cap, struct id need, struct err *err)
{
	struct stmt *stmt;
	bool named = false;
	enum status st = store_query(store, &named_by, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", need);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		named |= cap_of(caps, stmt_get_id(stmt, 0)) == cap;
	caps->kept[cap] += !named;
	return st == ST_DONE ? ST_OK : st;
}

enum status match_caps_keep(struct store *store, struct id round, struct match_caps *caps, struct err *err)
{
	struct stmt *stmt;
	enum status st;

	if (caps->count == 0 || id_none(round))
		return ST_OK;
	caps->kept = mem_array((size_t)caps->count, sizeof(*caps->kept));
	st = store_query(store, &locked_of, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", round);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		int cap = cap_of(caps, stmt_get_id(stmt, 0));

		if (cap >= 0)
			st = keep_one(store, caps, cap, stmt_get_id(stmt, 1), err);
		if (st != ST_OK)
			return st;
	}
	return st == ST_DONE ? ST_OK : st;
}

void match_caps_clear(struct match_caps *caps)
{
	free(caps->kept);
	free(caps->cap);
	free(caps->neighbourhood);
	free(caps->most);
	free(caps->of_place);
	free(caps->named);
	*caps = (struct match_caps){ .count = 0 };
}

bool match_caps_named(const struct match_caps *caps, int candidate, int cap)
{
	return caps->named[(size_t)candidate * caps->words + (unsigned)cap / 32] >> ((unsigned)cap % 32) & 1;
}

/* How many more households that did not name the neighbourhood may get a home there. */
static int room_of(const struct match_caps *caps, int cap)
{
	int left = caps->most[cap] - (caps->kept ? caps->kept[cap] : 0);

	return left > 0 ? left : 0;
}

static int cap_at(const struct match_caps *caps, int place)
{
	return caps->count ? caps->of_place[place] : -1;
}

#define OPEN 255       /* of a person: no stage settled it yet */

bool match_caps_open(const struct match_capped *capped, int person, int place)
{
	int cap = cap_at(capped->caps, place);

	if (capped->stage[person] != OPEN)
		return false;
	return capped->now != CAPS_LEFT || cap < 0 || match_caps_named(capped->caps, person, cap);
}

/* A stage: the pairs that are open, the seats that are left, and the caps where they are to hold. */
struct stage {
	struct assign_problem problem;
	struct assign_place *places;
	struct assign_pair *pairs;
	int *caps;                   /* what is left of them */
};

static void stage_begin(const struct assign_problem *whole, const struct match_capped *capped, struct stage *out)
{
	*out = (struct stage){ .problem = *whole };
	if (capped->now == CAPS_FREE)
		return;
	out->places = mem_array((size_t)whole->n_places, sizeof(*out->places));
	out->pairs = mem_array(whole->n_pairs, sizeof(*out->pairs));
	memcpy(out->places, whole->places, (size_t)whole->n_places * sizeof(*out->places));
	for (int i = 0; i < whole->n_people; i++)
		if (capped->stage[i] != OPEN && capped->place[i] >= 0)
			out->places[capped->place[i]].seats--;
	out->problem.n_pairs = 0;
	for (size_t i = 0; i < whole->n_pairs; i++)
		if (match_caps_open(capped, whole->pairs[i].person, whole->pairs[i].place))
			out->pairs[out->problem.n_pairs++] = whole->pairs[i];
	out->problem.places = out->places;
	out->problem.pairs = out->pairs;
	if (capped->now == CAPS_LEFT)
		return;
	for (int p = 0; p < whole->n_places; p++)
		out->places[p].group = cap_at(capped->caps, p);
	out->caps = mem_array((size_t)capped->caps->count, sizeof(*out->caps));
	for (int c = 0; c < capped->caps->count; c++)
		out->caps[c] = room_of(capped->caps, c) - (capped->now == CAPS_REST ? capped->counted[c] : 0);
	out->problem.n_groups = capped->caps->count;
	out->problem.caps = out->caps;
}

static enum status stage_solve(const struct assign_problem *whole, struct match_capped *capped, enum caps_stage now,
	struct err *err)
{
	struct stage stage;
	enum status st;

	capped->now = now;
	stage_begin(whole, capped, &stage);
	st = assign_solve(&stage.problem, &capped->of[now], err);
	if (st == ST_OK)
		st = assign_certify(&stage.problem, capped->of[now], err);
	free(stage.places);
	free(stage.pairs);
	free(stage.caps);
	if (st != ST_OK)
		return st;
	capped->stages++;
	for (int i = 0; i < whole->n_people; i++)
		if (capped->stage[i] == OPEN)
			capped->place[i] = capped->of[now]->place[i];
	return ST_OK;
}

/* Settles who got a home in a capped neighbourhood: in the first stage those who named it, in the second the others. */
static void settle(struct match_capped *capped, enum caps_stage now)
{
	for (int i = 0; i < capped->n_people; i++) {
		int cap = capped->place[i] < 0 ? -1 : cap_at(capped->caps, capped->place[i]);

		if (capped->stage[i] == OPEN && cap >= 0 && match_caps_named(capped->caps, i, cap) == (now == CAPS_FREE))
			capped->stage[i] = (unsigned char)now;
	}
}

/* Whoever is not settled yet, or of these whoever has a home now. */
static void settle_all(struct match_capped *capped, bool placed)
{
	for (int i = 0; i < capped->n_people; i++)
		if (capped->stage[i] == OPEN && (!placed || capped->place[i] >= 0))
			capped->stage[i] = (unsigned char)capped->now;
}

static void count(struct match_capped *capped, int *wished, int *counted)
{
	memset(wished, 0, (size_t)capped->caps->count * sizeof(*wished));
	memset(counted, 0, (size_t)capped->caps->count * sizeof(*counted));
	for (int i = 0; i < capped->n_people; i++) {
		int cap = capped->place[i] < 0 ? -1 : cap_at(capped->caps, capped->place[i]);

		if (cap >= 0)
			(match_caps_named(capped->caps, i, cap) ? wished : counted)[cap]++;
	}
}

static bool above(const struct match_capped *capped)
{
	for (int c = 0; c < capped->caps->count; c++)
		if (capped->counted[c] > room_of(capped->caps, c))
			return true;
	return false;
}

static bool binds(const struct assign_value *price)
{
	for (int phase = 0; phase < ASSIGN_PHASES; phase++)
		if (price->at[phase] != 0)
			return true;
	return false;
}

/* Somebody who is not settled named a neighbourhood whose cap keeps people out, and a home stands free there. */
static bool something_left(const struct assign_problem *whole, const struct match_capped *capped)
{
	int *seats = mem_array((size_t)capped->caps->count, sizeof(*seats));
	bool left = false;

	for (int p = 0; p < whole->n_places; p++)
		if (cap_at(capped->caps, p) >= 0)
			seats[cap_at(capped->caps, p)] += whole->places[p].seats;
	for (int i = 0; i < whole->n_people; i++)
		if (capped->place[i] >= 0 && cap_at(capped->caps, capped->place[i]) >= 0)
			seats[cap_at(capped->caps, capped->place[i])]--;
	for (int i = 0; i < whole->n_people && !left; i++)
		for (int c = 0; capped->stage[i] == OPEN && c < capped->caps->count; c++)
			left |= seats[c] > 0 && binds(&capped->of[CAPS_HELD]->group_price[c]) && match_caps_named(capped->caps, i, c);
	free(seats);
	return left;
}

/* Somebody has nothing, and a home stands free where the cap is not used up. */
static bool something_else(const struct assign_problem *whole, const struct match_capped *capped)
{
	bool *taken = mem_array((size_t)whole->n_places, sizeof(*taken)), nobody = false, room = false;

	for (int i = 0; i < whole->n_people; i++)
		if (capped->place[i] >= 0)
			taken[capped->place[i]] = true;
		else
			nobody = true;
	for (int p = 0; p < whole->n_places && !room; p++) {
		int cap = cap_at(capped->caps, p);

		room = whole->places[p].seats > 0 && !taken[p] && cap >= 0 && capped->counted[cap] < room_of(capped->caps, cap);
	}
	free(taken);
	return nobody && room;
}

static enum status solve_left(const struct assign_problem *whole, struct match_capped *capped, struct err *err)
{
	enum status st = stage_solve(whole, capped, CAPS_LEFT, err);

	if (st != ST_OK)
		return st;
	count(capped, capped->wished, capped->counted);
	if (!something_else(whole, capped))
		return ST_OK;
	settle_all(capped, true);
	return stage_solve(whole, capped, CAPS_REST, err);
}

static void add_totals(const struct assign_problem *whole, struct match_capped *capped)
{
	/* The points of a pair stand with the stage that settled it. */
	for (int i = 0; i < whole->n_people; i++) {
		const int *places;
		const int64_t *points;
		int n, place = capped->place[i];

		if (place < 0)
			continue;
		capped->total[ASSIGN_PLACED]++;
		capped->total[ASSIGN_WAITED] += whole->people[i].waited;
		capped->total[ASSIGN_LOTS] += whole->people[i].lot;
		capped->total[ASSIGN_WHICH] += assign_which(whole->people[i].lot, whole->places[place].key);
		n = assign_pairs(capped->of[capped->stage[i]], i, &places, &points);
		for (int k = 0; k < n; k++)
			if (places[k] == place)
				capped->total[ASSIGN_POINTS] += points[k];
	}
}

enum status match_caps_solve(const struct assign_problem *problem, const struct match_caps *caps,
	struct match_capped *out, struct err *err)
{
	size_t people = (size_t)problem->n_people, n = (size_t)caps->count;
	enum status st;

	*out = (struct match_capped){ .caps = caps, .n_people = problem->n_people, .n_places = problem->n_places,
		.place = mem_array(people, sizeof(int)), .stage = mem_array(people, 1), .free = mem_array(n, sizeof(int)),
		.wished = mem_array(n, sizeof(int)), .counted = mem_array(n, sizeof(int)) };
	memset(out->stage, OPEN, people);
	st = stage_solve(problem, out, CAPS_FREE, err);
	if (st == ST_OK)
		count(out, out->wished, out->counted);
	for (size_t c = 0; c < n; c++)
		out->free[c] = out->wished[c] + out->counted[c];
	if (st == ST_OK && above(out)) {
		settle(out, CAPS_FREE);
		st = stage_solve(problem, out, CAPS_HELD, err);
		if (st == ST_OK)
			settle(out, CAPS_HELD);
		if (st == ST_OK && something_left(problem, out))
			st = solve_left(problem, out, err);
	}
	if (st != ST_OK) {
		match_capped_clear(out);
		return st;
	}
	settle_all(out, false);
	count(out, out->wished, out->counted);
	add_totals(problem, out);
	return ST_OK;
}

void match_capped_clear(struct match_capped *capped)
{
	for (int i = 0; i < CAPS_STAGES; i++)
		assign_free(capped->of[i]);
	free(capped->place);
	free(capped->stage);
	free(capped->free);
	free(capped->wished);
	free(capped->counted);
	*capped = (struct match_capped){ .caps = NULL };
}
