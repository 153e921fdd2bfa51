/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is said in a narrow place has room there in every language: keys' names on the last line, labels and purposes on
 * forms, heads of columns, choices, names of lists in the menu.  The rooms are those of a screen of 80 columns.
 * Also asked by make -C po check.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "base/utf.h"
#include "register/register.h"
#include "screens/frame.h"
#include "screens/screens.h"
#include "screens/wrap.h"

enum {
	ROOM_KEY = 24,       /* one key's name: three of them and F1 stand beside each other */
	ROOM_LABEL = 26,     /* the labels' column of a form (form_draw.c); longer ones wrap between words */
	ROWS_LABEL = 3,
	ROOM_PURPOSE = 78,   /* the foot of a form has two rows for it */
	ROWS_PURPOSE = 2,
	ROOM_CHOICE = 50,    /* what a form leaves beside its labels */
	ROOM_MENU = 36,      /* a row of the menu */
	KEYS_SEEN = 3,
};

/* Pulls in every screen. */
static enum status (*const everything)(const struct session_options *, const struct screens_options *,
	struct err *) = screens_run;
static int faults;

static void too_wide(const char *place, const char *said, const char *text, int room)
{
	if (faults++ < 40)
		fprintf(stderr, "%s: %s: %d columns, room for %d: %s (%s)\n", msg_language(), place, utf_width(text), room, text, said);
}

static void fits(const char *place, const char *said, int room)
{
	if (said && utf_width(_(said)) > room)
		too_wide(place, said, _(said), room);
}

/* In so many rows, no word of it broken. */
static void wraps(const char *place, const char *said, int room, int rows)
{
	const char *text = _(said);
	char word[400];

	if (wrap_count(text, room) > rows)
		too_wide(place, said, text, room * rows);
	for (const char *at = text; *at; at += strspn(at, " ")) {
		size_t len = strcspn(at, " ");

		if (len < sizeof(word)) {
			memcpy(word, at, len);
			word[len] = '\0';
			if (utf_width(word) > room && !strchr(word, '-') && !strchr(word, '/'))
				too_wide(place, said, word, room);
		}
		at += len;
	}
}

static void look_at_keys(const struct screen_ops *ops)
{
	int used = 0, seen = 0;
	struct str name = STR_INIT;

	for (const struct action *a = ops->actions; a && a->id; a++) {
		fits(ops->name, a->name, ROOM_KEY);
		if (a->quiet || a->can || action_key(a, false) == K_NONE || seen == KEYS_SEEN)
			continue;
		str_clear(&name);
		key_name(&name, action_key(a, false));
		used += utf_width(str_get(&name)) + 1 + utf_width(_(a->name)) + 3;
		seen++;
	}
	str_free(&name);
	if (used > 78 - 10)
		too_wide("first keys of a screen", ops->name, _(ops->actions->name), 78 - 10);
}

static void look_at_kind(const struct kind *kind)
{
	fits("list's name", kind->plural, ROOM_MENU);
	for (int i = 0; i < kind->n_fields; i++) {
		const struct field *field = &kind->fields[i];

		wraps(field->name, field->label, ROOM_LABEL, ROWS_LABEL);
		if (field->purpose && wrap_count(_(field->purpose), ROOM_PURPOSE) > ROWS_PURPOSE)
			too_wide("purpose", field->name, _(field->purpose), ROOM_PURPOSE * ROWS_PURPOSE);
		for (const struct choice *c = field->choices; c && c->key; c++)
			if (utf_width(choice_label(field, c)) > ROOM_CHOICE)
				too_wide("choice", c->key, choice_label(field, c), ROOM_CHOICE);
	}
}

static void everything_has_room_in_every_language(void **state)
{
	size_t languages;
	const char *const *language = msg_languages(&languages);
	int screens, kinds;
	const struct screen_ops *const *screen = screen_all(&screens);
	const struct kind *const *kind = register_kinds(&kinds);

	(void)state;
	assert_non_null(everything);
	assert_true(languages > 7);
	for (size_t l = 0; l < languages; l++) {
		msg_set_language(language[l]);
		for (int i = 0; i < screens; i++)
			look_at_keys(screen[i]);
		for (const struct action *a = actions_global; a->id; a++)
			fits("everywhere", a->name, ROOM_KEY);
		for (int i = 0; i < kinds; i++)
			look_at_kind(kind[i]);
	}
	if (faults > 40)
		fprintf(stderr, "and %d more\n", faults - 40);
	assert_int_equal(faults, 0);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(everything_has_room_in_every_language) };

	(void)argc;
	setenv("LC_ALL", "C.UTF-8", 1);
	msg_init(argv[0]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
