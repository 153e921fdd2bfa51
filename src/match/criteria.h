/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Criteria in the hands of people: putting a version in force, how two differ, what the
 * town publishes of them.  Reading and judging is rule.h's.
 */
#ifndef MATCH_CRITERIA_H
#define MATCH_CRITERIA_H

#include "base/sheet.h"
#include "match/match.h"
#include "register/change.h"

/* "How homes are given", for heads. Translated. */
const char *match_what_title(enum match_what what);

/* Text in the format of schema/matching/: of one version as it was written, of the default as it is built in. Yours. */
enum status match_rule_text(struct store *store, enum match_what what, struct id id, char **out, struct err *err);
/* The same criteria with these weights: of wishes only. The rule is read and judged anew; ST_INVALID as match_rule_read(). */
struct matching_weight;
enum status match_rule_weigh(const char *text, const struct matching_weight *weight, int n, char **out,
	struct err *err);

/* A new version, by supervisors and administrators: `since` and the rest as people type them, NULL or "": today, nothing.
 * ST_INVALID says what is wrong with it; nothing is saved then. `set` may be NULL. */
struct match_enact { const char *text, *since, *decided_by, *remark; };
enum status match_rule_enact(struct store *store, const struct actor *actor, const struct match_enact *what,
	struct id *set, struct err *err);

/* Refuses a canonical day that lies behind. */
enum status match_since_check(const char *since, struct err *err);

/* All versions of one kind, the youngest first; the default is none of them. free() it. */
struct match_version { struct id id; int version; char since[11]; };
enum status match_versions(struct store *store, enum match_what what, struct match_version **out, int *count,
	struct err *err);

/* "From 1 June 2026 version 3 holds." of the next one that is recorded; nothing where there is none. */
enum status match_rule_coming(struct store *store, enum match_what what, struct str *out, struct err *err);

/* One sentence for each difference, in the chosen language, each ended by a line break; "" where they say the same. */
void match_rule_differences(struct str *out, const struct match_rule *from, const struct match_rule *to);
/* "Version 2, in force since 4 May 2026, decided by ..." */
void match_rule_standing(struct str *out, const struct match_rule *rule);
/* How a criterion counts, for lists: "never broken"; "30 of 100 points, in full from 365 days". */
void match_criterion_counts(struct str *out, const struct match_rule *rule, const struct match_criterion *by);
/* "365 days": at what it counts in full. */
void match_criterion_scale(struct str *out, const struct match_criterion *by);
/* What it reads: labels of fields, parted by commas. */
void match_criterion_fields(struct str *out, const struct match_criterion *by);
/* Of the weights of all wishes. */
int match_weights(const struct match_rule *rule);

/* The same as a paper, with what they are: a draft against what is in force; every version against the one before. Sheets
 * are yours; NULL after a failure. */
struct sheet *match_differences_paper(const struct match_rule *from, const struct match_rule *to);
enum status match_versions_paper(struct store *store, enum match_what what, struct sheet **out, struct err *err);
/* The public notice, in the chosen language. */
enum status match_notice(struct store *store, const struct match_rule *rule, struct sheet **out, struct err *err);

#endif
