/* SPDX-License-Identifier: EUPL-1.2 */
/* Values dealt anew among those who wait: of a field of the program in its column, of a town's own field beside it. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "match/audit.h"

/* Of the connection; gone with the transaction. */
#define DEAL_BEGIN "CREATE TEMP TABLE IF NOT EXISTS audit_deal(row INTEGER PRIMARY KEY, value)"
#define DEAL_CLEAR "DELETE FROM temp.audit_deal"

struct rows { int64_t *row; size_t count, room; };

static enum status rows_of(struct store *store, const struct match_facts *facts, const struct kind *kind,
	struct rows *out, struct err *err)
{
	char *sql = str_same(kind->name, "person") ? mem_str("SELECT rid FROM person WHERE id = :person") :
		mem_fmt("SELECT rid FROM %s WHERE %s = :person AND gone = 0 ORDER BY rid", kind->name, kind->person);
	struct stmt *stmt;
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < facts->n_candidates; i++) {
		st = store_sql(store, sql, &stmt, err);
		if (st != ST_OK)
			break;
		stmt_id(stmt, "person", facts->candidate[i].person);
		while ((st = stmt_step(stmt, err)) == ST_OK) {
			if (out->count == out->room)
				out->row = mem_resize(out->row, out->room = out->room ? out->room * 2 : 64, sizeof(*out->row));
			out->row[out->count++] = stmt_get_int(stmt, 0);
		}
		if (st == ST_DONE)
			st = ST_OK;
	}
	free(sql);
	return st;
}

/* What one of two people who ask for two things at once has twice is taken once. */
static int by_row(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

static void each_once(struct rows *rows)
{
	size_t n = 0;

	if (rows->count)
		qsort(rows->row, rows->count, sizeof(*rows->row), by_row);
	for (size_t i = 0; i < rows->count; i++)
		if (n == 0 || rows->row[n - 1] != rows->row[i])
			rows->row[n++] = rows->row[i];
	rows->count = n;
}

/* Each row is dealt the value of the one half the pack away: a different person's, whatever the number. */
static enum status deal(struct store *store, const struct kind *kind, const struct field *field, const struct rows *rows,
	struct err *err)
{
	char *sql = field->own ? mem_fmt("INSERT INTO temp.audit_deal SELECT :row, (SELECT o.value FROM own_value o WHERE o.kind = '%s'"
		" AND o.id = k.id AND o.field = '%s') FROM %s k WHERE k.rid = :other", kind->name, field->name, kind->name) :
		mem_fmt("INSERT INTO temp.audit_deal SELECT :row, %s FROM %s WHERE rid = :other", field->name, kind->name);
	struct stmt *stmt;
	enum status st = store_run_sql(store, DEAL_BEGIN, err);

	if (st == ST_OK)
		st = store_run_sql(store, DEAL_CLEAR, err);
	for (size_t i = 0; st == ST_OK && i < rows->count; i++) {
		st = store_sql(store, sql, &stmt, err);
		if (st != ST_OK)
			break;
		stmt_int(stmt, "row", rows->row[i]);
		stmt_int(stmt, "other", rows->row[(i + (rows->count + 1) / 2) % rows->count]);
		st = stmt_run(stmt, err);
	}
	free(sql);
	return st;
}

static enum status count_dealt(struct store *store, const struct kind *kind, const struct field *field, int64_t *out,
	struct err *err)
{
	char *sql = field->own ? mem_fmt("SELECT count(*) FROM temp.audit_deal d JOIN %s k ON k.rid = d.row WHERE d.value IS NOT"
		" (SELECT o.value FROM own_value o WHERE o.kind = '%s' AND o.id = k.id AND o.field = '%s')", kind->name, kind->name,
		field->name) : mem_fmt("SELECT count(*) FROM temp.audit_deal d JOIN %s k ON k.rid = d.row WHERE k.%s IS NOT d.value",
		kind->name, field->name);
	struct stmt *stmt;
	enum status st = store_sql(store, sql, &stmt, err);

	free(sql);
	if (st == ST_OK)
		st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st;
	*out = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return ST_OK;
}

static enum status put_own(struct store *store, const struct kind *kind, const struct field *field, struct err *err)
{
	char *drop = mem_fmt("DELETE FROM own_value WHERE kind = '%s' AND field = '%s' AND id IN (SELECT k.id FROM temp.audit_deal d"
		" JOIN %s k ON k.rid = d.row)", kind->name, field->name, kind->name);
	char *put = mem_fmt("INSERT INTO own_value(kind, id, field, value) SELECT '%s', k.id, '%s', d.value FROM temp.audit_deal d"
		" JOIN %s k ON k.rid = d.row WHERE d.value IS NOT NULL", kind->name, field->name, kind->name);
	enum status st = store_run_sql(store, drop, err);

	if (st == ST_OK)
		st = store_run_sql(store, put, err);
	free(drop);
	free(put);
	return st;
}

static enum status put_dealt(struct store *store, const struct kind *kind, const struct field *field, struct err *err)
{
	char *sql = mem_fmt("UPDATE %s SET %s = (SELECT d.value FROM temp.audit_deal d WHERE d.row = %s.rid)"
		" WHERE rid IN (SELECT row FROM temp.audit_deal)", kind->name, field->name, kind->name);
	enum status st = store_run_sql(store, sql, err);

	free(sql);
	return st;
}

enum status audit_deal(struct store *store, const struct match_facts *facts, const struct kind *kind,
	const struct field *field, int64_t *changed, struct err *err)
{
	struct rows rows = { NULL, 0, 0 };
	enum status st = rows_of(store, facts, kind, &rows, err);

	*changed = 0;
	each_once(&rows);
	if (st == ST_OK && rows.count > 1) {
		st = deal(store, kind, field, &rows, err);
		if (st == ST_OK)
			st = count_dealt(store, kind, field, changed, err);
		if (st == ST_OK && *changed > 0)
			st = field->own ? put_own(store, kind, field, err) : put_dealt(store, kind, field, err);
	}
	free(rows.row);
	return st;
}
