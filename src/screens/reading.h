/* SPDX-License-Identifier: EUPL-1.2 */
/* A paper to be read on the screen and written to a file: notices, dossiers in words. */
#ifndef SCREENS_READING_H
#define SCREENS_READING_H

#include "base/sheet.h"
#include "screens/screen.h"

struct reading {
	const char *title;           /* N_() */
	const char *file;            /* name that is proposed for the file: "notice.pdf"; borrowed while the screen stands */
	const struct kind *kind;     /* what it tells of, for the trail */
	/* The paper, in the chosen language or the person's; yours. */
	enum status (*make)(void *ctx, struct app *app, struct sheet **out, struct err *err);
	void *ctx;
	void (*forget)(void *ctx);   /* NULL: ctx is somebody else's, who outlives the screen */
};
struct screen *reading_screen(struct app *app, const struct reading *about);

#endif
