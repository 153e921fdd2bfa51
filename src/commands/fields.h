/* SPDX-License-Identifier: EUPL-1.2 */
/* The parts of foothold fields. */
#ifndef COMMANDS_FIELDS_H
#define COMMANDS_FIELDS_H

#include "commands/command.h"

/* "desk, casework": as they are typed behind --role. */
void fields_roles(struct str *out, uint32_t roles);
/* The record of processing (GDPR Art. 30) as Markdown, of one kind of record or of all with what is never asked. */
void fields_processing(struct call *call, const struct kind *only);

#endif
