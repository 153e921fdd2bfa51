/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The rules that keep memberships, the household in people's files and the count of
 * its people in step, whichever door something comes through.
 */
#include "cases/household.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/rules.h"

QUERY(open_ones, "household.open", QUERY_INTERACTIVE,
	"SELECT id, household FROM membership WHERE person = :id AND gone = 0 AND until IS NULL LIMIT 8");
QUERY(members, "household.members", QUERY_INTERACTIVE,
	"SELECT count(*) FROM person WHERE household = :id AND gone = 0");

#define OPEN_MAX 8

struct open { struct id membership, household; };

/* Memberships without an end as they stand in the file: one, or none. */
static enum status read_open(struct change *change, struct id person, struct open open[OPEN_MAX], int *count,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &open_ones, &stmt, err);

	*count = 0;
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", person);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		if (*count < OPEN_MAX)
			open[(*count)++] = (struct open){ stmt_get_id(stmt, 0), stmt_get_id(stmt, 1) };
	return st == ST_DONE ? ST_OK : st;
}

/* The membership in this household that has no end, as the file stands; none: there is none. */
static enum status is_open(struct change *change, struct id person, struct id household, struct id *membership,
	struct err *err)
{
	struct open open[OPEN_MAX];
	int n;
	enum status st = read_open(change, person, open, &n, err);

	*membership = (struct id){ { 0 } };
	for (int i = 0; st == ST_OK && i < n; i++)
		if (id_same(open[i].household, household))
			*membership = open[i].membership;
	return st;
}

/* `kind`: of memberships; looked up once, since an import's sets are long. */
static bool is_membership(const struct change_item *item, const struct kind *kind, struct id person)
{
	return change_kind_of(item) == kind && !change_is_deletion(item) && id_same(rule_reference(item, "person"), person);
}

/* The membership by which the person will live somewhere, in this change set; NULL: none yet. */
static const struct change_item *living(const struct change *change, struct id person, const struct change_item *except)
{
	const struct kind *kind = register_kind("membership");
	const struct change_item *item;

	for (int at = 0; (item = change_next_with(change, person, &at)) != NULL;)
		if (item != except && is_membership(item, kind, person) && !change_get(item, "until"))
			return item;
	return NULL;
}

/* The change set says already how the person's time in this household was. */
static bool told(const struct change *change, struct id person, struct id household)
{
	const struct kind *kind = register_kind("membership");
	const struct change_item *item;

	for (int at = 0; (item = change_next_with(change, person, &at)) != NULL;)
		if (is_membership(item, kind, person) && id_same(rule_reference(item, "household"), household))
			return true;
	return false;
}

static struct change_item *new_membership(struct change *change, struct id person, struct id household)
{
	struct change_item *item = change_create(change, register_kind("membership"), NULL);
	char text[37];

	id_text(person, text);
	rule_put(item, "person", text);
	id_text(household, text);
	rule_put(item, "household", text);
	return item;
}

static enum status household_now(struct change *change, struct id person, struct id *out, struct err *err)
{
	char *text = NULL;
	enum status st = rule_look(change, "person", person, "household", &text, err);

	if (st != ST_OK || !text || !id_parse(text, out))
		*out = (struct id){ { 0 } };
	free(text);
	return st;
}

/* ---- memberships ---- */

static enum status leaves(struct change *change, struct change_item *item, struct err *err)
{
	struct id person = rule_reference(item, "person"), here = { { 0 } }, now;
	const char *before = change_before(item, "household");
	enum status st;

	if (rule_removes(change, person) || living(change, person, item))
		return ST_OK;
	st = household_now(change, person, &now, err);
	if (st == ST_OK && before && id_parse(before, &here) && id_same(here, now))
		rule_put(rule_other(change, "person", person), "household", NULL);
	return st;
}

/* Whoever lives somewhere now lives where they lived before no more. */
static enum status close_others(struct change *change, struct id person, const struct change_item *item,
	struct id household, const char *day, struct err *err)
{
	struct open open[OPEN_MAX];
	int n;
	enum status st = read_open(change, person, open, &n, err);

	for (int i = 0; st == ST_OK && i < n; i++) {
		struct change_item *other;

		if (item && id_same(open[i].membership, change_id_of(item)))
			continue;
		other = change_find(change, open[i].membership);
		if (other && (change_is_deletion(other) || change_get(other, "until")))
			continue;
		if (id_same(open[i].household, household)) {
			if (!item)
				continue;
			return err_field(err, "household", _("The person lives in this household already. Nothing was saved; change "
				"the membership that is there."));
		}
		rule_put(rule_other(change, "membership", open[i].membership), "until", day);
	}
	return st;
}

static enum status lives(struct change *change, struct change_item *item, struct err *err)
{
	struct id person = rule_reference(item, "person"), household = rule_reference(item, "household"), now;
	char today[11], text[37];
	const char *since = change_get(item, "since");
	bool fresh = change_find(change, person) && change_is_new(change_find(change, person));
	bool begins_now = change_is_new(item);      /* not one that ended once, and is opened again */
	enum status st = ST_OK;

	if (!change_is_new(item) && !change_touches(item, "until") && !change_touches(item, "household") &&
		!change_touches(item, "person"))
		return ST_OK;
	date_text(clock_today(), today);
	if (!fresh)
		st = close_others(change, person, item, household, begins_now && since && !rule_before(today, since) ? since : today,
			err);
	if (st == ST_OK)
		st = household_now(change, person, &now, err);
	if (st == ST_OK && !id_same(now, household)) {
		id_text(household, text);
		rule_put(rule_other(change, "person", person), "household", text);
	}
	return st;
}

/* A membership that is recorded as it begins begins today, or with the person's arrival. */
static void begins(struct change *change, struct change_item *item)
{
	struct change_item *person = change_find(change, rule_reference(item, "person"));

	if (change_get(item, "since") || change_get(item, "until"))
		return;
	if (person && change_is_new(person))
		rule_put(item, "since", change_get(person, "arrived") ? change_get(person, "arrived") :
			change_get(person, "expected"));
	else
		rule_put_today(item, "since");
}

static enum status membership_derive(struct change *change, struct change_item *item, struct err *err)
{
	bool was_open = !change_is_new(item) && !change_before(item, "until");

	if (change_is_deletion(item))
		return was_open ? leaves(change, item, err) : ST_OK;
	if (change_is_new(item))
		begins(change, item);
	if (!change_get(item, "until"))
		return lives(change, item, err);
	return was_open ? leaves(change, item, err) : ST_OK;
}

static enum status membership_check(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	if (!change_is_deletion(item) && rule_before(change_get(item, "until"), change_get(item, "since")))
		return err_field(err, "until", _("The person would have left the household before joining it. Nothing was saved; please "
			"look at both dates."));
	return ST_OK;
}

static enum status membership_after(struct change *change, struct change_item *item, struct err *err)
{
	struct open open[OPEN_MAX];
	int n = 0;
	enum status st = ST_OK;

	if (!change_is_merge(change) && !change_is_deletion(item) && !change_get(item, "until"))
		st = read_open(change, rule_reference(item, "person"), open, &n, err);
	if (st == ST_OK && n > 1)
		return err_field(err, "household", _("A person lives in one household at a time. Nothing was saved; end one of the "
			"memberships first."));
	return st;
}

const struct kind_ops membership_rules = { membership_derive, membership_check, membership_after };

/* ---- the count of people ---- */

/* By how much the set's people raise the number of those who have a file in the household. */
static int64_t coming(const struct change *change, struct id household)
{
	const struct kind *kind = register_kind("person");
	const struct change_item *item;
	char text[37];
	int64_t n = 0;

	id_text(household, text);
	for (int at = 0; (item = change_next_with(change, household, &at)) != NULL;) {
		if (change_kind_of(item) != kind)
			continue;
		n -= str_same(change_before(item, "household"), text) ? 1 : 0;
		n += !change_is_deletion(item) && str_same(change_get(item, "household"), text) ? 1 : 0;
	}
	return n;
}

/* Somebody comes who may have been counted before having a file; somebody goes who was. */
static enum status count_people(struct change *change, struct id household, bool comes, struct err *err)
{
	struct change_item *item = change_find(change, household);
	struct id none = { { 0 } };
	char *people = NULL, text[24];
	int64_t here = 0, was, n;
	enum status st;

	if (id_none(household) || (item && (change_is_new(item) || change_is_deletion(item))))
		return ST_OK;
	st = rule_count(change, &members, household, none, &here, err);
	if (st == ST_OK)
		st = rule_look(change, "household", household, "people", &people, err);
	was = people ? strtoll(people, NULL, 10) : 0;
	free(people);
	if (st != ST_OK || (!comes && !was))
		return st;
	here += coming(change, household);
	n = comes ? was : was - 1;
	n = n < here ? here : n;
	if (n >= 1 && n != was) {
		snprintf(text, sizeof text, "%lld", (long long)n);
		rule_put(rule_other(change, "household", household), "people", text);
	}
	return ST_OK;
}

/* ---- people ---- */

static enum status follow_leaving(struct change *change, struct change_item *person, struct id from, struct id to,
	struct err *err)
{
	struct id me = change_id_of(person), membership;
	char today[11];
	enum status st = is_open(change, me, from, &membership, err);

	date_text(clock_today(), today);
	if (st == ST_OK)
		st = close_others(change, me, NULL, to, today, err);
	/* From before there were memberships: the time there is written down as it ends. */
	if (st == ST_OK && !id_none(from) && id_none(membership) && !told(change, me, from))
		rule_put(new_membership(change, me, from), "until", today);
	return st == ST_OK ? count_people(change, from, false, err) : st;
}

static enum status follow_joining(struct change *change, struct change_item *person, struct id to, struct err *err)
{
	const struct change_item *lives_there = living(change, change_id_of(person), NULL);
	struct open open[OPEN_MAX];
	int n = 0;
	enum status st = ST_OK;

	if (!change_is_new(person))
		st = read_open(change, change_id_of(person), open, &n, err);
	for (int i = 0; st == ST_OK && i < n; i++)
		if (id_same(open[i].household, to))
			return count_people(change, to, true, err);
	if (st == ST_OK && !lives_there)
		new_membership(change, change_id_of(person), to);
	return st == ST_OK ? count_people(change, to, true, err) : st;
}

/* A membership of the same change set has its turn later, and the person's rules look at the household now. */
static void look_ahead(struct change *change, struct change_item *person)
{
	const struct change_item *membership;

	if (change_is_deletion(person) || change_touches(person, "household"))
		return;
	membership = living(change, change_id_of(person), NULL);
	if (membership && change_is_new(membership))
		rule_put(person, "household", change_get(membership, "household"));
}

enum status household_follow(struct change *change, struct change_item *person, struct err *err)
{
	struct id to, from = { { 0 } };
	const char *before = change_before(person, "household");
	enum status st = ST_OK;

	look_ahead(change, person);
	if (change_is_deletion(person) || !change_touches(person, "household"))
		return ST_OK;
	to = rule_reference(person, "household");
	if (before && !id_parse(before, &from))
		from = (struct id){ { 0 } };
	if (!change_is_new(person))
		st = follow_leaving(change, person, from, to, err);
	return st == ST_OK && !id_none(to) ? follow_joining(change, person, to, err) : st;
}

/* A household counts at least the people in it who have a file. */
static enum status household_after(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	const char *people = change_get(item, "people");
	int64_t n = 0;
	enum status st = ST_OK;

	if (!change_is_merge(change) && !change_is_deletion(item) && people && change_touches(item, "people"))
		st = rule_count(change, &members, change_id_of(item), none, &n, err);
	if (st == ST_OK && n > 0 && n > strtoll(people, NULL, 10))
		return err_field(err, "people", ngettext("The household counts fewer people than the %d file that belongs to it. "
			"Nothing was saved; correct the number of people first.", "The household counts fewer people than the %d "
			"files that belong to it. Nothing was saved; correct the number of people first.", (unsigned long)n),
			(int)n);
	return st;
}

const struct kind_ops household_rules = { NULL, NULL, household_after };

/* ---- moving ---- */

static enum status put_reference(struct change_item *item, const char *field, struct id id, struct err *err)
{
	char text[37];

	id_text(id, text);
	return change_set(item, field, text, err);
}

static enum status join(struct change *change, struct id person, struct id to, const char *role, const char *day,
	struct err *err)
{
	struct change_item *item = change_create(change, register_kind("membership"), NULL);
	enum status st = put_reference(item, "person", person, err);

	if (st == ST_OK)
		st = put_reference(item, "household", to, err);
	if (st == ST_OK && role)
		st = change_set(item, "role", role, err);
	return st == ST_OK ? change_set(item, "since", day, err) : st;
}

/* A time that nobody wrote down as it began. */
static enum status leave_unwritten(struct change *change, struct id person, struct id from, const char *day, bool stays_none,
	struct err *err)
{
	struct change_item *item = change_create(change, register_kind("membership"), NULL);
	enum status st = put_reference(item, "person", person, err);

	if (st == ST_OK)
		st = put_reference(item, "household", from, err);
	if (st == ST_OK)
		st = change_set(item, "until", day, err);
	if (st == ST_OK && stays_none)
		st = change_set(change_update(change, register_kind("person"), person, 0), "household", NULL, err);
	return st;
}

enum status household_move(struct change *change, struct id person, struct id to, const char *role, struct date day,
	struct err *err)
{
	struct id from, membership;
	char text[11];
	enum status st = household_now(change, person, &from, err);

	date_text(day, text);
	if (st != ST_OK)
		return st;
	if (id_none(from) && id_none(to))
		return err_field(err, "household", _("The person lives in no household that could be left. Nothing was changed."));
	if (id_same(from, to))
		return err_field(err, "household", _("The person lives in this household already. Nothing was saved; change the "
			"membership that is there."));
	st = id_none(from) ? ST_OK : is_open(change, person, from, &membership, err);
	if (st == ST_OK && !id_none(from))
		st = id_none(membership) ? leave_unwritten(change, person, from, text, id_none(to), err) :
			change_set(change_update(change, register_kind("membership"), membership, 0), "until", text, err);
	return st == ST_OK && !id_none(to) ? join(change, person, to, role, text, err) : st;
}

static char *role_of(struct change *change, struct id person)
{
	struct open open[OPEN_MAX];
	char *role = NULL;
	int n;

	if (read_open(change, person, open, &n, NULL) == ST_OK && n > 0)
		rule_look(change, "membership", open[0].membership, "role", &role, NULL);
	return role;
}

static char *family_name(struct change *change, struct id person)
{
	static const char *const field[] = { "family_name", "given_name", "used_name", "own_script" };
	char *name = NULL;

	for (size_t i = 0; i < ARRAY_LEN(field) && !name; i++)
		rule_look(change, "person", person, field[i], &name, NULL);
	return name;
}

enum status household_split(struct change *change, const struct id *people, int n, const char *name, struct date day,
	struct id *out, struct err *err)
{
	struct change_item *item;
	char count[12], *chosen = name ? mem_str(name) : family_name(change, people[0]);
	enum status st;

	*out = (struct id){ { 0 } };
	item = change_create(change, register_kind("household"), out);
	snprintf(count, sizeof count, "%d", n);
	st = change_set(item, "name", chosen, err);
	if (st == ST_OK)
		st = change_set(item, "people", count, err);
	for (int i = 0; st == ST_OK && i < n; i++) {
		char *role = role_of(change, people[i]);

		st = household_move(change, people[i], *out, i == 0 ? "head" : role, day, err);
		free(role);
	}
	free(chosen);
	return st;
}

enum status household_role(struct change *change, struct id person, const char *role, struct err *err)
{
	const struct kind *kind = register_kind("membership");
	struct id household, membership = { { 0 } };
	struct change_item *item;
	enum status st = household_now(change, person, &household, err);

	if (st == ST_OK && id_none(household))
		return err_field(err, "household", _("The person lives in no household. Nothing was changed; let them join one first."));
	if (st == ST_OK)
		st = is_open(change, person, household, &membership, err);
	if (st != ST_OK)
		return st;
	item = id_none(membership) ? change_create(change, kind, NULL) : change_update(change, kind, membership, 0);
	if (id_none(membership))
		st = put_reference(item, "person", person, err);
	if (st == ST_OK && id_none(membership))
		st = put_reference(item, "household", household, err);
	return st == ST_OK ? change_set(item, "role", role, err) : st;
}
