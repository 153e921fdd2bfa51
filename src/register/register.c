/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The kinds as the program sees them: the built-in tables, and behind each kind's
 * fields the municipality's own.  A struct kind keeps its address for ever; its
 * fields move when own fields are loaded, which happens at open, before any record
 * is read.
 */
#include "register/register.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/tables.h"

static struct kind *kinds;                /* copies of builtin_kinds, in their order */
static const struct kind **kind_list;
static struct declaration own;            /* what the municipality declared; owns the strings of its fields */

static void kinds_make(void)
{
	if (kinds)
		return;
	kinds = mem_array((size_t)n_builtin_kinds, sizeof *kinds);
	kind_list = mem_array((size_t)n_builtin_kinds, sizeof *kind_list);
	for (int i = 0; i < n_builtin_kinds; i++) {
		kinds[i] = builtin_kinds[i];
		kind_list[i] = &kinds[i];
	}
}

static struct kind *kind_of(const char *name)
{
	kinds_make();
	for (int i = 0; i < n_builtin_kinds; i++)
		if (str_same(kinds[i].name, name))
			return &kinds[i];
	return NULL;
}

const struct kind *register_kind(const char *name)
{
	return kind_of(name);
}

const struct kind *const *register_kinds(int *count)
{
	kinds_make();
	*count = n_builtin_kinds;
	return kind_list;
}

const struct field *kind_field(const struct kind *kind, const char *name)
{
	for (int i = 0; name && i < kind->n_fields; i++)
		if (*kind->fields[i].name == *name && !strcmp(kind->fields[i].name, name))
			return &kind->fields[i];
	return NULL;
}

int field_index(const struct kind *kind, const struct field *field)
{
	uintptr_t at = (uintptr_t)field - (uintptr_t)kind->fields;

	/* Mostly it is one of the array itself. */
	if (at < (uintptr_t)kind->n_fields * sizeof(*field))
		return (int)(at / sizeof(*field));
	for (int i = 0; i < kind->n_fields; i++)
		if (str_same(kind->fields[i].name, field->name))
			return i;
	BUG("a field of another kind");
}

/* The translation that an own field brought along, or NULL. */
static const struct decl_text *own_text(const struct field *field)
{
	for (int k = 0; k < own.n_kinds; k++)
		for (int i = 0; i < own.kind[k].n_fields; i++) {
			const struct decl_field *f = &own.kind[k].field[i];

			if (f->field.name != field->name)
				continue;
			for (int t = 0; t < f->n_texts; t++)
				if (str_same(f->text[t].lang, msg_language()))
					return &f->text[t];
			return NULL;
		}
	return NULL;
}

const char *field_label(const struct field *field)
{
	const struct decl_text *text;

	if (!field->own)
		return _(field->label);
	text = own_text(field);
	return text && text->label ? text->label : field->label;
}

const char *field_purpose(const struct field *field)
{
	const struct decl_text *text;

	if (!field->own)
		return _(field->purpose);
	text = own_text(field);
	return text && text->purpose ? text->purpose : field->purpose;
}

const char *choice_label(const struct field *field, const struct choice *choice)
{
	const struct decl_text *text;

	if (field->context)
		return msg_context(field->context, choice->label);
	if (!field->own || field->choices == cefr_levels)
		return _(choice->label);
	text = own_text(field);
	for (const struct choice *c = text ? text->choices : NULL; c && c->key; c++)
		if (str_same(c->key, choice->key))
			return c->label;
	return choice->label;
}

/* Puts a kind's own fields behind its built-in ones. */
static void own_append(struct kind *kind, const struct decl_kind *dk)
{
	int n = kind->n_fields;
	struct field *fields = mem_array((size_t)(n + dk->n_fields), sizeof *fields);

	memcpy(fields, kind->fields, (size_t)n * sizeof *fields);
	for (int i = 0; i < dk->n_fields; i++) {
		fields[n + i] = dk->field[i].field;
		if (fields[n + i].kind == FIELD_CEFR)
			fields[n + i].choices = cefr_levels;
	}
	kind->fields = fields;
	kind->n_fields = n + dk->n_fields;
}

void register_forget_own(void)
{
	kinds_make();
	for (int i = 0; i < n_builtin_kinds; i++)
		if (kinds[i].fields != builtin_kinds[i].fields) {
			free((struct field *)kinds[i].fields);
			kinds[i] = builtin_kinds[i];
		}
	declare_clear(&own);
}

void register_take_own(struct declaration *decl)
{
	register_forget_own();
	own = *decl;
	*decl = (struct declaration){ NULL, 0 };
	for (int k = 0; k < own.n_kinds; k++)
		own_append(kind_of(own.kind[k].kind.name), &own.kind[k]);
}
