/* SPDX-License-Identifier: EUPL-1.2 */
/* A municipality's own fields: read, judged as a whole, and only then put in place. */
#include <string.h>

#include "base/msg.h"
#include "register/declare.h"
#include "register/gate.h"
#include "register/tables.h"

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

enum status register_load_own(const char *ini, size_t len, struct err *err)
{
	struct declaration decl = { NULL, 0 };
	struct ini_doc doc;
	enum status st = ini_read(&doc, ini, len, err);

	if (st == ST_OK)
		st = declare_read(&decl, &doc, true, err);
	ini_clear(&doc);
	if (st == ST_OK)
		st = own_check(&decl, err);
	if (st != ST_OK) {
		declare_clear(&decl);
		return st;
	}
	register_take_own(&decl);
	return ST_OK;
}
