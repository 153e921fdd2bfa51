/* SPDX-License-Identifier: EUPL-1.2 */
/* Copies of the file: which were made, where they are, and one more now, with how far it is. */
#include <config.h>

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "screens/places.h"
#include "screens/vlist.h"
#include "store/backup.h"

#define SHOWN 500
#define HEAD_ROWS 4          /* what the state is, what to do, and a line between */
#define FOOT_ROWS 3          /* of the copy under the cursor: where it is, its chains' heads */

struct backup_view {
	struct screen screen;
	struct vlist *list;
	struct backup *copies;
	int count;
	char *place;             /* what is proposed */
};

enum { ACT_MAKE = ACT_OWN };

char *backup_reminder(long days)
{
	if (days == 0)
		return NULL;
	if (days < 0)
		return mem_str(_("No backup of this file is known. F10, then Backup, makes one."));
	return mem_fmt(ngettext("The last backup is %ld day old. F10, then Backup, makes one.",
		"The last backup is %ld days old. F10, then Backup, makes one.", (unsigned long)days), days);
}

static void when(struct str *out, int64_t ms)
{
	struct date day;
	int minute;

	clock_local(ms, &day, &minute);
	date_show(out, day);
	str_addf(out, " %02d:%02d", minute / 60, minute % 60);
}

static void push_copy(struct backup_view *view, int index)
{
	const struct backup *copy = &view->copies[index];
	struct vrow row = { .id = copy->id, .tag = index, .look = copy->removed_ms ? LOOK_DIM : LOOK_NORMAL };
	struct str text = STR_INIT;

	when(&text, copy->made_ms);
	row.cell[0] = str_take(&text);
	text_number(&text, (copy->bytes + 99999) / 100000, 1);
	str_add(&text, " MB");
	row.cell[1] = str_take(&text);
	row.cell[2] = mem_str(copy->removed_ms ? _("taken away") : copy->apart ? _("other disk") : _("same disk"));
	row.cell[3] = mem_str(copy->user[0] ? copy->user : _("before an update"));
	vlist_push(view->list, &row);
}

static enum status load(struct backup_view *view, struct err *err)
{
	struct app *app = view->screen.app;
	struct backup *copies;
	char *place = NULL;
	int count;
	enum status st = backups_list(app->store, SHOWN, &copies, &count, err);

	if (st == ST_OK)
		st = setting_get(app->store, SETTING_BACKUP_PLACE, &place, err);
	if (st != ST_OK)
		return st;
	backups_free(view->copies, view->count);
	view->copies = copies;
	view->count = count;
	free(view->place);
	view->place = place;
	vlist_begin(view->list);
	for (int i = 0; i < count; i++)
		push_copy(view, i);
	vlist_end(view->list);
	return ST_OK;
}

static void set_columns(struct backup_view *view)
{
	const struct vcol columns[] = {
		{ _("Made"), 16, 30, 0, false, LOOK_NORMAL, true, false },
		{ _("Size"), 8, 14, 1, true, LOOK_NORMAL, true, false },
		{ _("Where"), 10, 24, 0, false, LOOK_NORMAL, false, false },
		{ _("By"), 8, 0, 2, false, LOOK_DIM, false, false },
	};

	vlist_columns(view->list, columns, ARRAY_LEN(columns));
	vlist_empty(view->list, _("No copy was made yet. b makes one."));
}

static enum status open_view(struct screen *screen, struct err *err)
{
	struct backup_view *view = (struct backup_view *)screen;

	set_columns(view);
	return load(view, err);
}

static void title(const struct screen *screen, struct str *out)
{
	(void)screen;
	str_add(out, _("Backup"));
}

static void layout(struct screen *screen, struct area body)
{
	body.row += HEAD_ROWS;
	body.rows -= HEAD_ROWS + FOOT_ROWS;
	vlist_layout(((struct backup_view *)screen)->list, body);
}

/* The newest copy that still stands, as far as the file knows. */
static char *state_words(const struct backup_view *view)
{
	struct str made = STR_INIT;
	char *words;

	for (int i = 0; i < view->count; i++) {
		if (view->copies[i].removed_ms || !view->copies[i].user[0])
			continue;
		when(&made, view->copies[i].made_ms);
		words = mem_fmt(_("The last verified copy is of %s."), str_get(&made));
		str_free(&made);
		return words;
	}
	return mem_str(_("No verified copy of this file is known."));
}

static void draw_foot(const struct backup_view *view, struct area body)
{
	const struct vrow *row = vlist_now(view->list);
	const struct backup *copy = row ? &view->copies[row->tag] : NULL;
	int at = body.row + body.rows - FOOT_ROWS;

	if (!copy)
		return;
	term_rule(at, body.col, body.cols);
	term_text(at + 1, body.col, body.cols, LOOK_NORMAL, copy->path);
	term_text(at + 2, body.col, body.cols, LOOK_DIM, copy->heads);
}

static void draw(struct screen *screen)
{
	struct backup_view *view = (struct backup_view *)screen;
	struct area body = screen->body, words = { body.row + 1, body.col + 1, 2, body.cols - 2 };
	char *state = state_words(view);

	term_text(body.row, body.col + 1, body.cols - 2, LOOK_BOLD, state);
	free(state);
	/* TRANSLATORS: two lines of 78 columns have room */
	term_wrap(words, LOOK_DIM, _("A copy is opened by the same passphrases. Keep it on a stick or another computer: on "
		"the same disk it is lost together with the file."));
	vlist_draw(view->list, true);
	draw_foot(view, body);
}

static bool tell_progress(void *ctx, int64_t done, int64_t total)
{
	return app_working(ctx, _("Copying and verifying: %d %%. Esc stops."), (int)(total ? done * 100 / total : 0));
}

static void say_done(struct app *app, const struct backup_done *done)
{
	if (done->warning.status != ST_OK)
		app_fail(app, &done->warning);
	else if (!done->copied.apart)
		app_say(app, "%s", _("Verified copy made, on the file's own disk: keep another one elsewhere."));
	else
		app_say(app, "%s", _("Verified copy made. Release the stick before you take it out."));
}

static enum status make(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct backup_view *view = ctx;
	struct act_by by = actor_by(app->actor);
	struct backup_order order = { .to = typed, .progress = tell_progress, .ctx = app };
	struct backup_done done;
	enum status st;

	if (str_empty(typed))
		return err_set(err, ST_USAGE, _("Type the folder, or the file, that the copy should go to."));
	st = backup_make(app->store, &by, &order, &done, err);
	if (st != ST_OK)
		return st;
	say_done(app, &done);
	backup_done_clear(&done);
	app_tell(app, NEWS_CHANGED);
	return load(view, err);
}

static struct next act(struct screen *screen, int id)
{
	struct backup_view *view = (struct backup_view *)screen;

	if (id != ACT_MAKE)
		return next_unused();
	return next_open(ask_screen(screen->app, N_("Folder or file:"), view->place, make, view));
}

static struct next key(struct screen *screen, int k)
{
	struct err err = { 0 };

	return vlist_key(((struct backup_view *)screen)->list, k, true, &err) ? next_stay() : next_unused();
}

static void tell(struct screen *screen, enum news news)
{
	struct backup_view *view = (struct backup_view *)screen;
	struct err err = { 0 };

	if (news == NEWS_LANGUAGE)
		set_columns(view);
	if ((news == NEWS_CHANGED || news == NEWS_LANGUAGE) && load(view, &err) != ST_OK)
		app_fail(screen->app, &err);
}

static void close_view(struct screen *screen)
{
	struct backup_view *view = (struct backup_view *)screen;

	backups_free(view->copies, view->count);
	free(view->place);
	vlist_free(view->list);
	free(view);
}

static const struct action actions[] = {
	{ ACT_MAKE, { 'b', K_INSERT }, N_("back up now"), N_("Make a verified copy of the file, in a folder or as a file that is "
		"not there yet."), 0, false },
	ACTION_END
};

static const struct screen_ops backup_ops = {
	.name = "backup", .actions = actions, .open = open_view, .title = title, .layout = layout, .draw = draw,
	.key = key, .act = act, .tell = tell, .close = close_view,
};
SCREEN(backup_ops);

struct screen *backup_screen(struct app *app)
{
	struct backup_view *view = mem_alloc(sizeof(*view));

	view->list = vlist_new(NULL, 0);
	return screen_init(&view->screen, &backup_ops, app);
}
