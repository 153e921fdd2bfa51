/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Disclosure control: what of a set of counts can be published so that nobody's small count can be computed, or
 * bounded closer than the rule allows, from all that is published together.
 *
 * Model: cells and sums.  A cell is a whole number, 0 or more, with a key; a sum says that one cell is others
 * added up.  Dimensions with hierarchies and linked tables come down to that: cells with equal restrictions are
 * one cell, so a margin that stands in two tables ties them together.
 *
 * A cell is primary when its rule says so of its value (small count, dominance).  Complementary cells are withheld
 * besides (secondary) until, for every primary cell, somebody who knows all published values, all sums, and that
 * counts are whole numbers of 0 or more, can still believe in at most rule.low and in at least rule.high: by
 * default in none and in a count that would have been published.  Signs are not part of what is held to be known
 * by them: print one sign for primary and secondary alike.
 *
 * The guarantee is not left to a solver's arithmetic: for every primary cell there are two tables in whole
 * numbers that agree with everything published, one with the cell at most low, one with it at least high, and
 * both were added up in integers.  They also stand against somebody who uses that counts are whole.  Without them
 * nothing comes out.
 *
 * Not covered: somebody who contributes to a table himself and knows the others of his cell; what was said
 * elsewhere and is not told here as published before (disclose_before()); that a count is large.
 *
 * Methods, with GLPK for linear and integer programs:
 *   primary         threshold; (n,k) dominance; p% (Hundepool et al., Statistical Disclosure Control, Wiley 2012)
 *   complementary   first one need after the other, by a least weighted deviation of the published table that moves a
 *                   primary cell as far as it must (Cox, Suppression methodology and statistical disclosure control,
 *                   JASA 75, 1980; Kelly, Golden and Assad, Cell suppression: disclosure protection for sensitive
 *                   tabular data, Networks 22, 1992); what turns out not to be needed is opened again.  Up to
 *                   DISCLOSE_EXACT cells tied together, then, least total weight withheld, by integer programming
 *                   with capacity cuts out of the attacker's problem (Fischetti and Salazar-Gonzalez, Models and
 *                   algorithms for the 2-dimensional cell suppression problem in statistical disclosure control,
 *                   Mathematical Programming 84, 1999; for tables with linear constraints: Management Science 47,
 *                   2001).  Where the optimum is not proved within a limit of steps, or there are more cells, part of
 *                   the choice is opened and made anew, by turns.
 *   audit           tightest bounds by linear programming, rounded inwards to whole numbers, and the two tables above
 * Limits are counted in steps, never in time, and cells are put in order by their keys: the result depends on no
 * order of rows and no clock.
 *
 * How to build:
 *
 *     struct disclose *d = disclose_new();
 *     int month = disclose_dimension(d, "month", "year");             // "year" stands for all months
 *     disclose_code(d, month, "Q1", NULL, err);                       // right below all
 *     disclose_code(d, month, "2026-01", "Q1", err);  ...
 *     int gender = disclose_dimension(d, "gender", "all");
 *     disclose_code(d, gender, "f", NULL, err);  ...
 *     int table = disclose_table(d, "arrivals", &disclose_rule_default, (int[]){month, gender}, 2);
 *     disclose_count(d, table, (const char *[]){"2026-01", "f"}, 12, err);  ...
 *     int other = disclose_table(d, "arrivals", ..., (int[]){month, area}, 2);
 *                                                              // linked: its margin of months is the same cells
 *     struct disclosed *out;
 *     if (disclose_run(d, NULL, &out, err)) ...
 *     int cell = disclosed_at(out, table, (const char *[]){"Q1", NULL});          // NULL: all
 *     int64_t value;
 *     if (disclosed_value(out, cell, &value)) print value; else print the sign;
 */
#ifndef FIGURES_DISCLOSE_H
#define FIGURES_DISCLOSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct disclose_rule {
	int threshold;          /* counts of 1 .. threshold - 1 are primary; 0 or 1: no count is */
	bool zero_secret;       /* a count of 0 is primary as well */
	int low, high;          /* the attacker's interval of a primary count must reach from at most low to at least high;
	                         * both 0: from 0 to threshold.  Of a larger count that must be secret (disclose_secret()):
	                         * as far as high - low to either side. */
	/* For sums of amounts (disclose_contributors()); 0: not applied. */
	int dominance_n, dominance_percent;     /* primary when the n (1 or 2) largest make up more than so many percent */
	int close_percent;      /* p%: primary when the second largest contributor can tell the largest's amount to within
	                         * p percent of it */
};
/* Threshold 5, zeros published, the interval 0 to 5. */
extern const struct disclose_rule disclose_rule_default;

#define DISCLOSE_CELLS_MOST 200000
#define DISCLOSE_VALUE_MOST ((int64_t)1 << 50)
#define DISCLOSE_DIMENSIONS_MOST 8
/* Up to so many cells that could be withheld in one connected system the optimum is looked for: found in tables of two
 * dimensions as a rule, with three often not within the limit of steps (disclosed_tally.exact, .least). */
#define DISCLOSE_EXACT 400

/* What is to be published. */
struct disclose;
struct disclose *disclose_new(void);
void disclose_free(struct disclose *disclose);          /* NULL is fine */

/*
 * Dimensions, by name: asked for again, the same one (`whole` of the first time counts).  Codes form a tree under
 * `whole`, the code that stands for everything and restricts nothing.  A parent may be told after its child; a
 * code that is never given a parent stands right below `whole`.  ST_INVALID in words: a code under two parents,
 * under itself, or `whole` under another.
 */
int disclose_dimension(struct disclose *disclose, const char *name, const char *whole);
enum status disclose_code(struct disclose *disclose, int dimension, const char *code, const char *parent,
	struct err *err);
/* A code more (not in the tree) which is others of the dimension added up, none twice: a second way of grouping (under
 * 18; a school year of months).  Its cells are printed like those of the tree. */
enum status disclose_union(struct disclose *disclose, int dimension, const char *code, const char *const *members,
	int n, struct err *err);

/*
 * A table counts a population (the key of what is counted, with its period where that is no dimension) by
 * dimensions.  Printed are all combinations of all their codes.  `rule` is copied; of several tables of one
 * population all have the first one's.  Dimensions must be known, their codes may follow.
 */
int disclose_table(struct disclose *disclose, const char *population, const struct disclose_rule *rule,
	const int *dimensions, int n);
/*
 * A count; `codes` by dimension, NULL or `whole` for all.  What is told of totals is held against what the counts
 * below add up to; totals not told are computed; innermost counts not told are 0.  ST_INVALID in words: an
 * unknown code, below 0, too large, another value for the same cell.
 */
enum status disclose_count(struct disclose *disclose, int table, const char *const *codes, int64_t value,
	struct err *err);

/* The cell of a table, which need not be counted yet; -1 for a code not known.  Numbers stay the same in the result. */
int disclose_at(struct disclose *disclose, int table, const char *const *codes);
/* Its key: population and restrictions, in the order of the dimensions' names: "arrivals|gender=f|month=2026-01".
 * Bars, equal signs and backslashes within names are written with a backslash before them. */
const char *disclose_key(const struct disclose *disclose, int cell);
/* The cell with a key, -1: none. */
int disclose_find(const struct disclose *disclose, const char *key);

/* Cells and sums without tables.  A key asked for again is the same cell; its first rule counts.  value -1: computed
 * from a sum. */
int disclose_cell(struct disclose *disclose, const char *key, int64_t value, const struct disclose_rule *rule);
void disclose_sum(struct disclose *disclose, int total, const int *parts, int n);
/*
 * An implicit target: total less the parts, which nobody prints but anybody can work out: an unprinted cell,
 * protected like a printed one when its value makes it primary.  What it makes necessary is withheld among the
 * printed cells.
 */
int disclose_difference(struct disclose *disclose, const char *key, int total, const int *parts, int n,
	const struct disclose_rule *rule);

/* Not printed: stands in sums alone.  One that was published before (disclose_before()) is known all the same. */
void disclose_unprinted(struct disclose *disclose, int cell);
/* Published before, with this value: cannot be withheld any more. */
void disclose_before(struct disclose *disclose, int cell);
/* Primary whatever its value: withheld before, say. */
void disclose_secret(struct disclose *disclose, int cell);
/* Nobody would believe anything but 0 (a three-year-old with a diploma): must be 0, is open and protects nothing. */
void disclose_impossible(struct disclose *disclose, int cell);
/* How much it costs to withhold it, 1 .. 1000000; by default more for larger counts: 16 + 4 * log2(1 + count). */
void disclose_weight(struct disclose *disclose, int cell, int weight);
/* For a cell that is a sum of amounts: how many contributed, and the largest two.  The threshold then asks the number of
 * contributors, and the interval is that of the rule of amounts. */
void disclose_contributors(struct disclose *disclose, int cell, int64_t n, int64_t largest, int64_t second);

/* A derived figure (rate, median, a curve's value) and the cells it follows (numerator, denominator and the rest): it is
 * withheld unless all of them are open.  Gives its number. */
int disclose_figure(struct disclose *disclose, const char *key, double value, const int *cells, int n);

struct disclose_how {
	bool all_bounds;        /* tightest bounds also where more than 400 withheld cells are tied together: dear;
	                         * otherwise theirs are as wide as was seen, so at least as wide as the rule asks */
	int exact;              /* instead of DISCLOSE_EXACT; -1: always the heuristic */
	bool (*go_on)(void *with, int done, int of);    /* false: ST_CANCELLED */
	void *with;
};

/*
 * Chooses, audits, and gives the result, which the caller disclosed_free()s.  `how` may be NULL.  ST_INVALID in
 * words: totals that do not add up (names key and both values), an impossible cell with a count.  A primary cell
 * that earlier publications gave away, so that nothing new can protect it, is no failure but counted
 * (disclosed_tally.lost).  A release that does not stand the audit is not given out: ST_INVALID as well.
 */
struct disclosed;
enum status disclose_run(struct disclose *disclose, const struct disclose_how *how, struct disclosed **out,
	struct err *err);
void disclosed_free(struct disclosed *disclosed);       /* NULL is fine */

/* It holds no value that is withheld. */
enum disclosed_sign { DISCLOSED_OPEN, DISCLOSED_PRIMARY, DISCLOSED_SECONDARY, DISCLOSED_UNPRINTED };

int disclosed_cells(const struct disclosed *disclosed);
enum disclosed_sign disclosed_sign(const struct disclosed *disclosed, int cell);
/* True with the value when it is open. */
bool disclosed_value(const struct disclosed *disclosed, int cell, int64_t *value);
/* What the attacker can tell of it, in whole numbers; of an open cell twice its value. */
#define DISCLOSED_NO_BOUND INT64_MAX
void disclosed_bounds(const struct disclosed *disclosed, int cell, int64_t *low, int64_t *high);
const char *disclosed_key(const struct disclosed *disclosed, int cell);
int disclosed_find(const struct disclosed *disclosed, const char *key);         /* -1: none */
int disclosed_at(const struct disclosed *disclosed, int table, const char *const *codes);      /* -1: none */
/* True with the value when all cells it follows are open. */
bool disclosed_figure(const struct disclosed *disclosed, int figure, double *value);

/* The tables, for who prints them: dimensions of a table and codes of a dimension, `whole` first, then parents before
 * their children in the order told, unions last. */
int disclosed_tables(const struct disclosed *disclosed);
const char *disclosed_population(const struct disclosed *disclosed, int table);
int disclosed_dimensions(const struct disclosed *disclosed, int table);
const char *disclosed_dimension(const struct disclosed *disclosed, int table, int i);
int disclosed_codes(const struct disclosed *disclosed, int table, int i);
const char *disclosed_code(const struct disclosed *disclosed, int table, int i, int code);

struct disclosed_tally {
	int cells;              /* printed */
	int open, primary, secondary;
	int targets;            /* unprinted cells that had to be protected */
	int lost;               /* primary cells and targets that earlier publications gave away beyond help */
	int64_t weight;         /* of what is withheld beyond the primary cells */
	int64_t least;          /* proved: no safe choice weighs less (0: nothing proved) */
	bool exact;             /* weight == least: the choice is the optimum */
	int programs;           /* linear and integer programs solved */
	int threshold;          /* the largest of the rules' */
};
void disclosed_tally(const struct disclosed *disclosed, struct disclosed_tally *tally);

#endif
