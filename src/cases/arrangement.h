/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * First arrangements: what is to be settled in the first weeks, made for each arrival
 * together with the plan.  State and target alone; no reasons stand in the file.
 */
#ifndef CASES_ARRANGEMENT_H
#define CASES_ARRANGEMENT_H

#include "base/date.h"
#include "register/change.h"

/* Which ones are made, and the city's own targets in days after the arrival: "registration 5, bank 30". */
#define SETTING_ARRANGEMENTS "first.arrangements"
#define ARRANGEMENTS_MOST 16
/* Who arrived longer ago than this has the first weeks behind them. */
#define ARRANGEMENTS_LATEST 180

struct arrangement_wanted { const char *what; /* key of arrangement.what */ int days; };
/* What this town wants, in its order; the usual ones where it said nothing. */
enum status arrangements_wanted(struct store *store, struct arrangement_wanted out[ARRANGEMENTS_MOST], int *n,
	struct err *err);
/* Sets it; NULL or "": the usual ones. ST_INVALID names what is not known. ST_DENIED for all but the administrator and
 * leads. */
enum status arrangements_set(struct store *store, const struct actor *actor, const char *list, struct err *err);
/* As it may be set: "registration 5, income 14". */
enum status arrangements_text(struct store *store, struct str *out, struct err *err);
/* Those of a person who is created in this change set; `from`: the arrival, or the day it is expected on. */
enum status arrangements_add(struct change *change, struct id person, struct date from, struct err *err);

/* A person's arrangements in the town's order; where one was never made its id is none. Yours: records are NULL where
 * there is none. */
struct arrangement_row { const char *what; struct record *record; };
enum status arrangements_load(struct store *store, const struct actor *actor, struct id person,
	struct arrangement_row out[ARRANGEMENTS_MOST], int *n, struct err *err);
void arrangements_clear(struct arrangement_row *row, int n);
/* Puts one into a state, making it where it is not there yet. `record` may be NULL. */
enum status arrangement_tick(struct change *change, struct id person, const char *what, const struct record *record,
	const char *state, struct err *err);

#endif
