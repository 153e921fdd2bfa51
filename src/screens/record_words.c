/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns how a record is told apart from others on one line. */
#include "screens/record_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "screens/bidi.h"

char *record_shown(const struct record *record, const char *name)
{
	const struct field *field = kind_field(record->kind, name);
	const char *canonical = record_get(record, name);
	struct str words = STR_INIT;

	if (!field || !canonical)
		return NULL;
	field_show(&words, field, canonical);
	return str_take(&words);
}

bool record_in_title(const struct kind *kind, const struct field *field)
{
	size_t len = strlen(field->name);

	for (const char *at = kind->title; at && (at = strstr(at, field->name)); at += len) {
		if ((at == kind->title || strchr(" |", at[-1])) && strchr(" |", at[len]))
			return true;
	}
	return false;
}

/* Of people the number and the birth tell who is who. */
static void who(struct str *out, const struct record *record)
{
	struct str born = STR_INIT;
	char *day = record_shown(record, "born");

	if (day)
		str_addf(&born, _("born %s"), day);
	bidi_part(out, term_separator(), record_get(record, "case_number"));
	bidi_part(out, term_separator(), str_get(&born));
	str_free(&born);
	free(day);
}

static bool is_detail(const struct record *record, int i, const char *whose)
{
	const struct field *field = &record->kind->fields[i];

	return field->list && !record_in_title(record->kind, field) && record->value[i] && !str_same(field->name, whose);
}

/* Of several days, and of several levels, each says which it is. */
static bool has_several(const struct record *record, enum field_kind kind, const char *whose)
{
	int n = 0;

	for (int i = 0; i < record->kind->n_fields; i++)
		n += record->kind->fields[i].kind == kind && is_detail(record, i, whose) ? 1 : 0;
	return n > 1;
}

void record_details(struct app *app, struct str *out, const struct record *record, const char *whose)
{
	bool days = has_several(record, FIELD_DATE, whose), levels = has_several(record, FIELD_CEFR, whose);

	if (str_same(record->kind->name, "person")) {
		who(out, record);
		return;
	}
	for (int i = 0; i < record->kind->n_fields; i++) {
		const struct field *field = &record->kind->fields[i];
		struct str words = STR_INIT;
		struct id id;

		if (!is_detail(record, i, whose))
			continue;
		if ((days && field->kind == FIELD_DATE) || (levels && field->kind == FIELD_CEFR))
			str_addf(&words, "%s ", field_label(field));
		/* A bare "yes" tells nothing: the label does, and a no is left out. */
		if (field->kind == FIELD_YES_NO)
			str_add(&words, str_same(record->value[i], "yes") ? field_label(field) : "");
		else if (field->refers && id_parse(record->value[i], &id))
			app_title(app, &words, field->refers, id);
		else
			field_show(&words, field, record->value[i]);
		bidi_part(out, term_separator(), str_get(&words));
		str_free(&words);
	}
}
