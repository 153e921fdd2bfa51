/* SPDX-License-Identifier: EUPL-1.2 */
/* What the shim's own sources share: the handle, the keys of an open database, methods that pass through. */
#ifndef VAULT_SHIM_FILE_H
#define VAULT_SHIM_FILE_H

#include <stdbool.h>

#include "vault/shim.h"

/* Subkeys of one open database, in locked memory; shared by its handles. */
struct keyring {
	uint8_t page[CIPHER_KEY];
	uint8_t wal_header[CIPHER_KEY];
	uint8_t wal_frame[CIPHER_KEY];
	uint8_t wal_page[CIPHER_KEY];
	uint8_t page_before[CIPHER_KEY];   /* while the data key is being changed: pages of the one before */
	bool has_before;
	shim_recheck *recheck;
	uint32_t key_number;
	char *path;                /* absolute, as SQLite names the database */
	int users;
	struct keyring *next;
};

struct scratch;                /* shim_scratch.c */

#define SHIM_FRAME (24 + CIPHER_EXTRA)   /* bytes of a frame's head in the log, as it stands on the medium */

struct shim_file {
	sqlite3_file base;         /* first: SQLite sees this */
	sqlite3_file *real;        /* stands right behind this struct */
	struct keyring *ring;      /* main and WAL */
	struct scratch *scratch;   /* temporary files */
	/* The sealed head of a frame that waits for its page, so that both go to the medium in one write. */
	bool held;
	sqlite3_int64 held_at;
	union {
		struct {
			uint8_t frame[SHIM_FRAME];
			uint8_t unit[SHIM_PAGE];   /* room to seal a page in: a page's bytes never leave it unsealed */
		};
		uint8_t frame_and_page[SHIM_FRAME + SHIM_PAGE];
	};
};

/* Told of every page written by this thread; not SQLITE_OK: it is to stop. */
int shim_page_written(void);

extern const sqlite3_io_methods shim_main_methods;
extern const sqlite3_io_methods shim_wal_methods;

int shim_main_test(struct shim_file *f, sqlite3_int64 number, bool either);
sqlite3_vfs *shim_below(void);
void ring_leave(struct keyring *ring);
int shim_scratch_open(struct shim_file *f);

/* Methods that are the same for every kind. */
int shim_close(sqlite3_file *file);
int shim_sync(sqlite3_file *file, int flags);
int shim_lock(sqlite3_file *file, int level);
int shim_unlock_file(sqlite3_file *file, int level);
int shim_check_reserved(sqlite3_file *file, int *out);
int shim_control(sqlite3_file *file, int op, void *arg);
int shim_sector(sqlite3_file *file);
int shim_device(sqlite3_file *file);
int shim_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **out);
int shim_shm_lock(sqlite3_file *file, int offset, int n, int flags);
void shim_shm_barrier(sqlite3_file *file);
int shim_shm_unmap(sqlite3_file *file, int delete_it);

/* Page sealing, the same in the main file and in the WAL: 4056 bytes, nonce and tag in SQLite's reserve. */
void shim_page_seal(uint8_t *out, const uint8_t *page, const uint8_t *key, enum cipher_domain domain,
	uint64_t number);
bool shim_page_open(uint8_t *page, const uint8_t *key, enum cipher_domain domain, uint64_t number);
/* False when a page to be written does not leave the reserve free. */
bool shim_page_fits(const uint8_t *page);

/* shim_tidy.c: zeroes a page's unused space before it goes to the main file; whether it holds nothing there. For pages
 * below SHIM_TIDY_PAGES. */
#define SHIM_TIDY_PAGES (1 << 24)
void shim_tidy(uint8_t *page, uint64_t number);
bool shim_is_tidy(const uint8_t *page, uint64_t number);

#define PAGE_TEXT (SHIM_PAGE - CIPHER_EXTRA)

#endif
