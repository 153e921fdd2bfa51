/* SPDX-License-Identifier: EUPL-1.2 */
/* Times that do not begin with the arrival: a dossier at the authority, a stay in reception. Nothing competes. */
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "insight/times.h"

/* Columns: person, first day, last day or NULL. */
QUERY(dossiers, "insight.dossiers", QUERY_BATCH,
	"SELECT person, submitted, CASE WHEN state IN ('recognised', 'partly', 'refused', 'appealed', 'stated') THEN decided END"
	" FROM credential WHERE gone = 0 AND state <> 'withdrawn' AND submitted >= :low AND submitted <= :to");
/* Stays one after another in temporary places have one day from which they count. */
QUERY(reception, "insight.reception", QUERY_BATCH,
	"SELECT person, coalesce(counted, since) AS first, CASE WHEN max(until IS NULL) THEN NULL ELSE max(until) END"
	" FROM stay WHERE gone = 0 AND place IN ('reception', 'shelter') AND coalesce(counted, since) >= :low"
	" AND coalesce(counted, since) <= :to GROUP BY person, first");

static const struct span { const char *key; const struct query *query; bool leaving; } spans[] = {
	{ "recognition_time", &dossiers, false },
	{ "reception_days", &reception, true },      /* ends where somebody leaves the town */
};

static struct date before(struct date day, int days)
{
	return date_add_days(day, -days);
}

static void prepare(struct run *run, struct facts_answer *answer)
{
	struct outcomes outcomes;
	struct facts_place place = place_all();
	struct facts_table *table = outcomes_table(run, answer, false, false, &outcomes);

	place.at[0] = outcomes.within[outcomes.target];
	view_add(answer, run, table, place, true, NULL);
}

static void row_add(struct run *run, const struct span *span, struct spells *spells, struct stmt *row)
{
	int soul = roll_find(&run->roll, stmt_get_id(row, 0));
	int32_t first = ymd_read(stmt_get_text(row, 1));
	long last = day_short(ymd_first(ymd_read(stmt_get_text(row, 2)))), to = date_days(last_day(run, spells->table)), days;

	if (soul < 0 || first % 100 == 0)
		return;
	if (span->leaving && run->roll.soul[soul].left && (!last || run->roll.soul[soul].left < last))
		last = run->roll.soul[soul].left;
	days = (last && last <= to ? last : to) - ymd_days(first);
	if (last && last <= to)
		spells_add(run, spells, soul, outcomes_leaf(&spells->outcomes, days), days, SPELL_EVENT);
	else
		spells_add(run, spells, soul, spells->outcomes.waiting, days, SPELL_STILL);
}

static enum status count_answer(struct run *run, struct facts_answer *answer, const struct span *span, struct err *err)
{
	struct outcomes outcomes;
	struct facts_table *table = outcomes_table(run, answer, false, false, &outcomes);
	int days = outcomes.edge[outcomes.target];
	struct spells spells;
	struct stmt *stmt;
	char low[11], to[11];
	enum status st = store_query(run->store, span->query, &stmt, err);

	if (st != ST_OK)
		return st;
	date_text(before(table->period.from, days), low);
	date_text(before(last_day(run, table), days), to);
	stmt_text(stmt, ":low", low);
	stmt_text(stmt, ":to", to);
	spells_begin(&spells, table, &outcomes);
	while ((st = rows_next(run, stmt, err)) == ST_OK)
		row_add(run, span, &spells, stmt);
	spells_end(run, answer, &spells);
	return st == ST_DONE ? ST_OK : st;
}

static enum status count(struct run *run, const struct counter *counter, struct err *err)
{
	enum status st = ST_OK;

	for (size_t s = 0; s < ARRAY_LEN(spans); s++)
		for (int i = 0; st == ST_OK && i < run->facts->n_answers; i++)
			if (str_same(run->facts->answer[i].ask.indicator->key, spans[s].key) && counter_counts(counter, run, i))
				st = count_answer(run, &run->facts->answer[i], &spans[s], err);
	return st;
}

static const char *const keys[] = { "recognition_time", "reception_days", NULL };
const struct counter counter_spans = { keys, prepare, count };
