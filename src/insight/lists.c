/* SPDX-License-Identifier: EUPL-1.2 */
/* Who waits, and which children have a place: what counts is a person's best or lowest row, so a number a person is kept. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "insight/inside.h"

QUERY(waiting_all, "insight.waiting", QUERY_BATCH,
	"SELECT person, asked, level FROM enrolment NOT INDEXED WHERE gone = 0 AND state IN ('waiting', 'offered')");
QUERY(children_needing, "insight.school_needed", QUERY_BATCH,
	"SELECT id, school_from, '' FROM person INDEXED BY person_by_school_from WHERE gone = 0 AND school_from > ''");
QUERY(places_asked, "insight.school_places", QUERY_BATCH,
	"SELECT person, asked, state FROM school_place NOT INDEXED WHERE gone = 0 AND state <> 'not_needed'");

/* Leaves in the order in which one counts before the other, both where somebody has several rows. */
static const char *const place_codes[] = { "placed", "offered", "asked", "none" };
static const char *const place_labels[] = { N_("Has a place"), N_("Offered"), N_("Asked for or waiting"), N_("Not asked for yet") };

static struct facts_table *waiting_table(struct run *run, const struct facts_answer *answer)
{
	bool fresh;
	struct facts_table *table = table_make(run, &answer->ask, "waiting_list", answer->ask.indicator->name, true, &fresh);
	struct facts_axis *axis;

	if (!fresh)
		return table;
	axis = table_axis(table, "level", N_("Level"));
	axis_choices(axis, "enrolment", "level", NULL);
	axis_leaf(axis, "unknown", N_("Not said or not known"), FACTS_ALL);
	table_ready(run, table);
	return table;
}

static struct facts_table *school_table(struct run *run, const struct facts_answer *answer)
{
	bool fresh;
	struct facts_table *table = table_make(run, &answer->ask, "school_places", answer->ask.indicator->name, true, &fresh);
	struct facts_axis *axis;

	if (!fresh)
		return table;
	axis = table_axis(table, "place", N_("Place"));
	for (size_t i = 0; i < ARRAY_LEN(place_codes); i++)
		axis_leaf(axis, place_codes[i], place_labels[i], FACTS_ALL);
	table_ready(run, table);
	return table;
}

static int place_leaf(const char *state)
{
	if (str_same(state, "placed"))
		return 0;
	if (str_same(state, "offered"))
		return 1;
	return str_same(state, "asked") || str_same(state, "waiting") ? 2 : 3;
}

static int level_leaf(const struct facts_axis *axis, const char *level)
{
	int category = level ? facts_category(axis, level) : FACTS_ALL;

	return category == FACTS_ALL ? axis->leaves - 1 : axis->category[category].leaf;
}

/* Lowers each person's number, leaf plus one, to that of the row; 0: has none yet. Rows of later days do not count. */
static enum status lower(struct run *run, const struct query *query, const struct facts_table *table, bool school, uint8_t *of,
	struct err *err)
{
	int32_t to = ymd_of(table->period.to);
	struct stmt *stmt;
	enum status st = store_query(run->store, query, &stmt, err);

	while (st == ST_OK && (st = rows_next(run, stmt, err)) == ST_OK) {
		int soul = roll_find(&run->roll, stmt_get_id(stmt, 0));
		const char *what = stmt_get_text(stmt, 2);
		int leaf = 1 + (school ? place_leaf(what) : level_leaf(&table->axis[0], what));

		if (soul >= 0 && ymd_first(ymd_read(stmt_get_text(stmt, 1))) <= to && (!of[soul] || leaf < of[soul]))
			of[soul] = (uint8_t)leaf;
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status count_table(struct run *run, struct facts_table *table, bool school, struct err *err)
{
	uint8_t *of = mem_alloc((size_t)run->roll.n + 1);
	int32_t to = ymd_of(table->period.to);
	long last = date_days(table->period.to);
	enum status st = lower(run, school ? &places_asked : &waiting_all, table, school, of, err);

	if (st == ST_OK && school)
		st = lower(run, &children_needing, table, true, of, err);
	for (int i = 0; st == ST_OK && i < run->roll.n; i++) {
		const struct soul *soul = &run->roll.soul[i];
		int age = of[i] && school ? soul_age(soul, to) : 0;

		if (of[i] && soul_here(soul, last) && age >= 0 && age < 18)
			tally_add(run, table, of[i] - 1, -1, i, 1);
	}
	free(of);
	return st;
}

static enum status count_key(struct run *run, const char *key, bool school, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < run->facts->n_tables; i++)
		if (str_same(run->facts->table[i].key, key))
			st = count_table(run, &run->facts->table[i], school, err);
	return st;
}

static void prepare_waiting(struct run *run, struct facts_answer *answer)
{
	view_add(answer, run, waiting_table(run, answer), place_all(), true, NULL);
}

static void prepare_school(struct run *run, struct facts_answer *answer)
{
	view_add(answer, run, school_table(run, answer), place_all(), true, NULL);
}

static enum status count_waiting(struct run *run, const struct counter *counter, struct err *err)
{
	return count_key(run, counter->keys[0], false, err);
}

static enum status count_school(struct run *run, const struct counter *counter, struct err *err)
{
	enum status st = count_key(run, counter->keys[0], true, err);

	for (int i = 0; st == ST_OK && i < run->facts->n_answers; i++)
		if (counter_counts(counter, run, i))
			figures_share(run, &run->facts->answer[i], 0, FACTS_ALL);
	return st;
}

static const char *const waiting_keys[] = { "waiting_list", NULL }, *const school_keys[] = { "school_places", NULL };
const struct counter counter_waiting = { waiting_keys, prepare_waiting, count_waiting };
const struct counter counter_school = { school_keys, prepare_school, count_school };
