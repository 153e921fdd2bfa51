/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold help: made from the tables, so that it cannot be wrong about them. */
#include "base/msg.h"
#include "base/str.h"
#include "commands/verbs.h"

#define INDENT 6

static void option(struct call *call, const struct option_row *row)
{
	if (!row->argument)
		str_addf(&call->out, "  --%s\n", row->name);
	else if (row->optional)
		str_addf(&call->out, "  --%s[=%s]\n", row->name, _(row->argument));
	else
		str_addf(&call->out, "  --%s %s\n", row->name, _(row->argument));
	out_wrapped(call, _(row->help), INDENT);
}

static bool has(const struct option_row *rows, const char *name)
{
	for (; rows && rows->name; rows++)
		if (str_same(rows->name, name))
			return true;
	return false;
}

/* But for those that the command has in a sense of its own. */
static void options(struct call *call, const char *head, const struct option_row *rows, const struct option_row *own)
{
	if (!rows || !rows->name)
		return;
	out_text(call, "\n");
	out_line(call, head);
	for (; rows->name; rows++)
		if (!has(own, rows->name))
			option(call, rows);
}

void help_command(struct call *call, const struct command *command)
{
	str_addf(&call->out, _("Usage: foothold %s [options] %s"), command->name,
		 *command->operands ? _(command->operands) : "");
	while (call->out.len && call->out.s[call->out.len - 1] == ' ')
		call->out.s[--call->out.len] = '\0';
	out_text(call, "\n\n");
	out_wrapped(call, _(command->help), 0);
	if (command->details) {
		out_text(call, "\n");
		out_wrapped(call, _(command->details), 0);
	}
	options(call, _("Options:"), command->options, NULL);
	options(call, _("Options of every command:"), common_options, command->options);
}

void help_program(struct call *call)
{
	const struct command *c;
	struct table table;

	out_line(call, _("Foothold: case management for services that welcome newcomers."));
	out_text(call, "\n");
	out_line(call, _("Usage: foothold [options]                      the screens"));
	out_line(call, _("       foothold COMMAND [options] [operands]   one command"));
	out_text(call, "\n");
	out_line(call, _("Commands:"));
	table_begin(&table, 2);
	for (c = commands; c->name; c++) {
		table_cell(&table, c->name);
		table_cell(&table, _(c->help));
	}
	table_out(&table, call, "  ");
	table_end(&table);
	options(call, _("Options of every command:"), common_options, NULL);
	out_text(call, "\n");
	out_wrapped(call, _("Exit codes: 0 done, 1 refused or failed (the reason stands on standard error), 2 called wrongly."),
		    0);
}

enum status verb_help(struct call *call, struct err *err)
{
	const struct command *command;

	if (call_given(call, "man")) {
		manual_page(call);
	} else if (call->argc) {
		command = command_named(call->argv[0]);
		if (!command)
			return err_set(err, ST_USAGE, _("There is no command “%s”."), call->argv[0]);
		help_command(call, command);
	} else {
		help_program(call);
	}
	return ST_OK;
}
