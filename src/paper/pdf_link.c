/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns what can be followed on a paper that is read on a screen: addresses of the web within its texts. */
#include "paper/pdf_own.h"

#include <stdlib.h>
#include <string.h>

#include "base/isolate.h"
#include "base/mem.h"

/* What an address may hold; neither quotes nor backslashes, which mean something to cairo. */
#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$&*+,;=%"

/* Bytes of the address that `s` begins with; the isolates that the layout needs may stand within it. */
static size_t address_length(const char *s)
{
	size_t len = 0;

	while (s[len]) {
		bool isolate = strncmp(s + len, "\u2066", 3) == 0 || strncmp(s + len, "\u2069", 3) == 0;

		if (!isolate && !strchr(LETTERS, s[len]))
			break;
		len += isolate ? 3 : 1;
	}
	return len;
}

/* The next address from `at` on, NULL: none. A sentence's end behind it is not its own. */
static const char *next_address(const char *at, size_t *len)
{
	const char *found = strstr(at, "https://"), *plain = strstr(at, "http://");

	if (!found || (plain && plain < found))
		found = plain;
	if (!found)
		return NULL;
	*len = address_length(found);
	while (*len > 0 && strchr(".,;:!?", found[*len - 1]))
		(*len)--;
	return found;
}

static void follow(struct pdf *p, const char *address, size_t len, double x, double y, double width, double height)
{
	char *copy = mem_strn(address, len), *keys;
	struct str plain = STR_INIT;

	isolate_drop(&plain, copy);
	keys = mem_fmt("rect=[%d %d %d %d] uri='%s'", (int)x, (int)y, (int)(width + 0.99), (int)(height + 0.99), str_get(&plain));

	cairo_tag_begin(p->cr, CAIRO_TAG_LINK, keys);
	pdf_tail_element(p->tail, NULL);
	cairo_tag_end(p->cr, CAIRO_TAG_LINK);
	free(keys);
	free(copy);
	str_free(&plain);
}

/* The part of an address that stands in this line, from left to right in as many pieces as it has. */
static void follow_in_line(struct pdf *p, const struct pdf_strip *strip, PangoLayoutIter *iter, double y, const char *address,
	size_t len)
{
	PangoLayoutLine *line = pango_layout_iter_get_line_readonly(iter);
	int from = (int)(address - pango_layout_get_text(strip->layout)), to = from + (int)len, *range, n, y0, y1;
	int begin = pango_layout_line_get_start_index(line), end = begin + pango_layout_line_get_length(line);

	if (from >= end || to <= begin)
		return;
	pango_layout_iter_get_line_yrange(iter, &y0, &y1);
	pango_layout_line_get_x_ranges(line, from > begin ? from : begin, to < end ? to : end, &range, &n);
	for (int i = 0; i < n; i++)
		follow(p, address, len, strip->x + range[2 * i] / (double)PANGO_SCALE, y + y0 / (double)PANGO_SCALE,
			(range[2 * i + 1] - range[2 * i]) / (double)PANGO_SCALE, (y1 - y0) / (double)PANGO_SCALE);
	g_free(range);
}

static void follow_line(struct pdf *p, const struct pdf_strip *strip, PangoLayoutIter *iter, double y)
{
	const char *at = pango_layout_get_text(strip->layout);
	size_t len = 0;

	while ((at = next_address(at, &len)) != NULL) {
		follow_in_line(p, strip, iter, y, at, len);
		at += len;
	}
}

/* Behind the text's own element, which would lose its text by an element within it; not in tables, whose rows hold cells
 * alone. */
void pdf_links(struct pdf *p, const struct pdf_strip *strip, int from, int to, double y)
{
	PangoLayoutIter *iter;
	int line = 0, y0, y1, top = 0;

	if (!p->cr || strip->tag[0] == 'T' || !strstr(pango_layout_get_text(strip->layout), "://"))
		return;
	iter = pango_layout_get_iter(strip->layout);
	do {
		pango_layout_iter_get_line_yrange(iter, &y0, &y1);
		if (line == from)
			top = y0;
		if (line >= from)
			follow_line(p, strip, iter, y - top / (double)PANGO_SCALE);
	} while (++line < to && pango_layout_iter_next_line(iter));
	pango_layout_iter_free(iter);
}
