/* SPDX-License-Identifier: EUPL-1.2 */
/* Traits as declared by whoever knows the tables, and as terms of SQL. */
#include "register/trait.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "register/row.h"

static struct { const struct trait *row; int count; } known;

void traits_add(const struct trait *rows, int count)
{
	known.row = rows;
	known.count = count;
}

const struct trait *trait_of(const struct field *field)
{
	for (int i = 0; i < known.count; i++)
		if (field == &known.row[i].field)
			return &known.row[i];
	return NULL;
}

static bool is_person(const struct kind *kind)
{
	return str_same(kind->name, "person");
}

static bool knows(const struct trait *trait, const struct kind *kind)
{
	bool people = (trait->lists & TRAIT_OF_PEOPLE) && is_person(kind);
	bool theirs = (trait->lists & (TRAIT_OF_THEIRS | TRAIT_OF_RECORDS)) && kind->person && !is_person(kind);

	return (people || theirs) && (!trait->knows || trait->knows(kind));
}

const struct field *filter_trait(const struct kind *kind, int n)
{
	for (int i = 0; i < known.count; i++)
		if (knows(&known.row[i], kind) && n-- == 0)
			return &known.row[i].field;
	return NULL;
}

const struct field *filter_field(const struct kind *kind, const char *name)
{
	const struct field *field = kind_field(kind, name);

	for (int i = 0; !field && (field = filter_trait(kind, i)) != NULL && !str_same(field->name, name); i++)
		field = NULL;
	return field && str_same(field->name, name) ? field : NULL;
}

static bool sees(const struct actor *actor, const char *need)
{
	const char *dot = strchr(need, '.');
	char *name = mem_strn(need, (size_t)(dot - need));
	const struct kind *kind = register_kind(name);
	const struct field *field = kind ? kind_field(kind, dot + 1) : NULL;

	if (!field)
		BUG("a trait needs a field that does not exist");
	free(name);
	return field_seen(actor, kind, field);
}

bool filter_seen(const struct actor *actor, const struct kind *kind, const struct field *field)
{
	const struct trait *trait = trait_of(field);

	if (!trait)
		return field_seen(actor, kind, field);
	for (size_t i = 0; i < ARRAY_LEN(trait->needs) && trait->needs[i]; i++)
		if (!sees(actor, trait->needs[i]))
			return false;
	return kind_seen(actor, kind);
}

static const struct trait_way *way_of(const struct filter *filter)
{
	const struct trait_way *way = trait_of(filter->field)->way;

	while (way->key && !str_same(way->key, filter->value))
		way++;
	return way;
}

static void add(struct str *sql, const struct kind *kind, const char *text, int n)
{
	for (; *text; text++) {
		if (*text == '@')
			str_addf(sql, ":f%d", n);
		else if (*text == '#')
			str_addf(sql, ":w%d", n);
		else if (*text == '$')
			str_addf(sql, "\"%s\"", kind->name);
		else if (*text == '~')
			str_add(sql, kind->name);
		else
			str_addn(sql, text, 1);
	}
}

/* Of what belongs to somebody, the person is asked. */
static bool through_person(const struct filter *filter, const struct kind *kind)
{
	return !is_person(kind) && !(trait_of(filter->field)->lists & TRAIT_OF_RECORDS);
}

void trait_add(struct str *sql, const struct kind *kind, const struct filter *filter, int n)
{
	bool through = through_person(filter, kind);

	str_add(sql, " AND (");
	if (through)
		str_addf(sql, "EXISTS(SELECT 1 FROM person WHERE person.id = \"%s\".\"%s\" AND (", kind->name, kind->person);
	add(sql, kind, way_of(filter)->holds, n);
	str_add(sql, through ? ")))" : ")");
}

bool trait_source(struct str *sql, const struct kind *kind, const struct filter *filter, int n)
{
	const char *source = way_of(filter)->source;

	if (!source)
		return false;
	if (through_person(filter, kind)) {
		str_add(sql, "SELECT k.rid AS who FROM (");
		add(sql, kind, source, n);
		str_addf(sql, ") s CROSS JOIN person p ON p.rid = s.who CROSS JOIN \"%s\" k ON k.\"%s\" = p.id AND k.gone = 0",
			kind->name, kind->person);
	} else {
		add(sql, kind, source, n);
	}
	return true;
}

bool trait_source_is_exact(const struct filter *filter)
{
	return way_of(filter)->exact;
}

void trait_bind(struct stmt *stmt, const struct filter *filter, int n, bool source)
{
	const struct trait *trait = trait_of(filter->field);
	const char *text = source ? way_of(filter)->source : way_of(filter)->holds;
	char name[16], today[11];

	snprintf(name, sizeof name, ":f%d", n);
	if (strchr(text, '@'))
		row_bind(stmt, name, filter->field, filter->value);
	snprintf(name, sizeof name, ":w%d", n);
	if (strchr(text, '#'))
		stmt_text(stmt, name, trait->word);
	date_text(clock_today(), today);
	if (strstr(text, ":today"))
		stmt_text(stmt, ":today", today);
}
