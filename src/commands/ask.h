/* SPDX-License-Identifier: EUPL-1.2 */
/* Asking for a passphrase at the terminal, without echo and past any redirection. */
#ifndef COMMANDS_ASK_H
#define COMMANDS_ASK_H

#include <stdbool.h>

#include "base/err.h"

struct secret;

/* A vault_ask_fn; ctx, if any, points to a bool that becomes true when a person answered. ST_DENIED when there is no
 * terminal to ask at. */
enum status ask_passphrase(void *ctx, const char *user, bool fresh, struct secret **out, struct err *err);

/* One line in the open: the user's name; an empty line takes `otherwise`. Yours to free(). */
enum status ask_name(const char *otherwise, char **out, struct err *err);
/* A new passphrase: from the file, unless that is NULL; else typed twice. It is long enough. */
enum status ask_new_passphrase(const char *file, struct secret **out, struct err *err);

#endif
