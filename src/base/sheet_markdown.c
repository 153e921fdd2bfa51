/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns how a paper looks as Markdown: for what goes on in other documents. Charts are their alternative text. */
#include <string.h>

#include "base/sheet.h"

/* A bar would end a cell, an angle bracket begin a tag. */
static void harmless(struct str *out, const char *text, const char *risky)
{
	for (const char *c = text; *c; c++) {
		if (strchr(risky, *c))
			str_addc(out, '\\');
		str_addc(out, (unsigned char)*c < ' ' || *c == 0x7f ? ' ' : *c);
	}
}

static void cell(struct str *out, const char *text)
{
	str_add(out, " ");
	harmless(out, text, "|<>*_`[]\\");
	str_add(out, " |");
}

static void table(struct str *out, const struct sheet_table *t)
{
	str_add(out, "|");
	for (int c = 0; c < t->n_columns; c++)
		cell(out, t->column[c].head);
	str_add(out, "\n|");
	for (int c = 0; c < t->n_columns; c++)
		str_add(out, t->column[c].number ? "---:|" : "---|");
	for (int r = 0; r < t->n_rows; r++) {
		str_add(out, "\n|");
		for (int c = 0; c < t->n_columns; c++)
			cell(out, t->cell[r * t->n_columns + c]);
	}
	str_add(out, "\n");
}

static bool is_item(const struct sheet_block *block)
{
	return block->kind == SHEET_ITEM || block->kind == SHEET_PAIR || block->kind == SHEET_SIGN;
}

static void put(struct str *out, const struct sheet_block *block, int shift)
{
	static const char risky[] = "<>*`[]\\";

	switch (block->kind) {
	case SHEET_HEADING:
		for (int i = 0; i < block->level + shift; i++)
			str_addc(out, '#');
		str_add(out, " ");
		harmless(out, block->text, risky);
		break;
	case SHEET_ITEM:
	case SHEET_SIGN:
		str_add(out, "- ");
		harmless(out, block->text, risky);
		break;
	case SHEET_PAIR:
	case SHEET_LINE:
		str_add(out, "- ");
		harmless(out, block->label, risky);
		str_add(out, ": ");
		harmless(out, block->text, risky);
		break;
	case SHEET_TEXT:
	case SHEET_NOTE:
		harmless(out, block->text, risky);
		break;
	case SHEET_RULE:
	case SHEET_PAGE:
		str_add(out, "---");
		break;
	case SHEET_TABLE:
		table(out, block->table);
		return;
	case SHEET_CHART:
		harmless(out, block->chart->alternative, risky);
		break;
	}
	str_add(out, "\n");
}

void sheet_as_markdown(const struct sheet *sheet, int shift, struct str *out)
{
	for (int i = 0; i < sheet->n_blocks; i++) {
		bool list = i > 0 && is_item(&sheet->block[i]) && is_item(&sheet->block[i - 1]);

		if (i > 0 && !list)
			str_add(out, "\n");
		put(out, &sheet->block[i], shift);
	}
}
