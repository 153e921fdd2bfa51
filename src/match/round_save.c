/* SPDX-License-Identifier: EUPL-1.2 */
/* Writing a round: itself with its proof, and the proposals with their dossiers, in one change set. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/lot.h"
#include "match/dossier.h"
#include "match/round_own.h"

#define TELL_EVERY 64

/* ---- the proof ---- */

/* People placed and points. What decides among equals is one person's days and lot: that stands in the dossiers, with which
 * it is erased. */
static json_t *value_json(const int64_t at[ASSIGN_PHASES])
{
	return json_pack("[I, I]", (json_int_t)at[ASSIGN_PLACED], (json_int_t)at[ASSIGN_POINTS]);
}

/* Prices by place: what each phase of the optimum loses with one seat of it; they prove that nobody was passed over. */
static json_t *prices_json(const struct round *round, const struct assign *solved)
{
	json_t *out = json_object();

	for (int i = 0; i < round->facts.n_places; i++) {
		char id[37];

		id_text(round->facts.place[i].id, id);
		if (round->places[i].seats > 0)
			json_object_set_new(out, id, value_json(solved->price[i].at));
	}
	return out;
}

static json_t *stage_json(const struct round *round, const struct assign *solved)
{
	return json_pack("{s:o, s:b, s:b, s:I, s:I, s:o}", "total", value_json(solved->total), "unique", solved->unique,
		"certified", true, "steps", (json_int_t)solved->steps, "pairs", (json_int_t)solved->n_pairs, "prices",
		prices_json(round, solved));
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Sorted, so that their order tells nothing. */
static json_t *commitments_json(char **commitment, int n)
{
	json_t *out = json_array();

	if (n)
		qsort(commitment, (size_t)n, sizeof(*commitment), by_text);
	for (int i = 0; i < n; i++)
		json_array_append_new(out, json_string(commitment[i]));
	return out;
}

static char *proof_of(struct store *store, const struct round *round, char **commitment, int n)
{
	json_t *stages = json_array(), *json;
	char seed[LOT_SEED] = "", *text;

	lot_seed(store, seed, NULL);
	for (int i = 0; i < CAPS_STAGES; i++)
		if (round->solved.of[i])
			json_array_append_new(stages, stage_json(round, round->solved.of[i]));
	json = json_pack("{s:i, s:s, s:{s:o, s:i, s:s}, s:s, s:o, s:o, s:o}", "v", 1, "day", round->facts.day, "rule", "id",
		round_id_json(round->rule.id), "version", round->rule.version, "digest", round->rule.digest, "seed", seed, "stages", stages,
		"caps", round_caps_json(round), "commitments", commitments_json(commitment, n));
	if (round->ask.what == MATCH_HOMES)
		json_object_set_new(json, "mix", match_mix_json(&round->mix));
	text = json_dumps(json, JSON_COMPACT);
	json_decref(json);
	return text;
}

/* ---- the records ---- */

static void put_number(struct change_item *item, const char *field, int64_t n)
{
	char *text = mem_fmt("%lld", (long long)n);

	change_put(item, kind_field(change_kind_of(item), field), text);
	free(text);
}

void round_put_points(struct change_item *item, const char *field, int64_t thousandths)
{
	char *text = mem_fmt("%lld.%03lld", (long long)(thousandths / 1000), (long long)(thousandths % 1000));

	change_put(item, kind_field(change_kind_of(item), field), text);
	free(text);
}

void round_put_id(struct change_item *item, const char *field, struct id id)
{
	char text[37];

	id_text(id, text);
	change_put(item, kind_field(change_kind_of(item), field), id_none(id) ? NULL : text);
}

void round_put_proposal(struct change_item *item, const struct match_facts *facts, int candidate, int place,
	const char *dossier, int64_t points)
{
	const struct match_candidate *c = &facts->candidate[candidate];

	round_put_id(item, "person", c->person);
	round_put_id(item, facts->ops->application, c->application);
	round_put_id(item, facts->ops->place, facts->place[place].id);
	change_put(item, kind_field(change_kind_of(item), "day"), facts->day);
	change_put(item, kind_field(change_kind_of(item), "dossier"), dossier);
	round_put_points(item, "points", points);
}

/* An application from before lots were drawn keeps the one that it was computed with. */
void round_put_lot(struct change *change, const struct match_facts *facts, int candidate, int64_t lot)
{
	struct change_item *item;

	if (facts->candidate[candidate].lot >= 0)
		return;
	item = change_update(change, register_kind(facts->ops->application), facts->candidate[candidate].application, 0);
	put_number(item, "lot", lot);
}

static void put_row(struct change *change, const struct round *round, struct id id, int candidate, char **commitment)
{
	const struct round_row *row = &round->row[candidate];
	const struct assign *solved = round->solved.of[round->solved.stage[candidate]];
	struct change_item *item = change_create(change, register_kind(round->facts.ops->proposal), NULL);
	char *dossier = dossier_of_row(round, id, candidate), hash[65];

	round_put_proposal(item, &round->facts, candidate, row->place, dossier, row->points);
	round_put_id(item, "round", id);
	if (solved->price[row->place].at[ASSIGN_PLACED] == 1)
		round_put_points(item, "threshold", solved->price[row->place].at[ASSIGN_POINTS]);
	round_put_lot(change, &round->facts, candidate, round->people[candidate].lot);
	dossier_commitment(dossier, hash);
	*commitment = mem_str(hash);
	free(dossier);
}

static enum status put_rows(struct change *change, const struct round *round, struct id id, char **commitment, int *n,
	struct err *err)
{
	for (int i = 0; i < round->facts.n_candidates; i++) {
		if (round->row[i].place >= 0)
			put_row(change, round, id, i, &commitment[(*n)++]);
		if (i % TELL_EVERY == 0 && round->ask.progress &&
			!round->ask.progress(round->ask.ctx, ROUND_WRITES, i, round->facts.n_candidates))
			return err_set(err, ST_CANCELLED, _("The round was stopped. Nothing was saved."));
	}
	return ST_OK;
}

/* What an earlier computation of the same round had proposed, but for what stays; the commitments of that stay in the
 * proof. */
static enum status drop_old(struct store *store, struct change *change, const struct round *round, char ***commitment,
	int *n, int64_t *points, struct err *err)
{
	const struct kind *kind = register_kind(round->facts.ops->proposal);
	char *sql = mem_fmt("SELECT id, " ROUND_STAYS ", dossier, coalesce(points, 0) FROM %s p WHERE gone = 0 AND state = 'proposed'"
		" AND round = :round ORDER BY rid", kind->name);
	struct stmt *stmt;
	enum status st = store_sql(store, sql, &stmt, err);

	free(sql);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":round", round->id);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		char hash[65];

		if (!stmt_get_int(stmt, 1)) {
			change_delete(change, kind, stmt_get_id(stmt, 0), 0);
			continue;
		}
		*commitment = mem_resize(*commitment, (size_t)*n + (size_t)round->facts.n_candidates + 1, sizeof(**commitment));
		dossier_commitment(stmt_get_text(stmt, 2), hash);
		(*commitment)[(*n)++] = mem_str(hash);
		*points += stmt_get_int(stmt, 3);
	}
	return st == ST_DONE ? ST_OK : st;
}

/* `kept` and `points` of those that were locked. */
static void put_round(struct change_item *item, const struct round *round, int kept, int64_t points, const char *proof)
{
	const struct kind *kind = change_kind_of(item);

	change_put(item, kind_field(kind, "what"), round->facts.ops->word);
	change_put(item, kind_field(kind, "day"), round->facts.day);
	change_put(item, kind_field(kind, "state"), "computed");
	put_number(item, "criteria", round->rule.version);
	put_number(item, "people", round->waiting + kept);
	put_number(item, "places", round->free + kept);
	put_number(item, "placed", round->placed + kept);
	round_put_points(item, "points", round->points + points);
	change_put(item, kind_field(kind, "proof"), proof);
}

static enum status write_all(struct store *store, struct change *change, struct round *round, struct id *set,
	struct err *err)
{
	const struct kind *kind = register_kind("round");
	bool again = !id_none(round->id);
	struct id id = round->id;
	struct change_item *item = again ? change_update(change, kind, id, round->rev) : change_create(change, kind, &id);
	char **commitment = mem_array((size_t)round->facts.n_candidates + 1, sizeof(*commitment)), *proof;
	int64_t points = 0;
	int n = 0, kept = 0;
	enum status st = again ? drop_old(store, change, round, &commitment, &n, &points, err) : ST_OK;

	kept = n;
	if (st == ST_OK)
		st = put_rows(change, round, id, commitment, &n, err);
	if (st == ST_OK) {
		proof = proof_of(store, round, commitment, n);
		put_round(item, round, kept, points, proof);
		free(proof);
		st = change_commit(change, set, NULL, err);
	}
	for (int i = 0; i < n; i++)
		free(commitment[i]);
	free(commitment);
	if (st == ST_OK)
		round->id = id;
	return st;
}

enum status round_save(struct store *store, const struct actor *actor, struct round *round, struct id *set,
	struct err *err)
{
	struct change *change;
	enum status st;

	if (round->try)
		return err_set(err, ST_INVALID, _("These criteria are not in force: a round by them is only looked at. Nothing was saved; "
			"put them in force first, or compute it by those that hold."));
	change = change_begin(store, actor);
	st = write_all(store, change, round, set, err);
	change_free(change);
	return st;
}

/* ---- what follows on it ---- */

static enum status go_on(struct store *store, const struct actor *actor, struct id round, const char *state,
	const char *reason, struct err *err)
{
	struct change *change = change_begin(store, actor);
	struct change_item *item = change_update(change, register_kind("round"), round, 0);
	enum status st = change_set(item, "state", state, err);

	if (st == ST_OK && reason)
		st = change_set(item, "reason", reason, err);
	if (st == ST_OK)
		st = change_commit(change, NULL, NULL, err);
	change_free(change);
	return st;
}

/* Whether the criteria are still those that it was computed by; *out is cleared by match_rule_clear(). */
static enum status same_criteria(struct store *store, const struct actor *actor, struct id round, enum match_what what,
	struct match_rule *out, struct err *err)
{
	struct record *record;
	json_t *proof = NULL;
	const char *digest;
	enum status st = match_rule_on(store, what, "", out, err);

	if (st == ST_OK)
		st = read_brief(store, actor, register_kind("round"), round, &record, err);
	if (st != ST_OK)
		return st;
	if (record_get(record, "proof"))
		proof = json_loads(record_get(record, "proof"), 0, NULL);
	digest = json_string_value(json_object_get(json_object_get(proof, "rule"), "digest"));
	/* What was not computed is refused by the rules of rounds. */
	if (digest && !str_same(digest, out->digest))
		st = err_set(err, ST_INVALID, _("Other criteria are in force since this round was computed. Nothing was changed; compute it "
			"again."));
	json_decref(proof);
	record_free(record);
	return st;
}

static void note_ids(struct map *map, const void *first, size_t size, int n)
{
	for (int i = 0; i < n; i++)
		*map_at(map, (const char *)first + (size_t)i * size, sizeof(struct id)) = 1;
}

static int count_stale(const struct match_facts *facts, const struct round_list *list)
{
	struct map *there = map_new();
	int stale = 0;

	if (facts->n_candidates)
		note_ids(there, &facts->candidate[0].application, sizeof(*facts->candidate), facts->n_candidates);
	if (facts->n_places)
		note_ids(there, &facts->place[0].id, sizeof(*facts->place), facts->n_places);
	for (int i = 0; i < list->count; i++)
		stale += str_same(list->pair[i].state, "proposed") && !list->pair[i].restricted &&
			(!map_find(there, list->pair[i].application.b, sizeof(struct id)) ||
			!map_find(there, list->pair[i].place.b, sizeof(struct id)));
	map_free(there);
	return stale;
}

/* Nobody is told of what is gone meanwhile, nor of what other criteria would give to somebody else. */
static enum status check_fresh(struct store *store, const struct actor *actor, struct id round, struct err *err)
{
	struct match_pick pick = { .rule = NULL };
	struct match_facts facts;
	struct match_rule rule = { .count = 0 };
	struct round_list list;
	int stale = 0;
	enum status st = round_list_read(store, actor, round, &list, err);

	if (st == ST_OK)
		st = same_criteria(store, actor, round, list.what, &rule, err);
	pick.rule = &rule;
	if (st == ST_OK)
		st = match_read(store, actor, list.what, &pick, &facts, err);
	if (st == ST_OK) {
		stale = count_stale(&facts, &list);
		match_facts_clear(&facts);
	}
	match_rule_clear(&rule);
	round_list_clear(&list);
	return st != ST_OK || stale == 0 ? st : err_set(err, ST_INVALID, ngettext("Since this round was computed, %d of what it proposes "
		"is no longer to be had, or nobody waits for it any more. Nothing was changed; compute it again.", "Since this round was "
		"computed, %d of what it proposes are no longer to be had, or nobody waits for them any more. Nothing was changed; compute "
		"it again.", (unsigned long)stale), stale);
}

enum status round_publish(struct store *store, const struct actor *actor, struct id round, struct err *err)
{
	enum status st = check_fresh(store, actor, round, err);

	return st == ST_OK ? go_on(store, actor, round, "published", NULL, err) : st;
}

enum status round_close(struct store *store, const struct actor *actor, struct id round, struct err *err)
{
	return go_on(store, actor, round, "closed", NULL, err);
}

enum status round_cancel(struct store *store, const struct actor *actor, struct id round, const char *reason,
	struct err *err)
{
	return go_on(store, actor, round, "cancelled", reason, err);
}
