/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where tests find real input: FOOTHOLD_DATA, else ../shared/data beside the
 * source tree, else the small files in tests/data.
 */
#ifndef TESTS_UNIT_DATA_H
#define TESTS_UNIT_DATA_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The first that is there of these folders' `name` ("unicode-text/blns.json"); the caller's to free. */
static inline char *data_path(const char *name)
{
	const char *given = getenv("FOOTHOLD_DATA");
	const char *dirs[] = { given ? given : TEST_SRCDIR "/../shared/data", TEST_SRCDIR "/tests/data" };
	char *path = NULL;
	size_t i;

	for (i = 0; i < sizeof(dirs) / sizeof(dirs[0]); i++) {
		free(path);
		if (asprintf(&path, "%s/%s", dirs[i], name) < 0)
			abort();
		if (access(path, R_OK) == 0)
			break;
	}
	return path;
}

static inline FILE *data_open(const char *name)
{
	char *path = data_path(name);
	FILE *f = fopen(path, "r");

	if (!f) {
		perror(path);
		abort();
	}
	free(path);
	return f;
}

#endif
