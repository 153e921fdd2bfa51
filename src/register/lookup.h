/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Finding a code by its name, for languages, countries and occupations: by the
 * whole name (case and marks apart) for what is typed or imported, by beginnings
 * of words for pick lists.  Names are folded once a language; 7,900 of them answer
 * within a key.
 */
#ifndef REGISTER_LOOKUP_H
#define REGISTER_LOOKUP_H

#include <stddef.h>

#include "base/str.h"

enum lookup_of { LOOKUP_LANGUAGE, LOOKUP_COUNTRY, LOOKUP_OCCUPATION, LOOKUPS };

/* For a code, or a name in the chosen language or in English: the code; NULL when there is none. Borrowed for ever. */
const char *lookup_code(enum lookup_of of, const char *typed);
/* The name of a code in the chosen language; an unknown code comes back as itself. */
void lookup_name(struct str *out, enum lookup_of of, const char *code);
/* Up to `max` codes that fit what was typed so far, best first: the name or the code begins with it, its words begin
 * so, it holds it somewhere; equal ones by name. "" gives all by name. */
size_t lookup_filter(enum lookup_of of, const char *typed, const char **codes, size_t max);

#endif
