/* SPDX-License-Identifier: EUPL-1.2 */
/* The forms in which foothold agenda leaves. */
#ifndef COMMANDS_AGENDA_OUT_H
#define COMMANDS_AGENDA_OUT_H

#include "cases/agenda.h"
#include "commands/command.h"

void agenda_print(struct call *call, struct agenda *agenda, const struct agenda_query *query);
enum status agenda_print_json(struct call *call, struct agenda *agenda, struct err *err);
void agenda_print_free(struct call *call, const struct agenda *agenda, const struct agenda_query *query);
/* To a file, or "-". Notes the act. */
enum status agenda_calendar(struct call *call, struct agenda *agenda, const char *path, bool names, struct err *err);
/* Time, person, language, phone, e-mail; with --json the same. */
enum status agenda_print_reminders(struct call *call, struct agenda *agenda, struct err *err);

#endif
