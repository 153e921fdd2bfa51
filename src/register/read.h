/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The read door.  Every load, list, find and history passes here with an actor;
 * what the actor may not see is absent: the kind refuses (ST_DENIED), the field
 * reads as NULL and `seen` tells that it was left out.
 */
#ifndef REGISTER_READ_H
#define REGISTER_READ_H

#include "base/id.h"
#include "register/actor.h"
#include "register/register.h"
#include "store/journal.h"
#include "store/store.h"

struct record {
	const struct kind *kind;
	struct id id;
	int64_t rid;
	int64_t rev;
	bool gone;
	char **value;       /* kind->n_fields, own ones included: canonical text; NULL: empty or not seen */
};
void record_free(struct record *record);
const char *record_get(const struct record *record, const char *field);   /* NULL: empty, not seen */
bool field_seen(const struct actor *actor, const struct kind *kind, const struct field *field);
bool kind_seen(const struct actor *actor, const struct kind *kind);
bool kind_changed_by(const struct actor *actor, const struct kind *kind);

/* ST_NOTFOUND also for a record taken back (gone). The look is noted in the trail for persons. */
enum status read_record(struct store *store, const struct actor *actor, const struct kind *kind, struct id id,
	struct record **out, struct err *err);
/* The same for a row of a list or of found people: no look is noted, since the file was not opened. */
enum status read_brief(struct store *store, const struct actor *actor, const struct kind *kind, struct id id,
	struct record **out, struct err *err);
/* By what a person says: full UUID, or case number for a person, or the title where it is unique. */
enum status read_resolve(struct store *store, const struct actor *actor, const struct kind *kind, const char *said,
	struct id *out, struct err *err);
/* "Mariam Haidari", "A1 morning group": the fields of kind->title that the actor sees, in one line. */
void record_title(struct str *out, const struct record *record);
enum status read_title(struct store *store, const struct actor *actor, const struct kind *kind, struct id id,
	struct str *out, struct err *err);

enum filter_op { FILTER_IS, FILTER_FROM, FILTER_TO, FILTER_EMPTY, FILTER_SET, FILTER_BEGINS /* of the sort key */ };
struct filter {
	const struct field *field;
	enum filter_op op;
	const char *value;           /* canonical */
};
#define LIST_FILTERS 8
struct list_query {
	const struct kind *kind;
	const struct field *sort;    /* a field with `sort`; NULL: by title (sort_key) */
	bool descending;
	struct filter filter[LIST_FILTERS];
	int n_filters;
};
/* A place in a list: the sort value and rid of a row. Zeroed: before the first. */
#define LIST_KEY_MAX 1024
struct list_place { char key[LIST_KEY_MAX]; size_t key_len; bool key_null; int64_t rid; bool set; };

/* Lists sort by fields with `sort` and filter by any field of the kind's table that the actor sees: ST_INVALID and
 * ST_DENIED else. A filter by a field with `sort` finds its rows by an index. Empty values come last in both directions.
 *
 * Up to `limit` rows after (or, backward, before) `from`, in the list's order; records are the caller's. The place
 * of each row comes along for paging by key. */
struct list_page { struct record **record; struct list_place *place; int count; bool more; };
enum status read_list(struct store *store, const struct actor *actor, const struct list_query *query,
	const struct list_place *from, bool backward, int limit, struct list_page *out, struct err *err);
void list_page_free(struct list_page *page);
/* Counts up to `at_most`, so that a head can say "3 of 11" or "more than 1,000". */
enum status read_count(struct store *store, const struct actor *actor, const struct list_query *query,
	int64_t at_most, int64_t *out, struct err *err);

/* History of a record, newest first, with values before and after as the actor may see them. */
struct past_change { const struct field *field; char *before, *after; };
struct past {
	struct journal_entry entry;   /* fields left out: see change */
	struct past_change *change;
	int n_changes;
};
enum status read_history(struct store *store, const struct actor *actor, const struct kind *kind, struct id id,
	struct past **out, int *count, struct err *err);
/* Up to `limit` records of a kind that were removed from under a person, the youngest first; ids are the caller's. A
 * record whose making was taken back as a whole was never there. */
enum status read_removed(struct store *store, const struct actor *actor, const struct kind *kind, struct id person,
	int limit, struct id **out, int *count, struct err *err);
void past_free(struct past *past, int count);

#endif
