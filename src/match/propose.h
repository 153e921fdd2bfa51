/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a person decides about a proposal, and the single offer out of a ranked list,
 * which is a proposal as well and confirmed at once.  What was confirmed is made in the
 * same change set by the rules of the kind (cases/proposal.c), so that it is undone as
 * one.  Each reads the proposal within the transaction that decides it: of two
 * colleagues one decides, and the other is told so.
 */
#ifndef MATCH_PROPOSE_H
#define MATCH_PROPOSE_H

#include "base/date.h"
#include "match/match.h"
#include "register/change.h"

/* `rev`: what the person saw; 0: whatever stands. ST_INVALID in words: decided already, the round is not published, the
 * place is gone meanwhile. `set` (or NULL) receives the change set, for undo. */
enum status propose_confirm(struct store *store, const struct actor *actor, const struct kind *kind, struct id proposal,
	int64_t rev, struct id *set, struct err *err);
/* `why`: a key of the field; `reason` or NULL. */
enum status propose_decline(struct store *store, const struct actor *actor, const struct kind *kind, struct id proposal,
	int64_t rev, const char *why, const char *reason, struct id *set, struct err *err);
enum status propose_withdraw(struct store *store, const struct actor *actor, const struct kind *kind, struct id proposal,
	int64_t rev, const char *reason, struct id *set, struct err *err);
/* To whom waits by `instead`, or to nobody (none). Whoever gets it has a dossier of their own, and the reason in it; what
 * was proposed to them elsewhere in the round is withdrawn. ST_INVALID where a condition stands against it. */
enum status propose_override(struct store *store, const struct actor *actor, const struct kind *kind, struct id proposal,
	int64_t rev, struct id instead, const char *reason, struct id *set, struct err *err);
/* Keeps a proposal of a computed round as it is when the round is computed again, or no longer. */
enum status propose_lock(struct store *store, const struct actor *actor, const struct kind *kind, struct id proposal,
	bool locked, struct err *err);

/* The single offer: this place to whom waits by this application, with its dossier, confirmed. ST_INVALID where a
 * condition is missed, with words. `proposal` and `set` may be NULL. */
enum status propose_offer(struct store *store, const struct actor *actor, enum match_what what, struct id application,
	struct id place, struct id *proposal, struct id *set, struct err *err);

/* The same of a home, to be answered until that day (no year: as long as usual). */
enum status propose_home(struct store *store, const struct actor *actor, struct id need, struct id dwelling,
	struct date answer_by, struct id *proposal, struct id *set, struct err *err);

/* The same of a seat in a group (no year: as long as the town's rule of the waiting lists says). */
enum status propose_seat(struct store *store, const struct actor *actor, struct id enrolment, struct id course,
	struct date answer_by, struct id *proposal, struct id *set, struct err *err);

/* A proposal by its id, whichever of the kinds that the actor sees. ST_NOTFOUND with words. */
enum status propose_find(struct store *store, const struct actor *actor, struct id proposal, struct record **out,
	struct err *err);

#endif
