/* SPDX-License-Identifier: EUPL-1.2 */
/* Looks keys up in the tables and says how keys are called; holds the frame's own table. */
#include <config.h>

#include "base/mem.h"
#include "base/msg.h"
#include "screens/screen.h"

/* While the file is shut, only what needs nothing of it. */
static bool is_open(const struct screen *screen)
{
	return screen->app->store != NULL;
}

/* Nor for those whose role sees nobody. */
static bool finds(const struct screen *screen)
{
	return is_open(screen) && kind_seen(&screen->app->session.actor, register_kind("person"));
}

const struct action actions_global[] = {
	{ ACT_BACK, { K_ESC }, N_("back"), N_("Go back to the screen before; what was typed is kept."), 0, true },
	{ ACT_FIND, { '/', K_F3 }, N_("find"), N_("Find a person by name, case number, phone or e-mail."), finds,
		false },
	{ ACT_UNDO, { K_CTRL('z') }, N_("undo"),
		N_("Take back the last change that you saved. Pressed again, the one before it."), is_open, true },
	{ ACT_REDO, { K_CTRL('y') }, N_("put back"), N_("Put back what Ctrl-Z took back, until something else is saved."),
		is_open, true },
	{ ACT_MENU, { K_F10, ':' }, N_("menu"), N_("All screens, all lists, and what can be done here."), is_open, true },
	{ ACT_LANGUAGE, { K_F9, K_ALT('l') }, N_("language"), N_("Choose another language; nothing is lost."), 0, true },
	{ ACT_REPAINT, { K_CTRL('l') }, N_("redraw"), N_("Draw the screen anew when a line got garbled."), 0, true },
	{ ACT_LOCK, { K_F12, K_CTRL('x') }, N_("lock"), N_("Lock the file while you are away: what was typed is kept, and your "
		"passphrase opens it again."), is_open, true },
	{ ACT_QUIT, { K_CTRL('q') }, N_("leave"), N_("Leave Foothold; what was typed stays as a draft."), 0, true },
	{ ACT_HELP, { K_F1, '?', K_ALT('h') }, N_("all keys"), N_("All keys of this screen, explained."), 0, false },
	ACTION_END
};

/* Left and Right stand in the tables as back and on, in the order of reading. */
static bool answers(const struct action *action, int pressed, bool typing)
{
	int key = key_reading(pressed);

	for (int i = 0; i < ACTION_KEYS && action->key[i]; i++) {
		if (action->key[i] == key && !(typing && key_is_text(key)))
			return true;
	}
	return false;
}

const struct action *action_find(const struct action *table, const struct screen *screen, int key, bool typing)
{
	for (const struct action *a = table; a && a->id; a++) {
		if (answers(a, key, typing) && (!a->can || a->can(screen)))
			return a;
	}
	return NULL;
}

int action_key(const struct action *action, bool typing)
{
	for (int i = 0; i < ACTION_KEYS && action->key[i]; i++) {
		if (!typing || !key_is_text(action->key[i]))
			return action->key[i];
	}
	return K_NONE;
}

bool action_covered(const struct action *global, const struct action *table, const struct screen *screen, bool typing)
{
	int key = key_reading(action_key(global, typing));

	for (const struct action *a = table; a && a->id; a++) {
		if ((!a->can || a->can(screen)) && (a->id == global->id || answers(a, key, typing)))
			return true;
	}
	return false;
}

static const char *special_name(int key)
{
	static const struct { int key; const char *name; } names[] = {
		{ K_ENTER, N_("Enter") }, { K_ESC, N_("Esc") }, { K_TAB, N_("Tab") }, { K_BACKTAB, N_("Shift-Tab") },
		{ K_BACKSPACE, N_("Backspace") }, { K_DELETE, N_("Del") }, { K_INSERT, N_("Ins") },
		{ K_HOME, N_("Home") }, { K_END, N_("End") }, { K_PGUP, N_("PgUp") }, { K_PGDN, N_("PgDn") },
		{ ' ', N_("Space") },
	};

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (names[i].key == key)
			return _(names[i].name);
	}
	return NULL;
}

static const char *arrow_name(int key)
{
	switch (key_reading(key)) {
	case K_UP:
		return term_is_plain() ? "^" : "↑";
	case K_DOWN:
		return term_is_plain() ? "v" : "↓";
	case K_LEFT:
		return term_is_plain() ? "<" : "←";
	case K_RIGHT:
		return term_is_plain() ? ">" : "→";
	}
	return NULL;
}

void key_name(struct str *out, int key)
{
	const char *name = special_name(key);

	if (!name)
		name = arrow_name(key);
	if (name)
		str_add(out, name);
	else if (key >= K_F1 && key <= K_F12)
		str_addf(out, "F%d", key - K_F0);
	else if (key & K_ALT_BIT)
		str_addf(out, _("Alt-%c"), key & 0x7f);
	else if (key > 0 && key < 0x20)
		str_addf(out, _("Ctrl-%c"), key + 'A' - 1);
	else if (key < 0x7f)
		str_addc(out, (char)key);
}
