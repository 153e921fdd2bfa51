/* SPDX-License-Identifier: EUPL-1.2 */
/* Times that people wait: what happened to each, counted into days by cell, and the figures of every sum of cells. */
#ifndef INSIGHT_TIMES_H
#define INSIGHT_TIMES_H

#include "figures/survival.h"
#include "insight/inside.h"

#define TIMES_EDGES 6
/* The outcomes' axis of a time: "within 3 days", "4 to 7 days" ..., then what else may have become of it. */
struct outcomes {
	int edge[TIMES_EDGES], n_edges, target;     /* days; target: which edge is the city's */
	int within[TIMES_EDGES];                    /* categories */
	int reached, asked;                         /* asked: all but those who do not need it; FACTS_ALL: everybody */
	int later, waiting, left, not_needed;       /* leaves; -1: cannot be */
};
struct facts_table *outcomes_table(struct run *run, const struct facts_answer *answer, bool left, bool exempt,
	struct outcomes *out);
/* Leaf of somebody who reached it after so many days. */
int outcomes_leaf(const struct outcomes *outcomes, long days);

/* Days by leaf of the axes asked for. */
struct spells {
	struct facts_table *table;
	struct outcomes outcomes;
	int most;                       /* days */
	int64_t cells;
	uint32_t *n;                    /* cell, end, day */
	bool whole;                     /* too many cells: only everybody together */
};
void spells_begin(struct spells *spells, struct facts_table *table, const struct outcomes *outcomes);
/* leaf: of the outcome. Counts in the table as well. */
void spells_add(struct run *run, struct spells *spells, int soul, int leaf, long days, enum spell_end end);
/* Figures at every place; frees. */
void spells_end(struct run *run, struct facts_answer *answer, struct spells *spells);

#endif
