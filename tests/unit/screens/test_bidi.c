/* SPDX-License-Identifier: EUPL-1.2 */
/* Text in the order shown: reordering, shaping, isolates, and nothing that steers a terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "base/utf.h"
#include "screens/bidi.h"
#include "tests/unit/data.h"

static void expect(const char *s, int cols, bool rtl, const char *shown)
{
	struct str out = STR_INIT;
	int used = bidi_show(&out, s, cols, rtl);

	assert_string_equal(str_get(&out), shown);
	assert_int_equal(used, utf_width(shown));
	str_free(&out);
}

static void test_plain(void **state)
{
	(void)state;
	expect("Mariam Haidari", 40, false, "Mariam Haidari");
	expect("Mariam Haidari", 6, false, "Maria…");
	expect("Lucía", 5, false, "Lucía");
	expect("", 5, false, "");
	expect("abc", 0, false, "");
}

static void test_hebrew(void **state)
{
	(void)state;
	expect("שלום", 10, false, "םולש");
	expect("abc שלום xyz", 40, false, "abc םולש xyz");
	expect("שלום (abc)", 40, false, "םולש (abc)");
	expect("שלום עולם (abc)", 40, false, "(abc) םלוע םולש");
	/* A sentence of the screen's language that begins with a key of another. */
	expect("Enter אבג דהו", 40, true, "והד גבא Enter");
	expect("Enter abc ד", 40, true, "Enter abc ד");
	expect("אבג waits here", 40, false, "גבא waits here");
	expect("שלוםעולם", 5, false, "…םולש");
}

static void test_arabic_is_joined(void **state)
{
	(void)state;
	/* mim initial, reh final, yeh initial, mim final; shown from the last to the first */
	expect("مريم", 10, false, "\ufee2\ufef3\ufeae\ufee3");
	/* lam and alef become one letter */
	expect("لا", 10, false, "\ufefb");
}

static void test_numbers_keep_their_direction(void **state)
{
	(void)state;
	expect("שלום 2024-05-17", 40, false, "2024-05-17 םולש");
	expect("שלום +31 6 1234 41", 40, false, "+31 6 1234 41 םולש");
	expect("שלום 1,250.00", 40, false, "1,250.00 םולש");
	expect("1,250.00", 40, true, "1,250.00");
	expect("שלום HA-4172-2649-K", 40, true, "HA-4172-2649-K םולש");
	expect("שלום 09:30", 40, true, "09:30 םולש");
}

static void test_nothing_steers(void **state)
{
	(void)state;
	expect("a\033[2Jb\u202ec\u2066d\u200be\007", 40, false, "a\ufffd[2Jbcde\ufffd");
	expect("\u0301x", 40, false, "\u25cc\u0301x");
	expect("a\xff\xfe" "b", 40, false, "a\ufffd\ufffdb");
	/* five marks: a cell holds four */
	expect("e\u0301\u0302\u0303\u0304\u0305", 40, false, "e\u0301\u0302\u0303\u0304");
}

static void test_padding(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	bidi_pad(&out, "ab", 4, false);
	bidi_pad(&out, "ab", 4, true);
	bidi_pad(&out, "שלום", 6, true);
	assert_string_equal(str_get(&out), "ab    ab  םולש");
	str_free(&out);
}

static size_t code_points(const char *list, struct str *out, uint32_t *cp)
{
	size_t n = 0;
	char *end;

	for (;; list = end) {
		char bytes[4];
		uint32_t c = (uint32_t)strtoul(list, &end, 16);

		if (end == list)
			return n;
		cp[n++] = c;
		str_addn(out, bytes, utf_encode(c, bytes));
	}
}

/* Cases without marks, format characters, paragraph ends and digits: those are treated here in a way of their own. */
static bool comparable(const uint32_t *cp, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (cp[i] < 0x20 || utf_cp_width(cp[i]) != 1 || (cp[i] >= '0' && cp[i] <= '9') || cp[i] == 0x85
			|| cp[i] == 0xa0 || cp[i] == 0x2028 || cp[i] == 0x2029 || (cp[i] >= 0x2066 && cp[i] <= 0x2069)
			|| (cp[i] >= 0x202a && cp[i] <= 0x202e) || (cp[i] >= 0x660 && cp[i] <= 0x6f9))
			return false;
	}
	return n > 1;
}

static int compare_case(char *line)
{
	char *field[5] = { strtok(line, ";") };
	uint32_t cp[128];
	size_t order[128], n, at = 0;
	struct str text = STR_INIT;
	struct bidi_line shown;
	int compared = 0;

	for (int i = 1; i < 5; i++)
		field[i] = strtok(NULL, ";");
	n = code_points(field[0], &text, cp);
	if (field[4] && comparable(cp, n)) {
		static const enum bidi_base base[] = { BIDI_LTR, BIDI_RTL, BIDI_AUTO_LTR };
		char *list = field[4];

		bidi_line_make(&shown, str_get(&text), text.len, base[atoi(field[1])]);
		if (shown.count == n) {
			while (at < n)
				order[at++] = strtoul(list, &list, 10);
			for (size_t v = 1; v < n; v++)
				assert_true(shown.glyph[order[v - 1]].col <= shown.glyph[order[v]].col);
			compared = 1;
		}
		bidi_line_free(&shown);
	}
	str_free(&text);
	return compared;
}

static void test_unicode_cases(void **state)
{
	FILE *f = data_open("unicode-text/BidiCharacterTest_every50th.txt");
	char *line = NULL;
	size_t room = 0;
	int n = 0;

	(void)state;
	assert_non_null(f);
	while (getline(&line, &room, f) > 0) {
		if (line[0] != '#' && line[0] != '\n')
			n += compare_case(line);
	}
	assert_true(n >= 20);
	free(line);
	fclose(f);
}

/* French sets a blank before the colon; where one side is empty, there is none. */
static void test_named(void **state)
{
	struct str line = STR_INIT;

	(void)state;
	bidi_named(&line, "Status", "open");
	assert_string_equal(str_get(&line), "Status: open");
	str_clear(&line);
	bidi_named(&line, "", "open");
	assert_string_equal(str_get(&line), "open");
	str_clear(&line);
	if (msg_set_language("fr")) {
		bidi_named(&line, "État", "ouvert");
		assert_string_equal(str_get(&line), "État : ouvert");
	}
	msg_set_language("en");
	str_free(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain), cmocka_unit_test(test_hebrew), cmocka_unit_test(test_arabic_is_joined),
		cmocka_unit_test(test_numbers_keep_their_direction), cmocka_unit_test(test_nothing_steers),
		cmocka_unit_test(test_padding), cmocka_unit_test(test_unicode_cases), cmocka_unit_test(test_named),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
