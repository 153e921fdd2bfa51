/* SPDX-License-Identifier: EUPL-1.2 */
/* Composes the record of processing. */
#include "paper/processing.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/term.h"
#include "register/gate.h"

#define MOST 64          /* different recipients, different times */

static void put_item(struct sheet *sheet, const char *format, const char *value)
{
	char *text = mem_fmt("%s: %s", format, value);

	sheet_item(sheet, text);
	free(text);
}

static void put_roles(struct str *out, uint32_t roles)
{
	for (uint32_t role = 1; role <= ROLE_ALL; role <<= 1)
		if (roles & role)
			str_addf(out, "%s%s", out->len ? msg_comma() : "", _(role_label((enum role)role)));
}

/* ---- who, whose, why ---- */

static void put_controller(struct sheet *sheet, const struct newcomer *facts)
{
	static const char *const told[] = { "name", "address", "contact", "representative", "joint", "officer",
		"officer_contact", "authority", "authority_contact" };
	const struct kind *kind = register_kind("controller");

	sheet_heading(sheet, 1, _(kind->label));
	for (size_t i = 0; i < ARRAY_LEN(told); i++) {
		const char *value = facts->controller ? record_get(facts->controller, told[i]) : NULL;

		if (!value && i == 0)
			value = facts->municipality;
		if (!str_empty(value))
			sheet_pair(sheet, field_label(kind_field(kind, told[i])), value);
	}
	if (!facts->controller)
		sheet_text(sheet, _("Nobody wrote down yet who answers for the data: the list of this name in the menu, or “foothold add "
			"controller”, takes it."));
}

static void put_people(struct sheet *sheet)
{
	sheet_heading(sheet, 1, _("What it is for"));
	sheet_text(sheet, _("To accompany newcomers from the day of arrival over language, recognition of skills and work to a home of "
		"their own. What each sort of record is for stands below."));
	sheet_heading(sheet, 1, _("Whose data"));
	sheet_item(sheet, _("Newcomers and the members of their households"));
	sheet_item(sheet, _("Contacts whom a newcomer names"));
	sheet_item(sheet, _("Landlords, employers, providers, schools, mentors and translators, as far as they are reached at their "
		"work"));
	sheet_item(sheet, _("Colleagues, as users of the program"));
}

/* ---- which data ---- */

static void put_field(struct sheet *sheet, const struct field *field)
{
	struct str roles = STR_INIT;

	put_roles(&roles, field->seen_by);
	sheet_row(sheet, 0, (const char *[]){ field_label(field), field_purpose(field), _(field->basis), _(field->recipients),
		str_get(&roles), _(field->keep) });
	str_free(&roles);
}

static void put_kind(struct sheet *sheet, const struct kind *kind)
{
	struct str seen = STR_INIT, changed = STR_INIT, line = STR_INIT;

	put_roles(&seen, kind->seen_by);
	put_roles(&changed, kind->changed_by);
	sheet_heading(sheet, 1, _(kind->plural));
	sheet_text(sheet, _(kind->purpose));
	sheet_item(sheet, newcomer_kind(kind) ? _("About newcomers: yes") : _("About newcomers: no"));
	str_addf(&line, _("Seen by: %s"), str_get(&seen));
	sheet_item(sheet, str_get(&line));
	str_clear(&line);
	str_addf(&line, _("Changed by: %s"), str_get(&changed));
	sheet_item(sheet, str_get(&line));
	sheet_table(sheet, NULL, (const struct sheet_column[]){ { pgettext("processing", "Field"), false, 3 },
		{ pgettext("processing", "Why it is asked"), false, 5 }, { pgettext("processing", "Basis"), false, 2 },
		{ pgettext("processing", "Given to"), false, 2 }, { pgettext("processing", "Seen by"), false, 3 },
		{ pgettext("processing", "Kept"), false, 2 } }, 6);
	for (int i = 0; i < kind->n_fields; i++)
		put_field(sheet, &kind->fields[i]);
	str_free(&line);
	str_free(&seen);
	str_free(&changed);
}

/* What the assessment must look at by itself: it may tell of a protected ground without naming it. */
static void put_telling(struct sheet *sheet, const struct kind *const *kinds, int count)
{
	sheet_heading(sheet, 1, _("Fields that let someone guess more than they say"));
	for (int i = 0; i < count; i++)
		for (int j = 0; j < kinds[i]->n_fields; j++)
			if (kinds[i]->fields[j].sensitive)
				put_item(sheet, _(kinds[i]->label), field_label(&kinds[i]->fields[j]));
}

static void put_never(struct sheet *sheet)
{
	const struct gate_ground *ground;

	sheet_heading(sheet, 1, _("What is never asked"));
	sheet_table(sheet, NULL, (const struct sheet_column[]){ { pgettext("processing", "Ground"), false, 2 },
		{ pgettext("processing", "Source"), false, 3 }, { pgettext("processing", "What to ask instead"), false, 4 } }, 3);
	for (int n = 0; (ground = gate_ground(n)) != NULL; n++)
		sheet_row(sheet, 0, (const char *[]){ _(ground->title), ground->source, _(ground->instead) });
}

/* ---- exceptions ---- */

static void put_exception(struct sheet *sheet, const struct exception *one)
{
	struct str review = STR_INIT, who = STR_INIT;

	date_show(&review, one->review);
	if (one->due)
		str_addf(&review, " · %s", _("review is due"));
	if (id_none(one->id))
		str_add(&who, _("the country profile"));
	else
		str_addf(&who, "%s · %s", one->proposed_by ? one->proposed_by : "", one->approved_by ? one->approved_by : "");
	sheet_row(sheet, 0, (const char *[]){ one->words, one->ground, one->basis, str_get(&who), str_get(&review) });
	str_free(&review);
	str_free(&who);
}

static void put_exceptions(struct sheet *sheet, const struct newcomer *facts)
{
	const struct kind *kind = register_kind("exception");

	sheet_heading(sheet, 1, _(kind->plural));
	if (!facts->n_exceptions) {
		sheet_text(sheet, _("None: nothing is asked that the gate refuses."));
		return;
	}
	sheet_table(sheet, NULL, (const struct sheet_column[]){ { field_label(kind_field(kind, "words")), false, 4 },
		{ field_label(kind_field(kind, "ground")), false, 2 }, { field_label(kind_field(kind, "basis")), false, 4 },
		{ _("Proposed and approved by"), false, 3 }, { field_label(kind_field(kind, "review")), false, 2 } }, 5);
	for (int i = 0; i < facts->n_exceptions; i++)
		put_exception(sheet, &facts->exception[i]);
}

/* ---- to whom, how long, how safe ---- */

/* Each different word of all fields once, in the order of the register. */
static void put_different(struct sheet *sheet, const struct kind *const *kinds, int count, bool keep)
{
	const char *seen[MOST];
	int n = 0;

	for (int i = 0; i < count; i++)
		for (int j = 0; j < kinds[i]->n_fields; j++) {
			const char *word = keep ? kinds[i]->fields[j].keep : kinds[i]->fields[j].recipients;
			bool new = newcomer_kind(kinds[i]) && n < MOST && !(str_same(word, "none") && !keep);

			for (int k = 0; k < n && new; k++)
				new = !str_same(seen[k], word);
			if (new) {
				seen[n++] = word;
				sheet_item(sheet, _(word));
			}
		}
}

static struct term term_of(const struct keep *keep)
{
	return keep->years ? (struct term){ keep->years, TERM_YEARS } : keep->months ? (struct term){ keep->months, TERM_MONTHS } :
		(struct term){ keep->days, TERM_DAYS };
}

static void put_limits(struct sheet *sheet, const struct keep *file, const struct kind *const *kinds, int count)
{
	sheet_heading(sheet, 1, _("How long it is kept"));
	if (file) {
		struct str term = STR_INIT, line = STR_INIT;

		term_words(&term, term_of(file));
		/* TRANSLATORS: %s is a length of time, like "2 years" */
		str_addf(&line, _("A file as a whole: %s after the person left. Shorter times hold for these:"), str_get(&term));
		sheet_text(sheet, str_get(&line));
		str_free(&line);
		str_free(&term);
	}
	put_different(sheet, kinds, count, true);
}

static void put_safeguards(struct sheet *sheet, const struct newcomer *facts)
{
	static const char *const words[] = {
		N_("All data stand in one encrypted file. Without a passphrase or the recovery code nothing of it can be read."),
		N_("Each colleague opens it with a passphrase and a key slot of their own. Whoever leaves loses the slot, and the file can "
			"be given a new key."),
		N_("Roles decide field by field who sees and who changes what. Files of people in danger are sealed to named helpers."),
		N_("Who changed and who looked stands in chains that show when something is missing."),
		N_("Screens lock themselves when nobody types."),
		N_("Backups are encrypted like the file, and read back page by page."),
		N_("Nobody can be recognised in published figures: small counts are withheld."),
	};
	const char *more = facts->controller ? record_get(facts->controller, "measures") : NULL;

	sheet_heading(sheet, 1, _("How it is protected"));
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		sheet_item(sheet, _(words[i]));
	if (!str_empty(more))
		sheet_text(sheet, more);
}

static void put_recipients(struct sheet *sheet, const struct newcomer *facts, const struct kind *const *kinds, int count)
{
	const char *transfers = facts->controller ? record_get(facts->controller, "transfers") : NULL;

	sheet_heading(sheet, 1, _("To whom it is given"));
	put_different(sheet, kinds, count, false);
	sheet_heading(sheet, 1, _("Transfers to third countries"));
	sheet_text(sheet, !str_empty(transfers) ? transfers : _("None by the program: nothing leaves the file unless a colleague prints it, "
		"exports it or backs it up."));
}

struct sheet *processing_sheet(const struct newcomer *facts, const struct keep *file, const struct kind *only)
{
	struct sheet *sheet = sheet_new(_("Record of processing (GDPR Art. 30)"));
	int count;
	const struct kind *const *kinds = register_kinds(&count);

	if (!str_empty(facts->municipality))
		sheet_foot(sheet, facts->municipality);
	if (!only) {
		put_controller(sheet, facts);
		put_people(sheet);
		put_recipients(sheet, facts, kinds, count);
		put_limits(sheet, file, kinds, count);
		put_safeguards(sheet, facts);
		put_exceptions(sheet, facts);
	}
	for (int i = 0; i < count; i++)
		if (!only || kinds[i] == only)
			put_kind(sheet, kinds[i]);
	if (!only) {
		put_telling(sheet, kinds, count);
		put_never(sheet);
	}
	return sheet;
}
