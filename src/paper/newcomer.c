/* SPDX-License-Identifier: EUPL-1.2 */
/* Composes the sheet for newcomers out of the register. */
#include "paper/newcomer.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/controller.h"
#include "paper/letter_own.h"
#include "paper/paperlang.h"

enum status newcomer_read(struct store *store, const struct actor *actor, struct newcomer *out, struct err *err)
{
	enum status st = ST_OK;

	*out = (struct newcomer){ .municipality = NULL };
	if (!store)
		return ST_OK;
	st = setting_get(store, SETTING_MUNICIPALITY, &out->municipality, err);
	if (st == ST_OK)
		st = controller_read(store, actor, &out->controller, err);
	if (st == ST_OK)
		st = exceptions_list(store, clock_today(), &out->exception, &out->n_exceptions, err);
	return st;
}

void newcomer_clear(struct newcomer *facts)
{
	free(facts->municipality);
	record_free(facts->controller);
	exceptions_free(facts->exception, facts->n_exceptions);
	*facts = (struct newcomer){ .municipality = NULL };
}

/* What is kept as long as a case is somebody's, a household too, though no field of it leads to a person. */
bool newcomer_kind(const struct kind *kind)
{
	for (int i = 0; i < kind->n_fields; i++)
		if (strncmp(kind->fields[i].keep, "case", 4) == 0)
			return true;
	return kind->person != NULL;
}

/* ---- who answers ---- */

static const char *label_of(const struct field *field)
{
	return field->own ? field_label(field) : msg_paper(field->label);
}

static void put_controller(const struct newcomer *facts, struct sheet *sheet)
{
	static const char *const told[] = { "name", "address", "contact", "representative", "joint", "officer",
		"officer_contact", "authority", "authority_contact" };
	const struct kind *kind = register_kind("controller");

	sheet_heading(sheet, 2, P_("Who answers for your data"));
	for (size_t i = 0; i < ARRAY_LEN(told); i++) {
		const char *value = facts->controller ? record_get(facts->controller, told[i]) : NULL;

		if (!value && i == 0)
			value = facts->municipality;
		if (!str_empty(value))
			sheet_pair(sheet, msg_paper(kind_field(kind, told[i])->label), value);
	}
	if (!facts->controller || !record_get(facts->controller, "officer"))
		sheet_text(sheet, P_("Please ask us who watches over data protection here."));
}

/* ---- what is asked ---- */

/* Neither what the program writes for itself nor whose record it is. */
static bool is_asked(const struct kind *kind, const struct field *field)
{
	bool whose = str_same(field->name, kind->person) || str_same(field->name, kind->parent);

	return !field->derived && !field->hidden && !field->closed && !(whose && field->kind == FIELD_REFERENCE);
}

/* States, and what is proposed to begin with, colleagues keep by themselves; what rests on consent can be left open. */
static bool must_answer(const struct field *field)
{
	return field->required && !field->moves && !field->initial && !str_same(field->basis, "consent");
}

static bool alike(const struct field *a, const struct field *b)
{
	return str_same(a->basis, b->basis) && str_same(a->recipients, b->recipients) && str_same(a->keep, b->keep) &&
		a->seen_by == b->seen_by;
}

static void put_roles(struct str *out, uint32_t roles)
{
	for (uint32_t role = 1; role <= ROLE_ALL; role <<= 1)
		if (roles & role) {
			str_add(out, out->len ? msg_comma() : "");
			str_add(out, msg_paper(role_label((enum role)role)));
		}
}

/* Of the fields that are asked on the same terms as this one: those that must be answered, or those that need not. */
static void put_labels(struct str *out, const struct kind *kind, const struct field *like, bool must)
{
	struct str labels = STR_INIT;

	for (int i = 0; i < kind->n_fields; i++) {
		const struct field *field = &kind->fields[i];

		if (!is_asked(kind, field) || !alike(like, field) || must_answer(field) != must)
			continue;
		str_add(&labels, labels.len ? msg_comma() : "");
		str_add(&labels, label_of(field));
	}
	if (labels.len)
		str_addf(out, "%s%s: %s", out->len ? "\n" : "", str_get(&labels), must ? P_("yes") : P_("no"));
	str_free(&labels);
}

/* Fields that are asked on the same terms stand in one row. */
static void put_row(struct sheet *sheet, const struct kind *kind, int first)
{
	const struct field *field = &kind->fields[first];
	struct str what = STR_INIT, roles = STR_INIT;

	for (int i = 0; i < first; i++)
		if (is_asked(kind, &kind->fields[i]) && alike(field, &kind->fields[i]))
			return;
	put_labels(&what, kind, field, true);
	put_labels(&what, kind, field, false);
	put_roles(&roles, field->seen_by & kind->seen_by);
	sheet_row(sheet, 0, (const char *[]){ str_get(&what), msg_paper(field->basis), str_get(&roles),
		msg_paper(field->recipients), msg_paper(field->keep) });
	str_free(&what);
	str_free(&roles);
}

static bool asks(const struct kind *kind)
{
	for (int i = 0; i < kind->n_fields; i++)
		if (is_asked(kind, &kind->fields[i]))
			return true;
	return false;
}

static void put_kind(struct sheet *sheet, const struct kind *kind)
{
	char *why = mem_fmt(P_("Why we keep this: %s."), msg_paper(kind->purpose));

	sheet_row(sheet, SHEET_GROUP, (const char *[]){ msg_paper(kind->plural), why, NULL, NULL, NULL });
	for (int i = 0; i < kind->n_fields; i++)
		if (is_asked(kind, &kind->fields[i]))
			put_row(sheet, kind, i);
	free(why);
}

static bool is_first(const struct kind *kind)
{
	return str_same(kind->name, "person") || str_same(kind->name, "household");
}

/* The person first, with what is of no stage; then in the order of the way. */
static bool belongs(const struct kind *kind, const char *stage)
{
	if (!newcomer_kind(kind) || !asks(kind))
		return false;
	return is_first(kind) || str_empty(kind->stage) ? !stage : str_same(kind->stage, stage);
}

static void put_own(struct sheet *sheet, const struct kind *kind)
{
	for (int i = 0; i < kind->n_fields; i++)
		if (kind->fields[i].own && is_asked(kind, &kind->fields[i]))
			sheet_pair(sheet, field_label(&kind->fields[i]), field_purpose(&kind->fields[i]));
}

/* One table for each stage, so that its heads are said once a page. */
static void put_stage(struct sheet *sheet, const char *stage)
{
	char *what = mem_fmt("%s\n%s", P_("What"), P_("Must you answer?"));
	int count;
	const struct kind *const *kinds = register_kinds(&count);

	sheet_table(sheet, "", (const struct sheet_column[]){ { what, false, 9 }, { P_("Legal basis"), false, 3 },
		{ P_("Who sees it"), false, 6 }, { P_("Given to"), false, 3 }, { P_("Kept for"), false, 4 } }, 5);
	free(what);
	for (int later = 0; later < 2; later++)
		for (int i = 0; i < count; i++)
			if (belongs(kinds[i], stage) && is_first(kinds[i]) == !later)
				put_kind(sheet, kinds[i]);
	for (int i = 0; i < count; i++)
		if (belongs(kinds[i], stage))
			put_own(sheet, kinds[i]);
}

static void put_asked(struct sheet *sheet)
{
	const struct field *stage = kind_field(register_kind("step"), "stage");

	sheet_heading(sheet, 2, P_("What we ask and write down"));
	sheet_text(sheet, P_("You need not answer what is marked “no”. You get help all the same."));
	sheet_text(sheet, P_("No computer decides about you. People do."));
	put_stage(sheet, NULL);
	for (const struct choice *c = stage->choices; c && c->key; c++) {
		struct str label = STR_INIT;

		letter_show(&label, stage, c->key);
		sheet_heading(sheet, 3, str_get(&label));
		put_stage(sheet, c->key);
		str_free(&label);
	}
}

static void put_never(const struct newcomer *facts, struct sheet *sheet)
{
	sheet_heading(sheet, 2, P_("What we never ask"));
	sheet_text(sheet, P_("We never ask about your religion, your origin, your politics, your health, whom you love or why you may stay "
		"in this country. If somebody asks you all the same, you need not answer."));
	/* Those of a country profile stand among the records made for them. */
	for (int i = 0; i < facts->n_exceptions; i++)
		if (!id_none(facts->exception[i].id))
			/* TRANSLATORS: 1: words that are asked, in the town's language, 2: a law */
			letter_itemf(sheet, P_("The law demands this all the same: “%s” (%s)."), facts->exception[i].words,
				facts->exception[i].basis);
}

/* ---- papers ---- */

void newcomer_write(const struct newcomer *facts, struct sheet *sheet)
{
	sheet_text(sheet, P_("This paper says what the town may ask you and write down about you, and why. It belongs to you."));
	put_controller(facts, sheet);
	put_asked(sheet);
	put_never(facts, sheet);
	letter_rights(sheet);
}

/* In short sentences, by the stages of the way. */
void newcomer_plain(const struct newcomer *facts, struct sheet *sheet)
{
	const struct field *stage = kind_field(register_kind("step"), "stage");
	const char *officer = facts->controller ? record_get(facts->controller, "officer_contact") : NULL;

	sheet_sign(sheet, SIGN_PAPER, P_("We write down what we need to help you. It can be about:"));
	for (const struct choice *c = stage->choices; c && c->key; c++) {
		struct str label = STR_INIT;

		letter_show(&label, stage, c->key);
		sheet_item(sheet, str_get(&label));
		str_free(&label);
	}
	sheet_sign(sheet, SIGN_DO, P_("You need not answer everything. Ask us which answers we need."));
	sheet_sign(sheet, SIGN_CARE, P_("We show it to nobody who does not need it to help you."));
	sheet_sign(sheet, SIGN_ASK, P_("You may see all of it. Ask us for the long paper."));
	sheet_sign(sheet, SIGN_DO, P_("Is something wrong? Tell us. We correct it."));
	if (officer)
		/* TRANSLATORS: %s: how the data protection officer is reached */
		letter_signf(sheet, SIGN_PERSON, P_("Somebody watches over your data. You can ask: %s."), officer);
	else
		sheet_sign(sheet, SIGN_PERSON, P_("Please ask us who watches over data protection here."));
}

enum status newcomer_sheet(const struct newcomer *facts, const char *language, bool plain, struct sheet **out,
	struct err *err)
{
	const char *spoken = paper_language(language);

	*out = NULL;
	if (!spoken || !msg_speak(spoken))
		return err_set(err, ST_INVALID, _("Papers cannot be written in this language. No paper was made; “foothold letter "
			"languages” lists those that there are."));
	*out = sheet_new(plain ? P_("What we ask you") : P_("What we ask, why, and what your rights are"));
	if (!str_empty(facts->municipality)) {
		sheet_foot(*out, facts->municipality);
		sheet_pair(*out, PC_("sender", "From"), facts->municipality);
	}
	letter_dated(*out);
	plain ? newcomer_plain(facts, *out) : newcomer_write(facts, *out);
	if (!msg_paper_reviewed())
		sheet_note(*out, P_("No native speaker has checked the translation yet."));
	msg_speak_end();
	return ST_OK;
}

/* ---- as a letter ---- */

static enum status asked_read(struct letter_facts *facts, struct err *err)
{
	return newcomer_read(facts->store, facts->actor, &facts->newcomer, err);
}

static void asked_write(const struct letter_facts *facts, struct sheet *sheet)
{
	letter_head(facts, sheet);
	letter_dated(sheet);
	newcomer_write(&facts->newcomer, sheet);
	letter_foot(facts, sheet);
}

static void asked_plain(const struct letter_facts *facts, struct sheet *sheet)
{
	letter_head(facts, sheet);
	newcomer_plain(&facts->newcomer, sheet);
	letter_foot(facts, sheet);
}

const struct letter_ops letter_asked_ops = { asked_read, asked_write, asked_plain };
