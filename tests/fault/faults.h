/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Faults of the ground under the file.  faults.c stands before the C library's
 * calls that write, sync, cut and rename (SQLite's own included), counts them
 * while armed, and lets the n-th one go wrong.
 */
#ifndef TESTS_FAULTS_H
#define TESTS_FAULTS_H

#include <stdbool.h>

enum fault {
	FAULT_NONE,        /* only counts */
	FAULT_KILL,        /* the process is killed before the call */
	FAULT_TEAR,        /* killed after half of what was to be written */
	FAULT_POWER,       /* killed, and all that was written and not synced is lost, names of files too */
	FAULT_POWER_TORN,  /* killed, and some of it is lost, by sectors: what, is chosen by `seed` */
	FAULT_ERROR,       /* the call and all later ones answer `error` until disarmed */
	FAULT_ONCE,        /* the call alone answers `error` */
	FAULT_SHORT,       /* half is written, then all later ones answer `error` */
};

struct fault_plan {
	enum fault kind;
	long at;           /* 1: the first call after arming */
	int error;         /* ENOSPC, EIO */
	bool reads;        /* reading calls count and fail as well */
	unsigned seed;
};

void faults_arm(const struct fault_plan *plan);
/* Calls counted since arming. */
long faults_disarm(void);

/* The power fails at this very moment; the plan says which of the two kinds. */
void faults_power_now(void);

/* From now on all that is written is searched for these words, NULL at the end; NULL: no more. */
void faults_watch(const char *const *words);
/* Bytes searched / words found since. */
long faults_watched(void);
long faults_seen(void);

#endif
