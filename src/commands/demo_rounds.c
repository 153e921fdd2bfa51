/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The demonstration's rounds, computed when its town is written: of homes one in which
 * decisions were made and one that is still looked at; of jobs, courses and mentors one
 * each.  Above exchange, since what invents the town knows no criteria.
 */
#include "commands/demo_rounds.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "match/propose.h"
#include "match/round.h"

/* What is looked at in each: so many of the places, the first by their ids; none: all. */
static const struct demo_round {
	enum match_what what;
	int places;
	bool published;
	int confirmed, declined;
} rounds[] = {
	{ MATCH_HOMES, 4, true, 2, 1 },
	{ MATCH_HOMES, 0, false, 0, 0 },
	{ MATCH_COURSES, 0, true, 2, 1 },
	{ MATCH_JOBS, 0, false, 0, 0 },
	{ MATCH_MENTORS, 0, true, 1, 0 },
};

static int by_id(const void *a, const void *b)
{
	return memcmp(((const struct id *)a)->b, ((const struct id *)b)->b, sizeof(((const struct id *)a)->b));
}

/* At most `most` ids; the caller's to free(). */
static enum status first_places(struct store *store, const struct actor *actor, enum match_what what, int most, struct id **out,
	int *n, struct err *err)
{
	struct match_facts facts;
	enum status st = match_read(store, actor, what, NULL, &facts, err);

	if (st != ST_OK)
		return st;
	*out = mem_array((size_t)facts.n_places + 1, sizeof(**out));
	for (int i = 0; i < facts.n_places; i++)
		(*out)[i] = facts.place[i].id;
	qsort(*out, (size_t)facts.n_places, sizeof(**out), by_id);
	*n = facts.n_places < most ? facts.n_places : most;
	match_facts_clear(&facts);
	return ST_OK;
}

static enum status decide(struct store *store, const struct actor *actor, const struct demo_round *of, struct id round, struct err *err)
{
	const struct kind *kind = register_kind(match_ops(of->what)->proposal);
	struct round_list list;
	enum status st = round_list_read(store, actor, round, &list, err);

	for (int i = 0; st == ST_OK && i < list.count && i < of->confirmed + of->declined; i++) {
		struct id proposal = list.pair[i].proposal;

		if (i < of->confirmed)
			st = propose_confirm(store, actor, kind, proposal, 0, NULL, err);
		else
			st = propose_decline(store, actor, kind, proposal, 0, "person", NULL, NULL, err);
	}
	round_list_clear(&list);
	return st;
}

static enum status make(struct store *store, const struct actor *actor, const struct demo_round *of, struct err *err)
{
	struct round_ask ask = { .what = of->what };
	struct round *round = NULL;
	struct id *place = NULL, set;
	enum status st = ST_OK;

	if (of->places > 0)
		st = first_places(store, actor, of->what, of->places, &place, &ask.n_places, err);
	ask.place = place;
	if (st == ST_OK)
		st = round_compute(store, actor, &ask, &round, err);
	if (st == ST_OK)
		st = round_save(store, actor, round, &set, err);
	if (st == ST_OK && of->published)
		st = round_publish(store, actor, round->id, err);
	if (st == ST_OK && of->published)
		st = decide(store, actor, of, round->id, err);
	round_free(round);
	free(place);
	return st;
}

/* In a very small town nobody waits, or nothing is to be had: then there is no round of it. */
enum status demo_rounds(struct store *store, const struct actor *actor, struct err *err)
{
	for (size_t i = 0; i < ARRAY_LEN(rounds); i++) {
		enum status st = make(store, actor, &rounds[i], err);

		if (st != ST_OK && st != ST_INVALID)
			return st;
	}
	return ST_OK;
}
