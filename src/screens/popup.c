/* SPDX-License-Identifier: EUPL-1.2 */
/* Where a small window stands and its thin lines; see popup.h. */
#include <config.h>

#include "screens/popup.h"

struct area popup_area(struct area body, int rows, int cols)
{
	struct area box = { 0, 0, rows + 2, cols + 4 };

	if (box.rows > body.rows)
		box.rows = body.rows;
	if (box.cols > body.cols)
		box.cols = body.cols;
	box.row = body.row + (body.rows - box.rows) / 2;
	box.col = body.col + (body.cols - box.cols) / 2;
	return box;
}

struct area popup_inside(struct area box)
{
	return (struct area){ box.row + 1, box.col + 2, box.rows - 2, box.cols - 4 };
}

void popup_draw(struct area box, const char *title)
{
	int last = box.row + box.rows - 1, edge = box.col + box.cols - 1;

	term_fill(box, LOOK_NORMAL);
	term_cursor(box.row + 1, box.col + 2);
	term_rule(box.row, box.col, box.cols);
	term_rule(last, box.col, box.cols);
	term_bar(box.row + 1, box.col, box.rows - 2);
	term_bar(box.row + 1, edge, box.rows - 2);
	term_corners(box);
	if (title) {
		int used = term_put(box.row, box.col + 2, box.cols - 5, LOOK_BOLD, title);

		term_text(box.row, box.col + 1, 1, LOOK_NORMAL, " ");
		term_text(box.row, box.col + 2 + used, 1, LOOK_NORMAL, " ");
	}
}
