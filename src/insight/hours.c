/* SPDX-License-Identifier: EUPL-1.2 */
/* Hours of courses: offered, which tell of nobody, and taken, by the people who came. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "insight/inside.h"

QUERY(offered, "insight.hours_offered", QUERY_BATCH,
	"SELECT c.level, sum(l.minutes) FROM lesson l INDEXED BY lesson_by_day LEFT JOIN course c ON c.id = l.course"
	" WHERE l.gone = 0 AND l.state <> 'cancelled' AND l.day >= :low AND l.day <= :to GROUP BY c.level");
QUERY(taken, "insight.hours_taken", QUERY_BATCH,
	"SELECT p.person, coalesce(p.minutes, l.minutes), c.level FROM lesson l INDEXED BY lesson_by_day"
	" CROSS JOIN presence p INDEXED BY presence_of_lesson ON p.lesson = l.id AND p.gone = 0 AND p.state = 'came'"
	" LEFT JOIN course c ON c.id = l.course WHERE l.gone = 0 AND l.day >= :low AND l.day <= :to");

enum { MINUTES = 60 };

static void prepare(struct run *run, struct facts_answer *answer)
{
	const struct indicator *indicator = answer->ask.indicator;
	bool fresh;
	struct facts_table *table = table_make(run, &answer->ask, indicator->key, indicator->name, false, &fresh);

	if (fresh) {
		struct facts_axis *axis = table_axis(table, "level", N_("Level"));

		axis_choices(axis, "course", "level", NULL);
		axis_leaf(axis, "unknown", N_("Not said or not known"), FACTS_ALL);
		table_ready(run, table);
		table->adds = indicator->shape != SHAPE_AMOUNT;
		if (indicator->shape == SHAPE_AMOUNT)
			table->amount = mem_array((size_t)table->cells, sizeof(*table->amount));
	}
	view_add(answer, run, table, place_all(), true, NULL);
}

static int level_leaf(const struct facts_axis *axis, const char *level)
{
	int category = level ? facts_category(axis, level) : FACTS_ALL;

	return category == FACTS_ALL ? axis->leaves - 1 : axis->category[category].leaf;
}

static enum status over_period(struct run *run, const struct query *query, const struct facts_table *table, struct stmt **out,
	struct err *err)
{
	char low[11], to[11];
	enum status st = store_query(run->store, query, out, err);

	if (st != ST_OK)
		return st;
	ymd_low_text(ymd_of(table->period.from), low);
	date_text(table->period.to, to);
	stmt_text(*out, ":low", low);
	stmt_text(*out, ":to", to);
	return ST_OK;
}

static enum status count_offered(struct run *run, struct facts_table *table, struct err *err)
{
	struct stmt *stmt;
	enum status st = over_period(run, &offered, table, &stmt, err);

	while (st == ST_OK && (st = rows_next(run, stmt, err)) == ST_OK)
		table->count[level_leaf(&table->axis[0], stmt_get_text(stmt, 0))] += (stmt_get_int(stmt, 1) + MINUTES / 2) / MINUTES;
	return st == ST_DONE ? ST_OK : st;
}

/* The highest level of each person's lessons, plus one, and all minutes. One with a level is higher than none. */
static enum status taken_read(struct run *run, const struct facts_table *table, int32_t *minutes, uint8_t *level,
	struct err *err)
{
	const struct facts_axis *axis = &table->axis[0];
	struct stmt *stmt;
	enum status st = over_period(run, &taken, table, &stmt, err);

	while (st == ST_OK && (st = rows_next(run, stmt, err)) == ST_OK) {
		int soul = roll_find(&run->roll, stmt_get_id(stmt, 0)), leaf = level_leaf(axis, stmt_get_text(stmt, 2));
		int known = leaf == axis->leaves - 1 ? 1 : leaf + 2;

		if (soul < 0)
			continue;
		minutes[soul] += (int32_t)stmt_get_int(stmt, 1);
		level[soul] = known > level[soul] ? (uint8_t)known : level[soul];
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status count_taken(struct run *run, struct facts_table *table, struct err *err)
{
	int32_t *minutes = mem_array((size_t)run->roll.n + 1, sizeof(*minutes));
	uint8_t *level = mem_alloc((size_t)run->roll.n + 1);
	enum status st = taken_read(run, table, minutes, level, err);

	for (int i = 0; st == ST_OK && i < run->roll.n; i++)
		if (level[i]) {
			int64_t cell = tally_cell(run, table, level[i] == 1 ? table->axis[0].leaves - 1 : level[i] - 2, -1, i);

			table->count[cell]++;
			table->amount[cell] += minutes[i];
		}
	free(minutes);
	free(level);
	return st;
}

/* Hours of every place, of each level there, and of a person. */
static void figures(struct run *run, struct facts_answer *answer)
{
	const struct facts_table *table = &run->facts->table[answer->view[0].table];
	struct facts_place place = place_all();

	do
		for (int level = FACTS_ALL; level < table->axis[0].n; level++) {
			struct facts_place at = place;
			int64_t people, sum;

			at.at[0] = level;
			people = facts_count(table, at);
			sum = facts_amount(table, at);
			if (!people)
				continue;
			figure_follows(figure_add(run, answer, FIGURE_AMOUNT, &at, (double)sum / MINUTES), level);
			if (level == FACTS_ALL)
				figure_follows(figure_add(run, answer, FIGURE_MEAN, &at, (double)sum / MINUTES / (double)people), level);
		}
	while (place_next(table, &place));
}

static enum status count(struct run *run, const struct counter *counter, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < run->facts->n_tables; i++) {
		struct facts_table *table = &run->facts->table[i];

		if (str_same(table->key, "course_hours_offered"))
			st = count_offered(run, table, err);
		else if (str_same(table->key, "course_hours_taken"))
			st = count_taken(run, table, err);
	}
	for (int i = 0; st == ST_OK && i < run->facts->n_answers; i++)
		if (counter_counts(counter, run, i) && run->facts->answer[i].ask.indicator->shape == SHAPE_AMOUNT)
			figures(run, &run->facts->answer[i]);
	return st;
}

static const char *const keys[] = { "course_hours_offered", "course_hours_taken", NULL };
const struct counter counter_hours = { keys, prepare, count };
