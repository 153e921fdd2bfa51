/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Fields that held words and refer to records now: a course's provider, a
 * vacancy's employer.  A migration puts the words into the table `becomes`; when the file is opened the records are
 * made and referred to, each with its entry in the journal.
 */
#ifndef REGISTER_BECOMES_H
#define REGISTER_BECOMES_H

#include "register/register.h"
#include "store/store.h"

/* One record a name: where one of that title stands in the file, that one. Does nothing in a file opened for reading. */
enum status becomes_ready(struct store *store, struct err *err);
/* The value is words from before: neither undo nor merging brings it back. */
bool becomes_words(const struct kind *kind, const struct field *field, const char *value);

#endif
