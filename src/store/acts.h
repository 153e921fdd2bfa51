/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The trail beside the journal: acts (what was done that changed no record: users,
 * keys, exports, backups, grants, erasures) and looks at people's files.  Each is
 * an append-only hash chain.  Whom an entry is about and its detail stand beside a
 * commitment, as the journal's values do, so that erasing them leaves a chain that
 * still verifies; the oldest looks go when their time is over, which an act tells.
 *
 * commitment = BLAKE2b-256 keyed by a random nonce over seq, about and detail;
 * hash(n) = BLAKE2b-256(hash(n-1), seq, at, user, desk, roles, what, commitment), texts
 * preceded by their length, numbers little-endian; hash(0) is zero.
 */
#ifndef STORE_ACTS_H
#define STORE_ACTS_H

#include "store/store.h"

/* Who does it: an actor's name, desk code and roles (register/actor.h has actor_by()). */
struct act_by { const char *user, *desk; uint32_t roles; };

/* Appends an act within the caller's transaction, or in one of its own. `what` is a word of the program, up to 31 bytes:
 *	user.add user.divide user.roles user.permits user.remove user.reset passphrase recovery recovery.used
 *	lock key.rotate
 *	export unseal subject-export backup backup.settings restore salvage
 *	emergency emergency.seen grant grant.end inquiry reassign audit list trail.trim
 *	profile order
 *	release report.internal report.preview report.rule
 *	erase erase.asked retention retention.asked restrict request document.save seal sealed.helpers sealed.undo
 * `about`: the record it concerns, or none. `detail`: JSON or NULL; personal values of a newcomer only where `about` is
 * that newcomer, since erasing them (acts_forget) finds them by it. */
enum status act_note(struct store *store, const struct act_by *by, const char *what, struct id about, const char *detail,
	struct err *err);

struct act {
	int64_t seq, at_ms;
	char user[64], desk[8], what[32];
	uint32_t roles;
	struct id about;         /* none: nobody in particular, or erased */
	char *detail;            /* NULL: none, or erased */
	bool erased;
};
/* Newest first; `what` NULL: all; `about` none: all; the array is freed with acts_free(). */
enum status acts_list(struct store *store, const char *what, struct id about, int limit, struct act **out, int *count,
	struct err *err);
void acts_free(struct act *act, int count);

/* The chain of looks; `what`: "look", "grant", "emergency", "inquiry". Reading does not wait for the disk: outside a transaction a look outlives a killed program, and
 * a power cut may take the last ones. */
enum status look_append(struct store *store, const struct act_by *by, const char *what, struct id person, int64_t now_ms,
	struct err *err);

/* Takes whom they are about and their details out of all acts and looks that concern `about`; the chains still verify.
 * Within the caller's transaction. */
enum status acts_forget(struct store *store, struct id about, struct err *err);
/* Deletes looks of before `before_ms` from the chain's beginning, and notes it as an act of `by`. */
enum status looks_trim(struct store *store, const struct act_by *by, int64_t before_ms, int64_t *gone, struct err *err);

/* The newest entry of each chain, as backups and reports print it. Whoever kept one can tell later that the file was
 * not put back to an older state. */
enum chain { CHAIN_JOURNAL, CHAIN_ACTS, CHAIN_LOOKS, CHAINS };
struct chain_head { enum chain chain; int64_t seq; uint8_t hash[32]; };   /* seq 0: the chain is empty */
enum status chain_heads(struct store *store, struct chain_head out[CHAINS], struct err *err);
const char *chain_name(enum chain chain);            /* "journal", "acts", "looks": a word of the program */
/* "journal:1234:9f3a2c0171d8e6b4": the first 16 hex digits are enough to know it again. */
#define CHAIN_HEAD_TEXT 64
void chain_head_text(const struct chain_head *head, char out[CHAIN_HEAD_TEXT]);

enum chain_known {
	CHAIN_HOLDS,             /* the entry stands in the chain as it was noted */
	CHAIN_SHORTER,           /* the chain ends before it: the file was put back to an older state */
	CHAIN_OTHER,             /* another entry stands there: the file was put back and gone on with, or rewritten */
	CHAIN_TRIMMED,           /* older than the looks that are kept */
};
/* Is a head that was noted once still there? `said` as chain_head_text wrote it, or without the chain's name
 * ("1234:9f3a…", then any chain will do). ST_USAGE when it cannot be read. */
enum status chain_find(struct store *store, const char *said, enum chain_known *out, struct err *err);

/* Walks acts and looks; each finding in words. ST_CORRUPT when there was one. */
enum status acts_check(struct store *store, store_found_fn *found, void *ctx, int64_t *acts, int64_t *looks,
	struct err *err);

#endif
