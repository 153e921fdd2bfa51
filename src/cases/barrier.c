/* SPDX-License-Identifier: EUPL-1.2 */
/* Barriers: a step shows what holds it up, for as long as it does. */
#include <stdlib.h>

#include "base/msg.h"
#include "cases/rules.h"
#include "store/query.h"

QUERY(also_bars, "barrier.also", QUERY_INTERACTIVE,
	"SELECT what FROM barrier WHERE step = :id AND gone = 0 AND until IS NULL AND id <> :me ORDER BY since DESC LIMIT 1");

static bool bars(const struct change_item *item)
{
	return !change_is_deletion(item) && !change_get(item, "until");
}

/* Another barrier that still holds the step up, or "none". */
static enum status what_else(struct change *change, struct id step, struct id me, char out[32], struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &also_bars, &stmt, err);

	str_copy(out, 32, "none");
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", step);
	stmt_id(stmt, "me", me);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		str_copy(out, 32, stmt_get_text(stmt, 0));
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static enum status step_shows(struct change *change, struct change_item *item, struct id step, const char *what,
	struct err *err)
{
	char other[32], *now = NULL;
	enum status st = ST_OK;

	if (id_none(step) || rule_removes(change, step))
		return ST_OK;
	if (!what)
		st = what_else(change, step, change_id_of(item), other, err);
	if (st == ST_OK)
		st = rule_look(change, "step", step, "barrier", &now, err);
	if (st == ST_OK && !str_same(now ? now : "none", what ? what : other))
		rule_put(rule_other(change, "step", step), "barrier", what ? what : other);
	free(now);
	return st;
}

/* The stage of the step it holds up, where none was said. */
static enum status same_stage(struct change *change, struct change_item *item, struct err *err)
{
	char *stage = NULL, *person = NULL;
	enum status st = rule_look(change, "step", rule_reference(item, "step"), "stage", &stage, err);

	if (st == ST_OK)
		st = rule_look(change, "step", rule_reference(item, "step"), "person", &person, err);
	if (st == ST_OK) {
		rule_default(item, "stage", stage);
		rule_default(item, "person", person);
	}
	free(stage);
	free(person);
	return st;
}

static enum status barrier_derive(struct change *change, struct change_item *item, struct err *err)
{
	struct id before = { { 0 } };
	const char *was = change_before(item, "step");
	enum status st = change_is_new(item) ? same_stage(change, item, err) : ST_OK;

	if (st == ST_OK && was && change_touches(item, "step") && id_parse(was, &before))
		st = step_shows(change, item, before, NULL, err);
	if (st == ST_OK && (change_is_new(item) ? bars(item) : change_is_deletion(item) || change_touches(item, "what") ||
	    change_touches(item, "until") || change_touches(item, "step")))
		st = step_shows(change, item, rule_reference(item, "step"), bars(item) ? change_get(item, "what") : NULL, err);
	return st;
}

static enum status barrier_check(struct change *change, struct change_item *item, struct err *err)
{
	char *owner = NULL;
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	if (rule_before(change_get(item, "until"), change_get(item, "since")))
		return err_field(err, "until", _("The barrier would be gone before it was there. Nothing was saved; please look at "
			"both dates."));
	st = rule_look(change, "step", rule_reference(item, "step"), "person", &owner, err);
	if (st == ST_OK && owner && !str_same(owner, change_get(item, "person")))
		st = err_field(err, "step", _("This step belongs to another person. Nothing was saved; choose a step of the same "
			"person."));
	free(owner);
	return st;
}

const struct kind_ops barrier_rules = { barrier_derive, barrier_check, NULL };
