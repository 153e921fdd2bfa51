/* SPDX-License-Identifier: EUPL-1.2 */
/* See tape.h.  Rows come from SQLite's own pre-update hook. */
#include "config.h"

#include "../unit/raw.h"
#include "tape.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

#define COLUMNS_MAX 48

struct table {
	char *name;
	char *column[COLUMNS_MAX];
	bool key[COLUMNS_MAX];         /* part of the primary key of a table without rowids */
	bool has_rowid;
	int n;
};

/* An INSERT, UPDATE or DELETE of one shape; the statement is prepared when a connection is there. */
struct shape {
	int table, op;
	uint64_t changed;              /* columns of an update */
	sqlite3_stmt *stmt;
};

struct act {
	int shape;
	sqlite3_int64 rowid;           /* INSERT: new; else: old */
	int first, n;                  /* values, in the statement's order */
};

struct tape {
	sqlite3 *from, *to;
	struct table *table;
	struct shape *shape;
	struct act *act;
	sqlite3_value **value;
	int *end;                      /* of each piece: index of the act behind it */
	int n_tables, n_shapes, n_acts, n_values, n_pieces;
	int room_acts, room_values;
	sqlite3_stmt *begin, *commit;
};

static void learn_columns(struct tape *tape, struct table *t)
{
	sqlite3_stmt *stmt;
	char *sql = mem_fmt("SELECT name, pk FROM pragma_table_info('%s')", t->name);
	char *probe = mem_fmt("SELECT rowid FROM \"%s\"", t->name);

	if (sqlite3_prepare_v2(tape->from, sql, -1, &stmt, NULL) != SQLITE_OK)
		BUG("a table without columns");
	while (sqlite3_step(stmt) == SQLITE_ROW && t->n < COLUMNS_MAX) {
		t->column[t->n] = mem_str((const char *)sqlite3_column_text(stmt, 0));
		t->key[t->n++] = sqlite3_column_int(stmt, 1) > 0;
	}
	sqlite3_finalize(stmt);
	t->has_rowid = sqlite3_prepare_v2(tape->from, probe, -1, &stmt, NULL) == SQLITE_OK;
	sqlite3_finalize(stmt);
	free(sql);
	free(probe);
}

static int table_of(struct tape *tape, const char *name)
{
	for (int i = 0; i < tape->n_tables; i++)
		if (!strcmp(tape->table[i].name, name))
			return i;
	tape->table = mem_resize(tape->table, (size_t)tape->n_tables + 1, sizeof(*tape->table));
	memset(&tape->table[tape->n_tables], 0, sizeof(*tape->table));
	tape->table[tape->n_tables].name = mem_str(name);
	learn_columns(tape, &tape->table[tape->n_tables]);
	return tape->n_tables++;
}

static int shape_of(struct tape *tape, int table, int op, uint64_t changed)
{
	for (int i = 0; i < tape->n_shapes; i++) {
		const struct shape *s = &tape->shape[i];

		if (s->table == table && s->op == op && s->changed == changed)
			return i;
	}
	tape->shape = mem_resize(tape->shape, (size_t)tape->n_shapes + 1, sizeof(*tape->shape));
	tape->shape[tape->n_shapes] = (struct shape){ table, op, changed, NULL };
	return tape->n_shapes++;
}

static void keep(struct tape *tape, const sqlite3_value *value)
{
	if (tape->n_values == tape->room_values) {
		tape->room_values = tape->room_values ? tape->room_values * 2 : 1024;
		tape->value = mem_resize(tape->value, (size_t)tape->room_values, sizeof(sqlite3_value *));
	}
	tape->value[tape->n_values++] = sqlite3_value_dup(value);
}

static bool same(sqlite3_value *a, sqlite3_value *b)
{
	int n = sqlite3_value_bytes(a);

	return sqlite3_value_type(a) == sqlite3_value_type(b) && n == sqlite3_value_bytes(b) &&
		(n == 0 || !memcmp(sqlite3_value_blob(a), sqlite3_value_blob(b), (size_t)n));
}

static uint64_t changed_columns(sqlite3 *db, const struct table *t)
{
	uint64_t changed = 0;

	for (int i = 0; i < t->n; i++) {
		sqlite3_value *before, *after;

		sqlite3_preupdate_old(db, i, &before);
		sqlite3_preupdate_new(db, i, &after);
		if (!same(before, after))
			changed |= (uint64_t)1 << i;
	}
	return changed;
}

static void listen(void *ctx, sqlite3 *db, int op, const char *base, const char *name, sqlite3_int64 old_rowid,
	sqlite3_int64 new_rowid)
{
	struct tape *tape = ctx;
	struct act act;
	const struct table *t;
	sqlite3_value *value;
	uint64_t changed;
	int table;

	if (strcmp(base, "main") != 0)
		return;
	table = table_of(tape, name);
	t = &tape->table[table];
	changed = op == SQLITE_UPDATE ? changed_columns(db, t) : 0;
	act.shape = shape_of(tape, table, op, changed);
	act.rowid = op == SQLITE_INSERT ? new_rowid : old_rowid;
	act.first = tape->n_values;
	for (int i = 0; op != SQLITE_DELETE && i < t->n; i++) {
		if (op == SQLITE_UPDATE && !(changed >> i & 1))
			continue;
		sqlite3_preupdate_new(db, i, &value);
		keep(tape, value);
	}
	for (int i = 0; op != SQLITE_INSERT && !t->has_rowid && i < t->n; i++) {
		if (!t->key[i])
			continue;
		sqlite3_preupdate_old(db, i, &value);
		keep(tape, value);
	}
	act.n = tape->n_values - act.first;
	if (tape->n_acts == tape->room_acts) {
		tape->room_acts = tape->room_acts ? tape->room_acts * 2 : 1024;
		tape->act = mem_resize(tape->act, (size_t)tape->room_acts, sizeof(*tape->act));
	}
	tape->act[tape->n_acts++] = act;
}

void tape_mark(struct tape *tape)
{
	if (tape->n_acts == (tape->n_pieces ? tape->end[tape->n_pieces - 1] : 0))
		return;
	tape->end = mem_resize(tape->end, (size_t)tape->n_pieces + 1, sizeof(*tape->end));
	tape->end[tape->n_pieces++] = tape->n_acts;
}

static int on_commit(void *ctx)
{
	tape_mark(ctx);
	return 0;
}

struct tape *tape_start(sqlite3 *db)
{
	struct tape *tape = mem_alloc(sizeof(*tape));

	tape->from = db;
	sqlite3_preupdate_hook(db, listen, tape);
	sqlite3_commit_hook(db, on_commit, tape);
	return tape;
}

void tape_stop(struct tape *tape)
{
	sqlite3_preupdate_hook(tape->from, NULL, NULL);
	sqlite3_commit_hook(tape->from, NULL, NULL);
	tape->from = NULL;
}

int tape_pieces(const struct tape *tape)
{
	return tape->n_pieces;
}

int64_t tape_rows(const struct tape *tape)
{
	return tape->n_acts;
}

static void insert_sql(struct str *sql, const struct table *t)
{
	str_addf(sql, "INSERT INTO \"%s\"(", t->name);
	for (int i = 0; i < t->n; i++)
		str_addf(sql, "%s\"%s\"", i ? ", " : "", t->column[i]);
	str_add(sql, ") VALUES(");
	for (int i = 0; i < t->n; i++)
		str_add(sql, i ? ", ?" : "?");
	str_add(sql, ")");
}

static void where_sql(struct str *sql, const struct table *t)
{
	const char *and = " WHERE ";

	if (t->has_rowid) {
		str_add(sql, " WHERE rowid = ?");
		return;
	}
	for (int i = 0; i < t->n; i++) {
		if (!t->key[i])
			continue;
		str_addf(sql, "%s\"%s\" = ?", and, t->column[i]);
		and = " AND ";
	}
}

static void shape_sql(struct str *sql, const struct table *t, const struct shape *shape)
{
	const char *comma = " SET ";

	if (shape->op == SQLITE_INSERT) {
		insert_sql(sql, t);
		return;
	}
	if (shape->op == SQLITE_DELETE) {
		str_addf(sql, "DELETE FROM \"%s\"", t->name);
	} else {
		str_addf(sql, "UPDATE \"%s\"", t->name);
		for (int i = 0; i < t->n; i++) {
			if (!(shape->changed >> i & 1))
				continue;
			str_addf(sql, "%s\"%s\" = ?", comma, t->column[i]);
			comma = ", ";
		}
	}
	where_sql(sql, t);
}

int tape_ready(struct tape *tape, sqlite3 *db)
{
	int rc = sqlite3_prepare_v2(db, "BEGIN IMMEDIATE", -1, &tape->begin, NULL);

	tape->to = db;
	if (rc == SQLITE_OK)
		rc = sqlite3_prepare_v2(db, "COMMIT", -1, &tape->commit, NULL);
	for (int i = 0; rc == SQLITE_OK && i < tape->n_shapes; i++) {
		struct str sql = STR_INIT;

		/* An update that changed nothing is nothing to write. */
		if (tape->shape[i].op == SQLITE_UPDATE && !tape->shape[i].changed)
			continue;
		shape_sql(&sql, &tape->table[tape->shape[i].table], &tape->shape[i]);
		rc = sqlite3_prepare_v2(db, str_get(&sql), -1, &tape->shape[i].stmt, NULL);
		str_free(&sql);
	}
	return rc;
}

static int play_act(const struct tape *tape, const struct act *act)
{
	const struct shape *shape = &tape->shape[act->shape];
	int at = 1, rc;

	if (!shape->stmt)
		return SQLITE_OK;
	for (int i = 0; i < act->n; i++)
		sqlite3_bind_value(shape->stmt, at++, tape->value[act->first + i]);
	if (shape->op != SQLITE_INSERT && tape->table[shape->table].has_rowid)
		sqlite3_bind_int64(shape->stmt, at, act->rowid);
	rc = sqlite3_step(shape->stmt);
	sqlite3_reset(shape->stmt);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static int run(sqlite3_stmt *stmt)
{
	int rc = sqlite3_step(stmt);

	sqlite3_reset(stmt);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

int tape_play(struct tape *tape, int n)
{
	int rc = run(tape->begin);

	for (int i = n ? tape->end[n - 1] : 0; rc == SQLITE_OK && i < tape->end[n]; i++)
		rc = play_act(tape, &tape->act[i]);
	return rc == SQLITE_OK ? run(tape->commit) : rc;
}

int tape_rehearse(struct tape *tape)
{
	int rc = run(tape->begin);

	for (int i = 0; rc == SQLITE_OK && i < tape->n_acts; i++)
		rc = play_act(tape, &tape->act[i]);
	sqlite3_exec(tape->to, "ROLLBACK", NULL, NULL, NULL);
	return rc;
}

void tape_rest(struct tape *tape)
{
	for (int i = 0; i < tape->n_shapes; i++) {
		sqlite3_finalize(tape->shape[i].stmt);
		tape->shape[i].stmt = NULL;
	}
	sqlite3_finalize(tape->begin);
	sqlite3_finalize(tape->commit);
	tape->begin = tape->commit = NULL;
}

void tape_free(struct tape *tape)
{
	for (int i = 0; i < tape->n_values; i++)
		sqlite3_value_free(tape->value[i]);
	for (int i = 0; i < tape->n_tables; i++) {
		for (int k = 0; k < tape->table[i].n; k++)
			free(tape->table[i].column[k]);
		free(tape->table[i].name);
	}
	free(tape->value);
	free(tape->table);
	free(tape->shape);
	free(tape->act);
	free(tape->end);
	free(tape);
}

static int set_up(sqlite3 *db, int cache_kib)
{
	char *pragmas = mem_fmt("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
		"PRAGMA secure_delete=ON; PRAGMA mmap_size=0; PRAGMA temp_store=FILE; PRAGMA cache_size=-%d;"
		"PRAGMA journal_size_limit=67108864; SELECT count(*) FROM sqlite_schema", cache_kib);
	int rc = sqlite3_extended_result_codes(db, 1);

	if (rc == SQLITE_OK)
		rc = sqlite3_exec(db, pragmas, NULL, NULL, NULL);
	free(pragmas);
	return rc;
}

int floor_open(const char *path, int cache_kib, sqlite3 **out)
{
	/* The same sealed file: the floor is what SQL costs, not what the cipher costs. */
	*out = raw_open(path);
	return *out ? set_up(*out, cache_kib) : SQLITE_CANTOPEN;
}

int plain_open(const char *path, int cache_kib, sqlite3 **out)
{
	int rc = sqlite3_open_v2(path, out, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, "unix");

	return rc == SQLITE_OK ? set_up(*out, cache_kib) : rc;
}
