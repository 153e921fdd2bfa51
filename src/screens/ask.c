/* SPDX-License-Identifier: EUPL-1.2 */
/* One line asked for, and a yes or no: small windows over the screen that needs the answer. */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "screens/places.h"
#include "screens/popup.h"
#include "screens/typein.h"

struct ask {
	struct screen screen;
	char *label;
	struct editor *line;
	ask_done *done;
	sure_done *sure;
	void *ctx;
	struct area box;
};

enum { ACT_ENTER = ACT_OWN, ACT_YES, ACT_NO };

static void title(const struct screen *screen, struct str *out)
{
	str_add(out, ((const struct ask *)screen)->label);
}

static void layout(struct screen *screen, struct area body)
{
	((struct ask *)screen)->box = popup_area(body, 3, 64);
}

static void draw(struct screen *screen)
{
	struct ask *ask = (struct ask *)screen;
	struct area in = popup_inside(ask->box);

	popup_draw(ask->box, NULL);
	if (ask->line)
		typein_draw(ask->line, in.row + 1, in.col, in.cols, ask->label, true);
	else
		term_wrap(in, LOOK_NORMAL, ask->label);
}

static struct next key(struct screen *screen, int k)
{
	struct ask *ask = (struct ask *)screen;

	return ask->line && typein_key(ask->line, k, NULL) ? next_stay() : next_unused();
}

static struct next act(struct screen *screen, int id)
{
	struct ask *ask = (struct ask *)screen;
	struct err err = { 0 };

	if (id == ACT_YES)
		return ask->sure(ask->ctx, screen->app);
	if (id == ACT_NO)
		return next_back();
	if (ask->done(ask->ctx, screen->app, editor_text(ask->line), &err) == ST_OK)
		return next_back();
	app_fail(screen->app, &err);
	return next_stay();
}

static bool typing(const struct screen *screen)
{
	return ((const struct ask *)screen)->line != NULL;
}

static void close_ask(struct screen *screen)
{
	struct ask *ask = (struct ask *)screen;

	free(ask->label);
	editor_free(ask->line);
	free(ask);
}

static const struct action ask_actions[] = {
	{ ACT_ENTER, { K_ENTER, K_F2 }, N_("go on"), N_("Go on with what was typed."), 0, false },
	{ ACT_BACK, { K_ESC }, N_("back"), N_("Go back; nothing is changed."), 0, false },
	ACTION_END
};

static const struct action sure_actions[] = {
	{ ACT_YES, { 'y', K_F2 }, N_("yes"), N_("Do it. This cannot be undone."), 0, false },
	{ ACT_NO, { 'n', K_ESC }, N_("no"), N_("Go back; nothing is changed."), 0, false },
	ACTION_END
};

static const struct screen_ops ask_ops = {
	.name = "ask", .actions = ask_actions, .overlay = true, .title = title, .layout = layout, .draw = draw,
	.key = key, .act = act, .typing = typing, .close = close_ask,
};
SCREEN(ask_ops);

static const struct screen_ops sure_ops = {
	.name = "sure", .actions = sure_actions, .overlay = true, .title = title, .layout = layout, .draw = draw,
	.key = key, .act = act, .close = close_ask,
};
SCREEN(sure_ops);

struct screen *ask_screen(struct app *app, const char *label, const char *text, ask_done *done, void *ctx)
{
	struct ask *ask = mem_alloc(sizeof(*ask));

	ask->label = mem_str(label);
	ask->line = editor_new(200, false);
	editor_set(ask->line, text);
	ask->done = done;
	ask->ctx = ctx;
	return screen_init(&ask->screen, &ask_ops, app);
}

struct screen *sure_screen(struct app *app, const char *question, sure_done *done, void *ctx)
{
	struct ask *ask = mem_alloc(sizeof(*ask));

	ask->label = mem_str(question);
	ask->sure = done;
	ask->ctx = ctx;
	return screen_init(&ask->screen, &sure_ops, app);
}
