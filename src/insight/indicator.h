/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Indicators: what a town may say about its work in figures.  An indicator is a row: what it counts in exact words, of
 * whom, in which unit, after which source, by which rule of disclosure.  A run reads the file a few times for all that is
 * asked together and gives facts (insight/facts.h), which are not fit to be shown: they go through figures/disclose.h.
 *
 * Counts are made for whoever may see counts; no record is opened, no look is noted, and nothing of a person leaves the
 * run.  No result depends on the order of rows, on ids or on the time of day.
 */
#ifndef INSIGHT_INDICATOR_H
#define INSIGHT_INDICATOR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "insight/period.h"
#include "register/actor.h"
#include "store/store.h"

/* What figures may be broken by. Of people: as the file has it when the report is made; ages on the last day of the
 * period. Each has "not known" among its categories. */
enum dimension {
	DIMENSION_AGE,              /* bands of full years; wide: under 18, 18 to 64, 65 and over */
	DIMENSION_GENDER,
	DIMENSION_HOUSEHOLD,        /* who lives together: adults, children; wide: with children or without */
	DIMENSION_NEIGHBOURHOOD,    /* where the person lives; has no wider form but the whole town */
	DIMENSION_ARRIVAL,          /* quarter of arrival; wide: year */
	DIMENSIONS
};
#define BY(dimension) (1u << (dimension))
const char *dimension_key(enum dimension dimension);       /* "age", "gender", "household", "neighbourhood", "arrival" */
const char *dimension_label(enum dimension dimension);     /* N_() */
bool dimension_by_key(const char *key, enum dimension *out);
bool dimension_widens(enum dimension dimension);

/* Which rule of disclosure a figure stands under. There is none without. */
enum indicator_rule {
	RULE_PEOPLE = 1,            /* counts of people, or of what belongs to one person each */
	RULE_DELICATE,              /* the same, of what harms when it is known: complaints, barriers; the doubled threshold */
	RULE_OFFER,                 /* what the town offers, of nobody: lessons, seats, homes; nothing to protect */
};

/* What stands behind it, which decides how it may be shown. */
enum indicator_shape {
	SHAPE_COUNT,                /* how many */
	SHAPE_SPLIT,                /* how many of each kind, which together are all */
	SHAPE_SHARE,                /* x of y */
	SHAPE_DURATION,             /* x of y within so many days; then median and quartiles; a curve */
	SHAPE_AMOUNT,               /* a sum: hours, days */
	SHAPE_INDEX,                /* 0 to 1 */
};

enum indicator_group {
	GROUP_PEOPLE, GROUP_STAGES, GROUP_TIMES, GROUP_LANGUAGE, GROUP_SKILLS, GROUP_WORK, GROUP_HOUSING, GROUP_SCHOOL,
	GROUP_SERVICE, INDICATOR_GROUPS
};
const char *indicator_group_label(enum indicator_group group);      /* N_() */

struct indicator {
	const char *key;            /* "first_interview": stands in CSV, JSON and the ledger, never changes its meaning */
	enum indicator_group group;
	enum indicator_shape shape;
	enum indicator_rule rule;
	const char *name;           /* N_() "Days to the first interview" */
	const char *definition;     /* N_(): exactly what is counted and how, in sentences */
	const char *population;     /* N_(): of whom, or of what */
	const char *unit;           /* N_() "people", "days", "hours" */
	const char *means;          /* N_(): what the figure stands for, for whoever reads it first */
	const char *source;         /* N_(): where the indicator comes from */
	unsigned by;                /* BY() bits of what it may be broken by */
	bool self_reported;         /* rests on what people said of themselves */
	const char *milestone;      /* of durations: step.milestone whose target in the general plan is the city's; NULL: none */
	int days;                   /* of durations: in time means within so many days, where no plan says it; 0: no duration */
	const char *of;             /* of durations: N_() who or what waits, "people", "dossiers" */
};
/* In the order in which a council reads. */
const struct indicator *indicators(int *count);
const struct indicator *indicator_named(const char *key);           /* NULL: there is none */
/* N_(): what the cells of its tables count, which is not its unit where that is days, hours or a share. */
const char *indicator_counted(const struct indicator *indicator);
/* Of a duration: within how many days after its beginning the city wants it, by the general plan, else `days`. */
int indicator_target(const struct indicator *indicator);

/* One question. Two periods compared are two asks. */
struct ask {
	const struct indicator *indicator;
	struct period period;
	unsigned by;                /* BY() bits, of those the indicator has; at most INSIGHT_BY_MOST together */
	unsigned wide;              /* BY() bits of dimensions taken in their wide form */
};
#define INSIGHT_BY_MOST 2

struct facts;                       /* insight/facts.h */
/* Called while rows are read; false stops (ST_CANCELLED). done of all, both in rows, roughly. */
typedef bool insight_progress(void *ctx, int64_t done, int64_t all);

/* Whether this actor may see counts: team leads, supervisors and administrators. ST_DENIED in words. */
enum status insight_allowed(const struct actor *actor, struct err *err);
/* Answers all asks together, in one state of the file. Memory is bounded by some 40 bytes a person and by the breakdowns,
 * not by what is on file about people. ST_DENIED: not this actor; ST_INVALID: a period or a breakdown, in words. Free with
 * facts_free(). */
enum status insight_run(struct store *store, const struct actor *actor, const struct ask *ask, int asks,
	insight_progress *progress, void *ctx, struct facts **out, struct err *err);

#endif
