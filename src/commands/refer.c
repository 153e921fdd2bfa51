/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold refer: a person sent on to a service; what that will see is printed first. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "cases/referral.h"
#include "commands/verbs.h"

static void print_sight(struct call *call, const struct referral_sight *sight, bool sent)
{
	struct str text = STR_INIT;

	referral_text(&text, sight);
	out_line(call, sent ? _("The service sees this, and nothing else:") :
		_("The service will see this, and nothing else:"));
	for (char *rest = str_get(&text)[0] ? text.s : NULL, *line; rest && (line = strsep(&rest, "\n")) != NULL;) {
		if (!*line)
			continue;
		out_text(call, "  ");
		out_value(call, line);
		out_text(call, "\n");
	}
	str_wipe(&text);
}

static json_t *sight_json(const struct referral_sight *sight)
{
	json_t *out = json_array();

	for (int i = 0; i < sight->count; i++)
		json_array_append_new(out, json_pack("{s:s, s:s?}", "label", sight->part[i].label, "value",
			sight->part[i].value));
	return out;
}

static enum status tell(struct call *call, struct id id, const char *state, const struct referral_sight *sight,
	struct err *err)
{
	bool sent = str_same(state, "sent"), written = !id_none(id);
	char text[37];

	id_text(id, text);
	if (call->json)
		return out_json(call, json_pack("{s:s?, s:s?, s:o}", "id", written ? text : NULL, "state", state, "sees",
			sight_json(sight)), err);
	print_sight(call, sight, sent);
	if (written)
		out_line(call, text);
	if (written && !sent)
		note(_("A draft was written, and nothing was sent. “foothold set ID state=sent” sends it."));
	else if (!written)
		note(_("Nothing was written and nothing was sent. Leave out --show to write a draft, or give --send."));
	return call_flush(call, err);
}

/* Person and service by name; the rest as with “add”. */
static enum status fill(struct call *call, struct change_item *item, struct id person, struct err *err)
{
	struct pairs pairs;
	struct id service;
	char text[37];
	enum status st = read_resolve(call->store, &call->actor, register_kind("service"), call->argv[1], &service, err);

	if (st != ST_OK)
		return st;
	id_text(person, text);
	st = change_set(item, "person", text, err);
	id_text(service, text);
	if (st == ST_OK)
		st = change_set(item, "service", text, err);
	if (st != ST_OK)
		return st;
	st = pairs_read(call, 2, &pairs, err);
	if (st == ST_OK)
		st = pairs_set(call, item, &pairs, err);
	pairs_clear(&pairs);
	if (st == ST_OK && call_given(call, "send"))
		st = change_set(item, "state", "sent", err);
	return st;
}

static enum status refer(struct call *call, struct change *change, struct change_item *item, struct id person,
	struct err *err)
{
	const struct field *sees_field = kind_field(register_kind("referral"), "sees");
	const char *sees = change_touches(item, "sees") ? change_get(item, "sees") : sees_field->initial;
	bool show = call_given(call, "show"), send = call_given(call, "send");
	struct referral_sight sight;
	enum status st = referral_see(call->store, &call->actor, person, sees, change_get(item, "need"), &sight, err);

	if (st != ST_OK)
		return st;
	if (show)
		st = change_try(change, err);
	else
		st = change_commit(change, NULL, NULL, err);
	if (st == ST_OK)
		st = tell(call, show ? (struct id){ { 0 } } : change_id_of(item), show ? NULL : send ? "sent" : "draft", &sight,
			err);
	referral_sight_clear(&sight);
	return st;
}

enum status verb_refer(struct call *call, struct err *err)
{
	struct change *change;
	struct change_item *item;
	struct id person;
	enum status st = read_resolve(call->store, &call->actor, register_kind("person"), call->argv[0], &person, err);

	if (st == ST_OK && call_given(call, "show") && call_given(call, "send"))
		st = err_set(err, ST_USAGE, _("Give --show or --send, not both."));
	if (st != ST_OK)
		return st;
	change = change_begin(call->store, &call->actor);
	item = change_create(change, register_kind("referral"), NULL);
	st = fill(call, item, person, err);
	if (st == ST_OK)
		st = refer(call, change, item, person, err);
	change_free(change);
	return st;
}
