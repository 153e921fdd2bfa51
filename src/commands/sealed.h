/* SPDX-License-Identifier: EUPL-1.2 */
/* Working within a sealed file: --within ID. */
#ifndef COMMANDS_SEALED_H
#define COMMANDS_SEALED_H

#include "commands/command.h"

/* From here on call->store is that of the sealed file which --within names. */
enum status sealed_enter(struct call *call, struct err *err);
/* Harmless where nothing was entered. */
void sealed_exit(struct call *call);

#endif
