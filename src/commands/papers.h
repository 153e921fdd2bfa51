/* SPDX-License-Identifier: EUPL-1.2 */
/* What verbs that give out a paper share: to the screen as text, into a file, to the printer. */
#ifndef COMMANDS_PAPERS_H
#define COMMANDS_PAPERS_H

#include "commands/command.h"
#include "paper/hand.h"

/* Rows of a verb's options. */
#define PAPER_OPTIONS \
	{ "output", N_("FILE"), N_("Write the paper to a new file, which only you may read: as PDF where its name ends in .pdf, " \
		"else as text."), false }, \
	PAPER_OPTIONS_BUT_OUTPUT
#define PAPER_OPTIONS_BUT_OUTPUT \
	{ "print", N_("PRINTER"), N_("Print the paper on the usual printer, or with --print=PRINTER on another one."), true }, \
	{ "format", N_("pdf|text"), N_("As what the paper is written or printed; printers get PDF unless told otherwise."), false }, \
	{ "size", N_("a4|letter"), N_("The size of the pages; else A4."), false }

/* How the options say that a paper is to be drawn. */
struct paper_call { enum paper_format format; struct pdf_how how; const char *file, *printer; bool prints; };
/* ST_USAGE where standard output, which is to take a PDF, is a terminal. */
enum status call_pdf_shown(struct err *err);
/* ST_USAGE: no such format or size, both a file and a printer, or a PDF for a terminal. */
enum status call_paper_how(const struct call *call, struct paper_call *out, struct err *err);
/* The paper leaves the program: note it in the trail before. */
bool call_paper_leaves(const struct call *call);
/* Gives it out as the options say; without any, as text on standard output. `beside`: see base/sheet.h. */
enum status call_paper(struct call *call, const struct sheet *sheet, const struct sheet *beside, struct err *err);

#endif
