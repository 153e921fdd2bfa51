/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the list of colleagues who may help. */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "screens/helpers.h"
#include "screens/popup.h"
#include "screens/vlist.h"
#include "store/users.h"

struct helpers {
	struct screen screen;
	const char *title;
	helpers_done *done;
	void *ctx;
	struct user *user;
	bool *marked;
	int count;
	struct vlist *list;
	struct area box;
};

enum { ACT_MARK = ACT_OWN, ACT_GO_ON, ACT_CLOSE };

static void mark_first(struct helpers *h, const struct id *marked, int count)
{
	for (int i = 0; i < h->count; i++) {
		h->marked[i] = count == 0 && id_same(h->user[i].id, h->screen.app->actor->id);
		for (int m = 0; m < count; m++)
			h->marked[i] = h->marked[i] || id_same(h->user[i].id, marked[m]);
	}
}

static void push_rows(struct helpers *h)
{
	vlist_begin(h->list);
	for (int i = 0; i < h->count; i++) {
		struct vrow row = { .id = h->user[i].id, .tag = i };

		row.cell[0] = mem_str(h->marked[i] ? "[x]" : "[ ]");
		row.cell[1] = mem_str(h->user[i].name);
		vlist_push(h->list, &row);
	}
	vlist_end(h->list);
}

static enum status open_helpers(struct screen *screen, struct err *err)
{
	(void)err;
	push_rows((struct helpers *)screen);
	return ST_OK;
}

static void title(const struct screen *screen, struct str *out)
{
	str_add(out, ((const struct helpers *)screen)->title);
}

static void layout(struct screen *screen, struct area body)
{
	struct helpers *h = (struct helpers *)screen;

	h->box = popup_area(body, h->count, 48);
	vlist_layout(h->list, popup_inside(h->box));
}

static void draw(struct screen *screen)
{
	struct helpers *h = (struct helpers *)screen;

	popup_draw(h->box, h->title);
	vlist_draw(h->list, true);
}

static struct next key(struct screen *screen, int k)
{
	return vlist_key(((struct helpers *)screen)->list, k, true, NULL) ? next_stay() : next_unused();
}

static struct next mark(struct helpers *h)
{
	const struct vrow *row = vlist_now(h->list);

	if (row) {
		h->marked[row->tag] = !h->marked[row->tag];
		push_rows(h);
	}
	return next_stay();
}

static struct next go_on(struct helpers *h)
{
	struct id *chosen = mem_array((size_t)h->count + 1, sizeof(*chosen));
	struct next next;
	int n = 0;

	for (int i = 0; i < h->count; i++)
		if (h->marked[i])
			chosen[n++] = h->user[i].id;
	next = h->done(h->ctx, h->screen.app, chosen, n);
	free(chosen);
	return next;
}

static struct next act(struct screen *screen, int id)
{
	struct helpers *h = (struct helpers *)screen;

	switch (id) {
	case ACT_MARK: return mark(h);
	case ACT_GO_ON: return go_on(h);
	default: return next_back();
	}
}

static void close_helpers(struct screen *screen)
{
	struct helpers *h = (struct helpers *)screen;

	vlist_free(h->list);
	free(h->user);
	free(h->marked);
	free(h);
}

static const struct action actions[] = {
	{ ACT_MARK, { ' ' }, N_("mark"), N_("Marks the colleague under the cursor as a helper, or not."), NULL, false },
	{ ACT_GO_ON, { K_F2, K_ENTER }, N_("go on"), N_("Goes on with the helpers that are marked."), NULL, false },
	{ ACT_CLOSE, { K_ESC }, N_("back"), N_("Go back; nothing is changed."), NULL, false },
	ACTION_END
};

static const struct screen_ops helpers_ops = {
	.name = "helpers", .actions = actions, .overlay = true, .open = open_helpers, .title = title, .layout = layout,
	.draw = draw, .key = key, .act = act, .close = close_helpers,
};
SCREEN(helpers_ops);

struct screen *helpers_screen(struct app *app, const char *words, const struct id *marked, int count,
	helpers_done *done, void *ctx)
{
	static const struct vcol columns[] = {
		{ NULL, 3, 3, 0, false, LOOK_NORMAL, true, false },
		{ NULL, 20, 0, 0, false, LOOK_NORMAL, false, false },
	};
	struct helpers *h;
	struct user *user;
	struct err err = { .text = "" };
	int n;

	if (users_list(app->session.store, false, &user, &n, &err) != ST_OK) {
		app_fail(app, &err);
		return NULL;
	}
	h = mem_alloc(sizeof(*h));
	screen_init(&h->screen, &helpers_ops, app);
	h->title = words;
	h->done = done;
	h->ctx = ctx;
	h->user = user;
	h->count = n;
	h->marked = mem_array((size_t)n + 1, sizeof(*h->marked));
	mark_first(h, marked, count);
	h->list = vlist_new(columns, ARRAY_LEN(columns));
	return &h->screen;
}
