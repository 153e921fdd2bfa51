/* SPDX-License-Identifier: EUPL-1.2 */
/* Papers down a pipe to lp, and what lp says put into words. */
#include "config.h"

#include "paper/printer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "base/utf.h"

#define PATIENCE_MS 30000
#define NAME_MOST 127            /* bytes; as CUPS has it */
#define HEARD_MOST 300           /* bytes of lp's words that are kept; the rest is read and dropped */
#define LOOK_AGAIN_MS 20

extern char **environ;

struct printer {
	pid_t pid;
	int in, said;                /* lp's standard input and standard error; -1 when closed */
	bool ended;                  /* waited for; how stands in `status` */
	int status;
	struct str heard;
};

static int patience = PATIENCE_MS;
static char lp[] = "lp", quiet[] = "-s", titled[] = "-t", title[] = "Foothold", to[] = "-d", english[] = "LC_ALL=C";

void printer_patience(int ms)
{
	patience = ms > 0 ? ms : PATIENCE_MS;
}

/* What CUPS allows as a name, and nothing that lp would take for an option. */
static bool name_fits(const char *name)
{
	size_t i;

	if (name[0] == '-' || strlen(name) > NAME_MOST)
		return false;
	for (i = 0; name[i]; i++)
		if ((unsigned char)name[i] <= ' ' || name[i] == 0x7f || strchr("#?'\"\\", name[i]))
			return false;
	return true;
}

/* lp answers in English, so that it can be understood; what concerns Foothold alone is not handed on. */
static char **environment_for_lp(void)
{
	size_t n = 0, i, kept = 0;
	char **out;

	while (environ[n])
		n++;
	out = mem_array(n + 2, sizeof(*out));
	for (i = 0; i < n; i++)
		if (!str_starts(environ[i], "FOOTHOLD") && !str_starts(environ[i], "LC_ALL="))
			out[kept++] = environ[i];
	out[kept] = english;
	return out;
}

static int spawn(struct printer *p, const char *name, int in, int said)
{
	char **environment = environment_for_lp(), *own = mem_str(name);
	char *argv[] = { lp, quiet, titled, title, str_empty(name) ? NULL : to, own, NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t how;
	sigset_t usual;
	int failed;

	sigemptyset(&usual);
	sigaddset(&usual, SIGPIPE);
	posix_spawnattr_init(&how);
	posix_spawnattr_setsigdefault(&how, &usual);
	posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGDEF);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
	posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&files, said, STDERR_FILENO);
	failed = posix_spawnp(&p->pid, lp, &files, &how, argv, environment);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&how);
	free(environment);
	free(own);
	return failed;
}

static enum status not_started(struct err *err, int failed)
{
	if (failed == ENOENT)
		return err_set(err, ST_NOTFOUND, _("Nothing was printed: there is no program lp on this computer. Save the "
			"paper as a file, or ask whoever looks after the computer to install CUPS."));
	return err_set(err, ST_IO, _("Nothing was printed: the program lp cannot be started (%s)."), strerror(failed));
}

static void close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

enum status printer_open(const char *name, struct printer **out, struct err *err)
{
	struct printer *p;
	int in[2], said[2], failed;

	*out = NULL;
	if (!str_empty(name) && !name_fits(name))
		return err_set(err, ST_INVALID, _("Nothing was printed: no printer can be called so. “lpstat -e” lists "
			"the printers there are."));
	if (pipe2(in, O_CLOEXEC) != 0)
		return not_started(err, errno);
	if (pipe2(said, O_CLOEXEC) != 0) {
		failed = errno;
		close(in[0]);
		close(in[1]);
		return not_started(err, failed);
	}
	p = mem_alloc(sizeof(*p));
	failed = spawn(p, name, in[0], said[1]);
	close(in[0]);
	close(said[1]);
	p->in = in[1];
	p->said = said[0];
	if (failed) {
		close_end(&p->in);
		close_end(&p->said);
		free(p);
		return not_started(err, failed);
	}
	fcntl(p->in, F_SETFL, O_NONBLOCK);
	fcntl(p->said, F_SETFL, O_NONBLOCK);
	*out = p;
	return ST_OK;
}

/* Takes what lp said, so that it never waits for us. */
static void listen_to(struct printer *p)
{
	char buf[512];
	ssize_t got;

	while (p->said >= 0 && (got = read(p->said, buf, sizeof(buf))) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 && errno == EAGAIN)
			return;
		if (got < 0)
			break;
		if (p->heard.len < HEARD_MOST)
			str_addn(&p->heard, buf, (size_t)got < HEARD_MOST - p->heard.len ? (size_t)got : HEARD_MOST - p->heard.len);
	}
	close_end(&p->said);
}

static bool has_ended(struct printer *p)
{
	pid_t got;

	if (p->ended)
		return true;
	do
		got = waitpid(p->pid, &p->status, WNOHANG);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		p->status = 0;       /* somebody else waited for it; what it said tells the rest */
	p->ended = got != 0;
	return p->ended;
}

/* Until it has ended or patience is; ended by force then. False: it had to be. */
static bool wait_for_end(struct printer *p)
{
	int64_t until = clock_ticks_ms() + patience;
	struct pollfd heard;

	while (!has_ended(p) && clock_ticks_ms() < until) {
		heard = (struct pollfd){ .fd = p->said, .events = POLLIN };
		poll(&heard, 1, LOOK_AGAIN_MS);
		listen_to(p);
	}
	listen_to(p);
	if (p->ended)
		return true;
	kill(p->pid, SIGKILL);
	while (waitpid(p->pid, &p->status, 0) < 0 && errno == EINTR)
		;
	p->ended = true;
	return false;
}

static enum status does_not_answer(struct err *err)
{
	return err_set(err, ST_IO, _("Nothing was printed: the printing system takes nothing and says nothing. Look "
		"whether it runs, or save the paper as a file."));
}

/* lp's words in English, as CUPS has them, and ours. */
static const struct { const char *part; const char *words; } answers[] = {
	{ "No default destination", N_("Nothing was printed: no printer is set as the usual one. Name one, or save the "
		"paper as a file.") },
	{ "no default destination", N_("Nothing was printed: no printer is set as the usual one. Name one, or save the "
		"paper as a file.") },
	{ "does not exist", N_("Nothing was printed: there is no printer of this name. “lpstat -e” lists the printers "
		"there are.") },
	{ "nknown destination", N_("Nothing was printed: there is no printer of this name. “lpstat -e” lists the printers "
		"there are.") },
	{ "not accepting", N_("Nothing was printed: the printer takes no jobs at present. Try again later, or choose "
		"another one.") },
	{ "scheduler", N_("Nothing was printed: the printing system does not run on this computer. Save the paper as a "
		"file, or ask whoever looks after the computer.") },
	{ "onnection refused", N_("Nothing was printed: the printing system does not run on this computer. Save the "
		"paper as a file, or ask whoever looks after the computer.") },
	{ "ot authorized", N_("Nothing was printed: the printing system does not let you use this printer. Ask whoever "
		"looks after the computer.") },
	{ "orbidden", N_("Nothing was printed: the printing system does not let you use this printer. Ask whoever looks "
		"after the computer.") },
	{ "nsupported", N_("Nothing was printed: the printer cannot print papers of this format. Print it as text, or "
		"choose another printer.") },
};

/* Why lp did not take it. */
static enum status refused(struct printer *p, struct err *err)
{
	struct str shown = STR_INIT;
	char *line = str_get(&p->heard)[0] ? mem_strn(p->heard.s, strcspn(p->heard.s, "\r\n")) : NULL;
	enum status st;
	size_t i;

	for (i = 0; line && i < ARRAY_LEN(answers); i++)
		if (strstr(line, answers[i].part)) {
			free(line);
			return err_set(err, ST_IO, "%s", _(answers[i].words));
		}
	if (!line)
		return err_set(err, ST_IO, _("Nothing was printed: the program lp broke off and did not say why."));
	utf_show(&shown, str_starts(line, "lp: ") ? line + 4 : line);
	st = err_set(err, ST_IO, _("Nothing was printed: the printer refuses the paper. The program lp says: %s"),
		str_get(&shown));
	str_free(&shown);
	free(line);
	return st;
}

/* What can be written now; a pipe whose reader went away is an answer, and no reason to end the program. */
static ssize_t write_some(int fd, const char *bytes, size_t len)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, before;
	ssize_t did;
	int failed;

	sigaction(SIGPIPE, &ignore, &before);
	did = write(fd, bytes, len);
	failed = errno;
	sigaction(SIGPIPE, &before, NULL);
	errno = failed;
	return did;
}

enum status printer_write(struct printer *p, const void *bytes, size_t len, struct err *err)
{
	int64_t until = clock_ticks_ms() + patience;
	struct pollfd ends[2];
	const char *at = bytes;
	ssize_t did;

	while (len) {
		did = write_some(p->in, at, len);
		if (did > 0) {
			at += did;
			len -= (size_t)did;
			until = clock_ticks_ms() + patience;
			continue;
		}
		if (did < 0 && errno != EAGAIN && errno != EINTR) {
			close_end(&p->in);
			wait_for_end(p);
			return refused(p, err);
		}
		if (clock_ticks_ms() >= until)
			return does_not_answer(err);
		ends[0] = (struct pollfd){ .fd = p->in, .events = POLLOUT };
		ends[1] = (struct pollfd){ .fd = p->said, .events = POLLIN };
		poll(ends, 2, LOOK_AGAIN_MS * 10);
		listen_to(p);
	}
	return ST_OK;
}

static void forget(struct printer *p)
{
	close_end(&p->in);
	close_end(&p->said);
	str_free(&p->heard);
	free(p);
}

enum status printer_close(struct printer *p, struct err *err)
{
	enum status st = ST_OK;

	close_end(&p->in);
	if (!wait_for_end(p))
		st = does_not_answer(err);
	else if (!WIFEXITED(p->status) || WEXITSTATUS(p->status) != 0)
		st = refused(p, err);
	forget(p);
	return st;
}

void printer_abandon(struct printer *p)
{
	if (!p)
		return;
	if (!p->ended) {
		kill(p->pid, SIGKILL);
		while (waitpid(p->pid, &p->status, 0) < 0 && errno == EINTR)
			;
	}
	forget(p);
}

enum status printer_send(const char *name, const void *bytes, size_t len, struct err *err)
{
	struct printer *p;
	enum status st = printer_open(name, &p, err);

	if (st != ST_OK)
		return st;
	st = printer_write(p, bytes, len, err);
	if (st == ST_OK)
		return printer_close(p, err);
	printer_abandon(p);
	return st;
}
