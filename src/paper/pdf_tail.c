/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the incremental update behind a PDF; see pdf_tail.h. */
#include "paper/pdf_tail.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf.h"

/* An element of the structure, by its place among all of them, and the keys it gets. */
struct extra { long element; char *keys; };
/* An object said again. */
struct again { long number; char *text; };

struct pdf_tail {
	pdf_put put;
	void *ctx;
	unsigned long long written;
	bool refused;

	struct str line;                 /* not at its end yet */
	struct str object;               /* being read */
	long number;                     /* of it; 0: between objects */
	bool stream;                     /* within the bytes of one */
	bool startxref;                  /* the next line says where the last table of objects is */
	long size, root, info;           /* of the trailer */
	unsigned long long xref;

	struct extra *extra;
	int n_extra, next_extra;
	long begun, seen;                /* elements */
	struct again *again;
	int n_again;
};

struct pdf_tail *pdf_tail_new(pdf_put put, void *ctx)
{
	struct pdf_tail *t = mem_alloc(sizeof(*t));

	t->put = put;
	t->ctx = ctx;
	return t;
}

void pdf_tail_free(struct pdf_tail *t)
{
	if (!t)
		return;
	for (int i = 0; i < t->n_extra; i++)
		free(t->extra[i].keys);
	for (int i = 0; i < t->n_again; i++)
		free(t->again[i].text);
	free(t->extra);
	free(t->again);
	str_wipe(&t->line);
	str_wipe(&t->object);
	free(t);
}

void pdf_tail_element(struct pdf_tail *t, const char *extra)
{
	int n = t->n_extra;

	if (extra) {
		if ((n & (n - 1)) == 0)
			t->extra = mem_resize(t->extra, n ? (size_t)n * 2 : 1, sizeof(*t->extra));
		t->extra[t->n_extra++] = (struct extra){ t->begun, mem_str(extra) };
	}
	t->begun++;
}

static void say_again(struct pdf_tail *t, const char *dictionary, size_t len, const char *keys)
{
	size_t n = (size_t)t->n_again;

	/* Without the ">>" that ends it. */
	while (len > 0 && dictionary[len - 1] != '>')
		len--;
	len = len > 2 ? len - 2 : 0;
	while (len > 0 && dictionary[len - 1] == '\n')
		len--;
	if ((n & (n - 1)) == 0)
		t->again = mem_resize(t->again, n ? n * 2 : 1, sizeof(*t->again));
	t->again[n] = (struct again){ t->number, mem_fmt("%.*s\n   %s\n>>\n", (int)len, dictionary, keys) };
	t->n_again++;
}

/* Elements are written in the order in which they were begun. */
static void object_ends(struct pdf_tail *t)
{
	const char *text = str_get(&t->object);

	if (str_starts(text, "<< /Type /StructElem")) {
		if (t->next_extra < t->n_extra && t->extra[t->next_extra].element == t->seen)
			say_again(t, text, t->object.len, t->extra[t->next_extra++].keys);
		t->seen++;
	} else if (str_starts(text, "<< /Type /Catalog")) {
		say_again(t, text, t->object.len, "");
	}
	str_clear(&t->object);
	t->number = 0;
}

static void trailer_line(struct pdf_tail *t, const char *line)
{
	const char *at;

	if (t->startxref) {
		t->xref = strtoull(line, NULL, 10);
		t->startxref = false;
	} else if (strcmp(line, "startxref") == 0) {
		t->startxref = true;
	} else if ((at = strstr(line, "/Size ")) != NULL) {
		t->size = strtol(at + 6, NULL, 10);
	} else if ((at = strstr(line, "/Root ")) != NULL) {
		t->root = strtol(at + 6, NULL, 10);
	} else if ((at = strstr(line, "/Info ")) != NULL) {
		t->info = strtol(at + 6, NULL, 10);
	}
}

static void line_ends(struct pdf_tail *t)
{
	const char *line = str_get(&t->line);
	char *end;
	long number;

	if (t->stream) {
		t->stream = strcmp(line, "endstream") != 0;
	} else if (t->number == 0) {
		number = strtol(line, &end, 10);
		if (end != line && strcmp(end, " 0 obj") == 0)
			t->number = number;
		else
			trailer_line(t, line);
	} else if (strcmp(line, "endobj") == 0) {
		object_ends(t);
	} else if (strcmp(line, "stream") == 0) {
		t->stream = true;
		str_clear(&t->object);
	} else {
		str_addn(&t->object, line, t->line.len);
		str_addc(&t->object, '\n');
	}
	str_clear(&t->line);
}

static bool hand_on(struct pdf_tail *t, const void *bytes, size_t len)
{
	if (!t->refused && !t->put(t->ctx, bytes, len))
		t->refused = true;
	t->written += len;
	return !t->refused;
}

void pdf_tail_bytes(struct pdf_tail *t, const void *bytes, size_t len)
{
	const char *at = bytes, *end = at + len;

	if (!hand_on(t, bytes, len))
		return;
	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));

		str_addn(&t->line, at, (size_t)((newline ? newline : end) - at));
		if (newline)
			line_ends(t);
		at = newline ? newline + 1 : end;
	}
}

bool pdf_tail_refused(const struct pdf_tail *t)
{
	return t->refused;
}

void pdf_tail_string(struct str *out, const char *text)
{
	size_t len = strlen(text), at = 0;

	str_add(out, "<FEFF");
	while (at < len) {
		uint32_t c = 0xfffd;
		size_t step = utf_decode(text + at, len - at, &c);

		if (step == 0)
			c = 0xfffd;
		if (c >= 0x10000)
			str_addf(out, "%04X%04X", 0xd800 + ((c - 0x10000) >> 10), 0xdc00 + ((c - 0x10000) & 0x3ff));
		else
			str_addf(out, "%04X", c);
		at += step ? step : 1;
	}
	str_addc(out, '>');
}

static void add_catalogue_keys(struct pdf_tail *t, const char *language, bool right_to_left)
{
	struct again *last = &t->again[t->n_again - 1];
	struct str keys = STR_INIT;
	char *before = last->text;

	str_add(&keys, "/Lang ");
	pdf_tail_string(&keys, language);
	str_addf(&keys, "\n   /ViewerPreferences << /DisplayDocTitle true /Direction /%s >>", right_to_left ? "R2L" : "L2R");
	last->text = mem_fmt("%.*s%s\n>>\n", (int)(strlen(before) - strlen("\n>>\n")), before, str_get(&keys));
	free(before);
	str_free(&keys);
}

/* The objects, where each of them stands, and where the tables before are. */
static void write_update(struct pdf_tail *t, struct str *out)
{
	struct str table = STR_INIT;
	unsigned long long before = t->xref;

	for (int i = 0; i < t->n_again; i++) {
		str_addf(&table, "%ld 1\n%010llu 00000 n \n", t->again[i].number, t->written + out->len);
		str_addf(out, "%ld 0 obj\n%sendobj\n", t->again[i].number, t->again[i].text);
	}
	str_addf(&table, "trailer\n<< /Size %ld\n   /Root %ld 0 R\n   /Info %ld 0 R\n   /Prev %llu\n>>\n",
		t->size, t->root, t->info, before);
	t->xref = t->written + out->len;
	str_addf(out, "xref\n%sstartxref\n%llu\n%%%%EOF\n", str_get(&table), t->xref);
	str_free(&table);
}

bool pdf_tail_end(struct pdf_tail *t, const char *language, bool right_to_left)
{
	struct str out = STR_INIT;
	bool ok;

	if (t->refused || t->root == 0 || t->xref == 0 || t->n_again == 0 || t->again[t->n_again - 1].number != t->root)
		return false;
	add_catalogue_keys(t, language, right_to_left);
	write_update(t, &out);
	ok = hand_on(t, out.s, out.len);
	str_wipe(&out);
	return ok;
}
