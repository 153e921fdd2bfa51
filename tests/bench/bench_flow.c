/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Rounds and other networks through the network simplex, and through LEMON's on the same file where it is installed:
 * equal cost, and at most 1.5 times its time.  Seconds are the processor's.
 */
#include "config.h"

#include "bench.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

static const struct net_row {
	const char *label, *made;
	bool round;
} nets[] = {
	{ "flow: 10,000 people x 10,000 places x 50", "round:10000:10000:50:1", true },
	{ "flow: 10,000 people x 4,000 places x 50", "round:10000:4000:50:2", true },
	{ "flow: 10,000 people x 1,000 places x 50", "round:10000:1000:50:8", true },
	{ "flow: 3,000 people x 50 places x 20", "round:3000:50:20:3", true },
	{ "flow: sources and sinks, 200,000 arcs", "net:20000:200000:2000:5", false },
	{ "flow: sources and sinks, 100,000 arcs", "net:5000:100000:500:4", false },
	{ "flow: lattice of 200 x 50", "grid:200:50:1000:6", false },
};

static const char *program(const char *variable)
{
	const char *path = getenv(variable);

	return path && *path ? path : NULL;
}

/* One line of what a program says of a file. */
static void run(const char *path, const char *option, const char *file, char line[256])
{
	char *command = mem_fmt("'%s' %s '%s'", path, option, file);
	FILE *out = popen(command, "r");

	if (!out || !fgets(line, 256, out) || pclose(out))
		bench_die(command, "did not end well");
	free(command);
}

static double number_after(const char *line, const char *words)
{
	const char *at = strstr(line, words);

	if (!at)
		bench_die(line, "is not what was expected");
	return strtod(at + strlen(words), NULL);
}

static void same_cost(const char *ours, const char *theirs)
{
	int64_t a, b;

	if (sscanf(ours, "cost %" SCNd64, &a) != 1 || sscanf(theirs, "cost %" SCNd64, &b) != 1 || a != b)
		bench_die("the costs of two programs on the same network", "are not equal");
}

/* All phases, proved, beside reading the edges and the solver alone. */
static void whole_round(const struct bench *bench, const char *file, double floor)
{
	struct samples whole = { 0 };
	char line[256];
	double kib = 0;

	for (int i = 0; i < bench->rounds; i++) {
		run(program("BENCH_FLOW"), "--round", file, line);
		samples_add(&whole, number_after(line, "read in ") + number_after(line, "solved in ") +
			number_after(line, "proved in "));
		kib = number_after(strstr(line, "proved in "), "s, ");
	}
	bench_row("  as a round: all phases, proved", "s", samples_at(&whole, 50), floor, AIM_NONE, 0);
	bench_row("  its time at most", "s", samples_at(&whole, 50), 0, AIM_AT_MOST, 3);
	bench_row("  its memory at most", "MiB", kib / 1024, 0, AIM_AT_MOST, 512);
	samples_free(&whole);
}

void bench_net(const struct bench *bench, const char *label, const char *file, double *alone)
{
	struct samples ours = { 0 }, theirs = { 0 }, floor = { 0 }, ratio = { 0 };
	char line[256], other[256];

	for (int i = 0; i < bench->rounds; i++) {
		run(program("BENCH_FLOW"), "", file, line);
		samples_add(&ours, number_after(line, "solved in "));
		samples_add(&floor, number_after(line, "read in ") + number_after(line, "solved in "));
		if (!program("BENCH_LEMON"))
			continue;
		run(program("BENCH_LEMON"), "", file, other);
		same_cost(line, other);
		samples_add(&theirs, number_after(other, "solved in "));
		samples_add(&ratio, ours.v[ours.n - 1] / (theirs.v[theirs.n - 1] + 1e-9));
	}
	if (theirs.n)
		bench_row_ratio(label, "s", samples_at(&ours, 50), samples_at(&theirs, 50), samples_at(&ratio, 50),
			AIM_AT_MOST, 1.5);
	else
		bench_row(label, "s", samples_at(&ours, 50), 0, AIM_NONE, 0);
	*alone = samples_at(&floor, 50);
	samples_free(&ours);
	samples_free(&theirs);
	samples_free(&floor);
	samples_free(&ratio);
}

void bench_flow(const struct bench *bench)
{
	char *file = mem_fmt("%s/net.min", bench->folder);

	if (!program("BENCH_FLOW"))
		bench_die("BENCH_FLOW", "does not name the program of tests/bench/flow.c");
	printf("%s\n", program("BENCH_LEMON") ? "flows: the solver alone, the floor is LEMON's; rounds: the floor is reading the "
		"pairs and the solver alone" : "flows: LEMON (liblemon-dev) was not there when this was configured, its times are left "
		"out");
	for (size_t i = 0; i < ARRAY_LEN(nets); i++) {
		double floor;
		char *command = mem_fmt("'%s' --make %s >'%s'", program("BENCH_FLOW"), nets[i].made, file);

		if (system(command))
			bench_die(command, "did not end well");
		free(command);
		bench_net(bench, nets[i].label, file, &floor);
		if (nets[i].round)
			whole_round(bench, file, floor);
	}
	unlink(file);
	free(file);
}
