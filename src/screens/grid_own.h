/* SPDX-License-Identifier: EUPL-1.2 */
/* Inside of the group's table: grid.c keeps it, grid_draw.c shows it. */
#ifndef SCREENS_GRID_OWN_H
#define SCREENS_GRID_OWN_H

#include "screens/grid.h"
#include "screens/typein.h"

enum { COL_HOUSEHOLD, COL_FAMILY, COL_GIVEN, COL_SCRIPT, COL_BORN, COL_ROLE, COL_PHONE, COL_INTERPRETER, GRID_COLS };
struct grid_col { const char *field; int cols, from; };
extern const struct grid_col grid_cols[GRID_COLS];

struct grid_line {
	bool fresh;              /* nobody typed into it yet: it is not saved */
	bool asked;              /* who may be known was looked up */
	struct group_double known;
	char *who;               /* in words; NULL: nobody */
	char *bad;               /* why a cell is refused */
	int bad_col;             /* -1: none */
};

struct grid {
	struct app *app;
	struct group group;
	struct grid_line *line;
	int row, col, top;
	struct editor *editor;
	bool typed;              /* the editor differs from the cell */
	struct area area;
	unsigned age;
};

/* The register's field of a column; NULL: the household's number. */
const struct field *grid_field(int col);
const char *grid_cell(const struct grid *grid, int row, int col);
bool grid_col_shown(const struct grid *grid, int col);

#endif
