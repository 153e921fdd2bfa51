/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the small town of the screen tests; see desk.h. */
#include "desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DESK_CLOCK "2026-05-04T09:30"

const char *desk_file(void)
{
	static char path[4096];

	snprintf(path, sizeof(path), "%s/town.db", harness_dir());
	return path;
}

const char *const *desk_env(void)
{
	static char file[4200];
	static const char *env[4];

	snprintf(file, sizeof(file), "FOOTHOLD_DB=%s", desk_file());
	env[0] = file;
	env[1] = "FOOTHOLD_CLOCK=" DESK_CLOCK;
	env[2] = NULL;
	return env;
}

void desk_fresh(void)
{
	const char *const argv[] = { harness_program(), "init", "--desk", "HA", "--municipality", "Halden", desk_file(),
		NULL };
	char *beside;

	unlink(desk_file());
	if (asprintf(&beside, "%s-wal", desk_file()) > 0) {
		unlink(beside);
		strcpy(beside + strlen(beside) - 4, "-shm");
		unlink(beside);
		free(beside);
	}
	if (harness_run(argv, desk_env(), NULL) != 0)
		abort();
}

struct harness *desk_open(const char *user, const char *lang, int rows, int cols)
{
	const struct harness_options options = { .rows = rows, .cols = cols, .env = desk_env() };
	const char *const argv[] = { harness_program(), "--user", user, "--lang", lang, NULL };

	return harness_start(&options, argv);
}

char *desk_say(const char *verb, const char *what, const char *more)
{
	const char *const argv[] = { harness_program(), verb, what, more, NULL };
	char *out = NULL;

	if (harness_run(argv, desk_env(), &out) != 0) {
		fprintf(stderr, "foothold %s %s failed:\n%s\n", verb, what, out);
		abort();
	}
	return out;
}

bool desk_keys(struct harness *h, int *count, const char *text, const char *then)
{
	for (const char *c = text; *c; c++)
		*count += ((unsigned char)*c & 0xc0) != 0x80;
	if (!harness_type(h, text))
		return false;
	for (; *then; then++) {
		++*count;
		if (!harness_key(h, *then == '>' ? HK_TAB : *then == '2' ? HK_F2 : *then == '_' ? " " : HK_ENTER))
			return false;
	}
	return true;
}

int desk_register(struct harness *h)
{
	static const struct { const char *text, *then; } typed[] = {
		{ "n", "" }, { "Haidari", ">" }, { "Mariam", ">" }, { "مریم حیدری", ">" }, { "", ">" }, { "1991", ">" },
		{ "Dari, Pashto, English A1", ">" }, { "Dari", ">" }, { "+31612345641", ">" }, { "", ">" }, { "", "_>" },
		{ "4", "2" },
	};
	int keys = 0;

	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		if (!desk_keys(h, &keys, typed[i].text, typed[i].then))
			return 0;
	}
	return keys;
}
