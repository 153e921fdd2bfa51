/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Vacancies and applications: never more people than places, a vacancy that fills up closes and one whose place comes
 * free opens again, and whoever is hired with a first day has that work recorded in the same change set.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/employment.h"
#include "cases/feeds.h"
#include "cases/held.h"
#include "cases/lot.h"
#include "cases/rules.h"
#include "register/advert.h"

/* Work that was found without an application takes a place as well. */
QUERY(taken, "vacancy.taken", QUERY_INTERACTIVE,
	"SELECT (SELECT count(*) FROM application a WHERE a.vacancy = :id AND a.gone = 0 AND a.state = 'hired'"
	" AND a.id IS NOT :me) + (SELECT count(*) FROM employment e WHERE e.vacancy = :id AND e.gone = 0"
	" AND e.application IS NULL AND e.state <> 'fell_through' AND e.id IS NOT :me)");
QUERY(applied_twice, "application.twice", QUERY_INTERACTIVE,
	"SELECT count(*) FROM application a JOIN application b ON b.person = a.person AND b.vacancy = a.vacancy"
	" AND b.gone = 0 AND b.id <> a.id AND b.state IN ('planned', 'sent', 'interview')"
	" WHERE a.id = :id AND a.state IN ('planned', 'sent', 'interview')");

/* ---- places ---- */

static enum status places_taken(struct change *change, struct id vacancy, struct id but, int64_t *n, struct err *err)
{
	int64_t held = 0;
	enum status st = rule_count(change, &taken, vacancy, but, n, err);

	if (st == ST_OK)
		st = held_count(change, "vacancy", vacancy, &held, err);
	*n += held;
	return st;
}

/* *seats -1: not said, there are enough. */
static enum status places_of(struct change *change, struct id vacancy, int64_t *seats, struct err *err)
{
	char *said = NULL;
	enum status st = rule_look(change, "vacancy", vacancy, "seats", &said, err);

	*seats = said ? strtoll(said, NULL, 10) : -1;
	free(said);
	return st;
}

/* Once the rows are written: whoever takes a place, or makes them fewer, is refused the one that is not there. */
enum status vacancy_holds(struct change *change, struct id vacancy, const char *field, struct err *err)
{
	struct id none = { { 0 } };
	int64_t seats, n = 0;
	enum status st = places_of(change, vacancy, &seats, err);

	if (st == ST_OK && seats >= 0)
		st = places_taken(change, vacancy, none, &n, err);
	if (st == ST_OK && seats >= 0 && n > seats)
		st = err_field(err, field, _("All places of this vacancy are taken. Nothing was saved; choose another vacancy, or "
			"raise the number of places where the employer has more."));
	return st;
}

/* One place more (by: 1) or fewer (-1) than the file and the others of this change set say; `is`: which of them count. */
enum status vacancy_follow(struct change *change, const struct change_item *item, struct id vacancy, int by, rule_state *is,
	struct err *err)
{
	char *state = NULL, id[37];
	int64_t seats, n = 0;
	enum status st = places_of(change, vacancy, &seats, err);

	if (st != ST_OK || seats < 0 || rule_removes(change, vacancy))
		return st;
	st = rule_look(change, "vacancy", vacancy, "state", &state, err);
	if (st == ST_OK)
		st = places_taken(change, vacancy, change_id_of(item), &n, err);
	id_text(vacancy, id);
	n += rule_set_count(change, item, "vacancy", id, is) + (by > 0 ? 1 : 0);
	if (st == ST_OK && by > 0 && n >= seats && str_same(state, "open"))
		rule_put(rule_other(change, "vacancy", vacancy), "state", "filled");
	else if (st == ST_OK && by < 0 && n < seats && str_same(state, "filled"))
		rule_put(rule_other(change, "vacancy", vacancy), "state", "open");
	free(state);
	return st;
}

enum status vacancy_is_open(struct change *change, struct id vacancy, const char *on, struct err *err)
{
	char *state = NULL, *until = NULL, today[11];
	bool mine = change_find(change, vacancy) != NULL;
	enum status st = rule_look(change, "vacancy", vacancy, "state", &state, err);

	date_text(clock_today(), today);
	if (st == ST_OK)
		st = rule_look(change, "vacancy", vacancy, "valid_through", &until, err);
	/* Filled by this very record is fine. */
	if (st == ST_OK && !mine && state && !str_same(state, "open"))
		st = err_field(err, "vacancy", _("This vacancy is no longer open. Nothing was saved; choose another one, or open "
			"it again."));
	else if (st == ST_OK && rule_before(until, on ? on : today))
		st = err_field(err, "vacancy", _("This vacancy has run out. Nothing was saved; ask the employer, and set the day "
			"until which it is open."));
	free(state);
	free(until);
	return st;
}

/* ---- vacancies ---- */

static double number_of(const struct change_item *item, const char *field)
{
	const char *text = change_get(item, field);

	return text ? strtod(text, NULL) : -1;
}

static bool upside_down(const struct change_item *item, const char *from, const char *to)
{
	return change_get(item, from) && change_get(item, to) && number_of(item, to) < number_of(item, from);
}

struct demand { bool found; char *words; struct gate_verdict verdict; };

static void note_demand(void *ctx, const char *words, const struct gate_verdict *verdict)
{
	struct demand *demand = ctx;

	if (!demand->found)
		*demand = (struct demand){ true, mem_str(words), *verdict };
}

/* The gate before what somebody types; an import leaves it out when it writes. */
static enum status judge_text(const struct change_item *item, const char *field, bool needs, struct err *err)
{
	struct demand demand = { .found = false };
	enum status st = ST_OK;

	if (change_is_new(item) || change_touches(item, field))
		free(advert_sift(change_get(item, field), needs, note_demand, &demand));
	if (demand.found)
		/* TRANSLATORS: 1: a sentence of an advertisement, 2: what nobody may be asked, like "religion or belief", 3: the
		 * law, 4: a sentence that says what to ask instead */
		st = err_field(err, field, _("“%s” demands something on the ground of %s, which no employer may (%s). %s Nothing was "
			"saved; leave that sentence out."), demand.words, _(demand.verdict.title), demand.verdict.source,
			_(demand.verdict.instead));
	free(demand.words);
	return st;
}

static enum status judge_texts(const struct change_item *item, struct err *err)
{
	enum status st = judge_text(item, "title", false, err);

	if (st == ST_OK)
		st = judge_text(item, "text", false, err);
	if (st == ST_OK)
		st = judge_text(item, "skills", true, err);
	return st == ST_OK ? judge_text(item, "wished_skills", true, err) : st;
}

static enum status vacancy_check(struct change *change, struct change_item *item, struct err *err)
{
	if (change_is_deletion(item))
		return ST_OK;
	if (!change_is_merge(change) && !change_is_try(change) && judge_texts(item, err) != ST_OK)
		return ST_INVALID;
	if (upside_down(item, "hours_from", "hours_to"))
		return err_field(err, "hours_to", _("The hours would end below where they begin. Nothing was saved; please look at "
			"both numbers."));
	if (upside_down(item, "pay_from", "pay_to"))
		return err_field(err, "pay_to", _("The pay would end below where it begins. Nothing was saved; please look at both "
			"amounts."));
	if (rule_before(change_get(item, "valid_through"), change_get(item, "posted")))
		return err_field(err, "valid_through", _("The vacancy would have run out before it was posted. Nothing was saved; "
			"please look at both dates."));
	return ST_OK;
}

static enum status vacancy_after(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	int64_t n = 0;
	enum status st;

	if (change_is_merge(change) || change_is_deletion(item) || change_is_new(item))
		return ST_OK;
	if (change_touches(item, "seats"))
		return vacancy_holds(change, change_id_of(item), "seats", err);
	if (!change_touches(item, "state") || !rule_is(item, "state", "open", NULL) || !change_get(item, "seats"))
		return ST_OK;
	st = places_taken(change, change_id_of(item), none, &n, err);
	if (st == ST_OK && n >= strtoll(change_get(item, "seats"), NULL, 10))
		st = err_field(err, "state", _("All places of this vacancy are taken: it cannot be open. Nothing was saved; raise "
			"the number of places first."));
	return st;
}

const struct kind_ops vacancy_rules = { lot_draw, vacancy_check, vacancy_after };

/* ---- applications ---- */

static bool is_hired(const char *state)
{
	return str_same(state, "hired");
}

static enum status follow_vacancy(struct change *change, struct change_item *item, struct err *err)
{
	bool is = !change_is_deletion(item) && is_hired(change_get(item, "state"));
	bool was = !change_is_new(item) && is_hired(change_before(item, "state"));
	struct id vacancy = rule_reference(item, "vacancy");

	return is == was ? ST_OK : vacancy_follow(change, item, vacancy, is ? 1 : -1, is_hired, err);
}

static void put_days(struct change_item *item)
{
	char today[11];

	/* Nobody begins before applying: written down afterwards, it was sent by then at the latest. */
	date_text(clock_today(), today);
	if (rule_is(item, "state", "hired", NULL) && rule_before(change_get(item, "began"), today))
		rule_default(item, "sent", change_get(item, "began"));
	if (rule_is(item, "state", "sent", "interview", "hired", "refused", NULL))
		rule_put_today(item, "sent");
	if (rule_is(item, "state", "hired", "refused", NULL))
		rule_put_today(item, "answered");
	/* Whoever changes the state has heard from the person. */
	if (change_touches(item, "asked"))
		return;
	if (change_is_new(item))
		rule_default(item, "asked", change_get(item, "sent"));
	else
		rule_put(item, "asked", NULL);
	rule_put_today(item, "asked");
}

static enum status application_derive(struct change *change, struct change_item *item, struct err *err)
{
	const struct feed sent = { .stage = "work", .to = FEED_BEGUN, .day = change_get(item, "sent") };
	bool turned = change_is_new(item) || change_touches(item, "state");
	enum status st = ST_OK;

	if (turned && !change_is_deletion(item))
		put_days(item);
	if (turned && rule_is(item, "state", "sent", "interview", NULL) && !change_is_deletion(item))
		st = feed_step(change, rule_reference(item, "person"), &sent, err);
	if (st == ST_OK && (turned || change_is_deletion(item)))
		st = follow_vacancy(change, item, err);
	if (st == ST_OK && !change_is_deletion(item) && is_hired(change_get(item, "state")) &&
	    (turned || change_touches(item, "began")))
		st = employment_of_application(change, item, err);
	return st;
}

static enum status check_dates(const struct change_item *item, struct err *err)
{
	if (change_get(item, "began") && !rule_is(item, "state", "hired", NULL) && !rule_is(item, "state", "withdrawn", NULL))
		return err_field(err, "began", _("Work begins once the person is hired. Nothing was saved; set the state to hired "
			"or clear the date."));
	if (rule_before(change_get(item, "began"), change_get(item, "sent")))
		return err_field(err, "began", _("Work would have begun before the application was sent. Nothing was saved; "
			"please look at both dates."));
	if (rule_before(change_get(item, "interview"), change_get(item, "sent")))
		return err_field(err, "interview", _("The interview would have been before the application was sent. Nothing was "
			"saved; please look at both dates."));
	if (change_get(item, "reason") && !rule_is(item, "state", "refused", NULL))
		return err_field(err, "reason", _("Only a refusal has a reason here. Nothing was saved; set the state to refused or "
			"clear the reason."));
	return ST_OK;
}

static enum status application_check(struct change *change, struct change_item *item, struct err *err)
{
	enum status st = change_is_deletion(item) ? ST_OK : check_dates(item, err);

	if (st == ST_OK && !change_is_deletion(item) && (change_is_new(item) || change_touches(item, "vacancy")) &&
	    rule_is(item, "state", "planned", "sent", "interview", NULL))
		st = vacancy_is_open(change, rule_reference(item, "vacancy"), change_get(item, "sent"), err);
	return st;
}

static enum status application_after(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	int64_t n = 0;
	enum status st;

	if (change_is_merge(change) || change_is_deletion(item))
		return ST_OK;
	st = rule_count(change, &applied_twice, change_id_of(item), none, &n, err);
	if (st == ST_OK && n > 0)
		return err_field(err, "vacancy", _("An application to this vacancy is under way already. Nothing was saved; "
			"change that one instead."));
	if (st == ST_OK && is_hired(change_get(item, "state")))
		st = vacancy_holds(change, rule_reference(item, "vacancy"), "vacancy", err);
	return st;
}

const struct kind_ops application_rules = { application_derive, application_check, application_after };
