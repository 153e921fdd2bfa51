/* SPDX-License-Identifier: EUPL-1.2 */
/* What a user does about themselves: passphrase, recovery code, and dividing a file that was theirs alone. */
#include "config.h"

#include <string.h>

#include "base/msg.h"
#include "base/secret.h"
#include "base/str.h"
#include "store/inside.h"
#include "store/users_row.h"

static enum status hand_over(void *ctx, const char *user, bool fresh, struct secret **out, struct err *err)
{
	struct secret *from = ctx;

	(void)user, (void)fresh, (void)err;
	*out = secret_new(secret_len(from));
	memcpy(secret_bytes(*out), secret_bytes(from), secret_len(from));
	return ST_OK;
}

enum status users_prove(struct store *store, const struct user *me, const struct secret *passphrase, struct err *err)
{
	struct vault_options options = { .path = vault_path(store->vault), .user = me->name, .passphrase_file = "", .ask = hand_over,
		.ask_ctx = (void *)passphrase /* read only */, .read_only = true };
	struct vault *again = NULL;
	enum status st = vault_open(&options, &again, err);

	if (st == ST_OK && vault_slot(again) != me->slot)
		st = err_set(err, ST_DENIED, _("This is the recovery code. Nothing was changed; give the passphrase itself."));
	vault_close(again);
	return st;
}

/* A file of an older version had no personal keys; when it gets its first one, its recovery code goes. */
static enum status renewed(struct store *store, struct user *me, struct err *err)
{
	static const uint8_t none[USER_KEY];

	if (!memcmp(me->public_key, none, USER_KEY))
		me->recovery_slot = -1;
	vault_public_key(store->vault, me->public_key);
	return user_put(store, me, err);
}

/* Whoever gave the passphrase out could have opened the slot with it, or a copy of the file of that day, and kept the
 * personal key. So the slot and the key are new ones. The row is saved before the slot of before goes: after a power
 * cut between the two a slot is left that no row knows. */
static enum status first_of_ones_own(struct store *store, const struct act_by *by, struct user *me,
	const struct secret *passphrase, struct err *err)
{
	struct user before = *me;
	bool taken[VAULT_SLOTS];
	enum status st = user_slots_taken(store, taken, err);

	me->fresh = false;
	me->recovery_slot = -1;
	if (st == ST_OK)
		st = user_note(store, by, "passphrase", me, err);
	if (st == ST_OK)
		st = vault_slot_anew(store->vault, me->name, passphrase, taken, &me->slot, err);
	if (st == ST_OK)
		st = renewed(store, me, err);
	st = user_end(store, st, err);
	if (st == ST_OK)
		st = store_begin(store, err);
	if (st != ST_OK)
		return st;
	return user_end(store, user_take_slots(store, &before, err), err);
}

enum status users_new_passphrase(struct store *store, const struct act_by *by, struct user *me,
	const struct secret *passphrase, struct err *err)
{
	bool divided = false;
	enum status st = users_check_passphrase(passphrase, err);

	if (st == ST_OK)
		st = users_divided(store, &divided, err);
	if (st == ST_OK)
		st = user_begin(store, me, err);
	if (st != ST_OK)
		return st;
	if (me->fresh && divided)
		return first_of_ones_own(store, by, me, passphrase, err);
	me->fresh = false;
	st = user_note(store, by, "passphrase", me, err);
	if (st == ST_OK)
		st = vault_slot_renew(store->vault, me->slot, divided ? me->name : "", passphrase, err);
	if (st == ST_OK)
		st = renewed(store, me, err);
	return user_end(store, st, err);
}

enum status users_recovery(struct store *store, const struct act_by *by, struct user *me, const struct secret *code,
	struct err *err)
{
	bool taken[VAULT_SLOTS];
	int slot = -1, before;
	enum status st = user_begin(store, me, err);

	if (st != ST_OK)
		return st;
	before = me->recovery_slot;
	/* Whoever gave the passphrase out would have a code that outlasts it. */
	st = me->fresh ? err_set(err, ST_DENIED, _("Your passphrase was given to you by somebody else. Choose one that only you "
		"know first, with “foothold passphrase”.")) : user_slots_taken(store, taken, err);
	if (st == ST_OK)
		st = vault_slot_second(store->vault, me->name, code, taken, &slot, err);
	if (st == ST_OK && before >= 0)
		st = vault_slot_take_away(store->vault, before, err);
	me->recovery_slot = slot;
	if (st == ST_OK)
		st = user_put(store, me, err);
	if (st == ST_OK)
		st = user_note(store, by, "recovery", me, err);
	return user_end(store, st, err);
}

enum status users_divide(struct store *store, const struct act_by *by, struct user *me, const char *name,
	const struct secret *passphrase, struct err *err)
{
	char called[USER_NAME_MAX];
	enum status st = user_check_name(name, called, err);

	if (st == ST_OK)
		st = user_only_admin(by, err);
	/* A mistyped word would shut the only one who may open the file out of it. */
	if (st == ST_OK)
		st = users_prove(store, me, passphrase, err);
	if (st == ST_OK)
		st = user_begin(store, me, err);
	if (st != ST_OK)
		return st;
	str_copy(me->name, sizeof(me->name), called);
	st = user_put(store, me, err);
	if (st == ST_OK)
		st = user_note(store, by, "user.divide", me, err);
	if (st == ST_OK)
		st = vault_slot_renew(store->vault, me->slot, called, passphrase, err);
	if (st == ST_OK)
		st = renewed(store, me, err);
	return user_end(store, st, err);
}
