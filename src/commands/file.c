/* SPDX-License-Identifier: EUPL-1.2 */
/* Which file is meant, who acts on it, and what the municipality added to the register. */
#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "base/utf.h"
#include "commands/ask.h"
#include "commands/command.h"
#include "register/find.h"
#include "register/own.h"
#include "store/users.h"

static char *in_data_directory(void)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

	if (!str_empty(data) && data[0] == '/')
		return mem_fmt("%s/foothold/foothold.db", data);
	return mem_fmt("%s/.local/share/foothold/foothold.db", str_empty(home) ? "" : home);
}

char *call_default_file(const struct call *call)
{
	const char *given = call_option(call, "db"), *environment = getenv("FOOTHOLD_DB");

	if (given)
		return mem_str(given);
	return str_empty(environment) ? in_data_directory() : mem_str(environment);
}

void call_vault_options(const struct call *call, struct vault_options *out)
{
	*out = (struct vault_options){
		.path = call->file,
		.passphrase_file = call_option(call, "passphrase-file"),
		.ask = ask_passphrase,
		.cache_kib = call->command ? call->command->cache_kib : 0,
	};
}

/* The name in the history is what the person says, or the login; it must be one clean line. */
static enum status name_user(struct call *call, struct err *err)
{
	const char *name = call_option(call, "user");
	struct passwd *pw = name ? NULL : getpwuid(geteuid());
	size_t len, pos, step;
	uint32_t cp;

	if (!name)
		name = pw ? pw->pw_name : "unknown";
	len = strlen(name);
	for (pos = 0; pos < len; pos += step) {
		step = utf_decode(name + pos, len - pos, &cp);
		if (!step || utf_is_control(cp, false))
			break;
	}
	if (!len || pos < len || len >= sizeof(call->actor.user))
		return err_set(err, ST_USAGE, _("The name after --user must be one line of 1 to %d bytes of plain text."),
			       (int)sizeof(call->actor.user) - 1);
	str_copy(call->actor.user, sizeof(call->actor.user), name);
	return ST_OK;
}

static enum status name_roles(struct call *call, struct err *err)
{
	const char *name;
	uint32_t role;
	int n;

	call->actor.roles = call_given(call, "role") ? 0 : ROLE_ALL;
	for (n = 0; (name = call_option_at(call, "role", n)) != NULL; n++) {
		role = role_by_name(name);
		if (!role)
			return err_set(err, ST_USAGE, _("There is no role “%s”."), name);
		call->actor.roles |= role;
	}
	return ST_OK;
}

enum status call_actor(struct call *call, struct err *err)
{
	enum status st = name_user(call, err);

	return st == ST_OK ? name_roles(call, err) : st;
}

static enum status name_desk(struct call *call, struct err *err)
{
	char *desk = NULL;
	enum status st = setting_get(call->store, SETTING_DESK, &desk, err);

	if (st == ST_OK && desk)
		str_copy(call->actor.desk, sizeof(call->actor.desk), desk);
	free(desk);
	return st;
}

/* In a file of one user --user says who sits there today; else the name is the user's own. --role narrows. */
static enum status be_user(struct call *call, struct err *err)
{
	struct user me;
	enum status st = users_me(call->store, call->actor.user, &me, err);

	if (st == ST_OK)
		st = users_solo(call->store, &call->actor.solo, err);
	if (st != ST_OK)
		return st;
	if (!call->actor.solo)
		str_copy(call->actor.user, sizeof(call->actor.user), me.name);
	if (call_given(call, "role") && call->actor.roles & ~me.roles)
		return err_set(err, ST_DENIED, _("You do not have every role that was named after --role. Nothing was changed."));
	call->actor.roles &= me.roles;
	call->actor.permits = me.permits;
	call->actor.id = me.id;
	return ST_OK;
}

static bool tell_ready(void *ctx, int64_t done, int64_t people)
{
	(void)ctx;
	return progress_tell(done, people);
}

/* Nothing to do, and nothing shown, unless another version of the program made the search keys. */
static enum status make_findable(struct call *call, struct err *err)
{
	enum status st;

	progress_begin(_("Preparing the search"));
	st = find_ready(call->store, tell_ready, NULL, err);
	progress_end();
	return st;
}

#define TRIES 5

/* Whoever mistypes at the terminal is asked again; a passphrase from a file is tried once. */
static enum status open_file(struct call *call, struct err *err)
{
	struct vault_options options;
	bool answered;
	enum status st;
	int tries = 0;

	call_vault_options(call, &options);
	options.ask_ctx = &answered;
	do {
		answered = false;
		st = store_open(&options, &call->store, err);
		if (st == ST_DENIED && answered && ++tries < TRIES)
			note(err->text);
	} while (st == ST_DENIED && answered && tries < TRIES);
	return st;
}

enum status call_open(struct call *call, struct err *err)
{
	enum status st;

	if (!call->file)
		call->file = call_default_file(call);
	st = open_file(call, err);
	if (st == ST_NOTFOUND && !call_given(call, "db") && str_empty(getenv("FOOTHOLD_DB")))
		err_set(err, st, _("There is no Foothold file yet. Make one with “foothold init”, or name yours with --db."));
	if (st == ST_OK)
		st = name_desk(call, err);
	if (st == ST_OK)
		st = be_user(call, err);
	if (st == ST_OK)
		st = own_open(call->store, err);
	return st == ST_OK ? make_findable(call, err) : st;
}
