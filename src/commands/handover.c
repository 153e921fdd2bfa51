/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold handover: one's own files given to a colleague, with what to know first. */
#include "cases/handover.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "commands/verbs.h"
#include "register/grant.h"

static enum status people(struct call *call, struct id *out, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; i < call->argc && st == ST_OK; i++) {
		/* A lead knows numbers alone. */
		if (call->actor.roles & ROLE_TEAM_LEAD)
			st = grant_resolve(call->store, &call->actor, call->argv[i], &out[i], err);
		else
			st = read_resolve(call->store, &call->actor, register_kind("person"), call->argv[i], &out[i], err);
	}
	return st;
}

enum status verb_handover(struct call *call, struct err *err)
{
	struct id *ids = mem_array((size_t)call->argc + 1, sizeof(*ids)), set;
	bool all = call_given(call, "all");
	struct handover what = { all ? NULL : ids, call->argc, call_option(call, "to"), call_option(call, "remark") };
	int64_t files;
	enum status st = ST_OK;

	if (!what.to || all == (call->argc > 0))
		st = err_set(err, ST_USAGE, _("Please give --to NAME, and either --all or the files' numbers."));
	if (st == ST_OK)
		st = people(call, ids, err);
	if (st == ST_OK)
		st = handover_give(call->store, &call->actor, &what, &set, &files, err);
	if (st == ST_OK)
		out_handed_over(call, files);
	free(ids);
	return st;
}
