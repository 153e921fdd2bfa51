/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Users who come, go and change: slots of the header and rows of the table, in one
 * hold of the write lock.  The header changes at once, the row and the act when the
 * transaction is committed; between the two a slot may be there that no row knows.
 */
#include "config.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/msg.h"
#include "base/secret.h"
#include "base/text.h"
#include "base/utf.h"
#include "store/inside.h"
#include "store/sealed.h"
#include "store/users.h"

#define SHORTEST 12

QUERY(slots_in_use, "users.slots", QUERY_BATCH,
	"SELECT slot, recovery_slot FROM user WHERE slot IS NOT NULL OR recovery_slot IS NOT NULL");
QUERY(other_admins, "users.other_admins", QUERY_BATCH,
	"SELECT count(*) FROM user WHERE removed IS NULL AND id <> :id AND roles & :admin");
QUERY(put_user, "users.put", QUERY_INTERACTIVE,
	"INSERT INTO user(id, name, name_key, roles, permits, slot, recovery_slot, public_key, fresh, added, removed)"
	" VALUES(:id, :name, :key, :roles, :permits, :slot, :recovery, :public, :fresh, :added, :removed)"
	" ON CONFLICT(id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, roles = excluded.roles,"
	" permits = excluded.permits, slot = excluded.slot, recovery_slot = excluded.recovery_slot,"
	" public_key = excluded.public_key, fresh = excluded.fresh, removed = excluded.removed");

enum status users_check_passphrase(const struct secret *passphrase, struct err *err)
{
	const unsigned char *bytes = secret_bytes((struct secret *)passphrase); /* read only */
	int characters = 0;

	for (size_t i = 0; i < secret_len(passphrase); i++)
		characters += (bytes[i] & 0xc0) != 0x80;
	if (characters >= SHORTEST)
		return ST_OK;
	return err_set(err, ST_INVALID, _("A passphrase needs %d characters at least: four words that do not belong together "
		"are easy to keep and hard to guess."), SHORTEST);
}

static enum status only_admin(const struct act_by *by, struct err *err)
{
	return by->roles & ROLE_ADMIN ? ST_OK : err_set(err, ST_DENIED,
		_("Only an administrator changes who may open the file. Nothing was changed."));
}

static enum status check_name(const char *name, char out[USER_NAME_MAX], struct err *err)
{
	struct str tidy = STR_INIT;
	bool good = utf_valid(name, strlen(name));

	if (good)
		text_tidy(&tidy, name, false);
	good = good && tidy.len > 0 && tidy.len < USER_NAME_MAX;
	if (good)
		str_copy(out, USER_NAME_MAX, str_get(&tidy));
	str_free(&tidy);
	return good ? ST_OK : err_set(err, ST_INVALID, _("A user's name must be one line of 1 to %d bytes of plain text. "
		"Nothing was changed."), USER_NAME_MAX - 1);
}

static void bind_slot(struct stmt *stmt, const char *name, int slot)
{
	if (slot >= 0)
		stmt_int(stmt, name, slot);
}

static enum status put(struct store *store, const struct user *user, struct err *err)
{
	struct str key = STR_INIT;
	struct stmt *stmt;
	enum status st = store_query(store, &put_user, &stmt, err);
	unsigned was;

	if (st != ST_OK)
		return st;
	text_fold(&key, user->name);
	stmt_id(stmt, ":id", user->id);
	stmt_text(stmt, ":name", user->name);
	stmt_text(stmt, ":key", str_get(&key));
	stmt_int(stmt, ":roles", user->roles);
	stmt_int(stmt, ":permits", user->permits);
	bind_slot(stmt, ":slot", user->slot);
	bind_slot(stmt, ":recovery", user->recovery_slot);
	stmt_blob(stmt, ":public", user->public_key, USER_KEY);
	stmt_int(stmt, ":fresh", user->fresh);
	stmt_int(stmt, ":added", user->added_ms);
	if (user->removed_ms)
		stmt_int(stmt, ":removed", user->removed_ms);
	was = store_enter(store, DOOR_USERS);
	st = stmt_run(stmt, err);
	store_leave(store, was);
	str_free(&key);
	return st;
}

static enum status find_taken(struct store *store, bool taken[VAULT_SLOTS], struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &slots_in_use, &stmt, err);

	memset(taken, 0, VAULT_SLOTS * sizeof(*taken));
	if (st != ST_OK)
		return st;
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		for (int column = 0; column < 2; column++) {
			int64_t slot = stmt_is_null(stmt, column) ? -1 : stmt_get_int(stmt, column);

			if (slot >= 0 && slot < VAULT_SLOTS)
				taken[slot] = true;
		}
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status note_user(struct store *store, const struct act_by *by, const char *what, const struct user *user,
	struct err *err)
{
	json_t *json = json_pack("{s:s, s:I, s:I}", "name", user->name, "roles", (json_int_t)user->roles, "permits",
		(json_int_t)user->permits);
	char *detail = json ? json_dumps(json, JSON_COMPACT) : NULL;
	enum status st = act_note(store, by, what, user->id, detail, err);

	free(detail);
	json_decref(json);
	return st;
}

static enum status end(struct store *store, enum status st, struct err *err)
{
	if (st == ST_OK)
		return store_commit(store, err);
	store_rollback(store);
	return st;
}

/* The row as it stands now, not as somebody read it a while ago. */
static enum status again(struct store *store, struct user *user, struct err *err)
{
	return users_by_name(store, user->name, user, err);
}

static enum status begin(struct store *store, struct user *user, struct err *err)
{
	enum status st = store_begin(store, err);

	if (st != ST_OK)
		return st;
	st = again(store, user, err);
	if (st != ST_OK)
		store_rollback(store);
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

enum status users_new_passphrase(struct store *store, const struct act_by *by, struct user *me,
	const struct secret *passphrase, struct err *err)
{
	bool divided = false;
	enum status st = users_check_passphrase(passphrase, err);

	if (st == ST_OK)
		st = users_divided(store, &divided, err);
	if (st == ST_OK)
		st = begin(store, me, err);
	if (st != ST_OK)
		return st;
	me->fresh = false;
	st = note_user(store, by, "passphrase", me, err);
	if (st == ST_OK)
		st = vault_slot_renew(store->vault, me->slot, divided ? me->name : "", passphrase, err);
	/* A file of an older version had no personal keys. */
	if (st == ST_OK) {
		vault_public_key(store->vault, me->public_key);
		st = put(store, me, err);
	}
	return end(store, st, err);
}

enum status users_recovery(struct store *store, const struct act_by *by, struct user *me, const struct secret *code,
	struct err *err)
{
	bool taken[VAULT_SLOTS];
	int slot = -1, before;
	enum status st = begin(store, me, err);

	if (st != ST_OK)
		return st;
	before = me->recovery_slot;
	st = find_taken(store, taken, err);
	if (st == ST_OK)
		st = vault_slot_second(store->vault, me->name, code, taken, &slot, err);
	if (st == ST_OK && before >= 0)
		st = vault_slot_take_away(store->vault, before, err);
	me->recovery_slot = slot;
	if (st == ST_OK)
		st = put(store, me, err);
	if (st == ST_OK)
		st = note_user(store, by, "recovery", me, err);
	return end(store, st, err);
}

enum status users_divide(struct store *store, const struct act_by *by, struct user *me, const char *name,
	const struct secret *passphrase, struct err *err)
{
	char called[USER_NAME_MAX];
	enum status st = check_name(name, called, err);

	if (st == ST_OK)
		st = only_admin(by, err);
	/* A mistyped word would shut the only one who may open the file out of it. */
	if (st == ST_OK)
		st = users_prove(store, me, passphrase, err);
	if (st == ST_OK)
		st = begin(store, me, err);
	if (st != ST_OK)
		return st;
	str_copy(me->name, sizeof(me->name), called);
	st = put(store, me, err);
	if (st == ST_OK)
		st = note_user(store, by, "user.divide", me, err);
	if (st == ST_OK)
		st = vault_slot_renew(store->vault, me->slot, called, passphrase, err);
	if (st == ST_OK) {
		vault_public_key(store->vault, me->public_key);
		st = put(store, me, err);
	}
	return end(store, st, err);
}

static enum status name_is_free(struct store *store, const char *name, struct err *err)
{
	struct user other;
	enum status st = users_by_name(store, name, &other, NULL);

	if (st == ST_OK)
		return err_set(err, ST_INVALID, _("There is a user of that name already. Nothing was changed; give this one a name "
			"of their own, such as one with an initial."));
	return st == ST_NOTFOUND ? ST_OK : err_set(err, st, _("The users of this file cannot be read. Nothing was changed."));
}

/* A slot for this user, whose passphrase somebody else knows. */
static enum status give_slot(struct store *store, struct user *user, const struct secret *passphrase, struct err *err)
{
	bool taken[VAULT_SLOTS];
	enum status st = find_taken(store, taken, err);

	user->fresh = true;
	user->recovery_slot = -1;
	return st == ST_OK ? vault_slot_give(store->vault, user->name, passphrase, taken, &user->slot, user->public_key, err)
			   : st;
}

static enum status check_roles(uint32_t roles, struct err *err)
{
	return roles ? ST_OK : err_set(err, ST_INVALID, _("A user needs one role at least. Nothing was changed."));
}

enum status users_add(struct store *store, const struct act_by *by, const char *name, uint32_t roles, uint32_t permits,
	const struct secret *passphrase, struct user *out, struct err *err)
{
	bool divided = false;
	enum status st = only_admin(by, err);

	memset(out, 0, sizeof(*out));
	if (st == ST_OK)
		st = check_roles(roles, err);
	if (st == ST_OK)
		st = check_name(name, out->name, err);
	if (st == ST_OK)
		st = users_check_passphrase(passphrase, err);
	if (st == ST_OK)
		st = users_divided(store, &divided, err);
	if (st == ST_OK && !divided)
		st = err_set(err, ST_INVALID, _("Nobody is asked for a name in this file yet. Nothing was changed."));
	if (st == ST_OK)
		st = store_begin(store, err);
	if (st != ST_OK)
		return st;
	out->id = id_new();
	out->roles = roles;
	out->permits = permits;
	out->added_ms = clock_now_ms();
	st = name_is_free(store, out->name, err);
	if (st == ST_OK)
		st = give_slot(store, out, passphrase, err);
	if (st == ST_OK)
		st = put(store, out, err);
	if (st == ST_OK)
		st = note_user(store, by, "user.add", out, err);
	return end(store, st, err);
}

static enum status take_slots(struct store *store, const struct user *user, struct err *err)
{
	enum status st = user->slot >= 0 ? vault_slot_take_away(store->vault, user->slot, err) : ST_OK;

	if (st == ST_OK && user->recovery_slot >= 0)
		st = vault_slot_take_away(store->vault, user->recovery_slot, err);
	return st;
}

enum status users_reset(struct store *store, const struct act_by *by, struct user *user, const struct secret *passphrase,
	struct err *err)
{
	struct user before;
	enum status st = only_admin(by, err);

	if (st == ST_OK)
		st = users_check_passphrase(passphrase, err);
	if (st == ST_OK)
		st = begin(store, user, err);
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
		st = take_slots(store, &before, err);
	if (st == ST_OK)
		st = put(store, user, err);
	if (st == ST_OK)
		st = note_user(store, by, "user.reset", user, err);
	return end(store, st, err);
}

enum status users_set_roles(struct store *store, const struct act_by *by, struct user *user, uint32_t roles,
	struct err *err)
{
	enum status st = only_admin(by, err);

	if (st == ST_OK)
		st = check_roles(roles, err);
	if (st == ST_OK)
		st = begin(store, user, err);
	if (st != ST_OK)
		return st;
	if (!(roles & ROLE_ADMIN))
		st = one_admin_remains(store, user, err);
	user->roles = roles;
	if (st == ST_OK)
		st = put(store, user, err);
	if (st == ST_OK)
		st = note_user(store, by, "user.roles", user, err);
	return end(store, st, err);
}

enum status users_set_permits(struct store *store, const struct act_by *by, struct user *user, uint32_t permits,
	struct err *err)
{
	enum status st = only_admin(by, err);

	if (st == ST_OK)
		st = begin(store, user, err);
	if (st != ST_OK)
		return st;
	user->permits = permits & PERMIT_ALL;
	st = put(store, user, err);
	if (st == ST_OK)
		st = note_user(store, by, "user.permits", user, err);
	return end(store, st, err);
}

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
	enum status st = only_admin(by, err);

	if (st == ST_OK)
		st = find_holders(store, holder, &n, err);
	if (st == ST_OK)
		st = users_rotation_pending(store) ? vault_rotate_finish(store->vault, progress, ctx, err)
						   : vault_rotate(store->vault, holder, n, progress, ctx, err);
	return st == ST_OK ? act_note(store, by, "key.rotate", (struct id){ { 0 } }, NULL, err) : st;
}

enum status users_set_lock(struct store *store, const struct act_by *by, int minutes, struct err *err)
{
	char text[16];
	bool solo;
	enum status st = only_admin(by, err);

	if (st == ST_OK)
		st = users_solo(store, &solo, err);
	if (st == ST_OK && minutes <= 0 && !solo)
		st = err_set(err, ST_INVALID, _("Where several people open a file, it is locked when nobody is there. Nothing was "
			"changed; say after how many minutes."));
	if (st != ST_OK)
		return st;
	snprintf(text, sizeof(text), "%d", minutes);
	return setting_set(store, SETTING_LOCK, text, err);
}

enum status users_remove(struct store *store, const struct act_by *by, struct user *user, struct err *err)
{
	struct user gone;
	enum status st = only_admin(by, err);

	if (st == ST_OK)
		st = begin(store, user, err);
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
		st = put(store, &gone, err);
	if (st == ST_OK)
		st = note_user(store, by, "user.remove", &gone, err);
	if (st == ST_OK)
		st = take_slots(store, user, err);
	st = end(store, st, err);
	if (st == ST_OK)
		*user = gone;
	return st;
}
