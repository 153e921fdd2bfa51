/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * foothold emergency and foothold lead: one file opened for a reason, and who took
 * note of it.  foothold show reads the file then, with what the grant lends.
 */
#include <jansson.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "commands/trail.h"
#include "commands/verbs.h"
#include "register/grant.h"

#define UNSEEN_MAX 200

void moment_text(int64_t ms, struct str *out)
{
	struct date day;
	int minute;
	char text[11];

	clock_local(ms, &day, &minute);
	date_text(day, text);
	str_addf(out, "%s %02d:%02d", text, minute / 60, minute % 60);
}

void role_words(uint32_t roles, struct str *out)
{
	if ((roles & ROLE_ALL) == ROLE_ALL)
		return;
	for (uint32_t role = 1; role <= ROLE_ALL; role <<= 1)
		if (roles & role)
			str_addf(out, "%s%s", out->len ? msg_comma() : "", _(role_label((enum role)role)));
}

enum status call_lend(struct call *call, const char *said, struct err *err)
{
	struct actor lent;
	struct id person;
	enum status st = grant_resolve(call->store, &call->actor, said, &person, NULL);

	if (st == ST_OK)
		st = grant_running(call->store, &call->actor, person, &lent, err);
	else
		return ST_OK;          /* whoever reads it says what is wrong */
	if (st == ST_OK)
		call->actor = lent;
	return st == ST_NOTFOUND ? ST_OK : st;
}

static json_t *grant_json(const struct grant *grant, const char *number)
{
	json_t *out = json_pack("{s:s, s:s, s:s, s:s, s:I, s:I, s:b}", "user", grant->name, "desk", grant->desk, "kind",
		grant_name(grant->kind), "reason", grant->reason, "opened_ms", (json_int_t)grant->opened_ms, "until_ms",
		(json_int_t)(grant->ended_ms ? grant->ended_ms : grant->until_ms), "noted", grant->seen_by[0] != '\0');

	if (number)
		json_object_set_new(out, "case_number", json_string(number));
	return out;
}

static void grant_row(struct table *table, const struct grant *grant)
{
	struct str when = STR_INIT;

	moment_text(grant->opened_ms, &when);
	table_cell(table, str_get(&when));
	str_clear(&when);
	moment_text(grant->ended_ms ? grant->ended_ms : grant->until_ms, &when);
	table_cell(table, str_get(&when));
	table_cell(table, grant->name);
	table_cell(table, _(grant_label(grant->kind)));
	table_cell(table, grant->reason);
	str_free(&when);
}

enum status show_grants(struct call *call, const struct record *record, json_t *json, struct err *err)
{
	struct grant *grant = NULL;
	struct table table;
	int count = 0;
	enum status st;

	if (!str_same(record->kind->name, "person"))
		return ST_OK;
	st = grant_list(call->store, &call->actor, record->id, &grant, &count, err);
	if (st != ST_OK || !count)
		return st;
	if (json) {
		json_t *all = json_array();

		for (int i = 0; i < count; i++)
			json_array_append_new(all, grant_json(&grant[i], NULL));
		json_object_set_new(json, "opened_for", all);
	} else {
		out_text(call, "\n");
		out_line(call, _("Opened for a reason: from, until, by whom, why"));
		table_begin(&table, 5);
		for (int i = 0; i < count; i++)
			grant_row(&table, &grant[i]);
		table_out(&table, call, "  ");
		table_end(&table);
	}
	grants_free(grant, count);
	return ST_OK;
}

static enum status open_file(struct call *call, const char *said, struct grant_ask *ask, struct err *err)
{
	struct actor lent;
	struct id person;
	long hours;
	enum status st = call_number(call, "hours", 0, &hours, err);

	if (st == ST_OK)
		st = grant_resolve(call->store, &call->actor, said, &person, err);
	if (st != ST_OK)
		return st;
	ask->hours = hours > 1000 ? 1000 : (int)hours;
	ask->reason = call_option(call, "reason");
	st = grant_open(call->store, &call->actor, person, ask, &lent, err);
	if (st == ST_OK)
		out_line(call, _("The file is open to you for reading: “foothold show” with this number. What you do is noted."));
	return st;
}

enum status verb_emergency(struct call *call, struct err *err)
{
	struct grant_ask ask = { GRANT_EMERGENCY, NULL, NULL, 0 };

	return open_file(call, call->argv[0], &ask, err);
}

static enum status lead_open(struct call *call, struct err *err)
{
	struct grant_ask ask = { GRANT_QUALITY, NULL, call_option(call, "concerns"), 0 };
	const char *kind = call_option(call, "kind");

	if (!kind || !grant_kind_by_name(kind, &ask.kind) || ask.kind == GRANT_EMERGENCY)
		return err_set(err, ST_USAGE, _("The option --kind takes complaint, override or quality."));
	return open_file(call, call->argv[1], &ask, err);
}

static enum status lead_end(struct call *call, struct err *err)
{
	struct actor lent;
	struct id person;
	enum status st = grant_resolve(call->store, &call->actor, call->argv[1], &person, err);

	if (st == ST_OK)
		st = grant_running(call->store, &call->actor, person, &lent, err);
	if (st == ST_NOTFOUND)
		return err_set(err, ST_NOTFOUND, _("This file is not open to you."));
	if (st == ST_OK)
		st = grant_end(call->store, &lent, err);
	if (st == ST_OK)
		out_line(call, _("The file is closed again."));
	return st;
}

static enum status unseen(struct call *call, struct grant **out, int *count, struct err *err)
{
	*out = NULL;
	*count = 0;
	if (!(call->actor.roles & ROLE_TEAM_LEAD))
		return err_set(err, ST_DENIED, _("A team lead takes note of emergency access."));
	return grant_unseen(call->store, &call->actor, UNSEEN_MAX, out, count, err);
}

static enum status lead_list(struct call *call, struct err *err)
{
	struct grant *grant;
	struct table table;
	char number[CASE_NUMBER_MAX];
	json_t *all = json_array();
	int count;
	enum status st = unseen(call, &grant, &count, err);

	table_begin(&table, 6);
	for (int i = 0; st == ST_OK && i < count; i++) {
		st = grant_case_number(call->store, &call->actor, grant[i].person, number, err);
		json_array_append_new(all, grant_json(&grant[i], number));
		table_cell(&table, number);
		grant_row(&table, &grant[i]);
	}
	if (st == ST_OK && call->json)
		st = out_json(call, json_incref(all), err);
	else if (st == ST_OK && count)
		table_out(&table, call, "");
	else if (st == ST_OK)
		out_line(call, _("There is no emergency access that nobody has taken note of."));
	table_end(&table);
	json_decref(all);
	grants_free(grant, count);
	return st;
}

/* All unseen ones of one file. */
static enum status lead_seen(struct call *call, struct err *err)
{
	struct grant *grant;
	struct id person;
	int count, seen = 0;
	enum status st = unseen(call, &grant, &count, err);

	if (st == ST_OK)
		st = grant_resolve(call->store, &call->actor, call->argv[1], &person, err);
	for (int i = 0; st == ST_OK && i < count; i++) {
		if (!id_same(grant[i].person, person))
			continue;
		st = grant_seen(call->store, &call->actor, grant[i].id, err);
		seen++;
	}
	grants_free(grant, count);
	if (st == ST_OK && !seen)
		return err_set(err, ST_NOTFOUND, _("There is no emergency access to this file that nobody has taken note of."));
	if (st == ST_OK)
		out_line(call, call->actor.solo ? _("Noted; to be countersigned outside.") : _("Noted."));
	return st;
}

enum status verb_lead(struct call *call, struct err *err)
{
	static const struct { const char *word; int operands; enum status (*run)(struct call *, struct err *); } parts[] = {
		{ "open", 2, lead_open }, { "end", 2, lead_end }, { "list", 1, lead_list }, { "seen", 2, lead_seen },
	};

	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		if (str_same(parts[i].word, call->argv[0]) && call->argc == parts[i].operands)
			return parts[i].run(call, err);
	return err_set(err, ST_USAGE, _("After “lead” comes open ID, end ID, list or seen NUMBER."));
}
