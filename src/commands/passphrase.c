/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold passphrase: a new passphrase, or a new recovery code for the day when it is forgotten. */
#include <string.h>

#include "base/msg.h"
#include "base/rng.h"
#include "base/secret.h"
#include "commands/ask.h"
#include "commands/recovery.h"
#include "commands/verbs.h"

/* Digits and capital letters that nobody mistakes for one another (Crockford's base 32). */
static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

enum { GROUPS = 6, LETTERS = 5, CODE_LEN = GROUPS * (LETTERS + 1) - 1 };

/* 150 bits: no slow hash is needed to make guessing hopeless, and none is left out. */
static struct secret *new_code(void)
{
	struct secret *code = secret_new(CODE_LEN);
	char *at = secret_bytes(code);

	for (int i = 0; i < CODE_LEN; i++)
		at[i] = i % (LETTERS + 1) == LETTERS ? '-' : alphabet[rng_below(32)];
	return code;
}

enum status recovery_tell(struct call *call, struct err *err)
{
	struct secret *code = new_code();
	enum status st = store_recovery(call->store, code, err);

	if (st == ST_OK) {
		out_text(call, _("Recovery code, shown this once: "));
		str_addn(&call->out, secret_bytes(code), secret_len(code));
		out_text(call, "\n");
		out_wrapped(call, _("Write it down and lock it away from the computer. It opens the file like the passphrase, "
			"as printed here, when that is forgotten."), 0);
	}
	secret_free(code);
	return st;
}

enum status verb_passphrase(struct call *call, struct err *err)
{
	const char *file = call_option(call, "new-passphrase-file");
	struct secret *fresh = NULL;
	enum status st;

	if (call_given(call, "recovery"))
		return recovery_tell(call, err);
	st = file ? secret_read(file, &fresh, err) : ask_passphrase(NULL, call->actor.user, true, &fresh, err);
	if (st == ST_OK)
		st = store_passphrase(call->store, fresh, err);
	secret_free(fresh);
	if (st == ST_OK)
		out_line(call, _("From now on the new passphrase opens the file; the old one does not. Backups made before "
			"still open with the old one."));
	return st;
}
