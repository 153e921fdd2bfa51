/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What tells apart the languages that are written in Latin letters, learned at build
 * (compile_tongues.c) from schema/grounds/tongues/ and the lexicons: how surprising
 * three letters in a row are, a whole word, and a mark on a letter.  Costs are bits in
 * eighths, so that a sum of them compares languages.
 */
#ifndef REGISTER_TONGUE_MODEL_H
#define REGISTER_TONGUE_MODEL_H

enum { TONGUES = 6, TONGUE_LETTERS = 27, TONGUE_UNKNOWN = 255 };

struct tongue_word {
	const char *word;                     /* folded */
	unsigned char cost[TONGUES];          /* TONGUE_UNKNOWN: no everyday word there */
	unsigned char marked;                 /* a bit for each language that writes it with marks, as Turkish "köken" */
};
struct tongue_mark {
	unsigned letter;                      /* code point, small */
	unsigned char cost[TONGUES];
};
extern const char *const tongue_names[TONGUES];
/* By letters a·27² + b·27 + c, where 0 is a word's edge. */
extern const unsigned char tongue_cost[TONGUE_LETTERS * TONGUE_LETTERS * TONGUE_LETTERS][TONGUES];
extern const struct tongue_word tongue_words[];   /* sorted */
extern const int n_tongue_words;
extern const struct tongue_mark tongue_marks[];
extern const int n_tongue_marks;

/* The letter's number; 0 for what is none. */
static inline int tongue_letter(char c)
{
	return c >= 'a' && c <= 'z' ? c - 'a' + 1 : 0;
}

#endif
