/* SPDX-License-Identifier: EUPL-1.2 */
/* The language changes in mid-form, several times over: what was typed stays, the labels are all said anew. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <string.h>

#include "base/msg.h"
#include "town.h"

/* As msg_languages() has them: English first, the others by their code. */
static const struct { const char *code, *family; } spoken[] = {
	{ "ar", NULL }, { "uk", "Прізвище" }, { "tr", "Soyadı" }, { "de", "Familienname" }, { "en", "Family name" },
};

static void speak(struct harness *h, const char *code)
{
	size_t count, at = 0;
	const char *const *codes = msg_languages(&count);

	while (at < count && strcmp(codes[at], code) != 0)
		at++;
	assert_true(at < count);
	assert_true(harness_key(h, HK_F9));
	assert_string_equal(harness_place(h), "language");
	assert_true(harness_key(h, HK_HOME));
	for (; at; at--)
		assert_true(harness_key(h, HK_DOWN));
	assert_true(harness_key(h, HK_ENTER));
}

static void nothing_typed_is_lost(void **state)
{
	struct harness *h;
	const char *before = "Family name";

	(void)state;
	town_new();
	h = town_open(&town_looks[0]);
	assert_true(harness_key(h, "n"));
	harness_expect(h, before);
	assert_true(harness_type(h, "Yilmaz"));
	assert_true(harness_key(h, HK_TAB));
	assert_true(harness_type(h, "Defne"));
	for (int i = 0; i < 3; i++)
		assert_true(harness_key(h, HK_TAB));
	assert_true(harness_type(h, "3 May 1991"));
	assert_true(harness_key(h, HK_TAB));
	assert_true(harness_type(h, "Dari"));
	for (int i = 0; i < 4; i++)
		assert_true(harness_key(h, HK_BACKTAB));
	for (size_t i = 0; i < sizeof(spoken) / sizeof(*spoken); i++) {
		speak(h, spoken[i].code);
		assert_string_equal(harness_place(h), "register");
		harness_expect(h, "Yilmaz");
		harness_expect(h, "Defne");
		harness_expect(h, "1991");
		if (before)
			harness_expect_not(h, before);
		if (spoken[i].family)
			harness_expect(h, spoken[i].family);
		before = spoken[i].family;
		/* The cursor is where it was: what follows goes on behind the given name. */
		assert_true(harness_type(h, "x"));
		harness_expect(h, "Defnex");
		assert_true(harness_key(h, HK_BACKSPACE));
	}
	assert_true(harness_key(h, HK_F2));
	harness_expect(h, "Defne Yilmaz");
	town_leave(h);
	TOWN_EXPECT("Defne Yilmaz", "find", "yilmaz");
	TOWN_EXPECT("1991-05-03", "list", "person", "--json");
	TOWN_EXPECT("Dari", "list", "speaks");
}

/* Over what is on top now: said in each language, by its own words; at the end in English again. */
static void said_in_each(struct harness *h, const char *place, const char *said, const char *typed)
{
	static const char *const codes[] = { "de", "uk", "tr", "en" };
	char before[300];

	snprintf(before, sizeof(before), "%s", said);
	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++) {
		const char *now;

		speak(h, codes[i]);
		assert_true(msg_set_language(codes[i]));
		now = town_tr(said);
		assert_string_equal(harness_place(h), place);
		assert_string_not_equal(now, before);
		harness_expect(h, now);
		harness_expect_not(h, before);
		if (typed)
			harness_expect(h, typed);
		snprintf(before, sizeof(before), "%s", now);
	}
}

static void choose(struct harness *h, const char *entry)
{
	char row[200];

	snprintf(row, sizeof(row), "▸ %s ", entry);
	assert_true(harness_key(h, HK_F10));
	for (int i = 0; i < 150 && !harness_shows(h, row); i++)
		assert_true(harness_key(h, HK_DOWN));
	harness_expect(h, row);
}

/* A line that is asked for, a question, a list, the menu: each is answered after the switch as it was put before. */
static void what_stands_open_is_asked_anew(void **state)
{
	struct harness *h;

	(void)state;
	town_new();
	TOWN_ADD("person", "family_name=Haidari", "given_name=Mariam");
	h = town_open(&town_looks[0]);
	choose(h, "Users");
	said_in_each(h, "menu", "Register a person", NULL);
	harness_expect(h, "▸ Users ");
	assert_true(harness_key(h, HK_ENTER));
	assert_true(harness_key(h, "m"));
	assert_true(harness_type(h, "47"));
	said_in_each(h, "ask", "Minutes until locked:", "47");
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "47 minutes");
	assert_true(harness_key(h, "d"));
	said_in_each(h, "pick", "Seal the whole file anew, with a new data key?", NULL);
	harness_expect(h, "▸ no, leave");
	assert_true(harness_key(h, HK_ESC));
	assert_true(harness_key(h, "o"));
	harness_expect(h, "▸ English");
	speak(h, "de");
	harness_expect(h, "▸ Englisch");
	speak(h, "en");
	assert_true(harness_key(h, HK_ESC));
	choose(h, "Country profile");
	assert_true(harness_key(h, HK_ENTER));
	assert_true(harness_key(h, "u"));
	said_in_each(h, "pick", "Whose law?", NULL);
	assert_true(harness_type(h, "Germ"));
	said_in_each(h, "pick", "Whose law?", "Germ");
	assert_true(harness_key(h, HK_ENTER));
	assert_string_equal(harness_place(h), "profile");
	town_leave(h);
	TOWN_EXPECT("\"key\": \"de\"", "profile", "--json");
}

/* What is typed where a list is filtered, under a label made of two. */
static void a_label_of_parts_is_made_anew(void **state)
{
	struct harness *h;

	(void)state;
	town_new();
	TOWN_ADD("person", "family_name=Haidari", "given_name=Mariam");
	h = town_open(&town_looks[0]);
	choose(h, "People");
	assert_true(harness_key(h, HK_ENTER));
	assert_true(harness_key(h, "f"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "Name or title: begins with");
	assert_true(harness_type(h, "Mar"));
	speak(h, "de");
	assert_string_equal(harness_place(h), "ask");
	harness_expect_not(h, "begins with");
	harness_expect(h, "beginnt");
	harness_expect(h, "Mar");
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "Haidari");
	town_leave(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_typed_is_lost), cmocka_unit_test(what_stands_open_is_asked_anew),
		cmocka_unit_test(a_label_of_parts_is_made_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
