/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Text as people read it, by ICU: folding, transliteration, sorting, clusters,
 * numbers, names of languages and countries.  Each ICU service opens at its
 * first use (26 to 55 ms), never before.  Language: the one of msg_language().
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* NFC, white space runs to one blank, ends trimmed: how values are stored. */
void text_tidy(struct str *out, const char *s, bool multiline);
/* Case-folded, without marks, still in its own script: "ŞÜKRÜ" -> "sukru", "Йосип" -> "иосип". */
void text_fold(struct str *out, const char *s);
/* Equal when folded. */
bool text_same_folded(const char *a, const char *b);
/* Folded and in ASCII Latin letters, whatever the script: "محمد" -> "mhmd", "Олена" -> "olena".
 * Pure ASCII input takes a fast way without ICU. */
void text_latin(struct str *out, const char *s);
/* Order by the collation of the chosen language: <0, 0, >0. */
int text_compare(const char *a, const char *b);
/* Stored sort keys of one file must be made alike whoever is at the desk: they are those of the language that is set
 * here when the file is opened. NULL or "": the root collation, as of files from before there was a choice. */
void text_sort_language(const char *code);
/* Sort key in that language, for stored sort keys: memcmp order. */
void text_sort_key(struct str *out, const char *s);
/* Byte offset of the next/previous grapheme cluster's edge. */
size_t text_next(const char *s, size_t len, size_t pos);
size_t text_prev(const char *s, size_t len, size_t pos);
/* Decimal number in the chosen language; `decimals` digits after the point. */
void text_number(struct str *out, long long scaled, int decimals);
/* A typed number ("1.234,50", "1 234.5", "1'234") to its scaled value; false when it is none. */
bool text_parse_number(const char *s, int decimals, long long *scaled);

/* Display names, in the chosen language; unknown codes come back as themselves. */
void text_language_name(struct str *out, const char *iso639);
void text_country_name(struct str *out, const char *iso3166);
/* Of the script that a character is written in ("Ethiopic"); nothing where it belongs to none or to several. */
void text_script_name(struct str *out, unsigned character);
/* True when iso-codes (or ICU) know the code. */
bool text_is_language(const char *iso639);
bool text_is_country(const char *iso3166);
/* The listed code for what was typed: a code of two or three letters in any case, or a name in the chosen language
 * or in English; NULL when there is none. */
const char *text_language_find(const char *typed);
const char *text_country_find(const char *typed);
/* All codes for pick lists; arrays live as long as the program. Language codes are the two-letter code where
 * there is one, else the three-letter code. */
const char *const *text_languages(size_t *count);
const char *const *text_countries(size_t *count);

#endif
