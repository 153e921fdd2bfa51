/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Patterns of words, as schema/grounds/README describes them: read from what is
 * written there, and fitted to the words of a text.
 */
#ifndef REGISTER_PATTERN_H
#define REGISTER_PATTERN_H

#include "register/words.h"

enum { PATTERN_ITEMS = 16, ITEM_SETS = 5 };

enum form_as { FORM_WORD, FORM_BEGINS, FORM_ENDS, FORM_HOLDS, FORM_BENDS, FORM_ENDS_BENT };
struct form {
	char *text;              /* folded */
	enum form_as as;
	bool more;               /* the next form is the next word of the same alternative */
};
/* Alternatives; a named one of [words] is shared by all patterns that name it. */
struct set {
	char *name;              /* NULL: of one item alone */
	struct form *form;
	size_t n;
};
/* What patterns of one language may refer to. */
struct vocabulary {
	struct set **set;
	size_t n;
	char **ending;           /* folded */
	size_t n_endings;
	int chain;               /* endings that may follow each other */
};

enum item_as { ITEM_WORDS, ITEM_NOT, ITEM_GAP, ITEM_BEGIN, ITEM_END, ITEM_AND };
struct item {
	enum item_as as;
	bool optional;
	size_t gap;              /* words that it may pass over */
	const struct set *set[ITEM_SETS];
	int n_sets;
};
struct pattern {
	const void *row;         /* the reader's */
	const char *text;        /* as it was written, within the reader's row */
	size_t len;
	bool widest;             /* of what is allowed */
	bool loose;              /* begins with a gap, so at any word */
	struct item *item;
	int n_items, anchor;     /* anchor: the first item of words, by which it is looked up */
};
struct patterns {
	struct pattern *pattern;
	size_t n;
};

/* One pattern of `len` bytes; two where its first word may be left out.  False: it cannot be read. */
bool pattern_read(struct patterns *to, struct vocabulary *vocabulary, const void *row, bool widest, const char *s,
	size_t len);
void patterns_clear(struct patterns *patterns);
/* "name = alternatives" of [words]; false: they cannot be read, or the name is taken. */
bool vocabulary_name(struct vocabulary *vocabulary, const char *name, const char *alternatives);
/* "a/o/os" of [forms]. */
void vocabulary_endings(struct vocabulary *vocabulary, const char *endings, int chain);
/* Whether the word is one of the item's alternatives, or of the words of one. */
bool pattern_has(const struct item *item, const struct vocabulary *vocabulary, const struct word *word);
/* Whether what stands behind a stem is nothing, or made of endings. */
bool pattern_is_ending(const struct vocabulary *vocabulary, const char *rest);
void vocabulary_clear(struct vocabulary *vocabulary);

/* Fits the pattern at word `at`, where its anchor stands; marks the words that fitted in `used`.  Returns the word behind
 * the last, or 0 with no mark left.  `&` may mark words before `at`, none farther than 80 words. */
size_t pattern_fit(const struct pattern *pattern, const struct vocabulary *vocabulary, const struct words *words, size_t at,
	bool *used);

#endif
