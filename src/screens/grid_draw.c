/* SPDX-License-Identifier: EUPL-1.2 */
/* The group's table as it stands on the screen: heads, lines, and below them what is to be said of the cell. */
#include <config.h>

#include <stdlib.h>

#include "base/msg.h"
#include "screens/grid_own.h"

#define FOOT 3

void grid_layout(struct grid *grid, struct area area)
{
	grid->area = area;
	if (!grid_col_shown(grid, grid->col)) {
		grid_settle(grid);
		grid->col = COL_GIVEN;
		editor_set(grid->editor, grid_cell(grid, grid->row, grid->col));
	}
}

static const char *label_of(int col)
{
	/* TRANSLATORS: head of a very narrow column: the number of a household */
	return col == COL_HOUSEHOLD ? pgettext("household", "No.") : field_label(grid_field(col));
}

/* A role that nobody typed is shown as it will be given. */
static void shown(struct grid *grid, int row, int col, struct str *out, enum look *look)
{
	const struct field *field = grid_field(col);
	const char *text = grid_cell(grid, row, col);
	const struct choice *choice;

	if (col == COL_ROLE && !*text && !grid->line[row].fresh) {
		text = group_role(&grid->group, row);
		*look = LOOK_DIM;
	}
	choice = field && text ? field_choice(field, text) : NULL;
	if (choice)
		str_add(out, choice_label(field, choice));
	else if (text && *text && field && field->kind == FIELD_LANGUAGE)
		field_show(out, field, text);
	else if (text)
		str_add(out, text);
}

static void draw_editor(struct grid *grid, int row, int col, int cols)
{
	struct editor_view view;

	editor_view(grid->editor, cols, 1, true, msg_right_to_left(), " ", &view);
	term_shown(row, col, cols, LOOK_FIELD_NOW, str_get(&view.row[0]));
	term_cursor_in(row, col, cols, view.caret_col);
	editor_view_free(&view);
}

static void draw_line(struct grid *grid, int row, int at)
{
	const struct grid_line *line = &grid->line[row];
	int col = grid->area.col + 2;

	if (row == grid->row)
		term_sign(at, grid->area.col, SIGN_CURSOR, LOOK_BOLD);
	if (line->bad || line->who)
		term_sign(at, grid->area.col + 1, SIGN_LATE, LOOK_LATE);
	for (int i = 0; i < GRID_COLS; i++) {
		struct str text = STR_INIT;
		enum look look = line->fresh ? LOOK_DIM : line->bad_col == i ? LOOK_ERROR : LOOK_NORMAL;

		if (!grid_col_shown(grid, i))
			continue;
		shown(grid, row, i, &text, &look);
		/* The cell under the cursor shows words, until somebody types: a role's key is nothing to read. */
		if (row == grid->row && i == grid->col && (grid->typed || !grid_can_pick(grid)))
			draw_editor(grid, at, col, grid_cols[i].cols);
		else
			term_text(at, col, grid_cols[i].cols, row == grid->row && i == grid->col ? LOOK_FIELD_NOW : look, str_get(&text));
		if (row == grid->row && i == grid->col && !grid->typed && grid_can_pick(grid))
			term_cursor(at, col);
		col += grid_cols[i].cols + 1;
		str_free(&text);
	}
}

static void draw_heads(struct grid *grid)
{
	int col = grid->area.col + 2;

	for (int i = 0; i < GRID_COLS; i++) {
		if (!grid_col_shown(grid, i))
			continue;
		term_text(grid->area.row, col, grid_cols[i].cols, LOOK_HEAD, label_of(i));
		col += grid_cols[i].cols + 1;
	}
}

static void draw_foot(struct grid *grid, struct area foot)
{
	const struct grid_line *line = &grid->line[grid->row];
	const struct field *field = grid_field(grid->col);
	struct area words = { foot.row, foot.col, foot.rows - 1, foot.cols };
	int households, people = grid_people(grid, &households);
	struct str count = STR_INIT;

	if (line->bad)
		term_wrap(words, LOOK_ERROR, line->bad);
	else if (line->who)
		term_wrap(words, LOOK_LATE, line->who);
	else
		term_wrap(words, LOOK_DIM, field ? field_purpose(field) : _("Lines with the same number live together."));
	str_addf(&count, ngettext("%d person", "%d people", (unsigned long)people), people);
	str_add(&count, term_separator());
	str_addf(&count, ngettext("%d household", "%d households", (unsigned long)households), households);
	term_text(foot.row + foot.rows - 1, foot.col, foot.cols, LOOK_NOTE, str_get(&count));
	str_free(&count);
}

void grid_draw(struct grid *grid)
{
	int room = grid->area.rows - 1 - FOOT;

	if (room < 1)
		return;
	if (grid->row < grid->top)
		grid->top = grid->row;
	if (grid->row >= grid->top + room)
		grid->top = grid->row - room + 1;
	draw_heads(grid);
	for (int i = 0; i < room && grid->top + i < grid->group.count; i++)
		draw_line(grid, grid->top + i, grid->area.row + 1 + i);
	draw_foot(grid, (struct area){ grid->area.row + grid->area.rows - FOOT, grid->area.col, FOOT, grid->area.cols });
}
