/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Schools and places there: never more children than places, one place of a kind a child, dates that follow the state;
 * and since when a child of school age has none.
 */
#include "cases/school.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/feeds.h"
#include "cases/held.h"
#include "cases/rules.h"
#include "register/profile.h"

/* Where no law of a profile says otherwise, the city looks after these ages: six years old, not yet sixteen. */
#define SCHOOL_FROM 6
#define SCHOOL_UNTIL 16

QUERY(places_held, "school_place.held", QUERY_INTERACTIVE,
	"SELECT count(*) FROM school_place WHERE school = :id AND gone = 0 AND state IN ('offered', 'placed')");
QUERY(asked_twice, "school_place.twice", QUERY_INTERACTIVE,
	"SELECT count(*) FROM school_place a JOIN school_place b ON b.person = a.person AND b.gone = 0 AND b.id <> a.id"
	" AND b.state IN ('asked', 'waiting', 'offered', 'placed') AND b.school = a.school AND b.what = a.what"
	" WHERE a.id = :id AND a.state IN ('asked', 'waiting', 'offered', 'placed')");
QUERY(placed_twice, "school_place.placed_twice", QUERY_INTERACTIVE,
	"SELECT count(*) FROM school_place a JOIN school_place b ON b.person = a.person AND b.gone = 0 AND b.id <> a.id"
	" AND b.state = 'placed' AND b.what = a.what WHERE a.id = :id AND a.state = 'placed'");
QUERY(places_of_child, "school_place.of_child", QUERY_INTERACTIVE,
	"SELECT id, what, state, ended, why FROM school_place WHERE person = :id AND gone = 0 ORDER BY rid");

/* ---- since when a child has no place ---- */

struct need { bool settled; char ended[11]; };

/* A place, or that none is needed, settles it; so does a school that was finished. One that ended otherwise does not. */
static void weigh(struct need *need, const char *state, const char *ended, const char *why)
{
	need->settled = need->settled || str_same(state, "placed") || str_same(state, "not_needed") ||
		(str_same(state, "ended") && str_same(why, "finished"));
	if (str_same(state, "ended") && ended && strcmp(ended, need->ended) > 0)
		str_copy(need->ended, sizeof(need->ended), ended);
}

static enum status weigh_file(struct change *change, struct id child, struct need *need, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &places_of_child, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", child);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		if (!change_find(change, stmt_get_id(stmt, 0)))
			weigh(need, stmt_get_text(stmt, 2), stmt_get_text(stmt, 3), stmt_get_text(stmt, 4));
	return st == ST_DONE ? ST_OK : st;
}

static void weigh_set(struct change *change, struct id child, struct need *need)
{
	const struct kind *kind = register_kind("school_place");
	const struct change_item *item;

	for (int at = 0; (item = change_next_with(change, child, &at)) != NULL;)
		if (change_kind_of(item) == kind && !change_is_deletion(item) &&
			id_same(rule_reference(item, "person"), child))
			weigh(need, change_get(item, "state"), change_get(item, "ended"), change_get(item, "why"));
}

/* From the day on which somebody is so old; of whom only the year of birth is known, from its first day. */
static struct date old_from(const char *born, int years)
{
	struct date day;

	if (!born || !date_parse(born, &day))
		return (struct date){ 0, 0, 0 };
	return date_add_months((struct date){ day.year, day.month ? day.month : 1, day.day ? day.day : 1 }, 12 * years);
}

struct ages { int from, until; };

static enum status ages_of_school(struct store *store, struct ages *ages, struct err *err)
{
	const struct profile *profile;
	enum status st = profile_now(store, &profile, err);

	*ages = (struct ages){ SCHOOL_FROM, SCHOOL_UNTIL };
	if (st == ST_OK && profile->school_from)
		*ages = (struct ages){ profile->school_from, profile->school_until };
	return st;
}

/* In doubt somebody is still of school age. */
static bool too_old(const char *born, int until)
{
	struct date over = old_from(born, until), day;

	if (over.year && date_parse(born, &day) && !day.day)
		over = date_add_months(over, day.month ? 1 : 12);
	return !over.year || date_between(clock_today(), over) <= 0;
}

/* The latest of: arrived, old enough, out of the school before. */
static void needed_from(const char *born, int years, const char *arrived, const char *ended, char out[11])
{
	struct date from = old_from(born, years), day;

	if (date_parse(arrived, &day) && rule_before(born, arrived)) {
		day = (struct date){ day.year, day.month ? day.month : 1, day.day ? day.day : 1 };
		if (date_between(from, day) > 0)
			from = day;
	}
	date_text(from, out);
	if (strcmp(ended, out) > 0)
		str_copy(out, 11, ended);
}

static void put_from(struct change_item *person, const char *from)
{
	if (!str_same(change_get(person, "school_from"), from))
		rule_put(person, "school_from", from);
}

static enum status follow(struct change *change, struct id child, const char *born, const char *arrived, char from[11],
	struct err *err)
{
	struct need need = { false, "" };
	struct ages ages;
	enum status st;

	from[0] = '\0';
	if (!arrived || !born)
		return ST_OK;
	st = ages_of_school(change_store(change), &ages, err);
	if (st != ST_OK || too_old(born, ages.until))
		return st;
	st = weigh_file(change, child, &need, err);
	weigh_set(change, child, &need);
	if (st == ST_OK && !need.settled)
		needed_from(born, ages.from, arrived, need.ended, from);
	return st;
}

enum status school_follow(struct change *change, struct change_item *person, struct err *err)
{
	char from[11] = "";
	enum status st = ST_OK;

	if (change_is_deletion(person) || !(change_is_new(person) || change_touches(person, "born") ||
		change_touches(person, "arrived") || change_touches(person, "left")))
		return ST_OK;
	if (!change_get(person, "left"))
		st = follow(change, change_id_of(person), change_get(person, "born"), change_get(person, "arrived"), from, err);
	if (st == ST_OK)
		put_from(person, from[0] ? from : NULL);
	return st;
}

/* A place came, went or changed. */
static enum status child_follows(struct change *change, struct change_item *place, struct err *err)
{
	static const char *const fields[] = { "born", "arrived", "left", "school_from" };
	struct id child = rule_reference(place, "person");
	char *value[ARRAY_LEN(fields)] = { NULL }, from[11] = "";
	enum status st = ST_OK;

	for (size_t i = 0; i < ARRAY_LEN(fields) && st == ST_OK; i++)
		st = rule_look(change, "person", child, fields[i], &value[i], err);
	if (st == ST_OK && !value[2])
		st = follow(change, child, value[0], value[1], from, err);
	if (st == ST_OK && !str_same(value[3], from[0] ? from : NULL) && !rule_removes(change, child))
		rule_put(rule_other(change, "person", child), "school_from", from[0] ? from : NULL);
	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		free(value[i]);
	return st;
}

/* ---- places ---- */

/* What was asked for elsewhere is not wanted any more, and a place that was offered there is free again. */
static enum status withdraw_others(struct change *change, struct change_item *item, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &places_of_child, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", rule_reference(item, "person"));
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		const char *state = stmt_get_text(stmt, 2);
		bool open = str_same(state, "asked") || str_same(state, "waiting") || str_same(state, "offered");

		if (open && str_same(stmt_get_text(stmt, 1), change_get(item, "what")) &&
			!change_find(change, stmt_get_id(stmt, 0)))
			rule_put(rule_other(change, "school_place", stmt_get_id(stmt, 0)), "state", "withdrawn");
	}
	return st == ST_DONE ? ST_OK : st;
}

static void dates_follow(struct change_item *item)
{
	if (rule_is(item, "state", "offered", NULL))
		rule_put_today(item, "offered");
	if (rule_is(item, "state", "placed", NULL))
		rule_put_today(item, "begins");
	if (rule_is(item, "state", "ended", NULL))
		rule_put_today(item, "ended");
	else if (!change_touches(item, "ended") && change_get(item, "ended"))
		rule_put(item, "ended", NULL);
	if (rule_is(item, "state", "asked", "waiting", "offered", "placed", NULL) && !change_touches(item, "why") &&
		change_get(item, "why"))
		rule_put(item, "why", NULL);
}

/* The child's plan goes along: asked for, and the first day, once it is there. */
static enum status plan_follows(struct change *change, struct change_item *item, struct err *err)
{
	static const char *const told[] = { N_("Place at a school asked for"), N_("Has a place at a school") };
	struct feed asked = { "school", "school_asked", FEED_DONE, change_get(item, "asked"), told[0] };
	struct feed placed = { "school", "school_begun", FEED_DONE, change_get(item, "begins"), told[1] };
	struct id child = rule_reference(item, "person");
	char today[11];
	enum status st = ST_OK;

	date_text(clock_today(), today);
	if (rule_before(today, placed.day)) {
		placed.to = FEED_BEGUN;
		placed.day = NULL;
	}
	if (rule_is(item, "state", "asked", "waiting", "offered", "placed", NULL))
		st = feed_step(change, child, &asked, err);
	if (st == ST_OK && rule_is(item, "state", "placed", NULL))
		st = feed_step(change, child, &placed, err);
	return st;
}

/* A pupil's week is the school's, where nobody said otherwise: courses and tutors are weighed against it. */
static enum status hours_follow(struct change *change, struct change_item *item, struct err *err)
{
	char *hours = NULL;
	enum status st = ST_OK;

	if (!change_get(item, "hours") && !change_touches(item, "hours"))
		st = rule_look(change, "school", rule_reference(item, "school"), "hours", &hours, err);
	rule_default(item, "hours", hours);
	free(hours);
	return st;
}

static enum status place_derive(struct change *change, struct change_item *item, struct err *err)
{
	bool moved = change_is_new(item) || change_touches(item, "state");
	enum status st = ST_OK;

	if (!change_get(item, "person"))
		return ST_OK;    /* the door says what is missing */
	if (!change_is_deletion(item) && moved)
		dates_follow(item);
	if (!change_is_deletion(item) && moved && rule_is(item, "state", "placed", NULL))
		st = withdraw_others(change, item, err);
	if (st == ST_OK && !change_is_deletion(item) && moved && rule_is(item, "state", "placed", NULL))
		st = hours_follow(change, item, err);
	if (st == ST_OK && !change_is_deletion(item) && moved)
		st = plan_follows(change, item, err);
	if (st == ST_OK && (moved || change_is_deletion(item) || change_touches(item, "ended") || change_touches(item, "why")))
		st = child_follows(change, item, err);
	return st;
}

static enum status school_has(struct change *change, const struct change_item *item, struct err *err)
{
	char *what = NULL;
	enum status st = rule_look(change, "school", rule_reference(item, "school"), "what", &what, err);

	if (st == ST_OK && what && change_get(item, "what") && !field_holds(what, change_get(item, "what")))
		st = err_field(err, "school", _("This school has no such classes. Nothing was saved; choose another school, or say at "
			"the school what it has."));
	free(what);
	return st;
}

static enum status check_dates(const struct change_item *item, struct err *err)
{
	if (rule_before(change_get(item, "answer_by"), change_get(item, "offered")))
		return err_field(err, "answer_by", _("The answer would be due before the offer was made. Nothing was saved; "
			"please look at both dates."));
	if (rule_before(change_get(item, "ended"), change_get(item, "begins")))
		return err_field(err, "ended", _("The last day would lie before the first. Nothing was saved; please look at both "
			"dates."));
	if (change_get(item, "ended") && !rule_is(item, "state", "ended", NULL))
		return err_field(err, "ended", _("What goes on has no last day. Nothing was saved; set the state to ended, or clear the "
			"date."));
	return ST_OK;
}

static enum status place_check(struct change *change, struct change_item *item, struct err *err)
{
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	if (rule_is(item, "state", "offered", "placed", NULL) && !change_get(item, "school"))
		return err_field(err, "school", _("A place is at a school. Nothing was saved; please choose which one."));
	if (change_get(item, "why") && rule_is(item, "state", "asked", "waiting", "offered", "placed", NULL))
		return err_field(err, "why", _("Nobody said no yet. Nothing was saved; set the state first, or clear the reason."));
	st = check_dates(item, err);
	if (st == ST_OK && rule_is(item, "state", "asked", "waiting", "offered", "placed", NULL) &&
		(change_is_new(item) || change_touches(item, "school") || change_touches(item, "what")))
		st = school_has(change, item, err);
	return st;
}

/* Never more children than places, whether one comes or the places become fewer. */
static enum status school_holds(struct change *change, struct id school, const char *field, struct err *err)
{
	struct id none = { { 0 } };
	char *places = NULL;
	int64_t taken = 0, held = 0;
	enum status st = rule_look(change, "school", school, "places", &places, err);

	if (st == ST_OK && places)
		st = rule_count(change, &places_held, school, none, &taken, err);
	if (st == ST_OK && places)
		st = held_count(change, "school", school, &held, err);
	if (st == ST_OK && places && taken + held > strtoll(places, NULL, 10))
		st = err_field(err, field, _("The school has no free place for this. Nothing was saved; put the child on the waiting "
			"list, choose another school or raise the number of places."));
	free(places);
	return st;
}

static enum status place_after(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	int64_t n = 0;
	enum status st;

	if (change_is_merge(change) || change_is_deletion(item))
		return ST_OK;
	st = rule_count(change, &asked_twice, change_id_of(item), none, &n, err);
	if (st == ST_OK && n > 0)
		return err_field(err, "school", _("This school was asked for the child already. Nothing was saved; change that entry "
			"instead."));
	if (st == ST_OK)
		st = rule_count(change, &placed_twice, change_id_of(item), none, &n, err);
	if (st == ST_OK && n > 0)
		return err_field(err, "state", _("The child has such a place already. Nothing was saved; end that one first."));
	if (st == ST_OK && rule_is(item, "state", "offered", "placed", NULL))
		st = school_holds(change, rule_reference(item, "school"), "state", err);
	return st;
}

const struct kind_ops school_place_rules = { place_derive, place_check, place_after };

static enum status school_after(struct change *change, struct change_item *item, struct err *err)
{
	if (change_is_merge(change) || change_is_new(item) || change_is_deletion(item) || !change_touches(item, "places"))
		return ST_OK;
	return school_holds(change, change_id_of(item), "places", err);
}

const struct kind_ops school_rules = { NULL, NULL, school_after };
