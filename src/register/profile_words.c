/* SPDX-License-Identifier: EUPL-1.2 */
/* What a profile says, in words that screens and commands share. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/profile.h"
#include "register/register.h"

void profile_length_words(struct str *out, const char *length)
{
	struct term term;

	if (term_parse(length, &term))
		term_words(out, term);
}

void profile_verified_words(struct str *out, const struct profile_source *source)
{
	struct date day;

	if (!source->verified || !date_parse(source->checked, &day)) {
		str_add(out, _("not verified"));
		return;
	}
	{
		struct str shown = STR_INIT;

		date_show(&shown, day);
		/* TRANSLATORS: %s is the day on which somebody read the wording of a law */
		str_addf(out, _("verified on %s"), str_get(&shown));
		str_free(&shown);
	}
}

static const char *event_label(const char *key)
{
	const struct kind *event = register_kind("event");
	const struct field *what = event ? kind_field(event, "what") : NULL;
	const struct choice *choice = what ? field_choice(what, key) : NULL;

	return choice ? choice_label(what, choice) : key;
}

static void told(profile_tell *tell, void *ctx, const char *format, const char *value)
{
	char *sentence = mem_fmt(format, value);

	tell(ctx, sentence);
	free(sentence);
}

static void tell_routes(const struct profile_clock *clock, profile_tell *tell, void *ctx)
{
	struct str words = STR_INIT;

	for (const struct choice *c = kind_field(register_kind("credential"), "route")->choices; c && c->key; c++)
		if (field_holds(clock->routes, c->key))
			str_addf(&words, "%s%s", words.len ? msg_comma() : "", _(c->label));
	/* TRANSLATORS: for which routes of recognition a legal clock runs: "Regulated profession" */
	told(tell, ctx, _("Only for dossiers of: %s"), str_get(&words));
	if (clock->earned_in_europe)
		tell(ctx, _("Only for what was earned in the EU, the European Economic Area or Switzerland"));
	str_free(&words);
}

static void tell_count(const struct profile *p, const struct profile_clock *clock, profile_tell *tell, void *ctx)
{
	const struct profile_clock *after = clock->after ? profile_clock(p, clock->after) : NULL;
	const struct profile_duty *duty = clock->duty ? profile_duty(p, clock->duty) : NULL;
	struct str length = STR_INIT;

	if (clock->starts)
		told(tell, ctx, _("Counted from: %s"), event_label(clock->starts));
	if (after)
		told(tell, ctx, _("Counted from the end of: %s"), _(after->label));
	if (clock->length) {
		profile_length_words(&length, clock->length);
		told(tell, ctx, _("Length: %s"), str_get(&length));
	}
	if (clock->routes)
		tell_routes(clock, tell, ctx);
	if (clock->delay) {
		char *days = mem_fmt(ngettext("Counting begins %d day after that day.", "Counting begins %d days after that day.",
			(unsigned long)clock->delay), clock->delay);

		tell(ctx, days);
		free(days);
	}
	if (clock->met_by)
		/* TRANSLATORS: the event that ends a legal clock in time, such as "Plan set" */
		told(tell, ctx, _("Met by: %s"), event_label(clock->met_by));
	if (duty)
		told(tell, ctx, _("Only for people with: %s"), _(duty->label));
	str_free(&length);
}

void profile_clock_words(const struct profile *p, const struct profile_clock *clock, profile_tell *tell, void *ctx)
{
	const struct profile_body *body = clock->body ? profile_body(p, clock->body) : NULL;

	tell_count(p, clock, tell, ctx);
	if (body)
		told(tell, ctx, _("Decided by: %s"), _(body->label));
	if (clock->extension)
		told(tell, ctx, _("Extension: %s"), _(clock->extension));
	if (clock->suspension)
		/* TRANSLATORS: when a legal clock is suspended: a sentence of the country profile */
		told(tell, ctx, _("Stands still: %s"), _(clock->suspension));
	if (clock->exemption)
		/* TRANSLATORS: when nothing is due any more: a sentence of the country profile */
		told(tell, ctx, _("Falls away: %s"), _(clock->exemption));
	if (clock->note)
		/* TRANSLATORS: a sentence of the country profile */
		told(tell, ctx, _("To mind: %s"), _(clock->note));
}
