/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the walk through all screens; see walk.h. */
#include "walk.h"

#include <stddef.h>
#include <stdarg.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "town.h"

enum { ROW_MAX = 600, SEEN_MAX = 1000, TABS = 12 };

struct walk {
	const char *lang, *file;
	struct harness_options size;
	struct harness *h;
	walk_look *look;
	void *ctx;
	int looked, seen_count;
	struct { char *words; int entry; } seen[SEEN_MAX];   /* of menus: what several screens have is looked at once */
};

static const char *new_town(const char *lang)
{
	static char path[4200];
	const char *argv[] = { harness_program(), "demo", "--lang", lang, path, NULL };

	town_new();
	snprintf(path, sizeof(path), "%s/walk-%s.db", harness_dir(), lang);
	remove(path);
	assert_int_equal(harness_run(argv, NULL, NULL), 0);
	assert_true(msg_set_language(lang));
	return path;
}

/* A new start: what was shown or hidden before is as ever. */
static void start(struct walk *w)
{
	const char *argv[] = { harness_program(), "--db", w->file, "--lang", w->lang, NULL };

	if (w->h)
		harness_end(w->h);
	w->h = harness_start(&w->size, argv);
	assert_non_null(w->h);
}

/* The row of the menu on which its sign stands, beside its left or right line; or "". */
static void entry_now(struct harness *h, char out[ROW_MAX])
{
	out[0] = '\0';
	for (int row = 3; row < 21; row++) {
		const char *line = harness_line(h, row), *left = strstr(line, "│ ▸"), *right = strstr(line, "◂ │");

		if (left || right)
			snprintf(out, ROW_MAX, "%d%s", row, left ? left : line);
	}
}

/* Many keys in one go; they are answered before the next harness_key(). */
static void press(struct harness *h, const char *key, int times)
{
	struct str keys = STR_INIT;

	for (int i = 0; i < times; i++)
		str_add(&keys, key);
	if (times > 0)
		harness_send_keys(h, str_get(&keys), times);
	str_free(&keys);
}

/* Today is the menu's first entry, wherever it is opened. */
static void home(struct harness *h)
{
	for (int i = 0; i < 4; i++)
		harness_key(h, HK_ESC);
	harness_key(h, HK_F10);
	harness_send_keys(h, HK_HOME HK_ENTER, 2);
}

/* Opens the menu with its cursor on the n-th entry from 0, or the -n-th from its end; false when it has no such. */
static bool menu_at(struct harness *h, int n, char entry[ROW_MAX])
{
	const char *on = n < 0 ? HK_UP : HK_DOWN;
	int steps = n < 0 ? -n - 1 : n;
	char before[ROW_MAX];

	harness_key(h, HK_F10);
	harness_key(h, n < 0 ? HK_END : HK_HOME);
	press(h, on, steps - 2);
	if (steps > 1)
		harness_key(h, on);
	entry_now(h, entry);
	if (steps == 0)
		return entry[0] != '\0';
	snprintf(before, sizeof(before), "%s", entry);
	harness_key(h, on);
	entry_now(h, entry);
	return strcmp(before, entry) != 0;
}

/* The entry's own words and key, without what lies beside the menu, signs and blanks at its end. */
static char *words_of(const char *entry)
{
	const char *from = strstr(entry, "▸"), *to;
	char *words;
	size_t len;

	from = from ? from : strstr(entry, "│");
	to = strstr(from ? from + 3 : entry, "│");
	words = strndup(from ? from : entry, to && from ? (size_t)(to - from) : strlen(entry));
	for (char *more; (more = strstr(words, "↓ ")) || (more = strstr(words, "↑ "));)
		memset(more, ' ', strlen("↓"));
	for (len = strlen(words); len > 0 && words[len - 1] == ' ';)
		words[--len] = '\0';
	return words;
}

/* Entries that leave the program, lock it or undo have such keys. */
static bool leaves(const char *entry)
{
	char *ctrl = mem_fmt(_("Ctrl-%c"), 'Z');
	bool found;

	*strrchr(ctrl, 'Z') = '\0';
	found = strstr(entry, ctrl) || strstr(entry, "Ctrl-") || strstr(entry, " q ");
	free(ctrl);
	/* From right to left the letter comes first: "Q-". */
	for (const char *at = entry; !found && (at = strchr(at, '-')) != NULL; at++)
		found = at - entry > 1 && at[-1] >= 'A' && at[-1] <= 'Z' && (at[-2] == ' ' || (at[-2] & 0x80));
	return found;
}

/* Words and key stand apart, at whichever side. */
static bool has_key(const char *words)
{
	const char *sign = strstr(words, "▸ ");
	const char *text = sign ? sign + strlen("▸ ") : words + strspn(words, "│ ");

	return strstr(text, "   ") != NULL;
}

static bool seen(struct walk *w, const char *words, int entry)
{
	for (int i = 0; i < w->seen_count; i++)
		if (strcmp(w->seen[i].words, words) == 0)
			return true;
	assert_true(w->seen_count < SEEN_MAX);
	w->seen[w->seen_count].words = strdup(words);
	w->seen[w->seen_count++].entry = entry;
	return false;
}

static void look(struct walk *w, const char *where)
{
	w->looked++;
	w->look(w->h, where, w->ctx);
}

/* Where an entry of Today's menu leads; -1: Today itself. */
static bool at(struct walk *w, int first)
{
	char entry[ROW_MAX];

	home(w->h);
	return first < 0 || (menu_at(w->h, first, entry) && harness_key(w->h, HK_ENTER));
}

/* All that can be done on a screen, but what Today's menu has as well; up to the lists, whose rows have no key. */
static void walk_here(struct walk *w, int first, const char *from)
{
	char entry[ROW_MAX], where[2 * ROW_MAX], base[ROW_MAX];
	bool keys = false, more = true;

	snprintf(base, sizeof(base), "%s", from);

	for (int i = 0; more && at(w, first) && menu_at(w->h, i, entry); i++) {
		char *words = words_of(entry);

		keys |= has_key(words);
		more = !keys || has_key(words);
		if (more && !leaves(entry) && !seen(w, words, i)) {
			more = harness_key(w->h, HK_ENTER);
			snprintf(where, sizeof(where), "%s / %s", base, words);
			look(w, where);
		}
		free(words);
	}
}

/* Every list, and the form of a new record; from the menu's end. */
static void walk_lists(struct walk *w, enum walk_depth depth)
{
	char entry[ROW_MAX], where[2 * ROW_MAX];

	for (int i = 1; i < 200; i++) {
		char *words;

		home(w->h);
		if (!menu_at(w->h, -i, entry) || leaves(entry))
			return;
		words = words_of(entry);
		if (has_key(words)) {
			free(words);
			return;
		}
		harness_key(w->h, HK_ENTER);
		look(w, words);
		if (depth == WALK_ALL && harness_key(w->h, "a")) {
			snprintf(where, sizeof(where), "%s / new", words);
			look(w, where);
		}
		free(words);
	}
}

/* The first person of Today and the tabs of the file. */
static void walk_file(struct walk *w)
{
	char where[80];

	start(w);
	harness_key(w->h, HK_ENTER);
	for (int i = 0; i < TABS; i++) {
		snprintf(where, sizeof(where), "file, tab %d", i);
		look(w, where);
		harness_key(w->h, HK_TAB);
	}
}

int walk_everywhere(const char *lang, int rows, int cols, enum walk_depth depth, walk_look *look_at, void *ctx)
{
	struct walk w = { .lang = lang, .size = { .rows = rows, .cols = cols }, .look = look_at, .ctx = ctx };
	int first;

	w.file = new_town(lang);
	start(&w);
	look(&w, "Today");
	walk_here(&w, -1, "Today");
	first = w.seen_count;
	for (int i = 0; i < first && depth == WALK_ALL; i++) {
		start(&w);
		walk_here(&w, w.seen[i].entry, w.seen[i].words);
	}
	walk_file(&w);
	start(&w);
	walk_lists(&w, depth);
	for (int i = 0; i < w.seen_count; i++)
		free(w.seen[i].words);
	harness_end(w.h);
	return w.looked;
}
