/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Keys and values, from operands or, better for personal data, from standard
 * input: a command line stands in the process list for everyone to read.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "base/utf.h"
#include "commands/command.h"
#include "register/change.h"
#include "register/clean.h"
#include "register/gate.h"
#include "register/occupation_search.h"

#define INPUT_MAX ((size_t)1 << 20)

enum status input_standard(void *ctx, char *buf, size_t room, size_t *got, struct err *err)
{
	ssize_t n;

	(void)ctx;
	do {
		n = read(STDIN_FILENO, buf, room);
	} while (n < 0 && errno == EINTR);
	if (n < 0)
		return io_error(err, errno, _("standard input"));
	*got = (size_t)n;
	return ST_OK;
}

static void add_pair(struct pairs *all, const char *text, size_t key_len)
{
	all->pair = mem_resize(all->pair, (size_t)all->count + 1, sizeof(*all->pair));
	all->pair[all->count].key = mem_strn(text, key_len);
	all->pair[all->count++].value = mem_str(text + key_len + 1);
}

static enum status from_operands(struct call *call, int first, struct pairs *out, struct err *err)
{
	const char *equals;
	int i;

	for (i = first; i < call->argc; i++) {
		equals = strchr(call->argv[i], '=');
		if (!equals || equals == call->argv[i])
			return err_set(err, ST_USAGE, _("Word %d is not written key=value."), i + 1);
		add_pair(out, call->argv[i], (size_t)(equals - call->argv[i]));
	}
	return ST_OK;
}

static enum status read_all(struct str *text, struct err *err)
{
	char buf[4096];
	ssize_t got;

	for (;;) {
		got = read(STDIN_FILENO, buf, sizeof(buf));
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return io_error(err, errno, _("standard input"));
		if (got == 0)
			break;
		str_addn(text, buf, (size_t)got);
		if (text->len > INPUT_MAX)
			return err_set(err, ST_INVALID, _("Standard input is longer than a record can be. Nothing was saved."));
	}
	explicit_bzero(buf, sizeof(buf));
	str_addn(text, "", 0);
	return ST_OK;
}

static void lengthen(struct pair *pair, const char *line)
{
	char *longer = mem_fmt("%s\n%s", pair->value, line);

	free(pair->value);
	pair->value = longer;
}

/* key=value; a line that begins with a blank goes on with the value before; empty lines and # part. */
static enum status take_line(struct pairs *out, char *line, int number, struct err *err)
{
	const char *equals = strchr(line, '=');
	size_t len = strlen(line);

	if (len && line[len - 1] == '\r')
		line[--len] = '\0';
	if (!utf_valid(line, len))
		return err_set(err, ST_INVALID, _("Line %d of standard input is not valid UTF-8 text. Nothing was saved."),
			       number);
	if ((*line == ' ' || *line == '\t') && out->count) {
		lengthen(&out->pair[out->count - 1], line + 1);
		return ST_OK;
	}
	if (!len || *line == '#')
		return ST_OK;
	if (!equals || equals == line)
		return err_set(err, ST_INVALID, _("Line %d of standard input is not written key=value. Nothing was saved."),
			       number);
	add_pair(out, line, (size_t)(equals - line));
	return ST_OK;
}

static enum status from_input(struct pairs *out, struct err *err)
{
	struct str text = STR_INIT;
	enum status st = read_all(&text, err);
	char *line, *rest;
	int number = 0;

	if (st == ST_OK && memchr(text.s, '\0', text.len))
		st = err_set(err, ST_INVALID, _("Standard input is not text. Nothing was saved."));
	for (rest = text.s; st == ST_OK && (line = strsep(&rest, "\n")) != NULL;)
		st = take_line(out, line, ++number, err);
	str_wipe(&text);
	return st;
}

enum status pairs_read(struct call *call, int first, struct pairs *out, struct err *err)
{
	bool dash = call->argc == first + 1 && strcmp(call->argv[first], "-") == 0;

	memset(out, 0, sizeof(*out));
	if (dash || (call->argc == first && !isatty(STDIN_FILENO)))
		return from_input(out, err);
	return from_operands(call, first, out, err);
}

void pairs_clear(struct pairs *pairs)
{
	int i;

	for (i = 0; i < pairs->count; i++) {
		free(pairs->pair[i].key);
		free(pairs->pair[i].value);
	}
	free(pairs->pair);
	memset(pairs, 0, sizeof(*pairs));
}

static enum status set_reference(struct call *call, struct change_item *item, const struct field *field,
				 const char *said, struct err *err)
{
	const struct kind *kind = register_kind(field->refers);
	char text[37];
	struct id id;
	enum status st;

	if (!kind)
		BUG("reference to an unknown kind");
	st = read_resolve(call->store, &call->actor, kind, said, &id, err);
	if (st != ST_OK)
		return st;
	id_text(id, text);
	return change_set(item, field->name, text, err);
}

static char *cleaned(const char *text)
{
	struct str taken = STR_INIT, said = STR_INIT;
	char *rest = clean_text(text, &taken);

	/* TRANSLATORS: words in quotation marks */
	str_addf(&said, _("Taken out: %s."), str_get(&taken));
	if (rest)
		note(str_get(&said));
	str_free(&said);
	str_free(&taken);
	return rest ? rest : mem_str(text);
}

char *free_text(const struct call *call, const char *text)
{
	struct str said = STR_INIT;

	if (call_given(call, "clean"))
		return cleaned(text);
	if (gate_gentle(&said, text)) {
		note(str_get(&said));
		note(_("--clean takes these words out, and no others."));
	}
	str_free(&said);
	return mem_str(text);
}

/* Which occupations were perhaps meant, with the codes to give instead. */
static void note_nearest(const char *said)
{
	struct str nearest = STR_INIT, sentence = STR_INIT;

	occupation_nearest(&nearest, said, 3);
	/* TRANSLATORS: %s are titles with their codes: "Nurse (2221), Midwife (2222)" */
	str_addf(&sentence, _("Nearest: %s. “foothold occupation” lists more."), str_get(&nearest));
	if (nearest.len)
		note(str_get(&sentence));
	str_free(&sentence);
	str_free(&nearest);
}

static enum status set_value(struct call *call, struct change_item *item, const struct field *field, const struct pair *pair,
	struct err *err)
{
	char *value = field && clean_field(field) ? free_text(call, pair->value) : NULL;
	enum status st = change_set(item, pair->key, value ? value : pair->value, err);

	free(value);
	return st;
}

enum status pairs_set(struct call *call, struct change_item *item, const struct pairs *pairs, struct err *err)
{
	const struct field *field;
	enum status st = ST_OK;
	int i;

	for (i = 0; i < pairs->count && st == ST_OK; i++) {
		field = kind_field(change_kind_of(item), pairs->pair[i].key);
		if (field && field->kind == FIELD_REFERENCE && *pairs->pair[i].value)
			st = set_reference(call, item, field, pairs->pair[i].value, err);
		else
			st = set_value(call, item, field, &pairs->pair[i], err);
		if (st == ST_INVALID && field && field->kind == FIELD_OCCUPATION)
			note_nearest(pairs->pair[i].value);
	}
	return st;
}

enum status text_read(const char *path, size_t most, struct str *out, struct err *err)
{
	FILE *file = fopen(path, "r");
	char piece[4096];
	size_t n;
	bool failed;

	if (!file)
		return io_error(err, errno, path);
	while ((n = fread(piece, 1, sizeof(piece), file)) > 0 && out->len < most)
		str_addn(out, piece, n);
	failed = ferror(file) != 0;
	fclose(file);
	if (failed)
		return io_error(err, EIO, path);
	return out->len < most ? ST_OK : err_set(err, ST_INVALID, _("This file is too long for what it is to declare. Nothing was "
		"changed."));
}
