/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Linked into the program together with faults.c: FOOTHOLD_FAULT=KIND:N arms a
 * fault at its N-th call before main() begins, and FOOTHOLD_FAULT_COUNT=FILE has
 * the number of calls written at its end.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "faults.h"

static const struct {
	const char *name;
	enum fault kind;
	int error;
} kinds[] = {
	{ "none", FAULT_NONE, 0 }, { "kill", FAULT_KILL, 0 }, { "tear", FAULT_TEAR, 0 }, { "power", FAULT_POWER, 0 },
	{ "torn", FAULT_POWER_TORN, 0 }, { "full", FAULT_ERROR, ENOSPC }, { "eio", FAULT_ERROR, EIO },
};

__attribute__((constructor)) static void arm(void)
{
	const char *wanted = getenv("FOOTHOLD_FAULT");
	struct fault_plan plan = { .kind = FAULT_NONE };

	if (!wanted)
		return;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		size_t len = strlen(kinds[i].name);

		if (!strncmp(wanted, kinds[i].name, len) && wanted[len] == ':') {
			plan.kind = kinds[i].kind;
			plan.error = kinds[i].error;
			plan.at = strtol(wanted + len + 1, NULL, 10);
			plan.seed = (unsigned)plan.at;
		}
	}
	faults_arm(&plan);
}

__attribute__((destructor)) static void tell(void)
{
	const char *path = getenv("FOOTHOLD_FAULT_COUNT");
	long calls = faults_disarm();
	FILE *f = path ? fopen(path, "w") : NULL;

	if (!f)
		return;
	fprintf(f, "%ld\n", calls);
	fclose(f);
}
