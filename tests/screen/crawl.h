/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where keys lead: through every screen of the program, from Today by each action of each screen's own table, each row of
 * the menu, each tab of a person's file and each page of a form, on the demonstration, whatever language it speaks.  A
 * screen that is added is walked to by itself; one that needs more than keys has a scene (scenes.h).
 */
#ifndef TESTS_SCREEN_CRAWL_H
#define TESTS_SCREEN_CRAWL_H

#include "harness.h"

#define CRAWL_SIDES 2

/* One or two programs that get the same keys; where one is read to the left, Left and Right change places. */
struct crawl {
	/* Given by the test. */
	int sides;
	const char *lang[CRAWL_SIDES];
	bool leftward[CRAWL_SIDES];
	const char *const *env;      /* of the programs; may be NULL */
	void (*look)(struct crawl *walk);      /* asked after every key that was answered */
	/* The crawl's own. */
	struct harness *side[CRAWL_SIDES];
	char *town[CRAWL_SIDES];     /* the file of each */
	bool chance;                 /* numbers and codes drawn by chance stand on the screen: they differ from side to side */
	char path[400];              /* keys since Today, for whoever reads why it failed */
};

/* The demonstration with its records in this language, 4 May 2026, 9:00; borrowed. */
const char *crawl_town(const char *lang);
/* A catalogue without a word in it, so that the screens speak English, under this code. */
void crawl_catalogue(const char *folder, const char *code);

/* Opens a copy of the town for each side, or the copies of before (NULL), as A. Berg, and looks. */
void crawl_start(struct crawl *walk, const char *town);
/* Closes the programs; the copies stay until crawl_free(). */
void crawl_end(struct crawl *walk);
void crawl_free(struct crawl *walk);

/* Everywhere, from Today. */
void crawl_all(struct crawl *walk);
/* Each key of the screen that stands now; where one leads away, `back` leads to it again, or no further. */
void crawl_keys(struct crawl *walk, void (*back)(struct crawl *walk));
/* Fails when a screen of the table was come to in none of the walks. */
void crawl_assert_whole(void);

/* Steps of a way: one key; a text at once; from the menu by an entry's English words; Esc until Today stands. */
void crawl_key(struct crawl *walk, const char *bytes);
void crawl_type(struct crawl *walk, const char *text);
void crawl_choose(struct crawl *walk, const char *entry);
void crawl_home(struct crawl *walk);
bool crawl_is_at(const struct crawl *walk, const char *screen);
/* Fails where another screen stands. */
void crawl_expect(const struct crawl *walk, const char *screen);

#endif
