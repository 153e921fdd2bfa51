/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The file of titles, as the build leaves it and the search maps it: a head,
 * then tables and the text, each where the head says.  Numbers stand as the
 * machine that built it keeps them; a file of another kind of machine, another
 * version or another length is not read.
 *
 * Concepts are the groups of ISCO-08 by code, then the occupations of ESCO by
 * id.  Every title is a unit vector over the grams of its language, weighted by
 * how rare they are; a concept's titles together, and those of a whole unit group
 * of ISCO-08, are the sum of their vectors, of which only the length stands here.
 * Grams, titles and concepts have places among meanings besides (see
 * compile_meaning.h); those of titles only in the languages learned from.
 */
#ifndef REGISTER_OCCUPATION_INDEX_H
#define REGISTER_OCCUPATION_INDEX_H

#include <stdint.h>

#define INDEX_MAGIC 0x35434f46u            /* "FOC5" */
#define INDEX_FILE "occupations.index"

enum { INDEX_LANGUAGES = 32, INDEX_DIMENSIONS = 256, INDEX_PLACE = INDEX_DIMENSIONS / 2 };
enum { INDEX_TITLES_MOST = 65535 };        /* of one language: their numbers take two bytes */

struct index_concept {
	uint32_t id;            /* text: the occupation's UUID; "" for a group */
	uint32_t isco;          /* text: its group's code */
	uint32_t group;         /* number of its unit group's concept; of a group, its own */
	uint32_t placed, n_placed;         /* its titles that have a place among the meanings */
	uint32_t title[INDEX_LANGUAGES];   /* text: the preferred one; 0 where there is none */
};
struct index_title {
	uint32_t concept, text;
	float weight;           /* 1 / length of its vector */
};
struct index_gram {             /* sorted by hash within a language, closed by one that only ends the last */
	uint32_t hash;
	uint32_t posting;       /* the first; they end where the next gram's begin */
	float idf;
};
typedef uint16_t index_posting;            /* number of a title within its language */
struct index_sum {              /* 1 / length of what a concept's titles, and its group's, sum up to in a language; or 0 */
	float concept, group;
};
/* A place among the meanings stands as steps of `scale`, 0 to 14 for -7 to 7: dimension j in the low half of byte j,
 * dimension INDEX_PLACE + j in its high half. */
struct index_meant { uint32_t hash; float scale; };       /* sorted by hash; of a gram, its idf is in the scale */
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
	struct index_table sum;            /* a row for each concept, language after language */
	struct index_table meant, place;   /* grams of all languages, and their places */
	struct index_table scale, meaning; /* of the concepts: a float each, and the places */
	struct index_table placed_scale, placed;   /* of titles, by concept: the same */
	uint64_t length;                   /* of the whole file */
};

#endif
