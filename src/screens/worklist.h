/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What Today and the Week share: how a row reads, what one key does to it, and whose
 * work is shown, of which stage.
 */
#ifndef SCREENS_WORKLIST_H
#define SCREENS_WORKLIST_H

#include "cases/today.h"
#include "screens/preview.h"
#include "screens/vlist.h"

/* Whose work, and of which stage; "" is all. Narrowed in small windows, which call `changed`. */
struct worklist {
	struct app *app;
	void (*changed)(void *ctx);
	void *ctx;
	char who[64], stage[16];
	struct id moving;            /* the record whose new day is being asked for */
	const struct kind *moving_kind;
	const char *moving_field;
};
void worklist_ask(const struct worklist *work, struct date day, int limit, struct today_ask *out);
bool worklist_is_mine(const struct worklist *work);
void worklist_mine(struct worklist *work);                   /* only mine, or everybody's again */
struct screen *worklist_filter(struct worklist *work);
struct screen *worklist_views(struct worklist *work);        /* kept under a name */
/* Appends "Language · B. Dahl", nothing when all is shown. */
void worklist_words(const struct worklist *work, struct str *out);

/* The four cells: number or time; who; what; when, or what is noteworthy. `week`: says who set the day instead of when
 * it is. */
void worklist_row(struct vrow *row, const struct today_row *from, struct date day, bool week);
void worklist_columns(struct vlist *list);
/* "First talk about work · in 13 days · our own target"; that it is the city's own falls away where `cols` are not enough. */
void worklist_next_words(struct str *out, const struct today_row *row, struct date day, int cols);

/* One key on a row. */
bool worklist_can_do(const struct app *app, const struct today_row *row);
bool worklist_can_leave_out(const struct app *app, const struct today_row *row);
bool worklist_can_move(const struct app *app, const struct today_row *row);
struct next worklist_do(struct worklist *work, const struct today_row *row);          /* done, kept, met, arrived ... */
struct next worklist_leave_out(struct worklist *work, const struct today_row *row);   /* not needed, cancelled */
struct next worklist_move(struct worklist *work, const struct today_row *row);
struct next worklist_open(struct worklist *work, const struct today_row *row);        /* the file, at this record */

/* What both screens begin with, and what their keys ask of the row under the cursor. */
struct worklist_screen {
	struct screen screen;
	struct worklist work;
	struct vlist *list;
	struct preview *preview;
	const struct today_row *(*now)(const struct screen *screen);     /* NULL: the cursor is on no row */
};
bool worklist_on_row(const struct screen *screen);
bool worklist_on_clock(const struct screen *screen);
bool worklist_row_can_do(const struct screen *screen);
bool worklist_row_can_go(const struct screen *screen);       /* not needed, cancelled */
bool worklist_row_can_move(const struct screen *screen);
struct next worklist_key(struct screen *screen, int key);
void worklist_close(struct screen *screen);                  /* frees it */

#endif
