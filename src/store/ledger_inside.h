/* SPDX-License-Identifier: EUPL-1.2 */
/* What ledger.c and ledger_read.c share; nobody else includes it. */
#ifndef STORE_LEDGER_INSIDE_H
#define STORE_LEDGER_INSIDE_H

#include "store/inside.h"
#include "store/ledger.h"

/* By indicator, narrowed, days, adds: as SQLite orders them. */
int ledger_key_order(const struct ledger_key *a, const struct ledger_key *b);
/* Of cells in the order of their keys and members in the order of sum and cell. Keyed by a secret of the file, so that
 * nobody who sees it can try out what was withheld. */
enum status ledger_digest(struct store *store, const struct ledger_release *release, const struct ledger_cell *cell, int cells,
	const struct ledger_member *member, int members, uint8_t out[32], struct err *err);

#define LEDGER_RELEASE_COLUMNS "seq, at, user, desk, name, how, from_day, to_day, rule, cells, withheld, digest, again"
/* `rule` is the caller's to free. */
void ledger_columns(struct stmt *stmt, struct ledger_release *out);

#endif
