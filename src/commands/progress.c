/* SPDX-License-Identifier: EUPL-1.2 */
/* How far a long command is: one line on a terminal, nothing in a log; Ctrl-C or a vanished terminal asks it to stop. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "base/text.h"
#include "commands/command.h"

#define EVERY_MS 200

static volatile sig_atomic_t stopped;
static struct {
	const char *what;
	int64_t told;          /* ticks */
	bool shown;
	struct sigaction before[3];    /* of the signals that ask to stop */
} progress;

static const int signals[] = { SIGINT, SIGTERM, SIGHUP };

static void stop(int sig)
{
	(void)sig;
	stopped = 1;
}

void progress_begin(const char *what)
{
	struct sigaction action = { .sa_handler = stop };
	size_t i;

	stopped = 0;
	progress.what = what;
	progress.told = 0;
	progress.shown = false;
	sigemptyset(&action.sa_mask);
	for (i = 0; i < ARRAY_LEN(signals); i++)
		sigaction(signals[i], &action, &progress.before[i]);
}

void progress_now(const char *what)
{
	progress.what = what;
}

static void show(int64_t done, int64_t total)
{
	struct str line = STR_INIT, number = STR_INIT;

	text_number(&number, done, 0);
	if (total > 0)
		/* TRANSLATORS: 1: what is being done, 2: how many, 3: per cent */
		str_addf(&line, _("%s: %s (%d %%)"), progress.what, str_get(&number), (int)(done * 100 / total));
	else if (done == 0)
		/* TRANSLATORS: what is being done, of which nobody can tell how far it is */
		str_addf(&line, _("%s …"), progress.what);
	else
		/* TRANSLATORS: 1: what is being done, 2: how many */
		str_addf(&line, _("%s: %s"), progress.what, str_get(&number));
	fprintf(stderr, "\r%s\033[K", str_get(&line));
	fflush(stderr);
	str_free(&line);
	str_free(&number);
}

bool progress_tell(int64_t done, int64_t total)
{
	int64_t now = clock_ticks_ms();

	if (isatty(STDERR_FILENO) && now - progress.told >= EVERY_MS) {
		progress.told = now;
		progress.shown = true;
		show(done, total);
	}
	return !stopped;
}

void progress_end(void)
{
	size_t i;

	if (progress.shown)
		fputs("\r\033[K", stderr);
	for (i = 0; i < ARRAY_LEN(signals); i++)
		sigaction(signals[i], &progress.before[i], NULL);
}
