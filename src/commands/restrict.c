/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold restrict: a person's file stays as it is until an objection is settled. */
#include "register/restrict.h"

#include "base/msg.h"
#include "commands/verbs.h"

enum status verb_restrict(struct call *call, struct err *err)
{
	const char *why = call_option(call, "why");
	bool lift = call_given(call, "lift");
	const struct kind *kind;
	struct id person;
	enum status st;

	if (lift == (why != NULL))
		return err_set(err, ST_USAGE, _("Give --why with the reason, or --lift."));
	st = which_record(call, call->argv[0], &kind, &person, err);
	if (st == ST_OK && !str_same(kind->name, "person"))
		st = err_set(err, ST_INVALID, _("This is no person's file. Name a person by case number or UUID."));
	if (st == ST_OK)
		st = lift ? restrict_lift(call->store, &call->actor, person, call_given(call, "told"), err) :
			restrict_put(call->store, &call->actor, person, why, err);
	if (st != ST_OK)
		return st;
	out_line(call, lift ? _("The restriction is lifted.") : _("The file is restricted: it is shown and not changed."));
	return call_flush(call, err);
}
