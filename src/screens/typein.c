/* SPDX-License-Identifier: EUPL-1.2 */
/* Which key does what in a line, and where the line stands; see typein.h. */
#include <config.h>

#include <string.h>

#include "base/msg.h"
#include "base/utf.h"
#include "screens/typein.h"

int typein_op(int key)
{
	switch (key) {
	case K_LEFT: return EDITOR_LEFT;
	case K_RIGHT: return EDITOR_RIGHT;
	case K_WORD_LEFT: case K_ALT('b'): return EDITOR_WORD_LEFT;
	case K_WORD_RIGHT: case K_ALT('f'): return EDITOR_WORD_RIGHT;
	case K_HOME: case K_CTRL('a'): return EDITOR_HOME;
	case K_END: case K_CTRL('e'): return EDITOR_END;
	case K_BACKSPACE: return EDITOR_BACKSPACE;
	case K_DELETE: case K_CTRL('d'): return EDITOR_DELETE;
	case K_CTRL('u'): return EDITOR_KILL_BEFORE;
	case K_CTRL('k'): return EDITOR_KILL_AFTER;
	case K_CTRL('w'): return EDITOR_KILL_WORD;
	default: return -1;
	}
}

bool typein_key(struct editor *ed, int key, bool *changed)
{
	bool other = false;
	int op;

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
	op = typein_op(key);
	if (op < 0)
		return false;
	*changed = editor_do(ed, (enum editor_op)op) && op >= EDITOR_BACKSPACE;
	return true;
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
