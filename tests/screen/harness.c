/* SPDX-License-Identifier: EUPL-1.2 */
/* The program on a pseudo-terminal, its screen in libvterm; see harness.h. */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include "harness.h"

/* How long is waited for what must come; a program under sanitizers takes its time. */
#ifdef __SANITIZE_ADDRESS__
#define WAIT_US 120000000
#else
#define WAIT_US 20000000
#endif
#define MARK_MAX 120

struct harness {
	pid_t pid;
	int fd;
	bool closed, reaped;
	int status;
	VTerm *vt;
	VTermScreen *screen;
	int rows, cols;
	bool cursor_shown;
	/* What the last marker said, and what has been sent. */
	long paints, keys, sent;
	int mark_rows, mark_cols;
	char place[40];
	char mark[MARK_MAX];
	size_t mark_len;
	bool in_mark;
	bool painting;               /* something came since the last marker */
	int64_t started, first_paint, key_at, answered;
	char *output;
	size_t output_len, output_cap;
	char line[4096];
};

static int64_t now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void *must(void *p)
{
	if (!p)
		abort();
	return p;
}

static int on_prop(VTermProp prop, VTermValue *value, void *user)
{
	if (prop == VTERM_PROP_CURSORVISIBLE)
		((struct harness *)user)->cursor_shown = value->boolean != 0;
	return 1;
}

static const VTermScreenCallbacks callbacks = { .settermprop = on_prop };

static void screen_new(struct harness *h)
{
	h->vt = vterm_new(h->rows, h->cols);
	vterm_set_utf8(h->vt, 1);
	h->screen = vterm_obtain_screen(h->vt);
	vterm_screen_set_callbacks(h->screen, &callbacks, h);
	vterm_screen_enable_altscreen(h->screen, 1);
	vterm_screen_reset(h->screen, 1);
	h->cursor_shown = true;
}

static void child(const struct harness_options *options, const char *const argv[])
{
	setenv("TERM", options->term ? options->term : "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("FOOTHOLD_TEST_MARK", "1", 1);
	/* A key is one write here, so that nothing has to be waited for after an Esc that stands alone. */
	setenv("ESCDELAY", "5", 1);
	unsetenv("LANGUAGE");
	unsetenv("LINES");
	unsetenv("COLUMNS");
	unsetenv("TMUX");
	for (const char *const *e = options->env; e && *e; e++)
		putenv((char *)(uintptr_t)*e);
	execvp(argv[0], (char *const *)(uintptr_t)argv);
	perror(argv[0]);
	_exit(127);
}

static void keep_output(struct harness *h, const char *bytes, size_t len)
{
	if (h->output_len + len + 1 > h->output_cap) {
		h->output_cap = 2 * (h->output_len + len + 1);
		h->output = must(realloc(h->output, h->output_cap));
	}
	memcpy(h->output + h->output_len, bytes, len);
	h->output_len += len;
	h->output[h->output_len] = '\0';
}

static void take_mark(struct harness *h)
{
	long paints, keys;
	int rows, cols;

	h->mark[h->mark_len] = '\0';
	char place[sizeof(h->place)] = "";

	if (sscanf(h->mark, "\033]7777;%ld;%ld;%dx%d;%39s", &paints, &keys, &rows, &cols, place) < 4)
		return;
	memcpy(h->place, place, sizeof(place));
	h->paints = paints;
	h->keys = keys;
	h->mark_rows = rows;
	h->mark_cols = cols;
	h->answered = now_us();
	h->painting = false;
	if (h->first_paint == 0)
		h->first_paint = h->answered - h->started;
}

/* Sorts out the markers; the rest goes to the virtual screen. */
static void feed(struct harness *h, const char *bytes, size_t len)
{
	static const char head[] = "\033]7777;";

	for (size_t i = 0; i < len; i++) {
		char c = bytes[i];

		if (!h->in_mark && c == head[h->mark_len]) {
			h->mark[h->mark_len++] = c;
			h->in_mark = head[h->mark_len] == '\0';
			continue;
		}
		if (h->in_mark && c == '\a') {
			take_mark(h);
			h->mark_len = 0;
			h->in_mark = false;
			continue;
		}
		if (h->in_mark && h->mark_len + 1 < MARK_MAX) {
			h->mark[h->mark_len++] = c;
			continue;
		}
		if (h->mark_len > 0) {
			vterm_input_write(h->vt, h->mark, h->mark_len);
			h->mark_len = 0;
			h->in_mark = false;
			if (c == head[0]) {
				h->mark[h->mark_len++] = c;
				continue;
			}
		}
		vterm_input_write(h->vt, &c, 1);
		h->painting = true;
	}
}

/* Reads what the program writes for up to `ms`; false at its end. */
static bool pump(struct harness *h, int ms)
{
	struct pollfd in = { .fd = h->fd, .events = POLLIN };
	char bytes[16384];
	ssize_t n;

	if (h->closed)
		return false;
	if (poll(&in, 1, ms) <= 0)
		return true;
	n = read(h->fd, bytes, sizeof(bytes));
	if (n <= 0 && errno != EINTR && errno != EAGAIN) {
		h->closed = true;
		return false;
	}
	if (n > 0) {
		keep_output(h, bytes, (size_t)n);
		feed(h, bytes, (size_t)n);
	}
	return true;
}

typedef bool ready_fn(struct harness *h, const void *arg);

static bool wait_until(struct harness *h, ready_fn *ready, const void *arg)
{
	int64_t until = now_us() + WAIT_US;

	while (!ready(h, arg)) {
		if (now_us() > until) {
			fprintf(stderr, "the program did not answer in time\n");
			return false;
		}
		if (!pump(h, 100))
			return ready(h, arg);
	}
	return true;
}

static bool painted_twice(struct harness *h, const void *arg)
{
	(void)arg;
	return h->paints >= 2;
}

static bool all_answered(struct harness *h, const void *arg)
{
	(void)arg;
	return h->keys >= h->sent;
}

static bool has_size(struct harness *h, const void *arg)
{
	(void)arg;
	return h->mark_rows == h->rows && h->mark_cols == h->cols;
}

static bool shows(struct harness *h, const void *arg)
{
	/* A paint half arrived is no answer. */
	return !h->painting && harness_shows(h, arg);
}

static bool stands(struct harness *h, const void *arg)
{
	return !h->painting && strcmp(h->place, arg) == 0;
}

static char *last_output;
static size_t last_output_len;

struct harness *harness_start(const struct harness_options *options, const char *const argv[])
{
	struct harness_options none = { 0 };
	struct harness *h = must(calloc(1, sizeof(*h)));
	struct winsize size = { 0 };

	options = options ? options : &none;
	h->rows = options->rows ? options->rows : 24;
	h->cols = options->cols ? options->cols : 80;
	size.ws_row = (unsigned short)h->rows;
	size.ws_col = (unsigned short)h->cols;
	screen_new(h);
	h->started = now_us();
	h->pid = forkpty(&h->fd, NULL, NULL, &size);
	if (h->pid < 0)
		abort();
	if (h->pid == 0)
		child(options, argv);
	fcntl(h->fd, F_SETFD, FD_CLOEXEC);
	if (wait_until(h, painted_twice, NULL) && h->paints >= 1)
		return h;
	free(last_output);
	last_output = h->output ? must(strdup(h->output)) : NULL;
	last_output_len = h->output_len;
	harness_end(h);
	return NULL;
}

const char *harness_program(void)
{
	const char *given = getenv("FOOTHOLD_PROGRAM");

	return given && *given ? given : "./foothold";
}

static void reap(struct harness *h, int flags)
{
	if (!h->reaped && waitpid(h->pid, &h->status, flags) == h->pid)
		h->reaped = true;
}

int harness_end(struct harness *h)
{
	int64_t until = now_us() + WAIT_US;
	int status;

	harness_hang_up(h);
	while (!h->reaped && now_us() < until) {
		reap(h, WNOHANG);
		if (!h->reaped)
			poll(NULL, 0, 5);
	}
	if (!h->reaped) {
		kill(h->pid, SIGKILL);
		reap(h, 0);
	}
	status = h->status;
	vterm_free(h->vt);
	free(h->output);
	free(h);
	return status;
}

static bool send_bytes(struct harness *h, const char *bytes, size_t len)
{
	h->key_at = now_us();
	while (len > 0) {
		ssize_t n = write(h->fd, bytes, len);

		if (n < 0 && errno != EINTR && errno != EAGAIN)
			return false;
		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		}
		/* A program that writes while we write must not wait for us. */
		if (len > 0 && !pump(h, 0))
			return false;
	}
	return wait_until(h, all_answered, NULL) && all_answered(h, NULL);
}

bool harness_key(struct harness *h, const char *bytes)
{
	h->sent++;
	return send_bytes(h, bytes, strlen(bytes));
}

bool harness_type(struct harness *h, const char *text)
{
	for (const char *c = text; *c; c++)
		h->sent += ((unsigned char)*c & 0xc0) != 0x80;
	return send_bytes(h, text, strlen(text));
}

void harness_send(struct harness *h, const char *bytes)
{
	size_t len = strlen(bytes);

	h->sent++;
	if (write(h->fd, bytes, len) != (ssize_t)len)
		abort();
}

void harness_send_keys(struct harness *h, const char *bytes, int keys)
{
	size_t len = strlen(bytes);

	h->sent += keys;
	if (write(h->fd, bytes, len) != (ssize_t)len)
		abort();
}

bool harness_alt(struct harness *h, char c)
{
	char bytes[3] = { '\033', c, '\0' };

	return harness_key(h, bytes);
}

bool harness_resize(struct harness *h, int rows, int cols)
{
	struct winsize size = { 0 };

	h->rows = rows;
	h->cols = cols;
	vterm_set_size(h->vt, rows, cols);
	size.ws_row = (unsigned short)rows;
	size.ws_col = (unsigned short)cols;
	ioctl(h->fd, TIOCSWINSZ, &size);
	return wait_until(h, has_size, NULL) && has_size(h, NULL);
}

bool harness_wait_text(struct harness *h, const char *text)
{
	return wait_until(h, shows, text) && harness_shows(h, text);
}

bool harness_wait_place(struct harness *h, const char *place)
{
	return wait_until(h, stands, place) && stands(h, place);
}

bool harness_wait_exit(struct harness *h, int *status)
{
	int64_t until = now_us() + WAIT_US;

	while (!h->reaped && now_us() < until) {
		pump(h, 20);
		reap(h, WNOHANG);
		if (!h->reaped && h->closed)
			poll(NULL, 0, 5);
	}
	if (h->reaped && status)
		*status = h->status;
	return h->reaped;
}

void harness_signal(struct harness *h, int signum)
{
	kill(h->pid, signum);
}

void harness_hang_up(struct harness *h)
{
	if (h->fd >= 0)
		close(h->fd);
	h->fd = -1;
	h->closed = true;
}

pid_t harness_pid(const struct harness *h)
{
	return h->pid;
}

static size_t put_cp(char *to, uint32_t cp)
{
	if (cp < 0x80) {
		to[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		to[0] = (char)(0xc0 | cp >> 6);
		to[1] = (char)(0x80 | (cp & 0x3f));
		return 2;
	}
	if (cp < 0x10000) {
		to[0] = (char)(0xe0 | cp >> 12);
		to[1] = (char)(0x80 | (cp >> 6 & 0x3f));
		to[2] = (char)(0x80 | (cp & 0x3f));
		return 3;
	}
	to[0] = (char)(0xf0 | cp >> 18);
	to[1] = (char)(0x80 | (cp >> 12 & 0x3f));
	to[2] = (char)(0x80 | (cp >> 6 & 0x3f));
	to[3] = (char)(0x80 | (cp & 0x3f));
	return 4;
}

/* Fills h->line with cells [from, end of row). */
static const char *row_text(struct harness *h, int row, int from)
{
	size_t n = 0, end = 0;

	for (int col = from; col < h->cols && n + 32 < sizeof(h->line); col++) {
		VTermScreenCell cell;

		vterm_screen_get_cell(h->screen, (VTermPos){ row, col }, &cell);
		if (cell.chars[0] == (uint32_t)-1)
			continue;
		if (cell.chars[0] == 0) {
			h->line[n++] = ' ';
			continue;
		}
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
			n += put_cp(h->line + n, cell.chars[i]);
		if (cell.chars[0] != ' ')
			end = n;
	}
	h->line[end] = '\0';
	return h->line;
}

const char *harness_line(struct harness *h, int row)
{
	return row_text(h, row, 0);
}

char *harness_screen(struct harness *h)
{
	char *all = must(malloc((size_t)h->rows * sizeof(h->line)));
	size_t n = 0;

	for (int row = 0; row < h->rows; row++) {
		const char *line = harness_line(h, row);

		memcpy(all + n, line, strlen(line));
		n += strlen(line);
		all[n++] = '\n';
	}
	all[n] = '\0';
	return all;
}

bool harness_shows(struct harness *h, const char *text)
{
	return harness_find(h, text, NULL) >= 0;
}

int harness_column(struct harness *h, int row, const char *text)
{
	for (int col = 0; col < h->cols; col++) {
		if (strncmp(row_text(h, row, col), text, strlen(text)) == 0)
			return col;
	}
	return -1;
}

int harness_find(struct harness *h, const char *text, int *col)
{
	for (int row = 0; row < h->rows; row++) {
		if (!strstr(harness_line(h, row), text))
			continue;
		if (col)
			*col = harness_column(h, row, text);
		return row;
	}
	return -1;
}

void harness_cursor(struct harness *h, int *row, int *col)
{
	VTermPos at = { -1, -1 };

	if (h->cursor_shown)
		vterm_state_get_cursorpos(vterm_obtain_state(h->vt), &at);
	*row = at.row;
	*col = at.col;
}

struct harness_cell harness_cell(struct harness *h, int row, int col)
{
	VTermScreenCell cell;

	vterm_screen_get_cell(h->screen, (VTermPos){ row, col }, &cell);
	return (struct harness_cell){
		.coloured = !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg), .reverse = cell.attrs.reverse != 0,
		.bold = cell.attrs.bold != 0, .underline = cell.attrs.underline != 0,
	};
}

const char *harness_place(const struct harness *h)
{
	return h->place;
}

int harness_cell_text(struct harness *h, int row, int col, char *to)
{
	VTermScreenCell cell;
	size_t n = 0;

	vterm_screen_get_cell(h->screen, (VTermPos){ row, col }, &cell);
	if (cell.chars[0] == (uint32_t)-1) {
		*to = '\0';
		return 0;
	}
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
		n += put_cp(to + n, cell.chars[i]);
	if (n == 0)
		to[n++] = ' ';
	to[n] = '\0';
	return cell.width;
}

const char *harness_last_output(struct harness *h, size_t *len)
{
	if (len)
		*len = h ? h->output_len : last_output_len;
	return h ? h->output : last_output;
}

int64_t harness_latency_us(const struct harness *h)
{
	return h->answered - h->key_at;
}

int64_t harness_first_paint_us(const struct harness *h)
{
	return h->first_paint;
}

static void fail_with_screen(struct harness *h, const char *what, const char *text, const char *file, int line)
{
	char *screen = harness_screen(h);

	fprintf(stderr, "%s:%d: %s \"%s\" on\n%s", file, line, what, text, screen);
	free(screen);
	abort();
}

void harness_expect_at(struct harness *h, const char *text, const char *file, int line)
{
	if (!harness_shows(h, text))
		fail_with_screen(h, "there is no", text, file, line);
}

void harness_expect_not_at(struct harness *h, const char *text, const char *file, int line)
{
	if (harness_shows(h, text))
		fail_with_screen(h, "there must not be", text, file, line);
}

static void run_child(const char *const argv[], const char *const *env, int out)
{
	int none = open("/dev/null", O_RDWR);

	dup2(none, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	setenv("LC_ALL", "C.UTF-8", 1);
	unsetenv("LANGUAGE");
	for (const char *const *e = env; e && *e; e++)
		putenv((char *)(uintptr_t)*e);
	execvp(argv[0], (char *const *)(uintptr_t)argv);
	perror(argv[0]);
	_exit(127);
}

int harness_run(const char *const argv[], const char *const *env, char **out)
{
	size_t len = 0, cap = 4096;
	char *text = must(malloc(cap));
	int ends[2], status = 0;
	ssize_t n;
	pid_t pid;

	if (pipe(ends) != 0)
		abort();
	pid = fork();
	if (pid == 0) {
		close(ends[0]);
		run_child(argv, env, ends[1]);
	}
	close(ends[1]);
	while ((n = read(ends[0], text + len, cap - len - 1)) > 0) {
		len += (size_t)n;
		if (cap - len < 2048)
			text = must(realloc(text, cap *= 2));
	}
	close(ends[0]);
	waitpid(pid, &status, 0);
	text[len] = '\0';
	if (out)
		*out = text;
	else
		free(text);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static char directory[4096];
static pid_t directory_of;

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static void remove_directory(void)
{
	if (getpid() == directory_of)
		nftw(directory, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

const char *harness_dir(void)
{
	const char *base = getenv("TMPDIR");

	if (directory[0])
		return directory;
	snprintf(directory, sizeof(directory), "%s/foothold-test-%ld-%lld", base && *base ? base : "/tmp",
		(long)getpid(), (long long)now_us());
	if (mkdir(directory, 0700) != 0)
		abort();
	directory_of = getpid();
	atexit(remove_directory);
	return directory;
}
