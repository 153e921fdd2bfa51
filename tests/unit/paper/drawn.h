/* SPDX-License-Identifier: EUPL-1.2 */
/* A PDF as its readers have it: its words by pdftotext, its ink by pdftoppm, the rest by pdfinfo and pdffonts. */
#ifndef TESTS_UNIT_PAPER_DRAWN_H
#define TESTS_UNIT_PAPER_DRAWN_H

#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf.h"

/* What a command says, on both its streams; '%s' stands for the path. Yours. */
static inline char *drawn_said(const char *format, const char *path)
{
	struct str out = STR_INIT, line = STR_INIT;
	const char *at = strstr(format, "%s");
	char part[4096];
	size_t n;
	FILE *pipe;

	assert_non_null(at);
	str_addn(&line, format, (size_t)(at - format));
	str_addf(&line, "'%s'%s 2>&1", path, at + 2);
	pipe = popen(str_get(&line), "r");
	assert_non_null(pipe);
	while ((n = fread(part, 1, sizeof part, pipe)) > 0)
		str_addn(&out, part, n);
	assert_int_equal(pclose(pipe), 0);
	str_free(&line);
	str_get(&out);
	return str_take(&out);
}

static inline void drawn_has(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("“%s” does not stand in:\n%s", part, text);
}

/* Line by line from above, without the marks that only steer direction; runs of blanks are one. Yours. */
static inline char *drawn_text(const char *path)
{
	char *raw = drawn_said("pdftotext -layout %s -", path);
	struct str out = STR_INIT;
	size_t len = strlen(raw), at = 0;
	uint32_t c;

	while (at < len) {
		size_t step = utf_decode(raw + at, len - at, &c);

		assert_true(step > 0);
		if (c == '\f' || c == '\n') {
			while (out.len && out.s[out.len - 1] == ' ')
				out.s[--out.len] = '\0';
			if (out.len && out.s[out.len - 1] != '\n')
				str_addc(&out, '\n');
		} else if (c == ' ' || c == 0xa0) {
			if (out.len && out.s[out.len - 1] != ' ' && out.s[out.len - 1] != '\n')
				str_addc(&out, ' ');
		} else if (!(c >= 0x200e && c <= 0x200f) && !(c >= 0x202a && c <= 0x202e) && !(c >= 0x2066 && c <= 0x2069)) {
			str_addn(&out, raw + at, step);
		}
		at += step;
	}
	free(raw);
	str_get(&out);
	return str_take(&out);
}

/* A page in grey, one byte for each point of 1/72 inch. */
struct drawn_page { int width, height; unsigned char *grey; };

static inline struct drawn_page drawn_page(const char *path, int number)
{
	struct drawn_page page;
	char *command = mem_fmt("pdftoppm -r 72 -gray -f %d -l %d '%s'", number, number, path);
	FILE *pipe = popen(command, "r");
	size_t size;

	assert_non_null(pipe);
	assert_int_equal(fscanf(pipe, "P5 %d %d 255", &page.width, &page.height), 2);
	assert_int_equal(fgetc(pipe), '\n');
	size = (size_t)page.width * (size_t)page.height;
	page.grey = mem_alloc(size);
	assert_int_equal(fread(page.grey, 1, size, pipe), size);
	assert_int_equal(pclose(pipe), 0);
	free(command);
	return page;
}

/* How many points within the box are dark. */
static inline int drawn_ink(const struct drawn_page *page, int x0, int y0, int x1, int y1)
{
	int n = 0;

	for (int y = y0 < 0 ? 0 : y0; y < y1 && y < page->height; y++)
		for (int x = x0 < 0 ? 0 : x0; x < x1 && x < page->width; x++)
			n += page->grey[y * page->width + x] < 140;
	return n;
}

#endif
