/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A paper read on the screen: lines of text that are scrolled, made anew when the
 * language changes, and written to a file or printed by F5.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "screens/frame.h"
#include "screens/handing.h"
#include "screens/places.h"
#include "screens/reading.h"

struct reading_view {
	struct screen screen;
	struct reading about;
	struct str text;
	int top, lines;              /* first line shown; all of them */
};

enum { ACT_PAPER = ACT_OWN, ACT_SCROLL };

static enum status make(struct reading_view *view, struct err *err)
{
	struct sheet *sheet = NULL;
	enum status st;

	str_clear(&view->text);
	st = view->about.make(view->about.ctx, view->screen.app, &sheet, err);
	if (st == ST_OK)
		sheet_as_text(sheet, NULL, SHEET_WIDTH, &view->text);
	sheet_free(sheet);
	view->lines = 0;
	for (const char *s = str_get(&view->text); *s; s++)
		view->lines += *s == '\n';
	return st;
}

static enum status open_view(struct screen *screen, struct err *err)
{
	return make((struct reading_view *)screen, err);
}

static void title(const struct screen *screen, struct str *out)
{
	str_add(out, _(((const struct reading_view *)screen)->about.title));
}

static int last_top(const struct reading_view *view)
{
	int last = view->lines - view->screen.body.rows;

	return last > 0 ? last : 0;
}

static void layout(struct screen *screen, struct area body)
{
	struct reading_view *view = (struct reading_view *)screen;

	(void)body;
	if (view->top > last_top(view))
		view->top = last_top(view);
}

static void draw(struct screen *screen)
{
	struct reading_view *view = (struct reading_view *)screen;
	const char *s = str_get(&view->text);
	int row = -view->top;

	for (; *s && row < screen->body.rows; row++) {
		size_t len = strcspn(s, "\n");
		char *line = mem_strn(s, len);

		if (row >= 0)
			term_columns((struct area){ screen->body.row + row, screen->body.col + 1, 1, screen->body.cols - 2 }, false,
				LOOK_NORMAL, line);
		free(line);
		s += len + (s[len] == '\n');
	}
	if (view->top < last_top(view))
		frame_hint(_("There is more below."));
}

static struct next scroll_to(struct reading_view *view, int top)
{
	view->top = top < 0 ? 0 : top > last_top(view) ? last_top(view) : top;
	return next_stay();
}

static struct next key(struct screen *screen, int k)
{
	struct reading_view *view = (struct reading_view *)screen;
	int page = screen->body.rows > 1 ? screen->body.rows - 1 : 1;

	switch (k) {
	case K_DOWN: case 'j': case K_ENTER:
		return scroll_to(view, view->top + 1);
	case K_UP: case 'k':
		return scroll_to(view, view->top - 1);
	case K_PGDN: case ' ':
		return scroll_to(view, view->top + page);
	case K_PGUP:
		return scroll_to(view, view->top - page);
	case K_HOME: case 'g':
		return scroll_to(view, 0);
	case K_END: case 'G':
		return scroll_to(view, view->lines);
	default:
		return next_unused();
	}
}

static enum status make_again(void *ctx, struct app *app, struct sheet **out, struct err *err)
{
	const struct reading *about = &((const struct reading_view *)ctx)->about;

	return about->make(about->ctx, app, out, err);
}

static enum status note(void *ctx, struct app *app, const char *where, struct err *err)
{
	(void)where;
	return printout_note(app, ((const struct reading_view *)ctx)->about.kind, 1, err);
}

static struct next act(struct screen *screen, int id)
{
	struct reading_view *view = (struct reading_view *)screen;
	const struct handing about = { .file = view->about.file, .make = make_again, .note = note, .ctx = view };

	return id == ACT_PAPER ? next_open(handing_screen(screen->app, &about)) : next_unused();
}

static void tell(struct screen *screen, enum news news)
{
	struct err err = { 0 };

	if ((news == NEWS_LANGUAGE || news == NEWS_CHANGED) && make((struct reading_view *)screen, &err) != ST_OK)
		app_fail(screen->app, &err);
}

static void close_view(struct screen *screen)
{
	struct reading_view *view = (struct reading_view *)screen;

	if (view->about.forget)
		view->about.forget(view->about.ctx);
	str_wipe(&view->text);
	free(view);
}

static const struct action actions[] = {
	{ ACT_PAPER, { K_F5 }, N_("paper"), N_("Write this paper to a file, as PDF or text, or print it."), 0, false },
	{ ACT_SCROLL, { K_DOWN, K_PGDN, K_END }, N_("read on"), N_("Read on: arrows, page keys, Home and End."), 0, true },
	ACTION_END
};

static const struct screen_ops reading_ops = {
	.name = "reading", .actions = actions, .open = open_view, .title = title, .layout = layout, .draw = draw,
	.key = key, .act = act, .tell = tell, .close = close_view,
};
SCREEN(reading_ops);

struct screen *reading_screen(struct app *app, const struct reading *about)
{
	struct reading_view *view = mem_alloc(sizeof(*view));

	view->about = *about;
	return screen_init(&view->screen, &reading_ops, app);
}
