/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold disclose: what of any tables of counts can be published; no Foothold file is opened. */
#include "commands/disclose.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "commands/verbs.h"
#include "exchange/encoding.h"

/* All that is read before anything is computed. */
struct asked {
	struct call *call;
	struct counts_how how;
	struct disclose_rule rule;
	struct counts **table;
	struct counts_tree **tree;
	int *at;
	int tables, trees;
};

/* What an option was given, each time; NULL when never. Free the array alone. */
static const char **all_given(const struct call *call, const char *option)
{
	const char **out = NULL;
	int n = 0;

	while (call_option_at(call, option, n))
		n++;
	if (n) {
		out = mem_array((size_t)n + 1, sizeof(*out));
		for (int i = 0; i < n; i++)
			out[i] = call_option_at(call, option, i);
	}
	return out;
}

static bool two_numbers(const char *said, int *low, int *high)
{
	char *end;
	long a = strtol(said, &end, 10), b = -1;

	if (end > said && *end == '-')
		b = strtol(end + 1, &end, 10);
	*low = (int)a;
	*high = (int)b;
	return !*end && a >= 0 && b > a && b <= 1000000;
}

static enum status read_rule(struct asked *a, struct err *err)
{
	const char *open = call_option(a->call, "interval");
	long threshold;
	enum status st = call_number(a->call, "threshold", disclose_rule_default.threshold, &threshold, err);

	if (st != ST_OK)
		return st;
	a->rule = disclose_rule_default;
	if (threshold < 2 || threshold > 1000)
		return err_set(err, ST_USAGE, _("The threshold is a number of 2 to 1000: counts below it are withheld."));
	a->rule.threshold = (int)threshold;
	a->rule.low = a->rule.high = 0;
	a->rule.zero_secret = call_given(a->call, "zeros");
	if (open && !two_numbers(open, &a->rule.low, &a->rule.high))
		return err_set(err, ST_USAGE, _("The interval is given as two whole numbers, such as 0-5."));
	return ST_OK;
}

static enum status open_source(struct asked *a, const char *path, struct encoded **file, csv_source **source, struct err *err)
{
	*file = NULL;
	*source = encoded_read;
	if (str_same(path, "-")) {
		*source = input_standard;
		return ST_OK;
	}
	(void)a;
	return encoded_open(path, NULL, file, err);
}

/* "counts/2026.csv" is called 2026. */
static char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');

	return dot && dot > name ? mem_strn(name, (size_t)(dot - name)) : mem_str(name);
}

static enum status read_table(struct asked *a, const char *path, struct counts **out, struct err *err)
{
	struct encoded *file;
	csv_source *source;
	struct err why;
	char *name = name_of(path);
	enum status st = open_source(a, path, &file, &source, err);

	if (st == ST_OK) {
		err_clear(&why);
		st = counts_read(source, file, name, &a->how, out, &why);
		if (st != ST_OK && a->call->argc > 1)
			/* TRANSLATORS: name of a table; whole sentences that say what is wrong in it */
			err_set(err, st, _("“%s”: %s"), name, why.text);
		else if (st != ST_OK)
			*err = why;
	}
	encoded_close(file);
	free(name);
	return st;
}

static enum status read_tree(struct asked *a, const char *path, struct counts_tree **out, struct err *err)
{
	struct encoded *file;
	csv_source *source;
	enum status st = open_source(a, path, &file, &source, err);

	if (st == ST_OK)
		st = counts_tree_read(source, file, &a->how, out, err);
	encoded_close(file);
	return st;
}

static enum status read_all(struct asked *a, struct err *err)
{
	enum status st = read_rule(a, err);
	const char *path;

	a->table = mem_array((size_t)a->call->argc, sizeof(struct counts *));
	a->at = mem_array((size_t)a->call->argc, sizeof(int));
	for (int i = 0; st == ST_OK && i < a->call->argc; i++) {
		st = read_table(a, a->call->argv[i], &a->table[i], err);
		a->tables += st == ST_OK;
	}
	for (int i = 0; st == ST_OK && (path = call_option_at(a->call, "hierarchy", i)) != NULL; i++) {
		a->tree = mem_resize(a->tree, (size_t)i + 1, sizeof(*a->tree));
		st = read_tree(a, path, &a->tree[i], err);
		a->trees += st == ST_OK;
	}
	return st;
}

static bool go_on(void *with, int done, int of)
{
	(void)with;
	return progress_tell(done, of);
}

static enum status protect(struct asked *a, struct err *err)
{
	struct disclose *d = disclose_new();
	struct disclose_how how = { .all_bounds = true, .go_on = go_on };
	struct disclosed *out = NULL;
	struct disclose_told told = { .table = (const struct counts *const *)a->table, .at = a->at, .tables = a->tables,
		.rule = &a->rule };
	enum status st = counts_join(told.table, a->tables, (const struct counts_tree *const *)a->tree, a->trees, &a->rule, d, a->at,
		&told.unseen, err);

	if (st == ST_OK) {
		progress_begin(_("Protecting"));
		st = disclose_run(d, &how, &out, err);
		progress_end();
	}
	told.disclosed = out;
	if (st == ST_OK)
		st = disclose_told(a->call, &told, err);
	disclosed_free(out);
	disclose_free(d);
	return st;
}

enum status verb_disclose(struct call *call, struct err *err)
{
	struct asked a = { .call = call };
	const char **by = all_given(call, "by"), **total = all_given(call, "total");
	enum status st;

	a.how = (struct counts_how){ .count = call_option(call, "count"), .by = by, .total = total };
	st = read_all(&a, err);
	if (st == ST_OK)
		st = protect(&a, err);
	for (int i = 0; i < a.tables; i++)
		counts_free(a.table[i]);
	for (int i = 0; i < a.trees; i++)
		counts_tree_free(a.tree[i]);
	free(a.table);
	free(a.tree);
	free(a.at);
	free(by);
	free(total);
	return st;
}
