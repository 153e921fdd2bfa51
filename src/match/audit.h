/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whether anybody's place depends on what it must not depend on, asked of the city's own data.
 *
 * Tried: every field of the register that is, or stands for, a protected ground (`stands_for`) and belongs to a person
 * gives its value to somebody else who waits, as a dealt pack of cards; everybody and everything is read anew, and each
 * pair has to have the same points as before. So it is with rows in the opposite order, with other ids, and with the
 * narrow reading for one person or one place. A metamorphic test: the right points need not be known, only what must
 * not change them (Chen, Cheung and Yiu 1998; for fairness Galhotra, Brun and Meliou 2017). What a published criterion
 * names is not tried but said: whoever needs a step-free home is matched by that.
 *
 * Told: how many asked, were offered something and how long it took, by each of those fields that holds groups. Groups
 * of fewer than AUDIT_LEAST are put together, and with the next larger ones until nothing follows from a difference;
 * counts are rounded to fives.
 *
 * And the grounds on which nothing is recorded: those cannot be tested, and the audit says so.
 *
 * The file is changed within a transaction that is always rolled back; others can read meanwhile, and wait with saving.
 */
#ifndef MATCH_AUDIT_H
#define MATCH_AUDIT_H

#include "base/sheet.h"
#include "match/match.h"
#include "register/gate.h"
#include "register/register.h"

#define AUDIT_LEAST 10
#define AUDIT_YEARS 2                /* of what is told by groups */

enum audit_by {
	AUDIT_FIELD,                 /* values dealt anew */
	AUDIT_ROWS,                  /* rows in the opposite order */
	AUDIT_IDS,                   /* other ids of applications, persons and places */
	AUDIT_NARROW,                /* read for one person, one place */
};
struct audit_try {
	enum audit_by by;
	const struct kind *kind;     /* AUDIT_FIELD; else NULL */
	const struct field *field;
	bool named;                  /* a criterion in force reads it: not tried */
	int64_t values;              /* that went to somebody else, and were different */
	int64_t people;              /* who waited before and after; whoever came or went by a law's age is not compared */
	int64_t gone;                /* who came or went */
	int64_t pairs, differ;       /* compared; with other points, or otherwise admissible */
};

/* Of those who asked in the last AUDIT_YEARS. */
struct audit_group {
	char *value;                 /* canonical; "" not recorded; NULL: small groups together */
	int64_t asked, offered, waiting;             /* rounded to fives */
	int64_t days_offered, days_waiting;          /* medians; -1: of fewer than AUDIT_LEAST */
};
struct audit_by_field {
	const struct kind *kind;
	const struct field *field;   /* a date of birth: by bands of years, "-24", "25-44", "45-64", "65-" */
	struct audit_group *group;   /* the largest first; none: too few people to tell of any */
	int count;
};

struct match_audit {
	enum match_what what;
	int candidates, places;
	bool sampled;                /* not all pairs: there are too many; then every n-th candidate with all places */
	struct audit_try *tried;
	int n_tried;
	struct audit_by_field *told;
	int n_told;
	const struct gate_ground **untested;         /* on which nothing is recorded that is tried here */
	int n_untested;
	int64_t differ;              /* of all tries */
};

/* Whoever sees who waits may ask, and is told of groups by the fields that they see; supervisors and auditors, who see
 * nobody's file, may ask as well: nothing of it tells of a person. ST_DENIED to others; ST_IO, ST_BUSY as store_begin().
 * `progress` may be NULL; false stops. */
bool match_audit_may(const struct actor *actor, enum match_what what);
typedef bool audit_progress(void *ctx, int64_t done, int64_t total);
enum status match_audit(struct store *store, const struct actor *actor, enum match_what what, audit_progress *progress,
	void *ctx, struct match_audit *out, struct err *err);
/* The same by these criteria, such as a draft before it is put in force. */
enum status match_audit_by(struct store *store, const struct actor *actor, const struct match_rule *rule,
	audit_progress *progress, void *ctx, struct match_audit *out, struct err *err);
void match_audit_clear(struct match_audit *audit);

/* audit_groups.c */
enum status audit_groups(struct store *store, const struct actor *actor, enum match_what what, struct match_audit *audit,
	struct err *err);

/* What was tried, in words: "Gender of the person", "Rows in the opposite order". */
void audit_try_words(struct str *out, const struct audit_try *tried);
/* "Woman", "Not recorded", "Other groups together". */
void audit_group_words(struct str *out, const struct audit_by_field *by, const struct audit_group *group);
/* The whole of it onto a paper, in the chosen language. */
void match_audit_paper(struct sheet *out, const struct match_audit *audit);
/* The same change of values, for tests: deals the values of a field anew among those who wait. Within a transaction. */
enum status audit_deal(struct store *store, const struct match_facts *facts, const struct kind *kind,
	const struct field *field, int64_t *changed, struct err *err);

#endif
