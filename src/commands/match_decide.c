/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold match confirm, decline, override, withdraw, lock, unlock, offer, explain: one proposal. */
#include <jansson.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/subject.h"
#include "commands/match.h"
#include "commands/papers.h"
#include "match/dossier.h"
#include "match/propose.h"

static enum status find(struct call *call, const char *said, struct record **out, struct err *err)
{
	struct id id;

	*out = NULL;
	if (!id_parse(said, &id))
		return err_set(err, ST_INVALID, _("Please name the proposal by its id. “foothold match show ROUND” lists them, and so does "
			"“foothold show CASE”."));
	return propose_find(call->store, &call->actor, id, out, err);
}

/* The application by which somebody waits: its own id, or a case number. */
enum status match_who_waits(struct call *call, enum match_what what, const char *said, struct id *out, struct err *err)
{
	struct match_facts facts;
	struct match_rule rule;
	struct id place = { { 0 } };
	enum status st = match_rule_on(call->store, what, "", &rule, err);

	if (st != ST_OK)
		return st;
	st = match_read_said(call, what, said, &rule, &facts, &place, err);
	if (st == ST_OK && (!id_none(place) || facts.n_candidates != 1))
		st = err_set(err, ST_NOTFOUND, _("This names nobody who waits. Nothing was changed."));
	if (st == ST_OK)
		*out = facts.candidate[0].application;
	match_facts_clear(&facts);
	match_rule_clear(&rule);
	return st;
}

/* ---- decisions ---- */

static enum status override(struct call *call, const struct record *record, struct err *err)
{
	enum match_what what = match_ops_of_proposal(record->kind->name)->what;
	struct id instead = { { 0 } };
	enum status st = call_given(call, "for") ? match_who_waits(call, what, call_option(call, "for"), &instead, err) : ST_OK;

	return st == ST_OK ? propose_override(call->store, &call->actor, record->kind, record->id, 0, instead,
		call_option(call, "reason"), NULL, err) : st;
}

enum status match_decide_word(struct call *call, struct err *err)
{
	const char *word = call->argv[0], *reason = call_option(call, "reason");
	struct record *record;
	enum status st = find(call, call->argv[1], &record, err);

	if (st != ST_OK)
		return st;
	if (str_same(word, "confirm"))
		st = propose_confirm(call->store, &call->actor, record->kind, record->id, 0, NULL, err);
	else if (str_same(word, "decline"))
		st = propose_decline(call->store, &call->actor, record->kind, record->id, 0, call_option(call, "why"), reason, NULL, err);
	else if (str_same(word, "withdraw"))
		st = propose_withdraw(call->store, &call->actor, record->kind, record->id, 0, reason, NULL, err);
	else if (str_same(word, "override"))
		st = override(call, record, err);
	else
		st = propose_lock(call->store, &call->actor, record->kind, record->id, str_same(word, "lock"), err);
	record_free(record);
	return st;
}

/* foothold match offer homes PLACE --for WHO */
enum status match_offer_word(struct call *call, struct err *err)
{
	enum match_what what;
	struct id application, place, proposal;
	char text[37];
	enum status st = match_which(call->argv[1], &what, err);

	if (st == ST_OK && !call_given(call, "for"))
		return err_set(err, ST_USAGE, _("Please say to whom: --for takes a case number, or what they asked for by its UUID."));
	if (st == ST_OK)
		st = read_resolve(call->store, &call->actor, register_kind(match_ops(what)->place), call->argv[2], &place, err);
	if (st == ST_OK)
		st = match_who_waits(call, what, call_option(call, "for"), &application, err);
	if (st == ST_OK)
		st = propose_offer(call->store, &call->actor, what, application, place, &proposal, NULL, err);
	if (st != ST_OK)
		return st;
	id_text(proposal, text);
	out_line(call, text);
	return call_flush(call, err);
}

/* ---- explaining ---- */

static enum status print_json(struct call *call, const struct record *record, struct err *err)
{
	json_t *out = record_json(call, record), *dossier = json_loads(record_get(record, "dossier"), 0, NULL);

	if (dossier)
		json_object_set_new(out, "dossier", dossier);
	return out_json(call, out, err);
}

/* Who decided what, and why. */
static void print_decision(struct call *call, const struct record *record)
{
	static const char *const fields[] = { "decided", "decided_by", "why", "reason" };
	struct table table;

	table_begin(&table, 2);
	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		const struct field *field = kind_field(record->kind, fields[i]);
		struct str text = STR_INIT;

		if (!record_get(record, fields[i]))
			continue;
		field_show(&text, field, record_get(record, fields[i]));
		table_cell(&table, field_label(field));
		table_cell(&table, str_get(&text));
		str_free(&text);
	}
	table_out(&table, call, "");
	table_end(&table);
}

static enum status print_words(struct call *call, const struct record *record, struct err *err)
{
	struct dossier dossier;
	struct sheet *sheet;
	struct str who = STR_INIT, place = STR_INIT, state = STR_INIT;
	enum status st = dossier_load(call->store, &call->actor, record, &dossier, err);

	if (st != ST_OK)
		return st;
	match_who(call, dossier.person, &who);
	match_place(call, register_kind(match_ops(dossier.what)->place), dossier.place, &place);
	field_show(&state, kind_field(record->kind, "state"), record_get(record, "state"));
	str_addf(&who, " → %s", str_get(&place));
	out_named(call, str_get(&who), str_get(&state));
	print_decision(call, record);
	sheet = sheet_new(_("How it was computed"));
	dossier_words(sheet, call->store, &call->actor, &dossier);
	sheet_as_text(sheet, NULL, SHEET_WIDTH, &call->out);
	sheet_free(sheet);
	dossier_clear(&dossier);
	str_free(&who);
	str_free(&place);
	str_free(&state);
	return ST_OK;
}

/* In the language of the call, else in the person's own. */
static enum status make_paper(struct call *call, const struct record *record, struct sheet **out, struct err *err)
{
	char theirs[16] = "", *municipality = NULL;
	struct id person;
	enum status st = setting_get(call->store, SETTING_MUNICIPALITY, &municipality, err);

	if (st == ST_OK && !call_given(call, "lang") && id_parse(record_get(record, "person"), &person))
		st = subject_language(call->store, &call->actor, person, theirs, err);
	if (st == ST_OK)
		st = dossier_paper(call->store, &call->actor, record, municipality, theirs, out, err);
	free(municipality);
	return st;
}

static enum status paper(struct call *call, const struct record *record, struct err *err)
{
	struct sheet *sheet = NULL;
	enum status st = make_paper(call, record, &sheet, err);

	if (st == ST_OK)
		st = call_paper(call, sheet, NULL, err);
	sheet_free(sheet);
	return st;
}

enum status match_explain_word(struct call *call, struct err *err)
{
	struct record *record;
	enum status st = find(call, call->argv[1], &record, err);

	if (st != ST_OK)
		return st;
	if (call->json)
		st = print_json(call, record, err);
	else
		st = call_given(call, "paper") || call_paper_leaves(call) ? paper(call, record, err) : print_words(call, record, err);
	record_free(record);
	return st == ST_OK ? call_flush(call, err) : st;
}
