/* SPDX-License-Identifier: EUPL-1.2 */
/* Typing into locked memory; see hidden.h. */
#include <config.h>

#include "screens/hidden.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf.h"

#define LONGEST 1024

struct hidden {
	struct secret *text;
	size_t len;
};

struct hidden *hidden_new(void)
{
	struct hidden *line = mem_alloc(sizeof(*line));

	line->text = secret_new(LONGEST);
	return line;
}

void hidden_free(struct hidden *line)
{
	if (!line)
		return;
	secret_free(line->text);
	free(line);
}

void hidden_clear(struct hidden *line)
{
	memset(secret_bytes(line->text), 0, LONGEST);
	line->len = 0;
}

bool hidden_empty(const struct hidden *line)
{
	return line->len == 0;
}

static void append(struct hidden *line, const char *bytes, size_t len)
{
	if (line->len + len > LONGEST)
		return;
	memcpy((char *)secret_bytes(line->text) + line->len, bytes, len);
	line->len += len;
}

/* One code point. */
static void take_back(struct hidden *line)
{
	const char *bytes = secret_bytes(line->text);

	while (line->len > 0 && ((unsigned char)bytes[--line->len] & 0xc0) == 0x80)
		continue;
}

bool hidden_key(struct hidden *line, int key)
{
	if (key_is_text(key)) {
		char bytes[4];

		append(line, bytes, utf_encode((uint32_t)key, bytes));
		return true;
	}
	switch (key) {
	case K_PASTE:
		append(line, term_pasted(), strcspn(term_pasted(), "\r\n"));
		term_paste_forget();
		return true;
	case K_BACKSPACE:
		take_back(line);
		return true;
	case K_CTRL('u'):
	case K_CTRL('w'):
		hidden_clear(line);
		return true;
	}
	return false;
}

struct secret *hidden_take(struct hidden *line)
{
	struct secret *out = line->len ? secret_new(line->len) : NULL;

	if (out)
		memcpy(secret_bytes(out), secret_bytes(line->text), line->len);
	hidden_clear(line);
	return out;
}

void hidden_draw(int row, int col, int cols, int at, const char *label, bool focus)
{
	term_put(row, col, at - 1, LOOK_BOLD, label);
	term_text(row, col + at, cols - at, focus ? LOOK_FIELD_NOW : LOOK_FIELD, "");
	if (focus)
		term_cursor(row, col + at);
}
