/* SPDX-License-Identifier: EUPL-1.2 */
/* Postings one by one out of whatever holds them; see jobposting.h. */
#include "exchange/jobposting.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/msg.h"

#define BLOCK 8192
#define SCRIPT "application/ld+json"
enum { NO_BYTE = -1 };

struct jobposting {
	csv_source *source;
	void *ctx;
	char buf[BLOCK];
	size_t at, len;
	long line;
	int back;                    /* a byte that was looked at, or NO_BYTE */
	bool begun, page, array, ended;
	bool behind;                 /* a value of the array: a comma or its end must follow */
	enum status failed;          /* of the source, seen within jansson */
	struct err why;
	size_t given;                /* bytes of the value that is being read */
	json_t *whole;               /* the value whose postings are given */
	const json_t *list;          /* its postings; NULL: it is one itself */
	json_t *nodes;               /* what stands in the list, by "@id" */
	size_t next;
	long whole_line;
	int64_t found;
	char *cell[JOB_CELLS];
};

static const char *const heads[JOB_CELLS] = {
	[JOB_TITLE] = "title", [JOB_EMPLOYER] = "employer", [JOB_NUMBER] = "number", [JOB_POSTED] = "posted",
	[JOB_UNTIL] = "valid_through", [JOB_STARTS] = "starts", [JOB_OCCUPATION] = "occupation", [JOB_SKILLS] = "skills",
	[JOB_HOURS] = "hours", [JOB_HOURS_FROM] = "hours_from", [JOB_HOURS_TO] = "hours_to", [JOB_CONTRACT] = "contract",
	[JOB_PLACE] = "place", [JOB_ADDRESS] = "address", [JOB_FROM_HOME] = "from_home", [JOB_PAY_FROM] = "pay_from",
	[JOB_PAY_TO] = "pay_to", [JOB_PAY_PER] = "pay_per", [JOB_SEATS] = "seats", [JOB_WEB] = "web", [JOB_TEXT] = "text",
};

void jobposting_head(struct csv_row *head)
{
	*head = (struct csv_row){ 1, JOB_CELLS, (char *const *)heads };
}

bool jobposting_begins(const char *text, size_t len)
{
	size_t i = len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

	while (i < len && strchr(" \t\r\n", text[i]))
		i++;
	return i < len && (text[i] == '{' || text[i] == '[' || text[i] == '<');
}

struct jobposting *jobposting_open(csv_source *source, void *ctx)
{
	struct jobposting *p = mem_alloc(sizeof(*p));

	p->source = source;
	p->ctx = ctx;
	p->line = 1;
	p->back = NO_BYTE;
	return p;
}

static void drop_row(struct jobposting *p)
{
	for (int i = 0; i < JOB_CELLS; i++) {
		free(p->cell[i]);
		p->cell[i] = NULL;
	}
}

void jobposting_close(struct jobposting *p)
{
	if (!p)
		return;
	drop_row(p);
	json_decref(p->nodes);
	json_decref(p->whole);
	free(p);
}

/* ---- bytes ---- */

/* NO_BYTE at the end, and where the source fails (p->failed). */
static int get(struct jobposting *p)
{
	int c = p->back;

	p->back = NO_BYTE;
	if (c != NO_BYTE)
		return c;
	if (p->at == p->len) {
		p->at = p->len = 0;
		if (p->failed == ST_OK)
			p->failed = p->source(p->ctx, p->buf, sizeof(p->buf), &p->len, &p->why);
		if (p->failed != ST_OK || p->len == 0)
			return NO_BYTE;
	}
	c = (unsigned char)p->buf[p->at++];
	p->line += c == '\n';
	return c;
}

/* The next byte that is no blank. */
static int get_word(struct jobposting *p)
{
	int c = get(p);

	while (c == ' ' || c == '\t' || c == '\r' || c == '\n')
		c = get(p);
	return c;
}

/* jansson takes what it is given: one byte at a time, so that it never holds more than its own value. */
static size_t give(void *buffer, size_t room, void *ctx)
{
	struct jobposting *p = ctx;
	int c;

	(void)room;
	if (p->given++ >= JOBPOSTING_MAX)
		return (size_t)-1;
	c = get(p);
	if (c == NO_BYTE)
		return p->failed == ST_OK ? 0 : (size_t)-1;
	*(char *)buffer = (char)c;
	return 1;
}

/* ---- values ---- */

static enum status broken(const struct jobposting *p, struct err *err)
{
	if (p->failed != ST_OK) {
		if (err)
			*err = p->why;
		return p->failed;
	}
	if (p->given > JOBPOSTING_MAX)
		return err_set(err, ST_CORRUPT, _("Line %ld: one posting is longer than 4 MB. Nothing was imported."), p->line);
	return err_set(err, ST_CORRUPT, _("Line %ld: this is no JSON that can be read. Nothing was imported; the file may be cut "
		"off, or be of another kind."), p->line);
}

/* The value that begins with `first`. */
static enum status read_value(struct jobposting *p, int first, struct err *err)
{
	p->back = first;
	p->given = 0;
	p->whole_line = p->line;
	json_decref(p->whole);
	p->whole = json_load_callback(give, p, JSON_DISABLE_EOF_CHECK, NULL);
	if (!p->whole)
		return broken(p, err);
	p->list = NULL;
	p->next = 0;
	return ST_OK;
}

/* On a web page: behind the head of the next script of that kind. */
static bool to_script(struct jobposting *p)
{
	size_t hit = 0;
	int c;

	while (hit < strlen(SCRIPT) && (c = get(p)) != NO_BYTE)
		hit = c == SCRIPT[hit] ? hit + 1 : c == SCRIPT[0];
	while (hit == strlen(SCRIPT) && (c = get(p)) != NO_BYTE)
		if (c == '>')
			return true;
	return false;
}

static enum status at_end(struct jobposting *p, bool whole, struct err *err)
{
	p->ended = true;
	if (p->failed != ST_OK || !whole)
		return broken(p, err);
	if (p->found == 0)
		return err_set(err, ST_CORRUPT, _("The file holds no job posting of schema.org. Nothing was imported."));
	return ST_DONE;
}

/* Where the next value begins: behind commas, brackets and, on a web page, the heads of its scripts. */
static enum status next_byte(struct jobposting *p, int *out, struct err *err)
{
	int c = get_word(p);

	if (p->array && c == ']') {
		p->array = p->behind = false;
		c = get_word(p);
	} else if (p->array && p->behind) {
		if (c != ',')
			return broken(p, err);
		c = get_word(p);
	}
	p->page = p->page || (!p->begun && c == '<');
	if (p->page && !p->array && c == '<')
		c = to_script(p) ? get_word(p) : NO_BYTE;
	p->begun = true;
	*out = c;
	return ST_OK;
}

static enum status next_value(struct jobposting *p, struct err *err)
{
	int c = NO_BYTE;
	enum status st = next_byte(p, &c, err);

	while (st == ST_OK && !p->array && c == '[') {
		p->array = true;
		p->behind = false;
		st = next_byte(p, &c, err);
	}
	if (st != ST_OK)
		return st;
	if (c == NO_BYTE)
		return at_end(p, !p->array, err);
	st = c == '{' ? read_value(p, c, err) : broken(p, err);
	p->behind = st == ST_OK;
	return st;
}

/* ---- postings ---- */

static bool is_type(const json_t *node, const char *type)
{
	const json_t *said = json_object_get(node, "@type"), *one;
	size_t i;

	if (json_is_string(said)) {
		const char *last = strrchr(json_string_value(said), '/');

		return strcasecmp(last ? last + 1 : json_string_value(said), type) == 0;
	}
	json_array_foreach(said, i, one)
		if (json_is_string(one) && strcasecmp(json_string_value(one), type) == 0)
			return true;
	return false;
}

/* What a document holds beside postings is no fault: pages, organisations. */
static bool is_list(const json_t *node)
{
	return json_is_array(json_object_get(node, "@graph")) || json_is_array(json_object_get(node, "itemListElement"));
}

static json_t *list_of(const json_t *node)
{
	json_t *graph = json_object_get(node, "@graph");

	return json_is_array(graph) ? graph : json_object_get(node, "itemListElement");
}

/* The first one of each id, as a reader from the top would find it. */
static json_t *nodes_of(json_t *list)
{
	json_t *nodes = json_object(), *one;
	size_t i;

	json_array_foreach(list, i, one) {
		const char *id = json_string_value(json_object_get(one, "@id"));

		if (id && !json_object_get(nodes, id))
			json_object_set(nodes, id, one);
	}
	return nodes;
}

static const json_t *posting_in(const json_t *node)
{
	const json_t *item = json_object_get(node, "item");

	return is_type(node, "JobPosting") ? node : is_type(item, "JobPosting") ? item : NULL;
}

static enum status give_row(struct jobposting *p, const json_t *posting, struct csv_row *row)
{
	drop_row(p);
	jobfields_read(posting, p->nodes, p->cell);
	for (int i = 0; i < JOB_CELLS; i++)
		if (!p->cell[i])
			p->cell[i] = mem_str("");
	p->found++;
	*row = (struct csv_row){ p->whole_line, JOB_CELLS, p->cell };
	return ST_OK;
}

enum status jobposting_next(struct jobposting *p, struct csv_row *row, struct err *err)
{
	enum status st;

	while (!p->ended) {
		while (p->list && p->next < json_array_size(p->list)) {
			const json_t *posting = posting_in(json_array_get(p->list, p->next++));

			if (posting)
				return give_row(p, posting, row);
		}
		p->list = NULL;
		json_decref(p->nodes);
		p->nodes = NULL;
		st = next_value(p, err);
		if (st != ST_OK)
			return st;
		if (is_list(p->whole)) {
			p->list = list_of(p->whole);
			p->nodes = nodes_of(list_of(p->whole));
		} else if (posting_in(p->whole)) {
			return give_row(p, posting_in(p->whole), row);
		} else if (!p->page) {
			*row = (struct csv_row){ p->whole_line, 0, NULL };
			return err_set(err, ST_INVALID, _("This is no job posting: its @type says something else, or nothing."));
		}
	}
	return ST_DONE;
}
