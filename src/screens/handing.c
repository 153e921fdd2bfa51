/* SPDX-License-Identifier: EUPL-1.2 */
/* Whereto a paper goes, asked in one line; see handing.h. */
#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "paper/hand.h"
#include "screens/handing.h"
#include "screens/places.h"

const char *handing_printer(const char *typed)
{
	if (!str_starts(typed, "lp") || (typed[2] && typed[2] != ' '))
		return NULL;
	return typed + 2 + strspn(typed + 2, " ");
}

static enum status give(const struct handing *about, struct app *app, const struct sheet *sheet, const char *typed,
	struct err *err)
{
	const char *printer = handing_printer(typed);
	enum status st = about->note ? about->note(about->ctx, app, printer ? "lp" : typed, err) : ST_OK;

	if (st != ST_OK)
		return st;
	if (printer)
		st = paper_print(sheet, NULL, PAPER_PDF, NULL, printer, err);
	else
		st = paper_save(sheet, NULL, paper_format_by_name(typed), NULL, typed, err);
	if (st == ST_OK && printer)
		app_say(app, "%s", _("The paper was handed over to the printer."));
	else if (st == ST_OK)
		app_say(app, _("Written to %s. It is readable: delete it once it is printed."), typed);
	return st;
}

static enum status named(void *ctx, struct app *app, const char *typed, struct err *err)
{
	const struct handing *about = ctx;
	struct sheet *sheet;
	enum status st;

	if (str_empty(typed))
		return err_set(err, ST_INVALID, _("Please name a file, or press Esc."));
	if (!handing_printer(typed) && io_taken(typed))
		return err_set(err, ST_INVALID, _("A file of this name is there already and is not replaced. Please give another name."));
	st = about->make(about->ctx, app, &sheet, err);
	if (st != ST_OK)
		return st;
	st = give(about, app, sheet, typed, err);
	sheet_free(sheet);
	return st;
}

static void forget(void *ctx)
{
	struct handing *about = ctx;

	if (about->forget)
		about->forget(about->ctx);
	free(about);
}

struct screen *handing_screen(struct app *app, const struct handing *about)
{
	struct handing *own = mem_alloc(sizeof(*own));

	*own = *about;
	return ask_owning_screen(app, N_("File (.pdf or .txt), or lp to print:"), own->file, named, own, forget);
}
