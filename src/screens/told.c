/* SPDX-License-Identifier: EUPL-1.2 */
/* A code that is shown once, in a small window: read it, write it down, press Enter, and it is gone. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/secret.h"
#include "screens/places.h"
#include "screens/popup.h"

#define COLS 66
#define CODE_MOST 64

struct told {
	struct screen screen;
	const char *title, *text;
	char *name;                  /* NULL: the text names nobody */
	struct secret *code;
	struct area box;
};

enum { ACT_DONE = ACT_OWN };

static void title(const struct screen *screen, struct str *out)
{
	str_add(out, _(((const struct told *)screen)->title));
}

static void layout(struct screen *screen, struct area body)
{
	((struct told *)screen)->box = popup_area(body, 9, COLS);
}

static void draw(struct screen *screen)
{
	struct told *told = (struct told *)screen;
	struct area in = popup_inside(told->box);
	char code[CODE_MOST + 1] = "", *text = told->name ? mem_fmt(_(told->text), told->name) : mem_str(_(told->text));
	size_t len = secret_len(told->code);
	int used;

	popup_draw(told->box, _(told->title));
	used = term_wrap((struct area){ in.row + 1, in.col, 5, in.cols }, LOOK_NORMAL, text);
	free(text);
	memcpy(code, secret_bytes(told->code), len < CODE_MOST ? len : CODE_MOST);
	term_put(in.row + used + 2, in.col, in.cols, LOOK_BOLD, code);
	explicit_bzero(code, sizeof(code));
}

static struct next act(struct screen *screen, int id)
{
	(void)screen;
	return id == ACT_DONE ? next_back() : next_unused();
}

/* A stray key does not take away what nobody can show again. */
static struct next key(struct screen *screen, int k)
{
	(void)screen;
	return key_is_text(k) || k == K_ESC ? next_stay() : next_unused();
}

static void close_told(struct screen *screen)
{
	struct told *told = (struct told *)screen;

	free(told->name);
	secret_free(told->code);
	free(told);
}

static const struct action actions[] = {
	{ ACT_DONE, { K_ENTER }, N_("written down"), N_("The code is written down; it is not shown again."), 0, false },
	ACTION_END
};

static const struct screen_ops told_ops = {
	.name = "told", .actions = actions, .overlay = true, .title = title, .layout = layout, .draw = draw, .key = key,
	.act = act, .close = close_told,
};
SCREEN(told_ops);

struct screen *told_screen(struct app *app, const char *heading, const char *text, const char *name, struct secret *code)
{
	struct told *told = mem_alloc(sizeof(*told));

	told->title = heading;
	told->text = text;
	told->name = mem_str(name);
	told->code = code;
	return screen_init(&told->screen, &told_ops, app);
}
