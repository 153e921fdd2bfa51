/* SPDX-License-Identifier: EUPL-1.2 */
/* The manual page foothold(1), from the same tables as the help. */
#include <string.h>

#include "base/msg.h"
#include "commands/verbs.h"
#include "config.h"

/* Text for roff: a backslash, a hyphen and a leading point or apostrophe mean something there. */
static void escaped(struct call *call, const char *text)
{
	const char *p;

	for (p = text; *p; p++) {
		if (p == text && (*p == '.' || *p == '\''))
			out_text(call, "\\&");
		if (*p == '\\')
			out_text(call, "\\e");
		else if (*p == '-')
			out_text(call, "\\-");
		else if (p[0] == '\n' && p[1] == '\n')
			out_text(call, "\n.PP"), p++, out_text(call, "\n");
		else
			str_addc(&call->out, *p);
	}
}

static void section(struct call *call, const char *name)
{
	str_addf(&call->out, ".SH \"%s\"\n", name);
}

static void option(struct call *call, const struct option_row *row)
{
	out_text(call, ".TP\n\\fB\\-\\-");
	escaped(call, row->name);
	out_text(call, "\\fR");
	if (row->argument) {
		out_text(call, row->optional ? "[=\\fI" : " \\fI");
		escaped(call, _(row->argument));
		out_text(call, row->optional ? "\\fR]" : "\\fR");
	}
	out_text(call, "\n");
	escaped(call, _(row->help));
	out_text(call, "\n");
}

static void command(struct call *call, const struct command *c)
{
	const struct option_row *row;

	out_text(call, ".SS \"");
	str_addf(&call->out, "foothold %s", c->name);
	if (*c->operands) {
		out_text(call, " ");
		escaped(call, _(c->operands));
	}
	out_text(call, "\"\n");
	escaped(call, _(c->help));
	out_text(call, "\n");
	if (c->details) {
		out_text(call, ".PP\n");
		escaped(call, _(c->details));
		out_text(call, "\n");
	}
	for (row = c->options; row && row->name; row++)
		option(call, row);
}

static void named(struct call *call, const char *name, const char *text)
{
	str_addf(&call->out, ".TP\n\\fB%s\\fR\n", name);
	escaped(call, text);
	out_text(call, "\n");
}

static void description(struct call *call)
{
	section(call, _("DESCRIPTION"));
	escaped(call, _("Foothold keeps the files of newcomers whom a municipality welcomes, from the day of arrival through "
		"language, skills and work to a home of their own. Without a command it opens its screens; F1 explains "
		"the keys there."));
	out_text(call, "\n.PP\n");
	escaped(call, _("Other users of the computer can see command lines. Give personal data through standard input, as "
		"“foothold add person” reads it, not as key=value words."));
	out_text(call, "\n");
}

static void environment(struct call *call)
{
	section(call, _("ENVIRONMENT"));
	named(call, "FOOTHOLD_DB", _("The Foothold file, where --db is not given."));
	named(call, "FOOTHOLD_PASSPHRASE_FILE", _("A file that only you may read, with the passphrase on its first line, where "
		"--passphrase-file is not given."));
	named(call, "XDG_DATA_HOME", _("Where foothold/foothold.db stands when neither names a file; else ~/.local/share."));
	named(call, "LANGUAGE, LC_ALL, LC_MESSAGES, LANG", _("The language, where --lang is not given."));
	named(call, "FOOTHOLD_PLAIN", _("Set to anything: screens as with --plain."));
	named(call, "FOOTHOLD_CONTRAST", _("Set to anything: screens as with --contrast."));
	named(call, "NO_COLOR", _("Set to anything: screens without colour."));
	named(call, "FOOTHOLD_BIDI", _("Which way a terminal is told not to reorder right-to-left text itself, where it is not "
		"recognised: vte, konsole, mlterm or lro; app: it is told nothing; off: text is shown as it is read, for braille."));
	named(call, "FOOTHOLD_TEST_MINUTE", _("For tests: after how many milliseconds a minute without a key is over; never more "
		"than it is."));
}

void manual_page(struct call *call)
{
	const struct option_row *row;
	const struct command *c;

	str_addf(&call->out, ".TH FOOTHOLD 1 \"\" \"%s\"\n", PACKAGE_STRING);
	section(call, _("NAME"));
	out_text(call, "foothold \\- ");
	escaped(call, _("case management for services that welcome newcomers"));
	out_text(call, "\n");
	section(call, _("SYNOPSIS"));
	str_addf(&call->out, "\\fBfoothold\\fR [\\fI%s\\fR]\n.br\n", pgettext("synopsis", "options"));
	str_addf(&call->out, "\\fBfoothold\\fR \\fI%s\\fR [\\fI%s\\fR] [\\fI%s\\fR]\n", pgettext("synopsis", "command"),
		 pgettext("synopsis", "options"), pgettext("synopsis", "operands"));
	description(call);
	section(call, _("COMMANDS"));
	for (c = commands; c->name; c++)
		command(call, c);
	section(call, _("OPTIONS"));
	for (row = common_options; row->name; row++)
		option(call, row);
	environment(call);
	section(call, _("EXIT STATUS"));
	named(call, "0", _("Done."));
	named(call, "1", _("Refused or failed; the reason stands on standard error, and nothing was changed."));
	named(call, "2", _("Called wrongly."));
}
