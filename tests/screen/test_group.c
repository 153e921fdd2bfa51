/* SPDX-License-Identifier: EUPL-1.2 */
/* A bus of thirty at the desk: household lists typed by keyboard alone, kept, warned of, saved and taken back as one;
 * then a couple parts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "town.h"

#define HK_F7 "\033[18~"

static int times(const char *text, const char *part)
{
	int n = 0;

	for (const char *at = text; (at = strstr(at, part)) != NULL; at += strlen(part))
		n++;
	return n;
}

static void json_has(const char *kind, const char *part, int expected)
{
	char *out = TOWN_RUN("list", kind, "--json", "--limit", "100");

	if (times(out, part) != expected)
		fail_msg("%d times in %s, not %d: %s", times(out, part), out, expected, part);
	free(out);
}

static void type(struct harness *h, const char *text, const char *then)
{
	int keys = 0;

	assert_true(desk_keys(h, &keys, text, then));
}

/* The facts that hold for all: place and interpreter; behind the plan the lists begin. */
static void type_facts(struct harness *h, const char *language)
{
	type(h, "", ">>");
	type(h, "Reception centre", ">");
	type(h, language, ">>");
	type(h, "", ">");
}

/* Seven families of four and two people alone. Enter after a person goes on with the same household; Enter on its empty
 * line begins the next. */
static void type_families(struct harness *h)
{
	static const char *const family[] = { "Haidari", "Safi", "Tesfay", "Demir", "Kravchuk", "Noori", "Warsame" };
	static const char *const given[] = { "Ahmad", "Nour", "Lina", "Omid" };
	static const char *const born[] = { "1988", "1990-01-31", "2015-06", "2018" };

	for (int f = 0; f < 7; f++) {
		type(h, family[f], ">");
		for (int p = 0; p < 4; p++) {
			char name[32];

			snprintf(name, sizeof name, "%s%c", given[p], 'a' + f);
			type(h, name, ">");
			type(h, born[p], "\r");
		}
		type(h, "", "\r");
	}
	type(h, "Rahel", ">>");
	type(h, "2009-02-01", "");
	assert_true(harness_key(h, HK_F6));
	type(h, "Olena", ">>");
	type(h, "1970", "");
}

static void open_group(struct harness *h)
{
	type(h, "B", "");
	harness_expect(h, town_tr("Group arriving"));
}

static void bus_of_thirty(const struct look_at *look, const char *language)
{
	struct harness *h;

	town_new();
	TOWN_ADD("person", "given_name=Nourc", "family_name=Tesfay", "born=1990-01-31");
	h = town_open(look);
	open_group(h);
	type_facts(h, language);
	type_families(h);
	/* What was typed outlives leaving the screen, and the program. */
	assert_true(harness_key(h, HK_ESC));
	harness_expect(h, town_tr("What you typed is kept as a draft."));
	town_leave(h);
	json_has("person", "\"case_number\"", 1);
	h = town_open(look);
	open_group(h);
	harness_expect(h, "Olena");
	assert_true(harness_key(h, HK_F2));
	/* One of them seems to be known: nothing is saved until somebody says that it is another person. */
	json_has("person", "\"case_number\"", 1);
	assert_true(harness_key(h, HK_F2));
	harness_expect(h, "HA-");
	harness_expect(h, "Ahmada Haidari");
	json_has("person", "\"case_number\"", 31);
	json_has("person", "\"interpreter\": \"prs\"", 30);
	json_has("person", "\"address\": \"Reception centre\"", 30);
	json_has("household", "\"people\": 4,", 7);
	json_has("membership", "\"role\": \"head\"", 7);
	json_has("membership", "\"role\": \"child\"", 14);
	json_has("plan", "\"state\": \"active\"", 31);
	/* Children of families have somebody of age; the girl who came alone waits for a guardian. */
	json_has("guardianship", "\"state\": \"needed\"", 1);
	assert_true(harness_key(h, HK_CTRL_Z));
	json_has("person", "\"case_number\"", 1);
	json_has("membership", "\"role\"", 0);
	town_leave(h);
}

static void test_english(void **state)
{
	(void)state;
	bus_of_thirty(&(struct look_at){ "en", 24, 80 }, "Dari");
}

static void test_german_wide(void **state)
{
	(void)state;
	bus_of_thirty(&(struct look_at){ "de", 24, 80 }, "Dari");
}

/* A date that is none is told where it was typed, and keeps everybody from being saved. */
static void test_a_wrong_line(void **state)
{
	struct harness *h;

	(void)state;
	town_new();
	h = town_open(&(struct look_at){ "en", 24, 80 });
	open_group(h);
	assert_true(harness_key(h, HK_F7));
	assert_true(harness_key(h, HK_F2));
	harness_expect(h, "Nobody stands in the list yet.");
	type(h, "Haidari", ">");
	type(h, "Mariam", ">");
	type(h, "13/1990", "2");
	harness_expect(h, "needs a date that exists");
	harness_expect(h, "Nothing was saved yet");
	json_has("person", "\"case_number\"", 0);
	/* A role by its first letters; what nobody said is shown as it will be. */
	harness_expect(h, "Head");
	assert_true(harness_key(h, "\025"));
	type(h, "1990", ">");
	type(h, "gr", "\r");
	harness_expect(h, "Grandparent");
	type(h, "Lina", "2");
	harness_expect(h, "Lina Haidari");
	json_has("membership", "\"role\": \"grandparent\"", 1);
	json_has("person", "\"case_number\"", 2);
	/* F8 throws a draft away. */
	assert_true(harness_key(h, HK_ESC));
	open_group(h);
	assert_true(harness_key(h, HK_F7));
	type(h, "Safi", "");
	assert_true(harness_key(h, HK_F8));
	assert_true(harness_key(h, HK_ESC));
	open_group(h);
	harness_expect_not(h, "Safi");
	town_leave(h);
}

static void open_household(struct harness *h, const char *name)
{
	type(h, "/", "");
	type(h, name, "\r");
	type(h, "", ">");
	harness_expect(h, town_tr("People"));
}

static void couple_parts(const struct look_at *look)
{
	struct harness *h;
	const char *home;
	char in[80];

	town_new();
	home = town_add("household", (const char *const[]){ "name=Haidari", NULL });
	snprintf(in, sizeof in, "household=%s", home);
	TOWN_ADD("person", "given_name=Ahmad", "born=1980", "arrived=2026-03-02", in);
	TOWN_ADD("person", "given_name=Mariam", "born=1990", "arrived=2026-03-02", in);
	TOWN_ADD("person", "given_name=Lina", "born=2015-05-05", "arrived=2026-03-02", in);
	h = town_open(look);
	open_household(h, "Mariam");
	type(h, "v", "");
	harness_expect(h, "[x]  Mariam");
	/* Oldest first, and the cursor on whom the file is of: her child stands below. */
	assert_true(harness_key(h, HK_DOWN));
	type(h, " d", "");
	type(h, "2026-05-01", "\r");
	type(h, "s", "");
	json_has("membership", "\"until\": \"2026-05-01\"", 2);
	json_has("membership", "\"since\": \"2026-05-01\"", 2);
	json_has("membership", "\"role\": \"head\"", 1);
	harness_expect_not(h, "Ahmad");
	assert_true(harness_key(h, HK_ESC));
	assert_true(harness_key(h, HK_ESC));
	open_household(h, "Ahmad");
	harness_expect(h, town_tr("Lived here before"));
	assert_true(harness_key(h, HK_CTRL_Z));
	harness_expect_not(h, town_tr("Lived here before"));
	json_has("membership", "\"until\": null", 3);
	town_leave(h);
}

static void test_a_couple_parts(void **state)
{
	(void)state;
	couple_parts(&(struct look_at){ "en", 24, 80 });
	couple_parts(&(struct look_at){ "de", 43, 132 });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_english),
		cmocka_unit_test(test_german_wide),
		cmocka_unit_test(test_a_wrong_line),
		cmocka_unit_test(test_a_couple_parts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
