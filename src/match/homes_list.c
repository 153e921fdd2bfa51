/* SPDX-License-Identifier: EUPL-1.2 */
/* The homes for one person's household, by the criteria of the day; see homes.h. */
#include <stdlib.h>

#include "base/mem.h"
#include "match/homes_own.h"
#include "match/propose.h"
#include "store/sealed.h"

QUERY(standing, "match.homes_standing", QUERY_INTERACTIVE,
	"SELECT a.id FROM placement a WHERE a.person = :id AND a.gone = 0 AND a.state IN ('offered', 'accepted') UNION ALL"
	" SELECT a.id FROM person me JOIN person p ON p.household = me.household AND p.gone = 0"
	" JOIN placement a ON a.person = p.id AND a.gone = 0 AND a.state IN ('offered', 'accepted') WHERE me.id = :id LIMIT 1");

static enum status read_facts(struct store *store, const struct actor *actor, struct id person, struct match_homes *out,
	struct err *err)
{
	const struct match_pick pick = { .application = out->search.need, .rule = &out->rule };
	enum status st;

	if (!id_none(out->search.need))
		return match_read(store, actor, MATCH_HOMES, &pick, &out->facts, err);
	st = homes_read_unsaid(store, actor, person, &out->search, &out->facts, err);
	return st == ST_OK ? match_columns_read(store, actor, &out->rule, &out->facts, err) : st;
}

/* Criteria are the town's, whichever file is open. */
static struct store *town_of(struct store *store)
{
	return store_town(store) ? store_town(store) : store;
}

/* ---- what nearly fits ---- */

struct near_miss { int misses, at; struct match_rank rank; };

static int misses_of(const struct match_homes *homes, const struct match_rank *rank)
{
	int misses = 0;

	for (int i = 0; i < homes->rule.count && homes->rule.criterion[i].condition; i++) {
		const struct match_criterion *by = &homes->rule.criterion[i];

		misses += by->measure->share(&homes->facts, by, rank->candidate, rank->place) == MEASURE_MISSED;
	}
	return misses;
}

static int fewer(const void *left, const void *right)
{
	const struct near_miss *a = left, *b = right;

	return a->misses != b->misses ? a->misses - b->misses : a->at - b->at;
}

/* Behind those that fit: what lacks least first, else by points as they are. */
static void order_misses(struct match_homes *homes)
{
	int n = homes->count - homes->fitting;
	struct match_rank *rest = homes->rank + homes->fitting;
	struct near_miss *all = mem_array((size_t)n + 1, sizeof(*all));

	for (int i = 0; i < n; i++)
		all[i] = (struct near_miss){ misses_of(homes, &rest[i]), i, rest[i] };
	qsort(all, (size_t)n, sizeof(*all), fewer);
	for (int i = 0; i < n; i++)
		rest[i] = all[i].rank;
	free(all);
}

/* An offer to anybody in the household whose answer is awaited, or a move. */
static enum status read_offered(struct store *store, struct id person, bool *offered, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &standing, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", person);
	st = stmt_step(stmt, err);
	*offered = st == ST_OK;
	if (st == ST_OK)
		stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status match_homes_of(struct store *store, const struct actor *actor, struct id person, int most,
	struct match_homes *out, struct err *err)
{
	enum status st;

	*out = (struct match_homes){ .count = 0 };
	st = home_search_of(store, actor, person, &out->search, err);
	if (st == ST_OK)
		st = match_rule_on(town_of(store), MATCH_HOMES, "", &out->rule, err);
	if (st == ST_OK)
		st = read_facts(store, actor, person, out, err);
	if (st == ST_OK)
		st = read_offered(store, person, &out->offered, err);
	if (st != ST_OK) {
		match_homes_clear(out);
		return st;
	}
	out->rank = match_rank(&out->facts, &out->rule, 0, &out->count);
	while (out->fitting < out->count && out->rank[out->fitting].score.admissible)
		out->fitting++;
	order_misses(out);
	if (most > 0 && out->count > most)
		out->count = most;
	return ST_OK;
}

void match_homes_clear(struct match_homes *homes)
{
	match_facts_clear(&homes->facts);
	match_rule_clear(&homes->rule);
	free(homes->rank);
	*homes = (struct match_homes){ .count = 0 };
}

static enum status offer_alone(struct store *store, const struct actor *actor, struct id person, struct id home,
	struct date answer_by, struct id *set, struct err *err)
{
	struct change *change = change_begin(store, actor);
	struct id placement = { { 0 } };
	enum status st = home_offer(change, person, home, answer_by, &placement, err);

	if (st == ST_OK)
		st = change_commit(change, set, NULL, err);
	change_free(change);
	return st;
}

enum status match_homes_offer(struct store *store, const struct actor *actor, struct id person, struct id home,
	struct date answer_by, struct id *set, struct err *err)
{
	struct home_search search;
	enum status st = home_search_of(store, actor, person, &search, err);

	if (st != ST_OK)
		return st;
	if (id_none(search.need) || store_town(store))
		return offer_alone(store, actor, person, home, answer_by, set, err);
	return propose_home(store, actor, search.need, home, answer_by, NULL, set, err);
}
