/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Opening and closing.  The file is looked at before SQLite may touch it, so that
 * what is not ours stays as it was, to the byte.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/secret.h"
#include "base/str.h"
#include "vault/inside.h"

#define BUSY_LIMIT_MS 10000
#define HEADER_LEN 100

static enum status check_passphrase(const char *passphrase_file, struct err *err)
{
	struct secret *secret = NULL;
	enum status st;

	if (!passphrase_file)
		return ST_OK;
	st = secret_read(passphrase_file, &secret, err);
	secret_free(secret);
	return st;
}

/* The first bytes, read through SQLite's own handle: closing another one would drop this process's locks. */
static enum status check_header(struct vault *vault, struct err *err)
{
	unsigned char head[HEADER_LEN];
	sqlite3_file *file = NULL;
	uint32_t id;
	int rc = sqlite3_file_control(vault->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);

	if (rc == SQLITE_OK && file && file->pMethods)
		rc = file->pMethods->xRead(file, head, sizeof(head), 0);
	if (rc == SQLITE_IOERR_SHORT_READ)
		rc = SQLITE_NOTADB;
	if (rc != SQLITE_OK)
		return vault_fail(NULL, rc, err);
	id = (uint32_t)head[68] << 24 | (uint32_t)head[69] << 16 | (uint32_t)head[70] << 8 | head[71];
	if (memcmp(head, "SQLite format 3", 16) || id != VAULT_APPLICATION_ID)
		return vault_fail(NULL, SQLITE_NOTADB, err);
	return ST_OK;
}

/* Waits between 1 and 8 ms and asks again: short, uneven pauses let many writers through in turn. */
static int wait_for_others(void *ctx, int count)
{
	static _Thread_local int64_t since;
	static _Thread_local uint32_t spread;
	struct timespec pause = { 0, 0 };

	(void)ctx;
	if (count == 0) {
		since = clock_ticks_ms();
		spread = spread * 1664525u + (uint32_t)getpid() * 2654435761u + 1013904223u;
	}
	if (clock_ticks_ms() - since > BUSY_LIMIT_MS)
		return 0;
	spread = spread * 1664525u + 1013904223u;
	pause.tv_nsec = 1000000 + (long)(spread >> 8) % 7000000;
	nanosleep(&pause, NULL);
	return 1;
}

static enum status check_wal(sqlite3 *db, struct err *err)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db, "PRAGMA journal_mode=WAL", -1, &stmt, NULL);
	bool wal = false;

	if (rc == SQLITE_OK)
		rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW) {
		wal = str_same((const char *)sqlite3_column_text(stmt, 0), "wal");
		rc = SQLITE_OK;
	}
	sqlite3_finalize(stmt);
	if (rc == SQLITE_OK && !wal)
		rc = SQLITE_CANTOPEN;
	return rc == SQLITE_OK ? ST_OK : vault_fail(db, rc, err);
}

static enum status settings(struct vault *vault, int cache_kib, struct err *err)
{
	/* A number of our own, no value of a person's: pragmas cannot be bound. */
	char *pragmas = mem_fmt("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
		"PRAGMA mmap_size=0; PRAGMA temp_store=FILE; PRAGMA trusted_schema=OFF; PRAGMA cache_size=-%d;"
		"PRAGMA journal_size_limit=67108864; SELECT count(*) FROM sqlite_schema;"
		/* Declares its table now, before the fence could take that for a change of the schema. */
		"SELECT 1 FROM json_each('[]')", cache_kib ? cache_kib : 8192);
	enum status st = ST_OK;
	int rc;

	sqlite3_busy_handler(vault->db, wait_for_others, NULL);
	sqlite3_db_config(vault->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	vault->read_only = sqlite3_db_readonly(vault->db, "main") == 1;
	if (!vault->read_only)
		st = check_wal(vault->db, err);
	if (st == ST_OK) {
		rc = sqlite3_exec(vault->db, pragmas, NULL, NULL, NULL);
		if (rc != SQLITE_OK)
			st = vault_fail(vault->db, rc, err);
	}
	free(pragmas);
	return st;
}

/* On a medium that cannot be written nobody else writes either: no log is needed to read it. */
static bool on_read_only_medium(const char *path)
{
	struct statvfs fs;
	char *wal = mem_fmt("%s-wal", path);
	bool yes = !statvfs(path, &fs) && (fs.f_flag & ST_RDONLY) && access(wal, F_OK);

	free(wal);
	return yes;
}

static int connect(struct vault *vault, bool read_only)
{
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
	struct str uri = STR_INIT;
	int rc;

	if (!on_read_only_medium(vault->path))
		return sqlite3_open_v2(vault->path, &vault->db,
			flags | (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE), NULL);
	str_add(&uri, "file:");
	for (const char *p = vault->path; *p; p++) {
		if (*p == '%' || *p == '?' || *p == '#')
			str_addf(&uri, "%%%02x", (unsigned char)*p);
		else
			str_addc(&uri, *p);
	}
	str_add(&uri, "?immutable=1");
	rc = sqlite3_open_v2(str_get(&uri), &vault->db, flags | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
	str_free(&uri);
	return rc;
}

static enum status open_existing(struct vault *vault, const struct vault_options *options, struct err *err)
{
	int rc = connect(vault, options->read_only);
	enum status st = rc == SQLITE_OK ? check_header(vault, err) : vault_fail(vault->db, rc, err);

	if (st == ST_OK)
		st = settings(vault, options->cache_kib, err);
	if (st == ST_OK)
		fence_raise(vault);
	return st;
}

enum status vault_open(const struct vault_options *options, struct vault **out, struct err *err)
{
	struct vault *vault = mem_alloc(sizeof(*vault));
	enum status st = check_passphrase(options->passphrase_file, err);

	*out = NULL;
	if (st == ST_OK)
		st = place_resolve(options->path, options->create, &vault->path, err);
	if (st == ST_OK)
		st = place_check(vault->path, err);
	if (st == ST_OK && options->create)
		st = create_file(vault->path, options, err);
	if (st == ST_OK)
		st = open_existing(vault, options, err);
	if (st != ST_OK) {
		vault_close(vault);
		return st;
	}
	*out = vault;
	return ST_OK;
}

void vault_close(struct vault *vault)
{
	if (!vault)
		return;
	/* Takes the log into the file where nobody else has it open. */
	if (vault->db && sqlite3_close(vault->db) != SQLITE_OK)
		BUG("a statement outlives its vault");
	free(vault->path);
	free(vault);
}

struct sqlite3 *vault_db(struct vault *vault)
{
	return vault->db;
}

const char *vault_path(const struct vault *vault)
{
	return vault->path;
}

bool vault_read_only(const struct vault *vault)
{
	return vault->read_only;
}

void vault_wait_for_disk(struct vault *vault, bool wait)
{
	if (vault->read_only)
		return;
	vault->setting = true;
	sqlite3_exec(vault->db, wait ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL", NULL, NULL, NULL);
	vault->setting = false;
}
