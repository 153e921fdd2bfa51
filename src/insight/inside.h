/* SPDX-License-Identifier: EUPL-1.2 */
/* What the counters of the indicators share: the roll of people in memory, tables under construction, rows of a query. */
#ifndef INSIGHT_INSIDE_H
#define INSIGHT_INSIDE_H

#include <stdint.h>

#include "insight/facts.h"
#include "store/query.h"

/* ---- days as numbers: 20260504; unknown parts are 00 ---- */

int32_t ymd_read(const char *canonical);        /* 0: none */
int32_t ymd_of(struct date day);
int32_t ymd_first(int32_t ymd);                 /* the first day that it can be; 0 stays */
long ymd_days(int32_t ymd);                     /* days since 1970 of its first day */
/* The first day in two bytes: days since 1970, 1 at least and DAY_NEVER - 1 (in 2149) at most; 0 of 0. */
#define DAY_NEVER UINT16_MAX
uint16_t day_short(int32_t ymd);
/* Text that every day from `ymd` on, months and years that begin then as well, is not less than. */
void ymd_low_text(int32_t ymd, char out[11]);

/* ---- the roll: everybody who has a file, in the order of ids ---- */

enum { GENDER_WOMAN, GENDER_MAN, GENDER_OTHER, GENDER_UNKNOWN, GENDERS };
#define PLACE_UNKNOWN UINT16_MAX
struct soul {
	struct id id;
	int32_t born;                   /* ymd; 0: not known */
	uint16_t arrived, left;         /* day_short(); 0: not, or not known */
	uint16_t place;                 /* of roll.place; PLACE_UNKNOWN: not known, or kept secret */
	uint8_t gender;
	uint8_t exact;                  /* 1: the day of arrival is known */
};
struct place { struct id id; char *name; int64_t residents; /* -1: not known */ };
struct roll {
	struct soul *soul;
	int n, at;                      /* at: where the last one was found */
	struct place *place;
	int n_places;
};
struct run;
enum status roll_read(struct run *run, struct err *err);
void roll_clear(struct roll *roll);
/* Number of a person; -1: not on the roll. Quick when asked in the order of ids. */
int roll_find(struct roll *roll, struct id id);
/* Full years on a day, -1: not known; of whom only the year or month of birth is known the younger age. */
int soul_age(const struct soul *soul, int32_t day);
bool soul_here(const struct soul *soul, long day);  /* days since 1970: had arrived by the end of the day, and not left */

/* What kind of household everybody lives in on a day: leaf of the household's axis a person. free() it. */
enum { HOME_ALONE, HOME_ADULTS, HOME_ONE_AND_CHILDREN, HOME_ADULTS_AND_CHILDREN, HOME_CHILDREN, HOME_NONE, HOMES };
enum status roll_homes(struct run *run, int32_t day, uint8_t **out, struct err *err);

/* ---- a run ---- */

struct homes { int32_t day; uint8_t *of; };
struct run {
	struct store *store;
	struct facts *facts;
	struct roll roll;
	struct homes *homes;            /* one a day asked for */
	int n_homes;
	insight_progress *progress;
	void *ctx;
	int done, all;                  /* parts */
	int64_t rows;
};
/* Call for each row read: ST_CANCELLED when the person asked to stop. */
enum status run_row(struct run *run, struct err *err);

/* A counter answers all asks of its indicators. */
struct counter {
	const char *const *keys;        /* of the indicators, NULL ends */
	/* Makes tables and views of one ask. */
	void (*prepare)(struct run *run, struct facts_answer *answer);
	/* Counts for all asks that were prepared by it, figures included; does nothing where there is none. All are prepared
	 * before the first one counts. */
	enum status (*count)(struct run *run, const struct counter *counter, struct err *err);
};
extern const struct counter counter_people, counter_stages, counter_times, counter_spans, counter_records, counter_hours, counter_waiting,
	counter_school;
bool counter_has(const struct counter *counter, const struct facts_answer *answer);
/* The same of the ask of this number, unless an ask before it asks the very same. */
bool counter_counts(const struct counter *counter, const struct run *run, int answer);

/* "arrivals", "departures" or "in_care" for the ask's period and breakdown: they hang together in a table of all, which is
 * not printed, by who was here before or arrived, and stays or left. */
enum { PEOPLE_BEFORE, PEOPLE_ARRIVED, PEOPLE_STAYS = 0, PEOPLE_LEFT, PEOPLE_ERASED };
struct facts_table *people_table(struct run *run, const struct ask *ask, const char *key);

/* Rows of a query in turn: begin, then next until ST_DONE. Days are bound by who asks. */
enum status rows_next(struct run *run, struct stmt *stmt, struct err *err);
/* The widest period of all asks of this indicator (NULL: of the counter); false: none asks. */
bool asks_span(const struct run *run, const struct indicator *indicator, int32_t *from, int32_t *to);

/* The last day of the period that is not still to come: until then waiting can be counted. */
struct date last_day(const struct run *run, const struct facts_table *table);

/* ---- tables ---- */

/* The table of this key for the ask's period and breakdown; made when it is new, *fresh then tells: add the own axes, then
 * table_ready(). */
struct facts_table *table_make(struct run *run, const struct ask *ask, const char *key, const char *label, bool stock, bool *fresh);
struct facts_axis *table_axis(struct facts_table *table, const char *key, const char *label);
/* Returns the category's number. parent: FACTS_ALL, or a node told before. */
int axis_leaf(struct facts_axis *axis, const char *code, const char *label, int parent);
int axis_node(struct facts_axis *axis, const char *code, const char *label, int parent);
/* Leaves by a choice field's keys, labels as the register has them; all of them, or those in `only` (NULL ends). */
void axis_choices(struct facts_axis *axis, const char *kind, const char *field, const char *const *only);
/* Whether a leaf's category is this one or a part of it; FACTS_ALL: always. */
bool axis_within(const struct facts_axis *axis, int leaf, int category);
/* Adds the axes asked for. */
void table_ready(struct run *run, struct facts_table *table);
void view_add(struct facts_answer *answer, const struct run *run, const struct facts_table *table, struct facts_place place,
	bool listed, const char *label);
/* Counts of this person (number on the roll, or NOBODY_LEFT), by leaves of the own axes (own0: 0 without any, own1: -1 without a second). */
void tally_add(struct run *run, struct facts_table *table, int own0, int own1, int soul, int64_t n);
#define NOBODY_LEFT (-1)                /* instead of a person: erased, not known by anything */
/* Where in table->count that is. */
int64_t tally_cell(struct run *run, const struct facts_table *table, int own0, int own1, int soul);
struct facts_place place_all(void);

/* All places of the axes asked for, nodes and sums among them, own axes at FACTS_ALL: for (place = place_all(); ...;) */
bool place_next(const struct facts_table *table, struct facts_place *place);
struct facts_figure *figure_add(struct run *run, struct facts_answer *answer, enum figure_kind kind,
	const struct facts_place *place, double value);
void figure_follows(struct facts_figure *figure, int category);
/* FIGURE_SHARE at every place: category x of y; FACTS_ALL: of all. */
void figures_share(struct run *run, struct facts_answer *answer, int x, int y);
/* See struct facts_link: at these categories of their own axes. */
void facts_link(struct run *run, const struct facts_table *a, struct facts_place at_a, const struct facts_table *b,
	struct facts_place at_b);

#endif
