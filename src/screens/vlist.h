/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A list that holds only the rows around the window and fetches more by key as the
 * cursor moves.  Keeps the cursor on the same record when rows come and go.  Column
 * widths are measured in terminal columns and only grow while the list stands, so
 * that nothing jumps; where room is short, columns of lower priority go first.
 */
#ifndef SCREENS_VLIST_H
#define SCREENS_VLIST_H

#include "base/id.h"
#include "screens/screen.h"

#define VLIST_COLUMNS 12
struct vcol {
	const char *label;      /* translated; NULL: no heading */
	int min, max;           /* columns; max 0: takes what is left */
	int priority;           /* 0: always shown; higher numbers go first when room is short */
	bool end;               /* aligned to the far end */
	enum look look;         /* of its text; rows may override */
	bool whole;             /* a date, a number, a code: left out rather than cut */
	bool spare;             /* shown only, and whole, when all others have what they want */
};

struct vrow {
	struct id id;                   /* the record: what the cursor stays on */
	int tag;                        /* the owner's (a section, an index) */
	bool head;                      /* a section's head: cell 0 at the start, cell 1 at the end; never chosen */
	enum sign sign;
	enum look look;                 /* LOOK_NORMAL: each column's own */
	char *cell[VLIST_COLUMNS];      /* owned by the list; NULL: empty */
	void *place;                    /* owned by the list (free()): where fetch goes on from; may be NULL */
};

struct vlist;
/* Appends up to `limit` rows that follow `from` (NULL: the first ones) with vlist_push(), or, backward, those before
 * it, nearest first (NULL: the last ones). Fewer than `limit` means that the end is reached. */
typedef enum status vlist_fetch(void *ctx, struct vlist *list, const struct vrow *from, bool backward, int limit,
	struct err *err);

struct vlist *vlist_new(const struct vcol *columns, int n_columns);   /* columns are copied, labels borrowed */
void vlist_free(struct vlist *list);
void vlist_columns(struct vlist *list, const struct vcol *columns, int n_columns);   /* after a language switch */
/* Rows on demand. Without a source all rows are pushed at once between vlist_begin() and vlist_end(). */
void vlist_source(struct vlist *list, vlist_fetch *fetch, void *ctx);
/* What is said when there is nothing: what would fill the list, and which key does that. Translated; borrowed. */
void vlist_empty(struct vlist *list, const char *words);

/* In fetch, or between begin and end. Takes over the cells and place of *row. */
void vlist_push(struct vlist *list, struct vrow *row);
void vlist_begin(struct vlist *list);
void vlist_end(struct vlist *list);
/* Reads the rows around the cursor again. */
enum status vlist_reload(struct vlist *list, struct err *err);
/* From the first row, cursor on it. */
enum status vlist_restart(struct vlist *list, struct err *err);

void vlist_layout(struct vlist *list, struct area area);
void vlist_draw(struct vlist *list, bool focused);
/* Arrows, j k, g G, Home End, PgUp PgDn. False: not a key of the list. letters: j k g G count as well. */
bool vlist_key(struct vlist *list, int key, bool letters, struct err *err);
const struct vrow *vlist_now(const struct vlist *list);    /* row under the cursor, or NULL */
bool vlist_at_first(const struct vlist *list);             /* the cursor is on the first row, or there is none */
bool vlist_go(struct vlist *list, struct id id);           /* among the rows held */
int vlist_held(const struct vlist *list);                  /* rows in memory, for tests */
const struct vrow *vlist_row(const struct vlist *list, int i);

#endif
