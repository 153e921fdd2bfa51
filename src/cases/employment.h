/* SPDX-License-Identifier: EUPL-1.2 */
/* People at work: what applications and vacancies share with the work that comes of them. */
#ifndef CASES_EMPLOYMENT_H
#define CASES_EMPLOYMENT_H

#include "cases/rules.h"

/* In rules: the work of an application that led to one and says its first day: made in the same change set, or its day
 * moved. */
enum status employment_of_application(struct change *change, struct change_item *application, struct err *err);

/* In rules, once rows are written: ST_INVALID on `field` where more people hold a place than the vacancy has. */
enum status vacancy_holds(struct change *change, struct id vacancy, const char *field, struct err *err);
/* In rules: closes the vacancy whose last place `item` takes (by 1), opens the one whose place it gives back (by -1). */
enum status vacancy_follow(struct change *change, const struct change_item *item, struct id vacancy, int by, rule_state *is,
	struct err *err);
/* In rules: ST_INVALID where it is filled, withdrawn, or has run out before the day (canonical; NULL: today). */
enum status vacancy_is_open(struct change *change, struct id vacancy, const char *on, struct err *err);

/* Whoever was hired when an older program kept no work of its own has it recorded, once. For every opening of a file;
 * cases_init() says so. */
enum status work_ready(struct store *store, struct err *err);

#endif
