/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Every screen as a person sees it, in three walks through all of them (the long loop; the quick one opens what the menu
 * and Today lead to).  Once in English beside English that is read
 * from right to left: both must be each other's mirror image, column by column.  Then in Arabic and in Ukrainian: what
 * holds everywhere, and the words of the last line in the order that ICU gives them, which is not what orders them here.
 */
#include "tests/unit/test.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubidi.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "base/utf.h"
#include "screens/screen.h"
#include "town.h"
#include "crawl.h"

#define ROWS 24
#define COLS 80

typedef char cells[COLS][HARNESS_CELL];

static void read_row(struct harness *h, int row, cells out)
{
	for (int col = 0; col < COLS; col++)
		harness_cell_text(h, row, col, out[col]);
}

/* The first column from `from` on where this stands in the row, or -1. */
static int column_of(struct harness *h, int row, int from, const char *what)
{
	char cell[HARNESS_CELL];

	for (int col = from; col < COLS; col++) {
		harness_cell_text(h, row, col, cell);
		if (str_same(cell, what))
			return col;
	}
	return -1;
}

static int faults;

/* All of them are told before the test fails, each kind once a screen. */
static void broken(struct crawl *walk, const char *what, int row)
{
	static char told[60][120];
	char now[120];

	snprintf(now, sizeof(now), "%s: %s", harness_place(walk->side[0]), what);
	for (int i = 0; i < faults && i < 60; i++) {
		if (str_same(told[i], now))
			return;
	}
	if (faults++ >= 60)
		return;
	str_copy(told[faults - 1], sizeof(told[0]), now);
	fprintf(stderr, "%s, in row %d, after%s\n", now, row, walk->path);
	for (int i = 0; i < walk->sides; i++) {
		int x, y;

		harness_cursor(walk->side[i], &y, &x);
		fprintf(stderr, "%s\ncursor in row %d, column %d\n", harness_line(walk->side[i], row < 0 ? 0 : row), y, x);
	}
}

/* ---- what holds on every screen in every language ---- */

static bool is_format(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x61c || (c >= 0x200b && c <= 0x200f)
		|| (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || c == 0xfffd
		|| (c >= 0xe0000 && c <= 0xe0fff);
}

/* Letters that have shapes of their own and stand unshaped only where something did not go through them. */
static bool is_unshaped(uint32_t c)
{
	return (c >= 0x622 && c <= 0x63a) || (c >= 0x641 && c <= 0x64a);
}

static void look_at_cells(struct crawl *walk, struct harness *h)
{
	for (int row = 0; row < ROWS; row++) {
		cells cell;

		read_row(h, row, cell);
		for (int col = 0; col < COLS; col++) {
			size_t len = strlen(cell[col]);

			for (size_t at = 0; at < len;) {
				uint32_t cp;
				size_t used = utf_decode(cell[col] + at, len - at, &cp);

				if (!used || is_format(cp))
					broken(walk, "a sign without a shape reached a cell", row);
				if (is_unshaped(cp))
					broken(walk, "a letter stands as it is written, not as it is joined", row);
				at += used;
			}
		}
	}
}

static bool is(const char *cell, const char *what)
{
	return str_same(cell, what);
}

/* Name at the beginning of the first line, thin lines across, the keys begin where reading begins. */
static void look_at_frame(struct crawl *walk, struct harness *h, bool leftward)
{
	const char *line = harness_line(h, 0);
	int first = COLS, last = 0;
	cells cell;

	if (harness_column(h, 0, "Foothold") != (leftward ? COLS - 9 : 1) || !*line)
		broken(walk, "the name does not stand at the beginning", 0);
	read_row(h, 1, cell);
	for (int col = 0; col < COLS; col++) {
		if (!is(cell[col], "─"))
			broken(walk, "there is no line across", 1);
	}
	read_row(h, ROWS - 1, cell);
	for (int col = 0; col < COLS; col++) {
		if (!is(cell[col], " ")) {
			first = col < first ? col : first;
			last = col;
		}
	}
	if (leftward ? last != COLS - 2 || first < 1 : first != 1 || last > COLS - 2)
		broken(walk, "the keys do not begin where reading begins", ROWS - 1);
}

/* The window on top, or the whole screen; false where windows stand over windows. */
static bool window(struct harness *h, int *top, int *bottom, int *from, int *to)
{
	int found = 0;

	for (int row = 2; row < ROWS - 3; row++) {
		if (column_of(h, row, 0, "┌") < 0)
			continue;
		found++;
		*top = row;
		*from = column_of(h, row, 0, "┌");
		*to = column_of(h, row, 0, "┐");
	}
	for (int row = *top; row < ROWS && found; row++) {
		if (column_of(h, row, 0, "└") == *from)
			*bottom = row;
	}
	return found < 2;
}

/* The cursor is where the eye is: on the sign of the row that is chosen, in a field, or where reading begins. */
static void look_at_cursor(struct crawl *walk, struct harness *h, bool leftward)
{
	const char *sign = leftward ? "◂" : "▸", *other = leftward ? "▸" : "◂";
	int row, col, top = 2, bottom = ROWS - 4, from = 0, to = COLS - 1;
	bool signs = false, alone = window(h, &top, &bottom, &from, &to);
	struct harness_cell cell;
	char at[HARNESS_CELL];

	harness_cursor(h, &row, &col);
	if (row < 2 || row > ROWS - 4 || col < 0)
		broken(walk, "the cursor is hidden or beyond the body", row);
	if (!alone)
		return;
	if (row < top || row > bottom || col < from || col > to)
		broken(walk, "the cursor is beside the window", row);
	for (int r = top; r <= bottom; r++) {
		cells line;

		read_row(h, r, line);
		for (int c = from; c <= to; c++) {
			signs |= is(line[c], sign);
			if (is(line[c], other))
				broken(walk, "the sign of the chosen row points the wrong way", r);
		}
	}
	harness_cell_text(h, row, col, at);
	cell = harness_cell(h, row, col);
	if (signs && !is(at, sign) && !cell.underline && !cell.bold)
		broken(walk, "the cursor is not at the chosen row", row);
}

static void look_at_corners(struct crawl *walk, struct harness *h)
{
	for (int row = 2; row < ROWS - 3; row++) {
		int left = column_of(h, row, 0, "┌"), right = column_of(h, row, 0, "┐"), below = row + 1;

		if (left < 0 && right < 0)
			continue;
		while (below < ROWS && column_of(h, below, 0, "└") != left)
			below++;
		if (left < 0 || right < left || below == ROWS || column_of(h, below, 0, "┘") != right)
			broken(walk, "corners do not close a window", row);
	}
}

static void look_everywhere(struct crawl *walk)
{
	for (int i = 0; i < walk->sides; i++) {
		look_at_cells(walk, walk->side[i]);
		look_at_frame(walk, walk->side[i], walk->leftward[i]);
		look_at_cursor(walk, walk->side[i], walk->leftward[i]);
		look_at_corners(walk, walk->side[i]);
	}
}

/* ---- the mirror ---- */

struct segment { int from, cols; };

/* What stands in a row, set apart by two blanks or more, within columns from .. to. */
static int segments(const cells cell, int from, int to, struct segment *out)
{
	int n = 0, last = -3;

	for (int col = from; col <= to; col++) {
		if (is(cell[col], " "))
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

/* The words of a segment in no order: those of parts that are set apart by signs change places. */
static char *words_of(const cells cell, const struct segment *s)
{
	struct str all = STR_INIT, sorted = STR_INIT;
	char *word[COLS], *at;
	size_t n = 0;

	for (int col = s->from; col < s->from + s->cols; col++) {
		bool letter = strlen(cell[col]) > 1 || isalnum((unsigned char)cell[col][0]);

		str_add(&all, letter && !strstr("▸◂→←↑↓│┌┐└┘·–…", cell[col]) ? cell[col] : " ");
	}
	for (at = strtok(all.s, " "); at; at = strtok(NULL, " "))
		word[n++] = at;
	qsort(word, n, sizeof(*word), by_bytes);
	for (size_t i = 0; i < n; i++)
		str_addf(&sorted, "%s ", word[i]);
	str_free(&all);
	str_add(&sorted, "");
	return str_take(&sorted);
}

/* Figures end at the left edge of their column there, units below units. */
static bool is_figure(const cells cell, const struct segment *s)
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
	for (int col = 0; col < COLS; col++) {
		if (harness_cell(h, row, col).underline)
			return true;
	}
	return false;
}

static bool fields_differ(struct crawl *walk, int row)
{
	for (int col = 0; col < COLS; col++) {
		if (harness_cell(walk->side[0], row, col).underline != harness_cell(walk->side[1], row, COLS - 1 - col).underline)
			return true;
	}
	return false;
}

static void same_row(struct crawl *walk, int row, int from, int to)
{
	struct segment here[COLS], there[COLS];
	cells left, right;
	int n, m;

	read_row(walk->side[0], row, left);
	read_row(walk->side[1], row, right);
	if (fields_differ(walk, row))
		broken(walk, "a field does not stand where its mirror image would", row);
	if (has_field(walk->side[0], row))
		return;
	n = segments(left, from, to, here);
	m = segments(right, COLS - 1 - to, COLS - 1 - from, there);
	if (n != m) {
		broken(walk, "the mirror has another number of columns", row);
		return;
	}
	for (int i = 0; i < n; i++) {
		const struct segment *a = &here[i], *b = &there[n - 1 - i];
		char *words, *mirrored;

		if (!is_figure(left, a) && (a->cols != b->cols || b->from != COLS - a->from - a->cols))
			broken(walk, "a column does not stand where its mirror image would", row);
		words = words_of(left, a);
		mirrored = words_of(right, b);
		if (!str_same(words, mirrored))
			broken(walk, "the mirror says something else", row);
		free(words);
		free(mirrored);
	}
}

/* Of a window only itself: what it covers was looked at before, and is another part on each side. A letter to somebody
 * goes as its own language does, and a list of languages stands at the one that is spoken. */
static void look_into_mirror(struct crawl *walk)
{
	int top = ROWS, bottom = -1, from = 0, to = COLS - 1;
	const char *place = harness_place(walk->side[0]);

	look_everywhere(walk);
	if (!str_same(place, harness_place(walk->side[1])))
		broken(walk, "the mirror is on another screen", 0);
	if (str_same(place, "letters") || str_same(place, "language") || !window(walk->side[0], &top, &bottom, &from, &to))
		return;
	for (int row = 0; row < ROWS; row++) {
		if (bottom < 0)
			same_row(walk, row, 0, COLS - 1);
		else if (row >= top && row <= bottom)
			same_row(walk, row, from, to);
	}
}

static void english_in_the_mirror(void **state)
{
	struct crawl walk = { .sides = 2, .leftward = { false, true }, .look = look_into_mirror };
	char *folder = mem_fmt("%s/mirror", harness_dir()), *env = mem_fmt("FOOTHOLD_LOCALEDIR=%s", folder);
	const char *const with[] = { env, NULL };

	(void)state;
	/* Two codes that no library has dates or words for, of one country, so that both sides write the same. */
	crawl_catalogue(folder, "zz_DE");
	crawl_catalogue(folder, "dv_DE");
	for (int i = 0; i < 2; i++) {
		char *town = crawl_town();

		walk.side[i] = crawl_open(town, i == 0 ? "zz_DE" : "dv_DE", ROWS, COLS, with);
		free(town);
	}
	crawl_all(&walk);
	assert_int_equal(faults, 0);
	for (int i = 0; i < 2; i++)
		harness_end(walk.side[i]);
	free(env);
	free(folder);
}

/* ---- Arabic, and one more ---- */

static void to_utf16(UChar *out, int32_t room, const char *s)
{
	UErrorCode status = U_ZERO_ERROR;

	u_strFromUTF8(out, room, NULL, s, -1, &status);
	assert_true(U_SUCCESS(status));
}

/* As ICU orders it within a line that is read to the left or to the right: letters unshaped. */
static char *ordered(const char *s, bool leftward)
{
	UErrorCode status = U_ZERO_ERROR;
	UBiDi *bidi = ubidi_open();
	UChar text[400], out[400];
	char bytes[1600];
	int32_t n;

	to_utf16(text, 400, s);
	ubidi_setPara(bidi, text, -1, leftward ? UBIDI_DEFAULT_RTL : UBIDI_DEFAULT_LTR, NULL, &status);
	n = ubidi_writeReordered(bidi, out, 400, UBIDI_DO_MIRRORING | UBIDI_REMOVE_BIDI_CONTROLS | UBIDI_KEEP_BASE_COMBINING,
		&status);
	u_strToUTF8(bytes, sizeof(bytes), NULL, out, n, &status);
	assert_true(U_SUCCESS(status));
	ubidi_close(bidi);
	return mem_str(bytes);
}

/* A row as it is seen, each shape turned back into its letter; one that stands for two is seen from its end. */
static char *unshaped(const char *s)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
	struct str out = STR_INIT;
	size_t len = strlen(s);

	for (size_t at = 0; at < len;) {
		UChar two[8];
		uint32_t cp = 0;
		size_t used = utf_decode(s + at, len - at, &cp);
		int32_t n = cp >= 0xfb50 && cp <= 0xfefc ? unorm2_getRawDecomposition(nfkc, (UChar32)cp, two, 8, &status) : -1;
		char bytes[4];

		if (n < 0)
			str_addn(&out, s + at, used);
		for (int32_t i = n - 1; i >= 0; i--)
			str_addn(&out, bytes, utf_encode(two[i], bytes));
		at += used;
	}
	str_add(&out, "");
	return str_take(&out);
}

/* Where a key stands with its word: "Enter open". */
static const char *shown_at(const char *row, const struct action *action, bool leftward)
{
	const char *at = NULL;

	for (int typing = 0; typing < 2 && !at; typing++) {
		struct str part = STR_INIT;
		char *seen;

		if (action_key(action, typing) == K_NONE)
			continue;
		str_add(&part, "\u2066");
		key_name(&part, action_key(action, typing));
		str_addf(&part, "\u2069 %s", _(action->name));
		seen = ordered(str_get(&part), leftward);
		at = strstr(row, seen);
		free(seen);
		str_free(&part);
	}
	return at;
}

/* The last line has the screen's keys in the order of its table, from where reading begins, each word in the order that
 * ICU gives. */
static void look_at_keys(struct crawl *walk)
{
	struct harness *h = walk->side[0];
	int count, found = 0;
	const struct screen_ops *const *all = screen_all(&count), *ops = NULL;
	char *row = unshaped(harness_line(h, ROWS - 1));
	const char *before = NULL;
	bool always = false;

	for (int i = 0; i < count; i++)
		ops = str_same(all[i]->name, harness_place(h)) ? all[i] : ops;
	for (const struct action *a = ops->actions; a && a->id; a++) {
		const char *at = a->quiet ? NULL : shown_at(row, a, walk->leftward[0]);
		bool again = false;

		always |= !a->quiet && !a->can;
		/* A key that does another thing elsewhere has more than one row, often with the same word. */
		for (const struct action *b = ops->actions; b < a; b++)
			again |= b->key[0] == a->key[0];
		if (!at || again)
			continue;
		if (before && (walk->leftward[0] ? at > before : at < before))
			broken(walk, "the keys do not stand in the order of reading", ROWS - 1);
		before = at;
		found++;
	}
	if (found == 0 && always)
		broken(walk, "the last line does not have the screen's keys", ROWS - 1);
	free(row);
}

static void look_in_language(struct crawl *walk)
{
	look_everywhere(walk);
	look_at_keys(walk);
}

static void in_language(const char *code, bool leftward)
{
	struct crawl walk = { .sides = 1, .leftward = { leftward }, .look = look_in_language };
	char *town = crawl_town();

	assert_true(msg_set_language(code));
	walk.side[0] = crawl_open(town, code, ROWS, COLS, NULL);
	faults = 0;
	crawl_all(&walk);
	assert_int_equal(faults, 0);
	harness_end(walk.side[0]);
	free(town);
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
	if (y < 2 || y > ROWS - 4)
		broken(walk, "the cursor is hidden or beyond the body", y);
	for (int row = 0; row < ROWS; row++) {
		const char *line = harness_line(h, row);
		size_t len = strlen(line);

		for (size_t at = 0; at < len;) {
			uint32_t cp = 0;
			size_t used = utf_decode(line + at, len - at, &cp);

			if (is_drawn(cp))
				broken(walk, "something is drawn in plain mode", row);
			at += used ? used : 1;
		}
	}
}

static void plain_mode(void **state)
{
	const char *const with[] = { "FOOTHOLD_PLAIN=1", "NO_COLOR=1", NULL };
	struct crawl walk = { .sides = 1, .look = look_for_drawing };
	char *town = crawl_town();
	size_t len;
	const char *output;

	(void)state;
	assert_true(msg_set_language("en"));
	walk.side[0] = crawl_open(town, "en", ROWS, COLS, with);
	faults = 0;
	crawl_all(&walk);
	assert_int_equal(faults, 0);
	output = harness_last_output(walk.side[0], &len);
	for (int colour = 30; colour < 38; colour++) {
		char bytes[12];
		int n = snprintf(bytes, sizeof(bytes), "\033[%dm", colour);

		assert_null(memmem(output, len, bytes, (size_t)n));
	}
	harness_end(walk.side[0]);
	free(town);
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
