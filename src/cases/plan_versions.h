/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The versions of a plan, read from the journal.  What was agreed changes when a step
 * or a promise is added, taken out or worded anew, given to another or to another
 * day; that a step is done is progress within a version.  What one colleague changes
 * on one day is one version, unless the plan was signed in between: what was signed
 * stays as it was signed.  Another template makes another version.
 */
#ifndef CASES_PLAN_VERSIONS_H
#define CASES_PLAN_VERSIONS_H

#include "register/read.h"

struct plan_version {
	int number;                   /* from 1 */
	int64_t from_ms, to_ms;       /* its first and last change */
	char user[64];                /* who made it */
	int64_t seq;                  /* of the last journal entry of the plan before the next version: how it stood then */
	int64_t own_seq;              /* of its own last change */
	bool agreed;                  /* an agreement was written down while it stood */
};
/* All versions, oldest first; free() them. The actor must see plans. */
enum status plan_versions(struct store *store, const struct actor *actor, struct id plan, struct plan_version **out,
	int *count, struct err *err);
/* In rules: the number of the version that stands once this user's changes to the plan, if any, are saved. */
enum status plan_version_next(struct store *store, struct id plan, const char *user, bool changes, int *out,
	struct err *err);
/* "step", "commitment", "plan": whether a change of this field makes a new version. */
bool plan_version_counts(const char *kind, const char *field);

#endif
