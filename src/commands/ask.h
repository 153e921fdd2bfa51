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

#endif
