/* SPDX-License-Identifier: EUPL-1.2 */
/* Boxes for one person, contents under a key of their own, and the small database in memory beside a file. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <unistd.h>

#include "base/mem.h"
#include "vault/box.h"
#include "vault/memory.h"
#include "vault/vault.h"

static char folder[] = "/tmp/foothold-box-XXXXXX";

static enum status fill(struct sqlite3 *db, void *ctx, struct err *err)
{
	(void)ctx;
	(void)err;
	return sqlite3_exec(db, "CREATE TABLE home(x); CREATE TABLE person(x); INSERT INTO home VALUES('lane')", NULL, NULL,
		NULL) == SQLITE_OK ? ST_OK : ST_IO;
}

static struct vault *town(void)
{
	static int n;
	char path[120];
	struct vault_options options = { .path = path, .create = true, .fill = fill };
	struct vault *vault = NULL;

	snprintf(path, sizeof path, "%s/town-%d", folder, ++n);
	assert_int_equal(vault_open(&options, &vault, NULL), ST_OK);
	return vault;
}

static int count(struct vault *vault, const char *sql)
{
	sqlite3_stmt *stmt;
	int n;

	assert_int_equal(sqlite3_prepare_v2(vault_db(vault), sql, -1, &stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	n = sqlite3_column_int(stmt, 0);
	sqlite3_finalize(stmt);
	return n;
}

static bool runs(struct vault *vault, const char *sql)
{
	return sqlite3_exec(vault_db(vault), sql, NULL, NULL, NULL) == SQLITE_OK;
}

static void a_box_opens_for_its_owner_alone(void **state)
{
	struct vault *mine = town(), *other = town();
	uint8_t key[BOX_PUBLIC], box[7 + BOX_EXTRA], out[7];

	(void)state;
	vault_public_key(mine, key);
	assert_true(box_seal(box, "secret", 7, key));
	assert_int_equal(vault_unbox(other, box, sizeof box, out, NULL), ST_DENIED);
	assert_int_equal(vault_unbox(mine, box, sizeof box, out, NULL), ST_OK);
	assert_string_equal(out, "secret");
	box[40] ^= 1;
	assert_int_equal(vault_unbox(mine, box, sizeof box, out, NULL), ST_DENIED);
	vault_close(mine);
	vault_close(other);
}

static void a_content_is_of_one_owner_and_version(void **state)
{
	static const uint8_t plain[100] = "a whole file", key[BOX_KEY] = { 1 }, wrong[BOX_KEY] = { 2 };
	static const uint8_t owner[BOX_OWNER] = { 3 }, other[BOX_OWNER] = { 4 };
	uint8_t sealed[sizeof plain + BOX_CONTENT_EXTRA], again[sizeof sealed], out[sizeof plain];

	(void)state;
	box_content_seal(sealed, plain, sizeof plain, key, owner, 7);
	box_content_seal(again, plain, sizeof plain, key, owner, 7);
	assert_memory_not_equal(sealed, again, sizeof sealed);      /* a fresh nonce each time */
	assert_true(box_content_open(out, sealed, sizeof sealed, key, owner, 7));
	assert_memory_equal(out, plain, sizeof plain);
	assert_false(box_content_open(out, sealed, sizeof sealed, wrong, owner, 7));
	assert_false(box_content_open(out, sealed, sizeof sealed, key, other, 7));
	assert_false(box_content_open(out, sealed, sizeof sealed, key, owner, 8));
	assert_false(box_content_open(out, sealed, sizeof sealed - 1, key, owner, 7));
	assert_false(box_content_open(out, sealed, BOX_CONTENT_EXTRA - 1, key, owner, 7));
	for (size_t i = 0; i < sizeof sealed; i++) {
		sealed[i] ^= 0x10;
		assert_false(box_content_open(out, sealed, sizeof sealed, key, owner, 7));
		sealed[i] ^= 0x10;
	}
}

static const char *const shared[] = { "home", NULL };

static struct vault *beside(struct vault *file)
{
	struct vault *memory = NULL;

	assert_int_equal(vault_memory(file, &memory, NULL), ST_OK);
	assert_true(runs(memory, "CREATE TABLE home(x); CREATE TABLE person(x)"));
	assert_int_equal(vault_memory_share(memory, file, shared, NULL), ST_OK);
	return memory;
}

static void the_shared_table_is_read_and_never_written(void **state)
{
	struct vault *file = town(), *memory = beside(file);

	(void)state;
	assert_int_equal(count(memory, "SELECT count(*) FROM home"), 1);
	assert_true(runs(file, "INSERT INTO home VALUES('mill')"));
	assert_int_equal(count(memory, "SELECT count(*) FROM home"), 2);
	assert_false(runs(memory, "INSERT INTO home VALUES('no')"));
	assert_false(runs(memory, "INSERT INTO town.home VALUES('no')"));
	assert_false(runs(memory, "DROP TABLE town.home"));
	assert_int_equal(count(file, "SELECT count(*) FROM home"), 2);
	/* What is not shared is its own. */
	assert_true(runs(memory, "INSERT INTO person VALUES('inside')"));
	assert_int_equal(count(file, "SELECT count(*) FROM person"), 0);
	/* The file can be written while the other one is in the middle of a change. */
	assert_true(runs(memory, "BEGIN IMMEDIATE; INSERT INTO person VALUES('two')"));
	assert_true(runs(file, "BEGIN IMMEDIATE; INSERT INTO home VALUES('pond'); COMMIT"));
	assert_true(runs(memory, "COMMIT"));
	vault_close(memory);
	vault_close(file);
}

static void the_fence_stands_around_it(void **state)
{
	struct vault *file = town(), *memory = beside(file);

	(void)state;
	assert_false(runs(memory, "ATTACH '/tmp/foothold-plain' AS plain"));
	assert_false(runs(memory, "VACUUM INTO '/tmp/foothold-plain'"));
	assert_false(runs(memory, "PRAGMA secure_delete=OFF"));
	assert_int_not_equal(access("/tmp/foothold-plain", F_OK), 0);
	vault_close(memory);
	vault_close(file);
}

/* As a transaction would leave it, before it is committed; and back under a statement that stands prepared. */
static void an_image_goes_out_and_comes_back(void **state)
{
	struct vault *file = town(), *memory = beside(file);
	sqlite3_stmt *standing;
	struct err err = { .text = "" };
	void *image = NULL;
	size_t len = 0;

	(void)state;
	assert_int_equal(sqlite3_prepare_v2(vault_db(memory), "SELECT count(*) FROM person", -1, &standing, NULL), SQLITE_OK);
	assert_true(runs(memory, "BEGIN IMMEDIATE; INSERT INTO person VALUES('one'), ('two')"));
	assert_int_equal(vault_image(memory, &image, &len, NULL), ST_OK);
	assert_true(runs(memory, "ROLLBACK"));
	assert_int_equal(count(memory, "SELECT count(*) FROM person"), 0);
	assert_int_equal(vault_memory_load(memory, image, len, NULL), ST_OK);
	assert_int_equal(sqlite3_step(standing), SQLITE_ROW);
	assert_int_equal(sqlite3_column_int(standing, 0), 2);
	sqlite3_finalize(standing);
	assert_int_equal(count(memory, "SELECT count(*) FROM home"), 1);
	memset(image, 'x', 100);
	assert_int_equal(vault_memory_load(memory, image, len, &err), ST_CORRUPT);
	assert_int_equal(count(memory, "SELECT count(*) FROM person"), 2);
	vault_image_free(image, len);
	vault_close(memory);
	vault_close(file);
}

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
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
		cmocka_unit_test(a_box_opens_for_its_owner_alone),
		cmocka_unit_test(a_content_is_of_one_owner_and_version),
		cmocka_unit_test(the_shared_table_is_read_and_never_written),
		cmocka_unit_test(the_fence_stands_around_it),
		cmocka_unit_test(an_image_goes_out_and_comes_back),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
