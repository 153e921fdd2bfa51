/* SPDX-License-Identifier: EUPL-1.2 */
/* Sealed files: see sealfile.h for their form. */
#include "config.h"       /* fopencookie */

#include "vault/sealfile.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/rng.h"
#include "vault/inside.h"

#define MAGIC "FHSEAL1\n"
#define MAGIC_LEN 8
#define SALT crypto_pwhash_SALTBYTES
#define HEAD (MAGIC_LEN + SALT + 8)
#define CHUNK 65536
#define MORE crypto_secretstream_xchacha20poly1305_ABYTES
#define KEY crypto_secretstream_xchacha20poly1305_KEYBYTES
#define START crypto_secretstream_xchacha20poly1305_HEADERBYTES

/* What a file may ask of whoever opens it: more is no file of ours. */
#define PASSES_MOST 1000
#define KIB_MOST (4 * 1024 * 1024)

struct sealfile {
	FILE *to, *stream;
	uint8_t head[HEAD];
	crypto_secretstream_xchacha20poly1305_state state;
	uint8_t chunk[CHUNK];
	size_t len;
	int failed;               /* errno of the first write that failed */
};

static void put_number(uint8_t *to, uint32_t n)
{
	for (int i = 0; i < 4; i++)
		to[i] = (uint8_t)(n >> (8 * i));
}

static uint32_t get_number(const uint8_t *from)
{
	return (uint32_t)from[0] | (uint32_t)from[1] << 8 | (uint32_t)from[2] << 16 | (uint32_t)from[3] << 24;
}

static enum status make_key(const uint8_t head[HEAD], const struct secret *passphrase, struct secret **out,
	struct err *err)
{
	struct secret *key = secret_new(KEY);
	uint32_t passes = get_number(head + MAGIC_LEN + SALT), kib = get_number(head + MAGIC_LEN + SALT + 4);

	if (crypto_pwhash(secret_bytes(key), KEY, secret_bytes((struct secret *)(uintptr_t)passphrase), secret_len(passphrase),
		    head + MAGIC_LEN, passes, (size_t)kib * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0) {
		secret_free(key);
		return err_set(err, ST_IO, _("There is not enough memory to make the key from the passphrase. Close other programs "
			"and try again."));
	}
	*out = key;
	return ST_OK;
}

static void write_out(struct sealfile *file, const void *bytes, size_t len)
{
	if (!file->failed && fwrite(bytes, 1, len, file->to) != len)
		file->failed = errno ? errno : EIO;
}

static void push(struct sealfile *file, uint8_t tag)
{
	uint8_t sealed[CHUNK + MORE];

	crypto_secretstream_xchacha20poly1305_push(&file->state, sealed, NULL, file->chunk, file->len, file->head, HEAD, tag);
	write_out(file, sealed, file->len + MORE);
	sodium_memzero(file->chunk, file->len);
	file->len = 0;
}

/* Full chunks leave at once; the end is a chunk of its own, empty at times. */
static ssize_t take(void *cookie, const char *bytes, size_t len)
{
	struct sealfile *file = cookie;
	size_t left = len;

	while (left > 0 && !file->failed) {
		size_t part = CHUNK - file->len < left ? CHUNK - file->len : left;

		memcpy(file->chunk + file->len, bytes, part);
		file->len += part;
		bytes += part;
		left -= part;
		if (file->len == CHUNK)
			push(file, 0);
	}
	if (file->failed) {
		errno = file->failed;
		return 0;
	}
	return (ssize_t)len;
}

enum status sealfile_begin(FILE *to, const struct secret *passphrase, struct sealfile **out, struct err *err)
{
	struct header_cost cost = vault_new_cost();
	struct sealfile *file = mem_alloc(sizeof(*file));
	cookie_io_functions_t functions = { .write = take };
	uint8_t start[START];
	struct secret *key = NULL;
	enum status st;

	*out = NULL;
	file->to = to;
	memcpy(file->head, MAGIC, MAGIC_LEN);
	rng_bytes(file->head + MAGIC_LEN, SALT);
	put_number(file->head + MAGIC_LEN + SALT, cost.passes);
	put_number(file->head + MAGIC_LEN + SALT + 4, cost.kib);
	st = make_key(file->head, passphrase, &key, err);
	if (st != ST_OK) {
		free(file);
		return st;
	}
	crypto_secretstream_xchacha20poly1305_init_push(&file->state, start, secret_bytes(key));
	secret_free(key);
	write_out(file, file->head, HEAD);
	write_out(file, start, START);
	file->stream = fopencookie(file, "w", functions);
	if (!file->stream)
		BUG("no stream for a sealed file");
	*out = file;
	return ST_OK;
}

FILE *sealfile_stream(struct sealfile *file)
{
	return file->stream;
}

void sealfile_abandon(struct sealfile *file)
{
	if (!file)
		return;
	if (file->stream)
		fclose(file->stream);
	sodium_memzero(file, sizeof(*file));
	free(file);
}

enum status sealfile_end(struct sealfile *file, struct err *err)
{
	int failed;

	if (fclose(file->stream) != 0 && !file->failed)
		file->failed = errno ? errno : EIO;
	file->stream = NULL;
	push(file, crypto_secretstream_xchacha20poly1305_TAG_FINAL);
	if (!file->failed && fflush(file->to) != 0)
		file->failed = errno ? errno : EIO;
	failed = file->failed;
	sealfile_abandon(file);
	if (!failed)
		return ST_OK;
	return err_set(err, failed == ENOSPC ? ST_FULL : ST_IO, _("The sealed file could not be written: %s. What was written so "
		"far does not open."), strerror(failed));
}

static enum status damaged(struct err *err)
{
	return err_set(err, ST_CORRUPT, _("This sealed file was changed or cut off, and nothing of it was taken out. Please get it "
		"once more from where it came."));
}

static enum status start_reading(FILE *from, const struct secret *passphrase, uint8_t head[HEAD],
	crypto_secretstream_xchacha20poly1305_state *state, struct err *err)
{
	uint8_t start[START];
	struct secret *key = NULL;
	uint32_t passes, kib;
	enum status st;

	if (fread(head, 1, HEAD, from) != HEAD || memcmp(head, MAGIC, MAGIC_LEN) != 0
	    || fread(start, 1, START, from) != START)
		return err_set(err, ST_CORRUPT, _("This is not a file that Foothold sealed."));
	passes = get_number(head + MAGIC_LEN + SALT);
	kib = get_number(head + MAGIC_LEN + SALT + 4);
	if (passes < 1 || passes > PASSES_MOST || kib < 8 || kib > KIB_MOST)
		return damaged(err);
	st = make_key(head, passphrase, &key, err);
	if (st != ST_OK)
		return st;
	if (crypto_secretstream_xchacha20poly1305_init_pull(state, start, secret_bytes(key)) != 0)
		st = damaged(err);
	secret_free(key);
	return st;
}

static enum status pull_all(FILE *from, FILE *to, const uint8_t head[HEAD],
	crypto_secretstream_xchacha20poly1305_state *state, uint8_t *sealed, uint8_t *chunk, struct err *err)
{
	uint8_t tag = 0;
	bool first = true;

	while (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
		size_t len = fread(sealed, 1, CHUNK + MORE, from);
		unsigned long long plain;

		if (len < MORE)
			return damaged(err);
		if (crypto_secretstream_xchacha20poly1305_pull(state, chunk, &plain, &tag, sealed, len, head, HEAD) != 0) {
			if (!first)
				return damaged(err);
			return err_set(err, ST_DENIED, _("This passphrase does not open the sealed file. It is the one that was given "
				"when it was made, not that of the Foothold file."));
		}
		first = false;
		if (fwrite(chunk, 1, (size_t)plain, to) != plain)
			return err_set(err, errno == ENOSPC ? ST_FULL : ST_IO, _("It could not be written: %s."), strerror(errno));
	}
	return fgetc(from) == EOF ? ST_OK : damaged(err);
}

enum status sealfile_open(FILE *from, const struct secret *passphrase, FILE *to, struct err *err)
{
	crypto_secretstream_xchacha20poly1305_state state;
	uint8_t head[HEAD], *sealed, *chunk;
	enum status st = start_reading(from, passphrase, head, &state, err);

	if (st != ST_OK)
		return st;
	sealed = mem_alloc(CHUNK + MORE);
	chunk = mem_alloc(CHUNK);
	st = pull_all(from, to, head, &state, sealed, chunk, err);
	sodium_memzero(chunk, CHUNK);
	sodium_memzero(&state, sizeof(state));
	free(sealed);
	free(chunk);
	return st;
}
