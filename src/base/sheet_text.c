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

/* As wide as they need, and where that is too much, the widest that is no number gives way. */
static void column_widths(const struct sheet_table *table, int width, int *col)
{
	int sum = GAP * (table->n_columns - 1), widest;

	for (int c = 0; c < table->n_columns; c++) {
		col[c] = utf_width(table->column[c].head);
		for (int r = 0; r < table->n_rows; r++) {
			int level = table->level[r] == SHEET_TOTAL || c ? 0 : 2 * table->level[r];
			int w = utf_width(table->cell[r * table->n_columns + c]) + level;

			col[c] = w > col[c] ? w : col[c];
		}
		sum += col[c];
	}
	for (; sum > width; sum--) {
		widest = 0;
		for (int c = 1; c < table->n_columns; c++)
			if (col[c] > col[widest])
				widest = c;
		if (col[widest] <= 1)
			return;
		col[widest]--;
	}
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

/* Line after line, until every cell has said all of its text. */
static void row_text(struct str *out, const struct sheet_table *table, const char *const *cells, int indent, const int *col)
{
	const char **at = mem_array((size_t)table->n_columns, sizeof(*at));
	bool more = true;

	for (int c = 0; c < table->n_columns; c++)
		at[c] = cells[c];
	while (more) {
		more = false;
		for (int c = 0; c < table->n_columns; c++) {
			int in = c ? 0 : indent < col[c] ? indent : 0;
			const char *next;
			size_t len = line_of(at[c], col[c] - in, &next);
			char *line = mem_strn(at[c], len);

			blanks(out, in);
			cell_text(out, line, col[c] - in, table->column[c].number);
			if (c + 1 < table->n_columns)
				blanks(out, GAP);
			explicit_bzero(line, len);
			free(line);
			at[c] = next;
			more |= *next != '\0';
		}
		while (out->len && out->s[out->len - 1] == ' ')
			out->s[--out->len] = '\0';
		str_addc(out, '\n');
	}
	free(at);
}

static void table_text(struct str *out, const struct sheet_table *table, int width)
{
	int *col = mem_array((size_t)table->n_columns, sizeof(*col)), sum = GAP * (table->n_columns - 1);
	const char **heads = mem_array((size_t)table->n_columns, sizeof(*heads));

	column_widths(table, width, col);
	for (int c = 0; c < table->n_columns; c++) {
		heads[c] = table->column[c].head;
		sum += col[c];
	}
	if (!str_empty(table->caption))
		wrapped(out, table->caption, 0, width);
	row_text(out, table, heads, 0, col);
	ruled(out, sum, "─");
	for (int r = 0; r < table->n_rows; r++) {
		bool total = table->level[r] == SHEET_TOTAL;

		if (total && r)
			ruled(out, sum, "─");
		row_text(out, table, (const char *const *)table->cell + r * table->n_columns, total ? 0 : 2 * table->level[r], col);
	}
	free(heads);
	free(col);
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
		str_add(out, "·");
	else if (chart->kind == CHART_CURVE)
		text_number(out, llround(value * 100), 0);
	else if (fabs(value - round(value)) < 0.05)
		text_number(out, llround(value), 0);
	else
		text_number(out, llround(value * 10), 1);
}

static int label_width(const struct chart *chart, int width)
{
	int most = 0;

	for (int i = 0; i < chart->n_points; i++)
		most = utf_width(chart->label[i]) > most ? utf_width(chart->label[i]) : most;
	return most > width / 3 ? width / 3 : most;
}

static void chart_text(struct str *out, const struct chart *chart, int width)
{
	int label = label_width(chart, width), room = width - label - 14;
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
			chart_value(out, chart, value);
			if (chart->kind == CHART_CURVE && !isnan(value))
				str_add(out, " %");
			if (chart->target && !isnan(chart->target[i])) {
				str_add(out, " / ");
				chart_value(out, chart, chart->target[i]);
			}
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
