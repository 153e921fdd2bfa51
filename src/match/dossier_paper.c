/* SPDX-License-Identifier: EUPL-1.2 */
/* The paper for the person concerned: in plain words, with what a human decided and how to object. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "match/criteria.h"
#include "match/dossier.h"

static void heading(struct sheet *out, const char *words)
{
	sheet_heading(out, 2, words);
}

static void labelled(struct sheet *out, const struct record *proposal, const char *field)
{
	const struct field *of = kind_field(proposal->kind, field);
	struct str shown = STR_INIT;

	if (!record_get(proposal, field))
		return;
	field_show(&shown, of, record_get(proposal, field));
	sheet_pair(out, field_label(of), str_get(&shown));
	str_free(&shown);
}

static void put_place(struct sheet *out, struct store *store, const struct actor *actor, const struct dossier *dossier)
{
	const struct kind *kind = register_kind(match_ops(dossier->what)->place);
	struct str title = STR_INIT;

	if (read_title(store, actor, kind, dossier->place, &title, NULL) == ST_OK)
		sheet_pair(out, _(kind->label), str_get(&title));
	str_free(&title);
}

static void put_head(struct sheet *out, struct store *store, const struct actor *actor, const struct dossier *dossier,
	const char *municipality)
{
	struct record *person;
	struct str name = STR_INIT;

	if (!str_empty(municipality))
		sheet_text(out, municipality);
	if (read_brief(store, actor, register_kind("person"), dossier->person, &person, NULL) == ST_OK) {
		record_title(&name, person);
		sheet_pair(out, _("For"), str_get(&name));
		record_free(person);
	}
	put_place(out, store, actor, dossier);
	str_free(&name);
}

static void put_why(struct sheet *out, struct store *store, const struct dossier *dossier)
{
	struct match_rule rule;

	heading(out, _("What for"));
	if (match_rule_of(store, dossier->what, dossier->rule, &rule, NULL) == ST_OK) {
		if (!str_empty(rule.purpose))
			sheet_text(out, match_text(rule.purpose));
		match_rule_clear(&rule);
	}
	sheet_text(out, _("There are more people than places. So that nobody is preferred, places are proposed by criteria that "
		"the municipality has published; you may ask for them at any time. Each pair of a person and a place gets points, and "
		"of all ways to give out the places the best one is taken: first as many people as possible, then the most points "
		"together, then those who have waited longest, then a lot that was drawn once."));
}

static void put_decision(struct sheet *out, const struct record *proposal)
{
	heading(out, _("Who decides"));
	sheet_text(out, str_same(record_get(proposal, "state"), "proposed") ?
		_("The program proposes; a person decides. Nobody has decided on this proposal yet.") :
		_("The program proposes; a person decides. This is what a member of staff decided:"));
	labelled(out, proposal, "state");
	labelled(out, proposal, "decided");
	labelled(out, proposal, "why");
	labelled(out, proposal, "reason");
	if (str_same(record_get(proposal, "instead"), "yes"))
		sheet_text(out, _("A member of staff gave this place otherwise than the round had proposed, for the reason above."));
}

static void put_rights(struct sheet *out)
{
	heading(out, _("If you do not agree"));
	sheet_text(out, _("What you say no to is not proposed to you again in a later round."));
	sheet_text(out, _("You may say that something written here is wrong; it will be corrected, and what follows from it looked at "
		"again. You may say no to what is proposed. You may ask that another person look at the decision, tell them how you see "
		"it, and object or complain to the municipality; on written decisions it stands how, and by which day. You may also "
		"turn to the data protection authority."));
}

static void put_reasons(struct sheet *out, const struct dossier *dossier)
{
	heading(out, _("Why these criteria"));
	for (int i = 0; i < dossier->n_lines; i++) {
		const struct match_criterion *by = &dossier->line[i].by;
		char *line;

		if (!by->reason)
			continue;
		/* TRANSLATORS: a criterion, and why it counts */
		line = mem_fmt(_("%s: %s"), by->label, by->reason);
		sheet_item(out, line);
		free(line);
	}
}

/* Nobody is told of what may still come out otherwise. */
static enum status check_published(struct store *store, const struct actor *actor, const struct record *proposal,
	struct err *err)
{
	struct record *round;
	struct id id;
	enum status st;

	if (!record_get(proposal, "round") || !id_parse(record_get(proposal, "round"), &id))
		return ST_OK;
	st = read_brief(store, actor, register_kind("round"), id, &round, err);
	if (st != ST_OK)
		return st;
	if (str_same(record_get(round, "state"), "computed"))
		st = err_set(err, ST_INVALID, _("This round is not published yet: it may still come out otherwise. No paper was made; "
			"publish it first."));
	record_free(round);
	return st;
}

enum status dossier_paper(struct store *store, const struct actor *actor, const struct record *proposal,
	const char *municipality, const char *language, struct sheet **made, struct err *err)
{
	struct dossier dossier;
	struct sheet *out;
	char before[16];
	enum status st = check_published(store, actor, proposal, err);

	if (st == ST_OK)
		st = dossier_load(store, actor, proposal, &dossier, err);
	if (st != ST_OK)
		return st;
	str_copy(before, sizeof(before), msg_language());
	if (*language)
		msg_set_language(language);
	out = *made = sheet_new(_("How this proposal came about"));
	put_head(out, store, actor, &dossier, municipality);
	labelled(out, proposal, "day");
	put_why(out, store, &dossier);
	heading(out, _("How it was computed"));
	dossier_words(out, store, actor, &dossier);
	put_reasons(out, &dossier);
	put_decision(out, proposal);
	put_rights(out);
	msg_set_language(before);
	dossier_clear(&dossier);
	return ST_OK;
}
