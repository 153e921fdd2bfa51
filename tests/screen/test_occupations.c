/* SPDX-License-Identifier: EUPL-1.2 */
/* A trade is typed as the person says it, and chosen from the list of what comes nearest. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "town.h"

static const struct look_at english = { "en", 24, 80 };
#define HINT "Type what the person calls it"

/* Moves the cursor down to the row that begins so. */
static void move_to(struct harness *h, const char *words)
{
	char row[80];

	snprintf(row, sizeof(row), "▸ %s ", words);
	for (int i = 0; i < 150 && !harness_shows(h, row); i++)
		assert_true(harness_key(h, "j"));
	harness_expect(h, row);
}

/* A new vacancy of this title, the cursor in its occupation. */
static struct harness *a_vacancy(const char *title)
{
	struct harness *h;

	town_new();
	h = town_open(&english);
	harness_key(h, HK_F10);
	move_to(h, "Vacancies");
	harness_key(h, HK_ENTER);
	harness_type(h, "a");
	harness_type(h, title);
	for (int i = 0; i < 40 && !harness_shows(h, HINT); i++)
		harness_key(h, HK_TAB);
	harness_expect(h, HINT);
	return h;
}

static void saved_as(struct harness *h, const char *code)
{
	char pair[40];

	harness_key(h, HK_F2);
	town_leave(h);
	snprintf(pair, sizeof(pair), "\"occupation\": \"%s\"", code);
	TOWN_EXPECT(pair, "list", "vacancy", "--json");
}

static void what_is_said_is_ranked_and_chosen(void **state)
{
	struct harness *h = a_vacancy("Night shift");

	(void)state;
	harness_type(h, "ward sister");
	harness_key(h, HK_ENTER);
	harness_expect(h, "Type: ward sister");
	harness_expect(h, "2221  nurse responsible for general care · ward sister");
	harness_expect(h, "This service uses the ESCO classification of the European Commission.");
	harness_key(h, HK_ENTER);
	harness_expect(h, "Nursing professionals");
	saved_as(h, "2221");
}

/* Typing goes on in the list; arrows choose; Esc leaves what was typed. */
static void the_list_follows_what_is_typed(void **state)
{
	struct harness *h = a_vacancy("Bread");

	(void)state;
	harness_type(h, "fontanero");
	harness_key(h, HK_ENTER);
	harness_expect(h, "▸ 7126  plumber · fontanero");
	harness_key(h, "\025");
	harness_type(h, "bread baker");
	harness_expect(h, "▸ 7512  baker · bread baker");
	harness_key(h, HK_DOWN);
	harness_expect_not(h, "▸ 7512  baker · bread baker");
	harness_key(h, HK_UP);
	harness_key(h, HK_ENTER);
	harness_expect_not(h, "This service uses");
	saved_as(h, "7512");
}

/* A code or a whole title needs no list. */
static void a_code_is_taken_as_it_is(void **state)
{
	struct harness *h = a_vacancy("Births");

	(void)state;
	harness_type(h, "2222");
	harness_key(h, HK_ENTER);
	harness_expect_not(h, "This service uses");
	harness_expect(h, "Midwifery professionals");
	saved_as(h, "2222");
}

static void nothing_like_it_is_said(void **state)
{
	struct harness *h = a_vacancy("Nothing");

	(void)state;
	harness_type(h, "qzqzqz");
	harness_key(h, HK_ENTER);
	harness_expect(h, "Nothing fits.");
	harness_key(h, HK_ENTER);
	harness_key(h, HK_ESC);
	harness_expect(h, "qzqzqz");
	harness_key(h, HK_F4);
	harness_key(h, "\025");
	harness_expect(h, "0     Armed forces occupations");
	harness_type(h, "222");
	harness_expect(h, "2222  Midwifery professionals");
	harness_key(h, HK_ENTER);
	saved_as(h, "222");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_said_is_ranked_and_chosen),
		cmocka_unit_test(the_list_follows_what_is_typed),
		cmocka_unit_test(a_code_is_taken_as_it_is),
		cmocka_unit_test(nothing_like_it_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
