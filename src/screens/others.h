/* SPDX-License-Identifier: EUPL-1.2 */
/* What colleagues do in the same file meanwhile: their saves are told, and what an administrator takes away is gone. */
#ifndef SCREENS_OTHERS_H
#define SCREENS_OTHERS_H

#include "screens/screen.h"

/* Looks whether somebody saved; tells the screens. False: the user may no longer do what they could at the log-in. */
bool others_see(struct app *app);
/* Says so in the status line, when there is room for it. */
void others_say(struct app *app);
void others_forget(void);

#endif
