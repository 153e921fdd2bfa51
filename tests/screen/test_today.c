/* SPDX-License-Identifier: EUPL-1.2 */
/* Today's tasks to the end, on the real program: register, done, another date, whole sections, undo. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "town.h"

/* The first words of a paragraph: it is broken into lines on the screen. */
static const char *beginning(const char *text)
{
	static char words[40];

	snprintf(words, 21, "%s", text);
	*strrchr(words, ' ') = '\0';
	return words;
}

static void an_empty_day_says_what_fills_it(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		town_new();
		h = town_open(&town_looks[i]);
		harness_expect(h, town_tr("Today"));
		harness_expect(h, "Halden");
		harness_expect(h, "A. Berg");
		harness_expect(h, beginning(town_tr("Nobody waits, nothing is late, and nobody is expected today or "
			"tomorrow. n registers a person, / finds one.")));
		town_leave(h);
	}
}

/* Whom one meets, where, and whether an interpreter comes is read whole at 80 columns. */
static void an_appointment_is_read_whole(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		town_new();
		TOWN_ADD("person", "family_name=Kravchuk-Lindqvist", "given_name=Olena");
		TOWN_ADD("appointment", "person=Olena Kravchuk-Lindqvist", "what=Plan interview, second part", "day=today",
			"at=10:15", "place=Room 12", "interpreter=booked");
		h = town_open(&town_looks[i]);
		harness_expect(h, "10:15 Room 12");
		harness_expect(h, "Plan interview, second part");
		harness_expect(h, pgettext("narrow column", "interp. booked"));
		/* The person beside the list takes nothing from it. */
		assert_true(harness_resize(h, 40, 120));
		harness_expect(h, "10:15 Room 12");
		harness_expect(h, "Plan interview, second part");
		harness_expect(h, pgettext("narrow column", "interp. booked"));
		town_leave(h);
	}
}

/* From an empty file to a saved person who waits for a first interview. */
static void a_person_registers_and_waits(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		town_new();
		h = town_open(&town_looks[i]);
		assert_true(harness_key(h, "n"));
		harness_expect(h, town_tr("Family name"));
		assert_true(harness_type(h, "Kravchuk"));
		assert_true(harness_key(h, HK_TAB));
		assert_true(harness_type(h, "Olena"));
		assert_true(harness_key(h, HK_F2));
		harness_expect(h, "Olena Kravchuk");
		assert_true(harness_key(h, HK_ESC));
		harness_expect(h, town_tr("WAITING FOR A FIRST INTERVIEW"));
		harness_expect(h, "Olena Kravchuk");
		TOWN_EXPECT("Olena Kravchuk", "today");
		TOWN_EXPECT("Olena Kravchuk", "find", "olena");
		town_leave(h);
	}
}

static const char *a_late_person(void)
{
	const char *id;

	town_new();
	id = TOWN_ADD("person", "family_name=Demir", "given_name=Yusuf");
	TOWN_ADD("step", "person=Yusuf Demir", "stage=language", "what=Language course", "target=2026-04-25");
	return id;
}

static void done_is_saved_and_taken_back(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		a_late_person();
		h = town_open(&town_looks[i]);
		harness_expect(h, town_tr("LATE BY OUR OWN TARGETS"));
		harness_expect(h, "Yusuf Demir");
		assert_true(harness_key(h, "x"));
		harness_expect_not(h, town_tr("LATE BY OUR OWN TARGETS"));
		harness_expect(h, "-Z");
		TOWN_EXPECT("\"done\": \"2026-05-04\"", "list", "step", "--json");
		assert_true(harness_key(h, HK_CTRL_Z));
		harness_expect(h, town_tr("LATE BY OUR OWN TARGETS"));
		TOWN_EXPECT("1 of 1", "today");
		town_leave(h);
	}
}

static void only_mine_and_all_again(void **state)
{
	const struct look_at look = { "en", 24, 80 };
	struct harness *h;

	(void)state;
	a_late_person();
	free(TOWN_RUN("set", TOWN_ADD("person", "given_name=Rahel"), "caseworker=somebody else"));
	h = town_open(&look);
	harness_expect(h, "Rahel");
	assert_true(harness_key(h, "o"));
	harness_expect(h, "Today, only mine");
	harness_expect(h, "Yusuf Demir");
	harness_expect_not(h, "Rahel");
	assert_true(harness_key(h, "o"));
	harness_expect(h, "Rahel");
	town_leave(h);
}

static void a_date_moves(void **state)
{
	const struct look_at look = { "en", 24, 80 };
	struct harness *h;

	(void)state;
	a_late_person();
	h = town_open(&look);
	assert_true(harness_key(h, "m"));
	harness_expect(h, "New date");
	assert_true(harness_type(h, "31 February 2027"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "New date");
	harness_expect(h, "!");
	assert_true(harness_key(h, "\025"));
	assert_true(harness_type(h, "+10"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect_not(h, "New date");
	harness_expect_not(h, "LATE BY OUR OWN TARGETS");
	TOWN_EXPECT("2026-05-14", "list", "step", "--json");
	town_leave(h);
}

static void enter_opens_the_file(void **state)
{
	const struct look_at look = { "en", 24, 80 };
	struct harness *h;

	(void)state;
	a_late_person();
	h = town_open(&look);
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "Language course");
	assert_non_null(strstr(harness_line(h, 0), "Yusuf Demir"));
	assert_true(harness_key(h, HK_ESC));
	assert_non_null(strstr(harness_line(h, 0), "Today"));
	town_leave(h);
}

/* Thirty are late: a part of them is shown, with the number of all; Space shows every one. */
static void a_section_opens_wide(void **state)
{
	const struct look_at look = { "en", 24, 80 };
	struct harness *h;

	(void)state;
	a_late_person();
	for (int i = 0; i < 29; i++) {
		char what[40];

		snprintf(what, sizeof(what), "what=Talk number %d", i);
		TOWN_ADD("step", "person=Yusuf Demir", "stage=work", what, "target=2026-04-26");
	}
	TOWN_ADD("appointment", "person=Yusuf Demir", "what=Plan interview", "day=2026-05-04", "at=09:30", "place=room 2");
	h = town_open(&look);
	harness_expect(h, "of 30");
	harness_expect(h, "09:30");
	harness_expect(h, "room 2");
	assert_true(harness_key(h, " "));
	harness_expect(h, "30 of 30");
	assert_true(harness_key(h, "G"));
	harness_expect(h, "09:30");
	town_leave(h);
}

static void a_colleagues_save_appears(void **state)
{
	const struct look_at look = { "en", 24, 80 };
	struct harness *h;

	(void)state;
	a_late_person();
	h = town_open(&look);
	TOWN_ADD("person", "family_name=Rojas", "given_name=Ana");
	assert_true(harness_wait_text(h, "Ana Rojas"));
	harness_expect(h, "saved elsewhere under your name");
	free(TOWN_RUN("--user", "B. Dahl", "add", "person", "family_name=Noor"));
	assert_true(harness_wait_text(h, "B. Dahl saved something"));
	harness_expect(h, "Noor");
	/* The cursor stays on the person it stood on. */
	assert_true(harness_key(h, HK_ENTER));
	assert_non_null(strstr(harness_line(h, 0), "Yusuf Demir"));
	town_leave(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_day_says_what_fills_it),
		cmocka_unit_test(an_appointment_is_read_whole),
		cmocka_unit_test(a_person_registers_and_waits),
		cmocka_unit_test(done_is_saved_and_taken_back),
		cmocka_unit_test(only_mine_and_all_again),
		cmocka_unit_test(a_date_moves),
		cmocka_unit_test(enter_opens_the_file),
		cmocka_unit_test(a_section_opens_wide),
		cmocka_unit_test(a_colleagues_save_appears),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
