/* SPDX-License-Identifier: EUPL-1.2 */
/* The demonstration's rounds of allocation, once its town is written; see demo.c. */
#ifndef COMMANDS_DEMO_ROUNDS_H
#define COMMANDS_DEMO_ROUNDS_H

#include "register/actor.h"
#include "store/store.h"

#define DEMO_ROUNDS_PEOPLE 5000      /* in a larger town people come to measure, not to look */

enum status demo_rounds(struct store *store, const struct actor *actor, struct err *err);

/* demo_criteria.c: the criteria of homes that hold in the town, and those before; the rounds go by them. */
enum status demo_criteria(struct store *store, const struct actor *actor, struct err *err);

#endif
