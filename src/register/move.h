/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * People's whole files, with their past, from one store into another: the people
 * themselves, all that hangs under them, the households they live in.  In the new
 * place they have other ids, so that nothing of what stays behind leads there.
 */
#ifndef REGISTER_MOVE_H
#define REGISTER_MOVE_H

#include "register/merge.h"

struct move {
	struct merge_entry *entry;
	int count;
	struct id *was, *is;           /* side by side */
	int ids;
};
/* Everything of these people, gone or not, as it stands and as it came to be. */
enum status move_collect(struct store *from, const struct id *people, int n, struct move *out, struct err *err);
/* The same of all people of a store. */
enum status move_collect_all(struct store *from, struct move *out, struct err *err);
/* Gives every record of it an id of its own. */
void move_renew(struct move *move);
/* What hangs under `person` will hang under `as`, who is there already; the person's own record stays out. */
void move_under(struct move *move, struct id person, struct id as);
/* Writes it all in one transaction, or in the caller's. */
enum status move_put(struct store *to, const struct actor *actor, const struct move *move, struct err *err);
/* The id that a record has now. */
struct id move_id(const struct move *move, struct id was);
void move_clear(struct move *move);

#endif
