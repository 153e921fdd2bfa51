/* SPDX-License-Identifier: EUPL-1.2 */
/* Who opens a file: slots of several users, recovery codes, personal keys, what is asked before. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>
#include <unistd.h>

#include "people.h"

static void a_new_file_asks_no_name(void **state)
{
	struct vault_look look;

	(void)state;
	people_make("welcome", NULL);
	assert_int_equal(vault_look(people_path, &look, NULL), ST_OK);
	assert_false(look.plain || look.names || look.wait);
	assert_int_equal(look.format, 2);
	/* Whoever sits there today may type a name; it is of no account. */
	assert_int_equal(people_try("Azadeh", "welcome"), 0);
	assert_int_equal(people_try(NULL, "welcome"), 0);
	assert_int_equal(people_try(NULL, "welcom"), -1);
}

static void with_a_name_each_opens_by_name_and_passphrase(void **state)
{
	static bool taken[VAULT_SLOTS] = { true };
	struct vault *vault;
	struct secret *first = people_secret("welcome"), *second = people_secret("barn owl");
	struct vault_look look;
	uint8_t key[VAULT_KEY];
	int slot = -1;

	(void)state;
	people_make("welcome", NULL);
	vault = people_open(NULL, "welcome");
	assert_int_equal(vault_slot_renew(vault, 0, "Åse Berg", first, NULL), ST_OK);
	assert_int_equal(vault_slot_give(vault, "Tariq", second, taken, &slot, key, NULL), ST_OK);
	assert_int_equal(slot, 1);
	vault_close(vault);
	assert_int_equal(vault_look(people_path, &look, NULL), ST_OK);
	assert_true(look.names);
	assert_int_equal(people_try("åse berg", "welcome"), 0);
	assert_int_equal(people_try("Tariq", "welcome"), -1);
	assert_int_equal(people_try(NULL, "welcome"), -1);
	vault = people_open("TARIQ", "barn owl");
	assert_int_equal(vault_slot(vault), 1);
	assert_memory_equal(people_public_key(vault), key, VAULT_KEY);
	vault_close(vault);
	secret_free(first);
	secret_free(second);
}

static void a_divided_file_asks_names_from_the_start(void **state)
{
	struct vault_look look;

	(void)state;
	people_make("keep the keys", "Administrator");
	assert_int_equal(vault_look(people_path, &look, NULL), ST_OK);
	assert_true(look.names);
	assert_int_equal(people_try("administrator", "keep the keys"), 0);
	assert_int_equal(people_try("", "keep the keys"), -1);
}

static void a_recovery_code_opens_whatever_the_name(void **state)
{
	static bool taken[VAULT_SLOTS] = { true };
	struct vault *vault;
	struct secret *code = people_secret("0A1B2-CDEFG-HJKMN-PQRST-VWXYZ-34567"), *fresh = people_secret("another one");
	uint8_t before[VAULT_KEY];
	int slot = -1;

	(void)state;
	people_make("welcome", NULL);
	vault = people_open(NULL, "welcome");
	memcpy(before, people_public_key(vault), VAULT_KEY);
	assert_int_equal(vault_slot_second(vault, "", code, taken, &slot, NULL), ST_OK);
	/* The file is divided later: the code holds. */
	assert_int_equal(vault_slot_renew(vault, 0, "Åse Berg", fresh, NULL), ST_OK);
	vault_close(vault);
	assert_int_equal(people_try("Åse Berg", "0A1B2-CDEFG-HJKMN-PQRST-VWXYZ-34567"), 1);
	assert_int_equal(people_try("Åse Berg", "oaib2 cdefg hjkmn pqrst vwxyz 34567"), 1);
	assert_int_equal(people_try("Åse Berg", "0A1B2-CDEFG-HJKMN-PQRST-VWXYZ-34568"), -1);
	/* It gives the same personal key, and with that a new passphrase. */
	vault = people_open("Åse Berg", "0A1B2-CDEFG-HJKMN-PQRST-VWXYZ-34567");
	assert_memory_equal(people_public_key(vault), before, VAULT_KEY);
	secret_free(fresh);
	fresh = people_secret("not forgotten");
	assert_int_equal(vault_slot_renew(vault, 0, "Åse Berg", fresh, NULL), ST_OK);
	vault_close(vault);
	assert_int_equal(people_try("Åse Berg", "another one"), -1);
	vault = people_open("Åse Berg", "not forgotten");
	assert_memory_equal(people_public_key(vault), before, VAULT_KEY);
	vault_close(vault);
	secret_free(code);
	secret_free(fresh);
}

/* What was taken away opens in neither copy of the header, also when the newer one is torn. */
static void a_slot_taken_away_opens_no_more(void **state)
{
	struct vault *vault = people_three();

	(void)state;
	assert_int_equal(vault_slot_take_away(vault, 1, NULL), ST_OK);
	vault_close(vault);
	for (int copy = 0; copy < 2; copy++) {
		uint8_t was = people_flip((long)copy * 32768 + 20000);

		assert_int_equal(people_try("Tariq", "barn owl"), -1);
		people_calm();
		assert_int_equal(people_try("Åse", "welcome"), 0);
		assert_int_equal(people_try("Noor", "tawny owl"), 2);
		assert_true(people_flip((long)copy * 32768 + 20000) != was);
	}
}

static void copy_header(const char *command)
{
	char *shell = mem_fmt("f=%s; %s", people_path, command);

	assert_int_equal(system(shell), 0);
	free(shell);
}

/* The end of the program between the two copies: the newer one is the answer, whichever it is. */
static void an_older_copy_is_not_asked(void **state)
{
	(void)state;
	for (int copy = 0; copy < 2; copy++) {
		struct vault *vault = people_three();
		char *back = mem_fmt("dd if=$f.was of=$f bs=32704 count=1 conv=notrunc status=none iflag=skip_bytes,"
			"fullblock oflag=seek_bytes skip=%d seek=%d", copy * 32768, copy * 32768);

		vault_close(vault);
		copy_header("cp $f $f.was");
		vault = people_open("Åse", "welcome");
		assert_int_equal(vault_slot_take_away(vault, 1, NULL), ST_OK);
		vault_close(vault);
		copy_header(back);
		assert_int_equal(people_try("Tariq", "barn owl"), -1);
		people_calm();
		assert_int_equal(people_try("Åse", "welcome"), 0);
		free(back);
	}
}

/* What another program does meanwhile: comes in again and again, and finds the header whole each time. */
static int come_often(void)
{
	for (int i = 0; i < 150; i++)
		if (people_try("Noor", "tawny owl") != 2)
			return 1 + i % 90;
	return 0;
}

static pid_t start_visitor(void)
{
	pid_t child = fork();

	if (child == 0) {
		execl("/proc/self/exe", "visitor", "visit", people_path, (char *)NULL);
		_exit(99);
	}
	return child;
}

static void people_come_while_slots_change(void **state)
{
	bool taken[VAULT_SLOTS] = { true, true, true };
	struct vault *vault = people_three();
	struct secret *words = people_secret("eagle owl");
	pid_t visitor[2];
	int status, changes = 0, slot, running = 2;
	uint8_t key[VAULT_KEY];

	(void)state;
	for (int i = 0; i < 2; i++)
		visitor[i] = start_visitor();
	while (running) {
		assert_int_equal(sqlite3_exec(vault_db(vault), "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
		assert_int_equal(vault_slot_give(vault, "Samira", words, taken, &slot, key, NULL), ST_OK);
		assert_int_equal(vault_slot_take_away(vault, slot, NULL), ST_OK);
		assert_int_equal(sqlite3_exec(vault_db(vault), "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
		changes++;
		for (int i = 0; i < 2; i++)
			if (visitor[i] && waitpid(visitor[i], &status, WNOHANG) == visitor[i]) {
				assert_int_equal(WEXITSTATUS(status), 0);
				visitor[i] = 0;
				running--;
			}
	}
	assert_true(changes >= 5);
	vault_close(vault);
	secret_free(words);
}

static void only_the_one_it_is_for_opens_a_box(void **state)
{
	static const char words[] = "where she lives now";
	struct vault *vault = people_three();
	uint8_t box[sizeof(words) + VAULT_BOX_EXTRA], out[sizeof(words)], key[VAULT_KEY];
	struct err err;

	(void)state;
	vault_close(vault);
	vault = people_open("Tariq", "barn owl");
	vault_public_key(vault, key);
	assert_int_equal(crypto_box_seal(box, (const uint8_t *)words, sizeof(words), key), 0);
	assert_int_equal(vault_unbox(vault, box, sizeof(box), out, NULL), ST_OK);
	assert_memory_equal(out, words, sizeof(words));
	assert_int_equal(vault_unbox(vault, box, VAULT_BOX_EXTRA - 1, out, NULL), ST_DENIED);
	vault_close(vault);
	vault = people_open("Noor", "tawny owl");
	err_clear(&err);
	assert_int_equal(vault_unbox(vault, box, sizeof(box), out, &err), ST_DENIED);
	assert_non_null(strstr(err.text, "somebody else"));
	vault_close(vault);
}

static void all_places_taken_is_told(void **state)
{
	static bool taken[VAULT_SLOTS];
	struct vault *vault = people_three();
	struct secret *words = people_secret("eagle owl");
	uint8_t key[VAULT_KEY];
	struct err err;
	int slot;

	(void)state;
	memset(taken, true, sizeof(taken));
	err_clear(&err);
	assert_int_equal(vault_slot_give(vault, "One More", words, taken, &slot, key, &err), ST_INVALID);
	assert_non_null(strstr(err.text, "224"));
	vault_close(vault);
	secret_free(words);
}

static void looking_tells_what_it_is(void **state)
{
	struct vault_look look;
	struct err err;
	sqlite3 *db;

	(void)state;
	unlink(people_path);
	assert_int_equal(vault_look(people_path, &look, NULL), ST_NOTFOUND);
	assert_int_equal(sqlite3_open_v2(people_path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "unix"), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "PRAGMA application_id=0x46484C44; CREATE TABLE t(x)", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(vault_look(people_path, &look, NULL), ST_OK);
	assert_true(look.plain);
	people_put(68, 'X');
	assert_int_equal(vault_look(people_path, &look, NULL), ST_CORRUPT);
	people_make("welcome", NULL);
	people_put(8, 9);
	people_put(32768 + 8, 9);
	err_clear(&err);
	assert_int_equal(vault_look(people_path, &look, &err), ST_NEWER);
	assert_non_null(strstr(err.text, "newer"));
}

static void wrong_tries_are_told_before(void **state)
{
	struct vault_look look;

	(void)state;
	people_make("welcome", NULL);
	for (int i = 0; i < 4; i++)
		assert_int_equal(people_try(NULL, "guess"), -1);
	assert_int_equal(vault_look(people_path, &look, NULL), ST_OK);
	assert_in_range(look.wait, 1, 2);
	assert_int_equal(people_try(NULL, "welcome"), -1);
	people_calm();
	assert_int_equal(people_try(NULL, "welcome"), 0);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_file_asks_no_name),
		cmocka_unit_test(with_a_name_each_opens_by_name_and_passphrase),
		cmocka_unit_test(a_divided_file_asks_names_from_the_start),
		cmocka_unit_test(a_recovery_code_opens_whatever_the_name),
		cmocka_unit_test(a_slot_taken_away_opens_no_more),
		cmocka_unit_test(an_older_copy_is_not_asked),
		cmocka_unit_test(people_come_while_slots_change),
		cmocka_unit_test(only_the_one_it_is_for_opens_a_box),
		cmocka_unit_test(all_places_taken_is_told),
		cmocka_unit_test(looking_tells_what_it_is),
		cmocka_unit_test(wrong_tries_are_told_before),
	};

	if (people_visiting(argc, argv))
		return come_often();
	return cmocka_run_group_tests(tests, people_folder, people_remove);
}
