/* SPDX-License-Identifier: EUPL-1.2 */
/* Inside of the agenda screen: a week that is read, a day or all of it shown, and a place in time. For agenda*.c alone. */
#ifndef SCREENS_AGENDA_H
#define SCREENS_AGENDA_H

#include "cases/agenda.h"
#include "screens/preview.h"
#include "screens/screen.h"
#include "screens/vlist.h"

#define AGENDA_LIMIT 1000        /* appointments read of a week, and sessions */
#define SLOT 30                  /* minutes of a row of the week */
#define AROUND 14                /* days before and after the week in which it is looked whose agendas there are */

struct agenda_view {
	struct screen screen;
	struct agenda agenda;        /* of the whole week */
	struct date day;             /* the cursor's */
	int slot;                    /* minutes of the day of the cursor */
	bool week;                   /* the week's grid; else the day's list */
	char who[64];                /* "": everybody's */
	char room[64];               /* "": every room */
	bool interpreter;            /* only where one is needed */
	struct vlist *list;          /* of the day */
	struct preview *preview;
	int top;                     /* first slot of the grid that is shown */
	struct choice *choice;       /* of colleagues and rooms, for the window that asks */
	char **choice_text;
	int choices;
	struct id acting;            /* what a window asks about */
};

/* The rows that begin in a slot of a day: how many, and the first. */
int agenda_at(const struct agenda_view *view, struct date day, int slot, struct agenda_row **first);
/* What is under the cursor, or NULL. */
struct agenda_row *agenda_now(const struct agenda_view *view);
/* By id, among what is read. */
struct agenda_row *agenda_find(const struct agenda_view *view, struct id id);
/* Reads the cursor's week anew. */
void agenda_read(struct agenda_view *view);
/* The cursor goes to a day; the week is read when it is another one. */
void agenda_go(struct agenda_view *view, struct date day);
/* A whole day as typed, where the year may be left out: that of `near`. */
bool agenda_day_typed(const char *typed, struct date near, struct date *out);
bool agenda_filtered(const struct agenda_view *view);

/* agenda_day.c */
void agenda_day_columns(struct agenda_view *view);
void agenda_day_fill(struct agenda_view *view);
/* The cursor of the day on what is at the time of the slot, else on the free time around it. */
void agenda_day_stand(struct agenda_view *view);
/* "10:00–10:45" */
char *agenda_hours(int from, int to);
enum sign agenda_sign(const struct agenda_row *row);
/* The list as text, to print. Yours. */
char *agenda_text(struct agenda_view *view);

/* agenda_week.c */
void agenda_week_draw(struct agenda_view *view, struct area area);
bool agenda_week_key(struct agenda_view *view, int key);

/* agenda_do.c: changes of what is under the cursor, each a change set of its own. */
struct next agenda_kept(struct agenda_view *view);
struct next agenda_missed(struct agenda_view *view);
struct next agenda_cancel(struct agenda_view *view);
struct next agenda_move(struct agenda_view *view);
struct next agenda_interpreter_is(struct agenda_view *view);
struct next agenda_reminded(struct agenda_view *view);
struct next agenda_household(struct agenda_view *view);
struct next agenda_book(struct agenda_view *view);
struct next agenda_session(struct agenda_view *view);

#endif
