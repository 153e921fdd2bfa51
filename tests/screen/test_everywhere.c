/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Every screen at 80 columns in every language: what holds of a screen cell by cell, and no text of the program is cut where
 * it stands alone.
 *
 * In rows of lists words may be cut: the row under the cursor is told whole below.  These are choices, steps, clocks and
 * what the demonstration records.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "tests/pofile.h"
#include "looks.h"
#include "scenes.h"

/* ---- the messages of a language ---- */

enum { MAY_BE_CUT = 2 };

/* What is a value in records as often as it is a label, a row of the plan, or a line of arithmetic, which r tells whole. */
static bool stands_in_lists(po_message_t message)
{
	static const char *const files[] = { "src/cases/", "src/register/profiles.c", "src/exchange/demo", "src/register/grounds",
		"src/match/", "src/screens/plan_rows.c" };
	const char *comment = po_message_extracted_comments(message);

	if (comment && (strstr(comment, "a choice of the field") || strstr(comment, "a step of the plan")))
		return true;
	for (int i = 0; po_message_filepos(message, i); i++)
		for (size_t f = 0; f < ARRAY_LEN(files); f++)
			if (str_starts(po_filepos_file(po_message_filepos(message, i)), files[f]))
				return true;
	return false;
}

static void take_message(void *ctx, po_message_t message, po_message_iterator_t at)
{
	const char *text = po_message_msgstr(message);

	(void)at;
	if (*text)
		*map_at(ctx, text, strlen(text)) |= stands_in_lists(message) ? MAY_BE_CUT : 1;
}

static struct map *messages_of(const char *path)
{
	struct map *said = map_new();

	pofile_each(path, take_message, said);
	return said;
}

/* ---- what had no room ---- */

static bool may_not_be_cut(const struct map *messages, const char *text)
{
	const int64_t *found = map_find(messages, text, strlen(text));

	return found && !(*found & MAY_BE_CUT);
}

/* Each message that had no room, once. */
static int cut(const char *lang, const char *cuts, const struct map *messages)
{
	FILE *f = fopen(cuts, "r");
	char *line = NULL;
	size_t room = 0;
	struct map *told = map_new();
	int faults = 0;

	while (f && getline(&line, &room, f) > 0) {
		char *text = strchr(line, '\t');

		line[strcspn(line, "\n")] = '\0';
		if (!text || !may_not_be_cut(messages, text + 1) || (*map_at(told, text, strlen(text)))++)
			continue;
		fprintf(stderr, "%s: cut to %d columns: %s\n", lang, atoi(line), text + 1);
		faults++;
	}
	free(line);
	map_free(told);
	if (f)
		fclose(f);
	return faults;
}

static int walk_in(const char *lang)
{
	struct crawl walk = { .sides = 1, .lang = { lang }, .look = looks_in_language };
	char *po = mem_fmt("%s/po/%s.po", TEST_SRCDIR, lang), *cuts = mem_fmt("%s/cuts-%s", harness_dir(), lang);
	struct map *messages = messages_of(po);
	int faults;

	assert_true(msg_set_language(lang));
	walk.leftward[0] = msg_right_to_left();
	setenv("FOOTHOLD_TEST_CUTS", cuts, 1);
	scenes_everywhere(&walk, lang);
	unsetenv("FOOTHOLD_TEST_CUTS");
	faults = looks_faults() + cut(lang, cuts, messages);
	map_free(messages);
	free(cuts);
	free(po);
	return faults;
}

static void every_screen_in_every_language(void **state)
{
	size_t count;
	const char *const *language;
	int faults = 0;

	(void)state;
	msg_init("");
	language = msg_languages(&count);
	assert_true(count > 7);
	for (size_t i = 1; i < count; i++)
		faults += walk_in(language[i]);
	assert_int_equal(faults, 0);
	crawl_assert_whole();
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(every_screen_in_every_language) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
