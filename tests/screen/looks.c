/* SPDX-License-Identifier: EUPL-1.2 */
/* Looks at screens; see looks.h. */
#include "tests/unit/test.h"

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
#include "looks.h"

void looks_row(struct harness *h, int row, looks_cells out)
{
	for (int col = 0; col < LOOKS_COLS; col++)
		harness_cell_text(h, row, col, out[col]);
}

/* The first column from `from` on where this stands in the row, or -1. */
static int column_of(struct harness *h, int row, int from, const char *what)
{
	char cell[HARNESS_CELL];

	for (int col = from; col < LOOKS_COLS; col++) {
		harness_cell_text(h, row, col, cell);
		if (str_same(cell, what))
			return col;
	}
	return -1;
}

static int faults;

int looks_faults(void)
{
	int n = faults;

	faults = 0;
	return n;
}

void looks_broken(struct crawl *walk, const char *what, int row)
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
	for (int row = 0; row < LOOKS_ROWS; row++) {
		looks_cells cell;

		looks_row(h, row, cell);
		for (int col = 0; col < LOOKS_COLS; col++) {
			size_t len = strlen(cell[col]);

			for (size_t at = 0; at < len;) {
				uint32_t cp;
				size_t used = utf_decode(cell[col] + at, len - at, &cp);

				if (!used || is_format(cp))
					looks_broken(walk, "a sign without a shape reached a cell", row);
				if (is_unshaped(cp))
					looks_broken(walk, "a letter stands as it is written, not as it is joined", row);
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
	int first = LOOKS_COLS, last = 0;
	looks_cells cell;

	if (harness_column(h, 0, "Foothold") != (leftward ? LOOKS_COLS - 9 : 1) || !*line)
		looks_broken(walk, "the name does not stand at the beginning", 0);
	looks_row(h, 1, cell);
	for (int col = 0; col < LOOKS_COLS; col++) {
		if (!is(cell[col], "─"))
			looks_broken(walk, "there is no line across", 1);
	}
	looks_row(h, LOOKS_ROWS - 1, cell);
	for (int col = 0; col < LOOKS_COLS; col++) {
		if (!is(cell[col], " ")) {
			first = col < first ? col : first;
			last = col;
		}
	}
	if (leftward ? last != LOOKS_COLS - 2 || first < 1 : first != 1 || last > LOOKS_COLS - 2)
		looks_broken(walk, "the keys do not begin where reading begins", LOOKS_ROWS - 1);
}

bool looks_window(struct harness *h, int *top, int *bottom, int *from, int *to)
{
	int found = 0;

	for (int row = 2; row < LOOKS_ROWS - 3; row++) {
		if (column_of(h, row, 0, "┌") < 0)
			continue;
		found++;
		*top = row;
		*from = column_of(h, row, 0, "┌");
		*to = column_of(h, row, 0, "┐");
	}
	for (int row = *top; row < LOOKS_ROWS && found; row++) {
		if (column_of(h, row, 0, "└") == *from)
			*bottom = row;
	}
	return found < 2;
}

/* The cursor is where the eye is: on the sign of the row that is chosen, in a field, or where reading begins. */
static void look_at_cursor(struct crawl *walk, struct harness *h, bool leftward)
{
	const char *sign = leftward ? "◂" : "▸", *other = leftward ? "▸" : "◂";
	int row, col, top = 2, bottom = LOOKS_ROWS - 4, from = 0, to = LOOKS_COLS - 1;
	bool signs = false, alone = looks_window(h, &top, &bottom, &from, &to);
	struct harness_cell cell;
	char at[HARNESS_CELL];

	harness_cursor(h, &row, &col);
	if (row < 2 || row > LOOKS_ROWS - 4 || col < 0)
		looks_broken(walk, "the cursor is hidden or beyond the body", row);
	if (!alone)
		return;
	if (row < top || row > bottom || col < from || col > to)
		looks_broken(walk, "the cursor is beside the window", row);
	for (int r = top; r <= bottom; r++) {
		looks_cells line;

		looks_row(h, r, line);
		for (int c = from; c <= to; c++) {
			signs |= is(line[c], sign);
			if (is(line[c], other))
				looks_broken(walk, "the sign of the chosen row points the wrong way", r);
		}
	}
	harness_cell_text(h, row, col, at);
	cell = harness_cell(h, row, col);
	if (signs && !is(at, sign) && !cell.underline && !cell.bold)
		looks_broken(walk, "the cursor is not at the chosen row", row);
}

static void look_at_corners(struct crawl *walk, struct harness *h)
{
	for (int row = 2; row < LOOKS_ROWS - 3; row++) {
		int left = column_of(h, row, 0, "┌"), right = column_of(h, row, 0, "┐"), below = row + 1;

		if (left < 0 && right < 0)
			continue;
		while (below < LOOKS_ROWS && column_of(h, below, 0, "└") != left)
			below++;
		if (left < 0 || right < left || below == LOOKS_ROWS || column_of(h, below, 0, "┘") != right)
			looks_broken(walk, "corners do not close a window", row);
	}
}

void looks_everywhere(struct crawl *walk)
{
	for (int i = 0; i < walk->sides; i++) {
		look_at_cells(walk, walk->side[i]);
		look_at_frame(walk, walk->side[i], walk->leftward[i]);
		look_at_cursor(walk, walk->side[i], walk->leftward[i]);
		look_at_corners(walk, walk->side[i]);
	}
}

/* ---- the words of the last line ---- */

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
	char *row = unshaped(harness_line(h, LOOKS_ROWS - 1));
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
			looks_broken(walk, "the keys do not stand in the order of reading", LOOKS_ROWS - 1);
		before = at;
		found++;
	}
	if (found == 0 && always)
		looks_broken(walk, "the last line does not have the screen's keys", LOOKS_ROWS - 1);
	free(row);
}

void looks_in_language(struct crawl *walk)
{
	looks_everywhere(walk);
	look_at_keys(walk);
}
