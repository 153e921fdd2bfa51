/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Logging in: at the start, and after the file was locked.  Nothing of the file is
 * known here but that it is one; what it lets in is decided by session_open().  Who
 * was given a passphrase, or came by the recovery code, chooses one of their own.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "exchange/demo.h"
#include "screens/hidden.h"
#include "screens/places.h"
#include "screens/typein.h"

enum step { STEP_NAME, STEP_PASSPHRASE, STEP_NEW, STEP_AGAIN };

struct login {
	struct screen screen;
	enum step step;
	struct editor *name;
	struct hidden *typed;
	struct secret *first;        /* the new passphrase as typed once */
	enum login_why why;
	bool names;                  /* a name is asked */
	bool demo;                   /* the passphrase is no secret */
	unsigned wait;               /* seconds until the next try */
	bool waits;                  /* what was typed was entered during the pause: Enter tries it, typing begins anew */
	struct err wrong;            /* what was said of the last try */
};

enum { ACT_ENTER = ACT_OWN, ACT_OTHER, ACT_SKIP };

static bool choosing(const struct login *l)
{
	return l->step == STEP_NEW || l->step == STEP_AGAIN;
}

/* The header is asked anew each time: an administrator may have divided the file meanwhile. */
static void look(struct login *l)
{
	struct vault_look look;

	if (vault_look(l->screen.app->how->path, &look, &l->wrong) != ST_OK)
		return;
	if (l->wait > 0 && look.wait == 0)
		err_set(&l->wrong, ST_DENIED, _("The pause is over. Try again now."));
	l->wait = look.wait;
	l->names = look.names;
	l->demo = look.demo;
}

static enum status open_login(struct screen *screen, struct err *err)
{
	struct login *l = (struct login *)screen;

	(void)err;
	look(l);
	l->step = l->names && str_empty(editor_text(l->name)) ? STEP_NAME : STEP_PASSPHRASE;
	return ST_OK;
}

static void title(const struct screen *screen, struct str *out)
{
	const struct login *l = (const struct login *)screen;

	str_add(out, choosing(l) ? _("A passphrase of your own") : l->why == LOGIN_START ? _("Log in") : _("Locked"));
}

static const char *first_words(const struct login *l)
{
	if (choosing(l) && l->screen.app->session.by_recovery)
		return _("The recovery code let you in. Choose a new passphrase now: four words that do not belong together are "
			"easy to keep and hard to guess. Esc leaves the old one as it is.");
	if (choosing(l))
		return _("Your passphrase was given to you by somebody else. Choose one that only you know: four words that do "
			"not belong together are easy to keep and hard to guess.");
	switch (l->why) {
	case LOGIN_IDLE:
		return _("Nobody pressed a key for a while, so the file was locked. What was typed is kept: log in to go on "
			"where you were.");
	case LOGIN_CHANGED:
		return _("What you may do here was changed, or your passphrase was taken away. What was typed is kept.");
	case LOGIN_LOCKED:
		return _("The file is locked. What was typed is kept: log in to go on where you were.");
	default:
		return _("This file is encrypted. Only a passphrase opens it.");
	}
}

static void draw_words(const struct login *l, struct area area)
{
	struct str text = STR_INIT;

	if (l->demo && !choosing(l))
		str_addf(&text, _("This is a demonstration: everything in it is invented. Its passphrase: %s"), DEMO_PASSPHRASE);
	else
		str_add(&text, first_words(l));
	term_wrap(area, LOOK_NORMAL, str_get(&text));
	str_free(&text);
}

static void draw_message(struct login *l, struct area area)
{
	struct str text = STR_INIT;

	if (l->wait > 0 && !choosing(l))
		str_addf(&text, ngettext("After several wrong passphrases there is a pause: %u second.",
			"After several wrong passphrases there is a pause: %u seconds.", l->wait), l->wait);
	else
		str_add(&text, l->wrong.text);
	if (text.len > 0)
		term_sign(area.row, area.col, SIGN_LATE, LOOK_ERROR);
	area.col += 2;
	area.cols -= 2;
	term_wrap(area, LOOK_ERROR, str_get(&text));
	str_free(&text);
}

static void draw_lines(struct login *l, int row, int col, int cols)
{
	const int at = 24;

	if (choosing(l)) {
		hidden_draw(row, col, cols, at, _("New passphrase"), l->step == STEP_NEW);
		hidden_draw(row + 2, col, cols, at, _("Once more"), l->step == STEP_AGAIN);
		return;
	}
	if (l->names) {
		term_put(row, col, at - 1, LOOK_BOLD, _("Name"));
		typein_draw(l->name, row, col + at - 1, cols - at + 1, "", l->step == STEP_NAME);
	}
	hidden_draw(row + 2, col, cols, at, _("Passphrase"), l->step == STEP_PASSPHRASE);
}

static void draw(struct screen *screen)
{
	struct login *l = (struct login *)screen;
	struct area in = { screen->body.row + 2, screen->body.col + 4, screen->body.rows - 2, 68 };
	struct area below;

	draw_words(l, (struct area){ in.row, in.col, 4, in.cols });
	draw_lines(l, in.row + 5, in.col, in.cols);
	term_put(in.row + 9, in.col + 24, in.cols - 24, LOOK_DIM, _("What you type is not shown."));
	below = (struct area){ in.row + 11, in.col, 4, in.cols };
	draw_message(l, below);
	term_put(screen->body.row + screen->body.rows - 2, in.col, in.cols, LOOK_DIM, screen->app->how->path);
}

/* The passphrase opens the file, or the sentence why not stands below it. */
static struct next enter_file(struct login *l)
{
	struct app *app = l->screen.app;
	struct session_options how = *app->how;
	struct secret *typed;
	enum status st;

	look(l);
	l->waits = l->wait > 0;
	if (l->waits)
		return next_stay();
	if (hidden_empty(l->typed))
		return next_stay();
	typed = hidden_take(l->typed);
	err_clear(&l->wrong);
	app_say(app, "%s", _("The file is being opened."));
	app_paint(app);
	app->status[0] = '\0';
	how.passphrase = typed;
	if (l->names)
		how.user = editor_text(l->name);
	st = session_open(&how, &app->session, &l->wrong);
	secret_free(typed);
	if (st != ST_OK) {
		look(l);
		return next_stay();
	}
	if (!app->session.me.fresh && !app->session.by_recovery)
		return next_in();
	l->step = STEP_NEW;
	return next_stay();
}

static struct next keep_first(struct login *l)
{
	err_clear(&l->wrong);
	secret_free(l->first);
	l->first = hidden_take(l->typed);
	if (l->first && users_check_passphrase(l->first, &l->wrong) == ST_OK)
		l->step = STEP_AGAIN;
	return next_stay();
}

static struct next keep_second(struct login *l)
{
	struct session *session = &l->screen.app->session;
	struct act_by by = actor_by(&session->actor);
	struct secret *again = hidden_take(l->typed);
	bool same = again && secret_same(l->first, again);
	enum status st = ST_INVALID;

	secret_free(again);
	if (!same)
		err_set(&l->wrong, ST_INVALID, _("The two passphrases are not the same. Nothing was changed; try again."));
	else
		st = users_new_passphrase(session->store, &by, &session->me, l->first, &l->wrong);
	if (st == ST_OK)
		return next_in();
	l->step = STEP_NEW;
	return next_stay();
}

static struct next enter(struct login *l)
{
	switch (l->step) {
	case STEP_NAME:
		l->step = STEP_PASSPHRASE;
		return next_stay();
	case STEP_PASSPHRASE:
		return enter_file(l);
	case STEP_NEW:
		return keep_first(l);
	case STEP_AGAIN:
		return keep_second(l);
	}
	return next_stay();
}

static struct next key(struct screen *screen, int k)
{
	struct login *l = (struct login *)screen;
	bool mine;

	if (l->waits && l->step == STEP_PASSPHRASE && (key_is_text(k) || k == K_PASTE)) {
		hidden_clear(l->typed);
		l->waits = false;
	}
	mine = l->step == STEP_NAME ? typein_key(l->name, k, NULL) : hidden_key(l->typed, k);

	return mine ? next_stay() : next_unused();
}

static struct next act(struct screen *screen, int id)
{
	struct login *l = (struct login *)screen;

	switch (id) {
	case ACT_ENTER:
		return enter(l);
	case ACT_OTHER:
		l->step = l->step == STEP_NAME ? STEP_PASSPHRASE : STEP_NAME;
		return next_stay();
	case ACT_SKIP:
		return next_in();
	}
	return next_unused();
}

static void tell(struct screen *screen, enum news news)
{
	struct login *l = (struct login *)screen;

	if (news == NEWS_IDLE && !choosing(l))
		look(l);
	/* Nobody goes on choosing a passphrase in a file that was left alone. */
	if (news == NEWS_KEEP) {
		hidden_clear(l->typed);
		session_close(&screen->app->session);
		l->step = STEP_PASSPHRASE;
	}
	if (news == NEWS_LANGUAGE)
		err_clear(&l->wrong);
}

static bool typing(const struct screen *screen)
{
	(void)screen;
	return true;
}

static bool two_lines(const struct screen *screen)
{
	const struct login *l = (const struct login *)screen;

	return l->names && !choosing(l);
}

static bool may_skip(const struct screen *screen)
{
	const struct login *l = (const struct login *)screen;

	return choosing(l) && !screen->app->session.me.fresh;
}

static void close_login(struct screen *screen)
{
	struct login *l = (struct login *)screen;

	editor_free(l->name);
	hidden_free(l->typed);
	secret_free(l->first);
	free(l);
}

static const struct action actions[] = {
	{ ACT_ENTER, { K_ENTER, K_F2 }, N_("go on"), N_("Go on with what was typed."), 0, false },
	{ ACT_OTHER, { K_TAB, K_UP, K_DOWN }, N_("other line"), N_("Between the name and the passphrase."), two_lines, false },
	{ ACT_SKIP, { K_ESC }, N_("later"), N_("Go on with the passphrase as it is."), may_skip, false },
	{ ACT_LANGUAGE, { K_F9, K_ALT('l') }, N_("language"), N_("Choose another language; nothing is lost."), 0, false },
	{ ACT_QUIT, { K_CTRL('q') }, N_("leave"), N_("Leave Foothold; what was typed stays as a draft."), 0, false },
	ACTION_END
};

static const struct screen_ops login_ops = {
	.name = "login", .actions = actions, .open = open_login, .title = title, .draw = draw, .key = key, .act = act,
	.typing = typing, .tell = tell, .close = close_login,
};
SCREEN(login_ops);

struct screen *login_screen(struct app *app, const char *name, enum login_why why)
{
	struct login *l = mem_alloc(sizeof(*l));

	l->name = editor_new(USER_NAME_MAX - 1, false);
	editor_set(l->name, name);
	l->typed = hidden_new();
	l->why = why;
	return screen_init(&l->screen, &login_ops, app);
}
