/* SPDX-License-Identifier: EUPL-1.2 */
/* Vacancies that fit are proposed from a person's file, with the reasons; an application, the work that comes of it and its
 * first check, by one key; what the gate left out of a posting stands with it; in two languages and two sizes. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "town.h"

static char number[40], person[80], vacancy[64];

static void a_town(void)
{
	const char *top = getenv("srcdir");
	char posting[512];

	town_new();
	snprintf(posting, sizeof(posting), "%s/tests/data/postings/one.json", top ? top : ".");
	free(TOWN_RUN("import", "vacancy", posting));
	TOWN_ADD("employer", "name=Oven");
	snprintf(vacancy, sizeof(vacancy), "%s", TOWN_ADD("vacancy", "title=Baker at the mill", "employer=Oven", "seats=1",
		"occupation=7512", "level=a2", "licences=car"));
	snprintf(number, sizeof(number), "%s", TOWN_ADD("person", "given_name=Xolhana", "arrived=2026-01-05"));
	snprintf(person, sizeof(person), "person=%s", number);
	TOWN_ADD("jobwish", person, "what=Baking", "occupation=7512", "licences=car");
}

static void answer(struct harness *h, const char *text)
{
	if (text)
		assert_true(harness_type(h, text));
	assert_true(harness_key(h, HK_ENTER));
}

/* A sentence up to its first value, before which a line may end. */
static void expect_begun(struct harness *h, const char *sentence)
{
	const char *said = town_tr(sentence);
	char begin[80];
	size_t len = strcspn(said, "%");

	while (len > 0 && said[len - 1] == ' ')
		len--;
	snprintf(begin, sizeof(begin), "%.*s", (int)len, said);
	harness_expect(h, begin);
}

static void vacancies_are_proposed_with_reasons(struct harness *h)
{
	assert_true(harness_type(h, "/xolhana"));
	answer(h, NULL);
	harness_expect(h, number);
	assert_true(harness_key(h, "o"));
	answer(h, town_tr("Work"));
	harness_expect(h, "Baker at the mill");
	expect_begun(h, "the person’s own occupation: %s");
	assert_true(harness_find(h, "Baker at the mill", NULL) < harness_find(h, "Nurse & care", NULL));
	assert_true(harness_key(h, HK_DOWN));
	expect_begun(h, "another occupation: %s");
	assert_true(harness_key(h, HK_UP));
}

static void an_application_is_planned_and_taken_back(struct harness *h)
{
	answer(h, NULL);
	TOWN_EXPECT("\"state\": \"planned\"", "list", "application", "--json");
	assert_true(harness_key(h, HK_CTRL_Z));
	TOWN_EXPECT("[]", "list", "application", "--json");
	harness_expect(h, "Baker at the mill");
	assert_true(harness_key(h, HK_HOME));
	answer(h, NULL);
	TOWN_EXPECT("\"state\": \"planned\"", "list", "application", "--json");
}

/* Whoever has applied for all that is open is not told that nothing is. */
static void nothing_else_is_open(struct harness *h)
{
	const char *said = town_tr("No other vacancy is open: this person has applied for all of them. A new one is added in the "
		"list of vacancies, which the menu has (F10).");
	char begin[40];

	snprintf(begin, sizeof(begin), "%.*s", (int)strcspn(strchr(said, ' ') + 1, " ") + (int)strcspn(said, " ") + 1, said);
	assert_true(harness_key(h, HK_HOME));
	answer(h, NULL);
	harness_expect_not(h, town_tr("Why"));
	harness_expect(h, begin);
	assert_true(harness_key(h, HK_CTRL_Z));
}

/* What hangs on the vacancy that is left. */
static void what_was_left_out_is_shown(struct harness *h)
{
	assert_true(harness_key(h, HK_HOME));
	assert_true(harness_key(h, "v"));
	harness_expect(h, town_tr("Left out: it may not be asked"));
	harness_expect(h, "Native speaker of");
	assert_true(harness_key(h, HK_ESC));
	assert_true(harness_key(h, HK_ESC));
}

/* One key moves an application on; where a day belongs to what comes next, it is asked for. */
static void one_key_moves_it_on(struct harness *h)
{
	harness_expect(h, number);
	assert_true(harness_key(h, "5"));
	assert_true(harness_key(h, HK_HOME));
	assert_true(harness_key(h, HK_DOWN));                 /* below what is looked for */
	assert_true(harness_key(h, "x"));
	TOWN_EXPECT("\"state\": \"sent\"", "list", "application", "--json");
	TOWN_EXPECT("\"sent\": \"2026-05-04\"", "list", "application", "--json");
	assert_true(harness_key(h, "x"));
	harness_expect(h, town_tr("The interview is on:"));
	answer(h, "2026-05-06");
	TOWN_EXPECT("\"interview\": \"2026-05-06\"", "list", "application", "--json");
	assert_true(harness_key(h, "x"));
	harness_expect(h, town_tr("The first working day is:"));
	answer(h, "soon");
	TOWN_EXPECT("\"state\": \"interview\"", "list", "application", "--json");
	assert_true(harness_key(h, HK_ESC));
	assert_true(harness_key(h, "x"));
	answer(h, "2026-06-01");
	TOWN_EXPECT("\"began\": \"2026-06-01\"", "list", "employment", "--json");
	assert_true(harness_key(h, HK_CTRL_Z));
	TOWN_EXPECT("[]", "list", "employment", "--json");
	assert_true(harness_key(h, "y"));
	harness_expect(h, town_tr("What became of the application?"));
	answer(h, "refused");
	answer(h, "skills");
	TOWN_EXPECT("\"reason\": \"skills\"", "list", "application", "--json");
	assert_true(harness_key(h, HK_CTRL_Z));
	TOWN_EXPECT("\"state\": \"interview\"", "list", "application", "--json");
}

/* The id of the only record of a kind. */
static void id_of(char out[64], const char *kind)
{
	char *json = TOWN_RUN("list", kind, "--json"), *at = strstr(json, "\"id\": \"");

	assert_non_null(at);
	snprintf(out, 64, "%.36s", at + 7);
	free(json);
}

/* Three months later the first check waits; one key notes that the person is still there. */
static void the_first_check_is_answered(const struct look_at *look)
{
	char id[64];
	struct harness *h;

	id_of(id, "application");
	free(TOWN_RUN("set", id, "state=hired", "began=2026-05-04"));
	TOWN_EXPECT("\"state\": \"filled\"", "show", vacancy, "--json");
	town_clock("2026-08-05T09:00");
	h = town_open(look);
	harness_expect(h, "Baker at the mill");
	for (int i = 0; i < 30 && !strstr(harness_line(h, harness_find(h, "▸", NULL)), "Baker at the mill"); i++)
		assert_true(harness_key(h, HK_DOWN));
	assert_true(harness_key(h, "x"));
	TOWN_EXPECT("\"state\": \"there\"", "list", "retention", "--json");
	TOWN_EXPECT("\"asked\": \"2026-08-05\"", "list", "retention", "--json");
	assert_true(harness_key(h, HK_CTRL_Z));
	town_leave(h);
	town_clock("2026-05-04T09:00");
}

static void from_a_vacancy_to_the_first_check(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		a_town();
		h = town_open(&town_looks[i]);
		vacancies_are_proposed_with_reasons(h);
		an_application_is_planned_and_taken_back(h);
		nothing_else_is_open(h);
		what_was_left_out_is_shown(h);
		one_key_moves_it_on(h);
		town_leave(h);
		the_first_check_is_answered(&town_looks[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(from_a_vacancy_to_the_first_check) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
