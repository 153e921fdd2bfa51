/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold unseal: a sealed export opened into a file that is whole or not there. */
#include <errno.h>
#include <unistd.h>

#include "base/io.h"
#include "base/msg.h"
#include "base/secret.h"
#include "commands/ask.h"
#include "commands/verbs.h"
#include "vault/sealfile.h"

static enum status passphrase(struct call *call, struct secret **out, struct err *err)
{
	const char *file = call_option(call, "seal-passphrase-file");

	return file ? secret_read(file, out, err) : ask_passphrase(NULL, NULL, false, out, err);
}

static enum status open_into(FILE *from, const struct secret *key, const char *path, struct err *err)
{
	struct io_file *file;
	enum status st = io_create(path, 0600, &file, err);

	if (st != ST_OK)
		return st;
	st = sealfile_open(from, key, io_stream(file), err);
	if (st == ST_OK)
		return io_commit(file, err);
	io_abandon(file);
	return st;
}

enum status verb_unseal(struct call *call, struct err *err)
{
	const char *to = call->argv[1];
	FILE *from = fopen(call->argv[0], "rbe");
	struct secret *key = NULL;
	enum status st = ST_OK;

	if (!from)
		return io_error(err, errno, call->argv[0]);
	if (access(to, F_OK) == 0)
		st = err_set(err, ST_CONFLICT, _("%s is there already. It was left as it is; please name another file."), to);
	if (st == ST_OK)
		st = passphrase(call, &key, err);
	if (st == ST_OK)
		st = open_into(from, key, to, err);
	secret_free(key);
	fclose(from);
	return st;
}
