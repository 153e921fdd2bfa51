/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Rows beneath the doors: how a record stands in its table.  Only the doors of
 * this floor include this; nothing here asks who acts.
 */
#ifndef REGISTER_ROW_H
#define REGISTER_ROW_H

#include "register/read.h"
#include "register/search.h"

/* Longest stored sort key: long enough to order, short enough for a place in a list. */
#define ROW_SORT_KEY_MAX 200
/* SQL of one row or one index range, made of the register's own names. */
#define ROW_SQL_MAX 8192

/* Value of a field in the storage class of its kind; NULL binds NULL. */
void row_bind(struct stmt *stmt, const char *param, const struct field *field, const char *canonical);

/* Canonical text of a column, yours; NULL when it is empty. */
char *row_value(struct stmt *stmt, int column, const struct field *field);
/* The row ready in a statement of kind->sql_select, with its own values. */
enum status row_take(struct store *store, const struct kind *kind, struct stmt *stmt, struct record **out,
	struct err *err);
/* Loads a record, also one that is gone; ST_NOTFOUND has no words yet. */
enum status row_load(struct store *store, const struct kind *kind, struct id id, struct record **out,
	struct err *err);
/* ST_OK: a live row; ST_NOTFOUND: none, or gone; no words. */
enum status row_alive(struct store *store, const struct kind *kind, struct id id, struct err *err);

/* What rows of one transaction are written with. */
struct row_pen {
	struct store *store;
	struct search_batch *search;
	struct journal_entry stamp;     /* change set, undoes, clock, origin, user; the rest is filled in */
};

/* What a merged entry says beyond the difference: two desks may have set the same value, and the later one counts. */
struct row_merged {
	enum journal_op op;
	const unsigned char *touched;   /* kind->n_fields; not 0: the entry sets this field */
};

/* Writes what differs between `before` (NULL: a new row) and `after`, its search keys and its journal entry.
 * Without a difference nothing is written, unless merged.  after->rev and after->rid receive the new revision and
 * row. */
enum status row_write(struct row_pen *pen, const struct record *before, struct record *after,
	const struct row_merged *merged, struct err *err);

/* Bytes by which the kind's title sorts; empty when it has none of its own (a title by reference). */
void row_sort_key(struct str *out, const struct kind *kind, char *const *value);
/* The same for a title as somebody says it. */
void row_title_key(struct str *out, const char *title);
/* Bytes with which sort keys of texts that begin so begin. */
void row_sort_prefix(struct str *out, const char *text);

/* Walks the fields that make a title; of "a|b" the first that is not empty. `at` starts as kind->title.
 * NULL at the end. */
const struct field *row_title_next(const struct kind *kind, char *const *value, const char **at);

/* What the reading doors share. */
enum status read_denied(const struct kind *kind, struct err *err);
enum status read_missing(const struct kind *kind, struct err *err);
void record_hide(const struct actor *actor, struct record *record);   /* empties what the actor may not see */
/* Empties what is kept secret; for all but the opened record. */
void record_discreet(struct store *store, struct record *record);
bool title_seen(const struct actor *actor, const struct kind *kind);  /* all fields of the title */

#endif
