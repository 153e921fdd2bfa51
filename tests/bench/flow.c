/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * flow [FILE]                 a DIMACS .min file (or standard input) solved: cost, seconds, proof
 * flow --round [FILE]         the same file read as a round, all phases: nodes that send one unit are people, the one that
 *                             receives is the sink, all others places
 * flow --make KIND:A:B:C:SEED a network made (nets.h), written as a DIMACS file to standard output
 *
 * Seconds are the processor's.
 */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/mem.h"
#include "figures/assign.h"
#include "nets.h"

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int make(const char *what)
{
	char kind[16];
	int a, b, c;
	uint64_t seed;
	struct net net;

	if (sscanf(what, "%15[a-z]:%d:%d:%d:%" SCNu64, kind, &a, &b, &c, &seed) != 5 ||
		!net_make(kind, a, b, c, seed, &net)) {
		fprintf(stderr, "flow: %s is no network; try round:100:100:5:1\n", what);
		return 2;
	}
	net_write(stdout, &net);
	net_free(&net);
	return fflush(stdout) != 0;
}

static int proved(const struct net *net, const struct flow *flow, int64_t *total, struct err *err)
{
	int64_t *on = mem_array((size_t)net->problem.n_arcs, sizeof(*on));
	int64_t *price = mem_array((size_t)net->problem.n_nodes, sizeof(*price));
	const int64_t *own = NULL, *prices = price;
	bool good;

	flow_copy(flow, on);
	for (int v = 0; v < net->problem.n_nodes; v++)
		price[v] = flow_price(flow, v);
	good = flow_certify(&net->problem, on, 1, &own, &prices, err) == ST_OK && flow_cost(&net->problem, on, total);
	free(on);
	free(price);
	return good;
}

static int solve(const struct net *net, double read)
{
	struct flow *flow;
	struct err err = { .text = "The cost does not fit." };
	double from = seconds(), solved;
	int64_t total;
	int rc = 1;

	if (flow_new(&net->problem, &flow, &err) != ST_OK) {
		printf("%s\n", err.text);
		return 1;
	}
	if (flow_solve(flow, NULL, &err) == ST_OK) {
		solved = seconds();
		rc = !proved(net, flow, &total, &err);
	}
	if (rc)
		printf("%s\n", err.text);
	else
		printf("cost %" PRId64 ", read in %.3f s, solved in %.3f s (%" PRId64 " steps), proved in %.3f s\n", total, read,
			solved - from, flow_steps(flow), seconds() - solved);
	flow_free(flow);
	return rc;
}

/* What a file says of a round, and lots and days of its own making. Costs are points below these. */
#define ROUND_MOST 1000000
struct round {
	struct assign_problem problem;
	struct assign_person *people;
	struct assign_place *places;
	struct assign_pair *pairs;
	int *row;               /* by node: of the people or the places */
};

static void nodes_of(const struct net *net, struct round *round)
{
	int n = net->problem.n_nodes;

	round->people = mem_array((size_t)n, sizeof(*round->people));
	round->places = mem_array((size_t)n, sizeof(*round->places));
	round->row = mem_array((size_t)n, sizeof(*round->row));
	for (int v = 0; v < n; v++) {
		if (net->supply[v] > 0) {
			round->row[v] = round->problem.n_people++;
			round->people[round->row[v]] = (struct assign_person){ v * 7919 % 1500, assign_which(v, 1) };
		} else if (!net->supply[v]) {
			round->row[v] = round->problem.n_places++;
			round->places[round->row[v]] = (struct assign_place){ (uint64_t)v, 0, -1 };
		}
	}
}

static void round_of(const struct net *net, struct round *round)
{
	memset(round, 0, sizeof(*round));
	nodes_of(net, round);
	round->pairs = mem_array((size_t)net->problem.n_arcs, sizeof(*round->pairs));
	for (int a = 0; a < net->problem.n_arcs; a++) {
		const struct flow_arc *arc = &net->arcs[a];
		bool person = net->supply[arc->from] > 0, sink = net->supply[arc->to] < 0;

		if (person && !sink)
			round->pairs[round->problem.n_pairs++] = (struct assign_pair){ round->row[arc->from],
				round->row[arc->to], ROUND_MOST - arc->cost };
		else if (!person && sink)
			round->places[round->row[arc->from]].seats = (int)arc->most;
	}
	round->problem.most_points = ROUND_MOST;
	round->problem.people = round->people;
	round->problem.places = round->places;
	round->problem.pairs = round->pairs;
}

static long most_kib(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss;
}

static int solve_round(const struct net *net, double read)
{
	struct round round;
	struct assign *assign;
	struct err err;
	double from, solved;
	int rc = 1;

	round_of(net, &round);
	from = seconds();
	if (assign_solve(&round.problem, &assign, &err) == ST_OK) {
		solved = seconds();
		if (assign_certify(&round.problem, assign, &err) == ST_OK) {
			printf("placed %" PRId64 ", points %" PRId64 ", read in %.3f s, solved in %.3f s, proved in %.3f s, %ld KiB, "
				"%s\n", assign->total[ASSIGN_PLACED], assign->total[ASSIGN_POINTS], read, solved - from,
				seconds() - solved, most_kib(), assign->unique ? "the only one" : "one of several");
			rc = 0;
		}
	}
	if (rc)
		printf("%s\n", err.text);
	assign_free(assign);
	free(round.people);
	free(round.places);
	free(round.pairs);
	free(round.row);
	return rc;
}

int main(int argc, char **argv)
{
	bool round = argc > 1 && !strcmp(argv[1], "--round");
	const char *path = argc > 1 + round ? argv[1 + round] : NULL;
	FILE *in = stdin;
	struct net net;
	double from = seconds();
	long line;
	int rc;

	if (argc == 3 && !strcmp(argv[1], "--make"))
		return make(argv[2]);
	if (argc > 2 + round || (path && !(in = fopen(path, "re")))) {
		fprintf(stderr, "usage: flow [--round] [FILE] | flow --make KIND:A:B:C:SEED\n");
		return 2;
	}
	if (!net_read(in, &net, &line)) {
		fprintf(stderr, "flow: line %ld is not of the DIMACS format for minimum-cost flows\n", line);
		return 1;
	}
	rc = round ? solve_round(&net, seconds() - from) : solve(&net, seconds() - from);
	net_free(&net);
	if (in != stdin)
		fclose(in);
	return rc;
}
