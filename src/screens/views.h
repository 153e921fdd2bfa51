/* SPDX-License-Identifier: EUPL-1.2 */
/* A small window with the views of a list: one is opened, the list as it is now is kept under a name, one is taken away. */
#ifndef SCREENS_VIEWS_H
#define SCREENS_VIEWS_H

#include "screens/screen.h"

typedef enum status views_open(void *ctx, const char *name, struct err *err);
typedef enum status views_keep(void *ctx, const char *name, bool all, struct err *err);
/* `kind`: of the list's records, or VIEW_TODAY. `ctx` outlives the window. */
struct screen *views_screen(struct app *app, const char *kind, views_open *open, views_keep *keep, void *ctx);

#endif
