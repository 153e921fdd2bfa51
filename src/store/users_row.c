/* SPDX-License-Identifier: EUPL-1.2 */
/* One user's row, written; and what stands before and behind each change of it. */
#include "config.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "base/secret.h"
#include "base/text.h"
#include "base/utf.h"
#include "store/inside.h"
#include "store/users_row.h"

#define SHORTEST 12

QUERY(slots_in_use, "users.slots", QUERY_BATCH,
	"SELECT slot, recovery_slot FROM user WHERE slot IS NOT NULL OR recovery_slot IS NOT NULL");
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

enum status user_only_admin(const struct act_by *by, struct err *err)
{
	return by->roles & ROLE_ADMIN ? ST_OK : err_set(err, ST_DENIED,
		_("Only an administrator changes who may open the file. Nothing was changed."));
}

enum status user_check_name(const char *name, char out[USER_NAME_MAX], struct err *err)
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

enum status user_put(struct store *store, const struct user *user, struct err *err)
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

enum status user_slots_taken(struct store *store, bool taken[VAULT_SLOTS], struct err *err)
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

enum status user_take_slots(struct store *store, const struct user *user, struct err *err)
{
	enum status st = user->slot >= 0 ? vault_slot_take_away(store->vault, user->slot, err) : ST_OK;

	if (st == ST_OK && user->recovery_slot >= 0)
		st = vault_slot_take_away(store->vault, user->recovery_slot, err);
	return st;
}

enum status user_note(struct store *store, const struct act_by *by, const char *what, const struct user *user,
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

enum status user_end(struct store *store, enum status st, struct err *err)
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

enum status user_begin(struct store *store, struct user *user, struct err *err)
{
	enum status st = store_begin(store, err);

	if (st != ST_OK)
		return st;
	st = again(store, user, err);
	if (st != ST_OK)
		store_rollback(store);
	return st;
}
