/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sealed files from the file that was in use into an older copy of it: there the plain
 * records that were sealed since are dropped, so what was sealed must come along.
 */
#include "config.h"

#include <stdlib.h>

#include "store/inside.h"
#include "store/sealed.h"

QUERY(every_file, "sealed.every", QUERY_BATCH, "SELECT id, rev, people, content FROM sealed");
QUERY(every_box, "sealed.every_box", QUERY_BATCH, "SELECT sealed, user, box FROM sealed_key");
QUERY(put_file, "sealed.put", QUERY_BATCH,
	"INSERT INTO sealed(id, rev, people, content) VALUES(:id, :rev, :people, :content)"
	" ON CONFLICT(id) DO UPDATE SET rev = excluded.rev, people = excluded.people, content = excluded.content");
QUERY(drop_boxes, "sealed.drop_boxes_of", QUERY_BATCH, "DELETE FROM sealed_key WHERE sealed = :id");
QUERY(put_box, "sealed.put_box", QUERY_BATCH,
	"INSERT INTO sealed_key(sealed, user, box) VALUES(:sealed, :user, :box)");

/* One file; the boxes that it had in the older copy are to a key that opens it no more. */
static enum status carry_file(struct store *to, struct stmt *from, struct err *err)
{
	struct stmt *put, *drop;
	size_t len;
	const void *content = stmt_get_blob(from, 3, &len);
	enum status st = store_query(to, &put_file, &put, err);

	if (st != ST_OK)
		return st;
	stmt_id(put, "id", stmt_get_id(from, 0));
	stmt_int(put, "rev", stmt_get_int(from, 1));
	stmt_int(put, "people", stmt_get_int(from, 2));
	stmt_blob(put, "content", content, len);
	st = stmt_run(put, err);
	if (st == ST_OK)
		st = store_query(to, &drop_boxes, &drop, err);
	if (st != ST_OK)
		return st;
	stmt_id(drop, "id", stmt_get_id(from, 0));
	return stmt_run(drop, err);
}

static enum status carry_box(struct store *to, struct stmt *from, struct err *err)
{
	struct stmt *put;
	size_t len;
	const void *box = stmt_get_blob(from, 2, &len);
	enum status st = store_query(to, &put_box, &put, err);

	if (st != ST_OK)
		return st;
	stmt_id(put, "sealed", stmt_get_id(from, 0));
	stmt_id(put, "user", stmt_get_id(from, 1));
	stmt_blob(put, "box", box, len);
	return stmt_run(put, err);
}

static enum status carry_each(struct store *to, struct store *from, const struct query *query,
	enum status (*carry)(struct store *, struct stmt *, struct err *), struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(from, query, &stmt, err);

	if (st != ST_OK)
		return st;
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		st = carry(to, stmt, err);
		if (st != ST_OK)
			break;
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

/* Nothing says which file holds a place: what either copy knows of is held. */
static enum status carry_holds(struct store *to, struct store *from, struct err *err)
{
	struct hold *hold;
	int n;
	enum status st = hold_list(from, &hold, &n, err);

	for (int i = 0; st == ST_OK && i < n; i++) {
		int64_t held;

		st = hold_get(to, hold[i].kind, hold[i].id, &held, err);
		if (st == ST_OK && hold[i].n > held)
			st = hold_put(to, hold[i].kind, hold[i].id, hold[i].n, err);
	}
	free(hold);
	return st;
}

enum status sealed_carry(struct store *to, struct store *from, struct err *err)
{
	unsigned was = store_enter(to, DOOR_SEALED);
	enum status st = carry_each(to, from, &every_file, carry_file, err);

	if (st == ST_OK)
		st = carry_each(to, from, &every_box, carry_box, err);
	if (st == ST_OK)
		st = carry_holds(to, from, err);
	store_leave(to, was);
	return st;
}
