/* SPDX-License-Identifier: EUPL-1.2 */
/* The audit of matching as a paper to be read: one kind of it, or all that this user sees. */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "match/audit.h"
#include "screens/places.h"
#include "screens/reading.h"

/* Computed once; told anew in another language. */
struct fairness { int first, last; struct match_audit audit[MATCH_KINDS]; bool there[MATCH_KINDS], done; };

static bool working(void *ctx, int64_t done, int64_t total)
{
	/* TRANSLATORS: how many of how many things were tried */
	return app_working(ctx, _("Dealing values anew and reading everybody again: %d of %d. Esc stops."), (int)done, (int)total);
}

static enum status audit_all(struct fairness *f, struct app *app, struct err *err)
{
	enum status st = ST_OK;

	for (int what = f->first; st == ST_OK && what <= f->last; what++) {
		st = match_audit(app->store, app->actor, (enum match_what)what, working, app, &f->audit[what], err);
		f->there[what] = st == ST_OK;
		if (st == ST_DENIED && f->first != f->last)
			st = ST_OK;
	}
	f->done = st == ST_OK;
	return st;
}

static enum status make(void *ctx, struct app *app, struct sheet **out, struct err *err)
{
	struct fairness *f = ctx;
	bool any = false;
	enum status st = f->done ? ST_OK : audit_all(f, app, err);

	if (st != ST_OK)
		return st;
	*out = sheet_new(_("Audit of matching"));

	for (int what = f->first; what <= f->last; what++)
		if (f->there[what]) {
			match_audit_paper(*out, &f->audit[what]);
			any = true;
		}
	if (!any)
		return err_set(err, ST_DENIED, _("Your role sees nobody who waits and no place. Nothing was audited."));
	return ST_OK;
}

static void forget(void *ctx)
{
	struct fairness *f = ctx;

	for (int what = 0; what < MATCH_KINDS; what++)
		if (f->there[what])
			match_audit_clear(&f->audit[what]);
	free(f);
}

bool fairness_any(const struct app *app)
{
	for (int what = 0; what < MATCH_KINDS; what++)
		if (match_audit_may(app->actor, (enum match_what)what) && !app->haven)
			return true;
	return false;
}

struct screen *fairness_screen(struct app *app, int what)
{
	struct fairness *f = mem_alloc(sizeof(*f));
	struct reading about = { .title = N_("Audit of matching"), .file = "matching-audit.pdf", .make = make, .ctx = f,
		.kind = register_kind("match_rule"), .forget = forget };

	f->first = what < 0 ? 0 : what;
	f->last = what < 0 ? MATCH_KINDS - 1 : what;
	return reading_screen(app, &about);
}
