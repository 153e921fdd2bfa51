/* SPDX-License-Identifier: EUPL-1.2 */
/* What form.c, form_keys.c and form_draw.c share; for nobody else. */
#ifndef SCREENS_FORM_OWN_H
#define SCREENS_FORM_OWN_H

#include "screens/editor.h"
#include "screens/form.h"

struct form_item {
	const char *key;
	const struct field *field;      /* NULL: an extra */
	const struct form_extra *extra;
	void *ctx;                      /* of extra->check */
	struct editor *editor;
	char *original;                 /* canonical text as it is saved; NULL: empty */
	struct choice *ways;            /* the choices that may follow it, where not all may; else NULL */
	char *canonical;                /* as last checked */
	char *shown;                    /* canonical in words; what the editor holds when nothing was typed since */
	char *error;                    /* why it is marked, or NULL */
	bool fixed, hidden;
	struct { uint64_t text; bool refused; } judged;    /* by the gate, the text whose mark this is; 0: none yet */
	int row, rows, label_rows;      /* place on the whole form, from its top */
};

struct form {
	struct app *app;
	struct form_item *item;
	int count, now;
	unsigned age;
	int saves;              /* action of the screen that saves it; 0: none */
	struct form_cut { const struct form_item *item; char *before, *after; } cut;    /* words that were taken out last */
	bool fresh;             /* the field was just come to: typing replaces a value that is not plain text */
	struct area area;
	int beside;             /* columns kept free at the far end of the items */
	int label_cols, top, height;    /* rows of the window over the items */
};

enum form_style { STYLE_TEXT, STYLE_LONG, STYLE_CHOICE, STYLE_YES_NO, STYLE_REFERENCE, STYLE_NAMED, STYLE_DATE,
	STYLE_FIXED };
enum form_style item_style(const struct form_item *item);
const char *item_label(const struct form_item *item);
const char *item_purpose(const struct form_item *item);
bool item_required(const struct form_item *item);
const struct choice *item_choices(const struct form_item *item);
const char *item_refers(const struct form_item *item);      /* kind that it leads to, or NULL */
bool item_replaced(const struct form *form, const struct form_item *item);   /* by the next letter typed */
bool item_typed(const struct form_item *item);              /* typed into since it was last checked */
void item_settle(struct form *form, struct form_item *item);
bool item_free(const struct form_item *item);               /* text that the gate never refuses */
bool item_stumbles(struct form_item *item);                 /* it is such a text, and the gate asks about its words */
void item_put(struct form *form, struct form_item *item, const char *canonical);
struct form_item *form_item(const struct form *form, const char *key);
struct form_item *form_item_now(const struct form *form);   /* NULL: an empty form */
void form_place(struct form *form);                         /* rows of the items; after a change of their number */
/* The next item that can be typed into, or `from`; of a form that is only read, the next item. */
int form_step(const struct form *form, int from, int by);

#endif
