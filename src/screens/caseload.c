/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The team lead's caseload: files by case number, caseworker and clocks, without a
 * name.  A file is opened for a reason from here, and an absent colleague's files
 * are given to another.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/caseload.h"
#include "screens/pick.h"
#include "screens/places.h"
#include "screens/reason.h"
#include "screens/vlist.h"

#define COLLEAGUES_MOST 500

struct caseload {
	struct screen screen;
	struct vlist *list;
	struct caseload_query query;
	char who[64];                    /* what query.caseworker points to */
	char **colleague;
	int colleagues;
	struct choice *choice;           /* of them, for the window that asks */
	struct id giving;                /* the file that is given away; none: all of `who` */
};

enum { ACT_OPEN = ACT_OWN, ACT_LATE, ACT_WHOSE, ACT_EVERYBODY, ACT_GIVE, ACT_GIVE_ALL };

static char *late_words(const struct caseload *c, struct date due)
{
	long days = date_valid(due) ? date_between(due, c->query.day) : 0;

	if (days <= 0)
		return NULL;
	return mem_fmt(ngettext("late %ld day", "late %ld days", (unsigned long)days), days);
}

static char *date_words(struct date day)
{
	struct str out = STR_INIT;

	if (!date_valid(day))
		return NULL;
	date_show(&out, day);
	return str_take(&out);
}

static void push_row(struct caseload *c, const struct caseload_row *from)
{
	struct vrow row = { .id = from->person, .sign = from->late ? SIGN_LATE : from->open ? SIGN_OPEN : SIGN_NONE };

	row.cell[0] = mem_str(from->case_number);
	row.cell[1] = mem_str(from->caseworker);
	row.cell[2] = late_words(c, from->due);
	if (!row.cell[2])
		row.cell[2] = date_words(from->due);
	row.cell[3] = mem_fmt("%d", from->open);
	row.cell[4] = date_words(from->since);
	row.place = mem_alloc(sizeof(*from));
	memcpy(row.place, from, sizeof(*from));
	vlist_push(c->list, &row);
}

static enum status fetch(void *ctx, struct vlist *list, const struct vrow *from, bool backward, int limit,
	struct err *err)
{
	struct caseload *c = ctx;
	const struct app *app = c->screen.app;
	struct caseload_row *row = mem_array((size_t)limit, sizeof(*row));
	int count;
	enum status st = caseload_list(app->store, app->actor, &c->query, from ? from->place : NULL, backward, limit, row,
		&count, err);

	(void)list;
	for (int i = 0; st == ST_OK && i < count; i++)
		push_row(c, &row[i]);
	free(row);
	return st;
}

static void set_columns(struct caseload *c)
{
	const struct vcol columns[] = {
		{ _("Case number"), 14, 18, 0, false, LOOK_NORMAL, true, false },
		{ _("Caseworker"), 12, 28, 1, false, LOOK_NORMAL, false, false },
		{ _("Next target"), 14, 20, 2, false, LOOK_NORMAL, true, false },
		{ _("Open"), 4, 10, 3, true, LOOK_NORMAL, true, false },
		{ _("Here since"), 12, 18, 4, false, LOOK_DIM, true, false },
	};

	vlist_columns(c->list, columns, ARRAY_LEN(columns));
	vlist_empty(c->list, c->query.late ? _("No file has a step that is late. l shows all files again.") :
		_("There is no file here. v shows everybody's again."));
}

static void restart(struct caseload *c)
{
	struct err err = { 0 };

	c->query.day = clock_today();
	set_columns(c);
	if (vlist_restart(c->list, &err) != ST_OK)
		app_fail(c->screen.app, &err);
}

static enum status open_caseload(struct screen *screen, struct err *err)
{
	struct caseload *c = (struct caseload *)screen;

	c->query.day = clock_today();
	set_columns(c);
	vlist_source(c->list, fetch, c);
	return vlist_restart(c->list, err);
}

static void title(const struct screen *screen, struct str *out)
{
	str_add(out, ((const struct caseload *)screen)->query.late ? _("Caseload, late only") : _("Caseload"));
}

static void layout(struct screen *screen, struct area body)
{
	struct area list = { body.row + 1, body.col, body.rows - 1, body.cols };

	vlist_layout(((struct caseload *)screen)->list, list);
}

static void draw(struct screen *screen)
{
	struct caseload *c = (struct caseload *)screen;
	struct str whose = STR_INIT;

	if (!c->query.caseworker)
		str_add(&whose, _("Everybody's files"));
	else if (!*c->query.caseworker)
		str_add(&whose, _("Files of nobody"));
	else
		/* TRANSLATORS: %s is a colleague's name */
		str_addf(&whose, _("Files of %s"), c->query.caseworker);
	term_text(screen->body.row, screen->body.col + 1, screen->body.cols - 2, LOOK_NOTE, str_get(&whose));
	vlist_draw(c->list, true);
	str_free(&whose);
}

static struct next key(struct screen *screen, int k)
{
	struct caseload *c = (struct caseload *)screen;
	struct err err = { 0 };
	bool mine = vlist_key(c->list, k, true, &err);

	if (err.status != ST_OK)
		app_fail(screen->app, &err);
	return mine ? next_stay() : next_unused();
}

static void forget_colleagues(struct caseload *c)
{
	for (int i = 0; i < c->colleagues; i++)
		free(c->colleague[i]);
	free(c->colleague);
	free(c->choice);
	c->colleague = NULL;
	c->choice = NULL;
	c->colleagues = 0;
}

static void whose_picked(void *ctx, const char *name)
{
	struct caseload *c = ctx;

	str_copy(c->who, sizeof(c->who), name);
	c->query.caseworker = c->who;
	restart(c);
}

static struct next ask_whose(struct caseload *c)
{
	const struct app *app = c->screen.app;
	struct pick_request request = { .title = N_("Whose files?"), .picked = whose_picked, .ctx = c };
	struct err err = { 0 };

	forget_colleagues(c);
	if (caseload_colleagues(app->store, app->actor, COLLEAGUES_MOST, &c->colleague, &c->colleagues, &err) != ST_OK) {
		app_fail(c->screen.app, &err);
		return next_stay();
	}
	c->choice = mem_array((size_t)c->colleagues + 1, sizeof(*c->choice));
	for (int i = 0; i < c->colleagues; i++)
		c->choice[i] = (struct choice){ c->colleague[i], c->colleague[i] };
	request.choices = c->choice;
	return next_open(pick_screen(c->screen.app, &request));
}

static enum status given(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct caseload *c = ctx;
	bool one = !id_none(c->giving);
	int64_t files;
	enum status st = caseload_reassign(app->store, app->actor, one ? NULL : c->who, &c->giving, one, typed, &files, err);

	if (st != ST_OK)
		return st;
	app_wrote(app);
	app_say(app, ngettext("%lld file was handed over.", "%lld files were handed over.", (unsigned long)files),
		(long long)files);
	return ST_OK;
}

static struct next give(struct caseload *c, struct id file)
{
	c->giving = file;
	return next_open(ask_screen(c->screen.app, id_none(file) ? N_("All these files go to:") : N_("This file goes to:"), "",
		given, c));
}

static struct next act(struct screen *screen, int id)
{
	struct caseload *c = (struct caseload *)screen;
	const struct vrow *row = vlist_now(c->list);

	switch (id) {
	case ACT_OPEN:
		return next_open(reason_screen(screen->app, row->id));
	case ACT_LATE:
		c->query.late = !c->query.late;
		restart(c);
		return next_stay();
	case ACT_WHOSE:
		return ask_whose(c);
	case ACT_EVERYBODY:
		c->query.caseworker = NULL;
		restart(c);
		return next_stay();
	case ACT_GIVE:
		return give(c, row->id);
	case ACT_GIVE_ALL:
		return give(c, (struct id){ { 0 } });
	}
	return next_unused();
}

static void tell(struct screen *screen, enum news news)
{
	struct caseload *c = (struct caseload *)screen;
	struct err err = { 0 };

	if (news == NEWS_LANGUAGE)
		set_columns(c);
	if ((news == NEWS_LANGUAGE || news == NEWS_CHANGED) && vlist_reload(c->list, &err) != ST_OK)
		app_fail(screen->app, &err);
}

static void close_caseload(struct screen *screen)
{
	struct caseload *c = (struct caseload *)screen;

	forget_colleagues(c);
	vlist_free(c->list);
	free(c);
}

static bool on_row(const struct screen *screen)
{
	return vlist_now(((const struct caseload *)screen)->list) != NULL;
}

static bool of_one(const struct screen *screen)
{
	return ((const struct caseload *)screen)->query.caseworker != NULL;
}

static bool of_colleague(const struct screen *screen)
{
	const struct caseload *c = (const struct caseload *)screen;

	return c->query.caseworker && *c->query.caseworker && on_row(screen);
}

static const struct action actions[] = {
	{ ACT_OPEN, { K_ENTER }, N_("open"), N_("Open the file for a complaint, an override or a quality check. It is "
		"noted, and the file shows it."), on_row, false },
	{ ACT_LATE, { 'l' }, N_("late only"), N_("Only files with a step that is late, the longest first; or all again."), 0,
		false },
	{ ACT_WHOSE, { 'f', K_F4 }, N_("whose"), N_("Only the files of one colleague."), 0, false },
	{ ACT_EVERYBODY, { 'v' }, N_("everybody's"), N_("Everybody's files again."), of_one, false },
	{ ACT_GIVE, { 'm' }, N_("hand over"), N_("Give this file to another colleague; open steps and coming appointments go "
		"along."), on_row, false },
	{ ACT_GIVE_ALL, { 'M' }, N_("hand over all"), N_("Give all files of this colleague to another."), of_colleague, false },
	{ ACT_BACK, { K_ESC }, N_("back"), N_("Go back to the screen before."), 0, false },
	ACTION_END
};

static const struct screen_ops caseload_ops = {
	.name = "caseload", .actions = actions, .open = open_caseload, .title = title, .layout = layout, .draw = draw,
	.key = key, .act = act, .tell = tell, .close = close_caseload,
};
SCREEN(caseload_ops);

struct screen *caseload_screen(struct app *app)
{
	struct caseload *c = mem_alloc(sizeof(*c));

	c->list = vlist_new(NULL, 0);
	return screen_init(&c->screen, &caseload_ops, app);
}
