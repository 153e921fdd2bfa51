/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Computing a round: facts, who and what is spoken for, pairs with their points, the
 * best allocation with its proof.  Nothing is written here (round_save.c).
 *
 * Of whom more places suit than fit into memory for everybody, the best ones are given
 * at first; the others are asked for by their prices (figures/assign.h), so that the
 * result is that of all pairs.
 */
#include "match/round_own.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/sort.h"
#include "cases/lot.h"
#include "cases/proposal.h"
#include "register/read.h"
#include "store/sealed.h"

#define PAIRS_KEPT 64        /* of one person, where more than PAIRS_MOST suit */
#define PAIRS_MOST 200
#define PAIRS_OFFERED 32     /* of one person, each time that pairs are asked for */
#define SPARE_MOST 20000000  /* 160 MB; of whom does not fit in, pairs are measured anew each time */
#define SAMPLES 128
#define TELL_EVERY 64        /* people between two calls of progress */

const char *round_step_words(enum round_step step)
{
	switch (step) {
	case ROUND_READS: return _("Reading who waits and what is to be had");
	case ROUND_WEIGHS: return _("Counting points");
	case ROUND_SOLVES: return _("Looking for the best allocation");
	case ROUND_PROVES: return _("Proving it");
	case ROUND_WRITES: return _("Writing the proposals");
	}
	return "";
}

void round_free(struct round *round)
{
	if (!round)
		return;
	match_capped_clear(&round->solved);
	match_caps_clear(&round->caps);
	match_facts_clear(&round->facts);
	match_rule_clear(&round->rule);
	free(round->row);
	free(round->people);
	free(round->places);
	free(round->pair);
	free(round->out);
	free(round->cut);
	free(round->spare);
	free(round->spare_from);
	free(round->declined);
	free(round);
}

static enum status tell(const struct round *round, enum round_step step, int64_t done, int64_t total, struct err *err)
{
	if (!round->ask.progress || round->ask.progress(round->ask.ctx, step, done, total))
		return ST_OK;
	return err_set(err, ST_CANCELLED, _("The round was stopped. Nothing was saved."));
}

/* ---- what is asked for ---- */

static enum status may_run(struct store *store, const struct actor *actor, const struct match_ops *ops, struct err *err)
{
	if (store_town(store))
		return err_set(err, ST_INVALID, _("A sealed file is no part of a round: nobody else may learn of it. Nothing was computed; make "
			"the offer by itself."));
	if (kind_changed_by(actor, register_kind(ops->proposal)))
		return ST_OK;
	return err_set(err, ST_DENIED, _("Your role does not include proposals of this kind. Nothing was computed; please ask a "
		"colleague whose role does."));
}

/* A draft or a computed round of the same kind; what is published stays as it is. */
static enum status check_again(struct store *store, const struct actor *actor, struct round *round, struct err *err)
{
	struct record *record;
	const char *state;
	enum status st;

	if (id_none(round->ask.round))
		return ST_OK;
	st = read_brief(store, actor, register_kind("round"), round->ask.round, &record, err);
	if (st != ST_OK)
		return st;
	state = record_get(record, "state");
	round->id = record->id;
	round->rev = record->rev;
	if (!str_same(record_get(record, "what"), round->facts.ops->word))
		st = err_set(err, ST_INVALID, _("This round was begun for something else. Nothing was computed."));
	else if (!str_same(state, "draft") && !str_same(state, "computed"))
		st = err_set(err, ST_INVALID, _("This round is published or over: people were told of it. Nothing was computed; begin "
			"another one."));
	record_free(record);
	return st;
}

static enum status take_rule(struct store *store, struct round *round, struct err *err)
{
	struct match_rule now;
	enum status st = match_rule_on(store, round->ask.what, "", &now, err);

	if (st != ST_OK)
		return st;
	if (!round->ask.rule) {
		round->rule = now;
		return ST_OK;
	}
	match_rule_copy(&round->rule, round->ask.rule);
	round->try = !str_same(round->rule.digest, now.digest);
	match_rule_clear(&now);
	return ST_OK;
}

/* ---- who and what is spoken for ---- */

static struct map *number(const void *first, size_t size, int n)
{
	struct map *map = map_new();

	for (int i = 0; i < n; i++)
		*map_at(map, (const char *)first + (size_t)i * size, sizeof(struct id)) = i + 1;
	return map;
}

static int at(const struct map *map, struct id id)
{
	const int64_t *found = map_find(map, id.b, sizeof(id.b));

	return found ? (int)*found - 1 : -1;
}

struct spoken { struct map *candidate, *place; };

/* What nobody decided yet, but in rounds that may still come out otherwise; of this one, what is locked. */
static enum status take_open(struct store *store, struct round *round, const struct spoken *of, struct err *err)
{
	const struct match_ops *ops = round->facts.ops;
	char *sql = mem_fmt("SELECT p.%s, p.%s FROM %s p WHERE p.gone = 0 AND p.state = 'proposed' AND (p.round IS NULL"
		" OR (p.round IS :round AND " ROUND_STAYS ")"
		" OR (p.round IS NOT :round AND (SELECT r.state FROM round r WHERE r.id = p.round) = 'published'))",
		ops->application, ops->place, ops->proposal);
	struct stmt *stmt;
	enum status st = store_sql(store, sql, &stmt, err);

	free(sql);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":round", round->ask.round);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		int candidate = at(of->candidate, stmt_get_id(stmt, 0)), place = at(of->place, stmt_get_id(stmt, 1));

		if (candidate >= 0)
			round->out[candidate] = true;
		if (place >= 0 && round->places[place].seats > 0)
			round->places[place].seats--;
	}
	return st == ST_DONE ? ST_OK : st;
}

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/* What the person or the other side said no to is not proposed to them again. */
static enum status take_declined(struct store *store, struct round *round, const struct spoken *of, struct err *err)
{
	const struct match_ops *ops = round->facts.ops;
	char *sql = mem_fmt("SELECT %s, %s FROM %s WHERE gone = 0 AND state = 'declined' AND why IN ('person', 'provider')",
		ops->application, ops->place, ops->proposal);
	struct stmt *stmt;
	enum status st = store_sql(store, sql, &stmt, err);

	free(sql);
	if (st != ST_OK)
		return st;
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		int candidate = at(of->candidate, stmt_get_id(stmt, 0)), place = at(of->place, stmt_get_id(stmt, 1));

		if (candidate < 0 || place < 0)
			continue;
		round->declined = mem_resize(round->declined, (size_t)round->n_declined + 1, sizeof(*round->declined));
		round->declined[round->n_declined++] = (int64_t)candidate << 32 | place;
	}
	if (round->n_declined)
		qsort(round->declined, (size_t)round->n_declined, sizeof(*round->declined), by_number);
	return st == ST_DONE ? ST_OK : st;
}

/* Only the places that were named, where some were. */
static enum status narrow(struct round *round, const struct spoken *of, struct err *err)
{
	bool *named = mem_array((size_t)round->facts.n_places + 1, sizeof(*named));
	enum status st = ST_OK;

	for (int i = 0; i < round->ask.n_places; i++) {
		int place = at(of->place, round->ask.place[i]);

		if (place < 0)
			st = err_set(err, ST_INVALID, _("One of the places that were named is not to be had now. Nothing was computed; "
				"please look at it, or leave it out."));
		else
			named[place] = true;
	}
	for (int i = 0; i < round->facts.n_places && round->ask.n_places; i++)
		if (!named[i])
			round->places[i].seats = 0;
	free(named);
	return st;
}

struct lotted { int64_t lot; struct id id; int place; };

static int by_lot(const void *a, const void *b)
{
	const struct lotted *x = a, *y = b;

	if (x->lot != y->lot)
		return x->lot < y->lot ? -1 : 1;
	return memcmp(x->id.b, y->id.b, sizeof(x->id.b));
}

/* A place is told from the others by its lot; where the same was drawn for two, which is hardly ever, by their ids. */
static void take_places(struct round *round, const char seed[LOT_SEED])
{
	const struct match_facts *facts = &round->facts;
	struct lotted *lotted = mem_array((size_t)facts->n_places + 1, sizeof(*lotted));
	uint64_t nth = 0;

	for (int i = 0; i < facts->n_places; i++) {
		const struct match_place *place = &facts->place[i];

		lotted[i] = (struct lotted){ place->lot >= 0 ? place->lot : lot_of(seed, place->id), place->id, i };
	}
	qsort(lotted, (size_t)facts->n_places, sizeof(*lotted), by_lot);
	for (int i = 0; i < facts->n_places; i++) {
		nth = i > 0 && lotted[i].lot == lotted[i - 1].lot ? nth + 1 : 0;
		round->places[lotted[i].place] = (struct assign_place){ (uint64_t)lotted[i].lot << (64 - LOT_BITS) | nth,
			facts->place[lotted[i].place].capacity, -1 };
	}
	free(lotted);
}

static enum status take_rows(struct store *store, struct round *round, struct err *err)
{
	const struct match_facts *facts = &round->facts;
	char seed[LOT_SEED] = "";
	enum status st = lot_seed(store, seed, err);

	round->people = mem_array((size_t)facts->n_candidates + 1, sizeof(*round->people));
	round->places = mem_array((size_t)facts->n_places + 1, sizeof(*round->places));
	round->out = mem_array((size_t)facts->n_candidates + 1, sizeof(*round->out));
	round->cut = mem_array((size_t)facts->n_candidates + 1, sizeof(*round->cut));
	round->row = mem_array((size_t)facts->n_candidates + 1, sizeof(*round->row));
	for (int i = 0; i < facts->n_candidates; i++) {
		struct match_candidate *c = &round->facts.candidate[i];
		int64_t waited = c->waited < 0 ? 0 : c->waited;

		/* Recorded before lots were drawn: the one that it would have got. */
		round->people[i] = (struct assign_person){ waited > ASSIGN_WAITED_MAX ? ASSIGN_WAITED_MAX : waited,
			c->lot >= 0 ? c->lot : lot_of(seed, c->application) };
		round->row[i] = (struct round_row){ .candidate = i, .place = -1 };
	}
	take_places(round, seed);
	return st;
}

static enum status take_out(struct store *store, struct round *round, struct err *err)
{
	const struct match_facts *facts = &round->facts;
	struct spoken of = {
		number(facts->candidate ? &facts->candidate[0].application : NULL, sizeof(*facts->candidate), facts->n_candidates),
		number(facts->place ? &facts->place[0].id : NULL, sizeof(*facts->place), facts->n_places),
	};
	enum status st = narrow(round, &of, err);

	if (st == ST_OK)
		st = take_open(store, round, &of, err);
	if (st == ST_OK)
		st = take_declined(store, round, &of, err);
	map_free(of.candidate);
	map_free(of.place);
	for (int i = 0; i < facts->n_candidates; i++)
		round->kept += round->out[i];
	round->waiting = facts->n_candidates - round->kept;
	for (int i = 0; i < facts->n_places; i++)
		round->free += round->places[i].seats;
	return st;
}

/* ---- pairs ---- */

static bool was_declined(const struct round *round, int candidate, int place)
{
	int64_t key = (int64_t)candidate << 32 | place;

	return round->n_declined &&
		bsearch(&key, round->declined, (size_t)round->n_declined, sizeof(key), by_number) != NULL;
}

/* What most pairs fail is asked first: which comes first changes no result. */
struct excludes { const struct match_criterion *by; int missed; };

static int most_first(const void *a, const void *b)
{
	const struct excludes *x = a, *y = b;

	return x->missed != y->missed ? y->missed - x->missed : x->by < y->by ? -1 : x->by > y->by;
}

static void order_conditions(struct round *round)
{
	struct excludes by[MATCH_CRITERIA_MOST];
	const struct match_facts *facts = &round->facts;
	int n = 0, across = facts->n_candidates / SAMPLES + 1, down = facts->n_places / SAMPLES + 1;

	for (; n < round->rule.count && round->rule.criterion[n].condition; n++) {
		by[n] = (struct excludes){ &round->rule.criterion[n], 0 };
		for (int c = 0; c < facts->n_candidates; c += across)
			for (int p = 0; p < facts->n_places; p += down)
				by[n].missed += by[n].by->measure->share(facts, by[n].by, c, p) == MEASURE_MISSED;
	}
	qsort(by, (size_t)n, sizeof(*by), most_first);
	for (int i = 0; i < n; i++)
		round->condition[i] = by[i].by;
	round->n_conditions = n;
}

static bool is_open(const struct round *round, int candidate, int place)
{
	if (round->places[place].seats <= 0)
		return false;
	for (int i = 0; i < round->n_conditions; i++)
		if (round->condition[i]->measure->share(&round->facts, round->condition[i], candidate, place) == MEASURE_MISSED)
			return false;
	return !was_declined(round, candidate, place);
}

static int by_points(const void *a, const void *b)
{
	const struct assign_pair *x = a, *y = b;

	if (x->points != y->points)
		return x->points > y->points ? -1 : 1;
	return x->place - y->place;
}

/* Kept for when they are asked for, until memory is full. */
static void spare(struct round *round, int candidate, const struct assign_pair *pair, int n)
{
	size_t had = round->n_spare;

	if (round->spared <= candidate || had + (size_t)n > SPARE_MOST) {
		if (round->spared > candidate)
			round->spared = candidate;
		return;
	}
	if (had + (size_t)n > round->spare_room) {
		round->spare_room = (had + (size_t)n) * 2;
		round->spare = mem_resize(round->spare, round->spare_room, sizeof(*round->spare));
	}
	for (int i = 0; i < n; i++)
		round->spare[had + (size_t)i] = (struct round_spare){ pair[i].place, (int)pair[i].points };
	round->n_spare += (size_t)n;
}

/* The pairs of one person; of very many, the best. */
static void weigh_one(struct round *round, int candidate, struct assign_pair *scratch, size_t *room)
{
	struct match_score score;
	int n = 0, kept;

	for (int p = 0; p < round->facts.n_places; p++) {
		if (!is_open(round, candidate, p))
			continue;
		match_score(&round->facts, &round->rule, candidate, p, &score);
		scratch[n++] = (struct assign_pair){ candidate, p, score.points };
	}
	round->row[candidate].pairs = n;
	round->nowhere += n == 0;
	kept = n > PAIRS_MOST ? PAIRS_KEPT : n;
	round->cut[candidate] = kept < n;
	if (kept < n) {
		sort_first(scratch, (size_t)n, sizeof(*scratch), (size_t)kept, by_points);
		spare(round, candidate, scratch + kept, n - kept);
	}
	round->spare_from[candidate + 1] = round->n_spare;
	if (round->n_pairs + (size_t)kept > *room) {
		*room = (round->n_pairs + (size_t)kept) * 2;
		round->pair = mem_resize(round->pair, *room, sizeof(*round->pair));
	}
	memcpy(round->pair + round->n_pairs, scratch, (size_t)kept * sizeof(*scratch));
	round->n_pairs += (size_t)kept;
}

static enum status weigh(struct round *round, struct err *err)
{
	struct assign_pair *scratch = mem_array((size_t)round->facts.n_places + 1, sizeof(*scratch));
	int people = round->facts.n_candidates;
	size_t room = (size_t)people * 8 + 64;
	enum status st = ST_OK;

	round->pair = mem_array(room, sizeof(*round->pair));
	round->spare_from = mem_array((size_t)people + 1, sizeof(*round->spare_from));
	round->spared = people;
	order_conditions(round);
	for (int i = 0; st == ST_OK && i < people; i++) {
		round->spare_from[i + 1] = round->n_spare;
		if (!round->out[i])
			weigh_one(round, i, scratch, &room);
		if (i % TELL_EVERY == 0)
			st = tell(round, ROUND_WEIGHS, i, people, err);
	}
	free(scratch);
	return st;
}

/* A pair that would better the allocation at the prices of now, and by how much; or that would equal it. */
struct better { int place; int64_t points, by; };
struct asking {
	const struct round *round;
	struct assign_asked *asked;
	bool equal;                  /* nothing is better: those are asked for that equal it */
	struct better *pair;         /* of the person at hand */
	int n;
	int64_t found;
};

static int by_gain(const void *a, const void *b)
{
	const struct better *x = a, *y = b;

	if (x->by != y->by)
		return x->by > y->by ? -1 : 1;
	return x->place - y->place;
}

static void note(struct asking *a, int place, int64_t points, int64_t bar)
{
	if (points >= bar + !a->equal)
		a->pair[a->n++] = (struct better){ place, points, points - bar };
}

/* Of what was kept beside. */
static void ask_spare(struct asking *a, int candidate)
{
	const struct round *round = a->round;

	for (size_t i = round->spare_from[candidate]; i < round->spare_from[candidate + 1]; i++) {
		const struct round_spare *one = &round->spare[i];
		int64_t bar = assign_bar(a->asked, candidate, one->place);

		if (one->points >= bar && match_caps_open(&round->solved, candidate, one->place))
			note(a, one->place, one->points, bar);
	}
}

/* In one cut person's places: those that matter at the prices of now. */
static void ask_one(struct asking *a, int candidate)
{
	const struct round *round = a->round;
	struct match_score score;

	for (int p = 0; p < round->facts.n_places; p++) {
		int64_t bar = assign_bar(a->asked, candidate, p);

		if (bar > match_points_most(&round->rule) || !match_caps_open(&round->solved, candidate, p) ||
			!is_open(round, candidate, p))
			continue;
		match_score(&round->facts, &round->rule, candidate, p, &score);
		note(a, p, score.points, bar);
	}
}

/* Who has nothing yet would be bettered by any of thousands: of what is better, the best few each time. */
static void offer(struct asking *a, int candidate)
{
	int most = a->equal || a->n < PAIRS_OFFERED ? a->n : PAIRS_OFFERED;

	if (most < a->n)
		sort_first(a->pair, (size_t)a->n, sizeof(*a->pair), (size_t)most, by_gain);
	for (int i = 0; i < most; i++)
		assign_offer(a->asked, candidate, a->pair[i].place, a->pair[i].points);
	a->found += a->n;
	a->n = 0;
}

static enum status ask_all(struct asking *a, struct err *err)
{
	const struct round *round = a->round;
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < round->facts.n_candidates; i++) {
		if (round->cut[i] && i < round->spared)
			ask_spare(a, i);
		else if (round->cut[i])
			ask_one(a, i);
		offer(a, i);
		if (i % TELL_EVERY == 0)
			st = tell(round, ROUND_SOLVES, i, 0, err);
	}
	return st;
}

/* What only equals the allocation decides in the later phases alone: once nothing betters it. */
static enum status ask(void *with, struct assign_asked *asked, struct err *err)
{
	const struct round *round = with;
	struct asking a = { .round = round, .asked = asked,
		.pair = mem_array((size_t)round->facts.n_places + 1, sizeof(*a.pair)) };
	enum status st = ask_all(&a, err);

	a.equal = true;
	if (st == ST_OK && !a.found)
		st = ask_all(&a, err);
	free(a.pair);
	return st;
}

static bool solving(void *with, enum assign_phase phase, int64_t steps)
{
	const struct round *round = with;

	(void)phase;
	return round->ask.progress(round->ask.ctx, ROUND_SOLVES, steps, 0);
}

static bool any_cut(const struct round *round)
{
	for (int i = 0; i < round->facts.n_candidates; i++)
		if (round->cut[i])
			return true;
	return false;
}

static enum status solve(struct store *store, struct round *round, struct err *err)
{
	const struct assign_problem problem = { .n_people = round->facts.n_candidates, .n_places = round->facts.n_places,
		.people = round->people, .places = round->places, .pairs = round->pair, .n_pairs = round->n_pairs,
		.most_points = match_points_most(&round->rule), .ask = any_cut(round) ? ask : NULL, .ask_with = round,
		.progress = round->ask.progress ? solving : NULL, .progress_with = round };
	enum status st = match_caps_read(store, &round->facts, &round->caps, err);

	if (st == ST_OK)
		st = match_caps_keep(store, round->ask.round, &round->caps, err);
	if (st == ST_OK)
		st = match_caps_solve(&problem, &round->caps, &round->solved, err);
	return st;
}

/* ---- the result ---- */

static void take_result(struct round *round)
{
	for (int i = 0; i < round->facts.n_candidates; i++) {
		struct round_row *row = &round->row[i];
		struct match_score score;

		row->place = round->solved.place[i];
		if (row->place < 0)
			continue;
		match_score(&round->facts, &round->rule, i, row->place, &score);
		row->points = score.points;
		row->questions = score.questions;
		round->placed++;
		round->points += score.points;
	}
}

/* What keeps a round from being one, and what would help. */
static enum status check_any(const struct round *round, struct err *err)
{
	if (round->waiting == 0)
		return err_set(err, ST_INVALID, round->kept ?
			_("Everybody who waits has a proposal already. Nothing was computed; decide on those first, or unlock them.") :
			_("Nobody waits. Nothing was computed; what people ask for is written down in their files."));
	if (round->free == 0)
		return err_set(err, ST_INVALID, _("Nothing is to be had now. Nothing was computed; write down what is free first, or "
			"decide on the proposals that hold it."));
	return ST_OK;
}

static enum status check_pairs(const struct round *round, struct err *err)
{
	if (round->n_pairs)
		return ST_OK;
	return err_set(err, ST_INVALID, _("No place suits anybody who waits: a condition stands against each. Nothing was computed; "
		"“foothold match %s --for PLACE” shows which."), round->facts.ops->word);
}

static enum status compute(struct store *store, const struct actor *actor, struct round *round, struct err *err)
{
	struct match_pick pick = { .rule = &round->rule };
	enum status st = tell(round, ROUND_READS, 0, 0, err);

	if (st == ST_OK)
		st = match_read(store, actor, round->ask.what, &pick, &round->facts, err);
	if (st == ST_OK)
		st = check_again(store, actor, round, err);
	if (st == ST_OK)
		st = take_rows(store, round, err);
	if (st == ST_OK)
		st = take_out(store, round, err);
	if (st == ST_OK)
		st = check_any(round, err);
	if (st == ST_OK)
		st = weigh(round, err);
	if (st == ST_OK)
		st = check_pairs(round, err);
	if (st == ST_OK)
		st = solve(store, round, err);
	if (st == ST_OK)
		take_result(round);
	if (st == ST_OK && round->ask.what == MATCH_HOMES)
		st = match_mix(store, &round->facts, round->solved.place, &round->mix, err);
	return st;
}

enum status round_compute(struct store *store, const struct actor *actor, const struct round_ask *ask,
	struct round **out, struct err *err)
{
	struct round *round;
	enum status st = may_run(store, actor, match_ops(ask->what), err);

	*out = NULL;
	if (st != ST_OK)
		return st;
	round = mem_alloc(sizeof(*round));
	round->ask = *ask;
	st = take_rule(store, round, err);
	if (st == ST_OK) {
		bool view = store_view(store);

		st = compute(store, actor, round, err);
		store_view_end(store, view);
	}
	if (st != ST_OK) {
		round_free(round);
		return st;
	}
	*out = round;
	return ST_OK;
}
