/* SPDX-License-Identifier: EUPL-1.2 */
/* What all papers for newcomers have in common: values in the papers' languages, head and foot. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/term.h"
#include "base/text.h"
#include "paper/letter_own.h"
#include "paper/paperlang.h"

/* What papers have no word for is said as on the screen. */
static const char *letter_choice(const struct field *field, const struct choice *choice)
{
	const char *found;

	if (!field->context)
		return msg_paper(choice->label);
	found = msg_paper_context(field->context, choice->label);
	return found == choice->label ? choice_label(field, choice) : found;
}

static void show_choice(struct str *out, const struct field *field, const char *key)
{
	const struct choice *choice = field_choice(field, key);

	if (!choice)
		str_add(out, key);
	else if (field->own)
		str_add(out, choice_label(field, choice));
	else
		str_add(out, letter_choice(field, choice));
}

static void show_choices(struct str *out, const struct field *field, const char *canonical)
{
	char *copy = mem_str(canonical), *rest = copy, *one;

	for (int n = 0; (one = strsep(&rest, ",")); n++) {
		one += *one == ' ';
		str_add(out, n ? msg_comma() : "");
		show_choice(out, field, one);
	}
	free(copy);
}

static void show_term(struct str *out, const char *canonical)
{
	struct term term;

	if (!term_parse(canonical, &term))
		str_add(out, canonical);
	else if (term.unit == TERM_WORKING_DAYS)
		str_addf(out, PN_("%d working day", "%d working days", term.n), term.n);
	else if (term.unit == TERM_WEEKS)
		str_addf(out, PN_("%d week", "%d weeks", term.n), term.n);
	else if (term.unit == TERM_MONTHS)
		str_addf(out, PN_("%d month", "%d months", term.n), term.n);
	else if (term.unit == TERM_YEARS)
		str_addf(out, PN_("%d year", "%d years", term.n), term.n);
	else
		str_addf(out, PN_("%d day", "%d days", term.n), term.n);
}

void letter_show(struct str *out, const struct field *field, const char *canonical)
{
	if (str_empty(canonical))
		return;
	switch (field->hidden ? FIELD_TEXT : field->kind) {
	case FIELD_CHOICE:
	case FIELD_CEFR:
		show_choice(out, field, canonical);
		break;
	case FIELD_CHOICES:
		show_choices(out, field, canonical);
		break;
	case FIELD_YES_NO:
		str_add(out, str_same(canonical, "yes") ? P_("yes") : P_("no"));
		break;
	case FIELD_TERM:
		show_term(out, canonical);
		break;
	case FIELD_TEXT:
		str_add(out, field->phrase ? msg_paper(canonical) : canonical);
		break;
	default:
		field_show(out, field, canonical);
		break;
	}
}

char *letter_value(const struct record *record, const char *field)
{
	const char *canonical = record ? record_get(record, field) : NULL;
	struct str out = STR_INIT;

	if (str_empty(canonical))
		return NULL;
	letter_show(&out, kind_field(record->kind, field), canonical);
	return str_take(&out);
}

void letter_pair(struct sheet *sheet, const struct record *record, const char *field, const char *label)
{
	char *value = letter_value(record, field);

	if (value)
		sheet_pair(sheet, label ? label : msg_paper(kind_field(record->kind, field)->label), value);
	free(value);
}

char *letter_day(const char *canonical)
{
	struct str out = STR_INIT;
	struct date day;

	if (str_empty(canonical) || !date_parse(canonical, &day))
		return NULL;
	if (day.day)
		date_show_whole(&out, day);
	else
		date_show(&out, day);
	return str_take(&out);
}

static char *filled(const char *format, va_list values) __attribute__((format(printf, 1, 0)));

static char *filled(const char *format, va_list values)
{
	char *text = NULL;

	if (vasprintf(&text, format, values) < 0)
		BUG("no memory");
	return text;
}

void letter_textf(struct sheet *sheet, const char *format, ...)
{
	va_list values;
	char *text;

	va_start(values, format);
	text = filled(format, values);
	va_end(values);
	sheet_text(sheet, text);
	free(text);
}

void letter_signf(struct sheet *sheet, enum pictogram sign, const char *format, ...)
{
	va_list values;
	char *text;

	va_start(values, format);
	text = filled(format, values);
	va_end(values);
	sheet_sign(sheet, sign, text);
	free(text);
}

void letter_itemf(struct sheet *sheet, const char *format, ...)
{
	va_list values;
	char *text;

	va_start(values, format);
	text = filled(format, values);
	va_end(values);
	sheet_item(sheet, text);
	free(text);
}

bool letter_is_home(const struct letter_facts *facts, const char *text)
{
	struct str folded = STR_INIT, home = STR_INIT;
	bool holds;

	if (!facts->secret || str_empty(facts->home) || str_empty(text))
		return false;
	text_fold(&folded, text);
	text_fold(&home, facts->home);
	holds = home.len > 0 && strstr(str_get(&folded), str_get(&home));
	str_wipe(&folded);
	str_wipe(&home);
	return holds;
}

/* ---- head and foot ---- */

/* As the person writes it; in Latin letters beside it where that is another writing. */
static char *name_of(const struct record *person)
{
	const char *own = record_get(person, "own_script");
	struct str title = STR_INIT;
	char *both;

	record_title(&title, person);
	if (str_empty(own) || str_same(own, str_get(&title)))
		return str_take(&title);
	/* TRANSLATORS: a person's name in their own writing, and the same in Latin letters */
	both = mem_fmt(P_("%s (%s)"), own, str_get(&title));
	str_free(&title);
	return both;
}

void letter_head(const struct letter_facts *facts, struct sheet *sheet)
{
	char *name = name_of(facts->person);

	if (!str_empty(facts->municipality))
		sheet_pair(sheet, PC_("sender", "From"), facts->municipality);
	sheet_pair(sheet, P_("For"), name);
	if (!facts->wish->plain)
		letter_pair(sheet, facts->person, "case_number", P_("Your number"));
	if (record_get(facts->person, "restricted") && !facts->wish->plain)
		sheet_note(sheet, P_("Your file is restricted, as you asked. We read it, and we change nothing in it."));
	free(name);
}

void letter_dated(struct sheet *sheet)
{
	char today[11], *day;

	date_text(clock_today(), today);
	day = letter_day(today);
	sheet_pair(sheet, P_("Written on"), day);
	free(day);
}

void letter_foot(const struct letter_facts *facts, struct sheet *sheet)
{
	const char *caseworker = record_get(facts->person, "caseworker");

	sheet_rule(sheet);
	if (!str_empty(caseworker))
		letter_signf(sheet, SIGN_ASK, P_("Do you have questions? Ask %s."), caseworker);
	else
		sheet_sign(sheet, SIGN_ASK, P_("Do you have questions? Ask at the desk."));
	if (!*facts->beside)
		return;
	if (str_same(msg_language(), facts->language)) {
		paper_language_note(sheet, facts->beside);
		return;
	}
	sheet_note(sheet, P_("This text is the one that counts. The other one is a translation to help you."));
	if (!facts->reviewed)
		sheet_note(sheet, P_("No native speaker has checked the translation yet."));
}
