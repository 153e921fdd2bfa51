/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who may open the file, and what they may do there: rows of the table user, each
 * joined to key slots of the vault's header.
 */
#ifndef STORE_USERS_H
#define STORE_USERS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/id.h"
#include "store/roles.h"
#include "store/acts.h"
#include "store/store.h"

#define USER_NAME_MAX 64
#define USER_KEY 32

struct user {
	struct id id;
	char name[USER_NAME_MAX];
	uint32_t roles, permits;        /* enum role, enum permit */
	int slot, recovery_slot;        /* -1: none */
	uint8_t public_key[USER_KEY];   /* all zero: not known yet */
	bool fresh;                     /* the passphrase was given out: to be changed before all else */
	int64_t added_ms, removed_ms;   /* ms since 1970; removed 0: may come in */
};

/* The user whose slot opened the file. A file that has none yet (one of an older version) gets its first user here:
 * `name`, with all roles and permits. One whose list of users was lost, though its roles are divided, lets an
 * administrator in again, as the trail knows them. ST_DENIED: the slot is nobody's any more. */
enum status users_me(struct store *store, const char *name, struct user *out, struct err *err);
/* The first user of a new file, who made it. */
enum status users_first(struct store *store, const char *name, uint32_t roles, uint32_t permits, struct user *out,
	struct err *err);
/* Whether the recovery code opened the file. */
bool users_by_recovery(struct store *store, const struct user *me);
/* Whether this is the file's only user, who holds all roles. */
enum status users_solo(struct store *store, bool *solo, struct err *err);
/* Whether a name is asked when somebody logs in: roles were divided. */
enum status users_divided(struct store *store, bool *divided, struct err *err);

/* All who may come in, by name; with those `removed` as well. An array of your own: free(). */
enum status users_list(struct store *store, bool removed, struct user **out, int *count, struct err *err);
/* Of those who may come in. Letters count as when names are found (case, accents). ST_NOTFOUND. */
enum status users_by_name(struct store *store, const char *name, struct user *out, struct err *err);

/*
 * What changes users holds the write lock, writes slots and rows together, and notes an act. A slot that is there
 * without its row, after a power cut, lets nobody in and is used again. Other people's rows are the administrator's
 * (ST_DENIED), and one administrator always remains (ST_INVALID).
 */

/* A new passphrase has 12 characters at least; ST_INVALID says so. */
enum status users_check_passphrase(const struct secret *passphrase, struct err *err);
/* Whether this is the user's own passphrase; ST_DENIED, and counted among the wrong tries. */
enum status users_prove(struct store *store, const struct user *me, const struct secret *passphrase, struct err *err);
/* The user's own slot opens by this from now on, and one whose passphrase was given out gets a new personal key; *me is brought up to date. A recovery code goes on opening, but
 * for that of a file of an older version, whose first personal key this is: then me->recovery_slot is -1. */
enum status users_new_passphrase(struct store *store, const struct act_by *by, struct user *me,
	const struct secret *passphrase, struct err *err);
/* ST_DENIED while the passphrase is one that was given out. The one recovery code of this user; the one before opens nothing any more. */
enum status users_recovery(struct store *store, const struct act_by *by, struct user *me, const struct secret *code,
	struct err *err);
/* From a file of one user to one where names are asked: `me` is called so from now on and types it at the log-in,
 * with the passphrase as before, which is proved by it. Before a second user is added. */
enum status users_divide(struct store *store, const struct act_by *by, struct user *me, const char *name,
	const struct secret *passphrase, struct err *err);

/* Whether a user of this name and these roles could be added: to be asked before a file is divided for them. */
enum status users_may_add(struct store *store, const struct act_by *by, const char *name, uint32_t roles, struct err *err);
/* The passphrase is given out: it is to be changed before all else. The file is divided (ST_INVALID). */
enum status users_add(struct store *store, const struct act_by *by, const char *name, uint32_t roles, uint32_t permits,
	const struct secret *passphrase, struct user *out, struct err *err);
/* For one who forgot it: as with a new user. Their personal key is a new one too: what was sealed to the old one opens
 * for them no more, unless another helper seals it to them again. */
enum status users_reset(struct store *store, const struct act_by *by, struct user *user, const struct secret *passphrase,
	struct err *err);
enum status users_set_roles(struct store *store, const struct act_by *by, struct user *user, uint32_t roles,
	struct err *err);
enum status users_set_permits(struct store *store, const struct act_by *by, struct user *user, uint32_t permits,
	struct err *err);
/* Minutes without a key until the screens are locked; 0: never, which only a file of one user may say. */
#define USERS_LOCK_MOST 240
int users_lock_minutes(struct store *store);
enum status users_set_lock(struct store *store, const struct act_by *by, int minutes, struct err *err);
/* Takes the slots away, and drafts. The name stays for the trail. Nobody removes themselves. */
enum status users_remove(struct store *store, const struct act_by *by, struct user *user, struct err *err);

/* A new data key for those who may come in, and for nobody who kept an old one; or the end of one that was interrupted.
 * Nobody else may have the file open. Noted as an act when it is done. As vault_rotate(). */
enum status users_rotate(struct store *store, const struct act_by *by, vault_progress_fn *progress, void *ctx,
	struct err *err);
/* Whether one was interrupted. */
bool users_rotation_pending(struct store *store);

#endif
