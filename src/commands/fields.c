/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold fields: the register as a person reads it, and the municipality's own fields taken into the file. */
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "commands/fields.h"
#include "commands/papers.h"
#include "commands/verbs.h"
#include "register/own.h"
#include "register/trait.h"

#define OWN_MAX ((size_t)1 << 20)

const struct option_row fields_options[] = {
	{ "own", N_("FILE.ini"), N_("Take the municipality's own fields from this file, instead of those before."),
	  false },
	{ "record-of-processing", NULL, N_("The record of processing (GDPR Art. 30) of this municipality as Markdown, with --json, or as a "
		"paper with --output."), false },
	{ "processing", NULL, N_("The same, by an older name."), false },
	{ "for-newcomer", NULL, N_("The sheet for newcomers: what is asked, why, on what basis, who sees it, how long, and their rights; "
		"with --lang in any language of papers."), false },
	{ "plain-language", NULL, N_("With --for-newcomer: in short sentences, on one page."), false },
	PAPER_OPTIONS,
	{ NULL, NULL, NULL, false }
};

static const char *const kind_labels[] = {
	[FIELD_TEXT] = N_("text"),
	[FIELD_LONG_TEXT] = N_("long text"),
	[FIELD_DATE] = N_("date"),
	[FIELD_CHOICE] = N_("choice"),
	[FIELD_CEFR] = N_("CEFR level"),
	[FIELD_LANGUAGE] = N_("language"),
	[FIELD_COUNTRY] = N_("country"),
	[FIELD_OCCUPATION] = N_("occupation"),
	[FIELD_YES_NO] = N_("yes or no"),
	[FIELD_NUMBER] = N_("number"),
	[FIELD_MONEY] = N_("money"),
	[FIELD_PHONE] = N_("phone number"),
	[FIELD_EMAIL] = N_("e-mail address"),
	[FIELD_REFERENCE] = N_("reference"),
	[FIELD_TIME] = N_("time"),
	[FIELD_CHOICES] = N_("several choices"),
	[FIELD_LANGUAGES] = N_("several languages"),
	[FIELD_TERM] = N_("length of time"),
	[FIELD_TIMETABLE] = N_("weekdays and hours"),
};

static json_t *text_or_null(const char *text)
{
	return text ? json_string(text) : json_null();
}

static json_t *roles_json(uint32_t roles)
{
	json_t *out = json_array();
	uint32_t role;

	for (role = 1; role <= ROLE_ALL; role <<= 1)
		if (roles & role)
			json_array_append_new(out, json_string(role_name((enum role)role)));
	return out;
}

static json_t *choices_json(const struct field *field)
{
	json_t *out = json_array(), *one;
	const struct choice *c;

	for (c = field->choices; c && c->key; c++) {
		one = json_object();
		json_object_set_new(one, "key", json_string(c->key));
		json_object_set_new(one, "label", json_string(choice_label(field, c)));
		json_array_append_new(out, one);
	}
	return out;
}

static json_t *field_json(const struct field *field)
{
	json_t *out = json_object();

	json_object_set_new(out, "name", json_string(field->name));
	json_object_set_new(out, "label", json_string(field_label(field)));
	json_object_set_new(out, "kind", json_string(field_kind_word(field->kind)));
	json_object_set_new(out, "purpose", json_string(field_purpose(field)));
	json_object_set_new(out, "basis", text_or_null(field->basis));
	json_object_set_new(out, "recipients", text_or_null(field->recipients));
	json_object_set_new(out, "seen_by", roles_json(field->seen_by));
	json_object_set_new(out, "keep", text_or_null(field->keep));
	json_object_set_new(out, "required", json_boolean(field->required));
	json_object_set_new(out, "derived", json_boolean(field->derived));
	json_object_set_new(out, "inferred", json_boolean(field->sensitive));
	json_object_set_new(out, "own", json_boolean(field->own));
	json_object_set_new(out, "sort", json_boolean(field->sort));
	if (field->choices)
		json_object_set_new(out, "choices", choices_json(field));
	if (field->refers)
		json_object_set_new(out, "refers", json_string(field->refers));
	return out;
}

static json_t *kind_json(const struct kind *kind)
{
	json_t *out = json_object(), *fields = json_array();
	int i;

	json_object_set_new(out, "name", json_string(kind->name));
	json_object_set_new(out, "label", json_string(_(kind->label)));
	json_object_set_new(out, "purpose", json_string(_(kind->purpose)));
	json_object_set_new(out, "parent", text_or_null(kind->parent));
	json_object_set_new(out, "seen_by", roles_json(kind->seen_by));
	json_object_set_new(out, "changed_by", roles_json(kind->changed_by));
	for (i = 0; i < kind->n_fields; i++)
		json_array_append_new(fields, field_json(&kind->fields[i]));
	json_object_set_new(out, "fields", fields);
	fields = json_array();
	for (i = 0; filter_trait(kind, i); i++)
		json_array_append_new(fields, json_string(filter_trait(kind, i)->name));
	json_object_set_new(out, "filters", fields);
	return out;
}

void fields_roles(struct str *out, uint32_t roles)
{
	uint32_t role;
	bool first = true;

	for (role = 1; role <= ROLE_ALL; role <<= 1)
		if (roles & role) {
			str_addf(out, "%s%s", first ? "" : ", ", role_name((enum role)role));
			first = false;
		}
}

static void kind_text(struct str *out, const struct field *field)
{
	const struct choice *c;

	str_add(out, _(kind_labels[field->kind]));
	if (field->refers)
		str_addf(out, " (%s)", field->refers);
	if (field->kind != FIELD_CHOICE && field->kind != FIELD_CHOICES)
		return;
	str_add(out, ": ");
	for (c = field->choices; c && c->key; c++)
		str_addf(out, "%s%s", c == field->choices ? "" : " | ", c->key);
}

/* What a person asks of a field: what it is, why it is asked, who sees it, how long it is kept. */
static void print_field(struct call *call, const struct field *field)
{
	struct str text = STR_INIT, roles = STR_INIT;

	str_addf(&text, "%s · %s · ", field->name, field_label(field));
	kind_text(&text, field);
	if (field->required)
		str_addf(&text, " · %s", _("required"));
	if (field->derived)
		str_addf(&text, " · %s", _("set by the program"));
	if (field->own)
		str_addf(&text, " · %s", _("the municipality's own"));
	if (field->excepted)
		str_addf(&text, " · %s", _("by exception from the gate"));
	if (field->closed)
		str_addf(&text, " · %s", _("asked no more"));
	out_wrapped(call, str_get(&text), 2);
	out_wrapped(call, field_purpose(field), 6);
	str_clear(&text);
	fields_roles(&roles, field->seen_by);
	/* TRANSLATORS: 1: roles, 2: a retention rule such as "case", 3: a legal basis, 4: who else receives it */
	str_addf(&text, _("Seen by: %s. Kept: %s. Basis: %s. Given to: %s."), str_get(&roles), _(field->keep),
		 _(field->basis), _(field->recipients));
	out_wrapped(call, str_get(&text), 6);
	str_free(&text);
	str_free(&roles);
}

/* What lists of these records are filtered by though it is no field of theirs. */
static void print_filters(struct call *call, const struct kind *kind)
{
	if (filter_trait(kind, 0))
		out_wrapped(call, _("Lists of these records are filtered by their fields, and by:"), 2);
	for (int i = 0; filter_trait(kind, i); i++) {
		const struct field *field = filter_trait(kind, i);
		struct str text = STR_INIT;

		str_addf(&text, "%s · %s · ", field->name, field_label(field));
		kind_text(&text, field);
		out_wrapped(call, str_get(&text), 4);
		str_free(&text);
	}
}

static void print_kind(struct call *call, const struct kind *kind)
{
	int i;

	str_addf(&call->out, "%s · %s\n", kind->name, _(kind->label));
	out_wrapped(call, _(kind->purpose), 0);
	for (i = 0; i < kind->n_fields; i++)
		print_field(call, &kind->fields[i]);
	print_filters(call, kind);
	out_text(call, "\n");
}

json_t *fields_json(const struct kind *only)
{
	json_t *all = json_array();
	int count;
	const struct kind *const *kinds = register_kinds(&count);

	for (int i = 0; i < count; i++)
		if (!only || kinds[i] == only)
			json_array_append_new(all, kind_json(kinds[i]));
	return all;
}

static enum status print_register(struct call *call, const struct kind *only, struct err *err)
{
	int count;
	const struct kind *const *kinds = register_kinds(&count);

	if (call->json)
		return out_json(call, fields_json(only), err);
	for (int i = 0; i < count; i++)
		if (!only || kinds[i] == only)
			print_kind(call, kinds[i]);
	return ST_OK;
}

static enum status read_own(const char *path, struct str *out, struct err *err)
{
	FILE *f = fopen(path, "re");
	char buf[4096];
	size_t got;
	enum status st = ST_OK;

	if (!f)
		return io_error(err, errno, path);
	while ((got = fread(buf, 1, sizeof(buf), f)) > 0 && out->len <= OWN_MAX)
		str_addn(out, buf, got);
	if (ferror(f))
		st = io_error(err, errno, path);
	else if (out->len > OWN_MAX || (out->len && memchr(out->s, '\0', out->len)))
		st = err_set(err, ST_INVALID, _("“%s” is not a file of fields. Nothing was changed."), path);
	fclose(f);
	return st;
}

static enum status take_own(struct call *call, const char *path, struct err *err)
{
	struct str ini = STR_INIT;
	enum status st = read_own(path, &ini, err);

	if (st == ST_OK)
		st = own_save(call->store, &call->actor, str_get(&ini), ini.len, err);
	str_free(&ini);
	return st;
}

/* The built-in register can be read without any file; one that is there adds its own fields. */
static enum status open_if_there(struct call *call, struct err *err)
{
	bool named = call_given(call, "db") || call_given(call, "own") || !str_empty(getenv("FOOTHOLD_DB"));
	enum status st = call_open(call, err);

	return st == ST_NOTFOUND && !named ? ST_OK : st;
}

enum status verb_fields(struct call *call, struct err *err)
{
	const char *own = call_option(call, "own");
	const struct kind *only = NULL;
	enum status st = open_if_there(call, err);

	if (st == ST_OK && own)
		st = take_own(call, own, err);
	if (st == ST_OK && call->argc && !(only = register_kind(call->argv[0])))
		st = err_set(err, ST_USAGE, _("There is no kind of record “%s”. “foothold fields” lists them."),
			     call->argv[0]);
	if (st != ST_OK)
		return st;
	if (call_given(call, "record-of-processing") || call_given(call, "processing"))
		return fields_processing(call, only, err);
	return call_given(call, "for-newcomer") ? fields_for_newcomer(call, err) : print_register(call, only, err);
}
