/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Is a row's record already there, or does it stand in the same file twice?  Told
 * by its id, its case number, the import's key field, and for people by who find
 * thinks they may be.
 */
#ifndef EXCHANGE_KNOWN_H
#define EXCHANGE_KNOWN_H

#include "exchange/import.h"
#include "exchange/stage.h"

struct known;
enum status known_open(struct store *store, const struct actor *actor, const struct import_options *options,
		       struct id own, struct known **out, struct err *err);
void known_close(struct known *known);          /* NULL is fine */
/* A row with canonical values of `fields`. `reason` stays empty when the record is new. */
enum status known_row(struct known *known, struct stage *stage, const struct staged *row,
	const struct field *const *fields, int n_fields, struct str *reason, struct err *err);

#endif
