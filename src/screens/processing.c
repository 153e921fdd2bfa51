/* SPDX-License-Identifier: EUPL-1.2 */
/* What the register says of itself, as papers: the record of processing, and the sheet for newcomers in any language. */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/retention.h"
#include "paper/letter.h"
#include "paper/paperlang.h"
#include "paper/processing.h"
#include "screens/pick.h"
#include "screens/places.h"
#include "screens/reading.h"

static enum status make_record(void *ctx, struct app *app, struct sheet **out, struct err *err)
{
	struct retention_rules rules;
	struct newcomer facts;
	enum status st = newcomer_read(app->store, app->actor, &facts, err);

	(void)ctx;
	if (st == ST_OK)
		st = retention_rules_of(app->store, &rules, err);
	if (st == ST_OK)
		*out = processing_sheet(&facts, &rules.file, NULL);
	newcomer_clear(&facts);
	return st;
}

struct screen *processing_screen(struct app *app)
{
	const struct reading about = { .title = N_("Record of processing (GDPR Art. 30)"), .file = "record-of-processing.pdf",
		.kind = register_kind("exception"), .make = make_record };

	return reading_screen(app, &about);
}

/* ---- the sheet for newcomers ---- */

static enum status make_sheet(void *ctx, struct app *app, struct sheet **out, struct err *err)
{
	struct newcomer facts;
	enum status st = newcomer_read(app->store, app->actor, &facts, err);

	if (st == ST_OK)
		st = newcomer_sheet(&facts, ctx, false, out, err);
	newcomer_clear(&facts);
	return st;
}

static void language_picked(void *ctx, const char *code)
{
	struct app *app = ctx;
	const struct reading about = { .title = N_("Sheet for newcomers"), .file = "what-we-ask.pdf", .kind = register_kind("controller"),
		.make = make_sheet, .ctx = mem_str(code), .forget = free };

	app_open_later(app, reading_screen(app, &about));
}

static struct screen *pick_language(void *ctx)
{
	struct app *app = ctx;
	size_t n;
	const char *const *all = letter_languages(&n);
	struct choice *offer = mem_array(n + 1, sizeof(*offer));
	struct str *name = mem_array(n, sizeof(*name));
	struct pick_request ask = { .title = N_("Language of the paper"), .choices = offer, .now = msg_language(),
		.picked = language_picked, .anew = pick_language, .ctx = app };
	struct screen *screen;

	for (size_t i = 0; i < n; i++) {
		paper_language_show(&name[i], all[i]);
		offer[i] = (struct choice){ all[i], str_get(&name[i]) };
	}
	screen = pick_screen(app, &ask);
	for (size_t i = 0; i < n; i++)
		str_free(&name[i]);
	free(name);
	free(offer);
	return screen;
}

struct screen *newcomer_sheet_screen(struct app *app)
{
	return pick_language(app);
}
