/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Keys by which people are found.  The change door calls this for every row it
 * writes of a kind that has fields with `search`, inside the same transaction:
 *
 *	struct search_batch *batch = search_begin(store);
 *	search_note(batch, kind, rid, after, err);      ... once a row (does nothing for kinds without such fields)
 *	search_finish(batch, err);                      ... before the commit; search_drop(batch) on a rollback
 *
 * One batch a change set: words are looked up and postings written once for all its people.
 */
#ifndef REGISTER_SEARCH_H
#define REGISTER_SEARCH_H

#include "register/register.h"
#include "store/search.h"
#include "store/store.h"

/* Values in the order of kind->fields; NULL: the row is gone now. What was found before is known from the index. */
enum status search_note(struct search_batch *batch, const struct kind *kind, int64_t rid, char *const *after,
	struct err *err);

#endif
