/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whether a group fits who waits: level, hours, childcare, the way there, what else
 * stands at those hours.  Only read and explained here; nothing is weighed that was
 * not asked for, and nobody is ranked against anybody.
 */
#ifndef CASES_FIT_H
#define CASES_FIT_H

#include "base/timetable.h"
#include "cases/seats.h"
#include "register/read.h"

#define FIT_JOIN_DAYS 28             /* so long after its first day a group takes people who begin */
/* What stands against a group; the words are fit_reason_words(). */
enum fit_reason {
	FIT_RESTRICTED,     /* the file is restricted: nobody is matched */
	FIT_RESTS,          /* the file rests for now */
	FIT_OVER,           /* the group is over or called off */
	FIT_BEGUN,          /* so long ago that nobody joins any more */
	FIT_LANGUAGE, FIT_LEVEL,
	FIT_FULL,
	FIT_BEFORE,         /* offered before and not taken */
	FIT_IN_IT,          /* in the group, or offered it, already */
	FIT_CHILDCARE,      /* needed, and the group has none */
	FIT_WOMEN,          /* a women-only group was asked for, and this is none */
	FIT_NOT_ASKED,      /* a women-only group, which nobody asked for */
	FIT_ONLINE,         /* an online group, which does not suit */
	FIT_FAR,
	FIT_HOURS,          /* at hours that do not suit */
	FIT_DAYPART,
	FIT_MUCH,           /* more hours a week than there is time for */
	FIT_LATER,          /* begins before the person can */
	FIT_WORK, FIT_SCHOOL, FIT_COURSE,   /* something else stands at those hours */
	FIT_REASONS
};
/* What to know, and does not stand against it. */
enum fit_note { FIT_HOURS_UNKNOWN, FIT_WAY_UNKNOWN, FIT_APPOINTMENTS, FIT_RUNNING, FIT_NOTES };

/* What is wished for: of an enrolment that waits, else of the person alone. */
struct fit_wish {
	struct id person, enrolment;         /* enrolment none: nothing was asked for yet */
	char language[16], level[16];
	char available[11];
	char daypart[64];
	struct timetable unavailable;
	int hours;                           /* a week, at most; 0: not said */
	int farthest;                        /* kilometres; -1: not said */
	bool childcare, women_only, online;
	struct id place;                     /* that was asked for; none: anywhere */
	struct id home;                      /* where the person lives, if it may be used */
	struct id last_offer;
	bool restricted, rests;
};
struct fit_group {
	struct id course;
	char language[16], level[16], state[16];
	char starts[11], ends[11];
	struct timetable timetable;
	struct id place;
	bool online, childcare, women_only;
	struct seats seats;
};
struct fit {
	struct fit_group group;
	uint32_t against;                    /* bits of enum fit_reason; 0: it fits */
	uint32_t notes;                      /* bits of enum fit_note */
	double km;                           /* -1: not known, or it does not matter */
	int appointments;                    /* that fall into its lessons */
};

/* ST_NOTFOUND; never judges a role: what comes out are reasons, not values. */
enum status fit_wish_of(struct store *store, struct id enrolment, struct fit_wish *out, struct err *err);
/* Of the enrolment by which the person waits, the one asked first; else with the level that the last test calls for, or
 * none. */
enum status fit_wish_person(struct store *store, struct id person, struct fit_wish *out, struct err *err);
enum status fit_group_read(struct store *store, struct id course, struct fit_group *out, struct err *err);
enum status fit_judge(struct store *store, const struct fit_wish *wish, const struct fit_group *group, struct fit *out,
	struct err *err);

/* Groups of the wish's language and level that are not over, those that fit first, among them the one that begins
 * sooner, then the nearer one. At most `most`. Without a level: of every level. */
enum status fit_groups(struct store *store, const struct actor *actor, const struct fit_wish *wish, int most,
	struct fit *out, int *count, struct err *err);
/* A translated sentence each: "No childcare, which is needed". */
const char *fit_reason_words(enum fit_reason reason);
/* "Fits", or the reasons, then what to know, parted by the separator. */
void fit_words(struct str *out, const struct fit *fit, const char *separator);

#endif
