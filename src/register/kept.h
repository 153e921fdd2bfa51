/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Records kept from whom they are about.  A kind that declares `kept_from` names the
 * field that may hold a colleague's name (a complaint's); where one stands, neither
 * that colleague nor a team lead is shown that the record is there at all.  An auditor
 * who looks into the matter is, unless it is the auditor who is named.
 */
#ifndef REGISTER_KEPT_H
#define REGISTER_KEPT_H

#include "register/read.h"

/* Whether a record as it stands in the file, no field hidden yet, is kept from the actor. */
bool kept_from(const struct actor *actor, const struct record *record);
/* The same of a record that names `colleague` (NULL: nobody). */
bool kept_named(const struct actor *actor, const struct kind *kind, const char *colleague);
/* The same in SQL: adds " AND ...", or nothing; bind with the same kind and actor. */
void kept_add(struct str *sql, const struct kind *kind, const struct actor *actor);
void kept_bind(struct stmt *stmt, const struct kind *kind, const struct actor *actor);

#endif
