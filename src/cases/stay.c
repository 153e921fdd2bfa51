/* SPDX-License-Identifier: EUPL-1.2 */
/* Places of stay: one at a time; address and neighbourhood in the person's file follow the present one, and the days
 * without a home of one's own count on from one temporary place to the next. */
#include "cases/stay.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/rules.h"

QUERY(of_person, "stay.of_person", QUERY_INTERACTIVE,
	"SELECT id, place, since, until, counted, placement FROM stay WHERE person = :id AND gone = 0 ORDER BY rid DESC LIMIT 100");
QUERY(meets, "stay.meets", QUERY_INTERACTIVE,
	"SELECT count(*) FROM stay a JOIN stay b ON b.person = a.person AND b.gone = 0 AND b.id <> a.id"
	" AND (b.until IS NULL OR b.until > a.since) AND (a.until IS NULL OR b.since < a.until)"
	" WHERE a.id = :id AND a.gone = 0");

#define STAYS_MAX 128

/* A stay as this change set leaves it. */
struct one { struct id id, placement; char place[16], since[11], until[11], counted[11]; };
struct stays { struct one one[STAYS_MAX]; int n; };

/* Where the city's target for a home of one's own counts. */
static bool is_temporary(const char *place)
{
	return str_same(place, "reception") || str_same(place, "shelter");
}

static void put_text(const struct change_item *item, const char *field, char *out, size_t room)
{
	if (item && (change_is_new(item) || change_touches(item, field)))
		str_copy(out, room, change_get(item, field) ? change_get(item, field) : "");
}

/* What the change set says of it stands above the file. */
static void overlay(struct one *one, const struct change_item *item)
{
	put_text(item, "place", one->place, sizeof(one->place));
	put_text(item, "since", one->since, sizeof(one->since));
	put_text(item, "until", one->until, sizeof(one->until));
	put_text(item, "counted", one->counted, sizeof(one->counted));
	if (item && change_is_new(item))
		one->placement = rule_reference(item, "placement");
}

static void from_row(struct one *one, struct stmt *stmt)
{
	const char *text[4];

	for (int i = 0; i < 4; i++)
		text[i] = stmt_is_null(stmt, i + 1) ? "" : stmt_get_text(stmt, i + 1);
	one->id = stmt_get_id(stmt, 0);
	str_copy(one->place, sizeof(one->place), text[0]);
	str_copy(one->since, sizeof(one->since), text[1]);
	str_copy(one->until, sizeof(one->until), text[2]);
	str_copy(one->counted, sizeof(one->counted), text[3]);
	one->placement = stmt_get_id(stmt, 5);
}

/* All stays of a person but `except`, in the file and in the change set. */
static enum status gather(struct change *change, struct id person, struct id except, struct stays *out,
	struct err *err)
{
	const struct kind *kind = register_kind("stay");
	const struct change_item *item;
	struct stmt *stmt;
	int at = 0;
	enum status st = store_query(change_store(change), &of_person, &stmt, err);

	out->n = 0;
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", person);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct one *one = &out->one[out->n];

		from_row(one, stmt);
		item = change_find(change, one->id);
		if (id_same(one->id, except) || (item && change_is_deletion(item)))
			continue;
		overlay(one, item);
		out->n++;
	}
	while (st == ST_DONE && out->n < STAYS_MAX && (item = change_next_with(change, person, &at)) != NULL)
		if (change_kind_of(item) == kind && change_is_new(item) && !id_same(change_id_of(item), except)) {
			struct one *one = &out->one[out->n++];

			*one = (struct one){ .id = change_id_of(item) };
			overlay(one, item);
		}
	return st == ST_DONE ? ST_OK : st;
}

/* Whoever begins to stay somewhere stays where they were before no more. */
static bool close_open(struct change *change, struct stays *stays, const char *since)
{
	bool moved = false;

	for (int i = 0; i < stays->n; i++) {
		struct one *one = &stays->one[i];

		if (one->until[0] || strcmp(one->since, since) > 0)
			continue;
		rule_put(rule_other(change, "stay", one->id), "until", since);
		str_copy(one->until, sizeof(one->until), since);
		moved = true;
	}
	return moved;
}

/* Days of one temporary place count on in the next, where a person goes from one to the other on the day. */
static void count_on(struct change_item *item, const struct stays *stays)
{
	const char *since = change_get(item, "since"), *counted = since;

	for (int i = 0; is_temporary(change_get(item, "place")) && i < stays->n; i++) {
		const struct one *one = &stays->one[i];

		if (is_temporary(one->place) && one->counted[0] && str_same(one->until, since) && strcmp(one->counted, counted) < 0)
			counted = one->counted;
	}
	if (!str_same(change_get(item, "counted"), counted))
		rule_put(item, "counted", counted);
}

/* What the first stay leaves open is in the person's file already; after a move it is where the person was before. */
static enum status from_person(struct change *change, struct change_item *item, const char *field, struct err *err)
{
	char *known = NULL;
	enum status st = rule_look(change, "person", rule_reference(item, "person"), field, &known, err);

	if (st == ST_OK && known && !change_get(item, field))
		rule_put(item, field, known);
	free(known);
	return st;
}

static enum status follow_person(struct change *change, struct change_item *item, struct err *err)
{
	static const char *const fields[] = { "address", "neighbourhood" };
	struct id person = rule_reference(item, "person");
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < ARRAY_LEN(fields); i++) {
		char *stands = NULL;

		st = rule_look(change, "person", person, fields[i], &stands, err);
		if (st == ST_OK && !str_same(stands, change_get(item, fields[i])))
			rule_put(rule_other(change, "person", person), fields[i], change_get(item, fields[i]));
		free(stands);
	}
	return st;
}

static bool concerns(const struct change_item *item)
{
	static const char *const fields[] = { "person", "place", "since", "until", "address", "neighbourhood" };

	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		if (change_touches(item, fields[i]))
			return true;
	return change_is_new(item);
}

static enum status stay_derive(struct change *change, struct change_item *item, struct err *err)
{
	struct id person = rule_reference(item, "person");
	bool fresh = change_is_new(item), moved = false;
	struct stays stays;
	enum status st;

	if (change_is_deletion(item) || !concerns(item) || id_none(person) || !change_get(item, "since"))
		return ST_OK;
	st = gather(change, person, change_id_of(item), &stays, err);
	if (st != ST_OK)
		return st;
	if (fresh && !change_get(item, "until"))
		moved = close_open(change, &stays, change_get(item, "since"));
	count_on(item, &stays);
	if (change_get(item, "until") || rule_removes(change, person))
		return ST_OK;
	if (fresh && !moved && stays.n == 0) {
		st = from_person(change, item, "address", err);
		if (st == ST_OK)
			st = from_person(change, item, "neighbourhood", err);
	}
	return st == ST_OK ? follow_person(change, item, err) : st;
}

static enum status stay_check(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	if (!change_is_deletion(item) && rule_before(change_get(item, "until"), change_get(item, "since")))
		return err_field(err, "until", _("The stay would end before it begins. Nothing was saved; please look at both "
			"dates."));
	return ST_OK;
}

static bool later(const char *day, const char *than)
{
	return day && than && strlen(day) == strlen(than) && strcmp(day, than) > 0;
}

/* Two that met before, because two files became one, do not keep the address nor their end from being written down. */
static bool grows(const struct change_item *item)
{
	const char *until = change_get(item, "until"), *since = change_get(item, "since");

	if (!change_is_update(item) || change_touches(item, "person"))
		return true;
	return (change_touches(item, "since") && !later(since, change_before(item, "since"))) ||
		(change_touches(item, "until") && (!until || (change_before(item, "until") &&
		!later(change_before(item, "until"), until))));
}

static enum status stay_after(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	int64_t n = 0;
	enum status st = ST_OK;

	if (!change_is_merge(change) && !change_is_deletion(item) && grows(item))
		st = rule_count(change, &meets, change_id_of(item), none, &n, err);
	if (st == ST_OK && n > 0)
		return err_field(err, "since", _("The person stayed somewhere else in these days. Nothing was saved; please look at "
			"the dates, or end that stay first."));
	return st;
}

const struct kind_ops stay_rules = { stay_derive, stay_check, stay_after };

/* ---- what others tell ---- */

static struct change_item *new_stay(struct change *change, struct id person, const char *place, const char *since)
{
	struct change_item *item = change_create(change, register_kind("stay"), NULL);
	char text[37];

	id_text(person, text);
	rule_put(item, "person", text);
	rule_put(item, "place", place);
	rule_put(item, "since", since);
	return item;
}

/* Somebody wrote down already that the person lives in a home of their own from that day: that is the one. */
static const struct one *moved_already(const struct stays *stays, const char *since)
{
	for (int i = 0; i < stays->n; i++)
		if (id_none(stays->one[i].placement) && str_same(stays->one[i].place, "own_home") &&
		    str_same(stays->one[i].since, since))
			return &stays->one[i];
	return NULL;
}

/* A value that the stay does not say itself. */
static enum status fill(struct change *change, struct change_item *stay, const char *field, const char *value, struct err *err)
{
	char *stands = NULL;
	enum status st = rule_look(change, "stay", change_id_of(stay), field, &stands, err);

	if (st == ST_OK && !stands && value)
		rule_put(stay, field, value);
	free(stands);
	return st;
}

static enum status live_in(struct change *change, struct change_item *placement, const struct stays *stays,
	const char *address, const char *neighbourhood, struct err *err)
{
	const char *since = change_get(placement, "moved_in");
	const struct one *there = moved_already(stays, since);
	struct change_item *item = there ? rule_other(change, "stay", there->id)
		: new_stay(change, rule_reference(placement, "person"), "own_home", since);
	char text[37];
	enum status st;

	id_text(change_id_of(placement), text);
	rule_put(item, "placement", text);
	if (there) {
		st = fill(change, item, "address", address, err);
		return st == ST_OK ? fill(change, item, "neighbourhood", neighbourhood, err) : st;
	}
	rule_put(item, "address", address);
	rule_put(item, "neighbourhood", neighbourhood);
	return ST_OK;
}

enum status stay_in_home(struct change *change, struct change_item *placement, struct err *err)
{
	struct id home = rule_reference(placement, "dwelling"), me = change_id_of(placement), none = { { 0 } };
	char *address = NULL, *neighbourhood = NULL;
	struct stays stays;
	enum status st = gather(change, rule_reference(placement, "person"), none, &stays, err);

	for (int i = 0; st == ST_OK && i < stays.n; i++)
		if (id_same(stays.one[i].placement, me))
			return ST_OK;
	if (st == ST_OK)
		st = rule_look(change, "dwelling", home, "address", &address, err);
	if (st == ST_OK)
		st = rule_look(change, "dwelling", home, "neighbourhood", &neighbourhood, err);
	if (st == ST_OK)
		st = live_in(change, placement, &stays, address, neighbourhood, err);
	free(address);
	free(neighbourhood);
	return st;
}

enum status stay_left_home(struct change *change, struct change_item *placement, const char *day, struct err *err)
{
	struct id none = { { 0 } };
	struct stays stays;
	enum status st = gather(change, rule_reference(placement, "person"), none, &stays, err);

	for (int i = 0; st == ST_OK && i < stays.n; i++) {
		struct one *one = &stays.one[i];

		if (id_same(one->placement, change_id_of(placement)) && !one->until[0])
			rule_put(rule_other(change, "stay", one->id), "until", strcmp(day, one->since) < 0 ? one->since : day);
	}
	return st;
}

/* A letter brought the new address, or the person left: the present stay says so too. */
enum status stay_follow(struct change *change, struct change_item *person, struct err *err)
{
	static const char *const fields[] = { "address", "neighbourhood" };
	struct id me = change_id_of(person), none = { { 0 } };
	const char *left = change_touches(person, "left") ? change_get(person, "left") : NULL;
	struct stays stays;
	enum status st;

	if (!change_is_update(person) || (!left && !change_touches(person, "address") &&
		!change_touches(person, "neighbourhood")))
		return ST_OK;
	st = gather(change, me, none, &stays, err);
	for (int i = 0; st == ST_OK && i < stays.n; i++) {
		struct one *one = &stays.one[i];
		struct change_item *item;

		if (one->until[0] || change_find(change, one->id))
			continue;
		item = rule_other(change, "stay", one->id);
		if (left && strlen(left) == strlen(one->since) && strcmp(left, one->since) >= 0)
			rule_put(item, "until", left);
		for (size_t f = 0; f < ARRAY_LEN(fields); f++)
			if (change_touches(person, fields[f]))
				rule_put(item, fields[f], change_get(person, fields[f]));
	}
	return st;
}
