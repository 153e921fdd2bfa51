/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * SQLite's pages by hand: trees and the rows in them, each page judged by itself,
 * so that what a damaged page held is all that is lost.  Everything read here may
 * be nonsense and is checked against the page's end.
 * Source: "Database File Format", https://www.sqlite.org/fileformat2.html
 */
#ifndef VAULT_BTREE_H
#define VAULT_BTREE_H

#include "vault/salvage.h"

enum btree_type { BTREE_NONE = 0, BTREE_INDEX_INNER = 2, BTREE_TABLE_INNER = 5, BTREE_INDEX_LEAF = 10,
	BTREE_TABLE_LEAF = 13 };

enum btree_kind { BTREE_NULL, BTREE_INT, BTREE_REAL, BTREE_TEXT, BTREE_BLOB };
struct btree_value {
	enum btree_kind kind;
	int64_t number;
	double real;
	const uint8_t *bytes;          /* into the row's payload; not ended by a zero */
	size_t len;
};

#define BTREE_COLUMNS 256
struct btree_row {
	int64_t rowid;                 /* 0 in trees of index form (tables WITHOUT ROWID) */
	int n;
	struct btree_value value[BTREE_COLUMNS];
	uint8_t *payload;              /* the row's own, used again; freed with btree_row_free() */
	size_t room;
};
void btree_row_free(struct btree_row *row);

enum btree_type btree_type(const uint8_t page[SALVAGE_PAGE], int64_t number);
int btree_cells(const uint8_t page[SALVAGE_PAGE], int64_t number);
/* Child number i of an inner page, 0 to btree_cells() included; 0: none that can be. */
int64_t btree_child(const uint8_t page[SALVAGE_PAGE], int64_t number, int i);
/* The row in cell i of a table leaf or any index page. False: it cannot be read whole, or a page it goes on in cannot.
 * `used`, if any, is told those pages. */
typedef void btree_used_fn(void *ctx, int64_t page);
bool btree_row(struct salvage *salvage, const uint8_t page[SALVAGE_PAGE], int64_t number, int i, struct btree_row *row,
	btree_used_fn *used, void *ctx);

#endif
