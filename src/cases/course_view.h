/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A group as one looks at it: who is in it and how often they came, its lessons, its
 * seats.  By the read door: what the actor may not see is left out.
 */
#ifndef CASES_COURSE_VIEW_H
#define CASES_COURSE_VIEW_H

#include "cases/seats.h"
#include "register/read.h"

struct course_member {
	struct id enrolment, person;
	char *title, *number;          /* "?" where the file is not seen */
	char state[16];                /* key of enrolment.state */
	char since[11];                /* began, ended or asked, as fits the state; "" */
	int came, missed, excused;     /* lessons of this group */
	int in_a_row;                  /* missed, up to the last one that was marked */
};
struct course_lesson {
	struct id id;
	char day[11], at[6], state[16];
	int minutes;
	char *topic;                   /* or NULL */
	int came, missed, excused;
};
struct course_view {
	struct record *course;
	struct course_member *member;  /* those in the group, then offers, then who waits for just this group, then the others */
	int n_members;
	struct course_lesson *lesson;  /* by day and time */
	int n_lessons;
	struct seats seats;
	bool presence_seen;            /* whether the actor may see who came */
};

/* Whether a state of enrolment.state stands for somebody in the group now. */
bool course_state_in(const char *state);
#define COURSE_MEMBERS 500
enum status course_view_read(struct store *store, const struct actor *actor, struct id course, struct course_view *out,
	struct err *err);
void course_view_clear(struct course_view *view);

#endif
