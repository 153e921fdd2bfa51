/* SPDX-License-Identifier: EUPL-1.2 */
/* The list's inside, shared by its two halves alone. */
#ifndef SCREENS_VLIST_OWN_H
#define SCREENS_VLIST_OWN_H

#include "screens/vlist.h"

struct vrows { struct vrow *row; int n, cap; };

struct vlist {
	struct vcol col[VLIST_COLUMNS];
	int n_cols;
	int grown[VLIST_COLUMNS];    /* widest cell seen so far */
	int heading[VLIST_COLUMNS];  /* columns that the heading needs; 0: none */
	bool signs;                  /* a row had a sign: its column stays */
	vlist_fetch *fetch;
	void *ctx;
	const char *empty;
	struct vrows rows, coming;
	bool at_start, at_end;       /* the rows held reach the list's ends */
	int now, top;                /* cursor and first visible row, as indices of rows */
	struct area area;
};

/* Columns in which a heading stands whole, in two rows where one does not do; 0: it has none. */
int vlist_heading_cols(const char *label);
/* Rows of data that are visible: the area without the line of headings. */
int vlist_window(const struct vlist *list);

#endif
