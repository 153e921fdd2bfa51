/* SPDX-License-Identifier: EUPL-1.2 */
/* Asks once for what opens a file beside the one in use; see aside.h. */
#include "commands/aside.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/secret.h"
#include "base/str.h"
#include "commands/ask.h"

static enum status ask_user(struct call *call, struct aside *out, struct err *err)
{
	char *name = NULL;
	enum status st = ask_name(call->actor.user, &name, err);

	if (st == ST_OK)
		str_copy(out->user, sizeof(out->user), name);
	free(name);
	return st;
}

enum status aside_login(struct call *call, const char *path, const char *words, struct aside *out, struct err *err)
{
	const char *environment = getenv("FOOTHOLD_PASSPHRASE_FILE");
	struct vault_look look;
	enum status st = vault_look(path, &look, err);

	memset(out, 0, sizeof(*out));
	if (st != ST_OK)
		return st;
	str_copy(out->user, sizeof(out->user), call->actor.user);
	if (!words)
		words = call_option(call, "passphrase-file");
	if (!words && !str_empty(environment))
		words = environment;
	if (words)
		return secret_read(words, &out->passphrase, err);
	if (look.names && !call_given(call, "user"))
		st = ask_user(call, out, err);
	return st == ST_OK ? ask_passphrase(NULL, look.names ? out->user : NULL, false, &out->passphrase, err) : st;
}

void aside_end(struct aside *aside)
{
	secret_free(aside->passphrase);
	aside->passphrase = NULL;
}

static enum status hand_over(void *ctx, const char *user, bool fresh, struct secret **out, struct err *err)
{
	struct secret *from = ctx;

	(void)user;
	(void)fresh;
	(void)err;
	*out = secret_new(secret_len(from));
	memcpy(secret_bytes(*out), secret_bytes(from), secret_len(from));
	return ST_OK;
}

void aside_vault_options(const struct aside *aside, const char *path, struct vault_options *out)
{
	struct vault_look look = { .names = false };

	*out = (struct vault_options){ .path = path, .passphrase_file = "", .ask = hand_over,
		.ask_ctx = aside->passphrase };
	/* Where no name is asked none is part of the key. */
	if (vault_look(path, &look, NULL) != ST_OK || look.names)
		out->user = aside->user;
}

bool aside_tell(void *ctx, int64_t done, int64_t total)
{
	(void)ctx;
	return progress_tell(done, total);
}

void aside_unlink(const char *path)
{
	static const char *const tails[] = { "", "-wal", "-shm" };

	for (size_t i = 0; i < ARRAY_LEN(tails); i++) {
		char *name = mem_fmt("%s%s", path, tails[i]);

		unlink(name);
		free(name);
	}
}
