/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The derived tables that Today reads: steps somebody has to do, and people with
 * none.  The rules of person, plan and step call these once their rows are written.
 */
#ifndef CASES_TODO_H
#define CASES_TODO_H

#include "base/id.h"
#include "store/store.h"

enum status todo_of_step(struct store *store, struct id step, struct err *err);
/* All steps of a plan / of a person, and whether the person has any left. */
enum status todo_of_plan(struct store *store, struct id plan, struct err *err);
enum status todo_of_person(struct store *store, struct id person, struct err *err);
/* Only whether the person has a step left. */
enum status idle_of_person(struct store *store, struct id person, struct err *err);

/* The same for a record that is new in the file, with less to look up. */
enum status todo_of_new_step(struct store *store, struct id step, struct err *err);
enum status idle_of_new_person(struct store *store, struct id person, struct err *err);

/* Makes both tables anew from the records: after rows were written without the rules, in the caller's transaction. */
enum status todo_rebuild(struct store *store, struct err *err);
/* How many rows are missing or too many; 0 when all is well. */
enum status todo_check(struct store *store, int64_t *faults, struct err *err);

#endif
