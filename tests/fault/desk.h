/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A desk at work, for the fault tests: it saves and drafts through the public
 * doors and tells over a pipe what it was told is saved; whoever holds the other
 * end knows what must not be lost.
 */
#ifndef TESTS_DESK_H
#define TESTS_DESK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#include <sys/types.h>

#include "base/id.h"
#include "store/store.h"

/* One word over the pipe. */
struct said {
	char what;             /* 'd': a draft is kept; 's': a person is saved */
	struct id id;
};

struct pledges {
	struct id *saved;
	int n_saved, room;
	struct id draft;       /* kept and not yet saved, or none */
};

extern char desk_folder[];
extern char desk_path[128];

/* Group set-up and tear-down, and a fresh file for each test. */
int desk_make(void **state);
int desk_remove(void **state);
int desk_new_file(void **state);

struct store *desk_open(void);
enum status desk_try_open(struct store **store, struct err *err);

/* A person with a language and a note, as one change set; `name` is the family name. */
enum status desk_save(struct store *store, const char *name, struct id *person, struct err *err);
enum status desk_draft(struct store *store, const char *name, struct id *draft, struct err *err);
enum status desk_drop(struct store *store, struct id draft, struct err *err);
/* Drafts, saves, drops; says so over the pipe. */
enum status desk_day(struct store *store, int tell, struct err *err);

/* Reads so many words, or until the pipe ends / all that is said until the pipe ends. */
void pledges_take(struct pledges *pledges, int from, int words);
void pledges_read(struct pledges *pledges, int from);
void pledges_free(struct pledges *pledges);
/* Opens the file as the next morning would: every pledge is kept, the chain and the pages are whole, nobody stands
 * half in the file. Closes it again. */
void pledges_hold(const struct pledges *pledges);
/* How many persons the file has. */
int64_t desk_people(struct store *store);

#endif
