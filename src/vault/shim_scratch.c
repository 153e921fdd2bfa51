/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Temporary files (sorters, statement journals, transient tables): reads and
 * writes of any size, kept in sealed blocks of 4096 bytes under a random key that
 * dies with the handle.  One block is held open; it is sealed when another is
 * wanted, at sync and never in the clear.
 */
#include <sodium.h>
#include <string.h>

#include "vault/shim_file.h"

enum { BLOCK = 4096, BLOCK_REAL = BLOCK + CIPHER_EXTRA };

struct scratch {
	uint8_t key[CIPHER_KEY];
	uint8_t block[BLOCK];        /* the block held open */
	uint8_t sealed[BLOCK_REAL];
	sqlite3_int64 number;        /* of the block, or -1 */
	sqlite3_int64 size;          /* of the file as SQLite sees it */
	bool changed;
};

static int put_away(struct shim_file *f)
{
	struct scratch *s = f->scratch;
	if (!s->changed)
		return SQLITE_OK;
	int rc = shim_page_written();
	if (rc != SQLITE_OK)
		return rc;
	cipher_seal(s->sealed, s->sealed + BLOCK, s->block, BLOCK, s->key, CIPHER_SCRATCH, (uint64_t)s->number);
	rc = f->real->pMethods->xWrite(f->real, s->sealed, BLOCK_REAL, s->number * BLOCK_REAL);
	if (rc == SQLITE_OK)
		s->changed = false;
	return rc;
}

/* A hole reads as zeros. Nothing secret is compared, so the quick way will do. */
static bool is_hole(const uint8_t sealed[BLOCK_REAL])
{
	return sealed[0] == 0 && memcmp(sealed, sealed + 1, BLOCK_REAL - 1) == 0;
}

static int hold(struct shim_file *f, sqlite3_int64 number)
{
	struct scratch *s = f->scratch;
	if (s->number == number)
		return SQLITE_OK;
	int rc = put_away(f);
	if (rc != SQLITE_OK)
		return rc;
	s->number = -1;
	rc = f->real->pMethods->xRead(f->real, s->sealed, BLOCK_REAL, number * BLOCK_REAL);
	if (rc == SQLITE_IOERR_SHORT_READ) {
		memset(s->block, 0, BLOCK); /* behind the end, or a hole that was never written */
		rc = SQLITE_OK;
	} else if (rc == SQLITE_OK && is_hole(s->sealed)) {
		memset(s->block, 0, BLOCK);
	} else if (rc == SQLITE_OK && !cipher_open(s->block, s->sealed, s->sealed + BLOCK, BLOCK, s->key,
			CIPHER_SCRATCH, (uint64_t)number)) {
		rc = SQLITE_IOERR_DATA;
	}
	if (rc == SQLITE_OK)
		s->number = number;
	return rc;
}

static int scratch_read(sqlite3_file *file, void *out, int len, sqlite3_int64 offset)
{
	struct shim_file *f = (struct shim_file *)file;
	struct scratch *s = f->scratch;
	uint8_t *to = out;
	sqlite3_int64 there = s->size > offset ? s->size - offset : 0;
	int have = there < len ? (int)there : len;
	memset(to + have, 0, (size_t)(len - have));
	int result = have < len ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
	while (have > 0) {
		int within = (int)(offset % BLOCK);
		int take = BLOCK - within < have ? BLOCK - within : have;
		int rc = hold(f, offset / BLOCK);
		if (rc != SQLITE_OK)
			return rc;
		memcpy(to, s->block + within, (size_t)take);
		to += take;
		offset += take;
		have -= take;
	}
	return result;
}

static int scratch_write(sqlite3_file *file, const void *bytes, int len, sqlite3_int64 offset)
{
	struct shim_file *f = (struct shim_file *)file;
	struct scratch *s = f->scratch;
	const uint8_t *from = bytes;
	while (len > 0) {
		int within = (int)(offset % BLOCK);
		int take = BLOCK - within < len ? BLOCK - within : len;
		int rc = hold(f, offset / BLOCK);
		if (rc != SQLITE_OK)
			return rc;
		memcpy(s->block + within, from, (size_t)take);
		s->changed = true;
		from += take;
		offset += take;
		len -= take;
		if (offset > s->size)
			s->size = offset;
	}
	return SQLITE_OK;
}

static int scratch_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	struct shim_file *f = (struct shim_file *)file;
	struct scratch *s = f->scratch;
	if (size >= s->size)
		return SQLITE_OK;
	int within = (int)(size % BLOCK);
	if (within) {
		int rc = hold(f, size / BLOCK);
		if (rc != SQLITE_OK)
			return rc;
		memset(s->block + within, 0, (size_t)(BLOCK - within));
		s->changed = true;
	} else if (s->number >= size / BLOCK) {
		s->number = -1;
		s->changed = false;
	}
	s->size = size;
	return f->real->pMethods->xTruncate(f->real, (size + BLOCK - 1) / BLOCK * BLOCK_REAL);
}

static int scratch_sync(sqlite3_file *file, int flags)
{
	int rc = put_away((struct shim_file *)file);
	return rc == SQLITE_OK ? shim_sync(file, flags) : rc;
}

static int scratch_size(sqlite3_file *file, sqlite3_int64 *out)
{
	*out = ((struct shim_file *)file)->scratch->size;
	return SQLITE_OK;
}

static int scratch_close(sqlite3_file *file)
{
	struct shim_file *f = (struct shim_file *)file;
	sodium_free(f->scratch);
	f->scratch = NULL;
	return shim_close(file);
}

static const sqlite3_io_methods scratch_methods = {
	.iVersion = 1,
	.xClose = scratch_close,
	.xRead = scratch_read,
	.xWrite = scratch_write,
	.xTruncate = scratch_truncate,
	.xSync = scratch_sync,
	.xFileSize = scratch_size,
	.xLock = shim_lock,
	.xUnlock = shim_unlock_file,
	.xCheckReservedLock = shim_check_reserved,
	.xFileControl = shim_control,
	.xSectorSize = shim_sector,
	.xDeviceCharacteristics = shim_device,
};

int shim_scratch_open(struct shim_file *f)
{
	struct scratch *s = sodium_malloc(sizeof *s);
	if (!s)
		return SQLITE_NOMEM;
	memset(s, 0, sizeof *s);
	s->number = -1;
	randombytes_buf(s->key, sizeof s->key);
	f->scratch = s;
	f->base.pMethods = &scratch_methods;
	return SQLITE_OK;
}
