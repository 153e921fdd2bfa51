/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Screens that need more than keys: a lock and whoever logs in, a colleague who saves in between, a household and a group
 * that arrives, a sealed file, a passphrase that was just made.  Each is reached on a town of its own, on all sides of the
 * walk, and looked at like the others.
 */
#ifndef TESTS_SCREEN_SCENES_H
#define TESTS_SCREEN_SCENES_H

#include "crawl.h"

/* Both start and end the programs by themselves, on the demonstration with its records in this language. */
void scenes_all(struct crawl *walk, const char *lang);
/* All that keys lead to, then the scenes; frees what is the walk's own. */
void scenes_everywhere(struct crawl *walk, const char *lang);

#endif
