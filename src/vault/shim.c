/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The VFS itself: hands out handles whose methods know how each kind of file is
 * sealed (shim_main.c, shim_wal.c, shim_scratch.c) and passes all else through.
 */
#include "vault/shim_file.h"

#include <pthread.h>
#include <sodium.h>
#include <string.h>

static sqlite3_vfs shim;
static pthread_once_t started = PTHREAD_ONCE_INIT;
static int start_result;

static _Thread_local struct {
	const char *path;
	shim_unlock *unlock;
	void *ctx;
	uint8_t previous[CIPHER_KEY];
	bool has_previous;
	shim_recheck *recheck;
	uint32_t key_number;
} expected;

static _Thread_local struct {
	shim_watch_fn *fn;
	void *ctx;
} watching;

/* Keys of the databases that are open, so that a WAL finds those of its database. */
static struct keyring *rings;
static pthread_mutex_t rings_lock = PTHREAD_MUTEX_INITIALIZER;

sqlite3_vfs *shim_below(void)
{
	return (sqlite3_vfs *)shim.pAppData;
}

void shim_expect(const char *path, shim_unlock *unlock, void *ctx)
{
	expected.path = path;
	expected.unlock = unlock;
	expected.ctx = ctx;
}

void shim_expect_no_more(void)
{
	sodium_memzero(&expected, sizeof expected);
}

void shim_also(const uint8_t *previous, shim_recheck *recheck, uint32_t key_number)
{
	expected.has_previous = previous != NULL;
	if (previous)
		memcpy(expected.previous, previous, CIPHER_KEY);
	expected.recheck = recheck;
	expected.key_number = key_number;
}

static void ring_set_key(struct keyring *ring, const uint8_t *data_key)
{
	cipher_subkey(ring->page, data_key, CIPHER_PAGE);
	cipher_subkey(ring->wal_header, data_key, CIPHER_WAL_HEADER);
	cipher_subkey(ring->wal_frame, data_key, CIPHER_WAL_FRAME);
	cipher_subkey(ring->wal_page, data_key, CIPHER_WAL_PAGE);
}

static struct keyring *ring_new(const char *path, const uint8_t *data_key)
{
	struct keyring *ring = sodium_malloc(sizeof *ring);
	if (!ring)
		return NULL;
	memset(ring, 0, sizeof *ring);
	ring->path = sqlite3_mprintf("%s", path);
	if (!ring->path) {
		sodium_free(ring);
		return NULL;
	}
	ring->users = 1;
	ring_set_key(ring, data_key);
	ring->has_before = expected.has_previous;
	if (ring->has_before)
		cipher_subkey(ring->page_before, expected.previous, CIPHER_PAGE);
	ring->recheck = expected.recheck;
	ring->key_number = expected.key_number;
	return ring;
}

static void ring_join(struct keyring *ring)
{
	pthread_mutex_lock(&rings_lock);
	ring->next = rings;
	rings = ring;
	pthread_mutex_unlock(&rings_lock);
}

void ring_leave(struct keyring *ring)
{
	if (!ring)
		return;
	pthread_mutex_lock(&rings_lock);
	bool last = --ring->users == 0;
	if (last)
		for (struct keyring **at = &rings; *at; at = &(*at)->next)
			if (*at == ring) {
				*at = ring->next;
				break;
			}
	pthread_mutex_unlock(&rings_lock);
	if (!last)
		return;
	sqlite3_free(ring->path);
	sodium_free(ring);
}

/* The ring of the database that a -wal of this name belongs to. */
static struct keyring *ring_for_wal(const char *name)
{
	struct keyring *found = NULL;
	size_t len = name ? strlen(name) : 0;
	if (len <= 4 || strcmp(name + len - 4, "-wal") != 0)
		return NULL;
	pthread_mutex_lock(&rings_lock);
	for (struct keyring *r = rings; r && !found; r = r->next)
		if (strlen(r->path) == len - 4 && memcmp(r->path, name, len - 4) == 0)
			found = r;
	if (found)
		found->users++;
	pthread_mutex_unlock(&rings_lock);
	return found;
}

static int open_main(struct shim_file *f, const char *name)
{
	if (!name || !expected.unlock || strcmp(name, expected.path) != 0)
		return SQLITE_NOTADB;
	uint8_t data_key[CIPHER_KEY];
	int rc = expected.unlock(expected.ctx, (struct shim_door){ f->real }, data_key);
	if (rc == SQLITE_OK) {
		f->ring = ring_new(name, data_key);
		rc = f->ring ? SQLITE_OK : SQLITE_NOMEM;
	}
	sodium_memzero(data_key, sizeof data_key);
	if (rc != SQLITE_OK)
		return rc;
	ring_join(f->ring);
	f->base.pMethods = &shim_main_methods;
	return SQLITE_OK;
}

static int open_wal(struct shim_file *f, const char *name)
{
	f->ring = ring_for_wal(name);
	if (!f->ring)
		return SQLITE_CANTOPEN;
	f->base.pMethods = &shim_wal_methods;
	return SQLITE_OK;
}

static int open_sealed(struct shim_file *f, const char *name, int flags)
{
	if (flags & SQLITE_OPEN_MAIN_DB)
		return open_main(f, name);
	if (flags & SQLITE_OPEN_WAL)
		return open_wal(f, name);
	return shim_scratch_open(f);
}

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
	struct shim_file *f = (struct shim_file *)file;
	(void)vfs;
	memset(f, 0, sizeof *f);
	/* A rollback journal would hold pages in another form than this page of the design allows: WAL only. */
	if (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL))
		return SQLITE_CANTOPEN;
	/* A vault is never made by opening it. */
	if (flags & SQLITE_OPEN_MAIN_DB)
		flags &= ~SQLITE_OPEN_CREATE;
	f->real = (sqlite3_file *)(f + 1);
	int rc = shim_below()->xOpen(shim_below(), name, f->real, flags, out_flags);
	if (rc != SQLITE_OK)
		return rc;
	rc = open_sealed(f, name, flags);
	if (rc != SQLITE_OK) {
		f->real->pMethods->xClose(f->real);
		f->base.pMethods = NULL;
	}
	return rc;
}

static int shim_delete(sqlite3_vfs *vfs, const char *name, int sync_dir)
{
	(void)vfs;
	return shim_below()->xDelete(shim_below(), name, sync_dir);
}

static int shim_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
	(void)vfs;
	return shim_below()->xAccess(shim_below(), name, flags, out);
}

static int shim_full_pathname(sqlite3_vfs *vfs, const char *name, int len, char *out)
{
	(void)vfs;
	return shim_below()->xFullPathname(shim_below(), name, len, out);
}

static int shim_randomness(sqlite3_vfs *vfs, int len, char *out)
{
	(void)vfs;
	randombytes_buf(out, (size_t)len);
	return len;
}

static int shim_sleep(sqlite3_vfs *vfs, int us)
{
	(void)vfs;
	return shim_below()->xSleep(shim_below(), us);
}

static int shim_time(sqlite3_vfs *vfs, sqlite3_int64 *out)
{
	(void)vfs;
	return shim_below()->xCurrentTimeInt64(shim_below(), out);
}

static int shim_last_error(sqlite3_vfs *vfs, int len, char *out)
{
	(void)vfs;
	return shim_below()->xGetLastError(shim_below(), len, out);
}

static void start(void)
{
	sqlite3_vfs *below = sqlite3_vfs_find(NULL);
	if (!below || sodium_init() < 0) {
		start_result = SQLITE_ERROR;
		return;
	}
	shim = (sqlite3_vfs){ .iVersion = 2,
		.szOsFile = (int)sizeof(struct shim_file) + below->szOsFile,
		.mxPathname = below->mxPathname,
		.zName = SHIM_NAME,
		.pAppData = below,
		.xOpen = shim_open,
		.xDelete = shim_delete,
		.xAccess = shim_access,
		.xFullPathname = shim_full_pathname,
		.xRandomness = shim_randomness,
		.xSleep = shim_sleep,
		.xGetLastError = shim_last_error,
		.xCurrentTimeInt64 = shim_time };
	start_result = sqlite3_vfs_register(&shim, 1);
}

int shim_start(void)
{
	pthread_once(&started, start);
	return start_result;
}

static struct shim_file *file_of(sqlite3 *db)
{
	sqlite3_file *file = NULL;

	sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
	return (struct shim_file *)file;
}

struct shim_door shim_door_of(sqlite3 *db)
{
	struct shim_file *f = file_of(db);

	return (struct shim_door){ f ? f->real : NULL };
}

void shim_next_key(sqlite3 *db, const uint8_t *data_key)
{
	struct keyring *ring = file_of(db)->ring;

	memcpy(ring->page_before, ring->page, CIPHER_KEY);
	ring->has_before = true;
	ring->key_number++;
	ring_set_key(ring, data_key);
}

void shim_previous_done(sqlite3 *db)
{
	struct keyring *ring = file_of(db)->ring;

	ring->has_before = false;
	sodium_memzero(ring->page_before, CIPHER_KEY);
}

/* Whoever uses a file with a write-ahead log holds a shared lock on it as long as it is open. */
bool shim_alone(sqlite3 *db)
{
	struct shim_file *f = file_of(db);

	if (f->real->pMethods->xLock(f->real, SQLITE_LOCK_EXCLUSIVE) == SQLITE_OK)
		return true;
	shim_not_alone(db);
	return false;
}

void shim_not_alone(sqlite3 *db)
{
	struct shim_file *f = file_of(db);

	f->real->pMethods->xUnlock(f->real, SQLITE_LOCK_SHARED);
}

int shim_page_test(sqlite3 *db, sqlite3_int64 number, bool either)
{
	return shim_main_test(file_of(db), number, either);
}

void shim_watch(shim_watch_fn *watch, void *ctx)
{
	watching.fn = watch;
	watching.ctx = ctx;
}

int shim_page_written(void)
{
	return !watching.fn || watching.fn(watching.ctx) ? SQLITE_OK : SQLITE_INTERRUPT;
}

int shim_header_read(struct shim_door door, void *bytes, int len, sqlite3_int64 offset)
{
	return door.real->pMethods->xRead(door.real, bytes, len, offset);
}

int shim_header_write(struct shim_door door, const void *bytes, int len, sqlite3_int64 offset)
{
	return door.real->pMethods->xWrite(door.real, bytes, len, offset);
}

int shim_header_sync(struct shim_door door)
{
	return door.real->pMethods->xSync(door.real, SQLITE_SYNC_FULL);
}

bool shim_has_pages(struct shim_door door)
{
	sqlite3_int64 size = 0;
	return door.real->pMethods->xFileSize(door.real, &size) == SQLITE_OK && size >= SHIM_HEADER + SHIM_PAGE;
}
