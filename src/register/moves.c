/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which way a state may go, as its field's `moves` declares it:
 * "draft > sent, withdrawn | sent > answered".  What stands on no left side is final.
 */
#include "register/moves.h"

#include <string.h>


static const char *past_blanks(const char *s)
{
	return s + strspn(s, " \t");
}

static bool takes_word(const char **at, char out[MOVES_KEY])
{
	size_t n = strspn(*at, "abcdefghijklmnopqrstuvwxyz0123456789_");

	if (n == 0 || n >= MOVES_KEY)
		return false;
	memcpy(out, *at, n);
	out[n] = '\0';
	*at = past_blanks(*at + n);
	return true;
}

static bool takes_sign(const char **at, char sign)
{
	if (**at != sign)
		return false;
	*at = past_blanks(*at + 1);
	return true;
}

bool moves_read(const char *moves, moves_fn *fn, void *ctx)
{
	const char *at = past_blanks(moves);

	do {
		char from[MOVES_KEY], to[MOVES_KEY];

		if (!takes_word(&at, from) || !takes_sign(&at, '>'))
			return false;
		do {
			if (!takes_word(&at, to) || !fn(ctx, from, to))
				return false;
		} while (takes_sign(&at, ','));
	} while (takes_sign(&at, '|'));
	return !*at;
}

struct asked { const char *from, *to; bool found; };

static bool look(void *ctx, const char *from, const char *to)
{
	struct asked *asked = ctx;

	asked->found |= str_same(from, asked->from) && str_same(to, asked->to);
	return true;
}

bool moves_allow(const struct field *field, const char *from, const char *to)
{
	struct asked asked = { from, to, false };

	if (!field->moves || !from || str_same(from, to))
		return true;
	moves_read(field->moves, look, &asked);
	return asked.found;
}
