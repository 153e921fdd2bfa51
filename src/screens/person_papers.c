/* SPDX-License-Identifier: EUPL-1.2 */
/* The copy of a paper, from its row in a person's file: into the file, out of it, and away; papers for the person. */
#include <config.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/document.h"
#include "exchange/paperfile.h"
#include "paper/letter.h"
#include "screens/person_own.h"

/* Whether the record under the cursor has a copy, or may have one; false where it is no document. */
static bool look(const struct screen *screen, bool *copied)
{
	const struct person *p = (const struct person *)screen;
	const struct person_row *row = p->list ? person_row_now(p) : NULL;
	struct record *record;

	if (!row || !row->kind || p->tab == TAB_PAST || !str_same(row->kind->name, "document")
		|| !kind_changed_by(screen->app->actor, row->kind)
		|| read_brief(screen->app->store, screen->app->actor, row->kind, row->id, &record, NULL) != ST_OK)
		return false;
	*copied = str_same(record_get(record, "copy"), "yes");
	record_free(record);
	return true;
}

bool papers_can_attach(const struct screen *screen)
{
	bool copied;

	return look(screen, &copied) && !copied;
}

bool papers_copied(const struct screen *screen)
{
	bool copied;

	return look(screen, &copied) && copied;
}

static enum status attach(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct person *p = ctx;
	struct id set;
	enum status st = paperfile_attach(app->store, app->actor, p->moving.id, typed, &set, err);

	if (st != ST_OK)
		return st;
	app_wrote(app);
	app_tell(app, NEWS_CHANGED);
	app_say(app, "%s", _("The copy is kept, encrypted. Please delete the file it came from. Ctrl-Z takes it back."));
	return ST_OK;
}

static enum status save(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct person *p = ctx;
	enum status st = paperfile_save(app->store, app->actor, p->moving.id, typed, err);

	if (st == ST_OK)
		app_say(app, "%s", _("The copy was written, and the trail says so. It is not encrypted there: delete it once it is "
			"used."));
	return st;
}

struct next papers_attach(struct person *p)
{
	p->moving = *person_row_now(p);
	return next_open(ask_screen(p->screen.app, N_("File to take the copy from:"), "", attach, p));
}

struct next papers_save(struct person *p)
{
	p->moving = *person_row_now(p);
	return next_open(ask_screen(p->screen.app, N_("File to write the copy to:"), "", save, p));
}

struct next papers_drop(struct person *p)
{
	struct id document = person_row_now(p)->id;
	struct err err = { .text = "" };

	if (!id_same(p->dropping, document)) {
		p->dropping = document;
		app_say(p->screen.app, "%s", _("The copy will be gone for good; no undo brings it back. The same key once more erases "
			"it."));
		return next_stay();
	}
	p->dropping = (struct id){ { 0 } };
	if (document_drop(p->screen.app->store, p->screen.app->actor, document, &err) != ST_OK) {
		app_fail(p->screen.app, &err);
		return next_stay();
	}
	app_tell(p->screen.app, NEWS_CHANGED);
	app_say(p->screen.app, "%s", _("The copy is erased. That the original was seen stays recorded."));
	return next_stay();
}

/* ---- papers for the person ---- */

bool papers_can_write(const struct screen *screen)
{
	const struct person *p = (const struct person *)screen;

	return p->record && id_none(p->lent.grant) && letters_any(screen->app);
}

/* About the appointment or offer under the cursor; of what an offer became or is asked by, the newest one; else whatever
 * comes first. */
struct next papers_letter(struct person *p)
{
	static const struct { const char *kind, *paper; } near[] = { { "placement", "home" }, { "need", "home" },
		{ "enrolment", "course" }, { "application", "job" }, { "jobwish", "job" }, { "plan", "plan" } };
	const struct person_row *row = p->tab == TAB_PAST ? NULL : person_row_now(p);
	const char *name = row && row->kind ? row->kind->name : NULL, *paper = NULL;
	int n;
	const struct letter_kind *kinds = letter_kinds(&n);

	for (int i = 0; i < n && name; i++)
		if (str_same(kinds[i].about, name))
			return next_open(letters_screen(p->screen.app, p->id, kinds[i].key, row->id));
	for (size_t i = 0; i < ARRAY_LEN(near) && name; i++)
		paper = str_same(near[i].kind, name) ? near[i].paper : paper;
	return next_open(letters_screen(p->screen.app, p->id, paper, (struct id){ { 0 } }));
}

bool papers_can_issue_card(const struct screen *screen)
{
	const struct person *p = (const struct person *)screen;

	return id_none(p->lent.grant) && kind_changed_by(screen->app->actor, p->kind) && card_can(screen->app);
}
