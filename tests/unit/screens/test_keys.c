/* SPDX-License-Identifier: EUPL-1.2 */
/* Every screen's table of keys: none answers twice, all are explained, none hides what works everywhere. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <string.h>

#include "base/msg.h"
#include "base/utf.h"
#include "screens/frame.h"
#include "screens/screens.h"

/* Pulls in every screen. */
static enum status (*const everything)(const struct session_options *, const struct screens_options *,
	struct err *) = screens_run;

static bool has_key(const struct action *action, int key)
{
	for (int i = 0; i < ACTION_KEYS && action->key[i]; i++) {
		if (action->key[i] == key)
			return true;
	}
	return false;
}

/* A row with a precondition may give way to a later one; a row without hides it for ever. */
static void assert_reachable(const char *screen, const struct action *first, const struct action *second)
{
	for (int i = 0; i < ACTION_KEYS && second->key[i]; i++) {
		if (first->can == NULL && has_key(first, second->key[i])) {
			fprintf(stderr, "%s: \"%s\" and \"%s\" answer the same key\n", screen, first->name, second->name);
			fail();
		}
	}
}

static void no_key_answers_twice(void **state)
{
	int count;
	const struct screen_ops *const *all = screen_all(&count);

	(void)state;
	assert_non_null(everything);
	assert_in_range(count, 8, 100);
	for (int i = 0; i < count; i++) {
		for (const struct action *a = all[i]->actions; a && a->id; a++) {
			for (const struct action *b = a + 1; b->id; b++)
				assert_reachable(all[i]->name, a, b);
		}
	}
	for (const struct action *a = actions_global; a->id; a++) {
		for (const struct action *b = a + 1; b->id; b++)
			assert_reachable("everywhere", a, b);
	}
}

static void assert_explained(const char *screen, const struct action *action)
{
	size_t len;

	if (!action->name || !action->help || action->key[0] == 0) {
		fprintf(stderr, "%s: action %d has no name, help or key\n", screen, action->id);
		fail();
	}
	len = strlen(action->help);
	assert_true(utf_width(action->name) <= 20);
	assert_true(len > 0 && action->help[len - 1] == '.');
}

static void every_key_is_explained(void **state)
{
	int count;
	const struct screen_ops *const *all = screen_all(&count);

	(void)state;
	for (int i = 0; i < count; i++) {
		for (const struct action *a = all[i]->actions; a && a->id; a++)
			assert_explained(all[i]->name, a);
	}
	for (const struct action *a = actions_global; a->id; a++)
		assert_explained("everywhere", a);
}

/* Esc, help, menu, language, undo and leaving mean the same on every screen. */
static void the_frames_keys_stay_the_frames(void **state)
{
	static const int ids[] = { ACT_HELP, ACT_MENU, ACT_LANGUAGE, ACT_UNDO, ACT_QUIT };
	int count;
	const struct screen_ops *const *all = screen_all(&count);

	(void)state;
	for (int i = 0; i < count; i++) {
		for (const struct action *a = all[i]->actions; !all[i]->overlay && a && a->id; a++) {
			for (const struct action *g = actions_global; g->id; g++) {
				bool kept = false;

				for (size_t n = 0; n < sizeof(ids) / sizeof(ids[0]); n++)
					kept = kept || g->id == ids[n];
				if (kept && a->id != g->id)
					assert_false(has_key(a, g->key[0]));
			}
		}
	}
}

static void keys_are_called_as_they_are_printed(void **state)
{
	static const struct { int key; const char *name; } names[] = {
		{ K_ENTER, "Enter" }, { K_F2, "F2" }, { K_F10, "F10" }, { K_CTRL('z'), "Ctrl-Z" }, { K_ALT('l'), "Alt-l" },
		{ 'x', "x" }, { ' ', "Space" }, { '/', "/" }, { K_BACKTAB, "Shift-Tab" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct str name = STR_INIT;

		key_name(&name, names[i].key);
		assert_string_equal(str_get(&name), names[i].name);
		str_free(&name);
	}
}

static bool never(const struct screen *screen)
{
	(void)screen;
	return false;
}

static void letters_type_while_a_field_has_the_cursor(void **state)
{
	static const struct action table[] = {
		{ 101, { 'n', K_CTRL('n') }, "a", "A.", 0, false },
		{ 102, { 'm' }, "b", "B.", never, false },
		{ 103, { 'm' }, "c", "C.", 0, false },
		ACTION_END
	};

	(void)state;
	assert_int_equal(action_find(table, NULL, 'n', false)->id, 101);
	assert_null(action_find(table, NULL, 'n', true));
	assert_int_equal(action_find(table, NULL, K_CTRL('n'), true)->id, 101);
	assert_int_equal(action_find(table, NULL, 'm', false)->id, 103);
	assert_int_equal(action_key(&table[0], true), K_CTRL('n'));
	assert_int_equal(action_key(&table[1], true), K_NONE);
}

/* Help is always offered; nothing goes beyond the edge. */
static void the_last_line_fits(void **state)
{
	static const struct screen_ops bare = { .name = "bare" };
	struct app app = { .store = (struct store *)&bare };     /* open; nobody looks into it here */
	struct screen screen = { .ops = &bare, .app = &app };

	(void)state;
	for (int cols = 20; cols < 140; cols += 7) {
		struct str line = STR_INIT;

		frame_keys(&line, NULL, &screen, false, cols);
		assert_true(utf_width(str_get(&line)) <= cols);
		assert_non_null(strstr(str_get(&line), "all keys"));
		str_free(&line);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_key_answers_twice),
		cmocka_unit_test(every_key_is_explained),
		cmocka_unit_test(the_frames_keys_stay_the_frames),
		cmocka_unit_test(keys_are_called_as_they_are_printed),
		cmocka_unit_test(letters_type_while_a_field_has_the_cursor),
		cmocka_unit_test(the_last_line_fits),
	};

	msg_init("");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
