/* SPDX-License-Identifier: EUPL-1.2 */
/* The crawl through all screens; see crawl.h. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/msg.h"
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
#define AT_ONCE 60

/* Pulls in every screen's table. */
static enum status (*const everything)(const struct session_options *, const struct screens_options *,
	struct err *) = screens_run;

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

const char *crawl_town(const char *lang)
{
	static char made[4200], of[16];
	const char *argv[] = { harness_program(), "demo", made, "--lang", lang, NULL };

	if (str_same(of, lang))
		return made;
	town_new();
	str_copy(of, sizeof(of), lang);
	snprintf(made, sizeof(made), "%s/demo-%s.db", harness_dir(), lang);
	assert_int_equal(harness_run(argv, NULL, NULL), 0);
	return made;
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

static char *copy_of(const char *town)
{
	static int copies;
	char *path = mem_fmt("%s/walk%03d.db", harness_dir(), ++copies), *command = mem_fmt("cp '%s' '%s'", town, path);

	assert_int_equal(system(command), 0);
	free(command);
	return path;
}

void crawl_start(struct crawl *walk, const char *town)
{
	const struct harness_options options = { .rows = 24, .cols = 80, .env = walk->env };

	for (int i = 0; i < walk->sides; i++) {
		if (town) {
			free(walk->town[i]);
			walk->town[i] = copy_of(town);
		}
		const char *argv[] = { harness_program(), "--db", walk->town[i], "--user", "A. Berg", "--lang", walk->lang[i], NULL };

		walk->side[i] = harness_start(&options, argv);
		if (!walk->side[i])
			fprintf(stderr, "the screens did not open: %s\n", harness_last_output(NULL, NULL));
		assert_non_null(walk->side[i]);
	}
	walk->path[0] = '\0';
	seen[index_of(harness_place(walk->side[0]))] = true;
	walk->look(walk);
}

void crawl_end(struct crawl *walk)
{
	for (int i = 0; i < walk->sides; i++)
		harness_end(walk->side[i]);
}

void crawl_free(struct crawl *walk)
{
	for (int i = 0; i < walk->sides; i++)
		free(walk->town[i]);
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

/* So many characters or keys, all of it `times` times in one go: what is not seen in between is not painted. */
static void press_all(struct crawl *walk, const char *bytes, int keys, int times)
{
	remember(walk, bytes);
	for (int i = 0; i < walk->sides; i++) {
		struct str all = STR_INIT;

		for (int t = 0; t < times; t++)
			str_add(&all, walk->leftward[i] ? mirrored(bytes) : bytes);
		harness_send_keys(walk->side[i], str_get(&all), keys * times);
		str_free(&all);
	}
	for (int i = 0; i < walk->sides; i++) {
		if (!harness_type(walk->side[i], "")) {
			fprintf(stderr, "the program went away after%s\n", walk->path);
			fail();
		}
	}
	seen[index_of(harness_place(walk->side[0]))] = true;
}

static void press(struct crawl *walk, const char *bytes)
{
	press_all(walk, bytes, 1, 1);
}

static void press_times(struct crawl *walk, const char *bytes, int times)
{
	for (; times > AT_ONCE; times -= AT_ONCE)
		press_all(walk, bytes, 1, AT_ONCE);
	if (times > 0)
		press_all(walk, bytes, 1, times);
}

void crawl_key(struct crawl *walk, const char *bytes)
{
	press(walk, bytes);
	walk->look(walk);
}

static int characters(const char *text)
{
	int n = 0;

	for (; *text; text++)
		n += ((unsigned char)*text & 0xc0) != 0x80;
	return n;
}

void crawl_type(struct crawl *walk, const char *text)
{
	press_all(walk, text, characters(text), 1);
	walk->look(walk);
}

void crawl_choose(struct crawl *walk, const char *entry)
{
	crawl_key(walk, HK_F10);
	crawl_type(walk, _(entry));
	crawl_key(walk, HK_ENTER);
}

static const char *place(const struct crawl *walk)
{
	return harness_place(walk->side[0]);
}

bool crawl_is_at(const struct crawl *walk, const char *screen)
{
	return str_same(place(walk), screen);
}

void crawl_expect(const struct crawl *walk, const char *screen)
{
	char *seen_now;

	if (crawl_is_at(walk, screen))
		return;
	seen_now = harness_screen(walk->side[0]);
	fprintf(stderr, "this is \"%s\", not \"%s\", after%s\n%s\n", place(walk), screen, walk->path, seen_now);
	free(seen_now);
	fail();
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

void crawl_home(struct crawl *walk)
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
	crawl_home(walk);
	for (int i = 0, same; i < way->count; i += same) {
		for (same = 1; i + same < way->count && str_same(way->key[i], way->key[i + same]);)
			same++;
		press_times(walk, way->key[i], same);
		walk->look(walk);
	}
	return str_same(place(walk), to);
}

static bool come_back(struct crawl *walk, const struct way *way, const char *to)
{
	for (int i = 0; i < 3 && !str_same(place(walk), to); i++)
		crawl_key(walk, HK_ESC);
	return str_same(place(walk), to) || go_way(walk, way, to);
}

/* The rest of a form that is longer than the screen. */
static void turn_pages(struct crawl *walk)
{
	char *before = NULL, *now = harness_screen(walk->side[0]);

	while (CRAWL_ALL && crawl_is_at(walk, "edit") && (!before || !str_same(before, now))) {
		free(before);
		before = now;
		crawl_key(walk, HK_PGDN);
		now = harness_screen(walk->side[0]);
	}
	free(before);
	free(now);
}

/* One key on this screen; where it leads to a screen that was not looked at yet, on from there. */
static bool try_key(struct crawl *walk, struct way *way, const char *here, const char *bytes, int depth)
{
	const char *kept = mem_str(bytes);
	int now;
	bool back;

	crawl_key(walk, kept);
	turn_pages(walk);
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

/* ---- the menu ---- */

enum { ENTRY_MAX = 600, LEAVING = 3 };

/* What the menu's row under the cursor says, without signs and blanks between. */
static void entry_now(struct crawl *walk, char out[ENTRY_MAX])
{
	static const char *const signs[] = { " ", "▸", "◂", "↑", "↓" };
	const char *at, *end;
	int row, col;
	size_t n = 0;

	harness_cursor(walk->side[0], &row, &col);
	at = harness_line(walk->side[0], row);
	at = strstr(at, "│") ? strstr(at, "│") + strlen("│") : at;
	for (end = at + strlen(at); end > at && !str_starts(end, "│");)
		end--;
	while (at < end && n + 4 < ENTRY_MAX) {
		size_t skipped = 0;

		for (size_t i = 0; i < ARRAY_LEN(signs); i++)
			skipped = str_starts(at, signs[i]) ? strlen(signs[i]) : skipped;
		if (skipped == 0)
			out[n++] = *at++;
		at += skipped;
	}
	out[n] = '\0';
}

/* What ends or locks the program: the key of Today, then those of everywhere, which follow each other. */
static void entries_that_leave(struct crawl *walk, char out[LEAVING][ENTRY_MAX])
{
	crawl_home(walk);
	press(walk, HK_F10);
	crawl_type(walk, _("leave"));
	entry_now(walk, out[0]);
	press(walk, HK_ESC);
	press(walk, HK_F10);
	crawl_type(walk, _("lock"));
	entry_now(walk, out[1]);
	press(walk, HK_DOWN);
	entry_now(walk, out[2]);
}

/* The row of the menu so far down is chosen; false when there are not so many. */
static bool menu_row(struct crawl *walk, int down, char entry[ENTRY_MAX])
{
	char before[ENTRY_MAX] = "";

	crawl_home(walk);
	press(walk, HK_F10);
	press(walk, HK_HOME);
	press_times(walk, HK_DOWN, down - 1);
	if (down > 0) {
		entry_now(walk, before);
		press(walk, HK_DOWN);
	}
	walk->look(walk);
	entry_now(walk, entry);
	return !str_same(before, entry);
}

/* Lists look alike and lead to different places: each is looked through. */
static void through_menu(struct crawl *walk)
{
	char leaving[LEAVING][ENTRY_MAX], entry[ENTRY_MAX];

	entries_that_leave(walk, leaving);
	for (int i = 0; i < MENU_ROWS && menu_row(walk, i, entry); i++) {
		struct way way = { .count = 0 };
		bool leaves = false;

		for (int l = 0; l < LEAVING; l++)
			leaves |= str_same(entry, leaving[l]);
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
	explore(walk, &way, 0);
	through_menu(walk);
}

void crawl_keys(struct crawl *walk, void (*back)(struct crawl *walk))
{
	int count;
	const struct screen_ops *ops = screen_all(&count)[index_of(place(walk))];

	for (const struct action *a = ops->actions; a->id; a++) {
		const char *bytes = not_tried(ops->name, a) ? NULL : bytes_of(a->key[0]);

		if (!bytes)
			continue;
		crawl_key(walk, bytes);
		for (int i = 0; i < 3 && !crawl_is_at(walk, ops->name) && !crawl_is_at(walk, "today"); i++)
			crawl_key(walk, HK_ESC);
		if (!crawl_is_at(walk, ops->name) && !back)
			return;
		if (!crawl_is_at(walk, ops->name))
			back(walk);
		crawl_expect(walk, ops->name);
	}
}

void crawl_assert_whole(void)
{
	int count, missing = 0;
	const struct screen_ops *const *all = screen_all(&count);

	for (int i = 0; i < count && CRAWL_ALL; i++) {
		if (!seen[i])
			fprintf(stderr, "no way was found to the screen \"%s\"\n", all[i]->name);
		missing += !seen[i];
	}
	assert_int_equal(missing, 0);
}
