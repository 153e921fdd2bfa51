/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who waits, what is overdue, who comes: the day's list and the week's, each section
 * bounded and counted.  What a law sets and what the city sets itself stand apart
 * and say which they are; the law's comes first.
 */
#ifndef CASES_TODAY_H
#define CASES_TODAY_H

#include "base/date.h"
#include "register/read.h"

enum today_section { TODAY_EMERGENCY, TODAY_HANDED_OVER, TODAY_LEGAL, TODAY_LATE, TODAY_WAITING, TODAY_EXPECTED,
	TODAY_FIRST_INTERVIEW, TODAY_APPOINTMENTS, TODAY_TOMORROW, TODAY_NO_NEXT_STEP, TODAY_PAUSED, TODAY_SECTIONS };
/* Who set the day: a law, the city's own target, or what the city watches for an answer; none: an appointment. */
enum today_origin { ORIGIN_NONE, ORIGIN_LAW, ORIGIN_CITY, ORIGIN_WATCH };

struct today_row {
	enum today_section section;
	enum today_origin origin;
	struct id person;            /* whose file Enter opens */
	char case_number[CASE_NUMBER_MAX];
	char *title;                 /* the person's name as wanted */
	char *what;                  /* "language course to begin" (stored text or translated step) */
	struct date date;            /* target, day of registration, day of appointment */
	struct date ends;            /* of what is watched ahead of a day: that day, up to which it is in time. See
	                              * today_late_from() */
	char time[6];                /* "09:30" or "" */
	char *place;                 /* of an appointment; who handed the file over; or NULL */
	const char *interpreter;     /* in words, translated; NULL: none needed */
	const char *interpreter_short;   /* the same in a list's last column */
	struct id record;            /* the step or appointment; the grant of an emergency */
	const struct kind *kind;     /* of the record; NULL: an emergency */
	char *about;                 /* what a watch looks at, in words: "Residence card"; or NULL */
	char *watch;                 /* of what is watched: its key, as in cases/due.h; or NULL */
	char stage[16];              /* "" where it has none */
	char caseworker[64];
	struct date paused;          /* the file rests until this day; not valid: it does not */
	int64_t at_ms;               /* when an emergency began */
};
/* The day after which the row is late. */
struct date today_late_from(const struct today_row *row);
/* Nobody reads a list of more; a larger total means no more than "more than so many". */
#define TODAY_COUNTED 1000
struct today { struct today_row *row; int count; int64_t total[TODAY_SECTIONS]; /* TODAY_COUNTED + 1 at the most */ };

struct today_ask {
	struct date day;
	int limit;                   /* rows of each section at the most */
	const char *caseworker;      /* only this colleague's steps, clocks, appointments and files; NULL: everybody's */
	const char *stage;           /* only what belongs to this stage; sections that know no stages are left out */
	bool untitled;               /* names are left to today_name(), for the rows that are shown */
};
/* How far ahead legal clocks and expected arrivals are shown, and what waits for an answer; in days. */
#define TODAY_LEGAL_AHEAD 14
#define TODAY_EXPECTED_AHEAD 14
#define TODAY_WAITING_AHEAD 3

/* Within a section by day, one's own first, then by caseworker and stage. Waiting for a provider is not overdue. A file
 * that rests stands among the paused, with its legal clocks among the others'. */
enum status today_read(struct store *store, const struct actor *actor, const struct today_ask *ask, struct today *out,
	struct err *err);
enum status today_load(struct store *store, const struct actor *actor, struct date day, int limit, struct today *out,
	struct err *err);
/* Emergency access is told to team leads until one of them has taken note, by case number and reason: a lead who sees
 * no people has no other section.
 *
 * A supervisor who sees no people gets the numbers alone, no rows; fewer than TODAY_FEW, which might tell of somebody,
 * stand as -1. */
#define TODAY_FEW 5
/* Such a number in words: "fewer than 5", "17", "more than 1000"; to be freed. */
char *today_count_words(int64_t total);
/* Whether the actor gets numbers alone. */
bool today_counts_only(const struct actor *actor);
/* The same of the actor's own: steps and appointments in their name, files whose caseworker they are. */
enum status today_load_mine(struct store *store, const struct actor *actor, struct date day, int limit,
	struct today *out, struct err *err);
/* Reads the row's title and what it is about, once. */
enum status today_name(struct store *store, const struct actor *actor, struct today_row *row, struct err *err);
void today_clear(struct today *today);
void today_row_clear(struct today_row *row);

/* The one thing that comes next in a person's file: a legal clock that presses, else what is due first, steps,
 * clocks, appointments and what waits for an answer alike. Cleared with today_row_clear(); person none: nothing is
 * due. */
enum status today_next(struct store *store, const struct actor *actor, struct id person, struct date day,
	struct today_row *out, struct err *err);

/* The seven days from ask->day on: what falls on each, legal clocks first, then appointments by the clock, own targets,
 * and what waits for an answer; sections are TODAY_LEGAL, TODAY_APPOINTMENTS, TODAY_LATE and TODAY_WAITING. `limit` rows
 * of each day and section. */
#define WEEK_DAYS 7
struct week { struct date first; struct today day[WEEK_DAYS]; };
enum status week_read(struct store *store, const struct actor *actor, const struct today_ask *ask, struct week *out,
	struct err *err);
/* One of these days. */
enum status week_read_day(struct store *store, const struct actor *actor, const struct today_ask *ask, struct today *out,
	struct err *err);
void week_clear(struct week *week);

#endif
