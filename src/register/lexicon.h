/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The gate's matching, apart from the words it matches: texts are cut into folded
 * words, patterns are tried at every word, and a match is void when one of its
 * words lies within a phrase that is allowed.
 *
 * Pattern: items parted by blanks; each is one word, or some parted by "/".
 *	word      the word itself, case and marks apart        relig*   begins so
 *	*bond     ends so          *recht*  holds it            word?    may be left out
 *	..        up to five words of the same sentence          ^ $      beginning, end of the text
 */
#ifndef REGISTER_LEXICON_H
#define REGISTER_LEXICON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct lexicon_words {               /* as declared; lists of patterns parted by "|" */
	const char *language;        /* "en"; NULL: words of all languages */
	const char *ground;          /* key of the ground, or "" for what is allowed under all */
	const char *refuse, *allow;  /* NULL: none */
};

struct lexicon;
/* The tables are borrowed for the lexicon's life. ST_INVALID names a pattern that cannot be read. */
enum status lexicon_new(struct lexicon **out, const struct lexicon_words *words, size_t n, struct err *err);
void lexicon_free(struct lexicon *lexicon);

struct lexicon_hit {
	const struct lexicon_words *words;    /* the row that refuses; NULL: none does */
	size_t from, to;                      /* bytes of the text */
};
/* The first refusal in the text; language NULL: by all languages. */
struct lexicon_hit lexicon_judge(const struct lexicon *lexicon, const char *text, const char *language);

#endif
