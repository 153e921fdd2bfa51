/* SPDX-License-Identifier: EUPL-1.2 */
/* GNU-style options out of the tables, by getopt_long underneath. */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "commands/command.h"
#include "commands/sealed.h"

#define OPTIONS_MAX 64
#define FIRST_VALUE 1000      /* of options' values, behind all letters */

const struct option_row common_options[] = {
	{ "db", N_("FILE"), N_("The Foothold file; else FOOTHOLD_DB, else foothold/foothold.db among your data."), false },
	{ "passphrase-file", N_("FILE"), N_("Read the passphrase from this file, which only you may read, or from an "
		"open descriptor fd:N."), false },
	{ "lang", N_("CODE"), N_("The language to speak, such as fr."), false },
	{ "user", N_("NAME"), N_("Whose passphrase it is, where a file has several users; else your login name. In a file of one user, "
		"who acts, as the history will name them; else that user."), false },
	{ "role", N_("ROLE"), N_("Act in this role only: desk, casework, language, employment, housing and others. May "
		"be given several times."), false },
	{ "within", N_("ID"), N_("Work within this sealed file: its id, or the case number of somebody in it. For add, "
		"agenda, arrange, clock, decide, document, dossier, erase, find, home, household, list, note, pause, plan, refer, restrict, "
		"retention, set, show, skills, subject-export, today, undo and vacancy."), false },
	{ "json", NULL, N_("Print JSON."), false },
	{ "plain", NULL, N_("Screens without line drawing and with signs of plain ASCII."), false },
	{ "contrast", NULL, N_("Screens of high contrast: nothing dim, no colours, what is chosen stands reversed."), false },
	{ "help", NULL, N_("Explain and exit."), false },
	{ "version", NULL, N_("Print the version and exit."), false },
	{ NULL, NULL, NULL, false },
};

/* The rows that hold for this call, side by side as getopt wants them. */
struct known {
	struct option getopt[OPTIONS_MAX];
	const struct option_row *row[OPTIONS_MAX];
	int count;
};

static void add_rows(struct known *known, const struct option_row *rows)
{
	for (; rows && rows->name; rows++) {
		if (known->count == OPTIONS_MAX - 1)
			BUG("too many options");
		known->row[known->count] = rows;
		known->getopt[known->count] = (struct option){ rows->name,
			!rows->argument ? no_argument : rows->optional ? optional_argument : required_argument, NULL,
			FIRST_VALUE + known->count };
		known->count++;
	}
}

static void keep(struct call *call, const struct option_row *row, const char *value)
{
	call->option = mem_resize(call->option, (size_t)call->n_options + 1, sizeof(*call->option));
	call->option[call->n_options].row = row;
	call->option[call->n_options++].value = value;
	/* At once, so that a complaint about the words behind is in it; whether it is spoken is told later. */
	if (str_same(row->name, "lang") && !str_empty(value))
		msg_set_language(value);
}

static enum status complain(int result, char **argv, struct err *err)
{
	const char *word = argv[optind - 1];

	if (result == ':')
		return err_set(err, ST_USAGE, _("The option “%s” needs a value."), word);
	if (optopt >= FIRST_VALUE)
		return err_set(err, ST_USAGE, _("The option “%s” takes no value."), word);
	return err_set(err, ST_USAGE, _("There is no option “%s” here, or it is not clear which one is meant."), word);
}

static const struct option_row *row_named(const struct known *known, const char *name)
{
	for (int i = 0; i < known->count; i++)
		if (str_same(known->row[i]->name, name))
			return known->row[i];
	return NULL;
}

/* -o is --output, where a verb has that. The options in argv[0..argc), from argv[1] on; stops at the first operand when `first_only`. */
static enum status take(struct call *call, const struct known *known, int argc, char **argv, bool first_only,
			struct err *err)
{
	const struct option_row *output;
	int result;

	opterr = 0;
	optind = 0;	/* GNU: begin anew */
	for (;;) {
		result = getopt_long(argc, argv, first_only ? "+:h" : ":ho:", known->getopt, NULL);
		if (result == -1)
			return ST_OK;
		if (result == 'h')
			keep(call, row_named(known, "help"), NULL);
		else if (result == 'o' && (output = row_named(known, "output")) != NULL)
			keep(call, output, optarg);
		else if (result >= FIRST_VALUE)
			keep(call, known->row[result - FIRST_VALUE], optarg);
		else
			return complain(result, argv, err);
	}
}

static enum status count_operands(const struct call *call, struct err *err)
{
	const struct command *c = call->command;

	if (call_given(call, "help") || call_given(call, "version"))
		return ST_OK;
	if (call->argc < c->least)
		return err_set(err, ST_USAGE, _("Something is missing: foothold %s %s"), c->name,
			       *c->operands ? _(c->operands) : "");
	if (c->most >= 0 && call->argc > c->most)
		return err_set(err, ST_USAGE, _("Too many words: foothold %s %s"), c->name,
			       *c->operands ? _(c->operands) : "");
	return ST_OK;
}

enum status call_parse(struct call *call, int argc, char **argv, struct err *err)
{
	struct known before = { .count = 0 }, all = { .count = 0 };
	enum status st;
	int verb;

	add_rows(&before, common_options);
	st = take(call, &before, argc, argv, true, err);
	if (st != ST_OK || optind == argc)
		return st;
	verb = optind;
	call->command = command_named(argv[verb]);
	if (!call->command)
		return err_set(err, ST_USAGE, _("There is no command “%s”."), argv[verb]);
	add_rows(&all, call->command->options);
	add_rows(&all, common_options);
	st = take(call, &all, argc - verb, argv + verb, false, err);
	if (st != ST_OK)
		return st;
	call->argc = argc - verb - optind;
	call->argv = argv + verb + optind;
	call->json = call_given(call, "json");
	return count_operands(call, err);
}

void call_clear(struct call *call)
{
	sealed_exit(call);
	store_close(call->store);
	free(call->option);
	free(call->file);
	str_wipe(&call->out);
}

const char *call_option_at(const struct call *call, const char *option, int n)
{
	int i;

	for (i = 0; i < call->n_options; i++)
		if (strcmp(call->option[i].row->name, option) == 0 && n-- == 0)
			return call->option[i].value ? call->option[i].value : "";
	return NULL;
}

bool call_given(const struct call *call, const char *option)
{
	return call_option_at(call, option, 0) != NULL;
}

const char *call_option(const struct call *call, const char *option)
{
	const char *last = NULL, *value;
	int n;

	for (n = 0; (value = call_option_at(call, option, n)) != NULL; n++)
		last = value;
	return last;
}

enum status call_number(const struct call *call, const char *option, long otherwise, long *out, struct err *err)
{
	const char *value = call_option(call, option);
	char *end;

	*out = otherwise;
	if (!value)
		return ST_OK;
	errno = 0;
	*out = strtol(value, &end, 10);
	if (*value < '0' || *value > '9' || *end || errno || *out > 1000000000)
		return err_set(err, ST_USAGE, _("The option --%s needs a whole number from 0 to 1000000000."), option);
	return ST_OK;
}
