/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bench [--rounds N] [--cpu] [--only PART,...] FILE
 *
 * --cpu counts the processor's time alone, for a machine that is busy with other things: no wait for the disk is in it.
 * Parts: flow, save, import, vault, work, occupations, stages, match, round, paper, insight, report, opening, today, find, list,
 * person, start, login, keys.
 *
 * Measures on a municipality's file (a demonstration: see README and doc/bench.md)
 * and prints one table.  Rounds of ours and of the floor alternate; times are
 * medians of all samples, ratios medians of the rounds' ratios.
 */
#include "config.h"

#include "bench.h"

#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "cases/cases.h"

void samples_add(struct samples *s, double v)
{
	if (s->n == s->room) {
		s->room = s->room ? s->room * 2 : 256;
		s->v = mem_resize(s->v, (size_t)s->room, sizeof(*s->v));
	}
	s->v[s->n++] = v;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double samples_at(struct samples *s, double p)
{
	int rank;

	if (!s->n)
		return 0;
	qsort(s->v, (size_t)s->n, sizeof(*s->v), by_size);
	rank = (int)(p / 100 * s->n);
	return s->v[rank < s->n ? rank : s->n - 1];
}

void samples_free(struct samples *s)
{
	free(s->v);
	memset(s, 0, sizeof(*s));
}

static clockid_t the_clock = CLOCK_MONOTONIC;

static int64_t ns_of(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

int64_t bench_ns(void)
{
	return ns_of(the_clock);
}

int64_t bench_cpu_ns(void)
{
	return ns_of(CLOCK_PROCESS_CPUTIME_ID);
}

int64_t bench_wall_ns(void)
{
	return ns_of(CLOCK_MONOTONIC);
}

static const char *verdict(double v, enum bench_aim aim, double at)
{
	bool met = aim == AIM_AT_MOST ? v <= at : v >= at;

	return aim == AIM_NONE ? "" : met ? "met" : "MISSED";
}

static void aim_text(char out[32], enum bench_aim aim, double at)
{
	*out = '\0';
	if (aim != AIM_NONE)
		snprintf(out, 32, "%s %g", aim == AIM_AT_MOST ? "at most" : "at least", at);
}

void bench_row_ratio(const char *name, const char *unit, double ours, double floor, double ratio, enum bench_aim aim,
	double at)
{
	char text[32];

	aim_text(text, aim, at);
	printf("%-44s %10.3f %10.3f %-6s %7.2f  %-14s %s\n", name, ours, floor, unit, ratio, text,
		verdict(ratio, aim, at));
	fflush(stdout);
}

void bench_row(const char *name, const char *unit, double ours, double floor, enum bench_aim aim, double at)
{
	char text[32];

	if (floor > 0) {
		bench_row_ratio(name, unit, ours, floor, ours / floor, aim, at);
		return;
	}
	aim_text(text, aim, at);
	printf("%-44s %10.3f %10s %-6s %7s  %-14s %s\n", name, ours, "", unit, "", text, verdict(ours, aim, at));
	fflush(stdout);
}

void bench_die(const char *what, const char *why)
{
	fprintf(stderr, "bench: %s: %s\n", what, why);
	exit(1);
}

static void copy_bytes(const char *from, const char *to)
{
	int in = open(from, O_RDONLY | O_CLOEXEC), out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	ssize_t n = 1;

	while (in >= 0 && out >= 0 && n > 0)
		n = copy_file_range(in, NULL, out, NULL, 1 << 30, 0);
	if (in < 0 || out < 0 || n < 0 || fsync(out))
		bench_die(to, "cannot be written");
	close(in);
	close(out);
}

static char *copies[8];

const char *bench_copy(const struct bench *bench, const char *name)
{
	char *path = mem_fmt("%s/%s", bench->folder, name);

	for (size_t i = 0; i < ARRAY_LEN(copies); i++) {
		if (copies[i] && str_same(copies[i], path)) {
			free(path);
			return copies[i];
		}
		if (copies[i])
			continue;
		copy_bytes(bench->file, path);
		return copies[i] = path;
	}
	bench_die(path, "too many copies");
}

static void discard_copies(void)
{
	for (size_t i = 0; i < ARRAY_LEN(copies); i++)
		if (copies[i])
			bench_discard(copies[i]);
}

void bench_discard(char *path)
{
	static const char *const endings[] = { "", "-wal", "-shm", ".rejects.csv" };

	for (size_t i = 0; i < ARRAY_LEN(endings); i++) {
		char *name = mem_fmt("%s%s", path, endings[i]);

		unlink(name);
		free(name);
	}
	free(path);
}

struct store *bench_store(const char *path, int cache_kib, bool create)
{
	struct vault_options options = { .path = path, .create = create, .cache_kib = cache_kib };
	struct store *store;
	struct err err;

	if (store_open(&options, &store, &err) != ST_OK)
		bench_die(path, err.text);
	return store;
}

/* Also closes the file cleanly, so that its bytes alone are all of it. */
static void count_people(struct bench *bench)
{
	struct store *store = bench_store(bench->file, 0, false);
	struct stmt *stmt;

	if (store_sql(store, "SELECT count(*) FROM person WHERE gone = 0", &stmt, NULL) == ST_OK &&
		stmt_step(stmt, NULL) == ST_OK)
		bench->people = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	store_close(store);
}

bool bench_wants(const struct bench *bench, const char *part)
{
	return !bench->only || strstr(bench->only, part);
}

static void options_of(struct bench *bench, int argc, char **argv)
{
	static const struct option long_options[] = {
		{ "rounds", required_argument, NULL, 'r' }, { "only", required_argument, NULL, 'o' },
		{ "cpu", no_argument, NULL, 'c' }, { 0 },
	};
	int c;

	while ((c = getopt_long(argc, argv, "r:o:", long_options, NULL)) != -1) {
		if (c == 'r')
			bench->rounds = atoi(optarg);
		else if (c == 'c')
			the_clock = CLOCK_PROCESS_CPUTIME_ID;
		else if (c == 'o')
			bench->only = optarg;
		else
			exit(2);
	}
	if (optind + 1 != argc || bench->rounds < 1)
		bench_die("usage", "bench [--rounds N] [--cpu] [--only PART,...] FILE");
	bench->file = argv[optind];
}

int main(int argc, char **argv)
{
	struct bench bench = { .rounds = 7, .actor = { .user = "bench", .desk = "", .roles = ROLE_ALL } };
	char folder[4096];

	options_of(&bench, argc, argv);
	msg_init(argv[0]);
	cases_init();
	snprintf(folder, sizeof(folder), "%s.bench-XXXXXX", bench.file);
	if (!mkdtemp(folder))
		bench_die(folder, "cannot be made");
	bench.folder = folder;
	count_people(&bench);
	printf("%lld people, %d rounds; medians\n", (long long)bench.people, bench.rounds);
	printf("%-44s %10s %10s %-6s %7s  %-14s\n", "", "ours", "floor", "", "ratio", "aim");
	if (bench_wants(&bench, "save"))
		bench_save(&bench);
	if (bench_wants(&bench, "import"))
		bench_import(&bench);
	if (bench_wants(&bench, "vault"))
		bench_vault(&bench);
	if (bench_wants(&bench, "work"))
		bench_work(&bench);
	if (bench_wants(&bench, "occupations"))
		bench_occupations(&bench);
	if (bench_wants(&bench, "flow"))
		bench_flow(&bench);
	if (bench_wants(&bench, "match"))
		bench_match(&bench);
	if (bench_wants(&bench, "round"))
		bench_round(&bench);
	if (bench_wants(&bench, "paper"))
		bench_paper(&bench);
	if (bench_wants(&bench, "stages"))
		bench_stages(&bench);
	if (bench_wants(&bench, "insight"))
		bench_insight(&bench);
	if (bench_wants(&bench, "report"))
		bench_report(&bench);
	bench_read(&bench);
	bench_screens(&bench);
	discard_copies();
	rmdir(folder);
	return 0;
}
