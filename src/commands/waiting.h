/* SPDX-License-Identifier: EUPL-1.2 */
/* The verb “waiting” in its parts: lists and places (waiting.c), rule, fit and offers (waiting_do.c). */
#ifndef COMMANDS_WAITING_H
#define COMMANDS_WAITING_H

#include "commands/verbs.h"

/* Case number and name of a person, as the actor sees them; yours. */
enum status waiting_who(struct call *call, struct id person, char **number, char **name, struct err *err);

enum status waiting_rule(struct call *call, struct err *err);
enum status waiting_fit(struct call *call, const char *said, struct err *err);
enum status waiting_next(struct call *call, const char *said, struct err *err);
enum status waiting_run_out(struct call *call, struct err *err);

#endif
