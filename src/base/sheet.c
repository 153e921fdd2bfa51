/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the blocks of a paper. */
#include "base/sheet.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"

static void wipe(char *s)
{
	if (s)
		explicit_bzero(s, strlen(s));
	free(s);
}

struct sheet *sheet_new(const char *title)
{
	struct sheet *sheet = mem_alloc(sizeof(*sheet));

	sheet->title = mem_str(title);
	sheet->language = mem_str(msg_language());
	sheet->right_to_left = msg_right_to_left();
	return sheet;
}

static void free_table(struct sheet_table *table)
{
	if (!table)
		return;
	for (int i = 0; i < table->n_columns; i++)
		free((char *)table->column[i].head);
	for (int i = 0; i < table->n_rows * table->n_columns; i++)
		wipe(table->cell[i]);
	free(table->caption);
	free(table->column);
	free(table->cell);
	free(table->level);
	free(table);
}

static void free_chart(struct chart *chart)
{
	if (!chart)
		return;
	for (int i = 0; i < chart->n_points; i++)
		free(chart->label[i]);
	for (int i = 0; i < chart->n_series; i++) {
		free(chart->series[i].name);
		free(chart->series[i].value);
		free(chart->series[i].low);
		free(chart->series[i].high);
	}
	free(chart->title);
	free(chart->unit);
	free(chart->alternative);
	free(chart->gap);
	free(chart->label);
	free(chart->at);
	free(chart->target);
	free(chart->series);
	free(chart);
}

void sheet_free(struct sheet *sheet)
{
	if (!sheet)
		return;
	for (int i = 0; i < sheet->n_blocks; i++) {
		wipe(sheet->block[i].label);
		wipe(sheet->block[i].text);
		free_table(sheet->block[i].table);
		free_chart(sheet->block[i].chart);
	}
	free(sheet->block);
	wipe(sheet->title);
	free(sheet->language);
	wipe(sheet->mark);
	wipe(sheet->foot);
	free(sheet);
}

static void put(char **at, const char *text)
{
	wipe(*at);
	*at = mem_str(text);
}

void sheet_mark(struct sheet *sheet, const char *text)
{
	put(&sheet->mark, text);
}

void sheet_foot(struct sheet *sheet, const char *text)
{
	put(&sheet->foot, text);
}

/* Room grows by halves: a long paper is not copied block by block. */
static struct sheet_block *add(struct sheet *sheet, enum sheet_kind kind, const char *label, const char *text)
{
	int n = sheet->n_blocks;
	struct sheet_block *block;

	if ((n & (n - 1)) == 0)
		sheet->block = mem_resize(sheet->block, n ? (size_t)n * 2 : 1, sizeof(*sheet->block));
	block = &sheet->block[sheet->n_blocks++];
	*block = (struct sheet_block){ .kind = kind, .label = mem_str(label ? label : ""), .text = mem_str(text ? text : "") };
	return block;
}

void sheet_heading(struct sheet *sheet, int level, const char *text)
{
	add(sheet, SHEET_HEADING, NULL, text)->level = level;
}

void sheet_text(struct sheet *sheet, const char *text)
{
	add(sheet, SHEET_TEXT, NULL, text);
}

void sheet_note(struct sheet *sheet, const char *text)
{
	add(sheet, SHEET_NOTE, NULL, text);
}

void sheet_item(struct sheet *sheet, const char *text)
{
	add(sheet, SHEET_ITEM, NULL, text);
}

void sheet_pair(struct sheet *sheet, const char *label, const char *text)
{
	add(sheet, SHEET_PAIR, label, text);
}

void sheet_sign(struct sheet *sheet, enum pictogram sign, const char *text)
{
	add(sheet, SHEET_SIGN, NULL, text)->sign = sign;
}

void sheet_line(struct sheet *sheet, const char *label)
{
	add(sheet, SHEET_LINE, label, NULL);
}

void sheet_rule(struct sheet *sheet)
{
	add(sheet, SHEET_RULE, NULL, NULL);
}

void sheet_page(struct sheet *sheet)
{
	add(sheet, SHEET_PAGE, NULL, NULL);
}

void sheet_table(struct sheet *sheet, const char *caption, const struct sheet_column *columns, int n_columns)
{
	struct sheet_table *table = mem_alloc(sizeof(*table));

	table->caption = mem_str(caption ? caption : "");
	table->n_columns = n_columns;
	table->column = mem_array((size_t)n_columns, sizeof(*columns));
	for (int i = 0; i < n_columns; i++) {
		table->column[i] = columns[i];
		table->column[i].head = mem_str(columns[i].head ? columns[i].head : "");
	}
	add(sheet, SHEET_TABLE, NULL, NULL)->table = table;
}

void sheet_row(struct sheet *sheet, int level, const char *const *cells)
{
	struct sheet_table *table = sheet->n_blocks ? sheet->block[sheet->n_blocks - 1].table : NULL;
	size_t n, width;

	if (!table)
		BUG("a row without a table");
	n = (size_t)table->n_rows;
	width = (size_t)table->n_columns;
	if ((n & (n - 1)) == 0) {
		table->cell = mem_resize(table->cell, (n ? n * 2 : 1) * width, sizeof(*table->cell));
		table->level = mem_resize(table->level, n ? n * 2 : 1, 1);
	}
	for (size_t i = 0; i < width; i++)
		table->cell[n * width + i] = mem_str(cells[i] ? cells[i] : "");
	table->level[n] = (unsigned char)level;
	table->n_rows++;
}

static double *nans(int n)
{
	double *out = mem_array((size_t)n, sizeof(*out));

	for (int i = 0; i < n; i++)
		out[i] = (double)NAN;
	return out;
}

struct chart *sheet_chart(struct sheet *sheet, enum chart_kind kind, const char *title, const char *alternative,
	int n_points, int n_series)
{
	struct chart *chart = mem_alloc(sizeof(*chart));

	*chart = (struct chart){ .kind = kind, .title = mem_str(title), .unit = mem_str(""), .gap = mem_str("·"),
		.alternative = mem_str(alternative), .n_points = n_points, .n_series = n_series };
	chart->label = mem_array((size_t)n_points, sizeof(*chart->label));
	chart->at = kind == CHART_CURVE ? nans(n_points) : NULL;
	chart->target = kind == CHART_TARGET ? nans(n_points) : NULL;
	chart->series = mem_array((size_t)n_series, sizeof(*chart->series));
	for (int i = 0; i < n_points; i++)
		chart->label[i] = mem_str("");
	for (int i = 0; i < n_series; i++)
		chart->series[i] = (struct chart_series){ .name = mem_str(""), .value = nans(n_points) };
	add(sheet, SHEET_CHART, NULL, NULL)->chart = chart;
	return chart;
}

void chart_label(struct chart *chart, int point, const char *label)
{
	put(&chart->label[point], label);
}

void chart_name(struct chart *chart, int series, const char *name)
{
	put(&chart->series[series].name, name);
}

void chart_unit(struct chart *chart, const char *unit)
{
	put(&chart->unit, unit);
}

void chart_gap(struct chart *chart, const char *sign)
{
	put(&chart->gap, sign);
}

void chart_interval(struct chart *chart, int series)
{
	chart->series[series].low = nans(chart->n_points);
	chart->series[series].high = nans(chart->n_points);
}
