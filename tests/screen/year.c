/* SPDX-License-Identifier: EUPL-1.2 */
/* A year in front of the screen; see year.h. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "year.h"

#define ROWS 24
#define STEPS_DOWN 60

struct harness *year_day(const char *when, const char *lang)
{
	town_clock(when);
	return town_open(&(struct look_at){ lang, ROWS, 80 });
}

void year_speak(struct harness *h, const char *lang, const char *name)
{
	char here[40];

	snprintf(here, sizeof(here), "▸ %s", name);
	year_key(h, HK_F9, 1);
	year_press(h, "g");
	for (int i = 0; i < 30 && !harness_shows(h, here); i++)
		year_press(h, "j");
	harness_expect(h, here);
	year_key(h, HK_ENTER, 1);
	msg_set_language(lang);
}

void year_press(struct harness *h, const char *keys)
{
	for (; *keys; keys++)
		assert_true(harness_key(h, (const char[]){ *keys, '\0' }));
}

void year_key(struct harness *h, const char *key, int times)
{
	while (times--)
		assert_true(harness_key(h, key));
}

void year_type(struct harness *h, const char *text, int tabs)
{
	assert_true(harness_type(h, text));
	year_key(h, HK_TAB, tabs);
}

void year_answer(struct harness *h, const char *text)
{
	year_key(h, HK_CTRL_U, 1);
	year_type(h, text, 0);
	year_key(h, HK_ENTER, 1);
}

void year_pick(struct harness *h, const char *label)
{
	harness_expect(h, label);
	year_type(h, label, 0);
	harness_expect_not(h, town_tr("Nothing fits. Backspace widens the search."));
	year_key(h, HK_ENTER, 1);
}

void year_today(struct harness *h)
{
	for (int i = 0; i < 8; i++) {
		if (strstr(harness_line(h, 0), town_tr("Today")))
			return;
		year_key(h, HK_ESC, 1);
	}
	harness_expect(h, town_tr("Today"));
}

void year_file(struct harness *h, const char *words)
{
	year_today(h);
	year_press(h, "/");
	year_type(h, words, 0);
	year_key(h, HK_ENTER, 1);
	if (!strstr(harness_line(h, 0), "HA-"))
		harness_expect(h, "this file, at the head of the screen");
}

void year_part(struct harness *h, const char *english)
{
	char now[60];

	snprintf(now, sizeof(now), "[%s]", town_tr(english));
	for (int i = 0; i < 12 && !harness_shows(h, now); i++)
		year_key(h, HK_TAB, 1);
	harness_expect(h, now);
}

void year_add(struct harness *h, const char *kind_label)
{
	year_press(h, "a");
	year_type(h, town_tr(kind_label), 0);
	year_key(h, HK_ENTER, 1);
}

static const char *cursor_line(struct harness *h)
{
	int row = harness_find(h, "▸", NULL);

	return row < 0 ? "" : harness_line(h, row);
}

void year_go_to(struct harness *h, const char *words)
{
	year_key(h, HK_HOME, 1);
	for (int i = 0; i < STEPS_DOWN; i++) {
		if (strstr(cursor_line(h), words))
			return;
		year_key(h, HK_DOWN, 1);
	}
	harness_expect(h, words);
	fail_msg("the cursor does not come to “%s”", words);
}

void year_row_says(struct harness *h, const char *text)
{
	if (strstr(cursor_line(h), text))
		return;
	fprintf(stderr, "the row of the cursor is: %s\n", cursor_line(h));
	harness_expect(h, text);
	fail_msg("the cursor's row does not say “%s”", text);
}

void year_row(struct harness *h, const char *words, const char *text)
{
	year_go_to(h, words);
	year_row_says(h, text);
}

void year_says(struct harness *h, const char *english)
{
	char words[100];
	const char *text = town_tr(english);

	snprintf(words, sizeof(words), "%.*s", (int)strcspn(text, "%"), text);
	harness_expect(h, words);
}

const char *year_label(const char *field, const char *label)
{
	static char keys[4][200];          /* what is not translated stands in here */
	static unsigned turn;
	char *key = keys[turn++ % 4];
	const char *found, *bar;

	snprintf(key, sizeof(keys[0]), "%s\004%s", field, label);
	found = town_tr(key);
	bar = strchr(found, '\004');
	return bar ? bar + 1 : found;
}

int year_times(const char *text, const char *part)
{
	int n = 0;

	for (const char *at = text; (at = strstr(at, part)) != NULL; at += strlen(part))
		n++;
	return n;
}

void year_lists(const char *kind, const char *text, int times)
{
	char *out = TOWN_RUN("list", kind, "--json", "--limit", "0", "--reason", "A year is looked over");

	if (year_times(out, text) != times)
		fail_msg("%d times in %s, not %d: %s\n%s", year_times(out, text), kind, times, text, out);
	free(out);
}
