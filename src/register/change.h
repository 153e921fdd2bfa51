/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The change door.  A change set gathers one record or many and commits them in
 * one BEGIN IMMEDIATE: the kinds' rules, revision check, difference, rows, search
 * keys, one journal entry per record.  It is undone as one.
 */
#ifndef REGISTER_CHANGE_H
#define REGISTER_CHANGE_H

#include "register/read.h"

struct change;

/* Never fails; nothing touches the file before change_commit. */
struct change *change_begin(struct store *store, const struct actor *actor);
void change_free(struct change *change);

/* A record to be created; `id` may be NULL, is kept when it is not none, and receives the id. The item is borrowed by
 * later calls until the change is freed. */
struct change_item *change_create(struct change *change, const struct kind *kind, struct id *id);
/* A record to be changed: `rev` is the revision that the person saw; 0: whatever stands, the last writer wins. For a
 * record that the change set holds already its item comes back. */
struct change_item *change_update(struct change *change, const struct kind *kind, struct id id, int64_t rev);
struct change_item *change_delete(struct change *change, const struct kind *kind, struct id id, int64_t rev);
/* Sets a field from input (checked by field_check); NULL or "" empties it. ST_INVALID names the field. */
enum status change_set(struct change_item *item, const char *field, const char *input, struct err *err);
/* The same with canonical text, by the kinds' rules and import. */
void change_put(struct change_item *item, const struct field *field, const char *canonical);
/* The value as it will be saved: as set, else as it stands (in rules, inside the transaction). NULL: empty. */
const char *change_get(const struct change_item *item, const char *field);
struct id change_id_of(const struct change_item *item);
const struct kind *change_kind_of(const struct change_item *item);
bool change_is_new(const struct change_item *item);
bool change_touches(const struct change_item *item, const char *field);
bool change_is_deletion(const struct change_item *item);
/* Neither new nor deleted nor put back: some of its fields change. */
bool change_is_update(const struct change_item *item);
/* In rules: the value before this change set, NULL also for a new record. */
const char *change_before(const struct change_item *item, const char *field);
/* The actor leaves the field as it stands after all. */
void change_leave(struct change_item *item, const char *field);
/* After a conflict: the person has seen this revision and wants what the item holds nevertheless. */
void change_seen(struct change_item *item, int64_t rev);

/* What somebody else saved in between; the person sees both and chooses. Freed with conflict_clear. */
struct conflict {
	const struct kind *kind;
	struct id id;
	struct record *theirs;       /* as it stands now */
	char user[64];               /* who saved it */
	int64_t clock;
};
void conflict_clear(struct conflict *conflict);

/* ST_INVALID (err.field), ST_DENIED, ST_CONFLICT (fills *conflict when given), ST_BUSY, ST_FULL, ST_IO: nothing was
 * saved. Fields that the other saver did not touch merge without asking. `set` receives the change set's id. */
enum status change_commit(struct change *change, struct id *set, struct conflict *conflict, struct err *err);
/* Takes a whole change set back, as a change set of its own. ST_CONFLICT when a later change stands on it. */
enum status change_undo(struct store *store, const struct actor *actor, struct id set, struct id *undo_set,
	struct err *err);

/* Rules of a kind, run inside the transaction for every door alike. Registered once at start by cases/. */
struct kind_ops {
	/* Fills derived fields and defaults, may add records to the same change set (a plan to an arrival); what rules
	 * set or add needs no role. Called for creations, updates and deletions; of what is deleted nothing is set. */
	enum status (*derive)(struct change *change, struct change_item *item, struct err *err);
	/* May refuse; also called for deletions and for what an undo sets. */
	enum status (*check)(struct change *change, struct change_item *item, struct err *err);
	/* After all rows are written, in merging too: keeps derived tables in step. */
	enum status (*after)(struct change *change, struct change_item *item, struct err *err);
};
/* In rules: the item of a record that this change set holds, or NULL. */
struct change_item *change_find(const struct change *change, struct id id);
/* In rules: the items that it holds so far, from 0; NULL after the last. */
const struct change_item *change_nth(const struct change *change, int n);
/* In rules: the items that refer to a record by whichever field, or did before they were changed; *at begins as 0. NULL
 * after the last. What rules ask for each of many items goes this way, so that no rule reads the whole set every time. */
const struct change_item *change_next_with(const struct change *change, struct id id, int *at);
/* In rules: true while another desk's journal is merged: what stands there was judged there, nothing may refuse. */
bool change_is_merge(const struct change *change);
/* Saves what a rule merely warns of (ST_WARNED: an appointment that meets another) all the same: the person has read the
 * warning. */
void change_insist(struct change *change);
/* In rules: whether a warning is heard. Not in imports, in merging, in undo, nor when the person insists. */
bool change_warns(const struct change *change);
/* In rules: an import only asks whether a row would do; what it leaves out of a text still stands in it. */
bool change_is_try(const struct change *change);
void kind_rules(const char *kind, const struct kind_ops *ops);
/* Rules that look at the whole change set rather than at records of one kind. */
typedef enum status change_settle_fn(struct change *change, struct err *err);
/* Called once all items have derived what is theirs, inside the transaction, and again when that added items; not for
 * undo and merging. It may set values and add records, and does nothing where all is as it should be. */
void change_settle_every(change_settle_fn *fn);
/* Called for every record of every kind once its row is written and its kind's `after` was called, in undo and merging
 * too: for tables that are derived from many kinds. */
typedef enum status change_after_fn(struct change *change, struct change_item *item, struct err *err);
void change_after_every(change_after_fn *fn);
/* The record's number in its table; 0 before its row is written. */
int64_t change_rid_of(const struct change_item *item);
/* What a person has a right to (erasure, restriction, the end of keeping): neither the actor's roles nor a restriction
 * stand in its way, and required fields may be emptied; rules derive and follow, they do not refuse. The caller has judged who may do
 * it. */
void change_by_right(struct change *change);
struct store *change_store(struct change *change);
const struct actor *change_actor(struct change *change);

/* Many creations under one import id, in the caller's batches: as change_commit, with the given change id so that
 * a whole import is undone as one, and within the caller's transaction (store_begin), which the caller rolls back when
 * this fails: a savepoint of its own would copy every page that a batch touches. */
enum status change_commit_as(struct change *change, struct id set, struct err *err);
/* Judges a change set of creations as change_commit would, by roles, required fields and the kinds' checks, without a
 * lock and without writing. What only the transaction can tell (derived fields, references that die meanwhile) is left
 * to the commit. */
enum status change_try(struct change *change, struct err *err);

#endif
