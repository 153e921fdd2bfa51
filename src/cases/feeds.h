/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What really happens in a stage moves the person's plan: somebody began a course,
 * passed, was recognised, hired, placed, moved in.  The step of the active plan that
 * it belongs to goes on in the same change set: seen in the plan and its history,
 * undone together with what happened.  For rules (derive); needs no role.
 */
#ifndef CASES_FEEDS_H
#define CASES_FEEDS_H

#include "register/change.h"

enum feed_to {
	FEED_BEGUN,        /* the step is under way */
	FEED_DONE,         /* the step is done, begun or not */
	FEED_FINISHED,     /* the step is done where it was under way; one that nobody began stays */
};
struct feed {
	const char *stage;         /* "language" */
	const char *milestone;     /* key of step.milestone: the step that means just this, "course_begun"; or NULL */
	enum feed_to to;
	const char *day;           /* when it happened, canonical; NULL: today */
	const char *what;          /* N_(): outcome of a step that is done, where nobody wrote one; or NULL */
};

/*
 * Which step: of the active plan's steps of that stage that are still to be done, the first one that is under way, else
 * waiting, else open, by target.  With a milestone: the step that carries it; where there is none left to do, the first
 * one without a milestone is put under way, since the stage goes on.
 *
 * Nothing happens where no step is left, where the person has no active plan, where it happened before the plan began, or
 * where somebody sets that step in the same change set.
 */
enum status feed_step(struct change *change, struct id person, const struct feed *feed, struct err *err);

#endif
