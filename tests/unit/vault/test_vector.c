/* SPDX-License-Identifier: EUPL-1.2 */
/* A file of every format ever released opens for ever: the bytes in tests/data/vault/ are never made anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/mem.h"
#include "base/secret.h"
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

static struct vault *enter(const char *name, const char *user, const char *passphrase)
{
	char *path = copy_of(name), *words = write_passphrase(passphrase);
	struct vault_options options = { .path = path, .user = user, .passphrase_file = words };
	struct vault *vault = NULL;
	struct err err;

	err_clear(&err);
	if (vault_open(&options, &vault, &err) != ST_OK)
		fail_msg("%s", err.text);
	free(path);
	free(words);
	return vault;
}

static sqlite3_stmt *row(struct vault *vault, const char *sql)
{
	sqlite3_stmt *stmt = NULL;

	assert_int_equal(sqlite3_prepare_v2(vault_db(vault), sql, -1, &stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	return stmt;
}

/* Whose slot it is, whose box, and the words. */
static void kept_for(const char *name, const char *user, const char *passphrase, int slot, bool has_box)
{
	struct vault *vault = enter(name, user, passphrase);
	sqlite3_stmt *stmt = row(vault, "SELECT words FROM kept WHERE words IS NOT NULL");
	char out[64] = "";

	assert_string_equal((const char *)sqlite3_column_text(stmt, 0), "Whoever reads this opened a file of format 2.");
	sqlite3_finalize(stmt);
	stmt = row(vault, "SELECT box FROM kept WHERE box IS NOT NULL");
	assert_int_equal(vault_unbox(vault, sqlite3_column_blob(stmt, 0), (size_t)sqlite3_column_bytes(stmt, 0), out, NULL),
		has_box ? ST_OK : ST_DENIED);
	assert_string_equal(has_box ? out : "", has_box ? "Only Tariq reads this." : "");
	sqlite3_finalize(stmt);
	assert_int_equal(vault_slot(vault), slot);
	vault_close(vault);
}

static void format_2_opens(void **state)
{
	(void)state;
	kept_for("format-2.db", "åse berg", "correct horse battery staple", 0, false);
	kept_for("format-2.db", "Tariq", "barn owl at dusk", 1, true);
	kept_for("format-2.db", NULL, "0A1B2-CDEFG-HJKMN-PQRST-VWXYZ-34567", 2, false);
}

static void format_2_opens_half_way_to_another_key(void **state)
{
	struct vault *vault;
	sqlite3_stmt *stmt;

	(void)state;
	kept_for("format-2-half.db", "Tariq", "barn owl at dusk", 1, true);
	vault = enter("format-2-half.db", "Åse Berg", "correct horse battery staple");
	assert_true(vault_rotation_pending(vault));
	assert_int_equal(vault_rotate_finish(vault, NULL, NULL, NULL), ST_OK);
	stmt = row(vault, "SELECT words FROM later");
	assert_string_equal((const char *)sqlite3_column_text(stmt, 0), "Sealed with the new key.");
	sqlite3_finalize(stmt);
	vault_close(vault);
}

static struct secret *secret_of(const char *words)
{
	struct secret *s = secret_new(strlen(words));

	memcpy(secret_bytes(s), words, strlen(words));
	return s;
}

/* With a new passphrase, and only then: a recovery code of before would not open it any more. */
static void format_1_becomes_format_2(void **state)
{
	char *path = copy_of("format-1.db"), *words = write_passphrase("correct horse battery staple");
	struct vault_options options = { .path = path, .passphrase_file = words };
	struct secret *fresh = secret_of("barn owl at dusk");
	uint8_t key[VAULT_KEY], none[VAULT_KEY] = { 0 };
	static const bool taken[VAULT_SLOTS] = { true };
	struct vault_look look;
	struct vault *vault;
	struct err err;
	int slot;

	(void)state;
	err_clear(&err);
	assert_int_equal(vault_open(&options, &vault, NULL), ST_OK);
	vault_public_key(vault, key);
	assert_memory_equal(key, none, VAULT_KEY);
	assert_int_equal(vault_slot_give(vault, "Tariq", fresh, taken, &slot, key, &err), ST_INVALID);
	assert_non_null(strstr(err.text, "older Foothold"));
	assert_int_equal(vault_slot_renew(vault, 0, "", fresh, NULL), ST_OK);
	vault_public_key(vault, key);
	assert_memory_not_equal(key, none, VAULT_KEY);
	assert_int_equal(vault_slot_give(vault, "Tariq", fresh, taken, &slot, key, NULL), ST_OK);
	vault_close(vault);
	assert_int_not_equal(vault_open(&options, &vault, NULL), ST_OK);
	free(write_passphrase("barn owl at dusk"));
	assert_int_equal(vault_open(&options, &vault, NULL), ST_OK);
	vault_close(vault);
	assert_int_equal(vault_look(path, &look, NULL), ST_OK);
	assert_int_equal(look.format, 2);
	secret_free(fresh);
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
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(format_1_opens),
		cmocka_unit_test(format_1_becomes_format_2),
		cmocka_unit_test(format_2_opens),
		cmocka_unit_test(format_2_opens_half_way_to_another_key),
	};

	return cmocka_run_group_tests(tests, make, discard);
}
