/* SPDX-License-Identifier: EUPL-1.2 */
/* What the measurings share: samples and their percentiles, the table's rows, files to work on. */
#ifndef TESTS_BENCH_H
#define TESTS_BENCH_H

#include <stdbool.h>
#include <stdint.h>

#include "register/actor.h"
#include "store/store.h"

struct samples {
	double *v;
	int n, room;
};
void samples_add(struct samples *s, double v);
/* p of 0 .. 100, by nearest rank; 0 when there are none. */
double samples_at(struct samples *s, double p);
void samples_free(struct samples *s);

/* Nanoseconds of a clock that only goes forward: the processor's with --cpu, else the wall's; and either for itself. */
int64_t bench_ns(void);
int64_t bench_cpu_ns(void);
int64_t bench_wall_ns(void);

struct bench {
	const char *file;          /* the municipality measured on; never written to */
	const char *folder;        /* for copies */
	int64_t people;
	struct actor actor;
	int rounds;
	const char *only;          /* names of parts, NULL: all */
};
bool bench_wants(const struct bench *bench, const char *part);

enum bench_aim { AIM_NONE, AIM_AT_MOST, AIM_AT_LEAST };
/* One row of the table: ours and the floor in `unit`, their ratio held against the aim. floor 0: the aim is for
 * `ours` itself. */
void bench_row(const char *name, const char *unit, double ours, double floor, enum bench_aim aim, double at);
/* A ratio that is not ours / floor of the medians, but the median of the rounds' own ratios. */
void bench_row_ratio(const char *name, const char *unit, double ours, double floor, double ratio, enum bench_aim aim,
	double at);
/* Says what went wrong and ends the program. */
void bench_die(const char *what, const char *why) __attribute__((noreturn));

/* A copy of the municipality's file of this name, made when first asked for; removed at the end. */
const char *bench_copy(const struct bench *bench, const char *name);
void bench_discard(char *path);
struct store *bench_store(const char *path, int cache_kib, bool create);

void bench_save(const struct bench *bench);
void bench_import(const struct bench *bench);
void bench_insight(const struct bench *bench);
void bench_match(const struct bench *bench);
void bench_flow(const struct bench *bench);
/* A DIMACS file through the network simplex, and through LEMON's where it is installed; *floor: seconds to read it and to
 * solve it alone. */
void bench_net(const struct bench *bench, const char *label, const char *file, double *floor);
void bench_paper(const struct bench *bench);
void bench_round(const struct bench *bench);
void bench_occupations(const struct bench *bench);
void bench_read(const struct bench *bench);
void bench_report(const struct bench *bench);
void bench_stages(const struct bench *bench);
void bench_screens(const struct bench *bench);
void bench_vault(const struct bench *bench);
void bench_work(const struct bench *bench);

/* What a look at a person's file (?1) leaves in the trail, by plain SQL. */
#define BENCH_LOOK "INSERT INTO look(at, user, desk, roles, what, about, nonce, commitment, hash)" \
	" VALUES(0, 'bench', 'HA', 511, 'look', ?1, zeroblob(16), zeroblob(32), zeroblob(32))"

struct tape;
/* What one arrival after another writes, a piece each, recorded on this file and taken back. */
struct tape *bench_arrivals(const struct bench *bench, const char *path, int round);
/* What the import of bench_import writes into a new file. */
struct tape *bench_imported(const struct bench *bench);
enum { BENCH_IMPORTED = 20000 };

#endif
