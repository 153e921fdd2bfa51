/* SPDX-License-Identifier: EUPL-1.2 */
/* Requests of authorities: a decision has a day and somebody who answers for it, and a refusal has a reason. */
#include "base/msg.h"
#include "cases/rules.h"

static bool is_decided(const struct change_item *item)
{
	return rule_is(item, "state", "given", "partly", "refused", NULL);
}

static enum status request_derive(struct change *change, struct change_item *item, struct err *err)
{
	(void)err;
	if (change_is_deletion(item) || !is_decided(item))
		return ST_OK;
	rule_put_today(item, "decided");
	rule_default(item, "decided_by", change_actor(change)->user);
	return ST_OK;
}

static enum status request_check(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	if (change_is_deletion(item))
		return ST_OK;
	if (change_get(item, "decided") && !is_decided(item))
		return err_field(err, "decided", _("A decision needs its outcome: given, given in part or refused. Nothing was "
			"saved; set the state or clear the date."));
	if (rule_before(change_get(item, "decided"), change_get(item, "asked")))
		return err_field(err, "decided", _("The decision would lie before the request. Nothing was saved; please look at "
			"both dates."));
	if (rule_is(item, "state", "given", "partly", NULL) && !change_get(item, "given"))
		return err_field(err, "given", _("Please say what was given, so that the person can be told. Nothing was saved."));
	if (rule_is(item, "state", "partly", "refused", NULL) && !change_get(item, "reason"))
		return err_field(err, "reason", _("A refusal needs its reason. Nothing was saved; fill it in."));
	return ST_OK;
}

const struct kind_ops request_rules = { request_derive, request_check, NULL };
