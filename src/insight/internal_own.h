/* SPDX-License-Identifier: EUPL-1.2 */
/* What the internal page holds: between its reading and its telling, and for nobody else. */
#ifndef INSIGHT_INTERNAL_OWN_H
#define INSIGHT_INTERNAL_OWN_H

#include <stdint.h>

#include "insight/internal.h"

enum { SET_BY_LAW, SET_BY_CITY, SET_BY_OTHER, SETTERS };

/* Clocks of one rule whose last day lies in the period. */
struct kept_clock {
	int set_by;
	char *what;                  /* NULL: set by hand, without a rule */
	int64_t due, in_time, late, missed;
	int64_t gone;                /* exempted, or ended by what happened: nothing had to be done */
	int64_t open;                /* suspended, or the day is still to come */
};
struct load {
	char *colleague;             /* "": of nobody */
	int64_t files, fresh, steps, talks;
};
struct money_line {
	char *name, *source, *number;
	struct date starts, ends, account_due;
	int64_t granted, spent, in_period;     /* hundredths */
};
struct measure {
	int64_t paid, personal;      /* hundredths: as the accounts say, and what stands in people's files */
	int64_t reached;
	bool known;                  /* anything at all is recorded */
};
enum { AREA_LANGUAGE, AREA_SKILLS, AREA_WORK, AREA_HOUSING, AREA_SCHOOL, AREA_MENTORING, AREA_INTERPRETING, AREA_RECEPTION,
	AREA_OTHER, AREAS };

struct internal_report {
	struct period period;
	struct date made;
	char by[64];
	char *town;
	struct kept_clock *clock;
	int n_clocks;
	struct load *load;
	int n_loads;
	struct money_line *budget;
	int n_budgets;
	int64_t without_budget;      /* spent in the period from no budget that is named */
	struct measure measure[AREAS];
};

/* A share of clocks that somebody had to keep: made in time of made or missed; -1: there was none. */
int internal_percent(const struct kept_clock *clock);
/* The key in the register, and the choice's own label. */
const char *internal_area_key(int area);
const char *internal_area_label(int area);
/* "people in courses": N_() */
const char *internal_area_reached(int area);

#endif
