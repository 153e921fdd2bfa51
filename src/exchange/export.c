/* SPDX-License-Identifier: EUPL-1.2 */
/* Records page by page through the read door, one line or one JSON object each. */
#include "exchange/export.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "exchange/csv.h"

#define PAGE 500

/* The title of a record that was asked for last, by field: lists name the same household or course often. */
struct title { struct id id; struct str text; bool known; };

struct export {
	struct store *store;
	const struct actor *actor;
	const struct export_options *options;
	const struct kind *kind;
	struct title *title;        /* one a field */
	struct str line;
	int64_t rows;
};

bool export_of_people(const struct kind *kind)
{
	return kind->person || str_same(kind->name, "person") || str_same(kind->name, "household");
}

static bool wanted(const struct export *export, const struct field *field)
{
	const struct export_options *options = export->options;

	for (int i = 0; i < options->n_fields; i++)
		if (options->fields[i] == field)
			return field_seen(export->actor, export->kind, field);
	return !options->fields && field_seen(export->actor, export->kind, field);
}

static bool is_reference(const struct field *field)
{
	return field->kind == FIELD_REFERENCE;
}

/* The readable title of what a field refers to; "" when there is none or the actor may not see it. */
static enum status title_of(struct export *export, int i, const char *value, const char **out,
			    struct err *err)
{
	const struct kind *refers = register_kind(export->kind->fields[i].refers);
	struct title *title = &export->title[i];
	struct id id;
	enum status st;

	*out = "";
	if (str_empty(value) || !id_parse(value, &id))
		return ST_OK;
	if (!title->known || !id_same(title->id, id)) {
		str_clear(&title->text);
		st = read_title(export->store, export->actor, refers, id, &title->text, err);
		if (st != ST_OK && st != ST_DENIED && st != ST_NOTFOUND)
			return st;
		title->id = id;
		title->known = true;
	}
	*out = str_get(&title->text);
	return ST_OK;
}

static bool is_typed_text(const struct field *field)
{
	return field->kind == FIELD_TEXT || field->kind == FIELD_LONG_TEXT || field->kind == FIELD_EMAIL;
}

static enum status tell_errno(struct err *err)
{
	return err_set(err, errno == ENOSPC ? ST_FULL : ST_IO,
		       _("The export could not be written: %s. What was written so far "
			 "is incomplete."),
		       strerror(errno));
}

static enum status put(struct export *export, const char *s, size_t len, struct err *err)
{
	return fwrite(s, 1, len, export->options->out) == len ? ST_OK : tell_errno(err);
}

static enum status put_csv_head(struct export *export, struct err *err)
{
	struct str name = STR_INIT;

	str_clear(&export->line);
	csv_add(&export->line, "id");
	for (int i = 0; i < export->kind->n_fields; i++) {
		const struct field *field = &export->kind->fields[i];

		if (!wanted(export, field))
			continue;
		csv_add(&export->line, field->name);
		if (is_reference(field)) {
			str_clear(&name);
			str_addf(&name, "%s.title", field->name);
			csv_add(&export->line, str_get(&name));
		}
	}
	csv_end(&export->line);
	str_free(&name);
	return put(export, export->line.s, export->line.len, err);
}

static enum status put_csv(struct export *export, const struct record *record, struct err *err)
{
	char id[37];

	id_text(record->id, id);
	str_clear(&export->line);
	csv_add(&export->line, id);
	for (int i = 0; i < export->kind->n_fields; i++) {
		const struct field *field = &export->kind->fields[i];
		const char *title;
		enum status st;

		if (!wanted(export, field))
			continue;
		if (is_typed_text(field))
			csv_add_guarded(&export->line, record->value[i]);
		else
			csv_add(&export->line, record->value[i]);
		if (!is_reference(field))
			continue;
		st = title_of(export, i, record->value[i], &title, err);
		if (st != ST_OK)
			return st;
		csv_add_guarded(&export->line, title);
	}
	csv_end(&export->line);
	return put(export, export->line.s, export->line.len, err);
}

/* Numbers and yes/no as JSON has them; money and decimals stay exact as text. */
static json_t *json_value(const struct field *field, const char *value)
{
	if (!value)
		return json_null();
	if (field->kind == FIELD_YES_NO)
		return json_boolean(strcmp(value, "yes") == 0);
	if (field->kind == FIELD_NUMBER && field->decimals == 0)
		return json_integer(strtoll(value, NULL, 10));
	return json_string(value);
}

static enum status put_json(struct export *export, const struct record *record, struct err *err)
{
	json_t *object = json_object();
	char id[37], name[128], *text = NULL;
	enum status st = ST_OK;

	id_text(record->id, id);
	json_object_set_new(object, "id", json_string(id));
	for (int i = 0; i < export->kind->n_fields && st == ST_OK; i++) {
		const struct field *field = &export->kind->fields[i];
		const char *title;

		if (!wanted(export, field))
			continue;
		json_object_set_new(object, field->name, json_value(field, record->value[i]));
		if (!is_reference(field))
			continue;
		st = title_of(export, i, record->value[i], &title, err);
		snprintf(name, sizeof(name), "%s.title", field->name);
		json_object_set_new(object, name, title[0] ? json_string(title) : json_null());
	}
	if (st == ST_OK)
		text = json_dumps(object, JSON_COMPACT | JSON_PRESERVE_ORDER);
	json_decref(object);
	if (st != ST_OK)
		return st;
	str_clear(&export->line);
	str_add(&export->line, export->rows > 0 ? ",\n" : "\n");
	str_add(&export->line, text);
	free(text);
	return put(export, export->line.s, export->line.len, err);
}

static enum status put_page(struct export *export, const struct list_page *page, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; i < page->count && st == ST_OK; i++) {
		if (export->options->format == EXPORT_CSV)
			st = put_csv(export, page->record[i], err);
		else
			st = put_json(export, page->record[i], err);
		export->rows += st == ST_OK;
	}
	return st;
}

static enum status put_rows(struct export *export, struct err *err)
{
	struct list_query all = { .kind = export->kind };
	const struct list_query *query = export->options->query ? export->options->query : &all;
	struct list_place place = { .set = false };
	bool more = true;
	enum status st = ST_OK;

	while (more && st == ST_OK) {
		struct list_page page;

		if (export->options->progress &&
		    !export->options->progress(export->options->ctx, export->rows))
			return err_set(err, ST_CANCELLED,
				       _("The export was stopped. What was written so far is incomplete."));
		st = read_list(export->store, export->actor, query, &place, false, PAGE, &page, err);
		if (st != ST_OK)
			return st;
		st = put_page(export, &page, err);
		more = page.more && page.count > 0;
		if (page.count > 0)
			place = page.place[page.count - 1];
		list_page_free(&page);
	}
	return st;
}

enum status export_run(struct store *store, const struct actor *actor, const struct export_options *options,
	int64_t *rows, struct err *err)
{
	struct export export = { .store = store, .actor = actor, .options = options, .kind = options->kind };
	bool csv = options->format == EXPORT_CSV;
	enum status st;

	*rows = 0;
	if (!kind_seen(actor, options->kind))
		return err_set(err, ST_DENIED, _("%s: your role does not include these records."),
			       _(options->kind->plural));
	export.title = mem_array((size_t)export.kind->n_fields, sizeof(*export.title));
	st = csv ? put_csv_head(&export, err) : put(&export, "[", 1, err);
	if (st == ST_OK)
		st = put_rows(&export, err);
	if (st == ST_OK && !csv)
		st = put(&export, "\n]\n", 3, err);
	if (st == ST_OK && fflush(options->out) != 0)
		st = tell_errno(err);
	for (int i = 0; i < export.kind->n_fields; i++)
		str_wipe(&export.title[i].text);
	free(export.title);
	str_wipe(&export.line);
	*rows = export.rows;
	return st;
}
