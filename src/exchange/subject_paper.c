/* SPDX-License-Identifier: EUPL-1.2 */
/* The person's own copy to read, and the sheet on which they correct it. */
#include "exchange/subject_out.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/papertext.h"
#include "register/look.h"

static void show_day(struct str *out, int64_t ms)
{
	struct date day;

	clock_local(ms, &day, NULL);
	date_show(out, day);
}

static void show_value(struct str *out, const struct subject_value *value)
{
	const char *why = subject_left_words(value->left);
	struct str text = STR_INIT;

	if (value->shown)
		str_add(&text, value->shown);
	if (why)
		str_addf(&text, value->shown ? " (%s)" : "(%s)", why);
	paper_labelled(out, field_label(value->field), str_get(&text));
	str_wipe(&text);
}

static void head(struct str *out, const char *municipality, const char *title, const char *case_number)
{
	struct str day = STR_INIT;

	date_show(&day, clock_today());
	str_addf(out, "%s\n", title);
	if (!str_empty(municipality))
		str_addf(out, "%s\n", municipality);
	/* TRANSLATORS: a case number, a day */
	str_addf(out, _("Case number %s, %s"), case_number, str_get(&day));
	str_addc(out, '\n');
	paper_rule(out);
	str_free(&day);
}

static void records(const struct subject *subject, struct str *out)
{
	const struct kind *last = NULL;

	for (int i = 0; i < subject->n_records; i++) {
		const struct subject_record *record = &subject->record[i];

		str_addc(out, '\n');
		if (record->kind != last)
			str_addf(out, "%s\n", i ? _(record->kind->plural) : _(record->kind->label));
		last = record->kind;
		for (int j = 0; j < record->n_values; j++)
			show_value(out, &record->value[j]);
	}
}

static void former(const struct subject *subject, struct str *out)
{
	if (!subject->n_past)
		return;
	str_addf(out, "\n%s\n", _("What stood there before"));
	for (int i = 0; i < subject->n_past; i++) {
		struct str text = STR_INIT, day = STR_INIT;
		const struct subject_past *past = &subject->past[i];
		const char *why = subject_left_words(past->before.left);

		show_day(&day, past->at_ms);
		/* TRANSLATORS: a former value, and the day until which it stood */
		str_addf(&text, _("%s (until %s)"), past->before.shown ? past->before.shown : why ? why : "", str_get(&day));
		paper_labelled(out, field_label(past->before.field), str_get(&text));
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
			str_addf(out, "%s%s", out->len ? ", " : "", role_name((enum role)role));
}

static void looks(const struct subject *subject, struct str *out)
{
	str_addf(out, "\n%s\n", _("Who looked at your file"));
	if (!subject->n_looks)
		paper_paragraph(out, _("Nobody, as far as looks are kept."));
	for (int i = 0; i < subject->n_looks; i++) {
		struct str day = STR_INIT, who = STR_INIT;

		show_day(&day, subject->look[i].at_ms);
		role_words(&who, subject->look[i].roles);
		str_addf(&who, " – %s", look_label(subject->look[i].what));
		paper_labelled(out, str_get(&day), str_get(&who));
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
static void reasons(const struct subject *subject, struct str *out)
{
	int n;
	const struct kind *const *kinds = register_kinds(&n);

	str_addf(out, "\n%s\n", _("Why this is recorded"));
	for (int k = 0; k < n; k++) {
		if (!in_records(subject, kinds[k]))
			continue;
		str_addf(out, "\n%s\n", _(kinds[k]->plural));
		for (int i = 0; i < kinds[k]->n_fields; i++) {
			const struct field *field = &kinds[k]->fields[i];
			struct str text = STR_INIT;

			str_addf(&text, _("%s. Basis: %s. Given to: %s. Kept: %s."), field_purpose(field), _(field->basis),
				_(field->recipients), _(field->keep));
			paper_labelled(out, field_label(field), str_get(&text));
			str_free(&text);
		}
	}
}

static void unseen(const struct subject *subject, struct str *out)
{
	if (!subject->n_unseen)
		return;
	str_addf(out, "\n%s\n", _("Not in this copy"));
	paper_paragraph(out, _("The colleague who made this copy does not see the following. Please ask for it: another colleague adds "
		"it."));
	for (int i = 0; i < subject->n_unseen; i++)
		paper_labelled(out, _(subject->unseen[i].kind->plural),
			subject->unseen[i].field ? field_label(subject->unseen[i].field) : "…");
}

void subject_paper(const struct subject *subject, const char *municipality, struct str *out)
{
	head(out, municipality, _("What is recorded of you"), subject->case_number);
	paper_paragraph(out, _("This is a copy of everything that the municipality's integration service keeps about you. It belongs "
		"to you; show it to whom you like. Names of other people and of colleagues are left out, and it says where."));
	records(subject, out);
	former(subject, out);
	looks(subject, out);
	unseen(subject, out);
	reasons(subject, out);
	str_addf(out, "\n%s\n", _("Your rights"));
	paper_paragraph(out, _("You may have what is wrong corrected, ask that your file be left as it is or erased, object, and take "
		"back a consent at any time without any disadvantage. You may complain to the data protection authority."));
}

void subject_sheet(const struct subject *subject, const char *municipality, struct str *out)
{
	const struct kind *last = NULL;

	head(out, municipality, _("Is this right?"), subject->case_number);
	paper_paragraph(out, _("Please cross out what is wrong and write what is right beside it. A colleague will enter it and tell "
		"those who were given the wrong data."));
	for (int i = 0; i < subject->n_records; i++) {
		const struct subject_record *record = &subject->record[i];

		str_addf(out, "\n%s\n", record->kind != last ? _(record->kind->label) : "");
		last = record->kind;
		for (int j = 0; j < record->n_values; j++) {
			const struct subject_value *value = &record->value[j];

			if (!value->shown || value->field->derived)
				continue;
			show_value(out, value);
			str_addf(out, "%*s%s\n", PAPER_LABEL, "", "________________________________________");
		}
	}
	str_addf(out, "\n%s\n\n%s\n", _("Day and signature: ______________________________"),
		_("Entered by: ______________________________"));
}
