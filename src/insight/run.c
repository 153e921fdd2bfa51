/* SPDX-License-Identifier: EUPL-1.2 */
/* A run: who may ask, what is asked, the roll once, then each counter for all asks of its indicators. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "insight/inside.h"
#include "store/sealed.h"

static const struct counter *const counters[] = {
	&counter_people, &counter_stages, &counter_times, &counter_spans, &counter_records, &counter_hours, &counter_waiting, &counter_school,
};
enum { TABLES_AN_ASK = 10, ROWS_A_WORD = 4096 };

bool counter_has(const struct counter *counter, const struct facts_answer *answer)
{
	for (int i = 0; counter->keys[i]; i++)
		if (str_same(counter->keys[i], answer->ask.indicator->key))
			return true;
	return false;
}

bool counter_counts(const struct counter *counter, const struct run *run, int answer)
{
	const struct facts_answer *all = run->facts->answer;

	for (int i = 0; i < answer; i++)
		if (memcmp(&all[i].ask, &all[answer].ask, sizeof(all->ask)) == 0)
			return false;
	return counter_has(counter, &all[answer]);
}

enum status run_row(struct run *run, struct err *err)
{
	if (run->rows++ % ROWS_A_WORD == 0 && run->progress && !run->progress(run->ctx, run->done, run->all))
		return err_set(err, ST_CANCELLED, _("Stopped as you asked. Nothing was reported."));
	return ST_OK;
}

enum status rows_next(struct run *run, struct stmt *stmt, struct err *err)
{
	enum status st = stmt_step(stmt, err);

	if (st != ST_OK)
		return st;
	st = run_row(run, err);
	if (st != ST_OK)
		stmt_reset(stmt);
	return st;
}

bool asks_span(const struct run *run, const struct indicator *indicator, int32_t *from, int32_t *to)
{
	bool found = false;

	for (int i = 0; i < run->facts->n_answers; i++) {
		const struct ask *ask = &run->facts->answer[i].ask;
		int32_t first = ymd_of(ask->period.from), last = ymd_of(ask->period.to);

		if (ask->indicator != indicator)
			continue;
		*from = found && *from < first ? *from : first;
		*to = found && *to > last ? *to : last;
		found = true;
	}
	return found;
}

struct date last_day(const struct run *run, const struct facts_table *table)
{
	return date_between(run->facts->day, table->period.to) > 0 ? run->facts->day : table->period.to;
}

enum status insight_allowed(const struct actor *actor, struct err *err)
{
	if (actor->roles & (ROLE_TEAM_LEAD | ROLE_SUPERVISOR | ROLE_ADMIN))
		return ST_OK;
	return err_set(err, ST_DENIED, _("Figures of the whole town are for supervisors, team leads and administrators. Nothing was "
		"read; please ask one of them."));
}

static enum status ask_judge(const struct ask *ask, struct err *err)
{
	int n = 0;

	if (!date_valid(ask->period.from) || !date_valid(ask->period.to) || !ask->period.from.day || !ask->period.to.day ||
	    date_between(ask->period.from, ask->period.to) < 0)
		return err_set(err, ST_INVALID, _("The period ends before it begins. Please name the first day first."));
	for (int d = 0; d < DIMENSIONS; d++)
		n += (ask->by & BY(d)) != 0;
	if (ask->by & ~ask->indicator->by)
		return err_set(err, ST_INVALID, _("“%s” cannot be broken down this way. Please leave that breakdown out."),
			_(ask->indicator->name));
	if (n > INSIGHT_BY_MOST)
		return err_set(err, ST_INVALID, _("Figures can be broken down by two things at once and not more, since the groups would "
			"be too small. Please leave one out."));
	return ST_OK;
}

/* Households are read for each last day that somebody asks them for. */
static enum status homes_for(struct run *run, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < run->facts->n_answers; i++) {
		const struct ask *ask = &run->facts->answer[i].ask;
		int32_t day = ymd_of(ask->period.to);
		bool had = !(ask->by & BY(DIMENSION_HOUSEHOLD));

		for (int h = 0; h < run->n_homes; h++)
			had = had || run->homes[h].day == day;
		if (had)
			continue;
		run->homes = mem_resize(run->homes, (size_t)run->n_homes + 1, sizeof(*run->homes));
		run->homes[run->n_homes] = (struct homes){ day, NULL };
		st = roll_homes(run, day, &run->homes[run->n_homes++].of, err);
	}
	return st;
}

/* Who asks the same as somebody before has the same figures. */
static void figures_shared(struct facts *facts, struct facts_answer *answer)
{
	for (struct facts_answer *a = facts->answer; a < answer; a++)
		if (memcmp(&a->ask, &answer->ask, sizeof(a->ask)) == 0) {
			answer->figure = a->figure;
			answer->n_figures = a->n_figures;
			return;
		}
}

static enum status count_all(struct run *run, struct err *err)
{
	enum status st = roll_read(run, err);

	if (st == ST_OK)
		st = homes_for(run, err);
	for (size_t c = 0; st == ST_OK && c < ARRAY_LEN(counters); c++)
		for (int i = 0; i < run->facts->n_answers; i++)
			if (counter_has(counters[c], &run->facts->answer[i]))
				counters[c]->prepare(run, &run->facts->answer[i]);
	for (size_t c = 0; st == ST_OK && c < ARRAY_LEN(counters); c++, run->done++)
		st = counters[c]->count(run, counters[c], err);
	for (int i = 0; st == ST_OK && i < run->facts->n_answers; i++)
		figures_shared(run->facts, &run->facts->answer[i]);
	return st;
}

enum status insight_run(struct store *store, const struct actor *actor, const struct ask *ask, int asks,
	insight_progress *progress, void *ctx, struct facts **out, struct err *err)
{
	struct run run = { .store = store_town(store) ? store_town(store) : store, .progress = progress, .ctx = ctx,
		.all = (int)ARRAY_LEN(counters) };
	enum status st = insight_allowed(actor, err);
	bool view;

	*out = NULL;
	for (int i = 0; st == ST_OK && i < asks; i++)
		st = ask_judge(&ask[i], err);
	if (st != ST_OK)
		return st;
	run.facts = mem_alloc(sizeof(*run.facts));
	run.facts->day = clock_today();
	run.facts->answer = mem_array((size_t)asks + 1, sizeof(*run.facts->answer));
	run.facts->table = mem_array((size_t)asks * TABLES_AN_ASK + 1, sizeof(*run.facts->table));
	for (int i = 0; i < asks; i++, run.facts->n_answers++) {
		struct ask *to = &run.facts->answer[i].ask;

		/* Field by field, so that equal asks are equal bytes. */
		to->indicator = ask[i].indicator;
		to->period = ask[i].period;
		to->by = ask[i].by;
		to->wide = ask[i].wide & ask[i].by;
	}
	view = store_view(run.store);
	st = count_all(&run, err);
	store_view_end(run.store, view);
	for (int h = 0; h < run.n_homes; h++)
		free(run.homes[h].of);
	free(run.homes);
	roll_clear(&run.roll);
	mem_give_back();        /* of a million people it was 28 MB */
	if (st == ST_OK)
		*out = run.facts;
	else
		facts_free(run.facts);
	return st;
}
