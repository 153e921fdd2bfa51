/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns how an edited text looks: wrapped lines, scrolling, and the cell of the caret. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "screens/bidi.h"
#include "screens/editor_own.h"

/* A line as shown, with one cell more at its reading end, where the caret stands after the last letter. */
struct shown {
	struct bidi_line line;
	int end_col;     /* of that cell */
	int shift;       /* added to every glyph's column */
	int cols;        /* with that cell */
};

static void shown_make(struct shown *sh, const struct editor *ed, const struct editor_line *line)
{
	bidi_line_make(&sh->line, ed->text.s + line->from, line->to - line->from, line->rtl ? BIDI_RTL : BIDI_LTR);
	sh->shift = line->rtl ? 1 : 0;
	sh->end_col = line->rtl ? 0 : sh->line.cols;
	sh->cols = sh->line.cols + 1;
}

static int caret_col(const struct shown *sh, size_t at)
{
	for (size_t i = 0; i < sh->line.count; i++) {
		const struct bidi_glyph *g = &sh->line.glyph[i];

		if (at < g->at + g->len)
			return g->col + sh->shift < sh->cols ? g->col + sh->shift : sh->cols - 1;
	}
	return sh->end_col;
}

static int cluster_cols(const char *s, size_t len)
{
	struct bidi_line line;
	int cols;

	if (len == 1 && (unsigned char)*s < 0x80)
		return 1;
	bidi_line_make(&line, s, len, BIDI_LTR);
	cols = line.cols;
	bidi_line_free(&line);
	return cols;
}

/* Where the line that begins at `from` must end to stay within `room` columns: after its last blank, if any. */
static size_t wrap_end(const struct editor *ed, size_t from, size_t hard, int room)
{
	size_t at = from, blank = 0;
	int cols = 0;

	while (at < hard) {
		size_t next = editor_next(ed, at);

		cols += cluster_cols(ed->text.s + at, next - at);
		if (cols > room)
			return blank > from ? blank : at > from ? at : next;
		if (ed->text.s[at] == ' ')
			blank = next;
		at = next;
	}
	return hard;
}

struct editor_line *editor_wrap(const struct editor *ed, int width, int *count)
{
	struct editor_line *line = NULL;
	size_t from = 0;
	int n = 0;

	for (;;) {
		const char *nl = memchr(ed->text.s + from, '\n', ed->text.len - from);
		size_t hard = nl ? (size_t)(nl - ed->text.s) : ed->text.len;
		bool rtl = bidi_is_rtl(ed->text.s + from, hard - from, ed->rtl);

		do {
			size_t to = ed->multiline ? wrap_end(ed, from, hard, width > 2 ? width - 1 : 1) : hard;

			line = mem_resize(line, (size_t)n + 1, sizeof(*line));
			line[n++] = (struct editor_line){ from, to, to < hard, rtl };
			from = to;
		} while (from < hard);
		if (!nl)
			break;
		from = hard + 1;
	}
	*count = n;
	return line;
}

int editor_line_of(const struct editor_line *line, int count, size_t at)
{
	for (int i = 0; i < count; i++) {
		if (at < line[i].to || (at == line[i].to && !line[i].soft))
			return i;
	}
	return count - 1;
}

int editor_column(const struct editor *ed, const struct editor_line *line, size_t at)
{
	struct shown sh;
	int col;

	shown_make(&sh, ed, line);
	col = caret_col(&sh, at - line->from);
	/* From the side where its reading begins, so that climbing between directions stays at the same place. */
	if (line->rtl)
		col = sh.cols - 1 - col;
	bidi_line_free(&sh.line);
	return col;
}

size_t editor_at_column(const struct editor *ed, const struct editor_line *line, int col)
{
	struct shown sh;
	size_t best = line->soft && line->to > line->from ? editor_prev(ed, line->to) : line->to;
	int near = -1;

	shown_make(&sh, ed, line);
	if (line->rtl)
		col = sh.cols - 1 - col;
	for (size_t i = 0; i < sh.line.count; i++) {
		const struct bidi_glyph *g = &sh.line.glyph[i];
		int here = g->col + sh.shift;

		if (g->cols && here <= col && here + g->cols > col && near < 0) {
			best = line->from + g->at;
			near = here;
		}
	}
	bidi_line_free(&sh.line);
	return best;
}

/* Appends the columns first .. first+width-1 of a line; what lies beyond either end is filled. */
static void slice(struct str *out, const struct shown *sh, int first, int width, const char *fill)
{
	int *glyph_at = mem_array((size_t)sh->cols + 1, sizeof(*glyph_at));

	for (size_t i = 0; i < sh->line.count; i++) {
		const struct bidi_glyph *g = &sh->line.glyph[i];

		if (g->cols)
			glyph_at[g->col + sh->shift] = (int)i + 1;
		for (int more = 1; more < g->cols; more++)
			glyph_at[g->col + sh->shift + more] = -1;
	}
	for (int col = first; col < first + width;) {
		int which = col >= 0 && col < sh->cols ? glyph_at[col] : 0;
		const struct bidi_glyph *g = which > 0 ? &sh->line.glyph[which - 1] : NULL;

		if (g && col + g->cols <= first + width) {
			str_addn(out, sh->line.text.s + g->shown_at, g->shown);
			col += g->cols;
		} else {
			str_add(out, which ? " " : fill);
			col++;
		}
	}
	free(glyph_at);
}

/* First column to draw, so that the caret's is seen and no more is moved than needed. */
static int scroll_to(int scroll, int col, int cols, int width)
{
	if (col < scroll)
		scroll = col;
	if (col >= scroll + width)
		scroll = col - width + 1;
	if (scroll > cols - width)
		scroll = cols - width;
	return scroll < 0 ? 0 : scroll;
}

/* A letter wider than its field leaves no cell behind it. */
static int within(int col, int width)
{
	return col < 0 ? 0 : col >= width ? width - 1 : col;
}

static void one_line(struct editor *ed, const struct editor_line *line, int width, bool focus, const char *fill,
	struct editor_view *out)
{
	struct shown sh;
	int col, first;

	shown_make(&sh, ed, line);
	col = caret_col(&sh, ed->at);
	if (!focus && sh.line.cols > width) {
		bidi_pad(&out->row[0], ed->text.s, width, ed->rtl);
		bidi_line_free(&sh.line);
		return;
	}
	if (sh.cols <= width)
		first = ed->rtl ? sh.cols - width : 0;
	else if (!focus)
		first = line->rtl ? 1 : 0;
	else
		first = ed->scroll = scroll_to(ed->scroll, col, sh.cols, width);
	slice(&out->row[0], &sh, first, width, fill);
	out->caret_col = within(col - first, width);
	bidi_line_free(&sh.line);
}

static void many_lines(struct editor *ed, const struct editor_line *line, int count, bool focus, const char *fill,
	struct editor_view *out)
{
	int now = editor_line_of(line, count, ed->at);

	ed->scroll = focus ? scroll_to(ed->scroll, now, count, ed->height) : 0;
	out->caret_row = focus ? now - ed->scroll : 0;
	for (int row = 0; row < ed->height; row++) {
		static const struct editor_line none = { 0, 0, false, false };
		const struct editor_line *here = ed->scroll + row < count ? &line[ed->scroll + row] : &none;
		struct shown sh;
		int first;

		shown_make(&sh, ed, here);
		first = here->rtl || ed->rtl ? sh.cols - ed->width : 0;
		slice(&out->row[row], &sh, first, ed->width, fill);
		if (focus && row == out->caret_row)
			out->caret_col = within(caret_col(&sh, ed->at - here->from) - first, ed->width);
		bidi_line_free(&sh.line);
	}
}

void editor_view(struct editor *ed, int width, int height, bool focus, bool rtl, const char *fill,
	struct editor_view *out)
{
	struct editor_line *line;
	int count;

	ed->width = width > 1 ? width : 1;
	ed->height = ed->multiline && height > 1 ? height : 1;
	ed->rtl = rtl;
	*out = (struct editor_view){ .rows = ed->height };
	out->row = mem_array((size_t)out->rows, sizeof(*out->row));
	line = editor_wrap(ed, ed->width, &count);
	if (ed->multiline)
		many_lines(ed, line, count, focus, fill ? fill : " ", out);
	else
		one_line(ed, line, ed->width, focus, fill ? fill : " ", out);
	free(line);
}

void editor_view_free(struct editor_view *view)
{
	for (int i = 0; i < view->rows; i++)
		str_free(&view->row[i]);
	free(view->row);
	*view = (struct editor_view){ .rows = 0 };
}

int editor_rows(struct editor *ed, int width)
{
	int count;

	free(editor_wrap(ed, width > 1 ? width : 1, &count));
	return count;
}
