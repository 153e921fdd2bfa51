/* SPDX-License-Identifier: EUPL-1.2 */
/* What is done with a vacancy that fits a person; which ones do, match/jobs.h says by the published criteria. */
#ifndef CASES_JOBS_H
#define CASES_JOBS_H

#include "register/change.h"

/* A planned application, in the change set. */
void job_apply(struct change *change, struct id person, struct id vacancy, struct id *application);

#endif
