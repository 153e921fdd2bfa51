/* SPDX-License-Identifier: EUPL-1.2 */
/* A new data key for those who may open the file now. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "store/inside.h"
#include "store/users_row.h"

static void add_holder(struct vault_key_holder *holder, int *n, int slot, const struct user *user)
{
	if (slot < 0)
		return;
	holder[*n].slot = slot;
	memcpy(holder[(*n)++].public_key, user->public_key, VAULT_KEY);
}

static enum status find_holders(struct store *store, struct vault_key_holder *holder, int *n, struct err *err)
{
	struct user *user;
	int count;
	enum status st = users_list(store, false, &user, &count, err);

	*n = 0;
	for (int i = 0; st == ST_OK && i < count && *n + 2 <= VAULT_SLOTS; i++) {
		add_holder(holder, n, user[i].slot, &user[i]);
		add_holder(holder, n, user[i].recovery_slot, &user[i]);
	}
	free(user);
	return st;
}

bool users_rotation_pending(struct store *store)
{
	return vault_rotation_pending(store->vault);
}

enum status users_rotate(struct store *store, const struct act_by *by, vault_progress_fn *progress, void *ctx,
	struct err *err)
{
	struct vault_key_holder holder[VAULT_SLOTS];
	int n;
	enum status st = user_only_admin(by, err);

	if (st == ST_OK)
		st = find_holders(store, holder, &n, err);
	/* Progress is told from within a write of SQLite's: a statement there and then would destroy the file. */
	store->rewritten = true;
	if (st == ST_OK)
		st = users_rotation_pending(store) ? vault_rotate_finish(store->vault, progress, ctx, err)
						   : vault_rotate(store->vault, holder, n, progress, ctx, err);
	store->rewritten = false;
	return st == ST_OK ? act_note(store, by, "key.rotate", (struct id){ { 0 } }, NULL, err) : st;
}
