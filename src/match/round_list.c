/* SPDX-License-Identifier: EUPL-1.2 */
/* Who gets what: of a round in memory or in the file, what differs between two, and whether the proof still holds. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/proposal.h"
#include "match/dossier.h"
#include "match/round.h"

static int by_application(const void *a, const void *b)
{
	const struct round_pair *x = a, *y = b;

	return memcmp(x->application.b, y->application.b, sizeof(x->application.b));
}

static void sort_list(struct round_list *list)
{
	if (list->count)
		qsort(list->pair, (size_t)list->count, sizeof(*list->pair), by_application);
}

static void push(struct round_list *list, const struct round_pair *pair)
{
	if (list->count % 64 == 0)
		list->pair = mem_resize(list->pair, (size_t)list->count + 64, sizeof(*list->pair));
	list->pair[list->count++] = *pair;
}

void round_list_clear(struct round_list *list)
{
	free(list->pair);
	*list = (struct round_list){ .pair = NULL };
}

void round_list_of(const struct round *round, struct round_list *out)
{
	*out = (struct round_list){ .what = round->ask.what };
	for (int i = 0; i < round->facts.n_candidates; i++) {
		const struct round_row *row = &round->row[i];
		const struct assign_value *price;
		struct round_pair pair;

		if (row->place < 0)
			continue;
		price = &round->solved.of[round->solved.stage[i]]->price[row->place];
		pair = (struct round_pair){ .application = round->facts.candidate[i].application,
			.person = round->facts.candidate[i].person, .place = round->facts.place[row->place].id, .points = row->points,
			.secret = round->facts.candidate[i].secret, .state = "proposed",
			.threshold = price->at[ASSIGN_PLACED] == 1 ? price->at[ASSIGN_POINTS] : -1 };
		push(out, &pair);
	}
	sort_list(out);
}

/* ---- of the file ---- */

static enum status what_of(struct store *store, const struct actor *actor, struct id round, enum match_what *out,
	struct err *err)
{
	struct record *record;
	enum status st = read_brief(store, actor, register_kind("round"), round, &record, err);

	if (st != ST_OK)
		return st;
	if (!match_named(record_get(record, "what"), out))
		st = err_set(err, ST_INVALID, _("This round was begun for something that this program does not know."));
	else if (!kind_seen(actor, register_kind(match_ops(*out)->proposal)))
		st = err_set(err, ST_DENIED, _("Your role does not include proposals of this kind. Nothing was read."));
	record_free(record);
	return st;
}

static void take_pair(struct stmt *stmt, struct round_pair *out)
{
	*out = (struct round_pair){ .application = stmt_get_id(stmt, 0), .person = stmt_get_id(stmt, 1), .place =
		stmt_get_id(stmt, 2), .points = stmt_get_int(stmt, 3), .proposal = stmt_get_id(stmt, 4), .rev = stmt_get_int(stmt, 5),
		.locked = stmt_get_int(stmt, 7) != 0, .instead = stmt_get_int(stmt, 8) != 0, .threshold = stmt_get_int(stmt, 9),
		.secret = stmt_get_int(stmt, 10) != 0, .restricted = stmt_get_int(stmt, 11) != 0 };
	str_copy(out->state, sizeof(out->state), stmt_get_text(stmt, 6));
}

enum status round_list_read(struct store *store, const struct actor *actor, struct id round, struct round_list *out,
	struct err *err)
{
	const struct match_ops *ops;
	const struct field *place;
	struct stmt *stmt;
	char *sql;
	enum status st = what_of(store, actor, round, &out->what, err);

	out->pair = NULL;
	out->count = 0;
	if (st != ST_OK)
		return st;
	ops = match_ops(out->what);
	place = kind_field(register_kind(ops->proposal), ops->place);
	sql = mem_fmt("SELECT %s, person, %s, coalesce(points, 0), id, rev, state, coalesce(locked, 0), coalesce(instead, 0),"
		" coalesce(threshold, -1), %s, (SELECT x.restricted FROM person x WHERE x.id = p.person) IS NOT NULL FROM %s p"
		" WHERE gone = 0 AND round = :round", ops->application, ops->place,
		place->secret_with ? "(SELECT x.address_secret FROM person x WHERE x.id = p.person) IS 1" : "0", ops->proposal);
	st = store_sql(store, sql, &stmt, err);
	free(sql);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":round", round);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct round_pair pair;

		take_pair(stmt, &pair);
		push(out, &pair);
	}
	if (st != ST_DONE)
		round_list_clear(out);
	sort_list(out);
	return st == ST_DONE ? ST_OK : st;
}

enum status round_last(struct store *store, const struct actor *actor, enum match_what what, struct id before,
	struct id *out, struct err *err)
{
	struct stmt *stmt;
	enum status st;

	*out = (struct id){ { 0 } };
	if (!kind_seen(actor, register_kind("round")))
		return ST_OK;
	st = store_sql(store, "SELECT id FROM round WHERE what = :what AND gone = 0 AND state IN ('published', 'closed')"
		" AND id IS NOT :before AND rid < coalesce((SELECT rid FROM round WHERE id = :before), 9223372036854775807)"
		" ORDER BY rid DESC LIMIT 1", &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_text(stmt, ":what", match_ops(what)->word);
	stmt_id(stmt, ":before", before);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*out = stmt_get_id(stmt, 0);
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

int round_candidate(const struct round *round, struct id application)
{
	for (int i = 0; i < round->facts.n_candidates; i++)
		if (id_same(round->facts.candidate[i].application, application))
			return i;
	return -1;
}

json_t *round_id_json(struct id id)
{
	char text[37];

	id_text(id, text);
	return id_none(id) ? json_null() : json_string(text);
}

/* ---- two rounds ---- */

static void count_in(const struct round_list *list, int64_t *placed, int64_t *points)
{
	*placed = *points = 0;
	for (int i = 0; i < list->count; i++)
		if (!list->pair[i].instead) {
			++*placed;
			*points += list->pair[i].points;
		}
}

/* From `at` on the next that the round itself proposed: what somebody gave in place of it is no result of the round. */
static int computed(const struct round_list *list, int at)
{
	while (at < list->count && list->pair[at].instead)
		at++;
	return at;
}

static void moved(struct round_moves *out, const struct round_pair *was, const struct round_pair *is)
{
	const struct round_pair *of = was ? was : is;

	out->move = mem_resize(out->move, (size_t)out->count + 1, sizeof(*out->move));
	out->move[out->count] = (struct round_move){ .application = of->application, .person = of->person,
		.secret = of->secret };
	if (was) {
		out->move[out->count].was = was->place;
		out->move[out->count].points_was = was->points;
	}
	if (is) {
		out->move[out->count].is = is->place;
		out->move[out->count].points_is = is->points;
	}
	out->count++;
}

enum status round_compare(const struct round_list *was, const struct round_list *is, struct round_moves *out,
	struct err *err)
{
	int a = computed(was, 0), b = computed(is, 0);

	*out = (struct round_moves){ .count = 0 };
	if (was->what != is->what)
		return err_set(err, ST_INVALID, _("Rounds of two kinds cannot be compared."));
	count_in(was, &out->placed_was, &out->points_was);
	count_in(is, &out->placed_is, &out->points_is);
	while (a < was->count || b < is->count) {
		int order = a == was->count ? 1 : b == is->count ? -1 : by_application(&was->pair[a], &is->pair[b]);

		if (order == 0 && id_same(was->pair[a].place, is->pair[b].place))
			out->same++;
		else
			moved(out, order <= 0 ? &was->pair[a] : NULL, order >= 0 ? &is->pair[b] : NULL);
		a = order <= 0 ? computed(was, a + 1) : a;
		b = order >= 0 ? computed(is, b + 1) : b;
	}
	return ST_OK;
}

void round_moves_clear(struct round_moves *moves)
{
	free(moves->move);
	*moves = (struct round_moves){ .count = 0 };
}

/* ---- the proof ---- */

static bool holds(const char *text)
{
	struct dossier dossier;
	bool well = dossier_read(text, &dossier, NULL) == ST_OK && dossier_holds(&dossier);

	dossier_clear(&dossier);
	return well;
}

static enum status count_standing(struct store *store, const struct match_ops *ops, struct id round,
	const struct map *committed, struct round_proof *out, struct err *err)
{
	char *sql = mem_fmt("SELECT dossier FROM %s WHERE gone = 0 AND round = :round AND coalesce(instead, 0) = 0", ops->proposal);
	struct stmt *stmt;
	enum status st = store_sql(store, sql, &stmt, err);

	free(sql);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":round", round);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		char hash[65];

		dossier_commitment(stmt_get_text(stmt, 0) ? stmt_get_text(stmt, 0) : "", hash);
		if (map_find(committed, hash, 64))
			out->agree++;
		else
			out->wrong++;
		out->unproved += !holds(stmt_get_text(stmt, 0));
	}
	return st == ST_DONE ? ST_OK : st;
}

static bool all_certified(const json_t *proof)
{
	const json_t *stages = json_object_get(proof, "stages");
	bool all = json_array_size(stages) > 0;

	for (size_t i = 0; i < json_array_size(stages); i++)
		all = all && json_is_true(json_object_get(json_array_get(stages, i), "certified"));
	return all;
}

enum status round_check(struct store *store, const struct actor *actor, struct id round, struct round_proof *out,
	struct err *err)
{
	struct map *committed = map_new();
	struct record *record = NULL;
	enum match_what what;
	json_t *proof = NULL;
	const json_t *list;
	enum status st = what_of(store, actor, round, &what, err);

	*out = (struct round_proof){ .proposals = 0 };
	if (st == ST_OK)
		st = read_brief(store, actor, register_kind("round"), round, &record, err);
	if (st == ST_OK && record_get(record, "proof"))
		proof = json_loads(record_get(record, "proof"), 0, NULL);
	list = json_object_get(proof, "commitments");
	for (size_t i = 0; i < json_array_size(list); i++)
		if (json_string_length(json_array_get(list, i)) == 64)
			*map_at(committed, json_string_value(json_array_get(list, i)), 64) = 1;
	out->proposals = (int)json_array_size(list);
	out->certified = all_certified(proof);
	if (st == ST_OK)
		st = count_standing(store, match_ops(what), round, committed, out, err);
	out->erased = out->proposals - out->agree;
	json_decref(proof);
	record_free(record);
	map_free(committed);
	return st;
}
