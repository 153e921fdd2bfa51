/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The administrator's screen of users: a second user, whose first passphrase is
 * shown once, divides the file; other roles; taken away again; everybody's own
 * passphrase and recovery code; and what each role is shown.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/msg.h"
#include "town.h"

#define OURS "correct horse battery staple"
#define FRESH "four words of mine alone"
#define HK_F12 "\033[24~"

static const struct look_at both[] = { { "en", 24, 80 }, { "de", 24, 80 } };
static const char *const typed_in[] = { "FOOTHOLD_PASSPHRASE_FILE=", NULL };

static void answer(struct harness *h, const char *words)
{
	assert_true(harness_type(h, words));
	assert_true(harness_key(h, HK_ENTER));
}

static void choose(struct harness *h, const char *entry)
{
	char row[200];

	snprintf(row, sizeof(row), "▸ %s ", entry);
	assert_true(harness_key(h, HK_F10));
	for (int i = 0; i < 150 && !harness_shows(h, row); i++)
		assert_true(harness_key(h, HK_DOWN));
	harness_expect(h, row);
	assert_true(harness_key(h, HK_ENTER));
}

static struct harness *open_town(const struct look_at *look)
{
	struct harness *h;

	town_new();
	TOWN_ADD("person", "family_name=Haidari", "given_name=Mariam", "arrived=2026-03-01");
	h = town_open_with(look, NULL, NULL, typed_in);
	answer(h, OURS);
	return h;
}

/* Four groups of five, on a line of the window; copied out. */
static void read_code(struct harness *h, int groups, char out[64])
{
	static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ-";
	size_t len = (size_t)groups * 6 - 1;

	for (int row = 0; row < 24; row++) {
		const char *line = harness_line(h, row);

		for (const char *at = line; *at; at++) {
			if (strspn(at, letters) == len) {
				memcpy(out, at, len);
				out[len] = '\0';
				return;
			}
		}
	}
	fail_msg("no code stands on the screen");
}

static void add_lind(struct harness *h, char first[64])
{
	choose(h, town_tr("Users"));
	harness_expect(h, "A. Berg");
	assert_true(harness_key(h, "a"));
	assert_true(harness_type(h, "Lind"));
	assert_true(harness_key(h, HK_TAB));
	assert_true(harness_key(h, HK_TAB));
	assert_true(harness_key(h, " "));
	/* without one's own passphrase nothing is divided, and the cursor goes where it is wanted */
	assert_true(harness_key(h, HK_F2));
	assert_true(harness_type(h, OURS));
	harness_expect_not(h, "horse");
	assert_true(harness_key(h, HK_F2));
	read_code(h, 4, first);
	/* no stray key takes it away */
	assert_true(harness_key(h, "q"));
	harness_expect(h, first);
	assert_true(harness_key(h, HK_ENTER));
	harness_expect_not(h, first);
	harness_expect(h, "Lind");
}

static void a_second_user_divides_the_file(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(both) / sizeof(both[0]); i++) {
		struct harness *h = open_town(&both[i]);
		char first[64];

		add_lind(h, first);
		TOWN_EXPECT("casework", "users");
		assert_true(harness_key(h, HK_F12));
		harness_expect(h, "A. Berg");
		assert_true(harness_key(h, HK_UP));
		for (int n = 0; n < 8; n++)
			assert_true(harness_key(h, HK_BACKSPACE));
		answer(h, "Lind");
		answer(h, first);
		harness_expect(h, town_tr("A passphrase of your own"));
		answer(h, FRESH);
		answer(h, FRESH);
		harness_expect(h, "Lind");
		harness_expect(h, "Mariam");
		/* users are not a caseworker's */
		assert_true(harness_key(h, HK_F10));
		harness_expect(h, town_tr("Your passphrase"));
		harness_expect_not(h, town_tr("Users"));
		assert_true(harness_key(h, HK_ESC));
		town_leave(h);
	}
}

static void other_roles_and_away_again(void **state)
{
	struct harness *h = open_town(&both[0]);
	char first[64], second[64];

	(void)state;
	add_lind(h, first);
	assert_true(harness_key(h, HK_DOWN));
	assert_true(harness_key(h, HK_ENTER));
	assert_true(harness_key(h, " "));
	assert_true(harness_key(h, HK_F2));
	harness_expect(h, "reception, casework");
	/* forgotten before it was used */
	assert_true(harness_key(h, "p"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "reception, casework");
	assert_true(harness_key(h, "p"));
	assert_true(harness_key(h, HK_DOWN));
	assert_true(harness_key(h, HK_ENTER));
	read_code(h, 4, second);
	assert_string_not_equal(first, second);
	assert_true(harness_key(h, HK_ENTER));
	assert_true(harness_key(h, "x"));
	harness_expect(h, "Take Lind's passphrase away?");
	assert_true(harness_key(h, HK_DOWN));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect_not(h, "Lind  ");
	harness_expect(h, "Lind opens the file no more");
	/* oneself is not taken away */
	assert_true(harness_key(h, "x"));
	harness_expect_not(h, "away?");
	assert_true(harness_key(h, "m"));
	assert_true(harness_type(h, "25"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "Locked after 25 minutes");
	assert_true(harness_key(h, "d"));
	assert_true(harness_key(h, HK_DOWN));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "The file has a new data key");
	town_leave(h);
	free(TOWN_RUN("check"));
	TOWN_EXPECT("Haidari", "list", "person");
}

static void ones_own_passphrase_and_recovery_code(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(both) / sizeof(both[0]); i++) {
		struct harness *h = open_town(&both[i]);
		char code[64];

		choose(h, town_tr("Your passphrase"));
		/* whoever finds the screen open cannot take it over */
		answer(h, "not the one of now");
		answer(h, FRESH);
		answer(h, FRESH);
		harness_expect(h, town_tr("Passphrase now"));
		assert_true(harness_type(h, OURS));
		assert_true(harness_key(h, HK_F4));
		read_code(h, 6, code);
		assert_true(harness_key(h, HK_ENTER));
		choose(h, town_tr("Your passphrase"));
		answer(h, OURS);
		answer(h, FRESH);
		answer(h, FRESH);
		assert_true(harness_key(h, HK_F12));
		answer(h, OURS);
		harness_expect_not(h, "Mariam");
		answer(h, FRESH);
		harness_expect(h, "Mariam");
		/* the recovery code lets in, and offers a new passphrase, which Esc leaves as it is */
		assert_true(harness_key(h, HK_F12));
		answer(h, code);
		harness_expect_not(h, "Mariam");
		assert_true(harness_key(h, HK_ESC));
		harness_expect(h, "Mariam");
		town_leave(h);
	}
}

static void add_user(const char *who, const char *role)
{
	char path[4200];
	FILE *f;

	snprintf(path, sizeof(path), "%s/words", harness_dir());
	f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fchmod(fileno(f), 0600), 0);
	fputs("the first one of all\n", f);
	fclose(f);
	free(TOWN_RUN("users", "add", who, "--role", role, "--new-passphrase-file", path));
}

/* At the locked terminal, for the first time. */
static void come_in_as(struct harness *h, const char *who)
{
	assert_true(harness_key(h, HK_F12));
	assert_true(harness_key(h, HK_UP));
	for (int n = 0; n < 12; n++)
		assert_true(harness_key(h, HK_BACKSPACE));
	answer(h, who);
	answer(h, "the first one of all");
	answer(h, FRESH);
	answer(h, FRESH);
	harness_expect(h, who);
}

/* Whether the menu has this list, and, when it is opened, the list this text. */
static void expect_list(struct harness *h, const char *entry, const char *text, bool shown)
{
	choose(h, town_tr(entry));
	harness_expect(h, "Mariam");
	if (shown)
		harness_expect(h, text);
	else
		harness_expect_not(h, text);
	assert_true(harness_key(h, HK_ESC));
}

static bool menu_has(struct harness *h, const char *entry)
{
	char row[200];
	bool has = false;

	snprintf(row, sizeof(row), "▸ %s ", town_tr(entry));
	assert_true(harness_key(h, HK_F10));
	for (int i = 0; i < 150 && !has; i++) {
		has = harness_shows(h, row);
		assert_true(harness_key(h, HK_DOWN));
	}
	assert_true(harness_key(h, HK_ESC));
	return has;
}

static void what_is_shown_follows_from_the_role(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(both) / sizeof(both[0]); i++) {
		struct harness *h;

		town_new();
		TOWN_ADD("person", "family_name=Haidari", "given_name=Mariam", "born=1991-07-23", "arrived=2026-03-01");
		add_user("Dahl", "casework");
		add_user("Lind", "language");
		add_user("Olsen", "supervisor");
		add_user("Ek", "auditor");
		h = town_open_with(&both[i], NULL, NULL, typed_in);
		answer(h, OURS);
		come_in_as(h, "Dahl");
		assert_true(menu_has(h, "Applications"));
		assert_false(menu_has(h, "Users"));
		expect_list(h, "People", "1991", true);
		come_in_as(h, "Lind");
		assert_false(menu_has(h, "Applications"));
		assert_true(menu_has(h, "Courses"));
		expect_list(h, "People", "1991", false);
		come_in_as(h, "Olsen");
		harness_expect_not(h, "Mariam");
		assert_false(menu_has(h, "People"));
		come_in_as(h, "Ek");
		harness_expect_not(h, "Mariam");
		assert_false(menu_has(h, "People"));
		town_leave(h);
	}
}

/* The list behind stands in the new order at once. */
static void lists_are_sorted_as_in_turkish(void **state)
{
	int cedilla, c;

	(void)state;
	for (size_t i = 0; i < sizeof(both) / sizeof(both[0]); i++) {
		struct harness *h;

		town_new();
		TOWN_ADD("person", "family_name=Çam", "arrived=2026-03-01");
		TOWN_ADD("person", "family_name=Czerny", "arrived=2026-03-01");
		h = town_open_with(&both[i], NULL, NULL, typed_in);
		answer(h, OURS);
		choose(h, town_tr("People"));
		assert_true(harness_find(h, "Çam", NULL) < harness_find(h, "Czerny", NULL));
		choose(h, town_tr("Users"));
		assert_true(harness_key(h, "o"));
		assert_string_equal(harness_place(h), "pick");
		answer(h, i ? "türk" : "turk");
		assert_string_equal(harness_place(h), "users");
		harness_expect(h, i ? "Türkisch" : "Turkish");
		assert_true(harness_key(h, HK_ESC));
		assert_string_equal(harness_place(h), "list");
		cedilla = harness_find(h, "Çam", NULL);
		c = harness_find(h, "Czerny", NULL);
		assert_true(c > 0 && c < cedilla);
		town_leave(h);
		TOWN_EXPECT("Turkish (tr)", "order", "--lang", "en");
	}
}

static void an_administrator_alone_begins_with_the_users(void **state)
{
	char path[4200];
	const char *const make[] = { harness_program(), "init", "--divided", "--user", "Olsen", path, NULL };

	(void)state;
	for (size_t i = 0; i < sizeof(both) / sizeof(both[0]); i++) {
		const char *const open[] = { harness_program(), "--db", path, "--user", "Olsen", "--lang", both[i].lang, NULL };
		struct harness_options options = { .env = typed_in };
		struct harness *h;
		char first[64];

		snprintf(path, sizeof(path), "%s/office%zu.db", harness_dir(), i);
		assert_int_equal(harness_run(make, NULL, NULL), 0);
		h = harness_start(&options, open);
		assert_non_null(h);
		msg_set_language(both[i].lang);
		answer(h, OURS);
		harness_expect(h, town_tr("Users"));
		harness_expect(h, town_tr("administrator"));
		assert_true(harness_key(h, "a"));
		assert_true(harness_type(h, "Lind"));
		assert_true(harness_key(h, HK_TAB));
		assert_true(harness_key(h, " "));
		assert_true(harness_key(h, HK_F2));
		read_code(h, 4, first);
		assert_true(harness_key(h, HK_ENTER));
		harness_expect(h, "Lind");
		assert_false(menu_has(h, "People"));
		town_leave(h);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_second_user_divides_the_file),
		cmocka_unit_test(other_roles_and_away_again),
		cmocka_unit_test(ones_own_passphrase_and_recovery_code),
		cmocka_unit_test(what_is_shown_follows_from_the_role), cmocka_unit_test(lists_are_sorted_as_in_turkish),
		cmocka_unit_test(an_administrator_alone_begins_with_the_users),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
