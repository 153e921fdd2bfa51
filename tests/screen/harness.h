/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Drives the real program on a pseudo-terminal with a virtual screen, as a person
 * would: sends keys, waits until the program has answered them, reads the cells.
 *
 * No sleeps: in test mode (FOOTHOLD_TEST_MARK=1) the program writes, after every
 * paint, ESC ] 7777 ; PAINT ; KEYS ; ROWSxCOLS BEL, where KEYS counts the keys that
 * it has read.  The harness counts the keys that it has sent and waits for the two
 * to meet; a resize waits for its size.  Waiting ends after 20 seconds as a failure.
 */
#ifndef TESTS_SCREEN_HARNESS_H
#define TESTS_SCREEN_HARNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct harness;

struct harness_options {
	int rows, cols;              /* 0: 24 x 80 */
	const char *term;            /* TERM; NULL: xterm-256color */
	const char *const *env;      /* "NAME=value" ..., NULL at the end; may be NULL */
};
/* Starts argv on a new terminal and waits for its first paint (NULL when it ended before one: then see
 * harness_last_output). argv[0] is looked up as given; tests use harness_program(). */
struct harness *harness_start(const struct harness_options *options, const char *const argv[]);
/* FOOTHOLD_PROGRAM, else ./foothold of the build tree. */
const char *harness_program(void);
/* Closes the terminal, waits for the program and frees; exit status as of waitpid(). */
int harness_end(struct harness *h);

/* Each returns false when the program ended or did not answer in time. */
bool harness_key(struct harness *h, const char *bytes);    /* one key: "\r", "\033", HK_F2, "x" */
bool harness_type(struct harness *h, const char *text);    /* each character is a key; waits for the last */
/* Writes without waiting for an answer: for what happens before one. */
void harness_send(struct harness *h, const char *bytes);
/* As one write, so that the program has all of these keys before it answers the first. */
void harness_send_keys(struct harness *h, const char *bytes, int keys);
bool harness_alt(struct harness *h, char c);
bool harness_resize(struct harness *h, int rows, int cols);
/* Waits until the text stands somewhere on the screen (paints that no key caused: a colleague's save). */
bool harness_wait_text(struct harness *h, const char *text);
/* The same for a screen that comes by itself: locked, since nobody pressed a key. */
bool harness_wait_place(struct harness *h, const char *place);
/* Waits until the program has ended by itself; true when it did, with its waitpid() status. */
bool harness_wait_exit(struct harness *h, int *status);
void harness_signal(struct harness *h, int signum);
/* Closes the terminal as a lost connection does: the program gets SIGHUP. */
void harness_hang_up(struct harness *h);
pid_t harness_pid(const struct harness *h);

/* A line of the screen as text, blanks at its end cut; borrowed until the next call. */
const char *harness_line(struct harness *h, int row);
/* The whole screen, a newline after each row; the caller's to free(). */
char *harness_screen(struct harness *h);
bool harness_shows(struct harness *h, const char *text);
/* Row on which the text stands, or -1; *col its column. */
int harness_find(struct harness *h, const char *text, int *col);
/* Column on which the text stands in this row, or -1. */
int harness_column(struct harness *h, int row, const char *text);
void harness_cursor(struct harness *h, int *row, int *col);   /* -1, -1 when hidden */
/* Name of the screen on top, as its table has it. */
const char *harness_place(const struct harness *h);
/* What stands in one cell with its marks, at least a blank; "" for the second half of a wide letter. Room for
 * HARNESS_CELL bytes; returns its columns. */
#define HARNESS_CELL 32
int harness_cell_text(struct harness *h, int row, int col, char *to);
/* True when the cell is drawn in a colour of its own / reversed / bold / underlined. */
struct harness_cell { bool coloured, reverse, bold, underline; };
struct harness_cell harness_cell(struct harness *h, int row, int col);
/* Raw bytes that reached the terminal since the start, for "no escape got through". */
const char *harness_last_output(struct harness *h, size_t *len);
/* From the last key written to its paint, in microseconds: for the bench. */
int64_t harness_latency_us(const struct harness *h);
int64_t harness_first_paint_us(const struct harness *h);      /* from fork to the first marker */

/* Asserts with the screen printed on failure; for tests. */
#define harness_expect(h, text) harness_expect_at((h), (text), __FILE__, __LINE__)
void harness_expect_at(struct harness *h, const char *text, const char *file, int line);
#define harness_expect_not(h, text) harness_expect_not_at((h), (text), __FILE__, __LINE__)
void harness_expect_not_at(struct harness *h, const char *text, const char *file, int line);

/* Runs the program's command line without a terminal; stdout is the caller's to free(). Returns its exit status. */
int harness_run(const char *const argv[], const char *const *env, char **out);
/* An empty directory of this test's own, removed at exit with what is in it. */
const char *harness_dir(void);

#define HK_ENTER "\r"
#define HK_ESC "\033"
#define HK_TAB "\t"
#define HK_BACKTAB "\033[Z"
#define HK_BACKSPACE "\177"
#define HK_UP "\033OA"
#define HK_DOWN "\033OB"
#define HK_RIGHT "\033OC"
#define HK_LEFT "\033OD"
#define HK_HOME "\033OH"
#define HK_END "\033OF"
#define HK_PGUP "\033[5~"
#define HK_PGDN "\033[6~"
#define HK_DELETE "\033[3~"
#define HK_F1 "\033OP"
#define HK_F2 "\033OQ"
#define HK_F3 "\033OR"
#define HK_F4 "\033OS"
#define HK_F5 "\033[15~"
#define HK_F9 "\033[20~"
#define HK_F10 "\033[21~"
#define HK_CTRL_Z "\032"
#define HK_CTRL_Q "\021"

#endif
