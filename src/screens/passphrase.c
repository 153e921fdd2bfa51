/* SPDX-License-Identifier: EUPL-1.2 */
/* One's own passphrase: another one, typed twice, or a new recovery code; the present one is proved first. */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "screens/hidden.h"
#include "screens/places.h"

#define AT 28
#define CODE_GROUPS 6

enum line { LINE_NOW, LINE_NEW, LINE_AGAIN, LINES };

struct passphrase {
	struct screen screen;
	struct hidden *typed[LINES];
	enum line line;
};

enum { ACT_SAVE = ACT_OWN, ACT_NEXT, ACT_BEFORE, ACT_RECOVERY };

static void title(const struct screen *screen, struct str *out)
{
	(void)screen;
	str_add(out, _("Your passphrase"));
}

static const char *label_of(int line)
{
	switch (line) {
	case LINE_NOW:
		return _("Passphrase now");
	case LINE_NEW:
		return _("New passphrase");
	default:
		return _("Once more");
	}
}

static void draw(struct screen *screen)
{
	struct passphrase *p = (struct passphrase *)screen;
	struct area in = { screen->body.row + 1, screen->body.col + 4, 5, 70 };

	term_wrap(in, LOOK_NORMAL, _("Four words that do not belong together are easy to keep and hard to guess. The recovery code "
		"opens the file when the passphrase is forgotten: F4 makes a new one, and the one before opens nothing any "
		"more."));
	for (int i = 0; i < LINES; i++)
		hidden_draw(in.row + 5 + 2 * i, in.col, in.cols, AT, label_of(i), (int)p->line == i);
	term_put(in.row + 12, in.col + AT, in.cols - AT, LOOK_DIM, _("What you type is not shown."));
}

/* The line is empty afterwards, whatever came of it. */
static enum status prove(struct passphrase *p, struct err *err)
{
	struct app *app = p->screen.app;
	struct secret *now = hidden_take(p->typed[LINE_NOW]);
	enum status st;

	if (!now)
		return err_set(err, ST_INVALID, _("Type the passphrase that you have now, first."));
	app_say(app, "%s", _("The passphrase is being looked at."));
	app_paint(app);
	st = users_prove(app->store, &app->session.me, now, err);
	secret_free(now);
	return st;
}

static enum status change(struct passphrase *p, const struct secret *fresh, const struct secret *again, struct err *err)
{
	struct app *app = p->screen.app;
	struct act_by by = actor_by(app->actor);
	enum status st;

	if (!fresh || !again || !secret_same(fresh, again))
		return err_set(err, ST_INVALID, _("The two passphrases are not the same. Nothing was changed; try again."));
	st = users_check_passphrase(fresh, err);
	if (st == ST_OK)
		st = prove(p, err);
	return st == ST_OK ? users_new_passphrase(app->store, &by, &app->session.me, fresh, err) : st;
}

static struct next save(struct passphrase *p)
{
	struct secret *fresh = hidden_take(p->typed[LINE_NEW]), *again = hidden_take(p->typed[LINE_AGAIN]);
	const struct user *me = &p->screen.app->session.me;
	bool had_code = me->recovery_slot >= 0;
	struct err err = { 0 };
	enum status st = change(p, fresh, again, &err);

	secret_free(fresh);
	secret_free(again);
	if (st == ST_OK && had_code && me->recovery_slot < 0) {
		app_say(p->screen.app, "%s", _("Your new passphrase opens the file. The recovery code of before opens nothing any more: "
			"type the new passphrase and F4."));
		p->line = LINE_NOW;
		return next_stay();
	}
	if (st == ST_OK) {
		app_say(p->screen.app, "%s", _("From now on your new passphrase opens the file; the old one does not."));
		return next_back();
	}
	app_fail(p->screen.app, &err);
	p->line = hidden_empty(p->typed[LINE_NOW]) ? LINE_NOW : LINE_NEW;
	return next_stay();
}

static struct next recovery(struct passphrase *p)
{
	struct app *app = p->screen.app;
	struct act_by by = actor_by(app->actor);
	struct secret *code = NULL;
	struct err err = { 0 };
	enum status st = prove(p, &err);

	p->line = LINE_NOW;
	if (st == ST_OK) {
		code = secret_code(CODE_GROUPS);
		st = users_recovery(app->store, &by, &app->session.me, code, &err);
	}
	if (st == ST_OK) {
		app->status[0] = '\0';
		return next_replace(told_screen(app, N_("Recovery code, shown this once"), N_("Write it down and lock it away from the "
			"computer. It opens the file like the passphrase, as printed here, when that is forgotten."), NULL, code));
	}
	secret_free(code);
	app_fail(app, &err);
	return next_stay();
}

static struct next key(struct screen *screen, int k)
{
	struct passphrase *p = (struct passphrase *)screen;

	return hidden_key(p->typed[p->line], k) ? next_stay() : next_unused();
}

static struct next act(struct screen *screen, int id)
{
	struct passphrase *p = (struct passphrase *)screen;

	switch (id) {
	case ACT_NEXT:
		if (p->line == LINE_AGAIN)
			return save(p);
		p->line++;
		return next_stay();
	case ACT_BEFORE:
		p->line = p->line ? p->line - 1 : LINE_AGAIN;
		return next_stay();
	case ACT_SAVE:
		return save(p);
	case ACT_RECOVERY:
		return recovery(p);
	}
	return next_unused();
}

static bool typing(const struct screen *screen)
{
	(void)screen;
	return true;
}

static void tell(struct screen *screen, enum news news)
{
	if (news != NEWS_KEEP)
		return;
	for (int i = 0; i < LINES; i++)
		hidden_clear(((struct passphrase *)screen)->typed[i]);
}

static void close_passphrase(struct screen *screen)
{
	struct passphrase *p = (struct passphrase *)screen;

	for (int i = 0; i < LINES; i++)
		hidden_free(p->typed[i]);
	free(p);
}

static const struct action actions[] = {
	{ ACT_SAVE, { K_F2 }, N_("save"), N_("From now on the new passphrase opens the file."), 0, false },
	{ ACT_NEXT, { K_ENTER, K_TAB, K_DOWN }, N_("go on"), N_("To the next line; from the last one, save."), 0, false },
	{ ACT_BEFORE, { K_BACKTAB, K_UP }, N_("line before"), N_("To the line before."), 0, true },
	{ ACT_RECOVERY, { K_F4 }, N_("recovery code"), N_("Make a new recovery code; the passphrase of now is typed first."), 0,
		false },
	{ ACT_BACK, { K_ESC }, N_("back"), N_("Go back; nothing is changed."), 0, false },
	ACTION_END
};

static const struct screen_ops passphrase_ops = {
	.name = "passphrase", .actions = actions, .title = title, .draw = draw, .key = key, .act = act, .typing = typing,
	.tell = tell, .close = close_passphrase,
};
SCREEN(passphrase_ops);

struct screen *passphrase_screen(struct app *app)
{
	struct passphrase *p = mem_alloc(sizeof(*p));

	for (int i = 0; i < LINES; i++)
		p->typed[i] = hidden_new();
	return screen_init(&p->screen, &passphrase_ops, app);
}
