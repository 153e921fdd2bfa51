/* SPDX-License-Identifier: EUPL-1.2 */
/* Appointments: who meets the person, whether an interpreter is needed, what can be kept. */
#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/msg.h"
#include "cases/rules.h"

static enum status appointment_derive(struct change *change, struct change_item *item, struct err *err)
{
	char *language = NULL;
	enum status st = ST_OK;

	if (!change_is_new(item))
		return ST_OK;
	rule_default(item, "caseworker", change_actor(change)->user);
	if (!change_get(item, "interpreter"))
		st = rule_look(change, "person", rule_reference(item, "person"), "interpreter", &language, err);
	if (st == ST_OK)
		rule_default(item, "interpreter", language ? "asked" : "none");
	free(language);
	return st;
}

static enum status appointment_check(struct change *change, struct change_item *item, struct err *err)
{
	char today[11];

	(void)change;
	date_text(clock_today(), today);
	if (!change_is_deletion(item) && rule_is(item, "state", "kept", "missed", NULL) &&
	    rule_before(today, change_get(item, "day")))
		return err_field(err, "state", _("This appointment lies ahead: it can be moved or cancelled, but not yet kept or "
			"missed. Nothing was saved."));
	return ST_OK;
}

const struct kind_ops appointment_rules = { appointment_derive, appointment_check, NULL };
