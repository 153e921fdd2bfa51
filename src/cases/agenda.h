/* SPDX-License-Identifier: EUPL-1.2 */
/* The agenda: appointments and sessions of some days, by colleague or room, and what is free between them. */
#ifndef CASES_AGENDA_H
#define CASES_AGENDA_H

#include "base/date.h"
#include "register/read.h"

struct agenda_row {
	bool session;                /* for many at once; else an appointment */
	struct id id, person;        /* of a session no person */
	int64_t rev;
	char case_number[CASE_NUMBER_MAX];
	struct date day;
	int from, to;                /* minutes of the day */
	/* Yours with the agenda; canonical text as stored, NULL: empty or not seen. */
	char *what, *room, *place, *colleague, *state, *interpreter, *language, *interpreter_name, *reminded;
	char *title;                 /* name as wanted, once agenda_title() was asked; NULL before, and for sessions */
	int people;                  /* of a session: invited or come */
	int seats;                   /* 0: nobody said */
};
struct agenda { struct agenda_row *row; int count; bool more; };

struct agenda_query {
	struct date from;
	int days;
	const char *colleague;       /* NULL: everybody's */
	const char *room;            /* NULL: every room */
	bool interpreter;            /* only where one is needed */
	bool unreminded;             /* only what is planned and nobody was reminded of */
	bool cancelled;              /* what was cancelled as well */
};
/* At most `limit` of each, in the order of time; `more`: there are others. ST_DENIED for roles that see neither. */
enum status agenda_load(struct store *store, const struct actor *actor, const struct agenda_query *query, int limit,
	struct agenda *out, struct err *err);
void agenda_clear(struct agenda *agenda);
/* The person's name as the actor may see it, read once; of a session "". */
const char *agenda_title(struct store *store, const struct actor *actor, struct agenda_row *row);
/* "Plan interview" in the chosen language. */
void agenda_what(struct str *out, const struct agenda_row *row);
/* "Dari, booked": NULL where none is needed. Yours. */
char *agenda_interpreter(const struct agenda_row *row);

/* All rows that are planned and whose person can be reminded of them are marked as reminded of today, in one change set;
 * `set` receives it, `n` how many they were. */
enum status agenda_remind(struct store *store, const struct actor *actor, const struct agenda *agenda, struct id *set,
	int *n, struct err *err);
/* Day after `today` up to which people are reminded: the next one on which an office is open. */
int agenda_remind_days(struct date today);

/* What is free on a day between two hours, in the order of time; gaps of at least `least` minutes. */
struct agenda_gap { int from, to; };
int agenda_free(const struct agenda *agenda, struct date day, int from, int to, int least, struct agenda_gap *out,
	int room);

/* Hours that an office keeps, for what is free and for the week's view. */
#define AGENDA_OPENS (8 * 60)
#define AGENDA_CLOSES (18 * 60)

#endif
