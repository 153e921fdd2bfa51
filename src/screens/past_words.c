/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns how a change of the past is told. */
#include "screens/past_words.h"

#include "base/clock.h"
#include "base/msg.h"
#include "screens/bidi.h"
#include "screens/record_words.h"

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
	/* It points on, as the line is read. */
	if (msg_right_to_left())
		str_add(out, term_is_plain() ? " <- " : " ← ");
	else
		str_add(out, term_is_plain() ? " -> " : " → ");
	value_words(app, out, change->field, change->after);
}

/* What was removed has its title where its making tells it. */
static void title_then(struct str *out, const struct kind *kind, const struct past *past)
{
	str_clear(out);
	for (int i = 0; past->entry.op == JOURNAL_CREATE && i < past->n_changes; i++) {
		const struct past_change *change = &past->change[i];

		if (record_in_title(kind, change->field) && change->after && !change->field->refers) {
			if (out->len)
				str_addc(out, ' ');
			field_show(out, change->field, change->after);
		}
	}
}

void past_what(struct app *app, struct str *out, const struct kind *kind, const struct past *past, const char *more)
{
	struct str title = STR_INIT;

	bidi_part(out, term_separator(), _(kind->label));
	/* Which of them: the person's own name stands above. */
	if (!str_same(kind->name, "person")) {
		if (read_title(app->store, app->actor, kind, past->entry.id, &title, NULL) != ST_OK)
			title_then(&title, kind, past);
		bidi_part(out, term_separator(), str_get(&title));
	}
	str_free(&title);
	/* That a field went from one value to another says by itself that it was changed. */
	if (past->entry.op != JOURNAL_UPDATE || past->n_changes == 0 || !id_none(past->entry.undoes))
		bidi_part(out, term_separator(), past_op(past));
	bidi_part(out, term_separator(), more);
	for (int i = 0; past->entry.op != JOURNAL_CREATE && i < past->n_changes; i++) {
		struct str part = STR_INIT;

		str_addf(&part, "%s ", field_label(past->change[i].field));
		if (past->change[i].before)
			past_change_words(app, &part, &past->change[i]);
		else
			value_words(app, &part, past->change[i].field, past->change[i].after);
		bidi_part(out, term_separator(), str_get(&part));
		str_free(&part);
	}
}
