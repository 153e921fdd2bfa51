/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold passphrase: a new passphrase, or a new recovery code for the day when it is forgotten. */
#include "base/msg.h"
#include "base/secret.h"
#include "commands/ask.h"
#include "commands/recovery.h"
#include "commands/verbs.h"

#define GROUPS 6      /* 150 bits: no slow hash is needed to make guessing hopeless, and none is left out */

void out_code(struct call *call, const char *sentence, struct secret *code)
{
	out_text(call, sentence);
	str_addn(&call->out, secret_bytes(code), secret_len(code));
	out_text(call, "\n");
}

enum status recovery_tell(struct call *call, struct err *err)
{
	struct secret *code = secret_code(GROUPS);
	struct act_by by = actor_by(&call->actor);
	enum status st = users_recovery(call->store, &by, &call->me, code, err);

	if (st == ST_OK) {
		out_code(call, _("Recovery code, shown this once: "), code);
		out_wrapped(call, _("Write it down and lock it away from the computer. It opens the file like the passphrase, "
			"as printed here, when that is forgotten."), 0);
	}
	secret_free(code);
	return st;
}

enum status recovery_tell_lost(struct call *call, bool had_code, struct err *err)
{
	return had_code && call->me.recovery_slot < 0 ? recovery_tell(call, err) : ST_OK;
}

static enum status renew(struct call *call, const struct secret *fresh, struct err *err)
{
	bool had_code = call->me.recovery_slot >= 0;
	struct act_by by = actor_by(&call->actor);
	enum status st = users_new_passphrase(call->store, &by, &call->me, fresh, err);

	if (st != ST_OK)
		return st;
	out_wrapped(call, _("From now on the new passphrase opens the file; the old one does not. Backups made before still open "
		"with the old one."), 0);
	return recovery_tell_lost(call, had_code, err);
}

enum status verb_passphrase(struct call *call, struct err *err)
{
	const char *file = call_option(call, "new-passphrase-file");
	struct secret *fresh = NULL;
	enum status st;

	if (call_given(call, "recovery"))
		return recovery_tell(call, err);
	st = ask_new_passphrase(file, &fresh, err);
	if (st == ST_OK)
		st = renew(call, fresh, err);
	secret_free(fresh);
	return st;
}
