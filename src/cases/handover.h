/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Files handed from one colleague to another, with what the receiver should know
 * first: open steps, running clocks, reviews and coming appointments go along, and
 * each file stands on the receiver's Today until the receiver has taken note.
 */
#ifndef CASES_HANDOVER_H
#define CASES_HANDOVER_H

#include "register/change.h"
#include "store/users.h"

struct handover {
	const struct id *person;     /* NULL: all living files whose caseworker the actor is */
	int n;
	const char *to;              /* the colleague */
	const char *remark;          /* what to know first; NULL: nothing */
};
/* One change set, in a transaction of its own. Whoever is no team lead hands over files of their own alone. ST_DENIED;
 * ST_NOTFOUND: no colleague of this name serves newcomers here, or there is no file; ST_INVALID: the remark asks about
 * what nobody may ask. */
enum status handover_give(struct store *store, const struct actor *actor, const struct handover *what, struct id *set,
	int64_t *files, struct err *err);
/* The actor has taken note: it goes from their Today. */
enum status handover_noted(struct store *store, const struct actor *actor, struct id handover, struct id *set,
	struct err *err);

/* In a file of several users files go to one of them; where one user is, the name is whatever the desk uses. Fills the
 * name as the users' table has it. */
enum status handover_receiver(struct store *store, const struct actor *actor, const char *to, struct user *user,
	struct err *err);
/* Adds to a change set that the file goes to `to`. */
enum status handover_add(struct change *change, struct id person, const char *to, const char *remark, struct err *err);

#endif
