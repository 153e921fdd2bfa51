/* SPDX-License-Identifier: EUPL-1.2 */
/* Packs rows into blobs of a temporary table and gives them back in order. */
#include "exchange/stage.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

#define CHUNK ((size_t)64 * 1024)
#define NO_VALUE UINT32_MAX

struct stage {
	struct store *store;
	int n_values;
	struct str chunk;           /* writing: not yet in the table; reading: the current one */
	size_t place;               /* of the next row in the chunk being read */
	int64_t chunks, read;
	int64_t held;               /* chunk of the place held, and the place in it */
	size_t held_place;
	const char **value;
};

/* The tables are temporary, so these stand outside the named queries that a test prepares on a fresh file. */
static const char create_rows[] =
	"CREATE TEMP TABLE IF NOT EXISTS import_row(n INTEGER PRIMARY KEY, rows BLOB)";
static const char create_marks[] =
	"CREATE TEMP TABLE IF NOT EXISTS import_mark(mark BLOB PRIMARY KEY, line INTEGER) WITHOUT ROWID";
static const char clear_rows[] = "DELETE FROM temp.import_row";
static const char clear_marks[] = "DELETE FROM temp.import_mark";
static const char put_chunk[] = "INSERT INTO temp.import_row(n, rows) VALUES(:n, :rows)";
static const char get_chunk[] = "SELECT rows FROM temp.import_row WHERE n = :n";
static const char put_mark[] = "INSERT OR IGNORE INTO temp.import_mark(mark, line) VALUES(:mark, :line)";
static const char get_mark[] = "SELECT line FROM temp.import_mark WHERE mark = :mark";

static enum status clear(struct store *store, struct err *err)
{
	enum status st = store_run_sql(store, clear_rows, err);

	return st == ST_OK ? store_run_sql(store, clear_marks, err) : st;
}

enum status stage_open(struct store *store, int n_values, struct stage **out, struct err *err)
{
	struct stage *stage;
	enum status st = store_run_sql(store, create_rows, err);

	if (st == ST_OK)
		st = store_run_sql(store, create_marks, err);
	if (st == ST_OK)
		st = clear(store, err);
	if (st != ST_OK)
		return st;
	stage = mem_alloc(sizeof(*stage));
	stage->store = store;
	stage->n_values = n_values;
	stage->value = mem_array((size_t)n_values, sizeof(*stage->value));
	*out = stage;
	return ST_OK;
}

void stage_close(struct stage *stage)
{
	if (!stage)
		return;
	clear(stage->store, NULL);
	str_wipe(&stage->chunk);
	free(stage->value);
	free(stage);
}

static enum status flush(struct stage *stage, struct err *err)
{
	struct stmt *stmt;
	enum status st;

	if (stage->chunk.len == 0)
		return ST_OK;
	st = store_sql(stage->store, put_chunk, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_int(stmt, ":n", ++stage->chunks);
	stmt_blob(stmt, ":rows", stage->chunk.s, stage->chunk.len);
	st = stmt_run(stmt, err);
	str_clear(&stage->chunk);
	return st;
}

static void pack_value(struct str *chunk, const char *value)
{
	uint32_t len = value ? (uint32_t)strlen(value) : NO_VALUE;

	str_addn(chunk, (const char *)&len, sizeof(len));
	if (value)
		str_addn(chunk, value, len + (size_t)1);
}

enum status stage_add(struct stage *stage, const struct staged *staged, struct err *err)
{
	int64_t head[2] = { staged->row, staged->line };

	str_addn(&stage->chunk, (const char *)head, sizeof(head));
	str_addn(&stage->chunk, (const char *)staged->id.b, sizeof(staged->id.b));
	for (int i = 0; i < stage->n_values; i++)
		pack_value(&stage->chunk, staged->value[i]);
	return stage->chunk.len >= CHUNK ? flush(stage, err) : ST_OK;
}

static const char *unpack_value(struct stage *stage)
{
	uint32_t len;
	const char *value;

	memcpy(&len, stage->chunk.s + stage->place, sizeof(len));
	stage->place += sizeof(len);
	if (len == NO_VALUE)
		return NULL;
	value = stage->chunk.s + stage->place;
	stage->place += len + (size_t)1;
	return value;
}

static enum status next_chunk(struct stage *stage, struct err *err)
{
	struct stmt *stmt;
	const void *rows;
	size_t len;
	enum status st = stage->read == 0 ? flush(stage, err) : ST_OK;

	if (st == ST_OK && stage->read == stage->chunks)
		return ST_DONE;
	if (st == ST_OK)
		st = store_sql(stage->store, get_chunk, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_int(stmt, ":n", ++stage->read);
	st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st;
	rows = stmt_get_blob(stmt, 0, &len);
	str_clear(&stage->chunk);
	str_addn(&stage->chunk, rows, len);
	stage->place = 0;
	stmt_reset(stmt);
	return ST_OK;
}

enum status stage_next(struct stage *stage, struct staged *out, struct err *err)
{
	int64_t head[2];

	if (stage->read == 0 || stage->place >= stage->chunk.len) {
		enum status st = next_chunk(stage, err);

		if (st != ST_OK)
			return st;
	}
	memcpy(head, stage->chunk.s + stage->place, sizeof(head));
	stage->place += sizeof(head);
	out->row = head[0];
	out->line = (long)head[1];
	memcpy(out->id.b, stage->chunk.s + stage->place, sizeof(out->id.b));
	stage->place += sizeof(out->id.b);
	for (int i = 0; i < stage->n_values; i++)
		stage->value[i] = unpack_value(stage);
	out->value = stage->value;
	return ST_OK;
}

void stage_hold(struct stage *stage)
{
	stage->held = stage->read;
	stage->held_place = stage->place;
}

enum status stage_back(struct stage *stage, struct err *err)
{
	enum status st = ST_OK;

	if (stage->held == 0) {
		stage->read = 0;
		return ST_OK;
	}
	if (stage->held != stage->read) {
		stage->read = stage->held - 1;
		st = next_chunk(stage, err);
	}
	stage->place = stage->held_place;
	return st;
}

enum status stage_mark(struct stage *stage, const uint8_t mark[16], long line, long *before, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_sql(stage->store, put_mark, &stmt, err);

	*before = 0;
	if (st != ST_OK)
		return st;
	stmt_blob(stmt, ":mark", mark, 16);
	stmt_int(stmt, ":line", line);
	st = stmt_run(stmt, err);
	if (st != ST_OK || store_changes(stage->store) > 0)
		return st;
	st = store_sql(stage->store, get_mark, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_blob(stmt, ":mark", mark, 16);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		*before = (long)stmt_get_int(stmt, 0);
		stmt_reset(stmt);
	}
	return st == ST_DONE ? ST_OK : st;
}
