/* SPDX-License-Identifier: EUPL-1.2 */
/* Codes that are printed once: the recovery code of a user, a passphrase that is given out. */
#ifndef COMMANDS_RECOVERY_H
#define COMMANDS_RECOVERY_H

#include "commands/command.h"

/* A sentence and behind it a code, in the clear. */
struct secret;
void out_code(struct call *call, const char *sentence, struct secret *code);
/* For call->me. */
enum status recovery_tell(struct call *call, struct err *err);

/* The same where the code of before was lost on the way from an older version of the file. */
enum status recovery_tell_lost(struct call *call, bool had_code, struct err *err);
/* key.c: a new data key, with how far it is. */
enum status key_rotate(struct call *call, struct err *err);

#endif
