/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold gate: the fairness gate over a file of texts, one a line; no Foothold file is opened. */
#include "register/gate.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/utf.h"
#include "commands/gate.h"
#include "commands/verbs.h"

#define LONGEST ((size_t)1 << 20)      /* of a line; so much is held in memory, however long the file */
#define TROUBLE 3                      /* the call's exit code when something could not be read; 1 says that something was refused */

const struct option_row gate_options[] = {
	{ "register", N_("FILE.ini"), N_("Judge a file of fields, in the format of schema/register: every name, label, purpose and choice."),
		false },
	{ NULL, NULL, NULL, false }
};

struct reading {
	FILE *in;
	const char *path;
	struct str line;
	int64_t number;
};

/* What a text editor would show of the bytes: UTF-8, without zero bytes, the mark of byte order, or the line's end. */
static void tidy(struct reading *r)
{
	struct str kept = STR_INIT;
	const char *s = str_get(&r->line);
	size_t len = r->line.len;

	while (len && s[len - 1] == '\r')
		len--;
	for (size_t i = r->number == 1 && len >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0 ? 3 : 0; i < len; i++)
		if (s[i])
			str_addc(&kept, s[i] == '\t' ? ' ' : s[i]);
	str_free(&r->line);
	r->line = kept;
}

/* ST_DONE behind the last line. */
static enum status next_line(struct reading *r, struct err *err)
{
	int c;

	str_clear(&r->line);
	r->number++;
	while ((c = getc_unlocked(r->in)) != EOF && c != '\n') {
		if (r->line.len >= LONGEST)
			return err_set(err, ST_INVALID, _("Line %lld of “%s” is too long to be a text of a form. What stands "
				"before it was judged."), (long long)r->number, r->path);
		str_addc(&r->line, (char)c);
	}
	if (ferror(r->in))
		return io_error(err, errno, r->path);
	if (c == EOF && r->line.len == 0)
		return ST_DONE;
	if (r->number == 1 && r->line.len >= 2 &&
		(memcmp(r->line.s, "\xff\xfe", 2) == 0 || memcmp(r->line.s, "\xfe\xff", 2) == 0))
		return err_set(err, ST_INVALID, _("“%s” is not UTF-8 text."), r->path);
	tidy(r);
	return ST_OK;
}

static json_t *text_or_null(const char *text)
{
	return text ? json_string(text) : json_null();
}

/* JSON holds no bytes that are not UTF-8. */
static json_t *shown_json(const char *text, size_t len)
{
	char *part = mem_strn(text, len);
	struct str shown = STR_INIT;
	json_t *out;

	utf_show(&shown, part);
	out = json_string(str_get(&shown));
	str_free(&shown);
	free(part);
	return out;
}

static void tell_json(struct call *call, const struct gate_verdict *v, const char *text, bool first)
{
	json_t *one = json_object();
	char *dumped;

	json_object_set_new(one, "verdict", json_string(v->refused ? "refuse" : "allow"));
	json_object_set_new(one, "ground", text_or_null(v->ground));
	json_object_set_new(one, "text", shown_json(text, strlen(text)));
	if (v->refused) {
		json_object_set_new(one, "title", text_or_null(v->title ? _(v->title) : NULL));
		json_object_set_new(one, "source", text_or_null(v->source));
		json_object_set_new(one, "instead", text_or_null(v->instead ? _(v->instead) : NULL));
		json_object_set_new(one, "words", shown_json(text + v->from, v->to - v->from));
	}
	dumped = json_dumps(one, JSON_COMPACT);
	if (!dumped)
		BUG("JSON that cannot be written");
	out_text(call, first ? "[\n" : ",\n");
	out_text(call, dumped);
	free(dumped);
	json_decref(one);
}

void gate_tell(struct call *call, const struct gate_verdict *v, const char *text, bool first)
{
	if (call->json) {
		tell_json(call, v, text, first);
		return;
	}
	str_addf(&call->out, "%s\t%s\t", v->refused ? "refuse" : "allow", v->refused ? v->ground : "-");
	out_value(call, text);
	out_text(call, "\n");
}

/* Each line as it is read, so that memory does not grow with the file. */
static enum status judge_all(struct call *call, struct reading *r, bool *refused, struct err *err)
{
	const char *lang = call_option(call, "lang");
	enum status st;

	while ((st = next_line(r, err)) == ST_OK) {
		const char *text = str_get(&r->line);
		struct gate_verdict v = gate_judge(text, lang);

		*refused = *refused || v.refused;
		gate_tell(call, &v, text, r->number == 1);
		if (call->out.len > 1 << 16 && (st = call_flush(call, err)) != ST_OK)
			return st;
	}
	if (call->json)
		out_text(call, r->number == 1 ? "[]\n" : "\n]\n");
	return st == ST_DONE ? ST_OK : st;
}

static enum status judge_texts(struct call *call, bool *refused, struct err *err)
{
	struct reading r = { .in = stdin, .path = _("standard input") };
	bool named = strcmp(call->argv[0], "-") != 0;
	enum status st;

	if (named)
		r.path = call->argv[0];
	if (named && !(r.in = fopen(r.path, "re")))
		return io_error(err, errno, r.path);
	st = judge_all(call, &r, refused, err);
	if (named)
		fclose(r.in);
	str_free(&r.line);
	return st;
}

enum status verb_gate(struct call *call, struct err *err)
{
	const char *path = call_option(call, "register");
	bool refused = false;
	enum status st;

	if ((call->argc == 0) == (path == NULL))
		return err_set(err, ST_USAGE, _("After “gate” comes a file of texts, or --register and a file of fields."));
	call->failing = TROUBLE;
	st = path ? gate_register(call, path, &refused, err) : judge_texts(call, &refused, err);
	if (st != ST_OK || (st = call_flush(call, err)) != ST_OK || !refused)
		return st;
	call->failing = 1;
	return err_set(err, ST_INVALID, "%s", "");
}
