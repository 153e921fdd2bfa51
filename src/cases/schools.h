/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Schools that have such classes, for one child: with a place free, near, and where
 * the family is understood; nothing is written.  There are no weights: those with a
 * free place stand first, then those whose places are not known, then full ones;
 * within them the nearest, then those that speak a language of the child.
 */
#ifndef CASES_SCHOOLS_H
#define CASES_SCHOOLS_H

#include "base/date.h"
#include "register/change.h"

struct school_row {
	struct id id;
	char *name, *quarter, *languages;    /* NULL: none; languages as codes */
	int64_t places, taken;           /* places -1: the school says no number */
	int64_t waiting;                 /* asked there and not answered yet */
	double km;                       /* from where the child lives; -1: not known */
	bool speaks;                     /* a language of the child is spoken there */
	struct id asked;                 /* the child's entry at this school that stands, or none */
	char *state;                     /* of that entry, or NULL */
};
struct schools {
	const char *what;                /* key of school_place.what; "" for all */
	struct school_row *row;
	int count;
};

/* What a child of that age is asked a place for: a key of school_place.what. */
const char *school_for_age(const char *born, struct date day);
/* For a child, best first; `what` NULL: by its age. ST_INVALID where the file is restricted or the person left. ST_DENIED
 * where the actor may not see it. */
enum status schools_for(struct store *store, const struct actor *actor, struct id child, const char *what,
	struct schools *out, struct err *err);
/* All schools by name, for nobody. */
enum status schools_all(struct store *store, const struct actor *actor, struct schools *out, struct err *err);
void schools_clear(struct schools *schools);
/* "2 of 20 places free", "full", "places not known" */
void school_places_words(struct str *out, const struct school_row *row);

/* Puts the child's entry at the school into this state ("asked", "offered", "placed"): the one that stands, else a new
 * one. */
enum status school_put(struct change *change, struct id child, const struct school_row *row, const char *what,
	const char *state, struct id *entry, struct err *err);

/* Children of school age without a place, the longest first. */
struct pupil { struct id id; char case_number[32]; char *name; struct date from; long days; bool asked; };
enum status school_without(struct store *store, const struct actor *actor, int most, struct pupil **out, int *count,
	bool *more, struct err *err);
void pupils_free(struct pupil *pupil, int count);

#endif
