/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Places that sealed files hold, as the rules of courses, vacancies and homes meet
 * them: they count like those of anybody else, and nothing says whose they are.
 */
#ifndef CASES_HELD_H
#define CASES_HELD_H

#include "register/change.h"

/* How many places of this course, vacancy or home are held so; none within a sealed file, whose own rows tell. */
enum status held_count(struct change *change, const char *kind, struct id id, int64_t *n, struct err *err);
/* After the town's count of holds was changed, in the same transaction: refuses what has no room (`more`: places were
 * added), and sets the state of a home or a vacancy. */
enum status held_follow(struct store *town, const struct actor *actor, const char *kind, struct id id, bool more,
	struct err *err);
/* The same for all places that are held, after a restore. */
enum status held_follow_all(struct store *town, const struct actor *actor, struct err *err);

#endif
