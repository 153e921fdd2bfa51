/* SPDX-License-Identifier: EUPL-1.2 */
/* Methods that pass through to the file below, and the sealing of a page in place. */
#include <string.h>

#include "vault/shim_file.h"

static sqlite3_file *below(sqlite3_file *file)
{
	return ((struct shim_file *)file)->real;
}

int shim_close(sqlite3_file *file)
{
	struct shim_file *f = (struct shim_file *)file;
	int rc = f->real->pMethods->xClose(f->real);
	ring_leave(f->ring);
	f->ring = NULL;
	return rc;
}

int shim_sync(sqlite3_file *file, int flags)
{
	return below(file)->pMethods->xSync(below(file), flags);
}

int shim_lock(sqlite3_file *file, int level)
{
	return below(file)->pMethods->xLock(below(file), level);
}

int shim_unlock_file(sqlite3_file *file, int level)
{
	return below(file)->pMethods->xUnlock(below(file), level);
}

int shim_check_reserved(sqlite3_file *file, int *out)
{
	return below(file)->pMethods->xCheckReservedLock(below(file), out);
}

/* Pragmas that would change what the sealing stands on. */
static bool pragma_refused(const char *name, const char *value)
{
	if (!value)
		return false;
	if (sqlite3_stricmp(name, "page_size") == 0 || sqlite3_stricmp(name, "auto_vacuum") == 0)
		return true;
	return sqlite3_stricmp(name, "journal_mode") == 0 && sqlite3_stricmp(value, "wal") != 0 &&
		sqlite3_stricmp(value, "off") != 0;
}

int shim_control(sqlite3_file *file, int op, void *arg)
{
	switch (op) {
	case SQLITE_FCNTL_SIZE_HINT: /* these would make holes or map what is sealed */
	case SQLITE_FCNTL_CHUNK_SIZE:
		return SQLITE_OK;
	case SQLITE_FCNTL_MMAP_SIZE:
		*(sqlite3_int64 *)arg = 0;
		return SQLITE_OK;
	case SQLITE_FCNTL_PRAGMA: {
		char **word = arg;
		if (!pragma_refused(word[1], word[2]))
			return SQLITE_NOTFOUND;
		word[0] = sqlite3_mprintf("not in a vault");
		return SQLITE_ERROR;
	}
	default:
		return below(file)->pMethods->xFileControl(below(file), op, arg);
	}
}

int shim_sector(sqlite3_file *file)
{
	(void)file;
	return SHIM_PAGE;
}

/* With anything more than this SQLite splits WAL writes in ways that the sealing does not know. */
int shim_device(sqlite3_file *file)
{
	(void)file;
	return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int shim_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
	return below(file)->pMethods->xShmMap(below(file), page, size, extend, out);
}

int shim_shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
	return below(file)->pMethods->xShmLock(below(file), offset, n, flags);
}

void shim_shm_barrier(sqlite3_file *file)
{
	below(file)->pMethods->xShmBarrier(below(file));
}

int shim_shm_unmap(sqlite3_file *file, int delete_it)
{
	return below(file)->pMethods->xShmUnmap(below(file), delete_it);
}

void shim_page_seal(uint8_t *out, const uint8_t *page, const uint8_t *key, enum cipher_domain domain, uint64_t number)
{
	cipher_seal(out, out + PAGE_TEXT, page, PAGE_TEXT, key, domain, number);
}

bool shim_page_open(uint8_t *page, const uint8_t *key, enum cipher_domain domain, uint64_t number)
{
	uint8_t extra[CIPHER_EXTRA];
	memcpy(extra, page + PAGE_TEXT, CIPHER_EXTRA);
	memset(page + PAGE_TEXT, 0, CIPHER_EXTRA);
	return cipher_open(page, page, extra, PAGE_TEXT, key, domain, number);
}

/* Page 1, and no other, begins with these 16 bytes; its byte 20 says how many are left free on every page. */
static bool says_other_reserve(const uint8_t *page)
{
	return memcmp(page, "SQLite format 3", 16) == 0 && page[20] != CIPHER_EXTRA;
}

bool shim_page_fits(const uint8_t *page)
{
	static const uint8_t none[CIPHER_EXTRA];
	return memcmp(page + PAGE_TEXT, none, CIPHER_EXTRA) == 0 && !says_other_reserve(page);
}
