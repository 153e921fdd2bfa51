/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The gate's lexicons: lists of patterns (schema/grounds/README) of what is refused
 * and what is allowed, in several languages.  A match is void when one of its words
 * lies within a phrase that is allowed.
 *
 * The patterns of a language are read when it is first judged by; a first letter
 * leads to the patterns that may begin with a word.
 */
#ifndef REGISTER_LEXICON_H
#define REGISTER_LEXICON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct words;
struct pattern;

struct lexicon_words {               /* as declared; lists of patterns parted by "|" */
	const char *language;        /* "en"; NULL: words of all languages */
	const char *ground;          /* key of the ground, or "" for what is allowed under all */
	const char *refuse, *allow;  /* NULL: none */
};
/* Alternatives with a name, for patterns of their language; or its endings. */
struct lexicon_terms {
	const char *language;
	const char *name;            /* NULL: endings */
	const char *words;           /* "one/two*" */
	int chain;                   /* how many endings may follow each other */
};

/* Folded words of a language, parted by blanks: telling ones, that patterns fit though none has them in full; or such as are
 * no slips of typing, though they are like words of the lexicon. */
struct lexicon_spelling {
	const char *language;
	bool telling;
	const char *words;
};

struct lexicon;
/* The tables are borrowed for the lexicon's life. */
struct lexicon *lexicon_new(const struct lexicon_words *words, size_t n, const struct lexicon_terms *terms, size_t n_terms);
void lexicon_free(struct lexicon *lexicon);
/* From here on slips of typing in words of the lexicon are seen through (slip.h); before the first judgement.  Borrowed. */
void lexicon_spell(struct lexicon *lexicon, const struct lexicon_spelling *spelling, size_t n);
/* For whoever collects such words: whether one is compared as another than it is; whether a pattern that refuses has a word
 * that fits it. */
bool lexicon_mends(const struct lexicon *lexicon, const char *word, const char *language);
bool lexicon_tells(const struct lexicon *lexicon, const char *word, const char *language);
/* Reads all of them at once; ST_INVALID names the first that cannot be read.  Judging by such a lexicon is a BUG. */
enum status lexicon_check(const struct lexicon *lexicon, struct err *err);

/* A language that a text, or a part of it, can be in; the likeliest first. */
struct lexicon_speech {
	const char *language;
	size_t from, to;             /* bytes of the text */
	bool likeliest;              /* of those that this part can be in: slips of typing are looked for in it alone */
};
struct lexicon_hit {
	const struct lexicon_words *words;    /* the row that refuses; NULL: none does */
	size_t from, to;                      /* bytes of the text */
	const struct pattern *by;             /* the pattern that refuses */
};
/* The first refusal by the likeliest language that has one; what a language allows, none that is less likely refuses. */
struct lexicon_hit lexicon_judge_words(const struct lexicon *lexicon, struct words *words, const struct lexicon_speech *speech,
	size_t n);
/* The same as if that pattern had never been written. */
struct lexicon_hit lexicon_judge_without(const struct lexicon *lexicon, struct words *words, const struct lexicon_speech *speech,
	size_t n, const struct pattern *pattern);
/* The same of a text in one language; language NULL: by the words of all, however unlike they are. */
struct lexicon_hit lexicon_judge(const struct lexicon *lexicon, const char *text, const char *language);

#endif
