/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A paper as what stands on it, in order: nothing of how it is drawn.  Whoever knows the matter composes one; it is
 * drawn as text here (sheet_text.c) and as PDF by the floor of papers.  Beside it may stand the same paper in another
 * language, composed by the same function and so of as many blocks: the n-th one says the same.
 */
#ifndef BASE_SHEET_H
#define BASE_SHEET_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

/* What comes again and again on papers, drawn as a small sign beside its line. */
enum pictogram {
	SIGN_DATE, SIGN_TIME, SIGN_PLACE, SIGN_BRING, SIGN_PHONE, SIGN_PERSON, SIGN_PAPER, SIGN_MONEY, SIGN_CARE, SIGN_ASK,
	SIGN_DO, SIGN_LANGUAGE, SIGN_HOME, SIGN_WORK, SIGN_COURSE, SIGN_SCHOOL
};
#define SIGNS (SIGN_SCHOOL + 1)

enum sheet_kind {
	SHEET_HEADING,       /* `level` 1, 2, 3 */
	SHEET_TEXT,
	SHEET_NOTE,          /* small print */
	SHEET_ITEM,          /* of a list */
	SHEET_PAIR,          /* a label and its text */
	SHEET_SIGN,          /* a pictogram and its line */
	SHEET_LINE,          /* to write on: a label and an empty line, as for a signature */
	SHEET_RULE,
	SHEET_PAGE,          /* the next one begins a page */
	SHEET_TABLE,
	SHEET_CHART
};

/* A column of numbers stands at its end and never wraps. `share`: of the width, in relation to the others; 0: as needed. */
struct sheet_column { const char *head; bool number; int share; };
struct sheet_table {
	char *caption;
	struct sheet_column *column;        /* heads are the table's own */
	int n_columns, n_rows;
	char **cell;                        /* n_rows * n_columns, row after row; never NULL */
	/* Of each row: 0 plain, 1.. indented so far; SHEET_TOTAL: a total; SHEET_GROUP: what the rows below it are of in its
	 * first cell, in the second, which goes across all others, what is to be said of them. */
	unsigned char *level;
};
#define SHEET_TOTAL 255
#define SHEET_GROUP 254

enum chart_kind {
	CHART_BARS,          /* one bar for each label and series */
	CHART_LINE,          /* over time: the labels are periods in order */
	CHART_CURVE,         /* shares after so many days, 0..1, with an interval; what lies between is not told */
	CHART_FUNNEL,        /* stages, from many to few */
	CHART_TARGET         /* bars against `target` */
};
/* A value that is withheld or not there is NAN and drawn as a gap, never as 0. */
struct chart_series {
	char *name;
	double *value, *low, *high;         /* n_points; low and high NULL: no interval */
};
struct chart {
	enum chart_kind kind;
	char *title, *unit;
	char *alternative;                  /* what it shows, in a sentence: read aloud in its place */
	char *gap;                          /* the sign of a value that is withheld or not there */
	int n_points, n_series;
	char **label;                       /* of the points */
	double *at;                         /* CHART_CURVE: days; else NULL */
	double *target;                     /* n_points, NAN: none; NULL: none at all */
	struct chart_series *series;
};

struct sheet_block {
	enum sheet_kind kind;
	int level;
	enum pictogram sign;
	char *label, *text;                 /* "" where there is none */
	struct sheet_table *table;
	struct chart *chart;
};

struct sheet {
	char *title, *language;             /* "ar": of its words */
	char *mark;                         /* stands on every page: "Internal, not for publication"; NULL: none */
	char *foot;                         /* on every page beside its number; NULL: none */
	bool right_to_left;
	struct sheet_block *block;
	int n_blocks;
};

/* In the language that is spoken now (msg_language()). Texts are copied; wiped when the sheet goes. */
struct sheet *sheet_new(const char *title);
void sheet_free(struct sheet *sheet);
void sheet_mark(struct sheet *sheet, const char *text);
void sheet_foot(struct sheet *sheet, const char *text);

void sheet_heading(struct sheet *sheet, int level, const char *text);
void sheet_text(struct sheet *sheet, const char *text);
void sheet_note(struct sheet *sheet, const char *text);
void sheet_item(struct sheet *sheet, const char *text);
void sheet_pair(struct sheet *sheet, const char *label, const char *text);
void sheet_sign(struct sheet *sheet, enum pictogram sign, const char *text);
void sheet_line(struct sheet *sheet, const char *label);
void sheet_rule(struct sheet *sheet);
void sheet_page(struct sheet *sheet);
/* Rows follow by sheet_row(), which go to the last table. `cells`: as many as columns; NULL is "". */
void sheet_table(struct sheet *sheet, const char *caption, const struct sheet_column *columns, int n_columns);
void sheet_row(struct sheet *sheet, int level, const char *const *cells);
/* A chart of NANs to be filled in; the sheet's own. Alternative: what it shows. */
struct chart *sheet_chart(struct sheet *sheet, enum chart_kind kind, const char *title, const char *alternative,
	int n_points, int n_series);
void chart_label(struct chart *chart, int point, const char *label);
void chart_name(struct chart *chart, int series, const char *name);
void chart_unit(struct chart *chart, const char *unit);
/* "·" unless another one is said: that of the tables beside it. */
void chart_gap(struct chart *chart, const char *sign);
/* Makes room for an interval around a series, NANs at first. */
void chart_interval(struct chart *chart, int series);

/* As text of `width` columns, values made harmless, letters in the order in which they are read; charts as bars of
 * characters. `beside` (NULL: none) follows as a whole. */
#define SHEET_WIDTH 78
void sheet_as_text(const struct sheet *sheet, const struct sheet *beside, int width, struct str *out);
/* The same into a new file that only its owner may read; ST_IO where something stands there already. */
enum status sheet_save_text(const struct sheet *sheet, const struct sheet *beside, const char *path, struct err *err);
/* As Markdown, without its title; a heading of level n has n + shift signs. */
void sheet_as_markdown(const struct sheet *sheet, int shift, struct str *out);

#endif
