/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * foothold match homes --round and what follows on it: one round shown, two compared,
 * published, closed, called off, its proof looked at.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "commands/match.h"
#include "match/dossier.h"

static enum status round_id(struct call *call, const char *said, struct id *out, struct err *err)
{
	return read_resolve(call->store, &call->actor, register_kind("round"), said, out, err);
}

static void points_cell(struct table *table, int64_t thousandths)
{
	struct str text = STR_INIT;

	if (thousandths >= 0)
		match_points_words(&text, thousandths);
	table_cell(table, str_get(&text));
	str_free(&text);
}

/* ---- who gets what ---- */

static int by_points(const void *a, const void *b)
{
	const struct round_pair *x = a, *y = b;

	if (x->points != y->points)
		return x->points > y->points ? -1 : 1;
	return memcmp(x->application.b, y->application.b, sizeof(x->application.b));
}

/* Where somebody hidden will live stands in no list, as nowhere else in the register. */
static void place_words(struct call *call, enum match_what what, struct id place, bool secret, struct str *out)
{
	if (secret)
		str_add(out, _("Address kept secret"));
	else
		match_place(call, register_kind(match_ops(what)->place), place, out);
}

static json_t *place_json(struct id place, bool secret)
{
	return secret ? json_null() : round_id_json(place);
}

static void pair_cells(struct call *call, struct table *table, enum match_what what, const struct round_pair *pair)
{
	const struct match_ops *ops = match_ops(what);
	const struct field *state = kind_field(register_kind(ops->proposal), "state");
	struct str text = STR_INIT;
	char id[37] = "";

	match_who(call, pair->person, &text);
	table_cell(table, str_get(&text));
	str_clear(&text);
	place_words(call, what, pair->place, pair->secret, &text);
	table_cell(table, str_get(&text));
	points_cell(table, pair->points);
	points_cell(table, pair->threshold);
	str_clear(&text);
	field_show(&text, state, pair->state);
	table_cell(table, str_get(&text));
	table_cell(table, pair->locked ? _("locked") : pair->instead ? _("otherwise") : "");
	if (!id_none(pair->proposal))
		id_text(pair->proposal, id);
	table_cell(table, id);
	str_free(&text);
}

static void print_list(struct call *call, struct round_list *list)
{
	struct table table;

	if (list->count)
		qsort(list->pair, (size_t)list->count, sizeof(*list->pair), by_points);
	table_begin(&table, 7);
	table.right[2] = table.right[3] = true;
	for (int i = 0; i < list->count; i++)
		pair_cells(call, &table, list->what, &list->pair[i]);
	table_out(&table, call, "");
	table_end(&table);
}

static json_t *list_json(const struct round_list *list)
{
	json_t *out = json_array();

	for (int i = 0; i < list->count; i++) {
		const struct round_pair *pair = &list->pair[i];

		json_array_append_new(out, json_pack("{s:o, s:o, s:o, s:o, s:I, s:I, s:s, s:b, s:b}", "proposal", round_id_json(pair->proposal),
			"application", round_id_json(pair->application), "person", round_id_json(pair->person), "place", place_json(pair->place, pair->secret), "points",
			(json_int_t)pair->points, "threshold", (json_int_t)pair->threshold, "state", pair->state, "locked", pair->locked,
			"instead", pair->instead));
	}
	return out;
}

enum status match_show_word(struct call *call, struct err *err)
{
	struct round_list list = { .pair = NULL };
	struct id id;
	enum status st = round_id(call, call->argv[1], &id, err);

	if (st == ST_OK)
		st = round_list_read(call->store, &call->actor, id, &list, err);
	if (st == ST_OK && call->json)
		st = out_json(call, list_json(&list), err);
	else if (st == ST_OK)
		print_list(call, &list);
	round_list_clear(&list);
	return st == ST_OK ? call_flush(call, err) : st;
}

/* ---- what differs ---- */

static void move_cell(struct call *call, struct table *table, enum match_what what, const struct round_move *move, bool was)
{
	struct str text = STR_INIT, number = STR_INIT;
	struct id place = was ? move->was : move->is;

	if (id_none(place)) {
		str_add(&text, _("nothing"));
	} else {
		place_words(call, what, place, move->secret, &text);
		match_points_words(&number, was ? move->points_was : move->points_is);
		str_addf(&text, " (%s)", str_get(&number));
	}
	table_cell(table, str_get(&text));
	str_free(&text);
	str_free(&number);
}

static void print_moves(struct call *call, enum match_what what, const struct round_moves *moves)
{
	struct table table;
	struct str line = STR_INIT, was = STR_INIT, is = STR_INIT;

	table_begin(&table, 4);
	for (int i = 0; i < moves->count; i++) {
		match_who(call, moves->move[i].person, &line);
		table_cell(&table, str_get(&line));
		str_clear(&line);
		move_cell(call, &table, what, &moves->move[i], true);
		table_cell(&table, "→");
		move_cell(call, &table, what, &moves->move[i], false);
	}
	table_out(&table, call, "");
	table_end(&table);
	match_points_words(&was, moves->points_was);
	match_points_words(&is, moves->points_is);
	str_addf(&line, _("The same for %d. Proposed: %lld before, %lld now; points: %s before, %s now."), moves->same,
		(long long)moves->placed_was, (long long)moves->placed_is, str_get(&was), str_get(&is));
	note(str_get(&line));
	str_free(&line);
	str_free(&was);
	str_free(&is);
}

static json_t *moves_json(const struct round_moves *moves)
{
	json_t *list = json_array();

	for (int i = 0; i < moves->count; i++) {
		const struct round_move *move = &moves->move[i];

		json_array_append_new(list, json_pack("{s:o, s:o, s:o, s:o, s:I, s:I}", "application", round_id_json(move->application),
			"person", round_id_json(move->person), "was", place_json(move->was, move->secret), "is", place_json(move->is, move->secret), "points_was",
			(json_int_t)move->points_was, "points_is", (json_int_t)move->points_is));
	}
	return json_pack("{s:i, s:I, s:I, s:I, s:I, s:o}", "same", moves->same, "placed_was", (json_int_t)moves->placed_was,
		"placed_is", (json_int_t)moves->placed_is, "points_was", (json_int_t)moves->points_was, "points_is",
		(json_int_t)moves->points_is, "moves", list);
}

static enum status tell_moves(struct call *call, const struct round_list *was, const struct round_list *is,
	struct err *err)
{
	struct round_moves moves = { .count = 0 };
	enum status st = round_compare(was, is, &moves, err);

	if (st == ST_OK && call->json)
		st = out_json(call, moves_json(&moves), err);
	else if (st == ST_OK)
		print_moves(call, is->what, &moves);
	round_moves_clear(&moves);
	return st == ST_OK ? call_flush(call, err) : st;
}

enum status match_compare_word(struct call *call, struct err *err)
{
	struct round_list was = { .pair = NULL }, is = { .pair = NULL };
	struct id a, b;
	enum status st = round_id(call, call->argv[1], &a, err);

	if (st == ST_OK)
		st = round_id(call, call->argv[2], &b, err);
	if (st == ST_OK)
		st = round_list_read(call->store, &call->actor, a, &was, err);
	if (st == ST_OK)
		st = round_list_read(call->store, &call->actor, b, &is, err);
	if (st == ST_OK)
		st = tell_moves(call, &was, &is, err);
	round_list_clear(&was);
	round_list_clear(&is);
	return st;
}

/* ---- computing one ---- */

static bool progress(void *ctx, enum round_step step, int64_t done, int64_t total)
{
	(void)ctx;
	progress_now(round_step_words(step));
	return progress_tell(done, total);
}

static enum status compute(struct call *call, const struct round_ask *asked, struct round **out, struct err *err)
{
	struct round_ask ask = *asked;
	enum status st;

	ask.progress = progress;
	progress_begin(round_step_words(ROUND_READS));
	st = round_compute(call->store, &call->actor, &ask, out, err);
	progress_end();
	return st;
}

/* Homes alone: caps, and indices before and after. */
static void tell_evenness(struct call *call, const struct round *round)
{
	struct str lines = STR_INIT;
	char *line, *end;

	if (round_evenness(call->store, &call->actor, round, &lines, NULL) == ST_OK)
		for (line = lines.s; line && *line; line = end + 1) {
			end = line + strcspn(line, "\n");
			*end = '\0';
			note(line);
		}
	str_free(&lines);
}

static void tell_result(struct call *call, const struct round *round)
{
	struct str line = STR_INIT, points = STR_INIT;

	match_points_words(&points, round->points);
	str_addf(&line, _("Waited: %d people for %d places. Proposed: %d, with %s points together. Nothing suits %d of those who "
		"wait."), round->waiting, round->free, round->placed, str_get(&points), round->nowhere);
	note(str_get(&line));
	if (round->kept)
		note(_("Who has a proposal that nobody decided on yet was left out, and so was what was proposed."));
	tell_evenness(call, round);
	note(round->try ? _("These criteria are not in force: nothing was saved.") :
		_("Nobody is given anything yet: “foothold match publish” makes it known, and people confirm each proposal."));
	str_free(&line);
	str_free(&points);
}

/* What other weights would move, against those in force. */
static enum status try_round(struct call *call, const struct round_ask *asked, const struct match_rule *rule,
	struct err *err)
{
	struct round_ask other = *asked;
	struct round *now = NULL, *then = NULL;
	struct round_list was = { .what = asked->what }, is = { .pair = NULL };
	enum status st = compute(call, asked, &now, err);

	other.rule = rule;
	/* Where nothing suits anybody by those in force, others may be just what is looked for; else these say it again. */
	if (st == ST_OK || st == ST_INVALID)
		st = compute(call, &other, &then, err);
	if (st == ST_OK) {
		if (now)
			round_list_of(now, &was);
		round_list_of(then, &is);
		tell_result(call, then);
		st = tell_moves(call, &was, &is, err);
	}
	round_list_clear(&was);
	round_list_clear(&is);
	round_free(now);
	round_free(then);
	return st;
}

static enum status write_round(struct call *call, struct round *round, struct err *err)
{
	enum status st;

	progress_begin(round_step_words(ROUND_WRITES));
	st = round_save(call->store, &call->actor, round, NULL, err);
	progress_end();
	return st;
}

static enum status save_round(struct call *call, const struct round_ask *asked, struct err *err)
{
	struct round *round = NULL;
	struct round_list list = { .pair = NULL };
	char id[37];
	enum status st = compute(call, asked, &round, err);

	if (st == ST_OK)
		st = write_round(call, round, err);
	if (st == ST_OK)
		st = round_list_read(call->store, &call->actor, round->id, &list, err);
	if (st == ST_OK && call->json) {
		json_t *json = json_pack("{s:o, s:i, s:i, s:i, s:i, s:I, s:o}", "round", round_id_json(round->id), "people", round->waiting,
			"places", round->free, "placed", round->placed, "nowhere", round->nowhere, "points", (json_int_t)round->points,
			"proposals", list_json(&list));

		if (round->ask.what == MATCH_HOMES) {
			json_object_set_new(json, "caps", round_caps_json(round));
			json_object_set_new(json, "mix", match_mix_json(&round->mix));
		}
		st = out_json(call, json, err);
	} else if (st == ST_OK) {
		id_text(round->id, id);
		out_line(call, id);
		print_list(call, &list);
		tell_result(call, round);
	}
	round_list_clear(&list);
	round_free(round);
	return st == ST_OK ? call_flush(call, err) : st;
}

/* Places named by --place, each once. */
static enum status named_places(struct call *call, enum match_what what, struct id **out, int *n, struct err *err)
{
	const struct kind *kind = register_kind(match_ops(what)->place);
	const char *said;
	enum status st = ST_OK;

	*out = NULL;
	for (*n = 0; st == ST_OK && (said = call_option_at(call, "place", *n)) != NULL; (*n)++) {
		*out = mem_resize(*out, (size_t)*n + 1, sizeof(**out));
		st = read_resolve(call->store, &call->actor, kind, said, &(*out)[*n], err);
	}
	return st;
}

enum status match_round_word(struct call *call, enum match_what what, struct err *err)
{
	struct round_ask ask = { .what = what };
	struct match_rule rule;
	struct id *place = NULL;
	enum status st = named_places(call, what, &place, &ask.n_places, err);

	ask.place = place;
	if (st == ST_OK && call_given(call, "again"))
		st = round_id(call, call_option(call, "again"), &ask.round, err);
	if (st == ST_OK && (call_given(call, "weigh") || call_given(call, "try"))) {
		st = match_criteria_tried(call, what, &rule, err);
		if (st == ST_OK) {
			st = try_round(call, &ask, &rule, err);
			match_rule_clear(&rule);
		}
	} else if (st == ST_OK) {
		st = save_round(call, &ask, err);
	}
	free(place);
	return st;
}

/* ---- one person in it ---- */

static void print_standing(struct call *call, const struct round *round, int candidate)
{
	const struct round_row *row = &round->row[candidate];
	struct str place = STR_INIT, points = STR_INIT, line = STR_INIT;

	if (row->place >= 0) {
		match_place(call, register_kind(round->facts.ops->place), round->facts.place[row->place].id, &place);
		match_points_words(&points, row->points);
		str_addf(&line, _("%s points"), str_get(&points));
		out_named(call, str_get(&place), str_get(&line));
	}
	dossier_standing(&call->out, call->store, &call->actor, round, candidate);
	note(_("This is how a round would come out now; nothing was saved."));
	str_free(&place);
	str_free(&points);
	str_free(&line);
}

enum status match_standing_word(struct call *call, enum match_what what, struct err *err)
{
	const struct round_ask ask = { .what = what };
	struct round *round = NULL;
	struct id application;
	int candidate = -1;
	enum status st = match_who_waits(call, what, call_option(call, "for"), &application, err);

	if (st == ST_OK)
		st = compute(call, &ask, &round, err);
	if (st == ST_OK && (candidate = round_candidate(round, application)) < 0)
		st = err_set(err, ST_NOTFOUND, _("This names nobody who waits. Nothing was changed."));
	if (st == ST_OK)
		print_standing(call, round, candidate);
	round_free(round);
	return st == ST_OK ? call_flush(call, err) : st;
}

/* ---- what follows ---- */

static enum status go_on(struct call *call, struct err *err)
{
	const char *word = call->argv[0];
	struct id id;
	enum status st = round_id(call, call->argv[1], &id, err);

	if (st != ST_OK)
		return st;
	if (str_same(word, "publish"))
		return round_publish(call->store, &call->actor, id, err);
	if (str_same(word, "close"))
		return round_close(call->store, &call->actor, id, err);
	return round_cancel(call->store, &call->actor, id, call_option(call, "reason"), err);
}

enum status match_go_on_word(struct call *call, struct err *err)
{
	return go_on(call, err);
}

enum status match_proof_word(struct call *call, struct err *err)
{
	struct round_proof proof;
	struct str line = STR_INIT;
	struct id id;
	enum status st = round_id(call, call->argv[1], &id, err);

	if (st == ST_OK)
		st = round_check(call->store, &call->actor, id, &proof, err);
	if (st != ST_OK)
		return st;
	if (call->json)
		return out_json(call, json_pack("{s:b, s:i, s:i, s:i, s:i, s:i}", "certified", proof.certified, "proposals",
			proof.proposals, "agree", proof.agree, "gone", proof.erased, "wrong", proof.wrong, "unproved", proof.unproved), err);
	out_line(call, proof.certified ? _("The allocation was proved to be the best by its prices.") :
		_("There is no proof of this allocation."));
	str_addf(&line, _("Proposals: %d. As they were computed: %d. Erased or replaced since: %d. Changed: %d."), proof.proposals,
		proof.agree, proof.erased, proof.wrong);
	out_line(call, str_get(&line));
	out_line(call, proof.unproved ? _("Some dossiers speak for another place than the one proposed.") :
		_("By each dossier's own numbers no other place was better, thresholds taken off."));
	str_free(&line);
	st = call_flush(call, err);
	return st == ST_OK && (proof.wrong || proof.unproved) ? err_set(err, ST_CORRUPT, _("Some dossiers are not those that were computed.")) : st;
}
