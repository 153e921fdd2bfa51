/* SPDX-License-Identifier: EUPL-1.2 */
/* Dossiers frozen and read again: numbers and canonical values alone, so that words can be made in any language. */
#include "match/dossier.h"

#include <jansson.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/rng.h"

#define VERSION 1
#define NEEDED_MOST 2000     /* people: each is a shortest way through the whole round */

/* ---- freezing ---- */

static json_t *line_json(const struct match_line *line)
{
	const struct match_criterion *by = line->by;

	return json_pack("{s:s, s:s, s:s?, s:b, s:i, s:I, s:i, s:s, s:s, s:i, s:I}", "key", by->key, "measure",
		by->measure_key, "field", by->field, "condition", by->condition, "weight", by->weight, "full", (json_int_t)by->full,
		"unknown", by->unknown, "has", line->is.has, "wants", line->is.wants, "share", line->is.share, "points",
		(json_int_t)line->points);
}

/* What is marginal about a place is somebody else's: days waited stand in it only where points alone did not decide, and
 * the lot that told two apart not at all. */
static json_t *threshold_json(const struct assign *solved, int place, int cap, int64_t points)
{
	const struct assign_value *price = &solved->price[place];
	bool capped = false;

	for (int i = 0; cap >= 0 && cap < solved->n_groups && i < ASSIGN_PHASES; i++)
		capped |= solved->group_price[cap].at[i] != 0;
	return json_pack("{s:I, s:I, s:I, s:b}", "placed", (json_int_t)price->at[ASSIGN_PLACED], "points",
		(json_int_t)price->at[ASSIGN_POINTS], "waited", (json_int_t)(price->at[ASSIGN_POINTS] == points ?
		price->at[ASSIGN_WAITED] : 0), "cap", capped);
}

static int cap_of(const struct round *round, int place)
{
	return round->caps.count ? round->caps.of_place[place] : -1;
}

static json_t *needed_json(int64_t least)
{
	return json_integer(least == ASSIGN_NEVER ? DOSSIER_NEVER : least);
}

/* One of the person's other places. */
struct beside { int place; int64_t points, least, gap, lot; };

static int nearest_first(const void *a, const void *b)
{
	const struct beside *x = a, *y = b;

	if (x->gap != y->gap)
		return x->gap < y->gap ? -1 : 1;
	if (x->points != y->points)
		return x->points > y->points ? -1 : 1;
	return x->lot != y->lot ? (x->lot < y->lot ? -1 : 1) : x->place - y->place;
}

/* How much was lacking, as far as points tell it. */
static int64_t gap_of(const struct assign *solved, const struct beside *one)
{
	int64_t bar = one->least != DOSSIER_UNSAID ? one->least : solved->price[one->place].at[ASSIGN_POINTS];

	return bar == ASSIGN_NEVER ? INT64_MAX : bar - one->points;
}

/* All of the person's places, their own first, then the nearest; yours. */
static struct beside *places_of(const struct round *round, const struct assign *solved, int candidate, bool exact, int *count)
{
	const int *places;
	const int64_t *points;
	int n = assign_pairs(solved, candidate, &places, &points), mine = round->row[candidate].place;
	int64_t *least = mem_array((size_t)n + 1, sizeof(*least));
	struct beside *out = mem_array((size_t)n + 1, sizeof(*out));

	if (exact)
		assign_needed(solved, candidate, least);
	for (int i = 0; i < n; i++) {
		out[i] = (struct beside){ places[i], points[i], exact ? least[i] : DOSSIER_UNSAID, 0,
			round->facts.place[places[i]].lot };
		out[i].gap = places[i] == mine ? INT64_MIN : gap_of(solved, &out[i]);
	}
	qsort(out, (size_t)n, sizeof(*out), nearest_first);
	free(least);
	*count = n;
	return out;
}

static void add_others(const struct round *round, const struct assign *solved, int candidate, json_t *out)
{
	json_t *others = json_array();
	int n, mine = round->row[candidate].place;
	struct beside *place = places_of(round, solved, candidate, round->facts.n_candidates <= NEEDED_MOST, &n);

	for (int i = 0; i < n && i <= DOSSIER_OTHERS; i++) {
		if (place[i].place == mine)
			json_object_set_new(out, "needed", needed_json(place[i].least));
		else if (json_array_size(others) < DOSSIER_OTHERS)
			json_array_append_new(others, json_pack("{s:o, s:I, s:o, s:o}", "place",
				round_id_json(round->facts.place[place[i].place].id), "points", (json_int_t)place[i].points, "threshold",
				threshold_json(solved, place[i].place, cap_of(round, place[i].place),
				place[i].points), "needed", needed_json(place[i].least)));
	}
	json_object_set_new(out, "others", others);
	json_object_set_new(out, "left_out", json_integer(round->row[candidate].pairs - 1 - (int)json_array_size(others)));
	free(place);
}

static json_t *begin(const struct match_facts *facts, const struct match_rule *rule, int candidate, int place)
{
	const struct match_candidate *c = &facts->candidate[candidate];
	struct match_line line[MATCH_CRITERIA_MOST];
	int n = match_tell(facts, rule, candidate, place, line);
	json_t *lines = json_array();
	int64_t points = 0;

	for (int i = 0; i < n; i++) {
		json_array_append_new(lines, line_json(&line[i]));
		points += line[i].points;
	}
	return json_pack("{s:i, s:s, s:s, s:{s:o, s:i, s:s}, s:o, s:o, s:o, s:i, s:I, s:o, s:I, s:I}", "v", VERSION, "what",
		facts->ops->word, "day", facts->day, "rule", "id", round_id_json(rule->id), "version", rule->version, "digest", rule->digest,
		"application", round_id_json(c->application), "person", round_id_json(c->person), "place", round_id_json(facts->place[place].id), "waited",
		c->waited, "lot", (json_int_t)c->lot, "criteria", lines, "points", (json_int_t)points, "most",
		(json_int_t)match_points_most(rule));
}

/* The nonce keeps the commitment from being guessed back into values after an erasure. */
static char *finish(json_t *out)
{
	unsigned char nonce[16];
	char hex[33], *text;

	rng_bytes(nonce, sizeof(nonce));
	sodium_bin2hex(hex, sizeof(hex), nonce, sizeof(nonce));
	json_object_set_new(out, "nonce", json_string(hex));
	text = json_dumps(out, JSON_COMPACT);
	json_decref(out);
	return text;
}

char *dossier_of_row(const struct round *round, struct id id, int candidate)
{
	const struct assign *solved = round->solved.of[round->solved.stage[candidate]];
	int place = round->row[candidate].place;
	json_t *out = begin(&round->facts, &round->rule, candidate, place);

	json_object_set_new(out, "lot", json_integer(round->people[candidate].lot));
	json_object_set_new(out, "round", round_id_json(id));
	json_object_set_new(out, "threshold", threshold_json(solved, place, cap_of(round, place),
		round->row[candidate].points));
	add_others(round, solved, candidate, out);
	return finish(out);
}

char *dossier_of_pair(const struct match_facts *facts, const struct match_rule *rule, int candidate, int place,
	const struct dossier_rank *rank)
{
	json_t *out = begin(facts, rule, candidate, place);

	if (rank) {
		json_object_set_new(out, "rank", json_integer(rank->rank));
		json_object_set_new(out, "of", json_integer(rank->of));
	}
	return finish(out);
}

/* ---- before anything is written ---- */

void dossier_standing(struct str *out, struct store *store, const struct actor *actor, const struct round *round,
	int candidate)
{
	const struct assign *solved = round->solved.of[round->solved.stage[candidate]];
	struct dossier dossier = { .what = round->ask.what, .needed = DOSSIER_UNSAID, .threshold.placed = DOSSIER_UNSAID };
	int n, mine = round->row[candidate].place;
	struct beside *place;

	if (round->out[candidate]) {
		str_add(out, _("Something is proposed already, and nobody decided on it yet."));
		str_add(out, "\n");
		return;
	}
	place = places_of(round, solved, candidate, true, &n);
	for (int i = 0; i < n && dossier.n_others < DOSSIER_OTHERS; i++) {
		if (place[i].place == mine)
			dossier.needed = place[i].least;
		else
			dossier.other[dossier.n_others++] = (struct dossier_other){ .place = round->facts.place[place[i].place].id,
				.points = place[i].points, .needed = place[i].least == ASSIGN_NEVER ? DOSSIER_NEVER : place[i].least };
	}
	dossier.left_out = round->row[candidate].pairs - dossier.n_others - (mine >= 0);
	if (mine < 0)
		str_add(out, n ? _("Nothing would be proposed: others come first everywhere.") :
			_("Nothing would be proposed: a condition stands against every place."));
	str_add(out, mine < 0 ? "\n" : "");
	dossier_change_words(out, store, actor, &dossier);
	free(place);
}

void dossier_commitment(const char *text, char out[65])
{
	unsigned char hash[32];

	crypto_generichash(hash, sizeof(hash), (const unsigned char *)text, strlen(text), NULL, 0);
	sodium_bin2hex(out, 65, hash, sizeof(hash));
}

/* ---- reading ---- */

static const char *text_at(const json_t *json, const char *key)
{
	const char *text = json_string_value(json_object_get(json, key));

	return text ? text : "";
}

static int64_t number_at(const json_t *json, const char *key, int64_t otherwise)
{
	const json_t *value = json_object_get(json, key);

	return json_is_integer(value) ? json_integer_value(value) : otherwise;
}

static struct id id_at(const json_t *json, const char *key)
{
	struct id id;

	return id_parse(text_at(json, key), &id) ? id : (struct id){ { 0 } };
}

static void read_threshold(const json_t *json, struct dossier_threshold *out)
{
	*out = (struct dossier_threshold){ number_at(json, "placed", DOSSIER_UNSAID), number_at(json, "points", 0),
		number_at(json, "waited", 0), json_is_true(json_object_get(json, "cap")) };
}

static void read_line(const json_t *json, enum match_what what, struct dossier_line *out)
{
	struct match_criterion *by = &out->by;
	const char *field = text_at(json, "field");

	*out = (struct dossier_line){ .points = number_at(json, "points", 0) };
	str_copy(by->key, sizeof(by->key), text_at(json, "key"));
	str_copy(by->measure_key, sizeof(by->measure_key), text_at(json, "measure"));
	by->measure = match_measure(what, by->measure_key);
	by->field = mem_str(*field ? field : NULL);
	by->condition = json_is_true(json_object_get(json, "condition"));
	by->weight = (int)number_at(json, "weight", 0);
	by->full = number_at(json, "full", 0);
	by->unknown = (int)number_at(json, "unknown", 0);
	out->is.share = (int)number_at(json, "share", MEASURE_UNKNOWN);
	str_copy(out->is.has, sizeof(out->is.has), text_at(json, "has"));
	str_copy(out->is.wants, sizeof(out->is.wants), text_at(json, "wants"));
}

static void read_other(const json_t *json, struct dossier_other *out)
{
	*out = (struct dossier_other){ .place = id_at(json, "place"), .points = number_at(json, "points", 0),
		.needed = number_at(json, "needed", DOSSIER_UNSAID) };
	read_threshold(json_object_get(json, "threshold"), &out->threshold);
}

static void read_all(const json_t *json, struct dossier *out)
{
	const json_t *rule = json_object_get(json, "rule"), *lines = json_object_get(json, "criteria"),
		*others = json_object_get(json, "others");

	str_copy(out->day, sizeof(out->day), text_at(json, "day"));
	out->rule = id_at(rule, "id");
	out->version = (int)number_at(rule, "version", 0);
	str_copy(out->digest, sizeof(out->digest), text_at(rule, "digest"));
	out->application = id_at(json, "application");
	out->person = id_at(json, "person");
	out->place = id_at(json, "place");
	out->round = id_at(json, "round");
	out->waited = (int)number_at(json, "waited", 0);
	out->lot = number_at(json, "lot", -1);
	for (size_t i = 0; i < json_array_size(lines) && out->n_lines < MATCH_CRITERIA_MOST; i++)
		read_line(json_array_get(lines, i), out->what, &out->line[out->n_lines++]);
	out->points = number_at(json, "points", 0);
	out->most = number_at(json, "most", 0);
	read_threshold(json_object_get(json, "threshold"), &out->threshold);
	out->needed = number_at(json, "needed", DOSSIER_UNSAID);
	for (size_t i = 0; i < json_array_size(others) && out->n_others < DOSSIER_OTHERS; i++)
		read_other(json_array_get(others, i), &out->other[out->n_others++]);
	out->left_out = (int)number_at(json, "left_out", 0);
	out->rank = (int)number_at(json, "rank", 0);
	out->of = (int)number_at(json, "of", 0);
}

enum status dossier_read(const char *text, struct dossier *out, struct err *err)
{
	json_t *json = text ? json_loads(text, 0, NULL) : NULL;
	bool well = json && number_at(json, "v", 0) == VERSION && match_named(text_at(json, "what"), &out->what);
	enum match_what what = well ? out->what : MATCH_HOMES;

	*out = (struct dossier){ .what = what };
	if (well)
		read_all(json, out);
	json_decref(json);
	return well ? ST_OK : err_set(err, ST_CORRUPT, _("How this proposal was computed cannot be read. Nothing was changed; a newer "
		"version of the program may know it."));
}

/* Whether less is left of one place than of another once their thresholds are taken off. */
static bool less_left(int64_t points, const struct dossier_threshold *at, int64_t other, const struct dossier_threshold *there)
{
	return at->placed != there->placed ? at->placed > there->placed :
		points - at->points < other - there->points;
}

bool dossier_holds(const struct dossier *dossier)
{
	for (int i = 0; i < dossier->n_others && dossier->threshold.placed >= 0; i++)
		if (less_left(dossier->points, &dossier->threshold, dossier->other[i].points, &dossier->other[i].threshold))
			return false;
	return true;
}

/* Words of the criteria as they held then; where a version is not there any more, those of what it measured. */
static void put_words(struct dossier *dossier, const struct match_rule *rule)
{
	bool same = str_same(rule->digest, dossier->digest);

	for (int i = 0; i < dossier->n_lines; i++) {
		struct match_criterion *by = &dossier->line[i].by;
		const struct match_criterion *was = same ? match_criterion_named(rule, by->key) : NULL;

		by->label = mem_str(was ? match_text(was->label) : by->measure ? _(by->measure->label) : by->key);
		by->reason = was && was->reason ? mem_str(match_text(was->reason)) : NULL;
	}
}

static enum status read_words(struct store *store, struct dossier *dossier, struct err *err)
{
	struct match_rule rule;
	enum status st = ST_OK;

	if (store)
		st = match_rule_of(store, dossier->what, dossier->rule, &rule, err);
	else
		match_rule_default(dossier->what, &rule);
	if (st == ST_NOTFOUND) {
		match_rule_default(dossier->what, &rule);
		st = ST_OK;
	}
	if (st == ST_OK) {
		put_words(dossier, &rule);
		match_rule_clear(&rule);
	}
	return st;
}

enum status dossier_load(struct store *store, const struct actor *actor, const struct record *proposal,
	struct dossier *out, struct err *err)
{
	enum status st = dossier_read(record_get(proposal, "dossier"), out, err);

	(void)actor;
	if (st == ST_OK)
		st = read_words(store, out, err);
	if (st != ST_OK)
		dossier_clear(out);
	return st;
}

void dossier_clear(struct dossier *dossier)
{
	for (int i = 0; i < dossier->n_lines; i++) {
		free(dossier->line[i].by.field);
		free(dossier->line[i].by.label);
		free(dossier->line[i].by.reason);
	}
	*dossier = (struct dossier){ .n_lines = 0 };
}

/* ---- the person's own copy ---- */

static void tell(struct str *out, const char *canonical)
{
	struct dossier dossier;

	if (dossier_read(canonical, &dossier, NULL) != ST_OK)
		return;
	if (read_words(NULL, &dossier, NULL) == ST_OK)
		dossier_lines(out, &dossier);
	dossier_clear(&dossier);
}

static void tell_proof(struct str *out, const char *canonical)
{
	json_t *json = json_loads(canonical, 0, NULL);
	size_t n = json_array_size(json_object_get(json, "commitments"));

	str_addf(out, ngettext("Proved by prices, and %zu proposal sealed", "Proved by prices, and %zu proposals sealed", n), n);
	json_decref(json);
}

void dossier_init(void)
{
	for (int i = 0; i < MATCH_KINDS; i++)
		if (match_ops((enum match_what)i))
			field_teller(match_ops((enum match_what)i)->proposal, "dossier", tell);
	field_teller("round", "proof", tell_proof);
}
