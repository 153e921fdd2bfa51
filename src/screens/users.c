/* SPDX-License-Identifier: EUPL-1.2 */
/* Who may open the file: for the administrator, who lets people in, divides roles, and takes passphrases away. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/secret.h"
#include "base/text.h"
#include "register/order.h"
#include "screens/pick.h"
#include "screens/places.h"
#include "screens/vlist.h"

#define HEAD_ROWS 2
#define CODE_GROUPS 4

struct users_view {
	struct screen screen;
	struct vlist *list;
	struct user *user;
	int count;
	int minutes;                 /* until locked; 0: never */
	bool sure;                   /* the question was answered with yes */
	int asked;                   /* what follows a yes */
	char *question;
	char language[16];           /* in whose order lists are to stand */
};

enum { ACT_ADD = ACT_OWN, ACT_ROLES, ACT_RESET, ACT_REMOVE, ACT_MINUTES, ACT_ROTATE, ACT_DO_RESET, ACT_DO_REMOVE, ACT_DO_ROTATE,
	ACT_ORDER, ACT_DO_ORDER };

static const struct user *user_now(const struct users_view *view)
{
	const struct vrow *row = vlist_now(view->list);

	return row ? &view->user[row->tag] : NULL;
}

static char *names(uint32_t set)
{
	struct str out = STR_INIT;

	if (set == ROLE_ALL)
		return mem_str(_("all roles"));
	for (uint32_t role = 1; role <= ROLE_ALL; role <<= 1)
		if (set & role)
			str_addf(&out, "%s%s", out.len ? msg_comma() : "", _(role_label((enum role)role)));
	return str_take(&out);
}

static void push_user(struct users_view *view, int index)
{
	const struct user *user = &view->user[index];
	struct vrow row = { .id = user->id, .tag = index };
	struct str day = STR_INIT;
	struct date added;

	clock_local(user->added_ms, &added, NULL);
	date_show(&day, added);
	row.cell[0] = mem_str(user->name);
	row.cell[1] = names(user->roles);
	row.cell[2] = mem_str(user->fresh ? _("first passphrase") : user->permits & PERMIT_EXPORT ? _("may export") : "");
	row.cell[3] = str_take(&day);
	vlist_push(view->list, &row);
}

static enum status load(struct users_view *view, struct err *err)
{
	struct user *user;
	int count;
	enum status st = users_list(view->screen.app->store, false, &user, &count, err);

	if (st != ST_OK)
		return st;
	view->minutes = users_lock_minutes(view->screen.app->store);
	free(view->user);
	view->user = user;
	view->count = count;
	vlist_begin(view->list);
	for (int i = 0; i < count; i++)
		push_user(view, i);
	vlist_end(view->list);
	return ST_OK;
}

static void set_columns(struct users_view *view)
{
	const struct vcol columns[] = {
		{ _("Name"), 12, 24, 0, false, LOOK_NORMAL, false, false },
		{ _("Roles"), 20, 0, 0, false, LOOK_NORMAL, false, false },
		{ "", 16, 22, 1, false, LOOK_DIM, false, false },
		{ _("Since"), 10, 20, 2, false, LOOK_DIM, true, false },
	};

	vlist_columns(view->list, columns, ARRAY_LEN(columns));
}

static enum status open_view(struct screen *screen, struct err *err)
{
	struct users_view *view = (struct users_view *)screen;

	set_columns(view);
	return load(view, err);
}

static void title(const struct screen *screen, struct str *out)
{
	(void)screen;
	str_add(out, _("Users"));
}

static void layout(struct screen *screen, struct area body)
{
	body.row += HEAD_ROWS;
	body.rows -= HEAD_ROWS;
	vlist_layout(((struct users_view *)screen)->list, body);
}

static void draw(struct screen *screen)
{
	struct users_view *view = (struct users_view *)screen;
	char *text = view->minutes ? mem_fmt(ngettext("Locked after %d minute without a key.",
		"Locked after %d minutes without a key.", (unsigned long)view->minutes), view->minutes) : mem_str(_("Never locked by itself: this file has one user."));

	term_text(screen->body.row, screen->body.col + 1, screen->body.cols - 2, LOOK_NOTE, text);
	free(text);
	vlist_draw(view->list, true);
}

static void answered(void *ctx, const char *canonical)
{
	((struct users_view *)ctx)->sure = str_same(canonical, "yes");
}

static char *question_of(const struct users_view *view)
{
	switch (view->asked) {
	case ACT_DO_RESET:
		return mem_fmt(_("A new first passphrase for %s?"), user_now(view)->name);
	case ACT_DO_REMOVE:
		return mem_fmt(_("Take %s's passphrase away?"), user_now(view)->name);
	default:
		return mem_str(_("Seal the whole file anew, with a new data key?"));
	}
}

static struct screen *question(void *ctx)
{
	struct users_view *view = ctx;
	static const struct choice choices[] = {
		{ .key = "no", .label = N_("no, leave it as it is") }, { .key = "yes", .label = N_("yes") }, { .key = NULL },
	};
	struct pick_request request = { .choices = choices, .now = "no", .picked = answered, .anew = question, .ctx = view,
		.act = view->asked };

	free(view->question);
	view->question = question_of(view);
	request.title = view->question;
	return pick_screen(view->screen.app, &request);
}

/* What cannot be taken back is asked for; the action `then` follows. */
static struct next ask_first(struct users_view *view, int then)
{
	view->asked = then;
	view->sure = false;
	return next_open(question(view));
}

static struct next failed(struct users_view *view, const struct err *err)
{
	app_fail(view->screen.app, err);
	return next_stay();
}

static struct next reset(struct users_view *view)
{
	struct app *app = view->screen.app;
	struct act_by by = actor_by(app->actor);
	struct user user = *user_now(view);
	struct secret *first = secret_code(CODE_GROUPS);
	struct err err = { 0 };
	struct screen *told;

	if (!view->sure || users_reset(app->store, &by, &user, first, &err) != ST_OK) {
		secret_free(first);
		return view->sure ? failed(view, &err) : next_stay();
	}
	told = told_screen(app, N_("First passphrase, shown this once"),
		N_("Hand it to %s alone. At the first log-in it is to be changed for one that nobody else knows."), user.name, first);
	app_tell(app, NEWS_CHANGED);
	return next_open(told);
}

static struct next remove_user(struct users_view *view)
{
	struct app *app = view->screen.app;
	struct act_by by = actor_by(app->actor);
	struct user user = *user_now(view);
	struct err err = { 0 };

	if (!view->sure)
		return next_stay();
	if (users_remove(app->store, &by, &user, &err) != ST_OK)
		return failed(view, &err);
	app_tell(app, NEWS_CHANGED);
	app_say(app, _("%s opens the file no more. A new data key (d) keeps out what they copied."), user.name);
	return next_stay();
}

static bool tell_progress(void *ctx, int64_t done, int64_t total)
{
	return app_working(ctx, _("Sealing the file anew: %d %%. Esc stops."), (int)(total ? done * 100 / total : 0));
}

static struct next rotate(struct users_view *view)
{
	struct app *app = view->screen.app;
	struct act_by by = actor_by(app->actor);
	struct err err = { 0 };

	if (!view->sure)
		return next_stay();
	if (users_rotate(app->store, &by, tell_progress, app, &err) != ST_OK)
		return failed(view, &err);
	app_tell(app, NEWS_CHANGED);
	app_say(app, "%s", _("The file has a new data key. Make a new backup: the old ones open with the old key."));
	return next_stay();
}

static bool tell_sorting(void *ctx, int64_t done, int64_t total)
{
	return app_working(ctx, _("Sorting all lists anew: %d %%. Esc stops."), (int)(total ? done * 100 / total : 0));
}

static struct next sort_lists(struct users_view *view)
{
	struct app *app = view->screen.app;
	struct str name = STR_INIT;
	struct err err = { 0 };

	if (order_set(app->store, app->actor, view->language, tell_sorting, app, &err) != ST_OK)
		return failed(view, &err);
	app_tell(app, NEWS_CHANGED);
	text_language_name(&name, view->language);
	app_say(app, _("Lists stand in the order of this language: %s."), str_get(&name));
	str_free(&name);
	return next_stay();
}

static void language_picked(void *ctx, const char *code)
{
	struct users_view *view = ctx;

	str_copy(view->language, sizeof(view->language), code);
}

/* Any of the languages that are spoken here; the cursor stands on the one in whose order lists stand. */
static struct screen *ask_language(void *ctx)
{
	struct users_view *view = ctx;
	size_t count;
	const char *const *codes = msg_languages(&count);
	struct choice *offer = mem_array(count + 1, sizeof(*offer));
	struct str *name = mem_array(count, sizeof(*name));
	char *now = NULL;
	struct pick_request request = { .title = N_("Sort all lists as in"), .choices = offer, .picked = language_picked,
		.anew = ask_language, .ctx = view, .act = ACT_DO_ORDER };
	struct screen *screen;

	(void)order_language(view->screen.app->store, &now, NULL);
	request.now = now;
	for (size_t i = 0; i < count; i++) {
		text_language_name(&name[i], codes[i]);
		offer[i] = (struct choice){ codes[i], str_get(&name[i]) };
	}
	screen = pick_screen(view->screen.app, &request);
	for (size_t i = 0; i < count; i++)
		str_free(&name[i]);
	free(name);
	free(offer);
	free(now);
	return screen;
}

static enum status set_minutes(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct act_by by = actor_by(app->actor);
	char *end;
	long minutes = strtol(typed, &end, 10);

	(void)ctx;
	if (!*typed || *end || minutes < 0 || minutes > USERS_LOCK_MOST)
		return err_set(err, ST_INVALID, _("Minutes are a whole number from 0 to %d."), USERS_LOCK_MOST);
	if (users_set_lock(app->store, &by, (int)minutes, err) != ST_OK)
		return err->status;
	app_tell(app, NEWS_CHANGED);
	return ST_OK;
}

static struct next ask_minutes(struct users_view *view)
{
	struct app *app = view->screen.app;
	char now[16];

	snprintf(now, sizeof(now), "%d", users_lock_minutes(app->store));
	return next_open(ask_screen(app, N_("Minutes until locked:"), now, set_minutes, NULL));
}

static struct next act(struct screen *screen, int id)
{
	struct users_view *view = (struct users_view *)screen;
	const struct user *user = user_now(view);

	switch (id) {
	case ACT_ADD:
		return next_open(user_form_screen(screen->app, NULL));
	case ACT_ROLES:
		return next_open(user_form_screen(screen->app, user));
	case ACT_RESET:
		return ask_first(view, ACT_DO_RESET);
	case ACT_REMOVE:
		return ask_first(view, ACT_DO_REMOVE);
	case ACT_ROTATE:
		return ask_first(view, ACT_DO_ROTATE);
	case ACT_DO_RESET:
		return reset(view);
	case ACT_DO_REMOVE:
		return remove_user(view);
	case ACT_DO_ROTATE:
		return rotate(view);
	case ACT_MINUTES:
		return ask_minutes(view);
	case ACT_ORDER:
		return next_open(ask_language(view));
	case ACT_DO_ORDER:
		return sort_lists(view);
	}
	return next_unused();
}

static struct next key(struct screen *screen, int k)
{
	return vlist_key(((struct users_view *)screen)->list, k, true, NULL) ? next_stay() : next_unused();
}

static void tell(struct screen *screen, enum news news)
{
	struct users_view *view = (struct users_view *)screen;
	struct err err = { 0 };

	if (news == NEWS_LANGUAGE)
		set_columns(view);
	if ((news == NEWS_CHANGED || news == NEWS_LANGUAGE) && load(view, &err) != ST_OK)
		app_fail(screen->app, &err);
}

static void close_view(struct screen *screen)
{
	struct users_view *view = (struct users_view *)screen;

	vlist_free(view->list);
	free(view->user);
	free(view->question);
	free(view);
}

static bool on_row(const struct screen *screen)
{
	return user_now((const struct users_view *)screen) != NULL;
}

/* One's own passphrase is changed elsewhere, and nobody shuts themselves out. */
static bool on_other(const struct screen *screen)
{
	const struct user *user = user_now((const struct users_view *)screen);

	return user && !id_same(user->id, screen->app->session.me.id);
}

static const struct action actions[] = {
	{ ACT_ROLES, { K_ENTER }, N_("roles"), N_("Change this user's roles and permits."), on_row, false },
	{ ACT_ADD, { 'a', 'n', K_INSERT }, N_("add"), N_("Let another user in."), 0, false },
	{ ACT_RESET, { 'p' }, N_("new passphrase"), N_("A new first passphrase for one who forgot theirs; what was sealed to them "
		"opens for them no more."), on_other, false },
	{ ACT_REMOVE, { 'x', K_DELETE }, N_("remove"), N_("Take this user's passphrase and recovery code away; the name stays in "
		"the trail."), on_other, false },
	{ ACT_MINUTES, { 'm' }, N_("lock after"), N_("After how many minutes without a key the file is locked."), 0, false },
	{ ACT_ORDER, { 'o' }, N_("order of lists"), N_("In which language's order all lists stand; they are sorted anew."), 0, false },
	{ ACT_ROTATE, { 'd' }, N_("data key"), N_("Seal the whole file anew, for those who may open it now; nobody else may have it "
		"open."), 0, false },
	ACTION_END
};

static const struct screen_ops users_ops = {
	.name = "users", .actions = actions, .open = open_view, .title = title, .layout = layout, .draw = draw, .key = key,
	.act = act, .tell = tell, .close = close_view,
};
SCREEN(users_ops);

struct screen *users_screen(struct app *app)
{
	struct users_view *view = mem_alloc(sizeof(*view));

	view->list = vlist_new(NULL, 0);
	return screen_init(&view->screen, &users_ops, app);
}
