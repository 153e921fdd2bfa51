/* SPDX-License-Identifier: EUPL-1.2 */
/* What another template would do to an open plan; F2 does it. */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "screens/plan_own.h"

struct preview_screen {
	struct screen screen;
	struct id plan;
	char name[48];
	struct plan_preview preview;
	struct vlist *list;
};

enum { ACT_DO = ACT_OWN };

static void columns(struct preview_screen *s)
{
	const struct vcol cols[] = {
		{ NULL, 12, 20, 0, false, LOOK_NORMAL, true, false },
		{ _("What"), 24, 0, 0, false, LOOK_NORMAL, false, false },
		{ _("Stage"), 8, 14, 2, false, LOOK_DIM, true, false },
		{ _("Own target"), 10, 18, 1, false, LOOK_NORMAL, true, false },
	};

	vlist_columns(s->list, cols, ARRAY_LEN(cols));
}

static void push_row(struct preview_screen *s, const struct plan_preview_row *from)
{
	static const enum sign sign[] = { [PLAN_STAYS] = SIGN_NONE, [PLAN_ADDED] = SIGN_OPEN, [PLAN_TAKEN_OUT] = SIGN_NOT_NEEDED };
	struct vrow row = { .id = from->step, .sign = sign[from->fate],
		.look = from->fate == PLAN_STAYS ? LOOK_DIM : LOOK_NORMAL };
	struct str text = STR_INIT;

	row.cell[0] = mem_str(from->fate == PLAN_ADDED ? _("is added") : from->fate == PLAN_TAKEN_OUT ? _("is taken out") :
		_("stays"));
	field_show(&text, kind_field(register_kind("step"), "what"), from->what);
	row.cell[1] = str_take(&text);
	row.cell[2] = from->stage < STAGES ? mem_str(_(stage_label(from->stage))) : NULL;
	if (from->target.year) {
		date_show(&text, from->target);
		row.cell[3] = str_take(&text);
	}
	vlist_push(s->list, &row);
}

static enum status read(struct preview_screen *s, struct err *err)
{
	enum status st;

	plan_preview_clear(&s->preview);
	st = plan_preview(s->screen.app->store, s->screen.app->actor, s->plan, s->name, &s->preview, err);
	vlist_begin(s->list);
	for (int fate = PLAN_TAKEN_OUT; fate >= PLAN_STAYS && st == ST_OK; fate--)
		for (int i = 0; i < s->preview.count; i++)
			if ((int)s->preview.row[i].fate == fate)
				push_row(s, &s->preview.row[i]);
	vlist_end(s->list);
	return st;
}

static enum status open_preview(struct screen *screen, struct err *err)
{
	columns((struct preview_screen *)screen);
	return read((struct preview_screen *)screen, err);
}

static void title(const struct screen *screen, struct str *out)
{
	const struct preview_screen *s = (const struct preview_screen *)screen;

	str_add(out, s->preview.template ? _(s->preview.template->label) : s->name);
}

static void layout(struct screen *screen, struct area body)
{
	body.row += 3;
	body.rows -= 3;
	vlist_layout(((struct preview_screen *)screen)->list, body);
}

static void draw(struct screen *screen)
{
	struct preview_screen *s = (struct preview_screen *)screen;
	char *words = mem_fmt(_("Steps that are added: %d; that are taken out: %d; that stay as they are: %d."),
		s->preview.n[PLAN_ADDED], s->preview.n[PLAN_TAKEN_OUT], s->preview.n[PLAN_STAYS]);

	term_text(screen->body.row, 1, screen->body.cols - 2, LOOK_BOLD, words);
	term_text(screen->body.row + 1, 1, screen->body.cols - 2, LOOK_NORMAL,
		_("What was begun or written by hand stays. F2 changes the plan."));
	term_rule(screen->body.row + 2, 0, screen->body.cols);
	vlist_draw(s->list, true);
	free(words);
}

static struct next key(struct screen *screen, int k)
{
	struct err err = { .text = "" };

	return vlist_key(((struct preview_screen *)screen)->list, k, true, &err) ? next_stay() : next_unused();
}

static struct next change_it(struct preview_screen *s)
{
	struct change *change = change_begin(s->screen.app->store, s->screen.app->actor);
	struct err err = { .text = "" };
	struct id set;
	enum status st = plan_change_template(change, s->plan, &s->preview, &err);

	if (st == ST_OK)
		st = change_commit(change, &set, NULL, &err);
	change_free(change);
	if (st != ST_OK) {
		app_fail(s->screen.app, &err);
		return next_stay();
	}
	app_saved(s->screen.app, set, _(s->preview.template->label));
	return next_back();
}

static struct next act(struct screen *screen, int id)
{
	return id == ACT_DO ? change_it((struct preview_screen *)screen) : next_unused();
}

static void tell(struct screen *screen, enum news news)
{
	struct preview_screen *s = (struct preview_screen *)screen;
	struct err err = { .text = "" };

	if (news == NEWS_LANGUAGE)
		columns(s);
	if ((news == NEWS_LANGUAGE || news == NEWS_CHANGED) && read(s, &err) != ST_OK)
		app_fail(screen->app, &err);
}

static void close_preview(struct screen *screen)
{
	struct preview_screen *s = (struct preview_screen *)screen;

	plan_preview_clear(&s->preview);
	vlist_free(s->list);
	free(s);
}

static const struct action actions[] = {
	{ ACT_DO, { K_F2 }, N_("change the plan"), N_("Puts the template in place of the one the plan has."), NULL, false },
	ACTION_END
};

static const struct screen_ops plan_preview_ops = {
	.name = "plan-preview", .actions = actions, .open = open_preview, .title = title, .layout = layout, .draw = draw,
	.key = key, .act = act, .tell = tell, .close = close_preview,
};
SCREEN(plan_preview_ops);

struct screen *plan_preview_screen(struct app *app, struct id plan, const char *template_name)
{
	static const struct vcol one = { .min = 1, .max = 0, .priority = 0 };
	struct preview_screen *s = mem_alloc(sizeof(*s));

	s->plan = plan;
	str_copy(s->name, sizeof(s->name), template_name);
	s->list = vlist_new(&one, 1);
	return screen_init(&s->screen, &plan_preview_ops, app);
}
