/* SPDX-License-Identifier: EUPL-1.2 */
/* The index of dissimilarity, out of what is published and of nothing else: so it gives nothing away. */
#include <math.h>

#include "figures/segregation.h"
#include "insight/facts.h"

struct unit { int64_t residents, newcomers; };

/* Somebody who was counted is a resident as well, whatever the directory says. */
static void add(struct segregation *of, struct unit unit)
{
	if (unit.residents < unit.newcomers)
		unit.residents = unit.newcomers;
	segregation_add(of, unit.residents, &unit.newcomers, NULL);
}

/* The neighbourhoods that are withheld are one unit: all that is left of the whole. */
static bool add_units(struct segregation *of, const struct facts_table *table, const int64_t *told, int64_t whole)
{
	int units = table->axis[table->own].leaves - 1, withheld = 0;
	struct unit rest = { 0, whole };
	bool known = told[units] >= 0;

	if (known)
		rest.newcomers -= told[units];
	for (int i = 0; i < units; i++) {
		int64_t residents = table->residents[i];

		if (told[i] < 0) {
			known = known && residents >= 0;
			rest.residents += residents;
			withheld++;
			continue;
		}
		rest.newcomers -= told[i];
		if (residents >= 0)
			add(of, (struct unit){ residents, told[i] });
	}
	if (withheld && known)
		add(of, rest);
	return !withheld || known;
}

bool facts_index(const struct facts_table *table, const int64_t *told, int64_t whole, double *value)
{
	struct segregation_indices indices;
	struct segregation *of;
	bool done;

	if (!table->residents || whole < 0)
		return false;
	of = segregation_new(1);
	done = add_units(of, table, told, whole);
	if (done) {
		segregation_compute(of, &indices);
		*value = indices.group[0].dissimilarity;
		done = indices.units > 1 && !isnan(*value);
	}
	segregation_free(of);
	return done;
}
