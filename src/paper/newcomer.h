/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The sheet for newcomers (GDPR Art. 13): what is asked, why, on what legal basis, whether one must answer, who sees it, how
 * long, one's rights, who answers for it.  Out of the register, of no person in particular; the letter `asked` is the same.
 */
#ifndef PAPER_NEWCOMER_H
#define PAPER_NEWCOMER_H

#include "base/sheet.h"
#include "cases/exception.h"
#include "register/read.h"

/* What was read from the file, once, for all languages. */
struct newcomer {
	char *municipality;              /* NULL or "": nobody gave it */
	struct record *controller;       /* NULL: nobody wrote it down */
	struct exception *exception;     /* what is asked by law all the same */
	int n_exceptions;
};
/* store NULL: the register as it comes with the program. newcomer_clear() also after a failure. */
enum status newcomer_read(struct store *store, const struct actor *actor, struct newcomer *out, struct err *err);
void newcomer_clear(struct newcomer *facts);
/* In the language that is spoken now; the same number of blocks in each. */
void newcomer_write(const struct newcomer *facts, struct sheet *sheet);
void newcomer_plain(const struct newcomer *facts, struct sheet *sheet);
/* A sheet of its own, in a language that papers are written in (paper_language()); ST_INVALID for another one. */
enum status newcomer_sheet(const struct newcomer *facts, const char *language, bool plain, struct sheet **out,
	struct err *err);
/* Records of it lie in newcomers' files: what the sheet and the record of processing tell of. */
bool newcomer_kind(const struct kind *kind);

#endif
