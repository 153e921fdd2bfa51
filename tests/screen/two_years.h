/* SPDX-License-Identifier: EUPL-1.2 */
/* Whose two years test_two_years.c tells, and its second half. */
#ifndef TESTS_SCREEN_TWO_YEARS_H
#define TESTS_SCREEN_TWO_YEARS_H

#include "year.h"

extern char zahra[40];              /* case number, once she has arrived */

/* The entry of the menu, by its label in English. */
void years_menu(struct harness *h, const char *english);
/* In a person's file: what is proposed, by its label in English. */
void years_propose(struct harness *h, const char *english);

/* Her dossier, opened from her file. */
void years_dossier(struct harness *h);

/* two_years_later.c, in their order */
void a_home_is_offered(void **state);
void a_job_is_found(void **state);
void the_checks_of_the_job(void **state);
void what_is_exported(void **state);

#endif
