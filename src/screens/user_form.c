/* SPDX-License-Identifier: EUPL-1.2 */
/* A new user, or other roles for one who is known: a name, boxes, and where the file had one user, their passphrase. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "screens/hidden.h"
#include "screens/places.h"
#include "screens/typein.h"

#define AT 28
#define CODE_GROUPS 4
#define LINES_MOST 16

enum what { LINE_NAME, LINE_ROLE, LINE_PERMIT, LINE_OWN };
struct line { enum what what; uint32_t bit; };

struct user_form {
	struct screen screen;
	struct user user;            /* whose roles are changed; id none: a new one */
	uint32_t roles, permits;
	struct editor *name;
	struct hidden *own;
	struct line line[LINES_MOST];
	int n, now;
};

enum { ACT_SAVE = ACT_OWN, ACT_ON, ACT_BEFORE, ACT_TURN };

static bool is_new(const struct user_form *f)
{
	return id_none(f->user.id);
}

static void add(struct user_form *f, enum what what, uint32_t bit)
{
	f->line[f->n++] = (struct line){ what, bit };
}

static enum status open_form(struct screen *screen, struct err *err)
{
	struct user_form *f = (struct user_form *)screen;
	bool divided = true;
	enum status st = users_divided(screen->app->store, &divided, err);

	if (is_new(f))
		add(f, LINE_NAME, 0);
	for (uint32_t role = 1; role <= ROLE_ALL; role <<= 1)
		add(f, LINE_ROLE, role);
	add(f, LINE_PERMIT, PERMIT_EXPORT);
	if (is_new(f) && !divided)
		add(f, LINE_OWN, 0);
	return st;
}

static void title(const struct screen *screen, struct str *out)
{
	const struct user_form *f = (const struct user_form *)screen;

	str_add(out, is_new(f) ? _("New user") : f->user.name);
}

static void draw_box(struct user_form *f, int row, int col, const struct line *line, bool now)
{
	bool on = line->what == LINE_ROLE ? f->roles & line->bit : f->permits & line->bit;

	term_put(row, col, 1, now ? LOOK_FIELD_NOW : LOOK_NORMAL, "[");
	term_sign(row, col + 1, on ? SIGN_BOX_ON : SIGN_BOX_OFF, now ? LOOK_FIELD_NOW : LOOK_NORMAL);
	term_put(row, col + 2, 1, now ? LOOK_FIELD_NOW : LOOK_NORMAL, "]");
	term_put(row, col + 4, f->screen.body.cols - col - 5, now ? LOOK_BOLD : LOOK_NORMAL,
		line->what == LINE_ROLE ? _(role_label((enum role)line->bit)) : _("take many records out of the file at once"));
	if (now)
		term_cursor(row, col + 1);
}

static void draw_line(struct user_form *f, int i, int row, int col, int cols)
{
	const struct line *line = &f->line[i];
	bool now = i == f->now, first = i == 0 || f->line[i - 1].what != line->what;

	switch (line->what) {
	case LINE_NAME:
		term_put(row, col, AT - 1, LOOK_BOLD, _("Name"));
		typein_draw(f->name, row, col + AT - 1, cols - AT + 1, "", now);
		break;
	case LINE_OWN:
		hidden_draw(row, col, cols, AT, _("Your own passphrase"), now);
		break;
	default:
		if (first)
			term_put(row, col, AT - 1, LOOK_BOLD, line->what == LINE_ROLE ? _("Roles") : _("May besides"));
		draw_box(f, row, col + AT, line, now);
	}
}

static const char *words(const struct user_form *f)
{
	if (f->line[f->n - 1].what == LINE_OWN)
		return _("A second user divides the file: from now on everybody is asked for a name, you as well. Your own "
			"passphrase is needed for that once more.");
	if (is_new(f))
		return _("A first passphrase is made and shown once. Hand it over; it is to be changed at the first log-in.");
	return _("What somebody may see and do follows from the roles. A change holds at once, where they are logged in too.");
}

static void draw(struct screen *screen)
{
	struct user_form *f = (struct user_form *)screen;
	struct area in = { screen->body.row, screen->body.col + 1, 3, screen->body.cols - 2 };

	term_wrap(in, LOOK_DIM, words(f));
	for (int i = 0; i < f->n; i++)
		draw_line(f, i, in.row + 4 + i, in.col, in.cols);
}

/* From a file of one user to one of several. */
static enum status divide(struct user_form *f, struct err *err)
{
	struct app *app = f->screen.app;
	struct act_by by = actor_by(app->actor);
	struct secret *own;
	enum status st;

	if (f->line[f->n - 1].what != LINE_OWN)
		return ST_OK;
	own = hidden_take(f->own);
	f->now = f->n - 1;
	if (!own)
		return err_set(err, ST_INVALID, _("Type your own passphrase as well, on the last line."));
	app_say(app, "%s", _("The passphrase is being looked at."));
	app_paint(app);
	st = users_divide(app->store, &by, &app->session.me, app->actor->user, own, err);
	secret_free(own);
	if (st == ST_OK) {
		f->n--;
		f->now = 0;
	}
	return st;
}

static struct next shown(struct user_form *f, struct secret *first)
{
	struct app *app = f->screen.app;
	struct screen *told = told_screen(app, N_("First passphrase, shown this once"),
		N_("Hand it to %s alone. At the first log-in it is to be changed for one that nobody else knows."), f->user.name, first);

	app->status[0] = '\0';
	app_tell(app, NEWS_CHANGED);
	return next_replace(told);
}

static struct next save_new(struct user_form *f)
{
	struct app *app = f->screen.app;
	struct act_by by = actor_by(app->actor);
	struct secret *first = secret_code(CODE_GROUPS);
	struct err err = { 0 };
	enum status st = f->roles ? ST_OK : err_set(&err, ST_INVALID, _("A user needs one role at least. Nothing was changed."));

	f->now = 0;
	if (st == ST_OK && str_empty(editor_text(f->name)))
		st = err_set(&err, ST_INVALID, _("Type the user's name first."));
	if (st == ST_OK)
		st = users_may_add(app->store, &by, editor_text(f->name), f->roles, &err);
	if (st == ST_OK)
		st = divide(f, &err);
	if (st == ST_OK)
		st = users_add(app->store, &by, editor_text(f->name), f->roles, f->permits, first, &f->user, &err);
	if (st == ST_OK)
		return shown(f, first);
	f->user.id = (struct id){ { 0 } };
	secret_free(first);
	app_fail(app, &err);
	return next_stay();
}

static struct next save_roles(struct user_form *f)
{
	struct app *app = f->screen.app;
	struct act_by by = actor_by(app->actor);
	struct err err = { 0 };
	enum status st = ST_OK;

	if (f->roles != f->user.roles)
		st = users_set_roles(app->store, &by, &f->user, f->roles, &err);
	if (st == ST_OK && f->permits != f->user.permits)
		st = users_set_permits(app->store, &by, &f->user, f->permits, &err);
	if (st != ST_OK) {
		app_fail(app, &err);
		return next_stay();
	}
	app_tell(app, NEWS_CHANGED);
	app_say(app, _("Saved: %s."), f->user.name);
	return next_back();
}

static void turn(struct user_form *f)
{
	const struct line *line = &f->line[f->now];

	if (line->what == LINE_ROLE)
		f->roles ^= line->bit;
	else if (line->what == LINE_PERMIT)
		f->permits ^= line->bit;
}

static struct next key(struct screen *screen, int k)
{
	struct user_form *f = (struct user_form *)screen;
	enum what what = f->line[f->now].what;

	if (what == LINE_NAME)
		return typein_key(f->name, k, NULL) ? next_stay() : next_unused();
	if (what == LINE_OWN)
		return hidden_key(f->own, k) ? next_stay() : next_unused();
	return next_unused();
}

static struct next act(struct screen *screen, int id)
{
	struct user_form *f = (struct user_form *)screen;

	switch (id) {
	case ACT_SAVE:
		return is_new(f) ? save_new(f) : save_roles(f);
	case ACT_ON:
		f->now = (f->now + 1) % f->n;
		return next_stay();
	case ACT_BEFORE:
		f->now = (f->now + f->n - 1) % f->n;
		return next_stay();
	case ACT_TURN:
		turn(f);
		return next_stay();
	}
	return next_unused();
}

static bool typing(const struct screen *screen)
{
	const struct user_form *f = (const struct user_form *)screen;

	return f->line[f->now].what == LINE_NAME || f->line[f->now].what == LINE_OWN;
}

static bool on_box(const struct screen *screen)
{
	return !typing(screen);
}

static void tell(struct screen *screen, enum news news)
{
	if (news == NEWS_KEEP)
		hidden_clear(((struct user_form *)screen)->own);
}

static void close_form(struct screen *screen)
{
	struct user_form *f = (struct user_form *)screen;

	editor_free(f->name);
	hidden_free(f->own);
	free(f);
}

static const struct action actions[] = {
	{ ACT_SAVE, { K_F2 }, N_("save"), N_("Save, and show a new user's first passphrase."), 0, false },
	{ ACT_TURN, { ' ' }, N_("tick"), N_("Tick the box, or take the tick away."), on_box, false },
	{ ACT_ON, { K_TAB, K_DOWN, K_ENTER }, N_("next"), N_("To the next line."), 0, false },
	{ ACT_BEFORE, { K_BACKTAB, K_UP }, N_("line before"), N_("To the line before."), 0, true },
	{ ACT_BACK, { K_ESC }, N_("back"), N_("Go back; nothing is changed."), 0, false },
	ACTION_END
};

static const struct screen_ops user_form_ops = {
	.name = "user", .actions = actions, .open = open_form, .title = title, .draw = draw, .key = key, .act = act,
	.typing = typing, .tell = tell, .close = close_form,
};
SCREEN(user_form_ops);

struct screen *user_form_screen(struct app *app, const struct user *user)
{
	struct user_form *f = mem_alloc(sizeof(*f));

	if (user)
		f->user = *user;
	f->roles = f->user.roles;
	f->permits = f->user.permits;
	f->name = editor_new(USER_NAME_MAX - 1, false);
	f->own = hidden_new();
	return screen_init(&f->screen, &user_form_ops, app);
}
