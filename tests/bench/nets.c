/* SPDX-License-Identifier: EUPL-1.2 */
/* Networks from DIMACS files and from seeds. */
#include "nets.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void net_free(struct net *net)
{
	free(net->supply);
	free(net->arcs);
	memset(net, 0, sizeof(*net));
}

static void net_new(struct net *net, int nodes, int arcs)
{
	net->supply = mem_array((size_t)nodes, sizeof(*net->supply));
	net->arcs = mem_array((size_t)arcs, sizeof(*net->arcs));
	net->problem = (struct flow_problem){ .n_nodes = nodes, .supply = net->supply, .arcs = net->arcs };
}

static bool read_line(const char *text, struct net *net, int *room)
{
	struct flow_arc arc;
	int64_t supply;
	int v, m;

	switch (text[0]) {
	case 'p':
		if (net->arcs || sscanf(text, "p min %d %d", &v, &m) != 2 || v < 1 || m < 0)
			return false;
		net_new(net, v, m);
		*room = m;
		return true;
	case 'n':
		if (!net->arcs || sscanf(text, "n %d %" SCNd64, &v, &supply) != 2 || v < 1 || v > net->problem.n_nodes)
			return false;
		net->supply[v - 1] = supply;
		return true;
	case 'a':
		if (net->problem.n_arcs >= *room || sscanf(text, "a %d %d %" SCNd64 " %" SCNd64 " %" SCNd64, &arc.from,
			&arc.to, &arc.low, &arc.most, &arc.cost) != 5)
			return false;
		arc.from--;
		arc.to--;
		net->arcs[net->problem.n_arcs++] = arc;
		return true;
	default:
		return text[0] == 'c' || text[0] == '\n' || text[0] == '\0';
	}
}

bool net_read(FILE *in, struct net *net, long *line)
{
	char text[256];
	int room = 0;

	memset(net, 0, sizeof(*net));
	for (*line = 1; fgets(text, sizeof(text), in); ++*line) {
		if (!read_line(text, net, &room)) {
			net_free(net);
			return false;
		}
		while (!strchr(text, '\n') && fgets(text, sizeof(text), in))
			;
	}
	if (net->arcs && net->problem.n_arcs == room)
		return true;
	net_free(net);
	return false;
}

void net_write(FILE *out, const struct net *net)
{
	fprintf(out, "p min %d %d\n", net->problem.n_nodes, net->problem.n_arcs);
	for (int v = 0; v < net->problem.n_nodes; v++)
		if (net->supply[v])
			fprintf(out, "n %d %" PRId64 "\n", v + 1, net->supply[v]);
	for (int a = 0; a < net->problem.n_arcs; a++) {
		const struct flow_arc *arc = &net->arcs[a];

		fprintf(out, "a %d %d %" PRId64 " %" PRId64 " %" PRId64 "\n", arc->from + 1, arc->to + 1, arc->low,
			arc->most, arc->cost);
	}
}

/* SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t next_of(uint64_t *seed)
{
	uint64_t z = *seed += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static int below(uint64_t *seed, int n)
{
	return (int)(next_of(seed) % (uint64_t)n);
}

static void put(struct net *net, int from, int to, int64_t most, int64_t cost)
{
	net->arcs[net->problem.n_arcs++] = (struct flow_arc){ .from = from, .to = to, .most = most, .cost = cost };
}

/* Eight wishes of uneven weight, each met by none, half or all, and days waited. */
static int64_t points_of(uint64_t *seed)
{
	static const int weight[] = { 300, 200, 150, 100, 100, 50, 50 };
	int64_t points = (int64_t)below(seed, 1001) * 50;

	for (size_t i = 0; i < ARRAY_LEN(weight); i++)
		points += (int64_t)weight[i] * 500 * below(seed, 3);
	return points;
}

static void make_round(struct net *net, int people, int places, int each, uint64_t *seed)
{
	int sink = people + places;
	int64_t most = 1000000, dear = 2 * ((int64_t)people + 1) * (most + 1);
	int *last = mem_array((size_t)places, sizeof(*last));

	net_new(net, people + places + 1, people * (each + 1) + places);
	for (int i = 0; i < people; i++) {
		net->supply[i] = 1;
		put(net, i, sink, FLOW_FREE, dear + most);
		for (int k = 0; k < each && k < places; k++) {
			int j = below(seed, places);

			while (last[j] == i + 1)
				j = (j + 1) % places;
			last[j] = i + 1;
			put(net, i, people + j, FLOW_FREE, most - points_of(seed));
		}
	}
	for (int j = 0; j < places; j++)
		put(net, people + j, sink, 1, 0);
	net->supply[sink] = -people;
	free(last);
}

/* a nodes, b arcs, c sources and as many sinks. */
static void make_net(struct net *net, int nodes, int arcs, int ends, uint64_t *seed)
{
	net_new(net, nodes, arcs + nodes);
	for (int s = 0; s < ends; s++) {
		int64_t amount = 100 + below(seed, 900);
		int at = s;

		net->supply[s] += amount;
		net->supply[nodes - 1 - s] -= amount;
		for (int hop = below(seed, 8); hop >= 0 && net->problem.n_arcs < nodes; hop--) {
			int to = hop ? ends + below(seed, nodes - 2 * ends) : nodes - 1 - s;

			if (to == at)
				continue;
			put(net, at, to, amount, 1 + below(seed, 10000));
			at = to;
		}
		if (at != nodes - 1 - s)
			put(net, at, nodes - 1 - s, amount, 10000);
	}
	while (net->problem.n_arcs < arcs) {
		int from = below(seed, nodes), to = below(seed, nodes);

		if (from != to)
			put(net, from, to, 1 + below(seed, 1000), 1 + below(seed, 10000));
	}
}

/* a wide, b high; c: how far apart upper bounds are. */
static void make_grid(struct net *net, int wide, int high, int most, uint64_t *seed)
{
	net_new(net, wide * high + 1, 3 * wide * high + 2 * high);
	for (int x = 0; x < wide; x++)
		for (int y = 0; y < high; y++) {
			int at = x * high + y;

			if (x + 1 < wide)
				put(net, at, at + high, 1 + below(seed, most), 1 + below(seed, 1000));
			if (y + 1 < high)
				put(net, at, at + 1, 1 + below(seed, most), 1 + below(seed, 1000));
			if (y)
				put(net, at, at - 1, 1 + below(seed, most), 1 + below(seed, 1000));
		}
	for (int y = 0; y < high; y++) {
		int64_t amount = 1 + below(seed, most);

		net->supply[y] += amount;
		net->supply[(wide - 1) * high + y] -= amount;
		put(net, y, wide * high, FLOW_FREE, 100000);
		put(net, wide * high, (wide - 1) * high + y, FLOW_FREE, 100000);
	}
}

bool net_make(const char *kind, int a, int b, int c, uint64_t seed, struct net *net)
{
	memset(net, 0, sizeof(*net));
	if (a < 2 || b < 1 || c < 1)
		return false;
	if (!strcmp(kind, "round"))
		make_round(net, a, b, c, &seed);
	else if (!strcmp(kind, "net") && a > 2 * c)
		make_net(net, a, b, c, &seed);
	else if (!strcmp(kind, "grid"))
		make_grid(net, a, b, c, &seed);
	else
		return false;
	return true;
}
