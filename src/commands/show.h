/* SPDX-License-Identifier: EUPL-1.2 */
/* The parts of foothold show: print, or add to `json` where it is not NULL. */
#ifndef COMMANDS_SHOW_H
#define COMMANDS_SHOW_H

#include "commands/command.h"

/* A value as a person reads it; a reference by its title. */
void show_value(struct call *call, const struct field *field, const char *value, struct str *out);
enum status show_history(struct call *call, const struct record *record, struct json_t *json, struct err *err);

#endif
