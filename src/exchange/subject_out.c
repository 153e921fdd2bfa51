/* SPDX-License-Identifier: EUPL-1.2 */
/* The machine-readable forms of a person's own copy, and the files. */
#include "exchange/subject_out.h"

#include <errno.h>
#include <jansson.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/document.h"
#include "exchange/csv.h"
#include "store/acts.h"
#include "store/copies.h"

static void day_of(int64_t ms, char out[11])
{
	struct date day;

	clock_local(ms, &day, NULL);
	date_text(day, out);
}

static json_t *value_json(const struct subject_value *value)
{
	const struct field *field = value->field;

	if (!value->value)
		return json_null();
	if (field->kind == FIELD_YES_NO)
		return json_boolean(str_same(value->value, "yes"));
	if (field->kind == FIELD_NUMBER && !field->decimals)
		return json_integer(strtoll(value->value, NULL, 10));
	return json_string(value->value);
}

/* Values by field; where something was left out, why, beside it. */
static void put_value(json_t *object, json_t *left, const struct subject_value *value)
{
	json_object_set_new(object, value->field->name, value_json(value));
	if (value->left != SUBJECT_WHOLE)
		json_object_set_new(left, value->field->name, json_string(subject_left_key(value->left)));
}

static json_t *record_object(const struct subject_record *record)
{
	json_t *out = json_object(), *left = json_object();
	char id[37];

	id_text(record->id, id);
	json_object_set_new(out, "kind", json_string(record->kind->name));
	json_object_set_new(out, "id", json_string(id));
	for (int i = 0; i < record->n_values; i++)
		put_value(out, left, &record->value[i]);
	if (json_object_size(left))
		json_object_set(out, "left_out", left);
	json_decref(left);
	return out;
}

static json_t *past_array(const struct subject *subject)
{
	json_t *out = json_array();

	for (int i = 0; i < subject->n_past; i++) {
		const struct subject_past *past = &subject->past[i];
		json_t *object = json_object(), *left = json_object();
		char day[11];

		day_of(past->at_ms, day);
		json_object_set_new(object, "until", json_string(day));
		json_object_set_new(object, "kind", json_string(past->kind->name));
		put_value(object, left, &past->before);
		if (json_object_size(left))
			json_object_set(object, "left_out", left);
		json_decref(left);
		json_array_append_new(out, object);
	}
	return out;
}

static json_t *roles_array(uint32_t roles)
{
	json_t *out = json_array();

	for (uint32_t role = 1; role <= ROLE_ALL; role <<= 1)
		if ((roles & role) && roles != ROLE_ALL)
			json_array_append_new(out, json_string(role_name((enum role)role)));
	return out;
}

static json_t *looks_array(const struct subject *subject)
{
	json_t *out = json_array();
	char day[11];

	for (int i = 0; i < subject->n_looks; i++) {
		day_of(subject->look[i].at_ms, day);
		json_array_append_new(out, json_pack("{s:s, s:s, s:o}", "day", day, "what", subject->look[i].what, "roles",
			roles_array(subject->look[i].roles)));
	}
	return out;
}

static json_t *unseen_array(const struct subject *subject)
{
	json_t *out = json_array();

	for (int i = 0; i < subject->n_unseen; i++)
		json_array_append_new(out, json_pack("{s:s, s:s?}", "kind", subject->unseen[i].kind->name, "field",
			subject->unseen[i].field ? subject->unseen[i].field->name : NULL));
	return out;
}

struct json_t *subject_json(const struct subject *subject)
{
	json_t *records = json_array();
	char day[11];

	date_text(clock_today(), day);
	for (int i = 0; i < subject->n_records; i++)
		json_array_append_new(records, record_object(&subject->record[i]));
	return json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:o}", "format", "foothold-subject-1", "made", day, "case_number",
		subject->case_number, "records", records, "former_values", past_array(subject), "looks", looks_array(subject),
		"not_included", unseen_array(subject));
}

static const struct subject_value *value_of(const struct subject_record *record, const struct field *field)
{
	for (int i = 0; i < record->n_values; i++)
		if (record->value[i].field == field)
			return &record->value[i];
	return NULL;
}

void subject_csv(const struct subject *subject, const struct kind *kind, struct str *out)
{
	for (int i = 0; i < kind->n_fields; i++)
		if (!str_same(kind->fields[i].name, kind->person))
			csv_add(out, kind->fields[i].name);
	csv_end(out);
	for (int r = 0; r < subject->n_records; r++) {
		if (subject->record[r].kind != kind)
			continue;
		for (int i = 0; i < kind->n_fields; i++) {
			const struct subject_value *value = value_of(&subject->record[r], &kind->fields[i]);

			if (!str_same(kind->fields[i].name, kind->person))
				csv_add_guarded(out, value ? value->value : NULL);
		}
		csv_end(out);
	}
}

/* ---- files ---- */

static enum status write_text(const char *path, const struct str *text, struct err *err)
{
	struct io_file *file;
	enum status st = io_create(path, 0600, &file, err);

	if (st != ST_OK)
		return st;
	errno = 0;
	if (!text->len || fwrite(text->s, 1, text->len, io_stream(file)) == text->len)
		return io_commit(file, err);
	st = io_error(err, errno ? errno : EIO, path);
	io_abandon(file);
	return st;
}

static enum status write_file(const char *directory, const char *name, const struct str *text, struct err *err)
{
	char *path = mem_fmt("%s/%s", directory, name);
	enum status st = write_text(path, text, err);

	free(path);
	return st;
}

enum status subject_note(struct store *store, const struct actor *actor, struct id person, const char *where,
	struct err *err)
{
	struct act_by by = actor_by(actor);
	json_t *json;
	char full[PATH_MAX], *detail;
	enum status st;

	json = json_pack("{s:s}", "to", realpath(where, full) ? full : where);
	detail = json_dumps(json, JSON_COMPACT);
	st = act_note(store, &by, "subject-export", person, detail, err);
	json_decref(json);
	free(detail);
	return st;
}

/* Calls fn for each file to be written; it takes the text over. */
typedef enum status each_fn(void *ctx, const char *name, struct str *text, struct err *err);

static enum status each_csv(const struct subject *subject, each_fn *fn, void *ctx, struct err *err)
{
	int n;
	const struct kind *const *kinds = register_kinds(&n);
	enum status st = ST_OK;

	for (int k = 0; k < n && st == ST_OK; k++) {
		struct str text = STR_INIT;
		char *name = mem_fmt("%s.csv", kinds[k]->name);
		bool any = false;

		for (int r = 0; r < subject->n_records; r++)
			any |= subject->record[r].kind == kinds[k];
		if (any) {
			subject_csv(subject, kinds[k], &text);
			st = fn(ctx, name, &text, err);
		}
		str_wipe(&text);
		free(name);
	}
	return st;
}

static enum status put_file(void *ctx, const char *name, struct str *text, struct err *err)
{
	return write_file(ctx, name, text, err);
}

static enum status drop_file(void *ctx, const char *name, struct str *text, struct err *err)
{
	char *path = mem_fmt("%s/%s", (const char *)ctx, name);

	(void)text;
	(void)err;
	unlink(path);
	free(path);
	return ST_OK;
}

/* "document-UUID.pdf" beside its row in document.csv. */
static enum status write_copy(struct store *store, struct id document, const char *directory, struct err *err)
{
	void *bytes;
	size_t len;
	char id[37], *name;
	const char *type;
	struct str text = STR_INIT;
	enum status st = copy_get(store, document, &bytes, &len, err);

	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_OK : st;
	type = document_type(bytes, len);
	id_text(document, id);
	name = mem_fmt("document-%s.%s", id, type ? type : "bin");
	str_addn(&text, bytes, len);
	copy_free(bytes, len);
	st = write_file(directory, name, &text, err);
	str_wipe(&text);
	free(name);
	return st;
}

static enum status each_copy(struct store *store, const struct subject *subject, const char *directory, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; i < subject->n_records && st == ST_OK; i++)
		if (str_same(subject->record[i].kind->name, "document"))
			st = write_copy(store, subject->record[i].id, directory, err);
	return st;
}

static void drop_copies(const struct subject *subject, const char *directory)
{
	static const char *const types[] = { "pdf", "jpg", "png", "tif", "bin" };

	for (int i = 0; i < subject->n_records; i++) {
		char id[37];

		id_text(subject->record[i].id, id);
		for (size_t t = 0; t < ARRAY_LEN(types) && str_same(subject->record[i].kind->name, "document"); t++) {
			char *path = mem_fmt("%s/document-%s.%s", directory, id, types[t]);

			unlink(path);
			free(path);
		}
	}
}

static enum status write_all(struct store *store, const struct subject *subject, const char *municipality, char *directory,
	struct err *err)
{
	struct str text = STR_INIT;
	struct sheet *sheet;
	json_t *json = subject_json(subject);
	char *dump = json_dumps(json, JSON_INDENT(2));
	enum status st;

	json_decref(json);
	if (!dump)
		BUG("a copy that cannot be written as JSON");
	str_add(&text, dump);
	str_addc(&text, '\n');
	st = write_file(directory, "copy.json", &text, err);
	str_clear(&text);
	sheet = subject_paper(subject, municipality);
	sheet_as_text(sheet, NULL, SHEET_WIDTH, &text);
	sheet_free(sheet);
	if (st == ST_OK)
		st = write_file(directory, "copy.txt", &text, err);
	if (st == ST_OK)
		st = each_csv(subject, put_file, directory, err);
	if (st == ST_OK)
		st = each_copy(store, subject, directory, err);
	str_wipe(&text);
	free(dump);
	return st;
}

enum status subject_write(struct store *store, const struct subject *subject, const char *municipality,
	const char *directory, struct err *err)
{
	char *to = mem_str(directory);
	enum status st;

	if (mkdir(to, 0700) != 0) {
		st = io_error(err, errno, to);
		free(to);
		return st;
	}
	st = write_all(store, subject, municipality, to, err);
	if (st != ST_OK) {
		drop_file(to, "copy.json", NULL, NULL);
		drop_file(to, "copy.txt", NULL, NULL);
		each_csv(subject, drop_file, to, NULL);
		drop_copies(subject, to);
		rmdir(to);
	}
	free(to);
	return st;
}
