/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The four kinds of proposals and what they lead to.  They are records of their own,
 * each with its roles, so that nobody who finds homes sees what jobs people look for.
 */
#ifndef CASES_PROPOSAL_H
#define CASES_PROPOSAL_H

#include "register/actor.h"
#include "register/register.h"
#include "store/store.h"

struct proposal_kind {
	const char *name;            /* "home_proposal" */
	const char *what;            /* "homes": of rounds, and in commands */
	const char *application;     /* kind of the record that waits, and the field: "need" */
	const char *place;           /* kind of what is had, and the field: "dwelling" */
	const char *made;            /* kind of what confirming makes: "placement"; NULL: the application itself goes on */
};
#define PROPOSAL_KINDS 4
extern const struct proposal_kind proposal_kinds[PROPOSAL_KINDS];
const struct proposal_kind *proposal_kind(const char *name);          /* NULL: no such kind */
const struct proposal_kind *proposal_kind_of(const char *what);       /* by "homes"; NULL */
/* How many of published rounds wait for somebody to decide, of those kinds that this actor decides. */
enum status proposals_undecided(struct store *store, const struct actor *actor, int64_t *n, struct err *err);

#endif
