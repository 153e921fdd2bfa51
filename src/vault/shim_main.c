/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The database file: whole pages, sealed in place behind the vault's header.  A
 * page that is not there is never a hole: growth is filled with sealed zeros, so
 * that every page on the medium either opens or is damaged.
 */
#include <sodium.h>
#include <string.h>

#include "vault/shim_file.h"

static int real_size(struct shim_file *f, sqlite3_int64 *out)
{
	int rc = f->real->pMethods->xFileSize(f->real, out);
	*out = rc == SQLITE_OK && *out > SHIM_HEADER ? *out - SHIM_HEADER : 0;
	return rc;
}

static int main_size(sqlite3_file *file, sqlite3_int64 *out)
{
	return real_size((struct shim_file *)file, out);
}

/* SQLite probes these 100 bytes before it takes any lock, hence before recovery: what stands on the medium may be
 * half of a checkpoint. The answer is always the same, as far as it is asked: page size and reserve. */
static int probe(uint8_t *out, int len)
{
	uint8_t head[100] = "SQLite format 3";
	head[16] = SHIM_PAGE >> 8;
	head[18] = head[19] = 2; /* WAL */
	head[20] = CIPHER_EXTRA;
	memcpy(out, head, (size_t)len);
	return SQLITE_OK;
}

/* While the data key is being changed a page may still be sealed with the one before. */
static bool open_page(const struct keyring *ring, uint8_t *page, sqlite3_int64 number, bool either)
{
	uint8_t sealed[SHIM_PAGE];

	if (!ring->has_before || !either)
		return shim_page_open(page, ring->page, CIPHER_PAGE, (uint64_t)number);
	memcpy(sealed, page, sizeof(sealed));
	if (shim_page_open(page, ring->page, CIPHER_PAGE, (uint64_t)number))
		return true;
	memcpy(page, sealed, sizeof(sealed));
	return shim_page_open(page, ring->page_before, CIPHER_PAGE, (uint64_t)number);
}

static int read_medium(struct shim_file *f, uint8_t *out, sqlite3_int64 number, bool either)
{
	int rc = f->real->pMethods->xRead(f->real, out, SHIM_PAGE, SHIM_HEADER + (number - 1) * SHIM_PAGE);
	if (rc != SQLITE_OK) {
		memset(out, 0, SHIM_PAGE);
		return rc;
	}
	return open_page(f->ring, out, number, either) ? SQLITE_OK : SQLITE_IOERR_DATA;
}

static int read_page(struct shim_file *f, uint8_t *out, sqlite3_int64 number)
{
	return read_medium(f, out, number, true);
}

int shim_main_test(struct shim_file *f, sqlite3_int64 number, bool either)
{
	int rc = read_medium(f, f->unit, number, either);

	sodium_memzero(f->unit, sizeof f->unit);
	return rc;
}

/* The change counter: random when page 1 cannot be read, so that no cache is trusted. */
static int read_part(struct shim_file *f, uint8_t *out, int len, sqlite3_int64 offset)
{
	sqlite3_int64 number = offset / SHIM_PAGE + 1;
	int within = (int)(offset % SHIM_PAGE);
	int rc = within + len > SHIM_PAGE ? SQLITE_IOERR_READ : read_page(f, f->unit, number);
	if (rc == SQLITE_OK)
		memcpy(out, f->unit + within, (size_t)len);
	else if (rc == SQLITE_IOERR_SHORT_READ)
		memset(out, 0, (size_t)len);
	else if (number == 1 && within + len <= 100) {
		randombytes_buf(out, (size_t)len);
		rc = SQLITE_OK;
	}
	sodium_memzero(f->unit, sizeof f->unit);
	return rc;
}

static int main_read(sqlite3_file *file, void *out, int len, sqlite3_int64 offset)
{
	struct shim_file *f = (struct shim_file *)file;
	if (offset == 0 && len <= 100)
		return probe(out, len);
	if (len == SHIM_PAGE && offset % SHIM_PAGE == 0)
		return read_page(f, out, offset / SHIM_PAGE + 1);
	return read_part(f, out, len, offset);
}

static int write_page(struct shim_file *f, const uint8_t *page, sqlite3_int64 number)
{
	int rc = shim_page_written();
	if (rc != SQLITE_OK)
		return rc;
	memcpy(f->unit, page, SHIM_PAGE);
	if (number < SHIM_TIDY_PAGES)
		shim_tidy(f->unit, (uint64_t)number);
	shim_page_seal(f->unit, f->unit, f->ring->page, CIPHER_PAGE, (uint64_t)number);
	return f->real->pMethods->xWrite(f->real, f->unit, SHIM_PAGE, SHIM_HEADER + (number - 1) * SHIM_PAGE);
}

/* Sealed zero pages from the present end up to, not including, page `number`. */
static int fill(struct shim_file *f, sqlite3_int64 number)
{
	static const uint8_t zeros[SHIM_PAGE];
	sqlite3_int64 size;
	int rc = real_size(f, &size);
	for (sqlite3_int64 at = size / SHIM_PAGE + 1; rc == SQLITE_OK && at < number; at++)
		rc = write_page(f, zeros, at);
	return rc;
}

static int main_write(sqlite3_file *file, const void *bytes, int len, sqlite3_int64 offset)
{
	struct shim_file *f = (struct shim_file *)file;
	const uint8_t *page = bytes;
	sqlite3_int64 number = offset / SHIM_PAGE + 1;
	if (len != SHIM_PAGE || offset % SHIM_PAGE != 0 || !shim_page_fits(page))
		return SQLITE_IOERR_WRITE;
	int rc = fill(f, number);
	return rc == SQLITE_OK ? write_page(f, page, number) : rc;
}

static int main_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	struct shim_file *f = (struct shim_file *)file;
	sqlite3_int64 now;
	int rc = real_size(f, &now);
	if (rc != SQLITE_OK)
		return rc;
	if (size > now)
		return fill(f, size / SHIM_PAGE + 1);
	return f->real->pMethods->xTruncate(f->real, SHIM_HEADER + size);
}

/* The first lock comes before SQLite reads the log: the key must be the one that holds now. */
static int main_lock(sqlite3_file *file, int level)
{
	struct shim_file *f = (struct shim_file *)file;
	int rc = shim_lock(file, level);

	if (rc != SQLITE_OK || level != SQLITE_LOCK_SHARED || !f->ring->recheck)
		return rc;
	rc = f->ring->recheck((struct shim_door){ f->real }, f->ring->key_number);
	if (rc != SQLITE_OK)
		shim_unlock_file(file, SQLITE_LOCK_NONE);
	return rc;
}

const sqlite3_io_methods shim_main_methods = {
	.iVersion = 2,
	.xClose = shim_close,
	.xRead = main_read,
	.xWrite = main_write,
	.xTruncate = main_truncate,
	.xSync = shim_sync,
	.xFileSize = main_size,
	.xLock = main_lock,
	.xUnlock = shim_unlock_file,
	.xCheckReservedLock = shim_check_reserved,
	.xFileControl = shim_control,
	.xSectorSize = shim_sector,
	.xDeviceCharacteristics = shim_device,
	.xShmMap = shim_shm_map,
	.xShmLock = shim_shm_lock,
	.xShmBarrier = shim_shm_barrier,
	.xShmUnmap = shim_shm_unmap,
};
