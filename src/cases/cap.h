/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Caps of neighbourhoods: at most so many homes of one in a round.
 *
 * There is none unless the town records one, and none is in force without the council's decision and a legal opinion
 * that allows it: both are asked by the rule of the kind, so by every door. A cap never takes away a home in a
 * neighbourhood that the household itself named; see match/caps.h for how a round keeps to it.
 */
#ifndef CASES_CAP_H
#define CASES_CAP_H

#include "base/id.h"
#include "store/store.h"

struct cap {
	struct id id, neighbourhood;
	int64_t most;
};

/* Those in force on a day (2026-05-04), at most one a neighbourhood, ordered by neighbourhood. *out is yours, free(). */
enum status caps_on(struct store *store, const char *day, struct cap **out, int *count, struct err *err);

#endif
