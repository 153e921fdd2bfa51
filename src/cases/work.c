/* SPDX-License-Identifier: EUPL-1.2 */
/* Work: dates that follow the state of an application; a vacancy that fills up closes. */
#include <stdlib.h>

#include "base/msg.h"
#include "cases/held.h"
#include "cases/rules.h"

QUERY(hired, "application.hired", QUERY_INTERACTIVE,
	"SELECT count(*) FROM application WHERE vacancy = :id AND gone = 0 AND state = 'hired' AND id IS NOT :me");
QUERY(applied_twice, "application.twice", QUERY_INTERACTIVE,
	"SELECT count(*) FROM application a JOIN application b ON b.person = a.person AND b.vacancy = a.vacancy"
	" AND b.gone = 0 AND b.id <> a.id AND b.state IN ('planned', 'sent', 'interview')"
	" WHERE a.id = :id AND a.state IN ('planned', 'sent', 'interview')");

static bool is_hired(const char *state)
{
	return str_same(state, "hired");
}

/* The last place of a vacancy is taken: it is filled in the same change set. */
static enum status close_vacancy(struct change *change, struct change_item *item, struct err *err)
{
	struct id vacancy = rule_reference(item, "vacancy");
	char *places = NULL;
	int64_t n = 0, held = 0;
	enum status st = rule_look(change, "vacancy", vacancy, "seats", &places, err);

	if (st == ST_OK && places)
		st = rule_count(change, &hired, vacancy, change_id_of(item), &n, err);
	if (st == ST_OK && places)
		st = held_count(change, "vacancy", vacancy, &held, err);
	n += held + rule_set_count(change, item, "vacancy", change_get(item, "vacancy"), is_hired);
	if (st == ST_OK && places && n + 1 >= strtoll(places, NULL, 10))
		rule_put(rule_other(change, "vacancy", vacancy), "state", "filled");
	free(places);
	return st;
}

static enum status application_derive(struct change *change, struct change_item *item, struct err *err)
{
	if (!change_is_new(item) && !change_touches(item, "state"))
		return ST_OK;
	if (rule_is(item, "state", "sent", "interview", "hired", "refused", NULL))
		rule_put_today(item, "sent");
	/* Whoever changes the state has heard from the person. */
	if (!change_is_deletion(item) && !change_touches(item, "asked")) {
		if (change_is_new(item))
			rule_default(item, "asked", change_get(item, "sent"));
		else
			rule_put(item, "asked", NULL);
		rule_put_today(item, "asked");
	}
	return rule_is(item, "state", "hired", NULL) ? close_vacancy(change, item, err) : ST_OK;
}

static enum status vacancy_is_open(struct change *change, struct change_item *item, struct err *err)
{
	char *state = NULL;
	bool mine = change_find(change, rule_reference(item, "vacancy")) != NULL;
	enum status st = rule_look(change, "vacancy", rule_reference(item, "vacancy"), "state", &state, err);

	/* Filled by this very application is fine. */
	if (st == ST_OK && !mine && state && !str_same(state, "open"))
		st = err_field(err, "vacancy", _("This vacancy is no longer open. Nothing was saved; choose another one, or open "
			"it again."));
	free(state);
	return st;
}

static enum status application_check(struct change *change, struct change_item *item, struct err *err)
{
	if (change_is_deletion(item))
		return ST_OK;
	if (change_get(item, "began") && !rule_is(item, "state", "hired", NULL))
		return err_field(err, "began", _("Work begins once the person is hired. Nothing was saved; set the state to hired "
			"or clear the date."));
	if (rule_before(change_get(item, "began"), change_get(item, "sent")))
		return err_field(err, "began", _("Work would have begun before the application was sent. Nothing was saved; "
			"please look at both dates."));
	if ((change_is_new(item) || change_touches(item, "vacancy")) &&
	    rule_is(item, "state", "planned", "sent", "interview", NULL))
		return vacancy_is_open(change, item, err);
	return ST_OK;
}

static enum status application_after(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	int64_t n = 0;
	enum status st = ST_OK;

	if (!change_is_merge(change) && !change_is_deletion(item))
		st = rule_count(change, &applied_twice, change_id_of(item), none, &n, err);
	if (st == ST_OK && n > 0)
		return err_field(err, "vacancy", _("An application to this vacancy is under way already. Nothing was saved; "
			"change that one instead."));
	return st;
}

const struct kind_ops application_rules = { application_derive, application_check, application_after };
