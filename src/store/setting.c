/* SPDX-License-Identifier: EUPL-1.2 */
/* Settings of the file: one row a key, changed through here alone. */
#include "config.h"

#include "base/mem.h"
#include "store/inside.h"

QUERY(get_setting, "setting.get", QUERY_INTERACTIVE, "SELECT value FROM setting WHERE key = :key");
QUERY(put_setting, "setting.put", QUERY_INTERACTIVE,
	"INSERT INTO setting(key, value) VALUES(:key, :value) ON CONFLICT(key) DO UPDATE SET value = excluded.value");
QUERY(drop_setting, "setting.drop", QUERY_INTERACTIVE, "DELETE FROM setting WHERE key = :key");

enum status setting_get(struct store *store, const char *key, char **out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &get_setting, &stmt, err);

	*out = NULL;
	if (st != ST_OK)
		return st;
	stmt_text(stmt, "key", key);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*out = mem_str(stmt_get_text(stmt, 0));
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status setting_set(struct store *store, const char *key, const char *value, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, value ? &put_setting : &drop_setting, &stmt, err);
	unsigned was;

	if (st != ST_OK)
		return st;
	stmt_text(stmt, "key", key);
	if (value)
		stmt_text(stmt, "value", value);
	was = store_enter(store, DOOR_SETTING);
	st = stmt_run(stmt, err);
	store_leave(store, was);
	/* The desk's code stands in every entry of the journal. */
	store->end.known = false;
	return st;
}
