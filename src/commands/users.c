/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold users: who may open the file; who comes, changes and goes. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/secret.h"
#include "commands/ask.h"
#include "commands/recovery.h"
#include "commands/verbs.h"

#define GROUPS 4      /* 100 bits, for the few days until the user chooses */

static json_t *names_json(uint32_t set, bool permits)
{
	json_t *out = json_array();

	for (uint32_t bit = 1; bit && bit <= set; bit <<= 1)
		if (set & bit)
			json_array_append_new(out, json_string(permits ? permit_name((enum permit)bit) : role_name((enum role)bit)));
	return out;
}

static void names_text(struct str *out, uint32_t set, bool permits)
{
	const char *before = "";

	if (!permits && set == ROLE_ALL) {
		str_add(out, _("all"));
		return;
	}
	for (uint32_t bit = 1; bit && bit <= set; bit <<= 1)
		if (set & bit) {
			str_addf(out, "%s%s", before, permits ? permit_name((enum permit)bit) : role_name((enum role)bit));
			before = ", ";
		}
}

static json_t *user_json(const struct user *user)
{
	json_t *out = json_object();

	json_object_set_new(out, "name", json_string(user->name));
	json_object_set_new(out, "roles", names_json(user->roles, false));
	json_object_set_new(out, "permits", names_json(user->permits, true));
	json_object_set_new(out, "first_passphrase", json_boolean(user->fresh));
	json_object_set_new(out, "recovery_code", json_boolean(user->recovery_slot >= 0));
	json_object_set_new(out, "added_ms", json_integer(user->added_ms));
	json_object_set_new(out, "removed_ms", user->removed_ms ? json_integer(user->removed_ms) : json_null());
	return out;
}

static const char *state_words(const struct user *user)
{
	return user->removed_ms ? _("removed") : user->fresh ? _("first passphrase") : "";
}

static void user_row(struct table *table, const struct user *user)
{
	struct str roles = STR_INIT, permits = STR_INIT;
	struct date day;
	char text[11];

	names_text(&roles, user->roles, false);
	names_text(&permits, user->permits, true);
	clock_local(user->removed_ms ? user->removed_ms : user->added_ms, &day, NULL);
	date_text(day, text);
	table_cell(table, user->name);
	table_cell(table, text);
	table_cell(table, str_get(&permits));
	table_cell(table, state_words(user));
	table_cell(table, str_get(&roles));
	str_free(&roles);
	str_free(&permits);
}

static enum status list(struct call *call, struct err *err)
{
	struct table table;
	struct user *user;
	int count;
	json_t *all = call->json ? json_array() : NULL;
	enum status st = users_list(call->store, call_given(call, "all"), &user, &count, err);

	if (st != ST_OK) {
		json_decref(all);
		return st;
	}
	table_begin(&table, 5);
	for (int i = 0; i < count; i++) {
		if (all)
			json_array_append_new(all, user_json(&user[i]));
		else
			user_row(&table, &user[i]);
	}
	if (!all)
		table_out(&table, call, "");
	table_end(&table);
	free(user);
	return all ? out_json(call, all, err) : ST_OK;
}

static enum status permits_said(const struct call *call, uint32_t *out, struct err *err)
{
	const char *name;

	*out = 0;
	for (int n = 0; (name = call_option_at(call, "permit", n)) != NULL; n++) {
		uint32_t permit = permit_by_name(name);

		if (!permit && !str_same(name, "none"))
			return err_set(err, ST_USAGE, _("There is no permit “%s”. There is: export."), name);
		*out |= permit;
	}
	return ST_OK;
}

/* The first passphrase: read from a file, or made here and then printed. */
static enum status first_passphrase(const struct call *call, struct secret **out, struct err *err)
{
	const char *file = call_option(call, "new-passphrase-file");

	if (file)
		return ask_new_passphrase(file, out, err);
	*out = secret_code(GROUPS);
	return ST_OK;
}

static void tell_first(struct call *call, const struct user *user, struct secret *first)
{
	struct str text = STR_INIT;

	if (!call_given(call, "new-passphrase-file")) {
		str_addf(&text, _("First passphrase of %s, shown this once: "), user->name);
		out_code(call, str_get(&text), first);
		str_clear(&text);
	}
	str_addf(&text, _("Hand it to %s alone. At the first log-in it is to be changed for one that nobody else knows."),
		user->name);
	out_wrapped(call, str_get(&text), 0);
	str_free(&text);
}

/* The passphrase of whoever is logged in, once more. */
static enum status own_passphrase(struct call *call, struct secret **out, struct err *err)
{
	struct session_options how;
	enum status st = call_session(call, &how, err);

	if (st != ST_OK)
		return st;
	return how.passphrase_file ? secret_read(how.passphrase_file, out, err)
				   : ask_passphrase(NULL, call->actor.user, false, out, err);
}

/* A file of one user becomes one where names are asked. */
static enum status divide(struct call *call, const struct act_by *by, struct err *err)
{
	struct secret *own = NULL;
	struct str text = STR_INIT;
	bool divided, had_code = call->me.recovery_slot >= 0;
	enum status st = users_divided(call->store, &divided, err);

	if (st != ST_OK || divided)
		return st;
	st = own_passphrase(call, &own, err);
	if (st == ST_OK)
		st = users_divide(call->store, by, &call->me, call->actor.user, own, err);
	secret_free(own);
	if (st != ST_OK)
		return st;
	str_addf(&text, _("From now on everybody is asked for a name at the log-in. Yours is “%s”, with the passphrase as before. "
		"You hold all roles still; “foothold users set” divides them."), call->me.name);
	out_wrapped(call, str_get(&text), 0);
	str_free(&text);
	return recovery_tell_lost(call, had_code, err);
}

static enum status add(struct call *call, const struct act_by *by, const char *name, struct err *err)
{
	struct secret *first = NULL;
	uint32_t roles, permits;
	struct user user;
	enum status st = call_roles(call, "role", &roles, err);

	if (st == ST_OK && !roles)
		st = err_set(err, ST_USAGE, _("Which roles does the new user have? Name them with --role."));
	if (st == ST_OK)
		st = permits_said(call, &permits, err);
	if (st == ST_OK)
		st = users_may_add(call->store, by, name, roles, err);
	if (st == ST_OK)
		st = first_passphrase(call, &first, err);
	if (st == ST_OK)
		st = divide(call, by, err);
	if (st == ST_OK)
		st = users_add(call->store, by, name, roles, permits, first, &user, err);
	if (st == ST_OK)
		tell_first(call, &user, first);
	secret_free(first);
	return st;
}

static enum status set(struct call *call, const struct act_by *by, struct user *user, struct err *err)
{
	uint32_t roles, permits;
	enum status st = call_roles(call, "role", &roles, err);

	if (st == ST_OK)
		st = permits_said(call, &permits, err);
	if (st == ST_OK && !roles && !call_given(call, "permit"))
		st = err_set(err, ST_USAGE, _("What is to be set? Name roles with --role, permits with --permit."));
	if (st == ST_OK && roles)
		st = users_set_roles(call->store, by, user, roles, err);
	if (st == ST_OK && call_given(call, "permit"))
		st = users_set_permits(call->store, by, user, permits, err);
	return st;
}

static enum status reset(struct call *call, const struct act_by *by, struct user *user, struct err *err)
{
	struct secret *first = NULL;
	enum status st = first_passphrase(call, &first, err);

	if (st == ST_OK)
		st = users_reset(call->store, by, user, first, err);
	if (st == ST_OK)
		tell_first(call, user, first);
	secret_free(first);
	return st;
}

static enum status remove_user(struct call *call, const struct act_by *by, struct user *user, struct err *err)
{
	/* One that was interrupted began while they had a key: it is finished, and then comes another. */
	bool pending = users_rotation_pending(call->store);
	enum status st = users_remove(call->store, by, user, err);

	if (st != ST_OK)
		return st;
	out_wrapped(call, _("This user's passphrase and recovery code open the file no more. Backups made before still open with "
		"them."), 0);
	if (call_given(call, "rotate") && pending)
		st = key_rotate(call, err);
	return st == ST_OK && call_given(call, "rotate") ? key_rotate(call, err) : st;
}

static enum status lock_after(struct call *call, const struct act_by *by, const char *said, struct err *err)
{
	char *end;
	long minutes = strtol(said, &end, 10);

	if (!*said || *end || minutes < 0 || minutes > USERS_LOCK_MOST)
		return err_set(err, ST_USAGE, _("Minutes are a whole number from 0 to %d."), USERS_LOCK_MOST);
	return users_set_lock(call->store, by, (int)minutes, err);
}

enum status verb_users(struct call *call, struct err *err)
{
	const char *what = call->argc ? call->argv[0] : "", *name = call->argc > 1 ? call->argv[1] : NULL;
	struct act_by by = actor_by(&call->actor);
	struct user user;
	enum status st;

	if (!*what)
		return list(call, err);
	if (!name)
		return err_set(err, ST_USAGE, _("Something is missing: foothold %s %s"), call->command->name,
			_(call->command->operands));
	if (str_same(what, "lock"))
		return lock_after(call, &by, name, err);
	if (str_same(what, "add"))
		return add(call, &by, name, err);
	st = users_by_name(call->store, name, &user, err);
	if (st != ST_OK)
		return st;
	if (str_same(what, "set"))
		return set(call, &by, &user, err);
	if (str_same(what, "reset"))
		return reset(call, &by, &user, err);
	if (str_same(what, "remove"))
		return remove_user(call, &by, &user, err);
	return err_set(err, ST_USAGE, _("“foothold users” knows add, set, reset, remove and lock, but not “%s”."), what);
}
