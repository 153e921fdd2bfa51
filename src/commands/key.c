/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold key rotate: a new data key for the file. */
#include "base/msg.h"
#include "base/str.h"
#include "commands/recovery.h"
#include "commands/verbs.h"

static bool tell(void *ctx, int64_t done, int64_t total)
{
	(void)ctx;
	return progress_tell(done, total);
}

enum status key_rotate(struct call *call, struct err *err)
{
	struct act_by by = actor_by(&call->actor);
	enum status st;

	progress_begin(_("Sealing the file anew"));
	st = users_rotate(call->store, &by, tell, NULL, err);
	progress_end();
	if (st == ST_OK)
		out_wrapped(call, _("The file has a new data key, for those who may open it now. Backups made before still open with "
			"the old one: make a new one, and let the old ones go when you can."), 0);
	return st;
}

enum status verb_key(struct call *call, struct err *err)
{
	if (!str_same(call->argv[0], "rotate"))
		return err_set(err, ST_USAGE, _("“foothold key” knows rotate, but not “%s”."), call->argv[0]);
	return key_rotate(call, err);
}
