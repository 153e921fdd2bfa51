/* SPDX-License-Identifier: EUPL-1.2 */
/* The municipality of the screens' tests; see town.h. */
#include <config.h>

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/msg.h"
#include "town.h"

#define ARGS_MAX 40

const struct look_at town_looks[TOWN_LOOKS] = {
	{ "en", 24, 80 }, { "en", 43, 132 }, { "de", 24, 80 }, { "fr", 43, 132 },
};

static char path[4200], clock_now[40];

static void environment(void)
{
	static bool ready;
	char here[4000], locale[4100], data[4100];

	if (ready)
		return;
	ready = true;
	unsetenv("FOOTHOLD_DB");
	unsetenv("FOOTHOLD_PLAIN");
	unsetenv("NO_COLOR");
	if (!getenv("FOOTHOLD_LOCALEDIR") && getcwd(here, sizeof(here))) {
		snprintf(locale, sizeof(locale), "%s/locale", here);
		setenv("FOOTHOLD_LOCALEDIR", locale, 1);
		snprintf(data, sizeof(data), "%s/data", here);
		setenv("FOOTHOLD_DATADIR", data, 0);
	}
	setenv("LC_ALL", "C.UTF-8", 1);
	msg_init("");
}

void town_clock(const char *when)
{
	snprintf(clock_now, sizeof(clock_now), "%s", when);
	setenv("FOOTHOLD_CLOCK", clock_now, 1);
}

static char *run(const char *const args[], int *status)
{
	const char *argv[ARGS_MAX] = { harness_program(), "--db", path, "--user", "A. Berg", "--lang", "en" };
	int n = 7;
	char *out = NULL;

	while (*args && n < ARGS_MAX - 1)
		argv[n++] = *args++;
	*status = harness_run(argv, NULL, &out);
	return out;
}

char *town_run(const char *const args[])
{
	int status;
	char *out = run(args, &status);

	if (status != 0)
		fprintf(stderr, "foothold %s ended with %d: %s\n", args[0], status, out);
	assert_int_equal(status, 0);
	return out;
}

void town_expect(const char *const args[], const char *text)
{
	char *out = town_run(args);

	if (!strstr(out, text))
		fprintf(stderr, "foothold %s printed no \"%s\":\n%s", args[0], text, out);
	assert_non_null(strstr(out, text));
	free(out);
}

const char *town_new(void)
{
	static int count;
	const char *const argv[] = { harness_program(), "init", "--desk", "HA", "--municipality", "Halden", path, NULL };

	environment();
	town_clock("2026-05-04T09:00");
	snprintf(path, sizeof(path), "%s/town%d.db", harness_dir(), ++count);
	assert_int_equal(harness_run(argv, NULL, NULL), 0);
	return path;
}

void town_at(const char *file)
{
	snprintf(path, sizeof(path), "%s", file);
}

const char *town_add(const char *kind, const char *const pairs[])
{
	static char id[64];
	const char *args[ARGS_MAX] = { "add", kind };
	char *out;

	for (int n = 2; *pairs && n < ARGS_MAX - 1; n++)
		args[n] = *pairs++;
	out = town_run(args);
	snprintf(id, sizeof(id), "%.*s", (int)strcspn(out, " \n"), out);
	free(out);
	return id;
}

struct harness *town_open_with(const struct look_at *look, const char *term, const char *option,
	const char *const *env)
{
	struct harness_options options = { .rows = look->rows, .cols = look->cols, .term = term, .env = env };
	const char *argv[] = { harness_program(), "--db", path, "--user", "A. Berg", "--lang", look->lang, option, NULL };
	struct harness *h;

	environment();
	msg_set_language(look->lang);
	h = harness_start(&options, argv);
	if (!h)
		fprintf(stderr, "the screens did not open: %s\n", harness_last_output(NULL, NULL));
	assert_non_null(h);
	return h;
}

struct harness *town_open(const struct look_at *look)
{
	return town_open_with(look, NULL, NULL, NULL);
}

const char *town_tr(const char *english)
{
	return gettext(english);
}

void town_leave(struct harness *h)
{
	int status = -1;

	harness_key(h, HK_CTRL_Q);
	assert_true(harness_wait_exit(h, &status));
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	harness_end(h);
}
