/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The published criteria by which people and places are matched: conditions, which
 * are never broken, and wishes, each with its weight.  The default of each kind comes
 * with the program (schema/matching/); a town puts its own version in force from a day
 * on (kind match_rule), and old ones stay, so that what was decided can be explained.
 */
#ifndef MATCH_RULE_H
#define MATCH_RULE_H

#include "base/id.h"
#include "register/actor.h"
#include "store/store.h"

enum match_what { MATCH_JOBS, MATCH_HOMES, MATCH_COURSES, MATCH_MENTORS, MATCH_KINDS };

#define MATCH_KEY 32
#define MATCH_SHARE 1000             /* the whole weight; shares are thousandths of it */
#define MATCH_WEIGHT_MOST 1000
#define MATCH_CRITERIA_MOST 24       /* conditions and wishes together */

struct measure;                      /* match/match.h */
struct match_criterion {
	char key[MATCH_KEY];
	bool condition;              /* else a wish */
	char measure_key[MATCH_KEY];
	const struct measure *measure;   /* of the catalogue of its kind, or a general one */
	char *field;                 /* of a general measure: "application.FIELD", "person.FIELD"; else NULL */
	int weight;                  /* of a wish, 1..MATCH_WEIGHT_MOST */
	int unknown;                 /* of a wish: the share where it is not known, 0..MATCH_SHARE */
	int64_t full;                /* the value at which the share is full, in the measure's unit; 0: it needs none */
	char *label, *reason;        /* in the reader's language as far as it is there; of the defaults msgids: match_text() */
};
struct match_rule {
	enum match_what what;
	struct id id;                /* none: the default */
	int version;                 /* 0: the default, 1, 2, ... */
	char since[11];              /* "": always */
	char *purpose;               /* as labels are: match_text() */
	char *decided_by, *remark;   /* by whom, and where it is published; or NULL */
	struct match_criterion criterion[MATCH_CRITERIA_MOST];   /* conditions first */
	int count;
	char digest[65];             /* BLAKE2b-256, in hex, of what decides: keys, measures, fields, weights, full, unknown */
};

/* The criteria that come with the program. */
void match_rule_default(enum match_what what, struct match_rule *out);
/* Those that hold on that day ("": today); never ST_NOTFOUND. */
enum status match_rule_on(struct store *store, enum match_what what, const char *day, struct match_rule *out,
	struct err *err);
/* Of one version, however old; none: the default. */
enum status match_rule_of(struct store *store, enum match_what what, struct id id, struct match_rule *out,
	struct err *err);
void match_rule_copy(struct match_rule *out, const struct match_rule *rule);
void match_rule_clear(struct match_rule *rule);
/* Makes the digest anew, after a weight was changed on a copy. */
void match_rule_seal(struct match_rule *rule);
/* The criterion with that key, or NULL. */
const struct match_criterion *match_criterion_named(const struct match_rule *rule, const char *key);
/* A label, reason or purpose in the chosen language: what comes with the program is translated, a town's own words stand as
 * they were read. */
const char *match_text(const char *text);

/* Reads criteria as somebody wrote them, and judges them: ST_INVALID says in which line what is wrong and what would
 * resolve it (what cannot be measured, weighs nothing or too much, contradicts itself, or is or stands for a protected
 * ground). `out` is cleared then. */
enum status match_rule_read(struct match_rule *out, const char *text, struct err *err);

#endif
