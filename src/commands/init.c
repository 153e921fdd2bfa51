/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold init: a new file, and what names this desk. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "base/utf.h"
#include "commands/recovery.h"
#include "commands/verbs.h"
#include "register/profile.h"
#include "store/users.h"

static enum status check_desk(const char *desk, struct err *err)
{
	if (!desk || (strlen(desk) == 2 && strspn(desk, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") >= 1
		      && strspn(desk, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == 2))
		return ST_OK;
	return err_set(err, ST_USAGE, _("A desk's code is a capital letter and one more or a digit, such as HA or H2."));
}

/* Where the data directory itself is missing, it is made, for its owner alone; a folder that somebody named is not. */
static enum status make_data_directory(const struct call *call, struct err *err)
{
	char *path = mem_str(call->file), *slash;
	enum status st = ST_OK;

	for (slash = path; st == ST_OK && (slash = strchr(slash + 1, '/')) != NULL;) {
		*slash = '\0';
		if (mkdir(path, 0700) != 0 && errno != EEXIST)
			st = io_error(err, errno, path);
		*slash = '/';
	}
	free(path);
	return st;
}

static enum status make_tidy_name(const char *name, char **tidy, struct err *err)
{
	struct str out = STR_INIT;
	const char *p;
	size_t step;
	uint32_t cp;

	for (p = name; *p; p += step) {
		step = utf_decode(p, strlen(p), &cp);
		if (!step || utf_is_control(cp, false))
			return err_set(err, ST_USAGE, _("The municipality's name must be one line of plain text."));
	}
	text_tidy(&out, name, false);
	if (utf_width(str_get(&out)) > 60) {
		str_free(&out);
		return err_set(err, ST_USAGE, _("The municipality's name must fit into 60 columns."));
	}
	*tidy = str_take(&out);
	return ST_OK;
}

static enum status check_profile(const char *key, struct err *err)
{
	if (!key || profile_named(key))
		return ST_OK;
	return err_set(err, ST_USAGE, _("There is no country profile “%s”. “foothold profile list --db FILE” shows them; "
		"without one the file stands under no country’s law."), key);
}

static enum status fill(struct call *call, const char *desk, const char *municipality, struct err *err)
{
	const char *profile = call_option(call, "profile");
	enum status st = ST_OK;

	if (desk)
		st = setting_set(call->store, SETTING_DESK, desk, err);
	if (st == ST_OK && municipality)
		st = setting_set(call->store, SETTING_MUNICIPALITY, municipality, err);
	if (st == ST_OK && profile)
		st = setting_set(call->store, SETTING_PROFILE, profile, err);
	return st;
}

static void tell_divided(struct call *call)
{
	struct str text = STR_INIT;

	str_addf(&text, _("You log in as “%s”, who manages the users and sees no cases. “foothold users add NAME --role ROLE” lets "
		"others in."), call->actor.user);
	out_wrapped(call, str_get(&text), 0);
	str_free(&text);
}

enum status verb_init(struct call *call, struct err *err)
{
	const char *desk = call_option(call, "desk"), *name = call_option(call, "municipality");
	struct vault_options options;
	bool divided = call_given(call, "divided");
	char *tidy = NULL;
	enum status st = check_desk(desk, err);

	if (st == ST_OK)
		st = check_profile(call_option(call, "profile"), err);
	if (st == ST_OK && name)
		st = make_tidy_name(name, &tidy, err);
	call->file = call->argc ? mem_str(call->argv[0]) : call_default_file(call);
	if (st == ST_OK && !call->argc && !call_given(call, "db") && !getenv("FOOTHOLD_DB"))
		st = make_data_directory(call, err);
	if (st == ST_OK) {
		call_vault_options(call, &options);
		options.create = true;
		options.names = divided;
		options.user = call->actor.user;
		st = store_open(&options, &call->store, err);
	}
	if (st == ST_OK)
		st = users_first(call->store, call->actor.user, divided ? ROLE_ADMIN : ROLE_ALL, divided ? 0 : PERMIT_ALL, &call->me,
			err);
	if (st == ST_OK)
		st = fill(call, desk, tidy, err);
	if (st == ST_OK) {
		out_text(call, _("A new Foothold file stands ready: "));
		out_value(call, call->file);
		out_text(call, "\n");
		if (divided)
			tell_divided(call);
		st = recovery_tell(call, err);
	}
	free(tidy);
	return st;
}
