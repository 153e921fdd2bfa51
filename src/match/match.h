/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who and what are matched, and how one pair is measured: candidates (records of
 * people that wait for something), places (what is to be had), and for each kind the
 * catalogue of what the published criteria may measure.
 *
 * Facts are read once and frozen; what is computed from them is pure, so that the same
 * facts give the same answer on every machine and in every order of rows.
 */
#ifndef MATCH_MATCH_H
#define MATCH_MATCH_H

#include "base/str.h"
#include "match/rule.h"

struct match_ops;
struct match_facts;

/* How one criterion stands for one pair. */
enum { MEASURE_MISSED = -1, MEASURE_UNKNOWN = -2 };      /* else a share, 0..MATCH_SHARE; of a condition: met */

/* Registers the rules of the kinds that this room owns; call once at start, after cases_init(). */
void match_init(void);

/* What a reader is told of it: canonical values, frozen in the dossier; "" where there is none. */
#define MEASURED_VALUE 64
struct measured {
	int share;                           /* or MEASURE_MISSED, MEASURE_UNKNOWN */
	char has[MEASURED_VALUE], wants[MEASURED_VALUE];
};

enum { MEASURE_CONDITION = 1, MEASURE_WISH = 2 };        /* what it may serve as */
struct measure {
	const char *key;                     /* "size" */
	const char *label;                   /* N_() "Room for everybody" */
	const char *fields;                  /* what it reads: "need.people dwelling.people"; fields of the register, with blanks */
	unsigned may;
	const char *unit;                    /* of `full`: "days", "metres", "minutes", "count"; NULL: it has no scale */
	/* Fast, without memory; called for every pair. */
	int (*share)(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place);
	/* The same share, with the values. */
	void (*tell)(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
		struct measured *out);
	/* A translated sentence from the frozen values alone: "4 people, room for 5"; of what is not known a question to ask.
	 * `by` gives weight and scale, and is never NULL. */
	void (*words)(struct str *out, const struct match_criterion *by, const struct measured *is);
	/* What would change it, or NULL where nobody can: "A2 in German would meet it". */
	void (*remedy)(struct str *out, const struct match_criterion *by, const struct measured *is);
};

struct match_candidate {
	struct id application;               /* need, jobwish, enrolment, mentoring */
	struct id person;
	int waited;                          /* days */
	int64_t lot;                         /* drawn once, kept with the application; -1: not drawn yet */
	bool secret;                         /* their address is, and the place would be it: no list tells which */
};
struct match_place {
	struct id id;
	int capacity;                        /* places free now, at least 1 */
	struct id neighbourhood;             /* or none */
	int64_t lot;                         /* drawn once, kept with the place; -1: not drawn yet */
};
struct match_facts {
	const struct match_ops *ops;
	char day[11];                        /* on which they were read */
	struct match_candidate *candidate;
	int n_candidates;
	struct match_place *place;
	int n_places;
	struct match_column *column;         /* what the measures for any field read; see general.c */
	int n_columns;
	bool more;                           /* the nearest alone were read: there are others, farther off */
	void *own;                           /* of the kind */
};
/* A field's values, one for each candidate: days since 1970 of a date, hundredths of a number, 1 and 0 of yes and no. */
#define MATCH_NO_VALUE INT64_MIN
struct match_column { char *field; int64_t *value; };

/* What is to be read: everybody for a round, or one side narrowed to what can meet the conditions of the other. */
struct match_pick {
	struct id application;               /* this candidate alone, with the places that may suit; none: all */
	struct id place;                     /* this place alone, with the candidates whom it may suit; none: all */
	const struct match_rule *rule;       /* conditions that may narrow the reading; or NULL: none */
};

struct match_ops {
	enum match_what what;
	const char *word;                    /* "homes" */
	const char *title;                   /* N_() "Homes for households" */
	const char *application, *place;     /* kinds: "need", "dwelling" */
	const char *proposal;                /* "home_proposal" */
	const struct measure *measure;       /* ends with key NULL */
	/* Reads the facts; whoever is restricted, paused, gone or sealed is left out. ST_DENIED where the actor's role does not see
	 * the application or the place; ST_NOTFOUND where the one picked is not there, ST_INVALID, with words, where it does
	 * not wait or is not to be had. */
	enum status (*read)(struct store *store, const struct actor *actor, const struct match_pick *pick,
		struct match_facts *out, struct err *err);
	/* After the conditions are known, for what depends on all pairs (how many fit a vacancy); or NULL. */
	void (*settle)(struct match_facts *facts, const struct match_rule *rule);
	void (*clear)(struct match_facts *facts);            /* frees own; or NULL: free() */
};
extern const struct match_ops match_jobs_ops, match_homes_ops, match_courses_ops, match_mentors_ops;
const struct match_ops *match_ops(enum match_what what);
bool match_named(const char *word, enum match_what *out);
const struct match_ops *match_ops_of_proposal(const char *kind);        /* NULL: no such kind */
/* Of the kind's catalogue, then of those for any field; NULL. */
const struct measure *match_measure(enum match_what what, const char *key);
/* earlier, more, fewer, yes: of any field of the application or the person that stands for no protected ground; ends with
 * key NULL. */
extern const struct measure match_general[];
bool match_is_general(const struct measure *measure);
/* The first of them that may measure this field for this kind of matching (of "more" and "fewer" the former); NULL: none. */
struct kind;
struct field;
const struct measure *match_general_for(enum match_what what, const struct kind *kind, const struct field *field);
/* Reads what the rule's general measures need; match_read() has done it for the rule that it was given. */
enum status match_columns_read(struct store *store, const struct actor *actor, const struct match_rule *rule,
	struct match_facts *facts, struct err *err);

enum status match_read(struct store *store, const struct actor *actor, enum match_what what,
	const struct match_pick *pick, struct match_facts *out, struct err *err);
void match_facts_clear(struct match_facts *facts);

/* One pair by the criteria: thousandths of points. */
struct match_score {
	bool admissible;                     /* no condition is missed */
	int questions;                       /* criteria that are not known */
	int64_t points;
};
void match_score(const struct match_facts *facts, const struct match_rule *rule, int candidate, int place,
	struct match_score *out);
/* Whether every condition is met or not known; faster than the whole. */
bool match_admissible(const struct match_facts *facts, const struct match_rule *rule, int candidate, int place);
int64_t match_points_most(const struct match_rule *rule);               /* thousandths, of a pair with all wishes full */

/* The arithmetic, line by line: one for each criterion, in the rule's order. */
struct match_line {
	const struct match_criterion *by;
	struct measured is;
	int64_t points;                      /* thousandths; of a condition 0 */
};
int match_tell(const struct match_facts *facts, const struct match_rule *rule, int candidate, int place,
	struct match_line line[MATCH_CRITERIA_MOST]);

/* All pairs of facts that have one candidate or one place: those that nothing stands against first, by points; equal ones
 * by the longer wait, then by the lot, then by the place's; by ids only where lots are the same. At most `most` (0: all); free() it. */
struct match_rank { int candidate, place; struct match_score score; };
struct match_rank *match_rank(const struct match_facts *facts, const struct match_rule *rule, int most, int *count);

/* "57.5" as the chosen language writes it. */
void match_points_words(struct str *out, int64_t thousandths);

#endif
