/* SPDX-License-Identifier: EUPL-1.2 */
/* Filters of lists as terms of SQL: names come from the register, values are always bound. */
#include "register/filter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/row.h"
#include "register/trait.h"

bool filter_on_title(const struct filter *filter)
{
	return !filter->field;
}

const char *filter_column(const struct filter *filter)
{
	return filter_on_title(filter) ? "sort_key" : filter->field->name;
}

bool filter_has_index(const struct filter *filter)
{
	return filter_on_title(filter) || (filter->field->sort && !trait_of(filter->field));
}

static bool sets_lower(const struct filter *filter)
{
	return filter->op == FILTER_FROM || filter->op == FILTER_BEGINS;
}

static bool sets_upper(const struct filter *filter)
{
	return filter->op == FILTER_TO || filter->op == FILTER_BEGINS;
}

/* A title would tell what it is made of. */
static bool title_is_open(const struct kind *kind)
{
	for (int i = 0; i < kind->n_fields; i++) {
		size_t n = strlen(kind->fields[i].name);

		if (!kind->fields[i].no_filter)
			continue;
		for (const char *at = kind->title; (at = strstr(at, kind->fields[i].name)); at += n)
			if ((at == kind->title || strchr(" |", at[-1])) && (!at[n] || strchr(" |", at[n])))
				return false;
	}
	return true;
}

enum status filter_check(const struct actor *actor, const struct kind *kind, const struct filter *filter,
	struct err *err)
{
	const struct field *field = filter->field;
	struct id id;

	if (!field && filter->op == FILTER_BEGINS && filter->value && title_seen(actor, kind))
		return title_is_open(kind) ? ST_OK : err_set(err, ST_INVALID, _("Lists of these records (%s) are not filtered by "
			"their title: what it says stands in one file alone. Filter by the person instead."), _(kind->plural));
	if (!field || !filter_seen(actor, kind, field))
		return err_set(err, ST_DENIED, _("Your role does not see the field by which this list is to be"
			" filtered. Please choose another one."));
	if (field->own || field->no_filter)
		return err_field(err, field->name, _("Lists cannot be filtered by this field. Please choose another"
			" one."));
	if (trait_of(field) && filter->op != FILTER_IS)
		return err_field(err, field->name, _("Lists are filtered by this with one value, not by whether there is one."));
	if (!filter->value && filter->op != FILTER_EMPTY && filter->op != FILTER_SET)
		return err_field(err, field->name, _("This filter needs a value to compare with."));
	if (field->kind == FIELD_REFERENCE && filter->value && !id_parse(filter->value, &id))
		return err_field(err, field->name, _("This filter needs the number of a record."));
	if (filter->op == FILTER_IS && field_is_several(field) && strchr(filter->value, ','))
		return err_field(err, field->name, _("This filter takes one value at a time. Give a filter of its own for each."));
	return ST_OK;
}

static void add_secret(struct str *sql, const struct kind *kind, const char *with)
{
	const char *dot = strchr(with, '.');
	char *reference = dot ? mem_strn(with, (size_t)(dot - with)) : NULL;

	if (dot)
		str_addf(sql, " AND NOT EXISTS(SELECT 1 FROM %s s WHERE s.id = %s.%s AND s.%s = 1)",
			kind_field(kind, reference)->refers, kind->name, reference, dot + 1);
	else
		str_addf(sql, " AND %s IS NOT 1", with);
	free(reference);
}

void filter_add(struct str *sql, const struct kind *kind, const struct filter *filter, int n, bool lower, bool upper)
{
	const char *name = filter_column(filter);

	if (trait_of(filter->field)) {
		trait_add(sql, kind, filter, n);
		return;
	}
	if (filter->op == FILTER_IS && field_is_several(filter->field))
		str_addf(sql, " AND instr(', ' || \"%s\" || ',', ', ' || :f%d || ',') > 0", name, n);
	else if (filter->op == FILTER_IS)
		str_addf(sql, " AND \"%s\" = :f%d", name, n);
	else if (filter->op == FILTER_EMPTY)
		str_addf(sql, " AND \"%s\" IS NULL", name);
	else if (filter->op == FILTER_SET)
		str_addf(sql, " AND \"%s\" IS NOT NULL", name);
	/* A filter must not find out what the list does not show. */
	if (filter->field && filter->field->secret_with)
		add_secret(sql, kind, filter->field->secret_with);
	if (sets_lower(filter) && lower)
		str_addf(sql, " AND \"%s\" >= :f%d", name, n);
	if (sets_upper(filter) && upper)
		str_addf(sql, " AND \"%s\" <= :u%d", name, n);
}

/* Everything that begins with the text lies up to it with the highest character behind. */
static void bind_text_range(struct stmt *stmt, const char *from, const char *to, const struct filter *filter,
	bool lower, bool upper)
{
	char *end = mem_fmt("%s\xf4\x8f\xbf\xbf", filter->value);

	if (lower)
		stmt_text(stmt, from, filter->value);
	if (upper)
		stmt_text(stmt, to, end);
	free(end);
}

static void bind_title_range(struct stmt *stmt, const char *from, const char *to, const struct filter *filter,
	bool lower, bool upper)
{
	struct str key = STR_INIT;

	row_sort_prefix(&key, filter->value);
	if (lower)
		stmt_blob(stmt, from, str_get(&key), key.len);
	str_addn(&key, "\xff\xff", 2);
	if (upper)
		stmt_blob(stmt, to, str_get(&key), key.len);
	str_free(&key);
}

void filter_bind(struct stmt *stmt, const struct filter *filter, int n, bool lower, bool upper)
{
	char from[16], to[16];

	if (trait_of(filter->field)) {
		trait_bind(stmt, filter, n, false);
		return;
	}
	snprintf(from, sizeof from, ":f%d", n);
	snprintf(to, sizeof to, ":u%d", n);
	if (filter->op == FILTER_IS)
		row_bind(stmt, from, filter->field, filter->value);
	else if (filter->op == FILTER_FROM && lower)
		row_bind(stmt, from, filter->field, filter->value);
	else if (filter->op == FILTER_TO && upper && filter->field->kind == FIELD_DATE)
		bind_text_range(stmt, from, to, filter, false, true);   /* "2026-05" takes in all its days */
	else if (filter->op == FILTER_TO && upper)
		row_bind(stmt, to, filter->field, filter->value);
	else if (filter->op == FILTER_BEGINS && filter_on_title(filter))
		bind_title_range(stmt, from, to, filter, lower, upper);
	else if (filter->op == FILTER_BEGINS)
		bind_text_range(stmt, from, to, filter, lower, upper);
}
