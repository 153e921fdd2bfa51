/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the text under the caret: moving, inserting, deleting. How it looks stands in editor_view.c. */
#include "screens/editor.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf.h"
#include "screens/bidi.h"
#include "screens/editor_own.h"

#define MAX_DEFAULT 200

struct editor *editor_new(int max, bool multiline)
{
	struct editor *ed = mem_alloc(sizeof(*ed));

	ed->max = max > 0 ? (size_t)max : MAX_DEFAULT;
	ed->multiline = multiline;
	ed->width = 80;
	ed->height = 1;
	ed->wish = -1;
	str_add(&ed->text, "");
	return ed;
}

void editor_free(struct editor *ed)
{
	if (!ed)
		return;
	str_wipe(&ed->text);
	free(ed);
}

const char *editor_text(const struct editor *ed)
{
	return ed->text.s;
}

size_t editor_caret(const struct editor *ed)
{
	return ed->at;
}

size_t editor_next(const struct editor *ed, size_t at)
{
	const unsigned char *s = (const unsigned char *)ed->text.s;
	size_t next;

	if (at >= ed->text.len)
		return ed->text.len;
	if (s[at] < 0x80 && s[at + 1] < 0x80)
		return at + 1;
	next = text_next(ed->text.s, ed->text.len, at);
	return next > at ? next : at + 1;
}

size_t editor_prev(const struct editor *ed, size_t at)
{
	const unsigned char *s = (const unsigned char *)ed->text.s;
	size_t prev;

	if (at == 0)
		return 0;
	if (s[at - 1] < 0x80)
		return at - 1;
	prev = text_prev(ed->text.s, ed->text.len, at);
	return prev < at ? prev : at - 1;
}

void editor_caret_to(struct editor *ed, size_t byte)
{
	size_t at = 0, next;

	if (byte > ed->text.len)
		byte = ed->text.len;
	while (at < byte && (next = editor_next(ed, at)) <= byte)
		at = next;
	ed->at = at;
	ed->wish = -1;
}

static size_t count_points(const char *s, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += ((unsigned char)s[i] & 0xc0) != 0x80;
	return n;
}

static void splice(struct editor *ed, size_t from, size_t to, const char *s, size_t len)
{
	char *tail = mem_strn(ed->text.s + to, ed->text.len - to);

	ed->text.len = from;
	ed->text.s[from] = '\0';
	str_addn(&ed->text, s, len);
	str_add(&ed->text, tail);
	free(tail);
	ed->wish = -1;
}

/* What a code point becomes in this editor; 0: left out. */
static uint32_t admit(const struct editor *ed, uint32_t cp)
{
	if (cp == '\r' || cp == 0x2028 || cp == 0x2029)
		cp = '\n';
	if (cp == '\n' && !ed->multiline)
		return ' ';
	if (cp == '\t')
		return ' ';
	return utf_is_control(cp, ed->multiline) ? 0 : cp;
}

/* Ends of pasted lines are no blanks to keep on one line. */
static size_t without_last_ends(const struct editor *ed, const char *s, size_t len)
{
	while (!ed->multiline && len > 1 && (s[len - 1] == '\n' || s[len - 1] == '\r'))
		len--;
	return len;
}

unsigned editor_insert(struct editor *ed, const char *s, size_t len)
{
	struct str fit = STR_INIT;
	size_t have = count_points(ed->text.s, ed->text.len), at = 0;
	unsigned result = 0;

	len = without_last_ends(ed, s, len);
	while (at < len) {
		uint32_t cp;
		char bytes[4];
		size_t step = utf_decode(s + at, len - at, &cp);
		uint32_t kept = step ? admit(ed, cp) : 0;

		at += step ? step : 1;
		if (step && cp == '\r' && at < len && s[at] == '\n')
			at++;
		if (!kept) {
			result |= EDITOR_DROPPED;
		} else if (have >= ed->max) {
			result |= EDITOR_FULL;
			break;
		} else {
			str_addn(&fit, bytes, utf_encode(kept, bytes));
			have++;
		}
	}
	if (fit.len) {
		splice(ed, ed->at, ed->at, fit.s, fit.len);
		ed->at += fit.len;
		result |= EDITOR_INSERTED;
	}
	str_wipe(&fit);
	return result;
}

void editor_set(struct editor *ed, const char *text)
{
	str_clear(&ed->text);
	ed->at = 0;
	ed->scroll = 0;
	ed->wish = -1;
	if (text)
		editor_insert(ed, text, strlen(text));
}

static bool between_words(const char *s, size_t at)
{
	unsigned char c = (unsigned char)s[at];

	return c == ' ' || c == '\n' || (c == 0xc2 && (unsigned char)s[at + 1] == 0xa0)
		|| (c < 0x80 && c > ' ' && strchr(",.;:!?/()[]{}<>\"'-+*=|&@", c));
}

static size_t word_before(const struct editor *ed, size_t at)
{
	while (at > 0 && between_words(ed->text.s, editor_prev(ed, at)))
		at = editor_prev(ed, at);
	while (at > 0 && !between_words(ed->text.s, editor_prev(ed, at)))
		at = editor_prev(ed, at);
	return at;
}

static size_t word_after(const struct editor *ed, size_t at)
{
	while (at < ed->text.len && between_words(ed->text.s, at))
		at = editor_next(ed, at);
	while (at < ed->text.len && !between_words(ed->text.s, at))
		at = editor_next(ed, at);
	return at;
}

static bool move_to(struct editor *ed, size_t at)
{
	bool moved = at != ed->at;

	ed->at = at;
	ed->wish = -1;
	return moved;
}

static bool cut_out(struct editor *ed, size_t from, size_t to)
{
	if (from >= to)
		return false;
	splice(ed, from, to, "", 0);
	/* What was left may have grown together into one cluster across the caret. */
	editor_caret_to(ed, from);
	return true;
}

static bool backspace(struct editor *ed)
{
	size_t from = ed->at;

	if (from == 0)
		return false;
	do
		from--;
	while (from > 0 && ((unsigned char)ed->text.s[from] & 0xc0) == 0x80);
	return cut_out(ed, from, ed->at);
}

/* Up and Down over wrapped lines, keeping to the column where the climb began. */
static bool climb(struct editor *ed, int by)
{
	int count, now, to, wish;
	struct editor_line *line = editor_wrap(ed, ed->width, &count);
	size_t was = ed->at;

	now = editor_line_of(line, count, ed->at);
	wish = ed->wish >= 0 ? ed->wish : editor_column(ed, &line[now], ed->at);
	to = now + by < 0 ? 0 : now + by >= count ? count - 1 : now + by;
	if (ed->multiline && to != now)
		ed->at = editor_at_column(ed, &line[to], wish);
	ed->wish = wish;
	free(line);
	return ed->at != was;
}

static bool line_edge(struct editor *ed, bool end)
{
	int count, now;
	struct editor_line *line = editor_wrap(ed, ed->width, &count);
	size_t to;

	now = editor_line_of(line, count, ed->at);
	to = end ? line[now].to : line[now].from;
	if (end && line[now].soft && to > line[now].from)
		to = editor_prev(ed, to);
	free(line);
	return move_to(ed, to);
}

static bool kill_to_edge(struct editor *ed, bool end)
{
	size_t here = ed->at, to = here;

	if (end) {
		while (to < ed->text.len && ed->text.s[to] != '\n')
			to++;
		/* At a line's end the next line is taken up. */
		return cut_out(ed, here, to == here && to < ed->text.len ? to + 1 : to);
	}
	while (to > 0 && ed->text.s[to - 1] != '\n')
		to--;
	return cut_out(ed, to, here);
}

/* True when the text around the caret is read from right to left. */
static bool reads_leftward(const struct editor *ed)
{
	size_t from = ed->at, to = ed->at;

	while (from > 0 && ed->text.s[from - 1] != '\n')
		from--;
	while (to < ed->text.len && ed->text.s[to] != '\n')
		to++;
	return bidi_is_rtl(ed->text.s + from, to - from, ed->rtl);
}

static bool sideways(struct editor *ed, bool left, bool word)
{
	bool on = left == reads_leftward(ed);

	if (word)
		return move_to(ed, on ? word_after(ed, ed->at) : word_before(ed, ed->at));
	return move_to(ed, on ? editor_next(ed, ed->at) : editor_prev(ed, ed->at));
}

bool editor_do(struct editor *ed, enum editor_op op)
{
	switch (op) {
	case EDITOR_LEFT:
	case EDITOR_RIGHT:
		return sideways(ed, op == EDITOR_LEFT, false);
	case EDITOR_WORD_LEFT:
	case EDITOR_WORD_RIGHT:
		return sideways(ed, op == EDITOR_WORD_LEFT, true);
	case EDITOR_HOME:
	case EDITOR_END:
		return line_edge(ed, op == EDITOR_END);
	case EDITOR_UP:
		return climb(ed, -1);
	case EDITOR_DOWN:
		return climb(ed, 1);
	case EDITOR_PAGE_UP:
		return climb(ed, -ed->height);
	case EDITOR_PAGE_DOWN:
		return climb(ed, ed->height);
	case EDITOR_FIRST:
		return move_to(ed, 0);
	case EDITOR_LAST:
		return move_to(ed, ed->text.len);
	case EDITOR_BACKSPACE:
		return backspace(ed);
	case EDITOR_DELETE:
		return cut_out(ed, ed->at, editor_next(ed, ed->at));
	case EDITOR_KILL_BEFORE:
	case EDITOR_KILL_AFTER:
		return kill_to_edge(ed, op == EDITOR_KILL_AFTER);
	case EDITOR_KILL_WORD:
		return cut_out(ed, word_before(ed, ed->at), ed->at);
	case EDITOR_NEWLINE:
		return ed->multiline && (editor_insert(ed, "\n", 1) & EDITOR_INSERTED);
	}
	return false;
}
