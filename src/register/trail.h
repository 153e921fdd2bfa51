/* SPDX-License-Identifier: EUPL-1.2 */
/* The journal of one record as the doors need it: kept, and with the values after each change. */
#ifndef REGISTER_TRAIL_H
#define REGISTER_TRAIL_H

#include "register/read.h"

/* Entries, newest first as journal_of_record gives them; copies. */
struct trail { struct journal_entry *entry; int count; int room; };

/* Up to `most` entries of a record (0: all). */
enum status trail_load(struct store *store, const char *kind, struct id id, int most, struct trail *out,
	struct err *err);
/* A journal_fn that keeps copies; ctx is a struct trail. */
bool trail_keep(void *ctx, const struct journal_entry *entry);
void trail_free(struct trail *trail);
bool trail_touches(const struct journal_entry *entry, const char *field);
/* Whether the entry creates the record, takes it back or brings it again. */
bool trail_existence(const struct journal_entry *entry);

/* The whole past of a record with all values, whoever may see them, newest first. */
enum status trail_past(struct store *store, const struct record *record, struct past **out, int *count,
	struct err *err);

#endif
