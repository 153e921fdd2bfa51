/* SPDX-License-Identifier: EUPL-1.2 */
/* The table `import` and nothing else. */
#include "exchange/ledger.h"

#include "base/clock.h"

QUERY(find_source, "import.find", QUERY_BATCH,
      "SELECT change, started, finished, rows_done FROM import i WHERE source = :source"
      " AND NOT EXISTS(SELECT 1 FROM journal j WHERE j.undoes = i.change) ORDER BY started DESC, change DESC "
      "LIMIT 1");
QUERY(begin, "import.begin", QUERY_BATCH,
	"INSERT INTO import(change, kind, source, started) VALUES(:change, :kind, :source, :started)");
QUERY(advance, "import.advance", QUERY_BATCH, "UPDATE import SET rows_done = :rows WHERE change = :change");
QUERY(finish, "import.finish", QUERY_BATCH, "UPDATE import SET finished = :finished WHERE change = :change");

enum status ledger_find(struct store *store, const uint8_t source[LEDGER_SOURCE], struct ledger_entry *out,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &find_source, &stmt, err);

	*out = (struct ledger_entry){ .state = LEDGER_NONE };
	if (st != ST_OK)
		return st;
	stmt_blob(stmt, ":source", source, LEDGER_SOURCE);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		out->state = stmt_is_null(stmt, 2) ? LEDGER_INTERRUPTED : LEDGER_DONE;
		out->set = stmt_get_id(stmt, 0);
		out->started = stmt_get_int(stmt, 1);
		out->rows_done = stmt_get_int(stmt, 3);
		stmt_reset(stmt);
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status write_row(struct store *store, struct stmt *stmt, struct err *err)
{
	unsigned was = store_enter(store, DOOR_CHANGE);
	enum status st = stmt_run(stmt, err);

	store_leave(store, was);
	return st;
}

enum status ledger_begin(struct store *store, struct id set, const char *kind,
			 const uint8_t source[LEDGER_SOURCE], struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &begin, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":change", set);
	stmt_text(stmt, ":kind", kind);
	stmt_blob(stmt, ":source", source, LEDGER_SOURCE);
	stmt_int(stmt, ":started", clock_now_ms());
	return write_row(store, stmt, err);
}

enum status ledger_advance(struct store *store, struct id set, int64_t rows_done, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &advance, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_int(stmt, ":rows", rows_done);
	stmt_id(stmt, ":change", set);
	return write_row(store, stmt, err);
}

enum status ledger_finish(struct store *store, struct id set, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &finish, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_int(stmt, ":finished", clock_now_ms());
	stmt_id(stmt, ":change", set);
	return write_row(store, stmt, err);
}
