/* SPDX-License-Identifier: EUPL-1.2 */
/* A call from its first word to its exit code; the one place that says an error on standard error. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "base/str.h"
#include "commands/command.h"
#include "paper/paperlang.h"
#include "config.h"

const struct command *command_named(const char *name)
{
	const struct command *c;

	for (c = commands; c->name; c++)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}

static enum status choose_language(const struct call *call, struct err *err)
{
	const char *code = call_option(call, "lang");
	struct str known = STR_INIT;
	const char *const *all;
	size_t count, i;
	enum status st;

	if (!code || (*code && msg_set_language(code)) || (call_given(call, "for-newcomer") && paper_language(code)))
		return ST_OK;
	all = msg_languages(&count);
	for (i = 0; i < count; i++)
		str_addf(&known, "%s%s", i ? msg_comma() : "", all[i]);
	st = err_set(err, ST_USAGE, _("Foothold does not speak “%s”. It speaks: %s."), code, str_get(&known));
	str_free(&known);
	return st;
}

static enum status hand_over(struct call *call, commands_screens *screens, struct err *err)
{
	struct session_options how;
	enum status st = call_session(call, &how, err);

	return st == ST_OK ? screens(&how, call_given(call, "plain"), call_given(call, "contrast"), call_given(call, "lang"), err) : st;
}

static enum status run_verb(struct call *call, struct err *err)
{
	enum status st = ST_OK, flushed;

	if (call->command->needs == NEEDS_FILE)
		st = call_open(call, err);
	if (st == ST_OK && call->store && store_notice(call->store))
		note(store_notice(call->store));
	if (st == ST_OK && call->store && users_rotation_pending(call->store))
		note(_("A change of the file's data key was interrupted. Everything works; “foothold key rotate” finishes it."));
	if (st == ST_OK)
		st = call->command->run(call, err);
	flushed = call_flush(call, st == ST_OK ? err : NULL);
	return st == ST_OK ? flushed : st;
}

static enum status run(struct call *call, int argc, char **argv, commands_screens *screens, struct err *err)
{
	enum status st = call_parse(call, argc, argv, err), spoken = choose_language(call, st == ST_OK ? err : NULL);

	if (st != ST_OK || spoken != ST_OK)
		return st != ST_OK ? st : spoken;
	if (call_given(call, "version"))
		out_line(call, PACKAGE_STRING);
	else if (call_given(call, "help") && call->command)
		help_command(call, call->command);
	else if (call_given(call, "help"))
		help_program(call);
	else if ((st = call_actor(call, err)) == ST_OK)
		return call->command ? run_verb(call, err) : hand_over(call, screens, err);
	return st == ST_OK ? call_flush(call, err) : st;
}

int commands_run(int argc, char **argv, commands_screens *screens)
{
	struct call call = { .out = STR_INIT };
	struct err err = { .status = ST_OK };
	enum status st = run(&call, argc, argv, screens, &err);

	if (st != ST_OK && err.text[0])
		note(err.text);
	if (st == ST_USAGE && call.command)
		fprintf(stderr, _("“foothold help %s” explains more.\n"), call.command->name);
	else if (st == ST_USAGE)
		fputs(_("“foothold help” explains more.\n"), stderr);
	call_clear(&call);
	return st == ST_OK ? 0 : st == ST_USAGE ? 2 : call.failing ? call.failing : 1;
}
