/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A screen's keys as a table: the last line, F1's help and the menu are made from
 * it, and a test holds that no two rows of a screen answer the same key.
 */
#ifndef SCREENS_ACTION_H
#define SCREENS_ACTION_H

#include <stdbool.h>

#include "base/str.h"
#include "screens/term.h"

struct screen;

/* Ids of the frame's own actions; a screen's own start at ACT_OWN. */
enum {
	ACT_NONE, ACT_BACK, ACT_FIND, ACT_HELP, ACT_LANGUAGE, ACT_MENU, ACT_UNDO, ACT_REDO, ACT_REPAINT, ACT_LOCK,
	ACT_QUIT,
	ACT_OWN = 100
};

#define ACTION_KEYS 3
struct action {
	int id;
	int key[ACTION_KEYS];      /* the first one is shown; 0 ends */
	const char *name;          /* N_() one or two words for the last line: "open" */
	const char *help;          /* N_() a sentence for F1 */
	/* NULL: always. False: the key says nothing, and neither line nor menu shows it. */
	bool (*can)(const struct screen *screen);
	bool quiet;                /* known by everybody (arrows): in the help, not on the last line */
};
#define ACTION_END { 0, { 0 }, 0, 0, 0, false }

/* The frame's own, for every screen. */
extern const struct action actions_global[];

/* The row that answers this key, or NULL. While a field has the cursor (`typing`) rows answer only to keys that type
 * nothing. */
const struct action *action_find(const struct action *table, const struct screen *screen, int key, bool typing);
/* True for a row of the frame whose id, or whose key to be pressed now, the screen's own table has as well. */
bool action_covered(const struct action *global, const struct action *table, const struct screen *screen, bool typing);
/* Appends the key as it stands on a keyboard: "Enter", "F2", "Ctrl-Z", "x". */
void key_name(struct str *out, int key);
/* First key of the row that can be pressed now (no letters while typing), or K_NONE. */
int action_key(const struct action *action, bool typing);

#endif
