/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Owns tables on paper: columns as wide as they need or by their shares, heads said again on every page, rows that stay
 * whole, and for two languages two tables row by row, or one below the other where they would be too narrow.
 */
#include "paper/pdf_own.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf.h"

#define LARGEST 9.0
#define SMALLEST 7.0          /* before a table is parted, */
#define SMALLEST_BESIDE 7.0   /* before two stand below each other, */
#define SMALLEST_PART 6.0     /* and of what is parted already */
#define PAD 4.0               /* left and right of a cell's text */
#define PAD_ROW 1.8
#define TEXT_LEAST 46.0       /* a column of text is no narrower, */
#define WORD_MOST 120.0       /* and holds its longest word up to this */
#define INDENT 9.0
#define ROW_MOST 300.0        /* a higher one is begun where there is less room */

struct grid {
	const struct pdf_side *side;
	const struct sheet_table *table;
	double *x, *w;               /* of each column */
	double *natural;             /* as wide as its longest text, */
	double *word;                /* as its longest word */
	double size;                 /* of the letters */
};

static void grid_free(struct grid *g)
{
	free(g->x);
	free(g->w);
	free(g->natural);
	free(g->word);
}

static const char *cell_of(const struct sheet_table *t, int row, int column)
{
	return t->cell[(size_t)row * (size_t)t->n_columns + (size_t)column];
}

static double indent_of(const struct sheet_table *t, int row, int column)
{
	return column > 0 || t->level[row] >= SHEET_GROUP ? 0 : INDENT * t->level[row];
}

/* The second cell of such a row has room enough, and the others are empty. */
static bool across(const struct sheet_table *t, int row, int column)
{
	return t->level[row] == SHEET_GROUP && column > 0;
}

static double text_width(struct pdf *p, const struct grid *g, const char *text, bool bold)
{
	struct pdf_look look = { .size = g->size, .bold = bold };
	PangoLayout *layout = pdf_layout(p, g->side, text, 0, &look);
	double width = pdf_layout_width(layout);

	g_object_unref(layout);
	return width + 2 * PAD + 0.5;
}

/* Only cells of about as many letters as the longest can be the widest. */
static double natural_width(struct pdf *p, const struct grid *g, int column)
{
	double width = text_width(p, g, g->table->column[column].head, true);
	int longest = 0, measured = 0;

	for (int r = 0; r < g->table->n_rows; r++) {
		int w = across(g->table, r, column) ? 0 : utf_width(cell_of(g->table, r, column));

		longest = w > longest ? w : longest;
	}
	for (int r = 0; r < g->table->n_rows && measured < 40; r++) {
		const char *cell = cell_of(g->table, r, column);
		double w;

		if (across(g->table, r, column) || utf_width(cell) * 10 < longest * 8)
			continue;
		measured++;
		w = text_width(p, g, cell, g->table->level[r] == SHEET_TOTAL) + indent_of(g->table, r, column);
		width = w > width ? w : width;
	}
	return width;
}

static void longest_in(const char *text, const char **word, size_t *len, int *longest)
{
	while (*text) {
		size_t n = strcspn(text, " \n");
		char *copy = n * 4 > (size_t)*longest ? mem_strn(text, n) : NULL;
		int w = copy ? utf_width(copy) : 0;

		if (w > *longest) {
			*longest = w;
			*word = text;
			*len = n;
		}
		free(copy);
		text += n + (text[n] != '\0');
	}
}

static double longest_width(struct pdf *p, const struct grid *g, const char *word, size_t len)
{
	char *copy = mem_strn(word, len);
	double width = text_width(p, g, copy, true);

	explicit_bzero(copy, len);
	free(copy);
	return width;
}

/* As many letters can be wider: the head's longest word is measured by itself. */
static double word_width(struct pdf *p, const struct grid *g, int column)
{
	const char *word = "";
	size_t len = 0;
	int longest = 0;
	double head, width;

	longest_in(g->table->column[column].head, &word, &len, &longest);
	head = longest_width(p, g, word, len);
	for (int r = 0; r < g->table->n_rows; r++)
		if (!across(g->table, r, column))
			longest_in(cell_of(g->table, r, column), &word, &len, &longest);
	width = longest_width(p, g, word, len);
	width = width > head ? width : head;
	return width < WORD_MOST ? width : WORD_MOST;
}

static double least_width(const struct grid *g, int column)
{
	double natural = g->natural[column], least = g->word[column] > TEXT_LEAST ? g->word[column] : TEXT_LEAST;

	return g->table->column[column].number || natural < least ? natural : least;
}

static bool fits(const struct grid *g)
{
	double sum = 0;

	for (int c = 0; c < g->table->n_columns; c++)
		sum += least_width(g, c);
	return sum <= g->side->width;
}

/* Columns without a width yet share what is left by their weights; who would get less than the least gets that. */
static void share_out(struct grid *g, double left, const double *weight)
{
	int n = g->table->n_columns;
	bool again = true;
	double sum;

	while (again) {
		again = false;
		sum = 0;
		for (int c = 0; c < n; c++)
			sum += g->w[c] > 0 ? 0 : weight[c];
		for (int c = 0; c < n && !again; c++) {
			if (g->w[c] > 0 || left * weight[c] / sum >= least_width(g, c))
				continue;
			g->w[c] = least_width(g, c);
			left -= g->w[c];
			again = true;
		}
	}
	for (int c = 0; c < n; c++)
		if (g->w[c] <= 0)
			g->w[c] = left > 0 && sum > 0 ? left * weight[c] / sum : least_width(g, c);
}

/* Numbers as wide as they need; text too where there is room for it, or else by its share. */
static void choose_widths(struct grid *g)
{
	const struct sheet_table *t = g->table;
	double *weight = mem_array((size_t)t->n_columns, sizeof(*weight)), left = g->side->width, needed = 0;
	bool shared = false;

	for (int c = 0; c < t->n_columns; c++) {
		needed += g->natural[c];
		shared |= t->column[c].share > 0;
	}
	for (int c = 0; c < t->n_columns; c++) {
		bool open = shared ? t->column[c].share > 0 : needed <= left || !t->column[c].number;

		weight[c] = shared && t->column[c].share > 0 ? t->column[c].share : g->natural[c];
		g->w[c] = open ? 0 : g->natural[c];
	}
	for (int c = 0; c < t->n_columns; c++)
		left -= g->w[c];
	share_out(g, left, weight);
	free(weight);
}

/* Too much for the page: all give way, numbers too. */
static void squeeze(struct grid *g)
{
	double sum = 0;

	for (int c = 0; c < g->table->n_columns; c++)
		sum += g->w[c];
	for (int c = 0; sum > g->side->width && c < g->table->n_columns; c++)
		g->w[c] *= g->side->width / sum;
}

/* Letters get smaller until the columns fit; false: they would have to be smaller than `smallest`. */
static bool grid_make(struct pdf *p, struct grid *g, const struct pdf_side *side, const struct sheet_table *table,
	double smallest)
{
	size_t n = (size_t)table->n_columns;
	double at = 0;
	bool fit;

	*g = (struct grid){ .side = side, .table = table, .x = mem_array(n, sizeof(double)), .w = mem_array(n, sizeof(double)),
		.natural = mem_array(n, sizeof(double)), .word = mem_array(n, sizeof(double)), .size = LARGEST + 1 };
	do {
		g->size -= 1;
		for (int c = 0; c < table->n_columns; c++) {
			g->natural[c] = natural_width(p, g, c);
			g->word[c] = word_width(p, g, c);
		}
		fit = fits(g);
	} while (!fit && g->size > smallest);
	choose_widths(g);
	squeeze(g);
	for (int c = 0; c < table->n_columns; c++) {
		g->x[c] = side->rtl ? side->x + side->width - at - g->w[c] : side->x + at;
		at += g->w[c];
	}
	return fit;
}

static void add_cells(struct pdf *p, struct pdf_band *band, const struct grid *g, int row, bool tagged, bool opens, bool closes)
{
	int n = g->table->n_columns;
	bool head = row < 0;

	for (int c = 0; c < n; c++) {
		struct pdf_look look = { .size = g->size, .bold = head || g->table->level[row] == SHEET_TOTAL,
			.align = g->table->column[c].number ? PDF_END : PDF_START };
		double indent = head ? 0 : indent_of(g->table, row, c), width = g->w[c] - 2 * PAD - indent;
		const char *text = head ? g->table->column[c].head : cell_of(g->table, row, c);

		pdf_band_add(band, (struct pdf_strip){ .layout = pdf_layout(p, g->side, text, width > 6 ? width : 6, &look),
			.side = g->side, .x = g->x[c] + PAD + (g->side->rtl ? 0 : indent),
			.tag = !tagged ? NULL : head ? "TH" : "TD", .open = tagged && opens && c == 0 ? "TR" : NULL,
			.close = tagged && closes && c == n - 1 ? "TR" : NULL });
	}
}

/* Two cells: of what the rows below are, and what is said of them, as wide as all other columns. */
static void add_group(struct pdf *p, struct pdf_band *band, const struct grid *g, int row, bool opens, bool closes)
{
	int last = g->table->n_columns - 1;
	double width = 0, x = g->side->rtl ? g->x[last] : g->x[1];
	char keys[60];

	for (int c = 1; c <= last; c++)
		width += g->w[c];
	snprintf(keys, sizeof keys, " /A << /O /Table /ColSpan %d >>", last);
	pdf_band_add(band, (struct pdf_strip){ .layout = pdf_layout(p, g->side, cell_of(g->table, row, 0), g->w[0] - 2 * PAD,
		&(struct pdf_look){ .size = g->size, .bold = true }), .side = g->side, .x = g->x[0] + PAD, .tag = "TH",
		.open = opens ? "TR" : NULL });
	pdf_band_add(band, (struct pdf_strip){ .layout = pdf_layout(p, g->side, cell_of(g->table, row, 1), width - 2 * PAD,
		&(struct pdf_look){ .size = g->size }), .side = g->side, .x = x + PAD, .tag = "TD", .keys = keys,
		.close = closes ? "TR" : NULL });
}

struct grids { struct grid grid[2]; int n; };

/* A group's name does not stand alone at the foot of a page: the row below it stays whole. */
static double row_height(struct pdf *p, const struct grids *g, int row)
{
	double most = 0;

	for (int i = 0; i < g->n; i++)
		for (int c = 0; row < g->grid[i].table->n_rows && c < g->grid[i].table->n_columns; c++) {
			const struct grid *grid = &g->grid[i];
			double width = grid->w[c] - 2 * PAD - indent_of(grid->table, row, c), height;
			PangoLayout *layout = pdf_layout(p, grid->side, cell_of(grid->table, row, c), width > 6 ? width : 6,
				&(struct pdf_look){ .size = grid->size });

			height = pdf_layout_height(layout) + 2 * PAD_ROW;
			most = height > most ? height : most;
			g_object_unref(layout);
		}
	return most < ROW_MOST ? most : ROW_MOST;
}

static void draw_row(struct pdf *p, const struct grids *g, int row, bool tagged);

/* On a further page: as a reminder for the eye, not said again to who listens. */
static void draw_head_again(struct pdf *p, void *ctx)
{
	draw_row(p, ctx, -1, false);
}

static void draw_row(struct pdf *p, const struct grids *g, int row, bool tagged)
{
	const struct sheet_table *first = g->grid[0].table;
	bool head = row < 0, group = !head && row < first->n_rows && first->level[row] == SHEET_GROUP;
	bool total = !head && row < first->n_rows && first->level[row] == SHEET_TOTAL;
	struct pdf_band band = { .pad = PAD_ROW, .rule = head ? 0.8 : 0.35, .fill = head ? 0.92 : total || group ? 0.96 : 0,
		.need = head && tagged ? 44 : group ? row_height(p, g, row + 1) : 0, .left = g->n > 1 ? PDF_MARGIN : g->grid[0].side->x,
		.right = g->n > 1 ? p->width - PDF_MARGIN : g->grid[0].side->x + g->grid[0].side->width };

	for (int i = 0; i < g->n; i++) {
		bool last = i == g->n - 1 || row >= g->grid[i + 1].table->n_rows;

		if (row < g->grid[i].table->n_rows && group)
			add_group(p, &band, &g->grid[i], row, band.n == 0, last);
		else if (row < g->grid[i].table->n_rows)
			add_cells(p, &band, &g->grid[i], row, tagged, band.n == 0, last);
	}
	pdf_band_draw(p, &band, head ? NULL : draw_head_again, (void *)g);
}

static void draw_caption(struct pdf *p, const struct grids *g)
{
	struct pdf_band band = { .before = 10, .need = 76 };     /* the head, and a row of three lines */
	struct pdf_look look = { .size = p->body * 0.95, .bold = true };

	for (int i = 0; i < g->n; i++) {
		const struct grid *grid = &g->grid[i];

		pdf_band_add(&band, (struct pdf_strip){ .layout = pdf_layout(p, grid->side, grid->table->caption, grid->side->width,
			&look), .side = grid->side, .x = grid->side->x, .tag = "Caption" });
	}
	pdf_band_draw(p, &band, NULL, NULL);
	p->y += 3;
}

static void draw_grids(struct pdf *p, struct grids *g)
{
	int rows = g->grid[0].table->n_rows;
	char language[40];

	if (g->n > 1 && g->grid[1].table->n_rows > rows)
		rows = g->grid[1].table->n_rows;
	pdf_tag(p, "Table", g->n == 1 ? pdf_tag_language(g->grid[0].side, language) : NULL);
	if (!str_empty(g->grid[0].table->caption))
		draw_caption(p, g);
	else if (!p->fresh)
		p->y += 6;
	draw_row(p, g, -1, true);
	for (int r = 0; r < rows && p->status == ST_OK; r++)
		draw_row(p, g, r, true);
	pdf_tag_end(p, "Table");
	p->y += 6;
	for (int i = 0; i < g->n; i++)
		grid_free(&g->grid[i]);
}

/* The first column and `n` others from `from` on, with the same texts. */
static struct sheet_table part_of(const struct sheet_table *t, int from, int n)
{
	struct sheet_table part = { .caption = from > 1 ? (char *)"" : t->caption, .n_columns = n + 1, .n_rows = t->n_rows,
		.level = t->level };

	part.column = mem_array((size_t)(n + 1), sizeof(*part.column));
	part.cell = mem_array((size_t)(n + 1) * (size_t)t->n_rows, sizeof(*part.cell));
	for (int c = 0; c <= n; c++) {
		int column = c == 0 ? 0 : from + c - 1;

		part.column[c] = t->column[column];
		for (int r = 0; r < t->n_rows; r++)
			part.cell[(size_t)r * (size_t)(n + 1) + (size_t)c] = (char *)cell_of(t, r, column);
	}
	return part;
}

/* How many columns from `from` on have room beside the first; at least one. */
static int room_for(const struct grid *g, int from)
{
	double sum = least_width(g, 0);
	int n = 0;

	for (int c = from; c < g->table->n_columns && (sum += least_width(g, c)) <= g->side->width; c++)
		n++;
	return n > 0 ? n : 1;
}

/* Too many columns for the page: they go on below, the first one said again. */
static void draw_parts(struct pdf *p, const struct grid *whole)
{
	const struct sheet_table *t = whole->table;

	for (int from = 1, n; from < t->n_columns; from += n) {
		struct sheet_table part;
		struct grids g = { .n = 1 };

		n = room_for(whole, from);
		part = part_of(t, from, n);
		grid_make(p, &g.grid[0], whole->side, &part, SMALLEST_PART);
		draw_grids(p, &g);
		free(part.column);
		free(part.cell);
	}
}

static void draw_alone(struct pdf *p, const struct pdf_side *side, const struct sheet_table *table)
{
	struct grids g = { .n = 1 };

	if (grid_make(p, &g.grid[0], side, table, SMALLEST) || table->n_columns < 3) {
		draw_grids(p, &g);
		return;
	}
	draw_parts(p, &g.grid[0]);
	grid_free(&g.grid[0]);
}

/* Both beside each other, or each across the page where they would be too narrow. */
void pdf_table(struct pdf *p, const struct pdf_side sides[2], const struct sheet_table *table,
	const struct sheet_table *beside)
{
	struct grids g = { .n = 2 };
	struct pdf_side whole[2];
	bool fit;

	if (!beside) {
		draw_alone(p, &sides[0], table);
		return;
	}
	fit = grid_make(p, &g.grid[0], &sides[0], table, SMALLEST_BESIDE);
	fit = grid_make(p, &g.grid[1], &sides[1], beside, SMALLEST_BESIDE) && fit;
	if (fit) {
		draw_grids(p, &g);
		return;
	}
	grid_free(&g.grid[0]);
	grid_free(&g.grid[1]);
	pdf_across(p, sides, whole);
	draw_alone(p, &whole[0], table);
	draw_alone(p, &whole[1], beside);
	pdf_across_end(p);
}
