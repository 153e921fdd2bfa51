/* SPDX-License-Identifier: EUPL-1.2 */
/* Which key does what in a line, and where the line stands; see typein.h. */
#include <config.h>

#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/utf.h"
#include "screens/typein.h"

static const struct { int key; enum editor_op op; } ops[] = {
	{ K_LEFT, EDITOR_LEFT }, { K_RIGHT, EDITOR_RIGHT },
	{ K_WORD_LEFT, EDITOR_WORD_LEFT }, { K_WORD_RIGHT, EDITOR_WORD_RIGHT },
	{ K_ALT('b'), EDITOR_WORD_LEFT },
	{ K_HOME, EDITOR_HOME }, { K_CTRL('a'), EDITOR_HOME }, { K_END, EDITOR_END }, { K_CTRL('e'), EDITOR_END },
	{ K_BACKSPACE, EDITOR_BACKSPACE }, { K_DELETE, EDITOR_DELETE }, { K_CTRL('d'), EDITOR_DELETE },
	{ K_CTRL('u'), EDITOR_KILL_BEFORE }, { K_CTRL('k'), EDITOR_KILL_AFTER }, { K_CTRL('w'), EDITOR_KILL_WORD },
};

bool typein_key(struct editor *ed, int key, bool *changed)
{
	bool other = false;

	if (!changed)
		changed = &other;
	*changed = false;
	if (key_is_text(key)) {
		char bytes[4];

		*changed = (editor_insert(ed, bytes, utf_encode((uint32_t)key, bytes)) & EDITOR_INSERTED) != 0;
		return true;
	}
	if (key == K_PASTE) {
		*changed = (editor_insert(ed, term_pasted(), strlen(term_pasted())) & EDITOR_INSERTED) != 0;
		return true;
	}
	for (size_t i = 0; i < ARRAY_LEN(ops); i++) {
		if (ops[i].key != key)
			continue;
		*changed = editor_do(ed, ops[i].op) && ops[i].op >= EDITOR_BACKSPACE;
		return true;
	}
	return false;
}

void typein_draw(struct editor *ed, int row, int col, int cols, const char *label, bool focus)
{
	int used = term_put(row, col, cols / 2, LOOK_BOLD, label) + 1;
	struct editor_view view;

	editor_view(ed, cols - used, 1, focus, msg_right_to_left(), " ", &view);
	term_shown(row, col + used, cols - used, focus ? LOOK_FIELD_NOW : LOOK_FIELD, str_get(&view.row[0]));
	if (focus)
		term_cursor_in(row, col + used, cols - used, view.caret_col);
	editor_view_free(&view);
}
