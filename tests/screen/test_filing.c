/* SPDX-License-Identifier: EUPL-1.2 */
/* A person's file: tabs, steps done and moved, appointments, notes, the past, and two colleagues at one record. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "town.h"

static const struct look_at english = { "en", 24, 80 };

/* A fresh town with Mariam Haidari in it; her file is open. */
static struct harness *her_file(void)
{
	struct harness *h;

	town_new();
	h = town_open(&english);
	assert_true(desk_register(h) > 0);
	harness_expect(h, "First interview");
	return h;
}

static void open_file(struct harness *h)
{
	harness_type(h, "/haidari");
	harness_key(h, HK_ENTER);
	harness_expect(h, "[Plan]");
}

static void test_head_and_tabs(void **state)
{
	static const char *const tabs[] = { "[Household]", "[Language]", "[Skills]", "[Work]", "[Housing]", "[School]", "[Contact]",
		"[Notes]", "[Papers]", "[Services]", "[Past]", "[Plan]" };
	struct harness *h = her_file();

	(void)state;
	harness_expect(h, "Dari, Pashto, English A1");
	harness_expect(h, "interpreter Dari");
	harness_expect(h, "born 1991");
	harness_expect(h, "+31612345641");
	harness_expect(h, "household of 4 people");
	harness_expect(h, "in 3 days");
	for (size_t i = 0; i < sizeof(tabs) / sizeof(tabs[0]); i++) {
		harness_key(h, HK_TAB);
		harness_expect(h, tabs[i]);
	}
	harness_type(h, "3");
	harness_expect(h, "[Language]");
	harness_expect(h, "Pashto");
	harness_type(h, "2");
	harness_expect(h, "Households");
	harness_type(h, "7");
	harness_expect(h, "a adds");
	town_leave(h);
}

/* Where there is room, the record under the cursor stands beside the list. */
static void test_a_wide_file(void **state)
{
	struct harness *h = her_file();

	(void)state;
	harness_expect_not(h, "Who does it");
	assert_true(harness_resize(h, 43, 132));
	harness_expect(h, "Who does it");
	harness_expect(h, "18 May 2026");
	harness_type(h, "3");
	harness_expect(h, "Language spoken");
	assert_true(harness_resize(h, 24, 80));
	harness_expect(h, "[Language]");
	town_leave(h);
}

static void test_a_step_is_done(void **state)
{
	struct harness *h = her_file();

	(void)state;
	harness_key(h, HK_DOWN);
	harness_type(h, "x");
	harness_expect(h, "Saved: Language course begun. Ctrl-Z takes it back.");
	harness_expect(h, "Done");
	TOWN_EXPECT("\"done\": \"2026-05-04\"", "list", "step", "--json");
	harness_key(h, HK_CTRL_Z);
	harness_expect_not(h, "Done");
	town_leave(h);
}

static void test_a_date_is_moved(void **state)
{
	struct harness *h = her_file();

	(void)state;
	harness_type(h, "m");
	harness_expect(h, "New date:");
	harness_key(h, "\025");
	harness_type(h, "31 February");
	harness_key(h, HK_ENTER);
	harness_expect(h, "New date:");           /* refused; nothing was lost */
	harness_key(h, "\025");
	harness_type(h, "11 May 2026");
	harness_key(h, HK_ENTER);
	harness_expect(h, "11 May 2026");
	harness_expect(h, "in 7 days");
	TOWN_EXPECT("2026-05-11", "list", "step", "--json");
	town_leave(h);
}

static void test_an_appointment_is_booked(void **state)
{
	struct harness *h = her_file();

	(void)state;
	harness_type(h, "b");
	harness_expect(h, "Mariam Haidari");
	/* The cursor begins where something is missing; saving too early leads back to it. */
	harness_key(h, HK_F2);
	harness_expect(h, "Not saved yet: please look at “What for”.");
	harness_type(h, "Plan interview");
	harness_key(h, HK_TAB);
	harness_type(h, "5 May 2026");            /* replaces the date of today */
	harness_key(h, HK_TAB);
	harness_type(h, "9:30");
	harness_key(h, HK_F2);
	harness_expect(h, "Saved: Plan interview");
	harness_expect(h, "09:30");
	harness_expect(h, "5 May 2026");
	TOWN_EXPECT("Plan interview", "list", "appointment");
	town_leave(h);
}

static void test_a_note_is_asked_about(void **state)
{
	struct harness *h = her_file();

	(void)state;
	harness_type(h, "n");
	harness_expect_not(h, "never recorded");
	harness_type(h, "She spoke of her religion");
	harness_expect(h, "is this about religion or belief? That is never recorded");
	harness_key(h, HK_F2);
	harness_expect(h, "Saved: She spoke");
	town_leave(h);
}

/* One key takes out these words and no others, the same key puts them back. */
static void test_words_are_taken_out_of_a_note(void **state)
{
	struct harness *h = her_file();

	(void)state;
	harness_type(h, "n");
	harness_expect_not(h, "take words out");
	harness_type(h, "Comes on Mondays. Her religion is Islam. Lives near.");
	harness_expect(h, "F5 take words out");
	harness_expect(h, "“religion”, “Islam”: is this about religion or belief?");
	harness_key(h, HK_F5);
	harness_expect(h, "Taken out: “religion”, “Islam”");
	harness_expect_not(h, "never recorded");
	harness_expect(h, "Comes on Mondays. Her is. Lives near.");
	harness_key(h, HK_F5);
	harness_expect(h, "Her religion is Islam. Lives near.");
	harness_key(h, HK_F5);
	harness_type(h, " Ok");
	harness_expect_not(h, "F5 take words out");
	harness_key(h, HK_F2);
	harness_expect(h, "Saved: Comes on Mondays");
	TOWN_EXPECT("Comes on Mondays. Her is. Lives near. Ok", "list", "note", "--json");
	town_leave(h);
}

static void test_a_long_note(void **state)
{
	struct harness *h = her_file();

	(void)state;
	harness_type(h, "n");
	for (int i = 1; i <= 12; i++) {
		char line[64];

		snprintf(line, sizeof(line), "line %d of what she told", i);
		harness_type(h, line);
		harness_key(h, HK_ENTER);
	}
	harness_expect(h, "line 12");
	for (int i = 0; i < 12; i++)
		harness_key(h, HK_UP);
	harness_expect(h, "line 1 of");
	harness_key(h, HK_F2);
	harness_expect(h, "Saved: line 1 of what she told");
	TOWN_EXPECT("line 12 of what she told", "list", "note", "--json");
	town_leave(h);
}

/* A pasted text keeps its lines where there are many, and is one line where there is one. */
static void test_a_pasted_note(void **state)
{
	struct harness *h = her_file();
	int first, second, col;

	(void)state;
	harness_type(h, "n");
	harness_key(h, "\033[200~She called\rat noon\033[201~");
	first = harness_find(h, "She called", &col);
	second = harness_find(h, "at noon", &col);
	assert_true(first > 0 && second == first + 1);
	harness_key(h, HK_F2);
	harness_expect(h, "Saved: She called");
	TOWN_EXPECT("She called\\nat noon", "list", "note", "--json");
	harness_type(h, "b");
	harness_key(h, "\033[200~Plan\r\ninterview\n\033[201~");
	harness_expect(h, "Plan interview_");
	town_leave(h);
}

static void test_the_past_and_back(void **state)
{
	struct harness *h = her_file();

	(void)state;
	harness_type(h, "e");
	harness_key(h, HK_TAB);
	harness_type(h, "ne");
	harness_key(h, HK_F2);
	harness_expect(h, "Mariamne Haidari");
	harness_type(h, "0");
	harness_expect(h, "Given name Mariam → Mariamne");
	harness_expect(h, "more entries");
	harness_key(h, HK_ENTER);
	harness_expect(h, "History");
	harness_expect(h, "(empty) → 1991");
	harness_key(h, HK_ESC);
	harness_type(h, "u");
	harness_expect(h, "The change was taken back");
	harness_expect_not(h, "Mariamne Haidari ");
	TOWN_EXPECT("Mariam Haidari", "find", "haidari");
	harness_type(h, "w");
	harness_expect(h, "Who asks, and why?");
	harness_key(h, HK_ENTER);
	harness_expect(h, "Please give the reason");
	harness_type(h, "She asked");
	harness_key(h, HK_ENTER);
	harness_expect(h, "Who looked");
	harness_expect(h, "4 May 2026 09:00");
	harness_expect(h, "opened");
	harness_type(h, "G");
	harness_expect(h, "trail opened");
	town_leave(h);
}

/* Esc keeps what was typed; the form shows it again. */
static void test_esc_loses_nothing(void **state)
{
	struct harness *h = her_file();

	(void)state;
	harness_type(h, "e");
	harness_type(h, "-Rahimi");
	harness_key(h, HK_ESC);
	harness_expect(h, "kept as a draft");
	harness_expect(h, "Mariam Haidari");
	harness_type(h, "e");
	harness_expect(h, "Haidari-Rahimi");
	harness_expect(h, "Your draft of 4 May 2026");
	harness_key(h, HK_F8);
	harness_expect_not(h, "Rahimi");
	town_leave(h);
}

static struct harness *colleague(void)
{
	return town_open_with(&english, NULL, "--user=B. Holm", NULL);
}

static void test_two_at_one_field(void **state)
{
	struct harness *mine = her_file(), *theirs;

	(void)state;
	harness_type(mine, "e");
	harness_key(mine, HK_TAB);
	harness_type(mine, "m");
	theirs = colleague();
	open_file(theirs);
	harness_type(theirs, "e");
	harness_key(theirs, HK_TAB);
	harness_type(theirs, "x");
	harness_key(theirs, HK_F2);
	harness_expect(theirs, "Saved: Mariamx Haidari");
	harness_key(mine, HK_F2);
	harness_expect(mine, "Two versions");
	harness_expect(mine, "B. Holm saved this record at 09:00");
	harness_expect(mine, "Mariamx");
	harness_expect(mine, "Mariamm");
	/* Back without a choice: nothing is saved, the form stands as it was. */
	harness_key(mine, HK_ESC);
	harness_expect(mine, "Mariamm");
	harness_key(mine, HK_F2);
	harness_key(mine, HK_LEFT);
	harness_key(mine, HK_F2);
	harness_expect(mine, "Mariamx Haidari");
	TOWN_EXPECT("Mariamx Haidari", "find", "haidari");
	town_leave(theirs);
	town_leave(mine);
}

static void test_my_version_stays(void **state)
{
	struct harness *mine = her_file(), *theirs;

	(void)state;
	harness_type(mine, "e");
	harness_key(mine, HK_TAB);
	harness_type(mine, "m");
	theirs = colleague();
	open_file(theirs);
	harness_type(theirs, "e");
	harness_key(theirs, HK_TAB);
	harness_type(theirs, "x");
	harness_key(theirs, HK_F2);
	harness_key(mine, HK_F2);
	harness_expect(mine, "Two versions");
	harness_key(mine, HK_F2);
	harness_expect(mine, "Saved: Mariamm Haidari");
	TOWN_EXPECT("Mariamm Haidari", "find", "haidari");
	town_leave(theirs);
	town_leave(mine);
}

static void test_two_at_two_fields(void **state)
{
	struct harness *mine = her_file(), *theirs;
	char *out;

	(void)state;
	harness_type(mine, "e");
	harness_key(mine, HK_TAB);
	harness_type(mine, "m");
	theirs = colleague();
	open_file(theirs);
	harness_type(theirs, "e");
	harness_type(theirs, "x");
	harness_key(theirs, HK_F2);
	harness_expect(theirs, "Haidarix");
	harness_key(mine, HK_F2);
	harness_expect(mine, "Saved: Mariamm Haidarix");
	out = TOWN_RUN("find", "haidari");
	assert_non_null(strstr(out, "Mariamm Haidarix"));
	free(out);
	town_leave(theirs);
	town_leave(mine);
}

/* A colleague's save shows in an open file by itself. */
static void test_news_arrive(void **state)
{
	struct harness *mine = her_file(), *theirs = colleague();

	(void)state;
	open_file(theirs);
	harness_type(theirs, "x");
	harness_expect(theirs, "Done");
	assert_true(harness_wait_text(mine, "Done"));
	town_leave(theirs);
	town_leave(mine);
}

static void test_a_household_grows(void **state)
{
	struct harness *h = her_file();

	(void)state;
	harness_type(h, "2a");
	harness_expect(h, "A household already known");
	harness_key(h, HK_TAB);
	harness_type(h, "Ali");
	harness_key(h, HK_F2);
	harness_expect(h, "Saved: Ali Haidari");
	harness_type(h, "2");
	harness_expect(h, "Mariam Haidari");
	harness_expect(h, "household of 4 people");
	TOWN_EXPECT("Ali Haidari", "find", "ali haidari");
	town_leave(h);
}

static void test_a_household_of_her_own(void **state)
{
	struct harness *h;

	(void)state;
	town_new();
	TOWN_ADD("person", "given_name=Rahel");
	h = town_open(&english);
	harness_type(h, "/rahel");
	harness_key(h, HK_ENTER);
	harness_type(h, "2");
	harness_expect(h, "a makes one");
	harness_type(h, "a");
	harness_key(h, HK_TAB);
	harness_type(h, "3");
	harness_key(h, HK_F2);
	harness_expect(h, "household of 3 people");
	TOWN_EXPECT("Rahel", "list", "household");
	town_leave(h);
}

/* Registered by mistake: Ctrl-Z takes person, languages, household and plan back as one. */
static void test_registered_by_mistake(void **state)
{
	struct harness *h = her_file();
	char *out;

	(void)state;
	harness_key(h, HK_CTRL_Z);
	harness_expect(h, "This file was taken back");
	harness_type(h, "axmbn");                 /* nothing of it acts on what is no more */
	harness_key(h, HK_ENTER);
	harness_expect(h, "This file was taken back");
	harness_key(h, HK_ESC);
	harness_expect(h, "Today");
	out = TOWN_RUN("list", "household");
	assert_null(strstr(out, "Haidari"));
	free(out);
	town_leave(h);
}

/* The desk sees no plan and no credentials; what it sees opens all the same. */
static void test_a_narrow_role(void **state)
{
	struct harness *h = her_file(), *desk;

	(void)state;
	town_leave(h);
	desk = town_open_with(&english, NULL, "--role=desk", NULL);
	harness_type(desk, "/haidari");
	harness_key(desk, HK_ENTER);
	harness_expect(desk, "Mariam Haidari");
	harness_expect(desk, "+31612345641");
	harness_expect(desk, "[Plan]Household Language Housing School Contact Notes Papers Services Past");
	town_leave(desk);
}

/* Moves to the field with this label. */
static void to_field(struct harness *h, const char *label)
{
	int row, col, at;

	for (int i = 0; i < 40; i++) {
		harness_cursor(h, &row, &col);
		if (harness_find(h, label, &at) == row)
			return;
		harness_key(h, HK_TAB);
	}
	harness_expect(h, label);
	fail_msg("no way to the field %s", label);
}

static void test_choices(void **state)
{
	struct harness *h = her_file();

	(void)state;
	harness_type(h, "e");
	to_field(h, "Gender");
	harness_type(h, "w");
	harness_expect(h, "Woman_");
	harness_type(h, " ");
	harness_expect(h, "Man_");
	harness_key(h, HK_LEFT);
	harness_expect(h, "Woman_");
	harness_key(h, HK_DELETE);
	harness_expect_not(h, "Woman");
	harness_type(h, "m");
	harness_expect(h, "Man_");
	harness_key(h, HK_F4);
	harness_expect(h, "4 entries");
	harness_key(h, HK_UP);
	harness_key(h, HK_ENTER);
	harness_expect(h, "Woman_");
	/* A household is looked for by typing. */
	to_field(h, "Household");
	harness_type(h, "hai");
	harness_expect(h, "Haidari · 4");
	harness_key(h, HK_ESC);
	harness_expect(h, "Haidari_");
	harness_key(h, HK_F2);
	harness_expect(h, "Saved: Mariam Haidari");
	/* Yes and no. */
	harness_type(h, "2");
	harness_key(h, HK_ENTER);
	to_field(h, "Step-free home needed");
	harness_type(h, " ");
	harness_expect(h, "yes_");
	harness_type(h, " ");
	harness_expect(h, "no_");
	harness_type(h, "y");
	harness_expect(h, "yes_");
	harness_key(h, HK_F2);
	harness_expect(h, "Saved: Haidari");
	TOWN_EXPECT("\"step_free\": true", "list", "household", "--json");
	town_leave(h);
}

static void test_an_entry_is_removed(void **state)
{
	struct harness *h = her_file();

	(void)state;
	harness_type(h, "3");
	harness_key(h, HK_DELETE);
	harness_expect(h, "The entry was removed. Ctrl-Z takes it back.");
	harness_type(h, "0");
	harness_expect(h, "[Past]");
	harness_expect(h, "· removed");
	harness_type(h, "3");
	harness_key(h, HK_CTRL_Z);
	harness_expect(h, "English");
	harness_expect(h, "Dari, Pashto, English A1");
	town_leave(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_head_and_tabs), cmocka_unit_test(test_a_wide_file), cmocka_unit_test(test_a_step_is_done),
		cmocka_unit_test(test_a_date_is_moved), cmocka_unit_test(test_an_appointment_is_booked),
		cmocka_unit_test(test_a_note_is_asked_about), cmocka_unit_test(test_words_are_taken_out_of_a_note),
		cmocka_unit_test(test_a_long_note), cmocka_unit_test(test_a_pasted_note), cmocka_unit_test(test_the_past_and_back),
		cmocka_unit_test(test_esc_loses_nothing), cmocka_unit_test(test_two_at_one_field),
		cmocka_unit_test(test_my_version_stays), cmocka_unit_test(test_two_at_two_fields),
		cmocka_unit_test(test_news_arrive), cmocka_unit_test(test_a_household_grows),
		cmocka_unit_test(test_a_household_of_her_own), cmocka_unit_test(test_registered_by_mistake),
		cmocka_unit_test(test_a_narrow_role), cmocka_unit_test(test_choices), cmocka_unit_test(test_an_entry_is_removed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
