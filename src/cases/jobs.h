/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Open vacancies that fit a person, ranked and explained; nothing is written.
 *
 * What is weighed is what the vacancy needs and what the person looks for, has learned and can be reached by.  There are
 * no weights: vacancies are compared by one question after the other, and the first that tells them apart decides: how
 * much of what is needed is lacking; how near the occupation lies (the same, of one group of ISCO-08, of one larger group); how
 * much is not known; how much of what is wished for is there; how near it lies; how fresh it is.
 */
#ifndef CASES_JOBS_H
#define CASES_JOBS_H

#include "base/date.h"
#include "base/timetable.h"
#include "register/change.h"

enum job_what { JOB_IS_TRADE, JOB_IS_LEVEL, JOB_IS_LICENCE, JOB_IS_HOURS, JOB_IS_TIMES, JOB_IS_START, JOB_IS_WAY, JOB_IS_PAY,
	JOB_IS_WISHED, JOB_PARTS };
enum job_is { JOB_FITS, JOB_LACKS, JOB_UNKNOWN, JOB_TELLS /* neither for nor against */ };
struct job_part { enum job_what what; enum job_is is; char *words; };

struct job {
	struct id id;
	char *title, *employer, *place;      /* employer, place: or NULL */
	struct job_part part[JOB_PARTS];
	int n_parts;
	int lacks, unknown, wished;
	int apart;                           /* of the occupation: 0 the same .. 3 another altogether */
	double km;                           /* a large number where it is not known */
	char posted[11];
};

#define JOB_TRADES 16
struct job_search {
	char trade[JOB_TRADES][8];           /* ISCO-08: looked for, learned, worked as */
	int n_trades;
	int level;                           /* best that is known, place in the scale; -1: none */
	char level_language[16];             /* language of it */
	char *licences;                      /* keys, or NULL: nobody asked */
	double hours_from, hours_to;         /* -1: not said */
	struct timetable busy;               /* said, and courses that the person attends */
	char from[11];                       /* may or can begin; "" at once */
	int how_far;                         /* -1: not said */
	double pay;                          /* -1: not said */
	char pay_per[8];
	struct id home;
	bool looks;                          /* something is written down */
};

struct jobs {
	struct job_search search;
	struct job *job;                     /* best first */
	int count;
	int fitting;                         /* of these that lack nothing */
	int applied;                         /* open ones left out, since the person has applied for them */
};

/* At most `most`, best first; without those that the person has applied for. ST_DENIED where the actor sees no
 * applications or not this file; ST_INVALID where the file is restricted or the person left. */
enum status jobs_for(struct store *store, const struct actor *actor, struct id person, int most, struct jobs *out,
	struct err *err);
void jobs_clear(struct jobs *jobs);

/* A planned application, in the change set. */
void job_apply(struct change *change, struct id person, struct id vacancy, struct id *application);

#endif
