/* SPDX-License-Identifier: EUPL-1.2 */
/* The crawl through all screens; see crawl.h. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf.h"
#include "screens/screen.h"
#include "screens/screens.h"
#include "town.h"
#include "crawl.h"

#define SCREENS 120
#ifdef CRAWL_LONG
#define CRAWL_ALL true
#define DEEPEST 6
#else
#define CRAWL_ALL false
#define DEEPEST 1
#endif
#define MENU_ROWS 120
#define TABS 14
#define OFFERS 9

/* Pulls in every screen's table. */
static enum status (*const everything)(const struct session_options *, const struct screens_options *,
	struct err *) = screens_run;

/* What no key of the demonstration leads to, and why. */
static const struct { const char *name, *why; } elsewhere[] = {
	{ "login", "the passphrase stands in a file here; test_login" },
	{ "conflict", "needs a colleague who saves in between; test_frame" },
	{ "group-told", "needs a group that was typed; test_group" },
	{ "plan-preview", "needs somebody without a plan; test_plan" },
	{ "round_places", "needs a round that is begun; test_round" },
	{ "sealed", "needs a sealed file; test_sealed" },
	{ "told", "shows a passphrase that was just made; test_users" },
	{ "living", "needs a household whose members part" },
	{ "haven", "needs a sealed file and its people; test_sealed" },
};

static bool seen[SCREENS], explored[SCREENS];

static int index_of(const char *name)
{
	int count;
	const struct screen_ops *const *all = screen_all(&count);

	assert_non_null(everything);
	assert_true(count <= SCREENS);
	for (int i = 0; i < count; i++) {
		if (str_same(all[i]->name, name))
			return i;
	}
	fprintf(stderr, "no screen is called \"%s\"\n", name);
	fail();
	return -1;
}

static void write_all(const char *path, const void *bytes, size_t len)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

char *crawl_town(void)
{
	static char made[4200];
	static int copies;
	char *path = mem_fmt("%s/walk%d.db", harness_dir(), ++copies);
	char command[9000];

	if (!made[0]) {
		const char *argv[] = { harness_program(), "demo", made, "--lang", "en", NULL };

		town_new();
		town_clock("2026-05-04T09:00");
		snprintf(made, sizeof(made), "%s/demo.db", harness_dir());
		assert_int_equal(harness_run(argv, NULL, NULL), 0);
	}
	snprintf(command, sizeof(command), "cp '%s' '%s'", made, path);
	assert_int_equal(system(command), 0);
	return path;
}

void crawl_catalogue(const char *folder, const char *code)
{
	/* A catalogue of one entry, its head: GNU gettext's manual, "The Format of GNU MO Files". */
	static const char head[] = "Content-Type: text/plain; charset=UTF-8\n";
	const uint32_t words[] = { 0x950412de, 0, 1, 28, 36, 0, 44, 0, 44, sizeof(head) - 1, 45 };
	char path[4400], bytes[sizeof(words) + 1 + sizeof(head)] = "";

	snprintf(path, sizeof(path), "%s", folder);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/%s", folder, code);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/%s/LC_MESSAGES", folder, code);
	mkdir(path, 0700);
	memcpy(bytes, words, sizeof(words));
	memcpy(bytes + sizeof(words) + 1, head, sizeof(head));
	snprintf(path, sizeof(path), "%s/%s/LC_MESSAGES/foothold.mo", folder, code);
	write_all(path, bytes, sizeof(bytes));
}

struct harness *crawl_open(const char *town, const char *lang, int rows, int cols, const char *const *env)
{
	const struct harness_options options = { .rows = rows, .cols = cols, .env = env };
	const char *argv[] = { harness_program(), "--db", town, "--user", "A. Berg", "--lang", lang, NULL };
	struct harness *h = harness_start(&options, argv);

	if (!h)
		fprintf(stderr, "the screens did not open: %s\n", harness_last_output(NULL, NULL));
	assert_non_null(h);
	return h;
}

/* ---- keys ---- */

static const char *mirrored(const char *bytes)
{
	return str_same(bytes, HK_LEFT) ? HK_RIGHT : str_same(bytes, HK_RIGHT) ? HK_LEFT : bytes;
}

static void remember(struct crawl *walk, const char *bytes)
{
	size_t len = strlen(walk->path);

	if (len > sizeof(walk->path) - 40)
		memmove(walk->path, walk->path + 60, (len -= 60) + 1);
	snprintf(walk->path + len, sizeof(walk->path) - len, " %s%s",
		bytes[0] == '\033' ? "Esc" : bytes[0] == '\r' ? "Enter" : bytes[0] < ' ' ? "Ctrl" : "",
		bytes[0] == '\033' ? bytes + 1 : bytes[0] < ' ' ? "" : bytes);
}

static void press(struct crawl *walk, const char *bytes)
{
	remember(walk, bytes);
	for (int i = 0; i < walk->sides; i++)
		harness_send_keys(walk->side[i], walk->leftward[i] ? mirrored(bytes) : bytes, 1);
	for (int i = 0; i < walk->sides; i++) {
		if (!harness_type(walk->side[i], "")) {
			fprintf(stderr, "the program went away after%s\n", walk->path);
			fail();
		}
	}
	seen[index_of(harness_place(walk->side[0]))] = true;
}

void crawl_key(struct crawl *walk, const char *bytes)
{
	press(walk, bytes);
	walk->look(walk);
}

static const char *place(const struct crawl *walk)
{
	return harness_place(walk->side[0]);
}

/* The bytes that a terminal sends for a key, or NULL for one that is not tried. */
static const char *bytes_of(int key)
{
	static char text[8];
	static const char *const functions[] = { "\033OP", "\033OQ", "\033OR", "\033OS", "\033[15~", "\033[17~", "\033[18~",
		"\033[19~", "\033[20~", "\033[21~" };

	if (key == K_ENTER)
		return "\r";
	if (key == K_TAB)
		return "\t";
	if (key == K_RIGHT)
		return HK_RIGHT;
	if (key >= K_F1 && key <= K_F10)
		return functions[key - K_F1];
	if (key > 0 && key < 0x20 && key != 27) {
		snprintf(text, sizeof(text), "%c", key);
		return text;
	}
	if (!key_is_text(key))
		return NULL;
	text[utf_encode((uint32_t)key, text)] = '\0';
	return text;
}

/* A question that would reach beyond the screen: where to write a file, another language. */
static bool not_answered(const char *screen)
{
	return str_same(screen, "ask") || str_same(screen, "language") || str_same(screen, "menu");
}

/* What would reach beyond the screen: the printer, other files. */
static bool not_tried(const char *screen, const struct action *a)
{
	return str_same(a->name, "print") || str_same(a->name, "leave") || str_same(a->name, "back up now") || a->id == ACT_BACK || a->id == ACT_QUIT
		|| a->id == ACT_LOCK || (not_answered(screen) && a->key[0] == K_ENTER && !str_same(screen, "menu"));
}

/* ---- ways ---- */

static void go_home(struct crawl *walk)
{
	for (int i = 0; i < 12 && !str_same(place(walk), "today"); i++)
		crawl_key(walk, HK_ESC);
	if (!str_same(place(walk), "today")) {
		fprintf(stderr, "Esc does not lead back to Today from %s\n", place(walk));
		fail();
	}
	walk->path[0] = '\0';
}

#define WAY_KEYS (MENU_ROWS + 40)
struct way { const char *key[WAY_KEYS]; int count; };

static void explore(struct crawl *walk, struct way *way, int depth);

static bool go_way(struct crawl *walk, const struct way *way, const char *to)
{
	go_home(walk);
	for (int i = 0; i < way->count; i++)
		crawl_key(walk, way->key[i]);
	return str_same(place(walk), to);
}

static bool come_back(struct crawl *walk, const struct way *way, const char *to)
{
	for (int i = 0; i < 3 && !str_same(place(walk), to); i++)
		crawl_key(walk, HK_ESC);
	return str_same(place(walk), to) || go_way(walk, way, to);
}

/* One key on this screen; where it leads to a screen that was not looked at yet, on from there. */
static bool try_key(struct crawl *walk, struct way *way, const char *here, const char *bytes, int depth)
{
	const char *kept = mem_str(bytes);
	int now;
	bool back;

	crawl_key(walk, kept);
	now = index_of(place(walk));
	assert_true(way->count < WAY_KEYS - TABS);
	way->key[way->count++] = kept;
	if (!str_same(place(walk), here) && !explored[now] && depth < DEEPEST) {
		explored[now] = true;
		explore(walk, way, depth + 1);
	}
	way->count--;
	back = come_back(walk, way, here);
	free((char *)(uintptr_t)kept);
	return back;
}

/* Each part of a person's file, what stands first in it, and what can be added there. */
static void explore_tabs(struct crawl *walk, struct way *way, int depth)
{
	int before = way->count;

	for (int tab = 0; tab < TABS; tab++) {
		crawl_key(walk, HK_RIGHT);
		way->key[way->count++] = HK_RIGHT;
		if (!try_key(walk, way, "person", "\r", depth) || !try_key(walk, way, "person", "a", depth))
			break;
	}
	way->count = before;
}

/* What can be proposed to a person, one after the other. */
static void explore_offers(struct crawl *walk, struct way *way, int depth)
{
	int before = way->count;

	for (int offer = 0; offer < OFFERS; offer++) {
		if (!go_way(walk, way, "person"))
			break;
		crawl_key(walk, "o");
		way->key[way->count++] = "o";
		for (int down = 0; down < offer; down++) {
			crawl_key(walk, HK_DOWN);
			way->key[way->count++] = HK_DOWN;
		}
		try_key(walk, way, place(walk), "\r", depth);
		way->count = before;
	}
}

/* What stands last on the screen is often of another kind than what stands first. */
static bool try_last(struct crawl *walk, struct way *way, const char *here, int depth)
{
	bool back;

	crawl_key(walk, HK_END);
	if (!str_same(place(walk), here))
		return come_back(walk, way, here);
	way->key[way->count++] = HK_END;
	back = not_answered(here) || try_key(walk, way, here, "\r", depth);
	way->count--;
	return back;
}

static void explore(struct crawl *walk, struct way *way, int depth)
{
	int count, i = index_of(place(walk));
	const struct screen_ops *ops = screen_all(&count)[i];
	char here[40];

	str_copy(here, sizeof(here), ops->name);
	for (const struct action *a = ops->actions; a && a->id; a++) {
		const char *bytes = not_tried(here, a) ? NULL : bytes_of(a->key[0]);

		if (bytes && !try_key(walk, way, here, bytes, depth))
			return;
	}
	if (!CRAWL_ALL)
		return;
	if (!try_last(walk, way, here, depth))
		return;
	if (str_same(here, "person")) {
		explore_tabs(walk, way, depth);
		explore_offers(walk, way, depth);
	}
}

/* The row of the menu so far down is chosen; false when there are not so many. `leaves`: it ends or locks the program. */
static bool menu_row(struct crawl *walk, int down, bool *leaves)
{
	char line[2000] = "";
	int row, col;

	go_home(walk);
	press(walk, HK_F10);
	press(walk, HK_HOME);
	for (int i = 0; i < down; i++) {
		harness_cursor(walk->side[0], &row, &col);
		str_copy(line, sizeof(line), harness_line(walk->side[0], row));
		press(walk, HK_DOWN);
	}
	walk->look(walk);
	harness_cursor(walk->side[0], &row, &col);
	*leaves = strstr(harness_line(walk->side[0], row), "Ctrl-Q") || strstr(harness_line(walk->side[0], row), "F12")
		|| strstr(harness_line(walk->side[0], row), " q ");
	return !str_same(line, harness_line(walk->side[0], row));
}

/* Lists look alike and lead to different places: each is looked through. */
static void through_menu(struct crawl *walk)
{
	bool leaves;

	for (int i = 0; i < MENU_ROWS && menu_row(walk, i, &leaves); i++) {
		struct way way = { .count = 0 };

		if (leaves)
			continue;
		crawl_key(walk, "\r");
		for (int key = 0; key < i + 3; key++)
			way.key[way.count++] = key == 0 ? HK_F10 : key == 1 ? HK_HOME : key < i + 2 ? HK_DOWN : "\r";
		if (!CRAWL_ALL)
			continue;
		if (str_same(place(walk), "list") || !explored[index_of(place(walk))]) {
			explored[index_of(place(walk))] = true;
			explore(walk, &way, 1);
		}
	}
}

void crawl_all(struct crawl *walk)
{
	struct way way = { .count = 0 };

	memset(explored, 0, sizeof(explored));
	seen[index_of(place(walk))] = true;
	walk->look(walk);
	explore(walk, &way, 0);
	through_menu(walk);
}

void crawl_assert_whole(void)
{
	int count, missing = 0;
	const struct screen_ops *const *all = screen_all(&count);

	for (int i = 0; i < count && CRAWL_ALL; i++) {
		bool other = false;

		for (size_t e = 0; e < ARRAY_LEN(elsewhere); e++)
			other |= str_same(elsewhere[e].name, all[i]->name);
		if (!seen[i] && !other)
			fprintf(stderr, "no way was found to the screen \"%s\"\n", all[i]->name);
		missing += !seen[i] && !other;
	}
	assert_int_equal(missing, 0);
}
