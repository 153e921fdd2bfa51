/* SPDX-License-Identifier: EUPL-1.2 */
/* The problem of an allocation, checked and put in order; what a way through it costs. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "figures/assign_own.h"

int assign_compare(const struct assign_value *a, const struct assign_value *b)
{
	for (int k = 0; k < ASSIGN_PHASES; k++)
		if (a->at[k] != b->at[k])
			return a->at[k] < b->at[k] ? -1 : 1;
	return 0;
}

/* The finaliser of SplitMix64 (Steele, Lea, Flood, Fast splittable pseudorandom number generators, 2014), twice. */
static uint64_t mixed(uint64_t z)
{
	z += 0x9e3779b97f4a7c15u;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

int64_t assign_which(int64_t lot, uint64_t key)
{
	return (int64_t)(mixed(mixed((uint64_t)lot) ^ key) >> 24);
}

struct assign_cost assign_cost_of(const struct assign_edge *edge)
{
	return (struct assign_cost){ { -edge->points, 0, 0, edge->which } };
}

struct assign_cost assign_cost_past(const struct assign_net *net, int person)
{
	return (struct assign_cost){ { net->dear, net->people[person].waited, -net->people[person].lot, 0 } };
}

int assign_cost_compare(const struct assign_cost *a, const struct assign_cost *b)
{
	for (int k = 0; k < COSTS; k++)
		if (a->at[k] != b->at[k])
			return a->at[k] < b->at[k] ? -1 : 1;
	return 0;
}

struct assign_cost assign_cost_sum(struct assign_cost a, const struct assign_cost *b)
{
	for (int k = 0; k < COSTS; k++)
		a.at[k] += b->at[k];
	return a;
}

struct assign_cost assign_cost_less(struct assign_cost a, const struct assign_cost *b)
{
	for (int k = 0; k < COSTS; k++)
		a.at[k] -= b->at[k];
	return a;
}

int assign_above(const struct assign_net *net, int place)
{
	int group = net->places[place].group;

	return group < 0 ? net->sink : net->n_people + net->n_places + group;
}

bool assign_net_knows(const struct assign_net *net, int person, int place)
{
	for (size_t e = net->first_of_person[person]; e < net->first_of_person[person + 1]; e++)
		if (net->edges[e].place == place)
			return true;
	return false;
}

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* Sorts. */
static bool twice(uint64_t *number, int n)
{
	qsort(number, (size_t)n, sizeof(*number), by_number);
	for (int i = 1; i < n; i++)
		if (number[i] == number[i - 1])
			return true;
	return false;
}

static enum status people_sound(const struct assign_problem *problem, struct err *err)
{
	uint64_t *lots = mem_array((size_t)problem->n_people, sizeof(*lots));
	enum status st = ST_OK;

	for (int i = 0; i < problem->n_people && st == ST_OK; i++) {
		const struct assign_person *person = &problem->people[i];

		if (person->waited < 0 || person->waited > ASSIGN_WAITED_MAX || person->lot < 0 ||
			person->lot > ASSIGN_LOT_MAX)
			st = err_set(err, ST_INVALID, _("Nothing was allotted: the days waited or the lot of application %d "
				"are out of bounds."), i + 1);
		lots[i] = (uint64_t)person->lot;
	}
	if (st == ST_OK && twice(lots, problem->n_people))
		st = err_set(err, ST_INVALID, _("Nothing was allotted: two applications have the same lot, so that a tie "
			"between them could not be decided. Draw a lot for one of them anew."));
	free(lots);
	return st;
}

static enum status places_sound(const struct assign_problem *problem, struct err *err)
{
	uint64_t *keys = mem_array((size_t)problem->n_places, sizeof(*keys));
	enum status st = ST_OK;

	for (int j = 0; j < problem->n_places && st == ST_OK; j++) {
		const struct assign_place *place = &problem->places[j];

		if (place->seats < 0 || place->group < -1 || place->group >= problem->n_groups)
			st = err_set(err, ST_INVALID, _("Nothing was allotted: the seats or the group of place %d are out of "
				"bounds."), j + 1);
		keys[j] = place->key;
	}
	for (int g = 0; g < problem->n_groups && st == ST_OK; g++)
		if (problem->caps[g] < 0)
			st = err_set(err, ST_INVALID, _("Nothing was allotted: the cap of group %d is below 0."), g + 1);
	if (st == ST_OK && twice(keys, problem->n_places))
		st = err_set(err, ST_INVALID, _("Nothing was allotted: two places have the same key, so that a tie between "
			"them could not be decided."));
	free(keys);
	return st;
}

/* Also finds the highest points. */
static enum status pairs_sound(const struct assign_problem *problem, int64_t *most, struct err *err)
{
	*most = problem->most_points;
	for (size_t p = 0; p < problem->n_pairs; p++) {
		const struct assign_pair *pair = &problem->pairs[p];

		if (pair->person < 0 || pair->person >= problem->n_people || pair->place < 0 ||
			pair->place >= problem->n_places || pair->points < 0 ||
			(problem->most_points && pair->points > problem->most_points))
			return err_set(err, ST_INVALID, _("Nothing was allotted: person, place or points of pair %zu are out of "
				"bounds."), p + 1);
		if (pair->points > *most)
			*most = pair->points;
	}
	return ST_OK;
}

/* What a person is worth must outweigh every change of points, and no sum may leave the numbers there are. */
static enum status weigh(struct assign_net *net, const struct assign_problem *problem, struct err *err)
{
	const int64_t fits = (int64_t)1 << 59;

	if (problem->n_pairs > INT_MAX / 2)
		return err_set(err, ST_INVALID, _("Nothing was allotted: there are more pairs of people and places than this "
			"program can hold at once. Allot in several rounds."));
	if (net->most + 1 > fits / 2 / (net->n_people + 1) / (net->n_nodes + 3))
		return err_set(err, ST_INVALID, _("Nothing was allotted: so many people with so many points are more than this "
			"program can add up without error. Use smaller weights, or allot in several rounds."));
	net->dear = 2 * (net->n_people + 1) * (net->most + 1);
	return ST_OK;
}

static void list_members(struct assign_net *net)
{
	int *next = mem_array((size_t)net->n_groups + 1, sizeof(*next));

	net->first_member = mem_array((size_t)net->n_groups + 2, sizeof(*net->first_member));
	net->members = mem_array((size_t)net->n_places, sizeof(*net->members));
	for (int j = 0; j < net->n_places; j++)
		if (net->places[j].group >= 0)
			net->first_member[net->places[j].group + 1]++;
	for (int g = 0; g < net->n_groups; g++) {
		net->first_member[g + 1] += net->first_member[g];
		next[g] = net->first_member[g];
	}
	for (int j = 0; j < net->n_places; j++)
		if (net->places[j].group >= 0)
			net->members[next[net->places[j].group]++] = j;
	free(next);
}

static void *copied(const void *from, int n, size_t size)
{
	void *to = mem_array((size_t)n, size);

	if (n)
		memcpy(to, from, (size_t)n * size);
	return to;
}

static void fill(struct assign_net *net, const struct assign_problem *problem)
{
	size_t people = (size_t)net->n_people, places = (size_t)net->n_places;

	net->people = copied(problem->people, net->n_people, sizeof(*net->people));
	net->places = copied(problem->places, net->n_places, sizeof(*net->places));
	net->caps = copied(problem->caps, net->n_groups, sizeof(*net->caps));
	list_members(net);
	net->first_of_person = mem_array(people + 1, sizeof(*net->first_of_person));
	net->first_at_place = mem_array(places + 1, sizeof(*net->first_at_place));
	net->place_of = mem_array(people, sizeof(*net->place_of));
	net->edge_of = mem_array(people, sizeof(*net->edge_of));
	net->taken = mem_array(places, sizeof(*net->taken));
	net->given = mem_array((size_t)net->n_groups, sizeof(*net->given));
	net->ahead = mem_array((size_t)net->n_nodes, sizeof(*net->ahead));
	net->edges_room = problem->n_pairs;
	net->edges = mem_array(net->edges_room, sizeof(*net->edges));
	for (size_t p = 0; p < problem->n_pairs; p++) {
		const struct assign_pair *pair = &problem->pairs[p];

		assign_net_add(net, pair->person, pair->place, pair->points);
	}
	assign_net_index(net);
}

static enum status no_pair_twice(const struct assign_net *net, struct err *err)
{
	int *last = mem_array((size_t)net->n_places, sizeof(*last));
	bool found = false;

	for (size_t e = 0; e < net->n_edges && !found; e++) {
		found = last[net->edges[e].place] == net->edges[e].person + 1;
		last[net->edges[e].place] = net->edges[e].person + 1;
	}
	free(last);
	return found ? err_set(err, ST_INVALID, _("Nothing was allotted: a person and a place are given as a pair twice."))
		     : ST_OK;
}

enum status assign_net_new(const struct assign_problem *problem, struct assign_net **out, struct err *err)
{
	struct assign_net *net = mem_alloc(sizeof(*net));
	enum status st = people_sound(problem, err);

	*out = NULL;
	net->n_people = problem->n_people;
	net->n_places = problem->n_places;
	net->n_groups = problem->n_groups;
	net->sink = problem->n_people + problem->n_places + problem->n_groups;
	net->n_nodes = net->sink + 1;
	if (st == ST_OK)
		st = places_sound(problem, err);
	if (st == ST_OK)
		st = pairs_sound(problem, &net->most, err);
	if (st == ST_OK)
		st = weigh(net, problem, err);
	if (st == ST_OK) {
		fill(net, problem);
		st = no_pair_twice(net, err);
	}
	if (st == ST_OK)
		*out = net;
	else
		assign_net_free(net);
	return st;
}

void assign_net_free(struct assign_net *net)
{
	if (!net)
		return;
	free(net->people);
	free(net->places);
	free(net->caps);
	free(net->members);
	free(net->first_member);
	free(net->edges);
	free(net->first_of_person);
	free(net->first_at_place);
	free(net->bids);
	free(net->place_of_pair);
	free(net->points_of_pair);
	free(net->place_of);
	free(net->edge_of);
	free(net->taken);
	free(net->given);
	free(net->ahead);
	free(net);
}

void assign_net_add(struct assign_net *net, int person, int place, int64_t points)
{
	if (net->n_edges == net->edges_room) {
		net->edges_room += net->edges_room / 4 + 64;
		net->edges = mem_resize(net->edges, net->edges_room, sizeof(*net->edges));
	}
	net->edges[net->n_edges++] = (struct assign_edge){ .person = person, .place = place, .points = points, .arc = -1,
		.which = assign_which(net->people[person].lot, net->places[place].key) };
}

/* Counts in first[i + 1] and adds up. */
static void add_up(size_t *first, int n)
{
	for (int i = 0; i < n; i++)
		first[i + 1] += first[i];
}

static void sort_by_person(struct assign_net *net)
{
	struct assign_edge *sorted = mem_array(net->n_edges, sizeof(*sorted));
	size_t *next;

	memset(net->first_of_person, 0, ((size_t)net->n_people + 1) * sizeof(*net->first_of_person));
	for (size_t e = 0; e < net->n_edges; e++)
		net->first_of_person[net->edges[e].person + 1]++;
	add_up(net->first_of_person, net->n_people);
	next = copied(net->first_of_person, net->n_people + 1, sizeof(*next));
	for (size_t e = 0; e < net->n_edges; e++)
		sorted[next[net->edges[e].person]++] = net->edges[e];
	free(next);
	free(net->edges);
	net->edges = sorted;
	net->edges_room = net->n_edges;
}

static void list_by_place(struct assign_net *net)
{
	size_t *next;

	memset(net->first_at_place, 0, ((size_t)net->n_places + 1) * sizeof(*net->first_at_place));
	for (size_t e = 0; e < net->n_edges; e++)
		net->first_at_place[net->edges[e].place + 1]++;
	add_up(net->first_at_place, net->n_places);
	next = copied(net->first_at_place, net->n_places + 1, sizeof(*next));
	net->bids = mem_resize(net->bids, net->n_edges, sizeof(*net->bids));
	for (size_t e = 0; e < net->n_edges; e++)
		net->bids[next[net->edges[e].place]++] = (struct assign_bid){ .person = net->edges[e].person,
			.points = net->edges[e].points, .which = net->edges[e].which };
	free(next);
}

void assign_net_index(struct assign_net *net)
{
	sort_by_person(net);
	list_by_place(net);
}
