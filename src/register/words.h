/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A text cut into words as the gate compares them: each in several forms, so that
 * case, marks, spelling and disguise make no difference.
 *
 * Every word has the folded form (small letters without marks; Arabic without
 * hamza, with one letter for each of the pairs that are often mistyped; Cyrillic
 * without apostrophe), and where letters of two scripts stand in it, that of each.
 * A language adds forms of its own: German umlauts typed as two letters, Arabic
 * words without the conjunction, preposition and article written on to them.
 */
#ifndef REGISTER_WORDS_H
#define REGISTER_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum { WORD_FORMS = 12 };
enum word_script { SCRIPT_OTHER, SCRIPT_LATIN, SCRIPT_CYRILLIC, SCRIPT_ARABIC };

struct word {
	char *form[WORD_FORMS];  /* the folded one first */
	int n_forms, n_plain;    /* with those of a language; without them */
	size_t from, to;         /* bytes of the text */
	enum word_script script; /* of most of its letters */
	bool mixed;              /* letters of another stand among them */
	bool opens;              /* first word of a sentence */
	bool aside;              /* first word in brackets */
	bool spelled;            /* a word of some language as it stands, so no slip of typing */
};
struct words {
	struct word *word;
	size_t n;
	size_t first;            /* behind a question's number: "3.", "a)" */
};

void words_cut(struct words *w, const char *text);
void words_clear(struct words *w);
/* Gives every word the forms of that language, instead of those of another; NULL: of none. */
void words_speak(struct words *w, const char *language);
/* The article that a language writes on to its words; NULL: it writes none. */
const char *words_article(const char *language);
/* One more form of that language; taken over, or freed where the word has it or has no room. */
void word_add_form(struct word *word, char *form);
/* A word as it is written to the form it is compared in. */
void words_fold(struct str *out, const char *text, size_t len);

#endif
