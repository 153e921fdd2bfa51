/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Tables of counts as people keep them, in CSV: the first line names the columns, one of them counts, the others say
 * what is counted; a line may be a total.  And how codes lie within each other, child and parent in a line.
 */
#ifndef EXCHANGE_COUNTS_H
#define EXCHANGE_COUNTS_H

#include "exchange/csv.h"
#include "figures/disclose.h"

#define COUNTS_DIMENSIONS_MOST DISCLOSE_DIMENSIONS_MOST

struct counts_how {
	const char *count;             /* heading or number (#4) of the column that counts; NULL: the last one */
	const char *const *by;         /* columns to take, in the table's order; ends with NULL; NULL: all others */
	const char *const *total;      /* what stands for a total; ends with NULL; NULL: "Total", "All", "*", in any case, also
	                                * in the language spoken. An empty cell always does. */
};
struct counts {
	char *name;                    /* of the table */
	char *counted;                 /* heading of the column that counts */
	int dimensions;
	char *dimension[COUNTS_DIMENSIONS_MOST];
	char *whole[COUNTS_DIMENSIONS_MOST];       /* what the table calls the total of this column; NULL: it has none */
	int rows;
	char **code;                   /* rows times dimensions; NULL: the total */
	int64_t *count;
	long *line;
};
/* ST_INVALID in words that name the line: no count, no whole number, a line too short, a cell told twice, no rows. */
enum status counts_read(csv_source *source, void *ctx, const char *name, const struct counts_how *how, struct counts **out,
	struct err *err);
void counts_free(struct counts *counts);            /* NULL is fine */

/*
 * Child and parent: three columns (dimension, code, parent), or two, of which the first is headed by the dimension
 * ("neighbourhood,district").  A parent that is empty or stands for the total is the top.
 */
struct counts_tree { int rows; char **dimension, **code, **parent; long *line; };       /* parent NULL: the top */
enum status counts_tree_read(csv_source *source, void *ctx, const struct counts_how *how, struct counts_tree **out,
	struct err *err);
void counts_tree_free(struct counts_tree *tree);    /* NULL is fine */

/* Tables of one population, linked by the cells that they share. The trees' rows name dimensions of some table
 * (ST_INVALID otherwise, with the line). Gives one table number each in `at`, and how many codes of the trees no row of any
 * table names. What the tables contradict each other in comes out of disclose_run(). */
enum status counts_join(const struct counts *const *table, int tables, const struct counts_tree *const *tree, int trees,
	const struct disclose_rule *rule, struct disclose *to, int *at, int *unseen, struct err *err);

#endif
