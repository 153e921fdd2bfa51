/* SPDX-License-Identifier: EUPL-1.2 */
/* The homes for one person's household, by the criteria of the day; see homes.h. */
#include <stdlib.h>

#include "match/homes_own.h"
#include "match/propose.h"
#include "store/sealed.h"

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
	if (st != ST_OK) {
		match_homes_clear(out);
		return st;
	}
	out->rank = match_rank(&out->facts, &out->rule, 0, &out->count);
	while (out->fitting < out->count && out->rank[out->fitting].score.admissible)
		out->fitting++;
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
