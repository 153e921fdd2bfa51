/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Occupations by what a person would say of their trade, best first: over all
 * titles of ESCO and ISCO-08 in all languages that have them, those of the
 * language asked in foremost.  The file of titles is mapped, read-only, at the
 * first search, and costs no memory of its own.  Origin: schema/reference/README.
 */
#ifndef REGISTER_OCCUPATION_SEARCH_H
#define REGISTER_OCCUPATION_SEARCH_H

#include "base/err.h"

struct occupation_hit {
	const char *code;      /* ISCO-08, one to four digits: what a field of an occupation holds */
	const char *esco;      /* UUID of the ESCO occupation; "" for a group of ISCO-08 */
	const char *title;     /* the preferred one in the language, else in English */
	const char *matched;   /* the title most like it, in whatever language; `title` where none is */
	double score;          /* 0 to 1 */
};
/*
 * Each occupation or group once, at most `most`; *count 0 when nothing is like
 * it.  `language` is that of a catalogue ("fr"), with titles or without.  What
 * the hits name lives as long as the program.  ST_NOTFOUND when the file of
 * titles is not there, ST_CORRUPT when it is none.
 */
enum status occupation_search(const char *typed, const char *language, struct occupation_hit *hits, int most, int *count,
	struct err *err);
/* "Nurse (2221), Midwife (2222)": the nearest groups to what was typed, for a sentence; appends nothing when none is
 * near or the titles cannot be read. */
struct str;
void occupation_nearest(struct str *out, const char *typed, int most);

#endif
