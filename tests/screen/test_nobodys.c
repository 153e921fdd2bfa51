/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * All that can be done on every screen, in two languages that nobody speaks: en_XA is a third longer, with wide letters and
 * marks without a column; ar_XB runs from right to left.  Nothing that could be translated is left in English, the frame
 * holds, and the program goes on.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "tests/pofile.h"
#include "walk.h"

struct looking { const char *lang; char **english; size_t count; int faults; };

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
	struct looking *l = ctx;
	const char *text = po_message_msgid(message), *blank = strchr(text, ' ');

	(void)at;
	if (!of_screens(message) || !blank || !strchr(blank + 1, ' ') || strchr(text, '%') || strlen(text) > 70)
		return;
	l->english = mem_resize(l->english, l->count + 1, sizeof(*l->english));
	l->english[l->count++] = mem_str(text);
}

static void look(struct harness *h, const char *where, void *ctx)
{
	struct looking *l = ctx;
	char *screen = harness_screen(h);

	if (!strstr(screen, "──────────────────────────────────────────────────────────────────────────────")) {
		fprintf(stderr, "%s: %s: the frame is gone:\n%s\n", l->lang, where, screen);
		l->faults++;
	}
	for (size_t i = 0; i < l->count; i++)
		if (strstr(screen, l->english[i])) {
			fprintf(stderr, "%s: %s: left in English: %s\n", l->lang, where, l->english[i]);
			l->faults++;
		}
	free(screen);
}

static void walk_in(const char *lang)
{
	struct looking l = { .lang = lang };
	int looked;

	setenv("FOOTHOLD_LOCALEDIR", "tests/pseudo", 1);
	msg_init("");
	pofile_each("foothold.pot", take_english, &l);
	assert_true(l.count > 500);
	looked = walk_everywhere(lang, 24, 80, WALK_ALL, look, &l);
	assert_true(looked > 200);
	for (size_t i = 0; i < l.count; i++)
		free(l.english[i]);
	free(l.english);
	assert_int_equal(l.faults, 0);
}

static void screens_stand_long_texts(void **state)
{
	(void)state;
	walk_in("en_XA");
}

static void screens_stand_on_their_head(void **state)
{
	(void)state;
	walk_in("ar_XB");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(screens_stand_long_texts),
		cmocka_unit_test(screens_stand_on_their_head),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
