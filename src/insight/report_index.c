/* SPDX-License-Identifier: EUPL-1.2 */
/* How unevenly newcomers live, computed anew from what may be told: whoever has the report could do the same. */
#include <stdlib.h>

#include "base/mem.h"
#include "insight/report_own.h"

static int64_t told_at(const struct report *report, int table, const struct facts_place *place)
{
	int64_t people;

	return report_count(report, table, place, &people) ? people : -1;
}

bool report_index(const struct report *report, int answer, double *out, bool *withheld)
{
	const struct facts_view *view = report->shape->answer[answer].view;
	const struct facts_table *table = &report->shape->table[view->table];
	const struct facts_axis *axis = &table->axis[table->n_axes - 1];
	int64_t *told = mem_array((size_t)axis->leaves, sizeof(*told)), whole = told_at(report, view->table, &view->place);
	struct facts_place place = view->place;
	bool open = whole >= 0, done;

	for (int c = 0; c < axis->n; c++) {
		place.at[table->n_axes - 1] = c;
		if (axis->category[c].leaf < 0)
			continue;
		told[axis->category[c].leaf] = told_at(report, view->table, &place);
		open = open && told[axis->category[c].leaf] >= 0;
	}
	done = facts_index(table, told, whole, out);
	*withheld = !done && !open;
	free(told);
	return done;
}
