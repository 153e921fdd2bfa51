/* SPDX-License-Identifier: EUPL-1.2 */
/* Places that sealed files hold, without a word of which; see sealed.h. */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/inside.h"
#include "store/sealed.h"

QUERY(get_hold, "hold.get", QUERY_INTERACTIVE, "SELECT n FROM hold WHERE kind = :kind AND id = :id");
QUERY(put_hold, "hold.put", QUERY_INTERACTIVE,
	"INSERT INTO hold(kind, id, n) VALUES(:kind, :id, :n) ON CONFLICT DO UPDATE SET n = excluded.n");
QUERY(drop_hold, "hold.drop", QUERY_INTERACTIVE, "DELETE FROM hold WHERE kind = :kind AND id = :id");
QUERY(all_holds, "hold.all", QUERY_BATCH, "SELECT kind, id, n FROM hold");

enum status hold_get(struct store *store, const char *kind, struct id id, int64_t *n, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &get_hold, &stmt, err);

	*n = 0;
	if (st != ST_OK)
		return st;
	stmt_text(stmt, "kind", kind);
	stmt_id(stmt, "id", id);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*n = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status hold_put(struct store *store, const char *kind, struct id id, int64_t n, struct err *err)
{
	unsigned was = store_enter(store, DOOR_SEALED);
	struct stmt *stmt;
	enum status st = store_query(store, n > 0 ? &put_hold : &drop_hold, &stmt, err);

	if (st == ST_OK) {
		stmt_text(stmt, "kind", kind);
		stmt_id(stmt, "id", id);
		if (n > 0)
			stmt_int(stmt, "n", n);
		st = stmt_run(stmt, err);
	}
	store_leave(store, was);
	return st;
}

enum status hold_list(struct store *store, struct hold **out, int *count, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &all_holds, &stmt, err);

	*out = NULL;
	*count = 0;
	if (st != ST_OK)
		return st;
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct hold *hold;

		*out = mem_resize(*out, (size_t)*count + 1, sizeof(**out));
		hold = &(*out)[(*count)++];
		str_copy(hold->kind, sizeof(hold->kind), stmt_get_text(stmt, 0));
		hold->id = stmt_get_id(stmt, 1);
		hold->n = stmt_get_int(stmt, 2);
	}
	if (st == ST_DONE)
		return ST_OK;
	free(*out);
	*out = NULL;
	*count = 0;
	return st;
}
