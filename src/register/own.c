/* SPDX-License-Identifier: EUPL-1.2 */
/* A municipality's own fields: read, judged as a whole, and only then put in place. */
#include "register/own.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/declare.h"
#include "register/gate.h"
#include "register/profile.h"
#include "register/tables.h"


QUERY(own_values, "own.values", QUERY_BATCH, "SELECT DISTINCT kind, field, value FROM own_value");

static enum status gate_text(int line, const char *text, struct err *err)
{
	struct gate_verdict v;

	if (!text)
		return ST_OK;
	v = gate_judge(text, NULL);
	if (!v.refused)
		return ST_OK;
	return err_set(err, ST_INVALID, _("The section at line %d asks about what is never recorded: %s (%s). %s Nothing "
		"was loaded."), line, _(v.title), v.source, _(v.instead));
}

static enum status gate_choices(int line, const struct choice *choices, struct err *err)
{
	enum status st = ST_OK;

	for (const struct choice *c = choices; st == ST_OK && c && c->key; c++)
		st = gate_text(line, c->label, err);
	return st;
}

/* The gate at the own fields' door: every word that a person would read, and the name itself. */
static enum status gate_field(const struct decl_field *f, struct err *err)
{
	enum status st = gate_text(f->line, f->field.label, err);

	if (st == ST_OK)
		st = gate_text(f->line, f->field.name, err);
	if (st == ST_OK)
		st = gate_text(f->line, f->field.purpose, err);
	if (st == ST_OK)
		st = gate_choices(f->line, f->field.choices, err);
	if (st == ST_OK && f->field.stands_for && !gate_ground_named(f->field.stands_for))
		st = err_set(err, ST_INVALID, _("The section at line %d says that it stands for “%s”, which is no protected ground. "
			"Nothing was loaded."), f->line, f->field.stands_for);
	for (int i = 0; i < f->n_texts && st == ST_OK; i++) {
		st = gate_text(f->line, f->text[i].label, err);
		if (st == ST_OK)
			st = gate_text(f->line, f->text[i].purpose, err);
		if (st == ST_OK)
			st = gate_choices(f->line, f->text[i].choices, err);
	}
	return st;
}

static enum status own_check(const struct declaration *decl, struct err *err)
{
	for (int k = 0; k < decl->n_kinds; k++) {
		const struct decl_kind *dk = &decl->kind[k];
		const struct kind *kind = NULL;

		for (int i = 0; i < n_builtin_kinds; i++)
			if (str_same(builtin_kinds[i].name, dk->kind.name))
				kind = &builtin_kinds[i];
		if (!kind)
			return err_set(err, ST_INVALID, _("There is no kind of record called “%s”. Nothing was loaded."),
				dk->kind.name);
		for (int i = 0; i < dk->n_fields; i++) {
			enum status st = gate_field(&dk->field[i], err);

			if (st != ST_OK)
				return st;
			if (kind_field(kind, dk->field[i].field.name))
				return err_set(err, ST_INVALID, _("Line %d: the name %s.%s is taken already."),
					dk->field[i].line, kind->name, dk->field[i].field.name);
		}
	}
	return declare_names(decl, err);
}

static enum status read_own(struct declaration *decl, const char *ini, size_t len, struct err *err)
{
	struct ini_doc doc;
	enum status st;

	*decl = (struct declaration){ NULL, 0 };
	st = ini_read(&doc, ini, len, err);
	if (st == ST_OK)
		st = declare_read(decl, &doc, true, err);
	ini_clear(&doc);
	if (st == ST_OK)
		st = own_check(decl, err);
	if (st != ST_OK)
		declare_clear(decl);
	return st;
}

enum status register_load_own(const char *ini, size_t len, struct err *err)
{
	struct declaration decl;
	enum status st = read_own(&decl, ini, len, err);

	if (st == ST_OK)
		register_take_own(&decl);
	return st;
}

enum status own_open(struct store *store, struct err *err)
{
	const struct profile *profile;
	char *ini = NULL;
	enum status st = setting_get(store, SETTING_OWN_FIELDS, &ini, err);

	if (st == ST_OK && ini)
		st = register_load_own(ini, strlen(ini), err);
	else if (st == ST_OK)
		register_forget_own();
	free(ini);
	if (st == ST_OK)
		st = profile_now(store, &profile, err);
	if (st == ST_OK)
		gate_under(profile->key);
	return st;
}

static const struct decl_field *declared(const struct declaration *decl, const char *kind, const char *field)
{
	const struct decl_kind *k = declare_kind(decl, kind);

	for (int i = 0; k && i < k->n_fields; i++)
		if (str_same(k->field[i].field.name, field))
			return &k->field[i];
	return NULL;
}

/* A canonical number is read with the declared decimals, whatever the language of the day. */
static bool number_fits(const struct field *f, const char *value)
{
	const char *point = strchr(value, '.');
	double n = strtod(value, NULL);

	return (point ? (int)strlen(point + 1) : 0) == f->decimals && !(f->has_min && n < f->min) &&
		!(f->has_max && n > f->max);
}

static bool still_fits(const struct field *f, const char *value)
{
	char *canonical = NULL;
	bool fits;

	if (f->kind == FIELD_NUMBER || f->kind == FIELD_MONEY)
		return number_fits(f, value);
	fits = field_check(f, value, &canonical, NULL) == ST_OK && str_same(canonical, value);
	free(canonical);
	return fits;
}

/* A value that stands in the file keeps its field, and the field goes on taking it. */
static enum status value_fits(const struct declaration *decl, const char *kind, const char *name, const char *value,
	struct err *err)
{
	const struct decl_field *f = declared(decl, kind, name);
	struct field field;

	if (!f)
		return err_set(err, ST_INVALID, _("The field %s.%s is missing from the new declarations, but records still hold "
			"values in it. Nothing was changed; empty it first or declare it again."), kind, name);
	field = f->field;
	field.past_only = false;
	if (field.kind == FIELD_CEFR)
		field.choices = cefr_levels;
	if (!still_fits(&field, value))
		return err_set(err, ST_INVALID, _("The field %s.%s would no longer take values that stand in records. Nothing was "
			"changed; keep its kind and its choices, or change those records first."), kind, name);
	return ST_OK;
}

static enum status values_fit(struct store *store, const struct declaration *decl, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &own_values, &stmt, err);

	if (st != ST_OK)
		return st;
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		st = value_fits(decl, stmt_get_text(stmt, 0), stmt_get_text(stmt, 1), stmt_get_text(stmt, 2), err);
		if (st != ST_OK) {
			stmt_reset(stmt);
			return st;
		}
	}
	return st == ST_DONE ? ST_OK : st;
}

enum status own_save(struct store *store, const struct actor *actor, const char *ini, size_t len, struct err *err)
{
	struct declaration decl;
	char *text;
	enum status st;

	if (!(actor->roles & ROLE_ADMIN))
		return err_set(err, ST_DENIED, _("Only the administrator changes the municipality's own fields. Nothing was "
			"changed."));
	st = read_own(&decl, ini, len, err);
	if (st != ST_OK)
		return st;
	text = len ? mem_strn(ini, len) : NULL;
	st = store_begin(store, err);
	if (st == ST_OK) {
		st = values_fit(store, &decl, err);
		if (st == ST_OK)
			st = setting_set(store, SETTING_OWN_FIELDS, text, err);
		if (st == ST_OK)
			st = store_commit(store, err);
		else
			store_rollback(store);
	}
	if (st == ST_OK)
		register_take_own(&decl);
	declare_clear(&decl);
	free(text);
	return st;
}
