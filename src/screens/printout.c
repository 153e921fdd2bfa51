/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A list to print: text for the printer, or for a file that the person names.  It leaves what
 * protects the file, so that it is never done without being asked, is readable by
 * nobody else on this computer, and is noted.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "register/actor.h"
#include "paper/printer.h"
#include "screens/handing.h"
#include "screens/places.h"
#include "store/acts.h"

struct printout { char *text; const struct kind *kind; int records; };

enum status printout_note(struct app *app, const struct kind *kind, int records, struct err *err)
{
	struct act_by by = actor_by(app->actor);
	char *detail = mem_fmt("{\"kind\":\"%s\",\"records\":%d,\"sealed\":false}", kind->name, records);
	enum status st = act_note(app->store, &by, "export", (struct id){ { 0 } }, detail, err);

	free(detail);
	return st;
}

static enum status write_it(const struct printout *p, const char *path, struct err *err)
{
	struct io_file *file;
	enum status st = io_create(path, 0600, &file, err);

	if (st != ST_OK)
		return st;
	fputs(p->text, io_stream(file));
	return io_commit(file, err);
}

static enum status named(void *ctx, struct app *app, const char *path, struct err *err)
{
	struct printout *p = ctx;
	const char *printer = handing_printer(path);
	enum status st;

	if (str_empty(path))
		return err_set(err, ST_INVALID, _("Please name a file, or press Esc."));
	if (!printer && io_taken(path))
		return err_set(err, ST_INVALID, _("A file of this name is there already and is not replaced. Please give another name."));
	st = printout_note(app, p->kind, p->records, err);
	if (st == ST_OK)
		st = printer ? printer_send(printer, p->text, strlen(p->text), err) : write_it(p, path, err);
	if (st == ST_OK && printer)
		app_say(app, "%s", _("The paper was handed over to the printer."));
	else if (st == ST_OK)
		app_say(app, _("Written to %s. It is readable: delete it once it is printed."), path);
	return st;
}

static void forget(void *ctx)
{
	struct printout *p = ctx;

	free(p->text);
	free(p);
}

struct screen *printout_screen(struct app *app, const char *name, char *text, const struct kind *kind, int records)
{
	struct printout *p = mem_alloc(sizeof(*p));

	*p = (struct printout){ text, kind, records };
	return ask_owning_screen(app, N_("File, or lp to print:"), name, named, p, forget);
}
