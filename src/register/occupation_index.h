/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The file of titles, as the build leaves it and the search maps it: a head,
 * then six tables and the text, each where the head says.  Numbers stand as the
 * machine that built it keeps them; a file of another kind of machine, another
 * version or another length is not read.
 */
#ifndef REGISTER_OCCUPATION_INDEX_H
#define REGISTER_OCCUPATION_INDEX_H

#include <stdint.h>

#define INDEX_MAGIC 0x31434f46u            /* "FOC1" */
#define INDEX_FILE "occupations.index"

enum { INDEX_LANGUAGES = 32, INDEX_TITLES_MOST = 65535 };   /* titles of one language: their numbers take two bytes */

struct index_concept {          /* an occupation of ESCO, or a group of ISCO-08 */
	uint32_t id;            /* text: the occupation's UUID; "" for a group */
	uint32_t isco;          /* text: its group's code */
	uint32_t title[INDEX_LANGUAGES];   /* text: the preferred one; 0 where there is none */
};
struct index_title {
	uint32_t concept;
	uint32_t text;
	float weight;           /* 1 / length of its vector */
};
struct index_gram {             /* sorted by hash within a language, closed by one that only ends the last */
	uint32_t hash;
	uint32_t posting;       /* the first; they end where the next gram's begin */
	float idf;
};
struct index_language {
	char code[8];
	uint32_t title, n_titles;          /* its part of the titles */
	uint32_t gram, n_grams;            /* its part of the grams */
	float rarest;                      /* idf of a gram that no title holds */
};
struct index_table { uint64_t at; uint32_t count, size; };  /* byte offset; rows; bytes of a row */
struct index_head {
	uint32_t magic, n_languages;
	struct index_language language[INDEX_LANGUAGES];
	struct index_table concept, title, gram, posting, text;
	uint64_t length;                   /* of the whole file */
};
/* A posting is the number of a title within its language, a gram that it holds twice stands twice. */
typedef uint16_t index_posting;

#endif
