/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How a clock runs: its last day as a pure function of the day of the event, the
 * length, what happened to it and the calendar.  Dates alone, no file, no time.
 *
 * Standing still: the days from the first on which it stands to the one before it runs
 * again do not count (BGB § 209: „Der Zeitraum ... wird in die Frist nicht eingerechnet“;
 * the same is meant by „opschorten“ in the Algemene wet bestuursrecht art. 4:15 and by
 * « suspension » in the code civil art. 2230).  Where working days are counted, working
 * days are what is left over.
 *
 * Extension: counted from the end of the term so far (BGB § 190), which is the day that
 * the calendar moved it to (Bundesgerichtshof, 10 March 2009, VII ZB 87/08).
 */
#ifndef CASES_CLOCKWORK_H
#define CASES_CLOCKWORK_H

#include "base/id.h"
#include "base/term.h"

enum clock_happening { CLOCK_SUSPENDED, CLOCK_RESUMED, CLOCK_EXTENDED, CLOCK_EXEMPTED, CLOCK_MOVED };

struct clock_move_told {
	enum clock_happening what;
	struct date day;            /* known to the day */
	struct date until;          /* suspended: the day it runs again, where that is known; moved: the last day; year 0:
	                             * none */
	struct term length;         /* extended: by how much */
	struct id id;               /* of two on one day, which was recorded first */
};

enum clock_running { CLOCK_RUNS, CLOCK_STANDS, CLOCK_FREE };    /* free: exempted */

struct clock_course {
	enum clock_running state;
	struct date due;            /* year 0: nobody can tell while it stands still, or exempted */
	struct date falls;          /* the same before the calendar moved it */
	struct date first;          /* what the term alone would give */
	int left;                   /* while it stands still: how many days are left when it runs again, the first included;
	                             * working days where those are counted */
};

/* Sorts `move` by day and id. `after`, when given, has room for n and receives the last day as it is after each of them
 * (year 0: none). Extensions follow one another behind the term. What comes too late or twice changes nothing: a
 * suspension after the last day or of a clock that stands, a resumption of one that runs. A last day that was set holds
 * as it is, and leaves nothing of what was dated before; an exemption ends everything. */
void clockwork_run(struct date from, const struct term *term, struct clock_move_told *move, int n,
	const struct calendar *calendar, struct clock_course *out, struct date *after);

#endif
