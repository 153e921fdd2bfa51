/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The gate on the screens: a vacancy that demands what nobody may, and exceptions: a colleague proposes by the form, cannot approve it, a second one approves, Today
 * says when it is to be reviewed, and it is withdrawn by a key; the record of processing and the sheet for newcomers are read
 * there.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "town.h"

#define OURS "correct horse battery staple"
#define LINDS "four words of Lind alone"
#define LINDS_OWN "words for Lind, and more"

static const struct look_at small = { "en", 24, 80 };
static const char *const typed_in[] = { "FOOTHOLD_PASSPHRASE_FILE=", NULL };

static void answer(struct harness *h, const char *words)
{
	assert_true(harness_type(h, words));
	assert_true(harness_key(h, HK_ENTER));
}

static void choose_in_menu(struct harness *h, const char *words)
{
	int col;

	assert_true(harness_key(h, HK_F10));
	for (int i = 0; i < 150; i++) {
		int row = harness_find(h, words, &col);

		if (row >= 0 && strstr(harness_line(h, row), "▸"))
			break;
		assert_true(harness_key(h, HK_DOWN));
	}
	assert_true(harness_key(h, HK_ENTER));
}

static void two_colleagues(void)
{
	char path[4200];
	FILE *f;

	town_new();
	snprintf(path, sizeof(path), "%s/words", harness_dir());
	f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fchmod(fileno(f), 0600), 0);
	fputs(LINDS "\n", f);
	fclose(f);
	free(TOWN_RUN("users", "add", "Lind", "--role", "supervisor", "--new-passphrase-file", path));
}

static struct harness *as_lind(bool first)
{
	struct harness *h = town_open_with(&small, NULL, NULL, typed_in);

	assert_true(harness_key(h, HK_UP));
	for (int i = 0; i < 12; i++)
		harness_key(h, HK_BACKSPACE);
	answer(h, "Lind");
	answer(h, first ? LINDS : LINDS_OWN);
	if (first) {
		answer(h, LINDS_OWN);
		answer(h, LINDS_OWN);
	}
	harness_expect(h, "Today");
	return h;
}

static void two_people_agree(void **state)
{
	struct harness *h;

	(void)state;
	two_colleagues();
	h = town_open(&small);
	choose_in_menu(h, "Gate and exceptions");
	harness_expect(h, "None: nothing is asked that the gate refuses.");
	assert_true(harness_key(h, "n"));
	harness_type(h, "Religion");
	assert_true(harness_key(h, HK_TAB));
	assert_true(harness_key(h, HK_TAB));
	harness_type(h, "Church tax act, section 4");
	assert_true(harness_key(h, HK_TAB));
	harness_type(h, "2026-05-20");
	assert_true(harness_key(h, HK_F2));
	harness_expect(h, "Saved: Religion");
	harness_expect(h, "religion or belief");
	harness_expect(h, "Proposed");
	assert_true(harness_key(h, "y"));
	harness_expect(h, "Nobody approves what they proposed themselves.");
	harness_expect(h, "Proposed");
	town_leave(h);

	h = as_lind(true);
	choose_in_menu(h, "Gate and exceptions");
	assert_true(harness_key(h, "y"));
	harness_expect(h, "Approved");
	harness_expect_not(h, "y approve");
	/* Ctrl-Z takes the approval back, and it can be given again */
	assert_true(harness_key(h, HK_CTRL_Z));
	harness_expect(h, "Proposed");
	assert_true(harness_key(h, "y"));
	harness_expect(h, "Approved");
	assert_true(harness_key(h, HK_F5));
	harness_expect(h, "Record of processing (GDPR Art. 30)");
	town_leave(h);
	TOWN_EXPECT("Church tax act, section 4", "fields", "--record-of-processing");
}

static void today_says_when_it_is_due(void **state)
{
	struct harness *h;

	(void)state;
	two_colleagues();
	free(TOWN_RUN("exception", "propose", "Religion", "--basis", "Church tax act", "--review", "2026-05-20"));
	h = as_lind(true);
	harness_expect_not(h, "to be reviewed");
	choose_in_menu(h, "Gate and exceptions");
	assert_true(harness_key(h, "y"));
	town_leave(h);
	town_clock("2026-05-21T09:00");
	h = as_lind(false);
	harness_expect(h, "1 exception from the gate is to be reviewed; F10 lists it.");
	choose_in_menu(h, "Gate and exceptions");
	harness_expect(h, "review is due");
	assert_true(harness_key(h, "w"));
	harness_expect(h, "Withdrawn");
	assert_true(harness_key(h, HK_ESC));
	harness_expect_not(h, "to be reviewed");
	town_leave(h);
}

static void who_answers_and_the_sheet(void **state)
{
	struct harness *h;

	(void)state;
	town_new();
	h = town_open(&small);
	choose_in_menu(h, "Gate and exceptions");
	assert_true(harness_key(h, "c"));
	harness_type(h, "City of Halden");
	assert_true(harness_key(h, HK_F2));
	harness_expect(h, "Saved: City of Halden");
	assert_true(harness_key(h, "c"));
	harness_expect(h, "City of Halden");
	assert_true(harness_key(h, HK_ESC));
	choose_in_menu(h, "Sheet for newcomers");
	harness_type(h, "Eng");
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "What we ask, why, and what your rights are");
	harness_expect(h, "City of Halden");
	town_leave(h);
}

/* What an employer demands is refused with ground, law and a better question, and can be taken out by a key. */
static void a_vacancy_is_typed(void **state)
{
	struct harness *h;

	(void)state;
	town_new();
	h = town_open(&small);
	choose_in_menu(h, "Vacancies");
	assert_true(harness_key(h, "a"));
	harness_type(h, "Cook");
	for (int i = 0; i < 9; i++)
		assert_true(harness_key(h, HK_TAB));
	harness_type(h, "Must be a practising Christian");
	harness_expect(h, "F5 take words out");
	assert_true(harness_key(h, HK_F2));
	harness_expect(h, "demands something on the ground of religion");
	harness_expect(h, "GDPR Art. 9(1)");
	harness_expect(h, "Ask instead");
	assert_true(harness_key(h, HK_F5));
	harness_expect(h, "Taken out: “Christian”");
	assert_true(harness_key(h, HK_F2));
	harness_expect(h, "Saved: Cook");
	town_leave(h);
	/* “Practising” alone asks the same, so it went along. */
	TOWN_EXPECT("\"skills\": \"Must be a\",", "list", "vacancy", "--json");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_people_agree), cmocka_unit_test(today_says_when_it_is_due),
		cmocka_unit_test(who_answers_and_the_sheet), cmocka_unit_test(a_vacancy_is_typed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
