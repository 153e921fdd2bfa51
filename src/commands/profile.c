/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold profile: whose law the file stands under, what that law asks for, and where it was read. */
#include "register/profile.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "commands/verbs.h"

/* ---- as JSON ---- */

static json_t *source_json(const struct profile_source *source)
{
	return json_pack("{s:s?, s:s?, s:b, s:s?}", "law", source->law, "url", source->url, "verified", source->verified,
		"checked", source->checked);
}

static json_t *clock_json(const struct profile_clock *clock)
{
	return json_pack("{s:s, s:s, s:s?, s:s?, s:s?, s:s?, s:s?, s:s?, s:i, s:s?, s:b, s:s?, s:s?, s:s?, s:s?, s:o}", "key",
		clock->key, "label", _(clock->label), "starts", clock->starts, "after", clock->after, "duty", clock->duty, "length",
		clock->length, "met_by", clock->met_by, "body", clock->body, "delay", clock->delay, "routes", clock->routes,
		"earned_in_europe", clock->earned_in_europe, "extension",
		clock->extension ? _(clock->extension) : NULL, "suspension", clock->suspension ? _(clock->suspension) : NULL,
		"exemption", clock->exemption ? _(clock->exemption) : NULL, "note", clock->note ? _(clock->note) : NULL, "source",
		source_json(&clock->source));
}

static json_t *number_json(const struct profile_number *number)
{
	return json_pack("{s:s, s:s, s:s?, s:b, s:s?, s:o}", "key", number->key, "label", _(number->label), "issuer",
		number->issuer, "check_digit", number->check != CHECK_NONE, "note", number->note ? _(number->note) : NULL,
		"source", source_json(&number->source));
}

static json_t *part_json(const struct profile_part *part)
{
	return json_pack("{s:s, s:s, s:s?, s:s?, s:i, s:s?, s:o}", "key", part->key, "label", _(part->label), "body",
		part->body, "level", part->level, "hours", part->hours, "note", part->note ? _(part->note) : NULL, "source",
		source_json(&part->source));
}

static json_t *duty_json(const struct profile_duty *duty)
{
	return json_pack("{s:s, s:s, s:s?, s:o}", "key", duty->key, "label", _(duty->label), "note",
		duty->note ? _(duty->note) : NULL, "source", source_json(&duty->source));
}

static json_t *profile_json(const struct profile *p, bool now)
{
	json_t *clocks = json_array(), *bodies = json_array(), *parts = json_array(), *numbers = json_array(),
		*duties = json_array(), *holidays = json_array();

	for (int i = 0; i < p->n_clocks; i++)
		json_array_append_new(clocks, clock_json(&p->clock[i]));
	for (int i = 0; i < p->n_bodies; i++)
		json_array_append_new(bodies, json_pack("{s:s, s:s}", "key", p->body[i].key, "label", _(p->body[i].label)));
	for (int i = 0; i < p->n_parts; i++)
		json_array_append_new(parts, part_json(&p->part[i]));
	for (int i = 0; i < p->n_numbers; i++)
		json_array_append_new(numbers, number_json(&p->number[i]));
	for (int i = 0; i < p->n_duties; i++)
		json_array_append_new(duties, duty_json(&p->duty[i]));
	for (int i = 0; i < p->n_holidays; i++)
		json_array_append_new(holidays, json_string(_(p->holiday[i].label)));
	return json_pack("{s:s, s:s, s:s?, s:b, s:b, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:i, s:i, s:o}", "key", p->key, "label", _(p->label),
		"country", p->country, "chosen", now, "ends_on_working_day", p->ends_on_working_day, "counting",
		source_json(&p->counting), "clocks", clocks, "bodies", bodies, "parts", parts, "numbers", numbers, "duties", duties,
		"holidays", holidays, "school_from", p->school_from, "school_until", p->school_until, "school_source",
		p->school_from ? source_json(&p->school) : json_null());
}

/* ---- in words ---- */

static void tell_line(void *ctx, const char *sentence)
{
	out_wrapped(ctx, sentence, 6);
}

static void print_source(struct call *call, const struct profile_source *source)
{
	struct str text = STR_INIT;

	str_addf(&text, "%s · ", source->law);
	profile_verified_words(&text, source);
	out_wrapped(call, str_get(&text), 6);
	if (source->url) {
		out_text(call, "      ");
		out_line(call, source->url);
	}
	str_free(&text);
}

static void print_head(struct call *call, const char *words, int n)
{
	if (n) {
		out_text(call, "\n");
		out_line(call, words);
	}
}

static void print_item(struct call *call, const char *key, const char *label, const char *note)
{
	char *line = mem_fmt("%s (%s)", label, key);

	out_wrapped(call, line, 2);
	if (note)
		out_wrapped(call, note, 6);
	free(line);
}

static void print_clocks(struct call *call, const struct profile *p)
{
	print_head(call, _("Legal clocks"), p->n_clocks);
	for (int i = 0; i < p->n_clocks; i++) {
		print_item(call, p->clock[i].key, _(p->clock[i].label), NULL);
		profile_clock_words(p, &p->clock[i], tell_line, call);
		print_source(call, &p->clock[i].source);
	}
}

static void print_parts(struct call *call, const struct profile *p)
{
	print_head(call, _("Parts of the pathway, decided elsewhere"), p->n_parts);
	for (int i = 0; i < p->n_parts; i++) {
		const struct profile_part *part = &p->part[i];
		const struct profile_body *body = part->body ? profile_body(p, part->body) : NULL;
		struct str text = STR_INIT;

		print_item(call, part->key, _(part->label), NULL);
		if (body)
			str_add(&text, _(body->label));
		if (part->level)
			str_addf(&text, "%s%s", text.len ? " · " : "", part->level);
		if (part->hours) {
			str_add(&text, text.len ? " · " : "");
			str_addf(&text, ngettext("%d hour", "%d hours", (unsigned long)part->hours), part->hours);
		}
		if (text.len)
			out_wrapped(call, str_get(&text), 6);
		if (part->note)
			out_wrapped(call, _(part->note), 6);
		print_source(call, &part->source);
		str_free(&text);
	}
}

static void print_holidays(struct call *call, const struct profile *p)
{
	struct str text = STR_INIT;

	print_head(call, _("Days on which a term does not end, besides Saturdays and Sundays"), p->n_holidays);
	for (int i = 0; i < p->n_holidays; i++)
		str_addf(&text, "%s%s", i ? " · " : "", _(p->holiday[i].label));
	if (text.len)
		out_wrapped(call, str_get(&text), 2);
	str_free(&text);
}

static void print_school(struct call *call, const struct profile *p)
{
	char *ages;

	print_head(call, _("Age of compulsory school"), p->school_from);
	if (!p->school_from)
		return;
	/* TRANSLATORS: full years of age */
	ages = mem_fmt(_("from %d until %d"), p->school_from, p->school_until);
	out_wrapped(call, ages, 2);
	if (p->school_note)
		out_wrapped(call, _(p->school_note), 6);
	print_source(call, &p->school);
	free(ages);
}

static void print_profile(struct call *call, const struct profile *p)
{
	out_line(call, _(p->label));
	if (p->note)
		out_wrapped(call, _(p->note), 2);
	if (p->counting.law)
		print_source(call, &p->counting);
	print_clocks(call, p);
	print_parts(call, p);
	print_head(call, _("Numbers that other bodies give"), p->n_numbers);
	for (int i = 0; i < p->n_numbers; i++) {
		print_item(call, p->number[i].key, _(p->number[i].label), p->number[i].note ? _(p->number[i].note) : NULL);
		print_source(call, &p->number[i].source);
	}
	print_head(call, _("Duties and rights, of which the least is held"), p->n_duties);
	for (int i = 0; i < p->n_duties; i++) {
		print_item(call, p->duty[i].key, _(p->duty[i].label), p->duty[i].note ? _(p->duty[i].note) : NULL);
		print_source(call, &p->duty[i].source);
	}
	print_school(call, p);
	print_holidays(call, p);
}

/* ---- the verbs ---- */

static enum status show(struct call *call, const struct profile *p, const struct profile *now, struct err *err)
{
	if (call->json)
		return out_json(call, profile_json(p, p == now), err);
	print_profile(call, p);
	return call_flush(call, err);
}

static enum status list(struct call *call, const struct profile *now, struct err *err)
{
	json_t *all = json_array();
	struct table table;

	table_begin(&table, 4);
	for (int i = 0; profile_nth(i); i++) {
		const struct profile *p = profile_nth(i);
		char *clocks = mem_fmt(ngettext("%d legal clock", "%d legal clocks", (unsigned long)p->n_clocks), p->n_clocks);

		if (call->json)
			json_array_append_new(all, profile_json(p, p == now));
		table_cell(&table, p->key);
		table_cell(&table, _(p->label));
		table_cell(&table, clocks);
		table_cell(&table, p == now ? _("the file stands under it") : "");
		free(clocks);
	}
	if (!call->json)
		table_out(&table, call, "");
	table_end(&table);
	if (call->json)
		return out_json(call, all, err);
	json_decref(all);
	return call_flush(call, err);
}

/* What choosing it means, before it is chosen. */
static void preview(struct call *call, const struct profile *p)
{
	struct str text = STR_INIT;
	int unread = 0;

	if (!p->n_clocks)
		out_wrapped(call, _("No legal clock would begin any more. Those that run are kept."), 0);
	else
		out_line(call, _("These legal clocks would begin by themselves from then on:"));
	for (int i = 0; i < p->n_clocks; i++) {
		print_item(call, p->clock[i].key, _(p->clock[i].label), NULL);
		profile_clock_words(p, &p->clock[i], tell_line, call);
		print_source(call, &p->clock[i].source);
		unread += !p->clock[i].source.verified;
	}
	if (unread) {
		str_addf(&text, ngettext("%d of them is not verified: have a jurist read its source first.",
			"%d of them are not verified: have a jurist read their sources first.", (unsigned long)unread), unread);
		out_wrapped(call, str_get(&text), 0);
	}
	str_free(&text);
}

static enum status use(struct call *call, const char *key, struct err *err)
{
	const struct profile *p = profile_named(key);
	enum status st;

	if (!p || call_given(call, "run")) {
		st = profile_set(call->store, &call->actor, key, err);
		if (st != ST_OK)
			return st;
		out_text(call, _("The file stands under: "));
		out_line(call, _(p->label));
		return call_flush(call, err);
	}
	preview(call, p);
	out_wrapped(call, _("Nothing was changed. --run chooses it."), 0);
	return call_flush(call, err);
}

enum status verb_profile(struct call *call, struct err *err)
{
	const char *what = call->argc ? call->argv[0] : "show", *key = call->argc > 1 ? call->argv[1] : NULL;
	const struct profile *now, *p;
	enum status st = profile_now(call->store, &now, err);

	if (st != ST_OK)
		return st;
	if (str_same(what, "list") && !key)
		return list(call, now, err);
	if (str_same(what, "use") && key)
		return use(call, key, err);
	if (!str_same(what, "show"))
		return err_set(err, ST_USAGE, _("Please say list, show or use COUNTRY."));
	p = key ? profile_named(key) : now;
	if (!p)
		return err_set(err, ST_INVALID, _("There is no country profile “%s”; “foothold profile list” shows them."), key);
	return show(call, p, now, err);
}
