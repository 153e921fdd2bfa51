/* SPDX-License-Identifier: EUPL-1.2 */
/* What the changes of users share among themselves; nobody else includes it. */
#ifndef STORE_USERS_ROW_H
#define STORE_USERS_ROW_H

#include "store/users.h"

enum status user_only_admin(const struct act_by *by, struct err *err);
/* Tidied; one clean line that fits. */
enum status user_check_name(const char *name, char out[USER_NAME_MAX], struct err *err);
/* Begins the transaction and reads the row as it stands now. user_end() commits when st is ST_OK, and passes it on. */
enum status user_begin(struct store *store, struct user *user, struct err *err);
enum status user_end(struct store *store, enum status st, struct err *err);
/* Inserts or updates. */
enum status user_put(struct store *store, const struct user *user, struct err *err);
enum status user_note(struct store *store, const struct act_by *by, const char *what, const struct user *user,
	struct err *err);
/* Writes the first row; or reads that of somebody who came first. */
enum status user_make_first(struct store *store, struct user *out, struct err *err);
/* Where a salvaged file of several users has lost the list of them: an administrator, whose name the slot proves, is the
 * first one again, with the roles that the trail tells of. ST_DENIED for everybody else. */
enum status user_after_loss(struct store *store, const char *name, struct user *out, struct err *err);
/* Overwrites the slots of this row. */
enum status user_take_slots(struct store *store, const struct user *user, struct err *err);
enum status user_slots_taken(struct store *store, bool taken[VAULT_SLOTS], struct err *err);

#endif
