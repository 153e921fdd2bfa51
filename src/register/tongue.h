/* SPDX-License-Identifier: EUPL-1.2 */
/* Which of the gate's languages a text can be in. */
#ifndef REGISTER_TONGUE_H
#define REGISTER_TONGUE_H

#include "register/lexicon.h"
#include "register/words.h"

enum { TONGUE_RANGES = 32 };

/* The languages that the text, or a part of it, can be in, the likeliest first; a short text can be in several.  With
 * `told`, the text is in that language, whatever it looks like; only words in another script than that language's are
 * looked at as well.  Returns how many. */
size_t tongue_guess(const char *text, const struct words *words, const char *told, struct lexicon_speech out[TONGUE_RANGES]);

/* Marks the everyday words of any of them as spelled. */
void tongue_mark(struct words *words);

#endif
