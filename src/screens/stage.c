/* SPDX-License-Identifier: EUPL-1.2 */
/* How a stage of the pathway looks: its sign, its colour, its word; see stage.h. */
#include "base/msg.h"
#include "screens/stage.h"

enum sign stage_sign(enum stage_state state)
{
	static const enum sign sign[] = {
		[STAGE_NONE] = SIGN_NONE, [STAGE_OPEN] = SIGN_OPEN, [STAGE_UNDER_WAY] = SIGN_UNDER_WAY,
		[STAGE_WAITING] = SIGN_PAUSED, [STAGE_LATE] = SIGN_LATE, [STAGE_DONE] = SIGN_DONE,
	};

	return sign[state];
}

enum look stage_look(enum stage_state state)
{
	return state == STAGE_LATE ? LOOK_LATE : state == STAGE_UNDER_WAY ? LOOK_UNDER_WAY
		: state == STAGE_DONE ? LOOK_DONE : LOOK_NORMAL;
}

const char *stage_words(enum stage_state state)
{
	static const char *const words[] = {
		[STAGE_NONE] = NC_("stage", "nothing planned"), [STAGE_OPEN] = NC_("stage", "open"),
		[STAGE_UNDER_WAY] = NC_("stage", "under way"), [STAGE_WAITING] = NC_("stage", "waiting for others"),
		[STAGE_LATE] = NC_("stage", "late"), [STAGE_DONE] = NC_("stage", "done"),
	};

	return pgettext("stage", words[state]);
}
