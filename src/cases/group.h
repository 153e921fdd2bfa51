/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Several newcomers who arrive together, entered as household lists: what holds for
 * all of them once, then one row a person.  Rows with the same household live
 * together. All of it becomes one change set: files, plans, households with everybody's role.
 */
#ifndef CASES_GROUP_H
#define CASES_GROUP_H

#include "register/change.h"
#include "register/find.h"

#define GROUP_MAX 400

struct group_value { char *field, *value; };     /* a field of person, as typed */
struct group_values { struct group_value *at; int count; };
struct group_row {
	char *household;                 /* any word; the same one: together; "" or NULL: alone */
	char *household_name;            /* NULL: the first one's family name */
	char *role;                      /* key or label; NULL: the first is the head, minors are children */
	struct group_values value;
};
struct group {
	struct group_values common;      /* for those whose row says nothing else */
	char *plan;                      /* template; NULL: for each the one that fits */
	struct group_row *row;
	int count;
};

struct group_row *group_add(struct group *group);
/* Takes a copy; NULL or "" takes the value away. */
void group_put(struct group_values *values, const char *field, const char *value);
const char *group_get(const struct group_values *values, const char *field);
/* The row's own value, or the common one. */
const char *group_value(const struct group *group, const struct group_row *row, const char *field);
void group_drop(struct group *group, int row);
void group_clear(struct group *group);

/* The role that the row has or, where nobody said, is given: the first of a household is the head, minors are children. Key
 * or label as typed; NULL: none. */
const char *group_role(const struct group *group, int row);
/* Whether the row says nothing of anybody. */
bool group_empty(const struct group_row *row);
/* Who may already be this person: in the file (*hit, *in_file), or further up in the group (*twin: its row, else -1). */
struct group_double { bool in_file; struct find_hit hit; int twin; };
enum status group_known(struct store *store, const struct actor *actor, const struct group *group, int row,
	struct group_double *out, struct err *err);

/* Puts all rows that are not empty into the change set; person[i] is whom row i became, or none. When a value is refused
 * *at is its row and err.field names it (of person, "household" or "role"). */
enum status group_save(struct change *change, const struct group *group, struct id person[], int *at, struct err *err);
/* Of a refusal at the commit: the row whose person it is about is not told, so that each row is tried alone. Without
 * writing; *at as above. */
enum status group_try(struct store *store, const struct actor *actor, const struct group *group, int *at,
	struct err *err);

#endif
