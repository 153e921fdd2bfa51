/* SPDX-License-Identifier: EUPL-1.2 */
/* Counting until when one may object: the file's profile, the city's holidays, the decision's own words. */
#include "cases/objection.h"

#include <string.h>

#include "base/msg.h"
#include "cases/calendar.h"

enum status objection_usual(struct store *store, char out[TERM_TEXT_MAX], struct err *err)
{
	const struct profile *profile;
	const struct profile_clock *clock;
	enum status st = profile_now(store, &profile, err);

	*out = '\0';
	clock = st == ST_OK ? profile_objection(profile) : NULL;
	if (clock && clock->length)
		str_copy(out, TERM_TEXT_MAX, clock->length);
	return st;
}

enum status objection_count(struct store *store, const char *term, const char *sent, const char *how,
	struct objection *out, struct err *err)
{
	const struct profile *profile;
	struct town_calendar calendar;
	enum status st = profile_now(store, &profile, err);

	memset(out, 0, sizeof *out);
	if (st != ST_OK || !term || !term_parse(term, &out->term))
		return st;
	out->clock = profile_objection(profile);
	if (out->clock && !str_same(how, "handed"))
		out->delay = out->clock->delay;
	if (out->clock && (!out->clock->length || !str_same(out->clock->length, term)))
		out->clock = NULL;
	if (!sent || !date_parse(sent, &out->from) || !out->from.day) {
		out->from = (struct date){ 0, 0, 0 };
		return ST_OK;
	}
	out->from = date_add_days(out->from, out->delay);
	st = calendar_load(store, NULL, &calendar, err);
	if (st != ST_OK)
		return st;
	out->until = term_after(out->from, &out->term, &calendar.law);
	calendar_clear(&calendar);
	return ST_OK;
}

void objection_words(struct str *out, const struct objection *o)
{
	struct str term = STR_INIT, from = STR_INIT, until = STR_INIT;

	term_words(&term, o->term);
	date_show(&from, o->from);
	date_show(&until, o->until);
	if (o->none)
		str_add(out, _("Nobody can object to this decision."));
	else if (!o->term.n)
		str_add(out, _("How long one may object is not known yet."));
	else if (!o->until.year)
		/* TRANSLATORS: %s is a length of time, like "6 weeks" */
		str_addf(out, _("One may object for %s; the time begins when the decision is sent."), str_get(&term));
	else
		/* TRANSLATORS: a date, a length of time ("6 weeks"), a date */
		str_addf(out, _("One may object until %s: %s, counted from the day after %s."), str_get(&until), str_get(&term),
			str_get(&from));
	if (o->until.year && o->delay) {
		str_addc(out, ' ');
		str_addf(out, ngettext("A letter counts as arrived %d day after it was sent.",
			"A letter counts as arrived %d days after it was sent.", (unsigned long)o->delay), o->delay);
	}
	if (o->term.n)
		str_addc(out, ' ');
	if (o->clock)
		/* TRANSLATORS: a law, like "Algemene wet bestuursrecht, art. 6:7" */
		str_addf(out, o->clock->source.verified ? _("Source: %s.") : _("Source: %s (not verified)."),
			o->clock->source.law);
	else if (o->term.n)
		str_add(out, _("The length is the decision’s own."));
	str_free(&term);
	str_free(&from);
	str_free(&until);
}
