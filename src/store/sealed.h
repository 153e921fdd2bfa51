/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sealed files: of people in danger, for named helpers alone.  Each is a store of
 * its own, with the same tables, that stands in memory while it is open; screens
 * and doors work on it as on any other.  Its transactions are transactions of the
 * town's store as well: what is committed there goes, encrypted, into one row of
 * the town's file.  Tables that tell of nobody (courses, homes) are read from the
 * town.  The content's key goes to each helper in a box (vault/box.h), so that
 * neither another role's passphrase nor the whole file's data key opens it.
 */
#ifndef STORE_SEALED_H
#define STORE_SEALED_H

#include "store/store.h"

struct sealed;

/* What the floors above have to say about it; outlives the sealed file. */
struct sealed_host {
	const char *const *shared;      /* tables that are the town's; NULL ends */
	/* Before a commit, within both transactions: makes the town follow, and counts the people. May refuse. */
	enum status (*keep)(void *ctx, struct store *town, struct store *inside, int *people, struct err *err);
	void *ctx;
};

/* Ids of the sealed files that this user can open: by id, so in no order that tells anything. free() it. */
enum status sealed_list(struct store *town, struct id user, struct id **out, int *count, struct err *err);
/* Who can open it, as ids of users. free() it. */
enum status sealed_helpers(struct store *town, struct id sealed, struct id **out, int *count, struct err *err);
/* How many people are in sealed files, for totals of the whole town only. */
enum status sealed_count(struct store *town, int64_t *people, struct err *err);

/* For store_check_add(): sealed files that nobody can open any more, and keys without a file. What is in them only their
 * helpers' keys can tell. */
enum status sealed_check(struct store *town, store_found_fn *found, void *ctx, struct err *err);

/* A new one of this user's, who need not be a helper; it stands in the file from the first commit on. ST_INVALID: no
 * helper, or one without a key. */
enum status sealed_new(struct store *town, struct id user, const struct id *helper, int helpers, const struct sealed_host *host,
	struct sealed **out, struct err *err);
/* ST_DENIED: this user is not among its helpers, or the passphrase is not that of this user. */
enum status sealed_open(struct store *town, struct id sealed, struct id user, const struct sealed_host *host,
	struct sealed **out, struct err *err);
void sealed_close(struct sealed *sealed);               /* NULL is fine */
struct store *sealed_store(struct sealed *sealed);      /* borrowed until it is closed */
struct id sealed_id(const struct sealed *sealed);

/* These helpers from now on: a new key, boxes to them alone. In a transaction of the town's. */
enum status sealed_give(struct sealed *sealed, const struct id *helper, int helpers, struct err *err);
/* Takes it out of the file, in the caller's transaction of the town's; to be closed then. What it held is the
 * caller's to release (hold_put). */
enum status sealed_remove(struct sealed *sealed, struct err *err);
/* Before a user goes, or gets a new personal key: takes their boxes away, in the caller's transaction. ST_INVALID where
 * nobody else could open one of the sealed files any more. */
enum status sealed_leave(struct store *town, struct id user, struct err *err);

/* After a restore, in a transaction of `to`: the sealed files of `from`, the file that was in use, as they stand there,
 * with their helpers' boxes and the places held. Others that `to` has stay. */
enum status sealed_carry(struct store *to, struct store *from, struct err *err);

/* The town's store that a sealed one belongs to; NULL for any other. */
struct store *store_town(const struct store *store);
/* Whether rows of this table are the town's, read only. */
bool store_shares(const struct store *store, const char *table);

/* Places held: in the town those of all sealed files together, in a sealed one its own. */
enum status hold_get(struct store *store, const char *kind, struct id id, int64_t *n, struct err *err);
enum status hold_put(struct store *store, const char *kind, struct id id, int64_t n, struct err *err);
struct hold { char kind[32]; struct id id; int64_t n; };
enum status hold_list(struct store *store, struct hold **out, int *count, struct err *err);

#endif
