/* SPDX-License-Identifier: EUPL-1.2 */
/* A file of every format ever released opens for ever: the bytes in tests/data/vault/ are never made anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/mem.h"
#include "base/str.h"
#include "vault/vault.h"

static char folder[] = "/tmp/foothold-vector-XXXXXX";

static char *copy_of(const char *name)
{
	const char *top = getenv("srcdir");
	char *copy = mem_fmt("%s/%s", folder, name);
	char *command = mem_fmt("install -m 600 '%s/tests/data/vault/%s' '%s'", top ? top : ".", name, copy);

	assert_int_equal(system(command), 0);
	free(command);
	return copy;
}

static char *write_passphrase(const char *words)
{
	char *path = mem_fmt("%s/words", folder);
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fchmod(fileno(f), 0600), 0);
	fprintf(f, "%s\n", words);
	fclose(f);
	return path;
}

static void format_1_opens(void **state)
{
	char *path = copy_of("format-1.db"), *words = write_passphrase("correct horse battery staple");
	struct vault_options options = { .path = path, .passphrase_file = words };
	struct vault *vault = NULL;
	struct err err;
	sqlite3_stmt *stmt = NULL;

	(void)state;
	err_clear(&err);
	if (vault_open(&options, &vault, &err) != ST_OK)
		fail_msg("%s", err.text);
	assert_int_equal(sqlite3_prepare_v2(vault_db(vault), "SELECT words FROM kept", -1, &stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	assert_string_equal((const char *)sqlite3_column_text(stmt, 0), "Whoever reads this opened a file of format 1.");
	sqlite3_finalize(stmt);
	vault_close(vault);
	free(path);
	free(words);
}

static int make(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int discard(void **state)
{
	char *command = mem_fmt("rm -rf %s", folder);
	int rc = system(command);

	(void)state;
	free(command);
	return rc;
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(format_1_opens) };

	return cmocka_run_group_tests(tests, make, discard);
}
