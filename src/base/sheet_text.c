/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns how a paper looks as plain text, for any printer and for the screen. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/sheet.h"
#include "base/text.h"
#include "base/utf.h"

#define LABEL 26
#define GAP 2
#define TEXT_LEAST 10    /* columns, before a table is parted */

static void blanks(struct str *out, int n)
{
	while (n-- > 0)
		str_addc(out, ' ');
}

static void ruled(struct str *out, int width, const char *line)
{
	for (int i = 0; i < width; i++)
		str_add(out, line);
	str_addc(out, '\n');
}

/* Bytes of the next line of at most `width` columns, broken at a blank, else where it must be; `*next` begins the one
 * after it. */
static size_t line_of(const char *text, int width, const char **next)
{
	size_t hard = strcspn(text, "\n"), len = utf_fit(text, width), at;

	if (len >= hard) {
		*next = text + hard + (text[hard] == '\n');
		return hard;
	}
	for (at = len; at > 0 && text[at] != ' '; at--)
		continue;
	if (at == 0) {
		len = len ? len : strlen(text);
		*next = text + len;
		return len;
	}
	*next = text + at + strspn(text + at, " ");
	return at;
}

/* From the second line on behind `indent` blanks. */
static void wrapped(struct str *out, const char *text, int indent, int width)
{
	const char *at = text, *next;
	bool first = true;

	do {
		size_t len = line_of(at, width - indent, &next);
		char *line = mem_strn(at, len);

		if (!first)
			blanks(out, indent);
		utf_show(out, line);
		str_addc(out, '\n');
		explicit_bzero(line, len);
		free(line);
		first = false;
		at = next;
	} while (*at);
}

static void pair(struct str *out, const char *label, const char *text, int width)
{
	int beside = width < 3 * LABEL ? width / 3 : LABEL;

	str_add(out, "  ");
	if (utf_width(label) > beside - 4) {
		wrapped(out, label, 2, width);
		blanks(out, beside);
	} else {
		utf_pad(out, label, beside - 2);
	}
	wrapped(out, text, beside, width);
}

/* ---- tables ---- */

/* Some of a table's columns side by side: as many as have room. What does not fit follows below, the first column again. */
struct part {
	const struct sheet_table *table;
	int *natural;            /* of all columns of the table: as wide as their longest text */
	int *column, n;          /* which of them stand in it */
	int *col;                /* how wide each of these is */
};

static const char *cell_of(const struct sheet_table *table, int row, int column)
{
	return row < 0 ? table->column[column].head : table->cell[row * table->n_columns + column];
}

static int indent_of(const struct sheet_table *table, int row, int column)
{
	return row < 0 || column || table->level[row] >= SHEET_GROUP ? 0 : 2 * table->level[row];
}

static int natural_width(const struct sheet_table *table, int column)
{
	int most = 0;

	for (int r = -1; r < table->n_rows; r++) {
		int w = utf_width(cell_of(table, r, column)) + indent_of(table, r, column);

		if (r >= 0 && table->level[r] == SHEET_GROUP)
			continue;

		most = w > most ? w : most;
	}
	return most;
}

/* Numbers are never broken, text wraps down to this. */
static int least_width(const struct part *part, int column)
{
	int natural = part->natural[column];

	return part->table->column[column].number || natural < TEXT_LEAST ? natural : TEXT_LEAST;
}

static int width_of(const struct part *part)
{
	int sum = GAP * (part->n - 1);

	for (int i = 0; i < part->n; i++)
		sum += part->col[i];
	return sum;
}

/* The widest of those that are wider than they must be (`hard`: than one letter); -1: none is. */
static int widest(const struct part *part, bool hard)
{
	int found = -1;

	for (int i = 0; i < part->n; i++) {
		int least = hard ? 1 : least_width(part, part->column[i]);

		if (part->col[i] > least && (found < 0 || part->col[i] > part->col[found]))
			found = i;
	}
	return found;
}

static void fit_in(struct part *part, int width)
{
	for (int over = width_of(part) - width; over > 0; over--) {
		int i = widest(part, false);

		i = i < 0 ? widest(part, true) : i;
		if (i < 0)
			return;
		part->col[i]--;
	}
}

/* The first column, and from `from` on as many as have room, at least one; returns the first that has none. */
static int part_make(struct part *part, int from, int width)
{
	int c = from, sum = least_width(part, 0);

	part->n = 0;
	part->column[part->n++] = 0;
	for (; c < part->table->n_columns; c++) {
		sum += GAP + least_width(part, c);
		if (sum > width && part->n > 1)
			break;
		part->column[part->n++] = c;
	}
	for (int i = 0; i < part->n; i++)
		part->col[i] = part->natural[part->column[i]];
	fit_in(part, width);
	return c;
}

static void cell_text(struct str *out, const char *text, int width, bool number)
{
	int w = utf_width(text);

	if (number)
		blanks(out, width - w);
	utf_show(out, text);
	if (!number)
		blanks(out, width - w);
}

/* The next line of a cell; moves *at on. */
static void cell_line(struct str *out, const struct part *part, int i, int indent, const char **at)
{
	int in = indent < part->col[i] ? indent : 0;
	const char *next;
	size_t len = line_of(*at, part->col[i] - in, &next);
	char *line = mem_strn(*at, len);

	blanks(out, in);
	cell_text(out, line, part->col[i] - in, part->table->column[part->column[i]].number);
	explicit_bzero(line, len);
	free(line);
	*at = next;
}

/* Line after line, until every cell has said all of its text. Row -1: the heads. */
static void row_text(struct str *out, const struct part *part, int row)
{
	const char **at = mem_array((size_t)part->n, sizeof(*at));
	bool more = true;

	for (int i = 0; i < part->n; i++)
		at[i] = cell_of(part->table, row, part->column[i]);
	while (more) {
		more = false;
		for (int i = 0; i < part->n; i++) {
			cell_line(out, part, i, indent_of(part->table, row, part->column[i]), &at[i]);
			if (i + 1 < part->n)
				blanks(out, GAP);
			more |= *at[i] != '\0';
		}
		while (out->len && out->s[out->len - 1] == ' ')
			out->s[--out->len] = '\0';
		str_addc(out, '\n');
	}
	free(at);
}

/* Across the table; what is said of the rows, once. */
static void group_text(struct str *out, const struct part *part, int row, int width)
{
	str_addc(out, '\n');
	wrapped(out, cell_of(part->table, row, 0), 0, width);
	if (part->n > 1 && part->column[1] == 1 && *cell_of(part->table, row, 1))
		wrapped(out, cell_of(part->table, row, 1), 0, width);
}

static void part_text(struct str *out, const struct part *part, int width)
{
	row_text(out, part, -1);
	ruled(out, width_of(part), "─");
	for (int r = 0; r < part->table->n_rows; r++) {
		if (part->table->level[r] == SHEET_TOTAL && r)
			ruled(out, width_of(part), "─");
		if (part->table->level[r] == SHEET_GROUP)
			group_text(out, part, r, width);
		else
			row_text(out, part, r);
	}
}

static void table_text(struct str *out, const struct sheet_table *table, int width)
{
	size_t n = (size_t)table->n_columns;
	struct part part = { .table = table, .natural = mem_array(n, sizeof(int)), .column = mem_array(n, sizeof(int)),
		.col = mem_array(n, sizeof(int)) };
	int c = 1;

	if (!str_empty(table->caption))
		wrapped(out, table->caption, 0, width);
	for (int i = 0; i < table->n_columns; i++)
		part.natural[i] = natural_width(table, i);
	do {
		if (c > 1)
			str_addc(out, '\n');
		c = part_make(&part, c, width);
		part_text(out, &part, width);
	} while (c < table->n_columns);
	free(part.natural);
	free(part.column);
	free(part.col);
}

/* ---- charts ---- */

static double largest(const struct chart *chart)
{
	double most = chart->kind == CHART_CURVE ? 1 : 0;

	for (int s = 0; s < chart->n_series; s++)
		for (int i = 0; i < chart->n_points; i++)
			most = chart->series[s].value[i] > most ? chart->series[s].value[i] : most;
	for (int i = 0; chart->target && i < chart->n_points; i++)
		most = chart->target[i] > most ? chart->target[i] : most;
	return most;
}

/* In eighths of a column: no bar of something is of nothing. */
static void bar(struct str *out, double value, double most, int width)
{
	static const char *const part[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
	int eighths = most > 0 ? (int)lround(value / most * width * 8) : 0;

	if (eighths == 0 && value > 0)
		eighths = 1;
	for (int i = 0; i < eighths / 8; i++)
		str_add(out, "█");
	str_add(out, part[eighths % 8]);
}

static void chart_value(struct str *out, const struct chart *chart, double value)
{
	if (isnan(value))
		str_add(out, chart->gap);
	else if (chart->kind == CHART_CURVE)
		text_number(out, llround(value * 100), 0);
	else if (fabs(value - round(value)) < 0.05)
		text_number(out, llround(value), 0);
	else
		text_number(out, llround(value * 10), 1);
}

static void point_text(struct str *out, const struct chart *chart, int series, int point)
{
	double value = chart->series[series].value[point];

	chart_value(out, chart, value);
	if (chart->kind == CHART_CURVE && !isnan(value))
		str_add(out, " %");
	if (chart->target && !isnan(chart->target[point])) {
		str_add(out, " / ");
		chart_value(out, chart, chart->target[point]);
	}
}

static int label_width(const struct chart *chart, int width)
{
	int most = 0;

	for (int i = 0; i < chart->n_points; i++)
		most = utf_width(chart->label[i]) > most ? utf_width(chart->label[i]) : most;
	return most > width / 3 ? width / 3 : most;
}

/* Of the longest that stands behind a bar. */
static int value_width(const struct chart *chart)
{
	int most = 0;

	for (int s = 0; s < chart->n_series; s++)
		for (int i = 0; i < chart->n_points; i++) {
			struct str value = STR_INIT;
			int w;

			point_text(&value, chart, s, i);
			w = utf_width(str_get(&value));
			most = w > most ? w : most;
			str_free(&value);
		}
	return most;
}

static void chart_text(struct str *out, const struct chart *chart, int width)
{
	int label = label_width(chart, width), room = width - label - 3 - value_width(chart);
	double most = largest(chart);

	wrapped(out, chart->title, 0, width);
	for (int s = 0; s < chart->n_series; s++) {
		if (chart->n_series > 1 || !str_empty(chart->series[s].name))
			wrapped(out, chart->series[s].name, 0, width);
		for (int i = 0; i < chart->n_points; i++) {
			double value = chart->series[s].value[i];

			utf_pad(out, chart->label[i], label);
			str_add(out, "  ");
			if (!isnan(value))
				bar(out, value, most, room > 8 ? room : 8);
			str_addc(out, ' ');
			point_text(out, chart, s, i);
			str_addc(out, '\n');
		}
	}
	if (!str_empty(chart->unit))
		wrapped(out, chart->unit, 0, width);
}

/* ---- blocks ---- */

static void heading(struct str *out, const struct sheet_block *block, int width)
{
	str_addc(out, '\n');
	wrapped(out, block->text, 0, width);
	if (block->level < 3)
		ruled(out, utf_width(block->text) < width ? utf_width(block->text) : width, block->level == 1 ? "═" : "─");
}

static void block_text(struct str *out, const struct sheet_block *block, int width)
{
	switch (block->kind) {
	case SHEET_HEADING: heading(out, block, width); break;
	case SHEET_TEXT: case SHEET_NOTE: wrapped(out, block->text, 0, width); break;
	case SHEET_ITEM: str_add(out, "• "); wrapped(out, block->text, 2, width); break;
	case SHEET_SIGN: str_add(out, "▪ "); wrapped(out, block->text, 2, width); break;
	case SHEET_PAIR: pair(out, block->label, block->text, width); break;
	case SHEET_LINE: wrapped(out, block->label, 0, width); str_addc(out, '\n'); ruled(out, width / 2, "_"); break;
	case SHEET_RULE: ruled(out, width, "─"); break;
	case SHEET_PAGE: str_addc(out, '\n'); ruled(out, width, "═"); break;
	case SHEET_TABLE: str_addc(out, '\n'); table_text(out, block->table, width); break;
	case SHEET_CHART: str_addc(out, '\n'); chart_text(out, block->chart, width); break;
	}
	if (block->kind == SHEET_TEXT || block->kind == SHEET_NOTE || block->kind == SHEET_CHART || block->kind == SHEET_TABLE)
		str_addc(out, '\n');
}

static void one(struct str *out, const struct sheet *sheet, int width)
{
	if (sheet->mark)
		wrapped(out, sheet->mark, 0, width);
	wrapped(out, sheet->title, 0, width);
	ruled(out, width, "═");
	for (int i = 0; i < sheet->n_blocks; i++)
		block_text(out, &sheet->block[i], width);
	if (sheet->foot) {
		ruled(out, width, "─");
		wrapped(out, sheet->foot, 0, width);
	}
}

void sheet_as_text(const struct sheet *sheet, const struct sheet *beside, int width, struct str *out)
{
	one(out, sheet, width);
	if (!beside)
		return;
	str_addc(out, '\n');
	ruled(out, width, "═");
	one(out, beside, width);
}

enum status sheet_save_text(const struct sheet *sheet, const struct sheet *beside, const char *path, struct err *err)
{
	struct str text = STR_INIT;
	struct io_file *file;
	enum status st = io_taken(path) ? io_error(err, EEXIST, path) : io_create(path, 0600, &file, err);

	if (st != ST_OK)
		return st;
	setvbuf(io_stream(file), NULL, _IONBF, 0);
	sheet_as_text(sheet, beside, SHEET_WIDTH, &text);
	fwrite(str_get(&text), 1, text.len, io_stream(file));
	str_wipe(&text);
	return io_commit(file, err);
}
