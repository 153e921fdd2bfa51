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

/* The user whose slot opened the file. A file that has none yet (a new one, one of an older version) gets its first
 * user here: `name`, with all roles and permits. ST_DENIED: the slot is nobody's any more. */
enum status users_me(struct store *store, const char *name, struct user *out, struct err *err);
/* Whether the recovery code opened the file. */
bool users_by_recovery(struct store *store, const struct user *me);
/* Whether this is the file's only user, who holds all roles. */
enum status users_solo(struct store *store, bool *solo, struct err *err);

/* All who may come in, by name; with those `removed` as well. An array of your own: free(). */
enum status users_list(struct store *store, bool removed, struct user **out, int *count, struct err *err);
/* Of those who may come in. Letters count as when names are found (case, accents). ST_NOTFOUND. */
enum status users_by_name(struct store *store, const char *name, struct user *out, struct err *err);

#endif
