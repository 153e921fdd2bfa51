/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a piece of work writes, row by row, and the same writing again by plain
 * prepared statements: the floor that saving and importing are measured against.
 * The floor computes nothing (no rules, no keys, no hashes): it writes the very
 * same rows to the very same tables in the very same transactions.
 */
#ifndef TESTS_TAPE_H
#define TESTS_TAPE_H

#include <stdint.h>

#include <sqlite3.h>

struct tape;

/* Listens to every row that this connection writes to the file, until tape_stop. Commits become marks. */
struct tape *tape_start(sqlite3 *db);
/* Ends a piece by hand, where many pieces are recorded within one transaction that is rolled back. */
void tape_mark(struct tape *tape);
void tape_stop(struct tape *tape);
int tape_pieces(const struct tape *tape);
int64_t tape_rows(const struct tape *tape);
/* Writes piece n in a transaction of its own; SQLITE_OK or SQLite's code. Statements are prepared once a connection:
 * call tape_ready first. */
int tape_ready(struct tape *tape, sqlite3 *db);
int tape_play(struct tape *tape, int n);
/* Writes all of it and takes it back, so that the pages are warm. */
int tape_rehearse(struct tape *tape);
void tape_rest(struct tape *tape);         /* finalizes the statements */
void tape_free(struct tape *tape);

/* A connection as the vault makes it: same log, same syncs, same cache. */
int floor_open(const char *path, int cache_kib, sqlite3 **out);
/* The same to a file that is not sealed, without the vault's layer: the floor below that floor. */
int plain_open(const char *path, int cache_kib, sqlite3 **out);

#endif
