/* SPDX-License-Identifier: EUPL-1.2 */
/* The parts of foothold gate. */
#ifndef COMMANDS_GATE_H
#define COMMANDS_GATE_H

#include "commands/command.h"
#include "register/gate.h"

/* A row of the output; first: of JSON the one that begins it. */
void gate_tell(struct call *call, const struct gate_verdict *verdict, const char *text, bool first);
/* Every word that a person would read of a file of fields, criteria or plans: names, labels, purposes, reasons, choices,
 * their translations. */
enum status gate_register(struct call *call, const char *path, bool *refused, struct err *err);

#endif
