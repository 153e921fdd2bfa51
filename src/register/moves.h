/* SPDX-License-Identifier: EUPL-1.2 */
/* Which way a state may go: the key `moves` of a choice. Saving is judged; creations, undo and merging are not. */
#ifndef REGISTER_MOVES_H
#define REGISTER_MOVES_H

#include "register/register.h"

#define MOVES_KEY 32
/* Once a pair; false ends the reading. */
typedef bool moves_fn(void *ctx, const char *from, const char *to);
/* False when the text is not "a > b, c | b > c", or fn said so. */
bool moves_read(const char *moves, moves_fn *fn, void *ctx);
/* Whether the field may go from one key to another (NULL: empty); always where it declares no moves, or begins. */
bool moves_allow(const struct field *field, const char *from, const char *to);

#endif
