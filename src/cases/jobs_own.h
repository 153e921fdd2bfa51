/* SPDX-License-Identifier: EUPL-1.2 */
/* How one vacancy is judged and put in words; for jobs*.c alone. */
#ifndef CASES_JOBS_OWN_H
#define CASES_JOBS_OWN_H

#include "cases/jobs.h"

#define JOB_FAR 1e9

/* Place of a level in the scale; -1: none. */
int job_level(const char *level);
/* Fills part[], lacks, unknown, wished and apart; km stands already. */
void job_judge(struct job *job, const struct job_search *search, const struct record *vacancy);

#endif
