/* SPDX-License-Identifier: EUPL-1.2 */
/* What a report holds, between its making and its telling; for nobody else. */
#ifndef INSIGHT_REPORT_OWN_H
#define INSIGHT_REPORT_OWN_H

#include "figures/disclose.h"
#include "insight/facts.h"
#include "insight/known.h"
#include "insight/report.h"

/* How far the tables were made coarser, so that they say something. */
enum rung { RUNG_ASKED, RUNG_WIDE, RUNG_FEWER, RUNGS };

#define REPORT_BY_MOST DIMENSIONS
/* Numbers of its answers in `shape`; -1: none. */
struct report_item {
	const struct indicator *indicator;
	int now, before;
	int by[REPORT_BY_MOST], n_by;
};

struct report {
	struct report_ask ask;
	struct date made;
	struct report_rule rule;
	char user[64];
	char *town;
	enum rung rung;
	int dropped;                 /* breakdowns that were left out, since next to nothing of them could be told */
	struct report_item *item;
	int n_items;
	struct facts *shape;         /* labels and where what stands: counts and withheld figures are gone from it */
	bool *figure_open;           /* by figure of `shape` */
	int *table;                  /* table of `shape`: table of `out` */
	struct disclose *system;     /* for the ledger alone */
	struct known *known;
	struct disclosed *out;
	struct disclosed_tally tally;
	bool released;
};

/* report_protect.c: what of the facts may be said. Takes the facts over: they become `shape`. */
enum status report_protect(struct store *store, struct report *report, struct facts *facts, report_progress *progress,
	void *ctx, struct err *err);
/* How many of a hundred counts of the breakdowns are withheld; `answer` -1: of all of them. */
int report_withheld(const struct report *report, int answer);

/* What was asked for and may be said: false where it is withheld. */
bool report_count(const struct report *report, int table, const struct facts_place *place, int64_t *out);
/* The first figure of this kind that an answer has at a place (NULL: of all), of FIGURE_WITHIN that of these days; NULL
 * where there is none, or it is withheld (*withheld). */
const struct facts_figure *report_figure(const struct report *report, int answer, enum figure_kind kind, int days,
	const struct facts_place *place, bool *withheld);

/* report_told.c: numbers as they stand in cells, yours; what is withheld as its sign. */
#define REPORT_SIGN _("[c]")
char *report_cell(const struct report *report, int table, const struct facts_place *place);
char *report_percent(double share);
char *report_number(int64_t value);
/* The headline of an answer: "123", "45%", "12 days", "[c]", or "-" where there is nothing to tell. */
char *report_headline(const struct report *report, int answer);
/* Its value, for charts: NAN where it is withheld or not there. */
double report_value(const struct report *report, int answer);

/* report_index.c: dissimilarity, from what may be told alone; neighbourhoods that are withheld count as one. False where it
 * cannot be computed (*withheld: because too much is withheld). */
bool report_index(const struct report *report, int answer, double *out, bool *withheld);

/* report_words.c: what the figures support, as items of the sheet. */
void report_summary(const struct report *report, struct sheet *sheet);
/* report_charts.c */
void report_charts(const struct report *report, struct sheet *sheet);
void report_targets(const struct report *report, struct sheet *sheet);
/* report_annex.c */
void report_annex(const struct report *report, struct sheet *sheet);
void report_definitions(const struct report *report, struct sheet *sheet);

const struct report_item *report_item_of(const struct report *report, const char *key);

#endif
