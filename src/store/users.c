/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading the users' table, and the first row of it. */
#include "config.h"

#include "store/users.h"
#include "store/users_row.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "store/inside.h"
#include "store/users_row.h"

#define COLUMNS "id, name, roles, permits, slot, recovery_slot, public_key, fresh, added, removed"

QUERY(of_slot, "users.of_slot", QUERY_INTERACTIVE,
	"SELECT " COLUMNS " FROM user WHERE slot = :slot OR recovery_slot = :slot");
QUERY(of_name, "users.of_name", QUERY_INTERACTIVE,
	"SELECT " COLUMNS " FROM user WHERE name_key = :key AND removed IS NULL");
QUERY(everybody, "users.everybody", QUERY_BATCH,
	"SELECT " COLUMNS " FROM user WHERE removed IS NULL OR :removed ORDER BY removed IS NOT NULL, name_key, id");
QUERY(how_many, "users.how_many", QUERY_BATCH,
	"SELECT count(*), coalesce(sum(removed IS NULL), 0), coalesce(min(roles), 0) FROM user WHERE removed IS NULL OR :all");

#define LOCK_MINUTES 10

/* Where a file with one user has its two slots. */
enum { FIRST_SLOT, FIRST_RECOVERY };

static int slot_or_none(struct stmt *stmt, int column)
{
	return stmt_is_null(stmt, column) ? -1 : (int)stmt_get_int(stmt, column);
}

static void take_row(struct stmt *stmt, struct user *out)
{
	size_t len;
	const void *key = stmt_get_blob(stmt, 6, &len);

	memset(out, 0, sizeof(*out));
	out->id = stmt_get_id(stmt, 0);
	str_copy(out->name, sizeof(out->name), stmt_get_text(stmt, 1));
	out->roles = (uint32_t)stmt_get_int(stmt, 2) & ROLE_ALL;
	out->permits = (uint32_t)stmt_get_int(stmt, 3) & PERMIT_ALL;
	out->slot = slot_or_none(stmt, 4);
	out->recovery_slot = slot_or_none(stmt, 5);
	if (key && len == USER_KEY)
		memcpy(out->public_key, key, USER_KEY);
	out->fresh = stmt_get_int(stmt, 7) != 0;
	out->added_ms = stmt_get_int(stmt, 8);
	out->removed_ms = stmt_get_int(stmt, 9);
}

/* One row, or ST_DONE. */
static enum status take_one(struct stmt *stmt, struct user *out, struct err *err)
{
	enum status st = stmt_step(stmt, err);

	if (st == ST_OK)
		take_row(stmt, out);
	stmt_reset(stmt);
	return st;
}

/* Rows at all, and those of people who may come in. */
static enum status count_users(struct store *store, int64_t *ever, int64_t *living, int64_t *roles, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &how_many, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_int(stmt, ":all", ever != NULL);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		if (ever)
			*ever = stmt_get_int(stmt, 0);
		*living = stmt_get_int(stmt, 1);
		*roles = stmt_get_int(stmt, 2);
	}
	stmt_reset(stmt);
	return st;
}

static void describe_first(struct store *store, const char *name, uint32_t roles, uint32_t permits, struct user *out)
{
	memset(out, 0, sizeof(*out));
	out->id = id_new();
	str_copy(out->name, sizeof(out->name), name);
	out->roles = roles;
	out->permits = permits;
	out->slot = FIRST_SLOT;
	out->recovery_slot = -1;
	vault_public_key(store->vault, out->public_key);
	out->added_ms = clock_now_ms();
}

static enum status by_slot(struct store *store, struct user *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &of_slot, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_int(stmt, ":slot", vault_slot(store->vault));
	return take_one(stmt, out, err);
}

/* Two programs may open the file for the first time at once: who comes second finds the first one's row. */
enum status user_make_first(struct store *store, struct user *out, struct err *err)
{
	int64_t ever = 0, living, least;
	enum status st = store_begin(store, err);

	if (st != ST_OK)
		return st;
	st = count_users(store, &ever, &living, &least, err);
	if (st == ST_OK)
		st = ever ? by_slot(store, out, err) : user_put(store, out, err);
	if (st == ST_OK)
		return store_commit(store, err);
	store_rollback(store);
	return st;
}

enum status users_first(struct store *store, const char *name, uint32_t roles, uint32_t permits, struct user *out,
	struct err *err)
{
	describe_first(store, name, roles, permits, out);
	return user_make_first(store, out, err);
}

/* A file of before there were users had its one recovery code in the second slot. */
static enum status first_of_older(struct store *store, const char *name, struct user *out, struct err *err)
{
	describe_first(store, name, ROLE_ALL, PERMIT_ALL, out);
	out->recovery_slot = FIRST_RECOVERY;
	return store_read_only(store) ? ST_OK : user_make_first(store, out, err);
}

/* A file of format 1 knows no keys. */
static bool own_key(const struct store *store, const struct user *user)
{
	static const uint8_t none[USER_KEY];
	uint8_t key[USER_KEY];

	vault_public_key(store->vault, key);
	return !memcmp(user->public_key, none, USER_KEY) || !memcmp(user->public_key, key, USER_KEY);
}

enum status users_me(struct store *store, const char *name, struct user *out, struct err *err)
{
	int64_t ever = 0, living, roles;
	enum status st = by_slot(store, out, err);

	/* A slot of a header of before, put back, may be another user's by now. */
	if (st == ST_OK && !own_key(store, out))
		st = ST_DONE;
	if (st != ST_DONE)
		return st;
	st = count_users(store, &ever, &living, &roles, err);
	if (st == ST_OK && !ever)
		return vault_asked_names(store->vault) ? user_after_loss(store, name, out, err)
			: first_of_older(store, name, out, err);
	return st != ST_OK ? st : err_set(err, ST_DENIED, _("This name and passphrase belong to nobody who may open the file "
		"any more. Nothing was changed; ask your administrator."));
}

bool users_by_recovery(struct store *store, const struct user *me)
{
	return me->recovery_slot >= 0 && vault_slot(store->vault) == me->recovery_slot;
}

enum status users_solo(struct store *store, bool *solo, struct err *err)
{
	int64_t living = 0, roles = 0;
	enum status st = count_users(store, NULL, &living, &roles, err);

	*solo = st == ST_OK && living <= 1 && (!living || roles == ROLE_ALL);
	return st;
}

enum status users_divided(struct store *store, bool *divided, struct err *err)
{
	struct vault_look look;
	enum status st = vault_look(vault_path(store->vault), &look, err);

	*divided = st == ST_OK && look.names;
	return st;
}

int users_lock_minutes(struct store *store)
{
	char *said = NULL;
	int minutes = LOCK_MINUTES;
	bool solo = false;

	if (setting_get(store, SETTING_LOCK, &said, NULL) == ST_OK && said)
		minutes = (int)strtol(said, NULL, 10);
	free(said);
	if (minutes > 0 && minutes <= USERS_LOCK_MOST)
		return minutes;
	return users_solo(store, &solo, NULL) == ST_OK && solo ? 0 : LOCK_MINUTES;
}

enum status users_list(struct store *store, bool removed, struct user **out, int *count, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &everybody, &stmt, err);

	*out = NULL;
	*count = 0;
	if (st != ST_OK)
		return st;
	stmt_int(stmt, ":removed", removed);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		*out = mem_resize(*out, (size_t)*count + 1, sizeof(**out));
		take_row(stmt, &(*out)[(*count)++]);
	}
	if (st == ST_DONE)
		return ST_OK;
	free(*out);
	*out = NULL;
	*count = 0;
	return st;
}

enum status users_by_name(struct store *store, const char *name, struct user *out, struct err *err)
{
	struct str key = STR_INIT;
	struct stmt *stmt;
	enum status st = store_query(store, &of_name, &stmt, err);

	if (st != ST_OK)
		return st;
	text_fold(&key, name);
	stmt_text(stmt, ":key", str_get(&key));
	st = take_one(stmt, out, err);
	str_free(&key);
	return st == ST_DONE ? err_set(err, ST_NOTFOUND, _("No user of this file has that name. “foothold users” lists them."))
			     : st;
}
