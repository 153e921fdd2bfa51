/* SPDX-License-Identifier: EUPL-1.2 */
/* How a stage of the pathway looks, wherever it is shown. */
#ifndef SCREENS_STAGE_H
#define SCREENS_STAGE_H

#include "cases/plan.h"
#include "screens/term.h"

enum sign stage_sign(enum stage_state state);
enum look stage_look(enum stage_state state);
const char *stage_words(enum stage_state state);     /* translated */

#endif
