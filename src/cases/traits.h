/* SPDX-License-Identifier: EUPL-1.2 */
/* What lists of people and of their records are filtered by besides their fields; see register/trait.h. */
#ifndef CASES_TRAITS_H
#define CASES_TRAITS_H
void traits_init(void);
#endif
