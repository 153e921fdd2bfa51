/* SPDX-License-Identifier: EUPL-1.2 */
/* A large town's stages on top of a demonstration; written by plain SQL, with what the rules would keep beside it. */
#ifndef TESTS_STAGETOWN_H
#define TESTS_STAGETOWN_H

#include "base/id.h"
#include "bench.h"

/* Of the demonstration's people every third waits for a course; who has a row number that OF_RICH divides has records of
 * every kind of the stages. */
enum { OF_RICH = 12, GROUPS = 60 /* of each of four levels */, HOMES = 2000, VACANCIES = 20000, SCHOOLS = 100, QUARTERS = 100 };

struct richly {
	struct id id, enrolment, neighbourhood;     /* neighbourhood: of the enrolment; perhaps none */
	char id_text[37], level[16];
};
/* The file becomes that town, unless it is. A minute or two for 100,000 people. */
void stagetown_fill(const char *path);
/* People with records of every kind, spread evenly; yours to free. */
struct richly *stagetown_people(struct store *store, int most, int *count);

#endif
