/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What sealing costs: the same statements on a sealed file and on a plain copy of
 * it, through SQLite alone on both sides, in turns.  Saves and imports write the
 * very rows that the change door wrote (tape.h); searching and scanning read with
 * the screens' cache of 8 MB, which every round finds empty.
 */
#include "config.h"

#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "tape.h"

enum { SCREENS_KIB = 8192, IMPORT_KIB = 65536, SEARCHES = 400, OPENINGS = 20 };

/* A kind of file, sealed or plain: how it is opened, and where a copy of the municipality stands. */
struct side {
	int (*open)(const char *path, int cache_kib, sqlite3 **out);
	const char *path;
	struct samples all;
};

static sqlite3 *opened(const struct side *side, const char *path, int cache_kib)
{
	sqlite3 *db = NULL;

	if (side->open(path, cache_kib, &db) != SQLITE_OK)
		bench_die(path, db ? sqlite3_errmsg(db) : "cannot be opened");
	return db;
}

/* The content of a sealed file as a plain one. */
static void plain_copy(const char *sealed, const char *plain)
{
	sqlite3 *from = NULL, *to = NULL;
	sqlite3_backup *backup;

	if (floor_open(sealed, SCREENS_KIB, &from) != SQLITE_OK ||
		sqlite3_open_v2(plain, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "unix") != SQLITE_OK)
		bench_die(plain, "cannot be made");
	backup = sqlite3_backup_init(to, "main", from, "main");
	if (!backup || sqlite3_backup_step(backup, -1) != SQLITE_DONE || sqlite3_backup_finish(backup) != SQLITE_OK)
		bench_die(plain, sqlite3_errmsg(to));
	sqlite3_close(from);
	sqlite3_close(to);
}

/* One round of either side; a number for the row. */
typedef double round_fn(const struct bench *bench, const struct side *side, void *ctx, int round);

/* In turns, the one that begins changing; the ratio is the median of the rounds' own. */
static void compare(const struct bench *bench, struct side sides[2], const char *name, const char *unit,
	round_fn *measure, void *ctx, enum bench_aim aim, double at)
{
	struct samples ratio = { 0 };

	for (int round = 0; round < bench->rounds; round++) {
		double v[2];

		for (int i = 0; i < 2; i++) {
			int which = i ^ (round % 2);

			v[which] = measure(bench, &sides[which], ctx, round);
			samples_add(&sides[which].all, v[which]);
		}
		samples_add(&ratio, v[0] / v[1]);
	}
	bench_row_ratio(name, unit, samples_at(&sides[0].all, 50), samples_at(&sides[1].all, 50), samples_at(&ratio, 50), aim,
		at);
	samples_free(&sides[0].all);
	samples_free(&sides[1].all);
	samples_free(&ratio);
}

/* The tapes of all rounds, each recorded when its round begins: both files stand the same then. */
struct arrivals {
	const char *sealed;
	struct tape **tape;
};

/* Milliseconds of one arrival, committed and synced. */
static double saves(const struct bench *bench, const struct side *side, void *ctx, int round)
{
	const struct arrivals *arrivals = ctx;
	struct tape *tape = arrivals->tape[round];
	struct samples mine = { 0 };
	sqlite3 *db;
	double median;

	if (!tape)
		tape = arrivals->tape[round] = bench_arrivals(bench, arrivals->sealed, round);
	db = opened(side, side->path, SCREENS_KIB);
	if (tape_ready(tape, db) != SQLITE_OK || tape_rehearse(tape) != SQLITE_OK)
		bench_die("save", sqlite3_errmsg(db));
	for (int k = 0; k < tape_pieces(tape); k++) {
		int64_t t = bench_ns();

		if (tape_play(tape, k) != SQLITE_OK)
			bench_die("save", sqlite3_errmsg(db));
		samples_add(&mine, (double)(bench_ns() - t) / 1e6);
	}
	tape_rest(tape);
	sqlite3_close(db);
	median = samples_at(&mine, 50);
	samples_free(&mine);
	return median;
}

static void compare_saves(const struct bench *bench, struct side sides[2])
{
	struct arrivals arrivals = { sides[0].path, mem_array((size_t)bench->rounds, sizeof(*arrivals.tape)) };

	compare(bench, sides, "sealed : plain, a durable save", "ms", saves, &arrivals, AIM_AT_MOST, 1.1);
	for (int round = 0; round < bench->rounds; round++)
		tape_free(arrivals.tape[round]);
	free(arrivals.tape);
}

/* Milliseconds for all rows of an import into a new file. */
static double imports(const struct bench *bench, const struct side *side, void *ctx, int round)
{
	struct tape *tape = ctx;
	char *path = mem_fmt("%s/vault-import", bench->folder), *sealed = mem_fmt("%s/vault-new", bench->folder);
	sqlite3 *db;
	int64_t t;

	(void)round;
	store_close(bench_store(sealed, IMPORT_KIB, true));
	if (side->open == plain_open)
		plain_copy(sealed, path);
	db = opened(side, side->open == plain_open ? path : sealed, IMPORT_KIB);
	if (tape_ready(tape, db) != SQLITE_OK)
		bench_die("import", sqlite3_errmsg(db));
	t = bench_ns();
	for (int i = 0; i < tape_pieces(tape); i++)
		if (tape_play(tape, i) != SQLITE_OK)
			bench_die("import", sqlite3_errmsg(db));
	t = bench_ns() - t;
	tape_rest(tape);
	sqlite3_close(db);
	bench_discard(path);
	bench_discard(sealed);
	return (double)t / 1e6;
}

/* Milliseconds from a path to the first answer; a passphrase of these tests costs nothing to try. */
static double openings(const struct bench *bench, const struct side *side, void *ctx, int round)
{
	struct samples mine = { 0 };
	double median;

	(void)bench;
	(void)ctx;
	(void)round;
	for (int i = 0; i < OPENINGS; i++) {
		int64_t t = bench_ns();
		sqlite3 *db = opened(side, side->path, SCREENS_KIB);

		samples_add(&mine, (double)(bench_ns() - t) / 1e6);
		sqlite3_close(db);
	}
	median = samples_at(&mine, 50);
	samples_free(&mine);
	return median;
}

static sqlite3_stmt *prepared(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt = NULL;

	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
		bench_die("vault", sqlite3_errmsg(db));
	return stmt;
}

/* Steps to the end; the first column's last number. */
static sqlite3_int64 last_of(sqlite3_stmt *stmt, sqlite3_int64 bound)
{
	sqlite3_int64 last = 0;
	int rc;

	sqlite3_bind_int64(stmt, 1, bound);
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW)
		last = sqlite3_column_int64(stmt, 0);
	if (rc != SQLITE_DONE)
		bench_die("vault", sqlite3_errstr(rc));
	sqlite3_reset(stmt);
	return last;
}

/* A word near to what was typed, who has it, and ten people's rows: microseconds a search, places far apart. */
static double searches(const struct bench *bench, const struct side *side, void *ctx, int round)
{
	sqlite3 *db = opened(side, side->path, SCREENS_KIB);
	sqlite3_stmt *word = prepared(db, "SELECT word FROM search_near WHERE near >= ? LIMIT 5");
	sqlite3_stmt *post = prepared(db, "SELECT total(length(people)) FROM search_post WHERE word = ?");
	sqlite3_stmt *person = prepared(db, "SELECT * FROM person WHERE rid = ?");
	sqlite3_stmt *nears = prepared(db, "SELECT max(near) / 1000 FROM search_near WHERE near > ?");
	sqlite3_int64 step = last_of(nears, 0);
	uint64_t random = (uint64_t)round + 1;
	int64_t t;

	(void)ctx;
	t = bench_ns();
	for (int i = 0; i < SEARCHES; i++) {
		random = random * 6364136223846793005u + 1442695040888963407u;
		last_of(post, last_of(word, step * (sqlite3_int64)(random >> 33) % 1000));
		for (int k = 0; k < 10; k++) {
			random = random * 6364136223846793005u + 1442695040888963407u;
			last_of(person, 1 + (sqlite3_int64)((random >> 33) % (uint64_t)bench->people));
		}
	}
	t = bench_ns() - t;
	sqlite3_finalize(word);
	sqlite3_finalize(post);
	sqlite3_finalize(person);
	sqlite3_finalize(nears);
	sqlite3_close(db);
	return (double)t / 1e3 / SEARCHES;
}

/* Who came in which month, as a report counts: the table from end to end, not by an index, which would leap about. */
static double scans(const struct bench *bench, const struct side *side, void *ctx, int round)
{
	sqlite3 *db = opened(side, side->path, SCREENS_KIB);
	sqlite3_stmt *scan = prepared(db, "SELECT count(*), substr(arrived, 1, 7) FROM person NOT INDEXED WHERE gone = ? "
		"GROUP BY 2");
	int64_t t = bench_ns();

	(void)bench;
	(void)ctx;
	(void)round;
	last_of(scan, 0);
	t = bench_ns() - t;
	sqlite3_finalize(scan);
	sqlite3_close(db);
	return (double)t / 1e6;
}

void bench_vault(const struct bench *bench)
{
	char *plain = mem_fmt("%s/plain", bench->folder);
	struct side sides[2] = { { .open = floor_open, .path = bench_copy(bench, "floor") },
		{ .open = plain_open, .path = plain } };
	struct tape *tape = bench_imported(bench);

	plain_copy(sides[0].path, plain);
	compare_saves(bench, sides);
	compare(bench, sides, "sealed : plain, 20,000 people imported", "ms", imports, tape, AIM_AT_MOST, 1.1);
	compare(bench, sides, "sealed : plain, open the file", "ms", openings, NULL, AIM_NONE, 0);
	compare(bench, sides, "sealed : plain, search with 8 MB of cache", "us", searches, NULL, AIM_AT_MOST, 1.7);
	compare(bench, sides, "sealed : plain, scan with 8 MB of cache", "ms", scans, NULL, AIM_AT_MOST, 1.7);
	tape_free(tape);
	bench_discard(plain);
}
