/* SPDX-License-Identifier: EUPL-1.2 */
/* Help: every key of the screen below with a sentence, made from the same tables that answer the keys. */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "screens/bidi.h"
#include "screens/places.h"
#include "screens/vlist.h"
#include "screens/wrap.h"

struct help {
	struct screen screen;
	const struct screen *about;
	struct vlist *list;
};

static void add_head(struct vlist *list, const char *words)
{
	struct vrow row = { .head = true };

	row.cell[0] = mem_str(words);
	vlist_push(list, &row);
}

static char *keys_of(const struct action *action)
{
	struct str keys = STR_INIT;

	for (int i = 0; i < ACTION_KEYS && action->key[i]; i++) {
		if (i > 0)
			str_add(&keys, msg_comma());
		key_name(&keys, action->key[i]);
	}
	return str_take(&keys);
}

/* A sentence longer than the line goes on in rows of its own. */
static void add_row(struct vlist *list, const struct action *action, int tag, int cols)
{
	const char *rest = _(action->help);
	bool first = true;

	while (*rest || first) {
		struct vrow row = { .tag = tag };
		size_t skip, len = wrap_line(rest, cols, &skip);

		row.id.b[0] = (uint8_t)tag;
		row.id.b[1] = (uint8_t)vlist_held(list);
		row.cell[0] = first ? keys_of(action) : NULL;
		row.cell[1] = mem_strn(rest, len);
		vlist_push(list, &row);
		rest += skip;
		first = false;
	}
}

static void add_table(struct vlist *list, const struct action *table, const struct action *over,
	const struct screen *about, int *tag, int cols)
{
	for (const struct action *a = table; a && a->id; a++) {
		if ((!a->can || a->can(about)) && !action_covered(a, over, about, false))
			add_row(list, a, ++*tag, cols);
	}
}

static void fill(struct help *help, int cols)
{
	int tag = 0;

	vlist_begin(help->list);
	if (help->about->ops->actions && help->about->ops->actions->id) {
		add_head(help->list, _("KEYS OF THIS SCREEN"));
		add_table(help->list, help->about->ops->actions, NULL, help->about, &tag, cols);
	}
	add_head(help->list, _("KEYS THAT WORK EVERYWHERE"));
	add_table(help->list, actions_global, help->about->ops->actions, help->about, &tag, cols);
	add_head(help->list, _("IN LISTS"));
	add_row(help->list, &(struct action){ 1, { K_UP, K_DOWN }, "", N_("One row up or down; k and j as well."), 0, 0 },
		++tag, cols);
	add_row(help->list, &(struct action){ 1, { K_PGUP, K_PGDN }, "", N_("One page up or down."), 0, 0 }, ++tag,
		cols);
	add_row(help->list, &(struct action){ 1, { K_HOME, K_END }, "",
		N_("To the first or the last row; g and G as well."), 0, 0 }, ++tag, cols);
	add_head(help->list, _("WHERE FUNCTION KEYS DO NOT COME THROUGH"));
	add_row(help->list, &(struct action){ 1, { K_ALT('1') }, "",
		N_("Alt and a digit stand for F1 to F9, Alt and 0 for F10. Ctrl-S saves as F2 does, Ctrl-F finds, "
		"Ctrl-P picks from a list, Ctrl-O opens the menu."), 0, 0 }, ++tag, cols);
	vlist_end(help->list);
}

static void title(const struct screen *screen, struct str *out)
{
	const struct help *help = (const struct help *)screen;

	struct str about = STR_INIT;

	help->about->ops->title(help->about, &about);
	bidi_part(out, term_separator(), str_get(&about));
	bidi_part(out, term_separator(), _("Help"));
	str_free(&about);
}

static void layout(struct screen *screen, struct area body)
{
	struct help *help = (struct help *)screen;

	fill(help, body.cols - 26);
	vlist_layout(help->list, body);
}

static void draw(struct screen *screen)
{
	vlist_draw(((struct help *)screen)->list, true);
}

static struct next key(struct screen *screen, int k)
{
	struct help *help = (struct help *)screen;

	if (k == K_ENTER || k == 'q' || k == K_F1 || k == '?')
		return next_back();
	return vlist_key(help->list, k, true, NULL) ? next_stay() : next_unused();
}

static void close_help(struct screen *screen)
{
	vlist_free(((struct help *)screen)->list);
	free(screen);
}

static const struct action actions[] = {
	{ ACT_BACK, { K_ENTER }, N_("back"), N_("Go back to the screen before."), 0, false },
	ACTION_END
};

static const struct screen_ops help_ops = {
	.name = "help", .actions = actions, .title = title, .layout = layout, .draw = draw, .key = key,
	.close = close_help,
};
SCREEN(help_ops);

struct screen *help_screen(struct app *app, const struct screen *about)
{
	static const struct vcol columns[] = {
		{ NULL, 8, 20, 0, false, LOOK_KEY, false, false },
		{ NULL, 20, 0, 0, false, LOOK_NORMAL, false, false },
	};
	struct help *help = mem_alloc(sizeof(*help));

	help->about = about;
	help->list = vlist_new(columns, ARRAY_LEN(columns));
	return screen_init(&help->screen, &help_ops, app);
}
