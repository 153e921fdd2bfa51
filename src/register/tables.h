/* SPDX-License-Identifier: EUPL-1.2 */
/* The constant tables that src/register/compile makes of schema/ at build, and what own.c tells register.c; for
 * this floor only. */
#ifndef REGISTER_TABLES_H
#define REGISTER_TABLES_H

#include "register/declare.h"
#include "register/gate.h"
#include "register/lexicon.h"
#include "register/occupation.h"
#include "register/profile.h"
#include "register/register.h"

extern const struct kind builtin_kinds[];
extern const int n_builtin_kinds;
extern const struct occupation builtin_occupations[];   /* by code */
extern const int n_builtin_occupations;
extern const char *const builtin_occupation_languages[OCCUPATION_LANGUAGES];
extern const struct gate_ground builtin_grounds[];
extern const int n_builtin_grounds;
extern const struct lexicon_words builtin_words[];
extern const int n_builtin_words;
extern const struct lexicon_terms builtin_terms[];
extern const int n_builtin_terms;
extern const struct lexicon_spelling builtin_spellings[];
extern const int n_builtin_spellings;
extern const struct profile builtin_profiles[];    /* the neutral one first */
extern const int n_builtin_profiles;
/* What asks for things that one profile alone has a place for. */
struct profile_words { const char *profile; struct lexicon_words words; };
extern const struct profile_words profile_words[];
extern const int n_profile_words;
extern const struct choice cefr_levels[];   /* choice.c */

/* register.c: puts a checked declaration of own fields in place of the last one; takes its memory. */
void register_take_own(struct declaration *decl);

#endif
