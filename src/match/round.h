/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A round: many people, few places, one allocation.  Facts are read and frozen, every
 * admissible pair gets its points by the criteria in force, the best allocation is
 * found and proved (figures/assign.h), and only then something is written: the round
 * with its proof, and a proposal with its dossier in the file of each person who would
 * get something, all in one change set.
 *
 * What was decided before stays: who has an open or locked proposal is taken out of the
 * computation, and so is the place.  Nothing here gives anybody anything; people
 * confirm each proposal (match/propose.h).
 */
#ifndef MATCH_ROUND_H
#define MATCH_ROUND_H

#include "match/caps.h"
#include "match/mix.h"

enum round_step { ROUND_READS, ROUND_WEIGHS, ROUND_SOLVES, ROUND_PROVES, ROUND_WRITES };
const char *round_step_words(enum round_step step);              /* translated: "Reading who waits" */

struct round_ask {
	enum match_what what;
	struct id round;                     /* a draft to be computed, or a computed one that is computed again; none: new */
	const struct id *place;              /* these places alone; NULL: all that are to be had */
	int n_places;
	const struct match_rule *rule;       /* a try of other weights, which cannot be saved; NULL: the criteria in force */
	bool (*progress)(void *ctx, enum round_step step, int64_t done, int64_t total);      /* false: stop; or NULL */
	void *ctx;
};

/* One who waits, with what the round would give. */
struct round_row {
	int candidate, place;                /* of facts; place -1: nothing */
	int64_t points;                      /* thousandths */
	int pairs;                           /* places that nothing stands against */
	int questions;                       /* criteria that are not known of this pair */
};
/* A pair that was not given to the solver at first. */
struct round_spare { int place; int points; };
struct round {
	struct round_ask ask;
	struct match_facts facts;
	struct match_rule rule;
	struct round_row *row;               /* by candidate, facts->n_candidates of them */
	struct match_caps caps;              /* of neighbourhoods, in force that day */
	struct match_capped solved;          /* by stage; rows have the facts' indexes */
	struct assign_person *people;
	struct assign_place *places;
	struct assign_pair *pair;            /* each candidate's best; the rest was priced out */
	size_t n_pairs;
	bool *out;                           /* by candidate: something was proposed already; not computed */
	bool *cut;                           /* by candidate: more places than stand in pair */
	struct round_spare *spare;           /* those others, as far as memory allows */
	size_t n_spare, spare_room;
	size_t *spare_from;                  /* by candidate: first of theirs; one more entry behind */
	int spared;                          /* candidates from here on are looked at anew */
	const struct match_criterion *condition[MATCH_CRITERIA_MOST];    /* of rule, in the order of how much they exclude */
	int n_conditions;
	int64_t *declined;                   /* pairs that were said no to, sorted: candidate << 32 | place */
	int n_declined;
	int waiting;                         /* people computed */
	int free;                            /* seats computed */
	int kept;                            /* people left out, since something was proposed to them already */
	int nowhere;                         /* people whom none of the places suits */
	int placed;
	int64_t points;                      /* thousandths, of all placed */
	struct match_mix mix;                /* of a round of homes: how evenly people live before and after it */
	struct id id;                        /* once it was saved, or of the one computed again */
	int64_t rev;
	bool try;                            /* by criteria that are not in force */
};

/* Nothing is written. ST_DENIED by the actor's role; ST_INVALID in words where nobody waits, nothing is to be had, or
 * nobody fits anything, with what would help; ST_CANCELLED. *out is round_free()d, NULL on failure. */
enum status round_compute(struct store *store, const struct actor *actor, const struct round_ask *ask,
	struct round **out, struct err *err);
void round_free(struct round *round);

/* Writes it as computed: proposals that were open in a computed round of the same id are replaced, locked ones stay.
 * ST_INVALID for a try; ST_CONFLICT where somebody changed the round meanwhile. Nothing is half-saved. */
enum status round_save(struct store *store, const struct actor *actor, struct round *round, struct id *set,
	struct err *err);

/* What caps of neighbourhoods did, one sentence each with its name, and how evenly people live before the round and after
 * it: lines, "" for other rounds than of homes. Of a round that was saved, out of its proof. */
enum status round_evenness(struct store *store, const struct actor *actor, const struct round *round, struct str *out,
	struct err *err);
json_t *round_caps_json(const struct round *round);
/* An id as JSON, null where there is none. */
json_t *round_id_json(struct id id);
/* The row of whoever waits by this application; -1: not in this round. */
int round_candidate(const struct round *round, struct id application);
enum status round_evenness_of(struct store *store, const struct actor *actor, struct id round, struct str *out,
	struct err *err);

/* What may follow on it; `reason` of what was published already is needed. Publishing: ST_INVALID where other criteria are in
 * force since, or where something of it is no longer to be had or waited for. */
enum status round_publish(struct store *store, const struct actor *actor, struct id round, struct err *err);
enum status round_close(struct store *store, const struct actor *actor, struct id round, struct err *err);
enum status round_cancel(struct store *store, const struct actor *actor, struct id round, const char *reason,
	struct err *err);

/* Who gets what, in the order of applications' ids: of a round in memory, or of one that was saved. */
struct round_pair {
	struct id application, person, place;
	int64_t points;                      /* thousandths */
	struct id proposal;                  /* none: of a round in memory that was not saved */
	int64_t rev;
	char state[16];                      /* "proposed" ... */
	bool locked, instead;
	bool secret;                         /* the person's address is: which place it is, the proposal tells that is opened */
	bool restricted;                     /* the person's file is: nothing in it changes until that is lifted */
	int64_t threshold;                   /* thousandths; -1: whoever fitted would have got it */
};
struct round_list { enum match_what what; struct round_pair *pair; int count; };
void round_list_of(const struct round *round, struct round_list *out);
enum status round_list_read(struct store *store, const struct actor *actor, struct id round, struct round_list *out,
	struct err *err);
void round_list_clear(struct round_list *list);

/* What differs between two rounds, or a round and a try: people who get another place, nothing, or something now. */
struct round_move { struct id application, person, was, is; int64_t points_was, points_is; bool secret; };
struct round_moves {
	struct round_move *move;
	int count;
	int same;                            /* who get the same in both */
	int64_t placed_was, placed_is, points_was, points_is;
};
/* ST_INVALID where they are of two kinds. */
enum status round_compare(const struct round_list *was, const struct round_list *is, struct round_moves *out,
	struct err *err);
void round_moves_clear(struct round_moves *moves);

/* The youngest published or closed round of the kind before this one (none: before today); none where there is none. */
enum status round_last(struct store *store, const struct actor *actor, enum match_what what, struct id before,
	struct id *out, struct err *err);

/* The proof that stands in the round: whether each dossier that still stands agrees with the commitment of that day.
 * What was erased counts as such; *wrong: how many were changed. */
struct round_proof {
	int proposals, agree, erased, wrong;
	int unproved;                        /* dossiers whose own numbers speak for another place (dossier_holds) */
	bool certified;
};
enum status round_check(struct store *store, const struct actor *actor, struct id round, struct round_proof *out,
	struct err *err);

#endif
