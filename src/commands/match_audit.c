/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold match audit: whether anybody's place depends on what it must not depend on, asked of this file. */
#include "match/audit.h"

#include <jansson.h>

#include "base/msg.h"
#include "commands/match.h"
#include "commands/papers.h"

static bool tell_progress(void *ctx, int64_t done, int64_t total)
{
	(void)ctx;
	return progress_tell(done, total);
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
	struct sheet *sheet = sheet_new(_("Audit of matching"));
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
		done++;
		if (call->json)
			json_array_append_new(all, audit_json(&audit));
		else
			match_audit_paper(sheet, &audit);
		differ += audit.differ;
		match_audit_clear(&audit);
	}
	if (st == ST_OK && done == 0)
		st = err_set(err, ST_DENIED, _("Your role sees nobody who waits and no place. Nothing was audited."));
	if (st == ST_OK && call->json)
		st = out_json(call, json_incref(all), err);
	else if (st == ST_OK)
		st = call_paper(call, sheet, NULL, err);
	json_decref(all);
	sheet_free(sheet);
	if (st == ST_OK && differ)
		st = err_set(err, ST_INVALID, _("The audit found that points depend on what they must not depend on. Nothing was "
			"changed."));
	return st;
}
