/* SPDX-License-Identifier: EUPL-1.2 */
/* Tables of the new file, as saving rows into them sees them; for salvage.c alone. */
#ifndef STORE_SALVAGE_TABLE_H
#define STORE_SALVAGE_TABLE_H

#include "store/inside.h"
#include "store/salvage.h"
#include "vault/btree.h"

struct salvage_column {
	char *name;
	enum btree_kind kind;          /* of a STRICT table */
	bool not_null;
};

struct salvage_table {
	char *name;
	bool rowid;                    /* a table of ordinary form, not WITHOUT ROWID */
	bool derived;                  /* made anew from records: its rows are not wanted */
	bool replace;                  /* the new file has rows of its own that these replace */
	int alias;                     /* which column is the rowid (INTEGER PRIMARY KEY); -1: none */
	struct salvage_column *column; /* in the order of a stored row */
	int n_columns;
	sqlite3_stmt **insert;         /* by number of values: an older row has fewer */
	int64_t root, saved, broken, pages;
	void *ctx;
};

/* All tables of the new file. */
enum status salvage_tables(sqlite3 *db, struct salvage_table **out, int *count, struct err *err);
void salvage_tables_free(struct salvage_table *table, int count);
/* Each value is of its column's kind. */
bool salvage_fits(const struct salvage_table *table, const struct btree_row *row);
/* The journal names the row as a record of this kind. */
bool salvage_of_journal(sqlite3 *db, const struct salvage_table *table, const struct btree_row *row);
/* A row that breaks a rule of the table, or is there already, is left out and counted as broken. */
enum status salvage_insert(sqlite3 *db, struct salvage_table *table, const struct btree_row *row, struct err *err);

enum status salvage_begin(sqlite3 *db, struct err *err);
enum status salvage_end(sqlite3 *db, struct err *err);
/* Puts right what must not be missing, and fills `out` with what is. */
enum status salvage_mend(sqlite3 *db, const struct salvage_table *table, int count, struct salvaged *out,
	struct err *err);

#endif
