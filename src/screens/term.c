/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The terminal's life and its keys.  Signals are blocked except while waiting for
 * a key, so none comes in the middle of a save or a paint; the terminal is put
 * back at every way out.
 */
#include <config.h>

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "base/utf.h"
#include "screens/bidi.h"
#include "screens/term.h"
#include "screens/term_bidi.h"
#include "screens/term_draw.h"

#define PASTE_MAX 65536
#define CODE_PASTE_FROM 0x7001    /* numbers of our own among curses' keys */
#define CODE_PASTE_TO 0x7002
#define CODE_WORD_LEFT 0x7003
#define CODE_WORD_RIGHT 0x7004
#define CODE_ANSWER_NAME 0x7005   /* the terminal says who it is; see term_bidi.h */
#define CODE_ANSWER_KIND 0x7006
#define CODE_ANSWER_MODE 0x7007
#define ANSWER_MAX 100

static const int crashes[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };

static struct {
	bool started, plain, marks;
	char last_words[300];
	struct termios before_modes;
	struct sigaction before_crash[ARRAY_LEN(crashes)];
	SCREEN *screen;
	WINDOW *keys;             /* a pad: reading from it repaints nothing */
	sigset_t before;          /* signal mask as it was */
	long paints, keys_read;
	const char *place;        /* name of the screen that is drawn */
	bool more;                /* curses may hold bytes that poll() does not see */
	struct str pasted;
	bool dropped;             /* of what was pasted, something was left out */
} term;

static volatile sig_atomic_t got_hangup, got_stop, got_resize, got_suspend;

static void on_signal(int signum)
{
	switch (signum) {
	case SIGHUP:
		got_hangup = 1;
		break;
	case SIGWINCH:
		got_resize = 1;
		break;
	case SIGTSTP:
		got_suspend = 1;
		break;
	default:
		got_stop = 1;
	}
}

/* The program breaks: the terminal is given back before the system says so. The signal comes again, to whoever was to
 * hear of it before. */
static void on_crash(int signum)
{
	ssize_t ignored = write(STDOUT_FILENO, term.last_words, strlen(term.last_words));

	(void)ignored;
	tcsetattr(STDIN_FILENO, TCSANOW, &term.before_modes);
	for (size_t i = 0; i < ARRAY_LEN(crashes); i++) {
		if (crashes[i] == signum)
			sigaction(signum, &term.before_crash[i], NULL);
	}
	raise(signum);
}

static void crashes_catch(void)
{
	struct sigaction action = { .sa_handler = on_crash };

	for (size_t i = 0; i < ARRAY_LEN(crashes); i++)
		sigaction(crashes[i], &action, &term.before_crash[i]);
}

static void crashes_release(void)
{
	for (size_t i = 0; i < ARRAY_LEN(crashes); i++)
		sigaction(crashes[i], &term.before_crash[i], NULL);
}

static const int caught[] = { SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP, SIGWINCH };

static void signals_catch(void)
{
	struct sigaction action = { .sa_handler = on_signal };
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < ARRAY_LEN(caught); i++) {
		sigaction(caught[i], &action, NULL);
		sigaddset(&set, caught[i]);
	}
	sigprocmask(SIG_BLOCK, &set, &term.before);
	signal(SIGPIPE, SIG_IGN);
}

/* A terminal that vanished goes on hanging up while the program closes its file in peace. */
static void signals_release(void)
{
	for (size_t i = 0; i < ARRAY_LEN(caught); i++)
		signal(caught[i], caught[i] == SIGHUP && got_hangup ? SIG_IGN : SIG_DFL);
	sigprocmask(SIG_SETMASK, &term.before, NULL);
}

static void define_keys(void)
{
	define_key("\033[200~", CODE_PASTE_FROM);
	define_key("\033[201~", CODE_PASTE_TO);
	define_key("\033P>|", CODE_ANSWER_NAME);
	define_key("\033[>", CODE_ANSWER_KIND);
	define_key("\033[8;", CODE_ANSWER_MODE);
	define_key("\033[1;5D", CODE_WORD_LEFT);
	define_key("\033[1;5C", CODE_WORD_RIGHT);
	/* Arrows as terminals send them when they were not told of the application mode. */
	define_key("\033[A", KEY_UP);
	define_key("\033[B", KEY_DOWN);
	define_key("\033[C", KEY_RIGHT);
	define_key("\033[D", KEY_LEFT);
	define_key("\033[H", KEY_HOME);
	define_key("\033[F", KEY_END);
	define_key("\033[Z", KEY_BTAB);
}

/* Asked first, because newterm() loses memory over a terminal that it does not know. */
static bool terminal_known(void)
{
	int error = 0;

	if (setupterm(NULL, STDOUT_FILENO, &error) != OK)
		return false;
	del_curterm(cur_term);
	return true;
}

static void out(const char *s)
{
	size_t len = strlen(s);

	while (len > 0) {
		ssize_t n = write(STDOUT_FILENO, s, len);

		if (n <= 0 && errno != EINTR)
			return;
		if (n > 0) {
			s += n;
			len -= (size_t)n;
		}
	}
}

/* A pasted line break must not press Enter; only where escapes of this family are understood. */
static bool bracketed(void)
{
	const char *name = getenv("TERM");

	return name && (str_starts(name, "xterm") || str_starts(name, "tmux") || str_starts(name, "screen"));
}

/* What gives the terminal back, kept ready for a crash: there nothing but write() may be called. */
static void keep_last_words(void)
{
	const char *bidi = term_bidi_switch(true), *shown = tigetstr("cnorm"), *plain = tigetstr("sgr0"), *back = tigetstr("rmcup");

	snprintf(term.last_words, sizeof(term.last_words), "%s%s%s%s%s", bracketed() ? "\033[?2004l" : "", bidi ? bidi : "",
		plain && plain != (char *)-1 ? plain : "", shown && shown != (char *)-1 ? shown : "",
		back && back != (char *)-1 ? back : "");
}

/* The terminal's own reordering; asked how it stood first, so that it is left as it was found. */
static void reorder(bool on)
{
	const char *question = on ? NULL : term_bidi_question(), *bidi;

	if (question)
		out(question);
	bidi = term_bidi_switch(on);
	if (bidi)
		out(bidi);
}

/* Modes that curses does not know. */
static void modes(bool on)
{
	if (bracketed())
		out(on ? "\033[?2004h" : "\033[?2004l");
	reorder(!on);
	keep_last_words();
}

enum status term_start(const struct term_options *options, struct err *err)
{
	const char *no_color = getenv("NO_COLOR");

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ST_IO, _("The screens need a terminal. \"foothold --help\" lists the commands "
			"that do without."));
	term.plain = options->plain || !str_empty(getenv("FOOTHOLD_PLAIN"));
	term.marks = !str_empty(getenv("FOOTHOLD_TEST_MARK"));
	term_bidi_begin();
	bidi_as_read(term_bidi_as_read());
	tcgetattr(STDIN_FILENO, &term.before_modes);
	signals_catch();
	term.screen = terminal_known() ? newterm(NULL, stdout, stdin) : NULL;
	if (!term.screen) {
		signals_release();
		return err_set(err, ST_IO, _("This kind of terminal is not known here or cannot show the screens. Set "
			"TERM, for example TERM=vt100, and start again."));
	}
	term.started = true;
	/* Whoever sits at the end of a slow line may give Esc longer: curses has read the variable already. */
	if (str_empty(getenv("ESCDELAY")))
		set_escdelay(25);
	raw();
	noecho();
	nonl();
	draw_looks(!options->no_color && str_empty(no_color), options->contrast || !str_empty(getenv("FOOTHOLD_CONTRAST")));
	term.keys = newpad(1, 1);
	keypad(term.keys, TRUE);
	define_keys();
	modes(true);
	crashes_catch();
	return ST_OK;
}

void term_end(void)
{
	if (!term.started)
		return;
	term.started = false;
	curs_set(1);
	modes(false);
	delwin(term.keys);
	endwin();
	delscreen(term.screen);
	crashes_release();
	signals_release();
	str_wipe(&term.pasted);
}

bool term_is_plain(void)
{
	return term.plain;
}

int term_rows(void)
{
	return LINES;
}

int term_cols(void)
{
	return COLS;
}

void term_place(const char *name)
{
	term.place = name;
}

/* What the tests wait for: paints so far, keys read so far, size, screen. */
static void mark(void)
{
	char text[120];

	snprintf(text, sizeof(text), "\033]7777;%ld;%ld;%dx%d;%s\a", ++term.paints, term.keys_read, LINES, COLS,
		term.place ? term.place : "");
	out(text);
}

void term_paint_first(void)
{
	if (term_bidi_overrides())
		draw_override();
	draw_cursor();
	wnoutrefresh(stdscr);
	doupdate();
}

void term_paint(void)
{
	term_paint_first();
	if (term.marks)
		mark();
}

void term_repaint(void)
{
	clearok(curscr, TRUE);
}

static int resized(void)
{
	struct winsize size = { 0 };

	got_resize = 0;
	/* Not resizeterm(): it would put a key of its own before those that wait. */
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
		resize_term(size.ws_row, size.ws_col);
	term_repaint();
	return K_RESIZE;
}

static int suspended(void)
{
	sigset_t set, old;

	got_suspend = 0;
	modes(false);
	endwin();
	signal(SIGTSTP, SIG_DFL);
	sigemptyset(&set);
	sigaddset(&set, SIGTSTP);
	raise(SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &set, &old);   /* stops here until continued */
	sigprocmask(SIG_SETMASK, &old, NULL);
	sigaction(SIGTSTP, &(struct sigaction){ .sa_handler = on_signal }, NULL);
	modes(true);
	term_repaint();
	return resized();
}

/* One reading from curses: a character, a curses code with *code set, or false. */
static bool read_one(int wait_ms, wint_t *c, bool *code)
{
	wtimeout(term.keys, wait_ms);

	int got = wget_wch(term.keys, c);

	if (got == ERR)
		return false;
	*code = got == KEY_CODE_YES;
	return true;
}

/* The text between the paste brackets. Controls go; what line ends and tabs become, the field knows. */
static int read_paste(void)
{
	bool code = false;
	wint_t c;

	str_clear(&term.pasted);
	term.dropped = false;
	while (read_one(500, &c, &code)) {
		char bytes[4];

		if (code && c == CODE_PASTE_TO)
			break;
		if (code || term.pasted.len > PASTE_MAX) {
			term.dropped = true;
			continue;
		}
		if (c != '\r' && c != '\n' && c != '\t' && utf_is_control((uint32_t)c, false))
			term.dropped = true;
		else
			str_addn(&term.pasted, bytes, utf_encode((uint32_t)c, bytes));
	}
	return K_PASTE;
}

/* The rest of what the terminal answers, up to its end. No key, whatever it says. */
static int read_answer(wint_t kind)
{
	char answer[ANSWER_MAX + 8];
	size_t len = (size_t)snprintf(answer, sizeof(answer), "%s",
		kind == CODE_ANSWER_NAME ? ">|" : kind == CODE_ANSWER_KIND ? ">" : "8;");
	bool code = false;
	wint_t c = 0;

	while (len < ANSWER_MAX && read_one(100, &c, &code) && !code && c >= 0x20 && c < 0x7f) {
		answer[len++] = (char)c;
		if (kind != CODE_ANSWER_NAME && c >= 0x40)
			break;
	}
	answer[len] = '\0';
	if (kind == CODE_ANSWER_NAME && c == 27)
		read_one(100, &c, &code);       /* the second half of what ends it */
	term.keys_read--;
	if (term_bidi_answer(answer))
		reorder(false);
	keep_last_words();
	return K_NONE;
}

const char *term_pasted(void)
{
	return str_get(&term.pasted);
}

void term_paste_forget(void)
{
	str_wipe(&term.pasted);
}

bool term_paste_dropped(void)
{
	return term.dropped;
}

static int from_code(wint_t c)
{
	static const struct { int curses, ours; } keys[] = {
		{ KEY_UP, K_UP }, { KEY_DOWN, K_DOWN }, { KEY_LEFT, K_LEFT }, { KEY_RIGHT, K_RIGHT },
		{ KEY_HOME, K_HOME }, { KEY_END, K_END }, { KEY_PPAGE, K_PGUP }, { KEY_NPAGE, K_PGDN },
		{ KEY_FIND, K_HOME }, { KEY_SELECT, K_END }, { KEY_DC, K_DELETE }, { KEY_IC, K_INSERT },
		{ KEY_BACKSPACE, K_BACKSPACE }, { KEY_BTAB, K_BACKTAB }, { KEY_ENTER, K_ENTER },
		{ CODE_WORD_LEFT, K_WORD_LEFT }, { CODE_WORD_RIGHT, K_WORD_RIGHT },
	};

	if (c == CODE_PASTE_FROM)
		return read_paste();
	if (c >= CODE_ANSWER_NAME && c <= CODE_ANSWER_MODE)
		return read_answer(c);
	if (c >= KEY_F(0) && c <= KEY_F(12))
		return K_F0 + (int)c - KEY_F(0);
	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		if ((int)c == keys[i].curses)
			return keys[i].ours;
	}
	return K_NONE;
}

/* What follows an Esc at once: Alt with a key, or a sequence that this terminal's description does not know. */
static int after_escape(void)
{
	bool code = false;
	wint_t c;

	if (!read_one(0, &c, &code))
		return K_ESC;
	term.more = true;
	if (code)
		return from_code(c);
	if (c == '[' || c == 'O') {
		while (read_one(0, &c, &code) && !code && !(c >= 0x40 && c < 0x7f))
			;
		return K_NONE;
	}
	if (c >= '1' && c <= '9')
		return K_F1 + (int)c - '1';
	if (c == '0')
		return K_F10;
	return c == 27 ? K_ESC : K_ALT((int)c);
}

static int from_char(wint_t c)
{
	switch (c) {
	case 27:
		return after_escape();
	case '\r':
	case '\n':
		return K_ENTER;
	case '\t':
		return K_TAB;
	case 8:
	case 127:
		return K_BACKSPACE;
	case K_CTRL('s'):
		return K_F2;
	case K_CTRL('f'):
		return K_F3;
	case K_CTRL('p'):
		return K_F4;
	case K_CTRL('o'):
		return K_F10;
	}
	return (int)c;
}

int key_reading(int key)
{
	if (!msg_right_to_left())
		return key;
	switch (key) {
	case K_LEFT:
		return K_RIGHT;
	case K_RIGHT:
		return K_LEFT;
	case K_WORD_LEFT:
		return K_WORD_RIGHT;
	case K_WORD_RIGHT:
		return K_WORD_LEFT;
	}
	return key;
}

/* A key that waits already. The 100 ms are for the rest of a character whose first byte is here. */
static int take_key(int wait_ms)
{
	bool code = false;
	wint_t c = 0;

	if (!read_one(wait_ms, &c, &code))
		return K_IDLE;
	term.keys_read++;
	return code ? from_code(c) : from_char(c);
}

static int signalled(void)
{
	if (got_hangup)
		return K_HANGUP;
	if (got_stop)
		return K_STOP;
	if (got_suspend)
		return suspended();
	if (got_resize)
		return resized();
	return K_NONE;
}

static int wait_key(int ms)
{
	struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
	struct timespec limit = { ms / 1000, (long)(ms % 1000) * 1000000 };
	int ready = ppoll(&in, 1, &limit, &term.before);
	int key = signalled();

	if (key != K_NONE)
		return key;
	if (ready <= 0)
		return K_IDLE;
	if (in.revents & POLLIN) {
		key = take_key(100);
		/* Readable and yet nothing to read: the other end is gone. */
		if (key != K_IDLE || poll(&in, 1, 0) <= 0)
			return key;
	}
	got_hangup = 1;
	return K_HANGUP;
}

int term_key(int ms)
{
	int64_t until = clock_ticks_ms() + ms;

	if (term.more) {
		term.more = false;
		int key = take_key(0);

		if (key != K_IDLE && key != K_NONE)
			return key;
	}
	for (;;) {
		int64_t left = until - clock_ticks_ms();
		int key = wait_key(left > 0 ? (int)left : 0);

		if (key != K_NONE)
			return key;
		if (term.marks)
			mark();      /* a key that means nothing was read all the same */
	}
}

bool term_key_waiting(void)
{
	struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&in, 1, 0) > 0;
}
