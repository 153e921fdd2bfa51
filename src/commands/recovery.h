/* SPDX-License-Identifier: EUPL-1.2 */
/* The recovery code of a file: made anew, stored in its slot, printed once. */
#ifndef COMMANDS_RECOVERY_H
#define COMMANDS_RECOVERY_H

#include "commands/command.h"

enum status recovery_tell(struct call *call, struct err *err);

#endif
