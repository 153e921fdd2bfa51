/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Screens and the loop that runs them.  A screen is one file of static functions
 * that ends in a struct screen_ops; what a key leads to is returned, and the loop
 * does it.  The loop owns the stack: a screen that was opened is closed by it.
 *
 *     struct screen *thing_screen(struct app *app, ...)
 *     {
 *             struct thing *t = mem_alloc(sizeof(*t));      // struct thing begins with struct screen
 *             return screen_init(&t->screen, &thing_ops, app);
 *     }
 */
#ifndef SCREENS_SCREEN_H
#define SCREENS_SCREEN_H

#include "register/read.h"
#include "register/session.h"
#include "screens/action.h"
#include "screens/term.h"

struct haven;
struct screen;

/* What all screens share. Borrowed everywhere. */
struct app {
	const struct session_options *how;   /* how the file is opened, again after a lock */
	struct session session;
	struct store *store;         /* the session's, or of the sealed file that is entered; NULL while nobody has logged in,
	                              * or the file is locked */
	struct haven *haven;         /* the sealed file that is entered, or NULL */
	struct haven *entering;      /* to be entered when the key that is being answered is done: app_enter() */
	const struct actor *actor;   /* who reads and saves in the screen that is being asked: see struct screen */
	struct was { struct id user; uint32_t roles; } was;   /* who locked the file */
	bool language_given;         /* --lang, or chosen at the log-in: it goes before what the file says */
	char *town;                  /* name of the municipality, or "" */
	bool warm;                   /* the first paint is over: ICU may be used (dates in words, sorting) */
	char status[600];            /* line above the keys */
	enum look status_look;
	int64_t status_ms;           /* when it was said, by clock_ticks_ms() */
	unsigned said;               /* counts what was said */
	int64_t data_version;        /* of the file, as last looked at */
	int64_t users_version;       /* of the session's file, as last looked at for who may stay */
	int64_t seen;                /* newest journal entry that was taken note of */
	bool insist;                 /* the same answer is given again, after a rule warned of it */
	struct screen *later;        /* opened when the key that is being answered is done: app_open_later() */
};

/* What must follow after a key. */
enum follow { GO_UNUSED, GO_STAY, GO_BACK, GO_OPEN, GO_REPLACE, GO_HOME, GO_QUIT, GO_ACT, GO_IN };
struct next { enum follow go; struct screen *screen; int act; };
static inline struct next next_unused(void) { return (struct next){ GO_UNUSED, 0, 0 }; }   /* not my key */
static inline struct next next_stay(void) { return (struct next){ GO_STAY, 0, 0 }; }       /* handled; drawn anew */
static inline struct next next_back(void) { return (struct next){ GO_BACK, 0, 0 }; }
static inline struct next next_home(void) { return (struct next){ GO_HOME, 0, 0 }; }       /* all but the first closed */
static inline struct next next_quit(void) { return (struct next){ GO_QUIT, 0, 0 }; }
/* NULL (a constructor that failed and has said so) stays where it is. */
static inline struct next next_open(struct screen *s) { return (struct next){ s ? GO_OPEN : GO_STAY, s, 0 }; }
/* The new one in place of this one. */
static inline struct next next_replace(struct screen *s) { return (struct next){ s ? GO_REPLACE : GO_STAY, s, 0 }; }

/* This one is closed, and the one below does the action, as if its key had been pressed. */
static inline struct next next_act(int id) { return (struct next){ GO_ACT, 0, id }; }

/* Somebody logged in: the session stands open. */
static inline struct next next_in(void) { return (struct next){ GO_IN, 0, 0 }; }

enum news {
	NEWS_CHANGED,     /* something was saved, here or elsewhere: read again, keep the cursor on the same record */
	NEWS_LANGUAGE,    /* texts held must be made anew; a layout follows */
	NEWS_RETURN,      /* the screen above was closed */
	NEWS_IDLE,        /* about a second without a key */
	NEWS_KEEP,        /* the program ends or the terminal vanished: keep what was typed as a draft, now */
};

struct screen_ops {
	const char *name;                                    /* "today": for tests */
	const struct action *actions;                        /* ends with ACTION_END */
	bool overlay;                                        /* drawn over the screen below, frame and title stay */
	/* Once, before the first layout. Not ST_OK: the status line says why and the screen is closed. */
	enum status (*open)(struct screen *screen, struct err *err);
	/* Appends where we are: "Today", "417-226-K Mariam Haidari". */
	void (*title)(const struct screen *screen, struct str *out);
	/* The body to draw in; at open, after every resize and language switch. An overlay takes a part of it. */
	void (*layout)(struct screen *screen, struct area body);
	void (*draw)(struct screen *screen);
	/* Any key, before the table is asked; GO_UNUSED passes it on to the table, then to the frame. May be NULL. */
	struct next (*key)(struct screen *screen, int key);
	/* An action of the table, by key or from the menu. */
	struct next (*act)(struct screen *screen, int id);
	/* True while letters type into a field. NULL: never. */
	bool (*typing)(const struct screen *screen);
	void (*tell)(struct screen *screen, enum news news);  /* may be NULL */
	void (*close)(struct screen *screen);                /* frees what is in it and itself */
};

struct screen {
	const struct screen_ops *ops;
	struct app *app;
	struct area body;            /* as of the last layout */
	struct screen *below;        /* the loop's */
	/* Who acts in this screen and in those opened from it: borrowed, set before it is opened. NULL: as the one below,
	 * at last the session's. The loop puts it into app->actor whenever it calls the screen. */
	const struct actor *as;
};
/* Puts a screen's operations into the table of all screens, for tests of keys and words. */
#define SCREEN(ops) \
	static const struct screen_ops *const ops##_row __attribute__((used, section("foothold_screens"))) = &ops
/* All screens linked into this program. */
const struct screen_ops *const *screen_all(int *count);

/* The screen is opened as who is logged in, also from within a file that was opened for a reason. NULL stays NULL. */
struct screen *screen_as_oneself(struct screen *screen);
/* Fills a screen that was allocated zeroed; returns it. */
struct screen *screen_init(struct screen *screen, const struct screen_ops *ops, struct app *app);

/* The status line. Whole translated sentences; a later one replaces it. */
void app_say(struct app *app, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void app_fail(struct app *app, const struct err *err);
/* Within a long work that answers one key: says how far it is, drawn at once. False: Esc was pressed, or the terminal
 * vanished; other keys are lost. */
bool app_working(struct app *app, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* "Saved: WHAT.  Ctrl-Z takes it back.", after change_commit; tells every screen NEWS_CHANGED. */
void app_saved(struct app *app, struct id set, const char *what);
/* The same without a word, where more than one record was written: it is no news from elsewhere. */
void app_wrote(struct app *app);
/* Takes the last change of this user back and says so. */
void app_undo(struct app *app);
void app_tell(struct app *app, enum news news);     /* to every open screen */
void app_paint(struct app *app);                    /* now, before something that takes a while */
/* From tell(): the screen is closed, also from below another one. */
void app_close(struct screen *screen);
/* For callbacks that cannot return a struct next: opens the screen once this key's consequences are done. */
void app_open_later(struct app *app, struct screen *screen);
/* The sealed file is entered once this key's consequences are done, and closed when its first screen is left. */
void app_enter(struct app *app, struct haven *haven);
/* After msg_set_language(): all texts held are made anew and all is laid out again. */
void app_language(struct app *app);
/* Title of the record by the read door, appended; "?" where it cannot be seen. */
void app_title(struct app *app, struct str *out, const char *kind, struct id id);

/* Runs until the person leaves; closes all screens and the session. Without a session that is open it begins with the
 * log-in. ST_IO when the terminal vanished. */
enum status screen_loop(struct app *app, struct err *err);

#endif
