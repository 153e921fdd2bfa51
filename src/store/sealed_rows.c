/* SPDX-License-Identifier: EUPL-1.2 */
/* What the town's file tells of sealed files without opening one: whose they are, how many people are in them. */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "store/inside.h"
#include "store/sealed.h"

QUERY(of_user, "sealed.of_user", QUERY_INTERACTIVE, "SELECT sealed FROM sealed_key WHERE user = :user ORDER BY sealed");
QUERY(helpers_of, "sealed.helpers", QUERY_INTERACTIVE, "SELECT user FROM sealed_key WHERE sealed = :sealed ORDER BY user");
QUERY(count_people, "sealed.count", QUERY_BATCH, "SELECT coalesce(sum(people), 0) FROM sealed");
QUERY(drop_user, "sealed.leave", QUERY_INTERACTIVE, "DELETE FROM sealed_key WHERE user = :user");
QUERY(alone, "sealed.alone", QUERY_INTERACTIVE,
	"SELECT count(*) FROM sealed_key k WHERE k.user = :user AND NOT EXISTS(SELECT 1 FROM sealed_key o"
	" WHERE o.sealed = k.sealed AND o.user <> :user)");

/* First columns of all rows, as ids. */
static enum status take_ids(struct stmt *stmt, struct id **out, int *count, struct err *err)
{
	enum status st;

	*out = NULL;
	*count = 0;
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		*out = mem_resize(*out, (size_t)*count + 1, sizeof(**out));
		(*out)[(*count)++] = stmt_get_id(stmt, 0);
	}
	if (st == ST_DONE)
		return ST_OK;
	free(*out);
	*out = NULL;
	*count = 0;
	return st;
}

enum status sealed_list(struct store *town, struct id user, struct id **out, int *count, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(town, &of_user, &stmt, err);

	*out = NULL;
	*count = 0;
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "user", user);
	return take_ids(stmt, out, count, err);
}

enum status sealed_helpers(struct store *town, struct id sealed, struct id **out, int *count, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(town, &helpers_of, &stmt, err);

	*out = NULL;
	*count = 0;
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "sealed", sealed);
	return take_ids(stmt, out, count, err);
}

static enum status one_number(struct stmt *stmt, int64_t *out, struct err *err)
{
	enum status st = stmt_step(stmt, err);

	*out = st == ST_OK ? stmt_get_int(stmt, 0) : 0;
	stmt_reset(stmt);
	return st;
}

enum status sealed_count(struct store *town, int64_t *people, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(town, &count_people, &stmt, err);

	return st == ST_OK ? one_number(stmt, people, err) : st;
}

QUERY(without_key, "sealed.without_key", QUERY_BATCH,
	"SELECT count(*) FROM sealed s WHERE NOT EXISTS(SELECT 1 FROM sealed_key k JOIN user u ON u.id = k.user"
	" WHERE k.sealed = s.id AND u.removed IS NULL)");
QUERY(without_file, "sealed.without_file", QUERY_BATCH,
	"SELECT count(*) FROM sealed_key k WHERE NOT EXISTS(SELECT 1 FROM sealed s WHERE s.id = k.sealed)");

enum status sealed_check(struct store *town, store_found_fn *found, void *ctx, struct err *err)
{
	struct stmt *stmt;
	int64_t lost = 0, loose = 0;
	enum status st = store_query(town, &without_key, &stmt, err);

	if (st == ST_OK)
		st = one_number(stmt, &lost, err);
	if (st == ST_OK)
		st = store_query(town, &without_file, &stmt, err);
	if (st == ST_OK)
		st = one_number(stmt, &loose, err);
	if (st == ST_OK && lost)
		found(ctx, _("A sealed file has no helper any more, so that nobody can open it."));
	if (st == ST_OK && loose)
		found(ctx, _("The key of a sealed file stands there without the file."));
	return st;
}

static enum status drop_boxes_of(struct store *town, struct id user, struct err *err)
{
	unsigned was = store_enter(town, DOOR_SEALED);
	struct stmt *stmt;
	enum status st = store_query(town, &drop_user, &stmt, err);

	if (st == ST_OK) {
		stmt_id(stmt, "user", user);
		st = stmt_run(stmt, err);
	}
	store_leave(town, was);
	return st;
}

enum status sealed_leave(struct store *town, struct id user, struct err *err)
{
	struct stmt *stmt;
	int64_t n = 0;
	enum status st = store_query(town, &alone, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "user", user);
	st = one_number(stmt, &n, err);
	if (st == ST_OK && n > 0)
		return err_set(err, ST_INVALID, _("This user is the only helper of a sealed file, which nobody could open any "
			"more. Nothing was changed; the user, coming in with the recovery code if need be, adds another helper "
			"first."));
	return st == ST_OK ? drop_boxes_of(town, user, err) : st;
}
