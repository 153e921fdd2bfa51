/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold restore: a backup as a file of its own again; never over another file. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "commands/verbs.h"

static bool tell(void *ctx, int64_t done, int64_t total)
{
	(void)ctx;
	return progress_tell(done, total);
}

enum status verb_restore(struct call *call, struct err *err)
{
	struct vault_options options;
	struct vault *backup = NULL;
	enum status st;

	call->file = mem_str(call->argv[0]);
	call_vault_options(call, &options);
	options.read_only = options.still = true;
	st = vault_open(&options, &backup, err);
	progress_begin(_("Restoring"));
	if (st == ST_OK)
		st = vault_copy(backup, call->argv[1], tell, NULL, NULL, err);
	progress_end();
	vault_close(backup);
	if (st != ST_OK)
		return st;
	out_text(call, _("The backup stands as a file of its own again: "));
	out_value(call, call->argv[1]);
	out_text(call, "\n");
	return ST_OK;
}
