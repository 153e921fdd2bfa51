/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files of the dossier's screen share. */
#ifndef SCREENS_DOSSIER_OWN_H
#define SCREENS_DOSSIER_OWN_H

#include "cases/dossier.h"
#include "screens/screen.h"
#include "screens/vlist.h"

struct dossier_row { const struct kind *kind; struct id id; int64_t rev; char state[16], translation[12]; };

struct dossier {
	struct screen screen;
	const struct kind *kind;     /* credential */
	struct id id;
	struct record *record;       /* NULL: it was removed meanwhile */
	struct id person;
	struct str name, about, standing, next, note;
	struct vlist *list;
	struct dossier_row *row;
	int count;
	struct dossier_counts counts;
	struct dossier_clock clock[DOSSIER_CLOCKS];
	int n_clocks;
	enum dossier_step step;
	struct id at;                /* where the cursor begins, or none */
};

/* dossier_rows.c: reads what hangs on the dossier and makes the rows of it. */
enum status dossier_rows_load(struct dossier *d, struct err *err);
void dossier_rows_columns(struct dossier *d);
/* Of a dossier on one line: its state, what is next, its route. */
void dossier_row_words(struct app *app, struct str *out, const struct record *credential);
/* The row under the cursor, or NULL. */
const struct dossier_row *dossier_row_now(const struct dossier *d);

#endif
