/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The checks after 3, 6 and 12 months at work: made with the work, moved with its first day, dropped when it ends. Whoever
 * was found there is at work, and whoever was found to have left has that work ended, in the same change set.
 * Internships and trials are over before.
 */
#include "cases/checks.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"

#define TOO_OLD 31      /* days: what was recorded long after is asked no more */

static const struct { const char *key; int months; } turns[] = { { "three", 3 }, { "six", 6 }, { "twelve", 12 } };

struct check_there { bool is, open; struct id id; };

QUERY(of_work, "retention.of_employment", QUERY_INTERACTIVE,
	"SELECT id, months, state FROM retention WHERE employment = :id AND gone = 0");
QUERY(asked_twice, "retention.twice", QUERY_INTERACTIVE,
	"SELECT count(*) FROM retention a JOIN retention b ON b.employment = a.employment AND b.months = a.months"
	" AND b.gone = 0 AND b.id <> a.id WHERE a.id = :id");

static bool waits(const char *state)
{
	return str_same(state, "due") || str_same(state, "not_reached");
}

static void note(struct check_there there[], struct id id, const char *months, const char *state)
{
	for (size_t i = 0; i < ARRAY_LEN(turns); i++)
		if (str_same(months, turns[i].key))
			there[i] = (struct check_there){ true, waits(state), id };
}

/* Of the file, then as this change set has them. */
static enum status look_up(struct change *change, struct id work, struct check_there there[], struct err *err)
{
	const struct change_item *other;
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &of_work, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", work);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		note(there, stmt_get_id(stmt, 0), stmt_get_text(stmt, 1), stmt_get_text(stmt, 2));
	for (int at = 0; (other = change_next_with(change, work, &at)) != NULL;)
		if (str_same(change_kind_of(other)->name, "retention"))
			note(there, change_id_of(other), change_get(other, "months"), change_is_deletion(other) ? "dropped"
				: change_get(other, "state"));
	return st == ST_DONE ? ST_OK : st;
}

/* Work that is meant to last. */
static bool lasts(const struct change_item *work)
{
	return rule_is(work, "state", "agreed", "working", NULL) && !rule_is(work, "contract", "internship", "trial", NULL);
}

static void make(struct change *change, struct change_item *work, int turn, struct date due)
{
	struct change_item *item;
	char day[11], id[37];

	if (date_between(due, clock_today()) > TOO_OLD)
		return;
	item = change_create(change, register_kind("retention"), NULL);
	date_text(due, day);
	id_text(change_id_of(work), id);
	rule_put(item, "person", change_get(work, "person"));
	rule_put(item, "employment", id);
	rule_put(item, "months", turns[turn].key);
	rule_put(item, "state", "due");
	rule_put(item, "due", day);
}

static void set_due(struct change *change, struct id check, struct date due)
{
	char day[11];

	date_text(due, day);
	rule_put(rule_other(change, "retention", check), "due", day);
}

/* They go with the work that is removed. */
static enum status remove_all(struct change *change, struct id work, struct err *err)
{
	struct check_there there[ARRAY_LEN(turns)] = { { false, false, { { 0 } } } };
	enum status st = look_up(change, work, there, err);

	for (size_t i = 0; i < ARRAY_LEN(turns) && st == ST_OK; i++)
		if (there[i].is && !rule_removes(change, there[i].id))
			change_delete(change, register_kind("retention"), there[i].id, 0);
	return st;
}

enum status checks_follow(struct change *change, struct change_item *work, struct err *err)
{
	struct check_there there[ARRAY_LEN(turns)] = { { false, false, { { 0 } } } };
	bool moved = change_is_new(work) || change_touches(work, "began"), turned = change_touches(work, "state") ||
		change_touches(work, "contract");
	struct date began;
	enum status st;

	if (change_is_deletion(work))
		return remove_all(change, change_id_of(work), err);
	if (!(moved || turned) || !change_get(work, "began") ||
	    !date_parse(change_get(work, "began"), &began))
		return ST_OK;
	st = look_up(change, change_id_of(work), there, err);
	if (began.day == 0)
		began = (struct date){ began.year, began.month ? began.month : 1, 1 };
	for (size_t i = 0; i < ARRAY_LEN(turns) && st == ST_OK; i++) {
		struct date due = date_add_months(began, turns[i].months);

		if (there[i].open && !lasts(work))
			rule_put(rule_other(change, "retention", there[i].id), "state", "dropped");
		else if (there[i].open && moved && !change_is_new(work))
			set_due(change, there[i].id, due);
		else if (!there[i].is && lasts(work))
			make(change, work, (int)i, due);
	}
	return st;
}

/* ---- rules of the checks themselves ---- */

/* Found at work: what was only agreed began, and its plan step and counts follow. */
static enum status begin_work(struct change *change, struct change_item *item, struct err *err)
{
	struct id work = rule_reference(item, "employment");
	char *state = NULL, *began = NULL;
	enum status st = rule_look(change, "employment", work, "state", &state, err);

	if (st == ST_OK)
		st = rule_look(change, "employment", work, "began", &began, err);
	if (st == ST_OK && str_same(state, "agreed") && !rule_before(change_get(item, "asked"), began))
		rule_put(rule_other(change, "employment", work), "state", "working");
	free(state);
	free(began);
	return st;
}

/* Found to have left: the work has ended, unless that is known already. */
static enum status end_work(struct change *change, struct change_item *item, struct err *err)
{
	struct id work = rule_reference(item, "employment");
	struct change_item *other;
	char *state = NULL;
	enum status st = rule_look(change, "employment", work, "state", &state, err);

	if (st == ST_OK && (str_same(state, "working") || str_same(state, "agreed"))) {
		other = rule_other(change, "employment", work);
		rule_put(other, "state", "ended");
		rule_put(other, "ended", change_get(item, "asked"));
	}
	free(state);
	return st;
}

static enum status retention_derive(struct change *change, struct change_item *item, struct err *err)
{
	char *person = NULL;
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	if (!change_get(item, "person")) {
		st = rule_look(change, "employment", rule_reference(item, "employment"), "person", &person, err);
		if (st == ST_OK)
			rule_default(item, "person", person);
		free(person);
		if (st != ST_OK)
			return st;
	}
	if (!change_is_new(item) && !change_touches(item, "state"))
		return ST_OK;
	if (rule_is(item, "state", "there", "changed", "left", NULL))
		rule_put_today(item, "asked");
	if (rule_is(item, "state", "there", "changed", NULL))
		return begin_work(change, item, err);
	return rule_is(item, "state", "left", NULL) ? end_work(change, item, err) : ST_OK;
}

static enum status retention_check(struct change *change, struct change_item *item, struct err *err)
{
	char *person = NULL, *began = NULL;
	struct id work = rule_reference(item, "employment");
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	st = rule_look(change, "employment", work, "person", &person, err);
	if (st == ST_OK)
		st = rule_look(change, "employment", work, "began", &began, err);
	if (st == ST_OK && person && !str_same(person, change_get(item, "person")))
		st = err_field(err, "employment", _("This work is another person's. Nothing was saved; choose one of this person."));
	else if (st == ST_OK && (rule_before(change_get(item, "due"), began) || rule_before(change_get(item, "asked"), began)))
		st = err_field(err, rule_before(change_get(item, "due"), began) ? "due" : "asked",
			_("Nobody is asked how work goes before it began. Nothing was saved; please look at the date."));
	else if (st == ST_OK && change_get(item, "asked") && rule_is(item, "state", "due", "dropped", NULL))
		st = err_field(err, "asked", _("What was asked has an answer, or the person was not reached. Nothing was saved; set "
			"the state or clear the date."));
	free(person);
	free(began);
	return st;
}

static enum status retention_after(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	int64_t n = 0;
	enum status st = ST_OK;

	if (!change_is_merge(change) && !change_is_deletion(item))
		st = rule_count(change, &asked_twice, change_id_of(item), none, &n, err);
	if (st == ST_OK && n > 0)
		return err_field(err, "months", _("This work has that check already. Nothing was saved; change that one instead."));
	return st;
}

const struct kind_ops retention_rules = { retention_derive, retention_check, retention_after };
