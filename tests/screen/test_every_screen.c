/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Every screen as a person sees it, in walks through all of them (the long loop; the quick one opens what the menu and
 * Today lead to, and what needs more than keys).  Once in English beside English that is read from right to left: both must
 * be each other's mirror image, column by column.  Then in Arabic and in Ukrainian: what holds everywhere, and the words of
 * the last line in the order that ICU gives them, which is not what orders them here.
 */
#include "tests/unit/test.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "base/utf.h"
#include "screens/screen.h"
#include "town.h"
#include "looks.h"
#include "scenes.h"

/* ---- the mirror ---- */

struct segment { int from, cols; };

/* What stands in a row, set apart by two blanks or more, within columns from .. to. */
static int segments(const looks_cells cell, int from, int to, struct segment *out)
{
	int n = 0, last = -3;

	for (int col = from; col <= to; col++) {
		if (str_same(cell[col], " "))
			continue;
		if (col - last > 2)
			out[n++].from = col;
		last = col;
		out[n - 1].cols = col - out[n - 1].from + 1;
	}
	return n;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Figures and codes that are drawn by chance: they are there, of the same length. */
static void forget_chance(char *word)
{
	if (strpbrk(word, "0123456789") || !strpbrk(word, "abcdefghijklmnopqrstuvwxyz"))
		memset(word, '0', strlen(word));
}

/* The words of a segment in no order: those of parts that are set apart by signs change places. */
static char *words_of(const looks_cells cell, const struct segment *s, bool chance)
{
	struct str all = STR_INIT, sorted = STR_INIT;
	char *word[LOOKS_COLS], *at;
	size_t n = 0;

	for (int col = s->from; col < s->from + s->cols; col++) {
		bool letter = strlen(cell[col]) > 1 || isalnum((unsigned char)cell[col][0]);

		str_add(&all, letter && !strstr("▸◂→←↑↓│┌┐└┘·–…", cell[col]) ? cell[col] : " ");
	}
	for (at = strtok(all.s, " "); at; at = strtok(NULL, " "))
		word[n++] = at;
	for (size_t i = 0; i < n && chance; i++)
		forget_chance(word[i]);
	qsort(word, n, sizeof(*word), by_bytes);
	for (size_t i = 0; i < n; i++)
		str_addf(&sorted, "%s ", word[i]);
	str_free(&all);
	str_add(&sorted, "");
	return str_take(&sorted);
}

/* Figures end at the left edge of their column there, units below units. */
static bool is_figure(const looks_cells cell, const struct segment *s)
{
	for (int col = s->from; col < s->from + s->cols; col++) {
		if (!strchr("0123456789.,%+- ", cell[col][0]))
			return false;
	}
	return true;
}

/* What is typed begins at the field's beginning, whichever way it is read: the field itself must stand in the mirror. */
static bool has_field(struct harness *h, int row)
{
	for (int col = 0; col < LOOKS_COLS; col++) {
		if (harness_cell(h, row, col).underline)
			return true;
	}
	return false;
}

static bool fields_differ(struct crawl *walk, int row)
{
	for (int col = 0; col < LOOKS_COLS; col++) {
		if (harness_cell(walk->side[0], row, col).underline != harness_cell(walk->side[1], row, LOOKS_COLS - 1 - col).underline)
			return true;
	}
	return false;
}

static void same_row(struct crawl *walk, int row, int from, int to)
{
	struct segment here[LOOKS_COLS], there[LOOKS_COLS];
	looks_cells left, right;
	int n, m;

	looks_row(walk->side[0], row, left);
	looks_row(walk->side[1], row, right);
	if (fields_differ(walk, row))
		looks_broken(walk, "a field does not stand where its mirror image would", row);
	if (has_field(walk->side[0], row))
		return;
	n = segments(left, from, to, here);
	m = segments(right, LOOKS_COLS - 1 - to, LOOKS_COLS - 1 - from, there);
	if (n != m) {
		looks_broken(walk, "the mirror has another number of columns", row);
		return;
	}
	for (int i = 0; i < n; i++) {
		const struct segment *a = &here[i], *b = &there[n - 1 - i];
		char *words, *mirrored;

		if (!is_figure(left, a) && (a->cols != b->cols || b->from != LOOKS_COLS - a->from - a->cols))
			looks_broken(walk, "a column does not stand where its mirror image would", row);
		words = words_of(left, a, walk->chance);
		mirrored = words_of(right, b, walk->chance);
		if (!str_same(words, mirrored))
			looks_broken(walk, "the mirror says something else", row);
		free(words);
		free(mirrored);
	}
}

/* Of a window only itself: what it covers was looked at before, and is another part on each side. A letter to somebody
 * goes as its own language does, and a list of languages stands at the one that is spoken. */
static void look_into_mirror(struct crawl *walk)
{
	int top = LOOKS_ROWS, bottom = -1, from = 0, to = LOOKS_COLS - 1;
	const char *place = harness_place(walk->side[0]);

	looks_everywhere(walk);
	if (!str_same(place, harness_place(walk->side[1])))
		looks_broken(walk, "the mirror is on another screen", 0);
	if (str_same(place, "letters") || str_same(place, "language") || !looks_window(walk->side[0], &top, &bottom, &from, &to))
		return;
	for (int row = 0; row < LOOKS_ROWS; row++) {
		if (bottom < 0)
			same_row(walk, row, 0, LOOKS_COLS - 1);
		else if (row >= top && row <= bottom)
			same_row(walk, row, from, to);
	}
}

static void english_in_the_mirror(void **state)
{
	/* Two codes that no library has dates or words for, of one country, so that both sides write the same. */
	struct crawl walk = { .sides = 2, .lang = { "zz_DE", "dv_DE" }, .leftward = { false, true }, .look = look_into_mirror };
	char *folder = mem_fmt("%s/mirror", harness_dir()), *env = mem_fmt("FOOTHOLD_LOCALEDIR=%s", folder);
	const char *const with[] = { env, NULL };

	(void)state;
	walk.env = with;
	for (int i = 0; i < 2; i++)
		crawl_catalogue(folder, walk.lang[i]);
	scenes_everywhere(&walk, "en");
	assert_int_equal(looks_faults(), 0);
	free(env);
	free(folder);
}

/* ---- Arabic, and one more ---- */

static void in_language(const char *code, bool leftward)
{
	struct crawl walk = { .sides = 1, .lang = { code }, .leftward = { leftward }, .look = looks_in_language };

	assert_true(msg_set_language(code));
	scenes_everywhere(&walk, "en");
	assert_int_equal(looks_faults(), 0);
}

static void arabic(void **state)
{
	(void)state;
	in_language("ar", true);
}

static void ukrainian(void **state)
{
	(void)state;
	in_language("uk", false);
}

/* ---- plain ---- */

/* Lines, blocks, arrows, signs: what the plain mode has other signs for. Letters and quotes of a text are none. */
static bool is_drawn(uint32_t c)
{
	return c == 0xb7 || c == 0x2016 || (c >= 0x2190 && c <= 0x21ff) || (c >= 0x2500 && c <= 0x25ff) ||
		(c >= 0x2700 && c <= 0x27bf);
}

static void look_for_drawing(struct crawl *walk)
{
	struct harness *h = walk->side[0];
	int y, x;

	harness_cursor(h, &y, &x);
	if (y < 2 || y > LOOKS_ROWS - 4)
		looks_broken(walk, "the cursor is hidden or beyond the body", y);
	for (int row = 0; row < LOOKS_ROWS; row++) {
		const char *line = harness_line(h, row);
		size_t len = strlen(line);

		for (size_t at = 0; at < len;) {
			uint32_t cp = 0;
			size_t used = utf_decode(line + at, len - at, &cp);

			if (is_drawn(cp))
				looks_broken(walk, "something is drawn in plain mode", row);
			at += used ? used : 1;
		}
	}
}

static void plain_mode(void **state)
{
	const char *const with[] = { "FOOTHOLD_PLAIN=1", "NO_COLOR=1", NULL };
	struct crawl walk = { .sides = 1, .lang = { "en" }, .env = with, .look = look_for_drawing };
	size_t len;
	const char *output;

	(void)state;
	assert_true(msg_set_language("en"));
	crawl_start(&walk, crawl_town("en"));
	crawl_all(&walk);
	output = harness_last_output(walk.side[0], &len);
	for (int colour = 30; colour < 38; colour++) {
		char bytes[12];
		int n = snprintf(bytes, sizeof(bytes), "\033[%dm", colour);

		assert_null(memmem(output, len, bytes, (size_t)n));
	}
	crawl_end(&walk);
	scenes_all(&walk, "en");
	crawl_free(&walk);
	assert_int_equal(looks_faults(), 0);
}

/* In one of the languages at least: what stands first in a list, and so what is opened, goes by how it is sorted. */
static void no_screen_was_forgotten(void **state)
{
	(void)state;
	crawl_assert_whole();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(english_in_the_mirror), cmocka_unit_test(arabic), cmocka_unit_test(ukrainian),
		cmocka_unit_test(plain_mode), cmocka_unit_test(no_screen_was_forgotten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
