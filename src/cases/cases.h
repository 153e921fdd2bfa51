/* SPDX-License-Identifier: EUPL-1.2 */
/* Registers the rules of all kinds that behave in a way of their own; call once at start. */
#ifndef CASES_CASES_H
#define CASES_CASES_H
void cases_init(void);
#endif
