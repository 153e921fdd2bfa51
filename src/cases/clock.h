/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Clocks in a person's file.  An event that the file's country profile names starts
 * its clocks in the same change set, and moves or ends them when it is corrected or
 * removed; another one meets them.  The last day follows from the event's day, the
 * length and what happened (clockwork.h), whoever writes and in whatever order.
 */
#ifndef CASES_CLOCK_H
#define CASES_CLOCK_H

#include "cases/clockwork.h"
#include "register/change.h"

/* Registers what looks at whole change sets; cases_init() calls it. */
void clock_init(void);

/* How a clock was counted, in the chosen language, a sentence a time: whose it is and where that stands, the event, the
 * length, the day it falls on and where the law moves it, what happened, the last day. ST_NOTFOUND, ST_DENIED. */
enum clock_line { CLOCK_LINE, CLOCK_LINE_WARNING, CLOCK_LINE_DUE, CLOCK_LINE_RULE };
typedef void clock_tell(void *ctx, enum clock_line line, const char *sentence);
enum status clock_explain(struct store *store, const struct actor *actor, const struct record *clock, clock_tell *tell,
	void *ctx, struct err *err);
/* The moves of a clock as the file has them, by day; the reasons stand in the records. The caller frees both. */
enum status clock_moves(struct store *store, struct id clock, struct clock_move_told **out, int *count, struct err *err);

/* How many clocks began to run with a change set that was saved for something else; 0 also where nobody can tell. */
int clock_began(struct store *store, struct id set);

/* ---- for the other files of clocks ---- */

/* What a clock is counted from, with what the change set is about to do. */
struct clock_told {
	struct id id;
	char began[11], due[11], met[11];
	char length[TERM_TEXT_MAX];
	char state[12], set_by[8], rule[41];
	struct id after;
};
/* ST_NOTFOUND: there is none, or it was or will be removed. */
enum status clock_look(struct change *change, struct id id, struct clock_told *out, struct err *err);
/* What the moves alone say: "running", "suspended", "exempted". */
enum status clock_state(struct change *change, struct id id, const char **state, struct err *err);
/* Puts the last day and the state that follow. */
struct town_calendar;
enum status clock_recount(struct change *change, const struct clock_told *clock, const struct town_calendar *calendar,
	struct err *err);
/* Starts, moves, ends and meets the clocks of one person that events of the profile rule. `all`: also those whose
 * events do not stand in the change set (a duty came or went). */
enum status clock_events(struct change *change, struct id person, bool all, struct err *err);
/* Whether an item is one of those that clock_events() looks at. */
bool clock_is_event(const struct change_item *item);

#endif
