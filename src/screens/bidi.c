/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the way from reading order to the cells; see bidi.h. */
#include "screens/bidi.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <fribidi.h>

#include "base/isolate.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "base/utf.h"

#define PDI 0x2069u
#define MARKS_IN_A_CELL 4

/* The text as code points, with isolates put around numbers; these have no byte of their own. */
struct points {
	FriBidiChar *cp;
	size_t *byte;            /* offset of each; of an isolate: that of the next code point */
	bool *isolate;
	FriBidiLevel *level;
	int count;
};

static size_t decode_all(const char *s, size_t len, FriBidiChar *cp, size_t *byte)
{
	size_t n = 0, at = 0;

	while (at < len) {
		uint32_t c = 0xfffd;
		size_t step = utf_decode(s + at, len - at, &c);

		if (c >= 0x202a && c <= 0x202e)
			c = 0x200b;     /* embeddings and overrides only deceive in a name: they have no effect */
		cp[n] = step ? c : 0xfffd;
		byte[n++] = at;
		at += step ? step : 1;
	}
	return n;
}

static void put_point(struct points *p, FriBidiChar cp, size_t byte, bool isolate)
{
	p->cp[p->count] = cp;
	p->byte[p->count] = byte;
	p->isolate[p->count] = isolate;
	p->count++;
}

static void points_make(struct points *p, const char *s, size_t len)
{
	FriBidiChar *cp = mem_array(len + 1, sizeof(*cp));
	size_t *byte = mem_array(len + 1, sizeof(*byte));
	size_t n = decode_all(s, len, cp, byte), i = 0;

	/* An isolate needs at least a digit and a joint: never more than two for three code points. */
	p->cp = mem_array(2 * n + 2, sizeof(*p->cp));
	p->byte = mem_array(2 * n + 2, sizeof(*p->byte));
	p->isolate = mem_array(2 * n + 2, sizeof(*p->isolate));
	p->level = mem_array(2 * n + 2, sizeof(*p->level));
	p->count = 0;
	while (i < n) {
		size_t run = isolate_length(cp, n, i), end = i + (run ? run : 1);

		if (run)
			put_point(p, isolate_sign(cp + i, run), byte[i], true);
		for (; i < end; i++)
			put_point(p, cp[i], byte[i], false);
		if (run)
			put_point(p, PDI, i < n ? byte[i] : len, true);
	}
	free(cp);
	free(byte);
}

static void points_free(struct points *p)
{
	free(p->cp);
	free(p->byte);
	free(p->isolate);
	free(p->level);
}

static bool as_read;

void bidi_as_read(bool on)
{
	as_read = on;
}

/* The ends of bars, which Unicode does not mirror: where reading runs leftward they fill their cell from the right. */
static FriBidiChar turned_block(FriBidiChar c)
{
	if (c >= 0x2589 && c <= 0x258a)
		return 0x2588;
	return c >= 0x258b && c <= 0x258d ? 0x2590 : c >= 0x258e && c <= 0x258f ? 0x2595 : c;
}

static void shape(struct points *p, const FriBidiCharType *type)
{
	FriBidiArabicProp *join = mem_array((size_t)p->count + 1, sizeof(*join));

	fribidi_get_joining_types(p->cp, p->count, join);
	fribidi_join_arabic(type, p->count, p->level, join);
	fribidi_shape(FRIBIDI_FLAG_SHAPE_MIRRORING | FRIBIDI_FLAGS_ARABIC, p->level, p->count, join, p->cp);
	for (int i = 0; i < p->count; i++) {
		if (p->level[i] & 1)
			p->cp[i] = turned_block(p->cp[i]);
	}
	free(join);
}

/* Levels and shapes in place; returns whether the whole runs from right to left. */
static bool points_lay_out(struct points *p, enum bidi_base base)
{
	static const FriBidiParType par[] = { FRIBIDI_PAR_LTR, FRIBIDI_PAR_RTL, FRIBIDI_PAR_WLTR, FRIBIDI_PAR_WRTL };
	FriBidiParType dir = par[base];
	FriBidiCharType *type = mem_array((size_t)p->count + 1, sizeof(*type));
	FriBidiBracketType *bracket = mem_array((size_t)p->count + 1, sizeof(*bracket));

	fribidi_get_bidi_types(p->cp, p->count, type);
	fribidi_get_bracket_types(p->cp, p->count, type, bracket);
	if (fribidi_get_par_embedding_levels_ex(type, bracket, p->count, &dir, p->level) == 0)
		BUG("fribidi gives no levels");
	if (as_read)
		memset(p->level, 0, (size_t)p->count * sizeof(*p->level));
	else
		shape(p, type);
	free(type);
	free(bracket);
	return FRIBIDI_IS_RTL(dir) != 0;
}

/* Characters that change how a terminal lays out and have no shape of their own. */
static bool is_format(uint32_t c)
{
	return c == 0xad || c == 0x34f || c == 0x61c || c == 0x180e || (c >= 0x200b && c <= 0x200f)
		|| (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || (c >= 0xfe00 && c <= 0xfe0f)
		|| c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe0fff)
		|| (c >= 0x1d173 && c <= 0x1d17a) || c == 0x110bd || c == 0x110cd;
}

/* Appends one cluster's code points as a cell can hold them; returns its columns. */
static int show_cluster(struct str *out, const FriBidiChar *cp, size_t count)
{
	int cols = 0, marks = 0;
	char bytes[4];

	for (size_t i = 0; i < count; i++) {
		uint32_t c = cp[i];
		int width;

		if (c == FRIBIDI_CHAR_FILL || is_format(c))
			continue;
		if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029)
			c = 0xfffd;
		width = utf_cp_width(c);
		if (width <= 0 && cols == 0) {
			str_add(out, "\u25cc");   /* a mark without its letter stands on a dotted circle */
			cols = 1;
		}
		if (width <= 0 && ++marks > MARKS_IN_A_CELL)
			continue;
		if (width > 0)
			marks = 0;
		cols += width > 0 ? width : 0;
		str_addn(out, bytes, utf_encode(c, bytes));
	}
	return cols;
}

/* Clusters in reading order, each with the level of its first code point. */
struct cluster { size_t first, count; FriBidiLevel level; };

static size_t find_clusters(const struct points *p, const char *s, size_t len, struct cluster *out,
	struct bidi_glyph *glyph)
{
	size_t n = 0, at = 0;
	int i = 0;

	while (at < len) {
		size_t next = (unsigned char)s[at] < 0x80 && (at + 1 == len || (unsigned char)s[at + 1] < 0x80)
			? at + 1 : text_next(s, len, at);

		if (next <= at)
			next = at + 1;
		while (i < p->count && p->isolate[i])
			i++;
		out[n].first = (size_t)i;
		out[n].level = i < p->count ? p->level[i] : 0;
		for (; i < p->count && p->byte[i] < next; i++)
			out[n].count++;
		glyph[n].at = at;
		glyph[n].len = next - at;
		n++;
		at = next;
	}
	return n;
}

/* Rule L2: from the highest level down, every run at that level or above turns round. */
static void turn_round(size_t *order, const struct cluster *cluster, size_t n)
{
	FriBidiLevel top = 0;

	for (size_t i = 0; i < n; i++) {
		order[i] = i;
		if (cluster[i].level > top)
			top = cluster[i].level;
	}
	for (; top > 0; top--) {
		for (size_t from = 0; from < n; from++) {
			size_t to = from;

			while (to < n && cluster[order[to]].level >= top)
				to++;
			for (size_t a = from, b = to; b > a + 1; a++) {
				size_t swap = order[a];

				order[a] = order[--b];
				order[b] = swap;
			}
			if (to > from)
				from = to;
		}
	}
}

static bool all_plain(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)s[i] < 0x20 || (unsigned char)s[i] > 0x7e)
			return false;
	}
	return true;
}

/* ASCII from left to right, which most lines are, needs none of the above. */
static void plain_line(struct bidi_line *out, const char *s, size_t len)
{
	str_addn(&out->text, s, len);
	for (size_t i = 0; i < len; i++)
		out->glyph[i] = (struct bidi_glyph){ i, 1, i, 1, (int)i, 1 };
	out->count = len;
	out->cols = (int)len;
}

void bidi_line_make(struct bidi_line *out, const char *s, size_t len, enum bidi_base base)
{
	struct points p;
	struct cluster *cluster;
	size_t *order;

	*out = (struct bidi_line){ .glyph = mem_array(len + 1, sizeof(*out->glyph)) };
	str_add(&out->text, "");
	if (base != BIDI_RTL && base != BIDI_AUTO_RTL && all_plain(s, len)) {
		plain_line(out, s, len);
		return;
	}
	points_make(&p, s, len);
	out->rtl = p.count ? points_lay_out(&p, base) : base == BIDI_RTL || base == BIDI_AUTO_RTL;
	cluster = mem_array(len + 1, sizeof(*cluster));
	order = mem_array(len + 1, sizeof(*order));
	out->count = find_clusters(&p, s, len, cluster, out->glyph);
	turn_round(order, cluster, out->count);
	for (size_t v = 0; v < out->count; v++) {
		struct bidi_glyph *g = &out->glyph[order[v]];
		const struct cluster *c = &cluster[order[v]];

		g->shown_at = out->text.len;
		g->col = out->cols;
		g->cols = show_cluster(&out->text, p.cp + c->first, c->count);
		g->shown = out->text.len - g->shown_at;
		out->cols += g->cols;
	}
	free(order);
	free(cluster);
	points_free(&p);
}

void bidi_line_free(struct bidi_line *line)
{
	str_free(&line->text);
	free(line->glyph);
	*line = (struct bidi_line){ .glyph = NULL };
}

static bool is_latin(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool bidi_is_rtl(const char *s, size_t len, bool otherwise)
{
	size_t at = 0;

	while (at < len) {
		uint32_t c;
		size_t step = utf_decode(s + at, len - at, &c);
		FriBidiCharType type;

		if (!step) {
			at++;
			continue;
		}
		type = c < 0x80 && !is_latin(c) ? FRIBIDI_TYPE_ON : fribidi_get_bidi_type(c);
		if (FRIBIDI_IS_STRONG(type) && FRIBIDI_IS_LETTER(type))
			return FRIBIDI_IS_RTL(type) != 0;
		at += step;
	}
	return otherwise;
}

/* Letters of either direction that stand in no isolate. */
struct letters { size_t leftward, rightward; };

static struct letters count_letters(const char *s)
{
	struct letters n = { 0, 0 };
	size_t len = strlen(s), depth = 0;

	for (size_t at = 0; at < len;) {
		uint32_t cp;
		size_t used = utf_decode(s + at, len - at, &cp);

		if (used && cp >= 0x2066 && cp <= 0x2068)
			depth++;
		else if (used && cp == PDI && depth > 0)
			depth--;
		else if (used && depth == 0 && bidi_is_rtl(s + at, used, true) == bidi_is_rtl(s + at, used, false))
			*(bidi_is_rtl(s + at, used, true) ? &n.leftward : &n.rightward) += 1;
		at += used ? used : 1;
	}
	return n;
}

/* A sentence of the screen's language may begin with a key or a name of the other direction: what is written in the
 * other direction altogether has twice as many letters of it. */
static bool reads_leftward(const char *s, bool screen)
{
	struct letters n = count_letters(s);
	size_t ours = screen ? n.leftward : n.rightward, others = screen ? n.rightward : n.leftward;

	return 2 * ours >= others ? screen : !screen;
}

/* First letters of the right-to-left blocks, and format characters: most texts hold none and need no reordering. */
bool bidi_needed(const char *s)
{
	size_t len = strlen(s);

	for (size_t at = 0; at < len;) {
		uint32_t cp;
		size_t used = utf_decode(s + at, len - at, &cp);

		if (used == 0)
			return true;
		if ((cp >= 0x590 && cp <= 0x8ff) || (cp >= 0x2000 && cp <= 0x200f) ||
			(cp >= 0x2028 && cp <= 0x202e) || (cp >= 0x2060 && cp <= 0x206f) || (cp >= 0xfb1d && cp <= 0xfdff) ||
			(cp >= 0xfe70 && cp <= 0xfeff) || (cp >= 0x10800 && cp <= 0x10fff) ||
			(cp >= 0x1e800 && cp <= 0x1efff))
			return true;
		at += used;
	}
	return false;
}

void bidi_part(struct str *line, const char *separator, const char *part)
{
	if (str_empty(part))
		return;
	if (line->len)
		str_add(line, separator);
	if (!msg_right_to_left() && !bidi_needed(part)) {
		str_add(line, part);
		return;
	}
	/* Its inside goes its own way and leaves the line's direction alone. Not left to the terminal's rule of the first
	 * letter (U+2068): a part that is made of isolated parts has none, and goes as the screen does. */
	str_add(line, reads_leftward(part, msg_right_to_left()) ? "\u2067" : "\u2066");
	str_add(line, part);
	str_add(line, "\u2069");
}

void bidi_columns(struct str *line, const char *s)
{
	while (*s) {
		size_t blanks = strspn(s, " "), len = 0;
		char *column;

		str_addn(line, s, blanks);
		s += blanks;
		while (s[len] && !(s[len] == ' ' && (s[len + 1] == ' ' || s[len + 1] == '\0')))
			len++;
		column = mem_strn(s, len);
		if (len)
			str_add(line, reads_leftward(column, msg_right_to_left()) ? "\u2067" : "\u2066");
		str_add(line, column);
		if (len)
			str_add(line, "\u2069");
		free(column);
		s += len;
	}
}

void bidi_named(struct str *line, const char *name, const char *value)
{
	char *colon = mem_fmt(_("%s: %s"), "", "");

	bidi_part(line, colon, name);
	bidi_part(line, colon, value);
	free(colon);
}

int bidi_width(const char *s)
{
	struct bidi_line line;
	int cols;

	if (!s || !bidi_needed(s))
		return utf_width(s ? s : "");
	bidi_line_make(&line, s, strlen(s), BIDI_AUTO_LTR);
	cols = line.cols;
	bidi_line_free(&line);
	return cols;
}

int bidi_show(struct str *out, const char *s, int cols, bool rtl)
{
	struct bidi_line line;
	struct str cut = STR_INIT;
	int used;

	if (!s || cols <= 0)
		return 0;
	bidi_line_make(&line, s, strlen(s), reads_leftward(s, rtl) ? BIDI_RTL : BIDI_LTR);
	if (line.cols > cols) {
		size_t end = 0;
		int room = cols - 1;

		while (end < line.count && line.glyph[end].cols <= room)
			room -= line.glyph[end++].cols;
		str_addn(&cut, s, end < line.count ? line.glyph[end].at : strlen(s));
		str_add(&cut, "…");
		bool whole = line.rtl;
		bidi_line_free(&line);
		bidi_line_make(&line, str_get(&cut), cut.len, whole ? BIDI_RTL : BIDI_LTR);
	}
	used = line.cols;
	str_addn(out, str_get(&line.text), line.text.len);
	bidi_line_free(&line);
	str_free(&cut);
	return used;
}

void bidi_pad(struct str *out, const char *s, int cols, bool rtl)
{
	struct str shown = STR_INIT;
	int left = cols - bidi_show(&shown, s, cols, rtl);

	if (!rtl)
		str_addn(out, str_get(&shown), shown.len);
	for (; left > 0; left--)
		str_addc(out, ' ');
	if (rtl)
		str_addn(out, str_get(&shown), shown.len);
	str_free(&shown);
}
