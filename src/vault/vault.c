/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Opening and closing.  The file is looked at before SQLite may touch it, so that
 * what is not ours stays as it was, to the byte.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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

enum status vault_get_passphrase(const struct vault_options *o, struct secret **out, struct err *err)
{
	const char *environment = getenv("FOOTHOLD_PASSPHRASE_FILE");
	const char *file = o->passphrase_file ? o->passphrase_file : environment;

	if (!str_empty(file))
		return secret_read(file, out, err);
	if (o->ask)
		return o->ask(o->ask_ctx, o->user, o->create, out, err);
	return err_set(err, ST_DENIED, _("The file is locked. Give its passphrase with --passphrase-file, or at a terminal."));
}

static enum status check_content(struct vault *vault, struct err *err)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(vault->db, "PRAGMA application_id", -1, &stmt, NULL);
	bool ours = rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW &&
		sqlite3_column_int(stmt, 0) == VAULT_APPLICATION_ID;

	if (rc == SQLITE_OK)
		rc = sqlite3_finalize(stmt);
	if (rc != SQLITE_OK)
		return vault_fail(vault->db, rc, err);
	return ours ? ST_OK : vault_fail(NULL, SQLITE_NOTADB, err);
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

void vault_patient(struct vault *vault, bool patient)
{
	sqlite3_busy_handler(vault->db, patient ? wait_for_others : NULL, NULL);
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

	vault_patient(vault, true);
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

/* On a medium that cannot be written nobody else writes either: no log is needed to read it. Nor for a copy. */
static bool nobody_writes(const char *path, bool still)
{
	struct statvfs fs;
	char *wal = mem_fmt("%s-wal", path);
	bool yes = access(wal, F_OK) && (still || (!statvfs(path, &fs) && fs.f_flag & ST_RDONLY));

	free(wal);
	return yes;
}

static int connect_by(shim_unlock *unlock, void *ctx, const char *path, int flags, sqlite3 **out)
{
	bool immutable = nobody_writes(path, (flags & OPEN_STILL) != 0);
	char *name = immutable ? place_uri(path, "immutable=1") : mem_str(path);
	int rc = shim_start();

	flags = immutable ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI : flags & ~OPEN_STILL;
	flags |= SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
	shim_expect(path, unlock, ctx);
	if (rc == SQLITE_OK)
		rc = sqlite3_open_v2(name, out, flags, SHIM_NAME);
	shim_expect_no_more();
	free(name);
	return rc;
}

static int known_key(void *ctx, struct shim_door door, uint8_t data_key[CIPHER_KEY])
{
	const struct keys *keys = ctx;

	(void)door;
	memcpy(data_key, secret_bytes(keys->data_key), CIPHER_KEY);
	shim_also(keys->previous ? secret_bytes(keys->previous) : NULL, NULL, 0);
	return SQLITE_OK;
}

int connect_again(const struct keys *keys, const char *path, int flags, sqlite3 **out)
{
	return connect_by(known_key, (void *)keys, path, flags, out);
}

/* Of a file that was cut off behind its header SQLite would take the log for a stranger's, and delete it. */
static int unlock_whole(void *attempt, struct shim_door door, uint8_t data_key[CIPHER_KEY])
{
	const struct keys_attempt *a = attempt;
	int rc = keys_unlock(attempt, door, data_key);

	if (rc != SQLITE_OK || shim_has_pages(door))
		return rc;
	vault_fail(NULL, SQLITE_CORRUPT, a->err);
	return SQLITE_NOTADB;
}

static enum status unlock(struct vault *vault, const struct vault_options *o, const struct secret *passphrase,
	struct err *err)
{
	struct err why = { ST_OK, "", "" };
	struct keys_attempt attempt = { o->user, passphrase, o->read_only, &vault->keys, &why };
	int how = o->read_only ? SQLITE_OPEN_READONLY | (o->still ? OPEN_STILL : 0) : SQLITE_OPEN_READWRITE;
	int rc = connect_by(unlock_whole, &attempt, vault->path, how, &vault->db);

	if (rc != SQLITE_OK && why.status != ST_OK)
		return err_set(err, why.status, "%s", why.text);
	return rc == SQLITE_OK ? ST_OK : vault_fail(vault->db, rc, err);
}

static enum status open_once(struct vault *vault, const struct vault_options *options,
	const struct secret *passphrase, struct err *err)
{
	enum status st = unlock(vault, options, passphrase, err);

	if (st == ST_OK)
		st = settings(vault, options->cache_kib, err);
	if (st == ST_OK)
		st = check_content(vault, err);
	if (st == ST_OK)
		fence_raise(vault);
	return st;
}

static void disconnect(struct vault *vault)
{
	if (vault->db && sqlite3_close(vault->db) != SQLITE_OK)
		BUG("a statement outlives its vault");
	vault->db = NULL;
	keys_clear(&vault->keys);
}

/* Nobody can open the file while its data key is being changed. */
static bool being_changed(const struct vault *vault)
{
	struct header_copies *h = mem_alloc(sizeof(*h));
	uint32_t newer;
	bool changed = vault->db && shim_door_of(vault->db).real && keys_read_copies(shim_door_of(vault->db), h, &newer) >= 0 &&
		header_has_previous(&h->copy[h->current]);

	free(h);
	return changed;
}

static enum status open_existing(struct vault *vault, const struct vault_options *options,
	const struct secret *passphrase, struct err *err)
{
	enum status st = open_once(vault, options, passphrase, err);

	/* The key was changed between the slot and the first page. */
	if (st != ST_OK && vault->db && sqlite3_errcode(vault->db) == SQLITE_PROTOCOL) {
		disconnect(vault);
		st = open_once(vault, options, passphrase, err);
	}
	if (st == ST_BUSY && being_changed(vault))
		err_set(err, ST_BUSY, _("The file's key is being changed at this moment. Nothing was changed; try again when that "
			"is finished."));
	return st;
}

/* A vault never has one: whoever put it there, SQLite would undo by it what was saved since. */
static enum status refuse_journal(const char *path, struct err *err)
{
	char *journal = mem_fmt("%s-journal", path);
	enum status st = ST_OK;
	struct stat info;

	if (!stat(journal, &info) && info.st_size > 0)
		st = err_set(err, ST_IO, _("Beside the file stands “%s”, which is none of Foothold's. Nothing was changed; find out "
			"where it comes from, put it elsewhere, and open the file again."), journal);
	free(journal);
	return st;
}

enum status vault_open(const struct vault_options *options, struct vault **out, struct err *err)
{
	struct vault *vault = mem_alloc(sizeof(*vault));
	struct secret *passphrase = NULL;
	enum status st = place_resolve(options->path, options->create, &vault->path, err);

	*out = NULL;
	vault->still = options->read_only && options->still;
	if (st == ST_OK && !vault->still)
		st = place_check(vault->path, err);
	if (st == ST_OK && !vault->still)
		st = refuse_journal(vault->path, err);
	if (st == ST_OK)
		st = vault_get_passphrase(options, &passphrase, err);
	if (st == ST_OK && options->create)
		st = create_file(vault->path, options, passphrase, err);
	if (st == ST_OK)
		st = open_existing(vault, options, passphrase, err);
	secret_free(passphrase);
	if (st != ST_OK) {
		vault_close(vault);
		return st;
	}
	*out = vault;
	return ST_OK;
}

/* A file with one user: the passphrase has the first slot, the recovery code the second. */
enum { PASSPHRASE_SLOT, RECOVERY_SLOT };

enum status vault_new_passphrase(struct vault *vault, const struct secret *fresh, struct err *err)
{
	return vault_slot_renew(vault, PASSPHRASE_SLOT, "", fresh, err);
}

enum status vault_new_recovery(struct vault *vault, const struct secret *code, struct err *err)
{
	int slot = RECOVERY_SLOT;

	return slots_second(shim_door_of(vault->db), &vault->keys, "", code, NULL, &slot, err);
}

void vault_close(struct vault *vault)
{
	if (!vault)
		return;
	disconnect(vault);         /* takes the log into the file where nobody else has it open */
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
