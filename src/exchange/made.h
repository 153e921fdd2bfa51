/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Records that an import makes for names that mean none yet (the employer of a vacancy): where the register says `makes`
 * of a reference. Each name once, whatever its capitals and accents; written with the first record
 * that names it, in the same change set, so that both are undone as one.
 */
#ifndef EXCHANGE_MADE_H
#define EXCHANGE_MADE_H

#include "register/change.h"

struct made;
struct made *made_new(void);
void made_free(struct made *made);               /* NULL is fine */
/* The id of the record that this name has, capitals and accents apart, or will have; ST_INVALID where the name itself does not do, ST_DENIED where the actor
 * may not make such records. */
enum status made_named(struct made *made, struct store *store, const struct actor *actor, const struct field *reference, const char *name,
	struct id *out, struct err *err);
/* Adds the record to the change set, where the id is one of these and its record does not stand yet. */
void made_put(struct made *made, struct change *change, struct id id);
/* What the last change set added stands, or was rolled back. */
void made_settle(struct made *made, bool stands);
/* How many stand. */
int64_t made_count(const struct made *made);

#endif
