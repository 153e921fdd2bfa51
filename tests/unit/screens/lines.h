/* SPDX-License-Identifier: EUPL-1.2 */
/* Reads the files of real input line by line, wherever this tree finds them. */
#ifndef TESTS_UNIT_SCREENS_LINES_H
#define TESTS_UNIT_SCREENS_LINES_H

#include <stdio.h>
#include <stdlib.h>

/* FOOTHOLD_DATA, else beside the source tree, else the tree's own small copies; NULL when there is none. */
static inline FILE *lines_open(const char *name)
{
	const char *top = getenv("srcdir") ? getenv("srcdir") : ".", *given = getenv("FOOTHOLD_DATA");
	char path[4096];
	FILE *f = NULL;

	if (given) {
		snprintf(path, sizeof(path), "%s/%s", given, name);
		f = fopen(path, "r");
	}
	if (!f) {
		snprintf(path, sizeof(path), "%s/../shared/data/%s", top, name);
		f = fopen(path, "r");
	}
	if (!f) {
		snprintf(path, sizeof(path), "%s/tests/data/%s", top, name);
		f = fopen(path, "r");
	}
	return f;
}

#endif
