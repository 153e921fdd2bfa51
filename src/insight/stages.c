/* SPDX-License-Identifier: EUPL-1.2 */
/* How far people in care have come in each stage: the plan's steps are read once, and kept as three bits a stage. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/plan.h"
#include "insight/inside.h"

QUERY(steps_all, "insight.steps", QUERY_BATCH, "SELECT person, stage, state, done FROM step INDEXED BY step_counted WHERE gone = 0");

enum { STEP_PENDING = 1, STEP_UNDER_WAY = 2, STEP_DONE = 4, STEP_BITS = 3 };
static const struct { const char *code, *label; } leaves[] = {
	{ "none", N_("Nothing planned") }, { "planned", N_("Planned") }, { "under_way", N_("Under way") }, { "done", N_("Done") },
};

/* Where everybody stood at the end of a day: STEP_BITS a stage. */
struct standing { int32_t day; uint32_t *of; };

static void stage_key(int stage, char out[48])
{
	static const char *const names[STAGES] = { "arrival", "language", "skills", "work", "housing", "school" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (stage_place(names[i]) == stage)
			snprintf(out, 48, "stage_%s", names[i]);
}

static void prepare(struct run *run, struct facts_answer *answer)
{
	struct facts_table *here = people_table(run, &answer->ask, "in_care");

	for (int stage = 0; stage < STAGES; stage++) {
		char key[48];
		bool fresh;
		struct facts_table *table;

		stage_key(stage, key);
		table = table_make(run, &answer->ask, key, stage_label(stage), true, &fresh);
		if (fresh) {
			struct facts_axis *axis = table_axis(table, "state", N_("State"));

			for (size_t i = 0; i < ARRAY_LEN(leaves); i++)
				axis_leaf(axis, leaves[i].code, leaves[i].label, FACTS_ALL);
			table_ready(run, table);
			facts_link(run, here, place_all(), table, place_all());
		}
		view_add(answer, run, table, place_all(), true, stage_label(stage));
	}
}

static uint32_t bit_of(const char *state, int32_t done, int32_t day)
{
	if (str_same(state, "done"))
		return done > day ? STEP_PENDING : STEP_DONE;
	if (str_same(state, "open"))
		return STEP_PENDING;
	return str_same(state, "under_way") || str_same(state, "waiting") ? STEP_UNDER_WAY : 0;
}

static enum status steps_read(struct run *run, struct standing *standing, int n, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(run->store, &steps_all, &stmt, err);

	while (st == ST_OK && (st = rows_next(run, stmt, err)) == ST_OK) {
		const char *stage = stmt_get_text(stmt, 1), *state = stmt_get_text(stmt, 2);
		int soul = roll_find(&run->roll, stmt_get_id(stmt, 0)), at = stage ? stage_place(stage) : STAGES;
		int32_t done = ymd_first(ymd_read(stmt_get_text(stmt, 3)));

		for (int i = 0; soul >= 0 && at < STAGES && i < n; i++)
			standing[i].of[soul] |= bit_of(state, done, standing[i].day) << (STEP_BITS * at);
	}
	return st == ST_DONE ? ST_OK : st;
}

/* Leaf of one stage. */
static int leaf_of(uint32_t bits)
{
	if (!bits)
		return 0;
	if (bits == STEP_DONE)
		return 3;
	return bits == STEP_PENDING ? 1 : 2;
}

static void count_answer(struct run *run, const struct facts_answer *answer, const struct standing *standing)
{
	long day = ymd_days(standing->day);

	for (int i = 0; i < run->roll.n; i++) {
		if (!soul_here(&run->roll.soul[i], day))
			continue;
		for (int stage = 0; stage < STAGES; stage++)
			tally_add(run, &run->facts->table[answer->view[stage].table],
				leaf_of(standing->of[i] >> (STEP_BITS * stage) & ((1u << STEP_BITS) - 1)), -1, i, 1);
	}
}

static const struct standing *standing_on(const struct standing *standing, int n, int32_t day)
{
	for (int i = 0; i < n; i++)
		if (standing[i].day == day)
			return &standing[i];
	return NULL;
}

static enum status count(struct run *run, const struct counter *counter, struct err *err)
{
	struct standing *standing = mem_array((size_t)run->facts->n_answers + 1, sizeof(*standing));
	enum status st = ST_OK;
	int n = 0;

	for (int i = 0; i < run->facts->n_answers; i++) {
		int32_t day = ymd_of(run->facts->answer[i].ask.period.to);

		if (counter_has(counter, &run->facts->answer[i]) && !standing_on(standing, n, day))
			standing[n++] = (struct standing){ day, mem_array((size_t)run->roll.n + 1, sizeof(uint32_t)) };
	}
	if (n)
		st = steps_read(run, standing, n, err);
	for (int i = 0; st == ST_OK && i < run->facts->n_answers; i++)
		if (counter_counts(counter, run, i))
			count_answer(run, &run->facts->answer[i], standing_on(standing, n, ymd_of(run->facts->answer[i].ask.period.to)));
	for (int i = 0; i < n; i++)
		free(standing[i].of);
	free(standing);
	return st;
}

static const char *const keys[] = { "stages", NULL };
const struct counter counter_stages = { keys, prepare, count };
