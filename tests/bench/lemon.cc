// SPDX-License-Identifier: EUPL-1.2
//
// lemon FILE: the same as flow FILE, by LEMON's network simplex (lemon.cs.elte.hu), to measure ours against.
#include <fstream>
#include <iostream>
#include <time.h>

#include <lemon/dimacs.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

static double seconds()
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	typedef lemon::SmartDigraph Graph;
	typedef lemon::NetworkSimplex<Graph, long long, long long> Simplex;
	Graph graph;
	Graph::ArcMap<long long> low(graph), most(graph), cost(graph);
	Graph::NodeMap<long long> supply(graph);
	std::ifstream in(argc == 2 ? argv[1] : "");

	if (!in) {
		std::cerr << "usage: lemon FILE\n";
		return 2;
	}
	double from = seconds();
	lemon::readDimacsMin(in, graph, low, most, cost, supply, 1LL << 60);
	double read = seconds();
	Simplex simplex(graph);
	simplex.lowerMap(low).upperMap(most).costMap(cost).supplyMap(supply);
	if (simplex.run() != Simplex::OPTIMAL) {
		std::cout << "no optimum\n";
		return 1;
	}
	double solved = seconds();
	printf("cost %lld, read in %.3f s, solved in %.3f s\n", simplex.totalCost<long long>(), read - from, solved - read);
	return 0;
}
