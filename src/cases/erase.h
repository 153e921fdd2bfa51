/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Erasing a person for good (GDPR Art. 17): the file and all that hangs under it, living and removed, the journal's
 * former values, drafts, search keys, whom acts and looks were about, and the remains in free space.  What stays: entries
 * of the journal without values, so that its chain verifies; numbers in past_count, so that counts of past years hold;
 * a tombstone of each record's id, never of the person, who may return.
 */
#ifndef CASES_ERASE_H
#define CASES_ERASE_H

#include "base/sheet.h"
#include "register/read.h"
#include "store/erase.h"

enum erase_ground {
	ERASE_REQUEST,      /* the person asks, and the data are no longer needed */
	ERASE_MISTAKE,      /* registered by mistake: another's, a double, a test */
	ERASE_UNLAWFUL,     /* should never have been recorded */
	ERASE_DUTY,         /* a law or a court demands it */
	ERASE_RETENTION,    /* the time is over */
	ERASE_SEALING,      /* the file goes on as a sealed record, under other ids: no counts, no receipt */
	ERASE_TOMBSTONE,    /* erased before, and brought back by an older file */
	ERASE_GROUNDS
};
const char *erase_ground_key(enum erase_ground ground);      /* "request" */
const char *erase_ground_words(enum erase_ground ground);    /* translated */
/* Of those a person may name: false for the last three and for unknown words. */
bool erase_ground_by_key(const char *key, enum erase_ground *out);

/* A copy that this program cannot reach. */
enum erase_reach { ERASE_BACKUP, ERASE_EXPORT, ERASE_SUBJECT_COPY, ERASE_DESK, ERASE_RECIPIENT };
struct erase_copy {
	enum erase_reach what;
	int64_t at_ms;           /* when it was made; 0: not known */
	char *where;             /* path, desk, recipient in words */
};
struct erase_receipt {
	struct id id;
	int64_t at_ms;
	enum erase_ground ground;
	struct { const struct kind *kind; int64_t n; } *kind;
	int n_kinds;
	int64_t records, tombstones;
	struct erase_traces traces;
	bool household_stays;    /* others belong to it */
	struct erase_copy *copy;
	int n_copies;
	bool scrubbed;           /* free space was looked at and holds nothing */
};
void erase_receipt_clear(struct erase_receipt *receipt);
struct json_t *erase_receipt_json(const struct erase_receipt *receipt);   /* yours */
struct sheet *erase_receipt_paper(const struct erase_receipt *receipt);    /* in the chosen language; yours */
/* Receipts that the file keeps, newest first: when, who, the ground's key, and the receipt as JSON. */
typedef void erase_receipt_fn(void *ctx, int64_t at_ms, const char *user, const char *ground, const char *json);
enum status erase_receipts(struct store *store, int limit, erase_receipt_fn *fn, void *ctx, struct err *err);
/* One line for a copy beyond reach: what it is, and what becomes of it. */
void erase_copy_words(struct str *out, const struct erase_copy *copy);

/* By case number or UUID, also a person who was taken back; ST_DENIED where the actor's role has no people. */
enum status erase_resolve(struct store *store, const struct actor *actor, const char *said, struct id *out,
	struct err *err);
/* What an erasure would take, and the copies it would not reach; nothing is changed. */
enum status erase_preview(struct store *store, struct id person, enum erase_ground ground, struct erase_receipt *out,
	struct err *err);
/* ST_OK, or ST_DENIED with the reason why the file is not erased on this ground. */
enum status erase_judge(struct store *store, const struct actor *actor, struct id person, enum erase_ground ground,
	struct err *err);
/* In one transaction (the caller's, if there is one), without asking erase_judge. The receipt may be NULL; the file keeps
 * a copy of it. After the commit store_scrub() empties log and free space. ST_NOTFOUND when there is no such person, living or removed. */
enum status erase_person(struct store *store, const struct actor *actor, struct id person, enum erase_ground ground,
	struct erase_receipt *receipt, struct err *err);

/* Drops from `store` what `from` has erased, and takes its tombstones and its sealed files over: after a restore,
 * `from` is the file that was in use. One transaction; then store_scrub(). *people: how many were dropped. */
enum status tombstones_apply(struct store *store, const struct actor *actor, struct store *from, int64_t *people,
	struct err *err);

/* What erased records add to the counts of a year: fn is called for each kind and state; state "" where it has none. */
typedef void past_count_fn(void *ctx, const char *kind, const char *state, int year, int64_t n);
enum status past_counts(struct store *store, past_count_fn *fn, void *ctx, struct err *err);

#endif
