/* SPDX-License-Identifier: EUPL-1.2 */
/* One vacancy with everything that hangs on it: places, who applied, who works there, what the gate left out of it. */
#ifndef CASES_VACANCIES_H
#define CASES_VACANCIES_H

#include "register/read.h"

#define VACANCY_ROWS 200     /* of each list */

/* What is needed, beside what is wished for: names of fields; ends with NULL. */
struct vacancy_pair { const char *needed, *wished; };
extern const struct vacancy_pair vacancy_pairs[];

struct vacancy_told {
	struct record *record;
	int64_t seats;               /* -1: not said */
	int64_t taken;               /* by those that are seen here and by sealed files */
	bool run_out;                /* open, but its last day is over */
	struct list_page applications, work, omissions;     /* empty where the actor's role sees none */
};
enum status vacancy_told(struct store *store, const struct actor *actor, struct id id, struct vacancy_told *out,
	struct err *err);
void vacancy_told_clear(struct vacancy_told *told);

#endif
