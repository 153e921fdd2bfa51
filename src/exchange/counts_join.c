/* SPDX-License-Identifier: EUPL-1.2 */
/* Tables of counts and trees of codes become one system of cells and sums. */
#include "exchange/counts.h"

#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/msg.h"

enum named { IN_NONE, IN_ROW, IN_TREE };      /* IN_TREE: a parent is told of it, and no row names it so far */

struct joining {
	const struct counts *const *table;
	int tables;
	struct disclose *to;
	struct map *codes;             /* dimension and code: enum named */
};

/* What the first table that has a word for it calls the total. */
static const char *whole_of(const struct joining *j, const char *dimension)
{
	for (int t = 0; t < j->tables; t++)
		for (int i = 0; i < j->table[t]->dimensions; i++)
			if (str_same(j->table[t]->dimension[i], dimension) && j->table[t]->whole[i])
				return j->table[t]->whole[i];
	return _("Total");
}

static bool is_dimension(const struct joining *j, const char *name)
{
	for (int t = 0; t < j->tables; t++)
		for (int i = 0; i < j->table[t]->dimensions; i++)
			if (str_same(j->table[t]->dimension[i], name))
				return true;
	return false;
}

static int64_t *named(const struct joining *j, const char *dimension, const char *code)
{
	struct str key = STR_INIT;
	int64_t *at;

	str_addf(&key, "%zu:%s%s", strlen(dimension), dimension, code);
	at = map_at(j->codes, str_get(&key), key.len);
	str_free(&key);
	return at;
}

static enum status add_tree(struct joining *j, const struct counts_tree *tree, struct err *err)
{
	enum status st = ST_OK;
	struct err why;

	for (int i = 0; st == ST_OK && i < tree->rows; i++) {
		int dimension;

		if (!is_dimension(j, tree->dimension[i]))
			return err_set(err, ST_INVALID, _("Line %ld of the hierarchy: no table has a column “%s”. Nothing was computed."),
				tree->line[i], tree->dimension[i]);
		dimension = disclose_dimension(j->to, tree->dimension[i], whole_of(j, tree->dimension[i]));
		err_clear(&why);
		st = disclose_code(j->to, dimension, tree->code[i], tree->parent[i], &why);
		if (st != ST_OK)
			/* TRANSLATORS: number of a line; a whole sentence that says what is wrong there */
			err_set(err, st, _("Line %ld of the hierarchy: %s"), tree->line[i], why.text);
		*named(j, tree->dimension[i], tree->code[i]) = IN_TREE;
	}
	return st;
}

/* Before any count: a code that no tree holds stands right below the total. */
static enum status add_codes(struct joining *j, const struct counts *c, const int *dimension, struct err *err)
{
	for (int r = 0; r < c->rows; r++)
		for (int i = 0; i < c->dimensions; i++) {
			const char *code = c->code[r * c->dimensions + i];
			int64_t *seen = code ? named(j, c->dimension[i], code) : NULL;
			int64_t was = seen ? *seen : IN_ROW;
			enum status st;

			if (was == IN_ROW)
				continue;
			*seen = IN_ROW;
			st = was == IN_TREE ? ST_OK : disclose_code(j->to, dimension[i], code, NULL, err);
			if (st != ST_OK)
				return st;
		}
	return ST_OK;
}

static enum status add_table(struct joining *j, const struct counts *c, const struct disclose_rule *rule, int *at, struct err *err)
{
	int dimension[COUNTS_DIMENSIONS_MOST];
	enum status st;
	struct err why;

	for (int i = 0; i < c->dimensions; i++)
		dimension[i] = disclose_dimension(j->to, c->dimension[i], whole_of(j, c->dimension[i]));
	st = add_codes(j, c, dimension, err);
	*at = disclose_table(j->to, j->table[0]->counted, rule, dimension, c->dimensions);
	for (int r = 0; st == ST_OK && r < c->rows; r++) {
		err_clear(&why);
		st = disclose_count(j->to, *at, (const char *const *)(c->code + r * c->dimensions), c->count[r], &why);
		if (st != ST_OK)
			/* TRANSLATORS: name of a table; number of a line; a whole sentence that says what is wrong there */
			err_set(err, st, _("“%s”, line %ld: %s"), c->name, c->line[r], why.text);
	}
	return st;
}

/* A parent needs no row of its own: it is computed. */
static int count_unseen(const struct joining *j, const struct counts_tree *const *tree, int trees)
{
	int unseen = 0;

	for (int t = 0; t < trees; t++)
		for (int i = 0; i < tree[t]->rows; i++)
			if (tree[t]->parent[i])
				*named(j, tree[t]->dimension[i], tree[t]->parent[i]) = IN_ROW;
	for (int t = 0; t < trees; t++)
		for (int i = 0; i < tree[t]->rows; i++) {
			int64_t *seen = named(j, tree[t]->dimension[i], tree[t]->code[i]);

			unseen += *seen != IN_ROW;
			*seen = IN_ROW;
		}
	return unseen;
}

enum status counts_join(const struct counts *const *table, int tables, const struct counts_tree *const *tree, int trees,
	const struct disclose_rule *rule, struct disclose *to, int *at, int *unseen, struct err *err)
{
	struct joining j = { table, tables, to, map_new() };
	enum status st = ST_OK;

	for (int t = 0; st == ST_OK && t < trees; t++)
		st = add_tree(&j, tree[t], err);
	for (int t = 0; st == ST_OK && t < tables; t++)
		st = add_table(&j, table[t], rule, &at[t], err);
	*unseen = count_unseen(&j, tree, trees);
	map_free(j.codes);
	return st;
}
