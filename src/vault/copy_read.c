/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Is the copy really on its medium?  What the system remembers of it is digested
 * first; then it is synced, what is remembered is dropped, and the medium itself is
 * read, past the system's memory where it can be (O_DIRECT).  A stick that pretends
 * to be larger than it is, drops what it took, or was pulled out, shows here: the
 * digests differ, or a page's seal does not open for its number.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/msg.h"
#include "vault/copy.h"
#include "vault/shim_file.h"

#define PIECE (64 * SHIM_PAGE)
#define ALIGNED 4096             /* what reading past the system's memory wants */

_Static_assert(SHIM_HEADER % ALIGNED == 0 && PIECE % ALIGNED == 0, "pieces begin where the medium can be read");

struct reader {
	const struct copy *copy;
	int fd;
	uint8_t *piece;
	const uint8_t *key;          /* pages are opened by it; NULL: not opened */
	int64_t told;                /* pages of the rounds before */
	uint8_t digest[32];
};

enum status copy_unreadable(const struct copy *copy, struct err *err)
{
	return err_set(err, ST_IO, _("The copy at “%s” could not be written, or its medium did not give back what was written: "
		"it may be worn out, too small, or pulled out. The file itself is as it was; take another medium and do not "
		"trust this one."), copy->to);
}

/* As much as there is, up to a whole piece. */
static ssize_t read_piece(int fd, uint8_t *piece, off_t at)
{
	size_t got = 0;

	while (got < PIECE) {
		ssize_t n = pread(fd, piece + got, PIECE - got, at + (off_t)got);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		if (n == 0)
			break;
		got += (size_t)n;
		if (got % ALIGNED)
			break;
	}
	return (ssize_t)got;
}

static bool pages_open(const struct reader *r, ssize_t got, off_t at)
{
	bool all = true;

	for (ssize_t i = 0; r->key && all && i < got; i += SHIM_PAGE)
		if (at + i >= SHIM_HEADER)
			all = shim_page_open(r->piece + i, r->key, CIPHER_PAGE, (uint64_t)((at + i - SHIM_HEADER) / SHIM_PAGE + 1));
	return all;
}

static enum status digest(struct reader *r, struct err *err)
{
	off_t end = SHIM_HEADER + (off_t)r->copy->pages * SHIM_PAGE, at = 0;
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, sizeof r->digest);
	while (at < end) {
		ssize_t got = read_piece(r->fd, r->piece, at);

		if (got <= 0)
			return copy_unreadable(r->copy, err);
		crypto_generichash_update(&state, r->piece, (size_t)got);
		if (!pages_open(r, got, at))
			return copy_unreadable(r->copy, err);
		at += got;
		if (at > SHIM_HEADER && !copy_told(r->copy, r->told + (at - SHIM_HEADER) / SHIM_PAGE))
			return copy_stopped(err);
	}
	crypto_generichash_final(&state, r->digest, sizeof r->digest);
	return at == end ? ST_OK : copy_unreadable(r->copy, err);
}

/* Past the system's memory where the file system allows that, else after asking it to forget. */
static int open_medium(const struct copy *copy, uint8_t *piece)
{
	int fd = open(copy->temporary, O_RDONLY | O_CLOEXEC | O_DIRECT);

	posix_fadvise(copy->fd, 0, 0, POSIX_FADV_DONTNEED);
	if (fd >= 0 && read_piece(fd, piece, 0) > 0)
		return fd;
	if (fd >= 0)
		close(fd);
	fd = open(copy->temporary, O_RDONLY | O_CLOEXEC);
	if (fd >= 0)
		posix_fadvise(fd, 0, 0, POSIX_FADV_RANDOM);     /* nothing is read ahead of the asking */
	return fd;
}

static enum status read_medium(struct reader *r, const uint8_t *data_key, struct err *err)
{
	uint8_t key[CIPHER_KEY], written[sizeof r->digest];
	enum status st;

	memcpy(written, r->digest, sizeof written);
	r->fd = open_medium(r->copy, r->piece);
	if (r->fd < 0)
		return copy_unreadable(r->copy, err);
	cipher_subkey(key, data_key, CIPHER_PAGE);
	r->key = key;
	r->told += r->copy->pages;
	st = digest(r, err);
	r->key = NULL;
	sodium_memzero(key, sizeof key);
	close(r->fd);
	if (st == ST_OK && memcmp(written, r->digest, sizeof written) != 0)
		return copy_unreadable(r->copy, err);
	return st;
}

enum status copy_read_back(const struct vault *vault, const struct copy *copy, struct err *err)
{
	struct reader r = { .copy = copy, .fd = copy->fd, .told = copy->pages };
	enum status st;

	r.piece = aligned_alloc(ALIGNED, PIECE);
	if (!r.piece)
		return vault_fail(NULL, SQLITE_NOMEM, err);
	st = digest(&r, err);
	if (st == ST_OK && fsync(copy->fd))
		st = copy_unreadable(copy, err);
	if (st == ST_OK)
		st = read_medium(&r, secret_bytes(vault->keys.data_key), err);
	sodium_memzero(r.piece, PIECE);
	free(r.piece);
	return st;
}
