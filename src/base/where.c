/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the order in which the program's own folders are looked for. */
#include "base/where.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"

char *where_beside(const char *argv0, const char *name)
{
	char exe[4096];
	ssize_t len = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	char *slash, *path;

	if (len < 0)
		str_copy(exe, sizeof(exe), argv0);
	else
		exe[len] = '\0';
	slash = strrchr(exe, '/');
	if (!slash)
		return NULL;
	*slash = '\0';
	path = mem_fmt("%s/%s", exe, name);
	if (access(path, R_OK) == 0)
		return path;
	free(path);
	return NULL;
}

char *where_data(const char *name)
{
	const char *dir = getenv("FOOTHOLD_DATADIR");
	char *built, *path;

	if (!str_empty(dir))
		return mem_fmt("%s/%s", dir, name);
	built = where_beside(NULL, "data");
	path = mem_fmt("%s/%s", built ? built : PKGDATADIR, name);
	free(built);
	return path;
}
