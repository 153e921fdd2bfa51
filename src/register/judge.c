/* SPDX-License-Identifier: EUPL-1.2 */
/* What only shows when all sections are read: names that lead nowhere, names used twice. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/declare.h"

static const char *const columns[] = { "rid", "id", "rev", "gone", "sort_key", "kind" };

static const struct field *field_of(const struct decl_kind *kind, const char *name, size_t len)
{
	for (int i = 0; i < kind->n_fields; i++) {
		const struct field *f = &kind->field[i].field;

		if (strlen(f->name) == len && memcmp(f->name, name, len) == 0)
			return f;
	}
	return NULL;
}

static enum status check_names(const struct decl_kind *kind, struct err *err)
{
	for (int i = 0; i < kind->n_fields; i++) {
		const struct decl_field *f = &kind->field[i];
		const char *name = f->field.name;
		bool taken = field_of(kind, name, strlen(name)) != &f->field;

		for (size_t c = 0; c < ARRAY_LEN(columns); c++)
			taken = taken || str_same(columns[c], name);
		if (taken)
			return err_set(err, ST_INVALID, _("Line %d: the name %s.%s is taken already."), f->line,
				kind->kind.name, name);
	}
	return ST_OK;
}

enum status declare_names(const struct declaration *decl, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; i < decl->n_kinds && st == ST_OK; i++)
		st = check_names(&decl->kind[i], err);
	return st;
}

static enum status check_references(const struct declaration *decl, const struct decl_kind *kind, struct err *err)
{
	for (int i = 0; i < kind->n_fields; i++) {
		const struct decl_field *f = &kind->field[i];
		const struct decl_kind *to = f->field.refers ? declare_kind(decl, f->field.refers) : NULL;

		if (f->field.refers && (!to || !to->declared))
			return err_set(err, ST_INVALID, _("Line %d: %s.%s refers to a kind that does not exist."),
				f->line, kind->kind.name, f->field.name);
	}
	return ST_OK;
}

static enum status check_title(const struct decl_kind *kind, struct err *err)
{
	const char *s = kind->kind.title;

	while (*s) {
		size_t n = strcspn(s, " |");

		if (n && !(n == 4 && memcmp(s, "else", 4) == 0) && !field_of(kind, s, n))
			return err_set(err, ST_INVALID, _("Line %d: the title of %s names a field that does not exist."),
				kind->line, kind->kind.name);
		s += n + (s[n] != '\0');
	}
	return ST_OK;
}

/* A parent hangs by a field of its own name, a person by the field named: both must be references that fit. */
static enum status check_parent(const struct decl_kind *kind, const char *field, const char *refers, struct err *err)
{
	const struct field *f;

	if (!field)
		return ST_OK;
	f = field_of(kind, field, strlen(field));
	if (f && str_same(f->refers, refers))
		return ST_OK;
	return err_set(err, ST_INVALID, _("Line %d: %s needs a field “%s” that refers to %s."), kind->line,
		kind->kind.name, field, refers);
}

static enum status check_stage(const struct decl_kind *kind, struct err *err)
{
	static const char *const stages[] = { "", "arrival", "language", "skills", "work", "housing", "school" };

	for (size_t i = 0; i < ARRAY_LEN(stages); i++)
		if (str_same(stages[i], kind->kind.stage))
			return ST_OK;
	return err_set(err, ST_INVALID, _("Line %d: %s names a stage that does not exist."), kind->line,
		kind->kind.name);
}

/* The field meant by "flag", or by "reference.flag" in the kind referred to; NULL: there is none. */
static const struct field *flag_of(const struct declaration *decl, const struct decl_kind *kind, const char *with)
{
	const char *dot = strchr(with, '.');
	const struct field *reference = dot ? field_of(kind, with, (size_t)(dot - with)) : NULL;

	if (!dot)
		return field_of(kind, with, strlen(with));
	for (int i = 0; reference && reference->refers && i < decl->n_kinds; i++)
		if (str_same(decl->kind[i].kind.name, reference->refers))
			return field_of(&decl->kind[i], dot + 1, strlen(dot + 1));
	return NULL;
}

static enum status check_secrets(const struct declaration *decl, const struct decl_kind *kind, struct err *err)
{
	for (int i = 0; i < kind->n_fields; i++) {
		const struct decl_field *f = &kind->field[i];
		const char *with = f->field.secret_with;
		const struct field *flag = with ? flag_of(decl, kind, with) : NULL;

		if (with && (!flag || flag->kind != FIELD_YES_NO))
			return err_set(err, ST_INVALID, _("Line %d: %s.%s is kept secret with a field that is no yes/no."), f->line, kind->kind.name, f->field.name);
	}
	return ST_OK;
}

static enum status check_kept(const struct decl_kind *kind, struct err *err)
{
	const char *name = kind->kind.kept_from;
	const struct field *f = name ? field_of(kind, name, strlen(name)) : NULL;

	if (!name || (f && f->kind == FIELD_TEXT && f->about == ABOUT_COLLEAGUE))
		return ST_OK;
	return err_set(err, ST_INVALID, _("Line %d: %s is kept from whom a field names that is no text about a colleague."),
		kind->line, kind->kind.name);
}

/* What an import makes for a name is whole with the name alone. */
static enum status check_makes(const struct declaration *decl, const struct decl_kind *kind, struct err *err)
{
	for (int i = 0; i < kind->n_fields; i++) {
		const struct field *f = &kind->field[i].field;
		bool whole = false;

		for (int k = 0; f->makes && k < decl->n_kinds; k++) {
			const struct decl_kind *to = &decl->kind[k];
			const struct field *title = field_of(to, to->kind.title, strlen(to->kind.title));

			if (!str_same(to->kind.name, f->refers))
				continue;
			whole = title && title->kind == FIELD_TEXT;
			for (int n = 0; n < to->n_fields; n++)
				whole = whole && (!to->field[n].field.required || &to->field[n].field == title || to->field[n].field.initial);
		}
		if (f->makes && !whole)
			return err_set(err, ST_INVALID, _("Line %d: %s.%s cannot make a record whose title is not one text, or that needs more."),
				kind->field[i].line, kind->kind.name, f->name);
	}
	return ST_OK;
}

enum status declare_check(const struct declaration *decl, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; i < decl->n_kinds && st == ST_OK; i++) {
		const struct decl_kind *kind = &decl->kind[i];

		if (!kind->declared || kind->n_fields == 0)
			return err_set(err, ST_INVALID, _("The kind %s is not whole: it needs a section of its own and "
				"at least one field."), kind->kind.name);
		st = check_names(kind, err);
		if (st == ST_OK)
			st = check_references(decl, kind, err);
		if (st == ST_OK)
			st = check_title(kind, err);
		if (st == ST_OK)
			st = check_parent(kind, kind->kind.parent, kind->kind.parent, err);
		if (st == ST_OK)
			st = check_parent(kind, kind->kind.person, "person", err);
		if (st == ST_OK && kind->kind.person && !kind->kind.parent)
			st = err_set(err, ST_INVALID, _("Line %d: %s belongs to a person and has no parent, so that neither the person's "
				"copy nor an erasure would find it."), kind->line, kind->kind.name);
		if (st == ST_OK)
			st = check_stage(kind, err);
		if (st == ST_OK)
			st = check_kept(kind, err);
		if (st == ST_OK)
			st = check_secrets(decl, kind, err);
		if (st == ST_OK)
			st = check_makes(decl, kind, err);
	}
	return st;
}
