/* SPDX-License-Identifier: EUPL-1.2 */
/* The agenda and attendance on the real program: a week and a day, booked, met, kept, missed, moved; a session's list. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "town.h"

static char mariam[40], rahel[40];

static void keep(char *to, const char *id)
{
	snprintf(to, sizeof(mariam), "%s", id);
}

static const char *of(const char *field, const char *id)
{
	static char pair[8][128];
	static int n;

	n = (n + 1) % 8;
	snprintf(pair[n], sizeof(pair[n]), "%s=%s", field, id);
	return pair[n];
}

/* Two people, one of whom needs an interpreter and meets Lea tomorrow. */
static void two_people(void)
{
	town_new();
	keep(mariam, TOWN_ADD("person", "given_name=Mariam", "family_name=Haidari", "interpreter=prs"));
	keep(rahel, TOWN_ADD("person", "given_name=Rahel"));
	TOWN_ADD("appointment", of("person", mariam), "what=Plan interview", "day=2026-05-05", "at=10:00", "minutes=45",
		"caseworker=Lea", "room=2");
}

/* Everybody's week, from Today; it begins there where whoever is logged in meets nobody in these weeks. */
static struct harness *agenda(const struct look_at *look)
{
	struct harness *h = town_open(look);
	int col;

	assert_true(harness_key(h, "w"));
	if (harness_find(h, town_tr("Your appointments"), &col) >= 0)
		assert_true(harness_key(h, "v"));
	harness_expect(h, town_tr("Everybody's appointments"));
	return h;
}

static void the_week_and_the_day_show_the_same(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;
		int monday, tuesday, row;

		two_people();
		h = agenda(&town_looks[i]);
		row = harness_find(h, "Mariam", &tuesday);
		assert_true(row > 0);
		assert_true(harness_find(h, "10:00", &monday) == row);
		assert_true(monday < tuesday);
		/* to Tuesday at ten, which the line below tells in full */
		assert_true(harness_key(h, HK_RIGHT));
		assert_true(harness_key(h, HK_DOWN));
		assert_true(harness_key(h, HK_DOWN));
		harness_expect(h, "10:00–10:45");
		harness_expect(h, "Lea");
		assert_true(harness_key(h, "w"));
		harness_expect(h, "10:00–10:45");
		harness_expect(h, "Mariam Haidari");
		assert_true(harness_key(h, HK_LEFT));
		harness_expect_not(h, "Mariam");
		assert_true(harness_key(h, HK_RIGHT));
		harness_expect(h, "Mariam Haidari");
		assert_true(harness_resize(h, 24, 80));
		harness_expect(h, "Mariam Haidari");
		town_leave(h);
	}
}

static void what_meets_is_warned_of_and_saved_by_f2_again(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i += 2) {
		struct harness *h;

		two_people();
		h = agenda(&town_looks[i]);
		assert_true(harness_key(h, HK_RIGHT));
		assert_true(harness_key(h, HK_DOWN));
		assert_true(harness_key(h, HK_DOWN));
		assert_true(harness_key(h, "n"));
		assert_true(harness_type(h, "Rahel"));
		assert_true(harness_key(h, HK_ENTER));
		assert_true(harness_key(h, HK_TAB));
		assert_true(harness_type(h, "Talk"));
		assert_true(harness_key(h, HK_TAB));
		assert_true(harness_key(h, HK_TAB));
		assert_true(harness_type(h, "10:15"));
		assert_true(harness_key(h, HK_TAB));
		assert_true(harness_key(h, HK_TAB));
		assert_true(harness_key(h, HK_TAB));
		assert_true(harness_type(h, "2"));
		assert_true(harness_key(h, HK_F2));
		harness_expect(h, town_tr("Not saved yet: F2 once more saves it all the same."));
		harness_expect(h, "10:45");
		assert_true(harness_key(h, HK_F2));
		harness_expect_not(h, town_tr("Not saved yet: F2 once more saves it all the same."));
		TOWN_EXPECT("Rahel", "agenda", "--day", "2026-05-05");
		town_leave(h);
	}
}

static void moved_and_booked_anew(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i += 2) {
		struct harness *h;

		two_people();
		h = agenda(&town_looks[i]);
		assert_true(harness_key(h, HK_RIGHT));
		assert_true(harness_key(h, "w"));
		assert_true(harness_key(h, "i"));
		assert_true(harness_key(h, HK_DOWN));
		assert_true(harness_key(h, HK_ENTER));
		assert_true(harness_type(h, "B. Azimi"));
		assert_true(harness_key(h, HK_ENTER));
		TOWN_EXPECT("\"interpreter\": \"booked\"", "agenda", "--week", "--json");
		TOWN_EXPECT("B. Azimi", "agenda", "--week", "--json");
		assert_true(harness_key(h, "m"));
		assert_true(harness_type(h, "2026-05-07 11:00"));
		assert_true(harness_key(h, HK_ENTER));
		harness_expect_not(h, "Mariam");
		TOWN_EXPECT("\"interpreter\": \"asked\"", "agenda", "--day", "2026-05-07", "--json");
		TOWN_EXPECT("11:00–11:45", "agenda", "--day", "2026-05-07");
		assert_true(harness_key(h, HK_CTRL_Z));
		harness_expect(h, "Mariam Haidari");
		town_leave(h);
	}
}

static void who_did_not_come_is_asked_why(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i += 2) {
		struct harness *h;

		two_people();
		town_clock("2026-05-05T12:00");
		h = agenda(&town_looks[i]);
		assert_true(harness_key(h, "w"));
		harness_expect(h, "Mariam");
		assert_true(harness_key(h, "o"));
		assert_true(harness_key(h, HK_DOWN));
		assert_true(harness_key(h, HK_ENTER));
		TOWN_EXPECT("\"state\": \"missed\"", "agenda", "--json");
		town_leave(h);
	}
}

static void the_household_comes_along_and_moves_along(void **state)
{
	struct harness *h;
	char home[40];

	(void)state;
	town_new();
	keep(home, TOWN_ADD("household", "name=Haidari"));
	keep(mariam, TOWN_ADD("person", "given_name=Mariam", of("household", home), "interpreter=prs"));
	TOWN_ADD("person", "given_name=Sami", of("household", home), "interpreter=prs");
	TOWN_ADD("person", "given_name=Laila", of("household", home), "interpreter=prs");
	TOWN_ADD("appointment", of("person", mariam), "what=House rules", "day=2026-05-05", "at=10:00", "room=2");
	h = agenda(&town_looks[0]);
	assert_true(harness_key(h, HK_RIGHT));
	assert_true(harness_key(h, "w"));
	assert_true(harness_key(h, "h"));
	harness_expect(h, "Sami");
	harness_expect(h, "Laila");
	/* One interpreter for all who need the language: booked once. */
	assert_true(harness_key(h, "i"));
	assert_true(harness_type(h, "Booked"));
	assert_true(harness_key(h, HK_ENTER));
	assert_true(harness_type(h, "B. Azimi"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect_not(h, "Dari: Asked for");
	TOWN_EXPECT("B. Azimi", "list", "appointment", "--filter", "person=Laila", "--json");
	assert_true(harness_key(h, "m"));
	assert_true(harness_type(h, "14:30"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect_not(h, "10:00");
	town_leave(h);
	TOWN_EXPECT("14:30–15:00  HA-", "agenda", "--day", "2026-05-05");
}

/* Twenty people on one screen of 24 lines; a key each, one change set. */
static void attendance_of_twenty_on_one_screen(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i += 2) {
		struct harness *h;
		char session[40], name[40];

		town_new();
		keep(session, TOWN_ADD("session", "what=Rights and duties", "topic=rights", "day=2026-05-04", "at=14:00"));
		for (int p = 0; p < 20; p++) {
			snprintf(name, sizeof(name), "given_name=Guest%02d", p);
			TOWN_ADD("attendance", of("person", TOWN_ADD("person", name)), of("session", session));
		}
		h = agenda(&town_looks[i]);
		assert_true(harness_key(h, "w"));
		assert_true(harness_key(h, HK_ENTER));
		for (int p = 0; p < 20; p++) {
			snprintf(name, sizeof(name), "Guest%02d", p);
			harness_expect(h, name);
		}
		assert_true(harness_type(h, "xxoxe"));
		assert_true(harness_key(h, "X"));
		TOWN_EXPECT("\"state\": \"invited\"", "list", "attendance", "--json");
		assert_true(harness_key(h, HK_F2));
		TOWN_EXPECT("\"people\": 18", "agenda", "--json");
		TOWN_EXPECT("\"state\": \"held\"", "agenda", "--json");
		assert_true(harness_key(h, HK_CTRL_Z));
		TOWN_EXPECT("\"people\": 20", "agenda", "--json");
		/* leaving saves as well */
		assert_true(harness_key(h, "g"));
		assert_true(harness_key(h, "o"));
		assert_true(harness_key(h, HK_ESC));
		TOWN_EXPECT("\"people\": 19", "agenda", "--json");
		town_leave(h);
	}
}

static void a_list_is_printed_and_never_over_another_file(void **state)
{
	struct harness *h;
	char path[400], line[200] = "";
	FILE *f;

	(void)state;
	two_people();
	snprintf(path, sizeof(path), "%s/list.txt", harness_dir());
	h = agenda(&town_looks[0]);
	assert_true(harness_key(h, "p"));
	assert_true(harness_type(h, path));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "list.txt");
	assert_true(harness_key(h, "p"));
	assert_true(harness_type(h, path));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "is not replaced");
	assert_true(harness_key(h, HK_ESC));
	town_leave(h);
	f = fopen(path, "r");
	assert_non_null(f);
	while (!strstr(line, "Mariam Haidari") && fgets(line, sizeof(line), f))
		continue;
	assert_non_null(strstr(line, "10:00–10:45"));
	fclose(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_week_and_the_day_show_the_same),
		cmocka_unit_test(what_meets_is_warned_of_and_saved_by_f2_again),
		cmocka_unit_test(moved_and_booked_anew),
		cmocka_unit_test(who_did_not_come_is_asked_why),
		cmocka_unit_test(the_household_comes_along_and_moves_along),
		cmocka_unit_test(attendance_of_twenty_on_one_screen),
		cmocka_unit_test(a_list_is_printed_and_never_over_another_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
