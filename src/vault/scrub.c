/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Nothing that was deleted stays in the file: the log is written back and emptied,
 * then every page is looked at, whether anything stands in its free space.  Only a
 * file that was written before pages were tidied has such remains; it is then
 * written anew as a whole.
 */
#include "config.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "vault/inside.h"
#include "vault/shim_file.h"

static enum status empty_log(struct vault *vault, struct err *err)
{
	int left = 0, rc = sqlite3_wal_checkpoint_v2(vault->db, "main", SQLITE_CHECKPOINT_TRUNCATE, &left, NULL);

	if (rc == SQLITE_BUSY || (rc == SQLITE_OK && left > 0))
		return err_set(err, ST_BUSY, _("What was deleted is gone from the file, but colleagues who have it open keep its "
			"log from being emptied. It is emptied as soon as somebody opens it without them; “foothold "
			"check --scrub” does it as well."));
	return rc == SQLITE_OK ? ST_OK : vault_fail(vault->db, rc, err);
}

static uint32_t four(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

struct scan {
	sqlite3_file *file;
	uint32_t pages;
	uint8_t page[SHIM_PAGE];
};

static int read_page(struct scan *scan, uint32_t number)
{
	return scan->file->pMethods->xRead(scan->file, scan->page, SHIM_PAGE, (sqlite3_int64)(number - 1) * SHIM_PAGE);
}

/* The free list: trunks that name leaves; a leaf is empty through and through. */
static int free_list_empty(struct scan *scan, bool *clean)
{
	static const uint8_t none[SHIM_PAGE];
	uint8_t trunk[SHIM_PAGE];
	int rc = read_page(scan, 1);
	uint32_t number = rc == SQLITE_OK ? four(scan->page + 32) : 0, leaves, steps = 0;

	while (rc == SQLITE_OK && *clean && number && number <= scan->pages && steps++ < scan->pages) {
		rc = read_page(scan, number);
		memcpy(trunk, scan->page, SHIM_PAGE);
		leaves = four(trunk + 4);
		for (uint32_t i = 0; rc == SQLITE_OK && *clean && i < leaves && 12 + 4 * i <= PAGE_TEXT; i++) {
			uint32_t leaf = four(trunk + 8 + 4 * i);

			if (leaf && leaf <= scan->pages && (rc = read_page(scan, leaf)) == SQLITE_OK)
				*clean = !memcmp(scan->page, none, PAGE_TEXT);
		}
		number = four(trunk);
	}
	sodium_memzero(trunk, sizeof(trunk));
	return rc;
}

static int look(struct scan *scan, bool *clean)
{
	int rc = SQLITE_OK;

	*clean = true;
	for (uint32_t number = 1; rc == SQLITE_OK && *clean && number <= scan->pages; number++) {
		rc = read_page(scan, number);
		if (rc == SQLITE_OK && number < SHIM_TIDY_PAGES)
			*clean = shim_is_tidy(scan->page, number);
	}
	return rc == SQLITE_OK && *clean ? free_list_empty(scan, clean) : rc;
}

/* Within a reading transaction, so that nobody writes pages back meanwhile. */
static int scan_pages(struct vault *vault, bool *clean)
{
	struct scan *scan = mem_alloc(sizeof *scan);
	sqlite3_int64 size = 0;
	int rc = sqlite3_exec(vault->db, "BEGIN; SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_file_control(vault->db, "main", SQLITE_FCNTL_FILE_POINTER, &scan->file);
	if (rc == SQLITE_OK)
		rc = scan->file->pMethods->xFileSize(scan->file, &size);
	scan->pages = (uint32_t)(size / SHIM_PAGE);
	if (rc == SQLITE_OK)
		rc = look(scan, clean);
	if (!sqlite3_get_autocommit(vault->db))
		sqlite3_exec(vault->db, "COMMIT", NULL, NULL, NULL);
	sodium_memzero(scan, sizeof(*scan));
	free(scan);
	return rc;
}

static enum status is_clean(struct vault *vault, bool *clean, struct err *err)
{
	enum status st = empty_log(vault, err);
	int rc = st == ST_OK ? scan_pages(vault, clean) : SQLITE_OK;

	return rc == SQLITE_OK ? st : vault_fail(vault->db, rc, err);
}

static enum status write_anew(struct vault *vault, struct err *err)
{
	int rc;

	vault->setting = true;
	sqlite3_set_authorizer(vault->db, NULL, NULL);
	rc = sqlite3_exec(vault->db, "VACUUM", NULL, NULL, NULL);
	fence_raise(vault);
	vault->setting = false;
	return rc == SQLITE_OK ? ST_OK : vault_fail(vault->db, rc, err);
}

enum status vault_scrub(struct vault *vault, bool patient, struct err *err)
{
	bool clean = false;
	enum status st;

	vault_patient(vault, patient);
	st = is_clean(vault, &clean, err);
	vault_patient(vault, true);
	if (st != ST_OK || clean)
		return st;
	st = write_anew(vault, err);
	if (st == ST_OK)
		st = is_clean(vault, &clean, err);
	if (st == ST_OK && !clean)
		st = err_set(err, ST_CORRUPT, _("Deleted data still stands in free space of the file. Everything else is in order; "
			"please restore a backup of after the deletion into a new file."));
	return st;
}
