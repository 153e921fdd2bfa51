/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The floor of starting: a bare ncurses program that fills the screen once, says
 * so with the tests' mark, and ends at the first key.
 */
#include "config.h"

#include <curses.h>
#include <locale.h>
#include <stdio.h>

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	initscr();
	raw();
	noecho();
	for (int row = 0; row < LINES; row++)
		mvprintw(row, 0, "%*s", COLS - 1, "Foothold");
	refresh();
	/* Twice, as the program does that paints again with what takes longer to read: the first is measured. */
	for (int paint = 1; paint <= 2; paint++)
		printf("\033]7777;%d;0;%dx%d\a", paint, LINES, COLS);
	fflush(stdout);
	getch();
	endwin();
	return 0;
}
