/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Importing people from a CSV file into a new municipality, against the same rows
 * written by plain statements in the same batches.  The floor neither reads the
 * CSV nor checks it, looks for no doubles, makes no keys and no hashes.
 */
#include "config.h"

#include "bench.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "exchange/import.h"
#include "store/inside.h"
#include "tape.h"

enum { ROWS = BENCH_IMPORTED, CACHE_KIB = 65536 };

static const char *const syllables[] = {
	"ha", "da", "ri", "kra", "vchuk", "de", "mir", "ro", "jas", "tes", "fay", "no", "vak", "ol", "ena", "yu", "suf",
	"mar", "iam", "se", "lam", "ko", "bo", "lin", "ter", "sha", "na", "fi", "qui", "zo",
};

static void name(FILE *f, unsigned random, int parts)
{
	for (int i = 0; i < parts; i++, random /= 30)
		fprintf(f, "%s", syllables[random % 30]);
}

/* Many distinct names and as many ordinary ones, dates over sixty years, a phone for every second. */
static char *write_csv(const struct bench *bench)
{
	char *path = mem_fmt("%s/people.csv", bench->folder);
	FILE *f = fopen(path, "w");
	unsigned random = 42;

	if (!f)
		bench_die(path, "cannot be written");
	fprintf(f, "family_name,given_name,born,phone,arrived\n");
	for (int i = 0; i < ROWS; i++) {
		random = random * 1664525u + 1013904223u;
		name(f, random >> 3, i % 3 ? 3 : 2);
		fputc(',', f);
		name(f, random >> 11, 2);
		fprintf(f, ",%u-%02u-%02u,", 1945 + (random >> 7) % 70, 1 + (random >> 13) % 12, 1 + (random >> 17) % 28);
		if (i % 2)
			fprintf(f, "+316%08u", 10000000u + (unsigned)i);
		fprintf(f, ",%u-%02u-%02u\n", 2023 + (random >> 5) % 3, 1 + (random >> 9) % 12, 1 + (random >> 21) % 28);
	}
	fclose(f);
	return path;
}

static char *new_file(const struct bench *bench, const char *base)
{
	char *path = mem_fmt("%s/%s", bench->folder, base);

	bench_discard(mem_str(path));
	store_close(bench_store(path, CACHE_KIB, true));
	return path;
}

static void import(struct store *store, const struct bench *bench, const char *csv)
{
	struct import_options options = { .path = csv, .kind = register_kind("person"), .keep_known = true };
	struct import_result result;
	struct err err;

	if (import_run(store, &bench->actor, &options, &result, &err) != ST_OK)
		bench_die("import", err.text);
	if (result.written != ROWS)
		bench_die("import", "not every row was written");
	import_result_clear(&result);
}

static struct tape *record(const struct bench *bench, const char *csv)
{
	char *path = new_file(bench, "import-recorded");
	struct store *store = bench_store(path, CACHE_KIB, false);
	struct tape *tape = tape_start(store->db);

	import(store, bench, csv);
	tape_stop(tape);
	store_close(store);
	bench_discard(path);
	return tape;
}

static double ours(const struct bench *bench, const char *csv)
{
	char *path = new_file(bench, "import-ours");
	struct store *store = bench_store(path, CACHE_KIB, false);
	int64_t t = bench_ns();

	import(store, bench, csv);
	t = bench_ns() - t;
	store_close(store);
	bench_discard(path);
	return ROWS / ((double)t / 1e9);
}

static double floor_of(const struct bench *bench, struct tape *tape)
{
	char *path = new_file(bench, "import-floor");
	sqlite3 *db;
	int64_t t;

	/* The new file has settings of its own; the tape brings those it changes. */
	if (floor_open(path, CACHE_KIB, &db) != SQLITE_OK || tape_ready(tape, db) != SQLITE_OK)
		bench_die("floor of import", sqlite3_errmsg(db));
	t = bench_ns();
	for (int i = 0; i < tape_pieces(tape); i++)
		if (tape_play(tape, i) != SQLITE_OK)
			bench_die("floor of import", sqlite3_errmsg(db));
	t = bench_ns() - t;
	tape_rest(tape);
	sqlite3_close(db);
	bench_discard(path);
	return ROWS / ((double)t / 1e9);
}

struct tape *bench_imported(const struct bench *bench)
{
	char *csv = write_csv(bench);
	struct tape *tape = record(bench, csv);

	bench_discard(csv);
	return tape;
}

void bench_import(const struct bench *bench)
{
	char *csv = write_csv(bench);
	struct tape *tape = record(bench, csv);
	struct samples our = { 0 }, floor = { 0 }, ratio = { 0 };

	for (int round = 0; round < bench->rounds; round++) {
		double mine = 0, other = round % 2 ? floor_of(bench, tape) : 0;

		mine = ours(bench, csv);
		if (round % 2 == 0)
			other = floor_of(bench, tape);
		samples_add(&our, mine);
		samples_add(&floor, other);
		samples_add(&ratio, mine / other);
	}
	bench_row_ratio("import: 20,000 people from CSV", "/s", samples_at(&our, 50), samples_at(&floor, 50),
		samples_at(&ratio, 50), AIM_AT_LEAST, 0.4);
	bench_row("import: rows written per person", "rows", (double)tape_rows(tape) / ROWS, 0, AIM_NONE, 0);
	samples_free(&our);
	samples_free(&floor);
	samples_free(&ratio);
	tape_free(tape);
	bench_discard(csv);
}
