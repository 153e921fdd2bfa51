/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "../test.h"

#include "base/map.h"
#include "base/name.h"

static void words_are(const char *text, int n, const char *const *expected)
{
	struct name_words words = { 0 };

	name_words(&words, text);
	assert_int_equal(words.count, n);
	for (int i = 0; i < n; i++)
		assert_string_equal(words.word[i].s, expected[i]);
}
#define WORDS(text, ...) words_are(text, sizeof((const char *[]){ __VA_ARGS__ }) / sizeof(char *), \
	(const char *[]){ __VA_ARGS__ })

static void cuts_words(void **state)
{
	struct name_words none = { 0 };

	(void)state;
	WORDS("Abdul-Rahman O'Neil", "abdul", "rahman", "oneil");
	WORDS("  Şükrü  ÖZ,", "sukru", "oz");
	WORDS("محمد علي", "mhmd", "ly");
	WORDS("Олена Кравчук", "olena", "kravcuk");
	WORDS("\xff" "Ana", "ana");
	name_words(&none, NULL);
	name_words(&none, " -., ");
	assert_int_equal(none.count, 0);
}

static void bounds_words(void **state)
{
	struct name_words words = { 0 };
	char text[4096];

	(void)state;
	memset(text, 'a', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	name_words(&words, text);
	assert_int_equal(words.count, 1);
	assert_int_equal(strlen(words.word[0].s), NAME_WORD_MAX - 1);
	for (size_t i = 1; i < sizeof(text) - 1; i += 2)
		text[i] = ' ';
	words.count = 0;
	name_words(&words, text);
	assert_int_equal(words.count, NAME_WORDS_MAX);
}

static bool sound_alike(const char *a, const char *b)
{
	struct name_words x = { 0 }, y = { 0 };
	char k[NAME_SOUNDS][NAME_SOUND_MAX], l[NAME_SOUNDS][NAME_SOUND_MAX];
	int n, m;

	name_words(&x, a);
	name_words(&y, b);
	n = name_sounds(x.word[0].s, x.word[0].flags, k);
	m = name_sounds(y.word[0].s, y.word[0].flags, l);
	for (int i = 0; i < n; i++)
		for (int j = 0; j < m; j++)
			if (!strcmp(k[i], l[j]))
				return true;
	return false;
}

static void sounds(void **state)
{
	static const char *const alike[][2] = {
		{"Mohammed", "Muhammad"}, {"Mohamed", "محمد"},    {"Hajdari", "Haidari"},
		{"Youssef", "يوسف"},      {"Olena", "Олена"},     {"Shevchenko", "Шевченко"},
		{"Khaled", "Haled"},      {"Alhaddad", "Haddad"}, {"Filip", "Philippe"},
		{"Wali", "Vali"},         {"Schmidt", "Smit"},    {"Cohen", "כהן"},
	};
	static const char *const apart[][2] = { { "Anna", "Peter" }, { "Maria", "Karim" }, { "Ali", "Omar" } };

	(void)state;
	for (size_t i = 0; i < sizeof(alike) / sizeof(alike[0]); i++)
		if (!sound_alike(alike[i][0], alike[i][1]))
			fail_msg("%s and %s should sound alike", alike[i][0], alike[i][1]);
	for (size_t i = 0; i < sizeof(apart) / sizeof(apart[0]); i++)
		assert_false(sound_alike(apart[i][0], apart[i][1]));
}

static void counts_edits(void **state)
{
	(void)state;
	assert_int_equal(name_edits("jacob", "jacob", 2), 0);
	assert_int_equal(name_edits("jacob", "jcaob", 2), 1);
	assert_int_equal(name_edits("jacob", "jakob", 2), 1);
	assert_int_equal(name_edits("jacob", "jacobs", 2), 1);
	assert_int_equal(name_edits("jacob", "maria", 2), 3);
	assert_int_equal(name_edits("", "ab", 3), 2);
}

static void weighs_words(void **state)
{
	(void)state;
	assert_true(name_like("mohammed", 0, "mohammed", 0, false) == 1);
	assert_true(name_like("mohammed", 0, "mhmd", NAME_FOREIGN | NAME_ABJAD, false) > 0.9);
	assert_true(name_like("mohammed", 0, "muhamad", 0, false) > 0.8);
	assert_true(name_like("anna", 0, "peter", 0, false) < 0.4);
	assert_true(name_like("moh", 0, "mohammed", 0, true) > name_like("moh", 0, "mohammed", 0, false));
	assert_true(name_like("", 0, "a", 0, false) == 0);
	/* Giving up early never changes what is worth keeping. */
	assert_true(name_like_from("jakob", 0, "jacob", 0, false, 0.5) ==
		    name_like("jakob", 0, "jacob", 0, false));
	assert_true(name_like_from("jakob", 0, "wilhelmina", 0, false, 0.5) == 0);
}

static double set_like(const char *a, const char *b, bool begun)
{
	struct name_words x = { 0 }, y = { 0 };
	struct name_memo *memo = name_memo_new();
	double like, again, top;

	name_words(&x, a);
	name_words(&y, b);
	like = name_set_like(&x, &y, begun);
	again = name_set_like_memo(&x, &y, begun, memo, &top);
	again = name_set_like_memo(&x, &y, begun, memo, &top);
	assert_true(like - again < 1e-5 && again - like < 1e-5);
	name_memo_free(memo);
	return like;
}

static void weighs_sets(void **state)
{
	(void)state;
	assert_true(set_like("Mariam Haidari", "Haidari Mariam", false) == 1);
	assert_true(set_like("Abdul Rahman Ali", "Abdulrahman Ali", false) > 0.9);
	assert_true(set_like("Abdulrahman Ali", "Abdul Rahman Ali", false) > 0.9);
	assert_true(set_like("J Rojas", "Juan Rojas", false) > 0.75);
	assert_true(set_like("Mariam", "Mariam Haidari", false) > 0.85);
	assert_true(set_like("Mariam Haid", "Mariam Haidari", true) > 0.9);
	assert_true(set_like("Mariam Haidari", "Peter Nowak", false) < 0.2);
	assert_true(set_like("", "Peter", false) == 0);
	/* One word the same says more than two that are not far. */
	assert_true(set_like("joshua dinnison", "naomi dinnison", false) > 0.45);
}

static void maps(void **state)
{
	struct map *map = map_new();

	(void)state;
	for (int64_t i = 0; i < 5000; i++)
		*map_at(map, &i, sizeof(i)) = i * 3;
	for (int64_t i = 0; i < 5000; i++)
		assert_int_equal(*map_find(map, &i, sizeof(i)), i * 3);
	assert_null(map_find(map, "x", 1));
	*map_at(map, "", 0) = 7;
	assert_int_equal(*map_find(map, "", 0), 7);
	assert_int_equal(map_count(map), 5001);
	map_free(map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cuts_words), cmocka_unit_test(bounds_words), cmocka_unit_test(sounds),
		cmocka_unit_test(counts_edits), cmocka_unit_test(weighs_words), cmocka_unit_test(weighs_sets),
		cmocka_unit_test(maps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
