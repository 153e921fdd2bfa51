/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold demo: a fictional municipality in a file of its own. */
#include "exchange/demo.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/secret.h"
#include "commands/demo_rounds.h"
#include "commands/verbs.h"
#include "store/users.h"

static bool tell(void *ctx, int64_t done, int64_t people)
{
	(void)ctx;
	return progress_tell(done, people);
}

/* Whoever brings one keeps it for themselves. */
static bool own_passphrase(const struct call *call)
{
	return call_given(call, "passphrase-file") || !str_empty(getenv("FOOTHOLD_PASSPHRASE_FILE"));
}

static enum status tell_passphrase(void *ctx, const char *user, bool fresh, struct secret **out, struct err *err)
{
	size_t len = sizeof(DEMO_PASSPHRASE) - 1;

	(void)ctx, (void)user, (void)fresh, (void)err;
	*out = secret_new(len);
	memcpy(secret_bytes(*out), DEMO_PASSPHRASE, len);
	return ST_OK;
}

static enum status fill(struct call *call, long people, long seed, struct err *err)
{
	struct vault_options options;
	struct user me;
	char *desk = NULL;
	enum status st;

	call_vault_options(call, &options);
	options.create = true;
	options.ask = tell_passphrase;
	options.demo = !own_passphrase(call);
	st = store_open(&options, &call->store, err);
	if (st == ST_OK)
		st = users_first(call->store, call->actor.user, ROLE_ALL, PERMIT_ALL, &me, err);
	if (st == ST_OK)
		st = setting_get(call->store, SETTING_DESK, &desk, err);
	if (st != ST_OK)
		return st;
	call->actor.id = me.id;
	call->actor.permits = me.permits;
	call->actor.solo = true;
	str_copy(call->actor.desk, sizeof(call->actor.desk), desk ? desk : "");
	free(desk);
	st = demo_make(call->store, &call->actor, people, (uint64_t)seed, tell, NULL, err);
	if (st == ST_OK)
		st = demo_criteria(call->store, &call->actor, err);
	return st == ST_OK && people <= DEMO_ROUNDS_PEOPLE ? demo_rounds(call->store, &call->actor, err) : st;
}

/* Half a demonstration is worth nothing; this call alone made the file. */
static void remove_made(struct call *call)
{
	static const char *const beside[] = { "", "-wal", "-shm" };
	char *path;
	size_t i;

	store_close(call->store);
	call->store = NULL;
	for (i = 0; i < ARRAY_LEN(beside); i++) {
		path = mem_fmt("%s%s", call->file, beside[i]);
		unlink(path);
		free(path);
	}
}

enum status verb_demo(struct call *call, struct err *err)
{
	long people, seed;
	enum status st = call_number(call, "people", DEMO_PEOPLE, &people, err);

	if (st == ST_OK)
		st = call_number(call, "seed", 1, &seed, err);
	if (st == ST_OK && (people < 1 || people > DEMO_PEOPLE_MOST))
		st = err_set(err, ST_USAGE, _("A demonstration has 1 to %d people."), DEMO_PEOPLE_MOST);
	if (st != ST_OK)
		return st;
	if (!call_given(call, "user"))
		str_copy(call->actor.user, sizeof(call->actor.user), "demo");
	call->file = mem_str(call->argv[0]);
	progress_begin(_("Inventing people"));	/* from here Ctrl-C leaves nothing behind */
	demo_prepare((uint64_t)seed);
	st = fill(call, people, seed, err);
	demo_release();
	if (st != ST_OK && call->store)
		remove_made(call);
	progress_end();
	if (st != ST_OK)
		return st;
	out_text(call, _("A fictional municipality stands ready: "));
	out_value(call, call->file);
	out_text(call, "\n");
	if (!own_passphrase(call))
		out_text(call, _("It opens with the passphrase: welcome to halden\n"));
	return ST_OK;
}
