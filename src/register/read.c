/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The read door: one record, its title, and what a person may mean by a number or
 * a name.  Lists and history are in files of their own; who sees what is decided
 * here for all of them.
 */
#include "register/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/grant.h"
#include "register/kept.h"
#include "register/look.h"
#include "register/row.h"

/* Titles of references lead to titles of references; no record leads further than this. */
#define TITLE_DEPTH 3

bool kind_seen(const struct actor *actor, const struct kind *kind)
{
	return ((actor->roles | actor->lent) & kind->seen_by) != 0;
}

bool kind_changed_by(const struct actor *actor, const struct kind *kind)
{
	/* What was lent for one file is to be read alone. */
	return id_none(actor->grant) && kind_seen(actor, kind) && (actor->roles & kind->changed_by) != 0;
}

bool field_seen(const struct actor *actor, const struct kind *kind, const struct field *field)
{
	return kind_seen(actor, kind) && ((actor->roles | actor->lent) & field->seen_by) != 0;
}

const char *record_get(const struct record *record, const char *field)
{
	const struct field *f = kind_field(record->kind, field);

	return f ? record->value[field_index(record->kind, f)] : NULL;
}

enum status read_denied(const struct kind *kind, struct err *err)
{
	/* TRANSLATORS: %s is a kind of record in the plural, like "Dwellings" */
	return err_set(err, ST_DENIED, _("%s: your role does not include these records. A colleague whose role does,"
		" or the administrator, can help."), _(kind->plural));
}

enum status read_missing(const struct kind *kind, struct err *err)
{
	/* TRANSLATORS: %s is a kind of record, like "Person" */
	return err_set(err, ST_NOTFOUND, _("%s: there is no such record, or it was taken back."), _(kind->label));
}

void record_hide(const struct actor *actor, struct record *record)
{
	for (int i = 0; i < record->kind->n_fields; i++) {
		if (record->value[i] && !field_seen(actor, record->kind, &record->kind->fields[i])) {
			free(record->value[i]);
			record->value[i] = NULL;
		}
	}
}

/* Of another record, by the reference that stands before the dot. What cannot be looked up is kept secret. */
static bool secret_elsewhere(struct store *store, const struct record *record, const char *with)
{
	char reference[64], sql[200];
	const char *dot = strchr(with, '.');
	const struct field *field;
	struct stmt *stmt;
	struct id id;
	bool secret = true;

	snprintf(reference, sizeof reference, "%.*s", (int)(dot - with), with);
	field = kind_field(record->kind, reference);
	if (!record_get(record, reference) || !id_parse(record_get(record, reference), &id))
		return false;
	snprintf(sql, sizeof sql, "SELECT %s FROM %s WHERE id = :id", dot + 1, field->refers);
	if (store_sql(store, sql, &stmt, NULL) != ST_OK)
		return true;
	stmt_id(stmt, ":id", id);
	if (stmt_step(stmt, NULL) == ST_OK)
		secret = stmt_get_int(stmt, 0) == 1;
	stmt_reset(stmt);
	return secret;
}

void record_discreet(struct store *store, struct record *record)
{
	for (int i = 0; i < record->kind->n_fields; i++) {
		const char *with = record->kind->fields[i].secret_with;

		if (!with || !record->value[i])
			continue;
		if (strchr(with, '.') ? !secret_elsewhere(store, record, with) : !str_same(record_get(record, with), "yes"))
			continue;
		free(record->value[i]);
		record->value[i] = NULL;
	}
}

static enum status load_seen(struct store *store, const struct actor *actor, const struct kind *kind, struct id id,
	bool opened, struct record **out, struct err *err);

enum status read_brief(struct store *store, const struct actor *actor, const struct kind *kind, struct id id,
	struct record **out, struct err *err)
{
	return load_seen(store, actor, kind, id, false, out, err);
}

static enum status load_seen(struct store *store, const struct actor *actor, const struct kind *kind, struct id id,
	bool opened, struct record **out, struct err *err)
{
	enum status status;

	*out = NULL;
	if (!kind_seen(actor, kind))
		return read_denied(kind, err);
	status = row_load(store, kind, id, out, err);
	if (status == ST_OK && ((*out)->gone || kept_from(actor, *out))) {
		record_free(*out);
		*out = NULL;
		status = ST_NOTFOUND;
	}
	if (status == ST_NOTFOUND)
		return read_missing(kind, err);
	/* What is kept secret before what the role hides: the one may stand in a field of the other. */
	if (status == ST_OK && !opened)
		record_discreet(store, *out);
	if (status == ST_OK)
		status = grant_check_record(store, actor, *out, err);
	if (status == ST_OK) {
		record_hide(actor, *out);
	} else {
		record_free(*out);
		*out = NULL;
	}
	return status;
}

/* Opening a part of a file is opening the file. */
static enum status note_look(struct store *store, const struct actor *actor, const struct record *record,
	struct err *err)
{
	const char *value = record->kind->person ? record_get(record, record->kind->person) : NULL;
	struct id person;

	if (str_same(record->kind->name, "person"))
		return look_note(store, actor, record->id, err);
	return value && id_parse(value, &person) ? look_note(store, actor, person, err) : ST_OK;
}

enum status read_record(struct store *store, const struct actor *actor, const struct kind *kind, struct id id,
	struct record **out, struct err *err)
{
	enum status status = load_seen(store, actor, kind, id, true, out, err);

	if (status != ST_OK)
		return status;
	status = note_look(store, actor, *out, err);
	if (status != ST_OK) {
		record_free(*out);
		*out = NULL;
	}
	return status;
}

/* "4" in "Home for %s"; the compiler sees to it that there is one place. */
static void put_in(struct str *value, const char *words)
{
	const char *place = strstr(words, "%s");
	struct str all = STR_INIT;

	if (!place)
		return;
	str_addn(&all, words, (size_t)(place - words));
	str_add(&all, str_get(value));
	str_add(&all, place + 2);
	str_free(value);
	*value = all;
}

static void title_part(struct str *out, const struct field *field, const char *value)
{
	struct str shown = STR_INIT;

	field_show(&shown, field, value);
	if (field->titled && shown.len)
		put_in(&shown, _(field->titled));
	if (out->len && shown.len)
		str_addc(out, ' ');
	str_addn(out, str_get(&shown), strcspn(str_get(&shown), "\n"));
	str_free(&shown);
}

void record_title(struct str *out, const struct record *record)
{
	const char *at = record->kind->title;
	const struct field *field;
	struct str title = STR_INIT;

	while ((field = row_title_next(record->kind, record->value, &at)))
		if (field->kind != FIELD_REFERENCE)
			title_part(&title, field, record->value[field_index(record->kind, field)]);
	str_add(out, title.s);
	str_free(&title);
}

static enum status title_of(struct store *store, const struct actor *actor, const struct kind *kind, struct id id,
	int depth, struct str *out, struct err *err)
{
	struct record *record;
	struct id other;
	const char *at = kind->title;
	const struct field *field;
	enum status status = read_brief(store, actor, kind, id, &record, err);

	while (status == ST_OK && (field = row_title_next(kind, record->value, &at))) {
		const char *value = record->value[field_index(kind, field)];
		const struct kind *refers = field->kind == FIELD_REFERENCE ? register_kind(field->refers) : NULL;
		struct str part = STR_INIT;
		if (field->kind != FIELD_REFERENCE) {
			title_part(out, field, value);
		} else if (refers && depth > 0 && kind_seen(actor, refers) && id_parse(value, &other)) {
			status = title_of(store, actor, refers, other, depth - 1, &part, err);
			if (out->len && part.len)
				str_addc(out, ' ');
			str_add(out, str_get(&part));
			if (status == ST_NOTFOUND)
				status = ST_OK;
		}
		str_free(&part);
	}
	record_free(record);
	return status;
}

enum status read_title(struct store *store, const struct actor *actor, const struct kind *kind, struct id id,
	struct str *out, struct err *err)
{
	return title_of(store, actor, kind, id, TITLE_DEPTH, out, err);
}

bool title_seen(const struct actor *actor, const struct kind *kind)
{
	char name[64];

	for (const char *at = kind->title; *at; at += strspn(at, " |")) {
		size_t len = strcspn(at, " |");
		snprintf(name, sizeof name, "%.*s", (int)len, at);
		const struct field *field = kind_field(kind, name);
		if (field && !field_seen(actor, kind, field))
			return false;
		at += len;
	}
	return true;
}

/* One id by a query of one row, or why not. `limit` in the query is 2, so that a second row tells of doubt. */
static enum status only_one(const struct kind *kind, struct stmt *stmt, struct id *out, struct err *err)
{
	enum status status = stmt_step(stmt, err);

	if (status == ST_DONE)
		return read_missing(kind, err);
	if (status != ST_OK)
		return status;
	*out = stmt_get_id(stmt, 0);
	status = stmt_step(stmt, err);
	stmt_reset(stmt);
	if (status == ST_OK)
		return err_set(err, ST_CONFLICT, _("%s: more than one record has this name. Nothing was done; please"
			" give its number instead."), _(kind->label));
	return status == ST_DONE ? ST_OK : status;
}

static enum status resolve_number(struct store *store, const struct kind *kind, const char *number, struct id *out,
	struct err *err)
{
	struct stmt *stmt;
	enum status status = store_sql(store, "SELECT id FROM person WHERE case_number = :number AND gone = 0", &stmt,
		err);

	if (status != ST_OK)
		return status;
	stmt_text(stmt, ":number", number);
	return only_one(kind, stmt, out, err);
}

static enum status resolve_title(struct store *store, const struct kind *kind, const char *said, struct id *out,
	struct err *err)
{
	char sql[200];
	struct stmt *stmt;
	struct str key = STR_INIT;
	enum status status;

	snprintf(sql, sizeof sql, "SELECT id FROM %s WHERE sort_key = :key AND gone = 0 LIMIT 2", kind->name);
	status = store_sql(store, sql, &stmt, err);
	if (status != ST_OK)
		return status;
	row_title_key(&key, said);
	stmt_blob(stmt, ":key", str_get(&key), key.len);
	status = only_one(kind, stmt, out, err);
	str_free(&key);
	return status;
}

/* By number or id alone, and only what belongs to the file that was opened. */
static enum status resolve_lent(struct store *store, const struct actor *actor, const struct kind *kind, const char *said,
	struct id *out, struct err *err)
{
	char number[CASE_NUMBER_MAX];
	struct record *record;
	enum status status = ST_OK;

	if (!id_parse(said, out) && (!str_same(kind->name, "person") || !casenum_parse(said, number)))
		return read_missing(kind, err);
	if (!id_parse(said, out))
		status = resolve_number(store, kind, number, out, err);
	if (status != ST_OK)
		return status;
	status = read_brief(store, actor, kind, *out, &record, err);
	record_free(record);
	return status;
}

enum status read_resolve(struct store *store, const struct actor *actor, const struct kind *kind, const char *said,
	struct id *out, struct err *err)
{
	char number[CASE_NUMBER_MAX];
	enum status status;

	if (!kind_seen(actor, kind))
		return read_denied(kind, err);
	if (!id_none(actor->grant))
		return resolve_lent(store, actor, kind, said, out, err);
	if (id_parse(said, out)) {
		status = row_alive(store, kind, *out, err);
		return status == ST_NOTFOUND ? read_missing(kind, err) : status;
	}
	if (str_same(kind->name, "person") && casenum_parse(said, number)
		&& field_seen(actor, kind, kind_field(kind, "case_number")))
		return resolve_number(store, kind, number, out, err);
	if (!title_seen(actor, kind) || str_empty(said))
		return read_missing(kind, err);
	return resolve_title(store, kind, said, out, err);
}
