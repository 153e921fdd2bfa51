/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * All that can be done on every screen, in two languages that nobody speaks: en_XA is a third longer, with wide letters and
 * marks without a column; ar_XB runs from right to left.  Nothing that could be translated is left in English,
 * and what holds of a screen cell by cell holds.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "tests/pofile.h"
#include "looks.h"
#include "scenes.h"

#define ENGLISH_MAX 8000

static char *english[ENGLISH_MAX];
static size_t english_count;

static bool of_screens(po_message_t message)
{
	for (int i = 0; po_message_filepos(message, i); i++)
		if (str_starts(po_filepos_file(po_message_filepos(message, i)), "src/screens/"))
			return true;
	return false;
}

/* Texts of at least three words that screens say, whole: no name of a street is one, and no paper in a newcomer's own
 * language. */
static void take_english(void *ctx, po_message_t message, po_message_iterator_t at)
{
	const char *text = po_message_msgid(message), *blank = strchr(text, ' ');

	(void)ctx;
	(void)at;
	if (!of_screens(message) || !blank || !strchr(blank + 1, ' ') || strchr(text, '%') || strlen(text) > 70)
		return;
	assert_true(english_count < ENGLISH_MAX);
	english[english_count++] = mem_str(text);
}

static void look(struct crawl *walk)
{
	char *screen = harness_screen(walk->side[0]);

	looks_in_language(walk);
	for (size_t i = 0; i < english_count; i++) {
		if (strstr(screen, english[i]))
			looks_broken(walk, english[i], -1);
	}
	free(screen);
}

static void walk_in(const char *lang, bool leftward)
{
	struct crawl walk = { .sides = 1, .lang = { lang }, .leftward = { leftward }, .look = look };

	setenv("FOOTHOLD_LOCALEDIR", "tests/pseudo", 1);
	msg_init("");
	assert_true(msg_set_language(lang));
	pofile_each("foothold.pot", take_english, NULL);
	assert_true(english_count > 500);
	scenes_everywhere(&walk, lang);
	for (size_t i = 0; i < english_count; i++)
		free(english[i]);
	english_count = 0;
	assert_int_equal(looks_faults(), 0);
}

static void screens_stand_long_texts(void **state)
{
	(void)state;
	walk_in("en_XA", false);
}

static void screens_stand_on_their_head(void **state)
{
	(void)state;
	walk_in("ar_XB", true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(screens_stand_long_texts),
		cmocka_unit_test(screens_stand_on_their_head),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
