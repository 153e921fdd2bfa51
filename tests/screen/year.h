/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the test of a family's first year does again and again: days that pass between
 * sessions, files opened by name, entries added and found by what stands on the screen.
 */
#ifndef TESTS_SCREEN_YEAR_H
#define TESTS_SCREEN_YEAR_H

#include "town.h"

#define HK_F6 "\033[17~"
#define HK_CTRL_U "\025"
#define HK_CTRL_Y "\031"

/* A morning or another hour of a day: "2026-03-05T11:00"; the program opened in that language. */
struct harness *year_day(const char *when, const char *lang);
/* Another language by F9, from Today. */
void year_speak(struct harness *h, const char *lang, const char *name);

/* Keys one after the other, a character each. */
void year_press(struct harness *h, const char *keys);
void year_key(struct harness *h, const char *key, int times);
/* Types the text, then Tab so many times. */
void year_type(struct harness *h, const char *text, int tabs);
/* Replaces what stands in a line and goes on. */
void year_answer(struct harness *h, const char *text);
/* In a list to choose from: what begins so. */
void year_pick(struct harness *h, const char *label);
/* From Today or a file: the file of the one person whom the words find. */
void year_file(struct harness *h, const char *words);
void year_today(struct harness *h);
/* In a file: the part by its key, "1" the plan, "2" the household, ... */
void year_part(struct harness *h, const char *english);
/* The form of a new record of this kind, chosen by its label in English. */
void year_add(struct harness *h, const char *kind_label);
/* The cursor on the row that holds the words. */
void year_go_to(struct harness *h, const char *words);
/* The row with the cursor holds the text; and the cursor is brought to the row of the words first. */
void year_row_says(struct harness *h, const char *text);
void year_row(struct harness *h, const char *words, const char *text);
/* A sentence of the program as far as the first place that is filled in. */
void year_says(struct harness *h, const char *english);
/* A choice's label in the language of the screen; good for four calls. */
const char *year_label(const char *field, const char *label);

/* Of exported JSON: how often the text stands there. */
int year_times(const char *text, const char *part);
/* Asserts that the text stands so many times in all records of the kind. */
void year_lists(const char *kind, const char *text, int times);

#endif
