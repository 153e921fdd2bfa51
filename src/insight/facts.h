/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a run of indicators found: tables of counts, and figures that follow cells of them.  Not protected: nothing here
 * may be shown to anybody but disclosure control.  What adds up over several tables is told as links and by a table that is
 * not printed: who was there, came, left and is there.
 *
 * A table has axes, the indicator's own first, then those asked for in the order of enum dimension.  An axis has
 * categories: leaves, which partition, and nodes, which are sums of others (a quarter of months, "within 14 days" of
 * "within 3 days" and "4 to 14 days").  Counts are kept of leaves alone.  A place in the table names one category of each
 * axis, FACTS_ALL for the sum over the whole axis.
 */
#ifndef INSIGHT_FACTS_H
#define INSIGHT_FACTS_H

#include "base/str.h"
#include "insight/indicator.h"
#include "register/register.h"

#define FACTS_AXES 4                /* two of its own at most, and INSIGHT_BY_MOST */
#define FACTS_ALL (-1)

struct facts_category {
	char code[40];              /* "woman", "a18_24", "2026-05"; of a neighbourhood its id */
	int number, number_to;      /* that the label says: "%d to %d years" */
	const char *label;          /* N_(), NULL: a choice of the axis's field, or a month, quarter or year by its code */
	char *name;                 /* the town's own word for it (a neighbourhood's), instead */
	int parent;                 /* the node that it is part of; FACTS_ALL: of the whole */
	int leaf;                   /* number among the leaves; -1: a node */
};
struct facts_axis {
	char key[24];               /* "gender", "stage", "outcome" */
	const char *label;          /* N_() */
	int n;                      /* categories, nodes included */
	int leaves;
	const struct field *field;  /* whose choices categories without a label are; or NULL */
	struct facts_category *category;
};
/* Appends the category's label in the language spoken now. */
void facts_label(struct str *out, const struct facts_axis *axis, int category);

struct facts_place { int at[FACTS_AXES]; };

enum figure_kind {
	FIGURE_SHARE,               /* value 0 to 1: of the counts `x` of `y` */
	FIGURE_WITHIN,              /* 0 to 1: within `days`, those still waiting and those who left counted properly */
	FIGURE_MEDIAN, FIGURE_LOWER, FIGURE_UPPER,      /* days: half, a quarter, three quarters have reached it */
	FIGURE_AMOUNT,              /* a sum, in the indicator's unit */
	FIGURE_MEAN,                /* of a person, in the indicator's unit */
};
#define FACTS_FOLLOWS 10
/* Figures of one ask. It may be shown only where all the cells that it follows are published: the one at `place`, and
 * those with each category of `follows` in the place of the first axis. */
struct facts_figure {
	enum figure_kind kind;
	int table;
	struct facts_place place;
	int follows[FACTS_FOLLOWS], n_follows;  /* categories of axis 0; FACTS_ALL: all of it */
	int days;                   /* of FIGURE_WITHIN */
	bool reached;               /* false: the median was not reached; there is no value */
	double value;
	double low, high;           /* 95 % of confidence where `bounds`; of a median those of its day */
	bool bounds, low_reached, high_reached;
};
struct facts_table {
	char key[48];               /* "people", "first_interview": of which records; with period and places it names a cell */
	const char *label;          /* N_() */
	enum indicator_rule rule;
	struct period period;
	bool stock;                 /* counted on the last day, not over the period */
	bool adds;                  /* of events: those of a year are those of its months */
	bool printed;               /* false: stands for what adds up alone */
	unsigned by, wide;
	int own;                    /* how many axes are the indicator's own: 0 to 2 */
	int n_axes;
	struct facts_axis axis[FACTS_AXES];
	int64_t *count;             /* of leaves, the last axis fastest */
	int64_t *amount;            /* beside each count what it amounts to (minutes); NULL: nothing */
	int64_t cells;
	int64_t *residents;         /* of the neighbourhoods' axis, by leaf: people who live there, -1 not known; else NULL */
};
/* Where an ask's counts stand: the place of its headline, and whether its own axis is to be listed. */
struct facts_view { int table; struct facts_place place; bool listed; const char *label; /* N_(), of one of several */ };
struct facts_answer {
	struct ask ask;
	struct facts_view view[8];
	int n_views;
	int figure, n_figures;      /* a run of facts->figure */
};
/* Two counts that are the same one, in tables of different keys. Told for every combination of leaves of the axes asked
 * for; what holds of them holds of their sums. */
struct facts_link { int table[2]; struct facts_place place[2]; };
struct facts {
	struct facts_answer *answer;
	int n_answers;
	struct facts_table *table;
	int n_tables;
	struct facts_figure *figure;
	int n_figures;
	struct facts_link *link;
	int n_links;
	struct date day;            /* of the clock when it was made */
};
void facts_free(struct facts *facts);       /* NULL is fine */

/* The true count at a place, nodes and sums included. */
int64_t facts_count(const struct facts_table *table, struct facts_place place);
int64_t facts_amount(const struct facts_table *table, struct facts_place place);
/* The index of dissimilarity of a table by neighbourhood alone (the view of the indicator of that name), after disclosure
 * control: `told` has of each leaf what is published, -1 where it is withheld, `whole` the sum of all, -1 as well. Withheld
 * neighbourhoods are taken together. False: what is published does not say it. */
bool facts_index(const struct facts_table *table, const int64_t *told, int64_t whole, double *value);
int facts_category(const struct facts_axis *axis, const char *code);    /* FACTS_ALL: there is none */

#endif
