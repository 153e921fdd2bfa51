/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Keys by which people are found.  The change door calls this for every row it
 * writes of a kind that has fields with `search`, inside the same transaction.
 */
#ifndef REGISTER_SEARCH_H
#define REGISTER_SEARCH_H

#include "base/id.h"
#include "register/register.h"
#include "store/store.h"

/* Values in the order of kind->fields.  before NULL: the row is new or was gone; after NULL: it is gone now. */
enum status search_update(struct store *store, const struct kind *kind, int64_t rid, struct id id,
	char *const *before, char *const *after, struct err *err);

#endif
