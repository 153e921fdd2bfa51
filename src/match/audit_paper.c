/* SPDX-License-Identifier: EUPL-1.2 */
/* An audit as a paper, for the screen, the shell and whoever asks how matching is watched. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "base/utf.h"
#include "match/audit.h"

#define COLUMNS 6

static void heading(struct sheet *out, const char *words)
{
	sheet_heading(out, 2, words);
}

static char *number(int64_t n)
{
	struct str text = STR_INIT;

	if (n < 0)
		str_add(&text, "–");
	else
		text_number(&text, n, 0);
	return str_take(&text);
}

/* ---- what was tried ---- */

enum outcome { CHANGED, EQUAL, NAMED, NOTHING, OUTCOMES };

static enum outcome outcome_of(const struct audit_try *tried)
{
	if (tried->named)
		return NAMED;
	if (tried->by == AUDIT_FIELD && tried->values == 0)
		return NOTHING;
	return tried->differ ? CHANGED : EQUAL;
}

static const char *const outcome_words[OUTCOMES] = {
	[CHANGED] = N_("THESE CHANGE POINTS, AND MUST NOT"),
	[EQUAL] = N_("Dealt anew among those who wait, these change nobody’s points"),
	[NAMED] = N_("Named by a published criterion, so not tried"),
	[NOTHING] = N_("Nothing is recorded here that differs between those who wait"),
};

static void tried_words(struct str *out, const struct audit_try *tried, enum outcome outcome)
{
	struct str what = STR_INIT;
	char *values = number(tried->values), *pairs = number(tried->pairs), *differ = number(tried->differ), *gone = number(tried->gone);

	audit_try_words(&what, tried);
	if (outcome == NAMED || outcome == NOTHING)
		str_add(out, str_get(&what));
	else if (outcome == CHANGED)
		/* TRANSLATORS: what was tried; numbers */
		str_addf(out, _("%s: %s of %s pairs"), str_get(&what), differ, pairs);
	else if (tried->by == AUDIT_FIELD && tried->gone)
		/* TRANSLATORS: what was tried; numbers, the last of people: a law's age, an entitlement */
		str_addf(out, _("%s: %s other values, %s pairs; whether they may be matched at all changed for %s"), str_get(&what), values,
			pairs, gone);
	else if (tried->by == AUDIT_FIELD)
		/* TRANSLATORS: what was tried; numbers */
		str_addf(out, _("%s: %s other values, %s pairs"), str_get(&what), values, pairs);
	else
		/* TRANSLATORS: what was tried; a number */
		str_addf(out, _("%s: %s pairs"), str_get(&what), pairs);
	free(values);
	free(pairs);
	free(differ);
	free(gone);
	str_free(&what);
}

static void put_tried(struct sheet *out, const struct match_audit *audit, enum outcome outcome)
{
	struct str words = STR_INIT;
	bool any = false;

	for (int i = 0; i < audit->n_tried; i++) {
		if (outcome_of(&audit->tried[i]) != outcome)
			continue;
		if (!any)
			heading(out, _(outcome_words[outcome]));
		any = true;
		str_clear(&words);
		tried_words(&words, &audit->tried[i], outcome);
		sheet_item(out, str_get(&words));
	}
	str_free(&words);
}

/* ---- groups ---- */

static char *group_name(const struct audit_by_field *by, const struct audit_group *group)
{
	struct str text = STR_INIT;

	audit_group_words(&text, by, group);
	return str_take(&text);
}

static char *field_name(const struct audit_by_field *by)
{
	/* TRANSLATORS: a kind of record; a field of it */
	return mem_fmt(pgettext("a field", "%s: %s"), _(by->kind->label), field_label(by->field));
}

static void put_group(struct sheet *out, const struct audit_by_field *by, const struct audit_group *group)
{
	char *cell[COLUMNS] = { group_name(by, group), number(group->asked), number(group->offered), number(group->days_offered),
		number(group->waiting), number(group->days_waiting) };

	sheet_row(out, 0, (const char *const *)cell);
	for (int c = 0; c < COLUMNS; c++)
		free(cell[c]);
}

static void put_groups(struct sheet *out, const struct audit_by_field *by)
{
	const struct sheet_column columns[COLUMNS] = { { _("Group"), false, 0 }, { _("Asked"), true, 0 }, { _("Offered"), true, 0 },
		{ pgettext("median", "Days until"), true, 0 }, { _("Waiting"), true, 0 }, { pgettext("median", "Days so far"), true, 0 } };
	char *name = field_name(by);

	sheet_table(out, name, columns, COLUMNS);
	for (int g = 0; g < by->count; g++)
		put_group(out, by, &by->group[g]);
	free(name);
}

static void put_too_few(struct sheet *out, const struct match_audit *audit)
{
	bool headed = false;

	for (int i = 0; i < audit->n_told; i++) {
		char *name;

		if (audit->told[i].count)
			continue;
		if (!headed)
			heading(out, _("Too few people asked, or are known, to tell of groups by"));
		headed = true;
		name = field_name(&audit->told[i]);
		sheet_item(out, name);
		free(name);
	}
}

static void put_told(struct sheet *out, const struct match_audit *audit)
{
	heading(out, _("Who asked in the last two years, and who was offered something"));
	sheet_text(out, _("Days are medians: until the first offer, and of waiting so far. Groups of fewer than ten are put together, and of "
		"fewer than ten no median is told; counts are rounded to fives. A difference between groups proves nothing by itself: look for its cause."));
	for (int i = 0; i < audit->n_told; i++) {
		if (audit->told[i].count)
			put_groups(out, &audit->told[i]);
	}
	put_too_few(out, audit);
}

static void put_untested(struct sheet *out, const struct match_audit *audit)
{
	if (audit->n_untested == 0)
		return;
	heading(out, _("What this audit cannot test"));
	sheet_text(out, _("Nothing is recorded on these grounds, so that nobody can be matched by them; whether something else stands for "
		"them cannot be seen from this file:"));
	for (int i = 0; i < audit->n_untested; i++) {
		sheet_item(out, _(audit->untested[i]->title));
	}
}

static const char *verdict(const struct match_audit *audit)
{
	if (audit->candidates == 0 || audit->places == 0)
		return _("Nobody waits, or nothing is to be had: there was nothing to try.");
	if (audit->differ)
		return _("SOMEBODY’S POINTS DEPEND ON WHAT THEY MUST NOT DEPEND ON. Publish no round before this is mended.");
	return _("Nobody’s points depend on any of what was tried. Nothing was changed in the file.");
}

void match_audit_paper(struct sheet *out, const struct match_audit *audit)
{
	char *people = number(audit->candidates), *places = number(audit->places), *line;

	sheet_heading(out, 1, _(match_ops(audit->what)->title));
	/* TRANSLATORS: two numbers */
	line = mem_fmt(_("Waiting: %s. Places: %s."), people, places);
	sheet_text(out, line);
	if (audit->sampled)
		sheet_text(out, _("There are too many pairs to compare all: every few people were compared with all places."));
	sheet_text(out, verdict(audit));
	for (int i = 0; i < OUTCOMES && audit->candidates && audit->places; i++)
		put_tried(out, audit, (enum outcome)i);
	if (audit->n_told)
		put_told(out, audit);
	put_untested(out, audit);
	free(people);
	free(places);
	free(line);
}
