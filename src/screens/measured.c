/* SPDX-License-Identifier: EUPL-1.2 */
/* Criteria of one pair, line by line; see measured.h. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "match/dossier.h"
#include "screens/bidi.h"
#include "screens/measured.h"
#include "screens/wrap.h"

#define BRIEF_MOST 3
#define INDENT 2              /* of a paper's lines, under their signs */
#define ONE_LINE 70          /* columns from which on words and arithmetic stand in one line */

char *measured_points(const char *canonical)
{
	struct str out = STR_INIT;
	const char *dot;
	int64_t thousandths;

	if (str_empty(canonical))
		return NULL;
	thousandths = strtoll(canonical, NULL, 10) * 1000;
	dot = strchr(canonical, '.');
	for (int i = 1, worth = 100; dot && dot[i] && worth > 0; i++, worth /= 10)
		thousandths += (dot[i] - '0') * worth;
	match_points_words(&out, thousandths);
	return str_take(&out);
}

static void words_of(struct str *out, const struct match_line *line)
{
	line->by->measure->words(out, line->by, &line->is);
	if (!out->len)
		str_add(out, match_text(line->by->label));
}

static void brief_add(struct str *out, const struct match_line *line)
{
	struct str words = STR_INIT;

	words_of(&words, line);
	bidi_part(out, term_separator(), str_get(&words));
	str_free(&words);
}

/* The wish that gives most of those that give no more than the one before: in the criteria's order where equal. */
static int next_best(const struct match_line *line, int n, int before)
{
	int best = -1;

	for (int i = 0; i < n; i++) {
		bool taken = before >= 0 && (line[i].points > line[before].points ||
			(line[i].points == line[before].points && i <= before));

		if (line[i].points > 0 && line[i].is.share >= 0 && !taken && (best < 0 || line[i].points > line[best].points))
			best = i;
	}
	return best;
}

void measured_brief(struct str *out, const struct match_line *line, int n)
{
	bool against = false;

	for (int i = 0; i < n; i++)
		if (line[i].by->condition && line[i].is.share == MEASURE_MISSED) {
			brief_add(out, &line[i]);
			against = true;
		}
	for (int i = 0; !against && i < n; i++)
		if (line[i].by->condition && line[i].is.share == MEASURE_UNKNOWN)
			brief_add(out, &line[i]);
	for (int i = next_best(line, n, -1), told = 0; !against && i >= 0 && told < BRIEF_MOST; i = next_best(line, n, i), told++)
		brief_add(out, &line[i]);
	if (!out->len)
		str_add(out, _("lacks nothing"));
}

void measured_sum(struct str *out, const struct match_line *line)
{
	struct str weight = STR_INIT, share = STR_INIT, points = STR_INIT;
	int is = line->is.share == MEASURE_MISSED ? 0 : line->is.share == MEASURE_UNKNOWN ? line->by->unknown : line->is.share;

	if (line->by->condition)
		return;
	text_number(&weight, line->by->weight, 0);
	text_number(&share, is % 10 ? is : is / 10, is % 10 ? 1 : 0);
	dossier_points(&points, line->points);
	/* TRANSLATORS: a weight, the share of it in per cent, and the points that this makes: "100 × 45% = 45.0" */
	str_addf(out, pgettext("points", "%s × %s%% = %s"), str_get(&weight), str_get(&share), str_get(&points));
	str_free(&weight);
	str_free(&share);
	str_free(&points);
}

/* What may go where there is no room: a condition that is met, a wish that gives nothing. */
static bool plain(const struct match_line *line)
{
	return line->by->condition ? line->is.share >= 0 : line->points == 0 && line->is.share != MEASURE_UNKNOWN;
}

/* How a line is laid out: whole, or in one row where there is no room for all. */
struct laid { struct str words, sum; int used, rows; };

static void lay(struct laid *out, const struct match_line *line, int cols, bool tight)
{
	size_t skip;

	*out = (struct laid){ .rows = 1 };
	words_of(&out->words, line);
	measured_sum(&out->sum, line);
	out->used = out->sum.len ? bidi_width(out->sum.s) + 2 : 0;
	if (cols < ONE_LINE && out->sum.len)
		out->rows = 2;
	else if (!tight && str_get(&out->words)[wrap_line(str_get(&out->words), cols - 4 - out->used, &skip)])
		out->rows = 2;
}

static void laid_clear(struct laid *laid)
{
	str_free(&laid->words);
	str_free(&laid->sum);
}

/* At the least. */
static int rows_of(const struct match_line *line, int n, int cols)
{
	int rows = 1;

	for (int i = 0; i < n; i++) {
		struct laid laid;

		lay(&laid, &line[i], cols, true);
		rows += laid.rows;
		laid_clear(&laid);
	}
	return rows;
}

static enum sign sign_of(const struct match_line *line, enum look *look)
{
	enum sign sign = SIGN_DONE;

	*look = LOOK_NORMAL;
	if (line->is.share == MEASURE_UNKNOWN) {
		sign = SIGN_OPEN;
	} else if (line->is.share == MEASURE_MISSED || (!line->by->condition && line->is.share == 0)) {
		sign = line->by->condition ? SIGN_LATE : SIGN_NOT_NEEDED;
		*look = line->by->condition ? LOOK_LATE : LOOK_DIM;
	} else if (!line->by->condition && line->is.share < MATCH_SHARE) {
		sign = SIGN_UNDER_WAY;
	}
	return sign;
}

/* The words in one row or two; the arithmetic at the end of the last one. */
static void draw_line(struct area at, const struct match_line *line, struct laid *laid)
{
	const char *words = str_get(&laid->words);
	int last = at.row + laid->rows - 1, cols = at.cols - 4 - (laid->rows == 1 ? laid->used : 0);
	enum look look;
	enum sign sign;
	size_t skip, len = wrap_line(words, cols, &skip);
	char *first = mem_strn(words, len);

	sign = sign_of(line, &look);
	term_sign(at.row, at.col + 1, sign, look);
	term_text(at.row, at.col + 3, cols, look, laid->rows > 1 ? first : words);
	if (laid->rows > 1)
		term_text(last, at.col + 3, at.cols - 4 - laid->used, look, words + skip);
	if (laid->used)
		term_text_end(last, at.col + at.cols + 1 - laid->used, laid->used - 2, LOOK_DIM, laid->sum.s);
	free(first);
}

static bool missed(const struct match_line *line, int n)
{
	for (int i = 0; i < n; i++)
		if (line[i].by->condition && line[i].is.share == MEASURE_MISSED)
			return true;
	return false;
}

/* "Languages: Ask for the person's level (weight × share = points)", under its sign. */
static void paper_line(struct sheet *out, const struct match_line *line)
{
	const char *label = match_text(line->by->label);
	struct str words = STR_INIT, sum = STR_INIT, entry = STR_INIT;
	enum look look;

	words_of(&words, line);
	measured_sum(&sum, line);
	str_addf(&entry, "%s ", sign_text(sign_of(line, &look)));
	if (words.len && !str_same(str_get(&words), label))
		str_addf(&entry, _("%s: %s"), label, str_get(&words));
	else
		str_add(&entry, label);
	if (sum.len)
		str_addf(&entry, "\n%s", sum.s);
	sheet_item(out, str_get(&entry));
	str_free(&words);
	str_free(&sum);
	str_free(&entry);
}

void measured_paper(struct sheet *out, const struct match_line *line, int n, int64_t points, int64_t most)
{
	struct str words = STR_INIT, is = STR_INIT, at_most = STR_INIT;

	for (int i = 0; i < n; i++)
		paper_line(out, &line[i]);
	match_points_words(&is, points);
	match_points_words(&at_most, most);
	if (missed(line, n)) {
		str_add(&words, _("What is needed is missing: no points count"));
	} else {
		str_addf(&words, _("Together, of %s points at most:"), str_get(&at_most));
		str_addf(&words, " %s", str_get(&is));
	}
	sheet_text(out, str_get(&words));
	str_free(&words);
	str_free(&is);
	str_free(&at_most);
}

static void draw_total(struct area at, bool is_missed, int64_t points, int left_out)
{
	struct str words = STR_INIT, number = STR_INIT;
	char *more;
	int used;

	dossier_points(&number, points);
	if (is_missed)
		str_add(&words, _("What is needed is missing: no points count"));
	else
		/* TRANSLATORS: %s is a number of points */
		str_addf(&words, _("Together: %s points"), str_get(&number));
	used = bidi_width(words.s);
	term_text_end(at.row, at.col + at.cols - 1 - used, used, LOOK_BOLD, words.s);
	/* TRANSLATORS: criteria for which there was no room */
	more = mem_fmt(ngettext("%d more, met or without points", "%d more, met or without points", (unsigned long)left_out), left_out);
	if (left_out > 0)
		term_text(at.row, at.col + 3, at.cols - 5 - used, LOOK_DIM, more);
	free(more);
	str_free(&words);
	str_free(&number);
}

/* Whole where there is room left for it, else in one row. */
static void lay_in(struct laid *out, const struct match_line *line, int cols, int *spare)
{
	int least;

	lay(out, line, cols, true);
	least = out->rows;
	if (*spare <= 0)
		return;
	laid_clear(out);
	lay(out, line, cols, false);
	*spare -= out->rows - least;
}

void measured_draw(struct area area, const struct match_line *line, int n, int64_t points)
{
	int over = rows_of(line, n, area.cols) - area.rows, spare = -over, left_out = 0;
	struct area at = area;

	term_fill(area, LOOK_NORMAL);
	for (int i = 0; i < n; i++) {
		struct laid laid;

		lay_in(&laid, &line[i], area.cols, &spare);
		if ((over > 0 && plain(&line[i])) || at.row + laid.rows >= area.row + area.rows) {
			over -= laid.rows;
			left_out++;
		} else {
			draw_line(at, &line[i], &laid);
			at.row += laid.rows;
		}
		laid_clear(&laid);
	}
	if (at.row < area.row + area.rows)
		draw_total(at, missed(line, n), points, left_out);
}
