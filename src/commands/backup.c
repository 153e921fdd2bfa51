/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold backup and restore: a whole copy, verified, under the same passphrases; never over another file. */
#include <stdlib.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "commands/verbs.h"

/* In a folder: foothold-HA-2026-05-04-0930.db. */
static char *name_of_copy(const struct call *call, const char *to)
{
	struct stat info;
	struct date day;
	int minute;
	char text[11];

	if (stat(to, &info) != 0 || !S_ISDIR(info.st_mode))
		return mem_str(to);
	clock_local(clock_now_ms(), &day, &minute);
	date_text(day, text);
	return mem_fmt("%s/foothold-%s-%s-%02d%02d.db", to, call->actor.desk, text, minute / 60, minute % 60);
}

static void told(struct call *call, const char *sentence, const char *path)
{
	out_text(call, sentence);
	out_value(call, path);
	out_text(call, "\n");
}

enum status verb_backup(struct call *call, struct err *err)
{
	char *path = name_of_copy(call, call->argv[0]);
	enum status st = store_backup(call->store, path, err);

	if (st == ST_OK)
		told(call, _("A verified copy, opened by the same passphrases, stands ready: "), path);
	free(path);
	return st;
}

enum status verb_restore(struct call *call, struct err *err)
{
	struct vault_options options;
	struct vault *backup = NULL;
	enum status st;

	call->file = mem_str(call->argv[0]);
	call_vault_options(call, &options);
	options.read_only = true;
	st = vault_open(&options, &backup, err);
	if (st == ST_OK)
		st = vault_copy(backup, call->argv[1], err);
	vault_close(backup);
	if (st == ST_OK)
		told(call, _("The backup stands as a file of its own again: "), call->argv[1]);
	return st;
}
