/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The same random work on a sealed file and on a plain one beside it, statement by
 * statement the same answers: rows, errors, counts; with sorting through temporary
 * files, a full-text index, savepoints, rollbacks, log and rewriting, and both
 * closed and opened in between.  SAME_SEED: from where; the long test (SAME_LONG)
 * makes 100,000 steps.
 */
#include "config.h"

#include "../unit/test.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/raw.h"
#include "base/mem.h"
#include "base/str.h"
#include "garbage.h"
#include "vault/vault.h"

#ifdef SAME_LONG
enum { STEPS = 100000 };
#else
enum { STEPS = 5000 };
#endif

enum { PLAIN, SEALED, SIDES };

static char folder[] = "/tmp/foothold-same-XXXXXX";
static char *path[SIDES];
static sqlite3 *side[SIDES];
static bool in_transaction;

static const char schema[] =
	"CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT, c BLOB);"
	"CREATE TABLE u(k TEXT PRIMARY KEY, v, w) WITHOUT ROWID;"
	"CREATE VIRTUAL TABLE f USING fts5(words)";

static const char whole[] =
	"SELECT count(*), total(a), total(length(b)), total(length(c)), group_concat(hex(substr(c, 1, 3)) || b) FROM"
	" (SELECT * FROM t ORDER BY b, length(c) DESC, a)";

static void open_side(int i)
{
	int reserve = CIPHER_EXTRA;

	if (i == SEALED)
		side[i] = raw_open(path[i]);
	else if (sqlite3_open_v2(path[i], &side[i], SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "unix") != SQLITE_OK)
		side[i] = NULL;
	assert_non_null(side[i]);
	/* As many bytes of a page for both, so that even the number of pages is the same. */
	if (i == PLAIN)
		sqlite3_file_control(side[i], "main", SQLITE_FCNTL_RESERVE_BYTES, &reserve);
	assert_int_equal(sqlite3_exec(side[i], "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=20;"
		"PRAGMA temp_store=FILE; PRAGMA secure_delete=ON; PRAGMA wal_autocheckpoint=50", NULL, NULL, NULL), SQLITE_OK);
}

static void reopen(void)
{
	for (int i = 0; i < SIDES; i++) {
		assert_int_equal(sqlite3_close(side[i]), SQLITE_OK);
		open_side(i);
	}
	in_transaction = false;
}

/* All that a list of statements answers, errors and counts of changes too. */
static void answer(sqlite3 *db, const char *sql, struct str *out)
{
	str_clear(out);
	while (*sql) {
		sqlite3_stmt *stmt;
		int rc = sqlite3_prepare_v2(db, sql, -1, &stmt, &sql);

		while (rc == SQLITE_OK && stmt && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
			for (int i = 0; i < sqlite3_column_count(stmt); i++)
				str_addf(out, "%s|", (const char *)sqlite3_column_text(stmt, i));
			rc = SQLITE_OK;
		}
		sqlite3_finalize(stmt);
		str_addf(out, "%d/%d ", rc, sqlite3_changes(db));
		if (rc != SQLITE_OK && rc != SQLITE_DONE)
			break;
	}
}

static void both(const char *sql)
{
	static struct str said[SIDES];

	for (int i = 0; i < SIDES; i++)
		answer(side[i], sql, &said[i]);
	if (!str_same(str_get(&said[PLAIN]), str_get(&said[SEALED])))
		fail_msg("%.300s\nplain:  %.300s\nsealed: %.300s", sql, str_get(&said[PLAIN]), str_get(&said[SEALED]));
}

static void both_fmt(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static void both_fmt(const char *fmt, ...)
{
	char sql[600];
	va_list args;

	va_start(args, fmt);
	vsnprintf(sql, sizeof(sql), fmt, args);
	va_end(args);
	both(sql);
}

static void write_rows(unsigned n)
{
	switch (garbage_below(7)) {
	case 0:
	case 1:
		/* Text and bytes that compress to nothing: hashes of the number. */
		both_fmt("INSERT OR REPLACE INTO t VALUES(%u, 'name%u', zeroblob(%u) || CAST('%u' AS BLOB))", n,
			garbage_below(97), garbage_below(9000), n * 2654435761u);
		break;
	case 2:
		both_fmt("INSERT OR IGNORE INTO t SELECT value, 'row' || value %% 13, printf('%%.*c', value %% 700, 'x')"
			 " FROM (WITH RECURSIVE s(value) AS (SELECT %u UNION ALL SELECT value + 1 FROM s LIMIT %u)"
			 " SELECT value FROM s)", n, 1 + garbage_below(60));
		break;
	case 3:
		both_fmt("DELETE FROM t WHERE a BETWEEN %u AND %u", n, n + garbage_below(40));
		break;
	case 4:
		both_fmt("UPDATE t SET b = substr(b || 'x%u', -30) WHERE a %% 17 = %u", n, garbage_below(17));
		break;
	case 5:
		both_fmt("INSERT INTO u VALUES('key%u', %u, 'w') ON CONFLICT DO UPDATE SET w = w || v, v = %u", n % 150, n,
			n / 3);
		break;
	default:
		both_fmt("INSERT INTO u VALUES('key%u', 1, NULL)", n % 150);      /* often refused */
	}
}

static void ask(unsigned n)
{
	switch (garbage_below(5)) {
	case 0:
		both_fmt("SELECT a, length(c), substr(b, 1, 40) FROM t WHERE a > %u ORDER BY b DESC, length(c), a LIMIT 9", n);
		break;
	case 1:
		both("SELECT b, count(*), max(length(c)) FROM t GROUP BY b ORDER BY 2 DESC, 1 LIMIT 20");
		break;
	case 2:
		both_fmt("SELECT count(*) FROM (SELECT DISTINCT x.b || y.k FROM t x JOIN u y ON x.a %% 150 = y.v %% 150"
			 " WHERE x.a < %u)", n / 4);
		break;
	case 3:
		both_fmt("SELECT k, v, length(w) FROM u WHERE k >= 'key%u' ORDER BY k LIMIT 5", n % 150);
		break;
	default:
		both_fmt("SELECT rowid, words FROM f WHERE f MATCH 'w%u OR w%u' ORDER BY rowid LIMIT 5", n % 40, n % 7);
	}
}

static void full_text(unsigned n)
{
	if (garbage_below(4) == 0)
		both_fmt("DELETE FROM f WHERE rowid %% 11 = %u", n % 11);
	else
		both_fmt("INSERT INTO f VALUES('w%u w%u and w%u')", n % 40, n % 7, n % 113);
}

static void begin_or_end(void)
{
	if (!in_transaction)
		both(garbage_below(2) ? "BEGIN IMMEDIATE" : "BEGIN");
	else
		both(garbage_below(3) ? "COMMIT" : "ROLLBACK");
	in_transaction = !in_transaction;
}

static void a_savepoint(unsigned n)
{
	both("SAVEPOINT s");
	write_rows(n);
	if (garbage_below(2))
		full_text(n);
	both(garbage_below(2) ? "ROLLBACK TO s; RELEASE s" : "RELEASE s");
}

static void change_schema(unsigned n)
{
	both_fmt("CREATE INDEX IF NOT EXISTS i%u ON t(b, a)", n % 3);
	both_fmt("DROP INDEX IF EXISTS i%u", (n + 1) % 3);
	both_fmt("CREATE TEMP TABLE IF NOT EXISTS z(q); INSERT INTO z SELECT b FROM t LIMIT %u; SELECT count(*) FROM z",
		n % 50);
}

/* What cannot be done within a transaction. */
static void go_over_the_file(void)
{
	static const char *const modes[] = { "PASSIVE", "FULL", "RESTART", "TRUNCATE" };

	if (in_transaction)
		begin_or_end();
	switch (garbage_below(12)) {
	case 0:
		both("VACUUM");
		break;
	case 1:
	case 2:
		reopen();
		break;
	default:
		both_fmt("PRAGMA wal_checkpoint(%s)", modes[garbage_below(4)]);
	}
}

static void change_bytes_in_place(unsigned n)
{
	char fresh[900];

	memset(fresh, (int)(n % 256), sizeof(fresh));
	for (int i = 0; i < SIDES; i++) {
		sqlite3_blob *blob;
		int size;

		/* The row is there on both sides or on neither: the next comparison would tell. */
		if (sqlite3_blob_open(side[i], "main", "t", "c", n, 1, &blob) != SQLITE_OK) {
			sqlite3_blob_close(blob);
			continue;
		}
		size = sqlite3_blob_bytes(blob);
		if (size > (int)sizeof(fresh))
			assert_int_equal(sqlite3_blob_write(blob, fresh, sizeof(fresh), size / 2), size - size / 2 <
				(int)sizeof(fresh) ? SQLITE_ERROR : SQLITE_OK);
		sqlite3_blob_close(blob);
	}
}

static void step(void)
{
	unsigned n = garbage_below(900);

	switch (garbage_below(20)) {
	case 0:
	case 1:
		begin_or_end();
		break;
	case 2:
		a_savepoint(n);
		break;
	case 3:
	case 4:
		full_text(n);
		break;
	case 5:
		go_over_the_file();
		break;
	case 6:
		change_bytes_in_place(n);
		break;
	case 7:
		change_schema(n);
		break;
	case 8:
	case 9:
	case 10:
	case 11:
	case 12:
		ask(n);
		break;
	default:
		write_rows(n);
	}
}

static void the_same_answers(void **state)
{
	const char *seed = getenv("SAME_SEED");

	(void)state;
	garbage_seed(seed ? strtoull(seed, NULL, 10) : 5);
	for (int i = 0; i < STEPS; i++) {
		step();
		if (i % 100 == 99)
			both(whole);
	}
	if (in_transaction)
		begin_or_end();
	both("PRAGMA integrity_check");
	both("SELECT count(*) > 50 FROM t; SELECT count(*) > 50 FROM u; SELECT count(*) > 50 FROM f");
	reopen();
	both(whole);
}

static int make(void **state)
{
	struct vault_options options = { .create = true };
	struct vault *vault;

	(void)state;
	if (!mkdtemp(folder))
		return -1;
	path[PLAIN] = mem_fmt("%s/plain", folder);
	path[SEALED] = mem_fmt("%s/sealed", folder);
	options.path = path[SEALED];
	if (vault_open(&options, &vault, NULL) != ST_OK)
		return -1;
	vault_close(vault);
	for (int i = 0; i < SIDES; i++)
		open_side(i);
	both(schema);
	return 0;
}

static int discard(void **state)
{
	char *command = mem_fmt("rm -rf %s", folder);
	int rc = system(command);

	(void)state;
	for (int i = 0; i < SIDES; i++) {
		sqlite3_close(side[i]);
		free(path[i]);
	}
	free(command);
	return rc;
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(the_same_answers) };

	return cmocka_run_group_tests(tests, make, discard);
}
