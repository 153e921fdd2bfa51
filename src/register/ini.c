/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Feeds inih line by line, so that line numbers, overlong lines and continued
 * values are told apart, and keeps the outcome as sections in their order.
 */
#include "register/ini.h"

#include <errno.h>
#include <ini.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "base/utf.h"

struct feed {
	struct ini_doc *doc;
	const char *text;
	size_t len, pos;
	int line;
	int section_line;    /* where the section that is open began; 0: none yet */
	bool section_used;
	bool indented;
	struct err *err;
	enum status status;  /* the first failure */
};

static void feed_fail(struct feed *f, int line, const char *fmt)
{
	if (f->status == ST_OK)
		f->status = err_set(f->err, ST_INVALID, fmt, line);
}

static void feed_section(struct feed *f)
{
	if (f->section_line && !f->section_used)
		feed_fail(f, f->section_line, _("Line %d: this section is empty. Give it keys or take it out."));
	f->section_line = f->line;
	f->section_used = false;
}

/* fgets() over the text, for inih. */
static char *feed_line(char *out, int size, void *ctx)
{
	struct feed *f = ctx;
	const char *from = f->text + f->pos;
	const char *end;
	size_t n;

	if (f->status != ST_OK || f->pos >= f->len)
		return NULL;
	end = memchr(from, '\n', f->len - f->pos);
	n = end ? (size_t)(end - from) + 1 : f->len - f->pos;
	f->line++;
	if (n + 3 > (size_t)size || n > 193) {
		feed_fail(f, f->line, _("Line %d is too long. Go on in a second line that begins with a blank."));
		return NULL;
	}
	memcpy(out, from, n);
	out[n] = '\0';
	f->pos += n;
	f->indented = out[0] == ' ' || out[0] == '\t';
	if (out[0] == '[')
		feed_section(f);
	return out;
}

static struct ini_section *section_for(struct feed *f, const char *name)
{
	struct ini_doc *doc = f->doc;
	struct ini_section *s;

	if (doc->n_sections && f->section_used)
		return &doc->section[doc->n_sections - 1];
	doc->section = mem_resize(doc->section, (size_t)doc->n_sections + 1, sizeof *doc->section);
	s = &doc->section[doc->n_sections++];
	*s = (struct ini_section){ .name = mem_str(name), .line = f->section_line };
	f->section_used = true;
	return s;
}

static int feed_pair(void *ctx, const char *section, const char *key, const char *value)
{
	struct feed *f = ctx;
	struct ini_section *s;
	struct ini_entry *last;

	if (f->section_line == 0) {
		feed_fail(f, f->line, _("Line %d stands before the first [section]."));
		return 0;
	}
	s = section_for(f, section);
	last = s->n_entries ? &s->entry[s->n_entries - 1] : NULL;
	if (f->indented && last && str_same(last->key, key)) {
		char *joined = mem_fmt("%s %s", last->value, value);

		free(last->value);
		last->value = joined;
		return 1;
	}
	if (ini_value(s, key)) {
		feed_fail(f, f->line, _("Line %d: this key was given already in the same section."));
		return 0;
	}
	s->entry = mem_resize(s->entry, (size_t)s->n_entries + 1, sizeof *s->entry);
	s->entry[s->n_entries++] = (struct ini_entry){ mem_str(key), mem_str(value), f->line };
	return 1;
}

/* No byte that is not text may come this far: labels go to terminals and to paper. */
static enum status check_bytes(const char *text, size_t len, struct err *err)
{
	size_t pos = 0;
	int line = 1;

	while (pos < len) {
		uint32_t cp;
		size_t n = utf_decode(text + pos, len - pos, &cp);

		if (n == 0)
			return err_set(err, ST_INVALID, _("Line %d is not valid UTF-8 text."), line);
		if (cp == '\n')
			line++;
		else if (cp != '\r' && utf_is_control(cp, true))
			return err_set(err, ST_INVALID, _("Line %d holds a control character."), line);
		pos += n;
	}
	return ST_OK;
}

enum status ini_read(struct ini_doc *doc, const char *text, size_t len, struct err *err)
{
	struct feed f = { .doc = doc, .text = text, .len = len, .err = err };
	int bad;

	*doc = (struct ini_doc){ 0 };
	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		f.pos = 3;
	f.status = check_bytes(text + f.pos, len - f.pos, err);
	if (f.status == ST_OK) {
		bad = ini_parse_stream(feed_line, &f, feed_pair, &f);
		if (bad > 0)
			feed_fail(&f, bad, _("Line %d is neither [section] nor “key = value”."));
		if (f.section_line && !f.section_used)
			feed_section(&f);
	}
	if (f.status != ST_OK)
		ini_clear(doc);
	return f.status;
}

enum status ini_read_file(struct ini_doc *doc, const char *path, struct err *err)
{
	struct str text = STR_INIT;
	char buf[8192];
	size_t n;
	FILE *in = fopen(path, "rb");
	enum status st = ST_OK;

	*doc = (struct ini_doc){ 0 };
	if (!in)
		return io_error(err, errno, path);
	while ((n = fread(buf, 1, sizeof buf, in)) > 0)
		str_addn(&text, buf, n);
	if (ferror(in))
		st = io_error(err, errno, path);
	fclose(in);
	if (st == ST_OK)
		st = ini_read(doc, str_get(&text), text.len, err);
	str_free(&text);
	return st;
}

void ini_clear(struct ini_doc *doc)
{
	for (int s = 0; s < doc->n_sections; s++) {
		struct ini_section *section = &doc->section[s];

		for (int e = 0; e < section->n_entries; e++) {
			free(section->entry[e].key);
			free(section->entry[e].value);
		}
		free(section->entry);
		free(section->name);
	}
	free(doc->section);
	*doc = (struct ini_doc){ 0 };
}

const char *ini_value(const struct ini_section *section, const char *key)
{
	for (int e = 0; e < section->n_entries; e++)
		if (str_same(section->entry[e].key, key))
			return section->entry[e].value;
	return NULL;
}
