/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Erasing for good, as the store sees it: what it keeps of a record beside its row,
 * and tombstones, so that neither a restored backup nor another desk's file brings
 * an erased record back.  A tombstone is a keyed hash of the record's id: of a person who
 * returns nothing is known.  Rows and rules are the business of the floors above.
 *
 * Method: mark = BLAKE2b-256(id) keyed by 32 random bytes that the file was made with and keeps.
 */
#ifndef STORE_ERASE_H
#define STORE_ERASE_H

#include "store/store.h"

/* How much was taken out of the file beside rows. */
struct erase_traces { int64_t values, drafts, own_values, copies /* of papers */; };

/* Within a transaction: deletes the former values of a record from the journal (its entries stay and still verify), the
 * municipality's own values, the copy of a paper, drafts that change it or name it, and whom acts and looks were about. Adds to `traces`. */
enum status erase_traces_of(struct store *store, const char *kind, struct id id, struct erase_traces *traces,
	struct err *err);
/* The journal's former values alone, with drafts and whom acts and looks were about; the record and its own values stay. */
enum status erase_values_of(struct store *store, struct id id, struct erase_traces *traces, struct err *err);
/* Former values of one field of a record. */
enum status erase_field_values(struct store *store, struct id id, const char *field, struct err *err);
/* Drafts that hold all of these words, as somebody types a person who is known already: n of them, folded alike. */
enum status erase_drafts_with(struct store *store, const char *const *words, int n, struct erase_traces *traces,
	struct err *err);
/* Deletes a row for good; nothing that stays may refer to it: the caller sees to that. */
enum status erase_row(struct store *store, const char *kind, struct id id, struct err *err);

enum status tombstone_put(struct store *store, const char *kind, struct id id, struct err *err);
/* Whether the record was erased, here or in a file whose tombstones were taken over. */
enum status tombstone_stands(struct store *store, struct id id, bool *stands, struct err *err);
enum status tombstone_count(struct store *store, int64_t *count, struct err *err);
/* Takes another file's tombstones over, with their key. */
enum status tombstone_take(struct store *store, struct store *from, struct err *err);
/* Ids of this kind that stand in the file although they have a tombstone; reads the whole kind, and nothing where there
 * are no tombstones of it. The array is the caller's. */
enum status tombstone_found(struct store *store, const char *kind, struct id **out, int *count, struct err *err);

/* After the commit: see vault_scrub(). */
enum status store_scrub(struct store *store, struct err *err);
/* What an erasure left to be done, when the program was killed after it or others held the log: done now if nobody is in
 * the way. For openings; says nothing. */
void store_scrub_due(struct store *store);

#endif
