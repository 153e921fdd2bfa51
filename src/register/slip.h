/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Slips of typing in the words that a lexicon tells by: "relgion", "nationailty".
 *
 * A word that the lexicon does not have, that is not known as a word of the language,
 * and that one slip (a letter missing, too many, another one, or two that changed
 * places) makes of a long word of the lexicon, is compared as that word as well.
 */
#ifndef REGISTER_SLIP_H
#define REGISTER_SLIP_H

#include "register/pattern.h"

struct slips;
/* article: what stands before many words without a blank, and falls before patterns are fitted; NULL: nothing does.  Borrowed. */
struct slips *slips_new(const char *article);
void slips_free(struct slips *slips);
/* The words that patterns are made of, from the n-th set of the vocabulary on. */
void slips_learn(struct slips *slips, const struct vocabulary *vocabulary, size_t n);
/* Folded words parted by blanks: such as patterns fit though none has them in full ("religieux" by relig*), or else such as are no
 * slips. */
void slips_spell(struct slips *slips, const char *words, bool telling);
/* When all is learned. */
void slips_ready(struct slips *slips);
/* Whether the word as it stands is one of the lexicon or no slip. */
bool slips_known(const struct slips *slips, const struct vocabulary *vocabulary, const struct word *word);
/* Adds the forms of a word that is not known, that it may be a slip of; false: it is none. */
bool slips_mend(const struct slips *slips, const struct vocabulary *vocabulary, struct word *word);

#endif
