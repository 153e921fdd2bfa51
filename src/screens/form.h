/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A form made from the register alone: a line a field with its label, its value
 * and a mark, and at the foot why the field under the cursor is asked.  A field is
 * checked on leaving it, which marks and never traps.  A form is a part of a
 * screen: the screen gives it an area and keys, asks for what must be saved, and
 * keeps its draft.
 */
#ifndef SCREENS_FORM_H
#define SCREENS_FORM_H

#include "register/change.h"
#include "register/draft.h"
#include "screens/screen.h"

struct form;

/* Canonical text of what was typed into an entry of the screen's own, or why not; empty input never gets here. */
typedef enum status form_check_fn(void *ctx, const char *typed, char **canonical, struct err *err);
/* Appends the canonical text in words of the chosen language. */
typedef void form_show_fn(void *ctx, struct str *out, const char *canonical);
/* What the screen asks besides the register's fields. Choices are cycled, else text is typed. */
struct form_extra {
	const char *key;                  /* unique in the form, no field's name */
	const char *label, *purpose;      /* N_() */
	const char *hint;                 /* N_() how to fill it; may be NULL */
	const struct choice *choices;     /* ends with key NULL; or NULL */
	form_check_fn *check;             /* NULL: any text */
	form_show_fn *show;               /* NULL: as it is */
	int cols;                         /* wanted for the field; 0: 40 */
	const char *refers;               /* F4 offers records of this kind; or NULL */
	/* F4 offers the values of this field of the register; the one chosen is added to the line, after a comma. */
	const struct field *(*offers)(void);
};

struct form *form_new(struct app *app);
void form_free(struct form *form);
/* The kind's fields that the actor sees, in the register's order, filled from `record` (borrowed for the call; NULL:
 * a new one, filled with the initial values). brief: only those of the short form. */
void form_add_kind(struct form *form, const struct kind *kind, const struct record *record, bool brief);
void form_add_extra(struct form *form, const struct form_extra *extra, void *ctx, const char *initial);
/* Puts the item of `key` right after that of `after`. */
void form_move_after(struct form *form, const char *key, const char *after);
/* Given from outside: shown, not typed. */
void form_fix(struct form *form, const char *key, const char *canonical);
/* Left out of sight; still saved when set. */
void form_hide(struct form *form, const char *key, bool hidden);

void form_layout(struct form *form, struct area area);
/* Columns at the far end that the items leave free, for what the screen shows beside them; the foot keeps all. */
void form_beside(struct form *form, int cols);
void form_draw(struct form *form, bool focused);

enum form_answer {
	FORM_UNUSED,       /* not a key of forms */
	FORM_USED,
	FORM_PICK,         /* open form_pick(): a reference was typed into */
};
enum form_answer form_key(struct form *form, int key);
/* A list to choose the value of the field under the cursor from, opened by the screen; NULL when there is none. */
struct screen *form_pick(struct form *form);
bool form_can_pick(const struct form *form);
/* Takes out of a text the words that the gate stumbles on, of the field under the cursor first; once more puts back what it
 * took last. False: there is nothing to do. */
bool form_can_clean(const struct form *form);
void form_clean(struct form *form);

/* Key of the item under the cursor; "" when there is none. */
const char *form_now(const struct form *form);
void form_go(struct form *form, const char *key);
/* The cursor begins where something must be typed, else on the first field; again after values were put in. */
void form_begin(struct form *form);
/* Checks the field under the cursor as if it were left. */
void form_settle(struct form *form);
/* Value as it would be saved: canonical, or NULL; of a field being typed: as it last was. */
const char *form_value(const struct form *form, const char *key);
/* Text as it stands under the fingers. Borrowed until the next key. */
const char *form_typed(const struct form *form, const char *key);
/* Sets a value as if it had been typed and left. */
void form_put(struct form *form, const char *key, const char *canonical);
bool form_changed(const struct form *form);       /* something differs from what is saved */
/* ST_INVALID at the first field that is marked; the cursor goes there. */
enum status form_valid(struct form *form, struct err *err);
/* Sets every field that differs in the change item. */
enum status form_fill(struct form *form, struct change_item *item, struct err *err);
/* An error of the check or the door: marks the field at fault, puts the cursor there and says that nothing was saved;
 * the reason stands below the form. Without a field the status line has the reason. */
void form_fault(struct form *form, const struct err *err);
/* Takes away what was said of a field that a rule warned of: the person has read it. */
void form_unfault(struct form *form);
/* The saved state moved on (a conflict was settled): what differs is judged against `record` from now on. */
void form_rebase(struct form *form, const struct record *record);
/* True for a field of the register whose value here differs from the one the form began with. */
bool form_differs(const struct form *form, const char *key);

/* What was typed and is not saved, into an empty draft, and back. */
void form_to_draft(struct form *form, struct draft *draft);
void form_from_draft(struct form *form, const struct draft *draft);
/* The screen's action by which it is saved, so that lists to choose from can go on to it. */
void form_saves(struct form *form, int act);
/* Counts up with every change of a text: for "is there anything new to keep?". */
unsigned form_age(const struct form *form);
/* Values in words of the language that is chosen now. */
void form_language(struct form *form);

#endif
