/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Drafts: what was typed and not yet saved, kept in the file per user and form so
 * that a killed terminal loses at most the field being typed.
 */
#ifndef REGISTER_DRAFT_H
#define REGISTER_DRAFT_H

#include "register/read.h"

struct draft {
	struct id id;
	char form[64];           /* "register", "edit:person" ... */
	struct id record;        /* being changed, or none */
	int64_t rev;             /* revision it started from */
	int64_t saved_ms;
	char **key, **value;     /* as typed, not checked */
	int count;
};
/* Inserts or replaces by draft->id (none: given one). */
enum status draft_save(struct store *store, const struct actor *actor, struct draft *draft, struct err *err);
/* Newest first. form NULL: all of this user's. */
enum status draft_list(struct store *store, const struct actor *actor, const char *form, struct draft **out,
	int *count, struct err *err);
enum status draft_drop(struct store *store, const struct actor *actor, struct id id, struct err *err);
void draft_set(struct draft *draft, const char *key, const char *value);
const char *draft_get(const struct draft *draft, const char *key);
void draft_clear(struct draft *draft);             /* what one draft holds; itself is the caller's */
void draft_free(struct draft *drafts, int count);  /* what draft_list gave */

#endif
