/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * People, their households and languages: the case number, what dates can be, who
 * takes over open steps when a caseworker changes.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/household.h"
#include "cases/rules.h"
#include "cases/school.h"
#include "cases/stay.h"
#include "cases/todo.h"

/* Two plain statements: RETURNING would cost an import an eighth of its time. */
QUERY(next_case, "person.next_case", QUERY_INTERACTIVE,
	"SELECT next, (SELECT value FROM setting WHERE key = '" SETTING_DESK "'),"
	" (SELECT value FROM setting WHERE key = '" SETTING_DESK_KEY "') FROM case_counter WHERE one = 1");
QUERY(count_case, "person.count_case", QUERY_INTERACTIVE, "UPDATE case_counter SET next = next + 1 WHERE one = 1");
QUERY(case_taken, "person.case_taken", QUERY_INTERACTIVE, "SELECT 1 FROM person WHERE case_number = :number");
QUERY(steps_to_hand_over, "person.steps_to_hand_over", QUERY_INTERACTIVE,
	"SELECT s.id FROM step s WHERE s.person = :id AND s.gone = 0 AND s.state IN ('open', 'under_way', 'waiting')"
	" AND s.caseworker IS :from");
QUERY(clocks_to_hand_over, "person.clocks_to_hand_over", QUERY_INTERACTIVE,
	"SELECT c.id FROM clock c WHERE c.person = :id AND c.gone = 0 AND c.state IN ('running', 'suspended')"
	" AND c.caseworker IS :from");
QUERY(reviews_to_hand_over, "person.reviews_to_hand_over", QUERY_INTERACTIVE,
	"SELECT r.id FROM review r WHERE r.person = :id AND r.gone = 0 AND r.state = 'planned' AND r.caseworker IS :from");
QUERY(same_language, "speaks.same", QUERY_INTERACTIVE,
	"SELECT count(*) FROM speaks a JOIN speaks b ON b.person = a.person AND b.language = a.language AND b.gone = 0"
	" AND b.id <> a.id WHERE a.id = :id");

static bool read_key(const char *hex, uint8_t key[16])
{
	if (!hex || strlen(hex) != 32 || strspn(hex, "0123456789abcdef") != 32)
		return false;
	for (int i = 0; i < 16; i++) {
		char two[3] = { hex[2 * i], hex[2 * i + 1], '\0' };

		key[i] = (uint8_t)strtoul(two, NULL, 16);
	}
	return true;
}

static bool is_desk(const char *desk)
{
	return desk && strlen(desk) == 2 && strspn(desk, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 2;
}

/* The next number of the file's row; *fit is false when the desk's settings or the row give none. */
static enum status draw_number(struct store *store, char number[CASE_NUMBER_MAX], bool *fit, struct err *err)
{
	uint8_t key[16];
	struct stmt *stmt;
	int64_t n;
	enum status st = store_query(store, &next_case, &stmt, err);

	if (st == ST_OK)
		st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st == ST_DONE ? err_set(err, ST_CORRUPT, _("The counter of case numbers is missing from the file. "
			"Nothing was saved; please restore a backup.")) : st;
	n = stmt_get_int(stmt, 0);
	*fit = is_desk(stmt_get_text(stmt, 1)) && read_key(stmt_get_text(stmt, 2), key) && n >= 0 && n <= 99999999;
	if (*fit)
		casenum_make(stmt_get_text(stmt, 1), casenum_scatter((uint32_t)n, key), number);
	stmt_reset(stmt);
	st = store_query(store, &count_case, &stmt, err);
	return st == ST_OK ? stmt_run(stmt, err) : st;
}

static enum status is_taken(struct store *store, const char *number, bool *taken, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &case_taken, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_text(stmt, ":number", number);
	st = stmt_step(stmt, err);
	*taken = st == ST_OK;
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

/* People who came by import brought numbers along, which the row may reach. */
static enum status give_case_number(struct change *change, struct change_item *item, struct err *err)
{
	char number[CASE_NUMBER_MAX];
	bool fit = true, taken = true;
	enum status st = ST_OK;

	while (st == ST_OK && fit && taken) {
		st = draw_number(change_store(change), number, &fit, err);
		if (st == ST_OK && fit)
			st = is_taken(change_store(change), number, &taken, err);
	}
	if (st != ST_OK)
		return st;
	if (!fit)
		return err_set(err, ST_INVALID, _("No case number can be given: the desk's code is not two capital letters or "
			"digits, or all numbers are used. Nothing was saved; the administrator can set the code."));
	rule_put(item, "case_number", number);
	return ST_OK;
}

/* What follows the person to a new caseworker, unless a colleague has it. */
static enum status hand_over_kind(struct change *change, struct change_item *item, const char *kind,
	const struct query *query, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(change), query, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", change_id_of(item));
	stmt_text(stmt, "from", change_before(item, "caseworker"));
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct change_item *other = rule_other(change, kind, stmt_get_id(stmt, 0));

		if (!change_touches(other, "caseworker"))
			rule_put(other, "caseworker", change_get(item, "caseworker"));
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status hand_over(struct change *change, struct change_item *item, struct err *err)
{
	enum status st = hand_over_kind(change, item, "step", &steps_to_hand_over, err);

	if (st == ST_OK)
		st = hand_over_kind(change, item, "clock", &clocks_to_hand_over, err);
	return st == ST_OK ? hand_over_kind(change, item, "review", &reviews_to_hand_over, err) : st;
}

/* A pause begins when its end is set and goes with it. */
static void derive_pause(struct change_item *item)
{
	if (change_is_deletion(item) || !change_touches(item, "paused_until"))
		return;
	if (change_get(item, "paused_until")) {
		rule_put_today(item, "paused");
		return;
	}
	rule_put(item, "paused", NULL);
	rule_put(item, "paused_why", NULL);
}

/* Whoever is expected on a coming day has not arrived today, whatever a new record begins with. */
static void not_here_yet(struct change_item *item)
{
	char today[11];

	date_text(clock_today(), today);
	if (rule_before(today, change_get(item, "expected")) && rule_is(item, "arrived", today, NULL))
		rule_put(item, "arrived", NULL);
}

static enum status person_derive(struct change *change, struct change_item *item, struct err *err)
{
	enum status st = ST_OK;

	derive_pause(item);
	if (change_is_new(item)) {
		not_here_yet(item);
		rule_default(item, "caseworker", change_actor(change)->user);
		if (!change_get(item, "case_number"))
			st = give_case_number(change, item, err);
	} else if (change_touches(item, "caseworker")) {
		st = hand_over(change, item, err);
	}
	if (st == ST_OK)
		st = household_follow(change, item, err);
	if (st == ST_OK)
		st = stay_follow(change, item, err);
	if (st == ST_OK)
		st = guardian_follow(change, item, err);
	return st == ST_OK ? school_follow(change, item, err) : st;
}

/* Nobody is forgotten: a pause has a day on which it ends, and a reason. */
static enum status check_pause(const struct change_item *item, struct err *err)
{
	const char *until = change_get(item, "paused_until");

	if (!change_get(item, "paused"))
		return ST_OK;
	if (!until || strlen(until) != 10)
		return err_field(err, "paused_until", _("A file is paused until a certain day, on which it comes back by itself. "
			"Nothing was saved; please give the day."));
	if (rule_before(until, change_get(item, "paused")))
		return err_field(err, "paused_until", _("The pause would end before it begins. Nothing was saved; please look at "
			"both dates."));
	if (!change_get(item, "paused_why"))
		return err_field(err, "paused_why", _("Please choose why the file is paused, so that a colleague knows. Nothing "
			"was saved."));
	return ST_OK;
}

static enum status person_check(struct change *change, struct change_item *item, struct err *err)
{
	static const char *const names[] = { "family_name", "given_name", "own_script", "used_name" };
	bool named = false;

	(void)change;
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		named = named || change_get(item, names[i]);
	if (change_is_deletion(item))
		return ST_OK;
	if (!named)
		return err_field(err, "family_name", _("A person needs at least one name, whichever it is. Nothing was saved; "
			"type one part of the name."));
	if (!change_get(item, "arrived") && !change_get(item, "expected") &&
		(change_is_new(item) || change_touches(item, "arrived") || change_touches(item, "expected")))
		return err_field(err, "arrived", _("Somebody is here or is expected: one of the two days is needed. Nothing was "
			"saved; please fill in the arrival, or the day on which the person is expected."));
	if (rule_before(change_get(item, "arrived"), change_get(item, "born")))
		return err_field(err, "arrived", _("The arrival lies before the birth. Nothing was saved; please look at both "
			"dates."));
	if (rule_before(change_get(item, "left"), change_get(item, "arrived")))
		return err_field(err, "left", _("The person would have left before arriving. Nothing was saved; please look at "
			"both dates."));
	return check_pause(item, err);
}

/* A new telephone number leaves what is to be done, and since when, as it was. */
static bool work_stays(struct change *change, const struct change_item *item)
{
	return change_is_update(item) && !change_is_merge(change) && !change_touches(item, "arrived") &&
		!change_touches(item, "expected") && !change_touches(item, "left") && !change_touches(item, "caseworker") && !change_touches(item, "paused_until");
}

static enum status person_after(struct change *change, struct change_item *item, struct err *err)
{
	struct store *store = change_store(change);

	if (work_stays(change, item))
		return ST_OK;
	/* Steps that come along in the same change set follow by themselves. */
	if (change_is_new(item) && !change_is_merge(change))
		return idle_of_new_person(store, change_id_of(item), err);
	return todo_of_person(store, change_id_of(item), err);
}

const struct kind_ops person_rules = { person_derive, person_check, person_after };

static enum status speaks_after(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	int64_t n = 0;
	enum status st = ST_OK;

	if (!change_is_merge(change) && !change_is_deletion(item))
		st = rule_count(change, &same_language, change_id_of(item), none, &n, err);
	if (st == ST_OK && n > 0)
		return err_field(err, "language", _("This language stands in the person's file already. Nothing was saved; "
			"change the level there."));
	return st;
}

const struct kind_ops speaks_rules = { NULL, NULL, speaks_after };
