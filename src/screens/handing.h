/* SPDX-License-Identifier: EUPL-1.2 */
/* A paper handed out: into a file that is named, as PDF or text, or to a printer. */
#ifndef SCREENS_HANDING_H
#define SCREENS_HANDING_H

#include "base/sheet.h"
#include "screens/screen.h"

struct handing {
	const char *file;            /* name that is proposed: "profile.pdf" */
	/* The paper, in the language it is to be in; the chosen one holds again afterwards. Yours. */
	enum status (*make)(void *ctx, struct app *app, struct sheet **out, struct err *err);
	/* Notes that it leaves, before it does: `where` is the file, or "lp". NULL: it tells of nobody. */
	enum status (*note)(void *ctx, struct app *app, const char *where, struct err *err);
	void *ctx;
	void (*forget)(void *ctx);   /* NULL: ctx is somebody else's, who outlives the screen */
};
/* "lp" alone or "lp upstairs", as somebody typed it where a file or a printer is asked for: the printer, "" for the usual
 * one. NULL: a file. */
const char *handing_printer(const char *typed);
/* Asks whereto: a file's name, as PDF where it ends in .pdf, else as text; "lp" or "lp NAME" prints. */
struct screen *handing_screen(struct app *app, const struct handing *about);

#endif
