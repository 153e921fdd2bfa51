/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Minors without an adult: as soon as nobody of age lives with one, a guardian is to be appointed; when somebody does
 * again, or the minor is of age, that is over.  A guardian who was appointed stays until someone ends it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/age.h"
#include "cases/household.h"
#include "cases/rules.h"

QUERY(people_there, "guardian.members", QUERY_INTERACTIVE,
	"SELECT p.id, p.born, (SELECT m.role FROM membership m WHERE m.person = p.id AND m.gone = 0 AND m.until IS NULL)"
	" FROM person p WHERE p.household = :id AND p.gone = 0 AND p.left IS NULL LIMIT 100");
QUERY(running, "guardian.running", QUERY_INTERACTIVE,
	"SELECT id, state FROM guardianship WHERE person = :id AND gone = 0 AND state <> 'ended' ORDER BY rid DESC LIMIT 1");
QUERY(by_number, "guardian.by_number", QUERY_INTERACTIVE, "SELECT id FROM person WHERE case_number = :number AND gone = 0");

/* ---- who lives there ---- */

struct one { struct id id; char *born, *role; };
struct all { struct one *one; int n; };

static void take(struct all *all, struct id id, const char *born, const char *role)
{
	all->one = mem_resize(all->one, (size_t)all->n + 1, sizeof *all->one);
	all->one[all->n++] = (struct one){ id, mem_str(born), mem_str(role) };
}

static void all_clear(struct all *all)
{
	for (int i = 0; i < all->n; i++) {
		free(all->one[i].born);
		free(all->one[i].role);
	}
	free(all->one);
	*all = (struct all){ 0 };
}

/* As this change set leaves it: a person may be about to go. */
static bool stays(const struct change_item *item, const char *household)
{
	if (!item)
		return true;
	if (change_is_deletion(item) || (change_touches(item, "left") && change_get(item, "left")))
		return false;
	return !change_touches(item, "household") || str_same(change_get(item, "household"), household);
}

static enum status from_file(struct change *change, struct id household, const char *text, struct all *all,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &people_there, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", household);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		const struct change_item *item = change_find(change, stmt_get_id(stmt, 0));

		if (stays(item, text))
			take(all, stmt_get_id(stmt, 0), item && change_touches(item, "born") ? change_get(item, "born") :
				stmt_get_text(stmt, 1), stmt_get_text(stmt, 2));
	}
	return st == ST_DONE ? ST_OK : st;
}

static const char *role_in_set(const struct change *change, struct id person)
{
	const struct kind *kind = register_kind("membership");
	const struct change_item *item;

	for (int at = 0; (item = change_next_with(change, person, &at)) != NULL;)
		if (change_kind_of(item) == kind && !change_is_deletion(item) &&
			!change_get(item, "until") && id_same(rule_reference(item, "person"), person))
			return change_get(item, "role");
	return NULL;
}

static bool comes(const struct change_item *item, const struct kind *kind, const char *text)
{
	return change_kind_of(item) == kind && !change_is_deletion(item) && !change_get(item, "left") &&
		change_touches(item, "household") && str_same(change_get(item, "household"), text);
}

static enum status from_set(struct change *change, struct id household, const char *text, struct all *all,
	struct err *err)
{
	const struct kind *kind = register_kind("person");
	const struct change_item *item;
	enum status st = ST_OK;

	for (int at = 0; st == ST_OK && (item = change_next_with(change, household, &at)) != NULL;) {
		char *born = NULL;

		if (!comes(item, kind, text))
			continue;
		st = rule_look(change, "person", change_id_of(item), "born", &born, err);
		take(all, change_id_of(item), born, role_in_set(change, change_id_of(item)));
		free(born);
	}
	return st;
}

static enum status who_lives(struct change *change, struct id household, struct all *all, struct err *err)
{
	char text[37];
	enum status st;

	*all = (struct all){ 0 };
	if (id_none(household))
		return ST_OK;
	id_text(household, text);
	st = from_file(change, household, text, all, err);
	return st == ST_OK ? from_set(change, household, text, all, err) : st;
}

/* Of whom no birth is known the role tells. */
static bool grown(const struct one *one)
{
	static const char *const role[] = { "head", "partner", "parent", "grandparent" };

	if (one->born)
		return age_adult(one->born, clock_today());
	for (size_t i = 0; i < ARRAY_LEN(role); i++)
		if (str_same(one->role, role[i]))
			return true;
	return false;
}

static bool anybody_grown(const struct all *all, struct id but)
{
	for (int i = 0; i < all->n; i++)
		if (!id_same(all->one[i].id, but) && grown(&all->one[i]))
			return true;
	return false;
}

static enum status lacks_adult(struct change *change, struct id person, struct id household, bool *lacks,
	struct err *err)
{
	struct all all;
	enum status st = who_lives(change, household, &all, err);

	*lacks = !anybody_grown(&all, person);
	all_clear(&all);
	return st;
}

/* ---- whether one is needed ---- */

/* The guardianship that has not ended, in the file or the change set; none: there is none. */
static enum status find_running(struct change *change, struct id person, struct id *out, char **state, struct err *err)
{
	const struct kind *kind = register_kind("guardianship");
	const struct change_item *item;
	struct stmt *stmt;
	enum status st;

	*out = (struct id){ { 0 } };
	*state = NULL;
	for (int at = 0; (item = change_next_with(change, person, &at)) != NULL;)
		if (change_kind_of(item) == kind && change_is_new(item) &&
			id_same(rule_reference(item, "person"), person)) {
			*out = change_id_of(item);
			*state = mem_str(change_get(item, "state"));
			return ST_OK;
		}
	st = store_query(change_store(change), &running, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", person);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		*out = stmt_get_id(stmt, 0);
		*state = mem_str(stmt_get_text(stmt, 1));
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static void open_one(struct change *change, struct id person)
{
	struct change_item *item = change_create(change, register_kind("guardianship"), NULL);
	char text[37];

	id_text(person, text);
	rule_put(item, "person", text);
}

/* `again`: the household changed, so that what was not needed may be. */
static enum status judge(struct change *change, struct id person, bool needed, bool again, struct err *err)
{
	struct id id;
	char *state;
	bool waits;
	enum status st = find_running(change, person, &id, &state, err);

	if (st != ST_OK)
		return st;
	waits = !state || str_same(state, "needed") || str_same(state, "asked");
	if (needed && id_none(id))
		open_one(change, person);
	else if (needed && again && str_same(state, "not_needed"))
		rule_put(rule_other(change, "guardianship", id), "state", "needed");
	else if (!needed && waits && !id_none(id))
		rule_put(rule_other(change, "guardianship", id), "state", "not_needed");
	free(state);
	return ST_OK;
}

/* The minors of a household, somebody of which comes or goes. */
static enum status judge_minors(struct change *change, struct id household, struct err *err)
{
	struct all all;
	enum status st = who_lives(change, household, &all, err);

	for (int i = 0; st == ST_OK && i < all.n; i++)
		if (age_minor(all.one[i].born, clock_today()))
			st = judge(change, all.one[i].id, !anybody_grown(&all, all.one[i].id), true, err);
	all_clear(&all);
	return st;
}

static enum status judge_one(struct change *change, struct change_item *person, struct err *err)
{
	bool minor = age_minor(change_get(person, "born"), clock_today()), lacks = false;
	enum status st = ST_OK;

	if (minor && !change_get(person, "left"))
		st = lacks_adult(change, change_id_of(person), rule_reference(person, "household"), &lacks, err);
	if (st != ST_OK || (change_is_new(person) && !lacks))
		return st;
	return judge(change, change_id_of(person), lacks, change_touches(person, "household"), err);
}

enum status guardian_follow(struct change *change, struct change_item *person, struct err *err)
{
	struct id from;
	const char *before = change_before(person, "household");
	bool moves = change_touches(person, "household") || change_touches(person, "left");
	enum status st;

	if (change_is_deletion(person) || (!moves && !change_is_new(person) && !change_touches(person, "born")))
		return ST_OK;
	st = judge_one(change, person, err);
	/* A minor who comes changes nothing for the others. */
	if (st == ST_OK && !id_none(rule_reference(person, "household")) &&
		!(change_is_new(person) && age_minor(change_get(person, "born"), clock_today())))
		st = judge_minors(change, rule_reference(person, "household"), err);
	if (st == ST_OK && moves && before && id_parse(before, &from) && change_touches(person, "household"))
		st = judge_minors(change, from, err);
	return st;
}

enum status guardian_of_age(struct change *change, struct id person, struct date day, struct err *err)
{
	struct id id;
	char *state, text[11];
	enum status st = find_running(change, person, &id, &state, err);

	date_text(day, text);
	if (st == ST_OK && str_same(state, "appointed")) {
		struct change_item *item = rule_other(change, "guardianship", id);

		rule_put(item, "state", "ended");
		rule_put(item, "until", text);
	} else if (st == ST_OK && (str_same(state, "needed") || str_same(state, "asked"))) {
		rule_put(rule_other(change, "guardianship", id), "state", "not_needed");
	}
	free(state);
	return st;
}

/* ---- the record ---- */

/* The day of the appointment appoints, not a name alone, which may be a proposal; the task ends when the minor is of age. */
static enum status guardianship_derive(struct change *change, struct change_item *item, struct err *err)
{
	char *born = NULL, text[11], number[CASE_NUMBER_MAX];
	bool waits = rule_is(item, "state", "needed", "asked", NULL);
	struct date day;
	enum status st = ST_OK;

	if (change_is_deletion(item))
		return ST_OK;
	if (change_touches(item, "case_number") && change_get(item, "case_number") &&
		casenum_parse(change_get(item, "case_number"), number))
		rule_put(item, "case_number", number);
	if (waits && !change_touches(item, "state") && change_touches(item, "appointed") && change_get(item, "appointed"))
		rule_put(item, "state", "appointed");
	if (rule_is(item, "state", "appointed", NULL)) {
		rule_put_today(item, "appointed");
		st = rule_look(change, "person", rule_reference(item, "person"), "born", &born, err);
		if (st == ST_OK && !change_get(item, "until") && age_turns(born, AGE_ADULT, &day)) {
			date_text(day, text);
			rule_put(item, "until", text);
		}
		free(born);
	} else if (rule_is(item, "state", "ended", NULL) && change_touches(item, "state") && !change_touches(item, "until")) {
		date_text(clock_today(), text);
		if (!change_get(item, "until") || rule_before(text, change_get(item, "until")))
			rule_put(item, "until", text);
	}
	return st;
}

static enum status guardian_known(struct change *change, struct change_item *item, struct err *err)
{
	const char *number = change_get(item, "case_number");
	struct stmt *stmt;
	bool known, self = false;
	enum status st;

	if (!number || !change_touches(item, "case_number"))
		return ST_OK;
	st = store_query(change_store(change), &by_number, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_text(stmt, "number", number);
	st = stmt_step(stmt, err);
	known = st == ST_OK;
	if (known)
		self = id_same(stmt_get_id(stmt, 0), rule_reference(item, "person"));
	stmt_reset(stmt);
	if (known && !self)
		return ST_OK;
	if (st != ST_OK && st != ST_DONE)
		return st;
	return self ? err_field(err, "case_number", _("Nobody is their own guardian. Nothing was saved; please give the guardian's "
		"case number.")) : err_field(err, "case_number", _("Nobody here has this case number. Nothing was saved; leave it "
		"empty when the guardian has no file here."));
}

/* Whoever was of age on the day from which it is needed has none. */
static enum status for_a_minor(struct change *change, struct change_item *item, struct err *err)
{
	const char *appointed = change_get(item, "appointed"), *needed = change_get(item, "needed");
	struct date day = clock_today();
	char *born = NULL;
	bool adult;
	enum status st;

	if (!rule_is(item, "state", "needed", "asked", "appointed", NULL) ||
	    !(change_is_new(item) || change_touches(item, "state") || change_touches(item, "person")))
		return ST_OK;
	if ((appointed || needed) && (!date_parse(appointed ? appointed : needed, &day) || !day.day))
		return ST_OK;
	st = rule_look(change, "person", rule_reference(item, "person"), "born", &born, err);
	adult = st == ST_OK && age_adult(born, day);
	free(born);
	return adult ? err_field(err, "person", _("The person was of age on that day; only minors have a guardian here. Nothing was "
		"saved; please look at the birth and the days.")) : st;
}

static enum status guardianship_check(struct change *change, struct change_item *item, struct err *err)
{
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	st = for_a_minor(change, item, err);
	if (st != ST_OK)
		return st;
	if (rule_is(item, "state", "appointed", NULL) && !change_get(item, "name") && !change_get(item, "organisation"))
		return err_field(err, "name", _("A guardian who is appointed has a name, or is an organisation. Nothing was saved; fill "
			"in one of them."));
	if (rule_before(change_get(item, "until"), change_get(item, "appointed")))
		return err_field(err, "until", _("The guardianship would end before it began. Nothing was saved; please look at both "
			"dates."));
	return guardian_known(change, item, err);
}

const struct kind_ops guardianship_rules = { guardianship_derive, guardianship_check, NULL };
