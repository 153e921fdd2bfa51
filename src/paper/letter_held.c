/* SPDX-License-Identifier: EUPL-1.2 */
/* What is held about a person and why, out of the register: what stands there, what for, who is given it, how long. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "paper/letter_own.h"

static enum status held_read(struct letter_facts *facts, struct err *err)
{
	if (!(facts->actor->roles & ROLE_CASEWORK))
		return err_set(err, ST_DENIED, _("Casework tells people what is held about them, since nobody else sees all of it. No "
			"paper was made; ask a colleague of casework."));
	return subject_gather(facts->store, facts->actor, facts->wish->person, false, &facts->subject, err);
}

static const char *left_words(enum subject_left left)
{
	switch (left) {
	case SUBJECT_COLLEAGUE:
		return P_("the name of a member of our staff");
	case SUBJECT_OTHERS:
		return P_("about another person; not printed");
	default:
		return NULL;
	}
}

static const char *label_of(const struct field *field)
{
	return field->own ? field_label(field) : msg_paper(field->label);
}

static void put_value(const struct letter_facts *facts, struct sheet *sheet, const struct subject_value *value)
{
	const char *label = label_of(value->field), *left = left_words(value->left);
	struct str shown = STR_INIT;

	if (value->field->kind == FIELD_REFERENCE || value->left != SUBJECT_WHOLE)
		str_add(&shown, value->shown);
	else
		letter_show(&shown, value->field, value->value);
	if (left)
		sheet_pair(sheet, label, left);
	else if (facts->secret && (value->field->secret_with || letter_is_home(facts, str_get(&shown))))
		sheet_pair(sheet, label, P_("written down and kept secret; not printed"));
	else if (value->field->hidden)
		sheet_pair(sheet, label, P_("on a paper of its own; please ask for it"));
	else
		sheet_pair(sheet, label, str_get(&shown));
	str_wipe(&shown);
}

static bool is_held(const struct subject *subject, const struct field *field)
{
	for (int i = 0; i < subject->n_records; i++)
		for (int j = 0; j < subject->record[i].n_values; j++)
			if (subject->record[i].value[j].field == field)
				return true;
	return false;
}

/* On which ground each thing that stands there is kept, once for all records of a kind. */
static void put_reasons(const struct subject *subject, struct sheet *sheet, const struct kind *kind)
{
	letter_textf(sheet, P_("Why we keep this: %s."), msg_paper(kind->purpose));
	sheet_table(sheet, P_("By which right, for whom, how long"), (const struct sheet_column[]){ { P_("What"), false, 3 },
		{ P_("Legal basis"), false, 2 }, { P_("Given to"), false, 2 }, { P_("Kept for"), false, 2 } }, 4);
	for (int i = 0; i < kind->n_fields; i++) {
		const struct field *field = &kind->fields[i];

		if (is_held(subject, field))
			sheet_row(sheet, 0, (const char *[]){ label_of(field), msg_paper(field->basis), msg_paper(field->recipients),
				msg_paper(field->keep) });
	}
}

static bool is_first(const struct subject *subject, int at)
{
	for (int i = 0; i < at; i++)
		if (subject->record[i].kind == subject->record[at].kind)
			return false;
	return true;
}

/* All records of one kind together, whatever order they were gathered in. */
static void put_kind(const struct letter_facts *facts, struct sheet *sheet, const struct kind *kind)
{
	const struct subject *subject = &facts->subject;
	bool more = false;

	sheet_heading(sheet, 2, msg_paper(kind->plural));
	for (int i = 0; i < subject->n_records; i++) {
		const struct subject_record *record = &subject->record[i];

		if (record->kind != kind)
			continue;
		if (more)
			sheet_rule(sheet);
		more = true;
		for (int j = 0; j < record->n_values; j++)
			put_value(facts, sheet, &record->value[j]);
	}
	put_reasons(subject, sheet, kind);
}

static void put_rights(struct sheet *sheet)
{
	sheet_heading(sheet, 2, P_("Your rights"));
	sheet_item(sheet, P_("Is something wrong? You may have it corrected."));
	sheet_item(sheet, P_("You may ask that we erase something, or that we leave your file as it is."));
	sheet_item(sheet, P_("You may object. You may take back a consent at any time. This does you no harm."));
	sheet_item(sheet, P_("You may also ask for what stood there before, and for who looked at your file."));
	sheet_item(sheet, P_("You may complain to the data protection authority."));
}

static void held_write(const struct letter_facts *facts, struct sheet *sheet)
{
	const struct subject *subject = &facts->subject;

	letter_head(facts, sheet);
	letter_dated(sheet);
	sheet_text(sheet, P_("This paper says what the town has written down about you, and why. It belongs to you. Names of other "
		"people are left out."));
	for (int i = 0; i < subject->n_records; i++)
		if (is_first(subject, i))
			put_kind(facts, sheet, subject->record[i].kind);
	if (subject->n_unseen)
		sheet_note(sheet, P_("Some things are seen by other members of our staff only. Please ask for them as well."));
	put_rights(sheet);
	letter_foot(facts, sheet);
}

static void held_plain(const struct letter_facts *facts, struct sheet *sheet)
{
	const struct subject *subject = &facts->subject;

	letter_head(facts, sheet);
	sheet_sign(sheet, SIGN_PAPER, P_("We write down what we need to help you. We have written down things of these kinds:"));
	for (int i = 0; i < subject->n_records; i++)
		if (is_first(subject, i))
			sheet_item(sheet, msg_paper(subject->record[i].kind->plural));
	sheet_sign(sheet, SIGN_ASK, P_("You may see all of it. Ask us for the long paper."));
	sheet_sign(sheet, SIGN_DO, P_("Is something wrong? Tell us. We correct it."));
	sheet_sign(sheet, SIGN_CARE, P_("We show it to nobody who does not need it to help you."));
	letter_foot(facts, sheet);
}

const struct letter_ops letter_held_ops = { held_read, held_write, held_plain };
