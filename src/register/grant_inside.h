/* SPDX-License-Identifier: EUPL-1.2 */
/* What grant.c and grant_told.c share; nobody else includes it. */
#ifndef REGISTER_GRANT_INSIDE_H
#define REGISTER_GRANT_INSIDE_H

#include "register/grant.h"

#define GRANT_COLUMNS "id, person, name, desk, roles, kind, reason, concerns, opened, until, ended, seen_by"
/* The columns of "SELECT " GRANT_COLUMNS; the reason is the caller's. */
void grant_take(struct stmt *stmt, struct grant *grant);
/* ST_NOTFOUND without words. */
enum status grant_load(struct store *store, struct id id, struct grant *out, struct id *user, struct err *err);

#endif
