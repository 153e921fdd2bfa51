/* SPDX-License-Identifier: EUPL-1.2 */
/* For tests of import and export: a file of records and a source file in a folder of their own. */
#ifndef TESTS_EXCHANGE_IMPORTS_H
#define TESTS_EXCHANGE_IMPORTS_H

#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "cases/cases.h"
#include "exchange/export.h"
#include "exchange/import.h"

static char imports_folder[] = "/tmp/foothold-import-XXXXXX";
static char imports_source[64], imports_rejects[80];
static const struct actor importer = { .user = "berg", .desk = "HA", .roles = ROLE_ALL };

static inline struct store *imports_open(const char *name, bool create)
{
	char path[160];
	struct vault_options options = { .path = path, .create = create };
	struct store *store = NULL;
	struct err err;

	err_clear(&err);
	snprintf(path, sizeof(path), "%s/%s", imports_folder, name);
	if (store_open(&options, &store, &err) != ST_OK)
		fail_msg("%s", err.text);
	return store;
}

static inline int imports_setup(void **state)
{
	static int n;
	char name[32];

	snprintf(name, sizeof(name), "file-%d", ++n);
	snprintf(imports_source, sizeof(imports_source), "%s/source-%d.csv", imports_folder, n);
	snprintf(imports_rejects, sizeof(imports_rejects), "%s.rejects.csv", imports_source);
	*state = imports_open(name, true);
	return 0;
}

static inline int imports_teardown(void **state)
{
	store_close(*state);
	return 0;
}

static inline int imports_make(void **state)
{
	(void)state;
	cases_init();
	return mkdtemp(imports_folder) ? 0 : -1;
}

static inline int imports_remove(void **state)
{
	char *command = mem_fmt("rm -rf %s", imports_folder);
	int rc = system(command);

	(void)state;
	free(command);
	return rc;
}

#define IMPORTS_TEST(f) cmocka_unit_test_setup_teardown(f, imports_setup, imports_teardown)
#define IMPORTS_RUN(name, tests) cmocka_run_group_tests_name(name, tests, imports_make, imports_remove)

static inline const struct kind *the(const char *name)
{
	const struct kind *kind = register_kind(name);

	assert_non_null(kind);
	return kind;
}

static inline void write_source(const char *text)
{
	FILE *file = fopen(imports_source, "wb");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

/* What is left to read of a stream, which is closed; "" for none. The caller's. */
static inline char *read_stream(FILE *file)
{
	struct str out = STR_INIT;
	char block[4096];
	size_t n;

	while (file && (n = fread(block, 1, sizeof(block), file)) > 0)
		str_addn(&out, block, n);
	if (file)
		fclose(file);
	str_get(&out);
	return str_take(&out);
}

static inline char *read_whole(const char *path)
{
	return read_stream(fopen(path, "rb"));
}

static inline struct import_options source_of(const char *kind)
{
	return (struct import_options){ .path = imports_source, .kind = the(kind) };
}

static inline char *sample(const char *name)
{
	const char *top = getenv("srcdir");

	return mem_fmt("%s/tests/data/%s", top ? top : ".", name);
}

static inline int64_t count_of(struct store *store, const char *kind)
{
	struct list_query query = { .kind = the(kind) };
	int64_t count = -1;

	assert_int_equal(read_count(store, &importer, &query, 10000000, &count, NULL), ST_OK);
	return count;
}

/* The export of a kind as text; the caller's. */
static inline char *exported(struct store *store, const char *kind, enum export_format format)
{
	FILE *out = tmpfile();
	struct export_options options = { .kind = the(kind), .format = format, .out = out };
	int64_t rows;
	struct err err;

	err_clear(&err);
	if (export_run(store, &importer, &options, &rows, &err) != ST_OK)
		fail_msg("%s", err.text);
	assert_int_equal(rows, count_of(store, kind));
	rewind(out);
	return read_stream(out);
}

/* Imports and must end so; the sentence is shown when it does not. */
static inline void import_ends(struct store *store, const struct import_options *options, enum status want,
	struct import_result *result, struct err *err)
{
	err_clear(err);
	if (import_run(store, &importer, options, result, err) != want) {
		for (int i = 0; i < result->n_rejects; i++)
			print_message("line %ld, %s: %s\n", result->reject[i].line, result->reject[i].column,
				result->reject[i].reason);
		fail_msg("%d: %s", (int)err->status, err->text);
	}
}

#endif
