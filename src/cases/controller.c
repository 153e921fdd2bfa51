/* SPDX-License-Identifier: EUPL-1.2 */
/* The kind controller: there is one record of it. */
#include "cases/controller.h"

#include "base/msg.h"
#include "cases/rules.h"

/* From the first row on: there is one. */
QUERY(the_one, "controller.one", QUERY_INTERACTIVE, "SELECT id FROM controller WHERE rid > 0 AND gone = 0 ORDER BY rid LIMIT 1");
QUERY(others, "controller.others", QUERY_INTERACTIVE, "SELECT count(*) FROM controller WHERE rid > 0 AND gone = 0 AND id <> :id");

enum status controller_read(struct store *store, const struct actor *actor, struct record **out, struct err *err)
{
	struct id id = { { 0 } };
	struct stmt *stmt;
	enum status st = store_query(store, &the_one, &stmt, err);

	*out = NULL;
	if (st != ST_OK)
		return st;
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		id = stmt_get_id(stmt, 0);
	stmt_reset(stmt);
	if (st != ST_OK || id_none(id))
		return st == ST_DONE ? ST_OK : st;
	return read_record(store, actor, register_kind("controller"), id, out, err);
}

static enum status controller_after(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	int64_t n = 0;
	enum status st = ST_OK;

	if (!change_is_merge(change) && !change_is_deletion(item))
		st = rule_count(change, &others, change_id_of(item), none, &n, err);
	if (st == ST_OK && n > 0)
		return err_set(err, ST_INVALID, _("It is written down already who answers for the data. Nothing was saved; change that "
			"record instead."));
	return st;
}

const struct kind_ops controller_rules = { .after = controller_after };
