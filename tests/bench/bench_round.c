/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whole rounds through the program's own functions, out of a file: who waits and what is free is read, all pairs are
 * weighed, the allocation is found and proved.  The one that is held against the aim has 10,000 households, 10,000 homes
 * and up to fifty homes that suit each; beside it the same pairs as a DIMACS file are read and solved alone.  The others
 * are all who wait in the town of the stages.
 *
 * Each runs in a process of its own, so that its memory is told.  --only round-homes asks about one alone.
 */
#include "config.h"

#include "bench.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "match/round.h"
#include "stagetown.h"
#include "store/inside.h"

/* ---- a town of 10,000 households that look, and as many homes ---- */

#define MANY "10000"
#define WARD(number) "CAST(printf('rqu%013d', (" number ") % 1000) AS BLOB)"
#define COUNT_TO(n) "WITH RECURSIVE n(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < " n " - 1) "

/* A thousand neighbourhoods a kilometre apart, ten homes in each: within a kilometre lie five of them. */
static const char *const town[] = {
	"UPDATE need SET state = 'withdrawn' WHERE gone = 0 AND state = 'open'",
	"UPDATE dwelling SET state = 'taken' WHERE gone = 0 AND state = 'free'",
	"UPDATE placement SET state = 'declined' WHERE gone = 0 AND state IN ('offered', 'accepted')",
	COUNT_TO("1000") "INSERT INTO neighbourhood(id, rev, gone, name, latitude, longitude) SELECT " WARD("n")
	", 1, 0, printf('Ward %d', n), 5190000 + n / 40 * 900, 440000 + n % 40 * 1460 FROM n",
	COUNT_TO(MANY) "INSERT INTO dwelling(id, rev, gone, address, neighbourhood, owner_kind, rooms, bedrooms, people, rent,"
	" service_costs, floor, step_free, pets, available, state) SELECT CAST(printf('rdw%013d', n) AS BLOB), 1, 0,"
	" printf('Dyke %d', n), " WARD("n") ", 'company', 4, 3, 4 + n % 4, 40000 + n * 7919 % 40000, 5000, n % 7, n % 5 <> 0, 1,"
	" date(:today, printf('%+d days', n % 60 - 20)), 'free' FROM n",
	"INSERT INTO need(id, rev, gone, person, lot, people, bedrooms, step_free, max_rent, pets, near, near_for, within,"
	" wishes_asked, state, asked) SELECT CAST(printf('rne%013d', p.rid) AS BLOB), 1, 0, p.id, p.rid * 104729 % 1099511627776,"
	" 1 + p.rid % 5, p.rid % 3, p.rid % 11 = 0, 90000, 0, " WARD("p.rid * 379") ", 'work', 1, 1, 'open',"
	" date(:today, printf('-%d days', p.rid * 7919 % 500)) FROM person p WHERE p.gone = 0 AND p.left IS NULL"
	" AND p.restricted IS NULL AND p.paused_until IS NULL LIMIT " MANY,
	"INSERT INTO preference(id, rev, gone, person, need, rank, neighbourhood) SELECT CAST(printf('rpr%013d', n.rid) AS BLOB),"
	" 1, 0, n.person, n.id, 1, " WARD("n.rid * 379 + 1") " FROM need n WHERE n.gone = 0 AND n.state = 'open'",
};

static void run(struct store *store, const char *sql, const char *today)
{
	struct stmt *stmt;
	struct err err;

	if (store_sql(store, sql, &stmt, &err) != ST_OK)
		bench_die(sql, err.text);
	if (strstr(sql, ":today"))
		stmt_text(stmt, "today", today);
	if (stmt_run(stmt, &err) != ST_OK)
		bench_die(sql, err.text);
}

static void fill(const char *path)
{
	struct store *store = bench_store(path, 65536, false);
	char today[11];
	struct err err;
	unsigned was;

	date_text(clock_today(), today);
	if (store_begin(store, &err) != ST_OK)
		bench_die("rounds", err.text);
	was = store_enter(store, DOOR_CHANGE);
	for (size_t i = 0; i < ARRAY_LEN(town); i++)
		run(store, town[i], today);
	store_leave(store, was);
	if (store_commit(store, &err) != ST_OK)
		bench_die("rounds", err.text);
	store_close(store);
}

/* ---- one round in a process of its own ---- */

struct told {
	int64_t cpu[ROUND_WRITES + 1], wall;     /* ns, by step */
	long kib;
	int people, places, placed;
	size_t pairs;
};
struct steps { struct told *told; int64_t began; enum round_step now; };

static bool stepped(void *ctx, enum round_step step, int64_t done, int64_t total)
{
	struct steps *steps = ctx;
	int64_t now = bench_cpu_ns();

	(void)done;
	(void)total;
	steps->told->cpu[steps->now] += now - steps->began;
	steps->began = now;
	steps->now = step;
	return true;
}

static void compute(const struct bench *bench, struct store *store, enum match_what what, struct told *told,
	struct round **round)
{
	struct steps steps = { .told = told, .began = bench_cpu_ns(), .now = ROUND_READS };
	struct round_ask ask = { .what = what, .progress = stepped, .ctx = &steps };
	int64_t began = bench_wall_ns();
	struct rusage usage;
	struct err err;

	if (round_compute(store, &bench->actor, &ask, round, &err) != ST_OK)
		bench_die("round", err.text);
	stepped(&steps, ROUND_WRITES, 0, 0);
	getrusage(RUSAGE_SELF, &usage);
	told->wall = bench_wall_ns() - began;
	told->kib = usage.ru_maxrss;
	told->people = (*round)->facts.n_candidates;
	told->places = (*round)->facts.n_places;
	told->placed = (*round)->placed;
	told->pairs = (*round)->n_pairs;
}

/* The pairs as the solver gets them, as a DIMACS file: points below the highest as costs, nothing dearer than no place. */
static void write_net(const struct round *round, const char *file)
{
	int people = round->facts.n_candidates, places = round->facts.n_places, sink = people + places + 1;
	int64_t most = match_points_most(&round->rule), dear = most * ((int64_t)people + 1);
	FILE *out = fopen(file, "we");

	if (!out)
		bench_die(file, "cannot be written");
	fprintf(out, "p min %d %zu\n", sink, round->n_pairs + (size_t)people + (size_t)places);
	for (int i = 1; i <= people; i++)
		fprintf(out, "n %d 1\n", i);
	fprintf(out, "n %d %d\n", sink, -people);
	for (size_t e = 0; e < round->n_pairs; e++)
		fprintf(out, "a %d %d 0 1 %" PRId64 "\n", round->pair[e].person + 1, people + round->pair[e].place + 1,
			most - round->pair[e].points);
	for (int i = 1; i <= people; i++)
		fprintf(out, "a %d %d 0 1 %" PRId64 "\n", i, sink, dear);
	for (int p = 0; p < places; p++)
		fprintf(out, "a %d %d 0 %d 0\n", people + p + 1, sink, round->places[p].seats);
	if (fclose(out))
		bench_die(file, "cannot be written");
}

static void in_the_child(const struct bench *bench, const char *path, enum match_what what, const char *net, int to)
{
	struct told told = { .kib = 0 };
	struct store *store = bench_store(path, 0, false);
	struct round *round;

	compute(bench, store, what, &told, &round);
	if (net)
		write_net(round, net);
	if (write(to, &told, sizeof(told)) != (ssize_t)sizeof(told))
		bench_die("round", "does not tell");
	_exit(0);
}

static struct told one_round(const struct bench *bench, const char *path, enum match_what what, const char *net)
{
	struct told told;
	int ends[2], status;
	pid_t child;

	fflush(NULL);
	if (pipe(ends) || (child = fork()) < 0)
		bench_die("round", "has no process");
	if (child == 0)
		in_the_child(bench, path, what, net, ends[1]);
	close(ends[1]);
	if (read(ends[0], &told, sizeof(told)) != (ssize_t)sizeof(told) || waitpid(child, &status, 0) != child || status)
		bench_die("round", "did not end well");
	close(ends[0]);
	return told;
}

/* ---- rows ---- */

static double seconds(int64_t ns)
{
	return (double)ns / 1e9;
}

static int64_t whole_of(const struct told *told)
{
	int64_t sum = 0;

	for (int step = 0; step <= ROUND_WRITES; step++)
		sum += told->cpu[step];
	return sum;
}

static int by_whole(const void *a, const void *b)
{
	int64_t x = whole_of(a), y = whole_of(b);

	return (x > y) - (x < y);
}

/* The middle one of the rounds. */
static struct told measure(const struct bench *bench, const char *path, enum match_what what, const char *net)
{
	struct told *all = mem_array((size_t)bench->rounds, sizeof(*all)), middle;

	for (int i = 0; i < bench->rounds; i++)
		all[i] = one_round(bench, path, what, net);
	qsort(all, (size_t)bench->rounds, sizeof(*all), by_whole);
	middle = all[bench->rounds / 2];
	free(all);
	return middle;
}

static void tell(const char *label, const struct told *told, double floor, bool aim)
{
	printf("(%d people, %d places, %zu pairs, %d placed)\n", told->people, told->places, told->pairs, told->placed);
	bench_row(label, "s", seconds(whole_of(told)), floor, AIM_NONE, 0);
	if (aim)
		bench_row("  its time at most", "s", seconds(whole_of(told)), 0, AIM_AT_MOST, 3);
	bench_row("  read", "s", seconds(told->cpu[ROUND_READS]), 0, AIM_NONE, 0);
	bench_row("  weighed", "s", seconds(told->cpu[ROUND_WEIGHS]), 0, AIM_NONE, 0);
	bench_row("  solved and proved", "s", seconds(told->cpu[ROUND_SOLVES] + told->cpu[ROUND_PROVES] +
		told->cpu[ROUND_WRITES]), 0, AIM_NONE, 0);
	bench_row("  by the clock", "s", seconds(told->wall), 0, aim ? AIM_AT_MOST : AIM_NONE, 3);
	bench_row("  its memory, the whole process", "MiB", (double)told->kib / 1024, 0, AIM_AT_MOST, 512);
}

static bool wanted(const struct bench *bench, const char *part)
{
	char *name = mem_fmt("round-%s", part);
	bool is = !bench->only || !strstr(bench->only, "round-") || strstr(bench->only, name);

	free(name);
	return is;
}

static void full_round(const struct bench *bench)
{
	char *net = mem_fmt("%s/round.min", bench->folder);
	const char *path = bench_copy(bench, "round");
	struct told told;
	double floor;

	fill(path);
	told = measure(bench, path, MATCH_HOMES, net);
	bench_net(bench, "the same pairs, the solver alone", net, &floor);
	tell("a round of 10,000 x 10,000 out of the file", &told, floor, true);
	unlink(net);
	free(net);
}

void bench_round(const struct bench *bench)
{
	static const enum match_what kinds[] = { MATCH_JOBS, MATCH_HOMES, MATCH_COURSES, MATCH_MENTORS };
	const char *path = NULL;

	if (wanted(bench, "full"))
		full_round(bench);
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		const char *word = match_ops(kinds[i])->word;
		char *label = mem_fmt("a round of all %s", word);
		struct told told;

		if (wanted(bench, word)) {
			if (!path)
				stagetown_fill(path = bench_copy(bench, "stages"));
			told = measure(bench, path, kinds[i], NULL);
			tell(label, &told, 0, false);
		}
		free(label);
	}
}
