/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Welcome cards issued: drawn, handed to the printer or a file, recorded.  The number of a
 * card is drawn for it alone and kept nowhere, so a card is never printed a second time;
 * what was spoilt is withdrawn, and another one is issued.
 */
#ifndef PAPER_CARDS_H
#define PAPER_CARDS_H

#include "base/date.h"
#include "paper/pdf.h"
#include "register/read.h"

#define CARDS_MOST 200

struct cards_wish {
	const struct id *person;
	int count;
	struct date until;         /* year 0: card_usual_end() */
	const char *language;      /* of papers, beside the town's; NULL: each holder's own, where it is known */
	enum pdf_size size;
	const char *file;          /* a new file; NULL: the printer */
	const char *printer;       /* as in paper/printer.h */
};

/* Nothing is recorded where a letter cannot be drawn, the file cannot be written or the printer takes nothing; what
 * fails only in the last moment is withdrawn again, and the words say so. `set` (may be NULL) receives the change set's
 * id. */
enum status cards_issue(struct store *store, const struct actor *actor, const struct cards_wish *wish, struct id *set,
	struct err *err);

#endif
