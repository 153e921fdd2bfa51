/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sealed files on the screens: a file is sealed from its menu, worked on from within,
 * locked, kept from a colleague, given to another helper, a double taken over, and
 * opened up again.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "town.h"

#define OURS "correct horse battery staple"
#define LINDS "four words of Lind alone"
#define HK_F12 "\033[24~"
#define NAME "Quzzafirah"

static const struct look_at both[] = { { "en", 24, 80 }, { "de", 24, 80 } };
static const char *const typed_in[] = { "FOOTHOLD_PASSPHRASE_FILE=", NULL };
static char number[40];

/* A. Berg and Lind share the file. */
static void a_town(void)
{
	char path[4200];
	FILE *f;

	town_new();
	snprintf(number, sizeof(number), "%s", TOWN_ADD("person", "given_name=" NAME, "born=1990-02-03"));
	TOWN_ADD("person", "given_name=Tesfay");
	TOWN_ADD("dwelling", "address=Mill Lane 1");
	snprintf(path, sizeof(path), "%s/words", harness_dir());
	f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fchmod(fileno(f), 0600), 0);
	fputs(LINDS "\n", f);
	fclose(f);
	free(TOWN_RUN("users", "add", "Lind", "--role", "casework", "--new-passphrase-file", path));
	free(TOWN_RUN("users", "set", "A. Berg", "--role", "casework", "--role", "housing", "--role", "admin"));
}

static void answer(struct harness *h, const char *words)
{
	assert_true(harness_type(h, words));
	assert_true(harness_key(h, HK_ENTER));
}

static void find_her(struct harness *h)
{
	assert_true(harness_key(h, HK_F3));
	assert_true(harness_type(h, "quzzaf"));
}

static bool menu_offers(struct harness *h, const char *entry)
{
	char row[200];
	bool offered = false;

	snprintf(row, sizeof(row), "▸ %s ", entry);
	assert_true(harness_key(h, HK_F10));
	for (int i = 0; i < 150 && !offered; i++) {
		offered = harness_shows(h, row);
		if (!offered)
			assert_true(harness_key(h, HK_DOWN));
	}
	return offered;
}

static void choose(struct harness *h, const char *entry)
{
	assert_true(menu_offers(h, entry));
	assert_true(harness_key(h, HK_ENTER));
}

/* From Today into the sealed file of its one helper. */
static struct harness *sealed_by_berg(const struct look_at *look)
{
	struct harness *h;

	a_town();
	h = town_open(look);
	find_her(h);
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, number);
	assert_true(harness_type(h, "S"));
	harness_expect(h, town_tr("Seal this file: who can open it?"));
	harness_expect(h, "[x]  A. Berg");
	harness_expect(h, "[ ]  Lind");
	assert_true(harness_key(h, HK_F2));
	harness_expect(h, town_tr("PEOPLE IN THIS SEALED FILE"));
	harness_expect(h, NAME);
	return h;
}

static void sealed_worked_on_and_locked(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(both) / sizeof(both[0]); i++) {
		struct harness *h = sealed_by_berg(&both[i]);

		/* everything works as in any file */
		assert_true(harness_key(h, HK_ENTER));
		harness_expect(h, number);
		assert_true(harness_type(h, "n"));
		assert_true(harness_type(h, "Came with a friend"));
		assert_true(harness_key(h, HK_F2));
		assert_true(harness_key(h, HK_F12));
		harness_expect(h, town_tr("Locked"));
		harness_expect_not(h, NAME);
		answer(h, OURS);
		/* the town again, without a trace of her; the sealed file is entered anew */
		harness_expect_not(h, NAME);
		find_her(h);
		harness_expect_not(h, number);
		assert_true(harness_key(h, HK_ESC));
		choose(h, town_tr("Sealed files"));
		harness_expect(h, NAME);
		assert_true(harness_key(h, HK_ENTER));
		harness_expect(h, town_tr("PEOPLE IN THIS SEALED FILE"));
		assert_false(menu_offers(h, town_tr("Backup")));
		assert_true(harness_key(h, HK_ESC));
		assert_true(harness_key(h, HK_ESC));
		harness_expect(h, town_tr("Sealed files"));
		town_leave(h);
		TOWN_EXPECT("Came with a friend", "show", "--within", number, number);
	}
}

static struct harness *lind_comes(const struct look_at *look)
{
	struct harness *h = town_open_with(look, NULL, NULL, typed_in);

	assert_true(harness_key(h, HK_UP));
	for (int i = 0; i < 12; i++)
		assert_true(harness_key(h, HK_BACKSPACE));
	answer(h, "lind");
	answer(h, LINDS);
	/* given out by somebody else: changed first */
	answer(h, LINDS " now");
	answer(h, LINDS " now");
	harness_expect(h, "Tesfay");
	return h;
}

static void a_colleague_sees_nothing_until_helping(void **state)
{
	struct harness *h;

	(void)state;
	h = sealed_by_berg(&both[0]);
	town_leave(h);
	h = lind_comes(&both[0]);
	harness_expect_not(h, NAME);
	find_her(h);
	harness_expect_not(h, number);
	assert_true(harness_key(h, HK_ESC));
	assert_false(menu_offers(h, "Sealed files"));
	town_leave(h);

	h = town_open(&both[0]);
	choose(h, "Sealed files");
	assert_true(harness_key(h, HK_ENTER));
	assert_true(harness_type(h, "h"));
	assert_true(harness_key(h, HK_DOWN));
	assert_true(harness_type(h, " "));
	harness_expect(h, "[x]  Lind");
	assert_true(harness_key(h, HK_F2));
	harness_expect(h, "Open to A. Berg, Lind");
	town_leave(h);
	TOWN_EXPECT("A. Berg, Lind", "sealed");
}

static void a_double_is_taken_over_and_all_is_opened_up(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(both) / sizeof(both[0]); i++) {
		struct harness *h = sealed_by_berg(&both[i]);
		char twin[40];

		assert_true(harness_key(h, HK_ESC));
		snprintf(twin, sizeof(twin), "%s", TOWN_ADD("person", "given_name=" NAME, "born=1990-02-03", "phone=+31612345678"));
		choose(h, town_tr("Sealed files"));
		assert_true(harness_key(h, HK_ENTER));
		harness_expect(h, town_tr("MAYBE REGISTERED IN THE TOWN'S FILE AS WELL"));
		harness_expect(h, twin);
		assert_true(harness_key(h, HK_DOWN));
		assert_true(harness_type(h, "t"));
		harness_expect(h, twin);
		assert_true(harness_type(h, "t"));
		harness_expect_not(h, twin);
		assert_true(harness_type(h, "U"));
		harness_expect(h, number);
		assert_true(harness_type(h, "U"));
		harness_expect_not(h, number);
		town_leave(h);
		TOWN_EXPECT("+31612345678", "show", number);
		TOWN_EXPECT("No sealed file", "sealed");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sealed_worked_on_and_locked),
		cmocka_unit_test(a_colleague_sees_nothing_until_helping),
		cmocka_unit_test(a_double_is_taken_over_and_all_is_opened_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
