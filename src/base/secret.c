/* SPDX-License-Identifier: EUPL-1.2 */
/* Guarded, locked memory by libsodium, and passphrases read straight into it. */
#include "base/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"

#define PASSPHRASE_MAX 1024

struct secret {
	size_t len;
	unsigned char *bytes;      /* sodium_malloc'ed: locked, between guard pages */
};

struct secret *secret_new(size_t len)
{
	struct secret *s = mem_alloc(sizeof(*s));

	if (sodium_init() < 0)
		BUG("no randomness");
	s->len = len;
	s->bytes = sodium_malloc(len ? len : 1);
	if (!s->bytes)
		BUG("no locked memory");
	sodium_memzero(s->bytes, len);
	return s;
}

void *secret_bytes(struct secret *s)
{
	return s->bytes;
}

size_t secret_len(const struct secret *s)
{
	return s->len;
}

struct secret *secret_code(int groups)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";     /* Crockford's base 32 */
	enum { LETTERS = 5 };
	struct secret *code = secret_new((size_t)groups * (LETTERS + 1) - 1);
	char *at = secret_bytes(code);

	for (size_t i = 0; i < code->len; i++)
		at[i] = i % (LETTERS + 1) == LETTERS ? '-' : alphabet[randombytes_uniform(32)];
	return code;
}

bool secret_same(const struct secret *a, const struct secret *b)
{
	return a->len == b->len && sodium_memcmp(a->bytes, b->bytes, a->len) == 0;
}

void secret_free(struct secret *s)
{
	if (!s)
		return;
	sodium_free(s->bytes);
	free(s);
}

/* "fd:N" to N, else -1. */
static int descriptor_of(const char *path)
{
	char *end;
	long n;

	if (!str_starts(path, "fd:"))
		return -1;
	errno = 0;
	n = strtol(path + 3, &end, 10);
	return end != path + 3 && !*end && !errno && n >= 0 && n < 65536 ? (int)n : -1;
}

static enum status open_private(const char *path, int *fd, struct err *err)
{
	struct stat sb;
	enum status st;

	*fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (*fd < 0)
		return io_error(err, errno, path);
	if (fstat(*fd, &sb) != 0) {
		st = io_error(err, errno, path);
	} else if (S_ISREG(sb.st_mode) && ((sb.st_mode & 077) || (sb.st_uid != geteuid() && sb.st_uid != 0))) {
		st = err_set(err, ST_DENIED, _("The passphrase file “%s” can be read by others. Make it yours alone "
			"(chmod 600) and try again."), path);
	} else if (S_ISDIR(sb.st_mode)) {
		st = io_error(err, EISDIR, path);
	} else {
		return ST_OK;
	}
	close(*fd);
	return st;
}

/* Reads byte by byte, so that nothing behind the first line is taken from a shared descriptor. */
static int read_line(int fd, unsigned char *to, size_t max, size_t *len)
{
	ssize_t got;

	for (*len = 0; *len < max; (*len)++) {
		do {
			got = read(fd, to + *len, 1);
		} while (got < 0 && errno == EINTR);
		if (got < 0)
			return errno;
		if (got == 0 || to[*len] == '\n')
			break;
	}
	if (*len && *len < max && to[*len - 1] == '\r')
		(*len)--;
	return 0;
}

enum status secret_read(const char *path, struct secret **out, struct err *err)
{
	int fd = descriptor_of(path), own = -1, failed;
	enum status st = ST_OK;
	struct secret *line, *exact;
	size_t len;

	*out = NULL;
	if (fd < 0) {
		st = open_private(path, &own, err);
		if (st != ST_OK)
			return st;
		fd = own;
	}
	line = secret_new(PASSPHRASE_MAX + 1);
	failed = read_line(fd, line->bytes, PASSPHRASE_MAX + 1, &len);
	if (failed) {
		st = io_error(err, failed, path);
	} else if (!len || len > PASSPHRASE_MAX) {
		st = err_set(err, ST_INVALID, _("The passphrase in “%s” is empty or longer than %d bytes. Put it "
			"alone on the first line."), path, PASSPHRASE_MAX);
	} else {
		exact = secret_new(len);
		memcpy(exact->bytes, line->bytes, len);
		*out = exact;
	}
	secret_free(line);
	if (own >= 0)
		close(own);
	return st;
}

void secret_harden_process(void)
{
	struct rlimit none = { 0, 0 };

	setrlimit(RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__	/* its leak check looks at the process from outside */
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}
