/* SPDX-License-Identifier: EUPL-1.2 */
/* Other people's names in what was written about a person. Used by subject.c alone. */
#ifndef CASES_SUBJECT_NAMES_H
#define CASES_SUBJECT_NAMES_H

#include "cases/subject.h"

/* Gathers the words that name contacts, members of the household and colleagues, without the person's own. */
enum status subject_names_gather(struct store *store, const struct actor *actor, const struct record *person,
	struct subject *subject, struct err *err);
/* The text with each such word replaced by "[…]"; NULL when there is none in it. Yours. */
char *subject_names_cut(const struct subject *subject, const char *text);

#endif
