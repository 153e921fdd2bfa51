/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Welcome cards on a page, each of the size of a credit card (85.6 × 54 mm): ten on A4, eight on Letter, with
 * lines to cut along.  A card says the town, the name as its holder writes it, until when it is valid, and bears its
 * code to be scanned; nothing else.
 */
#ifndef PAPER_CARDPAGE_H
#define PAPER_CARDPAGE_H

#include "base/date.h"
#include "paper/pdf.h"

struct cardpage_card {
	const char *own_name;      /* as the person writes it; NULL or "": as `name` */
	const char *name;
	const char *language;      /* the holder's, of papers ("ar"); NULL, "" or the town's: the town's alone */
	struct date until;
	const char *code;          /* digits */
};
struct cardpage {
	const char *municipality;  /* "": none is set */
	const char *language;      /* the town's */
	const struct cardpage_card *card;
	int count;
	enum pdf_size size;
};

/* The pages as PDF, appended; str_wipe() them: with the codes they are the cards. ST_INVALID: no font has a letter. */
enum status cardpage_pdf(const struct cardpage *page, struct str *out, struct err *err);

#endif
