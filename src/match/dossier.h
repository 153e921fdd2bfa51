/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The dossier of a proposal: what was measured, counted and compared on the day it was
 * computed, frozen as JSON without prose in the proposal's record.  Words are made of
 * it when it is read, in the reader's language.  No other person's data stand in it.
 *
 * {"v": 1, "what": "homes", "day": "2026-05-04", "rule": {"id": "..." or null, "version": 2, "digest": "..."},
 *  "application": "...", "person": "...", "place": "...", "round": "..." or null, "waited": 212, "lot": 48120,
 *  "criteria": [{"key", "measure", "field", "condition", "weight", "full", "unknown", "has", "wants", "share", "points"}],
 *  "points": 57500, "most": 100000,
 *  "threshold": {"placed": 1, "points": 41000, "waited": 30, "cap": false}, "needed": 40500,
 *  "others": [{"place", "points", "threshold", "needed"}], "left_out": 0,
 *  "rank": 2, "of": 14, "nonce": "..."}
 * Points are thousandths, shares thousandths of a weight (-1 missed, -2 not known); "needed" -1: not computed, -2: by no
 * number of points.  Of a single offer there is no threshold, and of a round no rank.
 */
#ifndef MATCH_DOSSIER_H
#define MATCH_DOSSIER_H

#include "base/sheet.h"
#include "match/round.h"
#include "register/read.h"

#define DOSSIER_OTHERS 20                /* the nearest of the other places; the rest is counted */
#define DOSSIER_NEVER (-2)               /* by no number of points */
#define DOSSIER_UNSAID (-1)              /* not computed: in a very large round, or without one */

/* From what a place went to somebody. */
struct dossier_threshold {
	int64_t placed;                      /* 0: a seat stayed free; 1: all were wanted; more: none can be had at all */
	int64_t points;                      /* thousandths: more would have won it */
	int64_t waited;                      /* days that told equal points apart; 0: points alone decided */
	bool cap;                            /* a cap of its neighbourhood is part of it */
};
struct dossier_line {
	struct match_criterion by;           /* as it held that day; label and reason in the reader's language, yours */
	struct measured is;
	int64_t points;
};
struct dossier_other {
	struct id place;
	int64_t points;
	struct dossier_threshold threshold;
	int64_t needed;                      /* points with which this place would have been proposed instead */
};
struct dossier {
	enum match_what what;
	char day[11];
	struct id rule;
	int version;                         /* of the criteria */
	char digest[65];
	struct id application, person, place, round;
	int waited;
	int64_t lot;
	struct dossier_line line[MATCH_CRITERIA_MOST];
	int n_lines;
	int64_t points, most;
	struct dossier_threshold threshold;
	int64_t needed;                      /* the fewest points with which this place would still have been proposed */
	struct dossier_other other[DOSSIER_OTHERS];
	int n_others, left_out;
	int rank, of;                        /* of a single offer: by points among all whom the place suits */
};

/* Frozen text of a row of a round (`needed` is computed where the round is not very large), or of a single pair. Yours. */
char *dossier_of_row(const struct round *round, struct id id, int candidate);
/* How one who waits stands in a round in memory, also who gets nothing: each place that suits with its points, and with how
 * many it would have been theirs. */
void dossier_standing(struct str *out, struct store *store, const struct actor *actor, const struct round *round,
	int candidate);
struct dossier_rank { int rank, of; };
char *dossier_of_pair(const struct match_facts *facts, const struct match_rule *rule, int candidate, int place,
	const struct dossier_rank *rank);
/* BLAKE2b-256 in hex of the frozen text. */
void dossier_commitment(const char *text, char out[65]);

/* Whether its own numbers show that no other place was better for this person, thresholds taken off: the person's part of
 * the proof (complementary slackness), which can be done by hand. True of a single offer. */
bool dossier_holds(const struct dossier *dossier);

/* ST_CORRUPT where it is none. */
enum status dossier_read(const char *text, struct dossier *out, struct err *err);
/* Of a proposal's record; the criteria's labels and reasons of that version come along. */
enum status dossier_load(struct store *store, const struct actor *actor, const struct record *proposal,
	struct dossier *out, struct err *err);
void dossier_clear(struct dossier *dossier);

/* "57.5", "41.55": with all the digits there are, so that sums can be checked by hand. */
void dossier_points(struct str *out, int64_t thousandths);
/* One line of arithmetic, for screens: label; "4 people, room for 5"; "30 × 1.0 = 30.0" ("" of a condition). */
void dossier_line_label(struct str *out, const struct dossier_line *line);
void dossier_line_words(struct str *out, const struct dossier *dossier, int line);
void dossier_line_sum(struct str *out, const struct dossier_line *line);
/* "It went to somebody from 41.0 points"; "Everybody whom it fits could have had it". */
void dossier_threshold_words(struct str *out, const struct dossier *dossier);
/* Sentences, each ended by a line break: what would have changed the outcome. Without a store other places have no names. */
void dossier_change_words(struct str *out, struct store *store, const struct actor *actor, const struct dossier *dossier);
/* The arithmetic, the threshold and what would change it, onto a paper, without anybody's name. */
void dossier_words(struct sheet *sheet, struct store *store, const struct actor *actor, const struct dossier *dossier);

/* The same, each sentence a line of its own, other places without their names: for the person's own copy (field_teller). */
void dossier_lines(struct str *out, const struct dossier *dossier);

/* The paper for the person concerned: what for, by which criteria, line by line, from when it goes to somebody, what would
 * change it, that a person decides, who decided what and why, how to object. In `language` (empty: the one that holds); errors
 * are in the one that holds. ST_INVALID while its round is not published. */
enum status dossier_paper(struct store *store, const struct actor *actor, const struct record *proposal,
	const char *municipality, const char *language, struct sheet **out, struct err *err);

/* Registers how the register tells dossiers in words; once at start. */
void dossier_init(void);

#endif
