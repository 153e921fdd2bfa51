/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ISCO-08: groups of occupations by their code (1 to 4 digits) and titles.
 * Origin and licence: schema/reference/README.
 */
#ifndef REGISTER_OCCUPATION_H
#define REGISTER_OCCUPATION_H

#include <stddef.h>

#define OCCUPATION_LANGUAGES 23             /* English first */

struct occupation {
	const char *code;                       /* "2221" */
	const char *title[OCCUPATION_LANGUAGES];   /* NULL where there is none, never the first */
};

/* All, in the order of their codes; lives as long as the program. */
const struct occupation *occupation_all(size_t *count);
const struct occupation *occupation_by_code(const char *code);    /* NULL when there is none */
/* For a code, or a whole title in the chosen language or in English, case and marks apart; NULL when there is none. */
const struct occupation *occupation_find(const char *typed);
/* In the chosen language, in English where it has no titles; borrowed for ever. */
const char *occupation_title(const struct occupation *occupation);

#endif
