/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * foothold fields --record-of-processing, and --for-newcomer: what the register says of itself, for the data protection
 * officer and for newcomers.  As Markdown (the record) or text (the sheet), as JSON, as PDF.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/retention.h"
#include "commands/fields.h"
#include "commands/papers.h"
#include "paper/paperlang.h"
#include "paper/processing.h"
#include "register/gate.h"

/* ---- as JSON ---- */

static json_t *controller_json(const struct newcomer *facts)
{
	json_t *out = json_object();
	const struct kind *kind = register_kind("controller");

	for (int i = 0; facts->controller && i < kind->n_fields; i++)
		if (record_get(facts->controller, kind->fields[i].name))
			json_object_set_new(out, kind->fields[i].name, json_string(record_get(facts->controller, kind->fields[i].name)));
	json_object_set_new(out, "municipality", json_string(facts->municipality ? facts->municipality : ""));
	return out;
}

static json_t *exceptions_json(const struct newcomer *facts)
{
	json_t *out = json_array();

	for (int i = 0; i < facts->n_exceptions; i++) {
		const struct exception *one = &facts->exception[i];
		char review[11];

		date_text(one->review, review);
		json_array_append_new(out, json_pack("{s:s, s:s?, s:s, s:s, s:s?, s:s?, s:s, s:b, s:b}", "words", one->words, "own_field",
			one->own_field, "ground", one->ground, "basis", one->basis, "proposed_by", one->proposed_by, "approved_by",
			one->approved_by, "review", review, "review_due", one->due, "by_profile", id_none(one->id)));
	}
	return out;
}

static json_t *never_json(void)
{
	json_t *out = json_array();
	const struct gate_ground *ground;

	for (int n = 0; (ground = gate_ground(n)) != NULL; n++)
		json_array_append_new(out, json_pack("{s:s, s:s, s:s, s:s}", "ground", ground->key, "title", _(ground->title), "source",
			ground->source, "instead", _(ground->instead)));
	return out;
}

static enum status record_json_out(struct call *call, const struct newcomer *facts, const struct keep *keep, const struct kind *only,
	struct err *err)
{
	return out_json(call, json_pack("{s:o, s:o?, s:o, s:o, s:o}", "controller", controller_json(facts), "file_kept",
		keep ? json_pack("{s:i, s:i, s:i, s:s}", "years", keep->years, "months", keep->months, "days", keep->days, "end",
			keep_end_key(keep->end)) : NULL,
		"records", fields_json(only), "exceptions", exceptions_json(facts), "never_asked", never_json()), err);
}

/* ---- as papers ---- */

static enum status record_out(struct call *call, const struct newcomer *facts, const struct keep *keep, const struct kind *only,
	struct err *err)
{
	struct sheet *sheet = processing_sheet(facts, keep, only);
	enum status st = ST_OK;

	if (call_paper_leaves(call))
		st = call_paper(call, sheet, NULL, err);
	else
		sheet_as_markdown(sheet, 2, &call->out);
	sheet_free(sheet);
	return st;
}

enum status fields_processing(struct call *call, const struct kind *only, struct err *err)
{
	struct retention_rules rules;
	const struct keep *keep = call->store ? &rules.file : NULL;
	struct newcomer facts;
	enum status st = newcomer_read(call->store, &call->actor, &facts, err);

	if (st == ST_OK && keep)
		st = retention_rules_of(call->store, &rules, err);
	if (st == ST_OK)
		st = call->json ? record_json_out(call, &facts, keep, only, err) : record_out(call, &facts, keep, only, err);
	newcomer_clear(&facts);
	return st;
}

enum status fields_for_newcomer(struct call *call, struct err *err)
{
	const char *language = call_option(call, "lang");
	struct newcomer facts;
	struct sheet *sheet = NULL;
	enum status st;

	if (call->json)
		return err_set(err, ST_USAGE, _("The sheet for newcomers is a paper: as text, or with --output as PDF."));
	st = newcomer_read(call->store, &call->actor, &facts, err);
	if (st == ST_OK)
		st = newcomer_sheet(&facts, language ? language : msg_language(), call_given(call, "plain-language"), &sheet, err);
	if (st == ST_OK)
		st = call_paper(call, sheet, NULL, err);
	sheet_free(sheet);
	newcomer_clear(&facts);
	return st;
}
