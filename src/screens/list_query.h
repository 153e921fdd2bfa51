/* SPDX-License-Identifier: EUPL-1.2 */
/* How a list is sorted and filtered: asked for in small windows, said in words at its head. */
#ifndef SCREENS_LIST_QUERY_H
#define SCREENS_LIST_QUERY_H

#include "screens/screen.h"

struct list_asked {
	struct list_query query;           /* filter values are owned here */
	struct app *app;
	void (*changed)(void *ctx);        /* the list must be read anew from its first row */
	void *ctx;
	const struct field *asking;        /* field and operation of the filter whose value is being asked for */
	enum filter_op op;
};

/* Windows that ask; they change the query and call `changed`. */
struct screen *list_ask_sort(struct list_asked *asked);
struct screen *list_ask_filter(struct list_asked *asked);
void list_asked_all(struct list_asked *asked);       /* takes all filters away */
void list_asked_clear(struct list_asked *asked);     /* frees what it owns */
/* Appends "Sorted by: Arrived here, last first · Caseworker: is A. Berg". */
void list_asked_words(const struct list_asked *asked, struct str *out);

#endif
