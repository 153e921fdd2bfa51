/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who gets which place: the one best allocation of places with seats to people, out of the pairs that are
 * admissible, each with its points.
 *
 * Best is said in phases, each on what the phase before left open:
 *   ASSIGN_PLACED  as many people as possible get a place,
 *   ASSIGN_POINTS  the highest sum of points,
 *   ASSIGN_WAITED  of the people placed, the longest sum of days waited,
 *   ASSIGN_LOTS    the lowest sum of lots,
 *   ASSIGN_WHICH   the lowest sum of assign_which(lot, key): who of them gets which place.
 * The last two leave one allocation, whatever the order of rows; result->unique says whether that was proved.
 *
 * Method: a minimum-cost flow person -> place (-> group) -> sink, with the network simplex of figures/flow.h, the
 * first two phases in one cost (a person is worth more than all points), the others on the optimal face.  A person's
 * way past all places to the sink is "not placed".  Prices are the duals: shortest residual ways to the sink
 * (Ahuja, Magnanti, Orlin, Network Flows, 1993, ch. 9; Shapley and Shubik, The assignment game I, 1971, for what the
 * highest prices mean).  Pairs that are not given at first are priced out as in column generation (Dantzig and Wolfe
 * 1960; the shortlist method of Bertsekas).
 *
 * All numbers are integers.  Points are in thousandths, 0 or more.
 */
#ifndef FIGURES_ASSIGN_H
#define FIGURES_ASSIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum assign_phase { ASSIGN_PLACED, ASSIGN_POINTS, ASSIGN_WAITED, ASSIGN_LOTS, ASSIGN_WHICH, ASSIGN_PHASES };

/* A value in all phases, compared from the first on. */
struct assign_value {
	int64_t at[ASSIGN_PHASES];
};
/* Below 0, 0, above 0. */
int assign_compare(const struct assign_value *a, const struct assign_value *b);

struct assign_person {
	int64_t waited;         /* days, 0 .. ASSIGN_WAITED_MAX */
	int64_t lot;            /* 0 .. ASSIGN_LOT_MAX, no two alike */
};
struct assign_place {
	uint64_t key;           /* tells this place from the others, no two alike; of the place itself, not of its row */
	int seats;              /* 0 or more */
	int group;              /* index into caps, -1: none */
};
struct assign_pair {
	int person, place;      /* indexes; no pair twice */
	int64_t points;         /* 0 .. most_points */
};
#define ASSIGN_WAITED_MAX 1000000
#define ASSIGN_LOT_MAX (((int64_t)1 << 40) - 1)

/* What a pair adds in ASSIGN_WHICH: 40 bits mixed of both. */
int64_t assign_which(int64_t lot, uint64_t key);

/*
 * Pairs that were left out of `pairs` (a list of the best fifty a person) and may still belong into the optimum.
 * Once there is a solution, `ask` is called; it goes through the pairs it knows and hands each that reaches
 * assign_bar() to assign_offer().  Pairs given before are passed over.  It is asked until it has none, so that the
 * result is the optimum, the prices and the proof those of all pairs.  What it returns other than ST_OK ends the
 * computation.
 */
struct assign_asked;
typedef enum status assign_ask(void *with, struct assign_asked *asked, struct err *err);
/* The least points with which this pair would matter; above most_points: with none. */
int64_t assign_bar(const struct assign_asked *asked, int person, int place);
void assign_offer(struct assign_asked *asked, int person, int place, int64_t points);

struct assign_problem {
	int n_people, n_places, n_groups;
	const struct assign_person *people;
	const struct assign_place *places;
	const int *caps;                /* by group: at most so many seats of its places are given */
	const struct assign_pair *pairs; /* in any order */
	size_t n_pairs;
	int64_t most_points;            /* that any pair can have, also one offered later; 0: the highest of `pairs` */
	assign_ask *ask;                /* NULL: the pairs are all there are */
	void *ask_with;
	/* Called now and then with the phase under way and the steps done in all; false stops the computation.  May be
	 * NULL. */
	bool (*progress)(void *with, enum assign_phase phase, int64_t steps);
	void *progress_with;
};

/*
 * The result.  Prices are the highest that support the optimum: what the allocation loses, phase by phase, when
 * somebody from outside sits on a seat of the place, and counts under its group's cap ({0} where that takes nothing
 * from anybody).  So for a person who got nothing, and an admissible pair of theirs, read price[place] as the
 * threshold:
 *   at[ASSIGN_PLACED] is 1 (a seat is worth a person; 2: there is no seat at all, or its group's cap is 0);
 *   more points than at[ASSIGN_POINTS] would have won the place;
 *   as many points, and more days than at[ASSIGN_WAITED];
 *   as many days as well, and a lot below -at[ASSIGN_LOTS].
 * For who has a place, assign_needed() says the same.
 */
struct assign {
	int n_people, n_places, n_groups;
	int *place;                     /* by person, -1: none */
	int *taken;                     /* by place: seats given */
	int64_t total[ASSIGN_PHASES];   /* people placed; their points, days, lots; the sum of assign_which() */
	struct assign_value *price;     /* by place */
	struct assign_value *group_price; /* by group: its part of its places' prices */
	struct assign_value *worth;     /* by person: what it costs the allocation at the least to serve them, see
	                                 * assign_certify() */
	bool unique;                    /* no other allocation is as good in all phases: proved */
	int64_t steps;                  /* of the simplex, all phases */
	int rounds;                     /* in which pairs were asked for */
	size_t n_pairs;                 /* that the proof covers, those asked for included */
	struct assign_net *net;         /* for assign_needed() */
};

/*
 * ST_INVALID with a sentence when the problem is ill-formed (an index, a lot or key twice, a pair twice, a number out
 * of bounds, numbers so large that sums would not fit); ST_CANCELLED; what `ask` returned.  Nobody placeable is no
 * failure.  *out is assign_free()d by the caller, NULL on failure.
 */
enum status assign_solve(const struct assign_problem *problem, struct assign **out, struct err *err);
void assign_free(struct assign *assign);

/*
 * Proves the result from the problem and the duals alone, by other code than that which found it: every constraint
 * holds, the totals are right, and no pair that is not used, no person without a place and no free seat goes against
 * the prices (complementary slackness, in all phases at once).  With `ask`, the pairs of the problem and of the
 * result.  A flow that stands this test is optimal (Ahuja, Magnanti, Orlin, theorem 9.4).  ST_CORRUPT with a sentence
 * naming phase and kind of what does not hold.
 */
enum status assign_certify(const struct assign_problem *problem, const struct assign *assign, struct err *err);

/*
 * Exact for this person and each of their pairs, in the order in which assign_pairs() gives them: the least points
 * with which the person gets this place (or, for the place they have, keeps it), everything else as it is;
 * ASSIGN_NEVER when no number of points does.  One shortest way in the residual graph: some ten milliseconds in a
 * round of 10,000 at worst.
 */
#define ASSIGN_NEVER INT64_MAX
/* How many pairs the person has; *places and *points (NULL: not wanted) stay the result's. */
int assign_pairs(const struct assign *assign, int person, const int **places, const int64_t **points);
/* `least` has room for assign_pairs(). */
void assign_needed(const struct assign *assign, int person, int64_t *least);

#endif
