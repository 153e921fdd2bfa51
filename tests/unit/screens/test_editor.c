/* SPDX-License-Identifier: EUPL-1.2 */
/* The line editor: every way to move, insert and delete, and where the caret stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf.h"
#include "screens/editor.h"
#include "tests/unit/data.h"

static struct editor *with(const char *text)
{
	struct editor *ed = editor_new(0, false);

	editor_set(ed, text);
	return ed;
}

static unsigned type(struct editor *ed, const char *s)
{
	return editor_insert(ed, s, strlen(s));
}

static void expect_row(struct editor *ed, int width, bool rtl, const char *row, int caret)
{
	struct editor_view view;

	editor_view(ed, width, 1, true, rtl, "_", &view);
	assert_string_equal(str_get(&view.row[0]), row);
	assert_int_equal(view.caret_col, caret);
	editor_view_free(&view);
}

static void test_typing_and_moving(void **state)
{
	struct editor *ed = with("");

	(void)state;
	assert_int_equal(type(ed, "Haidari"), EDITOR_INSERTED);
	assert_true(editor_do(ed, EDITOR_HOME));
	assert_false(editor_do(ed, EDITOR_LEFT));
	assert_true(editor_do(ed, EDITOR_RIGHT));
	type(ed, "x");
	assert_string_equal(editor_text(ed), "Hxaidari");
	assert_true(editor_do(ed, EDITOR_BACKSPACE));
	assert_true(editor_do(ed, EDITOR_DELETE));
	assert_string_equal(editor_text(ed), "Hidari");
	assert_true(editor_do(ed, EDITOR_END));
	assert_false(editor_do(ed, EDITOR_DELETE));
	assert_false(editor_do(ed, EDITOR_UP));
	editor_free(ed);
}

static void test_clusters(void **state)
{
	/* e + acute, a family of four joined by ZWJ, a flag, Hangul of three letters. */
	struct editor *ed = with("e\u0301👨\u200d👩\u200d👧\u200d👦🇳🇱\u1112\u1161\u11ab");
	size_t len = strlen(editor_text(ed));

	(void)state;
	for (int i = 0; i < 4; i++)
		assert_true(editor_do(ed, EDITOR_LEFT));
	assert_int_equal(editor_caret(ed), 0);
	assert_true(editor_do(ed, EDITOR_DELETE));
	assert_int_equal(strlen(editor_text(ed)), len - 3);
	editor_do(ed, EDITOR_END);
	assert_true(editor_do(ed, EDITOR_BACKSPACE));     /* one code point: the last letter of the syllable */
	assert_int_equal(strlen(editor_text(ed)), len - 6);
	editor_free(ed);
}

static void test_words(void **state)
{
	struct editor *ed = with("Ana Lucía  Rojas-Díaz");

	(void)state;
	editor_do(ed, EDITOR_WORD_LEFT);
	assert_string_equal(editor_text(ed) + editor_caret(ed), "Díaz");
	editor_do(ed, EDITOR_WORD_LEFT);
	editor_do(ed, EDITOR_WORD_LEFT);
	assert_string_equal(editor_text(ed) + editor_caret(ed), "Lucía  Rojas-Díaz");
	editor_do(ed, EDITOR_KILL_WORD);
	assert_string_equal(editor_text(ed), "Lucía  Rojas-Díaz");
	editor_do(ed, EDITOR_WORD_RIGHT);
	editor_do(ed, EDITOR_KILL_AFTER);
	assert_string_equal(editor_text(ed), "Lucía");
	editor_do(ed, EDITOR_KILL_BEFORE);
	assert_string_equal(editor_text(ed), "");
	assert_false(editor_do(ed, EDITOR_KILL_WORD));
	editor_free(ed);
}

static void test_paste(void **state)
{
	struct editor *ed = with("");

	(void)state;
	assert_int_equal(type(ed, "one\r\ntwo\tthree\n"), EDITOR_INSERTED);
	assert_string_equal(editor_text(ed), "one two three");
	editor_set(ed, "");
	assert_int_equal(type(ed, "a\033[31mred\007\xff" "b\u202e"), EDITOR_INSERTED | EDITOR_DROPPED);
	assert_string_equal(editor_text(ed), "a[31mredb");
	editor_free(ed);
	ed = editor_new(0, true);
	assert_int_equal(type(ed, "one\r\ntwo\n"), EDITOR_INSERTED);
	assert_string_equal(editor_text(ed), "one\ntwo\n");
	editor_free(ed);
}

static void test_maximum(void **state)
{
	struct editor *ed = editor_new(5, false);

	(void)state;
	assert_int_equal(type(ed, "مریم٣٤"), EDITOR_INSERTED | EDITOR_FULL);
	assert_string_equal(editor_text(ed), "مریم٣");
	assert_int_equal(type(ed, "x"), EDITOR_FULL);
	editor_do(ed, EDITOR_BACKSPACE);
	assert_int_equal(type(ed, "x"), EDITOR_INSERTED);
	editor_free(ed);
}

static void test_scrolling(void **state)
{
	struct editor *ed = with("abcdefghij");

	(void)state;
	expect_row(ed, 12, false, "abcdefghij__", 10);
	expect_row(ed, 6, false, "fghij_", 5);
	editor_do(ed, EDITOR_LEFT);
	expect_row(ed, 6, false, "fghij_", 4);
	editor_do(ed, EDITOR_HOME);
	expect_row(ed, 6, false, "abcdef", 0);
	/* On a right-to-left screen the field grows leftward; Latin keeps its own direction. */
	expect_row(ed, 14, true, "___abcdefghij_", 3);
	editor_do(ed, EDITOR_END);
	expect_row(ed, 14, true, "___abcdefghij_", 13);
	editor_free(ed);
}

static void test_wide(void **state)
{
	struct editor *ed = with("山田太郎");

	(void)state;
	expect_row(ed, 10, false, "山田太郎__", 8);
	expect_row(ed, 6, false, " 太郎_", 5);
	editor_do(ed, EDITOR_LEFT);
	editor_do(ed, EDITOR_LEFT);
	assert_string_equal(editor_text(ed) + editor_caret(ed), "太郎");
	editor_free(ed);
}

static void test_right_to_left(void **state)
{
	struct editor *ed = with("שלום");

	(void)state;
	/* The caret's cell is where reading ends: at the left. */
	expect_row(ed, 8, false, "_םולש___", 0);
	expect_row(ed, 8, true, "____םולש", 3);
	assert_true(editor_do(ed, EDITOR_RIGHT));      /* as seen: back in reading */
	expect_row(ed, 8, false, "_םולש___", 1);
	assert_false(editor_do(ed, EDITOR_HOME) && editor_do(ed, EDITOR_RIGHT));
	expect_row(ed, 8, false, "_םולש___", 4);
	type(ed, "א");
	assert_string_equal(editor_text(ed), "אשלום");
	editor_free(ed);
}

static void test_many_lines(void **state)
{
	struct editor *ed = editor_new(0, true);
	struct editor_view view;

	(void)state;
	editor_set(ed, "first line that is long\nsecond");
	editor_do(ed, EDITOR_FIRST);
	editor_view(ed, 12, 3, true, false, "_", &view);
	assert_string_equal(str_get(&view.row[0]), "first line _");
	assert_string_equal(str_get(&view.row[1]), "that is ____");
	assert_string_equal(str_get(&view.row[2]), "long________");
	assert_int_equal(view.rows, 3);
	editor_view_free(&view);
	assert_int_equal(editor_rows(ed, 12), 4);
	editor_free(ed);
}

static void test_climbing(void **state)
{
	struct editor *ed = editor_new(0, true);
	struct editor_view view;

	(void)state;
	editor_set(ed, "abcdef\nab\nabcdef");
	editor_view(ed, 20, 2, true, false, NULL, &view);
	assert_int_equal(view.caret_row, 1);
	editor_view_free(&view);
	assert_true(editor_do(ed, EDITOR_UP));
	assert_int_equal(editor_caret(ed), 9);
	assert_true(editor_do(ed, EDITOR_UP));
	assert_int_equal(editor_caret(ed), 6);           /* back at the column where the climb began */
	assert_false(editor_do(ed, EDITOR_UP));
	assert_true(editor_do(ed, EDITOR_DOWN));
	assert_true(editor_do(ed, EDITOR_DOWN));
	assert_int_equal(editor_caret(ed), 16);
	assert_true(editor_do(ed, EDITOR_HOME));
	assert_true(editor_do(ed, EDITOR_NEWLINE));
	assert_string_equal(editor_text(ed), "abcdef\nab\n\nabcdef");
	editor_free(ed);
}

/* Whatever is put in: valid text without controls, rows of exactly the width, the caret inside, and deleting from
 * either end reaches the empty text. */
static void hold_together(const char *s, size_t len, bool multiline)
{
	struct editor *ed = editor_new(4000, multiline);
	static const int widths[] = { 1, 7, 40 };
	size_t was;

	editor_insert(ed, s, len);
	assert_true(utf_valid(editor_text(ed), strlen(editor_text(ed))));
	for (int w = 0; w < 6; w++) {
		struct editor_view view;

		editor_view(ed, widths[w / 2], 3, true, w % 2, "_", &view);
		for (int i = 0; i < view.rows; i++)
			assert_int_equal(utf_width(str_get(&view.row[i])), widths[w / 2]);
		assert_in_range(view.caret_col, 0, widths[w / 2] - 1);
		assert_in_range(view.caret_row, 0, view.rows - 1);
		editor_view_free(&view);
	}
	do {
		was = editor_caret(ed);
		editor_do(ed, EDITOR_LAST);
		editor_do(ed, EDITOR_BACKSPACE);
		editor_do(ed, EDITOR_FIRST);
		editor_do(ed, EDITOR_DELETE);
	} while (editor_text(ed)[0] && was < len + 1);
	assert_string_equal(editor_text(ed), "");
	editor_free(ed);
}

static void test_naughty_strings(void **state)
{
	FILE *f = data_open("unicode-text/blns.txt");
	char *line = NULL;
	size_t room = 0;
	int n = 0;

	(void)state;
	assert_non_null(f);
	for (ssize_t len; (len = getline(&line, &room, f)) > 0; n++) {
		hold_together(line, (size_t)len, false);
		hold_together(line, (size_t)len, true);
	}
	assert_true(n > 500);
	free(line);
	fclose(f);
}

/* One case of GraphemeBreakTest: "÷ 0020 × 0308 ÷"; the caret must stop at every ÷ and nowhere else. */
static void caret_stops(char *line)
{
	struct editor *ed = editor_new(0, true);
	size_t stop[64];
	int stops = 0;
	struct str text = STR_INIT;

	*strchrnul(line, '#') = '\0';
	for (char *word = strtok(line, " \t\n"); word; word = strtok(NULL, " \t\n")) {
		char bytes[4];

		if (strcmp(word, "÷") == 0)
			stop[stops++] = text.len;
		else if (strcmp(word, "×") != 0)
			str_addn(&text, bytes, utf_encode((uint32_t)strtoul(word, NULL, 16), bytes));
	}
	editor_insert(ed, str_get(&text), text.len);
	/* Controls are not admitted, so that these cases say nothing about the caret. */
	if (stops > 1 && strcmp(editor_text(ed), str_get(&text)) == 0) {
		editor_do(ed, EDITOR_FIRST);
		for (int i = 0; i < stops; i++) {
			size_t was = editor_caret(ed);

			assert_int_equal(was, stop[i]);
			if (!editor_do(ed, EDITOR_RIGHT))
				editor_do(ed, EDITOR_LEFT);
			if (editor_caret(ed) < was)          /* the text reads leftward */
				editor_caret_to(ed, i + 1 < stops ? stop[i + 1] : was);
		}
	}
	str_free(&text);
	editor_free(ed);
}

static void test_grapheme_cases(void **state)
{
	FILE *f = data_open("unicode-text/GraphemeBreakTest_half.txt");
	char *line = NULL;
	size_t room = 0;
	int n = 0;

	(void)state;
	assert_non_null(f);
	while (getline(&line, &room, f) > 0) {
		if (line[0] != '#' && ++n)
			caret_stops(line);
	}
	assert_true(n > 250);
	free(line);
	fclose(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_typing_and_moving), cmocka_unit_test(test_clusters),
		cmocka_unit_test(test_words), cmocka_unit_test(test_paste), cmocka_unit_test(test_maximum),
		cmocka_unit_test(test_scrolling), cmocka_unit_test(test_wide), cmocka_unit_test(test_right_to_left),
		cmocka_unit_test(test_many_lines), cmocka_unit_test(test_climbing),
		cmocka_unit_test(test_naughty_strings), cmocka_unit_test(test_grapheme_cases),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
