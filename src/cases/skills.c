/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a person has learned, done and can do, and what hangs on a dossier: papers,
 * fees, compensation measures, bridging training, skills tests.  Days follow the state;
 * a paper that is not translated is not handed in; money that nobody gives is not
 * granted; a measure belongs to a partial recognition.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/msg.h"
#include "cases/feeds.h"
#include "cases/rules.h"

QUERY(shown_by_test, "skill.of_test", QUERY_INTERACTIVE, "SELECT count(*) FROM skill WHERE skilltest = :id AND gone = 0");

static bool sets_state(const struct change_item *item)
{
	return !change_is_deletion(item) && (change_is_new(item) || change_touches(item, "state"));
}

/* "until" does not lie before "from". */
static enum status check_span(const struct change_item *item, struct err *err)
{
	if (!change_is_deletion(item) && rule_before(change_get(item, "until"), change_get(item, "from")))
		return err_field(err, "until", _("The end would lie before the beginning. Nothing was saved; please look at both "
			"dates."));
	return ST_OK;
}

static enum status span_check(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	return check_span(item, err);
}

const struct kind_ops education_rules = { NULL, span_check, NULL };
const struct kind_ops experience_rules = { NULL, span_check, NULL };

static enum status skill_check(struct change *change, struct change_item *item, struct err *err)
{
	return change_is_deletion(item) ? ST_OK : rule_same_person(change, item, "skilltest", "skilltest", err);
}

const struct kind_ops skill_rules = { NULL, skill_check, NULL };

/* ---- what hangs on a dossier ---- */

static enum status of_dossier(struct change *change, struct change_item *item, struct err *err)
{
	return rule_same_person(change, item, "credential", "credential", err);
}

static enum status requirement_derive(struct change *change, struct change_item *item, struct err *err)
{
	if (sets_state(item) && rule_is(item, "state", "asked", NULL))
		rule_put_today(item, "asked");
	if (!change_is_deletion(item) && (change_is_new(item) || change_touches(item, "translation")) &&
	    rule_is(item, "translation", "ordered", NULL))
		rule_put_today(item, "ordered");
	return rule_take_person(change, item, "credential", "credential", err);
}

static enum status requirement_check(struct change *change, struct change_item *item, struct err *err)
{
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	if (rule_is(item, "state", "sent", NULL) && rule_is(item, "translation", "needed", "ordered", NULL))
		return err_field(err, "state", _("The translation is still missing, so that the authority could not read the paper. "
			"Nothing was saved; note that it is translated, or that it need not be."));
	st = of_dossier(change, item, err);
	return st == ST_OK ? rule_same_person(change, item, "document", "document", err) : st;
}

const struct kind_ops requirement_rules = { requirement_derive, requirement_check, NULL };

static enum status fee_derive(struct change *change, struct change_item *item, struct err *err)
{
	if (!change_is_deletion(item) && rule_is(item, "payer", "waived", NULL) && rule_is(item, "state", "open", NULL))
		rule_put(item, "state", "not_needed");
	if (sets_state(item)) {
		if (rule_is(item, "state", "asked", NULL))
			rule_put_today(item, "asked");
		if (rule_is(item, "state", "granted", NULL))
			rule_put_today(item, "granted");
		if (rule_is(item, "state", "paid", NULL))
			rule_put_today(item, "paid");
		else if (!change_touches(item, "paid") && change_get(item, "paid"))
			rule_put(item, "paid", NULL);
	}
	return rule_take_person(change, item, "credential", "credential", err);
}

static enum status fee_check(struct change *change, struct change_item *item, struct err *err)
{
	if (change_is_deletion(item))
		return ST_OK;
	if (rule_is(item, "payer", "open", NULL) && rule_is(item, "state", "asked", "granted", "refused", "paid", NULL))
		return err_field(err, "payer", _("Please say who pays, or who was asked. Nothing was saved."));
	if (rule_is(item, "payer", "waived", NULL) && !rule_is(item, "state", "not_needed", NULL))
		return err_field(err, "state", _("Nobody pays a fee that is waived. Nothing was saved; choose who pays, or that it is "
			"not needed."));
	if (rule_is(item, "state", "paid", NULL) && !change_get(item, "amount"))
		return err_field(err, "amount", _("Please say how much was paid. Nothing was saved."));
	if (change_get(item, "paid") && !rule_is(item, "state", "paid", NULL))
		return err_field(err, "paid", _("A fee with a day of payment is paid. Nothing was saved; set the state or clear the "
			"date."));
	return of_dossier(change, item, err);
}

const struct kind_ops fee_rules = { fee_derive, fee_check, NULL };

/* ---- closing the gap ---- */

static enum status measure_derive(struct change *change, struct change_item *item, struct err *err)
{
	static const struct feed planned = { "skills", "measure_planned", FEED_DONE, NULL, NULL };
	enum status st = rule_take_person(change, item, "credential", "credential", err);

	if (st == ST_OK && change_is_new(item) && !change_is_merge(change))
		st = feed_step(change, rule_reference(item, "person"), &planned, err);
	if (sets_state(item)) {
		if (rule_is(item, "state", "under_way", NULL))
			rule_put_today(item, "from");
		if (rule_is(item, "state", "passed", "failed", "left", NULL))
			rule_put_today(item, "until");
	}
	return st;
}

/* Asked for by a decision, which therefore stands. */
static enum status check_partly(struct change *change, struct change_item *item, struct err *err)
{
	char *state = NULL;
	enum status st = ST_OK;

	if (sets_state(item) && rule_is(item, "state", "planned", "under_way", "passed", "failed", NULL))
		st = rule_look(change, "credential", rule_reference(item, "credential"), "state", &state, err);
	if (st == ST_OK && state && !str_same(state, "partly") && !str_same(state, "appealed") && !str_same(state, "recognised"))
		st = err_field(err, "credential", _("A compensation measure belongs to a diploma that is recognised in part. Nothing "
			"was saved; note that decision in the dossier first."));
	if (st == ST_OK && str_same(state, "recognised") && rule_is(item, "state", "planned", "under_way", NULL))
		st = err_field(err, "credential", _("This diploma is recognised: nothing more is asked for. Nothing was saved."));
	free(state);
	return st;
}

static enum status measure_check(struct change *change, struct change_item *item, struct err *err)
{
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	st = check_span(item, err);
	if (st == ST_OK)
		st = of_dossier(change, item, err);
	return st == ST_OK ? check_partly(change, item, err) : st;
}

const struct kind_ops measure_rules = { measure_derive, measure_check, NULL };

static enum status training_derive(struct change *change, struct change_item *item, struct err *err)
{
	if (sets_state(item)) {
		if (rule_is(item, "state", "under_way", NULL))
			rule_put_today(item, "from");
		if (rule_is(item, "state", "finished", "failed", "left", NULL))
			rule_put_today(item, "until");
	}
	return rule_take_person(change, item, "credential", "credential", err);
}

static enum status training_check(struct change *change, struct change_item *item, struct err *err)
{
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	st = check_span(item, err);
	return st == ST_OK ? of_dossier(change, item, err) : st;
}

const struct kind_ops training_rules = { training_derive, training_check, NULL };

/* ---- skills tests ---- */

/* What a test has shown stands among the person's skills, once. */
static enum status keep_skill(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } }, test = change_id_of(item);
	struct change_item *skill;
	char text[37];
	int64_t n = 0;
	enum status st = change_is_new(item) ? ST_OK : rule_count(change, &shown_by_test, test, none, &n, err);

	if (st != ST_OK || n > 0)
		return st;
	id_text(test, text);
	skill = change_create(change, register_kind("skill"), NULL);
	rule_put(skill, "person", change_get(item, "person"));
	rule_put(skill, "what", change_get(item, "what"));
	rule_put(skill, "occupation", change_get(item, "occupation"));
	rule_put(skill, "shown", "test");
	rule_put(skill, "day", change_get(item, "day"));
	rule_put(skill, "proof", change_get(item, "by"));
	rule_put(skill, "skilltest", text);
	return ST_OK;
}

static enum status skilltest_derive(struct change *change, struct change_item *item, struct err *err)
{
	enum status st = rule_take_person(change, item, "credential", "credential", err);

	if (st != ST_OK || change_is_deletion(item))
		return st;
	if (rule_is(item, "state", "taken", NULL))
		rule_put_today(item, "day");
	if (rule_is(item, "state", "taken", NULL) && rule_is(item, "result", "shown", "partly", NULL) &&
	    (change_is_new(item) || change_touches(item, "result") || change_touches(item, "state")))
		return keep_skill(change, item, err);
	return ST_OK;
}

static enum status skilltest_check(struct change *change, struct change_item *item, struct err *err)
{
	char today[11];

	if (change_is_deletion(item))
		return ST_OK;
	date_text(clock_today(), today);
	if (change_get(item, "result") && !rule_is(item, "state", "taken", NULL))
		return err_field(err, "result", _("A result needs a test that was taken. Nothing was saved; set the state first."));
	if (rule_is(item, "state", "taken", "absent", NULL) && rule_before(today, change_get(item, "day")))
		return err_field(err, "day", _("This day lies ahead: nobody was there yet. Nothing was saved; please look at the day or "
			"the state."));
	return of_dossier(change, item, err);
}

const struct kind_ops skilltest_rules = { skilltest_derive, skilltest_check, NULL };
