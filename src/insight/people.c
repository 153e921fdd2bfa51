/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who was there, came, left and is there: one table, so that all four are known to add up, and months of arrival beside
 * it.  The index of dissimilarity stands on the same table by neighbourhood.
 */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/erase.h"
#include "insight/inside.h"

/* Longer periods go by quarters, still longer ones by years. */
enum { MONTHS_MOST = 36, QUARTERS_MOST = 40 };

/* The four printed ones, and how they hang together in the table of all: which categories of its two axes. */
static const struct part { const char *key, *label; int entry, exit; bool stock; } parts[] = {
	{ "arrivals", N_("Arrivals"), PEOPLE_ARRIVED, FACTS_ALL, false },
	{ "departures", N_("Departures"), FACTS_ALL, PEOPLE_LEFT, false },
	{ "in_care", N_("People in care"), FACTS_ALL, PEOPLE_STAYS, true },
};

static struct facts_table *all_table(struct run *run, const struct ask *ask)
{
	bool fresh;
	struct facts_table *table = table_make(run, ask, "people", N_("People"), false, &fresh);
	struct facts_axis *axis;

	if (!fresh)
		return table;
	table->rule = RULE_PEOPLE;
	table->printed = false;
	axis = table_axis(table, "entry", N_("Came"));
	axis_leaf(axis, "before", N_("Was here before"), FACTS_ALL);
	axis_leaf(axis, "arrived", N_("Arrived"), FACTS_ALL);
	axis = table_axis(table, "exit", N_("Went"));
	axis_leaf(axis, "stays", N_("Is here at the end"), FACTS_ALL);
	axis_leaf(axis, "left", N_("Left"), FACTS_ALL);
	axis_leaf(axis, "erased", N_("Erased since"), FACTS_ALL);
	table_ready(run, table);
	return table;
}

struct facts_table *people_table(struct run *run, const struct ask *ask, const char *key)
{
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		bool fresh;
		struct facts_table *table;
		struct facts_place place = place_all();

		if (!str_same(parts[i].key, key))
			continue;
		table = table_make(run, ask, key, parts[i].label, parts[i].stock, &fresh);
		if (!fresh)
			return table;
		table->rule = RULE_PEOPLE;
		table->adds = !parts[i].stock;
		table_ready(run, table);
		place.at[0] = parts[i].entry;
		place.at[1] = parts[i].exit;
		facts_link(run, all_table(run, ask), place, table, place_all());
		return table;
	}
	BUG("no such table of people");
}

/* Who was here before is who was in care on the day before, where that is told as well and nothing they are told apart by
 * has changed in between. */
static void link_periods(struct run *run)
{
	enum { LASTING = BY(DIMENSION_GENDER) | BY(DIMENSION_NEIGHBOURHOOD) };
	struct facts_place before = place_all();
	struct facts *facts = run->facts;

	before.at[0] = PEOPLE_BEFORE;
	for (int i = 0; i < facts->n_tables; i++)
		for (int k = 0; k < facts->n_tables; k++) {
			struct facts_table *all = &facts->table[i], *then = &facts->table[k];

			if (str_same(all->key, "people") && str_same(then->key, "in_care") && !(all->by & ~(unsigned)LASTING) &&
			    all->by == then->by && date_between(then->period.to, all->period.from) == 1)
				facts_link(run, all, before, then, place_all());
		}
}

/* ---- whoever was erased since ---- */

/* Their year of arrival is known and nothing else: they count in periods that have all of it. */
static bool past_counts_in(const struct period *period, const char *kind, int year)
{
	return str_same(kind, "person") && year * 10000 + 101 >= ymd_of(period->from) && year * 10000 + 1231 <= ymd_of(period->to);
}

struct erased { struct run *run; struct facts_table *table; const struct part *part; bool any; };

static void past_look(void *ctx, const char *kind, const char *state, int year, int64_t n)
{
	struct erased *erased = ctx;

	(void)state;
	erased->any = erased->any || (n && past_counts_in(&erased->table->period, kind, year));
}

static void past_add(void *ctx, const char *kind, const char *state, int year, int64_t n)
{
	const struct erased *erased = ctx;
	struct facts_table *table = erased->table;

	(void)state;
	if (!past_counts_in(&table->period, kind, year))
		return;
	if (erased->part && erased->part->entry == PEOPLE_ARRIVED)
		tally_add(erased->run, table, 0, -1, NOBODY_LEFT, n);
	else if (!erased->part && table->own == 1)
		tally_add(erased->run, table, table->axis[0].leaves - 1, -1, NOBODY_LEFT, n);
	else if (!erased->part)
		tally_add(erased->run, table, PEOPLE_ARRIVED, PEOPLE_ERASED, NOBODY_LEFT, n);
}

/* ---- months ---- */

static int span_months(const struct period *period)
{
	return (period->to.year - period->from.year) * 12 + period->to.month - period->from.month + 1;
}

static void axis_of_months(struct facts_axis *axis, const struct period *period)
{
	int months = span_months(period), year_node = FACTS_ALL, quarter_node = FACTS_ALL;
	bool by_month = months <= MONTHS_MOST, by_quarter = months <= 3 * QUARTERS_MOST;
	char code[24];

	for (int i = 0; i < months; i++) {
		int m = period->from.month - 1 + i, year = period->from.year + m / 12, month = m % 12;

		if (i == 0 || month == 0) {
			snprintf(code, sizeof(code), "%04d", year);
			year_node = (by_quarter ? axis_node : axis_leaf)(axis, code, NULL, FACTS_ALL);
		}
		if (by_quarter && (i == 0 || month % 3 == 0)) {
			snprintf(code, sizeof(code), "%04d-Q%d", year, month / 3 + 1);
			quarter_node = (by_month ? axis_node : axis_leaf)(axis, code, NULL, year_node);
		}
		if (by_month) {
			snprintf(code, sizeof(code), "%04d-%02d", year, month + 1);
			axis_leaf(axis, code, NULL, quarter_node);
		}
	}
}

static int leaf_of_month(const struct period *period, struct date day)
{
	int months = span_months(period);
	int first = period->from.year * 12 + period->from.month - 1, at = day.year * 12 + day.month - 1;

	if (months <= MONTHS_MOST)
		return at - first;
	return months <= 3 * QUARTERS_MOST ? at / 3 - first / 3 : day.year - period->from.year;
}

static struct facts_table *months_table(struct run *run, const struct ask *ask)
{
	bool fresh;
	struct facts_table *table = table_make(run, ask, "arrivals_by_month", N_("Arrivals over time"), false, &fresh);
	struct erased gone = { run, table, NULL, false };
	struct facts_axis *axis;

	if (!fresh)
		return table;
	table->adds = true;
	axis = table_axis(table, "month", N_("Month"));
	axis_of_months(axis, &ask->period);
	past_counts(run->store, past_look, &gone, NULL);
	if (gone.any)
		axis_leaf(axis, "unknown", N_("Erased since"), FACTS_ALL);
	table_ready(run, table);
	facts_link(run, people_table(run, ask, "arrivals"), place_all(), table, place_all());
	return table;
}

/* ---- asks ---- */

static void prepare(struct run *run, struct facts_answer *answer)
{
	const char *key = answer->ask.indicator->key;
	struct ask ask = answer->ask;
	bool apart = str_same(key, "dissimilarity");

	if (apart)
		ask.by = BY(DIMENSION_NEIGHBOURHOOD);
	view_add(answer, run, str_same(key, "arrivals_by_month") ? months_table(run, &ask) :
		people_table(run, &ask, apart ? "in_care" : key), place_all(), str_same(key, "arrivals_by_month"), NULL);
}

static bool is_of(const struct part *part, int entry, int exit)
{
	return (part->entry == FACTS_ALL || part->entry == entry) && (part->exit == FACTS_ALL || part->exit == exit);
}

static void count_table(struct run *run, struct facts_table *table, const struct part *part)
{
	long from = date_days(table->period.from), to = date_days(table->period.to);
	bool months = str_same(table->key, "arrivals_by_month");

	for (int i = 0; i < run->roll.n; i++) {
		const struct soul *soul = &run->roll.soul[i];
		int entry = soul->arrived < from ? PEOPLE_BEFORE : PEOPLE_ARRIVED;
		int exit = soul->left && soul->left <= to ? PEOPLE_LEFT : PEOPLE_STAYS;

		if (!soul->arrived || soul->arrived > to || (soul->left && soul->left < from))
			continue;
		if (part && is_of(part, entry, exit))
			tally_add(run, table, 0, -1, i, 1);
		else if (months && entry == PEOPLE_ARRIVED)
			tally_add(run, table, leaf_of_month(&table->period, date_from_days(soul->arrived)), -1, i, 1);
		else if (!part && !months)
			tally_add(run, table, entry, exit, i, 1);
	}
}

static const struct part *part_of(const char *key)
{
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		if (str_same(parts[i].key, key))
			return &parts[i];
	return NULL;
}

static enum status count(struct run *run, const struct counter *counter, struct err *err)
{
	(void)counter;
	link_periods(run);
	for (int i = 0; i < run->facts->n_tables; i++) {
		struct facts_table *table = &run->facts->table[i];
		const struct part *part = part_of(table->key);
		enum status st;

		if (!part && !str_same(table->key, "people") && !str_same(table->key, "arrivals_by_month"))
			continue;
		count_table(run, table, part);
		st = past_counts(run->store, past_add, &(struct erased){ run, table, part, false }, err);
		if (st == ST_OK)
			st = run_row(run, err);
		if (st != ST_OK)
			return st;
	}
	return ST_OK;
}

static const char *const keys[] = { "arrivals", "departures", "in_care", "arrivals_by_month", "dissimilarity", NULL };
const struct counter counter_people = { keys, prepare, count };
