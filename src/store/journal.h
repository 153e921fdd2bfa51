/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The append-only journal: one hash chain per file, of the desk that keeps it.  An entry names what changed
 * (user, hybrid logical clock, change set, kind, id, operation, fields) and holds
 * a commitment to each field's value before the change: BLAKE2b-256 keyed by the
 * nonce over seq, field and value.  Value and nonce stand apart in journal_value, so that erasing
 * them leaves a chain that still verifies.  A creation holds no values: the row
 * and later entries give them.
 *
 * Chain: hash(n) = BLAKE2b-256(hash(n-1), all columns of the entry in order), each
 * text preceded by its length, numbers little-endian; hash(0) is zero.
 *
 * Clock: Kulkarni et al., "Logical Physical Clocks" (2014), packed into 64 bits.
 */
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H

#include "store/store.h"

enum journal_op { JOURNAL_CREATE = 1, JOURNAL_UPDATE, JOURNAL_DELETE, JOURNAL_RESTORE };

struct journal_field {
	const char *field;
	const char *before;     /* canonical text, NULL: was empty */
	bool erased;            /* read only: the value was erased, before is NULL */
};

struct journal_entry {
	int64_t seq;            /* local order; 0 when not yet written */
	struct id change;       /* the change set, undone as one */
	struct id undoes;       /* change set that this one takes back, or none */
	int64_t clock;          /* hybrid logical clock: ms << 16 | counter */
	char origin[8];         /* code of the desk where the change was made */
	char user[64];
	char kind[32];
	struct id id;
	enum journal_op op;
	struct journal_field *fields;   /* of an update or deletion */
	size_t n_fields;
	bool merged;            /* written only: made elsewhere, if at this desk; never one's own last change here */
};

/* Appends within the caller's transaction and fills seq, clock and origin. clock 0: the next local tick; origin "":
 * this desk. Any number of fields; names up to 255 bytes. */
enum status journal_append(struct store *store, struct journal_entry *entry, struct err *err);
/* Next tick of the hybrid logical clock: never behind the last one of the file, also when the wall clock was set back. */
enum status journal_tick(struct store *store, int64_t *clock, struct err *err);
/* Moves the local clock past one that was seen elsewhere. */
enum status journal_witness(struct store *store, int64_t clock, struct err *err);

/* Entries of one record, newest first / of one change set, in order. The callback borrows the entry; returning
 * false stops. */
typedef bool journal_fn(void *ctx, const struct journal_entry *entry);
enum status journal_of_record(struct store *store, const char *kind, struct id id, journal_fn *fn, void *ctx,
	struct err *err);
enum status journal_of_change(struct store *store, struct id change, journal_fn *fn, void *ctx, struct err *err);
/* All local entries after seq, in order: for exchange between desks. */
enum status journal_since(struct store *store, int64_t seq, journal_fn *fn, void *ctx, struct err *err);
/* Number of the newest entry, 0 when there is none: for "has somebody saved since?". */
enum status journal_tip(struct store *store, int64_t *seq, struct err *err);
/* The last change set of this user that has not been undone and is not itself an undo; ST_NOTFOUND when none. */
enum status journal_last_change(struct store *store, const char *user, struct id *change, struct err *err);
/* Walks the chain, checks every value that stands against its commitment; ST_CORRUPT names the first entry that does not verify. */
enum status journal_verify(struct store *store, int64_t *entries, struct err *err);

#endif
