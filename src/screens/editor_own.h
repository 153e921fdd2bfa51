/* SPDX-License-Identifier: EUPL-1.2 */
/* What editor.c and editor_view.c share; for nobody else. */
#ifndef SCREENS_EDITOR_OWN_H
#define SCREENS_EDITOR_OWN_H

#include "screens/editor.h"

struct editor {
	struct str text;
	size_t at;              /* the caret: byte offset of a cluster's edge */
	size_t max;             /* code points */
	bool multiline;
	bool rtl;               /* of the screen, as last drawn */
	int width, height;      /* as last drawn */
	int scroll;             /* first column (one line) or row (many) drawn */
	int wish;               /* column that Up and Down keep to, or -1 */
};

/* A line as wrapped: bytes from .. to, without its line end. */
struct editor_line {
	size_t from, to;
	bool soft;              /* goes on in the next one */
	bool rtl;
};

/* Wraps the text at `width` columns, the last kept for the caret; the array is the caller's, never empty. */
struct editor_line *editor_wrap(const struct editor *ed, int width, int *count);
int editor_line_of(const struct editor_line *line, int count, size_t at);
/* The column of the caret in a line, and the way back: the cluster's edge nearest to a column. */
int editor_column(const struct editor *ed, const struct editor_line *line, size_t at);
size_t editor_at_column(const struct editor *ed, const struct editor_line *line, int col);

/* Cluster edges; plain ASCII without asking ICU. */
size_t editor_next(const struct editor *ed, size_t at);
size_t editor_prev(const struct editor *ed, size_t at);

#endif
