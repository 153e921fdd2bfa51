/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A group that arrives, typed as a table: a line a person, cells that are checked on
 * leaving them, who may be known already beside it.  A part of the group's screen,
 * which gives it an area and keys and keeps its draft.
 */
#ifndef SCREENS_GRID_H
#define SCREENS_GRID_H

#include "cases/group.h"
#include "register/draft.h"
#include "screens/screen.h"

struct grid;

struct grid *grid_new(struct app *app);
void grid_free(struct grid *grid);
void grid_layout(struct grid *grid, struct area area);
void grid_draw(struct grid *grid);
/* Typing, Tab, Enter (the next person of the household; on a line that is still empty: a new household), arrows. */
bool grid_key(struct grid *grid, int key);
/* A line in a household of its own. */
void grid_new_household(struct grid *grid);
void grid_drop_row(struct grid *grid);
/* A list to choose the cell's value from, or NULL. */
struct screen *grid_pick(struct grid *grid);
bool grid_can_pick(const struct grid *grid);

/* The list as typed, without lines that nobody filled; people alone have no household. Its strings are the grid's; free
 * it with grid_taken_free(). `row` of a line in it, in the grid: grid_row_of(). */
void grid_take(struct grid *grid, struct group *out, int **rows);
void grid_taken_free(struct group *taken, int *rows);
/* Something was refused: the cursor goes there, the reason stands below. */
void grid_fault(struct grid *grid, int row, const struct err *err);
/* Lines whose people may be known, all lines asked; -1: it was stopped. */
int grid_doubles(struct grid *grid);
/* Who is known in the line under the cursor; none. */
struct id grid_known(const struct grid *grid);
int grid_people(const struct grid *grid, int *households);
unsigned grid_age(const struct grid *grid);       /* counts up with every change */
void grid_settle(struct grid *grid);
void grid_clear(struct grid *grid);

void grid_to_draft(struct grid *grid, struct draft *draft);
void grid_from_draft(struct grid *grid, const struct draft *draft);

#endif
