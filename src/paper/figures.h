/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reports of figures out of the program: as PDF, text, CSV or JSON, into a file, to the printer, or as bytes.  What is
 * published is kept in the ledger of releases before it goes, or it does not go; the internal page is a type of its own
 * and never goes this way.
 */
#ifndef PAPER_FIGURES_H
#define PAPER_FIGURES_H

#include "insight/internal.h"
#include "paper/hand.h"

enum figures_format { FIGURES_TEXT, FIGURES_PDF, FIGURES_CSV, FIGURES_JSON };

/* "text", "pdf", "csv" or "json"; false: none of them. */
bool figures_format_of(const char *word, enum figures_format *out);
/* By how a file's name ends, else text. */
enum figures_format figures_format_by_name(const char *path);

struct figures_how {
	enum figures_format format;
	struct pdf_how pdf;
	const char *path;            /* into a new file, for its owner alone; or NULL */
	bool prints;                 /* text or PDF, on this printer (NULL: the usual one) */
	const char *printer;
};

/* Releases it, then gives it out: where the last step fails, the ledger holds what never came, which harms nobody. Without path and printer appended to `out`. */
enum status figures_release(struct store *store, const struct actor *actor, struct report *report,
	const struct figures_how *how, struct str *out, struct err *err);
/* To be looked at: appended to `out` as text; nothing is released. */
enum status figures_internal(const struct internal_report *report, const struct figures_how *how, struct str *out,
	struct err *err);
/* How it leaves, a word for ledger and trail: "pdf", "print" ... */
const char *figures_way(const struct figures_how *how);

#endif
