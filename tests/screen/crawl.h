/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Crawls through every screen that keys lead to: from Today by each action of each screen's own table, each row of the
 * menu and each tab of a person's file, on the demonstration.  A screen that is added is walked to by itself.
 */
#ifndef TESTS_SCREEN_CRAWL_H
#define TESTS_SCREEN_CRAWL_H

#include "harness.h"

#define CRAWL_SIDES 2

/* One or two programs that get the same keys; where one is read to the left, Left and Right change places. */
struct crawl {
	struct harness *side[CRAWL_SIDES];
	bool leftward[CRAWL_SIDES];
	int sides;
	/* Asked after every key that was answered. */
	void (*look)(struct crawl *walk);
	char path[400];              /* keys since Today, for whoever reads why it failed */
};

/* Makes the demonstration once; a copy of it, which is the caller's to free(). */
char *crawl_town(void);
/* A catalogue without a word in it, so that the screens speak English, under this code. */
void crawl_catalogue(const char *folder, const char *code);
struct harness *crawl_open(const char *town, const char *lang, int rows, int cols, const char *const *env);
void crawl_all(struct crawl *walk);
/* Fails when a screen of the table was come to in none of the walks, and is not known to need more than keys. */
void crawl_assert_whole(void);
void crawl_key(struct crawl *walk, const char *bytes);

#endif
