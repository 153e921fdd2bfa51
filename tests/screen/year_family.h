/* SPDX-License-Identifier: EUPL-1.2 */
/* Whose year test_year.c tells, and its second half. */
#ifndef TESTS_SCREEN_YEAR_FAMILY_H
#define TESTS_SCREEN_YEAR_FAMILY_H

extern char mariam[40], farid[40], omid[40], lina[40];     /* case numbers, once they have arrived */

/* year_later.c, in their order */
void summer(void **state);
void omid_is_eighteen(void **state);
void the_couple_parts(void **state);
void handed_over(void **state);
void what_stands_in_the_records(void **state);

#endif
