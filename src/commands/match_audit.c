/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold match audit: whether anybody's place depends on what it must not depend on, asked of this file. */
#include "match/audit.h"

#include <jansson.h>

#include "base/msg.h"
#include "base/text.h"
#include "commands/match.h"

static bool tell_progress(void *ctx, int64_t done, int64_t total)
{
	(void)ctx;
	return progress_tell(done, total);
}

static void number(struct table *table, int64_t n)
{
	struct str text = STR_INIT;

	if (n >= 0)
		text_number(&text, n, 0);
	table_cell(table, n >= 0 ? str_get(&text) : "–");
	str_free(&text);
}

static const char *outcome(const struct audit_try *tried)
{
	if (tried->named)
		return _("named by a published criterion");
	if (tried->by == AUDIT_FIELD && tried->values == 0)
		return _("nothing recorded that differs");
	return tried->differ ? _("CHANGES POINTS") : _("changes nothing");
}

static void tried_out(struct call *call, const struct match_audit *audit)
{
	struct str text = STR_INIT;
	struct table table;

	table_begin(&table, 4);
	table.right[1] = table.right[2] = true;
	table_cell(&table, _("What was dealt anew"));
	table_cell(&table, _("Values"));
	table_cell(&table, _("Pairs"));
	table_cell(&table, _("Outcome"));
	for (int i = 0; i < audit->n_tried; i++) {
		const struct audit_try *tried = &audit->tried[i];

		str_clear(&text);
		audit_try_words(&text, tried);
		table_cell(&table, str_get(&text));
		number(&table, tried->by == AUDIT_FIELD ? tried->values : -1);
		number(&table, tried->pairs);
		table_cell(&table, outcome(tried));
	}
	table_out(&table, call, "");
	table_end(&table);
	str_free(&text);
}

static void groups_out(struct call *call, const struct audit_by_field *by)
{
	struct str text = STR_INIT;
	struct table table;

	out_line(call, "");
	/* TRANSLATORS: a kind of record; a field of it */
	str_addf(&text, pgettext("a field", "%s: %s"), _(by->kind->label), field_label(by->field));
	out_line(call, str_get(&text));
	table_begin(&table, 6);
	table_cell(&table, _("Group"));
	table_cell(&table, _("Asked"));
	table_cell(&table, _("Offered"));
	table_cell(&table, _("Days until"));
	table_cell(&table, _("Waiting"));
	table_cell(&table, _("Days so far"));
	for (int i = 1; i < 6; i++)
		table.right[i] = true;
	for (int g = 0; g < by->count; g++) {
		const struct audit_group *group = &by->group[g];

		str_clear(&text);
		audit_group_words(&text, by, group);
		table_cell(&table, str_get(&text));
		number(&table, group->asked);
		number(&table, group->offered);
		number(&table, group->days_offered);
		number(&table, group->waiting);
		number(&table, group->days_waiting);
	}
	table_out(&table, call, "  ");
	table_end(&table);
	str_free(&text);
}

static void too_few_out(struct call *call, const struct match_audit *audit)
{
	struct str text = STR_INIT;

	for (int i = 0; i < audit->n_told; i++) {
		const struct audit_by_field *by = &audit->told[i];

		if (by->count == 0)
			str_addf(&text, "%s%s", text.len ? "; " : "", field_label(by->field));
	}
	if (text.len) {
		out_line(call, "");
		out_wrapped(call, _("Too few people asked, or are known, to tell of groups by:"), 0);
		out_wrapped(call, str_get(&text), 2);
	}
	str_free(&text);
}

static void untested_out(struct call *call, const struct match_audit *audit)
{
	struct str text = STR_INIT;

	for (int i = 0; i < audit->n_untested; i++)
		str_addf(&text, "%s%s", i ? "; " : "", _(audit->untested[i]->title));
	if (audit->n_untested == 0)
		return;
	out_line(call, "");
	out_wrapped(call, _("Nothing is recorded on these grounds, so that nobody can be matched by them, and this audit cannot "
		"test whether something else stands for them:"), 0);
	out_wrapped(call, str_get(&text), 2);
	str_free(&text);
}

static void text_out(struct call *call, const struct match_audit *audit)
{
	struct str text = STR_INIT;

	out_line(call, _(match_ops(audit->what)->title));
	/* TRANSLATORS: how many wait; how many places there are */
	str_addf(&text, _("%d who wait, %d places."), audit->candidates, audit->places);
	out_line(call, str_get(&text));
	str_free(&text);
	if (audit->sampled)
		out_wrapped(call, _("There are too many pairs to compare all: every few people were compared with all places."), 0);
	out_line(call, "");
	tried_out(call, audit);
	out_line(call, "");
	out_wrapped(call, audit->differ ? _("SOMEBODY’S POINTS DEPEND ON WHAT THEY MUST NOT DEPEND ON. Do not publish a round before "
		"this is mended.") : _("Nobody’s points depend on any of this. Nothing was changed in the file."), 0);
	if (audit->n_told) {
		out_line(call, "");
		out_wrapped(call, _("Who asked in the last two years, and medians of days until the first offer and of waiting so far. "
			"Groups of fewer than ten are put together. A difference between groups proves nothing by itself: look for its "
			"cause."), 0);
	}
	for (int i = 0; i < audit->n_told; i++)
		if (audit->told[i].count)
			groups_out(call, &audit->told[i]);
	too_few_out(call, audit);
	untested_out(call, audit);
}

/* ---- JSON ---- */

static json_t *tried_json(const struct audit_try *tried)
{
	static const char *const by[] = { "field", "rows", "ids", "narrow" };
	json_t *out = json_object();

	json_object_set_new(out, "by", json_string(by[tried->by]));
	if (tried->by == AUDIT_FIELD) {
		json_object_set_new(out, "kind", json_string(tried->kind->name));
		json_object_set_new(out, "field", json_string(tried->field->name));
		json_object_set_new(out, "ground", json_string(tried->field->stands_for));
		json_object_set_new(out, "named_by_criterion", json_boolean(tried->named));
		json_object_set_new(out, "values", json_integer(tried->values));
	}
	json_object_set_new(out, "pairs", json_integer(tried->pairs));
	json_object_set_new(out, "came_or_went", json_integer(tried->gone));
	json_object_set_new(out, "differ", json_integer(tried->differ));
	return out;
}

static json_t *count_json(int64_t n)
{
	return n < 0 ? json_null() : json_integer(n);
}

static json_t *told_json(const struct audit_by_field *by)
{
	json_t *out = json_object(), *groups = json_array();

	json_object_set_new(out, "kind", json_string(by->kind->name));
	json_object_set_new(out, "field", json_string(by->field->name));
	for (int g = 0; g < by->count; g++) {
		json_t *one = json_object();

		json_object_set_new(one, "value", by->group[g].value ? json_string(by->group[g].value) : json_null());
		json_object_set_new(one, "asked", json_integer(by->group[g].asked));
		json_object_set_new(one, "offered", json_integer(by->group[g].offered));
		json_object_set_new(one, "days_offered", count_json(by->group[g].days_offered));
		json_object_set_new(one, "waiting", json_integer(by->group[g].waiting));
		json_object_set_new(one, "days_waiting", count_json(by->group[g].days_waiting));
		json_array_append_new(groups, one);
	}
	json_object_set_new(out, "groups", groups);
	return out;
}

static json_t *audit_json(const struct match_audit *audit)
{
	json_t *out = json_object(), *tried = json_array(), *told = json_array(), *untested = json_array();

	json_object_set_new(out, "what", json_string(match_ops(audit->what)->word));
	json_object_set_new(out, "waiting", json_integer(audit->candidates));
	json_object_set_new(out, "places", json_integer(audit->places));
	json_object_set_new(out, "sampled", json_boolean(audit->sampled));
	for (int i = 0; i < audit->n_tried; i++)
		json_array_append_new(tried, tried_json(&audit->tried[i]));
	for (int i = 0; i < audit->n_told; i++)
		json_array_append_new(told, told_json(&audit->told[i]));
	for (int i = 0; i < audit->n_untested; i++)
		json_array_append_new(untested, json_string(audit->untested[i]->key));
	json_object_set_new(out, "tried", tried);
	json_object_set_new(out, "differ", json_integer(audit->differ));
	json_object_set_new(out, "groups", told);
	json_object_set_new(out, "untested_grounds", untested);
	return out;
}

/* All kinds that this file has, or the one that is named. What the role does not see is left out of all. */
enum status match_audit_word(struct call *call, struct err *err)
{
	enum match_what only = MATCH_KINDS;
	json_t *all = json_array();
	enum status st = call->argc > 1 ? match_which(call->argv[1], &only, err) : ST_OK;
	int64_t differ = 0;
	int done = 0;

	for (int what = 0; st == ST_OK && what < MATCH_KINDS; what++) {
		struct match_audit audit;

		if (!match_ops((enum match_what)what) || (only != MATCH_KINDS && (int)only != what))
			continue;
		progress_begin(_(match_ops((enum match_what)what)->title));
		st = match_audit(call->store, &call->actor, (enum match_what)what, tell_progress, NULL, &audit, err);
		progress_end();
		if (st == ST_DENIED && only == MATCH_KINDS) {
			st = ST_OK;
			continue;
		}
		if (st != ST_OK)
			break;
		if (done++ && !call->json)
			out_line(call, "");
		if (call->json)
			json_array_append_new(all, audit_json(&audit));
		else
			text_out(call, &audit);
		differ += audit.differ;
		match_audit_clear(&audit);
	}
	if (st == ST_OK && done == 0)
		st = err_set(err, ST_DENIED, _("Your role sees nobody who waits and no place. Nothing was audited."));
	if (st == ST_OK && call->json)
		st = out_json(call, json_incref(all), err);
	json_decref(all);
	if (st == ST_OK && differ)
		st = err_set(err, ST_INVALID, _("The audit found that points depend on what they must not depend on. Nothing was "
			"changed."));
	return st;
}
