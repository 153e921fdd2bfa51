/* SPDX-License-Identifier: EUPL-1.2 */
/* Text: tidying, folding, Latin letters, order, clusters, numbers, names of languages and countries. */
#include "tests/unit/test.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf.h"
#include "tests/unit/data.h"

static void same(void (*how)(struct str *, const char *), const char *in, const char *want)
{
	struct str out = STR_INIT;

	how(&out, in);
	if (strcmp(str_get(&out), want) != 0)
		fail_msg("“%s” gave “%s”, not “%s”", in, str_get(&out), want);
	str_free(&out);
}

static void tidy_line(struct str *out, const char *s)
{
	text_tidy(out, s, false);
}

static void tidy_lines(struct str *out, const char *s)
{
	text_tidy(out, s, true);
}

static void values_are_tidied(void **state)
{
	(void)state;
	same(tidy_line, "", "");
	same(tidy_line, "  a \t b\n", "a b");
	same(tidy_line, "a\xc2\xa0\xe2\x80\x83" "b", "a b");
	same(tidy_line, "\xef\xbb\xbf" "a\xe2\x80\x8f", "a");
	same(tidy_line, "Jose\xcc\x81", "Jos\xc3\xa9");
	same(tidy_line, "a\x01" "b", "a\x01" "b");	/* controls are the checks' to refuse, not hidden here */
	same(tidy_lines, " a  b \r\n\r\n c\rd \n\n", "a b\n\nc\nd");
	same(tidy_lines, "\n\na", "a");
}

static void case_and_marks_fold(void **state)
{
	(void)state;
	same(text_fold, "Mariam HAIDARI", "mariam haidari");
	same(text_fold, "ŞÜKRÜ", "sukru");
	same(text_fold, "Işık", "isik");
	same(text_fold, "İnan", "inan");
	same(text_fold, "Йосип", "иосип");
	same(text_fold, "Straße", "strasse");
	same(text_fold, "Łukasz Ørsted Đặng", "lukasz orsted dang");
	same(text_fold, "مُحَمَّد", "محمد");
	same(text_fold, "أحمد", "احمد");
	same(text_fold, "مریم", "مريم");
	same(text_fold, "ＡＢＣ", "abc");
	same(text_fold, "தமிழ்", "தமிழ்");
	same(text_fold, "がぎ", "がぎ");
	assert_true(text_same_folded("ÉCOLE", "ecole"));
	assert_false(text_same_folded("ecole", "ecoles"));
}

static void any_script_becomes_latin(void **state)
{
	static const char *const scripts[] = { "محمد", "Олена", "Γιώργος", "ሰላም", "தமிழ்", "张伟", "ნინო", "Անի",
		"שלום", "নাম", "김철수", "မြန်မာ", "ไทย", "ខ្មែរ", "𞤀𞤣𞤤𞤢𞤥" };
	struct str out = STR_INIT;
	size_t i, k;

	(void)state;
	same(text_latin, "محمد", "mhmd");
	same(text_latin, "Олена", "olena");
	same(text_latin, "O'Brien", "obrien");
	same(text_latin, "Mar’yana", "maryana");
	same(text_latin, "Ægir", "aegir");
	same(text_latin, "Haidari-Smith, J.", "haidari-smith, j.");
	for (i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++) {
		str_clear(&out);
		text_latin(&out, scripts[i]);
		for (k = 0; k < out.len; k++)
			assert_true((unsigned char)out.s[k] < 0x80);
	}
	str_free(&out);
}

static void read_points(struct str *out, const char *hex)
{
	char buf[4], *end;
	unsigned long cp;

	for (; *hex; hex = end) {
		cp = strtoul(hex, &end, 16);
		if (end == hex)
			break;
		str_addn(out, buf, utf_encode((uint32_t)cp, buf));
	}
}

/* source;NFC;NFD;...: source and NFD tidy to NFC. */
static void normal_forms(void **state)
{
	FILE *f = data_open("unicode-text/NormalizationTest_every20th.txt");
	struct str part[3] = { STR_INIT, STR_INIT, STR_INIT }, out = STR_INIT;
	char line[2000], *field, *rest;
	int i, lines = 0;

	(void)state;
	while (fgets(line, sizeof(line), f)) {
		if (line[0] == '#' || line[0] == '@' || !strchr(line, ';'))
			continue;
		for (i = 0, rest = line; i < 3; i++) {
			field = strsep(&rest, ";");
			str_clear(&part[i]);
			read_points(&part[i], field);
		}
		if (strpbrk(part[1].s, " \t") || strstr(part[1].s, "\xe2\x80") || strstr(part[1].s, "\xe3\x80\x80"))
			continue;	/* blanks are tidied besides */
		for (i = 0; i < 3; i += 2) {
			str_clear(&out);
			text_tidy(&out, part[i].s, false);
			assert_string_equal(out.s, part[1].s);
		}
		lines++;
	}
	fclose(f);
	assert_true(lines > 5);
	for (i = 0; i < 3; i++)
		str_free(&part[i]);
	str_free(&out);
}

static bool is_edge(const size_t *edge, int n, size_t pos)
{
	int i;

	for (i = 0; i < n; i++)
		if (edge[i] == pos)
			return true;
	return false;
}

/* "÷ 0020 × 0308 ÷ 0020 ÷": forward and backward, each step lands on the next edge. */
static void clusters(void **state)
{
	FILE *f = data_open("unicode-text/GraphemeBreakTest_half.txt");
	struct str text = STR_INIT;
	size_t edge[64], pos;
	char line[1000], buf[4], *word, *rest;
	int n, lines = 0, steps;

	(void)state;
	while (fgets(line, sizeof(line), f)) {
		line[strcspn(line, "#\n")] = '\0';
		if (!strstr(line, "\xc3\xb7"))
			continue;
		str_clear(&text);
		n = 0;
		for (rest = line; (word = strsep(&rest, " \t")) != NULL;) {
			if (strcmp(word, "\xc3\xb7") == 0)
				edge[n++] = text.len;
			else if (*word && strcmp(word, "\xc3\x97") != 0)
				str_addn(&text, buf, utf_encode((uint32_t)strtoul(word, NULL, 16), buf));
		}
		if (memchr(text.s, '\xed', text.len) && !utf_valid(text.s, text.len))
			continue;
		for (pos = 0, steps = 0; pos < text.len; steps++) {
			assert_true(is_edge(edge, n, pos));
			pos = text_next(text.s, text.len, pos);
		}
		assert_int_equal(steps, n - 1);
		for (steps = 0; pos > 0; steps++) {
			pos = text_prev(text.s, text.len, pos);
			assert_true(is_edge(edge, n, pos));
		}
		assert_int_equal(steps, n - 1);
		lines++;
	}
	fclose(f);
	assert_true(lines > 5);
	str_free(&text);
	assert_int_equal(text_next("abc", 3, 3), 3);
	assert_int_equal(text_prev("abc", 3, 0), 0);
	assert_int_equal(text_prev("abc", 3, 99), 2);
}

static void order_follows_the_language(void **state)
{
	struct str a = STR_INIT, b = STR_INIT;

	(void)state;
	msg_set_language("en");
	assert_true(text_compare("Äpfel", "Zebra") < 0);
	assert_true(text_compare("abel", "Bern") < 0);
	assert_int_equal(text_compare("Jos\xc3\xa9", "Jose\xcc\x81"), 0);
	text_sort_key(&a, "Äpfel");
	text_sort_key(&b, "Zebra");
	assert_true(strcmp(str_get(&a), str_get(&b)) < 0);
	str_clear(&a);
	str_clear(&b);
	text_sort_key(&a, "ähnlich, aber sehr viel länger als ein Teil des Schlüssels, damit mehrere Teile nötig sind, "
		"und noch einmal so lang, weil ein Teil hundertachtundzwanzig Bytes fasst");
	text_sort_key(&b, "Ähnlich, aber sehr viel länger als ein Teil des Schlüssels, damit mehrere Teile nötig sind, "
		"und noch einmal so lang, weil ein Teil hundertachtundzwanzig Bytes fasst");
	assert_true(a.len > 128);
	assert_true(strcmp(str_get(&a), str_get(&b)) < 0);
	str_free(&a);
	str_free(&b);
}

/* Each sorts before the next by its key alone. */
static void keys_ascend(const char *language, const char *const *word)
{
	struct str before = STR_INIT, key = STR_INIT;

	text_sort_language(language);
	for (; *word; word++) {
		str_clear(&key);
		text_sort_key(&key, *word);
		if (before.len && memcmp(before.s, key.s, before.len < key.len ? before.len : key.len) >= 0)
			fail_msg("%s: %s comes too early", language ? language : "root", *word);
		str_clear(&before);
		str_addn(&before, key.s, key.len);
	}
	text_sort_language(NULL);
	str_free(&before);
	str_free(&key);
}

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void stored_keys_follow_the_language_of_the_file(void **state)
{
	(void)state;
	msg_set_language("en");
	keys_ascend("tr", WORDS("Caz", "Cz", "Çam", "Çz", "Dal", "Gz", "Ğa", "Hz", "Iz", "İa", "Jale", "Oz", "Öa", "Pz", "Sz",
		"Şa", "Tz", "Uz", "Üa", "Vz"));
	keys_ascend("tr", WORDS("c", "ç", "d", "g", "ğ", "h", "ı", "i", "j", "o", "ö", "p", "s", "ş", "t", "u", "ü", "v"));
	keys_ascend("es", WORDS("Nuz", "Ñaz", "Ñu", "Oa"));
	keys_ascend("uk", WORDS("Гя", "Ґа", "Да", "Ия", "Ія", "Їя", "Йа", "Ка"));
	keys_ascend("de", WORDS("Ab", "Äc", "Ad", "Zz"));
	keys_ascend("ar", WORDS("أمل", "باسم", "ياسين", "Adam", "Zoë"));
	/* As before there was a choice: marks count only where letters are the same. */
	keys_ascend(NULL, WORDS("Adam", "Ça", "Cz", "Ğa", "Gz", "Ña", "Nz", "أمل"));
	keys_ascend("en", WORDS("Adam", "Ça", "Cz", "Ğa", "Gz", "Ña", "Nz", "أمل"));
}

static void number(const char *s, int decimals, bool ok, long long want)
{
	long long got = -77;

	if (text_parse_number(s, decimals, &got) != ok || got != (ok ? want : -77))
		fail_msg("“%s” in %s gave %lld", s, msg_language(), got);
}

static void numbers_as_people_write_them(void **state)
{
	(void)state;
	msg_set_language("en");
	number("1.234,50", 2, true, 123450);
	number("1 234.5", 2, true, 123450);
	number("1\xe2\x80\xaf" "234,5", 2, true, 123450);
	number("1'234", 2, true, 123400);
	number("1\xe2\x80\x99" "234", 0, true, 1234);
	number("1,234", 0, true, 1234);
	number("12.345.678", 0, true, 12345678);
	number("1,234,567.89", 2, true, 123456789);
	number("-5", 0, true, -5);
	number("\xe2\x88\x92" "5,5", 1, true, -55);
	number("+7", 0, true, 7);
	number("0007", 0, true, 7);
	number("3.00", 0, true, 3);
	number(".5", 2, true, 50);
	number("\xd9\xa1\xd9\xa2\xd9\xab\xd9\xa5", 1, true, 125);	/* Arabic digits and point */
	number("1.234", 2, false, 0);
	number("3.5", 0, false, 0);
	number("1,2,3", 0, false, 0);
	number("1.234.56", 2, false, 0);
	number("12 34", 0, false, 0);
	number("1,234,56.7", 1, false, 0);
	number("", 0, false, 0);
	number("-", 0, false, 0);
	number(".", 2, false, 0);
	number("1.", 2, false, 0);
	number("1e5", 0, false, 0);
	number("0x10", 0, false, 0);
	number("99999999999999999999", 0, false, 0);
	number("five", 0, false, 0);
	assert_true(msg_set_language("de"));
	number("1.234", 0, true, 1234);
	number("1.234", 2, true, 123400);
	number("1,5", 1, true, 15);
	number("1,234", 0, false, 0);
	msg_set_language("en");
}

static void numbers_are_shown(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	msg_set_language("en");
	text_number(&s, -123456789, 2);
	assert_string_equal(str_get(&s), "-1,234,567.89");
	str_clear(&s);
	text_number(&s, 5, 2);
	assert_string_equal(str_get(&s), "0.05");
	str_clear(&s);
	text_number(&s, 12, 0);
	assert_string_equal(str_get(&s), "12");
	assert_true(msg_set_language("de"));
	str_clear(&s);
	text_number(&s, 123450, 2);
	assert_string_equal(str_get(&s), "1.234,50");
	msg_set_language("en");
	str_free(&s);
}

static void languages_and_countries_have_names(void **state)
{
	size_t count, i;
	const char *const *codes = text_languages(&count);

	(void)state;
	assert_true(count > 180);
	for (i = 1; i < count; i++)
		assert_true(strcmp(codes[i - 1], codes[i]) < 0);
	msg_set_language("en");
	same(text_language_name, "prs", "Dari");
	same(text_language_name, "uk", "Ukrainian");
	same(text_country_name, "SY", "Syria");
	same(text_language_name, "qqq", "qqq");
	assert_true(text_is_language("en"));
	assert_true(text_is_language("prs"));
	assert_false(text_is_language("eng"));	/* listed as en */
	assert_false(text_is_language("und"));
	assert_false(text_is_language(""));
	assert_true(text_is_country("NL"));
	assert_false(text_is_country("nl"));
	assert_string_equal(text_language_find("ENG"), "en");
	assert_string_equal(text_language_find(" dari "), "prs");
	assert_string_equal(text_country_find("syr"), "SY");
	assert_string_equal(text_country_find("syria"), "SY");
	assert_null(text_language_find("Klingonish"));
	assert_null(text_language_find(""));
	assert_true(msg_set_language("de"));
	same(text_language_name, "uk", "Ukrainisch");
	assert_string_equal(text_language_find("ukrainisch"), "uk");
	assert_string_equal(text_language_find("Ukrainian"), "uk");
	assert_string_equal(text_country_find("Syrien"), "SY");
	msg_set_language("en");
	assert_null(text_language_find("ukrainisch"));
}

/* What is stored or compared stays valid, and doing it twice changes nothing. */
static void twice_is_once(void (*how)(struct str *, const char *), const char *s)
{
	struct str once = STR_INIT, twice = STR_INIT;

	how(&once, s);
	how(&twice, str_get(&once));
	assert_true(utf_valid(once.s, once.len));
	assert_string_equal(once.s, str_get(&twice));
	str_free(&once);
	str_free(&twice);
}

static void every_edge_once(const char *s)
{
	size_t len = strlen(s), pos = 0, count = 0;

	while (pos < len) {
		assert_true(text_next(s, len, pos) > pos);
		pos = text_next(s, len, pos);
		count++;
	}
	for (; pos; count--) {
		assert_true(text_prev(s, len, pos) < pos);
		pos = text_prev(s, len, pos);
	}
	assert_int_equal(count, 0);
}

static void naughty_strings_do_no_harm(void **state)
{
	char *path = data_path("unicode-text/blns.json");
	json_t *all = json_load_file(path, 0, NULL), *one;
	struct str out = STR_INIT;
	const char *s;
	long long scaled;
	size_t i;

	(void)state;
	assert_true(json_array_size(all) > 10);
	json_array_foreach(all, i, one) {
		s = json_string_value(one);
		twice_is_once(tidy_line, s);
		twice_is_once(tidy_lines, s);
		twice_is_once(text_fold, s);
		twice_is_once(text_latin, s);
		every_edge_once(s);
		text_sort_key(&out, s);
		text_parse_number(s, 2, &scaled);
		text_language_find(s);
		assert_int_equal(text_compare(s, s), 0);
	}
	every_edge_once("\xff\xfe" "a\xcc\x81\xd9");
	twice_is_once(text_fold, "a\xff\xd9");
	json_decref(all);
	str_free(&out);
	free(path);
}

static int begin(void **state)
{
	(void)state;
	msg_init("test");
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_tidied),
		cmocka_unit_test(case_and_marks_fold),
		cmocka_unit_test(any_script_becomes_latin),
		cmocka_unit_test(normal_forms),
		cmocka_unit_test(clusters),
		cmocka_unit_test(order_follows_the_language),
		cmocka_unit_test(stored_keys_follow_the_language_of_the_file),
		cmocka_unit_test(numbers_as_people_write_them),
		cmocka_unit_test(numbers_are_shown),
		cmocka_unit_test(languages_and_countries_have_names),
		cmocka_unit_test(naughty_strings_do_no_harm),
	};

	return cmocka_run_group_tests(tests, begin, NULL);
}
