/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The file of records remembers its imports: which source under which change set,
 * and how far it came.  What was undone counts as never done.
 */
#ifndef EXCHANGE_LEDGER_H
#define EXCHANGE_LEDGER_H

#include "store/store.h"

enum ledger_state { LEDGER_NONE, LEDGER_INTERRUPTED, LEDGER_DONE };

struct ledger_entry {
	enum ledger_state state;
	struct id set;
	int64_t started;        /* ms since 1970 */
	int64_t rows_done;      /* of the source's records, good and bad ones */
};

#define LEDGER_SOURCE 32        /* bytes: hash of the source and of all that decides what it means */

enum status ledger_find(struct store *store, const uint8_t source[LEDGER_SOURCE], struct ledger_entry *out,
	struct err *err);
/* Within the caller's transaction, all three. */
enum status ledger_begin(struct store *store, struct id set, const char *kind,
			 const uint8_t source[LEDGER_SOURCE], struct err *err);
enum status ledger_advance(struct store *store, struct id set, int64_t rows_done, struct err *err);
enum status ledger_finish(struct store *store, struct id set, struct err *err);

#endif
