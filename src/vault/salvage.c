/* SPDX-License-Identifier: EUPL-1.2 */
/* What still opens of a damaged file and its log; see salvage.h. */
#include "vault/salvage.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "vault/inside.h"
#include "vault/shim_file.h"

/* The log's form on the medium: see shim_wal.c. */
enum { HEAD = 32, HEAD_REAL = HEAD + CIPHER_EXTRA, FRAME = 24, FRAME_REAL = FRAME + CIPHER_EXTRA,
	STEP_REAL = FRAME_REAL + SHIM_PAGE };
#define MOST_PAGES INT32_MAX

struct salvage {
	int fd, log;
	struct keys keys;
	struct header *header;         /* the copy that holds */
	uint8_t key[2][4][CIPHER_KEY]; /* of the data key and the one before it: page, log header, frame, log page */
	int n_keys;
	int64_t *newest;               /* of page i + 1: frame + 1 in the log, 0: none, negative: damaged there */
	struct salvage_found found;
};
enum { KEY_PAGE, KEY_HEAD, KEY_FRAME, KEY_LOG_PAGE };

static bool read_at(int fd, void *bytes, size_t len, int64_t at)
{
	return fd >= 0 && pread(fd, bytes, len, (off_t)at) == (ssize_t)len;
}

/* Opens by whichever key fits: the middle of a change of the data key is no damage. */
static bool open_page(const struct salvage *s, uint8_t *page, int which, enum cipher_domain domain, int64_t number)
{
	uint8_t sealed[SHIM_PAGE];

	memcpy(sealed, page, sizeof sealed);
	for (int i = 0; i < s->n_keys; i++) {
		memcpy(page, sealed, sizeof sealed);
		if (shim_page_open(page, s->key[i][which], domain, (uint64_t)number))
			return true;
	}
	memset(page, 0, SHIM_PAGE);
	return false;
}

static bool open_piece(const struct salvage *s, uint8_t *out, size_t len, int which, enum cipher_domain domain,
	int64_t number, int64_t at)
{
	uint8_t sealed[HEAD_REAL];

	if (!read_at(s->log, sealed, len + CIPHER_EXTRA, at))
		return false;
	for (int i = 0; i < s->n_keys; i++)
		if (cipher_open(out, sealed, sealed + len, len, s->key[i][which], domain, (uint64_t)number))
			return true;
	return false;
}

static uint32_t big(const uint8_t *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | (uint32_t)at[3];
}

/* SQLite's checksum of a log, over words in the order that the log's magic number names. */
static void add_up(bool big_endian, const uint8_t *bytes, size_t len, uint32_t sum[2])
{
	for (size_t i = 0; i + 8 <= len; i += 8) {
		uint32_t a = big(bytes + i), b = big(bytes + i + 4);

		sum[0] += (big_endian ? a : __builtin_bswap32(a)) + sum[1];
		sum[1] += (big_endian ? b : __builtin_bswap32(b)) + sum[0];
	}
}

struct log_walk {
	uint8_t head[HEAD], page[SHIM_PAGE];
	uint32_t sum[2];
	bool known;                    /* the sum up to here is known: not behind a damaged frame header */
	int64_t frames, last_commit;
	uint32_t *number;              /* page of each frame; 0: unreadable */
	bool *whole;
	uint32_t size;                 /* of the database, in pages, as of the last commit */
};

/* True when the frame belongs to this log; where its page does not open, or sums differ, it is damaged. */
static bool walk_frame(struct salvage *s, struct log_walk *w)
{
	int64_t n = w->frames, at = HEAD_REAL + n * STEP_REAL;
	bool big_endian = big(w->head) & 1, page_opens;
	uint8_t frame[FRAME];

	if (!open_piece(s, frame, FRAME, KEY_FRAME, CIPHER_WAL_FRAME, n, at)) {
		w->known = false;
		w->number[n] = 0;
		return true;
	}
	if (memcmp(frame + 8, w->head + 16, 8) != 0)
		return false;          /* of a log of before, not overwritten yet: the end */
	page_opens = read_at(s->log, w->page, SHIM_PAGE, at + FRAME_REAL) &&
		open_page(s, w->page, KEY_LOG_PAGE, CIPHER_WAL_PAGE, n);
	if (page_opens && w->known) {
		add_up(big_endian, frame, 8, w->sum);
		add_up(big_endian, w->page, SHIM_PAGE, w->sum);
	}
	w->whole[n] = page_opens && (!w->known || (w->sum[0] == big(frame + 16) && w->sum[1] == big(frame + 20)));
	w->number[n] = big(frame);
	w->sum[0] = big(frame + 16);
	w->sum[1] = big(frame + 20);
	w->known = true;
	if (big(frame + 4)) {
		w->last_commit = n + 1;
		w->size = big(frame + 4);
	}
	return true;
}

static void note_frames(struct salvage *s, const struct log_walk *w)
{
	s->found.frames = w->last_commit;
	if (w->last_commit && w->size)
		s->found.pages = w->size;
	s->newest = mem_array((size_t)s->found.pages + 1, sizeof *s->newest);
	for (int64_t i = 0; i < w->last_commit; i++) {
		int64_t page = w->number[i];

		if (!w->whole[i])
			s->found.log_cut = true;
		if (page < 1 || page > s->found.pages)
			continue;
		/* A damaged frame leaves the state of before; a later whole one makes it good. */
		if (w->whole[i])
			s->newest[page - 1] = i + 1;
		else if (s->newest[page - 1] >= 0)
			s->newest[page - 1] = -s->newest[page - 1] - 1;
	}
}

static void read_log(struct salvage *s)
{
	struct log_walk *w = mem_alloc(sizeof *w);
	struct stat info;
	int64_t most = s->log >= 0 && !fstat(s->log, &info) ? (info.st_size - HEAD_REAL) / STEP_REAL : 0;
	bool any = s->log >= 0 && info.st_size >= HEAD_REAL;

	if (any && open_piece(s, w->head, HEAD, KEY_HEAD, CIPHER_WAL_HEADER, 0, 0) && most > 0) {
		w->number = mem_array((size_t)most, sizeof *w->number);
		w->whole = mem_array((size_t)most, sizeof *w->whole);
		w->sum[0] = big(w->head + 24);
		w->sum[1] = big(w->head + 28);
		w->known = true;
		while (w->frames < most && walk_frame(s, w))
			w->frames++;
	} else if (any) {
		s->found.log_cut = true;
	}
	note_frames(s, w);
	sodium_memzero(w->page, sizeof w->page);
	free(w->number);
	free(w->whole);
	free(w);
}

bool salvage_page(struct salvage *s, int64_t number, uint8_t out[SALVAGE_PAGE])
{
	int64_t frame = number >= 1 && number <= s->found.pages ? s->newest[number - 1] : 0;
	bool older = frame < 0;

	if (older)
		frame = -frame - 1;
	s->found.older += older;
	if (frame > 0 && read_at(s->log, out, SHIM_PAGE, HEAD_REAL + (frame - 1) * STEP_REAL + FRAME_REAL) &&
		open_page(s, out, KEY_LOG_PAGE, CIPHER_WAL_PAGE, frame - 1))
		return true;
	if (number >= 1 && read_at(s->fd, out, SHIM_PAGE, SHIM_HEADER + (number - 1) * SHIM_PAGE) &&
		open_page(s, out, KEY_PAGE, CIPHER_PAGE, number)) {
		s->found.older += frame > 0;
		return true;
	}
	memset(out, 0, SHIM_PAGE);
	s->found.bad++;
	return false;
}

static void derive(struct salvage *s, struct secret *data_key)
{
	static const enum cipher_domain domain[4] = { CIPHER_PAGE, CIPHER_WAL_HEADER, CIPHER_WAL_FRAME, CIPHER_WAL_PAGE };

	if (!data_key)
		return;
	for (int i = 0; i < 4; i++)
		cipher_subkey(s->key[s->n_keys][i], secret_bytes(data_key), domain[i]);
	s->n_keys++;
}

/* The copy of the slots that the new file gets; both are looked at, to tell of a torn one. */
static enum status read_slots(struct salvage *s, struct shim_door door, struct err *err)
{
	const uint8_t *data_key = secret_bytes(s->keys.data_key);
	struct header *h = mem_alloc(sizeof *h);
	int whole = 0;

	for (int i = 0; i < 2; i++) {
		if (shim_header_read(door, h->bytes, HEADER_COPY, (sqlite3_int64)i * HEADER_COPY) != SQLITE_OK ||
			!(header_is_old(h) ? header_old_whole(h, data_key) : header_whole(h, data_key)))
			continue;
		if (!whole++ || header_generation(h) > header_generation(s->header))
			*s->header = *h;
	}
	free(h);
	s->found.header_torn = whole < 2;
	return whole ? ST_OK : vault_fail(NULL, SQLITE_NOTADB, err);
}

static enum status unlock(struct salvage *s, const char *path, const struct vault_options *options, struct err *err)
{
	struct err why = { ST_OK, "", "" };
	struct secret *passphrase = NULL;
	struct keys_attempt attempt = { options->user, NULL, true, &s->keys, &why };
	uint8_t data_key[CIPHER_KEY];
	sqlite3_file *file = NULL;
	sqlite3_filename name = NULL;
	int rc = below_open(path, &file, &name);
	enum status st = rc == SQLITE_OK ? vault_get_passphrase(options, &passphrase, err) : vault_fail(NULL, rc, err);

	attempt.passphrase = passphrase;
	if (st == ST_OK && keys_unlock(&attempt, (struct shim_door){ file }, data_key) != SQLITE_OK)
		st = err_set(err, why.status == ST_OK ? ST_CORRUPT : why.status, "%s", why.text);
	sodium_memzero(data_key, sizeof data_key);
	if (st == ST_OK)
		st = read_slots(s, (struct shim_door){ file }, err);
	secret_free(passphrase);
	below_close(file, name);
	return st;
}

/* One whole page is enough: with the wrong key there is none. */
static bool anything_opens(struct salvage *s)
{
	uint8_t page[SALVAGE_PAGE];
	bool any = false;

	for (int64_t i = 1; !any && i <= s->found.pages; i++)
		any = salvage_page(s, i, page);
	sodium_memzero(page, sizeof page);
	s->found.bad = s->found.older = 0;
	return any;
}

/* SQLite's bytes for locks, at 1 GiB: whoever has a log beside the file holds a shared one as long as it is open. */
#define LOCKS_FROM 0x40000000
#define LOCKS_LEN 512

static bool open_elsewhere(int fd)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = LOCKS_FROM, .l_len = LOCKS_LEN };

	return !fcntl(fd, F_GETLK, &lock) && lock.l_type != F_UNLCK;
}

static enum status open_files(struct salvage *s, const char *path, struct err *err)
{
	char *log = mem_fmt("%s-wal", path);
	struct stat info;

	s->fd = open(path, O_RDONLY | O_CLOEXEC);
	s->log = open(log, O_RDONLY | O_CLOEXEC);
	free(log);
	if (s->fd < 0 || fstat(s->fd, &info))
		return io_error(err, errno, path);
	if (open_elsewhere(s->fd))
		return err_set(err, ST_BUSY, _("Another program has this file open. Nothing was changed; close it there, or copy the "
			"file and the one beside it that ends in -wal, and salvage the copy."));
	s->found.pages = info.st_size > SHIM_HEADER ? (info.st_size - SHIM_HEADER + SHIM_PAGE - 1) / SHIM_PAGE : 0;
	if (s->found.pages > MOST_PAGES)
		s->found.pages = MOST_PAGES;
	return ST_OK;
}

enum status salvage_open(const struct vault_options *options, const char *keys_from, struct salvage **out,
	struct err *err)
{
	struct salvage *s = mem_alloc(sizeof *s);
	char *path = NULL, *slots = NULL;
	enum status st = place_resolve(options->path, false, &path, err);

	*out = NULL;
	s->fd = s->log = -1;
	s->header = mem_alloc(sizeof *s->header);
	if (st == ST_OK && keys_from)
		st = place_resolve(keys_from, false, &slots, err);
	if (st == ST_OK)
		st = unlock(s, slots ? slots : path, options, err);
	if (st == ST_OK)
		st = open_files(s, path, err);
	if (st == ST_OK) {
		derive(s, s->keys.data_key);
		derive(s, s->keys.previous);
		read_log(s);
		if (!anything_opens(s))
			st = err_set(err, ST_CORRUPT, _("Nothing in this file opens by the key in these key slots: either all of it is "
				"damaged, or the slots are those of another file or of a time before the key was changed. Nothing was "
				"changed; go back to the latest backup."));
	}
	free(path);
	free(slots);
	if (st == ST_OK)
		*out = s;
	else
		salvage_close(s);
	return st;
}

void salvage_close(struct salvage *s)
{
	if (!s)
		return;
	if (s->fd >= 0)
		close(s->fd);
	if (s->log >= 0)
		close(s->log);
	keys_clear(&s->keys);
	sodium_memzero(s->key, sizeof s->key);
	free(s->newest);
	free(s->header);
	free(s);
}

const struct salvage_found *salvage_found(const struct salvage *s)
{
	return &s->found;
}

enum status salvage_new(struct salvage *s, const char *to, vault_fill_fn *fill, void *ctx, struct err *err)
{
	struct vault_options options = { .path = to, .create = true, .fill = fill, .fill_ctx = ctx };
	char *path = NULL;
	enum status st = place_resolve(to, true, &path, err);

	if (st == ST_OK)
		st = place_check(path, err);
	/* All pages are written anew, by the present key. */
	if (st == ST_OK && !header_is_old(s->header) && header_has_previous(s->header)) {
		header_clear_previous(s->header);
		header_seal(s->header, secret_bytes(s->keys.data_key));
	}
	if (st == ST_OK)
		st = create_with(path, s->header, &options, &s->keys, err);
	free(path);
	return st;
}
