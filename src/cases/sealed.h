/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * People in danger: their files sealed to those who help them (store/sealed.h), and
 * what the town sees of that: places held show as reserved, nothing else.
 */
#ifndef CASES_SEALED_H
#define CASES_SEALED_H

#include "register/find.h"
#include "store/sealed.h"

struct haven;                    /* a sealed file that is open */

/* Both note nothing in the town. Helpers are ids of users; the actor is one of those who may work on people's files. */
enum status haven_new(struct store *town, const struct actor *actor, const struct id *helper, int helpers,
	struct haven **out, struct err *err);
enum status haven_open(struct store *town, const struct actor *actor, struct id sealed, struct haven **out,
	struct err *err);
void haven_close(struct haven *haven);
struct store *haven_store(struct haven *haven);          /* to be used like any other store */
struct id haven_id(const struct haven *haven);
enum status haven_give(struct haven *haven, const struct id *helper, int helpers, struct err *err);

/* Moves these people's files into the haven, with all their past, and erases them in the town: rows, former values, search
 * keys, looks, free space. Their records have other ids from then on. */
enum status haven_seal(struct haven *haven, const struct id *people, int n, struct err *err);
/* A person of the town's who is one of the haven's, registered there unknowingly: what hangs under the double comes
 * under `person`, whose empty fields it fills; in the town it is erased. */
enum status haven_take_over(struct haven *haven, struct id person, struct id twin, struct err *err);
/* After these two: ST_OK, or why the town's log or free space may still hold what was erased (somebody has the file open,
 * say); it goes by itself when all have closed it, or by `foothold check --scrub`. */
enum status haven_remains(const struct haven *haven, struct err *err);
/* Everything goes back into the town's tables, and the sealed file is no more; close it then. */
enum status haven_unseal(struct haven *haven, struct err *err);

/* People in it who are not gone. free() it. */
enum status haven_people(struct haven *haven, struct id **out, int *count, struct err *err);
/* People of the town who may be this one, likeliest first; for helpers' eyes. free() it. */
enum status haven_doubles(struct haven *haven, struct id person, struct find_hit **out, int *count, struct err *err);

#endif
