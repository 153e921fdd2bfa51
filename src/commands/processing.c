/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * foothold fields --processing: the record of processing (GDPR Art. 30) out of the register, as Markdown.  It is the
 * part of doc/dpia.md that nobody should write by hand.
 */
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "commands/fields.h"
#include "register/gate.h"

static const char *const field_heads[] = { NC_("processing", "Field"), NC_("processing", "Why it is asked"),
	NC_("processing", "Basis"), NC_("processing", "Given to"), NC_("processing", "Seen by"), NC_("processing", "Kept") };
static const char *const ground_heads[] = { NC_("processing", "Ground"), NC_("processing", "Source"),
	NC_("processing", "What to ask instead") };

/* Own fields' words come from a file: a bar would end the cell, an angle bracket begin a tag. */
static void cell(struct str *out, const char *text)
{
	const char *c;

	str_add(out, " ");
	for (c = text; *c; c++) {
		if (strchr("|<>*_`[]\\", *c))
			str_addc(out, '\\');
		str_addc(out, (unsigned char)*c < ' ' || *c == 0x7f ? ' ' : *c);
	}
	str_add(out, " |");
}

static void head(struct str *out, const char *const *heads, size_t count)
{
	size_t i;

	str_add(out, "\n|");
	for (i = 0; i < count; i++)
		cell(out, pgettext("processing", heads[i]));
	str_add(out, "\n|");
	for (i = 0; i < count; i++)
		str_add(out, "---|");
	str_add(out, "\n");
}

static void field_row(struct str *out, const struct field *field)
{
	struct str roles = STR_INIT;

	fields_roles(&roles, field->seen_by);
	str_add(out, "|");
	cell(out, field_label(field));
	cell(out, field_purpose(field));
	cell(out, _(field->basis));
	cell(out, _(field->recipients));
	cell(out, str_get(&roles));
	cell(out, _(field->keep));
	str_add(out, "\n");
	str_free(&roles);
}

/* What is kept as long as a case is somebody's, a household too, though no field of it leads to a person. */
static bool about_newcomers(const struct kind *kind)
{
	int i;

	for (i = 0; i < kind->n_fields; i++)
		if (strncmp(kind->fields[i].keep, "case", 4) == 0)
			return true;
	return kind->person != NULL;
}

static void kind_section(struct str *out, const struct kind *kind)
{
	struct str seen = STR_INIT, changed = STR_INIT;
	int i;

	fields_roles(&seen, kind->seen_by);
	fields_roles(&changed, kind->changed_by);
	str_addf(out, "### %s\n\n%s\n\n", _(kind->plural), _(kind->purpose));
	str_addf(out, "- %s\n", about_newcomers(kind) ? _("About newcomers: yes") : _("About newcomers: no"));
	str_addf(out, _("- Seen by: %s\n"), str_get(&seen));
	str_addf(out, _("- Changed by: %s\n"), str_get(&changed));
	head(out, field_heads, ARRAY_LEN(field_heads));
	for (i = 0; i < kind->n_fields; i++)
		field_row(out, &kind->fields[i]);
	str_add(out, "\n");
	str_free(&seen);
	str_free(&changed);
}

/* What the assessment must look at by itself: it may tell of a protected ground without naming it. */
static void telling_fields(struct str *out, const struct kind *const *kinds, int count)
{
	int i, j;

	str_addf(out, "### %s\n\n", _("Fields that let someone guess more than they say"));
	for (i = 0; i < count; i++)
		for (j = 0; j < kinds[i]->n_fields; j++)
			if (kinds[i]->fields[j].sensitive) {
				/* TRANSLATORS: 1: kind of record, 2: field */
				str_addf(out, _("- %s: %s"), _(kinds[i]->label), field_label(&kinds[i]->fields[j]));
				str_add(out, "\n");
			}
	str_add(out, "\n");
}

static void never_asked(struct str *out)
{
	const struct gate_ground *ground;
	int n;

	str_addf(out, "### %s\n", _("What is never asked"));
	head(out, ground_heads, ARRAY_LEN(ground_heads));
	for (n = 0; (ground = gate_ground(n)) != NULL; n++) {
		str_add(out, "|");
		cell(out, _(ground->title));
		cell(out, ground->source);
		cell(out, _(ground->instead));
		str_add(out, "\n");
	}
}

void fields_processing(struct call *call, const struct kind *only)
{
	const struct kind *const *kinds;
	int count, i;

	kinds = register_kinds(&count);
	for (i = 0; i < count; i++)
		if (!only || kinds[i] == only)
			kind_section(&call->out, kinds[i]);
	if (only)
		return;
	telling_fields(&call->out, kinds, count);
	never_asked(&call->out);
}
