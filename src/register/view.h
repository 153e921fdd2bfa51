/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Lists kept under a name: how one is filtered, sorted and laid out, for oneself or
 * for everybody.  A view holds no person's name or number: what would name somebody
 * is refused, so that nobody who was erased lives on in it.  It grants no sight:
 * filters are judged anew by the role of whoever opens it.
 */
#ifndef REGISTER_VIEW_H
#define REGISTER_VIEW_H

#include "register/read.h"

#define VIEW_NAME_MAX 60           /* characters */
#define VIEW_COLUMNS 12
#define VIEW_TODAY "today"         /* of the day's list, which is of no kind */

/* What a view of a kind's list says. Filter values are its own. */
struct view_list {
	struct list_query query;
	const struct field *column[VIEW_COLUMNS];
	int columns;                   /* 0: as the list has them by itself */
};
void view_list_clear(struct view_list *view);

/* Their names, one's own before everybody's, in order; an own one hides everybody's of the same name. */
struct view { char *kind, *name; bool all; };
enum status view_names(struct store *store, const struct actor *actor, const char *kind, struct view **out, int *count,
	struct err *err);      /* kind NULL: of all */
void views_free(struct view *view, int count);
/* Everybody's are the team leads' and administrators' to make, and of whoever works alone. */
bool view_may_all(const struct actor *actor);

/* ST_NOTFOUND: no view of this name. ST_DENIED, ST_INVALID: a field that the role does not see, or that is no more. */
enum status view_open(struct store *store, const struct actor *actor, const struct kind *kind, const char *name,
	struct view_list *out, struct err *err);
/* Replaces one of the same name. ST_INVALID: no name, or a filter that names a person. */
enum status view_keep(struct store *store, const struct actor *actor, const char *name, bool all,
	const struct view_list *view, struct err *err);
/* One's own, else everybody's where that is allowed. */
enum status view_drop(struct store *store, const struct actor *actor, const char *kind, const char *name, struct err *err);

/* A view of the day's list: whose, and of which stage; NULL: all. Texts of the answer are the caller's. */
enum status view_open_today(struct store *store, const struct actor *actor, const char *name, char **caseworker,
	char **stage, struct err *err);
enum status view_keep_today(struct store *store, const struct actor *actor, const char *name, bool all,
	const char *caseworker, const char *stage, struct err *err);

#endif
