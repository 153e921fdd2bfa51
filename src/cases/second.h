/* SPDX-License-Identifier: EUPL-1.2 */
/* Four eyes: what cannot be taken back is asked for by one colleague and confirmed by another. */
#ifndef CASES_SECOND_H
#define CASES_SECOND_H

#include "register/actor.h"

/* *go: a colleague asked for the same (`what`, about the same record or none) within the last 30 days, or the file has
 * one user alone, who has it countersigned outside.  Else the wish is noted in the trail, and *go is false. */
enum status second_asked(struct store *store, const struct actor *actor, const char *what, struct id about, bool *go,
	struct err *err);

#endif
