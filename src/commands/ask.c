/* SPDX-License-Identifier: EUPL-1.2 */
/* The passphrase prompt: one line from /dev/tty, unseen, straight into locked memory. */
#include "commands/ask.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/secret.h"
#include "base/str.h"
#include "store/users.h"

#define LONGEST 1024

/* One line, byte by byte: nothing of it may stay in a buffer of stdio. Returns its length, or -1. */
static int read_line(int tty, char *line)
{
	int len = 0;
	char c;

	for (;;) {
		ssize_t n = read(tty, &c, 1);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		if (c == '\n' || c == '\r')
			return len;
		if (len < LONGEST)
			line[len++] = c;
	}
}

static void say(int tty, const char *text)
{
	if (write(tty, text, strlen(text)) < 0)
		return; /* the answer will not come either */
}

static enum status ask_once(int tty, const char *prompt, struct secret **out, struct err *err)
{
	struct secret *line = secret_new(LONGEST);
	struct termios was, quiet;
	int len;

	tcgetattr(tty, &was);
	quiet = was;
	quiet.c_lflag &= (tcflag_t)~(ECHO | ECHONL);
	/* Whoever answers the prompt at once is neither shown nor cut short. */
	tcsetattr(tty, TCSAFLUSH, &quiet);
	say(tty, prompt);
	len = read_line(tty, secret_bytes(line));
	tcsetattr(tty, TCSAFLUSH, &was);
	say(tty, "\n");
	if (len > 0) {
		*out = secret_new((size_t)len);
		memcpy(secret_bytes(*out), secret_bytes(line), (size_t)len);
	}
	secret_free(line);
	return len > 0 ? ST_OK : err_set(err, ST_DENIED, _("No passphrase was given. Nothing was changed."));
}

static enum status ask_twice(int tty, struct secret **out, struct err *err)
{
	struct secret *again = NULL;
	enum status st = ask_once(tty, _("New passphrase: "), out, err);

	if (st == ST_OK)
		st = users_check_passphrase(*out, err);
	if (st == ST_OK)
		st = ask_once(tty, _("The same once more: "), &again, err);
	if (st == ST_OK && !secret_same(*out, again))
		st = err_set(err, ST_INVALID, _("The two passphrases are not the same. Nothing was changed; try again."));
	secret_free(again);
	return st;
}

static enum status open_terminal(int *tty, struct err *err)
{
	*tty = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	return *tty >= 0 ? ST_OK : err_set(err, ST_DENIED, _("The file is locked. Give its passphrase with --passphrase-file, or "
		"at a terminal."));
}

enum status ask_name(const char *otherwise, char **out, struct err *err)
{
	struct str prompt = STR_INIT;
	char line[LONGEST + 1];
	int tty, len;
	enum status st = open_terminal(&tty, err);

	*out = NULL;
	if (st != ST_OK)
		return st;
	/* TRANSLATORS: %s is the name that an empty answer stands for */
	str_addf(&prompt, _("Name [%s]: "), otherwise);
	say(tty, str_get(&prompt));
	str_free(&prompt);
	len = read_line(tty, line);
	close(tty);
	if (len < 0)
		return err_set(err, ST_DENIED, _("No name was given. Nothing was changed."));
	*out = len ? mem_strn(line, (size_t)len) : mem_str(otherwise);
	return ST_OK;
}

enum status ask_new_passphrase(const char *file, struct secret **out, struct err *err)
{
	enum status st;

	if (!file)
		return ask_passphrase(NULL, NULL, true, out, err);
	st = secret_read(file, out, err);
	if (st == ST_OK)
		st = users_check_passphrase(*out, err);
	if (st != ST_OK) {
		secret_free(*out);
		*out = NULL;
	}
	return st;
}

enum status ask_passphrase(void *ctx, const char *user, bool fresh, struct secret **out, struct err *err)
{
	struct str prompt = STR_INIT;
	int tty;
	enum status st = open_terminal(&tty, err);

	*out = NULL;
	if (st != ST_OK)
		return st;
	if (user)
		str_addf(&prompt, _("Passphrase of %s: "), user);
	else
		str_add(&prompt, _("Passphrase: "));
	st = fresh ? ask_twice(tty, out, err) : ask_once(tty, str_get(&prompt), out, err);
	if (st != ST_OK) {
		secret_free(*out);
		*out = NULL;
	} else if (ctx) {
		*(bool *)ctx = true;
	}
	str_free(&prompt);
	close(tty);
	return st;
}
