/* SPDX-License-Identifier: EUPL-1.2 */
/* UTF-8: every code point there and back, what is refused, what is shown, how wide it is. */
#include "config.h"

#include "tests/unit/test.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/str.h"
#include "base/utf.h"
#include "tests/unit/data.h"

static void every_code_point_returns(void **state)
{
	uint32_t cp, back;
	char buf[4];
	size_t n;

	(void)state;
	for (cp = 0; cp <= 0x10ffff; cp++) {
		n = utf_encode(cp, buf);
		back = 0;
		if (cp >= 0xd800 && cp <= 0xdfff) {
			assert_int_equal(utf_decode(buf, n, &back), 0);
			continue;
		}
		assert_int_equal(utf_decode(buf, n, &back), n);
		assert_int_equal(back, cp);
		assert_int_equal(utf_decode(buf, n - 1, &back), 0);
	}
}

static void bad_sequences_are_found(void **state)
{
	static const struct { const char *s; size_t at; } bad[] = {
		{ "\x80", 0 },			/* a tail alone */
		{ "ab\xc3", 2 },		/* cut off */
		{ "\xc0\xaf", 0 },		/* overlong */
		{ "\xe0\x80\xaf", 0 },
		{ "a\xed\xa0\x80", 1 },		/* surrogate */
		{ "\xf4\x90\x80\x80", 0 },	/* beyond U+10FFFF */
		{ "\xf8\x88\x80\x80\x80", 0 },
		{ "\xd9\x85\xff", 2 },
		{ "a\xc3(", 1 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(utf_first_bad(bad[i].s, strlen(bad[i].s)), bad[i].at);
		assert_false(utf_valid(bad[i].s, strlen(bad[i].s)));
	}
	assert_true(utf_valid("", 0));
	assert_true(utf_valid("a\0b", 3));
}

static void controls_are_known(void **state)
{
	static const uint32_t control[] = { 0, 0x1b, 0x7f, 0x85, 0x9b, 0x202e, 0x2066, 0x2028, 0xfeff, 0xffff, 0xe0041 };
	static const uint32_t text[] = { ' ', 'a', 0xa0, 0xad, 0x200c, 0x200d, 0x645, 0xfffd, 0x1f600 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(control) / sizeof(control[0]); i++)
		assert_true(utf_is_control(control[i], true));
	for (i = 0; i < sizeof(text) / sizeof(text[0]); i++)
		assert_false(utf_is_control(text[i], false));
	assert_true(utf_is_control('\n', false));
	assert_false(utf_is_control('\n', true));
	assert_false(utf_is_control('\t', true));
	assert_true(utf_is_control('\r', true));
}

static void shown(const char *in, const char *want)
{
	struct str out = STR_INIT;

	utf_show(&out, in);
	assert_string_equal(out.s, want);
	str_free(&out);
}

static void nothing_shown_steers(void **state)
{
	(void)state;
	shown("", "");
	shown("Jos\xc3\xa9", "Jos\xc3\xa9");
	shown("a\033[31mb", "a\xef\xbf\xbd[31mb");
	shown("a\xff\xfe", "a\xef\xbf\xbd\xef\xbf\xbd");
	shown("a\xc2\x9bz", "a\xef\xbf\xbdz");
	shown("\xe2\x80\xae" "abc", "\xef\xbf\xbd" "abc");
}

static void widths_are_columns(void **state)
{
	(void)state;
	assert_int_equal(utf_width(""), 0);
	assert_int_equal(utf_width("Mariam"), 6);
	assert_int_equal(utf_width("\xd9\x85\xd8\xb1\xdb\x8c\xd9\x85"), 4);	/* Arabic letters */
	assert_int_equal(utf_width("\xe6\x9d\x8e\xe5\xb0\x8f"), 4);		/* two Han characters */
	assert_int_equal(utf_width("Jose\xcc\x81"), 4);				/* a combining acute */
	assert_int_equal(utf_width("a\033b\xff"), 4);				/* as shown: U+FFFD each */
	assert_int_equal(utf_cp_width(0x300), 0);
	assert_int_equal(utf_cp_width(0x1100), 2);
}

static void cut(const char *in, int cols, const char *want_cut, const char *want_pad)
{
	struct str out = STR_INIT;

	utf_cut(&out, in, cols);
	assert_string_equal(str_get(&out), want_cut);
	str_clear(&out);
	utf_pad(&out, in, cols);
	assert_string_equal(str_get(&out), want_pad);
	str_free(&out);
}

static void cutting_keeps_marks_and_columns(void **state)
{
	(void)state;
	assert_int_equal(utf_fit("Jose\xcc\x81s", 4), 6);
	assert_int_equal(utf_fit("\xe6\x9d\x8e\xe5\xb0\x8f", 3), 3);
	assert_int_equal(utf_fit("abc", 0), 0);
	cut("Haidari", 7, "Haidari", "Haidari");
	cut("Haidari", 9, "Haidari", "Haidari  ");
	cut("Haidari", 5, "Haid\xe2\x80\xa6", "Haid\xe2\x80\xa6");
	cut("\xe6\x9d\x8e\xe5\xb0\x8f\xe9\xbe\x8d", 4, "\xe6\x9d\x8e\xe2\x80\xa6", "\xe6\x9d\x8e\xe2\x80\xa6 ");
	cut("abc", 1, "\xe2\x80\xa6", "\xe2\x80\xa6");
	cut("abc", 0, "", "");
}

/* Blanks that French sets beside its signs do not end a line. */
static void lines_part_at_free_blanks(void **state)
{
	const char *quoted = "un « non » : on pose\nla question";

	(void)state;
	assert_int_equal(utf_word(quoted), strlen("un"));
	assert_int_equal(utf_word("« non » : on"), strlen("« non » :"));
	assert_int_equal(utf_word("50 %) ; non"), strlen("50 %) ;"));
	assert_int_equal(utf_word("pose\nla"), strlen("pose"));
	assert_int_equal(utf_word("pose ?"), strlen("pose ?"));
	assert_int_equal(utf_word(" a"), 0);
	assert_int_equal(utf_word(""), 0);
	assert_true(utf_parts(quoted, strlen("un")));
	assert_false(utf_parts(quoted, strlen("un «")));
	assert_false(utf_parts(quoted, 0));
	assert_true(utf_parts("a ", 1));
}

/* Strings that broke programs elsewhere: shown, cut and padded they stay valid and keep their width. */
static void naughty_strings_do_no_harm(void **state)
{
	char *path = data_path("unicode-text/blns.json");
	json_t *all = json_load_file(path, 0, NULL), *one;
	struct str out = STR_INIT;
	const char *s;
	size_t i, pos, step;
	uint32_t cp;

	(void)state;
	assert_true(json_array_size(all) > 10);
	json_array_foreach(all, i, one) {
		s = json_string_value(one);
		str_clear(&out);
		utf_show(&out, s);
		assert_true(utf_valid(out.s, out.len));
		assert_int_equal(utf_width(out.s), utf_width(s));
		for (pos = 0; pos < out.len; pos += step) {
			step = utf_decode(out.s + pos, out.len - pos, &cp);
			assert_false(utf_is_control(cp, false));
		}
		str_clear(&out);
		utf_pad(&out, s, 20);
		assert_int_equal(utf_width(out.s), 20);
	}
	json_decref(all);
	str_free(&out);
	free(path);
}

/* The C library may be older than the list: to it the youngest characters are unassigned. */
static void wide_if_known(unsigned cp)
{
	if (wcwidth((wchar_t)cp) >= 0)
		assert_int_equal(utf_cp_width(cp), 2);
}

/* East Asian width W and F take two columns wherever the C library knows the character. */
static void wide_ranges_take_two_columns(void **state)
{
	FILE *f = data_open("unicode-text/EastAsianWidth.txt");
	unsigned from, to, lines = 0;
	char line[300], kind[3];

	(void)state;
	while (fgets(line, sizeof(line), f)) {
		if (sscanf(line, "%x..%x;%2[A-Za-z]", &from, &to, kind) != 3) {
			if (sscanf(line, "%x;%2[A-Za-z]", &from, kind) != 2)
				continue;
			to = from;
		}
		if (strcmp(kind, "W") != 0 && strcmp(kind, "F") != 0)
			continue;
		/* unassigned code points are not wide to the C library; combining ones take none */
		if (strstr(line, "<reserved") || strstr(line, "# M") || strstr(line, "# Cn"))
			continue;
		lines++;
		wide_if_known(from);
		wide_if_known(to);
	}
	fclose(f);
	assert_true(lines > 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_point_returns),
		cmocka_unit_test(bad_sequences_are_found),
		cmocka_unit_test(controls_are_known),
		cmocka_unit_test(nothing_shown_steers),
		cmocka_unit_test(widths_are_columns),
		cmocka_unit_test(cutting_keeps_marks_and_columns),
		cmocka_unit_test(lines_part_at_free_blanks),
		cmocka_unit_test(naughty_strings_do_no_harm),
		cmocka_unit_test(wide_ranges_take_two_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
