/* SPDX-License-Identifier: EUPL-1.2 */
/* The kind cap: no cap holds without decision and opinion, two never hold at once, and what was decided on stays as it
 * was while it is in force. */
#include "cases/cap.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/rules.h"

QUERY(in_force_on, "cap.in_force_on", QUERY_INTERACTIVE,
	"SELECT id, neighbourhood, most FROM cap WHERE gone = 0 AND state = 'in_force' AND since <= :day"
	" AND (until IS NULL OR until >= :day) AND neighbourhood IS NOT NULL ORDER BY neighbourhood, since DESC, rid");
QUERY(overlapping, "cap.overlapping", QUERY_INTERACTIVE,
	"SELECT count(*) FROM cap a JOIN cap b ON b.neighbourhood = a.neighbourhood AND b.gone = 0 AND b.state = 'in_force'"
	" AND b.id <> a.id WHERE a.id = :id AND a.state = 'in_force'"
	" AND (a.until IS NULL OR b.since <= a.until) AND (b.until IS NULL OR a.since <= b.until)");

enum status caps_on(struct store *store, const char *day, struct cap **out, int *count, struct err *err)
{
	struct stmt *stmt;
	size_t room = 0;
	enum status st = store_query(store, &in_force_on, &stmt, err);

	*out = NULL;
	*count = 0;
	if (st != ST_OK)
		return st;
	stmt_text(stmt, "day", day);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct cap cap = { stmt_get_id(stmt, 0), stmt_get_id(stmt, 1), stmt_get_int(stmt, 2) };

		if (*count && id_same((*out)[*count - 1].neighbourhood, cap.neighbourhood))
			continue;
		if ((size_t)*count == room)
			*out = mem_resize(*out, room = room ? room * 2 : 16, sizeof(**out));
		(*out)[(*count)++] = cap;
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static enum status cap_derive(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	(void)err;
	if (change_is_deletion(item) || (!change_is_new(item) && !change_touches(item, "state")))
		return ST_OK;
	if (rule_is(item, "state", "in_force", NULL))
		rule_put_today(item, "since");
	if (rule_is(item, "state", "ended", NULL))
		rule_put_today(item, "until");
	return ST_OK;
}

/* What somebody must have decided and judged before a cap holds. */
static enum status may_hold(const struct change_item *item, struct err *err)
{
	static const char *const decided[] = { "council", "decision", "decided" }, *const judged[] = { "opinion_by",
		"opinion_on", "opinion" };

	for (size_t i = 0; i < ARRAY_LEN(decided); i++)
		if (!change_get(item, decided[i]))
			return err_field(err, decided[i], _("A cap holds only by decision of the council. Nothing was saved; fill in "
				"who decided, its number and its day, or leave the cap proposed."));
	for (size_t i = 0; i < ARRAY_LEN(judged); i++)
		if (!change_get(item, judged[i]))
			return err_field(err, judged[i], _("A cap holds only with a legal opinion: the law lets a city limit where "
				"newcomers may live within narrow bounds only. Nothing was saved; fill in by whom, of which day and what "
				"it says, or leave the cap proposed."));
	if (rule_is(item, "opinion", "not_allowed", NULL))
		return err_field(err, "opinion", _("The legal opinion says that the law does not allow this cap. Nothing was saved; "
			"leave the cap proposed, or end it."));
	if (rule_is(item, "opinion", "conditions", NULL) && !change_get(item, "conditions"))
		return err_field(err, "conditions", _("The legal opinion allows the cap on conditions. Nothing was saved; fill in "
			"which they are."));
	if (rule_before(change_get(item, "since"), change_get(item, "decided")))
		return err_field(err, "since", _("The cap would hold before it was decided on. Nothing was saved; please look at both "
			"dates."));
	return ST_OK;
}

/* A decision is about one number and one neighbourhood: another one is another cap. */
static enum status stays_as_decided(const struct change_item *item, struct err *err)
{
	static const char *const fixed[] = { "neighbourhood", "most", "council", "decision", "decided" };

	if (!change_is_update(item) || !str_same(change_before(item, "state"), "in_force"))
		return ST_OK;
	for (size_t i = 0; i < ARRAY_LEN(fixed); i++)
		if (change_touches(item, fixed[i]))
			return err_field(err, fixed[i], _("The council decided on this cap as it stands. Nothing was saved; end it, and "
				"record another one with its own decision."));
	return ST_OK;
}

static enum status cap_check(struct change *change, struct change_item *item, struct err *err)
{
	enum status st = ST_OK;

	(void)change;
	if (change_is_deletion(item))
		return ST_OK;
	if (rule_before(change_get(item, "until"), change_get(item, "since")))
		return err_field(err, "until", _("The cap would end before it begins. Nothing was saved; please look at both "
			"dates."));
	if (rule_is(item, "state", "in_force", NULL))
		st = may_hold(item, err);
	return st == ST_OK ? stays_as_decided(item, err) : st;
}

static enum status cap_after(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	int64_t n = 0;
	enum status st = ST_OK;

	if (!change_is_merge(change) && !change_is_deletion(item))
		st = rule_count(change, &overlapping, change_id_of(item), none, &n, err);
	if (st == ST_OK && n > 0)
		return err_field(err, "neighbourhood", _("Another cap holds for this neighbourhood at that time. Nothing was saved; "
			"end that one first."));
	return st;
}

const struct kind_ops cap_rules = { cap_derive, cap_check, cap_after };
