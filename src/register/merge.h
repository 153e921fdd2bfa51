/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Two desks' journals into one: last writer wins field by field, ordered by
 * hybrid logical clock and then desk code, so that either order of merging gives
 * the same rows.  A merged entry joins the local chain with its origin and clock.
 */
#ifndef REGISTER_MERGE_H
#define REGISTER_MERGE_H

#include "register/read.h"

struct merge_value { const char *field, *after; };
struct merge_entry {
	struct journal_entry entry;       /* origin, clock, user, change, kind, id, op */
	struct merge_value *value;        /* values after the change */
	int n_values;
};
/* All entries of this file after seq with the values they set, rebuilt from rows and later differences. */
enum status merge_collect(struct store *store, int64_t after_seq, struct merge_entry **out, int *count, struct err *err);
/* Applies foreign entries in one transaction; those already known do nothing. */
enum status merge_apply(struct store *store, const struct actor *actor, const struct merge_entry *entries, int count,
	int *applied, struct err *err);
void merge_free(struct merge_entry *entries, int count);

#endif
