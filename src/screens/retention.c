/* SPDX-License-Identifier: EUPL-1.2 */
/* What was kept long enough: shown first, file by file, and ended only when the number of it is typed. */
#include <config.h>

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/retention.h"
#include "cases/second.h"
#include "screens/places.h"
#include "screens/vlist.h"

#define SHOWN 500
#define HEAD_ROWS 4          /* what this is, and a line between */

struct retention_view {
	struct screen screen;
	struct vlist *list;
	struct retention due;
};

enum { ACT_OPEN = ACT_OWN, ACT_END };

static void push_file(struct retention_view *view, int index)
{
	const struct retention_file *file = &view->due.file[index];
	struct vrow row = { .id = file->person, .tag = index, .look = file->held ? LOOK_DIM : LOOK_NORMAL };
	struct str over = STR_INIT;

	date_show(&over, file->over);
	row.cell[0] = mem_str(file->case_number);
	row.cell[1] = mem_str(file->title);
	row.cell[2] = str_take(&over);
	row.cell[3] = mem_str(retention_end_words(file, true));
	vlist_push(view->list, &row);
}

/* A head of its own, which the cursor passes: nothing opens there. */
static void push_group(struct retention_view *view, int index)
{
	const struct retention_group *group = &view->due.group[index];
	struct vrow row = { .head = true };
	struct str words = STR_INIT;

	str_addf(&words, "%d  ", group->count);
	retention_group_words(&words, group);
	row.cell[0] = str_take(&words);
	vlist_push(view->list, &row);
}

static void push_head(struct retention_view *view, const char *words)
{
	struct vrow row = { .head = true };

	row.cell[0] = mem_str(words);
	vlist_push(view->list, &row);
}

static enum status load(struct retention_view *view, struct err *err)
{
	struct app *app = view->screen.app;
	struct retention due;
	enum status st = retention_due(app->store, app->actor, clock_today(), SHOWN, &due, err);

	if (st != ST_OK)
		return st;
	retention_clear(&view->due);
	view->due = due;
	vlist_begin(view->list);
	if (due.n_groups)
		push_head(view, _("ENTRIES AND FIELDS WITH A SHORTER TIME"));
	for (int i = 0; i < due.n_groups; i++)
		push_group(view, i);
	if (due.n_files)
		push_head(view, _("FILES OF PEOPLE WHO LEFT"));
	for (int i = 0; i < due.n_files; i++)
		push_file(view, i);
	vlist_end(view->list);
	return ST_OK;
}

static void set_columns(struct retention_view *view)
{
	const struct vcol columns[] = {
		{ _("Case number"), 14, 16, 0, false, LOOK_NORMAL, true, false },
		{ _("Name"), 14, 30, 0, false, LOOK_NORMAL, true, false },
		{ _("Over since"), 14, 18, 0, false, LOOK_NORMAL, true, false },
		{ _("What happens"), 14, 0, 0, false, LOOK_NORMAL, false, false },
	};

	vlist_columns(view->list, columns, ARRAY_LEN(columns));
	vlist_empty(view->list, _("Nothing has been kept too long."));
}

static enum status open_view(struct screen *screen, struct err *err)
{
	struct retention_view *view = (struct retention_view *)screen;

	set_columns(view);
	return load(view, err);
}

static void title(const struct screen *screen, struct str *out)
{
	(void)screen;
	str_add(out, _("Kept long enough"));
}

static void layout(struct screen *screen, struct area body)
{
	body.row += HEAD_ROWS;
	body.rows -= HEAD_ROWS;
	vlist_layout(((struct retention_view *)screen)->list, body);
}

/* How many files, entries and fields would go: what is held, and what waits for the archive, stays. */
static int going(const struct retention_view *view)
{
	int n = 0;

	for (int i = 0; i < view->due.n_groups; i++)
		n += view->due.group[i].count;
	for (int i = 0; i < view->due.n_files; i++)
		n += !view->due.file[i].held && view->due.file[i].end != KEEP_ARCHIVE;
	return n;
}

static void draw(struct screen *screen)
{
	struct retention_view *view = (struct retention_view *)screen;
	struct area body = screen->body, words = { body.row, body.col + 1, 3, body.cols - 2 };

	/* TRANSLATORS: three lines of 78 columns have room */
	term_wrap(words, LOOK_DIM, _("By the clocks of the register and the municipality's settings this has been kept long "
		"enough. Nothing goes before x and the number typed. Files for the archive go by “foothold retention --run "
		"--archive FOLDER”."));
	vlist_draw(view->list, true);
}

static bool tell_progress(void *ctx, int64_t done, int64_t total)
{
	return app_working(ctx, _("Ending what was kept long enough: %d %%. Esc stops."), (int)(total ? done * 100 / total : 0));
}

static enum status end_now(struct retention_view *view, struct err *err)
{
	struct app *app = view->screen.app;
	struct retention_order order = { .progress = tell_progress, .ctx = app };
	struct retention_done done;
	struct err later = { 0 };
	enum status st = retention_run(app->store, app->actor, &view->due, &order, &done, err);

	if (st != ST_OK)
		return st;
	if (store_scrub(app->store, &later) == ST_OK)
		app_say(app, _("Ended: %d files, %d entries and fields. Nothing of them is left in the file."),
			(int)(done.destroyed + done.anonymised), (int)(done.records + done.fields));
	else
		app_fail(app, &later);
	return ST_OK;
}

static enum status confirm(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct retention_view *view = ctx;
	struct id nobody = { { 0 } };
	char *number = mem_fmt("%d", going(view));
	bool right = str_same(typed, number), go = false;
	enum status st;

	free(number);
	if (!right)
		return err_set(err, ST_INVALID, _("That is not the number. Nothing was changed; type it to end all of this, or Esc."));
	st = second_asked(app->store, app->actor, "retention.asked", nobody, &go, err);
	if (st == ST_OK && go)
		st = end_now(view, err);
	else if (st == ST_OK)
		app_say(app, "%s", _("Your wish is noted. A second colleague of casework confirms it here within 30 days."));
	if (st != ST_OK)
		return st;
	app_wrote(app);
	return load(view, err);
}

static char *number_words(void *ctx)
{
	return mem_fmt(_("Type %d to end all of this:"), going(ctx));
}

static struct next ask_number(struct retention_view *view)
{
	if (!going(view)) {
		app_say(view->screen.app, "%s", _("Nothing goes now."));
		return next_stay();
	}
	return next_open(ask_in_words(ask_screen(view->screen.app, NULL, NULL, confirm, view), number_words));
}

static struct next act(struct screen *screen, int id)
{
	struct retention_view *view = (struct retention_view *)screen;
	const struct vrow *row = vlist_now(view->list);

	if (id == ACT_END)
		return ask_number(view);
	if (id != ACT_OPEN || !row || row->head)
		return next_unused();
	return next_open(person_screen(screen->app, row->id));
}

static struct next key(struct screen *screen, int k)
{
	struct err err = { 0 };

	return vlist_key(((struct retention_view *)screen)->list, k, true, &err) ? next_stay() : next_unused();
}

static void tell(struct screen *screen, enum news news)
{
	struct retention_view *view = (struct retention_view *)screen;
	struct err err = { 0 };

	if (news == NEWS_LANGUAGE)
		set_columns(view);
	if ((news == NEWS_CHANGED || news == NEWS_LANGUAGE || news == NEWS_RETURN) && load(view, &err) != ST_OK)
		app_fail(screen->app, &err);
}

static void close_view(struct screen *screen)
{
	struct retention_view *view = (struct retention_view *)screen;

	retention_clear(&view->due);
	vlist_free(view->list);
	free(view);
}

static const struct action actions[] = {
	{ ACT_OPEN, { K_ENTER }, N_("open"), N_("Open the file under the cursor."), 0, false },
	{ ACT_END, { 'x', K_DELETE }, N_("end all"), N_("End all that is shown, for good: the number of it is asked for first."), 0,
		false },
	ACTION_END
};

static const struct screen_ops retention_ops = {
	.name = "retention", .actions = actions, .open = open_view, .title = title, .layout = layout, .draw = draw,
	.key = key, .act = act, .tell = tell, .close = close_view,
};
SCREEN(retention_ops);

struct screen *retention_screen(struct app *app)
{
	struct retention_view *view = mem_alloc(sizeof(*view));

	view->list = vlist_new(NULL, 0);
	return screen_init(&view->screen, &retention_ops, app);
}
