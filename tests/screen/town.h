/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A small municipality for a screen's test: made by the program's own commands,
 * opened on a terminal, read back by commands again.  The clock stands at
 * 4 May 2026, 9:00.
 */
#ifndef TESTS_SCREEN_TOWN_H
#define TESTS_SCREEN_TOWN_H

#include "harness.h"

/* A new empty file, "Halden", desk HA; its path, borrowed until the next call. */
const char *town_new(void);
/* Verbs of town_add() and town_run() are for this file from now on; copied. */
void town_at(const char *file);
/* Another clock from now on: "2026-05-20T09:00". */
void town_clock(const char *when);
/* Adds a record by `foothold add KIND key=value...`; its id, borrowed until the next call. */
const char *town_add(const char *kind, const char *const pairs[]);
#define TOWN_ADD(kind, ...) town_add((kind), (const char *const[]){ __VA_ARGS__, NULL })
/* Runs a verb on the file; what it printed, the caller's to free(). Fails the test when it does not exit 0. */
char *town_run(const char *const args[]);
#define TOWN_RUN(...) town_run((const char *const[]){ __VA_ARGS__, NULL })
/* Asserts that what a verb prints holds the text. */
void town_expect(const char *const args[], const char *text);
#define TOWN_EXPECT(text, ...) town_expect((const char *const[]){ __VA_ARGS__, NULL }, (text))

/* How a test looks at the program. */
struct look_at { const char *lang; int rows, cols; };
/* Two languages and two sizes, for tests that go through all of them. */
#define TOWN_LOOKS 4
extern const struct look_at town_looks[TOWN_LOOKS];

/* Opens the screens on the file; texts of town_tr() are in `look`'s language from now on. */
struct harness *town_open(const struct look_at *look);
struct harness *town_open_with(const struct look_at *look, const char *term, const char *option,
	const char *const *env);
/* The program's own word in the language of the last town_open(). */
const char *town_tr(const char *english);
/* Leaves by Ctrl-Q and asserts that the program ends with 0. */
void town_leave(struct harness *h);

#endif
