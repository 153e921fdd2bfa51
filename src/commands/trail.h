/* SPDX-License-Identifier: EUPL-1.2 */
/* What verbs about the trail and about access share. */
#ifndef COMMANDS_TRAIL_H
#define COMMANDS_TRAIL_H

#include "commands/command.h"

/* "2026-05-04 09:30", local. */
void moment_text(int64_t ms, struct str *out);
/* Roles in words, parted by commas; nothing for all of them: a desk's only user. */
void role_words(uint32_t roles, struct str *out);
/* Where the actor has opened this person's file for a reason, the call goes on with what that lends. `said` may be
 * anything: what names no file of a person changes nothing. */
enum status call_lend(struct call *call, const char *said, struct err *err);
/* Lines for a file that was opened for a reason: by whom, why, until when. */
enum status show_grants(struct call *call, const struct record *record, struct json_t *json, struct err *err);

#endif
