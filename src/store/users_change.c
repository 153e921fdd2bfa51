/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Users who come, go and change, by the administrator: slots of the header and rows
 * of the table, in one hold of the write lock.  The header changes at once, the row
 * and the act when the transaction is committed; between the two a slot may be
 * there that no row knows.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/msg.h"
#include "base/text.h"
#include "store/inside.h"
#include "store/sealed.h"
#include "store/users_row.h"

QUERY(other_admins, "users.other_admins", QUERY_BATCH,
	"SELECT count(*) FROM user WHERE removed IS NULL AND id <> :id AND roles & :admin");

QUERY(drop_drafts, "users.drop_drafts", QUERY_INTERACTIVE, "DELETE FROM draft WHERE user = :name");

/* What was typed and never saved belongs to nobody then, and not to the next of that name. */
static enum status drop_drafts_of(struct store *store, const struct user *user, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &drop_drafts, &stmt, err);
	unsigned was;

	if (st != ST_OK)
		return st;
	stmt_text(stmt, ":name", user->name);
	was = store_enter(store, DOOR_DRAFT);
	st = stmt_run(stmt, err);
	store_leave(store, was);
	return st;
}

static enum status one_admin_remains(struct store *store, const struct user *user, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &other_admins, &stmt, err);
	int64_t others = 0;

	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":id", user->id);
	stmt_int(stmt, ":admin", ROLE_ADMIN);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		others = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	if (st != ST_OK || others > 0)
		return st;
	return err_set(err, ST_INVALID, _("One administrator must remain, and there is no other. Nothing was changed; give the "
		"role to somebody else first."));
}

static enum status name_is_taken(struct err *err)
{
	return err_set(err, ST_INVALID, _("There is a user of that name already. Nothing was changed; give this one a name of "
		"their own, such as one with an initial."));
}

static enum status name_is_free(struct store *store, const char *name, struct err *err)
{
	struct user other;
	enum status st = users_by_name(store, name, &other, NULL);

	if (st == ST_OK)
		return name_is_taken(err);
	return st == ST_NOTFOUND ? ST_OK : err_set(err, st, _("The users of this file cannot be read. Nothing was changed."));
}

/* A slot for this user, whose passphrase somebody else knows. */
static enum status give_slot(struct store *store, struct user *user, const struct secret *passphrase, struct err *err)
{
	bool taken[VAULT_SLOTS];
	enum status st = user_slots_taken(store, taken, err);

	user->fresh = true;
	user->recovery_slot = -1;
	return st == ST_OK ? vault_slot_give(store->vault, user->name, passphrase, taken, &user->slot, user->public_key, err)
			   : st;
}

static enum status check_roles(uint32_t roles, struct err *err)
{
	return roles ? ST_OK : err_set(err, ST_INVALID, _("A user needs one role at least. Nothing was changed."));
}

enum status users_may_add(struct store *store, const struct act_by *by, const char *name, uint32_t roles, struct err *err)
{
	char tidy[USER_NAME_MAX];
	enum status st = user_only_admin(by, err);

	if (st == ST_OK)
		st = check_roles(roles, err);
	if (st == ST_OK)
		st = user_check_name(name, tidy, err);
	/* Whoever divides the file is called so from then on. */
	if (st == ST_OK && text_same_folded(tidy, by->user))
		st = name_is_taken(err);
	return st == ST_OK ? name_is_free(store, tidy, err) : st;
}

static enum status is_divided(struct store *store, struct err *err)
{
	bool divided = false;
	enum status st = users_divided(store, &divided, err);

	if (st != ST_OK || divided)
		return st;
	return err_set(err, ST_INVALID, _("Nobody is asked for a name in this file yet. Nothing was changed."));
}

enum status users_add(struct store *store, const struct act_by *by, const char *name, uint32_t roles, uint32_t permits,
	const struct secret *passphrase, struct user *out, struct err *err)
{
	enum status st = users_check_passphrase(passphrase, err);

	memset(out, 0, sizeof(*out));
	if (st == ST_OK)
		st = is_divided(store, err);
	if (st == ST_OK)
		st = store_begin(store, err);
	if (st != ST_OK)
		return st;
	out->id = id_new();
	out->roles = roles;
	out->permits = permits;
	out->added_ms = clock_now_ms();
	st = users_may_add(store, by, name, roles, err);
	if (st == ST_OK)
		st = user_check_name(name, out->name, err);
	if (st == ST_OK)
		st = give_slot(store, out, passphrase, err);
	if (st == ST_OK)
		st = user_put(store, out, err);
	if (st == ST_OK)
		st = user_note(store, by, "user.add", out, err);
	return user_end(store, st, err);
}

enum status users_reset(struct store *store, const struct act_by *by, struct user *user, const struct secret *passphrase,
	struct err *err)
{
	struct user before;
	enum status st = user_only_admin(by, err);

	if (st == ST_OK)
		st = users_check_passphrase(passphrase, err);
	if (st == ST_OK)
		st = user_begin(store, user, err);
	if (st != ST_OK)
		return st;
	before = *user;
	if (before.slot == vault_slot(store->vault) || before.recovery_slot == vault_slot(store->vault))
		st = err_set(err, ST_INVALID, _("Your own passphrase is changed by “foothold passphrase”, or from the menu. "
			"Nothing was changed."));
	if (st == ST_OK)
		st = sealed_leave(store, user->id, err);
	if (st == ST_OK)
		st = give_slot(store, user, passphrase, err);
	if (st == ST_OK)
		st = user_take_slots(store, &before, err);
	if (st == ST_OK)
		st = user_put(store, user, err);
	if (st == ST_OK)
		st = user_note(store, by, "user.reset", user, err);
	return user_end(store, st, err);
}

enum status users_set_roles(struct store *store, const struct act_by *by, struct user *user, uint32_t roles,
	struct err *err)
{
	enum status st = user_only_admin(by, err);

	if (st == ST_OK)
		st = check_roles(roles, err);
	if (st == ST_OK)
		st = user_begin(store, user, err);
	if (st != ST_OK)
		return st;
	if (!(roles & ROLE_ADMIN))
		st = one_admin_remains(store, user, err);
	user->roles = roles;
	if (st == ST_OK)
		st = user_put(store, user, err);
	if (st == ST_OK)
		st = user_note(store, by, "user.roles", user, err);
	return user_end(store, st, err);
}

enum status users_set_permits(struct store *store, const struct act_by *by, struct user *user, uint32_t permits,
	struct err *err)
{
	enum status st = user_only_admin(by, err);

	if (st == ST_OK)
		st = user_begin(store, user, err);
	if (st != ST_OK)
		return st;
	user->permits = permits & PERMIT_ALL;
	st = user_put(store, user, err);
	if (st == ST_OK)
		st = user_note(store, by, "user.permits", user, err);
	return user_end(store, st, err);
}

enum status users_set_lock(struct store *store, const struct act_by *by, int minutes, struct err *err)
{
	char text[16];
	bool solo;
	enum status st = user_only_admin(by, err);

	if (st == ST_OK)
		st = users_solo(store, &solo, err);
	if (st == ST_OK && minutes <= 0 && !solo)
		st = err_set(err, ST_INVALID, _("Where several people open a file, it is locked when nobody is there. Nothing was "
			"changed; say after how many minutes."));
	if (st != ST_OK)
		return st;
	snprintf(text, sizeof(text), "%d", minutes);
	st = store_begin(store, err);
	if (st != ST_OK)
		return st;
	st = setting_set(store, SETTING_LOCK, text, err);
	if (st == ST_OK)
		st = act_note(store, by, "lock", (struct id){ { 0 } }, text, err);
	return user_end(store, st, err);
}

enum status users_remove(struct store *store, const struct act_by *by, struct user *user, struct err *err)
{
	struct user gone;
	enum status st = user_only_admin(by, err);

	if (st == ST_OK)
		st = user_begin(store, user, err);
	if (st != ST_OK)
		return st;
	if (user->slot == vault_slot(store->vault) || user->recovery_slot == vault_slot(store->vault))
		st = err_set(err, ST_INVALID, _("Nobody removes themselves. Nothing was changed; another administrator does that."));
	if (st == ST_OK)
		st = one_admin_remains(store, user, err);
	if (st == ST_OK)
		st = sealed_leave(store, user->id, err);
	gone = *user;
	gone.slot = gone.recovery_slot = -1;
	gone.removed_ms = clock_now_ms();
	if (st == ST_OK)
		st = drop_drafts_of(store, user, err);
	if (st == ST_OK)
		st = user_put(store, &gone, err);
	if (st == ST_OK)
		st = user_note(store, by, "user.remove", &gone, err);
	if (st == ST_OK)
		st = user_take_slots(store, user, err);
	st = user_end(store, st, err);
	if (st == ST_OK)
		*user = gone;
	return st;
}
