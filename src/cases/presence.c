/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who came to a lesson.  entitlement.used is derived: it is written beside the journal,
 * in undo and merging as well, so that no two colleagues' marks stand in each other's way.
 */
#include "cases/presence.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/rules.h"
#include "store/sealed.h"

QUERY(present_twice, "presence.twice", QUERY_INTERACTIVE,
	"SELECT count(*) FROM presence a JOIN presence b ON b.lesson = a.lesson AND b.person = a.person AND b.gone = 0"
	" AND b.id <> a.id WHERE a.id = :id");
QUERY(not_in_group, "presence.not_in_group", QUERY_INTERACTIVE,
	"SELECT NOT EXISTS(SELECT 1 FROM enrolment e WHERE e.person = a.person AND e.course = l.course AND e.gone = 0"
	" AND " PRESENCE_IN_GROUP ") FROM presence a JOIN lesson l ON l.id = a.lesson WHERE a.id = :id");
QUERY(enrolled_in, "presence.enrolled", QUERY_INTERACTIVE,
	"SELECT id, state FROM enrolment WHERE person = :person AND course = :course AND gone = 0"
	" AND (state = 'enrolled' OR (state = 'attending' AND began > :day))");
QUERY(came_to, "presence.came_to", QUERY_INTERACTIVE, "SELECT DISTINCT person FROM presence WHERE lesson = :id AND gone = 0");
QUERY(put_used, "presence.put_used", QUERY_INTERACTIVE,
	"UPDATE entitlement SET used = (SELECT CAST(coalesce(round(10.0 * sum(coalesce(p.minutes, l.minutes))"
	" / entitlement.unit), 0) AS INTEGER) FROM presence p JOIN lesson l ON l.id = p.lesson"
	" WHERE p.person = :person AND p.gone = 0 AND p.state = 'came' AND l.gone = 0 AND l.state <> 'cancelled'"
	" AND l.day >= entitlement.since AND l.day <= coalesce(entitlement.until, '9999')"
	" AND NOT EXISTS(SELECT 1 FROM entitlement o WHERE o.person = :person AND o.gone = 0 AND o.rid <> entitlement.rid"
	" AND o.since <= l.day AND coalesce(o.until, '9999') >= l.day"
	" AND (coalesce(o.until, '9999'), o.rid) < (coalesce(entitlement.until, '9999'), entitlement.rid)))"
	" WHERE person = :person AND gone = 0");

/* ---- hours of entitlements ---- */

enum status presence_recount_person(struct change *change, struct id person, struct err *err)
{
	struct stmt *stmt;
	enum status st = ST_OK;

	if (id_none(person))
		return ST_OK;
	st = store_query(change_store(change), &put_used, &stmt, err);
	if (st == ST_OK) {
		stmt_id(stmt, "person", person);
		st = stmt_run(stmt, err);
	}
	return st;
}

enum status presence_recount(struct change *change, struct id lesson, struct err *err)
{
	struct stmt *stmt;
	struct id *person = NULL;
	int n = 0;
	enum status st = store_query(change_store(change), &came_to, &stmt, err);

	if (st == ST_OK)
		stmt_id(stmt, "id", lesson);
	while (st == ST_OK && (st = stmt_step(stmt, err)) == ST_OK) {
		person = mem_resize(person, (size_t)n + 1, sizeof(*person));
		person[n++] = stmt_get_id(stmt, 0);
	}
	st = st == ST_DONE ? ST_OK : st;
	for (int i = 0; st == ST_OK && i < n; i++)
		st = presence_recount_person(change, person[i], err);
	free(person);
	return st;
}

/* ---- what it means that somebody came ---- */

static enum status begins(struct change *change, const struct change_item *item, struct id course, const char *day,
	struct err *err)
{
	struct stmt *stmt;
	struct change_item *enrolment;
	enum status st = store_query(change_store(change), &enrolled_in, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "person", rule_reference(item, "person"));
	stmt_id(stmt, "course", course);
	stmt_text(stmt, "day", day);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		enrolment = rule_other(change, "enrolment", stmt_get_id(stmt, 0));
		if (!change_is_deletion(enrolment) && !change_touches(enrolment, "state") && !change_touches(enrolment, "began")) {
			if (str_same(stmt_get_text(stmt, 1), "enrolled"))
				rule_put(enrolment, "state", "attending");
			rule_put(enrolment, "began", day);
		}
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

/* From one state to another, unless somebody sets it in the same change set. A sealed file changes nothing of the town's. */
static enum status follow_state(struct change *change, const char *kind, struct id id, const char *from, const char *to,
	struct err *err)
{
	char *state = NULL;
	enum status st;

	if (store_town(change_store(change)))
		return ST_OK;
	st = rule_look(change, kind, id, "state", &state, err);
	if (st == ST_OK && str_same(state, from))
		rule_put(rule_other(change, kind, id), "state", to);
	free(state);
	return st;
}

static enum status came(struct change *change, struct change_item *item, struct err *err)
{
	struct id lesson = rule_reference(item, "lesson"), course = { { 0 } };
	char *of = NULL, *day = NULL;
	enum status st = rule_look(change, "lesson", lesson, "course", &of, err);

	if (st == ST_OK)
		st = rule_look(change, "lesson", lesson, "day", &day, err);
	if (st == ST_OK && of && day && id_parse(of, &course)) {
		st = follow_state(change, "lesson", lesson, "planned", "held", err);
		if (st == ST_OK)
			st = follow_state(change, "course", course, "open", "running", err);
		if (st == ST_OK)
			st = begins(change, item, course, day, err);
	}
	free(of);
	free(day);
	return st;
}

static enum status presence_derive(struct change *change, struct change_item *item, struct err *err)
{
	if (change_is_deletion(item) || (!change_is_new(item) && !change_touches(item, "state")))
		return ST_OK;
	if (rule_is(item, "state", "came", NULL))
		return came(change, item, err);
	if (change_get(item, "minutes") && !change_touches(item, "minutes"))
		rule_put(item, "minutes", NULL);
	return ST_OK;
}

static enum status presence_check(struct change *change, struct change_item *item, struct err *err)
{
	char today[11], *day = NULL, *state = NULL;
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	if (change_get(item, "minutes") && !rule_is(item, "state", "came", NULL))
		return err_field(err, "minutes", _("Only who came was there for some minutes. Nothing was saved; set the state to came, "
			"or clear the minutes."));
	date_text(clock_today(), today);
	st = rule_look(change, "lesson", rule_reference(item, "lesson"), "day", &day, err);
	if (st == ST_OK)
		st = rule_look(change, "lesson", rule_reference(item, "lesson"), "state", &state, err);
	if (st == ST_OK && rule_is(item, "state", "came", "missed", NULL) && rule_before(today, day))
		st = err_field(err, "state", _("This lesson lies ahead: nobody came or stayed away yet. Nothing was saved."));
	if (st == ST_OK && rule_is(item, "state", "came", NULL) && str_same(state, "cancelled"))
		st = err_field(err, "state", _("This lesson was cancelled: nobody came to it. Nothing was saved; set the lesson to planned "
			"first."));
	free(day);
	free(state);
	return st;
}

static enum status presence_refuses(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	int64_t twice = 0, stranger = 0;
	enum status st = rule_count(change, &present_twice, change_id_of(item), none, &twice, err);

	if (st == ST_OK && (change_is_new(item) || change_touches(item, "person") || change_touches(item, "lesson")))
		st = rule_count(change, &not_in_group, change_id_of(item), none, &stranger, err);
	if (st == ST_OK && twice > 0)
		return err_field(err, "lesson", _("The person's presence in this lesson is noted already. Nothing was saved; change that "
			"mark instead."));
	if (st == ST_OK && stranger > 0)
		return err_field(err, "person", _("The person is not in this group on that day. Nothing was saved; enrol the person "
			"first."));
	return st;
}

static enum status presence_after(struct change *change, struct change_item *item, struct err *err)
{
	enum status st = ST_OK;

	if (!change_is_merge(change) && !change_is_deletion(item))
		st = presence_refuses(change, item, err);
	return st == ST_OK ? presence_recount_person(change, rule_reference(item, "person"), err) : st;
}

const struct kind_ops presence_rules = { presence_derive, presence_check, presence_after };

/* ---- entitlements ---- */

static enum status entitlement_check(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	if (!change_is_deletion(item) && rule_before(change_get(item, "until"), change_get(item, "since")))
		return err_field(err, "until", _("The entitlement would end before it begins. Nothing was saved; please look at both "
			"dates."));
	return ST_OK;
}

static enum status entitlement_after(struct change *change, struct change_item *item, struct err *err)
{
	return presence_recount_person(change, rule_reference(item, "person"), err);
}

const struct kind_ops entitlement_rules = { NULL, entitlement_check, entitlement_after };
