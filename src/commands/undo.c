/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold undo: a change set taken back, as a change set of its own. */
#include "base/msg.h"
#include "commands/verbs.h"
#include "register/change.h"
#include "store/journal.h"

static enum status which_change(struct call *call, struct id *set, struct err *err)
{
	enum status st;

	if (call->argc)
		return id_parse(call->argv[0], set) ? ST_OK : err_set(err, ST_USAGE, _("“%s” is not the id of a change. "
			"“foothold show ID --history” gives them."), call->argv[0]);
	st = journal_last_change(call->store, call->actor.user, set, err);
	if (st == ST_NOTFOUND)
		return err_set(err, st, _("You have no change that could be taken back. Nothing was changed."));
	return st;
}

enum status verb_undo(struct call *call, struct err *err)
{
	struct id set, undo;
	char text[37];
	enum status st = which_change(call, &set, err);

	if (st == ST_OK)
		st = change_undo(call->store, &call->actor, set, &undo, err);
	if (st != ST_OK)
		return st;
	id_text(undo, text);
	/* TRANSLATORS: %s is the id of a change set. */
	str_addf(&call->out, _("Taken back. “foothold undo %s” brings it again.\n"), text);
	return ST_OK;
}
