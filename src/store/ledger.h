/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The release ledger: what summaries have told outside.  The one door to its tables:
 * appended to, never changed or taken back, since what was printed is out.  It holds
 * counts, no person; counts that were withheld stand in it as they were, because a
 * later release must be judged against them, and leave it for nobody but insight/known.h.
 *
 * digest = BLAKE2b-256 over name, days, rule, and each cell (key, sign, value) and sum in the
 * order of their keys: the order in which they are given makes no difference.
 */
#ifndef STORE_LEDGER_H
#define STORE_LEDGER_H

#include "store/acts.h"

/* What is counted. Days since 1970-01-01, both included; a count on one day has from == to. */
struct ledger_key {
	const char *indicator;         /* word of the program: "arrivals" */
	const char *narrowed;          /* "age=a18_24|gender=woman", by dimension; "" for everybody */
	int32_t from, to;
	bool adds;                     /* events: counts of parts of the period add up; else counts at a time, or of people */
};
enum ledger_sign { LEDGER_PUBLISHED, LEDGER_PRIMARY, LEDGER_SECONDARY };
#define LEDGER_NO_BOUND INT64_MAX
struct ledger_cell {
	struct ledger_key key;
	enum ledger_sign sign;
	int64_t value;                 /* as told; of what was withheld, as it was */
	int64_t low, high;             /* of what was withheld; high LEDGER_NO_BOUND: none */
};
/* One member of a sum; all members of a sum bear its number, and weights times cells come to zero. */
struct ledger_member { int32_t sum, cell, weight; };      /* cell: place in the array of cells */

#define LEDGER_NAME 32
struct ledger_release {
	int64_t seq, at_ms;
	char user[64], desk[8];
	char name[LEDGER_NAME];        /* "progress" */
	char how[LEDGER_NAME];         /* "pdf", "text", "csv", "json", "print" */
	int32_t from, to;              /* the period it is about */
	char *rule;                    /* JSON */
	int64_t cells, withheld;
	uint8_t digest[32];
	int64_t again;                 /* 0, or the release that told exactly the same before */
};

/* Notes a release and its act ("release"), in the caller's transaction or one of its own: who prints or saves does it
 * before the bytes go out, and takes it back with the transaction when they could not. Of `release` name, how, from, to and
 * rule are read; seq and again are filled in. Two cells of one key are a BUG. */
enum status ledger_note(struct store *store, const struct act_by *by, struct ledger_release *release,
	const struct ledger_cell *cell, int cells, const struct ledger_member *member, int members, struct err *err);

/* Newest first, at most `limit`; freed with ledger_list_free(). */
enum status ledger_list(struct store *store, int limit, struct ledger_release **out, int *count, struct err *err);
void ledger_list_free(struct ledger_release *release, int count);
/* One release by its number; ST_NOTFOUND. `out->rule` is yours: free(). */
enum status ledger_one(struct store *store, int64_t seq, struct ledger_release *out, struct err *err);

/* Each cell ever told of an indicator, oldest release first; `key` is its number in the file, the same in every release.
 * The cell's texts are borrowed for the call. Another status than ST_OK stops and is handed on. */
typedef enum status ledger_cell_fn(void *ctx, int64_t seq, int64_t key, const struct ledger_cell *cell, struct err *err);
enum status ledger_cells(struct store *store, const char *indicator, ledger_cell_fn *fn, void *ctx, struct err *err);
/* The same of one release, in the order of keys. */
enum status ledger_cells_of(struct store *store, int64_t seq, ledger_cell_fn *fn, void *ctx, struct err *err);
/* Members of the sums whose every cell is of this indicator, release by release, sum by sum. */
typedef enum status ledger_sum_fn(void *ctx, int64_t seq, int32_t sum, int64_t key, int32_t weight, struct err *err);
enum status ledger_sums(struct store *store, const char *indicator, ledger_sum_fn *fn, void *ctx, struct err *err);

/* Do the cells of each release still come to its digest, and do its numbers go on without a gap? */
enum status ledger_check(struct store *store, store_found_fn *found, void *ctx, struct err *err);

#endif
