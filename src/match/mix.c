/* SPDX-License-Identifier: EUPL-1.2 */
/* Counts by neighbourhood, before a round and after it. */
#include "match/mix.h"

#include <math.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"

/* Everybody of the households that hold a home, each once. */
QUERY(placed_by, "mix.placed", QUERY_BATCH,
	"SELECT n.id, n.residents, coalesce(c.people, 0) FROM neighbourhood n LEFT JOIN"
	" (SELECT d.neighbourhood AS quarter, count(*) AS people FROM (SELECT p.dwelling AS home, p.person AS person FROM placement p"
	"  WHERE p.gone = 0 AND p.state IN ('accepted', 'moved_in')"
	"  UNION SELECT p.dwelling, m.id FROM placement p JOIN person x ON x.id = p.person AND x.household IS NOT NULL"
	"  JOIN person m ON m.household = x.household AND m.gone = 0 AND m.left IS NULL"
	"  WHERE p.gone = 0 AND p.state IN ('accepted', 'moved_in')) h JOIN dwelling d ON d.id = h.home"
	"  WHERE d.neighbourhood IS NOT NULL GROUP BY d.neighbourhood) c ON c.quarter = n.id WHERE n.gone = 0 ORDER BY n.id");
QUERY(people_of, "mix.people", QUERY_INTERACTIVE, "SELECT people FROM need WHERE id = :id");

struct quarter { int64_t residents, people, coming; bool known; };
struct quarters { struct quarter *quarter; int count, room; struct map *at; };

static enum status read_quarters(struct store *store, struct quarters *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &placed_by, &stmt, err);

	out->at = map_new();
	if (st != ST_OK)
		return st;
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct id id = stmt_get_id(stmt, 0);

		if (out->count == out->room)
			out->quarter = mem_resize(out->quarter, (size_t)(out->room = out->room ? out->room * 2 : 64), sizeof(*out->quarter));
		out->quarter[out->count] = (struct quarter){ .residents = stmt_get_int(stmt, 1), .people = stmt_get_int(stmt, 2),
			.known = !stmt_is_null(stmt, 1) };
		*map_at(out->at, &id, sizeof(id)) = ++out->count;
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status add_round(struct store *store, const struct match_facts *facts, const int *place,
	struct quarters *quarters, struct err *err)
{
	struct stmt *stmt;
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < facts->n_candidates; i++) {
		const int64_t *at = place[i] < 0 ? NULL :
			map_find(quarters->at, &facts->place[place[i]].neighbourhood, sizeof(struct id));
		int64_t people = 1;

		if (!at)
			continue;
		st = store_query(store, &people_of, &stmt, err);
		if (st != ST_OK)
			break;
		stmt_id(stmt, "id", facts->candidate[i].application);
		st = stmt_step(stmt, err);
		if (st == ST_OK && stmt_get_int(stmt, 0) > 0)
			people = stmt_get_int(stmt, 0);
		stmt_reset(stmt);
		if (st == ST_DONE)
			st = ST_OK;
		quarters->quarter[*at - 1].coming += people;
	}
	return st;
}

static void compute(const struct quarters *quarters, struct match_mix *out)
{
	struct segregation *before = segregation_new(1), *after = segregation_new(1);

	for (int i = 0; i < quarters->count; i++) {
		const struct quarter *q = &quarters->quarter[i];
		int64_t people = q->people + q->coming;

		if (!q->known || q->people > q->residents || segregation_add(before, q->residents, &q->people, NULL) != ST_OK ||
			segregation_add(after, q->residents + q->coming, &people, NULL) != ST_OK) {
			out->left_out++;
			continue;
		}
		out->placed += q->coming;
	}
	segregation_compute(before, &out->before);
	segregation_compute(after, &out->after);
	segregation_free(before);
	segregation_free(after);
}

enum status match_mix(struct store *store, const struct match_facts *facts, const int *place, struct match_mix *out,
	struct err *err)
{
	struct quarters quarters = { NULL, 0, 0, NULL };
	enum status st = read_quarters(store, &quarters, err);

	*out = (struct match_mix){ .left_out = 0 };
	if (st == ST_OK)
		st = add_round(store, facts, place, &quarters, err);
	if (st == ST_OK)
		compute(&quarters, out);
	map_free(quarters.at);
	free(quarters.quarter);
	return st;
}

static char *index_words(double index)
{
	struct str out = STR_INIT;

	if (isnan(index))
		str_add(&out, _("not defined"));
	else
		text_number(&out, llround(index * 10000), 4);
	return str_take(&out);
}

static void index_line(struct str *out, const char *sentence, double before, double after)
{
	char *was = index_words(before), *is = index_words(after);

	str_addf(out, sentence, was, is);
	str_addc(out, '\n');
	free(was);
	free(is);
}

void match_mix_words(struct str *out, const struct match_mix *mix)
{
	const struct segregation_group *was = &mix->before.group[0], *is = &mix->after.group[0];

	/* TRANSLATORS: two numbers between 0 and 1, or "not defined" */
	index_line(out, _("Dissimilarity of where people live whom we helped to a home: %s before the round, %s after it."),
		was->dissimilarity, is->dissimilarity);
	index_line(out, _("Isolation, their own share in the neighbourhood of an average one of them: %s before the round, %s after "
		"it."), was->isolation, is->isolation);
	index_line(out, _("Exposure, everybody else’s share in it: %s before the round, %s after it."), was->exposure[1],
		is->exposure[1]);
	if (mix->left_out)
		str_addf(out, ngettext("%lld neighbourhood is left out: its residents are not on record, or fewer than we know of.\n",
			"%lld neighbourhoods are left out: their residents are not on record, or fewer than we know of.\n",
			(unsigned long)mix->left_out), (long long)mix->left_out);
	str_add(out, _("These are reported; nothing goes by them."));
	str_addc(out, '\n');
}

static json_t *real(double index)
{
	return isnan(index) ? json_null() : json_real(index);
}

static json_t *indices_json(const struct segregation_indices *is)
{
	return json_pack("{s:o, s:o, s:o}", "dissimilarity", real(is->group[0].dissimilarity), "isolation",
		real(is->group[0].isolation), "exposure", real(is->group[0].exposure[1]));
}

json_t *match_mix_json(const struct match_mix *mix)
{
	return json_pack("{s:o, s:o, s:I}", "before", indices_json(&mix->before), "after", indices_json(&mix->after), "left_out",
		(json_int_t)mix->left_out);
}

static double index_of(const json_t *json, const char *key)
{
	const json_t *value = json_object_get(json, key);

	return json_is_number(value) ? json_number_value(value) : (double)NAN;
}

static void indices_of(const json_t *json, struct segregation_indices *out)
{
	out->group[0].dissimilarity = index_of(json, "dissimilarity");
	out->group[0].isolation = index_of(json, "isolation");
	out->group[0].exposure[1] = index_of(json, "exposure");
}

bool match_mix_of_json(const json_t *json, struct match_mix *out)
{
	*out = (struct match_mix){ .left_out = json_integer_value(json_object_get(json, "left_out")) };
	indices_of(json_object_get(json, "before"), &out->before);
	indices_of(json_object_get(json, "after"), &out->after);
	return json_is_object(json_object_get(json, "before")) && json_is_object(json_object_get(json, "after"));
}
