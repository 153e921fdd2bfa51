/* SPDX-License-Identifier: EUPL-1.2 */
/* A welcome card issued from a person's file, and what is said of one that is scanned into the line of Find. */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "paper/cards.h"
#include "paper/hand.h"
#include "screens/handing.h"
#include "screens/places.h"

struct wish { struct id person; };

static enum status issue(void *ctx, struct app *app, const char *typed, struct err *err)
{
	const struct wish *wish = ctx;
	const char *printer = handing_printer(typed);
	struct cards_wish cards = { .person = &wish->person, .count = 1, .file = printer ? NULL : typed, .printer = printer };
	enum status st;

	if (!printer && paper_format_by_name(typed) != PAPER_PDF)
		return err_set(err, ST_INVALID, _("Cards are PDF: choose a file's name that ends in .pdf."));
	st = cards_issue(app->store, app->actor, &cards, NULL, err);
	if (st != ST_OK)
		return st;
	app_wrote(app);
	app_tell(app, NEWS_CHANGED);
	if (!printer)
		app_say(app, _("The card was written to %s. Print it and delete it; whoever has the file has the card."), typed);
	else
		app_say(app, "%s", _("The card is at the printer. One that the person had before is withdrawn."));
	return ST_OK;
}

struct screen *card_screen(struct app *app, struct id person)
{
	struct wish *wish = mem_alloc(sizeof(*wish));

	wish->person = person;
	return ask_owning_screen(app, N_("File (.pdf), or lp to print:"), "lp",
		issue, wish, free);
}

bool card_can(const struct app *app)
{
	return kind_changed_by(app->actor, register_kind("card")) && !app->haven;
}
