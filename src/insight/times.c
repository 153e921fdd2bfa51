/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Times from arrival: who of those whose time ended in the period had the first interview, began a course, found work or a
 * home by when.  One indicator after the other, so that two numbers a person are kept and not two for each.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "insight/times.h"

/* Columns: person, what happened ("done": the event, "not_needed", else it is still to come), its day, and of what is not
 * needed the record's id. */
QUERY(steps_of, "insight.milestone", QUERY_BATCH,
	"SELECT person, state, done, CASE state WHEN 'not_needed' THEN id END FROM step INDEXED BY step_counted"
	" WHERE gone = 0 AND milestone = :milestone");
QUERY(courses_begun, "insight.courses_begun", QUERY_BATCH, "SELECT person, 'done', began, NULL FROM enrolment NOT INDEXED WHERE gone = 0"
	" AND began IS NOT NULL AND state IN ('attending', 'passed', 'failed', 'left')");
QUERY(jobs_begun, "insight.first_jobs", QUERY_BATCH, "SELECT person, 'done', began, NULL FROM employment NOT INDEXED WHERE gone = 0"
	" AND state IN ('working', 'ended') AND coalesce(contract, '') NOT IN ('internship', 'trial')");
QUERY(stays_begun, "insight.own_stays", QUERY_BATCH,
	"SELECT person, 'done', since, NULL FROM stay NOT INDEXED WHERE gone = 0 AND place IN ('rental', 'own_home')");
QUERY(moved_in, "insight.moved_in", QUERY_BATCH,
	"SELECT person, 'done', moved_in, NULL FROM placement NOT INDEXED WHERE gone = 0 AND moved_in IS NOT NULL AND state IN ('moved_in', 'ended')");
QUERY(dossiers_sent, "insight.dossiers_sent", QUERY_BATCH,
	"SELECT person, CASE WHEN submitted IS NULL THEN 'open' ELSE 'done' END, submitted, NULL FROM credential NOT INDEXED WHERE gone = 0");
QUERY(dossiers_decided, "insight.dossiers_decided", QUERY_BATCH,
	"SELECT person, CASE WHEN decided IS NULL OR state NOT IN ('recognised', 'partly', 'refused', 'appealed', 'stated') THEN 'open'"
	" ELSE 'done' END, decided, NULL FROM credential NOT INDEXED WHERE gone = 0");
/* When its state was set last: fields are kept as length and name, commitment; here "state" after its length. */
QUERY(set_last, "insight.not_needed_since", QUERY_BATCH,
	"SELECT date(max(clock >> 16) / 1000, 'unixepoch') FROM journal WHERE id = :id"
	" AND (op = 1 OR instr(fields, x'057374617465') > 0)");

static const struct source {
	const char *key;
	const struct query *query[3];
	bool steps;             /* the first one asks for the milestone: it may turn out not to be needed */
	bool members;           /* only those are counted of whom the query has a row */
	int age_from, age_to;   /* on the last day of the period; 0: everybody */
} sources[] = {
	{ "first_interview", { &steps_of }, true, true, 0, 0 },
	{ "course_begun", { &steps_of, &courses_begun }, true, true, 0, 0 },
	{ "skills_interview", { &steps_of }, true, true, 0, 0 },
	{ "credential_submitted", { &dossiers_sent }, false, true, 0, 0 },
	{ "credential_decided", { &dossiers_decided }, false, true, 0, 0 },
	{ "first_job", { &jobs_begun }, false, false, 18, 64 },
	{ "own_home", { &steps_of, &stays_begun, &moved_in }, true, true, 0, 0 },
};

/* What happened to each, by day_short(). */
enum { NOTHING, STILL_TO_COME = DAY_NEVER };
/* event: NOTHING: has no part in it; STILL_TO_COME: has, and not reached it. rival: day on which it was set aside, or
 * STILL_TO_COME where it is still wanted. */
struct happened { uint16_t *event, *rival; };

/* Whether somebody asks for the time of a person who arrived on that day. */
static bool asked_for(const struct run *run, const struct indicator *indicator, const struct soul *soul)
{
	int32_t from, to;

	if (!soul->exact || !asks_span(run, indicator, &from, &to))
		return false;
	return soul->arrived >= ymd_days(from) - indicator_target(indicator) && soul->arrived <= ymd_days(to);
}

/* ymd of the day on which the step was set aside; 0: nobody knows. */
static enum status not_needed_since(struct run *run, struct id step, int32_t *day, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(run->store, &set_last, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":id", step);
	st = stmt_step(stmt, err);
	*day = st == ST_OK ? ymd_read(stmt_get_text(stmt, 0)) : 0;
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static enum status row_read(struct run *run, const struct indicator *indicator, struct stmt *stmt, struct happened *what,
	struct err *err)
{
	int soul = roll_find(&run->roll, stmt_get_id(stmt, 0));
	const char *state = stmt_get_text(stmt, 1);
	int32_t day = ymd_first(ymd_read(stmt_get_text(stmt, 2)));
	enum status st = ST_OK;

	if (soul < 0)
		return ST_OK;
	if (what->event[soul] == NOTHING)
		what->event[soul] = STILL_TO_COME;
	if (str_same(state, "done")) {
		if (day && day_short(day) < what->event[soul])
			what->event[soul] = day_short(day);
	} else if (!str_same(state, "not_needed"))
		what->rival[soul] = STILL_TO_COME;
	else if (what->rival[soul] != STILL_TO_COME && asked_for(run, indicator, &run->roll.soul[soul])) {
		st = not_needed_since(run, stmt_get_id(stmt, 3), &day, err);
		if (day_short(day) > what->rival[soul])
			what->rival[soul] = day_short(day);
	}
	return st;
}

static enum status happened_read(struct run *run, const struct indicator *indicator, const struct source *source,
	struct happened *what, struct err *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < ARRAY_LEN(source->query) && source->query[i]; i++) {
		struct stmt *stmt;

		st = store_query(run->store, source->query[i], &stmt, err);
		if (st == ST_OK && source->steps && i == 0)
			stmt_text(stmt, ":milestone", indicator->milestone);
		while (st == ST_OK && (st = rows_next(run, stmt, err)) == ST_OK)
			if ((st = row_read(run, indicator, stmt, what, err)) != ST_OK)
				stmt_reset(stmt);
		st = st == ST_DONE ? ST_OK : st;
	}
	return st;
}

/* ---- one ask ---- */

static bool counts(const struct source *source, const struct happened *what, const struct soul *soul, int number, int32_t to)
{
	int age;

	if (!soul->exact || (source->members && what->event[number] == NOTHING))
		return false;
	if (!source->age_to)
		return true;
	age = soul_age(soul, to);
	return age >= source->age_from && age <= source->age_to;
}

/* Whichever came first; on one day what was waited for. */
static void soul_add(struct run *run, struct spells *spells, const struct happened *what, int number)
{
	const struct soul *soul = &run->roll.soul[number];
	long to = date_days(last_day(run, spells->table)), began = soul->arrived, rival = to + 1;
	long event = what->event[number] == NOTHING ? STILL_TO_COME : what->event[number];
	int leaf = spells->outcomes.waiting;

	if (soul->left && soul->left <= to) {
		rival = soul->left;
		leaf = spells->outcomes.left;
	}
	if (what->rival[number] != NOTHING && what->rival[number] < rival) {
		rival = what->rival[number];
		leaf = spells->outcomes.not_needed;
	}
	if (event <= to && event <= rival)
		spells_add(run, spells, number, outcomes_leaf(&spells->outcomes, event - began), event - began, SPELL_EVENT);
	else if (rival <= to)
		spells_add(run, spells, number, leaf, rival - began, SPELL_RIVAL);
	else
		spells_add(run, spells, number, leaf, to - began, SPELL_STILL);
}

static struct facts_table *table_of(struct run *run, const struct facts_answer *answer, const struct source *source,
	struct outcomes *outcomes)
{
	return outcomes_table(run, answer, true, source->steps, outcomes);
}

static void count_answer(struct run *run, struct facts_answer *answer, const struct source *source, const struct happened *what)
{
	struct outcomes outcomes;
	struct facts_table *table = table_of(run, answer, source, &outcomes);
	int days = outcomes.edge[outcomes.target];
	long from = date_days(table->period.from) - days, to = date_days(last_day(run, table)) - days;
	int32_t last = ymd_of(table->period.to);
	struct spells spells;

	spells_begin(&spells, table, &outcomes);
	for (int i = 0; i < run->roll.n; i++) {
		const struct soul *soul = &run->roll.soul[i];

		if (soul->arrived >= from && soul->arrived <= to && counts(source, what, soul, i, last))
			soul_add(run, &spells, what, i);
	}
	spells_end(run, answer, &spells);
}

/* ---- the counter ---- */

static const struct source *source_of(const struct indicator *indicator)
{
	for (size_t i = 0; i < ARRAY_LEN(sources); i++)
		if (str_same(sources[i].key, indicator->key))
			return &sources[i];
	BUG("a time without a source");
}

static void prepare(struct run *run, struct facts_answer *answer)
{
	struct outcomes outcomes;
	struct facts_place place = place_all();
	struct facts_table *table = table_of(run, answer, source_of(answer->ask.indicator), &outcomes);

	place.at[0] = outcomes.within[outcomes.target];
	view_add(answer, run, table, place, true, NULL);
}

static enum status count_source(struct run *run, const struct counter *counter, const struct source *source, struct err *err)
{
	const struct indicator *indicator = indicator_named(source->key);
	size_t n = (size_t)run->roll.n + 1;
	struct happened what;
	int32_t from, to;
	enum status st;

	if (!asks_span(run, indicator, &from, &to))
		return ST_OK;
	what = (struct happened){ mem_array(n, sizeof(uint16_t)), mem_array(n, sizeof(uint16_t)) };
	st = happened_read(run, indicator, source, &what, err);
	for (int i = 0; st == ST_OK && i < run->facts->n_answers; i++)
		if (run->facts->answer[i].ask.indicator == indicator && counter_counts(counter, run, i))
			count_answer(run, &run->facts->answer[i], source, &what);
	free(what.event);
	free(what.rival);
	return st;
}

static enum status count(struct run *run, const struct counter *counter, struct err *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < ARRAY_LEN(sources); i++)
		st = count_source(run, counter, &sources[i], err);
	return st;
}

static const char *const keys[] = { "first_interview", "course_begun", "skills_interview", "credential_submitted",
	"credential_decided", "first_job", "own_home", NULL };
const struct counter counter_times = { keys, prepare, count };
