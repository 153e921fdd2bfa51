/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Ctrl-Z and Ctrl-Y: the user's saved changes taken back one after the other, and
 * put back again as long as nothing else was saved.  Both are changes of the file.
 */
#ifndef SCREENS_UNDO_H
#define SCREENS_UNDO_H

#include "screens/screen.h"

enum status undo_last(struct app *app, struct err *err);    /* ST_NOTFOUND: nothing of this user's is left */
enum status undo_redo(struct app *app, struct err *err);    /* ST_NOTFOUND: nothing was taken back here */
/* Something was saved: what was taken back before stays so. */
void undo_forget(void);

#endif
