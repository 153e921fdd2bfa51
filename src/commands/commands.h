/* SPDX-License-Identifier: EUPL-1.2 */
/* The door to the commands: everything the program does when it is called. */
#ifndef COMMANDS_COMMANDS_H
#define COMMANDS_COMMANDS_H

#include <stdbool.h>

#include "register/session.h"

/* What a call without a verb hands over to; whoever stands above joins the two. */
typedef enum status commands_screens(const struct session_options *how, bool plain, bool contrast, bool language_given, struct err *err);

/* The whole call: exit code 0 done, 1 refused or failed (said on standard error), 2 called wrongly. msg_init() and
 * cases_init() were called. */
int commands_run(int argc, char **argv, commands_screens *screens);

#endif
