/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold decide: a formal decision begun, brought on, and told: until when one may object and how that was counted. */
#include "cases/decide.h"

#include <jansson.h>

#include "base/msg.h"
#include "cases/objection.h"
#include "commands/verbs.h"

static enum status count(struct call *call, const struct record *record, struct objection *out, struct err *err)
{
	bool none = str_same(record_get(record, "no_objection"), "yes");
	const char *term = record_get(record, "objection_term");
	char usual[TERM_TEXT_MAX] = "";
	enum status st = term || none ? ST_OK : objection_usual(call->store, usual, err);

	if (!term && *usual)
		term = usual;
	if (st == ST_OK)
		st = objection_count(call->store, none ? NULL : term, record_get(record, "sent"), record_get(record, "how"), out, err);
	out->none = none;
	return st;
}

static json_t *decision_json(struct call *call, const struct record *record, const struct objection *o)
{
	json_t *json = record_json(call, record);
	char from[11];

	date_text(o->from, from);
	json_object_set_new(json, "counted_from", o->until.year ? json_string(from) : json_null());
	json_object_set_new(json, "source", o->clock ? json_string(o->clock->source.law) : json_null());
	json_object_set_new(json, "verified", json_boolean(o->clock && o->clock->source.verified));
	return json;
}

static enum status tell(struct call *call, struct id id, struct err *err)
{
	const struct kind *kind = register_kind("decision");
	struct objection objection;
	struct record *record;
	struct str words = STR_INIT, state = STR_INIT;
	char text[37];
	enum status st = read_record(call->store, &call->actor, kind, id, &record, err);

	if (st != ST_OK)
		return st;
	st = count(call, record, &objection, err);
	if (st == ST_OK && call->json) {
		st = out_json(call, decision_json(call, record, &objection), err);
	} else if (st == ST_OK) {
		id_text(id, text);
		record_title(&words, record);
		field_show(&state, kind_field(kind, "state"), record_get(record, "state"));
		out_named(call, str_get(&words), str_get(&state));
		str_clear(&words);
		objection_words(&words, &objection);
		out_wrapped(call, str_get(&words), 0);
		out_line(call, text);
		st = call_flush(call, err);
	}
	str_free(&words);
	str_free(&state);
	record_free(record);
	return st;
}

/* The rest of the operands, and where it is to stand. */
static enum status fill(struct call *call, struct change_item *item, int first, struct err *err)
{
	struct pairs pairs = { NULL, 0 };
	const char *to = call_option(call, "to");
	enum status st = call->argc > first ? pairs_read(call, first, &pairs, err) : ST_OK;

	if (st == ST_OK)
		st = pairs_set(call, item, &pairs, err);
	pairs_clear(&pairs);
	return st == ST_OK && to ? change_set(item, "state", to, err) : st;
}

static enum status begin(struct call *call, struct change *change, struct id person, struct id *id, struct err *err)
{
	enum status st;

	if (call->argc < 2)
		return err_set(err, ST_USAGE, _("Please say what is decided: “foothold decide CASE WHAT”. “foothold fields decision” lists "
			"what there is."));
	st = decide_draft(change, person, call->argv[1], id, err);
	return st == ST_OK ? fill(call, change_find(change, *id), 2, err) : st;
}

enum status verb_decide(struct call *call, struct err *err)
{
	const struct kind *kind;
	struct id named, id = { { 0 } };
	struct change *change;
	enum status st = which_record(call, call->argv[0], &kind, &named, err);

	if (st != ST_OK)
		return st;
	change = change_begin(call->store, &call->actor);
	if (str_same(kind->name, "person")) {
		st = begin(call, change, named, &id, err);
	} else if (str_same(kind->name, "decision")) {
		id = named;
		if (call->argc > 1 || call_given(call, "to"))
			st = fill(call, change_update(change, kind, id, 0), 1, err);
	} else {
		st = err_set(err, ST_USAGE, _("This is neither a person nor a decision."));
	}
	if (st == ST_OK)
		st = change_commit(change, NULL, NULL, err);
	change_free(change);
	return st == ST_OK ? tell(call, id, err) : st;
}
