/* SPDX-License-Identifier: EUPL-1.2 */
/* The parts of foothold fields. */
#ifndef COMMANDS_FIELDS_H
#define COMMANDS_FIELDS_H

#include "commands/command.h"

/* "desk, casework": as they are typed behind --role. */
void fields_roles(struct str *out, uint32_t roles);
/* The kinds with all that is declared of their fields, of one or (NULL) of all. */
struct json_t *fields_json(const struct kind *only);
/* The record of processing (GDPR Art. 30), of one kind of record or of all: Markdown, JSON, or a paper. */
enum status fields_processing(struct call *call, const struct kind *only, struct err *err);
/* The sheet for newcomers, in any language of papers. */
enum status fields_for_newcomer(struct call *call, struct err *err);

#endif
