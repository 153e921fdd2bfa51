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
#include "base/secret.h"
#include "base/str.h"
#include "base/utf.h"
#include "commands/ask.h"
#include "commands/sealed.h"
#include "commands/verbs.h"
#include "exchange/demo.h"

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
	struct vault_look look;

	*out = (struct vault_options){
		.path = call->file,
		.passphrase_file = call_option(call, "passphrase-file"),
		.ask = ask_passphrase,
		.cache_kib = call->command ? call->command->cache_kib : 0,
	};
	if (call->file && vault_look(call->file, &look, NULL) == ST_OK && look.names)
		out->user = call->actor.user;
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

static enum status no_role(const char *name, struct err *err)
{
	struct str there = STR_INIT;

	for (uint32_t bit = 1; bit <= ROLE_ALL; bit <<= 1)
		if (role_name((enum role)bit))
			str_addf(&there, "%s%s", there.len ? msg_comma() : "", role_name((enum role)bit));
	err_set(err, ST_USAGE, _("There is no role “%s”. There are: %s."), name, str_get(&there));
	str_free(&there);
	return ST_USAGE;
}

enum status call_roles(const struct call *call, const char *option, uint32_t *out, struct err *err)
{
	const char *name;
	uint32_t role;
	int n;

	*out = 0;
	for (n = 0; (name = call_option_at(call, option, n)) != NULL; n++) {
		role = role_by_name(name);
		if (!role)
			return no_role(name, err);
		*out |= role;
	}
	return ST_OK;
}

enum status call_actor(struct call *call, struct err *err)
{
	enum status st = name_user(call, err);

	/* Where users are made, --role says what those are. */
	if (st == ST_OK && !(call->command && call->command->run == verb_users))
		st = call_roles(call, "role", &call->narrowed, err);
	call->actor.roles = call->narrowed ? call->narrowed : ROLE_ALL;
	return st;
}

/* Only when another version of the program made the search keys. */
static bool tell_ready(void *ctx, int64_t done, int64_t people)
{
	bool *begun = ctx;

	if (!*begun)
		progress_begin(_("Preparing the search"));
	*begun = true;
	return progress_tell(done, people);
}

static enum status no_file(const struct call *call, enum status st, struct err *err)
{
	if (st == ST_NOTFOUND && !call_given(call, "db") && str_empty(getenv("FOOTHOLD_DB")))
		return err_set(err, st, _("There is no Foothold file yet. Make one with “foothold init”, or name yours with --db."));
	return st;
}

static bool tell_sealed(void *ctx, int64_t done, int64_t pages)
{
	(void)ctx;
	return progress_tell(done, pages);
}

/* A file of before files were sealed: now it is, with a passphrase of its owner's. */
static enum status seal_plain(const struct session_options *how, struct err *err)
{
	struct str text = STR_INIT;
	struct secret *fresh = NULL;
	char *kept = NULL;
	enum status st;

	if (!how->passphrase_file)
		note(_("This file was made before Foothold encrypted its files. It is encrypted now; choose the passphrase that will "
			"open it."));
	st = ask_new_passphrase(how->passphrase_file, &fresh, err);
	if (st == ST_OK) {
		progress_begin(_("Encrypting the file"));
		st = vault_seal_plain(how->path, fresh, tell_sealed, NULL, &kept, err);
		progress_end();
	}
	if (st == ST_OK) {
		str_addf(&text, _("The file is encrypted from now on. As it was before it stands at %s: look whether all is there, then "
			"delete that one securely (with “shred -u”), and its backups as well."), kept);
		note(str_get(&text));
	}
	str_free(&text);
	secret_free(fresh);
	free(kept);
	return st;
}

enum status call_session(struct call *call, struct session_options *out, struct err *err)
{
	const char *environment = getenv("FOOTHOLD_PASSPHRASE_FILE");
	struct vault_options options;
	struct vault_look look;
	enum status st;

	if (!call->file)
		call->file = call_default_file(call);
	call_vault_options(call, &options);
	*out = (struct session_options){
		.path = options.path, .user = call->actor.user, .user_said = call_given(call, "user"),
		.roles = call->narrowed,
		.passphrase_file = options.passphrase_file, .ask = options.ask, .cache_kib = options.cache_kib,
	};
	if (!out->passphrase_file && !str_empty(environment))
		out->passphrase_file = environment;
	st = vault_look(call->file, &look, err);
	if (st == ST_OK && look.plain)
		return seal_plain(out, err);
	/* Whoever is to type a passphrase types the name as well; a script's name is the login's. */
	if (look.names && !call_given(call, "user") && !out->passphrase_file)
		out->user = NULL;
	return no_file(call, st, err);
}

static void tell_demo(const struct session_options *how)
{
	struct vault_look look;
	struct str text = STR_INIT;

	if (how->passphrase_file || vault_look(how->path, &look, NULL) != ST_OK || !look.demo)
		return;
	str_addf(&text, _("This is a demonstration: everything in it is invented. Its passphrase: %s"), DEMO_PASSPHRASE);
	note(str_get(&text));
	str_free(&text);
}

/* Said at the terminal, or the login's. */
static enum status name_at_terminal(struct call *call, struct session_options *how, struct err *err)
{
	char *name = NULL;
	enum status st;

	if (how->user)
		return ST_OK;
	st = ask_name(call->actor.user, &name, err);
	if (st == ST_OK)
		str_copy(call->actor.user, sizeof(call->actor.user), name);
	free(name);
	how->user = call->actor.user;
	return st;
}

#define TRIES 5

/* Whoever mistypes at the terminal is asked again; a passphrase from a file is tried once. */
static enum status open_session(const struct session_options *how, struct session *out, struct err *err)
{
	struct session_options options = *how;
	bool answered, begun;
	enum status st;
	int tries = 0;

	options.ask_ctx = &answered;
	options.tell = tell_ready;
	options.tell_ctx = &begun;
	do {
		answered = begun = false;
		st = session_open(&options, out, err);
		if (begun)
			progress_end();
		if (st == ST_DENIED && answered && ++tries < TRIES)
			note(err->text);
	} while (st == ST_DENIED && answered && tries < TRIES);
	return st;
}

enum status call_open(struct call *call, struct err *err)
{
	struct session_options how;
	struct session session;
	enum status st = call_session(call, &how, err);

	if (st == ST_OK)
		tell_demo(&how);
	if (st == ST_OK)
		st = name_at_terminal(call, &how, err);
	if (st == ST_OK)
		st = open_session(&how, &session, err);
	if (st != ST_OK)
		return st;
	call->store = session.store;
	call->actor = session.actor;
	call->me = session.me;
	if (call->me.fresh && !(call->command && call->command->run == verb_passphrase))
		return err_set(err, ST_DENIED, _("Your passphrase was given to you by somebody else. Choose one that only you know "
			"first, with “foothold passphrase”."));
	return call_given(call, "within") ? sealed_enter(call, err) : ST_OK;
}
