/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The stack of screens and the loop: one key in, what follows done, all drawn.
 * Everything is drawn anew for each key; curses sends only the cells that differ.
 */
#include <config.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "base/utf.h"
#include "cases/chain.h"
#include "cases/clock.h"
#include "cases/sealed.h"
#include "register/change.h"
#include "register/look.h"
#include "screens/frame.h"
#include "screens/others.h"
#include "screens/places.h"
#include "screens/screen.h"
#include "screens/term_bidi.h"
#include "screens/undo.h"
#include "store/backup.h"

#define IDLE_MS 1000
#define TITLE_COLS 36


static struct screen *top;
static struct screen *outside;         /* the town's screens while a sealed file is entered */
static struct screen *aside;           /* the stack as it was when the file was locked */
static struct next screen_act(struct app *app, int id);

/* Set by the linker around what SCREEN() put there. */
extern const struct screen_ops *const __start_foothold_screens[], *const __stop_foothold_screens[];

const struct screen_ops *const *screen_all(int *count)
{
	*count = (int)(__stop_foothold_screens - __start_foothold_screens);
	return __start_foothold_screens;
}

struct screen *screen_init(struct screen *screen, const struct screen_ops *ops, struct app *app)
{
	screen->ops = ops;
	screen->app = app;
	return screen;
}

struct screen *screen_as_oneself(struct screen *screen)
{
	if (screen)
		screen->as = &screen->app->session.actor;
	return screen;
}

/* From here on it is this screen's actor who reads; returns whose turn it was. NULL: who is logged in. */
static const struct actor *turn_to(struct app *app, const struct screen *s)
{
	const struct actor *was = app->actor;

	while (s && !s->as)
		s = s->below;
	app->actor = s ? s->as : &app->session.actor;
	return was;
}

void app_say(struct app *app, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(app->status, sizeof(app->status), fmt, args);
	va_end(args);
	app->status_look = LOOK_NORMAL;
	app->status_ms = clock_ticks_ms();
	app->said++;
}

void app_fail(struct app *app, const struct err *err)
{
	str_copy(app->status, sizeof(app->status), err->text);
	app->status_look = LOOK_ERROR;
	app->status_ms = clock_ticks_ms();
	app->said++;
}

void app_tell(struct app *app, enum news news)
{
	const struct actor *was = app->actor;

	for (struct screen *s = top, *below; s; s = below) {
		below = s->below;        /* whoever is told may close */
		turn_to(app, s);
		if (s->ops->tell)
			s->ops->tell(s, news);
	}
	app->actor = was;
}

void app_close(struct screen *screen)
{
	for (struct screen **at = &top; *at; at = &(*at)->below) {
		if (*at != screen)
			continue;
		*at = screen->below;
		screen->ops->close(screen);
		return;
	}
}

/* A save made here is no news to report as somebody else's. */
void app_wrote(struct app *app)
{
	app->data_version = store_data_version(app->store);
	journal_tip(app->store, &app->seen, NULL);
	app_tell(app, NEWS_CHANGED);
}

void app_saved(struct app *app, struct id set, const char *what)
{
	struct str title = STR_INIT;
	int moved = chain_moved(app->store, set);
	int began = kind_seen(app->actor, register_kind("clock")) ? clock_began(app->store, set) : 0;

	undo_forget();
	app_wrote(app);
	/* A long note must not push out how it is taken back. */
	utf_cut(&title, what, moved > 0 ? TITLE_COLS / 2 : TITLE_COLS);
	if (began > 0)
		/* TRANSLATORS: what was saved, such as an event, and how many clocks run from it */
		app_say(app, ngettext("Saved: %s. %d clock began. Ctrl-Z takes it back.",
			"Saved: %s. %d clocks began. Ctrl-Z takes it back.", (unsigned long)began), str_get(&title), began);
	else if (moved > 0)
		/* TRANSLATORS: what was saved, and how many targets of later steps moved along */
		app_say(app, ngettext("Saved: %s. %d later target moved along. Ctrl-Z takes it back.",
			"Saved: %s. %d later targets moved along. Ctrl-Z takes it back.", (unsigned long)moved), str_get(&title), moved);
	else
		app_say(app, _("Saved: %s. Ctrl-Z takes it back."), str_get(&title));
	str_free(&title);
}

void app_undo(struct app *app)
{
	struct err err = { 0 };
	enum status st = undo_last(app, &err);

	if (st == ST_OK) {
		app_wrote(app);
		app_say(app, "%s", _("Your last change was taken back. Ctrl-Y puts it back, Ctrl-Z takes back the one "
			"before."));
	} else if (st == ST_NOTFOUND) {
		app_say(app, "%s", _("There is nothing of yours left to take back."));
	} else {
		app_fail(app, &err);
	}
}

static void redo(struct app *app)
{
	struct err err = { 0 };
	enum status st = undo_redo(app, &err);

	if (st == ST_OK) {
		app_wrote(app);
		app_say(app, "%s", _("Your change is put back. Ctrl-Z takes it back again."));
	} else if (st == ST_NOTFOUND) {
		app_say(app, "%s", err.text);
	} else {
		app_fail(app, &err);
	}
}

void app_title(struct app *app, struct str *out, const char *kind, struct id id)
{
	if (read_title(app->store, app->actor, register_kind(kind), id, out, NULL) != ST_OK)
		str_add(out, "?");
}

/* Not below the least size: no screen needs to know of one where nothing fits. */
static void lay_out_one(struct screen *s)
{
	if (frame_too_small())
		return;
	s->body = frame_body();
	if (s->ops->layout) {
		const struct actor *was = turn_to(s->app, s);

		s->ops->layout(s, s->body);
		s->app->actor = was;
	}
}

static void lay_out(void)
{
	for (struct screen *s = top; s; s = s->below)
		lay_out_one(s);
}

void app_open_later(struct app *app, struct screen *screen)
{
	if (app->later)
		BUG("two screens are to open after one key");
	app->later = screen;
}

void app_language(struct app *app)
{
	app_tell(app, NEWS_LANGUAGE);
	lay_out();
	app->status[0] = '\0';
}

static void draw_from(struct screen *s)
{
	const struct actor *was;

	if (s->ops->overlay && s->below)
		draw_from(s->below);
	frame_hint(NULL);
	was = turn_to(s->app, s);
	/* Where it has nothing to choose from, it is read from its beginning. */
	if (!s->ops->overlay)
		term_cursor(s->body.row, s->body.col);
	s->ops->draw(s);
	s->app->actor = was;
}

static bool typing(const struct screen *s)
{
	return s->ops->typing && s->ops->typing(s);
}

static void draw_all(struct app *app)
{
	term_erase();
	if (frame_too_small()) {
		frame_draw_too_small();
	} else {
		const struct screen *named = top;

		while (named->ops->overlay && named->below)
			named = named->below;
		frame_draw(app, named, top, typing(top));
		draw_from(top);
		frame_draw_status(app);
	}
}

static void draw(struct app *app)
{
	term_place(top->ops->name);
	draw_all(app);
	term_paint();
}

void app_paint(struct app *app)
{
	draw_all(app);
	term_paint_first();
}

#define WORKING_MS 100

bool app_working(struct app *app, const char *fmt, ...)
{
	int key = term_key(0);
	va_list args;

	if (key == K_RESIZE)
		lay_out();
	if (key == K_RESIZE || clock_ticks_ms() - app->status_ms >= WORKING_MS) {
		va_start(args, fmt);
		vsnprintf(app->status, sizeof(app->status), fmt, args);
		va_end(args);
		app->status_look = LOOK_NOTE;
		app->status_ms = clock_ticks_ms();
		app_paint(app);
	}
	return key != K_ESC && key != K_HANGUP && key != K_STOP;
}

static void drop(void)
{
	struct screen *s = top;
	struct app *app = s->app;

	top = s->below;
	s->ops->close(s);
	turn_to(app, top);
}

static void push(struct app *app, struct screen *s)
{
	struct err err = { 0 };

	s->below = top;
	top = s;
	turn_to(app, top);
	if (s->ops->open && s->ops->open(s, &err) != ST_OK) {
		drop();
		app_fail(app, &err);
		return;
	}
	lay_out_one(s);
}

static void returned(void)
{
	if (top && top->ops->tell)
		top->ops->tell(top, NEWS_RETURN);
}

/* The language that this user chose last, unless the command line says otherwise. */
static void take_language(struct app *app)
{
	char *key = mem_fmt("language:%s", app->actor->user), *code = NULL;

	if (!app->language_given && setting_get(app->store, key, &code, NULL) == ST_OK && code)
		msg_set_language(code);
	free(code);
	free(key);
}

/* What somebody saves from now on is told; what was saved before is known. */
static void look_anew(struct app *app)
{
	undo_forget();
	others_forget();
	app->data_version = store_data_version(app->store);
	journal_tip(app->store, &app->seen, NULL);
}

void app_enter(struct app *app, struct haven *haven)
{
	app->entering = haven;
}

/* Back to the town's screens, as they were. */
static void come_out(struct app *app)
{
	while (top)
		drop();
	haven_close(app->haven);
	app->haven = NULL;
	app->store = app->session.store;
	top = outside;
	outside = NULL;
	look_anew(app);
	app_tell(app, NEWS_CHANGED);
	lay_out();
}

/* Within a sealed file screens work on its store; the town's wait outside and keep what was typed. */
static void go_in(struct app *app)
{
	app_tell(app, NEWS_KEEP);
	outside = top;
	top = NULL;
	app->haven = app->entering;
	app->entering = NULL;
	app->store = haven_store(app->haven);
	look_anew(app);
	push(app, haven_screen(app));
	if (!top)
		come_out(app);
}

/* Keys and cached pages go, and nothing of the file is drawn any more; what was typed is kept in it as a draft, and the
 * screens wait aside for the same user. */
static void lock(struct app *app, enum login_why why)
{
	char name[USER_NAME_MAX];

	app_tell(app, NEWS_KEEP);
	if (app->haven)
		come_out(app);
	str_copy(name, sizeof(name), app->session.me.name);
	app->was = (struct was){ app->session.me.id, app->actor->roles };
	session_close(&app->session);
	mem_give_back();
	app->store = NULL;
	app->status[0] = '\0';
	aside = top;
	top = NULL;
	push(app, login_screen(app, name, why));
	term_repaint();
}

/* The same user may go on where they were; kinds and fields still stand where the screens saw them. */
static bool goes_on(const struct app *app)
{
	return aside && id_same(app->was.user, app->session.me.id) && app->was.roles == app->session.actor.roles &&
		!app->session.own_changed;
}

static void arrive(struct app *app)
{
	app->store = app->session.store;
	free(app->town);
	app->town = NULL;
	setting_get(app->store, SETTING_MUNICIPALITY, &app->town, NULL);
	app->data_version = store_data_version(app->store);
	app->status[0] = '\0';
}

/* For whoever does not begin on Today, which says it by itself. */
static void say_backup_due(struct app *app)
{
	char *words;
	long days;

	if (backup_due(app->store, clock_now_ms(), &days, NULL) != ST_OK || !(words = backup_reminder(days)))
		return;
	app_say(app, "%s", words);
	free(words);
}

static void start_afresh(struct app *app)
{
	top = aside;
	while (top)
		drop();
	aside = NULL;
	undo_forget();
	others_forget();
	journal_tip(app->store, &app->seen, NULL);
	take_language(app);
	push(app, today_screen(app));
	/* Who only looks after the users begins there. */
	if (app->actor->roles & ROLE_ADMIN && !kind_seen(app->actor, register_kind("person"))) {
		push(app, users_screen(app));
		say_backup_due(app);
	}
	if (store_notice(app->store))
		app_say(app, "%s", store_notice(app->store));
	else if (users_rotation_pending(app->store))
		app_say(app, "%s", _("A change of the file's data key was interrupted. Everything works; “foothold key rotate” "
			"finishes it."));
	else if (vault_plain_left(store_path(app->store)))
		app_say(app, "%s", _("The file of before it was encrypted lies beside this one: delete it securely."));
}

static void come_in(struct app *app)
{
	while (top)
		drop();
	arrive(app);
	if (!goes_on(app)) {
		start_afresh(app);
		return;
	}
	top = aside;
	aside = NULL;
	turn_to(app, top);
	app_tell(app, NEWS_LANGUAGE);
	app_tell(app, NEWS_CHANGED);
	lay_out();
	app_say(app, "%s", _("You are where you were. Nothing was lost."));
}

/* Does what a key led to; false: the program ends. */
static bool follow(struct app *app, struct next next)
{
	switch (next.go) {
	case GO_UNUSED:
	case GO_STAY:
		return true;
	case GO_OPEN:
		push(app, next.screen);
		return true;
	case GO_REPLACE:
		next.screen->below = NULL;
		if (top->below)
			drop();
		push(app, next.screen);
		return true;
	case GO_BACK:
		if (!top->below && app->haven) {
			come_out(app);
			return true;
		}
		if (!top->below) {
			app_say(app, "%s", _("This is the first screen. Ctrl-Q leaves Foothold."));
			return true;
		}
		drop();
		returned();
		return true;
	case GO_HOME:
		while (top->below)
			drop();
		returned();
		return true;
	case GO_ACT:
		drop();
		returned();
		return follow(app, screen_act(app, next.act));
	case GO_IN:
		come_in(app);
		return true;
	case GO_QUIT:
		return false;
	}
	return true;
}

static struct next act_global(struct app *app, int id)
{
	switch (id) {
	case ACT_BACK:
		return next_back();
	case ACT_FIND:
		return next_open(screen_as_oneself(find_screen(app, NULL)));
	case ACT_HELP:
		return next_open(help_screen(app, top));
	case ACT_MENU:
		return next_open(menu_screen(app, top));
	case ACT_LANGUAGE:
		return next_open(language_screen(app));
	case ACT_UNDO:
		app_undo(app);
		return next_stay();
	case ACT_REDO:
		redo(app);
		return next_stay();
	case ACT_REPAINT:
		term_repaint();
		return next_stay();
	case ACT_LOCK:
		lock(app, LOGIN_LOCKED);
		return next_stay();
	case ACT_QUIT:
		return next_quit();
	}
	return next_unused();
}

/* An action of the top screen or of the frame. */
static struct next screen_act(struct app *app, int id)
{
	if (id >= ACT_OWN)
		return top->ops->act ? top->ops->act(top, id) : next_unused();
	return act_global(app, id);
}

static struct next on_key(struct app *app, int key)
{
	struct next next = top->ops->key ? top->ops->key(top, key) : next_unused();
	const struct action *action;

	if (next.go != GO_UNUSED)
		return next;
	action = action_find(top->ops->actions, top, key, typing(top));
	if (action)
		return screen_act(app, action->id);
	action = action_find(actions_global, top, key, typing(top));
	if (action)
		return act_global(app, action->id);
	if (key == K_CTRL('c'))
		app_say(app, "%s", _("Ctrl-Q leaves Foothold; what was typed stays as a draft."));
	else if (key_is_text(key) && app->status[0] == '\0')
		app_say(app, "%s", _("This key does nothing here. F1 shows those that do."));
	return next_unused();
}

/* At the first rest: the transliterator, so that the first name typed in another script answers as the others do. */
static void warm_text(void)
{
	static bool done;
	struct str latin = STR_INIT;

	if (done)
		return;
	done = true;
	text_latin(&latin, "ж");
	str_free(&latin);
}

/* Once in a while of rest: looks that were kept long enough go. */
static void care_for_trail(struct app *app)
{
	static bool done;

	if (done || !app->store)
		return;
	done = true;
	look_care(app->session.store, &app->session.actor);
}

/* Once, on a screen that is read to the left: what this terminal does to it and cannot be kept from by us. */
static void say_of_terminal(struct app *app)
{
	static bool said;
	const char *terminal = "", *setting = "";
	enum bidi_trouble trouble = said || !msg_right_to_left() || app->status[0] ? BIDI_FINE :
		term_bidi_trouble(&terminal, &setting);

	if (trouble == BIDI_FINE)
		return;
	said = true;
	if (trouble == BIDI_TURNS) {
		char *path = mem_fmt("\u2066%s\u2069", setting);

		/* TRANSLATORS: the name of a terminal program, and the path of its own setting, in English */
		app_say(app, _("%s turns words written from right to left round once more. Its own setting keeps it from that: %s."),
			terminal, path);
		free(path);
	} else {
		/* Never translated: in Arabic nobody could read it there. */
		app_say(app, "The Linux console may have no Arabic letters. F9 chooses another language.");
	}
}

static void on_idle(struct app *app)
{
	say_of_terminal(app);
	care_for_trail(app);
	warm_text();
	if (app->store && !others_see(app))
		lock(app, LOGIN_CHANGED);
	if (app->store)
		others_say(app);
	if (top->ops->tell)
		top->ops->tell(top, NEWS_IDLE);
}

/* After the first paint: what takes ICU's time. */
static void warm(struct app *app)
{
	app->warm = true;
	draw(app);
}

/* FOOTHOLD_TEST_MINUTE: how many ms a test waits for a minute; never longer than it is. */
static int64_t minute_ms(void)
{
	const char *shorter = getenv("FOOTHOLD_TEST_MINUTE");
	long ms = shorter ? strtol(shorter, NULL, 10) : 0;

	return ms > 0 && ms < 60000 ? ms : 60000;
}

/* Nobody was there for as long as the file says. It is asked only when a minute has gone by. */
static bool left_alone(struct app *app, int64_t since_ms)
{
	int64_t idle = clock_asleep_too_ms() - since_ms;
	int minutes = idle < minute_ms() ? 0 : app->store ? users_lock_minutes(app->session.store) : 1;

	return minutes > 0 && idle >= minutes * minute_ms();
}

/* An error, or what covers a part of the body, goes with the next key; what was said of a success stays until the screen changes or more is said. */
static bool handle_key(struct app *app, int key)
{
	unsigned said = app->said;
	struct next next;
	bool run;

	if (app->status_look == LOOK_ERROR || frame_status_covers(app))
		app->status[0] = '\0';
	next = on_key(app, key);
	run = follow(app, next);
	if (app->later) {
		struct screen *later = app->later;

		app->later = NULL;
		push(app, later);
	}
	if (app->entering)
		go_in(app);
	if (next.go != GO_STAY && next.go != GO_UNUSED && said == app->said)
		app->status[0] = '\0';
	return run;
}

static bool handle(struct app *app, int key)
{
	if (key == K_IDLE) {
		on_idle(app);
		return true;
	}
	if (key == K_RESIZE) {
		lay_out();
		return true;
	}
	if (frame_too_small())
		return key != K_CTRL('q');
	return handle_key(app, key);
}

static bool is_pressed(int key)
{
	return key != K_IDLE && key != K_RESIZE && key != K_HANGUP && key != K_STOP;
}

/* Before the key is looked at: who opens a laptop that slept is asked who they are. True: it is not to be used. */
static bool lock_if_left_alone(struct app *app, int key, int64_t *since_ms)
{
	bool alone = left_alone(app, *since_ms);

	if (alone && app->store)
		lock(app, LOGIN_IDLE);
	else if (alone)
		app_tell(app, NEWS_KEEP);
	if (alone || is_pressed(key))
		*since_ms = clock_asleep_too_ms();
	return alone && is_pressed(key);
}

static void begin(struct app *app)
{
	if (app->session.store)
		come_in(app);
	else
		push(app, login_screen(app, app->how->user, LOGIN_START));
}

static void end(struct app *app)
{
	if (app->haven)
		come_out(app);
	while (top)
		drop();
	top = aside;
	aside = NULL;
	while (top)
		drop();
	free(app->town);
	app->town = NULL;
}

enum status screen_loop(struct app *app, struct err *err)
{
	enum status st = ST_OK;
	int64_t since_ms = clock_asleep_too_ms();
	bool run;

	begin(app);
	run = top != NULL;
	if (run) {
		draw(app);
		warm(app);
	}
	while (run) {
		int key = term_key(IDLE_MS);

		if (lock_if_left_alone(app, key, &since_ms))
			key = K_RESIZE;
		if (key == K_HANGUP || key == K_STOP) {
			app_tell(app, NEWS_KEEP);
			if (key == K_HANGUP)
				st = err_set(err, ST_IO, _("The terminal vanished; what was typed is kept as a draft."));
			break;
		}
		run = handle(app, key);
		if (run && !term_key_waiting())
			draw(app);
	}
	if (!run && top)
		app_tell(app, NEWS_KEEP);
	end(app);
	return st;
}
