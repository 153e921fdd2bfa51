/* SPDX-License-Identifier: EUPL-1.2 */
/* A report in the making: what is asked for a period, how far it must be made coarser to say something, its release. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "insight/report_own.h"
#include "register/read.h"

#define POOR 40              /* of a hundred counts of the breakdowns withheld: coarser says more */
#define NEXT_TO_NOTHING 60   /* of a breakdown: it is left out */
#define INDICATORS_MOST 64

/* Breakdowns that are asked for: a bit a dimension, by number of the indicator. */
struct wanted { unsigned by[INDICATORS_MOST]; };

bool report_may(const struct actor *actor)
{
	return (actor->roles & (ROLE_TEAM_LEAD | ROLE_SUPERVISOR)) != 0 && id_none(actor->grant);
}

/* The standard tables: what a council asks first. */
static void standard(struct wanted *wanted)
{
	static const struct { const char *key; unsigned by; } rows[] = {
		{ "arrivals", BY(DIMENSION_GENDER) | BY(DIMENSION_AGE) },
		{ "in_care", BY(DIMENSION_HOUSEHOLD) | BY(DIMENSION_NEIGHBOURHOOD) | BY(DIMENSION_ARRIVAL) },
		{ "course_begun", BY(DIMENSION_GENDER) },
		{ "own_home", BY(DIMENSION_HOUSEHOLD) },
		{ "course_results", BY(DIMENSION_GENDER) },
		{ "jobs_begun", BY(DIMENSION_GENDER) },
	};
	int n;
	const struct indicator *all = indicators(&n);

	for (size_t r = 0; r < ARRAY_LEN(rows); r++)
		for (int i = 0; i < n; i++)
			if (str_same(all[i].key, rows[r].key))
				wanted->by[i] = rows[r].by & all[i].by;
}

static enum status want(const struct report_ask *ask, struct wanted *wanted, struct err *err)
{
	int n;
	const struct indicator *all = indicators(&n);

	*wanted = (struct wanted){ { 0 } };
	if (n > INDICATORS_MOST)
		BUG("more indicators than a report has room for");
	if (date_between(ask->period.from, ask->period.to) < 0)
		return err_set(err, ST_USAGE, _("The period ends before it begins. Please name the first day first."));
	if (!ask->by)
		standard(wanted);
	for (int i = 0; ask->by && i < n; i++)
		wanted->by[i] = ask->by & all[i].by;
	return ST_OK;
}

static int add_ask(struct ask *ask, int *n, const struct indicator *indicator, struct period period, unsigned by, unsigned wide)
{
	ask[*n] = (struct ask){ indicator, period, by, by ? wide : 0 };
	return (*n)++;
}

/* Nothing is set beside what stands as it is on the day of the report, and beside months no other months. */
static bool compares(const struct report *report, const struct indicator *indicator)
{
	static const char *const alone[] = { "arrivals_by_month", "waiting_list", "school_places" };

	for (size_t i = 0; i < ARRAY_LEN(alone); i++)
		if (str_same(indicator->key, alone[i]))
			return false;
	return report->ask.compare.from.year != 0;
}

static int plan(struct report *report, const struct wanted *wanted, struct ask *ask)
{
	int count, n = 0;
	const struct indicator *all = indicators(&count);
	unsigned wide = report->rung >= RUNG_WIDE ? ~0u : 0;

	report->item = mem_resize(report->item, (size_t)count, sizeof(*report->item));
	report->n_items = count;
	for (int i = 0; i < count; i++) {
		struct report_item *item = &report->item[i];

		*item = (struct report_item){ .indicator = &all[i], .before = -1 };
		item->now = add_ask(ask, &n, &all[i], report->ask.period, 0, 0);
		if (compares(report, &all[i]))
			item->before = add_ask(ask, &n, &all[i], report->ask.compare, 0, 0);
		for (int d = 0; d < DIMENSIONS; d++)
			if (wanted->by[i] & BY(d))
				item->by[item->n_by++] = add_ask(ask, &n, &all[i], report->ask.period, BY(d), wide);
	}
	return n;
}

static bool nothing_there(const struct facts *facts)
{
	for (int t = 0; t < facts->n_tables; t++)
		for (int64_t i = 0; facts->table[t].rule != RULE_OFFER && i < facts->table[t].cells; i++)
			if (facts->table[t].count[i])
				return false;
	return true;
}

static void forget_run(struct report *report)
{
	known_free(report->known);
	disclosed_free(report->out);
	disclose_free(report->system);
	facts_free(report->shape);
	free(report->figure_open);
	free(report->table);
	report->known = NULL;
	report->out = NULL;
	report->system = NULL;
	report->shape = NULL;
	report->figure_open = NULL;
	report->table = NULL;
}

static enum status run(struct store *store, const struct actor *actor, struct report *report, const struct wanted *wanted,
	report_progress *progress, void *ctx, struct err *err)
{
	struct ask *ask = mem_array(INDICATORS_MOST * (2 + DIMENSIONS), sizeof(*ask));
	int n = plan(report, wanted, ask);
	struct facts *facts;
	enum status st = insight_run(store, actor, ask, n, progress, ctx, &facts, err);

	free(ask);
	if (st != ST_OK)
		return st;
	if (nothing_there(facts)) {
		facts_free(facts);
		return err_set(err, ST_NOTFOUND, _("Nothing is recorded in this period, and nobody was in care: there is nothing to "
			"report. Please name another period."));
	}
	return report_protect(store, report, facts, progress, ctx, err);
}

/* Breakdowns of which next to nothing may be told are asked for no more. */
static void drop_poor(struct report *report, struct wanted *wanted)
{
	for (int i = 0; i < report->n_items; i++)
		for (int b = 0; b < report->item[i].n_by; b++) {
			int answer = report->item[i].by[b];

			if (report_withheld(report, answer) < NEXT_TO_NOTHING)
				continue;
			wanted->by[i] &= ~report->shape->answer[answer].ask.by;
			report->dropped++;
		}
}

/* As asked; where too much of it would be withheld in wider bands; and then without what still says next to nothing. */
static enum status make(struct store *store, const struct actor *actor, struct report *report, report_progress *progress,
	void *ctx, struct err *err)
{
	struct wanted wanted;
	enum status st = want(&report->ask, &wanted, err);

	if (st == ST_OK)
		st = run(store, actor, report, &wanted, progress, ctx, err);
	while (st == ST_OK && report->rung + 1 < RUNGS && report_withheld(report, -1) > POOR) {
		report->rung++;
		if (report->rung == RUNG_FEWER)
			drop_poor(report, &wanted);
		forget_run(report);
		st = run(store, actor, report, &wanted, progress, ctx, err);
	}
	return st;
}

/* Whoever sees no file could lay many previews side by side: which ones were made is noted. */
static enum status note_preview(struct store *store, const struct actor *actor, struct period period, struct err *err)
{
	struct act_by by = actor_by(actor);
	char days[24], *detail;
	enum status st;

	if (store_read_only(store) || kind_seen(actor, register_kind("person")))
		return ST_OK;
	period_text(&period, days);
	detail = mem_fmt("{\"period\":\"%s\"}", days);
	st = act_note(store, &by, "report.preview", (struct id){ { 0 } }, detail, err);
	free(detail);
	return st;
}

enum status report_make(struct store *store, const struct actor *actor, const struct report_ask *ask,
	report_progress *progress, void *ctx, struct report **out, struct err *err)
{
	struct report *report;
	enum status st;

	*out = NULL;
	if (!report_may(actor))
		return err_set(err, ST_DENIED, _("The progress report is for team leads and supervisors."));
	report = mem_alloc(sizeof(*report));
	report->ask = *ask;
	report->made = clock_today();
	str_copy(report->user, sizeof(report->user), actor->user);
	st = setting_get(store, SETTING_MUNICIPALITY, &report->town, err);
	if (st == ST_OK)
		st = report_rule_read(store, &report->rule, err);
	if (st == ST_OK)
		st = make(store, actor, report, progress, ctx, err);
	if (st == ST_OK)
		st = note_preview(store, actor, ask->period, err);
	if (st == ST_OK)
		*out = report;
	else
		report_free(report);
	return st;
}

void report_free(struct report *report)
{
	if (!report)
		return;
	forget_run(report);
	free(report->item);
	free(report->town);
	free(report);
}

const struct report_item *report_item_of(const struct report *report, const char *key)
{
	for (int i = 0; i < report->n_items; i++)
		if (str_same(report->item[i].indicator->key, key))
			return &report->item[i];
	BUG("an indicator that the report does not know");
}

enum status report_release(struct store *store, const struct actor *actor, struct report *report, const char *how,
	struct err *err)
{
	struct act_by by = actor_by(actor);
	struct ledger_release release = { .from = (int32_t)date_days(report->ask.period.from),
		.to = (int32_t)date_days(report->ask.period.to) };
	json_t *rule;
	enum status st;

	if (report->released)
		return ST_OK;
	if (store_read_only(store))
		return err_set(err, ST_IO, _("This file can only be read, so what is released cannot be kept in its ledger. Nothing was "
			"released; please open the town's own file."));
	rule = json_pack("{s:i, s:b, s:i}", "threshold", report->rule.threshold, "zero_secret", report->rule.zero_secret,
		"delicate", 2 * report->rule.threshold);
	str_copy(release.name, sizeof(release.name), "progress");
	str_copy(release.how, sizeof(release.how), how);
	release.rule = json_dumps(rule, JSON_COMPACT);
	st = known_release(store, &by, report->known, report->system, report->out, &release, err);
	report->released = st == ST_OK;
	free(release.rule);
	json_decref(rule);
	return st;
}

void report_unreleased(struct report *report)
{
	report->released = false;
}
