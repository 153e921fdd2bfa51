/* SPDX-License-Identifier: EUPL-1.2 */
/* The person's own copy to read, and the sheet on which they correct it. */
#include "exchange/subject_out.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "register/look.h"

static void show_day(struct str *out, int64_t ms)
{
	struct date day;

	clock_local(ms, &day, NULL);
	date_show(out, day);
}

static void value_words(struct str *out, const struct subject_value *value)
{
	const char *why = subject_left_words(value->left);

	if (value->shown)
		str_add(out, value->shown);
	if (why)
		str_addf(out, value->shown ? " (%s)" : "(%s)", why);
}

static void show_value(struct sheet *sheet, const struct subject_value *value)
{
	struct str text = STR_INIT;

	value_words(&text, value);
	sheet_pair(sheet, field_label(value->field), str_get(&text));
	str_wipe(&text);
}

static struct sheet *begin(const char *municipality, const char *title, const char *case_number)
{
	struct sheet *sheet = sheet_new(title);
	struct str day = STR_INIT;
	char *line;

	date_show(&day, clock_today());
	/* TRANSLATORS: a case number, a day */
	line = mem_fmt(_("Case number %s, %s"), case_number, str_get(&day));
	if (!str_empty(municipality))
		sheet_text(sheet, municipality);
	sheet_text(sheet, line);
	free(line);
	str_free(&day);
	return sheet;
}

static void records(const struct subject *subject, struct sheet *sheet)
{
	const struct kind *last = NULL;

	for (int i = 0; i < subject->n_records; i++) {
		const struct subject_record *record = &subject->record[i];

		if (record->kind != last)
			sheet_heading(sheet, 2, i ? _(record->kind->plural) : _(record->kind->label));
		else
			sheet_rule(sheet);
		last = record->kind;
		for (int j = 0; j < record->n_values; j++)
			show_value(sheet, &record->value[j]);
	}
}

static void former(const struct subject *subject, struct sheet *sheet)
{
	if (!subject->n_past)
		return;
	sheet_heading(sheet, 2, _("What stood there before"));
	for (int i = 0; i < subject->n_past; i++) {
		struct str text = STR_INIT, day = STR_INIT;
		const struct subject_past *past = &subject->past[i];
		const char *why = subject_left_words(past->before.left);

		show_day(&day, past->at_ms);
		/* TRANSLATORS: a former value, and the day until which it stood */
		str_addf(&text, _("%s (until %s)"), past->before.shown ? past->before.shown : why ? why : "", str_get(&day));
		sheet_pair(sheet, field_label(past->before.field), str_get(&text));
		str_wipe(&text);
		str_free(&day);
	}
}

static void role_words(struct str *out, uint32_t roles)
{
	if ((roles & ROLE_ALL) == ROLE_ALL) {
		str_add(out, _("a colleague with all roles"));
		return;
	}
	for (uint32_t role = 1; role <= ROLE_ALL; role <<= 1)
		if (roles & role)
			str_addf(out, "%s%s", out->len ? msg_comma() : "", role_name((enum role)role));
}

static void looks(const struct subject *subject, struct sheet *sheet)
{
	sheet_heading(sheet, 2, _("Who looked at your file"));
	if (!subject->n_looks)
		sheet_text(sheet, _("Nobody, as far as looks are kept."));
	for (int i = 0; i < subject->n_looks; i++) {
		struct str day = STR_INIT, who = STR_INIT;

		show_day(&day, subject->look[i].at_ms);
		role_words(&who, subject->look[i].roles);
		str_addf(&who, " – %s", look_label(subject->look[i].what));
		sheet_pair(sheet, str_get(&day), str_get(&who));
		str_free(&day);
		str_free(&who);
	}
}

static bool in_records(const struct subject *subject, const struct kind *kind)
{
	for (int i = 0; i < subject->n_records; i++)
		if (subject->record[i].kind == kind)
			return true;
	return false;
}

/* Art. 15(1): purpose, basis, recipients and time of each kind of data that is held. */
static void reasons(const struct subject *subject, struct sheet *sheet)
{
	int n;
	const struct kind *const *kinds = register_kinds(&n);

	sheet_heading(sheet, 2, _("Why this is recorded"));
	for (int k = 0; k < n; k++) {
		if (!in_records(subject, kinds[k]))
			continue;
		sheet_heading(sheet, 3, _(kinds[k]->plural));
		for (int i = 0; i < kinds[k]->n_fields; i++) {
			const struct field *field = &kinds[k]->fields[i];
			struct str text = STR_INIT;

			str_addf(&text, _("%s. Basis: %s. Given to: %s. Kept: %s."), field_purpose(field), _(field->basis),
				_(field->recipients), _(field->keep));
			sheet_pair(sheet, field_label(field), str_get(&text));
			str_free(&text);
		}
	}
}

static void unseen(const struct subject *subject, struct sheet *sheet)
{
	if (!subject->n_unseen)
		return;
	sheet_heading(sheet, 2, _("Not in this copy"));
	sheet_text(sheet, _("The colleague who made this copy does not see the following. Please ask for it: another colleague adds "
		"it."));
	for (int i = 0; i < subject->n_unseen; i++)
		sheet_pair(sheet, _(subject->unseen[i].kind->plural),
			subject->unseen[i].field ? field_label(subject->unseen[i].field) : "…");
}

struct sheet *subject_paper(const struct subject *subject, const char *municipality)
{
	struct sheet *sheet = begin(municipality, _("What is recorded of you"), subject->case_number);

	sheet_text(sheet, _("This is a copy of everything that the municipality's integration service keeps about you. It belongs "
		"to you; show it to whom you like. Names of other people and of colleagues are left out, and it says where."));
	records(subject, sheet);
	former(subject, sheet);
	looks(subject, sheet);
	unseen(subject, sheet);
	reasons(subject, sheet);
	sheet_heading(sheet, 2, _("Your rights"));
	sheet_text(sheet, _("You may have what is wrong corrected, ask that your file be left as it is or erased, object, and take "
		"back a consent at any time without any disadvantage. You may complain to the data protection authority."));
	return sheet;
}

/* One row for each value, with room to write. */
static void to_correct(const struct subject_record *record, struct sheet *sheet)
{
	const struct sheet_column columns[] = { { "", false, 3 }, { _("What is recorded"), false, 4 }, { _("What is right"), false, 5 } };

	sheet_table(sheet, NULL, columns, (int)ARRAY_LEN(columns));
	for (int i = 0; i < record->n_values; i++) {
		const struct subject_value *value = &record->value[i];
		struct str text = STR_INIT;
		const char *cells[] = { field_label(value->field), NULL, "______________________" };

		if (!value->shown || value->field->derived)
			continue;
		value_words(&text, value);
		cells[1] = str_get(&text);
		sheet_row(sheet, 0, cells);
		str_wipe(&text);
	}
}

struct sheet *subject_correction(const struct subject *subject, const char *municipality)
{
	struct sheet *sheet = begin(municipality, _("Is this right?"), subject->case_number);
	const struct kind *last = NULL;

	sheet_text(sheet, _("Please cross out what is wrong and write what is right beside it. A colleague will enter it and tell "
		"those who were given the wrong data."));
	for (int i = 0; i < subject->n_records; i++) {
		if (subject->record[i].kind != last)
			sheet_heading(sheet, 2, _(subject->record[i].kind->label));
		last = subject->record[i].kind;
		to_correct(&subject->record[i], sheet);
	}
	sheet_rule(sheet);
	sheet_line(sheet, _("Day and signature:"));
	sheet_line(sheet, _("Entered by:"));
	return sheet;
}
