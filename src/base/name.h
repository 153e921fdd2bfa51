/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Names as words: how they are cut into folded Latin words, how they sound, and
 * how alike two of them are, whatever their script, spelling and order.  Pure
 * computing; only name_words() asks ICU, through text_latin(), and only for
 * words that are not plain ASCII.
 */
#ifndef BASE_NAME_H
#define BASE_NAME_H

#include <stdbool.h>
#include <stddef.h>

#define NAME_WORD_MAX 40         /* bytes of a folded word with its NUL; longer ones are cut */
#define NAME_WORDS_MAX 16        /* words of one text; what follows is left out */

enum name_flag {
	NAME_FOREIGN = 1u << 0,  /* came out of another script than Latin */
	NAME_ABJAD   = 1u << 1,  /* of a script that leaves short vowels unwritten */
};
struct name_word {
	char s[NAME_WORD_MAX];
	unsigned flags;
	double worth;            /* how much it says among other words of the name; 0: by its length */
};
struct name_words { struct name_word word[NAME_WORDS_MAX]; int count; };

/* Cuts at blanks, hyphens and punctuation (an apostrophe joins): "Abdul-Rahman O'Neil" -> abdul rahman oneil.
 * Adds to `out`, which begins zeroed. */
void name_words(struct name_words *out, const char *text);

/* The word without the Arabic article written into it (alhaddad: haddad), else the word itself. */
const char *name_bare(const char *word);

/* Consonant skeletons by classes of sounds: most spellings of one spoken name share at least one. mohammed,
 * muhammad and mhmd all give MMT. Letters that are said in two ways give keys of their own. Returns how many
 * (0 to NAME_SOUNDS); a word without consonants has none. */
#define NAME_SOUNDS 4
#define NAME_SOUND_MAX 12
int name_sounds(const char *word, unsigned flags, char keys[NAME_SOUNDS][NAME_SOUND_MAX]);

/* Edits (insert, delete, replace, swap of neighbours) from a to b; more than `most` gives most + 1. */
int name_edits(const char *a, const char *b, int most);

/* How alike two words are, 0 to 1, weighing what spellings of one name differ in: vowels, doubled letters,
 * letters of one class. Flags: enum name_flag. `begun`: a may be only the beginning of b. */
double name_like(const char *a, unsigned a_flags, const char *b, unsigned b_flags, bool begun);

/* The same, giving 0 (sooner) for what is less than this. */
double name_like_from(const char *a, unsigned a_flags, const char *b, unsigned b_flags, bool begun,
		      double least_like);

/* How much of the name a is found in b, 0 to 1, as sets of words, regardless of order; initials match their
 * word, one word more or less costs little, two words written as one are joined. Words only somewhat alike
 * count little: one that is the same says more than two that are not far. `begun`: the last word of a may go
 * on. */
double name_set_like(const struct name_words *a, const struct name_words *b, bool begun);
/* For one name a held against many: what its words were found to be like is remembered (memo NULL: not). *top: how
 * alike the likest two words are. */
struct name_memo;
struct name_memo *name_memo_new(void);
void name_memo_free(struct name_memo *memo);
double name_set_like_memo(const struct name_words *a, const struct name_words *b, bool begun, struct name_memo *memo,
	double *top);

#endif
