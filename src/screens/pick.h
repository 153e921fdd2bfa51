/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A list to choose one value from, narrowed as one types: languages, countries,
 * occupations, a field's choices, records of another kind.  Folded matching, by
 * code or by name; what begins so stands first.  Esc keeps what was there.
 */
#ifndef SCREENS_PICK_H
#define SCREENS_PICK_H

#include "screens/screen.h"

struct pick_request {
	const char *title;               /* N_(), not translated yet, or field_label(field); borrowed while the list stands */
	const struct field *field;       /* its kind says what is offered; NULL: see below */
	/* Instead of the field's own, or without a field; labels as the field has them, else N_() or nobody's language; ends with
	 * key NULL; borrowed for the call. */
	const struct choice *choices;
	const char *refers;              /* name of a kind whose records are offered; or NULL */
	const char *whose;               /* with refers, of a kind that belongs to a person: only theirs; or NULL */
	const char *now;                 /* canonical value that the cursor begins on; or NULL */
	const char *typed;               /* to begin with; or NULL */
	const char *held;                /* of several: those that are chosen, marked; or NULL */
	void (*picked)(void *ctx, const char *canonical);
	void (*not_picked)(void *ctx);   /* Esc; may be NULL */
	/* Where title or labels are made of parts: offers the same in the language spoken now, when it changes while the list
	 * stands. NULL: they are translated again. */
	struct screen *(*anew)(void *ctx);
	void *ctx;
	int act;                         /* action of the screen below that follows a choice; 0: none */
	int saves;                       /* action of the screen below by which F2 here takes what fits alone, and saves; 0: none */
};
/* An overlay; NULL when there is nothing to choose from. */
struct screen *pick_screen(struct app *app, const struct pick_request *request);

/* The narrowing itself, apart from the screen. */
struct pick_item {
	char *key;                       /* canonical */
	char *label;
	char *folded;                    /* of the label */
};
struct pick_set { struct pick_item *item; int count; };
void pick_set_add(struct pick_set *set, const char *key, const char *label);
void pick_set_sort(struct pick_set *set);          /* by folded label */
void pick_set_free(struct pick_set *set);
/* Indexes of what fits, best first: the code itself, names that begin so, a word in them that does, a part of a
 * word. `typed` "" gives all. The array is the caller's to free(). */
int *pick_narrow(const struct pick_set *set, const char *typed, int *count);

#endif
