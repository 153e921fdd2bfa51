/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What screens that are one list have in common: a few lines of head, the list, and,
 * where there is room, the reasons for the row under the cursor beside it, else under
 * it.  Such a screen begins with a struct listing, and puts these functions into its
 * screen_ops; what is its own it says in a struct listing_ops.
 */
#ifndef SCREENS_LISTING_H
#define SCREENS_LISTING_H

#include "screens/screen.h"
#include "screens/vlist.h"

struct listing;
struct listing_ops {
	void (*columns)(struct listing *listing);                          /* and what an empty list says */
	enum status (*load)(struct listing *listing, struct err *err);     /* fills the list, anew as well */
	void (*clear)(struct listing *listing);                            /* what load() holds; or NULL */
	int head_rows, reason_rows;                                        /* reasons: 0: none */
};
struct listing {
	struct screen screen;
	const struct listing_ops *ops;
	struct vlist *list;
	struct id person;            /* whose list it is; none: nobody's */
	struct str name;             /* the person's */
	struct str head;             /* set by load(): what the list is of, the first line of its head, of as many as it needs */
	int reasons;                 /* set by load(): the most that a row has; 0: the screen's reason_rows */
	bool afresh;                 /* what is looked for is being changed: then the best row is what matters */
	struct area why;             /* for the reasons */
};

enum status listing_open(struct screen *screen, struct err *err);
void listing_layout(struct screen *screen, struct area body);
struct next listing_key(struct screen *screen, int k);
void listing_tell(struct screen *screen, enum news news);
void listing_close(struct screen *screen);
/* Draws the head where load() sets it: that, and one line below, or none. */
void listing_head(struct listing *listing, const char *below);
/* The tag of the row under the cursor, or -1. */
int listing_now(const struct screen *screen);
/* Draws reason number `at`, when there is room for it; `is`: 0 fits, 1 is lacking, 2 is not known, 3 is only told. */
void listing_reason(const struct listing *listing, int at, int is, const char *words);

#endif
