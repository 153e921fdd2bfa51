/* SPDX-License-Identifier: EUPL-1.2 */
/* The lives told in the demonstration: what happens to the n-th person, from the seed alone. For demo*.c
 * alone. */
#ifndef EXCHANGE_DEMOLIFE_H
#define EXCHANGE_DEMOLIFE_H

#include "base/date.h"
#include "cases/plan.h"
#include "exchange/demonames.h"

#define LIFE_STEPS 8
#define DEMO_DAYS 1095           /* three years */
#define DEMO_TOLD_BY_DAY 5000    /* up to so many people the history is told as well */

struct life_step {
	const char *stage, *what, *who, *state, *barrier, *outcome, *milestone;
	long target, done;       /* days since 1970; done 0: not */
};
struct life {
	int64_t index, head;     /* head of the household: its first person; itself when alone */
	int household;           /* people of the household */
	struct dice dice;        /* goes on where the telling ended */
	const struct culture *culture;
	bool woman;
	struct names names;
	bool own_script;
	char born[11];
	long arrived, left;      /* left 0: is here */
	bool finished, interpreter;
	int caseworker, trade;   /* trade -1: none known */
	struct life_step step[LIFE_STEPS];
	int n_steps;
};
struct world { uint64_t seed; int64_t people; long today; const struct plan_template *plan; };

/* Fills `life` (zeroed); life_clear() frees its names. */
void life_tell(struct life *life, const struct world *world, int64_t index);
void life_clear(struct life *life);
/* Step of this stage, or NULL. */
const struct life_step *life_stage(const struct life *life, const char *stage);

#endif
