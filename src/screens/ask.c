/* SPDX-License-Identifier: EUPL-1.2 */
/* One line asked for, in a small window over the screen that needs the answer. */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "screens/bidi.h"
#include "screens/places.h"
#include "screens/popup.h"
#include "screens/typein.h"

struct ask {
	struct screen screen;
	const char *label;           /* N_(), or NULL: */
	ask_words *words;
	char *said;                  /* in the language of the last layout */
	struct editor *line;
	ask_done *done;
	void *ctx;
	void (*forget)(void *ctx);   /* NULL: ctx is somebody else's */
	char *warned;                /* the answer that a rule warned of: given again it stands */
	bool given;                  /* the text is the one it began with: typing begins anew */
	struct area box;
};

enum { ACT_ENTER = ACT_OWN };

static void title(const struct screen *screen, struct str *out)
{
	str_add(out, ((const struct ask *)screen)->said);
}

/* A switch of the language is followed by a layout. */
static void layout(struct screen *screen, struct area body)
{
	struct ask *ask = (struct ask *)screen;

	free(ask->said);
	ask->said = ask->words ? ask->words(ask->ctx) : mem_str(_(ask->label));
	ask->box = popup_area(body, 3, 64);
}

static void draw(struct screen *screen)
{
	struct ask *ask = (struct ask *)screen;
	struct area in = popup_inside(ask->box);

	popup_draw(ask->box, NULL);
	/* A long question stands above the line that answers it. */
	if (bidi_width(ask->said) > in.cols / 2) {
		term_put(in.row, in.col, in.cols, LOOK_BOLD, ask->said);
		typein_draw(ask->line, in.row + 1, in.col, in.cols, "", true);
	} else {
		typein_draw(ask->line, in.row + 1, in.col, in.cols, ask->said, true);
	}
}

static struct next key(struct screen *screen, int k)
{
	struct ask *ask = (struct ask *)screen;

	if (ask->given && (key_is_text(k) || k == K_PASTE))
		editor_set(ask->line, NULL);
	if (!typein_key(ask->line, k, NULL))
		return next_unused();
	ask->given = false;
	return next_stay();
}

static struct next act(struct screen *screen, int id)
{
	struct ask *ask = (struct ask *)screen;
	struct err err = { 0 };
	enum status st;

	if (id != ACT_ENTER)
		return next_unused();
	screen->app->insist = str_same(ask->warned, editor_text(ask->line));
	st = ask->done(ask->ctx, screen->app, editor_text(ask->line), &err);
	screen->app->insist = false;
	if (st == ST_OK)
		return next_back();
	free(ask->warned);
	ask->warned = st == ST_WARNED ? mem_str(editor_text(ask->line)) : NULL;
	app_fail(screen->app, &err);
	return next_stay();
}

static bool typing(const struct screen *screen)
{
	(void)screen;
	return true;
}

static void close_ask(struct screen *screen)
{
	struct ask *ask = (struct ask *)screen;

	if (ask->forget)
		ask->forget(ask->ctx);
	free(ask->warned);
	free(ask->said);
	editor_free(ask->line);
	free(ask);
}

static const struct action ask_actions[] = {
	{ ACT_ENTER, { K_ENTER, K_F2 }, N_("go on"), N_("Go on with what was typed."), 0, false },
	{ ACT_BACK, { K_ESC }, N_("back"), N_("Go back; nothing is changed."), 0, false },
	ACTION_END
};

static const struct screen_ops ask_ops = {
	.name = "ask", .actions = ask_actions, .overlay = true, .title = title, .layout = layout, .draw = draw,
	.key = key, .act = act, .typing = typing, .close = close_ask,
};
SCREEN(ask_ops);

struct screen *ask_screen(struct app *app, const char *label, const char *text, ask_done *done, void *ctx)
{
	struct ask *ask = mem_alloc(sizeof(*ask));

	ask->label = label;
	ask->line = editor_new(200, false);
	editor_set(ask->line, text);
	ask->given = true;
	ask->done = done;
	ask->ctx = ctx;
	return screen_init(&ask->screen, &ask_ops, app);
}

struct screen *ask_owning_screen(struct app *app, const char *label, const char *text, ask_done *done, void *ctx,
	void (*forget)(void *ctx))
{
	struct ask *ask = (struct ask *)ask_screen(app, label, text, done, ctx);

	ask->forget = forget;
	return &ask->screen;
}

struct screen *ask_in_words(struct screen *screen, ask_words *words)
{
	((struct ask *)screen)->words = words;
	return screen;
}
