/* SPDX-License-Identifier: EUPL-1.2 */
/* What the parts of homes.h share: homes.c (judging, order), homes_search.c. */
#ifndef CASES_HOMES_OWN_H
#define CASES_HOMES_OWN_H

#include "cases/homes.h"

/* A whole number, and the cents of an amount, of a record; -1: empty. */
int64_t home_number(const struct record *record, const char *field);
int64_t home_money(const struct record *record, const char *field);
/* For the person's household. ST_INVALID where nothing is offered: the file is restricted, or the person left. */
enum status home_search_read(struct store *store, const struct actor *actor, struct id person, struct home_search *search,
	struct err *err);

#endif
