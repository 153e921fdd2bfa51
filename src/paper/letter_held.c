/* SPDX-License-Identifier: EUPL-1.2 */
/* What is held about a person and why, out of the register: what stands there, what for, who is given it, how long. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "paper/letter_own.h"

#define TABLE_FIELDS 6           /* that a table of records has room for on a page */

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

/* By its title in this paper's language; it was gathered in the screen's. */
static void show_reference(const struct letter_facts *facts, struct str *out, const struct subject_value *value)
{
	struct id id;

	if (!id_parse(value->value, &id) ||
	    read_title(facts->store, facts->actor, register_kind(value->field->refers), id, out, NULL) != ST_OK)
		str_add(out, value->shown);
}

/* What stands on the paper for a value. Yours. */
static char *value_words(const struct letter_facts *facts, const struct subject_value *value)
{
	const char *left = left_words(value->left);
	struct str shown = STR_INIT;

	if (value->left != SUBJECT_WHOLE)
		str_add(&shown, value->shown);
	else if (value->field->kind == FIELD_REFERENCE)
		show_reference(facts, &shown, value);
	else
		letter_show(&shown, value->field, value->value);
	if (facts->secret && (value->field->secret_with || letter_is_home(facts, str_get(&shown))))
		left = P_("written down and kept secret; not printed");
	else if (!left && value->field->hidden)
		left = P_("on a paper of its own; please ask for it");
	if (!left)
		return str_take(&shown);
	str_wipe(&shown);
	return mem_str(left);
}

static bool is_held(const struct subject *subject, const struct field *field)
{
	for (int i = 0; i < subject->n_records; i++)
		for (int j = 0; j < subject->record[i].n_values; j++)
			if (subject->record[i].value[j].field == field)
				return true;
	return false;
}

static bool on_same_ground(const struct field *a, const struct field *b)
{
	return str_same(a->basis, b->basis) && str_same(a->recipients, b->recipients) && str_same(a->keep, b->keep);
}

/* Fields that are kept on the same ground, for the same people and time stand in one row. */
static void put_ground(const struct subject *subject, struct sheet *sheet, const struct kind *kind, int first)
{
	const struct field *field = &kind->fields[first];
	struct str labels = STR_INIT;

	for (int i = 0; i < kind->n_fields; i++) {
		if (!is_held(subject, &kind->fields[i]) || !on_same_ground(field, &kind->fields[i]))
			continue;
		if (i < first) {
			str_free(&labels);
			return;
		}
		str_add(&labels, labels.len ? msg_comma() : "");
		str_add(&labels, label_of(&kind->fields[i]));
	}
	sheet_row(sheet, 0, (const char *[]){ str_get(&labels), msg_paper(field->basis), msg_paper(field->recipients),
		msg_paper(field->keep) });
	str_free(&labels);
}

/* On which ground what stands there is kept, once for all records of a kind. */
static void put_reasons(const struct subject *subject, struct sheet *sheet, const struct kind *kind)
{
	letter_textf(sheet, P_("Why we keep this: %s."), msg_paper(kind->purpose));
	sheet_table(sheet, P_("By which right, for whom, how long"), (const struct sheet_column[]){ { P_("What"), false, 5 },
		{ P_("Legal basis"), false, 2 }, { P_("Given to"), false, 2 }, { P_("Kept for"), false, 2 } }, 4);
	for (int i = 0; i < kind->n_fields; i++)
		if (is_held(subject, &kind->fields[i]))
			put_ground(subject, sheet, kind, i);
}

static bool is_first(const struct subject *subject, int at)
{
	for (int i = 0; i < at; i++)
		if (subject->record[i].kind == subject->record[at].kind)
			return false;
	return true;
}

static void put_pairs(const struct letter_facts *facts, struct sheet *sheet, const struct subject_record *record)
{
	for (int i = 0; i < record->n_values; i++) {
		char *words = value_words(facts, &record->value[i]);

		sheet_pair(sheet, label_of(record->value[i].field), words);
		free(words);
	}
}

/* Fields that any record of the kind has a value in; at most `most`, else 0. */
static int fields_of(const struct subject *subject, const struct kind *kind, const struct field **out, int most)
{
	int n = 0;

	for (int i = 0; i < kind->n_fields; i++) {
		if (!is_held(subject, &kind->fields[i]))
			continue;
		if (n == most)
			return 0;
		out[n++] = &kind->fields[i];
	}
	return n;
}

static void put_row(const struct letter_facts *facts, struct sheet *sheet, const struct subject_record *record,
	const struct field *const *field, int n)
{
	char *cell[TABLE_FIELDS] = { NULL };

	for (int c = 0; c < n; c++)
		for (int i = 0; i < record->n_values; i++)
			if (record->value[i].field == field[c])
				cell[c] = value_words(facts, &record->value[i]);
	sheet_row(sheet, 0, (const char *const *)cell);
	for (int c = 0; c < n; c++)
		free(cell[c]);
}

static int records_of(const struct subject *subject, const struct kind *kind)
{
	int n = 0;

	for (int i = 0; i < subject->n_records; i++)
		n += subject->record[i].kind == kind;
	return n;
}

/* Several records of few fields stand in a table. */
static bool put_table(const struct letter_facts *facts, struct sheet *sheet, const struct kind *kind)
{
	const struct subject *subject = &facts->subject;
	const struct field *field[TABLE_FIELDS];
	struct sheet_column column[TABLE_FIELDS];
	int n = fields_of(subject, kind, field, TABLE_FIELDS);

	if (n < 2 || records_of(subject, kind) < 2)
		return false;
	for (int c = 0; c < n; c++)
		column[c] = (struct sheet_column){ label_of(field[c]), false, 1 };
	sheet_table(sheet, msg_paper(kind->plural), column, n);
	for (int i = 0; i < subject->n_records; i++)
		if (subject->record[i].kind == kind)
			put_row(facts, sheet, &subject->record[i], field, n);
	return true;
}

/* All records of one kind together, whatever order they were gathered in. */
static void put_kind(const struct letter_facts *facts, struct sheet *sheet, const struct kind *kind)
{
	const struct subject *subject = &facts->subject;
	bool more = false, table;

	sheet_heading(sheet, 2, msg_paper(records_of(subject, kind) > 1 ? kind->plural : kind->label));
	table = put_table(facts, sheet, kind);
	for (int i = 0; i < subject->n_records && !table; i++) {
		if (subject->record[i].kind != kind)
			continue;
		if (more)
			sheet_rule(sheet);
		more = true;
		put_pairs(facts, sheet, &subject->record[i]);
	}
	put_reasons(subject, sheet, kind);
}

void letter_rights(struct sheet *sheet)
{
	sheet_heading(sheet, 2, P_("Your rights"));
	sheet_item(sheet, P_("You may see everything that is written about you, and have a copy of it."));
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
	letter_rights(sheet);
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
