/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold add: one new record through the change door. */
#include <jansson.h>

#include "base/msg.h"
#include "cases/plan.h"
#include "commands/verbs.h"
#include "register/restrict.h"

/* The case number is what people read out; other records have only their id. */
static enum status tell(struct call *call, const struct kind *kind, struct id id, struct err *err)
{
	struct record *record;
	enum status st = read_brief(call->store, &call->actor, kind, id, &record, err);
	const char *number;
	char text[37];

	if (st != ST_OK)
		return st;
	if (call->json) {
		st = out_json(call, record_json(call, record), err);
	} else {
		number = record_get(record, "case_number");
		id_text(id, text);
		out_line(call, number ? number : text);
	}
	record_free(record);
	return st;
}

/* An arrival gets its plan at once, so that somebody's next step is never nobody's. */
static enum status add_plan(struct call *call, struct change *change, struct change_item *item, struct err *err)
{
	const char *template = call_option(call, "plan");

	if (!str_same(change_kind_of(item)->name, "person"))
		return template ? err_set(err, ST_USAGE, _("Only people have plans.")) : ST_OK;
	return call_given(call, "no-plan") ? ST_OK : plan_add_for(change, item, template, err);
}

enum status verb_add(struct call *call, struct err *err)
{
	struct change *change;
	struct change_item *item;
	const struct kind *kind;
	struct pairs pairs;
	struct id id = { { 0 } }, set;
	enum status st = which_kind(call, call->argv[0], &kind, err);

	if (st != ST_OK)
		return st;
	st = pairs_read(call, 1, &pairs, err);
	change = change_begin(call->store, &call->actor);
	item = change_create(change, kind, &id);
	if (call_given(call, "despite-clash"))
		change_insist(change);
	if (st == ST_OK && call_given(call, "despite"))
		st = change_despite(change, call_option(call, "despite"), err);
	if (st == ST_OK)
		st = pairs_set(call, item, &pairs, err);
	if (st == ST_OK)
		st = add_plan(call, change, item, err);
	if (st == ST_OK)
		st = change_commit(change, &set, NULL, err);
	change_free(change);
	pairs_clear(&pairs);
	return st == ST_OK ? tell(call, kind, id, err) : st;
}
