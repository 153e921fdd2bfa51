/* SPDX-License-Identifier: EUPL-1.2 */
/* How unevenly newcomers live, computed anew from what may be told: whoever has the report could do the same. */
#include "figures/segregation.h"
#include "insight/report_own.h"

/* Neighbourhoods stand on a table's last axis. */
struct units { struct segregation *to; int64_t told, residents; int open, closed; };

static void add_unit(struct units *units, int64_t people, int64_t residents)
{
	/* More newcomers than residents: the directory is older than the file. */
	if (segregation_add(units->to, residents > people ? residents : people, &people, NULL) == ST_OK)
		units->open++;
}

static bool rest(const struct report *report, const struct facts_table *table, int number, struct facts_place *place,
	struct units *units)
{
	int axis = table->n_axes - 1;
	int64_t unknown = 0, all;

	/* Those whose neighbourhood is not known live somewhere: they are no part of the rest. */
	for (int c = 0; c < table->axis[axis].n; c++) {
		int leaf = table->axis[axis].category[c].leaf;

		place->at[axis] = c;
		if (leaf >= 0 && table->residents[leaf] < 0 && !report_count(report, number, place, &unknown))
			return false;
	}
	place->at[axis] = FACTS_ALL;
	if (!report_count(report, number, place, &all))
		return false;
	add_unit(units, all - units->told - unknown, units->residents);
	return true;
}

bool report_index(const struct report *report, int answer, double *out, bool *withheld)
{
	const struct facts_view *view = report->shape->answer[answer].view;
	const struct facts_table *table = &report->shape->table[view->table];
	int axis = table->n_axes - 1;
	struct units units = { .to = segregation_new(1) };
	struct facts_place place = view->place;
	struct segregation_indices indices;
	bool whole = true;

	*withheld = false;
	for (int c = 0; table->residents && c < table->axis[axis].n; c++) {
		int leaf = table->axis[axis].category[c].leaf;
		int64_t people;

		if (leaf < 0 || table->residents[leaf] < 0)
			continue;
		place.at[axis] = c;
		if (report_count(report, view->table, &place, &people)) {
			units.told += people;
			add_unit(&units, people, table->residents[leaf]);
		} else {
			units.residents += table->residents[leaf];
			units.closed++;
		}
	}
	if (units.closed)
		whole = rest(report, table, view->table, &place, &units);
	*withheld = !whole;
	if (whole && units.open > 1) {
		segregation_compute(units.to, &indices);
		*out = indices.group[0].dissimilarity;
	}
	segregation_free(units.to);
	return whole && units.open > 1 && indices.group[0].people > 0;
}
