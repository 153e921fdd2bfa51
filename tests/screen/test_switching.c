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

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(nothing_typed_is_lost) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
