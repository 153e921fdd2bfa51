/* SPDX-License-Identifier: EUPL-1.2 */
/* Inside of a change set, for the files of the change door: gathering, commit, undo, merge. */
#ifndef REGISTER_CHANGESET_H
#define REGISTER_CHANGESET_H

#include "register/change.h"
#include "register/row.h"

enum item_op { ITEM_CREATE, ITEM_UPDATE, ITEM_DELETE, ITEM_RESTORE };

/* Who set a field. What the actor set needs the role for it; what a rule set is derived anew at the next try. */
enum { SET_BY_ACTOR = 1, SET_BY_RULE = 2 };

struct change_item {
	struct change *change;
	const struct kind *kind;
	struct id id;
	int64_t rev;                  /* that the person saw; 0: whatever stands */
	enum item_op op;
	bool by_rule;                 /* added by a rule */
	enum journal_op merged;       /* merging: what the other desk's entry does here */
	int64_t rid;                  /* once written */
	struct record *old;           /* as it stands, inside the transaction */
	struct change_item *same_slot;  /* next in the table of items by id */
	char **value;                 /* n_fields */
	unsigned char *set;           /* n_fields; SET_* bits */
};

enum change_mode {
	CHANGE_SAVE,                  /* a person's or import's: rules derive and check */
	CHANGE_UNDO,                  /* sets what stood before: rules check only */
	CHANGE_MERGE,                 /* sets what another desk saved: rules only follow */
};

/* Who refers to what: in the order in which it was said, also what was said before or stood in the file. */
struct reference { struct id id; struct change_item *item; int next; };
struct references {
	struct reference *at;
	int count, room;
	int *first, *last;            /* chains by id, -1: empty */
	int chains;                   /* a power of two */
	struct map *known;            /* pairs of id and item that stand in it */
};

struct change {
	struct store *store;
	struct actor actor;
	enum change_mode mode;
	struct change_item **item;
	int count, room;
	struct change_item **slot;    /* items by id */
	int slots;                    /* a power of two */
	struct references refs;
	bool in_rules;
	bool saved;                   /* committed: it is done with */
	bool own_past;                /* undo of the actor's own change: roles were judged when it was made */
	const char *despite;          /* exception from a restriction, or NULL */
	bool trying;                  /* judged only: nothing is written */
	bool quiet;                   /* nothing is warned of */
	bool by_right;                /* no role needed, no restriction heeded */
	struct row_pen pen;
};

struct change_item *changeset_add(struct change *change, const struct kind *kind, struct id id, enum item_op op,
	int64_t rev);
/* The item of a record that the set holds already, or NULL. */
struct change_item *changeset_find(const struct change *change, struct id id);
/* Notes what the item refers to, as set and as it stands. */
void changeset_refers(struct change_item *item);
void changeset_refers_to(struct change_item *item, const char *id);
void changeset_forget_references(struct change *change);
/* Forgets items behind the first `count` and what rules set in the others. */
void changeset_forget_rules(struct change *change, int count);

/* Rows, keys, journal and rules of all items, within the caller's transaction; change->pen.stamp is filled in. */
enum status changeset_write(struct change *change, struct conflict *conflict, struct err *err);
const struct kind_ops *changeset_rules(const struct kind *kind);
enum status changeset_settle(struct change *change, struct err *err);
enum status changeset_after(struct change_item *item, struct err *err);

/* Puts the next tick, the set's id and the actor into the stamp. */
enum status changeset_stamp(struct change *change, struct id set, struct id undoes, struct err *err);

/* What the door itself holds every record to (checks.c). */
enum status checks_roles(const struct change_item *item, struct err *err);
enum status checks_values(const struct change_item *item, struct err *err);
/* Once all rows are written: what is referred to lives, and nothing living refers to what is gone. */
enum status checks_references(const struct change_item *item, struct err *err);

#endif
