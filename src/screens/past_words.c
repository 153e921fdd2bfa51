/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns how a change of the past is told. */
#include "screens/past_words.h"

#include "base/clock.h"
#include "base/msg.h"

void past_when(struct str *out, const struct journal_entry *entry)
{
	struct date day;
	int minute;

	clock_local(entry->clock >> 16, &day, &minute);
	date_show(out, day);
	str_addf(out, " %02d:%02d", minute / 60, minute % 60);
}

const char *past_op(const struct past *past)
{
	if (!id_none(past->entry.undoes))
		return pgettext("history", "taken back");
	switch (past->entry.op) {
	case JOURNAL_CREATE: return pgettext("history", "added");
	case JOURNAL_UPDATE: return pgettext("history", "changed");
	case JOURNAL_DELETE: return pgettext("history", "removed");
	case JOURNAL_RESTORE: return pgettext("history", "restored");
	}
	return "";
}

static void value_words(struct app *app, struct str *out, const struct field *field, const char *canonical)
{
	struct str words = STR_INIT;
	struct id id;

	if (!canonical)
		str_add(&words, _("(empty)"));
	else if (field->refers && id_parse(canonical, &id))
		app_title(app, &words, field->refers, id);
	else
		field_show(&words, field, canonical);
	for (const char *s = str_get(&words); *s; s++)
		str_addc(out, *s == '\n' ? ' ' : *s);
	str_free(&words);
}

void past_change_words(struct app *app, struct str *out, const struct past_change *change)
{
	value_words(app, out, change->field, change->before);
	str_add(out, term_is_plain() ? " -> " : " → ");
	value_words(app, out, change->field, change->after);
}

void past_what(struct app *app, struct str *out, const struct kind *kind, const struct past *past)
{
	str_add(out, _(kind->label));
	str_add(out, term_separator());
	str_add(out, past_op(past));
	for (int i = 0; past->entry.op != JOURNAL_CREATE && i < past->n_changes; i++) {
		str_add(out, term_separator());
		str_add(out, field_label(past->change[i].field));
		str_addc(out, ' ');
		past_change_words(app, out, &past->change[i]);
	}
}
