/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Typing in lines that run both ways: where every caret position stands, what movement and deletion reach, what an
 * insertion in the middle does; Unicode's own cases of order (all of them where Debian's unicode-data is installed); and
 * what must hold for any mixture of scripts, digits, brackets, marks and emoji.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf.h"
#include "screens/bidi.h"
#include "screens/editor.h"
#include "tests/unit/data.h"

#define STOPS 64

/* ---- where the caret stands ---- */

/* A field of ten columns; `caret`: its column at each place between characters, in the order of reading, then -1. */
static const struct { const char *about, *text; bool rtl; const char *row; int caret[16]; } places[] = {
	{ "Latin", "abc", false, "abc_______", { 0, 1, 2, 3, -1 } },
	{ "Latin, screen to the left", "abc", true, "______abc_", { 6, 7, 8, 9, -1 } },
	{ "Hebrew", "אבג", false, "_גבא______", { 3, 2, 1, 0, -1 } },
	{ "Hebrew, screen to the left", "אבג", true, "_______גבא", { 9, 8, 7, 6, -1 } },
	{ "Hebrew within Latin", "abאבcd", false, "abבאcd____", { 0, 1, 3, 2, 4, 5, 6, -1 } },
	{ "Latin within Hebrew", "אבabגד", true, "____דגabבא", { 9, 8, 6, 7, 5, 4, 3, -1 } },
	{ "a number after Hebrew", "אב 12", true, "_____12 בא", { 9, 8, 7, 5, 6, 4, -1 } },
	{ "a number before Hebrew", "12 אב", true, "_____בא 12", { 8, 9, 7, 6, 5, 4, -1 } },
	{ "a date", "א 2-3-4", true, "___2-3-4 א", { 9, 8, 3, 4, 5, 6, 7, 2, -1 } },
	{ "a phone number", "+31 6", true, "_____+31 6", { 5, 6, 7, 8, 9, 4, -1 } },
	{ "a bracket in Hebrew", "א(ב)", true, "______(ב)א", { 9, 8, 7, 6, 5, -1 } },
	{ "a bracket of Latin in Hebrew", "א (b)", true, "_____(b) א", { 9, 8, 7, 6, 5, 4, -1 } },
	{ "lam and alef are one letter", "لا", true, "_________\ufefb", { 9, 9, 8, -1 } },
	{ "a mark stands with its letter", "بَت", true, "________\ufe96\ufe91\u064e", { 9, 8, 7, -1 } },
	{ "a family is one character", "a👨\u200d👩\u200d👧b", false, "a👨👩👧b__", { 0, 1, 7, 8, -1 } },
	{ "a wide letter", "山א", false, "山א_______", { 0, 2, 3, -1 } },
};

static void caret_stands(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(places); i++) {
		struct editor *ed = editor_new(0, false);
		size_t before = SIZE_MAX;

		editor_set(ed, places[i].text);
		editor_do(ed, EDITOR_FIRST);
		for (int at = 0; places[i].caret[at] >= 0; at++) {
			struct editor_view view;

			editor_view(ed, 10, 1, true, places[i].rtl, "_", &view);
			if (strcmp(str_get(&view.row[0]), places[i].row) != 0 || view.caret_col != places[i].caret[at])
				fprintf(stderr, "%s: row %s, caret %d at place %d, expected %s, %d\n", places[i].about,
					str_get(&view.row[0]), view.caret_col, at, places[i].row, places[i].caret[at]);
			assert_string_equal(str_get(&view.row[0]), places[i].row);
			assert_int_equal(view.caret_col, places[i].caret[at]);
			assert_true(editor_caret(ed) != before);
			before = editor_caret(ed);
			/* On in reading, whichever arrow that is. */
			if (!editor_do(ed, EDITOR_RIGHT) || editor_caret(ed) < before) {
				editor_caret_to(ed, before);
				editor_do(ed, EDITOR_LEFT);
			}
			editor_view_free(&view);
		}
		editor_free(ed);
	}
}

/* ---- what keys do ---- */

/* Keys: < > Left and Right as seen, H E Home and End, b Backspace, d Delete, W w a word to the left and to the right, k all
 * after the caret; between braces what is typed. */
static void press(struct editor *ed, const char *keys)
{
	static const struct { char key; enum editor_op op; } ops[] = {
		{ '<', EDITOR_LEFT }, { '>', EDITOR_RIGHT }, { 'H', EDITOR_HOME }, { 'E', EDITOR_END }, { 'b', EDITOR_BACKSPACE },
		{ 'd', EDITOR_DELETE }, { 'W', EDITOR_WORD_LEFT }, { 'w', EDITOR_WORD_RIGHT }, { 'k', EDITOR_KILL_AFTER },
	};

	while (*keys) {
		if (*keys == '{') {
			size_t len = strcspn(++keys, "}");

			editor_insert(ed, keys, len);
			keys += len + 1;
			continue;
		}
		for (size_t i = 0; i < ARRAY_LEN(ops); i++) {
			if (ops[i].key == *keys)
				editor_do(ed, ops[i].op);
		}
		keys++;
	}
}

static const struct { const char *about, *text, *keys, *after; int caret; } edits[] = {
	{ "into a Hebrew word on a Latin line", "ab אב cd", "H>>>>{ג}", "ab אגב cd", 7 },
	{ "before the Hebrew word", "ab אב cd", "H>>>{x}", "ab xאב cd", 4 },
	{ "behind the Hebrew word", "ab אב cd", "H>>>>>{x}", "ab אבx cd", 8 },
	{ "a Latin letter into a Hebrew word", "אבג", "H<{x}", "אxבג", 3 },
	{ "Backspace in a Hebrew word", "ab אב cd", "H>>>>>b", "ab א cd", 5 },
	{ "Delete in a Hebrew word", "ab אב cd", "H>>>d", "ab ב cd", 3 },
	{ "Left is on in Hebrew", "אבג", "H<<d", "אב", 4 },
	{ "Right is back in Hebrew", "אבג", "E>d", "אב", 4 },
	{ "Delete takes a letter with its marks", "بَّت", "Hd", "ت", 0 },
	{ "Backspace takes one mark", "بَّ", "Eb", "بَ", 4 },
	{ "Backspace parts lam and alef", "لا", "Eb", "ل", 2 },
	{ "Delete between lam and alef", "لا", "H<d", "ل", 2 },
	{ "Delete takes a family whole", "a👨\u200d👩\u200d👧b", "H>d", "ab", 1 },
	{ "a digit into a phone number", "هاتف +31 6", "E{1}", "هاتف +31 61", 15 },
	{ "a word to the left on a Hebrew line", "אב גד הו", "HW{x}", "אבx גד הו", 5 },
	{ "a word to the right on a Hebrew line", "אב גד הו", "Ew{x}", "אב גד xהו", 11 },
	{ "all after the caret", "ab אב cd", "H>>>>k", "ab א", 5 },
	{ "a bracket closed in a name", "علي (Ali", "E{)}", "علي (Ali)", 12 },
};

static void keys_do(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(edits); i++) {
		struct editor *ed = editor_new(0, false);

		editor_set(ed, edits[i].text);
		press(ed, edits[i].keys);
		if (strcmp(editor_text(ed), edits[i].after) != 0 || (int)editor_caret(ed) != edits[i].caret)
			fprintf(stderr, "%s: \"%s\", caret at %zu\n", edits[i].about, editor_text(ed), editor_caret(ed));
		assert_string_equal(editor_text(ed), edits[i].after);
		assert_int_equal(editor_caret(ed), edits[i].caret);
		editor_free(ed);
	}
}

/* Home and End go by the line that is shown, which may run the other way than the one above. */
static void lines_of_both_directions(void **state)
{
	struct editor *ed = editor_new(0, true);
	struct editor_view view;

	(void)state;
	editor_set(ed, "abc\nאבג\nabc");
	editor_do(ed, EDITOR_FIRST);
	editor_view(ed, 8, 3, true, false, "_", &view);
	assert_string_equal(str_get(&view.row[0]), "abc_____");
	assert_string_equal(str_get(&view.row[1]), "_____גבא");
	assert_int_equal(view.caret_col, 0);
	editor_view_free(&view);
	press(ed, "E");
	editor_do(ed, EDITOR_DOWN);
	assert_int_equal(editor_caret(ed), 10);          /* three from where its own reading begins */
	press(ed, "H");
	assert_int_equal(editor_caret(ed), 4);
	press(ed, "<");
	assert_int_equal(editor_caret(ed), 6);
	press(ed, "E");
	assert_int_equal(editor_caret(ed), 10);
	editor_free(ed);
}

/* ---- Unicode's cases ---- */

struct ucase { uint32_t cp[256]; size_t n; int base; size_t order[256], shown; };

/* What is treated here in a way of its own: marks and format characters, ends of paragraphs, digits that make numbers. */
static bool comparable(const struct ucase *c)
{
	for (size_t i = 0; i < c->n; i++) {
		uint32_t cp = c->cp[i];

		if (cp < 0x20 || utf_cp_width(cp) != 1 || (cp >= '0' && cp <= '9') || cp == 0x85 || cp == 0xa0
			|| (cp >= 0x660 && cp <= 0x6f9) || cp == 0x2028 || cp == 0x2029 || (cp >= 0x202a && cp <= 0x202e)
			|| (cp >= 0x2066 && cp <= 0x2069))
			return false;
	}
	return c->n > 1 && c->shown == c->n;
}

static size_t numbers(const char *list, int base, unsigned long *out, size_t room)
{
	size_t n = 0;
	char *end;

	for (; n < room; list = end) {
		unsigned long value = strtoul(list, &end, base);

		if (end == list)
			break;
		out[n++] = value;
	}
	return n;
}

/* Every character at its place, and the caret before it in the same column. */
static void as_unicode_orders(const struct ucase *c)
{
	static const enum bidi_base base[] = { BIDI_LTR, BIDI_RTL, BIDI_AUTO_LTR };
	struct str text = STR_INIT;
	struct bidi_line line;

	for (size_t i = 0; i < c->n; i++) {
		char bytes[4];

		str_addn(&text, bytes, utf_encode(c->cp[i], bytes));
	}
	bidi_line_make(&line, str_get(&text), text.len, base[c->base]);
	for (size_t v = 1; line.count == c->n && v < c->n; v++)
		assert_true(line.glyph[c->order[v - 1]].col <= line.glyph[c->order[v]].col);
	bidi_line_free(&line);
	str_free(&text);
}

static FILE *unicode_file(const char *name, const char *excerpt)
{
	FILE *f = fopen(name, "r");

	return f || !excerpt ? f : data_open(excerpt);
}

static void characters_of_unicode(void **state)
{
	FILE *f = unicode_file("/usr/share/unicode/BidiCharacterTest.txt", "unicode-text/BidiCharacterTest_every50th.txt");
	char *line = NULL;
	size_t room = 0;
	int compared = 0;

	(void)state;
	while (getline(&line, &room, f) > 0) {
		char *field[5] = { strtok(line, ";") };
		struct ucase c = { .n = 0 };
		unsigned long value[256];

		for (int i = 1; i < 5; i++)
			field[i] = strtok(NULL, ";");
		if (line[0] == '#' || !field[4])
			continue;
		c.n = numbers(field[0], 16, value, 256);
		for (size_t i = 0; i < c.n; i++)
			c.cp[i] = (uint32_t)value[i];
		c.base = atoi(field[1]);
		c.shown = numbers(field[4], 10, value, 256);
		for (size_t i = 0; i < c.shown; i++)
			c.order[i] = value[i];
		if (comparable(&c)) {
			as_unicode_orders(&c);
			compared++;
		}
	}
	assert_true(compared >= 20);
	free(line);
	fclose(f);
}

/* A letter for each class of BidiTest.txt that is compared; those of numbers are none that make a number here. */
static uint32_t letter_of(const char *class)
{
	static const struct { const char *class; uint32_t cp; } letters[] = {
		{ "L", 'a' }, { "R", 0x5d0 }, { "AL", 0x627 }, { "EN", 0xb2 }, { "ES", 0x207a }, { "CS", 0x60c }, { "ET", 0xb0 },
		{ "AN", 0x66b }, { "ON", '!' }, { "WS", 0x2004 },
	};

	for (size_t i = 0; i < ARRAY_LEN(letters); i++) {
		if (strcmp(letters[i].class, class) == 0)
			return letters[i].cp;
	}
	return 0;
}

static bool take_classes(struct ucase *c, char *classes)
{
	c->n = 0;
	for (char *class = strtok(classes, " "); class; class = strtok(NULL, " ")) {
		c->cp[c->n] = letter_of(class);
		if (!c->cp[c->n++])
			return false;
	}
	return c->n > 1;
}

/* All sequences of up to four classes, where the file is installed: by classes, as ICU's own test of it goes. */
static void classes_of_unicode(void **state)
{
	FILE *f = unicode_file("/usr/share/unicode/BidiTest.txt", NULL);
	char *line = NULL;
	size_t room = 0;
	int compared = 0;
	struct ucase c = { .n = 0 };
	unsigned long value[256];

	(void)state;
	if (!f)
		skip();
	while (getline(&line, &room, f) > 0) {
		char *bits = strchr(line, ';');

		if (strncmp(line, "@Reorder:", 9) == 0) {
			c.shown = numbers(line + 9, 10, value, 256);
			for (size_t i = 0; i < c.shown; i++)
				c.order[i] = value[i];
		}
		if (!bits || line[0] == '#' || line[0] == '@')
			continue;
		*bits++ = '\0';
		if (!take_classes(&c, line) || c.shown != c.n)
			continue;
		for (int way = 0; way < 3; way++) {
			static const int base[] = { 2, 0, 1 };          /* bits: auto, left to right, right to left */

			c.base = base[way];
			if (strtol(bits, NULL, 16) & 1 << way) {
				as_unicode_orders(&c);
				compared++;
			}
		}
	}
	assert_true(compared > 10000);
	free(line);
	fclose(f);
}

/* ---- what holds for everything ---- */

static const char *const pieces[] = {
	"a", "b", "Z", " ", " ", "é", "e\u0301", "ß", "א", "ב", "ש\u05c1", "ا", "ل", "لا", "م", "ر", "ي", "ّ", "َ", "بَّ", "گ", "ځ", "1", "23", "٤",
	"+31 6", "2026-05-04", "(", ")", "[", "]", "«", "»", ".", "-", "/", "،", "山", "👨\u200d👩\u200d👧", "🇳🇱", "\u200d",
	"\u200c", "ti̇", "ኣ", "\u0301",
};

static unsigned long long dice = 0x9e3779b97f4a7c15u;

static unsigned roll(unsigned sides)
{
	dice ^= dice << 13;
	dice ^= dice >> 7;
	dice ^= dice << 17;
	return (unsigned)(dice % sides);
}

static bool caret_within(struct editor *ed, int width, bool rtl)
{
	struct editor_view view;
	bool within;

	editor_view(ed, width, 4, true, rtl, "_", &view);
	within = view.caret_col >= 0 && view.caret_col < width && view.caret_row >= 0 && view.caret_row < view.rows;
	for (int i = 0; i < view.rows; i++)
		within = within && utf_width(str_get(&view.row[i])) == width;
	editor_view_free(&view);
	return within;
}

/* An arrow and the other one: back where it was. Typing and taking it back: as it was. */
static void there_and_back(struct editor *ed, enum editor_op on, enum editor_op back)
{
	size_t was = editor_caret(ed);
	char *text = mem_str(editor_text(ed));

	if (editor_do(ed, on)) {
		assert_true(editor_do(ed, back));
		assert_int_equal(editor_caret(ed), was);
	}
	assert_string_equal(editor_text(ed), text);
	/* A letter that joins no cluster. */
	editor_insert(ed, "x", 1);
	assert_int_equal(editor_caret(ed), was + 1);
	assert_true(editor_do(ed, EDITOR_BACKSPACE));
	assert_string_equal(editor_text(ed), text);
	editor_caret_to(ed, was);
	assert_int_equal(editor_caret(ed), was);
	free(text);
}

/* What Delete takes out comes back by typing it. */
static void out_and_in(struct editor *ed)
{
	size_t was = editor_caret(ed), len = strlen(editor_text(ed)), gone;
	char *text = mem_str(editor_text(ed));

	if (editor_do(ed, EDITOR_DELETE)) {
		gone = len - strlen(editor_text(ed));
		assert_true(gone > 0);
		if (editor_caret(ed) == was) {
			editor_insert(ed, text + was, gone);
			assert_string_equal(editor_text(ed), text);
		} else {
			editor_set(ed, text);
		}
		editor_caret_to(ed, was);
	}
	free(text);
}

static void one_mixture(bool multiline)
{
	static const int widths[] = { 2, 9, 30 };
	struct editor *ed = editor_new(0, multiline);
	struct str text = STR_INIT;
	bool rtl = roll(2);
	size_t before;

	for (unsigned n = 1 + roll(14); n > 0; n--)
		str_add(&text, multiline && roll(9) == 0 ? "\n" : pieces[roll(ARRAY_LEN(pieces))]);
	editor_set(ed, str_get(&text));
	editor_do(ed, EDITOR_FIRST);
	do {
		before = editor_caret(ed);
		assert_true(caret_within(ed, widths[roll(3)], rtl));
		assert_int_equal(editor_caret(ed), before);
		if (!multiline) {
			there_and_back(ed, EDITOR_RIGHT, EDITOR_LEFT);
			there_and_back(ed, EDITOR_LEFT, EDITOR_RIGHT);
		}
		out_and_in(ed);
		/* On by one character, in reading. */
		editor_caret_to(ed, before);
		for (size_t to = before + 1; to <= strlen(editor_text(ed)) && editor_caret(ed) == before; to++)
			editor_caret_to(ed, to);
	} while (editor_caret(ed) > before);
	assert_int_equal(before, strlen(editor_text(ed)));
	str_free(&text);
	editor_free(ed);
}

static void any_mixture(void **state)
{
	(void)state;
	for (int i = 0; i < 3000; i++)
		one_mixture(i % 4 == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(caret_stands), cmocka_unit_test(keys_do), cmocka_unit_test(lines_of_both_directions),
		cmocka_unit_test(characters_of_unicode), cmocka_unit_test(classes_of_unicode), cmocka_unit_test(any_mixture),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
